//! What a fresh account starts with: settings and the reference data that shop modules expect to find.

use database::Tx;
use wire::Moment;

use crate::fault::Fault;

/// Fills a fresh account; one that has settings already is left alone.
///
/// # Errors
/// The database failed.
pub fn fresh_account(tx: &mut Tx<'_>, now: Moment) -> Result<(), Fault> {
    if !database::settings::all(tx)?.is_empty() {
        return Ok(());
    }
    for (name, value) in [("timezone", "Europe/Moscow"), ("system_language", "en"), ("default_currency", "RUB"), ("country", "RU")] {
        database::settings::set(tx, name, value, now.0)?;
    }
    Ok(())
}
