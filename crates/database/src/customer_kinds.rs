//! What finds customers of either kind: persons and corporate customers have tables of the same shape.

use crate::row_links::To;
use crate::{Result, Row, Scope, Sql, Tx};

/// A kind of customers: their table, and what is read of a row `c`.
pub(crate) struct Kind<T> {
    pub to: To,
    pub columns: &'static str,
    pub read: fn(&Row<'_>) -> Result<T>,
}

impl<T> Kind<T> {
    fn those(&self, condition: &str) -> Sql {
        Sql::new(format!("SELECT {} FROM {} c WHERE c.merged_into IS NULL AND {condition}", self.columns, self.to.table()))
    }

    /// One by its id.
    pub fn find(&self, tx: &mut Tx<'_>, scope: &Scope, id: i64) -> Result<Option<T>> {
        tx.optional(self.to.within(scope, self.those("c.id = $1").bind(id), "c"), self.read)
    }

    /// One by the client's own id in a store.
    pub fn find_external(&self, tx: &mut Tx<'_>, scope: &Scope, site: i64, external_id: &str) -> Result<Option<T>> {
        let sql = self.those("c.site_id = $1 AND c.external_id = $2").bind(site).bind(external_id);
        tx.optional(self.to.within(scope, sql, "c"), self.read)
    }

    /// Several by their ids, in no particular order.
    pub fn find_all(&self, tx: &mut Tx<'_>, scope: &Scope, ids: &[i64]) -> Result<Vec<T>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        tx.all(self.to.within(scope, self.those("").push_in("c.id", ids.iter().copied()), "c"), self.read)
    }
}
