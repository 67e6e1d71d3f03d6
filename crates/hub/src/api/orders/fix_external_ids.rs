//! POST /orders/fix-external-ids: external ids given afterwards.

use wire::order::FixExternalIds;
use wire::reply::Done;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::orders;
use crate::fault::Fault;

/// Give orders their external ids.
pub struct OrdersFixExternalIds;

impl Method for OrdersFixExternalIds {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/orders/fix-external-ids";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::OrderWrite;
    const SUMMARY: &'static str = "Set the external IDs of orders";
    type Request = FixExternalIds;
    type Reply = Done;

    fn answer(call: Call<'_, '_, FixExternalIds>) -> Result<Done, Fault> {
        orders::fix_external_ids(call.tx, &call.act(), &call.request.rows)?;
        Ok(Done {})
    }
}
