//! Which order a line is of, and which offer: kept with every order that is made or whose lines change.

use crate::condition::own_text;
use crate::{Condition, On, Result, Scope, Sql, Tx};

/// The most orders that are found by their lines beforehand; of more, each order is asked.
const FEW: i64 = 1000;

/// A line of an order: its id, and that of its offer in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Internal id.
    pub id: i64,
    /// Internal id of the offer, where the line names one.
    pub offer: Option<i64>,
}

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
pub(crate) fn added(order: i64, lines: &[Line]) -> Option<Sql> {
    let mut sql = Sql::new("INSERT INTO order_items (id, order_id, offer_id) VALUES ");
    for (index, line) in lines.iter().enumerate() {
        sql = sql.push_with(if index == 0 { "(?, ?, ?)" } else { ", (?, ?, ?)" }, [line.id.into(), order.into(), line.offer.into()]);
    }
    (!lines.is_empty()).then(|| sql.push(" ON CONFLICT DO NOTHING"))
}

/// Notes the lines that came to an order or are of another offer than before, and those that went.
///
/// # Errors
/// The engine refused it.
pub fn change(tx: &mut Tx<'_>, order: i64, came: &[Line], changed: &[Line], went: &[i64]) -> Result<()> {
    if let Some(sql) = added(order, came) {
        tx.execute(sql)?;
    }
    for line in changed {
        tx.execute(
            Sql::new("UPDATE order_items SET offer_id = $1 WHERE order_id = $2 AND id = $3").bind(line.offer).bind(order).bind(line.id),
        )?;
    }
    if !went.is_empty() {
        let sql = Sql::new("DELETE FROM order_items WHERE order_id = $1 AND ").bind(order);
        tx.execute(sql.push_in("id", went.iter().copied()))?;
    }
    Ok(())
}

/// Orders with a line whose product is in one of these groups. Only goods of stores that the scope sees count.
///
/// # Errors
/// The engine refused it.
pub fn in_groups(tx: &mut Tx<'_>, scope: &Scope, groups: &[i64]) -> Result<Condition> {
    let lines = |begun: &str| {
        let sql = Sql::new(format!(
            "{begun} FROM order_items i JOIN orders r ON r.id = i.order_id JOIN offers p ON p.id = i.offer_id AND p.site_id = r.site_id
             JOIN products_in_groups g ON g.product_id = p.product_id WHERE "
        ));
        sql.push_in("g.group_id", groups.iter().copied()).within_sites("p", &scope.sites)
    };
    let few = tx.all(lines("SELECT DISTINCT i.order_id").push_with(" LIMIT ?", [(FEW + 1).into()]), |row| row.int(0))?;
    if few.len() as i64 <= FEW {
        return Ok(Condition::OneOf(On::Column("id"), few.into_iter().map(Into::into).collect()));
    }
    let (text, values) = own_text(lines("EXISTS (SELECT 1").push(" AND i.order_id = t.id)"));
    Ok(Condition::Own(text, values))
}
