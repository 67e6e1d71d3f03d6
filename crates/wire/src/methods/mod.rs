//! The API on one screen: every method there is, by what is asked and what is answered.
//!
//! Router, permissions, lists and the reference book are derived from this list; what a method does is in the crate that answers.

pub mod addresses;
mod declare;
mod method;
mod permission;
pub mod routes;
mod versions;

use crate::Nothing;
use crate::account::{Grants, Info, VersionList};
use crate::address::Address;
use crate::cart::{OfCustomer, SendCart, SendFavorite, TheCart, TheFavorites};
use crate::corporate::{
    self, AddressFilter, Combine, Company, CompanyFilter, ContactFilter, CreatePart, CustomerContact, CustomerCorporate, EditCorporate,
    EditPart, GetCorporate, ListCorporate, ListPart, NewCorporate, UploadCorporate,
};
use crate::cost::{Cost, CostFilter, DeleteCosts, DeletedCosts};
use crate::custom_field::{
    ByCode, Coded, CustomDictionary, CustomDictionaryFilter, CustomField, CustomFieldFilter, EditField, ListLong, NewField, OneField,
};
use crate::customer::{
    self, CombineCustomers, CreateCustomer, CustomerPage, EditCustomer, GetCustomer, ListCustomers, Note, NoteFilter, OneCustomer,
    Subscribe, UploadCustomers, UploadedCustomers,
};
use crate::file::{Bytes, File, FileFilter, UploadFile, UploadedFile};
use crate::integration::legacy::{Configuration, EditLegacy, EditTelephony};
use crate::integration::{Connected, EditModule, GetModule, OneModule};
use crate::key::{
    AbilityOfKey, AbleKeys, AdviceOnKey, AdviseKey, AskAbility, AskWho, BeginTrial, BulkKeys, CreateKey, EditKey, ExplainRefusal,
    Explained, ExtendKey, GetKey, KeyPage, KeyUsageOf, ListKeys, MadeKey, OneKey, PlannedKeys, RotateKey, RotatedKey, Templates, TriedCall,
    TryKey, UsageOfKey,
};
use crate::methods::declare::methods;
use crate::noun::{ById, Create, Edit, List, Listed, One, Upload, Uploaded};
use crate::order::{
    self, CombineOrders, Combined, CreateOrder, EditOrder, EditedOrder, GetOrder, LinkOrders, ListOrders, MadeOrder, OneOrder, OrderPage,
    OrderStatuses, StatusList, UploadOrders, UploadedOrders,
};
use crate::pack::{CreatePack, EditPack, Pack, PackFilter, PackHistory, PackHistoryFilter};
use crate::payment::{CreatePayment, DeletePayment, EditPayment};
use crate::reference::listing::Listing;
use crate::reference::{
    CostGroup, CostItem, CountryList, Courier, Currency, DeliveryService, DeliveryType, EditCostGroup, EditEntry, EditNumbered,
    EditTemplates, LegalEntity, ListTemplates, MgChannel, NewEntry, OrderMethod, OrderType, PaymentStatus, PaymentType, PriceType,
    ProductStatus, Site, Status, StatusGroup, Store, TemplateList, Unit,
};
use crate::reply::{Done, Made};
use crate::settings::SettingsReply;
use crate::store::{
    AddedProducts, CreateGroup, CreateProducts, EditGroup, EditProducts, EditedProducts, Goods, InventoryFilter, InventoryOffer,
    ListProperties, OfferFilter, Processed, Product, ProductFilter, ProductGroup, ProductGroupFilter, ProductProperty,
    ProductPropertyValue, PropertyValueFilter, StoreOffer, UploadPrices, UploadStock,
};
use crate::task::{Task, TaskFilter, TaskHistory, TaskHistoryFilter};
use crate::user::{GetUser, ListUserGroups, ListUsers, OneUser, SetUserStatus, UserGroupPage, UserPage};

pub use method::{Answers, Entry, Method, Reads, Verb, Weight};
pub use permission::Permission;
pub use versions::Versions;

/// Every method, in the order of the groups. A method's place in this list is its number while the program runs.
pub fn all() -> &'static [&'static Entry] {
    METHODS
}

/// The place of a method in the list.
pub fn place<M: Method>() -> Option<usize> {
    METHODS.iter().position(|method| method.path == M::PATH && method.verb == M::VERB)
}

methods! { ($)
    "api" {
        ApiVersions: GET "/api-versions" UNVERSIONED None, Nothing => VersionList, "List the API versions";
        Credentials: GET "/credentials" UNVERSIONED None, Nothing => Grants, "Get the permissions of the key: scopes, methods, stores";
        SystemInfo: GET "/system-info" UNVERSIONED None, Nothing => Info, "Get the version and URLs of the server";
    }
    "orders" {
        OrdersList: GET "/orders" FROM_3 OrderRead, ListOrders => OrderPage, "List orders, newest first", long;
        OrdersGet: GET "/orders/{externalId}" FROM_3 OrderRead, GetOrder => OneOrder, "Get one order";
        OrdersCreate: POST "/orders/create" FROM_3 OrderWrite, CreateOrder => MadeOrder,
            "Create an order; its customer is matched or created", status = 201;
        OrdersEdit: POST "/orders/{externalId}/edit" FROM_3 OrderWrite, EditOrder => EditedOrder,
            "Edit an order; fields that are not sent stay unchanged";
        OrdersUpload: POST "/orders/upload" FROM_3 OrderWrite, UploadOrders => UploadedOrders,
            "Create up to 50 orders at once; valid ones are saved even if others are refused";
        OrdersStatuses: GET "/orders/statuses" FROM_3 OrderRead, OrderStatuses => StatusList, "Get order statuses by ID or external ID";
        OrdersHistory: GET "/orders/history" FROM_3 OrderRead, order::ReadHistory => order::History,
            "Get the history of orders, oldest first", long;
        OrdersFixExternalIds: POST "/orders/fix-external-ids" FROM_3 OrderWrite, order::FixExternalIds => Done,
            "Set the external IDs of orders";
        OrdersCombine: POST "/orders/combine" V5 OrderWrite, CombineOrders => Combined, "Merge two orders";
        OrdersLinksCreate: POST "/orders/links/create" V5 OrderWrite, LinkOrders => Done, "Link related orders", status = 201;
        PacksList: GET "/orders/packs" FROM_3 OrderRead, List<PackFilter> => Listed<Pack>, "List packs of order lines, newest first", long;
        PacksHistory: GET "/orders/packs/history" FROM_3 OrderRead, List<PackHistoryFilter> => PackHistory,
            "Read what happened to packs, oldest first", long;
        PacksGet: GET "/orders/packs/{id}" FROM_3 OrderRead, ById => One<Pack>, "Read one pack";
        PacksCreate: POST "/orders/packs/create" FROM_3 OrderWrite, CreatePack => Made, "Add a pack of an order line", status = 201;
        PacksEdit: POST "/orders/packs/{id}/edit" FROM_3 OrderWrite, EditPack => Made, "Change a pack";
        PacksDelete: POST "/orders/packs/{id}/delete" FROM_3 OrderWrite, ById => Done, "Delete a pack";
        PaymentsCreate: POST "/orders/payments/create" V5 OrderWrite, CreatePayment => Made, "Add a payment to an order", status = 201;
        PaymentsEdit: POST "/orders/payments/{externalId}/edit" V5 OrderWrite, EditPayment => Made, "Edit a payment";
        PaymentsDelete: POST "/orders/payments/{id}/delete" V5 OrderWrite, DeletePayment => Done, "Delete a payment";
    }
    "customers" {
        CustomersList: GET "/customers" FROM_3 CustomerRead, ListCustomers => CustomerPage, "List customers, newest first", long;
        CustomersGet: GET "/customers/{externalId}" FROM_3 CustomerRead, GetCustomer => OneCustomer, "Get one customer";
        CustomersCreate: POST "/customers/create" FROM_3 CustomerWrite, CreateCustomer => Made, "Create a customer", status = 201;
        CustomersEdit: POST "/customers/{externalId}/edit" FROM_3 CustomerWrite, EditCustomer => Made,
            "Edit a customer; fields that are not sent stay unchanged";
        CustomersUpload: POST "/customers/upload" FROM_3 CustomerWrite, UploadCustomers => UploadedCustomers,
            "Create up to 50 customers at once; valid ones are saved even if others are refused";
        CustomersFixExternalIds: POST "/customers/fix-external-ids" FROM_3 CustomerWrite, customer::FixExternalIds => Done,
            "Set the external IDs of customers";
        CustomersHistory: GET "/customers/history" FROM_4 CustomerRead, customer::ReadHistory => customer::History,
            "Get the history of customers, oldest first", long;
        CustomersCombine: POST "/customers/combine" V5 CustomerWrite, CombineCustomers => Done, "Merge customers into one";
        CustomersSubscriptions: POST "/customers/{externalId}/subscriptions" V5 CustomerWrite, Subscribe => Done,
            "Turn mailing subscriptions of a customer on or off";
        CustomersNotes: GET "/customers/notes" V5 CustomerRead, List<NoteFilter> => Listed<Note>,
            "List notes on customers, newest first", long;
        CustomersNotesCreate: POST "/customers/notes/create" V5 CustomerWrite, Create<Note> => Made, "Add a note to a customer", status = 201;
        CustomersNotesDelete: POST "/customers/notes/{id}/delete" V5 CustomerWrite, ById => Done, "Delete a note";
    }
    "customers-corporate" {
        CorporateList: GET "/customers-corporate" V5 CustomerRead, ListCorporate => Listed<CustomerCorporate>,
            "List corporate customers, newest first", long;
        CorporateGet: GET "/customers-corporate/{externalId}" V5 CustomerRead, GetCorporate => One<CustomerCorporate>,
            "Get one corporate customer";
        CorporateCreate: POST "/customers-corporate/create" V5 CustomerWrite, NewCorporate => Made,
            "Create a corporate customer", status = 201;
        CorporateEdit: POST "/customers-corporate/{externalId}/edit" V5 CustomerWrite, EditCorporate => Made,
            "Edit a corporate customer; fields that are not sent stay unchanged";
        CorporateUpload: POST "/customers-corporate/upload" V5 CustomerWrite, UploadCorporate => UploadedCustomers,
            "Create up to 50 corporate customers at once; valid ones are saved even if others are refused";
        CorporateFixExternalIds: POST "/customers-corporate/fix-external-ids" V5 CustomerWrite, corporate::FixExternalIds => Done,
            "Set the external IDs of corporate customers";
        CorporateHistory: GET "/customers-corporate/history" V5 CustomerRead, corporate::ReadHistory => corporate::History,
            "Get the history of corporate customers, oldest first", long;
        CorporateCombine: POST "/customers-corporate/combine" V5 CustomerWrite, Combine => Done, "Merge corporate customers into one";
        CorporateNotes: GET "/customers-corporate/notes" V5 CustomerRead, List<NoteFilter> => Listed<Note>,
            "List notes on corporate customers, newest first", long;
        CorporateNotesCreate: POST "/customers-corporate/notes/create" V5 CustomerWrite, Create<Note> => Made,
            "Add a note to a corporate customer", status = 201;
        CorporateNotesDelete: POST "/customers-corporate/notes/{id}/delete" V5 CustomerWrite, ById => Done,
            "Delete a note on a corporate customer";
        CorporateAddresses: GET "/customers-corporate/{externalId}/addresses" V5 CustomerRead, ListPart<AddressFilter> => Listed<Address>,
            "List addresses of a corporate customer";
        CorporateAddressesCreate: POST "/customers-corporate/{externalId}/addresses/create" V5 CustomerWrite, CreatePart<Address> => Made,
            "Add an address to a corporate customer", status = 201;
        CorporateAddressesEdit: POST "/customers-corporate/{externalId}/addresses/{entityExternalId}/edit" V5 CustomerWrite, EditPart<Address> => Made,
            "Change an address of a corporate customer";
        CorporateCompanies: GET "/customers-corporate/{externalId}/companies" V5 CustomerRead, ListPart<CompanyFilter> => Listed<Company>,
            "List companies of a corporate customer";
        CorporateCompaniesCreate: POST "/customers-corporate/{externalId}/companies/create" V5 CustomerWrite, CreatePart<Company> => Made,
            "Add a company to a corporate customer", status = 201;
        CorporateCompaniesEdit: POST "/customers-corporate/{externalId}/companies/{entityExternalId}/edit" V5 CustomerWrite, EditPart<Company> => Made,
            "Change a company of a corporate customer";
        CorporateContacts: GET "/customers-corporate/{externalId}/contacts" V5 CustomerRead, ListPart<ContactFilter> => Listed<CustomerContact>,
            "List contact persons of a corporate customer";
        CorporateContactsCreate: POST "/customers-corporate/{externalId}/contacts/create" V5 CustomerWrite, CreatePart<CustomerContact> => Made,
            "Add a contact person to a corporate customer", status = 201;
        CorporateContactsEdit: POST "/customers-corporate/{externalId}/contacts/{entityExternalId}/edit" V5 CustomerWrite, EditPart<CustomerContact> => Made,
            "Change a contact person of a corporate customer";
    }
    "custom-fields" {
        CustomFieldsList: GET "/custom-fields" V5 CustomFieldsRead, ListLong<CustomFieldFilter> => Listed<CustomField>,
            "List custom fields";
        CustomFieldsGet: GET "/custom-fields/{entity}/{code}" V5 CustomFieldsRead, OneField => One<CustomField>, "Read one custom field";
        CustomFieldsCreate: POST "/custom-fields/{entity}/create" V5 CustomFieldsWrite, NewField => Coded,
            "Add a custom field", status = 201;
        CustomFieldsEdit: POST "/custom-fields/{entity}/{code}/edit" V5 CustomFieldsWrite, EditField => Coded, "Change a custom field";
        CustomDictionariesList: GET "/custom-fields/dictionaries" V5 CustomFieldsRead, ListLong<CustomDictionaryFilter> => Listed<CustomDictionary>,
            "List custom dictionaries";
        CustomDictionariesGet: GET "/custom-fields/dictionaries/{code}" V5 CustomFieldsRead, ByCode => One<CustomDictionary>,
            "Read one custom dictionary";
        CustomDictionariesCreate: POST "/custom-fields/dictionaries/create" V5 CustomFieldsWrite, NewEntry<CustomDictionary> => Coded,
            "Add a custom dictionary", status = 201;
        CustomDictionariesEdit: POST "/custom-fields/dictionaries/{code}/edit" V5 CustomFieldsWrite, EditEntry<CustomDictionary> => Coded,
            "Change a custom dictionary";
    }
    "reference" {
        CostGroups: GET "/reference/cost-groups" V5 ReferenceRead, Nothing => Listing<CostGroup>, "List the cost groups";
        CostGroupsEdit: POST "/reference/cost-groups/{code}/edit" V5 ReferenceWrite, EditCostGroup => Done, "Create or edit a cost group";
        CostItems: GET "/reference/cost-items" V5 ReferenceRead, Nothing => Listing<CostItem>, "List the cost items";
        CostItemsEdit: POST "/reference/cost-items/{code}/edit" V5 ReferenceWrite, EditEntry<CostItem> => Done,
            "Create or edit a cost item";
        Countries: GET "/reference/countries" FROM_3 ReferenceRead, Nothing => CountryList, "List the countries";
        Couriers: GET "/reference/couriers" V5 ReferenceRead, Nothing => Listing<Courier>, "List the couriers";
        CouriersCreate: POST "/reference/couriers/create" V5 ReferenceWrite, NewEntry<Courier> => Made, "Add a courier", status = 201;
        CouriersEdit: POST "/reference/couriers/{id}/edit" V5 ReferenceWrite, EditNumbered<Courier> => Done, "Edit a courier";
        Currencies: GET "/reference/currencies" V5 ReferenceRead, Nothing => Listing<Currency>, "List the currencies of the account";
        CurrenciesCreate: POST "/reference/currencies/create" V5 ReferenceWrite, NewEntry<Currency> => Made, "Add a currency", status = 201;
        CurrenciesEdit: POST "/reference/currencies/{id}/edit" V5 ReferenceWrite, EditNumbered<Currency> => Done, "Edit a currency";
        DeliveryServices: GET "/reference/delivery-services" FROM_3 ReferenceRead, Nothing => Listing<DeliveryService>,
            "List the delivery services";
        DeliveryServicesEdit: POST "/reference/delivery-services/{code}/edit" FROM_3 ReferenceWrite, EditEntry<DeliveryService> => Done,
            "Create or edit a delivery service";
        DeliveryTypes: GET "/reference/delivery-types" FROM_3 ReferenceRead, Nothing => Listing<DeliveryType>, "List the delivery types";
        DeliveryTypesEdit: POST "/reference/delivery-types/{code}/edit" FROM_3 ReferenceWrite, EditEntry<DeliveryType> => Done,
            "Create or edit a delivery type";
        LegalEntities: GET "/reference/legal-entities" V5 ReferenceRead, Nothing => Listing<LegalEntity>, "List the legal entities";
        LegalEntitiesEdit: POST "/reference/legal-entities/{code}/edit" V5 ReferenceWrite, EditEntry<LegalEntity> => Done,
            "Create or edit a legal entity";
        MgChannels: GET "/reference/mg-channels" V5 ReferenceRead, Nothing => Listing<MgChannel>, "List messenger channels";
        MgTemplates: GET "/reference/mg-channels/templates" V5 ReferenceRead, ListTemplates => TemplateList,
            "List message templates of messengers";
        MgTemplatesEdit: POST "/reference/mg-channels/templates/edit" V5 ReferenceWrite, EditTemplates => Done,
            "Create, edit and delete message templates";
        OrderMethods: GET "/reference/order-methods" FROM_3 ReferenceRead, Nothing => Listing<OrderMethod>, "List the order methods";
        OrderMethodsEdit: POST "/reference/order-methods/{code}/edit" FROM_3 ReferenceWrite, EditEntry<OrderMethod> => Done,
            "Create or edit an order method";
        OrderTypes: GET "/reference/order-types" FROM_3 ReferenceRead, Nothing => Listing<OrderType>, "List the order types";
        OrderTypesEdit: POST "/reference/order-types/{code}/edit" FROM_3 ReferenceWrite, EditEntry<OrderType> => Done,
            "Create or edit an order type";
        PaymentStatuses: GET "/reference/payment-statuses" FROM_3 ReferenceRead, Nothing => Listing<PaymentStatus>,
            "List the payment statuses";
        PaymentStatusesEdit: POST "/reference/payment-statuses/{code}/edit" FROM_3 ReferenceWrite, EditEntry<PaymentStatus> => Done,
            "Create or edit a payment status";
        PaymentTypes: GET "/reference/payment-types" FROM_3 ReferenceRead, Nothing => Listing<PaymentType>, "List the payment types";
        PaymentTypesEdit: POST "/reference/payment-types/{code}/edit" FROM_3 ReferenceWrite, EditEntry<PaymentType> => Done,
            "Create or edit a payment type";
        PriceTypes: GET "/reference/price-types" FROM_4 ReferenceRead, Nothing => Listing<PriceType>, "List the price types";
        PriceTypesEdit: POST "/reference/price-types/{code}/edit" FROM_4 ReferenceWrite, EditEntry<PriceType> => Done,
            "Create or edit a price type";
        ProductStatuses: GET "/reference/product-statuses" FROM_3 ReferenceRead, Nothing => Listing<ProductStatus>,
            "List the order line statuses";
        ProductStatusesEdit: POST "/reference/product-statuses/{code}/edit" FROM_3 ReferenceWrite, EditEntry<ProductStatus> => Done,
            "Create or edit an order line status";
        Sites: GET "/reference/sites" FROM_3 ReferenceRead, Nothing => Listing<Site>, "List the stores the key has access to";
        SitesEdit: POST "/reference/sites/{code}/edit" FROM_3 ReferenceWrite, EditEntry<Site> => Done, "Edit a store";
        StatusGroups: GET "/reference/status-groups" FROM_3 ReferenceRead, Nothing => Listing<StatusGroup>, "List the order status groups";
        Statuses: GET "/reference/statuses" FROM_3 ReferenceRead, Nothing => Listing<Status>, "List the order statuses";
        StatusesEdit: POST "/reference/statuses/{code}/edit" FROM_3 ReferenceWrite, EditEntry<Status> => Done,
            "Create or edit an order status";
        Stores: GET "/reference/stores" FROM_3 ReferenceRead, Nothing => Listing<Store>, "List the warehouses";
        StoresEdit: POST "/reference/stores/{code}/edit" FROM_3 ReferenceWrite, EditEntry<Store> => Done, "Create or edit a warehouse";
        Units: GET "/reference/units" V5 ReferenceRead, Nothing => Listing<Unit>, "List the units of measurement";
        UnitsEdit: POST "/reference/units/{code}/edit" V5 ReferenceWrite, EditEntry<Unit> => Done, "Create or edit a unit of measurement";
    }
    "costs" {
        CostsList: GET "/costs" V5 CostRead, List<CostFilter> => Listed<Cost>, "List costs, newest first", long;
        CostsGet: GET "/costs/{id}" V5 CostRead, ById => One<Cost>, "Read one cost";
        CostsCreate: POST "/costs/create" V5 CostWrite, Create<Cost> => Made, "Add a cost", status = 201;
        CostsEdit: POST "/costs/{id}/edit" V5 CostWrite, Edit<Cost> => Made, "Change a cost";
        CostsUpload: POST "/costs/upload" V5 CostWrite, Upload<Cost, 50> => Uploaded<Cost>, "Add up to 50 costs", status = 201;
        CostsDeleteOne: POST "/costs/{id}/delete" V5 CostWrite, ById => Done, "Delete a cost";
        CostsDelete: POST "/costs/delete" V5 CostWrite, DeleteCosts => DeletedCosts, "Delete several costs";
    }
    "store" {
        StoreProducts: GET "/store/products" FROM_4 StoreRead, Goods<ProductFilter> => Listed<Product>,
            "List products with their offers", long;
        StoreOffers: GET "/store/offers" V5 StoreRead, Goods<OfferFilter> => Listed<StoreOffer>, "List offers with their products", long;
        StoreProperties: GET "/store/products/properties" V5 StoreRead, ListProperties => Listed<ProductProperty>,
            "List properties of products", long;
        StorePropertyValues: GET "/store/products/properties/values" V5 StoreRead, Goods<PropertyValueFilter> => Listed<ProductPropertyValue>,
            "List values of properties of products", long;
        StoreProductGroups: GET "/store/product-groups" V5 StoreRead, Goods<ProductGroupFilter> => Listed<ProductGroup>,
            "List groups of products", long;
        StoreGroupsCreate: POST "/store/product-groups/create" V5 StoreWrite, CreateGroup => Made, "Add a group of products", status = 201;
        StoreGroupsEdit: POST "/store/product-groups/{externalId}/edit" V5 StoreWrite, EditGroup => Made, "Change a group of products";
        StoreProductsCreate: POST "/store/products/batch/create" V5 StoreWrite, CreateProducts => AddedProducts,
            "Add up to 50 products", status = 201;
        StoreProductsEdit: POST "/store/products/batch/edit" V5 StoreWrite, EditProducts => EditedProducts, "Change up to 50 products";
        StoreInventories: GET "/store/inventories" FROM_3 StoreRead, Goods<InventoryFilter> => Listed<InventoryOffer>,
            "List stock and purchase prices of offers", long;
        StoreInventoriesUpload: POST "/store/inventories/upload" FROM_3 StoreWrite, UploadStock => Processed,
            "Set stock of up to 250 offers";
        StorePricesUpload: POST "/store/prices/upload" FROM_4 StoreWrite, UploadPrices => Processed, "Set prices of up to 250 offers";
    }
    "files" {
        FilesList: GET "/files" V5 FileRead, List<FileFilter> => Listed<File>, "List files, newest first", long;
        FilesGet: GET "/files/{id}" V5 FileRead, ById => One<File>, "Read what is known of one file";
        FilesEdit: POST "/files/{id}/edit" V5 FileWrite, Edit<File> => One<File>, "Rename a file, or change what it is attached to";
        FilesDelete: POST "/files/{id}/delete" V5 FileWrite, ById => Done, "Delete a file";
        FilesUpload: POST "/files/upload" V5 FileWrite, UploadFile => UploadedFile,
            "Upload a file, which is the body of the call", reads = File;
        FilesDownload: GET "/files/{id}/download" V5 FileRead, ById => Bytes, "Download a file", answers = File;
    }
    "tasks" {
        TasksList: GET "/tasks" V5 TaskRead, List<TaskFilter> => Listed<Task>, "List tasks, newest first", long;
        TasksGet: GET "/tasks/{id}" V5 TaskRead, ById => One<Task>, "Read one task";
        TasksCreate: POST "/tasks/create" V5 TaskWrite, Create<Task> => Made, "Make a task", status = 201;
        TasksEdit: POST "/tasks/{id}/edit" V5 TaskWrite, Edit<Task> => Done, "Change a task";
        TasksHistory: GET "/tasks/history" V5 TaskRead, List<TaskHistoryFilter> => TaskHistory,
            "Read what happened to tasks, oldest first", long;
    }
    "integration-modules" {
        IntegrationModulesGet: GET "/integration-modules/{code}" V5 IntegrationRead, GetModule => OneModule, "Get one integration module";
        IntegrationModulesEdit: POST "/integration-modules/{code}/edit" V5 IntegrationWrite, EditModule => Connected,
            "Connect or edit an integration module";
    }
    "legacy-settings" {
        TelephonySetting: GET "/telephony/setting/{code}" V3_AND_V4 TelephonyRead, GetModule => Configuration,
            "Read the settings of a telephony module";
        TelephonySettingEdit: POST "/telephony/setting/{code}/edit" V4 TelephonyWrite, EditLegacy => Done,
            "Change the settings of a telephony module";
        TelephonySettings: POST "/telephony/settings/{code}" V3 TelephonyWrite, EditTelephony => Done,
            "Change the settings of a telephony module, each in a parameter of its own";
        DeliverySetting: GET "/delivery/generic/setting/{code}" V4 DeliveryRead, GetModule => Configuration,
            "Read the settings of a delivery module";
        DeliverySettingEdit: POST "/delivery/generic/setting/{code}/edit" V4 DeliveryWrite, EditLegacy => Done,
            "Change the settings of a delivery module";
        StoreSetting: GET "/store/setting/{code}" V4 StoreRead, GetModule => Configuration, "Read the settings of a warehouse module";
        StoreSettingEdit: POST "/store/setting/{code}/edit" V4 StoreWrite, EditLegacy => Done, "Change the settings of a warehouse module";
        MarketplaceSettingEdit: POST "/marketplace/external/setting/{code}/edit" V4 IntegrationWrite, EditLegacy => Done,
            "Change the settings of a module of the marketplace";
    }
    "customer-interaction" {
        CartGet: GET "/customer-interaction/{site}/cart/{customer}" V5 CustomerRead, OfCustomer => TheCart, "Read the cart of a customer";
        CartSet: POST "/customer-interaction/{site}/cart/set" V5 CustomerWrite, SendCart => Done, "Set the cart of a customer";
        CartClear: POST "/customer-interaction/{site}/cart/clear" V5 CustomerWrite, SendCart => Done, "Empty the cart of a customer";
        FavoritesList: GET "/customer-interaction/{site}/favorites/{customer}" V5 CustomerRead, OfCustomer => TheFavorites,
            "List the favourite offers of a customer";
        FavoritesAdd: POST "/customer-interaction/{site}/favorites/{customer}/add" V5 CustomerWrite, SendFavorite => Done,
            "Add a favourite offer of a customer";
        FavoritesRemove: POST "/customer-interaction/{site}/favorites/{customer}/remove" V5 CustomerWrite, SendFavorite => Done,
            "Remove a favourite offer of a customer";
    }
    "statistic" {
        StatisticUpdate: GET "/statistic/update" FROM_3 AnalyticsWrite, Nothing => Done,
            "Load the catalogues of the key's stores as soon as possible", writes;
    }
    "keys" {
        KeysList: GET "/keys" UNVERSIONED KeyRead, ListKeys => KeyPage, "List API access keys", long;
        KeysGet: GET "/keys/{id}" UNVERSIONED KeyRead, GetKey => OneKey, "Get one API access key";
        KeysUsage: GET "/keys/{id}/usage" UNVERSIONED KeyRead, KeyUsageOf => UsageOfKey, "Get the usage of an API access key", long;
        KeysTry: GET "/keys/{id}/try" UNVERSIONED KeyRead, TryKey => TriedCall, "Test a call of an API access key";
        KeysExplain: GET "/keys/explain/{requestId}" UNVERSIONED KeyRead, ExplainRefusal => Explained, "Explain why a call was refused";
        KeysCreate: POST "/keys/create" UNVERSIONED KeyWrite, CreateKey => MadeKey, "Create an API access key", status = 201;
        KeysEdit: POST "/keys/{id}/edit" UNVERSIONED KeyWrite, EditKey => OneKey, "Edit an API access key";
        KeysDisable: POST "/keys/{id}/disable" UNVERSIONED KeyWrite, GetKey => OneKey, "Disable an API access key";
        KeysEnable: POST "/keys/{id}/enable" UNVERSIONED KeyWrite, GetKey => OneKey, "Enable an API access key";
        KeysRotate: POST "/keys/{id}/rotate" UNVERSIONED KeyWrite, RotateKey => RotatedKey, "Replace the token of an API access key";
        KeysFinish: POST "/keys/{id}/finish" UNVERSIONED KeyWrite, GetKey => OneKey, "Revoke the old tokens of an API access key";
        KeysLeaked: POST "/keys/{id}/leaked" UNVERSIONED KeyWrite, GetKey => OneKey,
            "Report an API access key as leaked and disable it permanently";
        KeysDelete: POST "/keys/{id}/delete" UNVERSIONED KeyWrite, GetKey => Done, "Delete an API access key";
        KeysRestore: POST "/keys/{id}/restore" UNVERSIONED KeyWrite, GetKey => OneKey, "Restore a deleted API access key";
        KeysAdvice: GET "/keys/{id}/advice" UNVERSIONED KeyRead, AdviseKey => AdviceOnKey,
            "Get the unused permissions of an API access key", long;
        KeysAdviceTrial: POST "/keys/{id}/advice/trial" UNVERSIONED KeyWrite, BeginTrial => Done, "Start a trial of reduced permissions";
        KeysAdviceDrop: POST "/keys/{id}/advice/drop" UNVERSIONED KeyWrite, GetKey => Done, "End the trial of reduced permissions";
        KeysAdviceApply: POST "/keys/{id}/advice/apply" UNVERSIONED KeyWrite, BeginTrial => OneKey,
            "Remove unused permissions of an API access key";
        KeysAdviceRevert: POST "/keys/{id}/advice/revert" UNVERSIONED KeyWrite, GetKey => OneKey,
            "Restore the methods removed by an advice";
        KeysCan: GET "/keys/{id}/can" UNVERSIONED KeyRead, AskAbility => AbilityOfKey, "Get the permissions of an API access key";
        KeysWho: GET "/keys/who" UNVERSIONED KeyRead, AskWho => AbleKeys, "List the API access keys with a permission", long;
        KeysExtend: POST "/keys/{id}/extend" UNVERSIONED KeyWrite, ExtendKey => OneKey, "Extend an API access key";
        KeysBulk: POST "/keys/bulk" UNVERSIONED KeyWrite, BulkKeys => PlannedKeys, "Apply an action to several API access keys";
        KeysTemplates: GET "/keys/templates" UNVERSIONED KeyRead, Nothing => Templates, "List API access key templates";
    }
    "settings" {
        SettingsGet: GET "/settings" V5 None, Nothing => SettingsReply, "Get the settings of the account";
    }
    "users" {
        UsersList: GET "/users" FROM_4 UserRead, ListUsers => UserPage, "List the users";
        UsersGet: GET "/users/{id}" FROM_4 UserRead, GetUser => OneUser, "Get one user";
        UserGroupsList: GET "/user-groups" FROM_4 UserRead, ListUserGroups => UserGroupPage, "List the user groups";
        UsersStatus: POST "/users/{id}/status" V5 UserWrite, SetUserStatus => Done, "Set a user's work status";
    }
}
