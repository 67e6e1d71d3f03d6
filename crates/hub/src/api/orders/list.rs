//! GET /orders: a page of orders, newest first.

use domain::fault::Fault;
use domain::orders;
use wire::methods::OrdersList;
use wire::order::{ListOrders, OrderPage};

use crate::api::{Answer, Call};

impl Answer for OrdersList {
    fn answer(call: Call<'_, '_, ListOrders>) -> Result<OrderPage, Fault> {
        let (texts, pagination) = orders::list(call.tx, &call.act(), &call.request.filter, call.request.page, call.caller.version)?;
        Ok(OrderPage { pagination, orders: crate::api::ready(texts)? })
    }
}
