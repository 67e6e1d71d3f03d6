//! Limits of a key as they are sent and answered, and those that can be set for several keys at once.

use crate::patch::entity;
use crate::{Flag, Int, List, Moment, Patch, Text};

entity! {
    /// Limits of a key.
    pub struct KeyLimits {
        /// Calls a second that it may make, four times as many of telephony; 0 for as many as come.
        #[serde(deserialize_with = "crate::patch::stated")]
        rate: Patch<Int>,
        /// Calls that it may make at once; 0 for as many as in a second.
        #[serde(deserialize_with = "crate::patch::stated")]
        burst: Patch<Int>,
        /// Whether a call above the rate is refused at once; otherwise it waits for its turn, up to 5 seconds.
        refuse_at_once: Patch<Flag>,
        /// The status of too many calls: 503 or 429.
        too_many: Patch<Int>,
        /// Allowed IP addresses, networks (`10.0.0.0/8`) and ranges; empty for any.
        #[serde(deserialize_with = "crate::patch::stated_list")]
        addresses: Patch<List<Text>>,
        /// Whether calls from other IP addresses are only reported, not refused.
        report_only: Patch<Flag>,
        /// Whether its token is accepted in a header only.
        header_only: Patch<Flag>,
        /// From when on it works.
        #[serde(deserialize_with = "crate::patch::stated")]
        starts_at: Patch<Moment>,
        /// Weekdays, hours and time zone: `mon-fri 09:00-18:00 Europe/Madrid`. Without a zone, that of the account.
        #[serde(deserialize_with = "crate::patch::stated")]
        hours: Patch<Text>,
        /// Whether a call with a replaced token disables it.
        suspend_on_reuse: Patch<Flag>,
    }
}

entity! {
    /// What can be set of several keys at once; fields that are not sent stay as they are.
    #[schemars(example = serde_json::json!({"endsAt": "2027-12-31", "rate": 10}))]
    pub struct KeySettings {
        /// From when on they do not work; null for no end.
        #[serde(deserialize_with = "crate::patch::stated")]
        ends_at: Patch<Moment>,
        /// Calls a second; 0 for as many as come.
        #[serde(deserialize_with = "crate::patch::stated")]
        rate: Patch<Int>,
        /// Whether their tokens are accepted in a header only.
        header_only: Patch<Flag>,
        /// Contact; empty for none.
        owner: Patch<Text>,
    }
}
