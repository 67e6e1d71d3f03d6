//! POST /orders/{externalId}/edit: a change of an order.

use domain::fault::Fault;
use domain::orders;
use wire::Problem;
use wire::methods::OrdersEdit;
use wire::order::{EditOrder, EditedOrder};
use wire::reply::Ready;

use crate::api::{Answer, Call};

/// Change an order; what is not sent stays.
impl Answer for OrdersEdit {
    fn answer(call: Call<'_, '_, EditOrder>) -> Result<EditedOrder, Fault> {
        let act = call.act();
        let site = call.site_of(&call.request.which, call.request.site.as_deref())?;
        let id = orders::edit(call.tx, &act, &call.request.which, site, &call.request.order, call.request.payment.as_ref())?;
        let text = orders::get(call.tx, &act, id, call.caller.version)?.ok_or_else(Problem::not_found)?;
        Ok(EditedOrder { id, order: Ready::new(text)? })
    }
}
