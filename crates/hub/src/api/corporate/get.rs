//! GET /customers-corporate/{externalId}: one corporate customer.

use wire::corporate::{CustomerCorporate, GetCorporate};
use wire::noun::One;
use wire::reply::Ready;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::corporate;
use crate::fault::Fault;

/// Get one corporate customer.
pub struct CorporateGet;

impl Method for CorporateGet {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/customers-corporate/{externalId}";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomerRead;
    const SUMMARY: &'static str = "Get one corporate customer";
    type Request = GetCorporate;
    type Reply = One<CustomerCorporate>;

    fn answer(call: Call<'_, '_, GetCorporate>) -> Result<One<CustomerCorporate>, Fault> {
        let site = call.site_of(&call.request.which, call.request.site.as_deref())?;
        Ok(One(Ready::new(corporate::get(call.tx, &call.act(), &call.request.which, site)?)?))
    }
}
