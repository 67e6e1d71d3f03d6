//! POST /integration-modules/{code}/edit: a module announces itself.

use schemars::JsonSchema;
use serde::Serialize;
use wire::integration::{EditInfo, EditModule};

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::modules;
use crate::domain::reference::fields;
use crate::fault::Fault;

/// Connects a module or changes it.
pub struct IntegrationModulesEdit;

/// What follows from it.
#[derive(Serialize, JsonSchema)]
pub struct Connected {
    /// What the hub answers to the module's settings; empty when there is nothing.
    info: EditInfo,
    /// Whether the module was not there before.
    #[serde(skip)]
    is_new: bool,
}

impl Method for IntegrationModulesEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/integration-modules/{code}/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::IntegrationWrite;
    const SUMMARY: &'static str = "Connect or edit an integration module";
    type Request = EditModule;
    type Reply = Connected;

    fn answer(call: Call<'_, '_, EditModule>) -> Result<Connected, Fault> {
        let act = call.act();
        let announced = modules::announce(call.tx, &act, call.caller.key.id, &call.request.code, fields(&call.request.module)?)?;
        Ok(Connected { info: announced.info, is_new: announced.is_new })
    }

    fn status(reply: &Connected) -> u16 {
        if reply.is_new { 201 } else { Self::STATUS }
    }
}
