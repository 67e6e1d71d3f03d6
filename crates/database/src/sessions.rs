//! Who is signed in to the pages.

use crate::{Result, Sql, Tx};

/// A session. Times are in Unix seconds.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// The person.
    pub user: i64,
    /// When they signed in.
    pub created_at: i64,
    /// When they were last seen, within a few minutes.
    pub seen_at: i64,
}

/// Begins a session; `hash` is that of its token.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, hash: &[u8], user: i64, now: i64) -> Result<()> {
    tx.execute(
        Sql::new("INSERT INTO sessions (token_hash, user_id, created_at, seen_at) VALUES ($1, $2, $3, $4)")
            .bind(hash)
            .bind(user)
            .bind(now)
            .bind(now),
    )
    .map(drop)
}

/// The session of a token's hash.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, hash: &[u8]) -> Result<Option<Session>> {
    tx.optional(Sql::new("SELECT user_id, created_at, seen_at FROM sessions WHERE token_hash = $1").bind(hash), |row| {
        Ok(Session { user: row.int(0)?, created_at: row.int(1)?, seen_at: row.int(2)? })
    })
}

/// Notes that somebody was seen.
///
/// # Errors
/// The engine refused it.
pub fn seen(tx: &mut Tx<'_>, hash: &[u8], now: i64) -> Result<()> {
    tx.execute(Sql::new("UPDATE sessions SET seen_at = $1 WHERE token_hash = $2").bind(now).bind(hash)).map(drop)
}

/// Ends a session.
///
/// # Errors
/// The engine refused it.
pub fn end(tx: &mut Tx<'_>, hash: &[u8]) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM sessions WHERE token_hash = $1").bind(hash)).map(drop)
}

/// Ends every session of a person.
///
/// # Errors
/// The engine refused it.
pub fn end_all(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM sessions WHERE user_id = $1").bind(user)).map(drop)
}

/// Ends every session that began before the one moment or was last seen before the other.
///
/// # Errors
/// The engine refused it.
pub fn end_old(tx: &mut Tx<'_>, began_before: i64, seen_before: i64) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM sessions WHERE created_at < $1 OR seen_at < $2").bind(began_before).bind(seen_before)).map(drop)
}
