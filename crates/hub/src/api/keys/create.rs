//! POST /api/keys/create: make a key.

use schemars::JsonSchema;
use serde::Serialize;
use wire::key::{CreateKey, Key};

use crate::api::keys::{OneKey, by, changing, token};
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::keys::{self, once, starting};
use crate::fault::Fault;

/// Makes a key.
pub struct KeysCreate;

/// A key that was made, or was there.
#[derive(Serialize, JsonSchema)]
pub struct MadeKey {
    /// Its internal id.
    id: i64,
    /// Whether it was made; false when a key with this external id was there and is as it was sent.
    created: bool,
    /// Its token, which no other answer holds; absent for a key that was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    /// The key.
    key: Key,
}

impl Method for KeysCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/keys/create";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyWrite;
    const SUMMARY: &'static str = "Create an API access key";
    const STATUS: u16 = 201;
    type Request = CreateKey;
    type Reply = MadeKey;

    fn answer(mut call: Call<'_, '_, CreateKey>) -> Result<MadeKey, Fault> {
        let manager = changing(&mut call)?;
        let (sent, secrets, zone) = (&call.request.key, call.account.secrets()?, &call.account.zone);
        let given = call.request.token.as_ref().map(|token| token.0.as_str());
        if let Some(key) = once::find(call.tx, &manager, &secrets.peppers, given, sent, zone, call.now)? {
            return Ok(MadeKey { id: key.id, created: false, token: None, key: OneKey::of(&call, &key).key });
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
        Ok(MadeKey { id: key.id, created: true, token: Some(token), key: OneKey::of(&call, &key).key })
    }
}
