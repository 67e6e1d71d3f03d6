//! POST /customers-corporate/combine: corporate customers become one.

use domain::corporate;
use domain::fault::Fault;
use wire::corporate::Combine;
use wire::methods::CorporateCombine;
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for CorporateCombine {
    fn answer(call: Call<'_, '_, Combine>) -> Result<Done, Fault> {
        corporate::combine(call.tx, &call.act(), &call.request.customers, call.request.result)?;
        Ok(Done {})
    }
}
