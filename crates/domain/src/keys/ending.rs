//! How a key ends, and what can be undone: suspended for a reason, deleted, brought back.

use database::Tx;
use database::keys::Key;
use serde_json::{Value, json};
use wire::Moment;

use super::{absent, external, save, save_telling, to_change};
use crate::access::pepper::Peppers;
use crate::audit_log::{Action, By};
use crate::fault::Fault;
use crate::{refuse, refuse_as};

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
    /// It had ended before an older database, in which it still worked, was put back.
    pub const RESTORED: &str = "restored";
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

/// Where a token was found, as its finder says; any of it may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The address of the place.
    pub url: String,
    /// The kind of place.
    pub source: String,
    /// Who found it.
    pub by: String,
}

impl Found {
    fn details(&self) -> Value {
        let view = [("foundUrl", &self.url), ("foundSource", &self.source), ("foundBy", &self.by)];
        let view = view.into_iter().filter(|(_, text)| !text.is_empty());
        view.map(|(name, text)| (name.to_owned(), json!({"after": text.chars().take(500).collect::<String>()}))).collect()
    }
}

/// The key that has or had a token, whatever became of it since.
///
/// # Errors
/// The database failed.
pub fn holder(tx: &mut Tx<'_>, peppers: &Peppers, token: &str) -> Result<Option<i64>, Fault> {
    for pepper in std::iter::once(&peppers.present).chain(&peppers.former) {
        if let Some(id) = database::secrets::holder(tx, &pepper.hash(token))? {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Switches a key off for good, because its token was found somewhere; where goes on record. A deleted one cannot be brought
/// back from then on. False when it was known.
///
/// # Errors
/// Refused: no such key.
pub fn expose(tx: &mut Tx<'_>, id: i64, found: &Found, by: &By, now: Moment) -> Result<bool, Fault> {
    tx.touch_keys()?;
    let before = database::keys::find(tx, id)?.ok_or_else(|| absent(id))?;
    if refuse_leaked(&before).is_err() {
        return Ok(false);
    }
    let key = Key { active: false, cause: Some((cause::LEAKED.to_owned(), now.0)), ..before.clone() };
    save_telling(tx, Action::KeyLeaked, &before, &key, &found.details(), by, now)?;
    Ok(true)
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
/// Refused: no such key, one that was not deleted or too long ago, one that has leaked, one whose external id another key
/// has got meanwhile.
pub fn restore(tx: &mut Tx<'_>, id: i64, by: &By, now: Moment) -> Result<Key, Fault> {
    tx.touch_keys()?;
    let before = database::keys::find(tx, id)?.ok_or_else(|| absent(id))?;
    let key = restored(&before, now)?;
    external::is_free(tx, &key)?;
    save(tx, Action::KeyRestored, &before, &key, by, now)?;
    Ok(key)
}

/// A deleted key as it is once it has been brought back.
pub(super) fn restored(key: &Key, now: Moment) -> Result<Key, Fault> {
    let id = key.id;
    let Some(deleted_at) = key.deleted_at else { return Err(refuse_as("id", "not-deleted", format!("Key {id} is not deleted."))) };
    refuse_leaked(key)?;
    if now.0 - deleted_at > UNDO_DAYS * 86_400 {
        return Err(refuse("too-late", format!("Key {id} was deleted more than {UNDO_DAYS} days ago; make a new one.")));
    }
    Ok(Key { deleted_at: None, ..key.clone() })
}

/// Whether a key is off for good, because a token of it was found somewhere.
pub fn has_leaked(key: &Key) -> bool {
    key.cause.as_ref().is_some_and(|(cause, _)| cause == cause::LEAKED)
}

pub(super) fn refuse_leaked(key: &Key) -> Result<(), Fault> {
    if has_leaked(key) {
        return Err(refuse("leaked", format!("Key {} has leaked and stays off; make a new one.", key.id)));
    }
    Ok(())
}
