//! Who looks at a list: what the rows have that they see, as terms and as a condition.

use super::narrow::{self, Terms};
use super::{Index, MAKER, terms};
use crate::rows::{Viewer, Visible};
use crate::{Result, Sites, Sql, Tx};

/// Whose rows a list is narrowed to.
#[derive(Clone, Copy)]
pub(crate) enum Wall<'a> {
    /// Those of these stores.
    Sites(&'a [i64]),
    /// Those that hang on what this viewer sees.
    Viewer(Viewer<'a>),
}

impl Wall<'_> {
    /// The terms of the rows that are seen, and whether every row that has them is; `None` where all rows are.
    pub(super) fn terms(&self, tx: &mut Tx<'_>, index: &Index) -> Result<Option<(Terms, bool)>> {
        let viewer = match self {
            Self::Sites(sites) => {
                let all = sites.len() as i64 == tx.number("SELECT count(*) FROM sites")?;
                return Ok((!all).then(|| (narrow::sites(sites), true)));
            }
            Self::Viewer(viewer) => viewer,
        };
        let exact = viewer.scope.is_whole();
        if exact && viewer.scope.sites == Sites::All {
            return Ok(None);
        }
        let known = tx.all("SELECT id FROM sites", |row| row.int(0))?;
        let (seen, mut unseen): (Vec<i64>, Vec<i64>) = known.into_iter().partition(|site| viewer.scope.sites.contains(*site));
        let own = viewer.key.map(|key| terms::term(MAKER, '=', &key.to_string()));
        let seen = narrow::sites(&seen).or(own.into_iter().collect());
        if index.visible.iter().any(|visible| matches!(visible, Visible::AnyLinked(_))) {
            return Ok(Some((seen, exact)));
        }
        // All of what these rows hang on must be seen.
        unseen.push(0);
        Ok(Some((Terms::Except(Box::new(seen), Box::new(narrow::sites(&unseen))), exact)))
    }

    /// Appends the condition on rows `t`, after another one.
    pub(super) fn append_to(&self, sql: Sql, index: &Index) -> Sql {
        match self {
            Self::Sites(sites) => sql.push(" AND t.merged_into IS NULL AND +").push_in("t.site_id", sites.iter().copied()),
            Self::Viewer(viewer) => viewer.scope.rows(sql, index.visible, viewer.key, "t"),
        }
    }
}
