//! Which seal the secrets in this database are sealed under.

use crate::{Result, Sql, Tx};

const VERSION: i64 = 1;

/// The fingerprint of the seal that was used last; `None` while nothing has been sealed.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>) -> Result<Option<Vec<u8>>> {
    tx.optional(Sql::new("SELECT fingerprint FROM seals WHERE version = $1").bind(VERSION), |row| row.bytes(0))
}

/// Notes the seal that is used.
///
/// # Errors
/// The engine refused it.
pub fn keep(tx: &mut Tx<'_>, fingerprint: &[u8; 32]) -> Result<()> {
    tx.execute(
        Sql::new(
            "INSERT INTO seals (version, fingerprint) VALUES ($1, $2)
             ON CONFLICT (version) DO UPDATE SET fingerprint = excluded.fingerprint",
        )
        .bind(VERSION)
        .bind(&fingerprint[..]),
    )
    .map(drop)
}

/// Whether anything in this database is sealed, also from before seals were noted.
///
/// # Errors
/// The engine refused it.
pub fn are_in_use(tx: &mut Tx<'_>) -> Result<bool> {
    let text = "SELECT 1 WHERE EXISTS (SELECT 1 FROM seals) OR EXISTS (SELECT 1 FROM webhooks WHERE secret <> '')";
    Ok(tx.optional(text, |row| row.int(0))?.is_some())
}
