//! POST /orders/payments/{externalId}/edit: a change of a payment.

use domain::fault::Fault;
use domain::orders;
use wire::methods::PaymentsEdit;
use wire::payment::EditPayment;
use wire::reply::Made;

use crate::api::{Answer, Call};

impl Answer for PaymentsEdit {
    fn answer(call: Call<'_, '_, EditPayment>) -> Result<Made, Fault> {
        let site = call.site_of(&call.request.which, call.request.site.as_deref())?;
        let sent = call.request;
        Ok(Made { id: orders::change_payment(call.tx, &call.act(), &sent.which, sent.or_id, site, &sent.payment)? })
    }
}
