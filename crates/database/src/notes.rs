//! Notes on customers.

use crate::condition::{self, Condition};
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

/// Whose notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Of customers who are persons.
    Customers,
    /// Of corporate customers.
    Corporate,
}

impl Of {
    fn table(self) -> &'static str {
        match self {
            Self::Customers => "customer_notes",
            Self::Corporate => "corporate_notes",
        }
    }

    /// Notes and their owners, `n` and `c`, of those that the scope sees.
    fn joined(self, scope: &Scope) -> Sql {
        let from = |owners: &str| Sql::new(format!(" FROM {} n JOIN {owners} c ON c.id = n.customer_id WHERE 1 = 1", self.table()));
        match self {
            Self::Customers => scope.customers(from("customers"), "c"),
            Self::Corporate => scope.corporate(from("corporate_customers"), "c"),
        }
    }
}

/// A note to add. `search` is the text lower-cased; times are in Unix seconds.
#[derive(Debug)]
pub struct New<'a> {
    /// The customer.
    pub customer: i64,
    /// Who wrote it.
    pub manager: Option<i64>,
    /// The text.
    pub text: &'a str,
    /// The text, lower-cased.
    pub search: &'a str,
    /// When.
    pub now: i64,
}

/// Adds a note on a customer of a store and returns its id.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, of: Of, site: i64, note: &New<'_>) -> Result<i64> {
    let text = format!(
        "INSERT INTO {} (customer_id, site_id, manager_id, created_at, text, search) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        of.table()
    );
    tx.number(Sql::new(text).bind(note.customer).bind(site).bind(note.manager).bind(note.now).bind(note.text).bind(note.search))
}

/// Removes a note; the customer it was on, when it was there.
///
/// # Errors
/// The engine refused it.
pub fn remove(tx: &mut Tx<'_>, of: Of, scope: &Scope, id: i64) -> Result<Option<i64>> {
    let sql = Sql::new("SELECT n.customer_id").append(of.joined(scope)).push_with(" AND n.id = ?", [id.into()]);
    let customer = tx.optional(sql, |row| row.int(0))?;
    if customer.is_some() {
        tx.execute(Sql::new(format!("DELETE FROM {} WHERE id = $1", of.table())).bind(id))?;
    }
    Ok(customer)
}

/// The note that is pinned on a customer; it may be gone, or of another customer by now.
///
/// # Errors
/// The engine refused it.
pub fn pinned(tx: &mut Tx<'_>, customer: i64) -> Result<Option<i64>> {
    tx.optional(Sql::new("SELECT p.note_id FROM pinned_notes p WHERE p.customer_id = $1").bind(customer), |row| row.int(0))
}

/// Pins a note on a customer, or none.
///
/// # Errors
/// The engine refused it.
pub fn pin(tx: &mut Tx<'_>, customer: i64, note: Option<i64>) -> Result<()> {
    let Some(note) = note else {
        return tx.execute(Sql::new("DELETE FROM pinned_notes WHERE customer_id = $1").bind(customer)).map(drop);
    };
    let sql = Sql::new(
        "INSERT INTO pinned_notes (customer_id, note_id) VALUES ($1, $2) ON CONFLICT (customer_id) DO UPDATE SET note_id = excluded.note_id",
    );
    tx.execute(sql.bind(customer).bind(note)).map(drop)
}

/// How many notes beyond a page are counted.
const COUNTED: i64 = 100_000;

/// A page of notes, newest first, and how many there are in all.
///
/// # Errors
/// The engine refused it.
pub fn list(tx: &mut Tx<'_>, of: Of, scope: &Scope, filter: &Filter, limit: i64, offset: i64) -> Result<(Vec<Note>, i64)> {
    let mut from = of.joined(scope);
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
    let total = tx.number(count.push_with(" LIMIT ?) AS counted", [offset.saturating_add(limit + COUNTED).into()]))?;
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
pub fn noted(of: Of, text: &str) -> Condition {
    let pattern = Value::from(condition::like(text));
    let text = format!("EXISTS (SELECT 1 FROM {} n WHERE n.customer_id = t.id AND n.search LIKE ? ESCAPE '\\')", of.table());
    Condition::Own(text, vec![pattern])
}
