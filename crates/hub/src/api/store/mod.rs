//! /store: goods of the stores.

pub mod groups_create;
pub mod groups_edit;
pub mod inventories_upload;
pub mod prices_upload;
pub mod products_create;
pub mod products_edit;
pub mod properties;

use wire::noun::Listed;
use wire::store::{
    Goods, InventoryFilter, InventoryOffer, OfferFilter, Product, ProductFilter, ProductGroup, ProductGroupFilter, ProductPropertyValue,
    PropertyValueFilter, StoreOffer,
};

use crate::api::{Call, Method, Permission, Verb, Versions, Weight, ready};
use crate::domain::catalogue;
use crate::fault::Fault;

/// Declares the lists of goods, one line each.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident $path:literal $versions:ident $summary:literal: $entity:ty, $filter:ty, $list:path;)*) => {
        $(
            $(#[$doc])*
            pub struct $name;

            impl Method for $name {
                const VERB: Verb = Verb::Get;
                const PATH: &'static str = $path;
                const VERSIONS: Versions = Versions::$versions;
                const SCOPE: Permission = Permission::StoreRead;
                const SUMMARY: &'static str = $summary;
                const WEIGHT: Weight = Weight::Long;
                type Request = Goods<$filter>;
                type Reply = Listed<$entity>;

                fn answer(call: Call<'_, '_, Self::Request>) -> Result<Self::Reply, Fault> {
                    let (texts, pagination) = $list(call.tx, &call.act(), &call.request.filter, call.request.page)?;
                    Ok(Listed { pagination, rows: ready(texts)? })
                }
            }
        )*
    };
}

lists! {
    /// List products with their offers.
    StoreProducts "/store/products" FROM_4 "List products with their offers": Product, ProductFilter, catalogue::products::list;
    /// List offers with their products.
    StoreOffers "/store/offers" V5 "List offers with their products": StoreOffer, OfferFilter, catalogue::offers::list;
    /// List what there is of offers.
    StoreInventories "/store/inventories" FROM_3 "List stock and purchase prices of offers": InventoryOffer, InventoryFilter, catalogue::offers::inventories;
    /// List groups of products.
    StoreProductGroups "/store/product-groups" V5 "List groups of products": ProductGroup, ProductGroupFilter, catalogue::groups::list;
    /// List values of properties.
    StorePropertyValues "/store/products/properties/values" V5 "List values of properties of products": ProductPropertyValue, PropertyValueFilter, catalogue::properties::values;
}
