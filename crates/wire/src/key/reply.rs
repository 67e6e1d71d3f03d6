//! The answers of the methods of keys.

use schemars::JsonSchema;
use serde::Serialize;

use super::{AbleKey, Key, KeyAbility, KeyAdvice, KeyComparison, KeyPlan, KeyTemplate, KeyUsage, RefusedCall, Trace};
use crate::page::Pagination;

/// What a key could do without.
#[derive(Serialize, JsonSchema)]
pub struct AdviceOnKey {
    /// What it could do without.
    pub advice: KeyAdvice,
}

/// What is done to several keys, or would be.
#[derive(Serialize, JsonSchema)]
pub struct PlannedKeys {
    /// What is done.
    pub plan: KeyPlan,
}

/// What a key can do.
#[derive(Serialize, JsonSchema)]
pub struct AbilityOfKey {
    /// What it can do.
    pub ability: KeyAbility,
    /// What it has and the other key lacks, and the other way round; only where another key was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<KeyComparison>,
}

/// A key that was made, or was there.
#[derive(Serialize, JsonSchema)]
pub struct MadeKey {
    /// Its internal id.
    pub id: i64,
    /// Whether it was made; false when a key with this external id was there and is as it was sent.
    pub created: bool,
    /// Its token, which no other answer holds; absent for a key that was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The key.
    pub key: Key,
}

/// A call that was refused, explained.
#[derive(Serialize, JsonSchema)]
pub struct Explained {
    /// The call.
    pub refusal: RefusedCall,
}

/// A page of keys.
#[derive(Serialize, JsonSchema)]
pub struct KeyPage {
    /// Which page it is.
    pub pagination: Pagination,
    /// The keys, in the order in which they were made.
    pub keys: Vec<Key>,
}

/// One key.
#[derive(Serialize, JsonSchema)]
pub struct OneKey {
    /// The key.
    pub key: Key,
}

/// A key with another token.
#[derive(Serialize, JsonSchema)]
pub struct RotatedKey {
    /// Its internal id.
    pub id: i64,
    /// Its new token, which no other answer holds.
    pub token: String,
    /// The key.
    pub key: Key,
}

/// Templates.
#[derive(Serialize, JsonSchema)]
pub struct Templates {
    /// The templates, narrowed by what narrows the key that asks; built-in ones first.
    pub templates: Vec<KeyTemplate>,
}

/// Whether the call would pass.
#[derive(Serialize, JsonSchema)]
pub struct TriedCall {
    /// The decision, rule by rule.
    pub trace: Trace,
}

/// How a key is used.
#[derive(Serialize, JsonSchema)]
pub struct UsageOfKey {
    /// How it is used.
    pub usage: KeyUsage,
}

/// A page of the keys that can.
#[derive(Serialize, JsonSchema)]
pub struct AbleKeys {
    /// Which page it is.
    pub pagination: Pagination,
    /// The keys, those that are on first. Disabled and expired ones are among them, since they can be enabled again.
    pub keys: Vec<AbleKey>,
}
