//! POST /api/keys/{id}/advice/drop: end a trial.

use wire::key::GetKey;
use wire::reply::Done;

use crate::api::keys::{by, changing, which};
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::advice;
use crate::fault::Fault;

/// Ends the trial of a narrower grant; the key stays as it is.
pub struct KeysAdviceDrop;

impl Method for KeysAdviceDrop {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/keys/{id}/advice/drop";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyWrite;
    const SUMMARY: &'static str = "End the trial of reduced permissions";
    type Request = GetKey;
    type Reply = Done;

    fn answer(mut call: Call<'_, '_, GetKey>) -> Result<Done, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        advice::drop_trial(call.tx, found.id, &by(&call), call.now)?;
        Ok(Done {})
    }
}
