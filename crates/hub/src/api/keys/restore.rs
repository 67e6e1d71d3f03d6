//! POST /api/keys/{id}/restore: bring a deleted key back.

use wire::key::GetKey;

use crate::api::keys::{OneKey, by, changing, which};
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::keys;
use crate::fault::Fault;

/// Brings a deleted key back as it was.
pub struct KeysRestore;

impl Method for KeysRestore {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/keys/{id}/restore";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyWrite;
    const SUMMARY: &'static str = "Restore a deleted API access key";
    type Request = GetKey;
    type Reply = OneKey;

    fn answer(mut call: Call<'_, '_, GetKey>) -> Result<OneKey, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), true)?;
        let key = keys::restore(call.tx, found.id, &by(&call), call.now)?;
        Ok(OneKey::of(&call, &key))
    }
}
