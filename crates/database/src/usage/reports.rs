//! Reading how keys are used.

use crate::{Result, Row, Sql, Tx};

use super::write::Counts;

/// Counts of one span of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The hour since 1970 (UTC), or the day since 1970 in the account's zone.
    pub span: i64,
    /// The method, by its path without version.
    pub method: String,
    /// What came of the calls.
    pub outcome: String,
    /// The counts.
    pub counts: Counts,
}

/// The last call of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// The key.
    pub key: i64,
    /// When, in Unix seconds.
    pub at: i64,
    /// From where.
    pub address: String,
    /// What the client called itself.
    pub agent: String,
    /// Where the token was: `header`, `bearer`, `query`, `body`.
    pub transport: String,
    /// The method, by its path without version.
    pub method: String,
    /// What came of it.
    pub outcome: String,
}

/// An address from which a key was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The address.
    pub address: String,
    /// When it was first seen, in Unix seconds.
    pub first_at: i64,
    /// When it was last seen, in Unix seconds.
    pub last_at: i64,
    /// How many calls came from it.
    pub calls: i64,
}

/// The counts of a key from an hour on, oldest first.
///
/// # Errors
/// The engine refused it.
pub fn by_hour(tx: &mut Tx<'_>, key: i64, from: i64) -> Result<Vec<Line>> {
    let text = "SELECT hour, method, outcome, calls, in_url, micros, slowest FROM usage_hours
                WHERE key_id = $1 AND hour >= $2 ORDER BY hour, method, outcome";
    tx.all(Sql::new(text).bind(key).bind(from), line)
}

/// The counts of a key from a day on, oldest first.
///
/// # Errors
/// The engine refused it.
pub fn by_day(tx: &mut Tx<'_>, key: i64, from: i64) -> Result<Vec<Line>> {
    let text = "SELECT day, method, outcome, calls, in_url, micros, slowest FROM usage_days
                WHERE key_id = $1 AND day >= $2 ORDER BY day, method, outcome";
    tx.all(Sql::new(text).bind(key).bind(from), line)
}

/// The last call of a key, if it was ever used.
///
/// # Errors
/// The engine refused it.
pub fn last(tx: &mut Tx<'_>, key: i64) -> Result<Option<Last>> {
    let text = "SELECT key_id, at, address, agent, transport, method, outcome FROM usage_last WHERE key_id = $1";
    tx.optional(Sql::new(text).bind(key), |row| {
        Ok(Last {
            key: row.int(0)?,
            at: row.int(1)?,
            address: row.text(2)?,
            agent: row.text(3)?,
            transport: row.text(4)?,
            method: row.text(5)?,
            outcome: row.text(6)?,
        })
    })
}

/// The keys that were used since a moment.
///
/// # Errors
/// The engine refused it.
pub fn used_since(tx: &mut Tx<'_>, moment: i64) -> Result<Vec<i64>> {
    tx.all(Sql::new("SELECT key_id FROM usage_last WHERE at >= $1 ORDER BY key_id").bind(moment), |row| row.int(0))
}

/// The addresses a key was used from since a moment, the last one first.
///
/// # Errors
/// The engine refused it.
pub fn addresses(tx: &mut Tx<'_>, key: i64, since: i64, limit: i64) -> Result<Vec<Seen>> {
    let text = "SELECT address, first_at, last_at, calls FROM usage_addresses WHERE key_id = $1 AND last_at >= $2
                ORDER BY last_at DESC, address LIMIT $3";
    tx.all(Sql::new(text).bind(key).bind(since).bind(limit), |row| {
        Ok(Seen { address: row.text(0)?, first_at: row.int(1)?, last_at: row.int(2)?, calls: row.int(3)? })
    })
}

/// The stores that calls of a key named (0: none): store, last moment, calls.
///
/// # Errors
/// The engine refused it.
pub fn named_sites(tx: &mut Tx<'_>, key: i64) -> Result<Vec<(i64, i64, i64)>> {
    let text = "SELECT site_id, last_at, calls FROM usage_sites WHERE key_id = $1 ORDER BY site_id";
    tx.all(Sql::new(text).bind(key), |row| Ok((row.int(0)?, row.int(1)?, row.int(2)?)))
}

/// Since when calls are counted, in Unix seconds; `None` before the first server has run.
///
/// # Errors
/// The engine refused it.
pub fn counted_since(tx: &mut Tx<'_>) -> Result<Option<i64>> {
    tx.optional("SELECT at FROM usage_marks WHERE name = 'counted-since'", |row| row.int(0))
}

fn line(row: &Row<'_>) -> Result<Line> {
    let counts = Counts { calls: row.int(3)?, in_url: row.int(4)?, micros: row.int(5)?, slowest: row.int(6)? };
    Ok(Line { span: row.int(0)?, method: row.text(1)?, outcome: row.text(2)?, counts })
}
