//! GET /api/keys/{id}: one key.

use wire::key::GetKey;

use crate::api::keys::{OneKey, which};
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::keys::manager::Manager;
use crate::fault::Fault;

/// Shows a key.
pub struct KeysGet;

impl Method for KeysGet {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/keys/{id}";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyRead;
    const SUMMARY: &'static str = "Get one API access key";
    type Request = GetKey;
    type Reply = OneKey;

    fn answer(call: Call<'_, '_, GetKey>) -> Result<OneKey, Fault> {
        let key = Manager::of(call.tx, call.caller.key.id)?.find(call.tx, &which(&call.request.which), false)?;
        Ok(OneKey::of(&call, &key))
    }
}
