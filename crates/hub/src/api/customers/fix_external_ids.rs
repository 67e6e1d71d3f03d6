//! POST /customers/fix-external-ids: external ids given afterwards.

use wire::customer::FixExternalIds;
use wire::reply::Done;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::customers;
use crate::fault::Fault;

/// Give customers their external ids.
pub struct CustomersFixExternalIds;

impl Method for CustomersFixExternalIds {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/customers/fix-external-ids";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::CustomerWrite;
    const SUMMARY: &'static str = "Set the external IDs of customers";
    type Request = FixExternalIds;
    type Reply = Done;

    fn answer(call: Call<'_, '_, FixExternalIds>) -> Result<Done, Fault> {
        customers::fix_external_ids(call.tx, &call.act(), &call.request.0.rows)?;
        Ok(Done {})
    }
}
