//! GET /api/keys/templates: what keys can be made of.

use schemars::JsonSchema;
use serde::Serialize;
use wire::Nothing;
use wire::key::KeyTemplate;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::keys::manager::Manager;
use crate::domain::keys::starting;
use crate::fault::Fault;

/// Lists the templates of which the key that asks can make keys.
pub struct KeysTemplates;

/// Templates.
#[derive(Serialize, JsonSchema)]
pub struct Templates {
    /// The templates, narrowed by what narrows the key that asks; built-in ones first.
    templates: Vec<KeyTemplate>,
}

impl Method for KeysTemplates {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/keys/templates";
    const VERSIONS: Versions = Versions::UNVERSIONED;
    const SCOPE: Permission = Permission::KeyRead;
    const SUMMARY: &'static str = "List API access key templates";
    type Request = Nothing;
    type Reply = Templates;

    fn answer(call: Call<'_, '_, Nothing>) -> Result<Templates, Fault> {
        let manager = Manager::of(call.tx, call.caller.key.id)?;
        Ok(Templates { templates: starting::all(call.tx, &manager)? })
    }
}
