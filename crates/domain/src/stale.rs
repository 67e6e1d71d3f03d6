//! The rule for unused keys: their contacts are notified after some days, and after some more the key is disabled.

use database::{Tx, stale};
use serde_json::json;
use wire::Moment;

use crate::account::Account;
use crate::audit_log::{self, Action, By};
use crate::fault::Fault;
use crate::keys;

/// The setting for the days without use after which the contact is notified; 0 or absent: never.
pub const NOTICE: &str = "unused_notice_days";
/// The setting for the further days after which the key is switched off; 0 or absent: never.
pub const DISABLE: &str = "unused_disable_days";

const DAY: i64 = 24 * 3600;

/// The account's rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rule {
    /// Days without use after which the contact is notified; 0 for never.
    pub notice: i64,
    /// Further days after which the key is switched off; 0 for never.
    pub disable: i64,
}

impl Rule {
    /// The rule in the settings of an account.
    pub fn of(account: &Account) -> Self {
        let days = |name: &str| account.setting(name).and_then(|days| days.parse().ok()).unwrap_or(0);
        Self { notice: days(NOTICE), disable: days(DISABLE) }
    }
}

/// What a round of the rule did: keys by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    /// The contacts of these were notified.
    pub noticed: Vec<i64>,
    /// These were switched off.
    pub disabled: Vec<i64>,
    /// These had been switched off by the rule, a user has enabled them again, and they begin anew.
    pub spared: Vec<i64>,
}

impl Round {
    /// True when there is nothing to do.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a round would do now; nothing is changed.
///
/// # Errors
/// The database failed.
pub fn due(tx: &mut Tx<'_>, rule: Rule, now: Moment) -> Result<Round, Fault> {
    let mut round = Round { spared: stale::revived(tx)?, ..Round::default() };
    if rule.notice <= 0 {
        return Ok(round);
    }
    // Calls before counting began are unknown.
    let Some(counted_since) = database::usage::counted_since(tx)? else { return Ok(round) };
    for idle in stale::idle(tx, now.0 - rule.notice * DAY)? {
        let since = idle.used_at.unwrap_or(idle.created_at.max(counted_since)).max(idle.spared_at.unwrap_or(0));
        if now.0 - since < rule.notice * DAY {
            continue;
        }
        match idle.noticed_at.filter(|noticed| *noticed >= since) {
            None => round.noticed.push(idle.key),
            Some(noticed) if rule.disable > 0 && now.0 - noticed >= rule.disable * DAY => round.disabled.push(idle.key),
            Some(_) => {}
        }
    }
    Ok(round)
}

/// Makes a round.
///
/// # Errors
/// The database failed.
pub fn make_round(tx: &mut Tx<'_>, rule: Rule, now: Moment) -> Result<Round, Fault> {
    // First, so that two servers never make the same round.
    tx.touch_keys()?;
    let round = due(tx, rule, now)?;
    for key in &round.spared {
        stale::spare(tx, *key, now.0)?;
    }
    for key in &round.noticed {
        stale::notice(tx, *key, now.0)?;
        let (stored, unused) = (keys::find(tx, *key)?, rule.notice);
        let details = json!({"unusedDays": {"after": unused}});
        audit_log::note(tx, &By::Hub, Action::KeyStale, &(&stored).into(), &details, now)?;
    }
    for key in &round.disabled {
        keys::suspend(tx, *key, keys::cause::STALE, &By::Hub, now)?;
        stale::switched_off(tx, *key, now.0)?;
    }
    Ok(round)
}
