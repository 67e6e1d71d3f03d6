//! Corporate customers: rows, their contacts, and what their orders come to. An order has its corporate customer in `order_parties`.

use crate::condition::{Condition, append_all};
use crate::customer_kinds::Kind;
use crate::row_links::To;
use crate::sums::{Measure, Totals};
use crate::{Result, Row, Scope, Sql, Tx};

/// A corporate customer as kept. `body` is its JSON object, without id, external id and store.
#[derive(Debug, Clone, PartialEq)]
pub struct Corporate {
    /// Internal id, of the same numbers as those of persons.
    pub id: i64,
    /// The store it came from.
    pub site: i64,
    /// The client's own id, unique in the store among corporate customers.
    pub external_id: Option<String>,
    /// When it was made, in Unix seconds.
    pub created_at: i64,
    /// The corporate customer this one was merged into; such a row behaves as absent.
    pub merged_into: Option<i64>,
    /// What is kept.
    pub body: String,
    /// What filters look at, lower-cased.
    pub facets: String,
}

const CORPORATE: Kind<Corporate> =
    Kind { to: To::Corporate, columns: "c.id, c.site_id, c.external_id, c.created_at, c.merged_into, c.body, c.facets", read };

fn read(row: &Row<'_>) -> Result<Corporate> {
    Ok(Corporate {
        id: row.int(0)?,
        site: row.int(1)?,
        external_id: row.maybe_text(2)?,
        created_at: row.int(3)?,
        merged_into: row.maybe_int(4)?,
        body: row.text(5)?,
        facets: row.text(6)?,
    })
}

impl Scope {
    /// Restricts a query to the corporate customers it sees; `table` is the alias of theirs.
    pub(crate) fn corporate(&self, sql: Sql, table: &str) -> Sql {
        self.with_parties(sql.within_sites(table, &self.sites), &format!("{table}.id"))
    }

    /// Restricts a query to corporate customers with an order that it sees, where orders are narrowed; `corporate` is the id.
    pub(crate) fn with_parties(&self, sql: Sql, corporate: &str) -> Sql {
        if self.is_whole() {
            return sql;
        }
        let text = format!(
            " AND EXISTS (SELECT 1 FROM order_parties p JOIN orders r ON r.id = p.order_id
              WHERE p.corporate_id = {corporate} AND r.merged_into IS NULL"
        );
        self.orders(sql.push(&text), "r").push(")")
    }
}

/// One corporate customer by id.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, scope: &Scope, id: i64) -> Result<Option<Corporate>> {
    CORPORATE.find(tx, scope, id)
}

/// One corporate customer by the client's own id in a store.
///
/// # Errors
/// The engine refused it.
pub fn find_external(tx: &mut Tx<'_>, scope: &Scope, site: i64, external_id: &str) -> Result<Option<Corporate>> {
    CORPORATE.find_external(tx, scope, site, external_id)
}

/// Corporate customers by id, in no particular order.
///
/// # Errors
/// The engine refused it.
pub fn find_all(tx: &mut Tx<'_>, scope: &Scope, ids: &[i64]) -> Result<Vec<Corporate>> {
    CORPORATE.find_all(tx, scope, ids)
}

/// Whether there is a corporate customer with such an external id in the store, merged ones left out.
///
/// # Errors
/// The engine refused it.
pub fn named(tx: &mut Tx<'_>, site: i64, external_id: &str) -> Result<Option<i64>> {
    let text = "SELECT c.id FROM corporate_customers c WHERE c.site_id = $1 AND c.external_id = $2 AND c.merged_into IS NULL";
    tx.optional(Sql::new(text).bind(site).bind(external_id), |row| row.int(0))
}

/// A page of corporate customers, newest first, and how many there are. `among` are the stores to look in.
///
/// # Errors
/// The engine refused it.
pub fn list(
    tx: &mut Tx<'_>,
    scope: &Scope,
    among: &[i64],
    conditions: &[Condition],
    limit: i64,
    offset: i64,
) -> Result<(Vec<Corporate>, i64)> {
    let mut conditions = conditions.to_vec();
    if !scope.is_whole() {
        let (text, values) = crate::condition::own_text(scope.with_parties(Sql::new("1 = 1"), "t.id"));
        conditions.push(Condition::Own(text, values));
    }
    if among.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let found = |columns: &str| {
        let text = format!("SELECT {columns} FROM corporate_customers t WHERE t.merged_into IS NULL AND ");
        append_all(&conditions, Sql::new(text).push_in("t.site_id", among.iter().copied()), "t")
    };
    let total = tx.number(found("count(*)"))?;
    let page = found("t.id").push_with(" ORDER BY t.created_at DESC, t.id DESC LIMIT ? OFFSET ?", [limit.into(), offset.into()]);
    let ids = tx.all(page, |row| row.int(0))?;
    let mut rows = find_all(tx, scope, &ids)?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok((rows, total))
}

/// Adds a corporate customer, whose store it carries, with its contact persons. The id was taken from the sequence before.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, customer: &Corporate, contacts: &[i64]) -> Result<()> {
    tx.execute(
        Sql::new("INSERT INTO corporate_customers (id, site_id, external_id, created_at, body, facets) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(customer.id)
            .bind(customer.site)
            .bind(customer.external_id.as_ref())
            .bind(customer.created_at)
            .bind(&customer.body)
            .bind(&customer.facets),
    )?;
    add_contacts(tx, customer.id, contacts)
}

/// Writes a corporate customer back, with its contact persons.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, customer: &Corporate, contacts: &[i64]) -> Result<()> {
    tx.execute(
        Sql::new(
            "UPDATE corporate_customers SET external_id = $1, created_at = $2, merged_into = $3, body = $4, facets = $5 WHERE id = $6",
        )
        .bind(customer.external_id.as_ref())
        .bind(customer.created_at)
        .bind(customer.merged_into)
        .bind(&customer.body)
        .bind(&customer.facets)
        .bind(customer.id),
    )?;
    tx.execute(Sql::new("DELETE FROM corporate_contacts WHERE corporate_id = $1").bind(customer.id))?;
    add_contacts(tx, customer.id, contacts)
}

fn add_contacts(tx: &mut Tx<'_>, corporate: i64, contacts: &[i64]) -> Result<()> {
    for contact in contacts {
        let sql = Sql::new("INSERT INTO corporate_contacts (corporate_id, customer_id) VALUES ($1, $2) ON CONFLICT DO NOTHING");
        tx.execute(sql.bind(corporate).bind(*contact))?;
    }
    Ok(())
}

/// Corporate customers that have a person as a contact, in the order of their ids.
///
/// # Errors
/// The engine refused it.
pub fn of_contact(tx: &mut Tx<'_>, scope: &Scope, person: i64) -> Result<Vec<Corporate>> {
    let text = format!(
        "SELECT {} FROM corporate_customers c JOIN corporate_contacts k ON k.corporate_id = c.id
         WHERE c.merged_into IS NULL AND k.customer_id = $1",
        CORPORATE.columns
    );
    tx.all(scope.corporate(Sql::new(text).bind(person), "c").push(" ORDER BY c.id"), read)
}

/// Moves the orders of one corporate customer to another.
///
/// # Errors
/// The engine refused it.
pub fn move_belongings(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    tx.execute(Sql::new("UPDATE order_parties SET corporate_id = $1 WHERE corporate_id = $2").bind(to).bind(from)).map(drop)
}

/// What the orders of corporate customers come to, of those the scope sees; customers without any are left out.
///
/// # Errors
/// The engine refused it.
pub fn totals(tx: &mut Tx<'_>, scope: &Scope, ids: &[i64]) -> Result<Vec<Totals>> {
    summed(tx, scope, "p.corporate_id", ids)
}

/// What the orders of companies come to, of those the scope sees; companies without any are left out.
///
/// # Errors
/// The engine refused it.
pub fn company_totals(tx: &mut Tx<'_>, scope: &Scope, corporate: i64) -> Result<Vec<Totals>> {
    let sql = Sql::new(SUMS.replace("OWNER", "p.company_id"))
        .push_with(" AND p.corporate_id = ? AND p.company_id IS NOT NULL", [corporate.into()]);
    tx.all(scope.orders(sql, "o").push(" GROUP BY p.company_id"), sums)
}

const SUMS: &str = "SELECT OWNER, count(*), CAST(sum(o.total) AS BIGINT), CAST(sum(o.costs) AS BIGINT), max(o.created_at)
 FROM order_parties p JOIN orders o ON o.id = p.order_id WHERE o.merged_into IS NULL";

fn summed(tx: &mut Tx<'_>, scope: &Scope, owner: &str, ids: &[i64]) -> Result<Vec<Totals>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = Sql::new(SUMS.replace("OWNER", owner)).push(" AND ").push_in(owner, ids.iter().copied());
    tx.all(scope.orders(sql, "o").push(&format!(" GROUP BY {owner}")), sums)
}

fn sums(row: &Row<'_>) -> Result<Totals> {
    Ok(Totals { customer: row.int(0)?, orders: row.int(1)?, sum: row.int(2)?, costs: row.int(3)?, newest: row.int(4)? })
}

/// Corporate customers whose orders in the stores measure at least, or at most, this.
pub fn measured(scope: &Scope, measure: Measure, at_least: bool, value: i64) -> Condition {
    let expression = match measure {
        Measure::Orders => "count(*)",
        Measure::Sum => "CAST(coalesce(sum(o.total), 0) AS BIGINT)",
        Measure::Costs => "CAST(coalesce(sum(o.costs), 0) AS BIGINT)",
        Measure::Average => "CAST(coalesce(avg(o.total), 0) AS BIGINT)",
        Measure::First => "min(o.created_at)",
        Measure::Newest => "max(o.created_at)",
    };
    let comparison = if at_least { ">=" } else { "<=" };
    let sql = Sql::new(format!(
        "(SELECT {expression} FROM orders o JOIN order_parties p ON p.order_id = o.id WHERE p.corporate_id = t.id AND o.merged_into IS NULL"
    ));
    let sql = scope.orders(sql, "o").push_with(&format!(") {comparison} ?"), [value.into()]);
    let (text, values) = crate::condition::own_text(sql);
    Condition::Own(text, values)
}

/// Corporate customers with a contact person whom the scope sees and of whom all this holds.
pub fn with_contact(scope: &Scope, conditions: &[Condition]) -> Condition {
    let sql = Sql::new("t.id IN (SELECT k.corporate_id FROM corporate_contacts k JOIN customers t ON t.id = k.customer_id WHERE 1 = 1");
    let sql = append_all(conditions, scope.customers(sql, "t"), "t").push(")");
    let (text, values) = crate::condition::own_text(sql);
    Condition::Own(text, values)
}

/// Who an order is for besides its customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Party {
    /// The order.
    pub order: i64,
    /// The corporate customer.
    pub corporate: i64,
    /// The company.
    pub company: Option<i64>,
}

/// The corporate customers of orders; orders of persons are left out.
///
/// # Errors
/// The engine refused it.
pub fn parties(tx: &mut Tx<'_>, scope: &Scope, orders: &[i64]) -> Result<Vec<Party>> {
    if orders.is_empty() {
        return Ok(Vec::new());
    }
    let sql = Sql::new("SELECT p.order_id, p.corporate_id, p.company_id FROM order_parties p JOIN orders o ON o.id = p.order_id WHERE ")
        .push_in("p.order_id", orders.iter().copied());
    tx.all(scope.orders(sql, "o"), |row| Ok(Party { order: row.int(0)?, corporate: row.int(1)?, company: row.maybe_int(2)? }))
}

/// Notes who an order is for; `None` for a person.
///
/// # Errors
/// The engine refused it.
pub fn set_party(tx: &mut Tx<'_>, order: i64, party: Option<Party>) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM order_parties WHERE order_id = $1").bind(order))?;
    if let Some(party) = party {
        let sql = Sql::new("INSERT INTO order_parties (order_id, corporate_id, company_id) VALUES ($1, $2, $3)");
        tx.execute(sql.bind(order).bind(party.corporate).bind(party.company))?;
    }
    Ok(())
}

/// Orders of any corporate customer, or of none.
pub fn is_corporate(is: bool) -> Condition {
    let not = if is { "" } else { "NOT " };
    Condition::Own(format!("{not}EXISTS (SELECT 1 FROM order_parties p WHERE p.order_id = t.id)"), Vec::new())
}

/// Orders of corporate customers of which all this holds.
pub fn of_corporate_with(conditions: &[Condition]) -> Condition {
    let sql =
        Sql::new("EXISTS (SELECT 1 FROM order_parties p JOIN corporate_customers t2 ON t2.id = p.corporate_id WHERE p.order_id = t.id");
    let (text, values) = crate::condition::own_text(append_all(conditions, sql, "t2").push(")"));
    Condition::Own(text, values)
}
