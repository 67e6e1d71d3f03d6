//! POST /api/keys/{id}/extend: move the end of a key.

use wire::key::ExtendKey;

use crate::api::keys::{OneKey, by, changing, which};
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::keys::lifetime;
use crate::fault::Fault;

/// Moves the end of a key, for a reason.
pub struct KeysExtend;

impl Method for KeysExtend {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/keys/{id}/extend";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyWrite;
    const SUMMARY: &'static str = "Extend an API access key";
    type Request = ExtendKey;
    type Reply = OneKey;

    fn answer(mut call: Call<'_, '_, ExtendKey>) -> Result<OneKey, Fault> {
        let manager = changing(&mut call)?;
        let asked = call.request;
        let found = manager.find(call.tx, &which(&asked.which), false)?;
        let key = lifetime::extend(call.tx, found.id, asked.days.0, &asked.reason, &by(&call), call.now)?;
        manager.check(&key)?;
        Ok(OneKey::of(&call, &key))
    }
}
