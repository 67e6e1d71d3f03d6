//! Goods of the stores: products and their offers, groups, properties, prices and stock, and the feeds that they are loaded from.

pub mod feed;
pub mod groups;
pub mod loads;
pub mod offers;
pub mod products;
pub mod properties;
