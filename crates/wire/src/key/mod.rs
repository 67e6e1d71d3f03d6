//! API access keys, for clients that manage them over the API.

mod advice;
mod bulk;
mod capabilities;
mod entity;
mod extend;
mod limits;
mod reply;
mod request;
mod template;
mod trace;
mod usage;

pub use advice::{AdviceEvidence, AdviceTrial, CallsOutside, KeyAdvice, MethodCalls};
pub use bulk::{BulkKeys, KeyChanges, KeyDeed, KeyPlan, KeyRefusal, KeyStep};
pub use capabilities::{AbleKey, AbleMethod, AskAbility, AskWho, FieldClass, KeyAbility, KeyComparison, KeyFacts};
pub use entity::{FormerToken, Key, KeyMasks, KeyRows, MaskWord};
pub use extend::ExtendKey;
pub use limits::{KeyLimits, KeySettings};
pub use reply::{
    AbilityOfKey, AbleKeys, AdviceOnKey, Explained, KeyPage, MadeKey, OneKey, PlannedKeys, RotatedKey, Templates, TriedCall, UsageOfKey,
};
pub use request::{
    AdviseKey, BeginTrial, CreateKey, EditKey, ExplainRefusal, GetKey, KeyFilter, KeyState, KeyUsageOf, ListKeys, Overlap, RotateKey,
    Transport, TryKey, UsageWindow, WhichKey,
};
pub use template::KeyTemplate;
pub use trace::{RefusedCall, RuleOutcome, Trace};
pub use usage::{IpUse, KeyUsage, LastCall, MethodUse, UsageStep};
