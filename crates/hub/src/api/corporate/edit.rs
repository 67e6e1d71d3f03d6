//! POST /customers-corporate/{externalId}/edit: a change of a corporate customer.

use wire::corporate::EditCorporate;
use wire::reply::Made;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::corporate;
use crate::fault::Fault;

/// Edit a corporate customer; fields that are not sent stay unchanged.
pub struct CorporateEdit;

impl Method for CorporateEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/customers-corporate/{externalId}/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomerWrite;
    const SUMMARY: &'static str = "Edit a corporate customer; fields that are not sent stay unchanged";
    type Request = EditCorporate;
    type Reply = Made;

    fn answer(call: Call<'_, '_, EditCorporate>) -> Result<Made, Fault> {
        let site = call.site_of(&call.request.which, call.request.site.as_deref())?;
        Ok(Made { id: corporate::change(call.tx, &call.act(), &call.request.which, site, &call.request.customer_corporate)? })
    }
}
