//! What a fresh account starts with: settings and the reference data that shop modules expect to find.

use std::collections::HashMap;

use database::Tx;
use database::readings::{self, Noun};
use database::reference::Entry;
use serde_json::{Map, Value};
use wire::Moment;

use crate::defaults;
use crate::fault::Fault;
use crate::home::Home;

const LANGUAGE: &str = "en";

/// Fills a fresh account that is assumed to be at home somewhere; one that has settings already is left alone.
///
/// # Errors
/// The database failed.
pub fn fresh_account(tx: &mut Tx<'_>, home: &Home, now: Moment) -> Result<(), Fault> {
    if !database::settings::all(tx)?.is_empty() {
        return Ok(());
    }
    // Two programs may be started on one empty database: the second waits here, and looks again.
    tx.touch_house()?;
    if !database::settings::all(tx)?.is_empty() {
        return Ok(());
    }
    let settings =
        [("timezone", &*home.zone), ("system_language", LANGUAGE), ("default_currency", &*home.currency), ("country", &*home.country)];
    for (name, value) in settings.into_iter().filter(|(_, value)| !value.is_empty()) {
        database::settings::set(tx, name, value, now.0)?;
    }
    // There is no row yet whose phones could be read again.
    for noun in [Noun::Customers, Noun::Orders] {
        readings::finish(tx, noun)?;
    }
    let mut rows = Vec::new();
    let mut places: HashMap<String, i64> = HashMap::new();
    for seed in defaults::all()? {
        let mut body = seed.in_language(LANGUAGE);
        let code = if seed.kind == "currencies" { home.currency.clone() } else { seed.code };
        body.insert("code".to_owned(), code.as_str().into());
        if seed.kind == "product-statuses" {
            body.insert("createdAt".to_owned(), serde_json::to_value(now)?);
        }
        // A dictionary without an order of its own keeps the one of the list.
        let place = places.entry(seed.kind.clone()).or_default();
        *place += 10;
        let ordering = body.get("ordering").and_then(Value::as_i64).unwrap_or(*place);
        rows.push(Entry { id: 0, kind: seed.kind, code, active: true, ordering, body: serde_json::to_string(&body)? });
    }
    Ok(database::reference::add_all(tx, &rows)?)
}

/// Gives the reference data that still has the names it came with the names of another language; codes and whatever
/// people renamed stay.
///
/// # Errors
/// The database failed.
pub fn rename_defaults(tx: &mut Tx<'_>, language: &str) -> Result<(), Fault> {
    tx.touch_house()?;
    let mut stored: HashMap<(String, String), Entry> =
        database::reference::all(tx)?.into_iter().map(|entry| ((entry.kind.clone(), entry.code.clone()), entry)).collect();
    for seed in defaults::all()? {
        let Some(mut entry) = stored.remove(&(seed.kind.clone(), seed.code.clone())) else { continue };
        let mut body: Map<String, Value> = serde_json::from_str(&entry.body)?;
        let renamed = seed.renamed(&body, language);
        if renamed.is_empty() {
            continue;
        }
        body.extend(renamed);
        entry.body = serde_json::to_string(&body)?;
        database::reference::update(tx, &entry)?;
    }
    Ok(())
}
