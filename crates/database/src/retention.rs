//! What is kept for a time only: deleted in small steps once it is older, and what it takes on disk.

use crate::{Engine, Result, Sql, Tx, history_blocks};

/// Rows that are kept for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Histories of orders, customers and tasks.
    Histories,
    /// Refused calls.
    Refusals,
    /// Webhook messages and emails that were sent or given up.
    Deliveries,
    /// Calls by day and by IP address.
    Usage,
    /// Sessions of people; they end by rules of their own.
    Sessions,
}

/// A table, its key, and the column that says how old a row is; `per` is how many seconds one of its units is.
struct Part {
    table: &'static str,
    key: &'static str,
    age: &'static str,
    per: i64,
}

const fn part(table: &'static str, key: &'static str, age: &'static str, per: i64) -> Part {
    Part { table, key, age, per }
}

const DAY: i64 = 86_400;

impl Kind {
    /// Every kind, in the order of lists.
    pub const ALL: [Self; 5] = [Self::Histories, Self::Refusals, Self::Deliveries, Self::Usage, Self::Sessions];

    fn parts(self) -> &'static [Part] {
        const HISTORIES: [Part; 4] = [
            part("orders_history", "id", "created_at", 1),
            part("customers_history", "id", "created_at", 1),
            part("tasks_history", "id", "created_at", 1),
            part("packs_history", "id", "created_at", 1),
        ];
        const REFUSALS: [Part; 1] = [part("refusals", "request_id", "created_at", 1)];
        const DELIVERIES: [Part; 1] = [part("deliveries", "id", "finished_at", 1)];
        const USAGE: [Part; 2] =
            [part("usage_days", "key_id, day, method, outcome", "day", DAY), part("usage_addresses", "key_id, address", "last_at", 1)];
        match self {
            Self::Histories => &HISTORIES,
            Self::Refusals => &REFUSALS,
            Self::Deliveries => &DELIVERIES,
            Self::Usage => &USAGE,
            Self::Sessions => &[],
        }
    }

    /// Every table that its rows fill.
    fn tables(self) -> &'static [&'static str] {
        match self {
            Self::Histories => &["orders_history", "customers_history", "tasks_history"],
            Self::Refusals => &["refusals"],
            Self::Deliveries => &["deliveries", "delivery_attempts"],
            Self::Usage => &["usage_days", "usage_hours", "usage_addresses", "usage_store_hours"],
            Self::Sessions => &["sessions"],
        }
    }
}

/// Whether there are rows of before a moment, in Unix seconds.
///
/// # Errors
/// The engine refused it.
pub fn is_due(tx: &mut Tx<'_>, kind: Kind, before: i64) -> Result<bool> {
    for Part { table, age, per, .. } in kind.parts() {
        let sql = Sql::new(format!("SELECT 1 FROM {table} WHERE {age} < $1 LIMIT 1")).bind(before.div_euclid(*per));
        if tx.optional(sql, |row| row.int(0))?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Deletes some rows of before a moment, in Unix seconds, `limit` at most of each table; returns how many went.
///
/// # Errors
/// The engine refused it.
pub fn trim(tx: &mut Tx<'_>, kind: Kind, before: i64, limit: i64) -> Result<u64> {
    let mut gone = 0;
    for Part { table, key, age, per } in kind.parts() {
        let old = format!("SELECT {key} FROM {table} WHERE {age} < $1 ORDER BY {age} LIMIT $2");
        let sql = Sql::new(format!("DELETE FROM {table} WHERE ({key}) IN ({old})"));
        let sql = sql.bind(before.div_euclid(*per)).bind(limit);
        // What is counted beforehand of a history counts what is left.
        let Some(book) = history_blocks::BOOKS.into_iter().find(|book| book.table() == *table) else {
            gone += tx.execute(sql)?;
            continue;
        };
        let ids = tx.all(sql.push(" RETURNING id"), |row| row.int(0))?;
        history_blocks::recount(tx, book, &ids)?;
        gone += ids.len() as u64;
    }
    Ok(gone)
}

/// The moment of the oldest row, in Unix seconds; none where there is none.
///
/// # Errors
/// The engine refused it.
pub fn oldest(tx: &mut Tx<'_>, kind: Kind) -> Result<Option<i64>> {
    let mut oldest: Option<i64> = None;
    for Part { table, age, per, .. } in kind.parts() {
        let found = tx.one(Sql::new(format!("SELECT min({age}) FROM {table}")), |row| row.maybe_int(0))?.map(|found| found * per);
        oldest = [oldest, found].into_iter().flatten().min();
    }
    Ok(oldest)
}

/// What the rows of a kind take on disk with their indexes, in bytes. SQLite reads their pages for it.
///
/// # Errors
/// The engine refused it.
pub fn size(tx: &mut Tx<'_>, kind: Kind) -> Result<i64> {
    let names = kind.tables().iter().map(|table| format!("'{table}'")).collect::<Vec<_>>().join(", ");
    tx.number(Sql::new(match tx.engine() {
        Engine::Sqlite => format!(
            "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE aggregate = 1 AND name IN (SELECT name FROM sqlite_schema WHERE tbl_name IN ({names}))"
        ),
        Engine::Postgres => format!(
            "SELECT CAST(coalesce(sum(pg_total_relation_size(tables.oid)), 0) AS BIGINT)
             FROM pg_class tables WHERE tables.relnamespace = current_schema()::regnamespace AND tables.relname IN ({names})"
        ),
    }))
}

/// What the whole database takes on disk, in bytes.
///
/// # Errors
/// The engine refused it.
pub fn whole(tx: &mut Tx<'_>) -> Result<i64> {
    tx.number(match tx.engine() {
        Engine::Sqlite => "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        Engine::Postgres => "SELECT pg_database_size(current_database())",
    })
}
