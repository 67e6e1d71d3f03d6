//! GET /customers/{externalId}: one customer.

use schemars::JsonSchema;
use serde::Serialize;
use wire::Reference;
use wire::customer::{Customer, GetCustomer};
use wire::reply::Ready;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::customers;
use crate::fault::Fault;

/// Read one customer.
pub struct CustomersGet;

/// One customer.
#[derive(Serialize, JsonSchema)]
pub struct OneCustomer {
    /// The customer.
    customer: Ready<Customer>,
}

impl Method for CustomersGet {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/customers/{externalId}";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::CustomerRead;
    const SUMMARY: &'static str = "Get one customer";
    type Request = GetCustomer;
    type Reply = OneCustomer;

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
