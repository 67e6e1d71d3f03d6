//! The goods of a store: the feed they are loaded from, products with their offers, groups, properties, prices and stock.

pub mod batch;
pub mod feed;
pub mod find;
pub mod groups;
pub mod intake;
pub mod loads;
mod narrow;
pub mod offers;
pub mod products;
pub mod properties;
pub mod stock;
pub mod view;
