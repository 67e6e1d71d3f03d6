//! Histories: one row a changed field, in the order of the commits.

mod narrow;

use self::narrow::{By, Range, is_counted_by_store, narrowed, only_store, page, subjects, told_of};
use crate::history_blocks::{self, Span};
use crate::row_links::To;
use crate::rows::Visible;
use crate::{Result, Scope, Sql, Tx, Value};

/// Which history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Book {
    /// Of orders.
    Orders,
    /// Of customers.
    Customers,
    /// Of tasks.
    Tasks,
    /// Of corporate customers.
    Corporate,
    /// Of packs.
    Packs,
}

/// What a row of the history of tasks or packs hangs on, as it was when the row was written: `[order, customer, its maker]`.
pub type Links = [Option<i64>; 3];

/// A task's row is seen by those who see the order and the customer that the task had then.
const TASK_LINKS: &[Visible] = &[Visible::Row(To::Order, "order_id"), Visible::Row(To::Customer, "customer_id")];

impl Book {
    pub(crate) fn table(self) -> &'static str {
        match self {
            Self::Orders => "orders_history",
            Self::Customers => "customers_history",
            Self::Tasks => "tasks_history",
            Self::Corporate => "corporate_history",
            Self::Packs => "packs_history",
        }
    }

    fn subject(self) -> &'static str {
        match self {
            Self::Orders => "order_id",
            Self::Customers | Self::Corporate => "customer_id",
            Self::Tasks => "task_id",
            Self::Packs => "pack_id",
        }
    }

    /// Whether its rows are seen by what they hang on, and not by a store of their own.
    fn is_linked(self) -> bool {
        matches!(self, Self::Tasks | Self::Packs)
    }

    /// The insertion of one row.
    fn insertion(self) -> &'static str {
        match self {
            Self::Orders => {
                "INSERT INTO orders_history (order_id, site_id, other_site, created_at, source, key_id, user_id, request_id,
                 secret_number, field, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
            }
            Self::Customers => {
                "INSERT INTO customers_history (customer_id, site_id, other_site, created_at, source, key_id, user_id, request_id,
                 secret_number, field, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
            }
            Self::Corporate => {
                "INSERT INTO corporate_history (customer_id, site_id, other_site, created_at, source, key_id, user_id, request_id,
                 secret_number, field, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
            }
            Self::Tasks => {
                "INSERT INTO tasks_history (task_id, order_id, customer_id, maker_id, created_at, source, key_id, user_id, request_id,
                 secret_number, field, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
            }
            Self::Packs => {
                "INSERT INTO packs_history (pack_id, order_id, customer_id, maker_id, created_at, source, key_id, user_id, request_id,
                 secret_number, field, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
            }
        }
    }

    fn subjects(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Customers => "customers",
            Self::Tasks => "tasks",
            Self::Corporate => "corporate_customers",
            Self::Packs => "packs",
        }
    }
}

/// A row to write. Times are in Unix seconds.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The order or customer.
    pub subject: i64,
    /// Its store; of a task's row its links decide instead.
    pub site: i64,
    /// Another store named in the row; a key without access to it must not see the row.
    pub other_site: Option<i64>,
    /// What a task's row hangs on.
    pub links: Links,
    /// When.
    pub created_at: i64,
    /// `api`, `user`, `code` or `rule`.
    pub source: &'static str,
    /// The key, when the source is `api`.
    pub key: Option<i64>,
    /// The person, when the source is `user`.
    pub user: Option<i64>,
    /// The id of the call behind it, if there was one.
    pub request_id: Option<String>,
    /// The number of the key's secret that the call came with.
    pub secret: Option<i64>,
    /// The field, as the API names it in histories.
    pub field: String,
    /// The rest of the row as one JSON object.
    pub body: String,
}

/// A row as it was read.
#[derive(Debug, Clone)]
pub struct Line {
    /// Id; ids ascend in the order of the commits.
    pub id: i64,
    /// The order or customer.
    pub subject: i64,
    /// When.
    pub created_at: i64,
    /// Who: `api`, `user`, `code` or `rule`.
    pub source: String,
    /// The key, when the source is `api`.
    pub key: Option<i64>,
    /// The person, when the source is `user`.
    pub user: Option<i64>,
    /// The field.
    pub field: String,
    /// The rest of the row as one JSON object.
    pub body: String,
    /// The id of the call, or what names the import; none for others.
    pub request_id: Option<String>,
}

/// What a reading of a history is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The order or customer, by id.
    pub subject: Option<i64>,
    /// The order or customer, by the client's own id.
    pub external_id: Option<String>,
    /// Rows of packs of this order.
    pub order: Option<i64>,
    /// Rows of packs of an order with this id of the client's own.
    pub order_external_id: Option<String>,
    /// Corporate customers with one of these contact persons; empty for any.
    pub contacts: Vec<i64>,
    /// Only rows after this one.
    pub since: Option<i64>,
    /// Only rows from this moment on, in Unix seconds.
    pub from: Option<i64>,
    /// Only rows up to this moment.
    pub to: Option<i64>,
    /// Leave out what this key did.
    pub not_by: Option<i64>,
    /// The key that reads: it sees the rows of its own tasks that hang on nothing.
    pub reader: Option<i64>,
}

/// A row by what a key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedField {
    /// Id of the row.
    pub id: i64,
    /// The order or customer.
    pub subject: i64,
    /// Its store.
    pub site: i64,
    /// When, in Unix seconds.
    pub created_at: i64,
    /// The id of the call; none for rows of older versions.
    pub request_id: Option<String>,
    /// The number of the secret that the call came with.
    pub secret: Option<i64>,
    /// The field.
    pub field: String,
    /// The rest of the row as one JSON object.
    pub body: String,
}

/// Which rows of a key are read; what is `None` narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Window {
    /// Not before this moment, in Unix seconds.
    pub from: Option<i64>,
    /// Before this moment.
    pub until: Option<i64>,
    /// With this secret of the key.
    pub secret: Option<i64>,
    /// By the call of this id.
    pub request: Option<String>,
    /// Before this row, by moment and id.
    pub before: Option<(i64, i64)>,
}

/// What a key did, the newest first.
///
/// # Errors
/// The engine refused it.
pub fn of_key(tx: &mut Tx<'_>, book: Book, scope: &Scope, key: i64, window: &Window, limit: i64) -> Result<Vec<ChangedField>> {
    let site = if book.is_linked() { "0" } else { "h.site_id" };
    let columns = format!("h.id, h.{}, {site}, h.created_at, h.request_id, h.secret_number, h.field, h.body", book.subject());
    let sql = by_key(Sql::new(format!("SELECT {columns} FROM {} h", book.table())), book, scope, key, window);
    tx.all(sql.push_with(" ORDER BY h.created_at DESC, h.id DESC LIMIT ?", [limit.into()]), |row| {
        Ok(ChangedField {
            id: row.int(0)?,
            subject: row.int(1)?,
            site: row.int(2)?,
            created_at: row.int(3)?,
            request_id: row.maybe_text(4)?,
            secret: row.maybe_int(5)?,
            field: row.text(6)?,
            body: row.text(7)?,
        })
    })
}

/// How many orders or customers a key changed, and the number of history rows.
///
/// # Errors
/// The engine refused it.
pub fn count_of_key(tx: &mut Tx<'_>, book: Book, scope: &Scope, key: i64, window: &Window) -> Result<(i64, i64)> {
    let sql = Sql::new(format!("SELECT count(DISTINCT h.{}), count(*) FROM {} h", book.subject(), book.table()));
    tx.one(by_key(sql, book, scope, key, window), |row| Ok((row.int(0)?, row.int(1)?)))
}

fn by_key(sql: Sql, book: Book, scope: &Scope, key: i64, window: &Window) -> Sql {
    let sql = sql.push_with(" WHERE h.key_id = ?", [key.into()]);
    let mut sql = match book {
        Book::Orders => told_of(scope, scope.of_orders(sql.within("h.site_id", &scope.sites), "h.order_id")),
        Book::Customers => scope.with_orders(sql.within("h.site_id", &scope.sites), "h.customer_id"),
        Book::Tasks | Book::Packs => scope.rows(sql, TASK_LINKS, Some(key), "h"),
        Book::Corporate => scope.with_parties(sql.within("h.site_id", &scope.sites), "h.customer_id"),
    };
    for (condition, value) in [(">=", window.from), ("<", window.until)] {
        if let Some(value) = value {
            sql = sql.push_with(&format!(" AND h.created_at {condition} ?"), [value.into()]);
        }
    }
    if let Some(secret) = window.secret {
        sql = sql.push_with(" AND h.secret_number = ?", [secret.into()]);
    }
    if let Some(request) = &window.request {
        sql = sql.push_with(" AND h.request_id = ?", [request.into()]);
    }
    if let Some((at, id)) = window.before {
        sql = sql.push_with(" AND (h.created_at, h.id) < (?, ?)", [at.into(), id.into()]);
    }
    sql
}

/// Writes rows, in one statement.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, book: Book, entries: Vec<Entry>) -> Result<()> {
    tx.leave_mark()?;
    // SQLite takes many small prepared inserts faster than texts of changing length; a round trip each is what costs on PostgreSQL.
    if tx.engine() == crate::Engine::Sqlite {
        for entry in entries {
            let mut sql = Sql::new(book.insertion());
            sql.values = values(book, entry);
            tx.execute(sql)?;
        }
        return Ok(());
    }
    let mut entries = entries.into_iter().peekable();
    while entries.peek().is_some() {
        let (head, _) = book.insertion().split_once("VALUES").unwrap_or_default();
        let mut sql = Sql::new(format!("{head}VALUES "));
        for (index, entry) in entries.by_ref().take(100).enumerate() {
            let values = values(book, entry);
            let marks = vec!["?"; values.len()].join(",");
            sql = sql.push_with(&format!("{}({marks})", if index == 0 { "" } else { "," }), values);
        }
        tx.execute(sql)?;
    }
    Ok(())
}

fn values(book: Book, entry: Entry) -> Vec<Value> {
    let mut values = Vec::with_capacity(12);
    values.push(entry.subject.into());
    match book {
        Book::Tasks | Book::Packs => values.extend(entry.links.map(Value::from)),
        Book::Orders | Book::Customers | Book::Corporate => values.extend([entry.site.into(), entry.other_site.into()]),
    }
    values.extend([
        entry.created_at.into(),
        entry.source.into(),
        entry.key.into(),
        entry.user.into(),
        entry.request_id.into(),
        entry.secret.into(),
        entry.field.into(),
        entry.body.into(),
    ]);
    values
}

/// How many rows beyond a page are counted one by one.
const COUNTED: i64 = 100_000;

/// Reads rows in the order of their ids, and how many there are in all: exactly as far as blocks of the history are counted,
/// and some way beyond the page.
///
/// # Errors
/// The engine refused it.
pub fn read(tx: &mut Tx<'_>, book: Book, scope: &Scope, filter: &Filter, limit: i64, offset: i64) -> Result<(Vec<Line>, i64)> {
    // Nothing has a number so high that counting on from it would not fit.
    let since = filter.since.unwrap_or(0).clamp(0, i64::MAX / 2);
    let last = tx.horizon(book, since)?;
    let mut range = Range { since, last, subjects: subjects(tx, book, filter)? };
    let span = Span { since, last, from: filter.from, to: filter.to, not_by: filter.not_by };
    let in_blocks = history_blocks::BOOKS.contains(&book) && range.subjects.is_none();
    if in_blocks {
        (range.since, range.last) = history_blocks::ends(tx, book, &span)?;
    }
    let ids = page(tx, book, scope, filter, &range, limit, offset)?;
    let full = ids.len() as i64 == limit;
    let total = if !full && (offset == 0 || !ids.is_empty()) {
        offset.saturating_add(ids.len() as i64)
    } else {
        let most = offset.saturating_add(limit + COUNTED);
        let counted = if in_blocks && scope.is_whole() {
            history_blocks::count(tx, book, scope, &Span { since: range.since, last: range.last, ..span })?
        } else {
            None
        };
        let (mut total, rest) =
            counted.map_or_else(|| (0, vec![(range.since.saturating_add(1), range.last)]), |counted| (counted.rows, counted.rest));
        for (first, last) in rest {
            let part = Range { since: first - 1, last, subjects: range.subjects.clone() };
            let by = if is_counted_by_store(tx.engine(), book, scope, filter, &part) { By::Stores } else { By::ids_or(only_store(scope)) };
            let sql = narrowed(Sql::new("SELECT count(*) FROM (SELECT 1 AS one"), book, scope, filter, &part, by);
            total += tx.number(sql.push_with(" LIMIT ?) AS counted", [(most - total).max(0).into()]))?;
        }
        total
    };
    if ids.is_empty() {
        return Ok((Vec::new(), total));
    }
    let sql = Sql::new(columns(book)).push(&format!(" FROM {} h WHERE ", book.table())).push_in("h.id", ids).push(" ORDER BY h.id");
    Ok((tx.all(sql, line)?, total))
}

/// The newest rows of one order, customer or task, the newest first, and how many there are in all.
///
/// # Errors
/// The engine refused it.
pub fn latest(tx: &mut Tx<'_>, book: Book, scope: &Scope, subject: i64, limit: i64) -> Result<(Vec<Line>, i64)> {
    let filter = Filter::default();
    let range = Range { since: 0, last: i64::MAX, subjects: Some(vec![subject]) };
    let total = tx.number(narrowed(Sql::new("SELECT count(*)"), book, scope, &filter, &range, By::Ids))?;
    let sql =
        narrowed(Sql::new(columns(book)), book, scope, &filter, &range, By::Ids).push_with(" ORDER BY h.id DESC LIMIT ?", [limit.into()]);
    Ok((tx.all(sql, line)?, total))
}

fn columns(book: Book) -> String {
    format!("SELECT h.id, h.{}, h.created_at, h.source, h.key_id, h.user_id, h.field, h.body, h.request_id", book.subject())
}

fn line(row: &crate::Row<'_>) -> Result<Line> {
    Ok(Line {
        id: row.int(0)?,
        subject: row.int(1)?,
        created_at: row.int(2)?,
        source: row.text(3)?,
        key: row.maybe_int(4)?,
        user: row.maybe_int(5)?,
        field: row.text(6)?,
        body: row.text(7)?,
        request_id: row.maybe_text(8)?,
    })
}
