//! Payments of orders: the rows that find them. The order's body holds the payments as they are answered.

use crate::{Result, Row, Scope, Sql, Tx};

/// What finds a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Internal id.
    pub id: i64,
    /// The order.
    pub order: i64,
    /// The order's store.
    pub site: i64,
    /// The client's own id, unique in the store.
    pub external_id: Option<String>,
    /// Code of the payment type.
    pub kind: String,
    /// Code of the payment status.
    pub status: Option<String>,
    /// When it was paid, in Unix seconds.
    pub paid_at: Option<i64>,
}

/// Adds payments: one statement for as many as an engine binds the values of. False when one has the client's own id of
/// another payment of its store; the transaction is of no more use then.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, payments: &[Payment]) -> Result<bool> {
    add_among(tx, payments, &[])
}

/// `repeats` are the payments that may go on repeating an id: those of a time when ids could repeat.
fn add_among(tx: &mut Tx<'_>, payments: &[Payment], repeats: &[(i64, Option<String>)]) -> Result<bool> {
    for some in payments.chunks(500) {
        let mut sql = Sql::new("INSERT INTO payments (id, order_id, site_id, external_id, type, status, paid_at, repeats) VALUES ");
        for (index, payment) in some.iter().enumerate() {
            let repeats = repeats.iter().any(|(id, external_id)| *id == payment.id && *external_id == payment.external_id);
            let values = [
                payment.id.into(),
                payment.order.into(),
                payment.site.into(),
                payment.external_id.as_ref().into(),
                payment.kind.as_str().into(),
                payment.status.as_ref().into(),
                payment.paid_at.into(),
                repeats.into(),
            ];
            sql = sql.push_with(if index == 0 { "(?,?,?,?,?,?,?,?)" } else { ",(?,?,?,?,?,?,?,?)" }, values);
        }
        match tx.execute(sql) {
            Err(error) if error.is_repeat("payments_unique_id", "payments.site_id, payments.external_id") => return Ok(false),
            added => added?,
        };
    }
    Ok(true)
}

/// Puts the payments of an order in place of those there were. False as in [`add`].
///
/// # Errors
/// The engine refused it.
pub fn replace(tx: &mut Tx<'_>, order: i64, payments: &[Payment]) -> Result<bool> {
    let removed = Sql::new("DELETE FROM payments WHERE order_id = $1 RETURNING id, external_id, repeats").bind(order);
    let removed = tx.all(removed, |row| Ok((row.flag(2)?, (row.int(0)?, row.maybe_text(1)?))))?;
    let repeats: Vec<_> = removed.into_iter().filter(|(repeats, _)| *repeats).map(|(_, named)| named).collect();
    add_among(tx, payments, &repeats)
}

/// Gives the payments of one order to another one of its store.
///
/// # Errors
/// The engine refused it.
pub fn move_to(tx: &mut Tx<'_>, order: i64, from: i64) -> Result<()> {
    tx.execute(Sql::new("UPDATE payments SET order_id = $1 WHERE order_id = $2").bind(order).bind(from)).map(drop)
}

/// The first of these ids that a payment of another order of the store has. A new order has the number 0.
///
/// # Errors
/// The engine refused it.
pub fn taken(tx: &mut Tx<'_>, site: i64, order: i64, external_ids: &[&str]) -> Result<Option<String>> {
    if external_ids.is_empty() {
        return Ok(None);
    }
    let sql = Sql::new("SELECT p.external_id FROM payments p WHERE p.site_id = $1 AND p.order_id <> $2 AND ").bind(site).bind(order);
    tx.optional(sql.push_in("p.external_id", external_ids.iter().copied()).push(" LIMIT 1"), |row| row.text(0))
}

/// How many payments repeat the client's own id of a newer one of their store: they were made when ids could repeat.
///
/// # Errors
/// The engine refused it.
pub fn repeats(tx: &mut Tx<'_>) -> Result<i64> {
    tx.number("SELECT count(*) FROM payments WHERE repeats = 1")
}

fn found(row: &Row<'_>) -> Result<(i64, i64)> {
    Ok((row.int(0)?, row.int(1)?))
}

/// A payment and its order, by the payment's id.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, scope: &Scope, payment: i64) -> Result<Option<(i64, i64)>> {
    let sql = Sql::new("SELECT p.id, p.order_id FROM payments p WHERE p.id = $1").bind(payment).within("p.site_id", &scope.sites);
    tx.optional(scope.of_orders(sql, "p.order_id"), found)
}

/// The newest payment with the client's own id in a store, and its order.
///
/// # Errors
/// The engine refused it.
pub fn find_external(tx: &mut Tx<'_>, scope: &Scope, site: i64, external_id: &str) -> Result<Option<(i64, i64)>> {
    let sql = Sql::new("SELECT p.id, p.order_id FROM payments p WHERE p.site_id = $1 AND p.external_id = $2").bind(site).bind(external_id);
    let sql = scope.of_orders(sql.within("p.site_id", &scope.sites), "p.order_id");
    tx.optional(sql.push(" ORDER BY p.id DESC LIMIT 1"), found)
}
