//! The audit log: append-only rows, each containing the hash of the previous one.

use crate::condition::like;
use crate::{Result, Row, Sql, Tx, Value};

/// A row of the audit log. Times are in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Place in the chain, from 1, without gaps.
    pub number: i64,
    /// When.
    pub created_at: i64,
    /// The action, such as `key.created`.
    pub action: String,
    /// Who did it: `user`, `cli`, `key` or `hub`.
    pub by_kind: String,
    /// The id of the person or key.
    pub by_id: Option<i64>,
    /// What they were called then; may be empty.
    pub by_name: String,
    /// What it was done to: `key`, `user`, `site`, `settings`…
    pub subject_kind: String,
    /// Its id, where it has one.
    pub subject_id: Option<i64>,
    /// What it was called then.
    pub subject_name: String,
    /// The rest as canonical JSON text.
    pub details: String,
    /// SHA-256 over the hash before and this row.
    pub hash: Vec<u8>,
}

/// A row as the check of the chain finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A row whose values have the types it was written with.
    Row(Box<LogEntry>),
    /// The number of a row that holds a value of another type: SQLite keeps bytes in a column of texts.
    Strange(i64),
}

/// The last link of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The number of the last row; 0 before the first.
    pub number: i64,
    /// Its hash; 32 zero bytes before the first.
    pub hash: Vec<u8>,
    /// When it was written.
    pub created_at: i64,
}

/// Which rows are listed; what is `None` or empty narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Who did it: `user`, `cli`, `key` or `hub`.
    pub by_kind: Option<String>,
    /// The id of the person or key who did it.
    pub by_id: Option<i64>,
    /// One of these actions.
    pub actions: Vec<String>,
    /// Actions on this key, or by it.
    pub key: Option<i64>,
    /// Actions on, or by, keys whose name or hint contains this text; lower-cased by the caller.
    pub key_named: String,
    /// Not before this moment, in Unix seconds.
    pub from: Option<i64>,
    /// Before this moment.
    pub until: Option<i64>,
    /// Before this row.
    pub before: Option<i64>,
}

const COLUMNS: &str = "number, created_at, action, by_kind, by_id, by_name, subject_kind, subject_id, subject_name, details, hash";

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The head (the number of the next row and the hash it follows), locked until this transaction ends.
///
/// # Errors
/// The engine refused it.
pub fn take_head(tx: &mut Tx<'_>) -> Result<Head> {
    // A write, so that PostgreSQL serialises transactions here and each sees the rows of the previous one.
    tx.one("UPDATE record_head SET number = number + 1 RETURNING number, hash, created_at", read_head)
}

/// Adds the row for which [`take_head`] made place.
///
/// # Errors
/// The engine refused it.
pub fn append(tx: &mut Tx<'_>, record: &LogEntry) -> Result<()> {
    tx.execute(
        Sql::new(format!("INSERT INTO records ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"))
            .bind(record.number)
            .bind(record.created_at)
            .bind(&record.action)
            .bind(&record.by_kind)
            .bind(record.by_id)
            .bind(&record.by_name)
            .bind(&record.subject_kind)
            .bind(record.subject_id)
            .bind(&record.subject_name)
            .bind(&record.details)
            .bind(record.hash.clone()),
    )?;
    let day = "INSERT INTO record_days (day, first, last) VALUES ($1, $2, $2) ON CONFLICT (day) DO UPDATE SET last = excluded.last";
    tx.execute(Sql::new(day).bind(record.created_at.div_euclid(DAY)).bind(record.number))?;
    tx.execute(Sql::new("UPDATE record_head SET hash = $1, created_at = $2").bind(record.hash.clone()).bind(record.created_at)).map(drop)
}

/// The last link.
///
/// # Errors
/// The engine refused it, or the row is missing.
pub fn head(tx: &mut Tx<'_>) -> Result<Head> {
    tx.one("SELECT number, hash, created_at FROM record_head", read_head)
}

/// The last link as the check of the chain finds it: `None` unless there is exactly one row, with values of the types it
/// was written with.
///
/// # Errors
/// The engine refused it.
pub fn found_head(tx: &mut Tx<'_>) -> Result<Option<Head>> {
    let mut heads = tx.all("SELECT number, hash, created_at FROM record_head LIMIT 2", |row| Ok(read_head(row).ok()))?;
    let head = heads.pop().flatten();
    Ok(head.filter(|_| heads.is_empty()))
}

/// Marks the last link as anchored and returns it; none if it already was.
///
/// # Errors
/// The engine refused it.
pub fn tell_head(tx: &mut Tx<'_>) -> Result<Option<Head>> {
    tx.optional("UPDATE record_head SET told = number WHERE told <> number RETURNING number, hash, created_at", read_head)
}

/// Whether the last link is not anchored yet.
///
/// # Errors
/// The engine refused it.
pub fn is_untold(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(tx.optional("SELECT 1 FROM record_head WHERE told <> number", |row| row.int(0))?.is_some())
}

/// Rows after a number, in the order of the chain.
///
/// # Errors
/// The engine refused it.
pub fn after(tx: &mut Tx<'_>, number: i64, limit: i64) -> Result<Vec<LogEntry>> {
    let sql = Sql::new(format!("SELECT {COLUMNS} FROM records WHERE number > $1 ORDER BY number LIMIT $2"));
    tx.all(sql.bind(number).bind(limit), read)
}

/// Rows after a number, in the order of the chain, as the check of the chain finds them.
///
/// # Errors
/// The engine refused it.
pub fn found_after(tx: &mut Tx<'_>, number: i64, limit: i64) -> Result<Vec<Found>> {
    let sql = Sql::new(format!("SELECT {COLUMNS} FROM records WHERE number > $1 ORDER BY number LIMIT $2"));
    // The number is the key of the table: it is a number whatever the other columns hold.
    tx.all(sql.bind(number).bind(limit), |row| Ok(read(row).map_or(Found::Strange(row.int(0)?), |row| Found::Row(Box::new(row)))))
}

/// The newest rows first; a value of another type than it was written with is shown as text.
///
/// # Errors
/// The engine refused it.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, limit: i64) -> Result<Vec<LogEntry>> {
    let Some(between) = between(tx, filter)? else { return Ok(Vec::new()) };
    // Each way to a row has an index that yields its rows newest first: together they are read as far as the page needs.
    let mut newest = Sql::new("SELECT number FROM (");
    let ways = ways(tx, filter)?;
    if let [(text, values)] = ways.as_slice() {
        let sql = Sql::new(format!("SELECT {COLUMNS} FROM records WHERE 1 = 1")).push_with(text, values.iter().cloned());
        let sql = narrowed(sql, filter).push_with(" AND number >= ? AND number <= ?", between.map(Value::from));
        return tx.all(sql.push_with(" ORDER BY number DESC LIMIT ?", [limit.into()]), read_anyhow);
    }
    for (place, (text, values)) in ways.into_iter().enumerate() {
        let start = if place == 0 { "SELECT * FROM (" } else { " UNION SELECT * FROM (" };
        newest = newest.push(start).push("SELECT number FROM records WHERE 1 = 1").push_with(&text, values);
        newest = narrowed(newest, filter).push_with(" AND number >= ? AND number <= ?", between.map(Value::from));
        newest = newest.push_with(&format!(" ORDER BY number DESC LIMIT ?) AS w{place}"), [limit.into()]);
    }
    let sql = Sql::new(format!("SELECT {COLUMNS} FROM records WHERE number IN (")).append(newest);
    tx.all(sql.push_with(") AS found ORDER BY number DESC LIMIT ?) ORDER BY number DESC", [limit.into()]), read_anyhow)
}

/// Between which numbers the rows of a span of time are; `None` where there are none.
fn between(tx: &mut Tx<'_>, filter: &Filter) -> Result<Option<[i64; 2]>> {
    let (mut first, mut last) = (Some(0), filter.before.map_or(Some(i64::MAX), |before| before.checked_sub(1)));
    if let Some(from) = filter.from {
        let sql = Sql::new("SELECT min(first) FROM record_days WHERE day >= $1").bind(from.div_euclid(DAY));
        first = tx.one(sql, |row| row.maybe_int(0))?;
    }
    if let Some(until) = filter.until {
        let sql = Sql::new("SELECT max(last) FROM record_days WHERE day <= $1").bind(until.saturating_sub(1).div_euclid(DAY));
        last = last.min(tx.one(sql, |row| row.maybe_int(0))?);
    }
    Ok(first.zip(last).map(|(first, last)| [first, last]))
}

/// The most actions or keys that rows are found by: where more are meant, rows are looked at one by one, and many of them fit.
const MOST: usize = 100;

/// The ways to the rows of a filter: each a condition that has an index of its own. A row can be found by several.
fn ways(tx: &mut Tx<'_>, filter: &Filter) -> Result<Vec<(String, Vec<Value>)>> {
    let mut keys: Vec<i64> = filter.key.into_iter().collect();
    if keys.is_empty() && !filter.key_named.is_empty() {
        let sql = Sql::new("SELECT id FROM keys WHERE search LIKE $1 ESCAPE '\\' ORDER BY id LIMIT $2");
        keys = tx.all(sql.bind(like(&filter.key_named)).bind(MOST as i64 + 1), |row| row.int(0))?;
        if keys.is_empty() {
            return Ok(vec![(" AND 1 = 0".to_owned(), Vec::new())]);
        }
    }
    if !keys.is_empty() && keys.len() <= MOST {
        let either = [" AND subject_kind = 'key' AND subject_id = ?", " AND by_kind = 'key' AND by_id = ?"];
        let ways = keys.iter().flat_map(|key| either.map(|text| (text.to_owned(), vec![(*key).into()])));
        return Ok(ways.collect());
    }
    if (1..=MOST).contains(&filter.actions.len()) && filter.by_id.is_none() {
        return Ok(filter.actions.iter().map(|action| (" AND action = ?".to_owned(), vec![action.into()])).collect());
    }
    Ok(vec![(String::new(), Vec::new())])
}

/// One row.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, number: i64) -> Result<Option<LogEntry>> {
    tx.optional(Sql::new(format!("SELECT {COLUMNS} FROM records WHERE number = $1")).bind(number), read)
}

fn narrowed(mut sql: Sql, filter: &Filter) -> Sql {
    if let Some(kind) = &filter.by_kind {
        sql = sql.push_with(" AND by_kind = ?", [kind.into()]);
    }
    if let Some(id) = filter.by_id {
        sql = sql.push_with(" AND by_id = ?", [id.into()]);
    }
    if !filter.actions.is_empty() {
        sql = sql.push(" AND ").push_in("action", &filter.actions);
    }
    if let Some(key) = filter.key {
        let either = " AND (subject_kind = 'key' AND subject_id = ? OR by_kind = 'key' AND by_id = ?)";
        sql = sql.push_with(either, [key.into(), key.into()]);
    }
    if !filter.key_named.is_empty() {
        let named = "IN (SELECT id FROM keys WHERE search LIKE ? ESCAPE '\\')";
        let either = format!(" AND (subject_kind = 'key' AND subject_id {named} OR by_kind = 'key' AND by_id {named})");
        sql = sql.push_with(&either, [Value::from(like(&filter.key_named)), Value::from(like(&filter.key_named))]);
    }
    if let Some(from) = filter.from {
        sql = sql.push_with(" AND created_at >= ?", [from.into()]);
    }
    if let Some(until) = filter.until {
        sql = sql.push_with(" AND created_at < ?", [until.into()]);
    }
    sql
}

fn read_head(row: &Row<'_>) -> Result<Head> {
    Ok(Head { number: row.int(0)?, hash: row.bytes(1)?, created_at: row.int(2)? })
}

fn read(row: &Row<'_>) -> Result<LogEntry> {
    Ok(LogEntry {
        number: row.int(0)?,
        created_at: row.int(1)?,
        action: row.text(2)?,
        by_kind: row.text(3)?,
        by_id: row.maybe_int(4)?,
        by_name: row.text(5)?,
        subject_kind: row.text(6)?,
        subject_id: row.maybe_int(7)?,
        subject_name: row.text(8)?,
        details: row.text(9)?,
        hash: row.bytes(10)?,
    })
}

/// A row to be shown, whatever types its values have; whether it was tampered with is for the check of the chain to say.
fn read_anyhow(row: &Row<'_>) -> Result<LogEntry> {
    if let Ok(record) = read(row) {
        return Ok(record);
    }
    let text = |column: usize| row.as_text(column);
    Ok(LogEntry {
        number: row.int(0)?,
        created_at: row.int(1).unwrap_or_default(),
        action: text(2),
        by_kind: text(3),
        by_id: row.maybe_int(4).unwrap_or_default(),
        by_name: text(5),
        subject_kind: text(6),
        subject_id: row.maybe_int(7).unwrap_or_default(),
        subject_name: text(8),
        details: text(9),
        hash: row.bytes(10).unwrap_or_default(),
    })
}
