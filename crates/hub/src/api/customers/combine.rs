//! POST /customers/combine: customers become one.

use domain::customers;
use domain::fault::Fault;
use wire::customer::CombineCustomers;
use wire::methods::CustomersCombine;
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for CustomersCombine {
    fn answer(call: Call<'_, '_, CombineCustomers>) -> Result<Done, Fault> {
        customers::combine(call.tx, &call.act(), &call.request.customers, call.request.result)?;
        Ok(Done {})
    }
}
