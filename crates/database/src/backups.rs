//! Backups that servers make: the one that runs, and what became of the last ones.

use crate::{Result, Row, Sql, Tx};

/// How many finished ones are remembered.
const REMEMBERED: i64 = 200;

/// A backup. Times are in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Internal id.
    pub id: i64,
    /// `running`, `done` or `failed`.
    pub state: String,
    /// Whether the schedule asked for it; otherwise a person did.
    pub scheduled: bool,
    /// The file or the object.
    pub place: String,
    /// When it was begun.
    pub started_at: i64,
    /// When the server that makes it last reported.
    pub seen_at: i64,
    /// When it ended.
    pub finished_at: Option<i64>,
    /// Rows copied so far.
    pub rows: i64,
    /// Its size; 0 until it is done.
    pub bytes: i64,
    /// Whether all of it is encrypted.
    pub encrypted: bool,
    /// Why it failed; empty otherwise.
    pub error: String,
}

const COLUMNS: &str = "id, state, scheduled, place, started_at, seen_at, finished_at, row_count, bytes, encrypted, error";

/// Records that a backup is begun, and returns its id; `None` when one is running already, here or on another server.
///
/// # Errors
/// The engine refused it.
pub fn begin(tx: &mut Tx<'_>, scheduled: bool, place: &str, encrypted: bool, now: i64) -> Result<Option<i64>> {
    tx.optional(
        Sql::new(
            "INSERT INTO backups (state, scheduled, place, started_at, seen_at, row_count, bytes, encrypted, error)
             VALUES ('running', $1, $2, $3, $4, 0, 0, $5, '') ON CONFLICT (state) WHERE state = 'running' DO NOTHING RETURNING id",
        )
        .bind(i64::from(scheduled))
        .bind(place)
        .bind(now)
        .bind(now)
        .bind(i64::from(encrypted)),
        |row| row.int(0),
    )
}

/// Records that a backup goes on, and how many rows it has copied.
///
/// # Errors
/// The engine refused it.
pub fn report(tx: &mut Tx<'_>, id: i64, rows: i64, now: i64) -> Result<()> {
    let sql = Sql::new("UPDATE backups SET row_count = $1, seen_at = $2 WHERE id = $3 AND state = 'running'");
    tx.execute(sql.bind(rows).bind(now).bind(id)).map(drop)
}

/// Records that a backup is done, with its rows and its size in bytes.
///
/// # Errors
/// The engine refused it.
pub fn done(tx: &mut Tx<'_>, id: i64, rows: i64, bytes: i64, now: i64) -> Result<()> {
    tx.execute(
        Sql::new("UPDATE backups SET state = 'done', row_count = $1, bytes = $2, finished_at = $3, error = '' WHERE id = $4")
            .bind(rows)
            .bind(bytes)
            .bind(now)
            .bind(id),
    )?;
    forget(tx)
}

/// Records that a backup failed, and why.
///
/// # Errors
/// The engine refused it.
pub fn failed(tx: &mut Tx<'_>, id: i64, error: &str, now: i64) -> Result<()> {
    let sql = Sql::new("UPDATE backups SET state = 'failed', error = $1, finished_at = $2 WHERE id = $3 AND state = 'running'");
    tx.execute(sql.bind(error).bind(now).bind(id))?;
    forget(tx)
}

/// Marks the running backup as failed when its server has not reported since a moment: it has ended. True when there was one.
///
/// # Errors
/// The engine refused it.
pub fn give_up(tx: &mut Tx<'_>, seen_before: i64, error: &str, now: i64) -> Result<bool> {
    let sql = Sql::new("UPDATE backups SET state = 'failed', error = $1, finished_at = $2 WHERE state = 'running' AND seen_at < $3");
    Ok(tx.execute(sql.bind(error).bind(now).bind(seen_before))? > 0)
}

/// The newest backups first.
///
/// # Errors
/// The engine refused it.
pub fn latest(tx: &mut Tx<'_>, count: i64) -> Result<Vec<Backup>> {
    tx.all(Sql::new(format!("SELECT {COLUMNS} FROM backups ORDER BY id DESC LIMIT $1")).bind(count), read)
}

/// The last one that succeeded.
///
/// # Errors
/// The engine refused it.
pub fn last_done(tx: &mut Tx<'_>) -> Result<Option<Backup>> {
    tx.optional(Sql::new(format!("SELECT {COLUMNS} FROM backups WHERE state = 'done' ORDER BY id DESC LIMIT 1")), read)
}

/// The last one that has ended.
///
/// # Errors
/// The engine refused it.
pub fn last_ended(tx: &mut Tx<'_>) -> Result<Option<Backup>> {
    tx.optional(Sql::new(format!("SELECT {COLUMNS} FROM backups WHERE state <> 'running' ORDER BY id DESC LIMIT 1")), read)
}

/// Forgets old ones, but never the last that succeeded.
fn forget(tx: &mut Tx<'_>) -> Result<()> {
    let sql = "DELETE FROM backups WHERE id <= (SELECT max(id) FROM backups) - $1
               AND id <> (SELECT COALESCE(max(id), 0) FROM backups WHERE state = 'done')";
    tx.execute(Sql::new(sql).bind(REMEMBERED)).map(drop)
}

fn read(row: &Row<'_>) -> Result<Backup> {
    Ok(Backup {
        id: row.int(0)?,
        state: row.text(1)?,
        scheduled: row.int(2)? != 0,
        place: row.text(3)?,
        started_at: row.int(4)?,
        seen_at: row.int(5)?,
        finished_at: row.maybe_int(6)?,
        rows: row.int(7)?,
        bytes: row.int(8)?,
        encrypted: row.int(9)? != 0,
        error: row.text(10)?,
    })
}
