//! GET /customers-corporate/{externalId}: one corporate customer.

use domain::corporate;
use domain::fault::Fault;
use wire::corporate::{CustomerCorporate, GetCorporate};
use wire::methods::CorporateGet;
use wire::noun::One;
use wire::reply::Ready;

use crate::api::{Answer, Call};

impl Answer for CorporateGet {
    fn answer(call: Call<'_, '_, GetCorporate>) -> Result<One<CustomerCorporate>, Fault> {
        let site = call.site_of(&call.request.which, call.request.site.as_deref())?;
        Ok(One(Ready::new(corporate::get(call.tx, &call.act(), &call.request.which, site)?)?))
    }
}
