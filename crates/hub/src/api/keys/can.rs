//! GET /api/keys/{id}/can: what a key can do.

use schemars::JsonSchema;
use serde::Serialize;
use wire::key::{AskAbility, KeyAbility, KeyComparison};

use crate::api::keys::which;
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::keys::capabilities::Capabilities;
use crate::domain::keys::capabilities_view;
use crate::domain::keys::manager::Manager;
use crate::fault::Fault;

/// Tells what a key can do, and compares it with another one.
pub struct KeysCan;

/// What a key can do.
#[derive(Serialize, JsonSchema)]
pub struct AbilityOfKey {
    /// What it can do.
    ability: KeyAbility,
    /// What it has and the other key lacks, and the other way round; only where another key was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<KeyComparison>,
}

impl Method for KeysCan {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/keys/{id}/can";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyRead;
    const SUMMARY: &'static str = "Get the permissions of an API access key";
    type Request = AskAbility;
    type Reply = AbilityOfKey;

    fn answer(call: Call<'_, '_, AskAbility>) -> Result<AbilityOfKey, Fault> {
        let manager = Manager::of(call.tx, call.caller.key.id)?;
        let key = manager.find(call.tx, &which(&call.request.which), false)?;
        let other = call.request.with.as_ref().map(|with| manager.find(call.tx, &which(with), false)).transpose()?;
        let capabilities = Capabilities::of(&key, call.account, call.now);
        let comparison =
            other.map(|other| capabilities_view::beside(&capabilities, &other, &Capabilities::of(&other, call.account, call.now)));
        Ok(AbilityOfKey { ability: capabilities_view::view(&key, &capabilities), comparison })
    }
}
