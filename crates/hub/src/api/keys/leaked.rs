//! POST /api/keys/{id}/leaked: switch a key off for good.

use domain::fault::Fault;
use domain::keys::{self, cause};
use wire::key::{GetKey, OneKey};
use wire::methods::KeysLeaked;

use crate::api::keys::{by, changing, one, which};
use crate::api::{Answer, Call};

impl Answer for KeysLeaked {
    fn answer(mut call: Call<'_, '_, GetKey>) -> Result<OneKey, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        let (key, _) = keys::suspend(call.tx, found.id, cause::LEAKED, &by(&call), call.now)?;
        Ok(one(&call, &key))
    }
}
