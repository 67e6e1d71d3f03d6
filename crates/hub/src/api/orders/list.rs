//! GET /orders: a page of orders, newest first.

use schemars::JsonSchema;
use serde::Serialize;
use wire::order::{ListOrders, Order};
use wire::page::Pagination;
use wire::reply::Ready;

use crate::api::{Call, Method, Permission, Verb, Versions, Weight};
use crate::domain::orders;
use crate::fault::Fault;

/// List orders, newest first.
pub struct OrdersList;

/// A page of orders.
#[derive(Serialize, JsonSchema)]
pub struct OrderPage {
    /// Which page it is.
    pagination: Pagination,
    /// The orders.
    orders: Vec<Ready<Order>>,
}

impl Method for OrdersList {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/orders";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::OrderRead;
    const SUMMARY: &'static str = "List orders, newest first";
    const WEIGHT: Weight = Weight::Long;
    type Request = ListOrders;
    type Reply = OrderPage;

    fn answer(call: Call<'_, '_, ListOrders>) -> Result<OrderPage, Fault> {
        let (texts, pagination) = orders::list(call.tx, &call.act(), &call.request.filter, call.request.page, call.caller.version)?;
        Ok(OrderPage { pagination, orders: crate::api::ready(texts)? })
    }
}
