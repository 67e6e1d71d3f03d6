//! POST /api/keys/{id}/extend: move the end of a key.

use domain::fault::Fault;
use domain::keys::lifetime;
use wire::key::{ExtendKey, OneKey};
use wire::methods::KeysExtend;

use crate::api::keys::{by, changing, one, which};
use crate::api::{Answer, Call};

impl Answer for KeysExtend {
    fn answer(mut call: Call<'_, '_, ExtendKey>) -> Result<OneKey, Fault> {
        let manager = changing(&mut call)?;
        let asked = call.request;
        let found = manager.find(call.tx, &which(&asked.which), false)?;
        let key = lifetime::extend(call.tx, found.id, asked.days.0, &asked.reason, &by(&call), call.now)?;
        manager.check(&key)?;
        Ok(one(&call, &key))
    }
}
