//! Starting points of keys, as they are answered.

use schemars::JsonSchema;
use serde::Serialize;

use super::{KeyLimits, KeyMasks, KeyRows};

/// A starting point of keys. It grants nothing by itself.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeyTemplate {
    /// Its code, by which a new key names it.
    pub code: String,
    /// Its name; absent for a built-in one that is no module.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is for, in the words of whoever made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Whether it is built in.
    pub built_in: bool,
    /// Which stores such a key is for: `one`, `some` or `all`. Which ones is said when it is made.
    pub stores: String,
    /// Whether such a key is another company's.
    pub partner: bool,
    /// The methods that a key starts with, as addresses; `all` for every method.
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
