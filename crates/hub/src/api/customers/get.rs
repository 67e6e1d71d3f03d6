//! GET /customers/{externalId}: one customer.

use domain::customers;
use domain::fault::Fault;
use wire::Reference;
use wire::customer::{GetCustomer, OneCustomer};
use wire::methods::CustomersGet;
use wire::reply::Ready;

use crate::api::{Answer, Call};

impl Answer for CustomersGet {
    fn answer(call: Call<'_, '_, GetCustomer>) -> Result<OneCustomer, Fault> {
        let act = call.act();
        let text = match &call.request.which {
            Reference::Id(id) => customers::get(call.tx, &act, *id)?,
            Reference::External(external_id) => {
                let site = call.caller.site(call.account, call.request.site.as_deref())?;
                customers::get_external(call.tx, &act, site.id, external_id)?
            }
        };
        Ok(OneCustomer { customer: Ready::new(text)? })
    }
}
