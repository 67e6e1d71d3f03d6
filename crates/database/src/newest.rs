//! The newest rows of several stores: one bounded query a store, put together.
//!
//! `site_id IN (…) ORDER BY created_at` makes the planner sort everything those stores hold; asking each store apart
//! for its newest rows reads only as many as are wanted.

use crate::condition::{Condition, On, append_all};
use crate::facets::{self, Index, Wall};
use crate::{Result, Scope, Sql, Tx, row_counts, sums};

/// The most rows that a list sorts by anything but the moment at which they were made: all of them are read for each page.
pub const MOST_SORTED: i64 = 5_000;

/// What a list is sorted by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SortBy {
    /// When the row was made.
    #[default]
    Created,
    /// A column or a facet; rows without it come last.
    Value(On),
    /// How many orders a customer has.
    Orders,
    /// What the orders of a customer come to.
    Total,
}

/// How a list is sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// Whether the least, or the oldest, comes first.
    pub ascending: bool,
}

impl Sort {
    /// The direction of its rows in SQL.
    fn way(&self) -> &'static str {
        if self.ascending { "ASC" } else { "DESC" }
    }
}

/// The most stores that are asked apart: an engine takes only so many queries in one statement.
const MOST_APART: usize = 100;
/// The most values of a statement that asks stores apart, which repeats the conditions for each of them: an engine
/// binds only so many.
const MOST_VALUES: usize = 10_000;

/// A table whose rows belong to a store and are listed newest first.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    pub name: &'static str,
    /// What finds its rows by their facets.
    pub index: &'static Index,
}

impl Table {
    /// The ids of a page, newest first. `sites` are the stores to look in.
    pub(crate) fn page(self, tx: &mut Tx<'_>, sites: &[i64], conditions: &[Condition], limit: i64, offset: i64) -> Result<Vec<i64>> {
        self.page_by_age(tx, sites, conditions, "DESC", [limit, offset])
    }

    /// The ids of a page in some order; `part` are its limit and offset. Sorted by anything but their age, a list is that of its
    /// newest [`MOST_SORTED`] rows.
    pub(crate) fn sorted(
        self,
        tx: &mut Tx<'_>,
        scope: &Scope,
        sites: &[i64],
        conditions: &[Condition],
        sort: &Sort,
        part: [i64; 2],
    ) -> Result<Vec<i64>> {
        if sort.by == SortBy::Created {
            return self.page_by_age(tx, sites, conditions, sort.way(), part);
        }
        let mut ids = self.page(tx, sites, conditions, MOST_SORTED, 0)?;
        let [limit, offset] = part;
        if let SortBy::Value(on) = &sort.by {
            if ids.is_empty() {
                return Ok(ids);
            }
            let sql = Sql::new(format!("SELECT t.id FROM {} t WHERE ", self.name)).push_in("t.id", ids.iter().copied());
            let sql = on.append_to(sql.push(" ORDER BY "), "t").push(&format!(" {} NULLS LAST, t.created_at DESC, t.id DESC", sort.way()));
            return tx.all(sql.push_with(" LIMIT ? OFFSET ?", [limit.into(), offset.into()]), |row| row.int(0));
        }
        let totals = sums::totals(tx, scope, &ids)?
            .into_iter()
            .map(|totals| (totals.customer, if sort.by == SortBy::Orders { totals.orders } else { totals.sum }));
        let totals: std::collections::HashMap<i64, i64> = totals.collect();
        let value = |id: &i64| totals.get(id).copied().unwrap_or(0);
        // Equal ones stay in the order of their age.
        if sort.ascending {
            ids.sort_by_key(value);
        } else {
            ids.sort_by_key(|id| std::cmp::Reverse(value(id)));
        }
        let skipped = usize::try_from(offset).unwrap_or(usize::MAX);
        Ok(ids.into_iter().skip(skipped).take(usize::try_from(limit).unwrap_or(0)).collect())
    }

    fn page_by_age(
        self,
        tx: &mut Tx<'_>,
        sites: &[i64],
        conditions: &[Condition],
        way: &'static str,
        [limit, offset]: [i64; 2],
    ) -> Result<Vec<i64>> {
        if sites.is_empty() {
            return Ok(Vec::new());
        }
        let few = self.leads_to_few(conditions);
        if !few && let Some(found) = facets::page(tx, self.index, Wall::Sites(sites), conditions, way, [limit, offset])? {
            return Ok(found);
        }
        let values = append_all(conditions, Sql::new(""), "t").values.len();
        if few || sites.len() > MOST_APART || sites.len() * (values + 2) > MOST_VALUES {
            let sql = self.of_sites(Sql::new("SELECT t.id"), sites, conditions);
            return tx.all(
                sql.push_with(&format!(" ORDER BY t.created_at {way}, t.id {way} LIMIT ? OFFSET ?"), [limit.into(), offset.into()]),
                |row| row.int(0),
            );
        }
        let mut sql = Sql::new("SELECT k.id FROM (");
        for (index, site) in sites.iter().enumerate() {
            if index > 0 {
                sql = sql.push(" UNION ALL ");
            }
            sql = self.of_site(sql, *site, conditions, way, limit.saturating_add(offset), index);
        }
        let text = format!(") AS k ORDER BY k.created_at {way}, k.id {way} LIMIT ? OFFSET ?");
        sql = sql.push_with(&text, [limit.into(), offset.into()]);
        tx.all(sql, |row| row.int(0))
    }

    /// Whether one of the conditions leads to few rows by an index of its own.
    fn leads_to_few(self, conditions: &[Condition]) -> bool {
        self.index.leads_to_few(conditions)
    }

    /// The rows of stores, in one query.
    fn of_sites(self, sql: Sql, sites: &[i64], conditions: &[Condition]) -> Sql {
        // The plus keeps rows from being found by their store where an index of their own leads to few; one by the client's own
        // id asks for the store first.
        let by_store = !self.leads_to_few(conditions) || conditions.iter().any(|condition| condition.names("external_id"));
        let sql = sql.push(&format!(" FROM {} t WHERE t.merged_into IS NULL AND {}", self.name, if by_store { "" } else { "+" }));
        append_all(conditions, sql.push_in("t.site_id", sites.iter().copied()), "t")
    }

    fn of_site(self, sql: Sql, site: i64, conditions: &[Condition], way: &str, limit: i64, index: usize) -> Sql {
        let text = format!("SELECT * FROM (SELECT t.id, t.created_at FROM {} t WHERE t.site_id = ? AND t.merged_into IS NULL", self.name);
        let sql = append_all(conditions, sql.push_with(&text, [site.into()]), "t");
        sql.push_with(&format!(" ORDER BY t.created_at {way}, t.id {way} LIMIT ?"), [limit.into()]).push(&format!(") AS s{index}"))
    }

    /// How many rows there are, counted to `most` at most where that is not kept.
    pub(crate) fn count(self, tx: &mut Tx<'_>, sites: &[i64], conditions: &[Condition], most: i64) -> Result<i64> {
        match conditions {
            [] => return row_counts::of(tx, self.index.noun, sites, None),
            [Condition::OneOf(On::Column("status"), statuses)] => return row_counts::of(tx, self.index.noun, sites, Some(statuses)),
            _ => {}
        }
        if !self.leads_to_few(conditions)
            && !sites.is_empty()
            && let Some(count) = facets::count(tx, self.index, Wall::Sites(sites), conditions, most)?
        {
            return Ok(count);
        }
        let sql = self.of_sites(Sql::new("SELECT count(*) FROM (SELECT 1 AS one"), sites, conditions);
        tx.number(sql.push_with(" LIMIT ?) AS counted", [most.into()]))
    }
}
