//! The dictionaries of the account. Those that are read and edited in the one common way stand in two tables; the others have a file each.

pub mod cost_groups_edit;
pub mod countries;
pub mod couriers_create;
pub mod couriers_edit;
pub mod currencies_create;
pub mod currencies_edit;
pub mod mg_templates;
pub mod mg_templates_edit;
pub mod sites;
pub mod sites_edit;

use domain::fault::Fault;
use domain::reference as dictionaries;
use wire::methods;
use wire::reply::Done;

use crate::api::{Answer, Call};

/// Answers methods that list a dictionary as a whole.
macro_rules! lists {
    ($($name:ident $dictionary:ident;)*) => {$(
        impl Answer for methods::$name {
            fn answer(call: Call<'_, '_, Self::Request>) -> Result<Self::Reply, Fault> {
                Ok(dictionaries::shown(call.account, call.caller.sites(), &dictionaries::$dictionary).into())
            }
        }
    )*};
}

/// Answers methods that make or change the entry of a code.
macro_rules! edits {
    ($($name:ident $dictionary:ident;)*) => {$(
        impl Answer for methods::$name {
            fn answer(call: Call<'_, '_, Self::Request>) -> Result<Done, Fault> {
                let sent = call.request;
                dictionaries::save(call.tx, &dictionaries::$dictionary, &sent.code, dictionaries::fields(&sent.entry)?, call.caller.sites(), call.now)?;
                Ok(Done {})
            }
        }
    )*};
}

lists! {
    CostGroups COST_GROUPS;
    CostItems COST_ITEMS;
    Couriers COURIERS;
    Currencies CURRENCIES;
    DeliveryServices DELIVERY_SERVICES;
    DeliveryTypes DELIVERY_TYPES;
    LegalEntities LEGAL_ENTITIES;
    MgChannels MG_CHANNELS;
    OrderMethods ORDER_METHODS;
    OrderTypes ORDER_TYPES;
    PaymentStatuses PAYMENT_STATUSES;
    PaymentTypes PAYMENT_TYPES;
    PriceTypes PRICE_TYPES;
    ProductStatuses PRODUCT_STATUSES;
    StatusGroups STATUS_GROUPS;
    Statuses STATUSES;
    Stores STORES;
    Units UNITS;
}

edits! {
    CostItemsEdit COST_ITEMS;
    DeliveryServicesEdit DELIVERY_SERVICES;
    DeliveryTypesEdit DELIVERY_TYPES;
    LegalEntitiesEdit LEGAL_ENTITIES;
    OrderMethodsEdit ORDER_METHODS;
    OrderTypesEdit ORDER_TYPES;
    PaymentStatusesEdit PAYMENT_STATUSES;
    PaymentTypesEdit PAYMENT_TYPES;
    PriceTypesEdit PRICE_TYPES;
    ProductStatusesEdit PRODUCT_STATUSES;
    StatusesEdit STATUSES;
    StoresEdit STORES;
    UnitsEdit UNITS;
}
