//! Merging corporate customers: one stays, the others go; their parts and orders move.

use database::{Tx, corporate};
use serde_json::json;
use wire::{Problem, Reference};

use super::change::locate;
use super::draft::Draft;
use super::history;
use super::parts::{self, Part};
use crate::act::Act;
use crate::change::{self, Change};
use crate::customer_kinds::{farewell, fill_blanks, merging};
use crate::draft::Body;
use crate::fault::Fault;
use crate::noun::{self, Target};

/// Merges `gone` into `stays`.
///
/// # Errors
/// One of them does not exist, by its place; or the database failed. Nothing is changed then.
pub fn combine(tx: &mut Tx<'_>, act: &Act<'_>, gone: &[i64], stays: i64) -> Result<(), Fault> {
    let rows = merging(gone, stays, "CustomerCorporate", |id| locate(tx, act, &Reference::Id(id), None))?;
    let found = rows.iter().map(Draft::of).collect::<Result<Vec<_>, _>>()?;
    let Some(before) = found.iter().find(|row| row.id == stays).cloned() else { return Err(Problem::not_found().into()) };
    let mut after = before.clone();
    let mut changes = Vec::new();
    for mut loser in found.into_iter().filter(|row| row.id != stays) {
        fill_blanks(&mut after.body, loser.fields());
        for part in Part::ALL {
            changes.extend(take_over(act, &mut after, &loser, part));
        }
        corporate::move_belongings(tx, loser.id, stays)?;
        noun::move_to(tx, Target::Corporate, stays, loser.id)?;
        loser.merged_into = Some(stays);
        let farewell = farewell(stays, after.stub(act), after.site);
        loser.save(tx, act, vec![farewell], "corporate.combined")?;
    }
    let mut view = history::of_fields(act, &before, &after, &Body::new());
    view.append(&mut changes);
    change::arrange(act, &mut view);
    after.save(tx, act, view, "corporate.changed")
}

/// Adds the parts of one that goes to the one that stays; a person is a contact once.
fn take_over(act: &Act<'_>, winner: &mut Draft, loser: &Draft, part: Part) -> Vec<Change> {
    let mut list = winner.take_parts(part);
    let main = parts::main_of(&list);
    let mut changes = Vec::new();
    for theirs in loser.parts(part) {
        if part == Part::Contact && list.iter().any(|own| parts::person(own) == parts::person(theirs)) {
            continue;
        }
        let mut theirs = theirs.clone();
        if main.is_some() {
            theirs.insert("isMain".to_owned(), json!(false));
        }
        let taken = |own: &Body| own.get("externalId").is_some() && own.get("externalId") == theirs.get("externalId");
        if list.iter().any(taken) {
            theirs.shift_remove("externalId");
        }
        changes.extend(history::of_part(act, part, None, &theirs, &Body::new()));
        list.push(theirs);
    }
    changes.extend(history::of_main(part, main.as_ref(), parts::main_of(&list).as_ref()));
    winner.set_parts(part, list);
    changes
}
