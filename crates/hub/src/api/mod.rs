//! The API on one screen: every method there is. Router, permissions, lists and reference book are derived from here.

mod account;
pub mod addresses;
pub mod answer;
pub mod body;
mod bulk;
pub mod caller;
mod content;
mod corporate;
mod costs;
mod credentials;
mod custom_fields;
mod customer_interaction;
mod customers;
pub mod dispatch;
pub mod dry_run;
mod files;
mod integration_modules;
mod keys;
mod legacy_settings;
pub mod masking;
pub mod method;
mod noun;
mod orders;
mod packs;
mod pasted;
mod payments;
mod reference;
pub mod routes;
mod settings;
mod statistic;
mod store;
mod tasks;
pub mod turn;
mod users;
pub mod versions;

use wire::reply::Ready;

use crate::fault::Fault;

pub use caller::Caller;
pub use method::{Answers, Call, Entry, Method, Permission, Reads, Verb, Weight};
pub use versions::Versions;

/// Lists the methods of a group.
macro_rules! group {
    ($name:literal: $($method:ty),* $(,)?) => {
        &[$(Entry::of::<$method>($name)),*]
    };
}

#[rustfmt::skip]
const GROUPS: &[&[Entry]] = &[
    group!["api": account::versions::ApiVersions, account::credentials::Credentials, account::system_info::SystemInfo],
    group!["orders":
        orders::list::OrdersList, orders::get::OrdersGet, orders::create::OrdersCreate, orders::edit::OrdersEdit, orders::upload::OrdersUpload,
        orders::statuses::OrdersStatuses, orders::history::OrdersHistory, orders::fix_external_ids::OrdersFixExternalIds,
        orders::combine::OrdersCombine, orders::links_create::OrdersLinksCreate,
        packs::PacksList, packs::history::PacksHistory, packs::PacksGet, packs::create::PacksCreate, packs::edit::PacksEdit,
        packs::delete::PacksDelete,
        payments::create::PaymentsCreate, payments::edit::PaymentsEdit, payments::delete::PaymentsDelete,
    ],
    group!["customers":
        customers::list::CustomersList, customers::get::CustomersGet, customers::create::CustomersCreate, customers::edit::CustomersEdit,
        customers::upload::CustomersUpload, customers::fix_external_ids::CustomersFixExternalIds, customers::history::CustomersHistory,
        customers::combine::CustomersCombine, customers::subscriptions::CustomersSubscriptions,
        customers::notes::CustomersNotes, customers::notes_create::CustomersNotesCreate, customers::notes_delete::CustomersNotesDelete,
    ],
    group!["customers-corporate":
        corporate::list::CorporateList, corporate::get::CorporateGet, corporate::create::CorporateCreate,
        corporate::edit::CorporateEdit, corporate::upload::CorporateUpload, corporate::fix_external_ids::CorporateFixExternalIds,
        corporate::history::CorporateHistory, corporate::combine::CorporateCombine,
        corporate::notes::CorporateNotes, corporate::notes::CorporateNotesCreate, corporate::notes::CorporateNotesDelete,
        corporate::parts::CorporateAddresses, corporate::parts::CorporateAddressesCreate, corporate::parts::CorporateAddressesEdit,
        corporate::parts::CorporateCompanies, corporate::parts::CorporateCompaniesCreate, corporate::parts::CorporateCompaniesEdit,
        corporate::parts::CorporateContacts, corporate::parts::CorporateContactsCreate, corporate::parts::CorporateContactsEdit,
    ],
    group!["custom-fields":
        custom_fields::list::CustomFieldsList, custom_fields::get::CustomFieldsGet, custom_fields::create::CustomFieldsCreate,
        custom_fields::edit::CustomFieldsEdit, custom_fields::dictionaries::CustomDictionariesList,
        custom_fields::dictionaries::CustomDictionariesGet, custom_fields::dictionaries_create::CustomDictionariesCreate,
        custom_fields::dictionaries_edit::CustomDictionariesEdit,
    ],
    group!["reference":
        reference::CostGroups, reference::cost_groups_edit::CostGroupsEdit, reference::CostItems, reference::CostItemsEdit,
        reference::countries::Countries,
        reference::Couriers, reference::couriers_create::CouriersCreate, reference::couriers_edit::CouriersEdit,
        reference::Currencies, reference::currencies_create::CurrenciesCreate, reference::currencies_edit::CurrenciesEdit,
        reference::DeliveryServices, reference::DeliveryServicesEdit, reference::DeliveryTypes, reference::DeliveryTypesEdit,
        reference::LegalEntities, reference::LegalEntitiesEdit,
        reference::MgChannels, reference::mg_templates::MgTemplates, reference::mg_templates_edit::MgTemplatesEdit,
        reference::OrderMethods, reference::OrderMethodsEdit, reference::OrderTypes, reference::OrderTypesEdit,
        reference::PaymentStatuses, reference::PaymentStatusesEdit, reference::PaymentTypes, reference::PaymentTypesEdit,
        reference::PriceTypes, reference::PriceTypesEdit, reference::ProductStatuses, reference::ProductStatusesEdit,
        reference::sites::Sites, reference::sites_edit::SitesEdit,
        reference::StatusGroups, reference::Statuses, reference::StatusesEdit,
        reference::Stores, reference::StoresEdit, reference::Units, reference::UnitsEdit,
    ],
    group!["costs":
        costs::CostsList, costs::CostsGet, costs::CostsCreate, costs::CostsEdit, costs::upload::CostsUpload,
        costs::CostsDeleteOne, costs::delete::CostsDelete,
    ],
    group!["store":
        store::StoreProducts, store::StoreOffers, store::properties::StoreProperties, store::StorePropertyValues, store::StoreProductGroups,
        store::groups_create::StoreGroupsCreate, store::groups_edit::StoreGroupsEdit,
        store::products_create::StoreProductsCreate, store::products_edit::StoreProductsEdit,
        store::StoreInventories, store::inventories_upload::StoreInventoriesUpload, store::prices_upload::StorePricesUpload,
    ],
    group!["files":
        files::FilesList, files::FilesGet, files::edit::FilesEdit, files::delete::FilesDelete, files::upload::FilesUpload,
        files::download::FilesDownload,
    ],
    group!["tasks":
        tasks::TasksList, tasks::TasksGet, tasks::TasksCreate, tasks::TasksEdit, tasks::history::TasksHistory,
    ],
    group!["integration-modules": integration_modules::get::IntegrationModulesGet, integration_modules::edit::IntegrationModulesEdit],
    group!["legacy-settings":
        legacy_settings::TelephonySetting, legacy_settings::TelephonySettingEdit, legacy_settings::TelephonySettings,
        legacy_settings::DeliverySetting, legacy_settings::DeliverySettingEdit,
        legacy_settings::StoreSetting, legacy_settings::StoreSettingEdit, legacy_settings::MarketplaceSettingEdit,
    ],
    group!["customer-interaction":
        customer_interaction::CartGet, customer_interaction::CartSet, customer_interaction::CartClear,
        customer_interaction::FavoritesList, customer_interaction::FavoritesAdd, customer_interaction::FavoritesRemove,
    ],
    group!["statistic": statistic::StatisticUpdate],
    group!["keys":
        keys::list::KeysList, keys::get::KeysGet, keys::usage::KeysUsage, keys::try_call::KeysTry, keys::explain::KeysExplain,
        keys::create::KeysCreate, keys::edit::KeysEdit, keys::disable::KeysDisable, keys::enable::KeysEnable, keys::rotate::KeysRotate,
        keys::finish::KeysFinish, keys::leaked::KeysLeaked, keys::delete::KeysDelete, keys::restore::KeysRestore,
        keys::advice::KeysAdvice, keys::advice_trial::KeysAdviceTrial, keys::advice_drop::KeysAdviceDrop,
        keys::advice_apply::KeysAdviceApply, keys::advice_revert::KeysAdviceRevert,
        keys::can::KeysCan, keys::who::KeysWho, keys::extend::KeysExtend, keys::bulk::KeysBulk,
        keys::templates::KeysTemplates,
    ],
    group!["settings": settings::SettingsGet],
    group!["users": users::list::UsersList, users::get::UsersGet, users::groups::UserGroupsList, users::status::UsersStatus],
];

/// JSON texts as members of an answer.
fn ready<T>(texts: Vec<String>) -> Result<Vec<Ready<T>>, Fault> {
    Ok(texts.into_iter().map(Ready::new).collect::<Result<_, _>>()?)
}

const COUNT: usize = {
    let (mut count, mut group) = (0, 0);
    while group < GROUPS.len() {
        count += GROUPS[group].len();
        group += 1;
    }
    count
};

const _: () = assert!(COUNT <= crate::keys::grant::CAPACITY, "a key's set of methods is too small for the list");

static METHODS: [&Entry; COUNT] = {
    let mut methods = [&GROUPS[0][0]; COUNT];
    let (mut at, mut group) = (0, 0);
    while group < GROUPS.len() {
        let mut index = 0;
        while index < GROUPS[group].len() {
            methods[at] = &GROUPS[group][index];
            at += 1;
            index += 1;
        }
        group += 1;
    }
    methods
};

/// Every method, in the order of the groups. A method's place in this list is its number while the program runs.
pub fn methods() -> &'static [&'static Entry] {
    &METHODS
}
