//! POST /customers/create: a new customer.

use wire::customer::CreateCustomer;
use wire::reply::Made;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::customers;
use crate::fault::Fault;

/// Create a customer.
pub struct CustomersCreate;

impl Method for CustomersCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/customers/create";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::CustomerWrite;
    const SUMMARY: &'static str = "Create a customer";
    const STATUS: u16 = 201;
    type Request = CreateCustomer;
    type Reply = Made;

    fn answer(call: Call<'_, '_, CreateCustomer>) -> Result<Made, Fault> {
        let site = call.caller.site(call.account, call.request.site.as_deref())?.id;
        let new = customers::take_in(&call.request.customer, site, call.account, call.now)?;
        let act = call.act();
        call.tx.lock(customers::locks(site, &new))?;
        Ok(Made { id: customers::create(call.tx, &act, site, &new)? })
    }
}
