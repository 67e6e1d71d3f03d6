//! Unused keys: found, reported once, disabled. Times are in Unix seconds.

use crate::{Result, Sql, Tx};

/// A key that is on, and what is known of its idleness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idle {
    /// The key.
    pub key: i64,
    /// When it was made.
    pub created_at: i64,
    /// When it was last used, if ever.
    pub used_at: Option<i64>,
    /// When it was reported as unused.
    pub noticed_at: Option<i64>,
    /// When it was enabled again after it had been disabled as unused.
    pub spared_at: Option<i64>,
}

/// Keys that are on and were not used since a moment, in the order of their ids.
///
/// # Errors
/// The engine refused it.
pub fn idle(tx: &mut Tx<'_>, moment: i64) -> Result<Vec<Idle>> {
    let text = "SELECT k.id, k.created_at, u.at, s.noticed_at, s.spared_at
                FROM keys k LEFT JOIN usage_last u ON u.key_id = k.id LEFT JOIN key_stale s ON s.key_id = k.id
                WHERE k.deleted_at IS NULL AND k.active = 1 AND s.off_at IS NULL AND coalesce(u.at, k.created_at) <= $1 ORDER BY k.id";
    tx.all(Sql::new(text).bind(moment), |row| {
        Ok(Idle {
            key: row.int(0)?,
            created_at: row.int(1)?,
            used_at: row.maybe_int(2)?,
            noticed_at: row.maybe_int(3)?,
            spared_at: row.maybe_int(4)?,
        })
    })
}

/// Keys that were disabled as unused and have been enabled again since.
///
/// # Errors
/// The engine refused it.
pub fn revived(tx: &mut Tx<'_>) -> Result<Vec<i64>> {
    let text =
        "SELECT s.key_id FROM key_stale s JOIN keys k ON k.id = s.key_id WHERE s.off_at IS NOT NULL AND k.active = 1 ORDER BY s.key_id";
    tx.all(text, |row| row.int(0))
}

/// Records that an unused key was reported.
///
/// # Errors
/// The engine refused it.
pub fn notice(tx: &mut Tx<'_>, key: i64, now: i64) -> Result<()> {
    let text =
        "INSERT INTO key_stale (key_id, noticed_at) VALUES ($1, $2) ON CONFLICT (key_id) DO UPDATE SET noticed_at = excluded.noticed_at";
    tx.execute(Sql::new(text).bind(key).bind(now)).map(drop)
}

/// Records that a key was disabled as unused.
///
/// # Errors
/// The engine refused it.
pub fn switched_off(tx: &mut Tx<'_>, key: i64, now: i64) -> Result<()> {
    tx.execute(Sql::new("UPDATE key_stale SET off_at = $1 WHERE key_id = $2").bind(now).bind(key)).map(drop)
}

/// Gives a key another chance.
///
/// # Errors
/// The engine refused it.
pub fn spare(tx: &mut Tx<'_>, key: i64, now: i64) -> Result<()> {
    let text = "UPDATE key_stale SET off_at = NULL, noticed_at = NULL, spared_at = $1 WHERE key_id = $2";
    tx.execute(Sql::new(text).bind(now).bind(key)).map(drop)
}

/// When a key was disabled as unused, if it was.
///
/// # Errors
/// The engine refused it.
pub fn off_since(tx: &mut Tx<'_>, key: i64) -> Result<Option<i64>> {
    Ok(tx.optional(Sql::new("SELECT off_at FROM key_stale WHERE key_id = $1").bind(key), |row| row.maybe_int(0))?.flatten())
}
