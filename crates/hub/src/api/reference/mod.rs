//! The dictionaries of the account. Those that are read and edited in the one common way are declared in two tables;
//! the others have a file each.

pub mod cost_groups_edit;
pub mod countries;
pub mod couriers_create;
pub mod couriers_edit;
pub mod currencies_create;
pub mod currencies_edit;
pub mod listing;
pub mod mg_templates;
pub mod mg_templates_edit;
pub mod sites;
pub mod sites_edit;

use wire::Nothing;
use wire::reference::{
    CostGroup, CostItem, Courier, Currency, DeliveryService, DeliveryType, EditEntry, LegalEntity, MgChannel, OrderMethod, OrderType,
    PaymentStatus, PaymentType, PriceType, ProductStatus, Status, StatusGroup, Store, Unit,
};
use wire::reply::Done;

use self::listing::{Listed, Listing, Shape};
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::reference as domain;
use crate::fault::Fault;

/// Declares methods that list a dictionary as a whole.
macro_rules! lists {
    ($($name:ident: $path:literal $versions:ident, $key:literal $shape:ident of $entity:ident in $dictionary:ident, $summary:literal;)*) => {$(
        #[doc = $summary]
        pub struct $name;

        impl Listed for $name {
            type Entity = $entity;
            const KEY: &'static str = $key;
            const SHAPE: Shape = Shape::$shape;
        }

        impl Method for $name {
            const VERB: Verb = Verb::Get;
            const PATH: &'static str = $path;
            const VERSIONS: Versions = Versions::$versions;
            const SCOPE: Permission = Permission::ReferenceRead;
            const SUMMARY: &'static str = $summary;
            type Request = Nothing;
            type Reply = Listing<Self>;

            fn answer(call: Call<'_, '_, Nothing>) -> Result<Listing<Self>, Fault> {
                Ok(Listing::of(call.account, call.caller.sites(), &domain::$dictionary))
            }
        }
    )*};
}

/// Declares methods that make or change the entry of a code.
macro_rules! edits {
    ($($name:ident: $path:literal $versions:ident, $entity:ident in $dictionary:ident, $summary:literal;)*) => {$(
        #[doc = $summary]
        pub struct $name;

        impl Method for $name {
            const VERB: Verb = Verb::Post;
            const PATH: &'static str = $path;
            const VERSIONS: Versions = Versions::$versions;
            const SCOPE: Permission = Permission::ReferenceWrite;
            const SUMMARY: &'static str = $summary;
            type Request = EditEntry<$entity>;
            type Reply = Done;

            fn answer(call: Call<'_, '_, EditEntry<$entity>>) -> Result<Done, Fault> {
                let EditEntry { code, entry } = call.request;
                domain::save(call.tx, &domain::$dictionary, code, domain::fields(entry)?, call.caller.sites(), call.now)?;
                Ok(Done {})
            }
        }
    )*};
}

lists! {
    CostGroups: "/reference/cost-groups" V5, "costGroups" Plain of CostGroup in COST_GROUPS, "List the cost groups";
    CostItems: "/reference/cost-items" V5, "costItems" Plain of CostItem in COST_ITEMS, "List the cost items";
    Couriers: "/reference/couriers" V5, "couriers" Plain of Courier in COURIERS, "List the couriers";
    Currencies: "/reference/currencies" V5, "currencies" Plain of Currency in CURRENCIES, "List the currencies of the account";
    DeliveryServices: "/reference/delivery-services" FROM_3, "deliveryServices" ByCode of DeliveryService in DELIVERY_SERVICES, "List the delivery services";
    DeliveryTypes: "/reference/delivery-types" FROM_3, "deliveryTypes" ByCode of DeliveryType in DELIVERY_TYPES, "List the delivery types";
    LegalEntities: "/reference/legal-entities" V5, "legalEntities" Plain of LegalEntity in LEGAL_ENTITIES, "List the legal entities";
    MgChannels: "/reference/mg-channels" V5, "mgChannels" Plain of MgChannel in MG_CHANNELS, "List messenger channels";
    OrderMethods: "/reference/order-methods" FROM_3, "orderMethods" ByCode of OrderMethod in ORDER_METHODS, "List the order methods";
    OrderTypes: "/reference/order-types" FROM_3, "orderTypes" ByCode of OrderType in ORDER_TYPES, "List the order types";
    PaymentStatuses: "/reference/payment-statuses" FROM_3, "paymentStatuses" ByCode of PaymentStatus in PAYMENT_STATUSES, "List the payment statuses";
    PaymentTypes: "/reference/payment-types" FROM_3, "paymentTypes" ByCode of PaymentType in PAYMENT_TYPES, "List the payment types";
    PriceTypes: "/reference/price-types" FROM_4, "priceTypes" Plain of PriceType in PRICE_TYPES, "List the price types";
    ProductStatuses: "/reference/product-statuses" FROM_3, "productStatuses" ByCode of ProductStatus in PRODUCT_STATUSES, "List the order line statuses";
    StatusGroups: "/reference/status-groups" FROM_3, "statusGroups" ByCode of StatusGroup in STATUS_GROUPS, "List the order status groups";
    Statuses: "/reference/statuses" FROM_3, "statuses" ByCode of Status in STATUSES, "List the order statuses";
    Stores: "/reference/stores" FROM_3, "stores" Plain of Store in STORES, "List the warehouses";
    Units: "/reference/units" V5, "units" ByCode of Unit in UNITS, "List the units of measurement";
}

edits! {
    CostItemsEdit: "/reference/cost-items/{code}/edit" V5, CostItem in COST_ITEMS, "Create or edit a cost item";
    DeliveryServicesEdit: "/reference/delivery-services/{code}/edit" FROM_3, DeliveryService in DELIVERY_SERVICES, "Create or edit a delivery service";
    DeliveryTypesEdit: "/reference/delivery-types/{code}/edit" FROM_3, DeliveryType in DELIVERY_TYPES, "Create or edit a delivery type";
    LegalEntitiesEdit: "/reference/legal-entities/{code}/edit" V5, LegalEntity in LEGAL_ENTITIES, "Create or edit a legal entity";
    OrderMethodsEdit: "/reference/order-methods/{code}/edit" FROM_3, OrderMethod in ORDER_METHODS, "Create or edit an order method";
    OrderTypesEdit: "/reference/order-types/{code}/edit" FROM_3, OrderType in ORDER_TYPES, "Create or edit an order type";
    PaymentStatusesEdit: "/reference/payment-statuses/{code}/edit" FROM_3, PaymentStatus in PAYMENT_STATUSES, "Create or edit a payment status";
    PaymentTypesEdit: "/reference/payment-types/{code}/edit" FROM_3, PaymentType in PAYMENT_TYPES, "Create or edit a payment type";
    PriceTypesEdit: "/reference/price-types/{code}/edit" FROM_4, PriceType in PRICE_TYPES, "Create or edit a price type";
    ProductStatusesEdit: "/reference/product-statuses/{code}/edit" FROM_3, ProductStatus in PRODUCT_STATUSES, "Create or edit an order line status";
    StatusesEdit: "/reference/statuses/{code}/edit" FROM_3, Status in STATUSES, "Create or edit an order status";
    StoresEdit: "/reference/stores/{code}/edit" FROM_3, Store in STORES, "Create or edit a warehouse";
    UnitsEdit: "/reference/units/{code}/edit" V5, Unit in UNITS, "Create or edit a unit of measurement";
}
