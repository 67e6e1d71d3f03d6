//! How many orders came and what they come to, by store and by status, for the start page.

use crate::{Result, Scope, Sql, Tx};

/// Orders of a stretch of time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many.
    pub orders: i64,
    /// Their totals together, in ten-thousandths of the store's currency.
    pub total: i64,
}

/// The orders of each store of `among` since a moment, in Unix seconds: those that cost most first. Orders with these statuses are left
/// out.
///
/// # Errors
/// The engine refused it.
pub fn by_store(tx: &mut Tx<'_>, scope: &Scope, among: &[i64], since: i64, without: &[String]) -> Result<Vec<(i64, Sums)>> {
    let sql = Sql::new("SELECT o.site_id, count(*), CAST(coalesce(sum(o.total), 0) AS BIGINT) FROM orders o")
        .push_with(" WHERE o.merged_into IS NULL AND o.created_at >= ?", [since.into()]);
    let sql = scope.orders(sql.push(" AND ").push_in("o.site_id", among.iter().copied()), "o");
    let sql = without_statuses(sql, without).push(" GROUP BY o.site_id ORDER BY 3 DESC");
    tx.all(sql, |row| Ok((row.int(0)?, Sums { orders: row.int(1)?, total: row.int(2)? })))
}

/// How many orders of the stores `among` since a moment, in Unix seconds, have each status: code and count.
///
/// # Errors
/// The engine refused it.
pub fn by_status(tx: &mut Tx<'_>, scope: &Scope, among: &[i64], since: i64) -> Result<Vec<(String, i64)>> {
    let sql =
        Sql::new("SELECT o.status, count(*) FROM orders o").push_with(" WHERE o.merged_into IS NULL AND o.created_at >= ?", [since.into()]);
    let sql = scope.orders(sql.push(" AND ").push_in("o.site_id", among.iter().copied()), "o");
    let sql = sql.push(" GROUP BY o.status ORDER BY 2 DESC");
    tx.all(sql, |row| Ok((row.text(0)?, row.int(1)?)))
}

/// How many orders of the stores `among` have a status.
///
/// # Errors
/// The engine refused it.
pub fn of_status(tx: &mut Tx<'_>, scope: &Scope, among: &[i64], status: &str) -> Result<i64> {
    let sql = Sql::new("SELECT count(*) FROM orders o").push_with(" WHERE o.merged_into IS NULL AND o.status = ?", [status.into()]);
    tx.number(scope.orders(sql.push(" AND ").push_in("o.site_id", among.iter().copied()), "o"))
}

fn without_statuses(sql: Sql, without: &[String]) -> Sql {
    if without.is_empty() {
        return sql;
    }
    let marks = vec!["?"; without.len()].join(",");
    sql.push_with(&format!(" AND o.status NOT IN ({marks})"), without.iter().map(|code| code.as_str().into()))
}
