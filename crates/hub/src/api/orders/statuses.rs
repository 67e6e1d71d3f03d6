//! GET /orders/statuses: the statuses of some orders.

use schemars::JsonSchema;
use serde::Serialize;
use wire::order::{OrderStatus, OrderStatuses};

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::orders;
use crate::fault::Fault;

/// Read the statuses of orders, by id or external id.
pub struct OrdersStatuses;

/// Statuses.
#[derive(Serialize, JsonSchema)]
pub struct StatusList {
    /// One row an order; orders that do not exist have none.
    orders: Vec<OrderStatus>,
}

impl Method for OrdersStatuses {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/orders/statuses";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::OrderRead;
    const SUMMARY: &'static str = "Get order statuses by ID or external ID";
    type Request = OrderStatuses;
    type Reply = StatusList;

    fn answer(call: Call<'_, '_, OrderStatuses>) -> Result<StatusList, Fault> {
        Ok(StatusList { orders: orders::statuses(call.tx, &call.act(), &call.request.ids, &call.request.external_ids)? })
    }
}
