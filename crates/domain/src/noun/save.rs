//! Making, changing and removing rows.

use database::{Tx, rows};
use serde_json::Value;

use super::draft::Draft;
use super::{Noun, Refusals, Settling, history, links, viewer};
use crate::act::Act;
use crate::draft::Body;
use crate::fault::Fault;

/// Makes a row and returns its id. `site` is the store in which external ids and numbers are looked for.
///
/// # Errors
/// What was sent is wrong.
pub fn create(tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, site: Option<i64>, sent: Body) -> Result<i64, Fault> {
    links::check_site(act, noun, site, &sent)?;
    let mut draft = Draft::new(noun);
    draft.take(tx, act, noun, site, sent)?;
    draft.body.retain(|_, value| !value.is_null());
    settle(act, noun, &mut draft, None)?;
    let id = rows::add(tx, noun.table, act.actor.key(), act.now.0, draft.values(noun))?;
    if let Some(list) = noun.stores.filter(|_| !draft.stores.is_empty()) {
        rows::set_stores(tx, noun.table, list, id, &draft.stores)?;
    }
    if noun.book.is_some() {
        let row = noun.row(tx, act, id, false)?;
        history::made(tx, act, noun, &row)?;
    }
    Ok(id)
}

/// Changes a row. `site` is the store in which external ids and numbers are looked for.
///
/// # Errors
/// There is no such row that the actor may see, or what was sent is wrong.
pub fn edit(tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, id: i64, site: Option<i64>, sent: Body) -> Result<(), Fault> {
    links::check_site(act, noun, site, &sent)?;
    let row = noun.row(tx, act, id, true)?;
    let before = Draft::of(tx, noun, &row)?;
    let mut after = before.clone();
    after.take(tx, act, noun, site, sent.clone())?;
    settle(act, noun, &mut after, Some(&before.body))?;
    if after != before {
        rows::save(tx, noun.table, id, after.values(noun))?;
        if let Some(list) = noun.stores.filter(|_| after.stores != before.stores) {
            rows::set_stores(tx, noun.table, list, id, &after.stores)?;
        }
    }
    history::changed(tx, act, noun, &row, &before, &after, &sent)
}

/// Removes a row.
///
/// # Errors
/// There is no such row that the actor may see.
pub fn remove(tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, id: i64) -> Result<(), Fault> {
    let row = rows::find(tx, noun.table, viewer(act), id, true)?;
    let status = if noun.refusals == Refusals::Loaded { 400 } else { 404 };
    let row = row.ok_or_else(|| wire::Problem::new(status, "Not found"))?;
    Ok(rows::remove(tx, noun.table, row.id)?)
}

fn settle(act: &Act<'_>, noun: &Noun, draft: &mut Draft, before: Option<&Body>) -> Result<(), Fault> {
    let Draft { body, links, .. } = draft;
    (noun.settle)(act, &mut Settling { body, before, links })?;
    body.retain(|_, value: &mut Value| !value.is_null());
    Ok(())
}
