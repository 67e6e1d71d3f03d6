//! POST /customers-corporate/create: a new corporate customer.

use wire::corporate::NewCorporate;
use wire::reply::Made;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::corporate;
use crate::fault::Fault;

/// Create a corporate customer.
pub struct CorporateCreate;

impl Method for CorporateCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/customers-corporate/create";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomerWrite;
    const SUMMARY: &'static str = "Create a corporate customer";
    const STATUS: u16 = 201;
    type Request = NewCorporate;
    type Reply = Made;

    fn answer(call: Call<'_, '_, NewCorporate>) -> Result<Made, Fault> {
        let site = call.caller.site(call.account, call.request.site.as_deref())?.id;
        Ok(Made { id: corporate::create(call.tx, &call.act(), site, &call.request.customer_corporate)? })
    }
}
