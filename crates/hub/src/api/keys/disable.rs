//! POST /api/keys/{id}/disable: switch a key off.

use domain::fault::Fault;
use domain::keys;
use wire::key::{GetKey, OneKey};
use wire::methods::KeysDisable;

use crate::api::keys::{by, changing, one, which};
use crate::api::{Answer, Call};

impl Answer for KeysDisable {
    fn answer(mut call: Call<'_, '_, GetKey>) -> Result<OneKey, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        let key = keys::set_active(call.tx, found.id, false, &by(&call), call.now)?;
        Ok(one(&call, &key))
    }
}
