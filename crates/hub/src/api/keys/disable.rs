//! POST /api/keys/{id}/disable: switch a key off.

use wire::key::GetKey;

use crate::api::keys::{OneKey, by, changing, which};
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::keys;
use crate::fault::Fault;

/// Switches a key off: its next call is refused.
pub struct KeysDisable;

impl Method for KeysDisable {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/keys/{id}/disable";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyWrite;
    const SUMMARY: &'static str = "Disable an API access key";
    type Request = GetKey;
    type Reply = OneKey;

    fn answer(mut call: Call<'_, '_, GetKey>) -> Result<OneKey, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        let key = keys::set_active(call.tx, found.id, false, &by(&call), call.now)?;
        Ok(OneKey::of(&call, &key))
    }
}
