//! The beginning and the end of a key: those with which its token could never work are refused.

use database::keys::Key;
use wire::Moment;

use super::limits;
use crate::fault::Fault;
use crate::refuse_as;

/// Refuses an end that has passed, and one that comes before the beginning. Times that stay as they were are not checked,
/// so that an expired key can still be renamed.
///
/// # Errors
/// Refused: the end.
pub(super) fn check(before: Option<&Key>, after: &Key, now: Moment) -> Result<(), Fault> {
    let (end, start) = (after.ends_at, limits(after).starts_at);
    if before.is_some_and(|before| before.ends_at == end && limits(before).starts_at == start) {
        return Ok(());
    }
    let Some(end) = end else { return Ok(()) };
    if before.is_none_or(|before| before.ends_at != Some(end)) && end <= now.0 {
        return Err(refuse_as("endsAt", "end-passed", "This end has passed: name a later one. To stop a key now, disable it."));
    }
    if start.is_some_and(|start| end <= start) {
        return Err(refuse_as("endsAt", "end-before-start", "The key would end before it begins: name an end after its beginning."));
    }
    Ok(())
}

/// Refuses to give a token to a key that has expired: the token would not work.
///
/// # Errors
/// Refused: the key.
pub(super) fn refuse_expired(key: &Key, now: Moment) -> Result<(), Fault> {
    if key.ends_at.is_none_or(|end| end > now.0) {
        return Ok(());
    }
    let id = key.id;
    Err(refuse_as(
        "id",
        "key-expired",
        format!("Key {id} has expired, so a new token would not work. Extend it first: latchkey key extend {id}."),
    ))
}
