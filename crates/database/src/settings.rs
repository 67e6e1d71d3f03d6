//! Settings of the account: a name, a text, and when it was set.

use crate::{Result, Sql, Tx};

/// Every setting: name, value, when it was set (Unix seconds).
///
/// # Errors
/// The engine refused it.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<(String, String, i64)>> {
    tx.all("SELECT name, value, updated_at FROM settings ORDER BY name", |row| Ok((row.text(0)?, row.text(1)?, row.int(2)?)))
}

/// Sets one.
///
/// # Errors
/// The engine refused it.
pub fn set(tx: &mut Tx<'_>, name: &str, value: &str, now: i64) -> Result<()> {
    tx.touch_house()?;
    tx.execute(
        Sql::new(
            "INSERT INTO settings (name, value, updated_at) VALUES ($1, $2, $3)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
        )
        .bind(name)
        .bind(value)
        .bind(now),
    )
    .map(drop)
}
