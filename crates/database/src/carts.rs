//! Carts of customers in stores, and the offers they have put aside there.

use crate::condition::own_text;
use crate::{Condition, On, Result, Scope, Sql, Tx};

/// The most customers that are found by their carts beforehand; of more, each customer is asked.
const FEW: i64 = 1000;

/// A cart as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cart {
    /// The shop's own id.
    pub external_id: Option<String>,
    /// The order it became.
    pub order: Option<i64>,
    /// When the customer left it with something in it, in Unix seconds.
    pub dropped_at: Option<i64>,
    /// The other fields, as a JSON object.
    pub body: String,
}

/// The cart of a customer in a store.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, site: i64, customer: i64) -> Result<Option<Cart>> {
    let sql = Sql::new("SELECT external_id, order_id, dropped_at, body FROM carts WHERE site_id = $1 AND customer_id = $2");
    tx.optional(sql.bind(site).bind(customer), |row| {
        Ok(Cart { external_id: row.maybe_text(0)?, order: row.maybe_int(1)?, dropped_at: row.maybe_int(2)?, body: row.text(3)? })
    })
}

/// Keeps the cart of a customer in a store.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, site: i64, customer: i64, cart: &Cart) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO carts (site_id, customer_id, external_id, order_id, dropped_at, body) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (site_id, customer_id) DO UPDATE SET external_id = excluded.external_id, order_id = excluded.order_id,
         dropped_at = excluded.dropped_at, body = excluded.body",
    );
    let sql = sql.bind(site).bind(customer).bind(cart.external_id.as_ref()).bind(cart.order);
    tx.execute(sql.bind(cart.dropped_at).bind(&cart.body)).map(drop)
}

/// Customers who have, or do not have, a cart with something in it that they left, in a store that the scope sees.
///
/// # Errors
/// The engine refused it.
pub fn abandoned(tx: &mut Tx<'_>, scope: &Scope, wanted: bool) -> Result<Condition> {
    let carts = |begun: &str| Sql::new(format!("{begun} FROM carts x WHERE x.dropped_at IS NOT NULL")).within_sites("x", &scope.sites);
    if wanted {
        let few = carts("SELECT DISTINCT x.customer_id").push_with(" LIMIT ?", [(FEW + 1).into()]);
        let few = tx.all(few, |row| row.int(0))?;
        if few.len() as i64 <= FEW {
            return Ok(Condition::OneOf(On::Column("id"), few.into_iter().map(Into::into).collect()));
        }
    }
    let not = if wanted { "" } else { "NOT " };
    let (text, values) = own_text(carts(&format!("{not}EXISTS (SELECT 1")).push(" AND x.customer_id = t.id)"));
    Ok(Condition::Own(text, values))
}

/// What a customer has put aside in a store, newest first: offers, and since when, in Unix seconds.
///
/// # Errors
/// The engine refused it.
pub fn favorites(tx: &mut Tx<'_>, site: i64, customer: i64) -> Result<Vec<(i64, i64)>> {
    let sql = "SELECT offer_id, created_at FROM favorites WHERE site_id = $1 AND customer_id = $2 ORDER BY created_at DESC, offer_id DESC LIMIT 1000";
    tx.all(Sql::new(sql).bind(site).bind(customer), |row| Ok((row.int(0)?, row.int(1)?)))
}

/// Puts an offer aside for a customer in a store; one that is there already stays.
///
/// # Errors
/// The engine refused it.
pub fn add_favorite(tx: &mut Tx<'_>, site: i64, customer: i64, offer: i64, now: i64) -> Result<()> {
    let sql = "INSERT INTO favorites (site_id, customer_id, offer_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    tx.execute(Sql::new(sql).bind(site).bind(customer).bind(offer).bind(now)).map(drop)
}

/// Takes an offer back that a customer has put aside in a store.
///
/// # Errors
/// The engine refused it.
pub fn remove_favorite(tx: &mut Tx<'_>, site: i64, customer: i64, offer: i64) -> Result<()> {
    let sql = "DELETE FROM favorites WHERE site_id = $1 AND customer_id = $2 AND offer_id = $3";
    tx.execute(Sql::new(sql).bind(site).bind(customer).bind(offer)).map(drop)
}

/// Gives carts and what was put aside from one customer to another, who keeps a cart that is there already.
///
/// # Errors
/// The engine refused it.
pub fn move_to(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    let sql = "INSERT INTO carts (site_id, customer_id, external_id, order_id, dropped_at, body)
        SELECT site_id, CAST($1 AS BIGINT), external_id, order_id, dropped_at, body FROM carts WHERE customer_id = $2 ON CONFLICT DO NOTHING";
    tx.execute(Sql::new(sql).bind(to).bind(from))?;
    let sql = "INSERT INTO favorites (site_id, customer_id, offer_id, created_at)
        SELECT site_id, CAST($1 AS BIGINT), offer_id, created_at FROM favorites WHERE customer_id = $2 ON CONFLICT DO NOTHING";
    tx.execute(Sql::new(sql).bind(to).bind(from))?;
    tx.execute(Sql::new("DELETE FROM carts WHERE customer_id = $1").bind(from))?;
    tx.execute(Sql::new("DELETE FROM favorites WHERE customer_id = $1").bind(from)).map(drop)
}
