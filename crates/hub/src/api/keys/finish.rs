//! POST /api/keys/{id}/finish: end the old token of a key that was rotated.

use wire::key::GetKey;

use crate::api::keys::{OneKey, by, changing, which};
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::keys::{self, rotation};
use crate::fault::Fault;

/// Ends the old token of a key that was rotated.
pub struct KeysFinish;

impl Method for KeysFinish {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/keys/{id}/finish";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyWrite;
    const SUMMARY: &'static str = "Revoke the old tokens of an API access key";
    type Request = GetKey;
    type Reply = OneKey;

    fn answer(mut call: Call<'_, '_, GetKey>) -> Result<OneKey, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        rotation::finish(call.tx, found.id, &by(&call), call.now)?;
        let key = keys::find(call.tx, found.id)?;
        Ok(OneKey::of(&call, &key))
    }
}
