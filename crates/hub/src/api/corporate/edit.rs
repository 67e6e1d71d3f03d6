//! POST /customers-corporate/{externalId}/edit: a change of a corporate customer.

use domain::corporate;
use domain::fault::Fault;
use wire::corporate::EditCorporate;
use wire::methods::CorporateEdit;
use wire::reply::Made;

use crate::api::{Answer, Call};

/// Edit a corporate customer; fields that are not sent stay unchanged.
impl Answer for CorporateEdit {
    fn answer(call: Call<'_, '_, EditCorporate>) -> Result<Made, Fault> {
        let site = call.site_of(&call.request.which, call.request.site.as_deref())?;
        Ok(Made { id: corporate::change(call.tx, &call.act(), &call.request.which, site, &call.request.customer_corporate)? })
    }
}
