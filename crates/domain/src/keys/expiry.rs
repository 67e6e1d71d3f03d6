//! A key's end is announced before it comes: 30 days, 7 days and a day ahead, when it has come, and once more a day later.

use database::Tx;
use database::keys::Key;
use serde_json::{Map, Value, json};
use wire::Moment;

use super::{care, to_change};
use crate::audit_log::{self, Action, By};
use crate::fault::Fault;

/// Seconds before the end at which it is announced, soonest last; a negative number is after it.
const STAGES: [i64; 5] = [30 * 86_400, 7 * 86_400, 86_400, 0, -86_400];

/// How many of the stages a key has come to.
fn stage(ends_at: i64, now: Moment) -> i64 {
    STAGES.iter().filter(|before| now.0 >= ends_at.saturating_sub(**before)).count() as i64
}

/// The keys whose end is to be announced now. Keys that are off are not warned of.
///
/// # Errors
/// The database failed.
pub fn due(tx: &mut Tx<'_>, now: Moment) -> Result<Vec<i64>, Fault> {
    let ending = database::keys::ending(tx, now.0.saturating_add(STAGES[0]))?;
    Ok(ending.into_iter().filter(|(_, ends_at, body)| warned(body, *ends_at) < stage(*ends_at, now)).map(|(id, ..)| id).collect())
}

/// Tells of a key's end: `key.expiring` goes on record, or `key.expired` once it has come. After a pause of the server only
/// the latest stage is announced. For a key that was used within the last day the moment is named, since its caller will notice.
///
/// # Errors
/// The database failed.
pub fn warn(tx: &mut Tx<'_>, id: i64, now: Moment) -> Result<(), Fault> {
    let mut key = to_change(tx, id)?;
    // Another server may have announced it first, or a user may have moved the end.
    let Some(ends_at) = key.ends_at.filter(|ends_at| key.active && warned(&key.body, *ends_at) < stage(*ends_at, now)) else {
        return Ok(());
    };
    remember(&mut key, "endsAt", ends_at.into())?;
    remember(&mut key, "stage", stage(ends_at, now).into())?;
    database::keys::save(tx, &key)?;
    let action = if now.0 >= ends_at { Action::KeyExpired } else { Action::KeyExpiring };
    let mut details = json!({"endsAt": {"after": ends_at}});
    if let Some(last) = database::usage::last(tx, id)?.filter(|last| last.at > now.0 - care::LATELY) {
        details["inUse"] = json!({"after": true});
        details["lastUsedAt"] = json!({"after": last.at});
    }
    audit_log::note(tx, &By::Hub, action, &(&key).into(), &details, now)
}

/// Keeps with a key what has been announced.
pub(super) fn remember(key: &mut Key, name: &str, value: Value) -> Result<(), Fault> {
    let mut body: Map<String, Value> = serde_json::from_str(&key.body)?;
    if let Some(view) = body.entry("warned").or_insert_with(|| json!({})).as_object_mut() {
        view.insert(name.to_owned(), value);
    }
    key.body = serde_json::to_string(&body)?;
    Ok(())
}

/// The stage up to which this end has been announced; an end that was moved is announced again.
fn warned(body: &str, ends_at: i64) -> i64 {
    let body: Map<String, Value> = serde_json::from_str(body).unwrap_or_default();
    let view = body.get("warned").filter(|view| view["endsAt"] == ends_at);
    view.and_then(|view| view["stage"].as_i64()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_five_stages() {
        let end = 100 * 86_400;
        let stages: Vec<i64> = [69, 70, 92, 93, 98, 99, 100, 101, 200].map(|day| stage(end, Moment(day * 86_400))).into();
        assert_eq!(stages, [0, 1, 1, 2, 2, 3, 4, 5, 5]);
    }
}
