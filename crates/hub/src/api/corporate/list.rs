//! GET /customers-corporate: a page of corporate customers.

use domain::corporate;
use domain::fault::Fault;
use wire::corporate::{CustomerCorporate, ListCorporate};
use wire::methods::CorporateList;
use wire::noun::Listed;

use crate::api::{Answer, Call};

impl Answer for CorporateList {
    fn answer(call: Call<'_, '_, ListCorporate>) -> Result<Listed<CustomerCorporate>, Fault> {
        let (texts, pagination) = corporate::list(call.tx, &call.act(), &call.request.filter, call.request.page)?;
        Ok(Listed { pagination, rows: crate::api::ready(texts)? })
    }
}
