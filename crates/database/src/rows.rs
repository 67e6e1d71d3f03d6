//! Rows of nouns that are declared as data: tasks, costs, files, packs, notes. One set of statements serves every [`Table`].

use crate::condition::append_all;
use crate::facets::{self, Index, Wall};
use crate::row_links::{Linked, To};
use crate::{Condition, Engine, Result, Row as Read, Scope, Sites, Sql, Tx, Value};

/// The table of a noun. Besides `columns` it has `id`, `maker_id` (the key that made the row), `created_at` (Unix seconds),
/// `search` (the lower-cased text that is searched) and `body` (JSON).
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Columns that hold ids of other rows, in the order of [`Row::links`].
    pub links: &'static [&'static str],
    /// Columns that filters look at, in the order of [`Values::facts`].
    pub facts: &'static [&'static str],
    /// What must be seen for a row to be seen; all of it.
    pub visible: &'static [Visible],
    /// What finds its rows; a table without it is read whole.
    pub index: Option<&'static Index>,
}

/// What a row hangs on. A row that hangs on nothing is seen by the key that made it and by callers who see everything.
#[derive(Debug, Clone, Copy)]
pub enum Visible {
    /// The order or customer whose id is in this column, if there is one.
    Row(To, &'static str),
    /// Every store that this table names in `site_id` for the row, whose id is in its second column.
    EveryStore(&'static str, &'static str),
    /// The orders and customers that these link tables name: one of them that is seen is enough.
    AnyLinked(&'static [Linked]),
}

/// Who looks: the scope, and the key whose own unlinked rows it sees.
#[derive(Debug, Clone, Copy)]
pub struct Viewer<'a> {
    /// The scope.
    pub scope: &'a Scope,
    /// The key, if it is one.
    pub key: Option<i64>,
}

/// A row as it is read.
#[derive(Debug, Clone)]
pub struct Row {
    /// Id.
    pub id: i64,
    /// The key that made it; none for a person or the hub itself.
    pub maker: Option<i64>,
    /// When it was made, in Unix seconds.
    pub created_at: i64,
    /// Ids of other rows.
    pub links: Vec<Option<i64>>,
    /// Its JSON object.
    pub body: String,
}

/// What is written of a row.
#[derive(Debug)]
pub struct Values {
    /// Ids of other rows.
    pub links: Vec<Option<i64>>,
    /// What filters look at.
    pub facts: Vec<Value>,
    /// The text that is searched, lower-cased.
    pub search: String,
    /// The JSON object.
    pub body: String,
}

impl Table {
    fn leads_to_few(&self, conditions: &[Condition]) -> bool {
        self.index.is_some_and(|index| index.leads_to_few(conditions))
    }

    /// Notes rows that were written, or are about to be removed, as to be indexed; those with this value in a column.
    fn note(&self, tx: &mut Tx<'_>, column: &str, value: i64) -> Result<()> {
        match self.index {
            Some(index) => tx.execute(facets::noted_where(index.noun, &format!("t.{column} = ?"), [value.into()])).map(drop),
            None => Ok(()),
        }
    }

    fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.links.iter().chain(self.facts).copied()
    }

    fn selection(&self) -> String {
        let links: String = self.links.iter().map(|column| format!(", t.{column}")).collect();
        format!("SELECT t.id, t.maker_id, t.created_at, t.body{links} FROM {} t WHERE 1 = 1", self.name)
    }

    fn read(&self, row: &Read<'_>) -> Result<Row> {
        let links = (0..self.links.len()).map(|index| row.maybe_int(4 + index)).collect::<Result<_>>()?;
        Ok(Row { id: row.int(0)?, maker: row.maybe_int(1)?, created_at: row.int(2)?, body: row.text(3)?, links })
    }
}

impl Scope {
    /// Restricts a query to the rows a viewer sees, by what they hang on; `table` is the alias of theirs.
    pub(crate) fn rows(&self, sql: Sql, visible: &[Visible], key: Option<i64>, table: &str) -> Sql {
        if self.sites == Sites::All && self.is_whole() {
            return sql;
        }
        let (mut sql, mut linked) = (sql, String::new());
        for link in visible {
            match link {
                Visible::Row(to, column) => {
                    linked.push_str(&format!(" OR {table}.{column} IS NOT NULL"));
                    let text =
                        format!(" AND ({table}.{column} IS NULL OR EXISTS (SELECT 1 FROM {} b WHERE b.id = {table}.{column}", to.table());
                    sql = to.within(self, sql.push(&text), "b").push("))");
                }
                Visible::EveryStore(list, owner) => {
                    linked.push_str(&format!(" OR EXISTS (SELECT 1 FROM {list} l WHERE l.{owner} = {table}.id)"));
                    if let Sites::Some(ids) = &self.sites {
                        let text = format!(" AND NOT EXISTS (SELECT 1 FROM {list} l WHERE l.{owner} = {table}.id AND NOT (");
                        sql = sql.push(&text).push_in("l.site_id", ids.iter().copied()).push("))");
                    }
                }
                Visible::AnyLinked(lists) => {
                    let any: String = lists.iter().map(|list| format!(" OR {}", list.exists(table))).collect();
                    sql = sql.push(&format!(" AND (NOT (1 = 0{any})"));
                    for list in *lists {
                        sql = list.seen(sql.push(" OR EXISTS (SELECT 1 FROM "), self, table).push(")");
                    }
                    sql = sql.push(")");
                    linked.push_str(&any);
                }
            }
        }
        sql.push_with(&format!(" AND ({table}.maker_id = ?{linked})"), [key.into()])
    }
}

impl Viewer<'_> {
    fn restrict(&self, sql: Sql, table: &Table) -> Sql {
        self.scope.rows(sql, table.visible, self.key, "t")
    }
}

/// A row that the viewer sees. On PostgreSQL `to_change` keeps others from changing it until the transaction ends.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, table: &Table, viewer: Viewer<'_>, id: i64, to_change: bool) -> Result<Option<Row>> {
    let sql = viewer.restrict(Sql::new(table.selection()).push_with(" AND t.id = ?", [id.into()]), table);
    let lock = to_change && tx.engine() == Engine::Postgres;
    tx.optional(if lock { sql.push(" FOR UPDATE OF t") } else { sql }, |row| table.read(row))
}

/// How many rows beyond a page are counted.
const COUNTED: i64 = 100_000;

/// A page of the rows that the viewer sees and of which all this holds, newest first. `part` are its limit, and how many rows it
/// skips.
///
/// # Errors
/// The engine refused it.
pub fn page(tx: &mut Tx<'_>, table: &Table, viewer: Viewer<'_>, conditions: &[Condition], part: [i64; 2]) -> Result<Vec<Row>> {
    let [limit, offset] = part;
    let few = table.leads_to_few(conditions);
    let selected = viewer.restrict(Sql::new(table.selection()), table);
    if let Some(index) = table.index.filter(|_| !few)
        && let Some(ids) = facets::page(tx, index, Wall::Viewer(viewer), conditions, "DESC", part)?
    {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql = selected.push(" AND ").push_in("t.id", ids).push(" ORDER BY t.created_at DESC, t.id DESC");
        return tx.all(sql, |row| table.read(row));
    }
    // The plus keeps rows from being found by their age where an index of their own leads to few.
    let plus = if few { "+" } else { "" };
    let text = format!(" ORDER BY {plus}t.created_at DESC, t.id DESC LIMIT ? OFFSET ?");
    tx.all(append_all(conditions, selected, "t").push_with(&text, [limit.into(), offset.into()]), |row| table.read(row))
}

/// How many rows there are of which all this holds and that the viewer sees, counted up to some beyond a page; `part` as for
/// [`page`].
///
/// # Errors
/// The engine refused it.
pub fn count(tx: &mut Tx<'_>, table: &Table, viewer: Viewer<'_>, conditions: &[Condition], part: [i64; 2]) -> Result<i64> {
    let most = part[1].saturating_add(part[0] + COUNTED);
    if let Some(index) = table.index.filter(|_| !table.leads_to_few(conditions))
        && let Some(count) = facets::count(tx, index, Wall::Viewer(viewer), conditions, most)?
    {
        return Ok(count);
    }
    let sql = Sql::new(format!("SELECT count(*) FROM (SELECT 1 AS one FROM {} t WHERE 1 = 1", table.name));
    let sql = append_all(conditions, viewer.restrict(sql, table), "t");
    tx.number(sql.push_with(" LIMIT ?) AS counted", [most.into()]))
}

/// Adds a row and returns its id. `now` is in Unix seconds.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, table: &Table, maker: Option<i64>, now: i64, values: Values) -> Result<i64> {
    let names: String = table.columns().map(|column| format!(", {column}")).collect();
    let marks = ", ?".repeat(table.links.len() + table.facts.len());
    let sql = Sql::new(format!("INSERT INTO {} (maker_id, created_at, search, body{names}) VALUES (", table.name));
    let first = [maker.into(), now.into(), values.search.into(), values.body.into()];
    let rest = values.links.into_iter().map(Value::from).chain(values.facts);
    let id = tx.number(sql.push_with(&format!("?, ?, ?, ?{marks}) RETURNING id"), first.into_iter().chain(rest)))?;
    if let Some(index) = table.index {
        tx.execute(facets::noted(index.noun, id, now))?;
    }
    Ok(id)
}

/// Replaces what is written of a row.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, table: &Table, id: i64, values: Values) -> Result<()> {
    let names: String = table.columns().map(|column| format!(", {column} = ?")).collect();
    let first = [Value::from(values.search), values.body.into()];
    let rest = values.links.into_iter().map(Value::from).chain(values.facts).chain([id.into()]);
    let sql = Sql::new(format!("UPDATE {} SET ", table.name));
    tx.execute(sql.push_with(&format!("search = ?, body = ?{names} WHERE id = ?"), first.into_iter().chain(rest)))?;
    table.note(tx, "id", id)
}

/// Removes a row and what link tables say of it.
///
/// # Errors
/// The engine refused it.
pub fn remove(tx: &mut Tx<'_>, table: &Table, id: i64) -> Result<()> {
    table.note(tx, "id", id)?;
    for visible in table.visible {
        let lists = match visible {
            Visible::EveryStore(list, owner) => vec![(*list, *owner)],
            Visible::AnyLinked(lists) => lists.iter().map(|list| (list.table, list.owner)).collect(),
            Visible::Row(..) => Vec::new(),
        };
        for (list, owner) in lists {
            tx.execute(Sql::new(format!("DELETE FROM {list} WHERE {owner} = $1")).bind(id))?;
        }
    }
    tx.execute(Sql::new(format!("DELETE FROM {} WHERE id = $1", table.name)).bind(id))?;
    Ok(())
}

/// Replaces the stores that a link table names for a row.
///
/// # Errors
/// The engine refused it.
pub fn set_stores(tx: &mut Tx<'_>, table: &Table, (list, owner): (&str, &str), id: i64, sites: &[i64]) -> Result<()> {
    table.note(tx, "id", id)?;
    tx.execute(Sql::new(format!("DELETE FROM {list} WHERE {owner} = $1")).bind(id))?;
    for site in sites {
        tx.execute(Sql::new(format!("INSERT INTO {list} ({owner}, site_id) VALUES ($1, $2)")).bind(id).bind(*site))?;
    }
    Ok(())
}

/// The stores that a link table names for these rows, as pairs of row and store.
///
/// # Errors
/// The engine refused it.
pub fn stores(tx: &mut Tx<'_>, (list, owner): (&str, &str), ids: &[i64]) -> Result<Vec<(i64, i64)>> {
    let sql = Sql::new(format!("SELECT {owner}, site_id FROM {list} WHERE ")).push_in(owner, ids.iter().copied());
    tx.all(sql.push(&format!(" ORDER BY {owner}, site_id")), |row| Ok((row.int(0)?, row.int(1)?)))
}

/// Gives the rows of a table that hang on one order or customer to another one.
///
/// # Errors
/// The engine refused it.
pub fn move_to(tx: &mut Tx<'_>, table: &Table, to: To, stays: i64, gone: i64) -> Result<()> {
    for visible in table.visible {
        match visible {
            Visible::Row(kind, column) if *kind == to => {
                let sql = Sql::new(format!("UPDATE {} SET {column} = $1 WHERE {column} = $2", table.name));
                tx.execute(sql.bind(stays).bind(gone))?;
                table.note(tx, column, stays)?;
            }
            Visible::AnyLinked(lists) => {
                lists.iter().filter(|list| list.to == to).try_for_each(|list| crate::row_links::move_to(tx, list, stays, gone))?;
            }
            Visible::Row(..) | Visible::EveryStore(..) => {}
        }
    }
    Ok(())
}

/// An order or customer as rows that link to it show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Id.
    pub id: i64,
    /// Its store.
    pub site: i64,
    /// The client's own id.
    pub external_id: Option<String>,
    /// The number of an order; none for a customer.
    pub number: Option<String>,
}

/// What these orders or customers are called; those the scope does not see are left out.
///
/// # Errors
/// The engine refused it.
pub fn named(tx: &mut Tx<'_>, scope: &Scope, to: To, ids: &[i64]) -> Result<Vec<Named>> {
    let number = if to == To::Order { "o.number" } else { "NULL" };
    let sql = Sql::new(format!("SELECT o.id, o.site_id, o.external_id, {number} FROM {} o WHERE ", to.table()));
    tx.all(to.within(scope, sql.push_in("o.id", ids.iter().copied()), "o"), |row| {
        Ok(Named { id: row.int(0)?, site: row.int(1)?, external_id: row.maybe_text(2)?, number: row.maybe_text(3)? })
    })
}

/// Ids of the orders or customers, in this column, on which rows hang that the viewer sees and of which all this holds; `None` where they
/// are more than `most`.
///
/// # Errors
/// The engine refused it.
pub fn owners(
    tx: &mut Tx<'_>,
    table: &Table,
    viewer: Viewer<'_>,
    column: &str,
    conditions: &[Condition],
    most: i64,
) -> Result<Option<Vec<i64>>> {
    let sql = Sql::new(format!("SELECT DISTINCT t.{column} FROM {} t WHERE t.{column} IS NOT NULL", table.name));
    let some = match table.index {
        Some(index) => facets::page(tx, index, Wall::Viewer(viewer), conditions, "DESC", [most + 1, 0])?,
        None => None,
    };
    if let Some(ids) = some.filter(|ids| ids.len() as i64 <= most) {
        // Those of few rows, which were found as rows that the viewer sees.
        return tx.all(viewer.restrict(sql, table).push(" AND ").push_in("t.id", ids), |row| row.int(0)).map(Some);
    }
    let sql = append_all(conditions, viewer.restrict(sql, table), "t").push_with(" LIMIT ?", [(most + 1).into()]);
    let ids = tx.all(sql, |row| row.int(0))?;
    Ok((ids.len() as i64 <= most).then_some(ids))
}

/// Orders or customers on which such rows hang by this column, or on which none does.
pub fn has_rows(table: &Table, viewer: Viewer<'_>, column: &str, conditions: &[Condition], wanted: bool) -> Condition {
    let sql = Sql::new(format!("{}EXISTS (SELECT 1 FROM {} h WHERE h.{column} = t.id", if wanted { "" } else { "NOT " }, table.name));
    let sql = append_all(conditions, viewer.scope.rows(sql, table.visible, viewer.key, "h"), "h").push(")");
    let (text, values) = crate::condition::own_text(sql);
    Condition::Own(text, values)
}
