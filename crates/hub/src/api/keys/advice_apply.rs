//! POST /api/keys/{id}/advice/apply: narrow a key to what it needs.

use domain::advice;
use domain::fault::Fault;
use wire::key::{BeginTrial, OneKey};
use wire::methods::KeysAdviceApply;

use crate::api::keys::{by, changing, one, proposed, which};
use crate::api::{Answer, Call};

/// Narrows a key to some of its methods; for 30 days the others can be given back.
impl Answer for KeysAdviceApply {
    fn answer(mut call: Call<'_, '_, BeginTrial>) -> Result<OneKey, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        let methods = proposed(&mut call, &found)?;
        let key = advice::apply(call.tx, found.id, &methods, &by(&call), call.now)?;
        Ok(one(&call, &key))
    }
}
