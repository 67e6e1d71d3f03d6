//! Notes on customers.

use database::Tx;
use database::notes::{self, Filter, New, Note, Of};
use wire::order::CustomerName;
use wire::page::Page;
use wire::{Problem, Reference, customer};

use crate::act::Act;
use crate::contact::folded;
use crate::customers::change::locate;
use crate::customers::checks;
use crate::fault::Fault;

/// Adds a note and returns its id.
///
/// # Errors
/// The customer is not named or does not exist, the text is missing, the manager does not exist, or the database failed.
pub fn add_note(tx: &mut Tx<'_>, act: &Act<'_>, site: Option<i64>, note: &customer::Note) -> Result<i64, Fault> {
    let text = note.text.value().filter(|text| !text.trim().is_empty()).ok_or_else(|| Problem::entity("text", "must be given"))?;
    checks::check_manager("managerId", &note.manager_id, act.account)?;
    let named = note.customer.value().ok_or_else(|| Problem::entity("customer", "must be given"))?;
    let (which, site) = reference(named, act, site)?;
    let row = locate(tx, act, &which, site).map_err(|fault| match fault {
        Fault::Refused(problem) if problem.status == 404 => Problem::entity("customer", "there is no such customer").into(),
        other => other,
    })?;
    let (manager, search) = (note.manager_id.value().map(|id| id.0), folded(text));
    Ok(notes::add(tx, Of::Customers, row.site, &New { customer: row.id, manager, text, search: &search, now: act.now.0 })?)
}

fn reference(named: &CustomerName, act: &Act<'_>, site: Option<i64>) -> Result<(Reference, Option<i64>), Problem> {
    if let Some(id) = named.id.value() {
        return Ok((Reference::Id(id.0), site));
    }
    let external_id =
        named.external_id.value().ok_or_else(|| Problem::entity("customer", "Set one of the following fields: id, externalId"))?;
    let own = named.site.value().and_then(|code| act.account.site(code)).map(|site| site.id);
    Ok((Reference::External(external_id.0.clone()), own.or(site)))
}

/// Removes a note.
///
/// # Errors
/// There is none that the actor may see, or the database failed.
pub fn remove_note(tx: &mut Tx<'_>, act: &Act<'_>, id: i64) -> Result<(), Fault> {
    notes::remove(tx, Of::Customers, act.scope, id)?.ok_or_else(Problem::not_found)?;
    Ok(())
}

/// The note that is pinned on a customer's card.
///
/// # Errors
/// The database failed.
pub fn pinned_note(tx: &mut Tx<'_>, act: &Act<'_>, customer: i64) -> Result<Option<Note>, Fault> {
    let Some(id) = notes::pinned(tx, customer)? else { return Ok(None) };
    let wanted = Filter { ids: vec![id], customers: vec![customer], ..Filter::default() };
    Ok(notes::list(tx, Of::Customers, act.scope, &wanted, 1, 0)?.0.into_iter().next())
}

/// Pins a note of a customer, in place of the one that was pinned, or takes the pin off.
///
/// # Errors
/// There is no such note of this customer that the actor may see, or the database failed.
pub fn pin_note(tx: &mut Tx<'_>, act: &Act<'_>, customer: i64, id: i64, pins: bool) -> Result<(), Fault> {
    let wanted = Filter { ids: vec![id], customers: vec![customer], ..Filter::default() };
    if notes::list(tx, Of::Customers, act.scope, &wanted, 1, 0)?.0.is_empty() {
        return Err(Problem::not_found().into());
    }
    Ok(notes::pin(tx, customer, pins.then_some(id))?)
}

/// A page of notes on persons, newest first, and how many there are in all.
///
/// # Errors
/// The database failed.
pub fn notes(tx: &mut Tx<'_>, act: &Act<'_>, filter: &customer::NoteFilter, page: Page) -> Result<(Vec<Note>, i64), Fault> {
    notes_of(tx, act, Of::Customers, filter, page)
}

/// A page of notes on customers of a kind, newest first, and how many there are in all.
///
/// # Errors
/// The database failed.
pub fn notes_of(tx: &mut Tx<'_>, act: &Act<'_>, of: Of, filter: &customer::NoteFilter, page: Page) -> Result<(Vec<Note>, i64), Fault> {
    let wanted = Filter {
        ids: filter.ids.iter().map(|id| id.0).collect(),
        customers: filter.customer_ids.iter().map(|id| id.0).collect(),
        external_ids: filter.customer_external_ids.iter().map(|id| id.0.clone()).collect(),
        managers: filter.manager_ids.iter().map(|id| id.0).collect(),
        text: filter.text.value().filter(|text| !text.is_empty()).map(|text| folded(text).into_owned()),
        from: filter.created_at_from.value().map(|from| from.0),
        before: filter.created_at_to.value().map(|to| to.0.0.saturating_add(1)),
    };
    Ok(notes::list(tx, of, act.scope, &wanted, page.limit, page.offset())?)
}
