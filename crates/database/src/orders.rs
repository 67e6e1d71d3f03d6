//! Orders: their rows.

use crate::condition::{Condition, On};
use crate::facets::{self, Noun, Wall};
use crate::links::{self, Link};
use crate::newest::{Sort, Table};
use crate::sums::{self, Counted, Totals};
use crate::{Engine, Result, Row, Scope, Sql, Tx, Value, order_items, row_counts};

const TABLE: Table = Table { name: "orders", index: &facets::ORDERS };

/// An order as kept. `body` is the JSON object that is answered, without ids, number, store, status and customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Internal id.
    pub id: i64,
    /// Its store.
    pub site: i64,
    /// The client's own id, unique in the store.
    pub external_id: Option<String>,
    /// Number for people.
    pub number: String,
    /// Code of the status.
    pub status: String,
    /// The customer.
    pub customer: Option<i64>,
    /// When it was made, in Unix seconds.
    pub created_at: i64,
    /// What is to be paid, in ten-thousandths.
    pub total: i64,
    /// What it costs the shop, in ten-thousandths.
    pub costs: i64,
    /// Whether it is linked to other orders.
    pub linked: bool,
    /// The order this one was merged into; such a row behaves as absent.
    pub merged_into: Option<i64>,
    /// What is answered.
    pub body: String,
    /// What filters look at, lower-cased.
    pub facets: String,
}

const COLUMNS: &str = "o.id, o.site_id, o.external_id, o.number, o.status, o.customer_id, o.created_at, o.total, o.linked, o.merged_into, o.body, o.facets, o.costs";

fn read(row: &Row<'_>) -> Result<Order> {
    Ok(Order {
        id: row.int(0)?,
        site: row.int(1)?,
        external_id: row.maybe_text(2)?,
        number: row.text(3)?,
        status: row.text(4)?,
        customer: row.maybe_int(5)?,
        created_at: row.int(6)?,
        total: row.int(7)?,
        linked: row.flag(8)?,
        merged_into: row.maybe_int(9)?,
        body: row.text(10)?,
        facets: row.text(11)?,
        costs: row.int(12)?,
    })
}

/// One order by id, to be changed.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, scope: &Scope, id: i64) -> Result<Option<Order>> {
    let sql = Sql::new(format!("SELECT {COLUMNS} FROM orders o WHERE o.id = $1 AND o.merged_into IS NULL")).bind(id);
    tx.optional(scope.orders(sql, "o"), read)
}

/// One order by the client's own id in a store, to be changed.
///
/// # Errors
/// The engine refused it.
pub fn find_external(tx: &mut Tx<'_>, scope: &Scope, site: i64, external_id: &str) -> Result<Option<Order>> {
    let text = format!("SELECT {COLUMNS} FROM orders o WHERE o.site_id = $1 AND o.external_id = $2 AND o.merged_into IS NULL");
    tx.optional(scope.orders(Sql::new(text).bind(site).bind(external_id), "o"), read)
}

/// One order by its number in a store; the newest where a number repeats.
///
/// # Errors
/// The engine refused it.
pub fn find_number(tx: &mut Tx<'_>, scope: &Scope, site: Option<i64>, number: &str) -> Result<Option<Order>> {
    let text = format!("SELECT {COLUMNS} FROM orders o WHERE o.number = $1 AND o.merged_into IS NULL");
    let mut sql = scope.orders(Sql::new(text).bind(number), "o");
    if let Some(site) = site {
        sql = sql.push_with(" AND o.site_id = ?", [site.into()]);
    }
    tx.optional(sql.push(" ORDER BY o.id DESC LIMIT 1"), read)
}

/// An order and its customer, as they are shown. The customer is `None` when it is outside the stores.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Internal id.
    pub id: i64,
    /// Its store.
    pub site: i64,
    /// When it was made, in Unix seconds.
    pub created_at: i64,
    /// Whether it is linked to other orders.
    pub linked: bool,
    /// What is answered.
    pub body: String,
    /// The customer.
    pub customer: Option<ShownCustomer>,
}

/// The customer of a shown order.
#[derive(Debug, Clone)]
pub struct ShownCustomer {
    /// Internal id.
    pub id: i64,
    /// The store it came from.
    pub site: i64,
    /// The client's own id.
    pub external_id: Option<String>,
    /// What is answered.
    pub body: String,
}

const SHOWN: &str = "SELECT o.id, o.site_id, o.linked, o.body, c.id, c.site_id, c.external_id, c.body, o.created_at";

fn shown(sql: Sql, scope: &Scope) -> Sql {
    // A key that sees the order also sees its customer, at least the store.
    let sql = sql.push(" FROM orders o LEFT JOIN customers c ON c.id = o.customer_id").within_sites("c", &scope.sites);
    scope.orders(sql.push(" WHERE o.merged_into IS NULL"), "o")
}

/// One order with the totals of its customer, in one statement: two would take half as long again.
fn shown_with_totals(scope: &Scope) -> Sql {
    shown(sums::of_c(scope, Sql::new(SHOWN).push(", ")), scope)
}

fn read_with_totals(row: &Row<'_>) -> Result<(Shown, Option<Totals>)> {
    let shown = read_shown(row)?;
    let totals = match (&shown.customer, row.maybe_text(9)?) {
        (Some(customer), Some(text)) => Some(Totals::read(customer.id, &text)?),
        _ => None,
    };
    Ok((shown, totals))
}

fn read_shown(row: &Row<'_>) -> Result<Shown> {
    let customer = match row.maybe_int(4)? {
        Some(id) => Some(ShownCustomer { id, site: row.int(5)?, external_id: row.maybe_text(6)?, body: row.text(7)? }),
        None => None,
    };
    Ok(Shown { id: row.int(0)?, site: row.int(1)?, created_at: row.int(8)?, linked: row.flag(2)?, body: row.text(3)?, customer })
}

/// An order to be shown, what the orders of its customer come to, and its links.
pub type Whole = (Shown, Option<Totals>, Vec<Link>);

/// One order by id, whole.
///
/// # Errors
/// The engine refused it.
pub fn show(tx: &mut Tx<'_>, scope: &Scope, id: i64) -> Result<Option<Whole>> {
    whole(tx, scope, || shown_with_totals(scope).push_with(" AND o.id = ?", [id.into()]))
}

/// One order by the client's own id in a store, whole.
///
/// # Errors
/// The engine refused it.
pub fn show_external(tx: &mut Tx<'_>, scope: &Scope, site: i64, external_id: &str) -> Result<Option<Whole>> {
    whole(tx, scope, || shown_with_totals(scope).push_with(" AND o.site_id = ? AND o.external_id = ?", [site.into(), external_id.into()]))
}

/// Most orders have no links, and their statement stays the only one.
fn whole(tx: &mut Tx<'_>, scope: &Scope, sql: impl Fn() -> Sql) -> Result<Option<Whole>> {
    let found = match tx.alone(sql(), read_with_totals)? {
        Some((order, _)) if order.linked => tx.optional(sql(), read_with_totals)?,
        found => found,
    };
    let Some((order, totals)) = found else { return Ok(None) };
    let links = if order.linked { links::of(tx, scope, &[order.id])? } else { Vec::new() };
    Ok(Some((order, totals, links)))
}

/// Orders by id, in no particular order.
///
/// # Errors
/// The engine refused it.
pub fn show_all(tx: &mut Tx<'_>, scope: &Scope, ids: &[i64]) -> Result<Vec<Shown>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(shown(Sql::new(SHOWN), scope).push(" AND ").push_in("o.id", ids.iter().copied()), read_shown)
}

/// A page of orders, newest first. `among` are the stores to look in; customers are shown within the scope.
///
/// # Errors
/// The engine refused it.
pub fn list(tx: &mut Tx<'_>, scope: &Scope, among: &[i64], conditions: &[Condition], limit: i64, offset: i64) -> Result<Vec<Shown>> {
    sorted(tx, scope, among, conditions, &Sort::default(), [limit, offset])
}

/// The ids of some orders of a store after an id, in their order.
///
/// # Errors
/// The engine refused it.
pub fn after(tx: &mut Tx<'_>, scope: &Scope, site: i64, after: i64, limit: i64) -> Result<Vec<i64>> {
    let text = "SELECT o.id FROM orders o WHERE o.site_id = $1 AND o.id > $2 AND o.merged_into IS NULL";
    let sql = scope.orders(Sql::new(text).bind(site).bind(after), "o");
    tx.all(sql.push_with(" ORDER BY o.id LIMIT ?", [limit.into()]), |row| row.int(0))
}

/// What an order's customer is looked for by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfCustomer {
    /// Internal id.
    Id(i64),
    /// The client's own id.
    ExternalId(String),
    /// A flag among the customer's facets.
    Flag(&'static str, bool),
}

/// The most customers whose orders are found by the customers: of more, orders are asked whose they are.
const FEW_CUSTOMERS: i64 = 1000;

/// Orders of such customers; customers outside the stores do not count.
///
/// # Errors
/// The engine refused it.
pub fn of_customer(tx: &mut Tx<'_>, wanted: OfCustomer, visible: &[i64]) -> Result<Condition> {
    let seen = Sql::new("SELECT c.id FROM customers c WHERE c.merged_into IS NULL AND ").push_in("c.site_id", visible.iter().copied());
    let ids = match wanted {
        OfCustomer::Id(id) => tx.all(seen.push_with(" AND c.id = ?", [id.into()]), |row| row.int(0))?,
        OfCustomer::ExternalId(id) => tx.all(seen.push_with(" AND c.external_id = ?", [id.into()]), |row| row.int(0))?,
        OfCustomer::Flag(name, flag) => {
            let few = if flag && !visible.is_empty() {
                facets::page(
                    tx,
                    &facets::CUSTOMERS,
                    Wall::Sites(visible),
                    &[Condition::is(On::Number(name), 1)],
                    "DESC",
                    [FEW_CUSTOMERS + 1, 0],
                )?
            } else {
                None
            };
            match few.filter(|ids| ids.len() as i64 <= FEW_CUSTOMERS) {
                Some(ids) => ids,
                None => return Ok(flagged(name, flag, visible)),
            }
        }
    };
    Ok(Condition::OneOf(On::Column("customer_id"), ids.into_iter().map(Value::from).collect()))
}

/// Orders whose customers have, or lack, a flag.
fn flagged(name: &str, flag: bool, visible: &[i64]) -> Condition {
    // IDs start at 1; 0 stands for an empty list of stores.
    let sites: Vec<i64> = if visible.is_empty() { vec![0] } else { visible.to_vec() };
    let marks = vec!["?"; sites.len()].join(",");
    let text = format!(
        "EXISTS (SELECT 1 FROM customers c WHERE c.id = t.customer_id AND c.merged_into IS NULL AND c.site_id IN ({marks})
         AND CAST(c.facets ->> '{name}' AS BIGINT) = ?)"
    );
    Condition::Own(text, sites.into_iter().map(Value::from).chain([i64::from(flag).into()]).collect())
}

/// Orders that were made by a key.
pub fn made_by(key: i64) -> Condition {
    let check = Condition::Own("t.made_by = ?".to_owned(), vec![key.into()]);
    Condition::Found { facet: facets::MAKER, values: vec![key.to_string()], check: Box::new(check) }
}

/// The key that made an order; none where a user or the hub itself did.
///
/// # Errors
/// The engine refused it.
pub fn maker(tx: &mut Tx<'_>, order: i64) -> Result<Option<i64>> {
    tx.optional(Sql::new("SELECT o.made_by FROM orders o WHERE o.id = $1 AND o.made_by IS NOT NULL").bind(order), |row| row.int(0))
}

/// Orders that went through these statuses, one after the other.
pub fn passed_through(statuses: &[String]) -> Condition {
    let mut text = String::from("EXISTS (SELECT 1 FROM orders_history h0");
    for step in 1..statuses.len() {
        text.push_str(&format!(" JOIN orders_history h{step} ON h{step}.order_id = h0.order_id AND h{step}.id > h{}.id", step - 1));
    }
    text.push_str(" WHERE h0.order_id = t.id");
    for step in 0..statuses.len() {
        text.push_str(&format!(" AND h{step}.field = 'status' AND h{step}.body -> 'newValue' ->> 'code' = ?"));
    }
    text.push(')');
    Condition::Own(text, statuses.iter().map(Value::from).collect())
}

/// A page of orders in some order; `part` are its limit and offset.
///
/// # Errors
/// The engine refused it.
pub fn sorted(tx: &mut Tx<'_>, scope: &Scope, among: &[i64], conditions: &[Condition], sort: &Sort, part: [i64; 2]) -> Result<Vec<Shown>> {
    let ids = TABLE.sorted(tx, scope, among, &scope.among_orders(conditions), sort, part)?;
    let mut rows = show_all(tx, scope, &ids)?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(rows)
}

/// How many orders there are, counted to `most` at most.
///
/// # Errors
/// The engine refused it.
pub fn count(tx: &mut Tx<'_>, scope: &Scope, among: &[i64], conditions: &[Condition], most: i64) -> Result<i64> {
    TABLE.count(tx, among, &scope.among_orders(conditions), most)
}

/// True when there is any order at all, in whatever store.
///
/// # Errors
/// The engine refused it.
pub fn any(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(tx.optional("SELECT 1 FROM orders LIMIT 1", |row| row.int(0))?.is_some())
}

/// The status of one order.
#[derive(Debug, Clone)]
pub struct Status {
    /// Internal id.
    pub id: i64,
    /// The client's own id.
    pub external_id: Option<String>,
    /// Code of the status.
    pub status: String,
}

/// The statuses of orders named by either id; an order that both name comes once.
///
/// # Errors
/// The engine refused it.
pub fn statuses(tx: &mut Tx<'_>, scope: &Scope, among: &[i64], ids: &[i64], external_ids: &[String]) -> Result<Vec<Status>> {
    let read = |row: &Row<'_>| Ok(Status { id: row.int(0)?, external_id: row.maybe_text(1)?, status: row.text(2)? });
    let mut found = Vec::new();
    if !ids.is_empty() {
        let sql = Sql::new("SELECT o.id, o.external_id, o.status FROM orders o WHERE o.merged_into IS NULL AND ")
            .push_in("o.id", ids.iter().copied());
        found = tx.all(scope.orders(sql, "o"), read)?;
    }
    if !external_ids.is_empty() {
        let sql = Sql::new("SELECT o.id, o.external_id, o.status FROM orders o WHERE o.merged_into IS NULL AND ")
            .push_in("o.site_id", among.iter().copied())
            .push(" AND ")
            .push_in("o.external_id", external_ids.iter());
        found.extend(tx.all(scope.orders(sql, "o"), read)?);
    }
    found.sort_by_key(|status| status.id);
    found.dedup_by_key(|status| status.id);
    Ok(found)
}

/// Adds an order with these lines, made by a key or by none. All ids were taken from their sequences before.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, order: &Order, lines: &[order_items::Line], maker: Option<i64>) -> Result<()> {
    let row = Sql::new(
        "INSERT INTO orders (id, site_id, external_id, number, status, customer_id, created_at, total, linked, body, facets, costs, made_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(order.id)
    .bind(order.site)
    .bind(order.external_id.as_ref())
    .bind(&order.number)
    .bind(&order.status)
    .bind(order.customer)
    .bind(order.created_at)
    .bind(order.total)
    .bind(order.linked)
    .bind(&order.body)
    .bind(&order.facets)
    .bind(order.costs)
    .bind(maker);
    let mut all = row_counts::follow(tx, Noun::Orders, None, counted(order));
    all.extend([row, facets::noted(Noun::Orders, order.id, order.created_at)]);
    all.extend(order_items::added(order.id, lines));
    all.extend(Counted::of(order).map(Counted::added));
    tx.execute_together(all)
}

/// What an order counts as in its store.
fn counted(order: &Order) -> Option<row_counts::Counted> {
    order.merged_into.is_none().then(|| row_counts::Counted { site: order.site, status: order.status.clone() })
}

/// What is kept of an order besides its row, as it is before a change.
struct Before {
    created_at: i64,
    status: Option<row_counts::Counted>,
    sums: Option<Counted>,
}

/// What an order counts for as it is kept now. On PostgreSQL no other transaction changes it from here on.
fn before(tx: &mut Tx<'_>, id: i64) -> Result<Before> {
    let text = "SELECT o.site_id, o.customer_id, o.total, o.costs, o.created_at, o.status, o.merged_into FROM orders o WHERE o.id = $1";
    let text = if tx.engine() == Engine::Postgres { format!("{text} FOR UPDATE") } else { text.to_owned() };
    tx.one(Sql::new(text).bind(id), |row| {
        let (site, total, costs, created_at, status) = (row.int(0)?, row.int(2)?, row.int(3)?, row.int(4)?, row.text(5)?);
        let (customer, merged) = (row.maybe_int(1)?, row.maybe_int(6)?.is_some());
        let sums = customer.filter(|_| !merged).map(|customer| Counted { customer, site, total, costs, created_at });
        Ok(Before { created_at, status: (!merged).then_some(row_counts::Counted { site, status }), sums })
    })
}

/// Writes an order back.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, order: &Order) -> Result<()> {
    let before = before(tx, order.id)?;
    let row = Sql::new(
        "UPDATE orders SET external_id = $1, number = $2, status = $3, customer_id = $4, created_at = $5, total = $6, linked = $7,
         merged_into = $8, body = $9, facets = $10, costs = $11 WHERE id = $12",
    )
    .bind(order.external_id.as_ref())
    .bind(&order.number)
    .bind(&order.status)
    .bind(order.customer)
    .bind(order.created_at)
    .bind(order.total)
    .bind(order.linked)
    .bind(order.merged_into)
    .bind(&order.body)
    .bind(&order.facets)
    .bind(order.costs)
    .bind(order.id);
    let mut all = vec![facets::noted(Noun::Orders, order.id, order.created_at), row];
    if before.created_at != order.created_at {
        all.push(facets::noted(Noun::Orders, order.id, before.created_at));
    }
    tx.execute_together(all)?;
    for sql in row_counts::follow(tx, Noun::Orders, before.status, counted(order)) {
        tx.execute(sql)?;
    }
    sums::follow(tx, before.sums, Counted::of(order))
}
