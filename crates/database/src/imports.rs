//! Imports of orders and customers from files: the file in pieces, what its rows did, and how columns were read before.

use crate::{Result, Row, Scope, Sql, Tx};

/// An import. Times are in Unix seconds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// Internal id.
    pub id: i64,
    /// The store.
    pub site: i64,
    /// The user; none for the command line.
    pub user: Option<i64>,
    /// `orders` or `customers`.
    pub kind: String,
    /// The name of the file.
    pub file: String,
    /// Its encoding, such as `UTF-8`.
    pub encoding: String,
    /// What separates its columns.
    pub separator: String,
    /// Its header, what its columns become, and what is done with rows that exist: JSON.
    pub plan: String,
    /// `uploaded`, `checking`, `checked`, `running`, `stopped`, `done`, `failed`, `undoing` or `undone`.
    pub state: String,
    /// Rows of the file, without its header.
    pub total: i64,
    /// The line up to which the file was checked, imported or undone.
    pub done: i64,
    /// Orders or customers that were added.
    pub added: i64,
    /// Those that were changed.
    pub changed: i64,
    /// Those that stayed as they were.
    pub same: i64,
    /// Rows that were refused.
    pub refused: i64,
    /// The first faults, JSON.
    pub faults: String,
    /// When a server or a command last worked on it.
    pub seen_at: i64,
    /// When it was begun.
    pub created_at: i64,
    /// When it ended.
    pub ended_at: Option<i64>,
}

/// What a row of the file did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The line of the file that it begins at.
    pub line: i64,
    /// `added` or `changed`.
    pub action: String,
    /// The order or customer.
    pub subject: i64,
    /// The newest row of its history right after.
    pub history: i64,
    /// The customer that was made with an order, and the newest row of the history of the customer.
    pub buyer: Option<(i64, i64)>,
    /// What was there before and after, JSON.
    pub body: String,
}

const COLUMNS: &str = "i.id, i.site_id, i.user_id, i.kind, i.file, i.encoding, i.separator, i.plan, i.state, i.total, i.done, i.added,
    i.changed, i.same, i.refused, i.faults, i.seen_at, i.created_at, i.ended_at";

fn read(row: &Row<'_>) -> Result<Import> {
    Ok(Import {
        id: row.int(0)?,
        site: row.int(1)?,
        user: row.maybe_int(2)?,
        kind: row.text(3)?,
        file: row.text(4)?,
        encoding: row.text(5)?,
        separator: row.text(6)?,
        plan: row.text(7)?,
        state: row.text(8)?,
        total: row.int(9)?,
        done: row.int(10)?,
        added: row.int(11)?,
        changed: row.int(12)?,
        same: row.int(13)?,
        refused: row.int(14)?,
        faults: row.text(15)?,
        seen_at: row.int(16)?,
        created_at: row.int(17)?,
        ended_at: row.maybe_int(18)?,
    })
}

/// Adds an import and returns its id; `import.id` is not read.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, import: &Import) -> Result<i64> {
    let sql = Sql::new(
        "INSERT INTO imports (site_id, user_id, kind, file, encoding, separator, plan, state, total, done, added, changed, same, refused,
         faults, seen_at, created_at, ended_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) RETURNING id",
    );
    tx.number(bound(sql.bind(import.site).bind(import.user).bind(&import.kind).bind(&import.file), import))
}

/// Saves an import: everything but its store, its user and its file.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, import: &Import) -> Result<()> {
    let sql = Sql::new(
        "UPDATE imports SET encoding = $1, separator = $2, plan = $3, state = $4, total = $5, done = $6, added = $7, changed = $8,
         same = $9, refused = $10, faults = $11, seen_at = $12, created_at = $13, ended_at = $14 WHERE id = $15",
    );
    tx.execute(bound(sql, import).bind(import.id)).map(drop)
}

fn bound(sql: Sql, import: &Import) -> Sql {
    sql.bind(&import.encoding)
        .bind(&import.separator)
        .bind(&import.plan)
        .bind(&import.state)
        .bind(import.total)
        .bind(import.done)
        .bind(import.added)
        .bind(import.changed)
        .bind(import.same)
        .bind(import.refused)
        .bind(&import.faults)
        .bind(import.seen_at)
        .bind(import.created_at)
        .bind(import.ended_at)
}

/// An import of a store within the scope.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, scope: &Scope, id: i64) -> Result<Option<Import>> {
    let sql = Sql::new(format!("SELECT {COLUMNS} FROM imports i WHERE i.id = $1")).bind(id);
    tx.optional(sql.within_sites("i", &scope.sites), read)
}

/// An import of a store within the scope, locked until this transaction ends.
///
/// # Errors
/// The engine refused it.
pub fn take(tx: &mut Tx<'_>, scope: &Scope, id: i64) -> Result<Option<Import>> {
    tx.execute(Sql::new("UPDATE imports SET state = state WHERE id = $1").bind(id))?;
    find(tx, scope, id)
}

/// Imports of stores within the scope, the newest first.
///
/// # Errors
/// The engine refused it.
pub fn list(tx: &mut Tx<'_>, scope: &Scope, limit: i64) -> Result<Vec<Import>> {
    let sql = Sql::new(format!("SELECT {COLUMNS} FROM imports i WHERE 1 = 1")).within_sites("i", &scope.sites);
    tx.all(sql.push_with(" ORDER BY i.id DESC LIMIT ?", [limit.into()]), read)
}

/// Imports that are to be worked on and that nothing has worked on since `before`.
///
/// # Errors
/// The engine refused it.
pub fn waiting(tx: &mut Tx<'_>, before: i64) -> Result<Vec<i64>> {
    let sql = Sql::new("SELECT id FROM imports WHERE state IN ('checking', 'running', 'undoing') AND seen_at < $1 ORDER BY id");
    tx.all(sql.bind(before), |row| row.int(0))
}

/// Notes that an import was worked on.
///
/// # Errors
/// The engine refused it.
pub fn seen(tx: &mut Tx<'_>, id: i64, now: i64) -> Result<()> {
    tx.execute(Sql::new("UPDATE imports SET seen_at = $1 WHERE id = $2").bind(now).bind(id)).map(drop)
}

/// Adds a piece of the file.
///
/// # Errors
/// The engine refused it.
pub fn add_part(tx: &mut Tx<'_>, import: i64, part: i64, bytes: &[u8]) -> Result<()> {
    let sql = Sql::new("INSERT INTO import_parts (import_id, part, bytes) VALUES ($1, $2, $3)");
    tx.execute(sql.bind(import).bind(part).bind(bytes)).map(drop)
}

/// A piece of the file; none after the last one.
///
/// # Errors
/// The engine refused it.
pub fn part(tx: &mut Tx<'_>, import: i64, part: i64) -> Result<Option<Vec<u8>>> {
    let sql = Sql::new("SELECT bytes FROM import_parts WHERE import_id = $1 AND part = $2");
    tx.optional(sql.bind(import).bind(part), |row| row.bytes(0))
}

/// Keeps rows that were refused, as JSON, by the line of the file that they begin at.
///
/// # Errors
/// The engine refused it.
pub fn add_refused(tx: &mut Tx<'_>, import: i64, line: i64, body: &str) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO import_refused (import_id, line, body) VALUES ($1, $2, $3)
         ON CONFLICT (import_id, line) DO UPDATE SET body = excluded.body",
    );
    tx.execute(sql.bind(import).bind(line).bind(body)).map(drop)
}

/// Some rows that were refused after a line, with their lines, in the order of the file.
///
/// # Errors
/// The engine refused it.
pub fn refused_after(tx: &mut Tx<'_>, import: i64, line: i64, limit: i64) -> Result<Vec<(i64, String)>> {
    let text = "SELECT r.line, r.body FROM import_refused r WHERE r.import_id = $1 AND r.line > $2 ORDER BY r.line LIMIT $3";
    tx.all(Sql::new(text).bind(import).bind(line).bind(limit), |row| Ok((row.int(0)?, row.text(1)?)))
}

/// Forgets the rows that were refused.
///
/// # Errors
/// The engine refused it.
pub fn drop_refused(tx: &mut Tx<'_>, import: i64) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM import_refused WHERE import_id = $1").bind(import)).map(drop)
}

/// Deletes the file.
///
/// # Errors
/// The engine refused it.
pub fn drop_parts(tx: &mut Tx<'_>, import: i64) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM import_parts WHERE import_id = $1").bind(import)).map(drop)
}

/// Notes what a row did.
///
/// # Errors
/// The engine refused it; the row was noted before.
pub fn add_row(tx: &mut Tx<'_>, import: i64, row: &Imported) -> Result<()> {
    tx.execute(
        Sql::new(
            "INSERT INTO import_rows (import_id, line, action, subject_id, history_id, buyer_id, buyer_history_id, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(import)
        .bind(row.line)
        .bind(&row.action)
        .bind(row.subject)
        .bind(row.history)
        .bind(row.buyer.map(|(buyer, _)| buyer))
        .bind(row.buyer.map(|(_, history)| history))
        .bind(&row.body),
    )
    .map(drop)
}

/// What the last rows before a line did, the last first.
///
/// # Errors
/// The engine refused it.
pub fn rows_before(tx: &mut Tx<'_>, import: i64, line: i64, limit: i64) -> Result<Vec<Imported>> {
    let sql = Sql::new(
        "SELECT line, action, subject_id, history_id, buyer_id, buyer_history_id, body FROM import_rows
         WHERE import_id = $1 AND line < $2 ORDER BY line DESC LIMIT $3",
    );
    tx.all(sql.bind(import).bind(line).bind(limit), |row| {
        Ok(Imported {
            line: row.int(0)?,
            action: row.text(1)?,
            subject: row.int(2)?,
            history: row.int(3)?,
            buyer: row.maybe_int(4)?.zip(row.maybe_int(5)?),
            body: row.text(6)?,
        })
    })
}

/// Deletes an import, its file and what is noted of its rows. Orders and customers stay.
///
/// # Errors
/// The engine refused it.
pub fn delete(tx: &mut Tx<'_>, import: i64) -> Result<()> {
    for table in ["import_parts", "import_rows"] {
        tx.execute(Sql::new(format!("DELETE FROM {table} WHERE import_id = $1")).bind(import))?;
    }
    tx.execute(Sql::new("DELETE FROM imports WHERE id = $1").bind(import)).map(drop)
}

/// Imports that were begun before a moment, some at most.
///
/// # Errors
/// The engine refused it.
pub fn begun_before(tx: &mut Tx<'_>, before: i64) -> Result<Vec<i64>> {
    tx.all(Sql::new("SELECT id FROM imports WHERE created_at < $1 ORDER BY id LIMIT 20").bind(before), |row| row.int(0))
}

/// Remembers what the columns of a header became.
///
/// # Errors
/// The engine refused it.
pub fn remember(tx: &mut Tx<'_>, user: i64, kind: &str, header: &str, plan: &str) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO import_columns (user_id, kind, header, plan) VALUES ($1, $2, $3, $4)
         ON CONFLICT (user_id, kind, header) DO UPDATE SET plan = excluded.plan",
    );
    tx.execute(sql.bind(user).bind(kind).bind(header).bind(plan)).map(drop)
}

/// What the columns of a header became when the user last imported it.
///
/// # Errors
/// The engine refused it.
pub fn remembered(tx: &mut Tx<'_>, user: i64, kind: &str, header: &str) -> Result<Option<String>> {
    let sql = Sql::new("SELECT plan FROM import_columns WHERE user_id = $1 AND kind = $2 AND header = $3");
    tx.optional(sql.bind(user).bind(kind).bind(header), |row| row.text(0))
}
