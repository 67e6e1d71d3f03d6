//! POST /customers/{externalId}/edit: a change of a customer.

use domain::customers;
use domain::fault::Fault;
use wire::customer::EditCustomer;
use wire::methods::CustomersEdit;
use wire::reply::Made;

use crate::api::{Answer, Call};

/// Change a customer; what is not sent stays.
impl Answer for CustomersEdit {
    fn answer(call: Call<'_, '_, EditCustomer>) -> Result<Made, Fault> {
        let site = call.site_of(&call.request.which, call.request.site.as_deref())?;
        Ok(Made { id: customers::change(call.tx, &call.act(), &call.request.which, site, &call.request.customer)? })
    }
}
