//! POST /orders/payments/{id}/delete: a payment goes.

use wire::payment::DeletePayment;
use wire::reply::Done;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::orders;
use crate::fault::Fault;

/// Delete a payment.
pub struct PaymentsDelete;

impl Method for PaymentsDelete {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/orders/payments/{id}/delete";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::OrderWrite;
    const SUMMARY: &'static str = "Delete a payment";
    type Request = DeletePayment;
    type Reply = Done;

    fn answer(call: Call<'_, '_, DeletePayment>) -> Result<Done, Fault> {
        orders::remove_payment(call.tx, &call.act(), call.request.id)?;
        Ok(Done {})
    }
}
