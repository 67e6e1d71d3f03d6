//! Everything that is wrong with a key at once, for a form: what makes or changes a key stops at the first fault.

use database::Tx;
use wire::{Moment, Problem};

use super::{Card, Changes, apply, blank, find, lifetime, times, told_apart};
use crate::access::grant::Grant;
use crate::access::pepper::Pepper;
use crate::access::token;
use crate::fault::Fault;
use crate::{gather, refuse};

/// What is wrong with the token of a new key and with everything else of it.
///
/// # Errors
/// The database failed.
pub fn of_new(tx: &mut Tx<'_>, pepper: &Pepper, given: &str, changes: &Changes, now: Moment) -> Result<Option<Problem>, Fault> {
    let mut found = None;
    if let Some(reason) = token::refusal(given) {
        gather::<()>(&mut found, Err(refuse("token", reason)))?;
    } else if database::keys::is_taken(tx, &pepper.hash(given))? {
        gather::<()>(&mut found, Err(refuse("token", "Another key has this token, or had it before it was deleted.")))?;
    }
    let key = of_parts(tx, None, changes, now, &mut found)?;
    gather(&mut found, told_apart(&key, given))?;
    Ok(found)
}

/// What is wrong with a change of a key.
///
/// # Errors
/// Refused: no such key. The database failed.
pub fn of_change(tx: &mut Tx<'_>, id: i64, changes: &Changes, now: Moment) -> Result<Option<Problem>, Fault> {
    let mut found = None;
    of_parts(tx, Some(id), changes, now, &mut found)?;
    Ok(found)
}

/// Makes the changes one by one, each of those that can be made, and gathers the faults of the others.
fn of_parts(
    tx: &mut Tx<'_>,
    id: Option<i64>,
    changes: &Changes,
    now: Moment,
    found: &mut Option<Problem>,
) -> Result<database::keys::Key, Fault> {
    let before = id.map(|id| find(tx, id)).transpose()?;
    let mut key = before.clone().unwrap_or_else(blank);
    for part in parts(changes) {
        let mut tried = key.clone();
        let outcome = apply(tx, &mut tried, &part);
        if gather(found, outcome)?.is_some() {
            key = tried;
        }
    }
    if matches!(&changes.grant, Some(Grant::Some(names)) if names.is_empty()) {
        gather::<()>(found, Err(refuse("methods", "Name at least one method, or \"all\".")))?;
    }
    gather(found, times::check(before.as_ref(), &key, now))?;
    let outcome = lifetime::check(tx, before.as_ref(), &key, now);
    gather(found, outcome)?;
    Ok(key)
}

/// The same changes, each field for itself.
fn parts(changes: &Changes) -> Vec<Changes> {
    let (all, none) = (changes.clone(), Changes::default);
    let card = |card: Card| Changes { card, ..none() };
    vec![
        Changes { name: all.name, ..none() },
        Changes { external_id: all.external_id, ..none() },
        Changes { comment: all.comment, ..none() },
        Changes { reach: all.reach, ..none() },
        Changes { grant: all.grant, ..none() },
        Changes { limits: all.limits, ..none() },
        Changes { masks: all.masks, ..none() },
        Changes { rows: all.rows, ..none() },
        Changes { template: all.template, ends_at: all.ends_at, ..none() },
        card(Card { purpose: all.card.purpose, ..Card::default() }),
        card(Card { party: all.card.party, ours: all.card.ours, ..Card::default() }),
        card(Card { owner: all.card.owner, ..Card::default() }),
        card(Card { review: all.card.review, ..Card::default() }),
    ]
}
