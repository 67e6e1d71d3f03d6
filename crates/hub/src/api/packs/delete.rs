//! POST /orders/packs/{id}/delete: deletes a pack.

use wire::noun::ById;
use wire::reply::Done;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::packs;
use crate::fault::Fault;

/// Delete a pack.
pub struct PacksDelete;

impl Method for PacksDelete {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/orders/packs/{id}/delete";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::OrderWrite;
    const SUMMARY: &'static str = "Delete a pack";
    type Request = ById;
    type Reply = Done;

    fn answer(call: Call<'_, '_, Self::Request>) -> Result<Done, Fault> {
        packs::delete(call.tx, &call.act(), call.request.id)?;
        Ok(Done {})
    }
}
