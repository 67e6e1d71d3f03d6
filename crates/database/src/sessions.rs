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

/// Where a session begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The IP address.
    pub address: String,
    /// The browser, as it names itself.
    pub agent: String,
}

/// A session in the list of a person's sessions. Times are in Unix seconds.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The hash of its token.
    pub hash: Vec<u8>,
    /// When it began.
    pub created_at: i64,
    /// When it was last used, within a few minutes.
    pub seen_at: i64,
    /// Where it began; empty for sessions from before this was kept.
    pub place: Place,
}

/// Begins a session; `hash` is that of its token.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, hash: &[u8], user: i64, place: &Place, now: i64) -> Result<()> {
    tx.execute(
        Sql::new("INSERT INTO sessions (token_hash, user_id, created_at, seen_at, address, agent) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(hash)
            .bind(user)
            .bind(now)
            .bind(now)
            .bind(&place.address)
            .bind(&place.agent),
    )
    .map(drop)
}

/// The sessions of a person that began and were seen since these moments, the one seen last first.
///
/// # Errors
/// The engine refused it.
pub fn of_person(tx: &mut Tx<'_>, user: i64, began_since: i64, seen_since: i64) -> Result<Vec<Line>> {
    let text = "SELECT token_hash, created_at, seen_at, address, agent FROM sessions
                WHERE user_id = $1 AND created_at >= $2 AND seen_at >= $3 ORDER BY seen_at DESC, created_at DESC";
    tx.all(Sql::new(text).bind(user).bind(began_since).bind(seen_since), |row| {
        let place = Place { address: row.text(3)?, agent: row.text(4)? };
        Ok(Line { hash: row.bytes(0)?, created_at: row.int(1)?, seen_at: row.int(2)?, place })
    })
}

/// Ends every session of a person but the one with this hash; returns how many ended.
///
/// # Errors
/// The engine refused it.
pub fn end_others(tx: &mut Tx<'_>, user: i64, hash: &[u8]) -> Result<u64> {
    tx.execute(Sql::new("DELETE FROM sessions WHERE user_id = $1 AND token_hash <> $2").bind(user).bind(hash))
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

/// Records the last use of a session.
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
