//! Why a call was refused, and whether one would pass, as it is answered.

use schemars::JsonSchema;
use serde::Serialize;

use crate::Moment;

/// Whether a call would pass, rule by rule.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Trace {
    /// Whether it would pass.
    pub allowed: bool,
    /// The method.
    pub method: String,
    /// The rule that would refuse it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The rules in the order in which they decide.
    pub rules: Vec<RuleOutcome>,
}

/// What became of a rule.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RuleOutcome {
    /// The rule: `state`, `time`, `transport`, `address`, `method`, `store`.
    pub rule: String,
    /// `passed`, `refused` or `not-reached`.
    pub outcome: String,
}

/// A call that was refused.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RefusedCall {
    /// Its request ID.
    pub request_id: String,
    /// Creation time.
    pub at: Moment,
    /// Internal ID of the key.
    pub key_id: i64,
    /// The reason: `method`, `store`, `address`, `time`, `transport`, `field`, `wrong`, `retired`. `address-trial`
    /// for an allowed call from an IP address that is not on the list.
    pub reason: String,
    /// The same in a sentence.
    pub text: String,
    /// The method.
    pub method: String,
    /// IP address of the caller.
    pub ip: String,
    /// Code of the store named in the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}
