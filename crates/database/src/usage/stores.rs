//! Calls by store: what is counted for each, and when the last one came.

use crate::{Result, Sql, Tx};

/// Calls for a store by one key in one hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoreCalls {
    /// The store.
    pub site: i64,
    /// The hour since 1970, UTC.
    pub hour: i64,
    /// The key.
    pub key: i64,
    /// All calls.
    pub calls: i64,
    /// Those that were refused.
    pub refused: i64,
    /// Those that were let in and not answered as asked.
    pub failed: i64,
    /// When the last one came, in Unix seconds.
    pub last_at: i64,
}

/// The calls for a store from an hour on, oldest first.
///
/// # Errors
/// The engine refused it.
pub fn store_hours(tx: &mut Tx<'_>, site: i64, from: i64) -> Result<Vec<StoreCalls>> {
    let text = "SELECT site_id, hour, key_id, calls, refused, failed, last_at FROM usage_store_hours
                WHERE site_id = $1 AND hour >= $2 ORDER BY hour, key_id";
    tx.all(Sql::new(text).bind(site).bind(from), |row| {
        Ok(StoreCalls {
            site: row.int(0)?,
            hour: row.int(1)?,
            key: row.int(2)?,
            calls: row.int(3)?,
            refused: row.int(4)?,
            failed: row.int(5)?,
            last_at: row.int(6)?,
        })
    })
}

/// The days (since 1970, UTC) from one hour to another on which a store was called.
///
/// # Errors
/// The engine refused it.
pub fn store_days(tx: &mut Tx<'_>, site: i64, from: i64, to: i64) -> Result<Vec<i64>> {
    let text = "SELECT DISTINCT hour / 24 FROM usage_store_hours WHERE site_id = $1 AND hour >= $2 AND hour <= $3 AND calls > refused";
    tx.all(Sql::new(text).bind(site).bind(from).bind(to), |row| row.int(0))
}

/// The last call of each store that was ever called: store, moment in Unix seconds, key.
///
/// # Errors
/// The engine refused it.
pub fn store_last(tx: &mut Tx<'_>) -> Result<Vec<(i64, i64, i64)>> {
    tx.all("SELECT site_id, at, key_id FROM usage_store_last ORDER BY site_id", |row| Ok((row.int(0)?, row.int(1)?, row.int(2)?)))
}

/// All calls by outcome and day (since 1970, in the account's zone) from a day on.
///
/// # Errors
/// The engine refused it.
pub fn all_days(tx: &mut Tx<'_>, from: i64) -> Result<Vec<(i64, String, i64)>> {
    let text =
        "SELECT day, outcome, CAST(sum(calls) AS BIGINT) FROM usage_days WHERE day >= $1 GROUP BY day, outcome ORDER BY day, outcome";
    tx.all(Sql::new(text).bind(from), |row| Ok((row.int(0)?, row.text(1)?, row.int(2)?)))
}

/// All calls from an hour (since 1970, UTC) on, by outcome.
///
/// # Errors
/// The engine refused it.
pub fn all_hours(tx: &mut Tx<'_>, from: i64) -> Result<Vec<(String, i64)>> {
    let text = "SELECT outcome, CAST(sum(calls) AS BIGINT) FROM usage_hours WHERE hour >= $1 GROUP BY outcome ORDER BY outcome";
    tx.all(Sql::new(text).bind(from), |row| Ok((row.text(0)?, row.int(1)?)))
}

/// The key of the last call of all, and when it came, in Unix seconds.
///
/// # Errors
/// The engine refused it.
pub fn newest_call(tx: &mut Tx<'_>) -> Result<Option<(i64, i64)>> {
    tx.optional("SELECT key_id, at FROM usage_last ORDER BY at DESC, key_id LIMIT 1", |row| Ok((row.int(0)?, row.int(1)?)))
}

/// The calls of each key from an hour (since 1970, UTC) on.
///
/// # Errors
/// The engine refused it.
pub fn by_key(tx: &mut Tx<'_>, from: i64) -> Result<Vec<(i64, i64)>> {
    let text = "SELECT key_id, CAST(sum(calls) AS BIGINT) FROM usage_hours WHERE hour >= $1 GROUP BY key_id ORDER BY key_id";
    tx.all(Sql::new(text).bind(from), |row| Ok((row.int(0)?, row.int(1)?)))
}
