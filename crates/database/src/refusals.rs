//! Calls that were refused, found by the id that was answered with them.

use crate::{Result, Sql, Tx};

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

const COLUMNS: &str = "request_id, created_at, key_id, reason, method, address, site";

/// Keeps refusals; one that is kept already stays.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, refusals: &[Refusal]) -> Result<()> {
    for refusal in refusals {
        let text = format!("INSERT INTO refusals ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (request_id) DO NOTHING");
        tx.execute(
            Sql::new(text)
                .bind(&refusal.request_id)
                .bind(refusal.created_at)
                .bind(refusal.key_id)
                .bind(&refusal.reason)
                .bind(&refusal.method)
                .bind(&refusal.address)
                .bind(refusal.site.as_ref()),
        )?;
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

/// Forgets refusals from before a moment.
///
/// # Errors
/// The engine refused it.
pub fn forget(tx: &mut Tx<'_>, before: i64) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM refusals WHERE created_at < $1").bind(before)).map(drop)
}

fn load(tx: &mut Tx<'_>, sql: Sql) -> Result<Vec<Refusal>> {
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
