//! Running nodes, and how far each has read what is kept in memory.
//!
//! Times here come from the database, because the clocks of several machines differ.

use crate::{Engine, Result, Sql, Tx};

/// For how many seconds a node counts as running after it has last reported, where nodes share a PostgreSQL server.
/// A node that cannot report stops answering earlier. An embedded database has at most one node, and a
/// lock on a file shows whether it runs.
pub const LEASE: i64 = 15;

/// The count of changes to keys and the account.
///
/// # Errors
/// The engine refused it.
pub fn generation(tx: &mut Tx<'_>) -> Result<i64> {
    tx.number("SELECT value FROM generations")
}

/// Records that a node is alive and has read up to `generation`.
///
/// # Errors
/// The engine refused it.
pub fn report(tx: &mut Tx<'_>, id: &str, generation: i64) -> Result<()> {
    let now = now(tx);
    tx.execute(
        Sql::new(format!(
            "INSERT INTO nodes (id, generation, seen_at) VALUES ($1, $2, {now})
             ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at, generation = excluded.generation"
        ))
        .bind(id)
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

/// Takes nodes off the list that ended without leaving. On SQLite it is for the one node that holds the lock, and
/// removes them all.
///
/// # Errors
/// The engine refused it.
pub fn clear(tx: &mut Tx<'_>) -> Result<()> {
    match tx.engine() {
        Engine::Sqlite => tx.execute("DELETE FROM nodes"),
        Engine::Postgres => {
            let now = now(tx);
            tx.execute(Sql::new(format!("DELETE FROM nodes WHERE seen_at < {now} - 4 * {LEASE}")))
        }
    }
    .map(drop)
}

/// The number of running nodes that have not read up to `generation`, without the calling node.
///
/// # Errors
/// The engine refused it.
pub fn behind(tx: &mut Tx<'_>, generation: i64, asking: &str) -> Result<i64> {
    let behind = Sql::new("SELECT count(*) FROM nodes WHERE generation < $1 AND id <> $2").bind(generation).bind(asking);
    match tx.engine() {
        Engine::Sqlite => tx.number(behind),
        Engine::Postgres => {
            let now = now(tx);
            tx.number(behind.push(&format!(" AND seen_at >= {now} - {LEASE}")))
        }
    }
}

/// How many nodes run: on PostgreSQL, those that have reported within the lease.
///
/// # Errors
/// The engine refused it.
pub fn running(tx: &mut Tx<'_>) -> Result<i64> {
    match tx.engine() {
        Engine::Sqlite => tx.number("SELECT count(*) FROM nodes"),
        Engine::Postgres => {
            let now = now(tx);
            tx.number(Sql::new(format!("SELECT count(*) FROM nodes WHERE seen_at >= {now} - {LEASE}")))
        }
    }
}

/// Sets the count of changes to a number that is past every one that was read.
///
/// # Errors
/// The engine refused it.
pub fn set_generation(tx: &mut Tx<'_>, generation: i64) -> Result<()> {
    tx.execute(Sql::new("UPDATE generations SET value = $1").bind(generation)).map(drop)
}

/// The database's clock in whole Unix seconds, as an expression.
fn now(tx: &Tx<'_>) -> &'static str {
    match tx.engine() {
        Engine::Sqlite => "unixepoch()",
        Engine::Postgres => "CAST(floor(extract(epoch FROM clock_timestamp())) AS BIGINT)",
    }
}
