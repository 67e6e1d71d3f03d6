//! GET /api/keys/explain/{requestId}: why a call was refused.

use schemars::JsonSchema;
use serde::Serialize;
use wire::key::{ExplainRefusal, RefusedCall};
use wire::{Moment, Problem};

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::keys::manager::{Manager, Which};
use crate::fault::Fault;
use crate::keys::reason::Reason;

/// Tells why a call was refused, by the id that it was answered with.
pub struct KeysExplain;

/// A call that was refused, explained.
#[derive(Serialize, JsonSchema)]
pub struct Explained {
    /// The call.
    refusal: RefusedCall,
}

impl Method for KeysExplain {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/keys/explain/{requestId}";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyRead;
    const SUMMARY: &'static str = "Explain why a call was refused";
    type Request = ExplainRefusal;
    type Reply = Explained;

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
