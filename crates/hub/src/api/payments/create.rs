//! POST /orders/payments/create: a new payment of an order.

use wire::payment::CreatePayment;
use wire::reply::Made;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::orders;
use crate::fault::Fault;

/// Add a payment to an order.
pub struct PaymentsCreate;

impl Method for PaymentsCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/orders/payments/create";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::OrderWrite;
    const SUMMARY: &'static str = "Add a payment to an order";
    const STATUS: u16 = 201;
    type Request = CreatePayment;
    type Reply = Made;

    fn answer(call: Call<'_, '_, CreatePayment>) -> Result<Made, Fault> {
        let by_id = call.request.payment.order.value().is_some_and(|order| order.id.value().is_some());
        let site = if by_id { None } else { Some(call.caller.site(call.account, call.request.site.as_deref())?.id) };
        Ok(Made { id: orders::add_payment(call.tx, &call.act(), site, &call.request.payment)? })
    }
}
