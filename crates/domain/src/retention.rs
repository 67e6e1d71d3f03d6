//! For how long things are kept that are not needed for ever: histories, refused calls, deliveries, usage, sessions.

use database::retention::Kind;
use wire::Moment;

use crate::account::Account;

/// Something that is kept for a time, as a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The setting, as it is kept.
    pub setting: &'static str,
    /// The setting, as it is named on the command line.
    pub option: &'static str,
    /// The field of the form, and what its texts begin with.
    pub field: &'static str,
    /// The least and the most that can be set.
    pub bounds: (i64, i64),
    /// What it is where nothing is set. 0 means without end, where that can be set.
    pub usual: i64,
    /// Whether 0 can be set, for ever.
    pub endless: bool,
    /// What it is about.
    pub kind: Kind,
}

const fn term(
    setting: &'static str,
    option: &'static str,
    field: &'static str,
    bounds: (i64, i64),
    usual: i64,
    endless: bool,
    kind: Kind,
) -> Term {
    Term { setting, option, field, bounds, usual, endless, kind }
}

/// Days of histories.
pub const HISTORIES: Term = term("keep_histories_days", "keep-histories-days", "histories", (30, 3650), 0, true, Kind::Histories);
/// Days of refused calls.
pub const REFUSALS: Term = term("keep_refusals_days", "keep-refusals-days", "refusals", (1, 365), 30, false, Kind::Refusals);
/// Days of deliveries.
pub const DELIVERIES: Term = term("keep_deliveries_days", "keep-deliveries-days", "deliveries", (1, 365), 30, false, Kind::Deliveries);
/// Days of usage.
pub const USAGE: Term = term("keep_usage_days", "keep-usage-days", "usage", (90, 3650), 400, false, Kind::Usage);
/// Hours after which a session ends that is not used.
pub const SESSION_IDLE: Term = term("session_idle_hours", "session-idle-hours", "idle", (1, 168), 12, false, Kind::Sessions);
/// Days after which a session ends in any case.
pub const SESSION_LIFE: Term = term("session_days", "session-days", "life", (1, 90), 7, false, Kind::Sessions);

/// All of them, in the order of the form.
pub const ALL: [Term; 6] = [HISTORIES, REFUSALS, DELIVERIES, USAGE, SESSION_IDLE, SESSION_LIFE];

impl Term {
    /// The term of a setting, by either name.
    pub fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|term| term.setting == name || term.option == name)
    }

    /// Reads a value.
    ///
    /// # Errors
    /// It is out of bounds; the text names them.
    pub fn read(&self, text: &str) -> Result<i64, String> {
        let (least, most) = self.bounds;
        let fits = |value: &i64| (least..=most).contains(value) || self.endless && *value == 0;
        text.parse().ok().filter(fits).ok_or_else(|| {
            let or = if self.endless { ", or 0 (for ever)" } else { "" };
            format!("Enter a whole number from {least} to {most}{or}.")
        })
    }

    /// What is set in an account.
    pub fn of(&self, account: &Account) -> i64 {
        account.setting(self.setting).and_then(|text| self.read(text).ok()).unwrap_or(self.usual)
    }

    /// The moment before which nothing is kept, in Unix seconds; none where everything is.
    pub fn before(&self, account: &Account, now: Moment) -> Option<i64> {
        Some(self.of(account)).filter(|days| *days > 0).map(|days| now.0 - days * 86_400)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_have_bounds_and_only_histories_may_be_endless() {
        for term in ALL {
            let (least, most) = term.bounds;
            assert!(term.read(&least.to_string()).is_ok() && term.read(&most.to_string()).is_ok(), "{term:?}");
            for wrong in [least - 1, most + 1, -1] {
                assert!(term.read(&wrong.to_string()).is_err() || wrong == 0 && term.endless, "{term:?} {wrong}");
            }
            assert_eq!(term.read("0").is_ok(), term.endless, "{term:?}");
            assert!(["", "x", "1.5", "9999999999999999999999"].iter().all(|wrong| term.read(wrong).is_err()), "{term:?}");
            assert!(term.read(&term.usual.to_string()).is_ok(), "{term:?}");
            assert_eq!(Term::named(term.option), Term::named(term.setting));
        }
    }
}
