//! How a key ends, and what can be undone: suspended for a reason, deleted, brought back.

use database::Tx;
use database::keys::Key;
use wire::Moment;

use super::{absent, save, to_change};
use crate::domain::record::{Action, By};
use crate::domain::refuse;
use crate::fault::Fault;

/// For how many days a deleted key can be brought back.
pub const UNDO_DAYS: i64 = 30;

/// Why a key works no more, besides being switched off by hand.
pub mod cause {
    /// Somebody else has its token.
    pub const LEAKED: &str = "leaked";
    /// Its time was over.
    pub const EXPIRED: &str = "expired";
    /// Nobody had used it for long.
    pub const STALE: &str = "stale";
    /// A token it once had was used again.
    pub const REUSED: &str = "reused";
    /// It was suspended together with others.
    pub const PANIC: &str = "panic";
}

/// Switches a key off for a reason that is kept with it. One that is off already keeps its first reason, unless this
/// one is final. True when the key was on.
///
/// # Errors
/// Refused: no such key.
pub fn suspend(tx: &mut Tx<'_>, id: i64, cause: &str, by: &By, now: Moment) -> Result<(Key, bool), Fault> {
    let before = to_change(tx, id)?;
    if !before.active && cause != cause::LEAKED {
        return Ok((before, false));
    }
    let key = Key { active: false, cause: Some((cause.to_owned(), now.0)), ..before.clone() };
    let action = match cause {
        cause::LEAKED => Action::KeyLeaked,
        cause::REUSED => Action::KeyReused,
        cause::STALE => Action::KeyStale,
        _ => Action::KeyDisabled,
    };
    save(tx, action, &before, &key, by, now)?;
    Ok((key, before.active))
}

/// Deletes a key. It stays on record, and can be brought back for [`UNDO_DAYS`] days.
///
/// # Errors
/// Refused: no such key.
pub fn delete(tx: &mut Tx<'_>, id: i64, by: &By, now: Moment) -> Result<Key, Fault> {
    let before = to_change(tx, id)?;
    let key = Key { deleted_at: Some(now.0), ..before.clone() };
    save(tx, Action::KeyDeleted, &before, &key, by, now)?;
    Ok(key)
}

/// Brings a deleted key back as it was: with its secret, its stores and its methods.
///
/// # Errors
/// Refused: no such key, one that was not deleted or too long ago, one that has leaked.
pub fn restore(tx: &mut Tx<'_>, id: i64, by: &By, now: Moment) -> Result<Key, Fault> {
    tx.touch_keys()?;
    let before = database::keys::find(tx, id)?.ok_or_else(|| absent(id))?;
    let key = restored(&before, now)?;
    save(tx, Action::KeyRestored, &before, &key, by, now)?;
    Ok(key)
}

/// A deleted key as it is once it has been brought back.
pub(super) fn restored(key: &Key, now: Moment) -> Result<Key, Fault> {
    let id = key.id;
    let Some(deleted_at) = key.deleted_at else { return Err(refuse("id", format!("Key {id} is not deleted."))) };
    refuse_leaked(key)?;
    if now.0 - deleted_at > UNDO_DAYS * 86_400 {
        return Err(refuse("too-late", format!("Key {id} was deleted more than {UNDO_DAYS} days ago; make a new one.")));
    }
    Ok(Key { deleted_at: None, ..key.clone() })
}

pub(super) fn refuse_leaked(key: &Key) -> Result<(), Fault> {
    if key.cause.as_ref().is_some_and(|(cause, _)| cause == cause::LEAKED) {
        return Err(refuse("leaked", format!("Key {} has leaked and stays off; make a new one.", key.id)));
    }
    Ok(())
}
