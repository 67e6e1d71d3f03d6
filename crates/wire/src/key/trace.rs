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
    /// The id that it was answered with.
    pub request_id: String,
    /// When it was made.
    pub at: Moment,
    /// Internal id of the key.
    pub key_id: i64,
    /// The rule that refused it: `method`, `store`, `address`, `time`, `transport`, `field`, `wrong`, `retired`. `address-trial`
    /// for a call that was let in from an address that is not on the list.
    pub reason: String,
    /// The same in a sentence.
    pub text: String,
    /// The method.
    pub method: String,
    /// The IP address it came from.
    pub ip: String,
    /// Code of the store that it named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}
