//! Goods: products and their offers, groups, properties, stock and prices.

mod batch;
mod group;
mod list;
mod offer;
mod product;
mod property;
mod stock;

use crate::noun::Named;

pub use batch::{AddedProducts, CreateProducts, EditProducts, EditedProducts, ProductChange, ProductNamed};
pub use group::{CreateGroup, EditGroup, ProductGroup, ProductGroupFilter, ProductGroupInput};
pub use list::Goods;
pub use offer::{OfferFilter, OfferPrice, ProductOffer, StoreOffer, UnitRef};
pub use product::{GroupRef, Product, ProductFilter};
pub use property::{
    ListProperties, ProductProperty, ProductPropertyValue, PropertyFilter, PropertyGroup, PropertySort, PropertyValueFilter,
};
pub use stock::{
    Inventory, InventoryFilter, InventoryOffer, OfferPrices, PriceOfType, Processed, StockOfOffer, StockOfWarehouse, UploadPrices,
    UploadStock,
};

/// Names of entities in answers.
macro_rules! named {
    ($($entity:ty: $one:literal $many:literal;)*) => {
        $(impl Named for $entity {
            const ONE: &'static str = $one;
            const MANY: &'static str = $many;
        })*
    };
}

named! {
    Product: "product" "products";
    StoreOffer: "offer" "offers";
    InventoryOffer: "offer" "offers";
    ProductGroup: "productGroup" "productGroup";
    ProductProperty: "property" "properties";
    ProductPropertyValue: "productPropertyValue" "productPropertyValues";
}
