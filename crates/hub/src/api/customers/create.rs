//! POST /customers/create: a new customer.

use domain::customers;
use domain::fault::Fault;
use wire::customer::CreateCustomer;
use wire::methods::CustomersCreate;
use wire::reply::Made;

use crate::api::{Answer, Call};

impl Answer for CustomersCreate {
    fn answer(call: Call<'_, '_, CreateCustomer>) -> Result<Made, Fault> {
        let site = call.caller.site(call.account, call.request.site.as_deref())?.id;
        let new = customers::take_in(&call.request.customer, site, call.account, call.now)?;
        let act = call.act();
        call.tx.lock(customers::locks(site, &new))?;
        Ok(Made { id: customers::create(call.tx, &act, site, &new)? })
    }
}
