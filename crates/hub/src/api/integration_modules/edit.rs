//! POST /integration-modules/{code}/edit: a module tells about itself.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use wire::integration::{EditInfo, EditModule};

use crate::api::{Call, Method, Scope, Verb, Versions};
use crate::domain::modules;
use crate::domain::reference::fields;
use crate::fault::Fault;

/// Connects a module or changes it.
pub struct IntegrationModulesEdit;

/// What follows from it.
#[derive(Serialize, JsonSchema)]
pub struct Connected {
    /// What follows from what the module told; an empty list when nothing does.
    #[serde(serialize_with = "or_empty")]
    info: EditInfo,
}

impl Method for IntegrationModulesEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/integration-modules/{code}/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Scope = Scope::IntegrationWrite;
    const SUMMARY: &'static str = "Connect an integration module or change it";
    type Request = EditModule;
    type Reply = Connected;

    fn answer(call: Call<'_, '_, EditModule>) -> Result<Connected, Fault> {
        let act = call.act();
        let info = modules::announce(call.tx, &act, call.caller.key.id, &call.request.code, fields(&call.request.module)?)?;
        Ok(Connected { info })
    }
}

/// PHP writes an empty object as an empty list, and so clients expect it.
fn or_empty<S: Serializer>(info: &EditInfo, serializer: S) -> Result<S::Ok, S::Error> {
    if info.is_empty() { serializer.collect_seq(std::iter::empty::<()>()) } else { info.serialize(serializer) }
}
