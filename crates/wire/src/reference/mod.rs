//! The dictionaries of the account: what orders, customers and goods refer to by code. One noun, one file.

pub mod cost_group;
pub mod cost_item;
pub mod courier;
pub mod currency;
pub mod delivery_service;
pub mod delivery_type;
pub mod legal_entity;
pub mod listing;
pub mod mg_channel;
pub mod mg_template;
pub mod order_method;
pub mod order_type;
pub mod payment_status;
pub mod payment_type;
pub mod price_type;
pub mod product_status;
pub mod reply;
pub mod request;
pub mod site;
pub mod status;
pub mod status_group;
pub mod store;
pub mod unit;

pub use mg_template::MgTemplate;
pub use reply::{CountryList, TemplateList};
pub use request::{EditCostGroup, EditEntry, EditNumbered, EditTemplates, ListTemplates, NewEntry, Parameter};

use listing::{Listed, Shape};

/// Declares the dictionaries that are listed as a whole: the entity, the member that holds its entries and how they are listed, and the
/// parameters in which one is sent, first the one to report.
macro_rules! dictionaries {
    ($($module:ident::$entity:ident: $key:literal $shape:ident $(, sent as $names:tt)?;)*) => {$(
        pub use $module::$entity;
        impl Listed for $entity {
            const KEY: &'static str = $key;
            const SHAPE: Shape = Shape::$shape;
        }
        $(impl Parameter for $entity {
            const NAMES: &'static [&'static str] = &$names;
        })?
    )*};
}

dictionaries! {
    cost_group::CostGroup: "costGroups" Plain, sent as ["costGroup"];
    cost_item::CostItem: "costItems" Plain, sent as ["costItem"];
    courier::Courier: "couriers" Plain, sent as ["courier"];
    currency::Currency: "currencies" Plain, sent as ["currency"];
    delivery_service::DeliveryService: "deliveryServices" ByCode, sent as ["deliveryService"];
    delivery_type::DeliveryType: "deliveryTypes" ByCode, sent as ["deliveryType"];
    legal_entity::LegalEntity: "legalEntities" Plain, sent as ["legalEntity"];
    mg_channel::MgChannel: "mgChannels" Plain;
    order_method::OrderMethod: "orderMethods" ByCode, sent as ["orderMethod"];
    order_type::OrderType: "orderTypes" ByCode, sent as ["orderType"];
    payment_status::PaymentStatus: "paymentStatuses" ByCode, sent as ["paymentStatus"];
    payment_type::PaymentType: "paymentTypes" ByCode, sent as ["paymentType"];
    price_type::PriceType: "priceTypes" Plain, sent as ["priceType", "priceTypes"];
    product_status::ProductStatus: "productStatuses" ByCode, sent as ["productStatus"];
    site::Site: "sites" ByCode, sent as ["site"];
    status::Status: "statuses" ByCode, sent as ["status"];
    status_group::StatusGroup: "statusGroups" ByCode;
    store::Store: "stores" Plain, sent as ["store"];
    unit::Unit: "units" ByCode, sent as ["unit", "units"];
}
