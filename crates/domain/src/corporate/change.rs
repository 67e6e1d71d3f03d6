//! Changing a corporate customer and its parts.

use database::Tx;
use database::corporate::{self, Corporate};
use database::merged::{self, Gone};
use serde::Serialize;
use wire::corporate::CustomerCorporate;
use wire::{Problem, Reference};

use super::draft::{Draft, refuse_taken};
use super::parts::{self, Part};
use super::{history, make};
use crate::act::Act;
use crate::change;
use crate::custom_fields::{self, Owner};
use crate::draft;
use crate::fault::Fault;
use crate::matching::lock;
use crate::noun::Target;

/// Finds the corporate customer a call names, to change it. `site` is the store the call's external ids belong to.
///
/// # Errors
/// There is none that the actor may see: `Not found`, with `combinedTo` when it was merged into one it may see.
pub fn locate(tx: &mut Tx<'_>, act: &Act<'_>, which: &Reference, site: Option<i64>) -> Result<Corporate, Fault> {
    let row = find(tx, act, which, site)?;
    tx.lock([lock("corporate-row", &row.id.to_string())])?;
    if tx.engine() == database::Engine::Sqlite {
        return Ok(row);
    }
    corporate::find(tx, act.scope, row.id)?.ok_or_else(|| Problem::not_found().into())
}

/// The corporate customer a call names.
///
/// # Errors
/// As [`locate`].
pub(super) fn find(tx: &mut Tx<'_>, act: &Act<'_>, which: &Reference, site: Option<i64>) -> Result<Corporate, Fault> {
    let row = match which {
        Reference::Id(id) => corporate::find(tx, act.scope, *id)?,
        Reference::External(external_id) => match site {
            Some(site) => corporate::find_external(tx, act.scope, site, external_id)?,
            None => None,
        },
    };
    if let Some(row) = row {
        return Ok(row);
    }
    let problem = Problem::not_found();
    let into = match which {
        Reference::Id(id) => merged::customer(tx, Target::Corporate, act.scope, act.scope, Gone::Id(*id))?,
        Reference::External(_) => None,
    };
    Err(match into {
        Some(into) => problem.and("combinedTo", into.id),
        None => problem,
    }
    .into())
}

/// Changes a corporate customer and returns its id. Parts that it has already are changed, others are added.
///
/// # Errors
/// It does not exist, or something sent is wrong.
pub fn change(tx: &mut Tx<'_>, act: &Act<'_>, which: &Reference, site: Option<i64>, sent: &CustomerCorporate) -> Result<i64, Fault> {
    make::check(act, sent)?;
    let row = locate(tx, act, which, site)?;
    let before = Draft::of(&row)?;
    let mut after = before.clone();
    let mut body = draft::of(sent)?;
    body.retain(|field, value| !(value.is_null() && field == "createdAt"));
    custom_fields::take(act.account, Owner::CustomerCorporate, "", &mut body, Some(&before.body))?;
    let kinds = make::take_parts(&mut body);
    let stated = body.clone();
    draft::merge(&mut after.body, body);
    make::complete(&mut after.body);
    let taken = draft::text(&after.body, "externalId").filter(|id| draft::text(&before.body, "externalId") != Some(id));
    if let Some(external_id) = taken.map(str::to_owned) {
        tx.lock([lock("corporate", &format!("{}/{external_id}", after.site))])?;
        refuse_taken(tx, after.site, &external_id, Some(after.id))?;
    }
    let mut changes = history::of_fields(act, &before, &after, &stated);
    for (part, list) in kinds {
        for (index, sent) in list.into_iter().enumerate() {
            let named = match (parts::number(&sent), draft::text(&sent, "externalId")) {
                (Some(id), _) => Some(Reference::Id(id)),
                (None, Some(id)) => Some(Reference::External(id.to_owned())),
                (None, None) => None,
            };
            let place = match named {
                Some(named) if part != Part::Contact => parts::place(tx, act, &after, part, &named)?,
                _ => None,
            };
            changes.extend(parts::put(tx, act, &mut after, part, place, sent, &format!("{}[{index}].", part.list()))?.changes);
        }
    }
    keep(tx, act, &before, &after, changes)?;
    Ok(row.id)
}

fn keep(tx: &mut Tx<'_>, act: &Act<'_>, before: &Draft, after: &Draft, mut changes: Vec<change::Change>) -> Result<(), Fault> {
    if changes.is_empty() && before == after {
        return Ok(());
    }
    change::arrange(act, &mut changes);
    after.save(tx, act, changes, "corporate.changed")
}

/// Adds a part and returns its id.
///
/// # Errors
/// The corporate customer does not exist, or something sent is wrong.
pub fn create_part<T: Serialize>(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    (which, site): (&Reference, Option<i64>),
    part: Part,
    sent: &T,
) -> Result<i64, Fault> {
    let row = locate(tx, act, which, site)?;
    let before = Draft::of(&row)?;
    let mut after = before.clone();
    let put = parts::put(tx, act, &mut after, part, None, draft::of(sent)?, "")?;
    keep(tx, act, &before, &after, put.changes)?;
    Ok(put.id)
}

/// Changes a part and returns its id; of a contact `entity` names the person.
///
/// # Errors
/// The corporate customer or the part does not exist, or something sent is wrong.
pub fn edit_part<T: Serialize>(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    (which, site): (&Reference, Option<i64>),
    part: Part,
    entity: &Reference,
    sent: &T,
) -> Result<i64, Fault> {
    let row = locate(tx, act, which, site)?;
    let before = Draft::of(&row)?;
    let mut after = before.clone();
    let place = parts::place(tx, act, &before, part, entity)?.ok_or_else(Problem::not_found)?;
    let put = parts::put(tx, act, &mut after, part, Some(place), draft::of(sent)?, "")?;
    keep(tx, act, &before, &after, put.changes)?;
    Ok(put.id)
}
