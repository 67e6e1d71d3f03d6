//! Merging customers: one stays, the others go; what belongs to them moves, and blanks are filled from them.

use database::{Tx, customers, sent_contacts};
use serde_json::{Value, json};
use wire::{Problem, Reference};

use crate::access::masks::Class;
use crate::act::Act;
use crate::change;
use crate::corporate;
use crate::customer_kinds::{farewell, fill_blanks, merging};
use crate::customers::change::locate;
use crate::customers::save::{self, Draft};
use crate::customers::{history, make};
use crate::draft::Body;
use crate::fault::Fault;
use crate::noun::{self, Target};

/// Merges `gone` into `stays`.
///
/// # Errors
/// One of them does not exist, by its place; or the database failed. Nothing is changed then.
pub fn combine(tx: &mut Tx<'_>, act: &Act<'_>, gone: &[i64], stays: i64) -> Result<(), Fault> {
    let found = merging(gone, stays, "Customer", |id| locate(tx, act, &Reference::Id(id), None))?;
    let Some(winner) = found.iter().find(|row| row.id == stays) else { return Err(Problem::not_found().into()) };
    let before = Draft::of(winner, act)?;
    let mut after = before.clone();
    let mut theirs = Vec::new();
    let (mut phones, mut tags) = (Vec::new(), Vec::new());
    for row in found.iter().filter(|row| row.id != stays) {
        let mut loser = Draft::of(row, act)?;
        fill(&mut after, &loser);
        phones.append(&mut history::numbers(&loser.body));
        tags.extend(loser.body.get("tags").cloned().map(|tags| Body::from_iter([("tags".to_owned(), tags)])));
        customers::move_belongings(tx, loser.id, stays)?;
        noun::move_to(tx, Target::Customer, stays, loser.id)?;
        corporate::follow(tx, act, loser.id, stays, after.site)?;
        sent_contacts::move_to(tx, loser.id, stays, act.masks.is_none())?;
        loser.merged_into = Some(stays);
        let farewell = farewell(stays, after.stub(act), after.site);
        let numbers = std::mem::take(&mut loser.phones.keys);
        save::write_back(tx, act, &loser, vec![farewell], "customer.combined")?;
        theirs.extend(numbers);
    }
    after.phones = make::phones(&after.body, after.phones.country.as_deref(), after.site, act.account);
    // Their countries may have read them otherwise.
    theirs.retain(|number| !after.phones.keys.contains(number));
    after.phones.keys.extend(theirs);
    let mut view = history::differences(&before.body, &after.body);
    // Whether a phone or a tag of theirs was there already is nothing that an actor who does not see it learns.
    if act.is_blind_to(Class::Phone) {
        history::restate_phones(&mut view, phones);
    }
    if let Some(tags) = tags.iter().find(|tags| tags["tags"].as_array().is_some_and(|tags| !tags.is_empty())) {
        view.append(&mut history::restated(act, tags, &before.body, &after.body));
    }
    change::arrange(act, &mut view);
    save::write_back(tx, act, &after, view, "customer.changed")
}

/// Phones and tags of both; anything else only where the one that stays has nothing.
fn fill(winner: &mut Draft, loser: &Draft) {
    for list in ["phones", "tags"] {
        let more = loser.body.get(list).and_then(Value::as_array).cloned().unwrap_or_default();
        let kept = winner.body.entry(list).or_insert_with(|| json!([]));
        if let Some(kept) = kept.as_array_mut() {
            for item in more {
                if !kept.contains(&item) {
                    kept.push(item);
                }
            }
        }
    }
    fill_blanks(&mut winner.body, loser.body.clone());
    if winner.browser_id.is_none() {
        winner.browser_id.clone_from(&loser.browser_id);
    }
}
