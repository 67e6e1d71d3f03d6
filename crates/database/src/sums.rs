//! What the orders of customers come to: kept for each customer and store, and changed with every order that is written.

use crate::condition::Condition;
use crate::orders::Order;
use crate::{Error, Result, Row, Scope, Sql, Tx, Value};

/// How many orders a customer has in the stores, and what they add up to in ten-thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// The customer.
    pub customer: i64,
    /// Orders.
    pub orders: i64,
    /// Their sum.
    pub sum: i64,
    /// What they cost the shop, in ten-thousandths.
    pub costs: i64,
    /// When the newest was made, in Unix seconds.
    pub newest: i64,
}

/// The totals of the customer `c` as one text that [`Totals::read`] reads, null without orders: a selected column. Where the
/// scope sees only some orders, those are added up; otherwise what is kept is read.
pub(crate) fn of_c(scope: &Scope, sql: Sql) -> Sql {
    let sql = if scope.is_whole() {
        let text = "(SELECT sum(t.orders) || ' ' || sum(t.total) || ' ' || sum(t.costs) || ' ' || max(t.newest_at)
                     FROM customer_sums t WHERE t.customer_id = c.id";
        sql.push(text).within_sites("t", &scope.sites)
    } else {
        let text = "(SELECT count(*) || ' ' || sum(t.total) || ' ' || sum(t.costs) || ' ' || max(t.created_at)
                     FROM orders t WHERE t.customer_id = c.id AND t.merged_into IS NULL";
        scope.orders(sql.push(text), "t")
    };
    sql.push(")")
}

impl Totals {
    /// The totals of a customer from the text of [`of_c`].
    pub(crate) fn read(customer: i64, text: &str) -> Result<Self> {
        let mut numbers = text.split(' ').map(str::parse);
        let mut next = || numbers.next().and_then(std::result::Result::ok).ok_or_else(|| Error::Row(format!("\"{text}\" are no totals")));
        Ok(Self { customer, orders: next()?, sum: next()?, costs: next()?, newest: next()? })
    }
}

/// The totals of customers that have orders in the stores.
///
/// # Errors
/// The engine refused it.
pub fn totals(tx: &mut Tx<'_>, scope: &Scope, customers: &[i64]) -> Result<Vec<Totals>> {
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let sql = if scope.is_whole() {
        let text = "SELECT t.customer_id, CAST(sum(t.orders) AS BIGINT), CAST(sum(t.total) AS BIGINT), CAST(sum(t.costs) AS BIGINT),
                    max(t.newest_at) FROM customer_sums t WHERE ";
        Sql::new(text).push_in("t.customer_id", customers.iter().copied()).within_sites("t", &scope.sites)
    } else {
        let text = "SELECT t.customer_id, count(*), CAST(sum(t.total) AS BIGINT), CAST(sum(t.costs) AS BIGINT), max(t.created_at)
                    FROM orders t WHERE t.merged_into IS NULL AND ";
        scope.orders(Sql::new(text).push_in("t.customer_id", customers.iter().copied()), "t")
    };
    tx.all(sql.push(" GROUP BY t.customer_id"), |row| {
        Ok(Totals { customer: row.int(0)?, orders: row.int(1)?, sum: row.int(2)?, costs: row.int(3)?, newest: row.int(4)? })
    })
}

/// What a customer's orders are measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// How many there are.
    Orders,
    /// What they add up to, in ten-thousandths.
    Sum,
    /// What one comes to on average, in ten-thousandths.
    Average,
    /// What they cost the shop, in ten-thousandths.
    Costs,
    /// When the first was made, in Unix seconds; without orders nothing matches.
    First,
    /// When the newest was made, in Unix seconds; without orders nothing matches.
    Newest,
}

/// Customers whose orders in the stores measure at least, or at most, this.
pub fn measured(scope: &Scope, measure: Measure, at_least: bool, value: i64, visible: &[i64]) -> Condition {
    of("t.id", scope, measure, at_least, value, visible)
}

/// Orders of customers whose orders in the stores measure at least, or at most, this.
pub fn of_measured_customer(scope: &Scope, measure: Measure, at_least: bool, value: i64, visible: &[i64]) -> Condition {
    of("t.customer_id", scope, measure, at_least, value, visible)
}

fn of(customer: &str, scope: &Scope, measure: Measure, at_least: bool, value: i64, visible: &[i64]) -> Condition {
    // IDs start at 1; 0 stands for an empty list of stores.
    let sites: Vec<i64> = if visible.is_empty() { vec![0] } else { visible.to_vec() };
    let marks = vec!["?"; sites.len()].join(",");
    let comparison = if at_least { ">=" } else { "<=" };
    if scope.is_whole() {
        let expression = match measure {
            Measure::Orders => "CAST(coalesce(sum(s.orders), 0) AS BIGINT)",
            Measure::Sum => "CAST(coalesce(sum(s.total), 0) AS BIGINT)",
            Measure::Costs => "CAST(coalesce(sum(s.costs), 0) AS BIGINT)",
            Measure::Average => "coalesce(CAST(sum(s.total) AS BIGINT) / CAST(sum(s.orders) AS BIGINT), 0)",
            Measure::First => "min(s.first_at)",
            Measure::Newest => "max(s.newest_at)",
        };
        let text = format!(
            "(SELECT {expression} FROM customer_sums s WHERE s.customer_id = {customer} AND s.site_id IN ({marks})) {comparison} ?"
        );
        return Condition::Own(text, sites.into_iter().map(Value::from).chain([value.into()]).collect());
    }
    let expression = match measure {
        Measure::Orders => "count(*)",
        Measure::Sum => "CAST(coalesce(sum(o.total), 0) AS BIGINT)",
        Measure::Costs => "CAST(coalesce(sum(o.costs), 0) AS BIGINT)",
        Measure::Average => "coalesce(CAST(sum(o.total) AS BIGINT) / count(*), 0)",
        Measure::First => "min(o.created_at)",
        Measure::Newest => "max(o.created_at)",
    };
    let (rows, values) = scope.rows_text("o");
    let text = format!(
        "(SELECT {expression} FROM orders o
          WHERE o.customer_id = {customer} AND o.merged_into IS NULL AND o.site_id IN ({marks}){rows}) {comparison} ?"
    );
    Condition::Own(text, sites.into_iter().map(Value::from).chain(values).chain([value.into()]).collect())
}

/// What an order counts for, while it is not merged into another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counted {
    pub customer: i64,
    pub site: i64,
    pub total: i64,
    pub costs: i64,
    pub created_at: i64,
}

impl Counted {
    /// What an order counts for as it is to be kept; `None` where it counts for nothing.
    pub(crate) fn of(order: &Order) -> Option<Self> {
        let customer = order.customer.filter(|_| order.merged_into.is_none())?;
        Some(Self { customer, site: order.site, total: order.total, costs: order.costs, created_at: order.created_at })
    }

    /// The statement that adds it to the sums.
    pub(crate) fn added(self) -> Sql {
        added([self.customer, self.site, 1, self.total, self.costs, self.created_at, self.created_at])
    }
}

/// Brings the sums in line with an order that counted for `was` and counts for `is` now. The order is written already.
pub(crate) fn follow(tx: &mut Tx<'_>, was: Option<Counted>, is: Option<Counted>) -> Result<()> {
    if was == is {
        return Ok(());
    }
    if let Some(is) = is {
        tx.execute(is.added())?;
    }
    let Some(was) = was else { return Ok(()) };
    // The first and the newest of the orders that are left: an index finds both.
    let edge = |edge| {
        format!(
            "coalesce((SELECT {edge}(o.created_at) FROM orders o
             WHERE o.customer_id = customer_sums.customer_id AND o.site_id = customer_sums.site_id AND o.merged_into IS NULL), 0)"
        )
    };
    let text = format!(
        "UPDATE customer_sums SET orders = orders - 1, total = total - $1, costs = costs - $2, first_at = {}, newest_at = {}
         WHERE customer_id = $3 AND site_id = $4",
        edge("min"),
        edge("max")
    );
    tx.execute(Sql::new(text).bind(was.total).bind(was.costs).bind(was.customer).bind(was.site))?;
    let text = "DELETE FROM customer_sums WHERE customer_id = $1 AND site_id = $2 AND orders <= 0";
    if is.is_none_or(|is| (is.customer, is.site) != (was.customer, was.site)) {
        tx.execute(Sql::new(text).bind(was.customer).bind(was.site))?;
    }
    Ok(())
}

/// The statement that adds to what a customer has in a store: `[customer, store, orders, total, costs, first, newest]`.
fn added(values: [i64; 7]) -> Sql {
    let mut sql = Sql::new(format!("INSERT INTO customer_sums ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7) {ADDED}"));
    sql.values = values.map(Value::from).into();
    sql
}

const COLUMNS: &str = "customer_id, site_id, orders, total, costs, first_at, newest_at";

/// What becomes of a row that is there when more is added.
const ADDED: &str = "ON CONFLICT (customer_id, site_id) DO UPDATE SET orders = customer_sums.orders + excluded.orders,
    total = customer_sums.total + excluded.total, costs = customer_sums.costs + excluded.costs,
    first_at = CASE WHEN excluded.first_at < customer_sums.first_at THEN excluded.first_at ELSE customer_sums.first_at END,
    newest_at = CASE WHEN excluded.newest_at > customer_sums.newest_at THEN excluded.newest_at ELSE customer_sums.newest_at END";

/// Gives one customer what the orders of another one come to: the orders have moved.
pub(crate) fn move_to(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<()> {
    let text = format!(
        "INSERT INTO customer_sums ({COLUMNS})
         SELECT CAST($1 AS BIGINT), site_id, orders, total, costs, first_at, newest_at FROM customer_sums WHERE customer_id = $2 {ADDED}"
    );
    tx.execute(Sql::new(text).bind(to).bind(from))?;
    tx.execute(Sql::new("DELETE FROM customer_sums WHERE customer_id = $1").bind(from)).map(drop)
}

/// What a customer's orders in a store come to: as kept, or as added up.
type Line = [i64; 7];

const ADDED_UP: &str = "SELECT customer_id, site_id, count(*), CAST(sum(total) AS BIGINT), CAST(sum(costs) AS BIGINT),
    min(created_at), max(created_at) FROM orders WHERE merged_into IS NULL AND customer_id IS NOT NULL GROUP BY customer_id, site_id";

/// Customers and stores whose kept sums differ from what the orders come to: `(customer, store)`, some of them at most.
///
/// # Errors
/// The engine refused it.
pub fn differences(tx: &mut Tx<'_>, most: i64) -> Result<Vec<(i64, i64)>> {
    let kept = format!("SELECT {COLUMNS} FROM customer_sums");
    let text = format!(
        "SELECT customer_id, site_id FROM (SELECT * FROM ({ADDED_UP} EXCEPT {kept}) more
         UNION SELECT * FROM ({kept} EXCEPT {ADDED_UP}) less) differing GROUP BY customer_id, site_id ORDER BY customer_id, site_id LIMIT $1"
    );
    tx.all(Sql::new(text).bind(most), |row| Ok((row.int(0)?, row.int(1)?)))
}

/// Adds up the orders of a customer in a store again and keeps what they come to.
///
/// # Errors
/// The engine refused it.
pub fn mend(tx: &mut Tx<'_>, customer: i64, site: i64) -> Result<()> {
    let read =
        |row: &Row<'_>| -> Result<Line> { Ok([row.int(0)?, row.int(1)?, row.int(2)?, row.int(3)?, row.int(4)?, row.int(5)?, row.int(6)?]) };
    // The row is locked before the orders are read, so that none is counted twice.
    tx.execute(Sql::new("DELETE FROM customer_sums WHERE customer_id = $1 AND site_id = $2").bind(customer).bind(site))?;
    let text = ADDED_UP.replace("GROUP BY", "AND customer_id = $1 AND site_id = $2 GROUP BY");
    match tx.optional(Sql::new(text).bind(customer).bind(site), read)? {
        Some(line) => tx.execute(added(line)).map(drop),
        None => Ok(()),
    }
}
