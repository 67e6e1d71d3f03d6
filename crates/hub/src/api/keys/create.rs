//! POST /api/keys/create: make a key.

use domain::fault::Fault;
use domain::keys::{self, once, starting};
use wire::key::{CreateKey, MadeKey};
use wire::methods::KeysCreate;

use crate::api::keys::{by, changing, one, token};
use crate::api::{Answer, Call};

impl Answer for KeysCreate {
    fn answer(mut call: Call<'_, '_, CreateKey>) -> Result<MadeKey, Fault> {
        let manager = changing(&mut call)?;
        let (sent, secrets, zone) = (&call.request.key, call.account.secrets()?, &call.account.zone);
        let given = call.request.token.as_ref().map(|token| token.0.as_str());
        if let Some(key) = once::find(call.tx, &manager, &secrets.peppers, given, sent, zone, call.now)? {
            return Ok(MadeKey { id: key.id, created: false, token: None, key: one(&call, &key).key });
        }
        let changes = match &call.request.template {
            None => manager.passed_on(sent, zone)?,
            Some(code) => starting::passed_on(call.tx, &manager, code, sent, zone)?,
        };
        manager.check_reach(call.tx, changes.reach.as_ref())?;
        let token = token(given)?;
        let mut key = keys::add(call.tx, &secrets.peppers.present, &token, &changes, &by(&call), call.now)?;
        manager.check(&key)?;
        if sent.active.value().is_some_and(|active| !active.0) {
            key = keys::set_active(call.tx, key.id, false, &by(&call), call.now)?;
        }
        Ok(MadeKey { id: key.id, created: true, token: Some(token), key: one(&call, &key).key })
    }
}
