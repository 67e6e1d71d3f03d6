//! What has become of merged customers and joined orders: a row that is gone leads to the one that stays.

use crate::customers::{Candidate, candidate};
use crate::row_links::To;
use crate::{Result, Scope, Sql, Tx, Value};

/// How a row that is gone is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone<'a> {
    /// By its internal id.
    Id(i64),
    /// By the client's own id in a store.
    External(i64, &'a str),
    /// By the visitor's browser; customers only.
    Browser(&'a str),
}

/// The customer of a kind that a merged one has become in the end; `None` when it was not merged, is outside `scope`, or what it
/// became is outside `seen`.
///
/// # Errors
/// The engine refused it.
pub fn customer(tx: &mut Tx<'_>, kind: To, scope: &Scope, seen: &Scope, gone: Gone<'_>) -> Result<Option<Candidate>> {
    tx.optional(kind.within(seen, became(kind, scope, gone), "w"), candidate)
}

/// The order that a joined one has become in the end; `None` when it was not joined, is outside `scope`, or what it
/// became is outside `seen`.
///
/// # Errors
/// The engine refused it.
pub fn order(tx: &mut Tx<'_>, scope: &Scope, seen: &Scope, gone: Gone<'_>) -> Result<Option<i64>> {
    let sql = became(To::Order, scope, gone);
    Ok(tx.optional(seen.orders(sql, "w"), candidate)?.map(|found| found.id))
}

/// Follows a row to the last of those it was merged into. Conditions on that row, `w`, are still to be added.
fn became(kind: To, scope: &Scope, gone: Gone<'_>) -> Sql {
    let table = kind.table();
    let sql = Sql::new("WITH RECURSIVE chain (id, merged_into) AS (SELECT c.id, c.merged_into FROM ")
        .push(table)
        .push(" c WHERE c.merged_into IS NOT NULL AND ");
    // Of several that had the same name, the newest is meant.
    let newest = |sql: Sql, condition: &str, values: Vec<Value>| {
        sql.push("c.id = (SELECT max(g.id) FROM ").push(table).push(" g WHERE g.merged_into IS NOT NULL AND ").push_with(condition, values)
    };
    let sql = match gone {
        Gone::Id(id) => sql.push_with("c.id = ?", [id.into()]),
        Gone::External(site, external_id) => {
            newest(sql, "g.site_id = ? AND g.external_id = ?", vec![site.into(), external_id.into()]).push(")")
        }
        Gone::Browser(browser) => newest(sql, "g.browser_id = ?", vec![browser.into()]).within_sites("g", &scope.sites).push(")"),
    };
    // A merged customer has no orders left by which it could be seen; a joined order is seen like any other.
    let sql = if kind == To::Order { scope.orders(sql, "c") } else { sql.within_sites("c", &scope.sites) };
    sql.push(" UNION SELECT n.id, n.merged_into FROM chain JOIN ")
        .push(table)
        .push(" n ON n.id = chain.merged_into) SELECT w.id, w.site_id FROM chain JOIN ")
        .push(table)
        .push(" w ON w.id = chain.id WHERE w.merged_into IS NULL")
}

/// The order of a store with an external ID, and whether it was merged; an existing one comes first.
///
/// # Errors
/// The engine refused it.
pub fn order_named(tx: &mut Tx<'_>, site: i64, external_id: &str) -> Result<Option<(i64, bool)>> {
    named(tx, To::Order, site, external_id)
}

/// The customer of a store with an external ID, and whether it was merged; an existing one comes first.
///
/// # Errors
/// The engine refused it.
pub fn customer_named(tx: &mut Tx<'_>, site: i64, external_id: &str) -> Result<Option<(i64, bool)>> {
    named(tx, To::Customer, site, external_id)
}

/// Both halves are found by an index of their own, in one statement.
fn named(tx: &mut Tx<'_>, kind: To, site: i64, external_id: &str) -> Result<Option<(i64, bool)>> {
    let table = kind.table();
    let sql = Sql::new("SELECT t.id, t.merged_into FROM ")
        .push(table)
        .push_with(" t WHERE t.site_id = ? AND t.external_id = ? AND t.merged_into IS NULL UNION ALL ", [site.into(), external_id.into()])
        .push("SELECT t.id, t.merged_into FROM ")
        .push(table)
        .push_with(" t WHERE t.site_id = ? AND t.external_id = ? AND t.merged_into IS NOT NULL", [site.into(), external_id.into()]);
    let mut found = tx.all(sql, |row| Ok((row.int(0)?, row.maybe_int(1)?.is_some())))?;
    found.sort_unstable_by_key(|(id, gone)| (*gone, -id));
    Ok(found.first().copied())
}
