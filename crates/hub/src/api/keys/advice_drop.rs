//! POST /api/keys/{id}/advice/drop: end a trial.

use domain::advice;
use domain::fault::Fault;
use wire::key::GetKey;
use wire::methods::KeysAdviceDrop;
use wire::reply::Done;

use crate::api::keys::{by, changing, which};
use crate::api::{Answer, Call};

/// Ends the trial of a narrower grant; the key stays as it is.
impl Answer for KeysAdviceDrop {
    fn answer(mut call: Call<'_, '_, GetKey>) -> Result<Done, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        advice::drop_trial(call.tx, found.id, &by(&call), call.now)?;
        Ok(Done {})
    }
}
