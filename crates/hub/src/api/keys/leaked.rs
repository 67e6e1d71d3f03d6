//! POST /api/keys/{id}/leaked: switch a key off for good.

use wire::key::GetKey;

use crate::api::keys::{OneKey, by, changing, which};
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::keys::{self, cause};
use crate::fault::Fault;

/// Disables a key for good, because its token has leaked.
pub struct KeysLeaked;

impl Method for KeysLeaked {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/keys/{id}/leaked";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyWrite;
    const SUMMARY: &'static str = "Report an API access key as leaked and disable it permanently";
    type Request = GetKey;
    type Reply = OneKey;

    fn answer(mut call: Call<'_, '_, GetKey>) -> Result<OneKey, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        let (key, _) = keys::suspend(call.tx, found.id, cause::LEAKED, &by(&call), call.now)?;
        Ok(OneKey::of(&call, &key))
    }
}
