//! GET /integration-modules/{code}: one module that is connected.

use schemars::JsonSchema;
use serde::Serialize;
use wire::Problem;
use wire::integration::{GetModule, IntegrationModule};
use wire::reply::Ready;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::modules;
use crate::fault::Fault;

/// Tells about one module.
pub struct IntegrationModulesGet;

/// One module.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OneModule {
    /// The module.
    integration_module: Ready<IntegrationModule>,
}

impl Method for IntegrationModulesGet {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/integration-modules/{code}";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::IntegrationRead;
    const SUMMARY: &'static str = "Get one integration module";
    type Request = GetModule;
    type Reply = OneModule;

    fn answer(call: Call<'_, '_, GetModule>) -> Result<OneModule, Fault> {
        let act = call.act();
        let view = modules::view(call.tx, &act, &call.request.code)?.ok_or_else(Problem::not_found)?;
        Ok(OneModule { integration_module: Ready::new(serde_json::to_string(&view)?)? })
    }
}
