//! When orders came to a store, as its page and the list of stores show it.

use crate::{Result, Sql, Tx};

/// An order, as briefly as lists name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// Internal id.
    pub id: i64,
    /// The number people know it by.
    pub number: String,
    /// When it was made, in Unix seconds.
    pub created_at: i64,
}

/// The newest order of a store.
///
/// # Errors
/// The engine refused it.
pub fn last_order(tx: &mut Tx<'_>, site: i64) -> Result<Option<Brief>> {
    let text = "SELECT id, number, created_at FROM orders WHERE site_id = $1 AND merged_into IS NULL
                ORDER BY created_at DESC, id DESC LIMIT 1";
    tx.optional(Sql::new(text).bind(site), |row| Ok(Brief { id: row.int(0)?, number: row.text(1)?, created_at: row.int(2)? }))
}

/// The days (since 1970, UTC) from one moment to another, in Unix seconds, on which orders came to a store.
///
/// # Errors
/// The engine refused it.
pub fn order_days(tx: &mut Tx<'_>, site: i64, from: i64, to: i64) -> Result<Vec<i64>> {
    let text = "SELECT DISTINCT created_at / 86400 FROM orders
                WHERE site_id = $1 AND merged_into IS NULL AND created_at >= $2 AND created_at <= $3";
    tx.all(Sql::new(text).bind(site).bind(from).bind(to), |row| row.int(0))
}
