//! What a key could do without, as it is answered.

use schemars::JsonSchema;
use serde::Serialize;

use super::IpUse;
use crate::Moment;

/// What a key could do without, by what it did.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeyAdvice {
    /// What the advice rests on.
    pub evidence: AdviceEvidence,
    /// Methods that were used.
    pub used: Vec<MethodCalls>,
    /// Methods that are granted and were not used.
    pub unused: Vec<String>,
    /// The methods that would remain; absent if no method can be removed or none was used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Vec<String>>,
    /// IP addresses of the calls.
    pub ips: Vec<IpUse>,
    /// A narrower grant on trial.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trial: Option<AdviceTrial>,
    /// When an advice was applied that can still be undone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applied_at: Option<Moment>,
}

/// What an advice rests on.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AdviceEvidence {
    /// Strength of the evidence: `nothing`, `weak`, `fair`, `strong`.
    pub strength: String,
    /// Days that were observed.
    pub days_observed: i64,
    /// Days with calls.
    pub days_with_calls: i64,
    /// Calls.
    pub calls: i64,
    /// Whether the turn of a month was observed.
    pub month_end: bool,
}

/// Calls of a method.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MethodCalls {
    /// The method.
    pub method: String,
    /// How many there were.
    pub calls: i64,
}

/// A narrower grant on trial: nothing is refused by it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AdviceTrial {
    /// Its methods.
    pub methods: Vec<String>,
    /// When it began.
    pub begun_at: Moment,
    /// Calls that it would have refused.
    pub would_refuse: Vec<CallsOutside>,
}

/// Calls that a trial would have refused.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CallsOutside {
    /// The method.
    pub method: String,
    /// How many there were.
    pub calls: i64,
    /// Time of the last one.
    pub last_at: Moment,
}
