//! The newest rows of several stores: one bounded query a store, put together.
//!
//! `site_id IN (…) ORDER BY created_at` makes the planner sort everything those stores hold; asking each store apart
//! for its newest rows reads only as many as are wanted.

use crate::condition::{Condition, On, append_all};
use crate::facets::{self, Index};
use crate::{Result, Sql, Tx, row_counts};

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
        if sites.is_empty() {
            return Ok(Vec::new());
        }
        let few = self.leads_to_few(conditions);
        if !few && let Some(found) = facets::page(tx, self.index, sites, conditions, limit, offset)? {
            return Ok(found);
        }
        let values = append_all(conditions, Sql::new(""), "t").values.len();
        if few || sites.len() > MOST_APART || sites.len() * (values + 2) > MOST_VALUES {
            let sql = self.of_sites(Sql::new("SELECT t.id"), sites, conditions);
            return tx
                .all(sql.push_with(" ORDER BY t.created_at DESC, t.id DESC LIMIT ? OFFSET ?", [limit.into(), offset.into()]), |row| {
                    row.int(0)
                });
        }
        let mut sql = Sql::new("SELECT k.id FROM (");
        for (index, site) in sites.iter().enumerate() {
            if index > 0 {
                sql = sql.push(" UNION ALL ");
            }
            sql = self.of_site(sql, *site, conditions, limit.saturating_add(offset), index);
        }
        sql = sql.push_with(") AS k ORDER BY k.created_at DESC, k.id DESC LIMIT ? OFFSET ?", [limit.into(), offset.into()]);
        tx.all(sql, |row| row.int(0))
    }

    /// Whether one of the conditions leads to few rows by an index of its own.
    fn leads_to_few(self, conditions: &[Condition]) -> bool {
        self.index.few.iter().any(|column| conditions.iter().any(|condition| names(condition, column)))
    }

    /// The rows of stores, in one query.
    fn of_sites(self, sql: Sql, sites: &[i64], conditions: &[Condition]) -> Sql {
        // The plus keeps rows from being found by their store where an index of their own leads to few; one by the client's own
        // id asks for the store first.
        let by_store = !self.leads_to_few(conditions) || conditions.iter().any(|condition| names(condition, "external_id"));
        let sql = sql.push(&format!(" FROM {} t WHERE t.merged_into IS NULL AND {}", self.name, if by_store { "" } else { "+" }));
        append_all(conditions, sql.push_in("t.site_id", sites.iter().copied()), "t")
    }

    fn of_site(self, sql: Sql, site: i64, conditions: &[Condition], limit: i64, index: usize) -> Sql {
        let text = format!("SELECT * FROM (SELECT t.id, t.created_at FROM {} t WHERE t.site_id = ? AND t.merged_into IS NULL", self.name);
        let sql = append_all(conditions, sql.push_with(&text, [site.into()]), "t");
        sql.push_with(" ORDER BY t.created_at DESC, t.id DESC LIMIT ?", [limit.into()]).push(&format!(") AS s{index}"))
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
            && let Some(count) = facets::count(tx, self.index, sites, conditions, most)?
        {
            return Ok(count);
        }
        let sql = self.of_sites(Sql::new("SELECT count(*) FROM (SELECT 1 AS one"), sites, conditions);
        tx.number(sql.push_with(" LIMIT ?) AS counted", [most.into()]))
    }
}

/// Whether a condition asks for some values of a column.
fn names(condition: &Condition, column: &str) -> bool {
    matches!(condition, Condition::OneOf(On::Column(name), _) if *name == column)
}
