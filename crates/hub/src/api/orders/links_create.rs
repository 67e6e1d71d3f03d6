//! POST /orders/links/create: a link between orders.

use domain::fault::Fault;
use domain::orders;
use wire::methods::OrdersLinksCreate;
use wire::order::LinkOrders;
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for OrdersLinksCreate {
    fn answer(call: Call<'_, '_, LinkOrders>) -> Result<Done, Fault> {
        let named = call.request.site.as_deref();
        let by_external_id = call.request.link.orders.iter().any(|order| order.id.value().is_none() && order.external_id.value().is_some());
        let site = if by_external_id { Some(call.caller.site(call.account, named)?.id) } else { call.site_if_any(named)? };
        let comment = call.request.link.comment.value().map_or("", |comment| comment);
        orders::link(call.tx, &call.act(), site, &call.request.link.orders, comment)?;
        Ok(Done {})
    }
}
