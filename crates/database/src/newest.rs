//! The newest rows of several stores: one bounded query a store, put together.
//!
//! `site_id IN (…) ORDER BY created_at` makes the planner sort everything those stores hold; asking each store apart
//! for its newest rows reads only as many as are wanted.

use crate::condition::{Condition, append_all};
use crate::{Result, Sql, Tx};

/// The most stores that are asked apart: an engine takes only so many queries in one statement.
const MOST_APART: usize = 100;
/// The most values of a statement that asks stores apart, which repeats the conditions for each of them: an engine
/// binds only so many.
const MOST_VALUES: usize = 10_000;

/// A table whose rows belong to a store and are listed newest first.
#[derive(Clone, Copy)]
pub(crate) struct Table {
    pub name: &'static str,
}

impl Table {
    /// The ids of a page, newest first. `sites` are the stores to look in.
    pub(crate) fn page(self, tx: &mut Tx<'_>, sites: &[i64], conditions: &[Condition], limit: i64, offset: i64) -> Result<Vec<i64>> {
        if sites.is_empty() {
            return Ok(Vec::new());
        }
        let values = append_all(conditions, Sql::new(""), "t").values.len();
        if sites.len() > MOST_APART || sites.len() * (values + 2) > MOST_VALUES {
            let text = format!("SELECT t.id FROM {} t WHERE t.merged_into IS NULL AND ", self.name);
            let sql = append_all(conditions, Sql::new(text).push_in("t.site_id", sites.iter().copied()), "t");
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
            sql = self.of_site(sql, *site, conditions, limit + offset, index);
        }
        sql = sql.push_with(") AS k ORDER BY k.created_at DESC, k.id DESC LIMIT ? OFFSET ?", [limit.into(), offset.into()]);
        tx.all(sql, |row| row.int(0))
    }

    fn of_site(self, sql: Sql, site: i64, conditions: &[Condition], limit: i64, index: usize) -> Sql {
        let text = format!("SELECT * FROM (SELECT t.id, t.created_at FROM {} t WHERE t.site_id = ? AND t.merged_into IS NULL", self.name);
        let sql = append_all(conditions, sql.push_with(&text, [site.into()]), "t");
        sql.push_with(" ORDER BY t.created_at DESC, t.id DESC LIMIT ?", [limit.into()]).push(&format!(") AS s{index}"))
    }

    /// How many rows there are.
    pub(crate) fn count(self, tx: &mut Tx<'_>, sites: &[i64], conditions: &[Condition]) -> Result<i64> {
        let sql = Sql::new(format!("SELECT count(*) FROM {} t WHERE t.merged_into IS NULL AND ", self.name))
            .push_in("t.site_id", sites.iter().copied());
        tx.number(append_all(conditions, sql, "t"))
    }
}
