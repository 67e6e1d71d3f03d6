//! For how long keys may live, by how much they open; and moving the end of one, for a reason.

use std::collections::HashMap;

use database::Tx;
use database::keys::Key;
use serde_json::json;
use wire::{Moment, Problem};

use super::ending::refuse_leaked;
use super::{save_telling, to_change};
use crate::account::Account;
use crate::audit_log::{Action, By};
use crate::fault::Fault;
use crate::{refuse, refuse_as};

/// The setting for the most days that a key may live; 0 or absent: as long as it likes.
pub const LONGEST: &str = "longest_key_life_days";
/// The setting for the most days that a key for every store and every method may live; 0 or absent: as other keys.
pub const LONGEST_BROAD: &str = "longest_broad_key_life_days";

/// The longest step by which an end is moved, in days.
pub const MOST_DAYS: i64 = 3650;

const DAY: i64 = 86_400;

/// For how long keys of an account may live, in days; 0 for as long as they like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Longest {
    /// Any key.
    pub any: i64,
    /// A key for every store and every method.
    pub broad: i64,
}

impl Longest {
    /// The rule in an account's settings.
    pub fn of(account: &Account) -> Self {
        Self::read(|name| account.setting(name))
    }

    fn in_force(tx: &mut Tx<'_>) -> Result<Self, Fault> {
        let settings: HashMap<String, String> = database::settings::all(tx)?.into_iter().map(|(name, value, _)| (name, value)).collect();
        Ok(Self::read(|name| settings.get(name).map(String::as_str)))
    }

    fn read<'a>(setting: impl Fn(&str) -> Option<&'a str>) -> Self {
        let days = |name: &str| setting(name).and_then(|days| days.parse().ok()).unwrap_or(0);
        Self { any: days(LONGEST), broad: days(LONGEST_BROAD) }
    }

    /// The most days for a key; 0 for no limit.
    pub fn days(self, broad: bool) -> i64 {
        match (self.any, self.broad) {
            (any, 0) => any,
            (any, _) if !broad => any,
            (0, broad) => broad,
            (any, broad) => any.min(broad),
        }
    }
}

/// Whether a key opens every store and every method.
pub fn is_broad(key: &Key) -> bool {
    key.all_sites && key.all_methods
}

/// Refuses a key that would live longer than keys of the account may. An end that stays, or comes nearer, is not looked at.
///
/// # Errors
/// Refused: no end, or one that is too far away.
pub(super) fn check(tx: &mut Tx<'_>, before: Option<&Key>, after: &Key, now: Moment) -> Result<(), Fault> {
    let days = Longest::in_force(tx)?.days(is_broad(after));
    if days == 0 {
        return Ok(());
    }
    let stays = before.is_some_and(|before| before.ends_at == after.ends_at && (is_broad(before) || !is_broad(after)));
    let nearer = before.and_then(|before| before.ends_at).zip(after.ends_at).is_some_and(|(before, after)| after < before);
    // Somebody who writes the day means the whole of it.
    let latest = now.0.saturating_add(days * DAY + DAY - 1);
    if stays || nearer || after.ends_at.is_some_and(|end| end <= latest) {
        return Ok(());
    }
    let which = if is_broad(after) { "A key for every store and every method" } else { "A key" };
    let day = jiff::Timestamp::from_second(now.0 + days * DAY).map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default();
    Err(Problem::entity("life", format!("{which} may live {days} days at most in this account: let it end by {day}.")).into())
}

/// Moves the end of a key by some days: from the end it has, or from now if that has passed.
///
/// # Errors
/// Refused: no such key, one without an end, one that has leaked; no reason; a number of days that cannot be; a life longer
/// than the account allows.
pub fn extend(tx: &mut Tx<'_>, id: i64, days: i64, reason: &str, by: &By, now: Moment) -> Result<Key, Fault> {
    let before = to_change(tx, id)?;
    refuse_leaked(&before)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(refuse("reason", "Say why the key is needed for longer."));
    }
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(refuse("days", format!("Write a number of days from 1 to {MOST_DAYS}.")));
    }
    let Some(ends_at) = before.ends_at else { return Err(refuse_as("id", "no-end", format!("Key {id} has no end that could be moved."))) };
    let key = Key { ends_at: Some(ends_at.max(now.0).saturating_add(days * DAY)), ..before.clone() };
    check(tx, Some(&before), &key, now)?;
    let reason: String = reason.chars().take(500).collect();
    save_telling(tx, Action::KeyExtended, &before, &key, &json!({"reason": {"after": reason}}), by, now)?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stricter_of_two_rules_holds_for_a_broad_key() {
        let days = |any, broad| [false, true].map(|is_broad| Longest { any, broad }.days(is_broad));
        assert_eq!([days(0, 0), days(90, 0), days(0, 30), days(90, 30), days(30, 90)], [[0, 0], [90, 90], [0, 30], [90, 30], [30, 30]]);
    }
}
