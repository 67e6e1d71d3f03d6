//! All customers of a store, some at a time, in the order of their ids.

use database::{Tx, customers};

use crate::act::Act;
use crate::customers::show;
use crate::fault::Fault;

/// Some customers of a store after an id as JSON texts, and the last id; none when there are no more.
///
/// # Errors
/// The database failed.
pub fn after(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, after: i64, limit: i64) -> Result<(Vec<String>, Option<i64>), Fault> {
    let ids = customers::after(tx, act.scope, site, after, limit)?;
    let mut rows = customers::find_all(tx, act.scope, &ids)?;
    rows.sort_unstable_by_key(|customer| customer.id);
    Ok((show::texts(tx, act, rows)?, ids.last().copied()))
}
