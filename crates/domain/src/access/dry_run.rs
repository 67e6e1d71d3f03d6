//! A dry run: whether a call would pass, rule by rule, without making it or counting it.

use database::Sites;
use serde_json::json;
use wire::methods;

use crate::access::gate::{Call, Key};
use crate::access::reason::Reason;
use crate::account::Account;

/// What became of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It lets the call pass.
    Passed,
    /// It refuses the call.
    Refused,
    /// An earlier rule refused it.
    NotReached,
}

impl Outcome {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Refused => "refused",
            Self::NotReached => "not-reached",
        }
    }
}

/// The rules that decide, in their order.
const RULES: [(&str, Reason); 6] = [
    ("state", Reason::Wrong),
    ("time", Reason::Time),
    ("transport", Reason::Transport),
    ("address", Reason::Address),
    ("method", Reason::Method),
    ("store", Reason::Store),
];

/// The trace of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DryRun {
    /// The method, as people write it.
    pub method: String,
    /// Each rule and what became of it.
    pub steps: Vec<(&'static str, Outcome)>,
    /// The rule that refuses the call; `None` when it would pass.
    pub refused: Option<Reason>,
}

impl DryRun {
    /// Rehearses a call of a key at a moment, with the store it would name.
    pub fn of(key: &Key, account: &Account, call: &Call<'_>, now: i64, site: Option<&str>) -> Self {
        let refused = key.verdict(call, now).or_else(|| store(account, &key.rules.sites, site));
        let mut reached = true;
        let steps = RULES.map(|(rule, reason)| {
            let outcome = match refused {
                _ if !reached => Outcome::NotReached,
                Some(refusing) if refusing == reason => Outcome::Refused,
                _ => Outcome::Passed,
            };
            reached &= outcome == Outcome::Passed;
            (rule, outcome)
        });
        Self { method: methods::all()[call.method].pattern(), steps: steps.into(), refused }
    }

    /// Whether the call would pass.
    pub fn passes(&self) -> bool {
        self.refused.is_none()
    }

    /// The trace as JSON.
    pub fn json(&self) -> Vec<u8> {
        let steps: Vec<_> = self.steps.iter().map(|(rule, outcome)| json!({"rule": rule, "outcome": outcome.name()})).collect();
        let mut trace = json!({"allowed": self.passes(), "method": self.method, "steps": steps});
        if let (Some(reason), Some(trace)) = (self.refused, trace.as_object_mut()) {
            trace.insert("reason".to_owned(), reason.name().into());
        }
        serde_json::to_vec(&json!({"success": true, "dryRun": trace})).unwrap_or_default()
    }
}

/// A store that is not within reach, or does not exist, which must look the same.
fn store(account: &Account, sites: &Sites, named: Option<&str>) -> Option<Reason> {
    let code = named?;
    let within = account.site(code).is_some_and(|site| sites.contains(site.id));
    (!within).then_some(Reason::Store)
}
