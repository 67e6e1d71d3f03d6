//! How a key is used, as it is answered.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::Moment;

/// How a key was used in a stretch of time. Calls are counted within a few seconds after they are made.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeyUsage {
    /// The last call, whenever it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_call: Option<LastCall>,
    /// Since when calls are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_since: Option<Moment>,
    /// Allowed calls.
    pub admitted: i64,
    /// Calls that were refused.
    pub refused: i64,
    /// Calls with the token in the URL.
    pub in_url: i64,
    /// Calls by what came of them.
    pub outcomes: BTreeMap<String, i64>,
    /// The stretch step by step, oldest first.
    pub steps: Vec<UsageStep>,
    /// The methods that were called, the most called first.
    pub methods: Vec<MethodUse>,
    /// IP addresses of the calls, the latest first, at most 100.
    pub ips: Vec<IpUse>,
}

/// The last call of a key.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LastCall {
    /// When.
    pub at: Moment,
    /// IP address of the caller.
    pub ip: String,
    /// What the client called itself.
    pub agent: String,
    /// Where the token was: `header`, `bearer`, `query`, `body`.
    pub transport: String,
    /// The method.
    pub method: String,
    /// What came of it.
    pub outcome: String,
}

/// One step of a stretch of time.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UsageStep {
    /// When it begins.
    pub begins_at: Moment,
    /// Allowed calls.
    pub admitted: i64,
    /// Calls that were refused.
    pub refused: i64,
}

/// How a method was called.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MethodUse {
    /// The method.
    pub method: String,
    /// Allowed calls.
    pub admitted: i64,
    /// Calls that were refused.
    pub refused: i64,
    /// Calls by what came of them.
    pub outcomes: BTreeMap<String, i64>,
    /// How long a call took on average, in microseconds.
    pub mean_micros: i64,
    /// How long the slowest call took, in microseconds.
    pub slowest_micros: i64,
}

/// An IP address of calls.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct IpUse {
    /// The IP address.
    pub ip: String,
    /// Calls that came from it.
    pub calls: i64,
    /// When the last one came.
    pub last_at: Moment,
}
