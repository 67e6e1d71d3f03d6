//! The answers of the methods of orders.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{Order, OrderStatus};
use crate::Moment;
use crate::history::HistoryRow;
use crate::page::Pagination;
use crate::reply::{Ready, Row};

/// The answer to a join.
#[derive(Serialize, JsonSchema)]
pub struct Combined {
    /// Empty when the orders were joined.
    pub errors: Vec<String>,
}

/// The order that was made.
#[derive(Serialize, JsonSchema)]
pub struct MadeOrder {
    /// Internal id.
    pub id: i64,
    /// The whole order; its payments are a list.
    pub order: Ready<Order>,
}

/// The order after the change.
#[derive(Serialize, JsonSchema)]
pub struct EditedOrder {
    /// Internal id.
    pub id: i64,
    /// The whole order.
    pub order: Ready<Order>,
}

/// One order.
#[derive(Serialize, JsonSchema)]
pub struct OneOrder {
    /// The order.
    pub order: Ready<Order>,
}

/// A page of a history.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct History {
    /// When the answer was made.
    pub generated_at: Moment,
    /// The rows, by ascending id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<Vec<Ready<HistoryRow>>>,
    /// In v3: the changed orders, each with the fields that changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orders: Option<Vec<Value>>,
    /// Which page it is.
    pub pagination: Pagination,
}

/// A page of orders.
#[derive(Serialize, JsonSchema)]
pub struct OrderPage {
    /// Which page it is.
    pub pagination: Pagination,
    /// The orders.
    pub orders: Vec<Ready<Order>>,
}

/// Statuses.
#[derive(Serialize, JsonSchema)]
pub struct StatusList {
    /// One row an order; orders that do not exist have none.
    pub orders: Vec<OrderStatus>,
}

/// The orders that were made, in the order they were sent.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UploadedOrders {
    /// Their ids.
    pub uploaded_orders: Vec<Row>,
    /// The whole orders; their payments are lists.
    pub orders: Vec<Ready<Order>>,
    /// Empty: with refused orders the answer is an error with the status 460, which lists both.
    pub failed_orders: Vec<Row>,
}
