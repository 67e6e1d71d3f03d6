//! GET /api/keys/explain/{requestId}: why a call was refused.

use domain::access::reason::Reason;
use domain::fault::Fault;
use domain::keys::manager::{Manager, Which};
use wire::key::{ExplainRefusal, Explained, RefusedCall};
use wire::methods::KeysExplain;
use wire::{Moment, Problem};

use crate::api::{Answer, Call};

impl Answer for KeysExplain {
    fn answer(call: Call<'_, '_, ExplainRefusal>) -> Result<Explained, Fault> {
        let manager = Manager::of(call.tx, call.caller.key.id)?;
        let absent = || {
            Problem::not_found().with("requestId", "No refusal of a key within this one has this id. The first 20 of a key and rule within an hour are kept; further ones are only counted.")
        };
        let refusal = database::refusals::find(call.tx, &call.request.request_id)?.ok_or_else(absent)?;
        manager.find(call.tx, &Which::Id(refusal.key_id), true).map_err(|fault| match fault {
            Fault::Refused(_) => absent().into(),
            failed => failed,
        })?;
        let text = Reason::named(&refusal.reason).map_or("The IP address is not on the list; the call was allowed.", Reason::sentence);
        Ok(Explained {
            refusal: RefusedCall {
                request_id: refusal.request_id,
                at: Moment(refusal.created_at),
                key_id: refusal.key_id,
                text: text.to_owned(),
                reason: refusal.reason,
                method: refusal.method,
                ip: refusal.address,
                site: refusal.site,
            },
        })
    }
}
