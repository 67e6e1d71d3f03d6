//! POST /orders/payments/{id}/delete: a payment goes.

use domain::fault::Fault;
use domain::orders;
use wire::methods::PaymentsDelete;
use wire::payment::DeletePayment;
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for PaymentsDelete {
    fn answer(call: Call<'_, '_, DeletePayment>) -> Result<Done, Fault> {
        orders::remove_payment(call.tx, &call.act(), call.request.id)?;
        Ok(Done {})
    }
}
