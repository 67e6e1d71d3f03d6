//! Refused calls grouped by key and reason: counts, latest calls and methods, with filters.

use super::refusals::{COLUMNS, Refusal, load};
use crate::condition::like;
use crate::{Result, Sql, Tx, Value};

/// Filters of refused calls; a field that is not set does not filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The key, by id.
    pub key: Option<i64>,
    /// The rule, such as `method`.
    pub reason: Option<String>,
    /// The method: verb and path without version.
    pub method: Option<String>,
    /// The address it came from.
    pub address: Option<String>,
    /// A text that is in the method or the address.
    pub text: Option<String>,
    /// Not before this moment, Unix seconds.
    pub from: Option<i64>,
    /// Not after this moment, Unix seconds.
    pub until: Option<i64>,
}

/// The refusals of a key by a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The key.
    pub key_id: i64,
    /// The rule.
    pub reason: String,
    /// How many there are.
    pub calls: i64,
    /// When the latest was, Unix seconds.
    pub last_at: i64,
}

/// What refusals can be counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The rule.
    Reason,
    /// The method.
    Method,
    /// The address.
    Address,
    /// The store that was named.
    Site,
    /// The key, by id.
    Key,
}

impl By {
    fn column(self) -> &'static str {
        match self {
            Self::Reason => "reason",
            Self::Method => "method",
            Self::Address => "address",
            Self::Site => "COALESCE(site, '')",
            Self::Key => "CAST(key_id AS TEXT)",
        }
    }
}

/// The groups, the largest first, and how many there are in all.
///
/// # Errors
/// The engine refused it.
pub fn groups(tx: &mut Tx<'_>, filter: &Filter, limit: i64, offset: i64) -> Result<(Vec<Group>, i64)> {
    let all = chosen(Sql::new("SELECT COUNT(*) FROM (SELECT 1 AS one FROM "), filter);
    let total = tx.one(all.push(" GROUP BY key_id, reason) AS found"), |row| row.int(0))?;
    let sql = chosen(Sql::new("SELECT key_id, reason, COUNT(*), MAX(created_at) FROM "), filter);
    let sql = sql.push(" GROUP BY key_id, reason ORDER BY COUNT(*) DESC, MAX(created_at) DESC, key_id, reason");
    let sql = sql.push_with(" LIMIT ? OFFSET ?", [limit.into(), offset.into()]);
    let groups = tx.all(sql, |row| Ok(Group { key_id: row.int(0)?, reason: row.text(1)?, calls: row.int(2)?, last_at: row.int(3)? }))?;
    Ok((groups, total))
}

/// How many refusals there are of each kind, the most frequent first.
///
/// # Errors
/// The engine refused it.
pub fn counts(tx: &mut Tx<'_>, filter: &Filter, by: By, limit: i64) -> Result<Vec<(String, i64)>> {
    let column = by.column();
    let sql = chosen(Sql::new(format!("SELECT {column}, COUNT(*) FROM ")), filter);
    let sql = sql.push(&format!(" GROUP BY {column} ORDER BY COUNT(*) DESC, {column}")).push_with(" LIMIT ?", [limit.into()]);
    tx.all(sql, |row| Ok((row.text(0)?, row.int(1)?)))
}

/// The refusals themselves, the newest first.
///
/// # Errors
/// The engine refused it.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, limit: i64, offset: i64) -> Result<Vec<Refusal>> {
    let sql = narrowed(Sql::new(format!("SELECT {COLUMNS} FROM refusals WHERE 1 = 1")), filter);
    load(tx, sql.push_with(" ORDER BY created_at DESC, request_id DESC LIMIT ? OFFSET ?", [limit.into(), offset.into()]))
}

/// How many refusals there are.
///
/// # Errors
/// The engine refused it.
pub fn count(tx: &mut Tx<'_>, filter: &Filter) -> Result<i64> {
    tx.one(narrowed(Sql::new("SELECT COUNT(*) FROM refusals WHERE 1 = 1"), filter), |row| row.int(0))
}

/// How many calls of a key were counted with an outcome since a day (of the account, since 1970).
///
/// # Errors
/// The engine refused it.
pub fn counted_since(tx: &mut Tx<'_>, key: i64, outcome: &str, day: i64) -> Result<i64> {
    let text = "SELECT CAST(COALESCE(SUM(calls), 0) AS BIGINT) FROM usage_days WHERE key_id = $1 AND day >= $2 AND outcome = $3";
    tx.one(Sql::new(text).bind(key).bind(day).bind(outcome), |row| row.int(0))
}

/// Appends the refusals that are to be grouped. SQLite would otherwise take the index that suits the groups and read all of it; it
/// does not look into a query with a limit.
fn chosen(sql: Sql, filter: &Filter) -> Sql {
    let sql = narrowed(sql.push("(SELECT key_id, reason, method, address, site, created_at FROM refusals WHERE 1 = 1"), filter);
    sql.push_with(" LIMIT ?) AS chosen", [i64::MAX.into()])
}

fn narrowed(mut sql: Sql, filter: &Filter) -> Sql {
    let conditions: [(&str, Option<Value>); 6] = [
        (" AND key_id = ?", filter.key.map(Value::from)),
        (" AND reason = ?", filter.reason.as_ref().map(Value::from)),
        (" AND method = ?", filter.method.as_ref().map(Value::from)),
        (" AND address = ?", filter.address.as_ref().map(Value::from)),
        (" AND created_at >= ?", filter.from.map(Value::from)),
        (" AND created_at <= ?", filter.until.map(Value::from)),
    ];
    for (text, value) in conditions {
        if let Some(value) = value {
            sql = sql.push_with(text, [value]);
        }
    }
    if let Some(text) = &filter.text {
        let pattern = Value::from(like(&text.to_lowercase()));
        sql = sql.push_with(" AND (LOWER(method) LIKE ? ESCAPE '\\' OR LOWER(address) LIKE ? ESCAPE '\\')", [pattern.clone(), pattern]);
    }
    sql
}
