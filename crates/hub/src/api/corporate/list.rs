//! GET /customers-corporate: a page of corporate customers.

use wire::corporate::{CustomerCorporate, ListCorporate};
use wire::noun::Listed;

use crate::api::{Call, Method, Permission, Verb, Versions, Weight};
use crate::domain::corporate;
use crate::fault::Fault;

/// List corporate customers, newest first.
pub struct CorporateList;

impl Method for CorporateList {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/customers-corporate";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomerRead;
    const SUMMARY: &'static str = "List corporate customers, newest first";
    const WEIGHT: Weight = Weight::Long;
    type Request = ListCorporate;
    type Reply = Listed<CustomerCorporate>;

    fn answer(call: Call<'_, '_, ListCorporate>) -> Result<Listed<CustomerCorporate>, Fault> {
        let (texts, pagination) = corporate::list(call.tx, &call.act(), &call.request.filter, call.request.page)?;
        Ok(Listed { pagination, rows: crate::api::ready(texts)? })
    }
}
