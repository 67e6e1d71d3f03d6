//! POST /customers-corporate/fix-external-ids: external ids given afterwards.

use wire::corporate::FixExternalIds;
use wire::reply::Done;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::corporate;
use crate::fault::Fault;

/// Set the external IDs of corporate customers.
pub struct CorporateFixExternalIds;

impl Method for CorporateFixExternalIds {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/customers-corporate/fix-external-ids";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomerWrite;
    const SUMMARY: &'static str = "Set the external IDs of corporate customers";
    type Request = FixExternalIds;
    type Reply = Done;

    fn answer(call: Call<'_, '_, FixExternalIds>) -> Result<Done, Fault> {
        corporate::fix_external_ids(call.tx, &call.act(), &call.request.0.rows)?;
        Ok(Done {})
    }
}
