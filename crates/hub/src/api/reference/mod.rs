//! The dictionaries of the account. Those that are read and edited in the one common way are a line each; the others have a file.

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

/// Answers the methods of a dictionary: the one that lists it as a whole, and the one that makes or changes the entry of a code.
macro_rules! dictionaries {
    ($($list:ident $(and $edit:ident)? of $dictionary:ident;)*) => {$(
        impl Answer for methods::$list {
            fn answer(call: Call<'_, '_, Self::Request>) -> Result<Self::Reply, Fault> {
                Ok(dictionaries::shown(call.account, call.caller.sites(), &dictionaries::$dictionary).into())
            }
        }
        $(impl Answer for methods::$edit {
            fn answer(call: Call<'_, '_, Self::Request>) -> Result<Done, Fault> {
                let sent = call.request;
                let fields = dictionaries::fields(&sent.entry)?;
                dictionaries::save(call.tx, &dictionaries::$dictionary, &sent.code, fields, call.caller.sites(), call.now)?;
                Ok(Done {})
            }
        })?
    )*};
}

dictionaries! {
    CostGroups of COST_GROUPS;
    CostItems and CostItemsEdit of COST_ITEMS;
    Couriers of COURIERS;
    Currencies of CURRENCIES;
    DeliveryServices and DeliveryServicesEdit of DELIVERY_SERVICES;
    DeliveryTypes and DeliveryTypesEdit of DELIVERY_TYPES;
    LegalEntities and LegalEntitiesEdit of LEGAL_ENTITIES;
    MgChannels of MG_CHANNELS;
    OrderMethods and OrderMethodsEdit of ORDER_METHODS;
    OrderTypes and OrderTypesEdit of ORDER_TYPES;
    PaymentStatuses and PaymentStatusesEdit of PAYMENT_STATUSES;
    PaymentTypes and PaymentTypesEdit of PAYMENT_TYPES;
    PriceTypes and PriceTypesEdit of PRICE_TYPES;
    ProductStatuses and ProductStatusesEdit of PRODUCT_STATUSES;
    StatusGroups of STATUS_GROUPS;
    Statuses and StatusesEdit of STATUSES;
    Stores and StoresEdit of STORES;
    Units and UnitsEdit of UNITS;
}
