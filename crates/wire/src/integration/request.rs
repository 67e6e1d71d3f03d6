//! The requests about modules.

use super::IntegrationModule;
use crate::{Arguments, Problem, Request};

/// The request of `integration-modules/{code}`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct GetModule {
    /// Code of the connection.
    pub code: String,
}

impl Request for GetModule {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { code: arguments.variable("code").to_owned() })
    }
}

/// The request of `integration-modules/{code}/edit`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct EditModule {
    /// Code of the connection.
    pub code: String,
    /// The description of the module; absent fields stay unchanged.
    #[schemars(rename = "integrationModule")]
    pub module: IntegrationModule,
}

impl Request for EditModule {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { code: arguments.variable("code").to_owned(), module: arguments.entity("integrationModule")? })
    }
}
