//! Filters of rows by what they hang on: which orders, customers or stores are meant, and the condition on the rows.

use crate::condition::{append_all, own_text};
use crate::facets::{ATTACHED, SITE, STORE};
use crate::row_links::{self, Linked, To};
use crate::{Condition, On, Result, Scope, Sql, Tx, Value, customers};

/// The most orders or customers that are named to find rows by: where more are meant, each row is asked for its own.
const MOST: i64 = 500;

/// The orders or customers that the scope sees and that have one of these values in a column of their own; `None` where they are too
/// many to be named.
fn meant(tx: &mut Tx<'_>, scope: &Scope, to: To, theirs: &str, values: &[Value]) -> Result<Option<Vec<i64>>> {
    let sql = Sql::new(format!("SELECT v.id FROM {} v WHERE v.merged_into IS NULL AND ", to.table()));
    // An external id is found by its store too.
    let sql = if theirs == "external_id" { sql.push("v.site_id IN (SELECT s.id FROM sites s) AND ") } else { sql };
    let sql = sql.push_in(&format!("v.{theirs}"), values.iter().cloned());
    let ids = tx.all(to.within(scope, sql, "v").push_with(" LIMIT ?", [(MOST + 1).into()]), |row| row.int(0))?;
    Ok((ids.len() as i64 <= MOST).then_some(ids))
}

fn one_of(column: &'static str, ids: Vec<i64>) -> Condition {
    Condition::OneOf(On::Column(column), ids.into_iter().map(Value::from).collect())
}

/// Rows whose order or customer, in this column, has one of these values in a column of its own, such as `number`.
///
/// # Errors
/// The engine refused it.
pub fn of(tx: &mut Tx<'_>, scope: &Scope, to: To, (column, theirs): (&'static str, &str), values: Vec<Value>) -> Result<Condition> {
    if let Some(ids) = meant(tx, scope, to, theirs, &values)? {
        return Ok(one_of(column, ids));
    }
    let sql = Sql::new(format!("EXISTS (SELECT 1 FROM {} x WHERE x.id = t.{column} AND ", to.table()));
    let sql = sql.push_in(&format!("x.{theirs}"), values);
    let (text, values) = own_text(sql.push(")"));
    Ok(Condition::Own(text, values))
}

/// Rows whose customer, in this column, meets these conditions.
///
/// # Errors
/// The engine refused it.
pub fn of_customers(tx: &mut Tx<'_>, scope: &Scope, column: &'static str, conditions: &[Condition]) -> Result<Condition> {
    if let Some(ids) = customers::few(tx, scope, conditions, MOST)? {
        return Ok(one_of(column, ids));
    }
    // The customer has the alias that the conditions use.
    let sql = Sql::new(format!("EXISTS (SELECT 1 FROM (SELECT t.{column} AS wanted) w JOIN customers t ON t.id = w.wanted WHERE 1 = 1"));
    let (text, values) = own_text(append_all(conditions, sql, "t").push(")"));
    Ok(Condition::Own(text, values))
}

/// Rows that are linked to an order or customer that the scope sees and that has one of these values in a column of its own.
///
/// # Errors
/// The engine refused it.
pub fn attached_to(tx: &mut Tx<'_>, scope: &Scope, list: &Linked, theirs: &str, values: Vec<Value>) -> Result<Condition> {
    let ids = meant(tx, scope, list.to, theirs, &values)?;
    let check = row_links::to_one_with(scope, list, theirs, values);
    Ok(match ids {
        Some(ids) => found(list.to.facet(), &ids, check),
        None => check,
    })
}

/// Rows that are linked to an order or customer of these stores that the scope sees.
pub fn attached_in(scope: &Scope, lists: &[Linked], sites: &[i64]) -> Condition {
    let of = |list: &Linked| row_links::to_one_with(scope, list, "site_id", sites.iter().map(|site| (*site).into()));
    found(SITE, sites, Condition::Any(lists.iter().map(of).collect()))
}

/// Rows that have, or lack, any of these links.
pub fn is_attached(lists: &[Linked], wanted: bool) -> Condition {
    found(ATTACHED, &[wanted.into()], row_links::has_any(lists, wanted))
}

/// Rows for which a link table names one of these stores; it also has the column with the row's id.
pub fn in_stores((list, owner): (&str, &str), sites: &[i64]) -> Condition {
    let sql = Sql::new(format!("EXISTS (SELECT 1 FROM {list} l WHERE l.{owner} = t.id AND ")).push_in("l.site_id", sites.iter().copied());
    let (text, values) = own_text(sql.push(")"));
    found(STORE, sites, Condition::Own(text, values))
}

fn found(facet: &'static str, values: &[i64], check: Condition) -> Condition {
    Condition::Found { facet, values: values.iter().map(i64::to_string).collect(), check: Box::new(check) }
}
