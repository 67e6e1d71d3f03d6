//! POST /orders/{externalId}/edit: a change of an order.

use schemars::JsonSchema;
use serde::Serialize;
use wire::Problem;
use wire::order::{EditOrder, Order};
use wire::reply::Ready;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::orders;
use crate::fault::Fault;

/// Change an order; what is not sent stays.
pub struct OrdersEdit;

/// The order after the change.
#[derive(Serialize, JsonSchema)]
pub struct EditedOrder {
    /// Internal id.
    id: i64,
    /// The whole order.
    order: Ready<Order>,
}

impl Method for OrdersEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/orders/{externalId}/edit";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::OrderWrite;
    const SUMMARY: &'static str = "Edit an order; fields that are not sent stay unchanged";
    type Request = EditOrder;
    type Reply = EditedOrder;

    fn answer(call: Call<'_, '_, EditOrder>) -> Result<EditedOrder, Fault> {
        let act = call.act();
        let site = call.site_of(&call.request.which, call.request.site.as_deref())?;
        let id = orders::edit(call.tx, &act, &call.request.which, site, &call.request.order, call.request.payment.as_ref())?;
        let text = orders::get(call.tx, &act, id, call.caller.version)?.ok_or_else(Problem::not_found)?;
        Ok(EditedOrder { id, order: Ready::new(text)? })
    }
}
