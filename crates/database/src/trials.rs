//! Narrower grants of keys: on trial, and followed but still to be taken back.

use crate::{Result, Sql, Tx};

/// A narrower grant on trial: nothing is refused by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The key.
    pub key: i64,
    /// The methods, as a JSON list of paths without version.
    pub methods: String,
    /// When the trial began, in Unix seconds.
    pub begun_at: i64,
}

/// Calls that a trial would have refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// The method, by its path without version.
    pub method: String,
    /// How many calls.
    pub calls: i64,
    /// When the last one was, in Unix seconds.
    pub last_at: i64,
}

/// The methods removed from a key by an advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revert {
    /// The key.
    pub key: i64,
    /// Whether the key granted everything, also methods of later versions.
    pub everything: bool,
    /// The methods that were taken, as a JSON list of paths without version.
    pub methods: String,
    /// When, in Unix seconds.
    pub applied_at: i64,
}

/// The trials of all keys that have not been deleted.
///
/// # Errors
/// The engine refused it.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Trial>> {
    let text = "SELECT t.key_id, t.methods, t.begun_at FROM key_trials t JOIN keys k ON k.id = t.key_id
                WHERE k.deleted_at IS NULL ORDER BY t.key_id";
    tx.all(text, |row| Ok(Trial { key: row.int(0)?, methods: row.text(1)?, begun_at: row.int(2)? }))
}

/// The trial of a key, if there is one.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, key: i64) -> Result<Option<Trial>> {
    let sql = Sql::new("SELECT key_id, methods, begun_at FROM key_trials WHERE key_id = $1").bind(key);
    tx.optional(sql, |row| Ok(Trial { key: row.int(0)?, methods: row.text(1)?, begun_at: row.int(2)? }))
}

/// Begins a trial in place of any other of the key, with nothing counted.
///
/// # Errors
/// The engine refused it.
pub fn begin(tx: &mut Tx<'_>, trial: &Trial) -> Result<()> {
    end(tx, trial.key)?;
    let sql = Sql::new("INSERT INTO key_trials (key_id, methods, begun_at) VALUES ($1, $2, $3)");
    tx.execute(sql.bind(trial.key).bind(&trial.methods).bind(trial.begun_at)).map(drop)
}

/// Ends the trial of a key and forgets what it counted.
///
/// # Errors
/// The engine refused it.
pub fn end(tx: &mut Tx<'_>, key: i64) -> Result<()> {
    tx.touch_keys()?;
    tx.execute(Sql::new("DELETE FROM key_trials WHERE key_id = $1").bind(key))?;
    tx.execute(Sql::new("DELETE FROM key_trial_calls WHERE key_id = $1").bind(key)).map(drop)
}

/// The calls that the trial of a key would have refused, the last one first.
///
/// # Errors
/// The engine refused it.
pub fn outside(tx: &mut Tx<'_>, key: i64) -> Result<Vec<Outside>> {
    let text = "SELECT method, calls, last_at FROM key_trial_calls WHERE key_id = $1 ORDER BY last_at DESC, method";
    tx.all(Sql::new(text).bind(key), |row| Ok(Outside { method: row.text(0)?, calls: row.int(1)?, last_at: row.int(2)? }))
}

/// Stores the methods removed from a key, replacing the previous record.
///
/// # Errors
/// The engine refused it.
pub fn keep_revert(tx: &mut Tx<'_>, revert: &Revert) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO key_reverts (key_id, everything, methods, applied_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (key_id) DO UPDATE SET everything = excluded.everything, methods = excluded.methods,
         applied_at = excluded.applied_at",
    );
    tx.execute(sql.bind(revert.key).bind(revert.everything).bind(&revert.methods).bind(revert.applied_at)).map(drop)
}

/// The methods removed from a key, if any.
///
/// # Errors
/// The engine refused it.
pub fn revert(tx: &mut Tx<'_>, key: i64) -> Result<Option<Revert>> {
    let sql = Sql::new("SELECT key_id, everything, methods, applied_at FROM key_reverts WHERE key_id = $1").bind(key);
    tx.optional(sql, |row| Ok(Revert { key: row.int(0)?, everything: row.flag(1)?, methods: row.text(2)?, applied_at: row.int(3)? }))
}

/// Deletes the record of methods removed from a key.
///
/// # Errors
/// The engine refused it.
pub fn forget_revert(tx: &mut Tx<'_>, key: i64) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM key_reverts WHERE key_id = $1").bind(key)).map(drop)
}
