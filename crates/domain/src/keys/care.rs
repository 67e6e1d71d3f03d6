//! Keys that need attention: found by their state, so that no list of them has to be kept.

use database::Tx;
use database::care::Count;
use serde_json::{Map, Value, json};
use wire::{Moment, Zone};

use super::to_change;
use crate::audit_log::{self, Action, By};
use crate::fault::Fault;

/// For how long ahead an end is shown on the pages, in seconds.
pub const SOON: i64 = 7 * 86_400;
/// A key that was used within so many seconds is in use.
pub const LATELY: i64 = 86_400;

/// How many keys want looking after.
///
/// # Errors
/// The database failed.
pub fn count(tx: &mut Tx<'_>, zone: &Zone, now: Moment) -> Result<Count, Fault> {
    Ok(database::care::count(tx, now.0, now.0 + SOON, now.0 - LATELY, &today(zone, now))?)
}

/// The day it is, `Y-m-d`.
pub fn today(zone: &Zone, now: Moment) -> String {
    zone.local(now).date().to_string()
}

/// Keys whose day of review has come and has not been announced yet.
///
/// # Errors
/// The database failed.
pub fn due(tx: &mut Tx<'_>, zone: &Zone, now: Moment) -> Result<Vec<i64>, Fault> {
    let due = database::care::review_due(tx, &today(zone, now))?;
    Ok(due.into_iter().filter(|(_, body)| unseen(body).is_some()).map(|(id, _)| id).collect())
}

/// Tells, once, that a key was to be looked at by today: `key.review_due` goes on record.
///
/// # Errors
/// The database failed.
pub fn announce(tx: &mut Tx<'_>, id: i64, zone: &Zone, now: Moment) -> Result<(), Fault> {
    let mut key = to_change(tx, id)?;
    // Another server may have announced it first, or a user may have moved the day.
    let Some(day) = unseen(&key.body).filter(|day| key.active && *day <= today(zone, now)) else { return Ok(()) };
    super::expiry::remember(&mut key, "review", day.clone().into())?;
    database::keys::save(tx, &key)?;
    audit_log::note(tx, &By::Hub, Action::KeyReviewDue, &(&key).into(), &json!({"review": {"after": day}}), now)
}

/// The day of review, unless it has been announced.
fn unseen(body: &str) -> Option<String> {
    let body: Map<String, Value> = serde_json::from_str(body).unwrap_or_default();
    let day = body.get("review")?.as_str()?;
    (body.get("warned").and_then(|view| view["review"].as_str()) != Some(day)).then(|| day.to_owned())
}
