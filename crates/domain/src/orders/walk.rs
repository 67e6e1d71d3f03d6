//! All orders of a store, some at a time, in the order of their ids.

use database::{Tx, orders};
use wire::Version;

use crate::act::Act;
use crate::fault::Fault;
use crate::orders::show;

/// Some orders of a store after an id as JSON texts, and the last id; none when there are no more.
///
/// # Errors
/// The database failed.
pub fn after(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    site: i64,
    after: i64,
    limit: i64,
    version: Version,
) -> Result<(Vec<String>, Option<i64>), Fault> {
    let ids = orders::after(tx, act.scope, site, after, limit)?;
    let mut shown = orders::show_all(tx, act.scope, &ids)?;
    shown.sort_unstable_by_key(|order| order.id);
    Ok((show::texts(tx, act, &shown, version)?, ids.last().copied()))
}
