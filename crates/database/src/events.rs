//! Events, written in the transaction of the change they describe.

use crate::{Result, Sql, Tx};

/// Notes an event such as `order.created`. `created_at` is in Unix seconds.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, name: &str, entity: i64, site: Option<i64>, key: Option<i64>, created_at: i64) -> Result<()> {
    tx.execute(
        Sql::new("INSERT INTO events (created_at, name, entity_id, site_id, key_id) VALUES ($1, $2, $3, $4, $5)")
            .bind(created_at)
            .bind(name)
            .bind(entity)
            .bind(site)
            .bind(key),
    )
    .map(drop)
}

/// The newest events' names, oldest first, for tests and the event log.
///
/// # Errors
/// The engine refused it.
pub fn latest(tx: &mut Tx<'_>, count: i64) -> Result<Vec<(String, i64)>> {
    let mut events = tx
        .all(Sql::new("SELECT name, entity_id FROM events ORDER BY id DESC LIMIT $1").bind(count), |row| Ok((row.text(0)?, row.int(1)?)))?;
    events.reverse();
    Ok(events)
}
