//! Notes on customers.

use crate::condition::{self, Condition};
use crate::customers::Customer;
use crate::{Result, Scope, Sql, Tx, Value};

/// A note.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Internal id.
    pub id: i64,
    /// The customer.
    pub customer: i64,
    /// The customer's store.
    pub site: i64,
    /// The client's own id of the customer.
    pub external_id: Option<String>,
    /// Who wrote it.
    pub manager: Option<i64>,
    /// When, in Unix seconds.
    pub created_at: i64,
    /// The text.
    pub text: String,
}

/// What a list of notes is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Internal ids of notes; empty for any.
    pub ids: Vec<i64>,
    /// Internal ids of customers; empty for any.
    pub customers: Vec<i64>,
    /// The client's own ids of customers; empty for any.
    pub external_ids: Vec<String>,
    /// Internal ids of managers; empty for any.
    pub managers: Vec<i64>,
    /// Part of the text, lower-cased.
    pub text: Option<String>,
    /// From this moment on, in Unix seconds.
    pub from: Option<i64>,
    /// Before this moment.
    pub before: Option<i64>,
}

/// Adds a note and returns its id. `search` is the text lower-cased.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, customer: &Customer, manager: Option<i64>, text: &str, search: &str, now: i64) -> Result<i64> {
    tx.number(
        Sql::new("INSERT INTO customer_notes (customer_id, site_id, manager_id, created_at, text, search) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id")
            .bind(customer.id)
            .bind(customer.site)
            .bind(manager)
            .bind(now)
            .bind(text)
            .bind(search),
    )
}

/// Removes a note; the customer it was on, when it was there.
///
/// # Errors
/// The engine refused it.
pub fn remove(tx: &mut Tx<'_>, scope: &Scope, id: i64) -> Result<Option<i64>> {
    let sql = Sql::new("SELECT n.customer_id FROM customer_notes n JOIN customers c ON c.id = n.customer_id WHERE n.id = $1").bind(id);
    let customer = tx.optional(scope.customers(sql, "c"), |row| row.int(0))?;
    if customer.is_some() {
        tx.execute(Sql::new("DELETE FROM customer_notes WHERE id = $1").bind(id))?;
    }
    Ok(customer)
}

/// How many notes beyond a page are counted.
const COUNTED: i64 = 100_000;

/// A page of notes, newest first, and how many there are in all.
///
/// # Errors
/// The engine refused it.
pub fn list(tx: &mut Tx<'_>, scope: &Scope, filter: &Filter, limit: i64, offset: i64) -> Result<(Vec<Note>, i64)> {
    let mut from = scope.customers(Sql::new(" FROM customer_notes n JOIN customers c ON c.id = n.customer_id WHERE 1 = 1"), "c");
    for (column, ids) in [("n.id", &filter.ids), ("n.customer_id", &filter.customers), ("n.manager_id", &filter.managers)] {
        if !ids.is_empty() {
            from = from.push(" AND ").push_in(column, ids.iter().copied());
        }
    }
    if !filter.external_ids.is_empty() {
        from = from.push(" AND ").push_in("c.external_id", filter.external_ids.iter());
    }
    if let Some(text) = &filter.text {
        from = Condition::Contains(crate::On::Column("search"), text.clone()).append_to(from.push(" AND "), "n");
    }
    if let Some(moment) = filter.from {
        from = from.push_with(" AND n.created_at >= ?", [moment.into()]);
    }
    if let Some(moment) = filter.before {
        from = from.push_with(" AND n.created_at < ?", [moment.into()]);
    }
    let count = Sql::new("SELECT count(*) FROM (SELECT 1 AS one").append(from.clone());
    let total = tx.number(count.push_with(" LIMIT ?) AS counted", [(limit + offset + COUNTED).into()]))?;
    let sql = Sql::new("SELECT n.id, n.customer_id, c.site_id, c.external_id, n.manager_id, n.created_at, n.text")
        .append(from)
        .push_with(" ORDER BY n.id DESC LIMIT ? OFFSET ?", [limit.into(), offset.into()]);
    let notes = tx.all(sql, |row| {
        Ok(Note {
            id: row.int(0)?,
            customer: row.int(1)?,
            site: row.int(2)?,
            external_id: row.maybe_text(3)?,
            manager: row.maybe_int(4)?,
            created_at: row.int(5)?,
            text: row.text(6)?,
        })
    })?;
    Ok((notes, total))
}

/// Customers with a note that holds this text, lower-cased.
pub fn noted(text: &str) -> Condition {
    let pattern = Value::from(condition::like(text));
    Condition::Own(
        "EXISTS (SELECT 1 FROM customer_notes n WHERE n.customer_id = t.id AND n.search LIKE ? ESCAPE '\\')".to_owned(),
        vec![pattern],
    )
}
