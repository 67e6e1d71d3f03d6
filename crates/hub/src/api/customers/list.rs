//! GET /customers: a page of customers, newest first.

use domain::customers;
use domain::fault::Fault;
use wire::customer::{CustomerPage, ListCustomers};
use wire::methods::CustomersList;

use crate::api::{Answer, Call};

impl Answer for CustomersList {
    fn answer(call: Call<'_, '_, ListCustomers>) -> Result<CustomerPage, Fault> {
        let (texts, pagination) = customers::list(call.tx, &call.act(), &call.request.filter, call.request.page)?;
        Ok(CustomerPage { pagination, customers: crate::api::ready(texts)? })
    }
}
