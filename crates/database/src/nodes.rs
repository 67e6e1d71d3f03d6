//! Running nodes, and how far each has read what is kept in memory.

use crate::{Result, Sql, Tx};

/// The count of changes to keys and the house.
///
/// # Errors
/// The engine refused it.
pub fn generation(tx: &mut Tx<'_>) -> Result<i64> {
    tx.number("SELECT value FROM generations")
}

/// Tells that a node is alive (`now` in Unix seconds) and has read up to `generation`.
///
/// # Errors
/// The engine refused it.
pub fn report(tx: &mut Tx<'_>, id: &str, now: i64, generation: i64) -> Result<()> {
    tx.execute(
        Sql::new(
            "INSERT INTO nodes (id, seen_at, generation) VALUES ($1, $2, $3)
             ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at, generation = excluded.generation",
        )
        .bind(id)
        .bind(now)
        .bind(generation),
    )
    .map(drop)
}

/// Takes a node off the list.
///
/// # Errors
/// The engine refused it.
pub fn leave(tx: &mut Tx<'_>, id: &str) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM nodes WHERE id = $1").bind(id)).map(drop)
}

/// How many nodes seen since `since` (Unix seconds) have not read up to `generation`.
///
/// # Errors
/// The engine refused it.
pub fn behind(tx: &mut Tx<'_>, generation: i64, since: i64) -> Result<i64> {
    tx.number(Sql::new("SELECT count(*) FROM nodes WHERE generation < $1 AND seen_at >= $2").bind(generation).bind(since))
}
