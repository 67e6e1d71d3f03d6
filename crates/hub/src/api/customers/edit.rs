//! POST /customers/{externalId}/edit: a change of a customer.

use wire::customer::EditCustomer;
use wire::reply::Made;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::customers;
use crate::fault::Fault;

/// Change a customer; what is not sent stays.
pub struct CustomersEdit;

impl Method for CustomersEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/customers/{externalId}/edit";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::CustomerWrite;
    const SUMMARY: &'static str = "Edit a customer; fields that are not sent stay unchanged";
    type Request = EditCustomer;
    type Reply = Made;

    fn answer(call: Call<'_, '_, EditCustomer>) -> Result<Made, Fault> {
        let site = call.site_of(&call.request.which, call.request.site.as_deref())?;
        Ok(Made { id: customers::change(call.tx, &call.act(), &call.request.which, site, &call.request.customer)? })
    }
}
