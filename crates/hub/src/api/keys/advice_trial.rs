//! POST /api/keys/{id}/advice/trial: put a narrower grant on trial.

use wire::key::BeginTrial;
use wire::reply::Done;

use crate::api::keys::{by, changing, proposed, which};
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::advice;
use crate::fault::Fault;

/// Puts a narrower grant on trial: nothing is refused, what it would refuse is counted.
pub struct KeysAdviceTrial;

impl Method for KeysAdviceTrial {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/keys/{id}/advice/trial";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyWrite;
    const SUMMARY: &'static str = "Start a trial of reduced permissions";
    type Request = BeginTrial;
    type Reply = Done;

    fn answer(mut call: Call<'_, '_, BeginTrial>) -> Result<Done, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        let methods = proposed(&mut call, &found)?;
        advice::begin_trial(call.tx, found.id, &methods, &by(&call), call.now)?;
        Ok(Done {})
    }
}
