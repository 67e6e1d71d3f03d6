//! POST /api/keys/{id}/edit: change a key.

use domain::fault::Fault;
use domain::keys::{self, wanted};
use wire::key::{EditKey, OneKey};
use wire::methods::KeysEdit;

use crate::api::keys::{by, changing, one, which};
use crate::api::{Answer, Call};

/// Changes a key; what is not sent stays as it is.
impl Answer for KeysEdit {
    fn answer(mut call: Call<'_, '_, EditKey>) -> Result<OneKey, Fault> {
        let manager = changing(&mut call)?;
        let sent = &call.request.key;
        let before = manager.find(call.tx, &which(&call.request.which), false)?;
        let changes = wanted::changes(sent, Some(&before), &call.account.zone)?;
        manager.check_reach(call.tx, changes.reach.as_ref())?;
        let mut key = keys::edit(call.tx, before.id, &changes, &by(&call), call.now)?;
        manager.check(&key)?;
        if let Some(active) = sent.active.value().map(|flag| flag.0).filter(|active| *active != key.active) {
            key = keys::set_active(call.tx, key.id, active, &by(&call), call.now)?;
        }
        Ok(one(&call, &key))
    }
}
