//! POST /api/keys/{id}/restore: bring a deleted key back.

use domain::fault::Fault;
use domain::keys;
use wire::key::{GetKey, OneKey};
use wire::methods::KeysRestore;

use crate::api::keys::{by, changing, one, which};
use crate::api::{Answer, Call};

impl Answer for KeysRestore {
    fn answer(mut call: Call<'_, '_, GetKey>) -> Result<OneKey, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), true)?;
        let key = keys::restore(call.tx, found.id, &by(&call), call.now)?;
        Ok(one(&call, &key))
    }
}
