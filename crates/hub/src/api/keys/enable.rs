//! POST /api/keys/{id}/enable: switch a key on.

use domain::fault::Fault;
use domain::keys;
use wire::key::{GetKey, OneKey};
use wire::methods::KeysEnable;

use crate::api::keys::{by, changing, one, which};
use crate::api::{Answer, Call};

impl Answer for KeysEnable {
    fn answer(mut call: Call<'_, '_, GetKey>) -> Result<OneKey, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        let key = keys::set_active(call.tx, found.id, true, &by(&call), call.now)?;
        Ok(one(&call, &key))
    }
}
