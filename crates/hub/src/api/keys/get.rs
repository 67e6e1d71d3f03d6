//! GET /api/keys/{id}: one key.

use domain::fault::Fault;
use domain::keys::manager::Manager;
use wire::key::{GetKey, OneKey};
use wire::methods::KeysGet;

use crate::api::keys::{one, which};
use crate::api::{Answer, Call};

impl Answer for KeysGet {
    fn answer(call: Call<'_, '_, GetKey>) -> Result<OneKey, Fault> {
        let key = Manager::of(call.tx, call.caller.key.id)?.find(call.tx, &which(&call.request.which), false)?;
        Ok(one(&call, &key))
    }
}
