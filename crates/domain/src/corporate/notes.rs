//! Notes on corporate customers.

use database::Tx;
use database::notes::{self, New, Of};
use wire::{Problem, Reference, customer};

use super::change::locate;
use crate::act::Act;
use crate::contact::folded;
use crate::customers;
use crate::fault::Fault;

/// Adds a note and returns its id. `site` is the store that external ids belong to where the note names none.
///
/// # Errors
/// The corporate customer is not named or does not exist, the text is missing, the manager does not exist, or the database failed.
pub fn add_note(tx: &mut Tx<'_>, act: &Act<'_>, site: Option<i64>, note: &customer::Note) -> Result<i64, Fault> {
    let text = note.text.value().filter(|text| !text.trim().is_empty()).ok_or_else(|| Problem::entity("text", "must be given"))?;
    customers::check_manager("managerId", &note.manager_id, act.account)?;
    let named = note.customer.value().ok_or_else(|| Problem::entity("customer", "must be given"))?;
    let which = match (named.id.value(), named.external_id.value()) {
        (Some(id), _) => Reference::Id(id.0),
        (None, Some(external_id)) => Reference::External(external_id.0.clone()),
        (None, None) => return Err(Problem::entity("customer", "Set one of the following fields: id, externalId").into()),
    };
    let own = named.site.value().and_then(|code| act.account.site(code)).map(|site| site.id);
    let row = locate(tx, act, &which, own.or(site)).map_err(|fault| match fault {
        Fault::Refused(problem) if problem.status == 404 => Problem::entity("customer", "there is no such customer").into(),
        other => other,
    })?;
    let (manager, search) = (note.manager_id.value().map(|id| id.0), folded(text));
    Ok(notes::add(tx, Of::Corporate, row.site, &New { customer: row.id, manager, text, search: &search, now: act.now.0 })?)
}

/// Removes a note.
///
/// # Errors
/// There is none that the actor may see, or the database failed.
pub fn remove_note(tx: &mut Tx<'_>, act: &Act<'_>, id: i64) -> Result<(), Fault> {
    notes::remove(tx, Of::Corporate, act.scope, id)?.ok_or_else(Problem::not_found)?;
    Ok(())
}
