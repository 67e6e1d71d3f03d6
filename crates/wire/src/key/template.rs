//! Starting points of keys, as they are answered.

use schemars::JsonSchema;
use serde::Serialize;

use super::{KeyLimits, KeyMasks, KeyRows};

/// A starting point of keys. It grants nothing by itself.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeyTemplate {
    /// Its code, used to create a key from it.
    pub code: String,
    /// Its name; absent for a built-in one that is no module.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Whether it is built in.
    pub built_in: bool,
    /// Access type of its keys: `one`, `some` or `all`. The stores are chosen when a key is created.
    pub stores: String,
    /// Whether such a key is another company's.
    pub partner: bool,
    /// The methods a key starts with, as paths; `all` for all methods.
    pub methods: Vec<String>,
    /// What else limits it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<KeyLimits>,
    /// What it does not see as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub masks: Option<KeyMasks>,
    /// Which orders it sees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<KeyRows>,
}
