//! Which order a line is of: the ids of lines, kept with every order that is made or whose lines change.

use crate::{Result, Scope, Sql, Tx};

/// The order of a line, if the scope sees it.
///
/// # Errors
/// The engine refused it.
pub fn order_of(tx: &mut Tx<'_>, scope: &Scope, item: i64) -> Result<Option<i64>> {
    let sql =
        Sql::new("SELECT o.id FROM order_items i JOIN orders o ON o.id = i.order_id WHERE o.merged_into IS NULL AND i.id = $1").bind(item);
    tx.optional(scope.orders(sql, "o"), |row| row.int(0))
}

/// The statement that notes lines of an order; none where there are none.
pub(crate) fn added(order: i64, items: &[i64]) -> Option<Sql> {
    let mut sql = Sql::new("INSERT INTO order_items (id, order_id) VALUES ");
    for (index, item) in items.iter().enumerate() {
        sql = sql.push_with(if index == 0 { "(?, ?)" } else { ", (?, ?)" }, [(*item).into(), order.into()]);
    }
    (!items.is_empty()).then(|| sql.push(" ON CONFLICT DO NOTHING"))
}

/// Notes the lines that came to an order and those that went.
///
/// # Errors
/// The engine refused it.
pub fn change(tx: &mut Tx<'_>, order: i64, came: &[i64], went: &[i64]) -> Result<()> {
    if let Some(sql) = added(order, came) {
        tx.execute(sql)?;
    }
    if !went.is_empty() {
        let sql = Sql::new("DELETE FROM order_items WHERE order_id = $1 AND ").bind(order);
        tx.execute(sql.push_in("id", went.iter().copied()))?;
    }
    Ok(())
}
