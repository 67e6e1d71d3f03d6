//! Link tables between rows of nouns and several orders or customers each, such as what a file is attached to.

use crate::condition::own_text;
use crate::facets::{Noun, noted_where};
use crate::{Condition, Result, Scope, Sql, Tx, Value};

/// A link table: a row of it names a row of a noun and one order or customer.
#[derive(Debug)]
pub struct Linked {
    /// Its name.
    pub table: &'static str,
    /// The column with the id of the noun's row.
    pub owner: &'static str,
    /// The column with the id of what it is linked to.
    pub column: &'static str,
    /// What that is.
    pub to: To,
    /// The noun.
    pub noun: Noun,
}

/// What rows and link tables lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// Orders.
    Order,
    /// Customers who are persons.
    Customer,
    /// Corporate customers.
    Corporate,
}

impl To {
    pub(crate) fn table(self) -> &'static str {
        match self {
            Self::Order => "orders",
            Self::Customer => "customers",
            Self::Corporate => "corporate_customers",
        }
    }

    /// The facet of the rows that are linked to one.
    pub(crate) fn facet(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Customer => "customer",
            Self::Corporate => "corporate",
        }
    }

    /// Restricts a query to those of them that the scope sees; `table` is their alias.
    pub(crate) fn within(self, scope: &Scope, sql: Sql, table: &str) -> Sql {
        match self {
            Self::Order => scope.orders(sql, table),
            Self::Customer => scope.customers(sql, table),
            Self::Corporate => scope.corporate(sql, table),
        }
    }
}

impl Linked {
    /// That a row, whose table has this alias, has such a link at all.
    pub(crate) fn exists(&self, table: &str) -> String {
        format!("EXISTS (SELECT 1 FROM {} l WHERE l.{} = {table}.id)", self.table, self.owner)
    }

    /// The links of rows to what the scope sees, after a `FROM`; `table` is the alias of theirs, `l` and `v` are those of the link and
    /// of what it leads to.
    pub(crate) fn seen(&self, sql: Sql, scope: &Scope, table: &str) -> Sql {
        let on = format!(" WHERE l.{} = {table}.id", self.owner);
        self.within(self.joined(sql).push(&on), scope)
    }

    fn joined(&self, sql: Sql) -> Sql {
        sql.push(&format!("{} l JOIN {} v ON v.id = l.{}", self.table, self.to.table(), self.column))
    }

    fn within(&self, sql: Sql, scope: &Scope) -> Sql {
        self.to.within(scope, sql, "v")
    }
}

/// What these rows are linked to and the scope sees, as pairs of row and order or customer.
///
/// # Errors
/// The engine refused it.
pub fn of(tx: &mut Tx<'_>, scope: &Scope, list: &Linked, ids: &[i64]) -> Result<Vec<(i64, i64)>> {
    let sql = list.joined(Sql::new(format!("SELECT l.{}, l.{} FROM ", list.owner, list.column))).push(" WHERE ");
    let sql = list.within(sql.push_in(&format!("l.{}", list.owner), ids.iter().copied()), scope);
    tx.all(sql.push(" ORDER BY 1, 2"), |row| Ok((row.int(0)?, row.int(1)?)))
}

/// Whether a row has any of these links, seen or not.
///
/// # Errors
/// The engine refused it.
pub fn are_any(tx: &mut Tx<'_>, lists: &[Linked], id: i64) -> Result<bool> {
    for list in lists {
        let sql = Sql::new(format!("SELECT count(*) FROM {} WHERE {} = $1", list.table, list.owner));
        if tx.number(sql.bind(id))? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Links a row to these.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, list: &Linked, id: i64, others: &[i64]) -> Result<()> {
    for other in others {
        let text = format!("INSERT INTO {} ({}, {}) VALUES ($1, $2) ON CONFLICT DO NOTHING", list.table, list.owner, list.column);
        tx.execute(Sql::new(text).bind(id).bind(*other))?;
    }
    note(tx, list, id)
}

/// Notes a row whose links have changed.
fn note(tx: &mut Tx<'_>, list: &Linked, id: i64) -> Result<()> {
    tx.execute(noted_where(list.noun, "t.id = ?", [id.into()])).map(drop)
}

/// Takes links of a row to these away.
///
/// # Errors
/// The engine refused it.
pub fn remove(tx: &mut Tx<'_>, list: &Linked, id: i64, others: &[i64]) -> Result<()> {
    let sql = Sql::new(format!("DELETE FROM {} WHERE {} = $1 AND ", list.table, list.owner)).bind(id);
    tx.execute(sql.push_in(list.column, others.iter().copied()))?;
    note(tx, list, id)
}

/// Gives what is linked to one order or customer to another one.
///
/// # Errors
/// The engine refused it.
pub fn move_to(tx: &mut Tx<'_>, list: &Linked, to: i64, from: i64) -> Result<()> {
    let Linked { table, owner, column, noun, .. } = list;
    let text =
        format!("INSERT INTO {table} ({owner}, {column}) SELECT {owner}, $1 FROM {table} WHERE {column} = $2 ON CONFLICT DO NOTHING");
    tx.execute(Sql::new(text).bind(to).bind(from))?;
    tx.execute(Sql::new(format!("DELETE FROM {table} WHERE {column} = $1")).bind(from))?;
    let theirs = format!("t.id IN (SELECT l.{owner} FROM {table} l WHERE l.{column} = ?)");
    tx.execute(noted_where(*noun, &theirs, [to.into()])).map(drop)
}

/// Ids of the orders or customers that the scope sees and that have a link from this table; `None` where they are more than `most`.
///
/// # Errors
/// The engine refused it.
pub fn owners(tx: &mut Tx<'_>, scope: &Scope, list: &Linked, most: i64) -> Result<Option<Vec<i64>>> {
    let sql = list.joined(Sql::new("SELECT DISTINCT v.id FROM ")).push(" WHERE 1 = 1");
    let ids = tx.all(list.within(sql, scope).push_with(" LIMIT ?", [(most + 1).into()]), |row| row.int(0))?;
    Ok((ids.len() as i64 <= most).then_some(ids))
}

/// Orders or customers that have, or lack, a link from this table.
pub fn is_linked(list: &Linked, wanted: bool) -> Condition {
    let not = if wanted { "" } else { "NOT " };
    Condition::Own(format!("{not}EXISTS (SELECT 1 FROM {} l WHERE l.{} = t.id)", list.table, list.column), Vec::new())
}

/// Rows that have, or lack, any of these links.
pub fn has_any(lists: &[Linked], wanted: bool) -> Condition {
    let any: String = lists.iter().map(|list| format!(" OR {}", list.exists("t"))).collect();
    Condition::Own(format!("{}(1 = 0{any})", if wanted { "" } else { "NOT " }), Vec::new())
}

/// Rows that are linked to an order or customer that the scope sees and that has one of these values in a column of its own.
pub fn to_one_with(scope: &Scope, list: &Linked, theirs: &str, values: impl IntoIterator<Item = Value>) -> Condition {
    let sql = list.seen(Sql::new("EXISTS (SELECT 1 FROM "), scope, "t").push(" AND ");
    let (text, values) = own_text(sql.push_in(&format!("v.{theirs}"), values).push(")"));
    Condition::Own(text, values)
}
