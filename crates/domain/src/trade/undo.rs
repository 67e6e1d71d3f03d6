//! Undoing what a row of a file did: what was added is deleted, what was changed is put back, unless it was edited since.

use std::collections::BTreeSet;

use database::Tx;
use database::imports::Imported;
use serde::{Deserialize, Serialize};
use wire::Reference;
use wire::customer::EditCustomer;
use wire::order::EditOrder;

use super::cells::{self, Cells, Texts};
use super::columns::{Kind, Part};
use super::custom;
use super::row::{self, RowFault, answer, newest_history};
use crate::act::Act;
use crate::fault::Fault;
use crate::{customers, orders};

/// What was there before and after a row changed it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sides {
    /// Before.
    pub before: Cells,
    /// After.
    pub after: Cells,
}

/// Undoes a row, and returns what of it could not be.
///
/// # Errors
/// The database failed.
pub fn undo(tx: &mut Tx<'_>, act: &Act<'_>, kind: Kind, done: &Imported) -> Result<Vec<RowFault>, Fault> {
    let whole = |reason: &str| fault(done, "", reason, String::new());
    let Some(now) = answer(tx, act, kind, done.subject)? else { return Ok(vec![whole("absent")]) };
    if done.action == "changed" {
        let sides: Sides = serde_json::from_str(&done.body)?;
        return put_back(tx, act, kind, done, &sides, &now);
    }
    if newest_history(tx, kind, act, done.subject)? != done.history {
        return Ok(vec![whole("edited-since")]);
    }
    match kind {
        Kind::Customers if customers::has_belongings(tx, done.subject)? => return Ok(vec![whole("has-orders")]),
        Kind::Customers => customers::remove(tx, act, done.subject)?,
        Kind::Orders => orders::remove(tx, act, done.subject)?,
    }
    if let Some((buyer, history)) = done.buyer
        && newest_history(tx, Kind::Customers, act, buyer)? == history
        && answer(tx, act, Kind::Customers, buyer)?.is_some()
        && !customers::has_belongings(tx, buyer)?
    {
        customers::remove(tx, act, buyer)?;
    }
    Ok(Vec::new())
}

fn put_back(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    kind: Kind,
    done: &Imported,
    sides: &Sides,
    now: &serde_json::Value,
) -> Result<Vec<RowFault>, Fault> {
    let (current, mut head, mut kept) = (Cells::of(kind, now), Texts::new(), Vec::new());
    let is_field = |part: Part| matches!(part, Part::Field | Part::Phone(_) | Part::Tags);
    let own = kind.columns().iter().filter(|column| is_field(column.part)).map(|column| column.name);
    let texts = sides.before.head.keys().chain(sides.after.head.keys()).map(String::as_str);
    let custom: BTreeSet<&str> = texts.filter(|name| custom::code(name).is_some()).collect();
    for name in own.chain(custom) {
        let (before, after, is) = (sides.before.get(name), sides.after.get(name), current.get(name));
        if before == after || is == before {
            continue;
        }
        if is == after {
            head.insert(name.to_owned(), before.to_owned());
        } else {
            kept.push(fault(done, name, "edited-since", String::new()));
        }
    }
    let mut lines = None;
    if sides.before.lines != sides.after.lines && current.lines != sides.before.lines {
        if current.lines == sides.after.lines {
            let mut before = sides.before.lines.clone();
            cells::identify(now, &mut before);
            lines = Some(before);
        } else {
            kept.push(fault(done, "itemName", "edited-since", String::new()));
        }
    }
    let pairs = cells::arguments(kind, &head, lines.as_deref(), &cells::phones(now));
    if pairs.is_empty() {
        return Ok(kept);
    }
    let id = done.subject;
    let undone = match kind {
        Kind::Orders => row::request::<EditOrder>(act, &pairs, Some(id))
            .map_err(Fault::from)
            .and_then(|request| orders::edit(tx, act, &Reference::Id(id), None, &request.order, None)),
        Kind::Customers => row::request::<EditCustomer>(act, &pairs, Some(id))
            .map_err(Fault::from)
            .and_then(|request| customers::change(tx, act, &Reference::Id(id), None, &request.customer)),
    };
    match undone {
        Ok(_) => {}
        Err(Fault::Refused(problem)) if problem.status < 500 => {
            let text = problem.errors.values().next().and_then(|text| text.as_str()).unwrap_or(&problem.message);
            kept.push(fault(done, "", "rule", text.to_owned()));
        }
        Err(failure) => return Err(failure),
    }
    Ok(kept)
}

fn fault(done: &Imported, column: &str, reason: &str, text: String) -> RowFault {
    RowFault { line: done.line, column: column.to_owned(), cell: String::new(), reason: reason.to_owned(), text }
}
