//! POST /costs/delete: deletes several costs.

use wire::cost::{DeleteCosts, DeletedCosts};

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::costs::COST;
use crate::domain::noun;
use crate::fault::Fault;

/// Delete several costs.
pub struct CostsDelete;

impl Method for CostsDelete {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/costs/delete";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CostWrite;
    const SUMMARY: &'static str = "Delete several costs";
    type Request = DeleteCosts;
    type Reply = DeletedCosts;

    fn answer(call: Call<'_, '_, DeleteCosts>) -> Result<DeletedCosts, Fault> {
        let (act, mut reply) = (call.act(), DeletedCosts { count: 0, not_removed_ids: Vec::new() });
        for id in &call.request.ids {
            match noun::remove(call.tx, &act, &COST, *id) {
                Ok(()) => reply.count += 1,
                Err(Fault::Refused(_)) => reply.not_removed_ids.push(*id),
                Err(fault) => return Err(fault),
            }
        }
        Ok(reply)
    }
}
