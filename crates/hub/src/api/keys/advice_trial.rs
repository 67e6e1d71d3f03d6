//! POST /api/keys/{id}/advice/trial: put a narrower grant on trial.

use domain::advice;
use domain::fault::Fault;
use wire::key::BeginTrial;
use wire::methods::KeysAdviceTrial;
use wire::reply::Done;

use crate::api::keys::{by, changing, proposed, which};
use crate::api::{Answer, Call};

impl Answer for KeysAdviceTrial {
    fn answer(mut call: Call<'_, '_, BeginTrial>) -> Result<Done, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        let methods = proposed(&mut call, &found)?;
        advice::begin_trial(call.tx, found.id, &methods, &by(&call), call.now)?;
        Ok(Done {})
    }
}
