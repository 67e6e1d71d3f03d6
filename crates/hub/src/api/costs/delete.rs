//! POST /costs/delete: deletes several costs.

use domain::costs::COST;
use domain::fault::Fault;
use domain::noun;
use wire::cost::{DeleteCosts, DeletedCosts};
use wire::methods::CostsDelete;

use crate::api::{Answer, Call};

impl Answer for CostsDelete {
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
