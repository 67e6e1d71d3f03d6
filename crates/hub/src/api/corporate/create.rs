//! POST /customers-corporate/create: a new corporate customer.

use domain::corporate;
use domain::fault::Fault;
use wire::corporate::NewCorporate;
use wire::methods::CorporateCreate;
use wire::reply::Made;

use crate::api::{Answer, Call};

impl Answer for CorporateCreate {
    fn answer(call: Call<'_, '_, NewCorporate>) -> Result<Made, Fault> {
        let site = call.caller.site(call.account, call.request.site.as_deref())?.id;
        Ok(Made { id: corporate::create(call.tx, &call.act(), site, &call.request.customer_corporate)? })
    }
}
