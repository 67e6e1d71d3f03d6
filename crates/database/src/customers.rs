//! Customers: rows, what finds them, duplicates.

use crate::condition::Condition;
use crate::customer_kinds::Kind;
use crate::facets::{self, Noun};
use crate::newest::{Sort, Table};
use crate::orders::ShownCustomer;
use crate::row_links::To;
use crate::sums::{self, Totals};
use crate::{Engine, Result, Row, Scope, Sites, Sql, Tx, Value, row_counts};

const TABLE: Table = Table { name: "customers", index: &facets::CUSTOMERS };

/// A customer as kept. `body` is the JSON object that is answered, without id, external id and store.
#[derive(Debug, Clone, PartialEq)]
pub struct Customer {
    /// Internal id.
    pub id: i64,
    /// The store it came from.
    pub site: i64,
    /// The client's own id, unique in the store.
    pub external_id: Option<String>,
    /// When it was made, in Unix seconds.
    pub created_at: i64,
    /// Email, trimmed and lower-cased.
    pub email: Option<String>,
    /// Id of the visitor's browser.
    pub browser_id: Option<String>,
    /// The customer this one was merged into; such a row behaves as absent.
    pub merged_into: Option<i64>,
    /// What is answered.
    pub body: String,
    /// What filters look at, lower-cased.
    pub facets: String,
}

const PERSONS: Kind<Customer> = Kind {
    to: To::Customer,
    columns: "c.id, c.site_id, c.external_id, c.created_at, c.email, c.browser_id, c.merged_into, c.body, c.facets",
    read,
};

fn read(row: &Row<'_>) -> Result<Customer> {
    Ok(Customer {
        id: row.int(0)?,
        site: row.int(1)?,
        external_id: row.maybe_text(2)?,
        created_at: row.int(3)?,
        email: row.maybe_text(4)?,
        browser_id: row.maybe_text(5)?,
        merged_into: row.maybe_int(6)?,
        body: row.text(7)?,
        facets: row.text(8)?,
    })
}

/// One customer by id.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, scope: &Scope, id: i64) -> Result<Option<Customer>> {
    PERSONS.find(tx, scope, id)
}

/// One customer by the client's own id in a store.
///
/// # Errors
/// The engine refused it.
pub fn find_external(tx: &mut Tx<'_>, scope: &Scope, site: i64, external_id: &str) -> Result<Option<Customer>> {
    PERSONS.find_external(tx, scope, site, external_id)
}

/// One customer as its orders show it, and what they come to.
///
/// # Errors
/// The engine refused it.
pub fn show(tx: &mut Tx<'_>, scope: &Scope, id: i64) -> Result<Option<(ShownCustomer, Option<Totals>)>> {
    let sql = sums::of_c(scope, Sql::new("SELECT c.id, c.site_id, c.external_id, c.body, "));
    let sql = sql.push(" FROM customers c WHERE c.merged_into IS NULL").push_with(" AND c.id = ?", [id.into()]);
    tx.optional(scope.customers(sql, "c"), |row| {
        let customer = ShownCustomer { id: row.int(0)?, site: row.int(1)?, external_id: row.maybe_text(2)?, body: row.text(3)? };
        let totals = row.maybe_text(4)?.map(|text| Totals::read(customer.id, &text)).transpose()?;
        Ok((customer, totals))
    })
}

/// Customers by id, in no particular order.
///
/// # Errors
/// The engine refused it.
pub fn find_all(tx: &mut Tx<'_>, scope: &Scope, ids: &[i64]) -> Result<Vec<Customer>> {
    PERSONS.find_all(tx, scope, ids)
}

/// The ids of some customers of a store after an id, in their order.
///
/// # Errors
/// The engine refused it.
pub fn after(tx: &mut Tx<'_>, scope: &Scope, site: i64, after: i64, limit: i64) -> Result<Vec<i64>> {
    let text = "SELECT c.id FROM customers c WHERE c.site_id = $1 AND c.id > $2 AND c.merged_into IS NULL";
    let sql = scope.customers(Sql::new(text).bind(site).bind(after), "c");
    tx.all(sql.push_with(" ORDER BY c.id LIMIT ?", [limit.into()]), |row| row.int(0))
}

/// A page of customers, newest first. `among` are the stores to look in.
///
/// # Errors
/// The engine refused it.
pub fn list(tx: &mut Tx<'_>, scope: &Scope, among: &[i64], conditions: &[Condition], limit: i64, offset: i64) -> Result<Vec<Customer>> {
    sorted(tx, scope, among, conditions, &Sort::default(), [limit, offset])
}

/// A page of customers in some order; `part` are its limit and offset.
///
/// # Errors
/// The engine refused it.
pub fn sorted(
    tx: &mut Tx<'_>,
    scope: &Scope,
    among: &[i64],
    conditions: &[Condition],
    sort: &Sort,
    part: [i64; 2],
) -> Result<Vec<Customer>> {
    let ids = TABLE.sorted(tx, scope, among, &scope.among_customers(conditions), sort, part)?;
    let mut rows = find_all(tx, scope, &ids)?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(rows)
}

/// How many customers there are, counted to `most` at most.
///
/// # Errors
/// The engine refused it.
pub fn count(tx: &mut Tx<'_>, scope: &Scope, among: &[i64], conditions: &[Condition], most: i64) -> Result<i64> {
    TABLE.count(tx, among, &scope.among_customers(conditions), most)
}

/// Adds a customer, with its phones as they are compared. The id was taken from the sequence before.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, customer: &Customer, phones: &[String]) -> Result<()> {
    let row = Sql::new(
        "INSERT INTO customers (id, site_id, external_id, created_at, email, browser_id, body, facets) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(customer.id)
    .bind(customer.site)
    .bind(customer.external_id.as_ref())
    .bind(customer.created_at)
    .bind(customer.email.as_ref())
    .bind(customer.browser_id.as_ref())
    .bind(&customer.body)
    .bind(&customer.facets);
    let mut all = row_counts::follow(tx, Noun::Customers, None, counted(customer));
    all.extend([row, facets::noted(Noun::Customers, customer.id, customer.created_at)]);
    tx.execute_together(all)?;
    add_phones(tx, customer.id, phones)
}

/// What a customer counts as in its store.
fn counted(customer: &Customer) -> Option<row_counts::Counted> {
    customer.merged_into.is_none().then(|| row_counts::Counted { site: customer.site, status: String::new() })
}

/// When a customer was made, and what it counts as, as it is kept now. On PostgreSQL no other transaction changes it from
/// here on.
fn before(tx: &mut Tx<'_>, id: i64) -> Result<(i64, Option<row_counts::Counted>)> {
    let lock = if tx.engine() == Engine::Postgres { " FOR UPDATE" } else { "" };
    let text = format!("SELECT c.created_at, c.site_id, c.merged_into FROM customers c WHERE c.id = $1{lock}");
    tx.one(Sql::new(text).bind(id), |row| {
        let (created_at, site, merged) = (row.int(0)?, row.int(1)?, row.maybe_int(2)?.is_some());
        Ok((created_at, (!merged).then(|| row_counts::Counted { site, status: String::new() })))
    })
}

/// Writes a customer back, with its phones.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, customer: &Customer, phones: &[String]) -> Result<()> {
    let (created_at, was) = before(tx, customer.id)?;
    let row = Sql::new(
        "UPDATE customers SET external_id = $1, created_at = $2, email = $3, browser_id = $4, merged_into = $5, body = $6, facets = $7,
         site_id = $8 WHERE id = $9",
    )
    .bind(customer.external_id.as_ref())
    .bind(customer.created_at)
    .bind(customer.email.as_ref())
    .bind(customer.browser_id.as_ref())
    .bind(customer.merged_into)
    .bind(&customer.body)
    .bind(&customer.facets)
    .bind(customer.site)
    .bind(customer.id);
    let mut all = row_counts::follow(tx, Noun::Customers, was, counted(customer));
    all.extend([row, facets::noted(Noun::Customers, customer.id, customer.created_at)]);
    if created_at != customer.created_at {
        all.push(facets::noted(Noun::Customers, customer.id, created_at));
    }
    // Two of the counts may be the same row, which one statement cannot change twice.
    all.into_iter().try_for_each(|sql| tx.execute(sql).map(drop))?;
    tx.execute(Sql::new("DELETE FROM customer_phones WHERE customer_id = $1").bind(customer.id))?;
    add_phones(tx, customer.id, phones)
}

fn add_phones(tx: &mut Tx<'_>, customer: i64, phones: &[String]) -> Result<()> {
    for phone in phones {
        tx.execute(
            Sql::new("INSERT INTO customer_phones (phone, customer_id) VALUES ($1, $2) ON CONFLICT DO NOTHING").bind(phone).bind(customer),
        )?;
    }
    Ok(())
}

/// A customer found by a phone number, an email or a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Internal id.
    pub id: i64,
    /// Its store.
    pub site: i64,
}

pub(crate) fn candidate(row: &Row<'_>) -> Result<Candidate> {
    Ok(Candidate { id: row.int(0)?, site: row.int(1)? })
}

/// Reads a candidate, and how many keys that do not see the contact gave it to the customer first.
fn guess(row: &Row<'_>) -> Result<(Candidate, i64)> {
    Ok((candidate(row)?, row.int(2)?))
}

/// Customers who have a contact only from a key that does not see it count where there are no others: otherwise such a key
/// could draw the orders of a stranger to a customer of its own.
fn firm(found: Vec<(Candidate, i64)>) -> Vec<Candidate> {
    let any = found.iter().any(|(_, guesses)| *guesses == 0);
    found.into_iter().filter(|(_, guesses)| !any || *guesses == 0).map(|(candidate, _)| candidate).collect()
}

/// Customers with a phone, as it is compared.
///
/// # Errors
/// The engine refused it.
pub fn by_phone(tx: &mut Tx<'_>, scope: &Scope, phone: &str) -> Result<Vec<Candidate>> {
    let sql = Sql::new(
        "SELECT c.id, c.site_id, (SELECT count(*) FROM sent_contacts s
          WHERE s.kind = 'phone' AND s.value = p.phone AND s.customer_id = c.id AND s.guessed = 1)
         FROM customer_phones p JOIN customers c ON c.id = p.customer_id WHERE p.phone = $1 AND c.merged_into IS NULL",
    )
    .bind(phone);
    Ok(firm(tx.all(scope.customers(sql, "c").push(" ORDER BY c.id"), guess)?))
}

/// The ids of customers that the scope sees and of which all this holds; `None` where they are more than `most`.
pub(crate) fn few(tx: &mut Tx<'_>, scope: &Scope, conditions: &[Condition], most: i64) -> Result<Option<Vec<i64>>> {
    let sites = match &scope.sites {
        Sites::All => tx.all("SELECT id FROM sites", |row| row.int(0))?,
        Sites::Some(ids) => ids.to_vec(),
    };
    let ids = TABLE.page(tx, &sites, &scope.among_customers(conditions), most + 1, 0)?;
    Ok((ids.len() as i64 <= most).then_some(ids))
}

/// Customers with one of these phones, as they are compared.
pub fn with_phone(phones: &[String]) -> Condition {
    let marks = vec!["?"; phones.len()].join(",");
    let text = format!("t.id IN (SELECT p.customer_id FROM customer_phones p WHERE p.phone IN ({marks}))");
    let check = Condition::Own(text, phones.iter().map(Value::from).collect());
    Condition::Found { facet: facets::PHONE, values: phones.to_vec(), check: Box::new(check) }
}

/// Customers with an email, trimmed and lower-cased.
///
/// # Errors
/// The engine refused it.
pub fn by_email(tx: &mut Tx<'_>, scope: &Scope, email: &str) -> Result<Vec<Candidate>> {
    let sql = Sql::new(
        "SELECT c.id, c.site_id, (SELECT count(*) FROM sent_contacts s
          WHERE s.kind = 'email' AND s.value = c.email AND s.customer_id = c.id AND s.guessed = 1)
         FROM customers c WHERE c.email = $1 AND c.merged_into IS NULL",
    )
    .bind(email);
    Ok(firm(tx.all(scope.customers(sql, "c").push(" ORDER BY c.id"), guess)?))
}

/// Customers with a browser.
///
/// # Errors
/// The engine refused it.
pub fn by_browser(tx: &mut Tx<'_>, scope: &Scope, browser: &str) -> Result<Vec<Candidate>> {
    let sql = Sql::new("SELECT c.id, c.site_id FROM customers c WHERE c.browser_id = $1 AND c.merged_into IS NULL").bind(browser);
    tx.all(scope.customers(sql, "c").push(" ORDER BY c.id"), candidate)
}

/// Records two customers as possible duplicates.
///
/// # Errors
/// The engine refused it.
pub fn add_duplicate(tx: &mut Tx<'_>, one: i64, other: i64, order: i64, now: i64) -> Result<()> {
    tx.execute(
        Sql::new(
            "INSERT INTO customer_duplicates (first_id, second_id, order_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        )
        .bind(one.min(other))
        .bind(one.max(other))
        .bind(order)
        .bind(now),
    )
    .map(drop)
}

/// Possible duplicates of a customer, as ids.
///
/// # Errors
/// The engine refused it.
pub fn duplicates(tx: &mut Tx<'_>, scope: &Scope, id: i64) -> Result<Vec<i64>> {
    let sql = Sql::new(
        "SELECT c.id FROM customer_duplicates d JOIN customers c ON c.id = CASE WHEN d.first_id = $1 THEN d.second_id ELSE d.first_id END
         WHERE (d.first_id = $2 OR d.second_id = $3) AND c.merged_into IS NULL",
    )
    .bind(id)
    .bind(id)
    .bind(id);
    tx.all(scope.customers(sql, "c").push(" ORDER BY c.id"), |row| row.int(0))
}

/// Moves what names one customer to another and is no noun of its own: orders, carts, subscriptions.
///
/// # Errors
/// The engine refused it.
pub fn move_belongings(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    tx.execute(Sql::new("UPDATE orders SET customer_id = $1 WHERE customer_id = $2").bind(to).bind(from))?;
    sums::move_to(tx, from, to)?;
    crate::carts::move_to(tx, from, to)?;
    tx.execute(
        Sql::new(
            "INSERT INTO customer_subscriptions (customer_id, channel, subscription, subscribed, changed_at)
             SELECT $1, channel, subscription, subscribed, changed_at FROM customer_subscriptions WHERE customer_id = $2 ON CONFLICT DO NOTHING",
        )
        .bind(to)
        .bind(from),
    )?;
    tx.execute(Sql::new("DELETE FROM customer_subscriptions WHERE customer_id = $1").bind(from)).map(drop)
}
