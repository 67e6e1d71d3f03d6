//! Which note stands above the others on a customer's card.

use crate::{Result, Sql, Tx};

/// The note that is pinned on a customer; it may be gone, or of another customer by now.
///
/// # Errors
/// The engine refused it.
pub fn pinned(tx: &mut Tx<'_>, customer: i64) -> Result<Option<i64>> {
    tx.optional(Sql::new("SELECT p.note_id FROM pinned_notes p WHERE p.customer_id = $1").bind(customer), |row| row.int(0))
}

/// Pins a note on a customer, or none.
///
/// # Errors
/// The engine refused it.
pub fn pin(tx: &mut Tx<'_>, customer: i64, note: Option<i64>) -> Result<()> {
    let Some(note) = note else {
        return tx.execute(Sql::new("DELETE FROM pinned_notes WHERE customer_id = $1").bind(customer)).map(drop);
    };
    let sql = Sql::new(
        "INSERT INTO pinned_notes (customer_id, note_id) VALUES ($1, $2) ON CONFLICT (customer_id) DO UPDATE SET note_id = excluded.note_id",
    );
    tx.execute(sql.bind(customer).bind(note)).map(drop)
}
