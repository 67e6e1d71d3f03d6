//! Rows read to be indexed: their columns and facets, and what other tables say of them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json};

use super::rows::{ATTACHED, SITE, STORE};
use super::store::key;
use super::terms::{self, Indexed, Other};
use super::{Index, MAKER, Noun, PHONE};
use crate::row_links::Linked;
use crate::rows::Visible;
use crate::{Error, Result, Row, Sql, Tx};

/// What rows are indexed by, by their keys; those that behave as absent are left out.
pub(super) fn read(tx: &mut Tx<'_>, noun: Noun, ids: impl Iterator<Item = i64>) -> Result<BTreeMap<i64, Indexed>> {
    let ids: BTreeSet<i64> = ids.collect();
    let index = noun.index();
    if !index.visible.is_empty() {
        return hanging(tx, index, &ids);
    }
    let (facet, text, column) = match noun {
        Noun::Customers => (PHONE, "SELECT p.customer_id, p.phone FROM customer_phones p WHERE ", "p.customer_id"),
        _ => (MAKER, "SELECT m.id, CAST(m.made_by AS TEXT) FROM orders m WHERE m.made_by IS NOT NULL AND ", "m.id"),
    };
    let mut others: BTreeMap<i64, Vec<Other>> = BTreeMap::new();
    for (id, value) in tx.all(Sql::new(text).push_in(column, ids.iter().copied()), |row| Ok((row.int(0)?, row.text(1)?)))? {
        others.entry(id).or_default().push((facet, value));
    }
    let text = format!(
        "SELECT t.id, t.created_at, t.site_id, t.facets{} FROM {} t WHERE t.merged_into IS NULL AND ",
        columns(index),
        noun.table()
    );
    let read = |row: &Row<'_>| Ok((row.int(0)?, row.int(1)?, row.int(2)?, row.text(3)?, values(index, row, 4)?));
    let mut made = BTreeMap::new();
    for (id, created_at, site, facets, columns) in tx.all(Sql::new(text).push_in("t.id", ids.iter().copied()), read)? {
        let facets: Map<String, Json> = serde_json::from_str(&facets)
            .map_err(|error| Error::Row(format!("the facets of {} {id} are damaged: {error}", noun.table())))?;
        let others = others.get(&id).map_or(&[][..], Vec::as_slice);
        made.insert(key(created_at, id), terms::of_row(index, Some(site), &columns, &facets, others));
    }
    Ok(made)
}

/// The same of rows that belong to no store themselves but hang on other rows.
fn hanging(tx: &mut Tx<'_>, index: &Index, ids: &BTreeSet<i64>) -> Result<BTreeMap<i64, Indexed>> {
    let mut others: BTreeMap<i64, Vec<Other>> = BTreeMap::new();
    let table = index.noun.table();
    for (text, column, facet) in index.visible.iter().flat_map(|visible| links(table, visible)) {
        let read = |row: &Row<'_>| Ok((row.int(0)?, row.maybe_int(1)?, row.int(2)?));
        for (id, site, other) in tx.all(Sql::new(text).push_in(&column, ids.iter().copied()), read)? {
            let others = others.entry(id).or_default();
            // A row that hangs on what is gone is seen by those alone who see everything: no store has the id 0.
            others.push((SITE, site.unwrap_or(0).to_string()));
            others.extend(facet.map(|facet| (facet, other.to_string())));
        }
    }
    let attaches = index.visible.iter().any(|visible| matches!(visible, Visible::AnyLinked(_)));
    let text = format!("SELECT t.id, t.created_at, t.maker_id{} FROM {table} t WHERE ", columns(index));
    let read = |row: &Row<'_>| Ok((row.int(0)?, row.int(1)?, row.maybe_int(2)?, values(index, row, 3)?));
    let mut made = BTreeMap::new();
    for (id, created_at, maker, columns) in tx.all(Sql::new(text).push_in("t.id", ids.iter().copied()), read)? {
        let mut others = others.remove(&id).unwrap_or_default();
        if attaches {
            others.push((ATTACHED, i64::from(!others.is_empty()).to_string()));
        }
        if !others.iter().any(|(facet, _)| *facet == SITE) {
            others.extend(maker.map(|maker| (MAKER, maker.to_string())));
        }
        made.insert(key(created_at, id), terms::of_row(index, None, &columns, &Map::new(), &others));
    }
    Ok(made)
}

/// What a row hangs on, as a query for its id, the store and the id of the other row, the column of its id, and the facet of the
/// other id.
fn links(table: &str, visible: &Visible) -> Vec<(String, String, Option<&'static str>)> {
    let of = |column: &str, theirs: &str| {
        let text = format!("SELECT t.id, v.site_id, t.{column} FROM {table} t LEFT JOIN {theirs} v ON v.id = t.{column}");
        vec![(format!("{text} WHERE t.{column} IS NOT NULL AND "), "t.id".to_owned(), None)]
    };
    match visible {
        Visible::Row(to, column) => of(column, to.table()),
        Visible::EveryStore(list, owner) => {
            vec![(format!("SELECT l.{owner}, l.site_id, l.site_id FROM {list} l WHERE "), format!("l.{owner}"), Some(STORE))]
        }
        Visible::AnyLinked(lists) => lists.iter().map(attached).collect(),
    }
}

fn attached(list: &Linked) -> (String, String, Option<&'static str>) {
    let Linked { table, owner, column, to, .. } = list;
    let text = format!("SELECT l.{owner}, v.site_id, l.{column} FROM {table} l LEFT JOIN {} v ON v.id = l.{column} WHERE ", to.table());
    (text, format!("l.{owner}"), Some(to.facet()))
}

/// The columns of a row `t` that are facets, as texts, after others.
fn columns(index: &Index) -> String {
    index.columns.iter().map(|column| format!(", CAST(t.{column} AS TEXT)")).collect()
}

/// Their values, from this place on; those without one are left out.
fn values(index: &Index, row: &Row<'_>, first: usize) -> Result<Map<String, Json>> {
    let mut values = Map::new();
    for (place, column) in index.columns.iter().enumerate() {
        if let Some(value) = row.maybe_text(first + place)? {
            values.insert((*column).to_owned(), Json::String(value));
        }
    }
    Ok(values)
}
