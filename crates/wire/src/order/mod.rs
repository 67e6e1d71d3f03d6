//! Orders: the entity, its lines and delivery, and the requests of the order methods.

mod delivery;
mod entity;
mod filter;
mod item;
mod reply;
mod request;

pub use delivery::{Delivery, DeliveryService, DeliveryTime};
pub use entity::{CustomerName, Order};
pub use filter::{HistoryFilter, OrderFilter};
pub use item::{CodeValue, Item, Offer, PriceType, Property};
pub use reply::{Combined, EditedOrder, History, MadeOrder, OneOrder, OrderPage, StatusList, UploadedOrders};
pub(crate) use request::refuse_since_with_page;
pub use request::{
    CombineOrders, CreateOrder, EditOrder, ExternalId, FixExternalIds, GetOrder, LinkOrders, ListOrders, OrderStatus, OrderStatuses,
    ReadHistory, Technique, UploadOrders,
};
