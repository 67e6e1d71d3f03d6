//! Links between orders.

use crate::{Result, Scope, Sql, Tx};

/// A link from one order to another.
#[derive(Debug, Clone)]
pub struct Link {
    /// The order it is shown on.
    pub order: i64,
    /// The other order.
    pub other: i64,
    /// The client's own id of the other order.
    pub external_id: Option<String>,
    /// The number of the other order.
    pub number: String,
    /// Comment.
    pub comment: String,
    /// When it was made, in Unix seconds.
    pub created_at: i64,
}

/// Links two orders, in both directions.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, one: i64, other: i64, comment: &str, now: i64) -> Result<()> {
    for (from, to) in [(one, other), (other, one)] {
        tx.execute(
            Sql::new(
                "INSERT INTO order_links (order_id, other_id, comment, created_at) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (order_id, other_id) DO UPDATE SET comment = excluded.comment",
            )
            .bind(from)
            .bind(to)
            .bind(comment)
            .bind(now),
        )?;
        tx.execute(Sql::new("UPDATE orders SET linked = 1 WHERE id = $1").bind(from))?;
    }
    Ok(())
}

/// The links of orders, to orders of the stores.
///
/// # Errors
/// The engine refused it.
pub fn of(tx: &mut Tx<'_>, scope: &Scope, orders: &[i64]) -> Result<Vec<Link>> {
    let sql = Sql::new(
        "SELECT l.order_id, o.id, o.external_id, o.number, l.comment, l.created_at FROM order_links l JOIN orders o ON o.id = l.other_id
         WHERE o.merged_into IS NULL AND ",
    )
    .push_in("l.order_id", orders.iter().copied());
    tx.all(scope.orders(sql, "o").push(" ORDER BY l.order_id, l.created_at, o.id"), |row| {
        Ok(Link {
            order: row.int(0)?,
            other: row.int(1)?,
            external_id: row.maybe_text(2)?,
            number: row.text(3)?,
            comment: row.text(4)?,
            created_at: row.int(5)?,
        })
    })
}
