//! Calls that were refused, found by the id that was answered with them.

use crate::{Result, Sql, Tx, Value};

/// A call by a known key that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The id that was answered with the call.
    pub request_id: String,
    /// When, in Unix seconds.
    pub created_at: i64,
    /// The key.
    pub key_id: i64,
    /// The rule that refused it, such as `method`.
    pub reason: String,
    /// Verb and path of the method, without version.
    pub method: String,
    /// The address it came from.
    pub address: String,
    /// The store it named.
    pub site: Option<String>,
}

pub(crate) const COLUMNS: &str = "request_id, created_at, key_id, reason, method, address, site";

/// Refusals that share a statement, at most.
const TOGETHER: usize = 256;

/// Keeps refusals; one that is kept already stays.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, refusals: &[Refusal]) -> Result<()> {
    for chunk in refusals.chunks(TOGETHER) {
        // Statements of a few lengths stay prepared; the last row fills one up, and is kept once.
        let last = chunk.last().into_iter().cycle();
        let rows = chunk.iter().chain(last).take(chunk.len().next_power_of_two());
        let mut sql = Sql::new(format!("INSERT INTO refusals ({COLUMNS}) VALUES "));
        for (place, row) in rows.enumerate() {
            let text = if place == 0 { "(?, ?, ?, ?, ?, ?, ?)" } else { ", (?, ?, ?, ?, ?, ?, ?)" };
            let values: [Value; 7] = [
                (&row.request_id).into(),
                row.created_at.into(),
                row.key_id.into(),
                (&row.reason).into(),
                (&row.method).into(),
                (&row.address).into(),
                row.site.as_ref().into(),
            ];
            sql = sql.push_with(text, values);
        }
        tx.execute(sql.push(" ON CONFLICT (request_id) DO NOTHING"))?;
    }
    Ok(())
}

/// The refusal of a request id.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, request_id: &str) -> Result<Option<Refusal>> {
    Ok(load(tx, Sql::new(format!("SELECT {COLUMNS} FROM refusals WHERE request_id = $1")).bind(request_id))?.pop())
}

/// The latest refusals, of one key or of all, newest first.
///
/// # Errors
/// The engine refused it.
pub fn latest(tx: &mut Tx<'_>, key: Option<i64>, count: i64) -> Result<Vec<Refusal>> {
    let mut sql = Sql::new(format!("SELECT {COLUMNS} FROM refusals"));
    if let Some(key) = key {
        sql = sql.push_with(" WHERE key_id = ?", [key.into()]);
    }
    load(tx, sql.push_with(" ORDER BY created_at DESC, request_id DESC LIMIT ?", [count.into()]))
}

/// Deletes refusals older than a given time, and all but about a given number of the latest.
///
/// # Errors
/// The engine refused it.
pub fn forget(tx: &mut Tx<'_>, before: i64, most: i64) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM refusals WHERE created_at < $1").bind(before))?;
    let oldest = "SELECT created_at FROM refusals ORDER BY created_at DESC LIMIT 1 OFFSET $1";
    tx.execute(Sql::new(format!("DELETE FROM refusals WHERE created_at < ({oldest})")).bind(most)).map(drop)
}

/// How many calls of a key were counted with an outcome in an hour since 1970 (UTC).
///
/// # Errors
/// The engine refused it.
pub fn counted(tx: &mut Tx<'_>, key: i64, outcome: &str, hour: i64) -> Result<i64> {
    let text = "SELECT CAST(COALESCE(SUM(calls), 0) AS BIGINT) FROM usage_hours WHERE key_id = $1 AND hour = $2 AND outcome = $3";
    tx.one(Sql::new(text).bind(key).bind(hour).bind(outcome), |row| row.int(0))
}

pub(crate) fn load(tx: &mut Tx<'_>, sql: Sql) -> Result<Vec<Refusal>> {
    tx.all(sql, |row| {
        Ok(Refusal {
            request_id: row.text(0)?,
            created_at: row.int(1)?,
            key_id: row.int(2)?,
            reason: row.text(3)?,
            method: row.text(4)?,
            address: row.text(5)?,
            site: row.maybe_text(6)?,
        })
    })
}
