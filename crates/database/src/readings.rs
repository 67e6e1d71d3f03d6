//! Reading phones and e-mails of kept rows again: how far it is, and what it writes.

use crate::customers::Customer;
use crate::orders::Order;
use crate::{Result, Row, Scope, Sql, Tx, customers, facets, orders};

/// What is read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// Customers.
    Customers,
    /// Orders.
    Orders,
}

impl Noun {
    fn table(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Orders => "orders",
        }
    }
}

/// What is still to be read again, and the id up to which it is done.
///
/// # Errors
/// The engine refused it.
pub fn pending(tx: &mut Tx<'_>) -> Result<Vec<(Noun, i64)>> {
    let read = |row: &Row<'_>| Ok((if row.text(0)? == "customers" { Noun::Customers } else { Noun::Orders }, row.int(1)?));
    tx.all("SELECT noun, done FROM readings ORDER BY noun", read)
}

/// Has every row read again, from the first.
///
/// # Errors
/// The engine refused it.
pub fn begin(tx: &mut Tx<'_>) -> Result<()> {
    for noun in [Noun::Customers, Noun::Orders] {
        let text = "INSERT INTO readings (noun, done) VALUES ($1, 0) ON CONFLICT (noun) DO UPDATE SET done = 0";
        tx.execute(Sql::new(text).bind(noun.table()))?;
    }
    Ok(())
}

/// Notes how far it is.
///
/// # Errors
/// The engine refused it.
pub fn advance(tx: &mut Tx<'_>, noun: Noun, done: i64) -> Result<()> {
    tx.execute(Sql::new("UPDATE readings SET done = $1 WHERE noun = $2").bind(done).bind(noun.table())).map(drop)
}

/// Notes that there is nothing left.
///
/// # Errors
/// The engine refused it.
pub fn finish(tx: &mut Tx<'_>, noun: Noun) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM readings WHERE noun = $1").bind(noun.table())).map(drop)
}

/// The highest id there is, zero without rows.
///
/// # Errors
/// The engine refused it.
pub fn last(tx: &mut Tx<'_>, noun: Noun) -> Result<i64> {
    tx.number(Sql::new("SELECT coalesce(max(id), 0) FROM ").push(noun.table()))
}

/// The next ids after this one, ascending.
///
/// # Errors
/// The engine refused it.
pub fn next(tx: &mut Tx<'_>, noun: Noun, after: i64, limit: i64) -> Result<Vec<i64>> {
    let sql =
        Sql::new("SELECT t.id FROM ").push(noun.table()).push_with(" t WHERE t.id > ? ORDER BY t.id LIMIT ?", [after.into(), limit.into()]);
    tx.all(sql, |row| row.int(0))
}

/// Customers by id, without those that were merged.
///
/// # Errors
/// The engine refused it.
pub fn customers(tx: &mut Tx<'_>, scope: &Scope, ids: &[i64]) -> Result<Vec<Customer>> {
    customers::find_all(tx, scope, ids)
}

/// Orders by id, without those that were joined to others.
///
/// # Errors
/// The engine refused it.
pub fn orders(tx: &mut Tx<'_>, scope: &Scope, ids: &[i64]) -> Result<Vec<Order>> {
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(orders::find(tx, scope, *id)?);
    }
    Ok(found)
}

/// Keeps what finds a customer.
///
/// # Errors
/// The engine refused it.
pub fn keep_customer(tx: &mut Tx<'_>, customer: &Customer, phones: &[String]) -> Result<()> {
    customers::save(tx, customer, phones)
}

/// Keeps what finds an order.
///
/// # Errors
/// The engine refused it.
pub fn keep_order(tx: &mut Tx<'_>, order: &Order) -> Result<()> {
    tx.execute(Sql::new("UPDATE orders SET facets = $1 WHERE id = $2").bind(&order.facets).bind(order.id))?;
    tx.execute(facets::noted(facets::Noun::Orders, order.id, order.created_at)).map(drop)
}
