//! POST /api/keys/{id}/rotate: give a key another token.

use schemars::JsonSchema;
use serde::Serialize;
use wire::Problem;
use wire::key::{Key, RotateKey};

use crate::api::keys::{OneKey, by, changing, token, which};
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::keys::retrieval;
use crate::domain::keys::rotation::{self, Overlap};
use crate::fault::Fault;

/// Gives a key another token; the old one works beside it for a time.
pub struct KeysRotate;

/// A key with another token.
#[derive(Serialize, JsonSchema)]
pub struct RotatedKey {
    /// Its internal id.
    id: i64,
    /// Its new token, which no other answer holds.
    token: String,
    /// The key.
    key: Key,
}

impl Method for KeysRotate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/keys/{id}/rotate";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyWrite;
    const SUMMARY: &'static str = "Replace the token of an API access key";
    type Request = RotateKey;
    type Reply = RotatedKey;

    fn answer(mut call: Call<'_, '_, RotateKey>) -> Result<RotatedKey, Fault> {
        let found = changing(&mut call)?.find(call.tx, &which(&call.request.which), false)?;
        let overlap = Overlap::parse(&call.request.overlap.0).map_err(|error| Problem::input("overlap", error))?;
        let (token, secrets) = (token(call.request.token.as_ref().map(|token| token.0.as_str()))?, call.account.secrets()?);
        let kept = retrieval::is_kept(call.tx, found.id)?;
        let key = rotation::rotate(call.tx, &secrets.peppers.present, found.id, &token, overlap, &by(&call), call.now)?;
        retrieval::follow(call.tx, &secrets.seal, &key, &token, kept)?;
        Ok(RotatedKey { id: key.id, token, key: OneKey::of(&call, &key).key })
    }
}
