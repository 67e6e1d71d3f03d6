//! POST /orders/payments/create: a new payment of an order.

use domain::fault::Fault;
use domain::orders;
use wire::methods::PaymentsCreate;
use wire::payment::CreatePayment;
use wire::reply::Made;

use crate::api::{Answer, Call};

impl Answer for PaymentsCreate {
    fn answer(call: Call<'_, '_, CreatePayment>) -> Result<Made, Fault> {
        let by_id = call.request.payment.order.value().is_some_and(|order| order.id.value().is_some());
        let site = if by_id { None } else { Some(call.caller.site(call.account, call.request.site.as_deref())?.id) };
        Ok(Made { id: orders::add_payment(call.tx, &call.act(), site, &call.request.payment)? })
    }
}
