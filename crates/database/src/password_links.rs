//! Links by which people who forgot their password choose another one.

use crate::{Result, Sql, Tx};

/// Gives a person a link, by the hash of its token, in place of any earlier one; `now` is in Unix seconds.
///
/// # Errors
/// The engine refused it.
pub fn set(tx: &mut Tx<'_>, user: i64, hash: &[u8; 32], now: i64) -> Result<()> {
    tx.execute(
        Sql::new(
            "INSERT INTO password_links (user_id, token_hash, created_at) VALUES ($1, $2, $3)
             ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at",
        )
        .bind(user)
        .bind(&hash[..])
        .bind(now),
    )
    .map(drop)
}

/// Whose link it is, and since when, in Unix seconds.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<Option<(i64, i64)>> {
    tx.optional(Sql::new("SELECT user_id, created_at FROM password_links WHERE token_hash = $1").bind(&hash[..]), |row| {
        Ok((row.int(0)?, row.int(1)?))
    })
}

/// Removes a person's link.
///
/// # Errors
/// The engine refused it.
pub fn remove(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM password_links WHERE user_id = $1").bind(user)).map(drop)
}
