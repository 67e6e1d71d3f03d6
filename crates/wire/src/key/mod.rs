//! API access keys, for whoever looks after them over the API.

mod advice;
mod entity;
mod request;
mod trace;
mod usage;

pub use advice::{AdviceEvidence, AdviceTrial, CallsOutside, KeyAdvice, MethodCalls};
pub use entity::{FormerToken, Key, KeyLimits, KeyMasks, KeyRows, MaskWord};
pub use request::{
    AdviseKey, BeginTrial, CreateKey, EditKey, ExplainRefusal, GetKey, KeyFilter, KeyState, KeyUsageOf, ListKeys, Overlap, RotateKey,
    Transport, TryKey, UsageWindow, WhichKey,
};
pub use trace::{RefusedCall, RuleOutcome, Trace};
pub use usage::{IpUse, KeyUsage, LastCall, MethodUse, UsageStep};
