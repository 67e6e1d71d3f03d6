//! The payment methods: a payment of an order added, changed and removed by itself.

use database::{Sequence, Tx, payments as kept};
use serde_json::{Value, json};
use wire::payment::Payment;
use wire::{Problem, Reference};

use crate::act::Act;
use crate::change;
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::noun::{self, Refusals, Target};
use crate::orders::edit::locate;
use crate::orders::payments::{changes, check, complete, recheck, restated};
use crate::orders::save::{self, Draft};
use crate::orders::{history, payment_ids};

/// Adds a payment to the order it names, and returns the payment's id.
///
/// # Errors
/// The order is not named or does not exist, the type is missing, a code is unknown, another payment has the external id,
/// or the database failed.
pub fn add(tx: &mut Tx<'_>, act: &Act<'_>, site: Option<i64>, payment: &Payment) -> Result<i64, Fault> {
    check("", payment, act.account)?;
    let mut body = draft::of(payment)?;
    let order = body.shift_remove("order");
    body.retain(|field, value| !value.is_null() && field != "id");
    complete("", &mut body, act.account)?;
    let Some(Value::Object(order)) = order else { return Err(Problem::entity("order", "must be given").into()) };
    let names = ("order", Target::Order, Refusals::Entity);
    let which = noun::which(tx, act, names, site, &order, |text| Problem::entity("order", text))?;
    let row = locate(tx, act, &which.reference, site).map_err(|fault| which.refuse(fault))?;
    let mut draft = Draft::of(&row)?;
    let before = draft.clone();
    let id = tx.ids(&[(Sequence::Payments, 1)])?[0][0];
    body.insert("id".to_owned(), json!(id));
    draft.payments.push(body);
    finish(tx, act, &before, draft, None)?;
    Ok(id)
}

/// Changes a payment and returns its id. `or_id` is the internal id it may be named by, should no payment of the store
/// have the external id.
///
/// # Errors
/// It does not exist, a code is unknown, another payment has the external id it is given, or the database failed.
pub fn change(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    which: &Reference,
    or_id: Option<i64>,
    site: Option<i64>,
    sent: &Payment,
) -> Result<i64, Fault> {
    check("", sent, act.account)?;
    let by_own_id = match (which, site) {
        (Reference::External(external_id), Some(site)) => kept::find_external(tx, act.scope, site, external_id)?,
        _ => None,
    };
    let by_id = if let Reference::Id(id) = which { Some(*id) } else { or_id };
    let found = match (by_own_id, by_id) {
        (None, Some(id)) => kept::find(tx, act.scope, id)?,
        (found, _) => found,
    };
    let (id, order) = found.ok_or_else(Problem::not_found)?;
    let row = locate(tx, act, &Reference::Id(order), None)?;
    let mut draft = Draft::of(&row)?;
    let before = draft.clone();
    let mut body = draft::of(sent)?;
    for field in ["order", "id"] {
        body.shift_remove(field);
    }
    // What names the payment does not change with it.
    if by_own_id.is_some() {
        body.shift_remove("externalId");
    }
    body.retain(|field, value| !(field == "type" && value.is_null()));
    let payment =
        draft.payments.iter_mut().find(|payment| payment.get("id").and_then(Value::as_i64) == Some(id)).ok_or_else(Problem::not_found)?;
    let stated = act.masks.is_some().then(|| body.clone());
    draft::merge(payment, body);
    recheck(payment, act.account)?;
    finish(tx, act, &before, draft, stated.map(|stated| (id, stated)))?;
    Ok(id)
}

/// Removes a payment.
///
/// # Errors
/// It does not exist, or the database failed.
pub fn remove(tx: &mut Tx<'_>, act: &Act<'_>, id: i64) -> Result<(), Fault> {
    let (_, order) = kept::find(tx, act.scope, id)?.ok_or_else(Problem::not_found)?;
    let row = locate(tx, act, &Reference::Id(order), None)?;
    let mut draft = Draft::of(&row)?;
    let before = draft.clone();
    draft.payments.retain(|payment| payment.get("id").and_then(Value::as_i64) != Some(id));
    finish(tx, act, &before, draft, None)
}

/// Writes the order back. `stated` is what was sent of one of its payments, with the payment's id.
fn finish(tx: &mut Tx<'_>, act: &Act<'_>, before: &Draft, mut draft: Draft, stated: Option<(i64, Body)>) -> Result<(), Fault> {
    payment_ids::refuse_given(tx, &before.payments, &draft, |_| "externalId".to_owned())?;
    draft.sum_up(act)?;
    let mut view = history::differences(&before.body, &draft.body);
    view.append(&mut changes(&before.payments, &draft.payments));
    if let Some((id, mut sent)) = stated {
        sent.insert("id".to_owned(), json!(id));
        view.append(&mut restated(act, &[sent], &before.payments, &draft.payments));
        change::arrange(act, &mut view);
    }
    save::write_back(tx, act, &draft, view, "order.changed")
}
