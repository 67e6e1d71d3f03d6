//! What a caller may see: the argument no query on store data goes without.

use std::sync::Arc;

use crate::condition::{Condition, On, append_all, own_text};
use crate::orders::Order;
use crate::sql::{Sql, Value};

/// A set of stores (sites), by internal id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Sites {
    /// Every store, also those that are made later.
    All,
    /// These stores and no others; ids ascend. An empty set sees nothing.
    Some(Arc<[i64]>),
}

impl Sites {
    /// The set of these ids.
    pub fn of(ids: impl IntoIterator<Item = i64>) -> Self {
        let mut ids: Vec<i64> = ids.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        Self::Some(ids.into())
    }

    /// True when the store is in the set.
    pub fn contains(&self, site: i64) -> bool {
        match self {
            Self::All => true,
            Self::Some(ids) => ids.binary_search(&site).is_ok(),
        }
    }

    /// The stores that are in both sets.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::All, set) | (set, Self::All) => set.clone(),
            (Self::Some(ids), set) => Self::of(ids.iter().copied().filter(|id| set.contains(*id))),
        }
    }
}

/// What a caller may see: rows of some stores, and of their orders perhaps only some. An order outside is absent, and
/// so is a customer without an order inside, where orders are narrowed at all.
#[derive(Debug, Clone, PartialEq)]
pub struct Scope {
    /// The stores.
    pub sites: Sites,
    /// What holds for every order that may be seen; `None` for all orders of the stores.
    rows: Option<Arc<[Condition]>>,
}

impl Scope {
    /// Everything in these stores.
    pub fn of(sites: Sites) -> Self {
        Self { sites, rows: None }
    }

    /// Of these stores the orders of which all this holds, and their customers.
    pub fn narrowed(sites: Sites, rows: Vec<Condition>) -> Self {
        Self { sites, rows: Some(rows.into()) }
    }

    /// Everything in the same stores: what must be unique in a store is unique among all its rows.
    #[must_use]
    pub fn whole(&self) -> Self {
        Self::of(self.sites.clone())
    }

    /// Whether it sees everything in its stores.
    pub fn is_whole(&self) -> bool {
        self.rows.is_none()
    }

    /// Whether it would see an order as it is about to be kept; `facet` reads a text among the order's facets. Conditions
    /// that no order can be held against without the database hold for none.
    pub fn admits(&self, order: &Order, facet: impl Fn(&str) -> Option<String>) -> bool {
        let Some(rows) = &self.rows else { return true };
        let value = |on: &On| match on {
            On::Column("status") => Value::from(&order.status),
            On::Column("created_at") => Value::from(order.created_at),
            On::Facet(name) => Value::Text(facet(name)),
            _ => Value::Text(None),
        };
        self.sites.contains(order.site)
            && rows.iter().all(|row| match row {
                Condition::OneOf(on, values) => values.contains(&value(on)),
                Condition::AtLeast(on, Value::Int(Some(least))) => matches!(value(on), Value::Int(Some(is)) if is >= *least),
                _ => false,
            })
    }

    /// Restricts a query to the orders it sees; `table` is the alias of theirs.
    pub(crate) fn orders(&self, sql: Sql, table: &str) -> Sql {
        let sql = sql.within_sites(table, &self.sites);
        match &self.rows {
            None => sql,
            Some(rows) => append_all(rows, sql, table),
        }
    }

    /// Restricts a query to the customers it sees; `table` is the alias of theirs.
    pub(crate) fn customers(&self, sql: Sql, table: &str) -> Sql {
        let sql = sql.within_sites(table, &self.sites);
        if self.is_whole() { sql } else { self.with_orders(sql, &format!("{table}.id")) }
    }

    /// Restricts a query to customers who have an order that it sees, where orders are narrowed; `customer` is the
    /// customer's id.
    pub(crate) fn with_orders(&self, sql: Sql, customer: &str) -> Sql {
        if self.rows.is_none() {
            return sql;
        }
        let text = format!(" AND EXISTS (SELECT 1 FROM orders r WHERE r.customer_id = {customer} AND r.merged_into IS NULL");
        self.orders(sql.push(&text), "r").push(")")
    }

    /// Restricts a query to what belongs to an order that it sees, where orders are narrowed; `order` is the order's id.
    pub(crate) fn of_orders(&self, sql: Sql, order: &str) -> Sql {
        if self.rows.is_none() {
            return sql;
        }
        self.orders(sql.push(&format!(" AND EXISTS (SELECT 1 FROM orders r WHERE r.id = {order}")), "r").push(")")
    }

    /// The conditions of a list of orders, with those of the scope itself.
    pub(crate) fn among_orders(&self, conditions: &[Condition]) -> Vec<Condition> {
        self.rows.iter().flat_map(|rows| rows.iter()).chain(conditions).cloned().collect()
    }

    /// The conditions of a list of customers, with those of the scope itself.
    pub(crate) fn among_customers(&self, conditions: &[Condition]) -> Vec<Condition> {
        let own = self.rows.is_some().then(|| Condition::Visible(self.clone()));
        own.into_iter().chain(conditions.iter().cloned()).collect()
    }

    /// The conditions on orders as a text with a `?` for each value, after an `AND`; empty where orders are not narrowed.
    pub(crate) fn rows_text(&self, table: &str) -> (String, Vec<Value>) {
        self.rows.as_ref().map(|rows| own_text(append_all(rows, Sql::new(""), table))).unwrap_or_default()
    }
}
