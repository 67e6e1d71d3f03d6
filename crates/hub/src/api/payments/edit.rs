//! POST /orders/payments/{externalId}/edit: a change of a payment.

use wire::payment::EditPayment;
use wire::reply::Made;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::orders;
use crate::fault::Fault;

/// Change a payment.
pub struct PaymentsEdit;

impl Method for PaymentsEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/orders/payments/{externalId}/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::OrderWrite;
    const SUMMARY: &'static str = "Edit a payment";
    type Request = EditPayment;
    type Reply = Made;

    fn answer(call: Call<'_, '_, EditPayment>) -> Result<Made, Fault> {
        let site = call.site_of(&call.request.which, call.request.site.as_deref())?;
        let sent = call.request;
        Ok(Made { id: orders::change_payment(call.tx, &call.act(), &sent.which, sent.or_id, site, &sent.payment)? })
    }
}
