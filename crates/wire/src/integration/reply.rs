//! The answers of the methods of integration modules.

use schemars::JsonSchema;
use serde::Serialize;

use super::{EditInfo, IntegrationModule};
use crate::reply::Ready;

/// What follows from it.
#[derive(Serialize, JsonSchema)]
pub struct Connected {
    /// What the hub answers to the module's settings; empty when there is nothing.
    pub info: EditInfo,
    /// Whether the module was not there before.
    #[serde(skip)]
    pub is_new: bool,
}

/// One module.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OneModule {
    /// The module.
    pub integration_module: Ready<IntegrationModule>,
}
