//! Payments of orders: checked, added, changed, removed, each with its line in the order's history.

use database::{Sequence, Tx, orders};
use serde_json::{Value, json};
use wire::payment::{OrderName, Payment};
use wire::{Problem, Reference};

use crate::domain::act::Act;
use crate::domain::change::{Change, differences, snake};
use crate::domain::draft::{self, Body};
use crate::domain::orders::edit::locate;
use crate::domain::orders::history::SILENT;
use crate::domain::orders::intake::code;
use crate::domain::orders::save::{self, Draft};
use crate::fault::Fault;
use crate::house::House;

/// Checks a sent payment; `path` is what the names of its fields begin with.
///
/// # Errors
/// What is wrong, by its path.
pub(super) fn check(path: &str, payment: &Payment, house: &House) -> Result<(), Problem> {
    code(house, &format!("{path}type"), "PaymentType", "payment-types", &payment.kind)?;
    code(house, &format!("{path}status"), "PaymentStatus", "payment-statuses", &payment.status)?;
    let kind = payment.kind.value().and_then(|kind| house.dictionary("payment-types").get(kind));
    if let (Some(kind), Some(status)) = (kind, payment.status.value().filter(|status| !status.is_empty())) {
        let allowed = kind.body.get("paymentStatuses").and_then(Value::as_array).filter(|allowed| !allowed.is_empty());
        if allowed.is_some_and(|allowed| !allowed.iter().any(|code| code.as_str() == Some(&status.0))) {
            return Err(Problem::order_not_loaded(
                format!("{path}status"),
                format!("The payment status \"{}\" does not belong to the payment type \"{}\".", status.0, kind.code),
            ));
        }
    }
    if payment.amount.value().is_some_and(|amount| amount.0.is_sign_negative()) {
        return Err(Problem::entity(format!("{path}amount"), "must not be negative"));
    }
    Ok(())
}

/// Puts the sent payments in place of those there are: the ones found by id or external id change, others are new.
///
/// # Errors
/// A new one has no type, or the database failed.
pub(super) fn replace(tx: &mut Tx<'_>, act: &Act<'_>, draft: &mut Draft, sent: Vec<Body>) -> Result<(), Fault> {
    let mut kept: Vec<Option<Body>> = std::mem::take(&mut draft.payments).into_iter().map(Some).collect();
    let mut fresh = Vec::new();
    for (index, mut payment) in sent.into_iter().enumerate() {
        payment.shift_remove("order");
        let place = kept.iter().position(|old| old.as_ref().is_some_and(|old| is_same(old, &payment)));
        let mut merged = place.and_then(|place| kept[place].take()).unwrap_or_default();
        payment.shift_remove("id");
        if merged.is_empty() {
            fresh.push(draft.payments.len());
        }
        let is_new = merged.is_empty();
        draft::merge(&mut merged, payment);
        if is_new {
            complete(&format!("payments[{index}]."), &mut merged, act.house)?;
        }
        draft.payments.push(merged);
    }
    let ids = tx.ids(&[(Sequence::Payments, fresh.len())])?;
    for (index, id) in fresh.into_iter().zip(&ids[0]) {
        draft.payments[index].insert("id".to_owned(), json!(id));
    }
    Ok(())
}

/// Changes the first payment, as clients do who know of one only; without any, one of a known type becomes it.
pub(super) fn change_first(tx: &mut Tx<'_>, act: &Act<'_>, draft: &mut Draft, sent: &Payment) -> Result<(), Fault> {
    check("payments[0].", sent, act.house)?;
    let mut body = draft::of(sent)?;
    body.retain(|field, value| !(field == "type" && value.is_null()));
    if draft.payments.is_empty() {
        if !body.contains_key("type") {
            return Ok(());
        }
        let id = tx.ids(&[(Sequence::Payments, 1)])?[0][0];
        draft.payments.push(Body::from_iter([("id".to_owned(), json!(id))]));
    }
    draft::merge(&mut draft.payments[0], body);
    Ok(recheck(&draft.payments[0], act.house)?)
}

fn is_same(old: &Body, sent: &Body) -> bool {
    if let Some(id) = sent.get("id").and_then(Value::as_i64) {
        return old.get("id").and_then(Value::as_i64) == Some(id);
    }
    draft::text(sent, "externalId").is_some_and(|id| draft::text(old, "externalId") == Some(id))
}

/// A payment as the rows of its coming and going name it.
fn named(payment: &Body) -> Value {
    json!({"id": payment["id"], "type": payment.get("type")})
}

/// Completes a new payment with the type and the status that calls begin with, where the dictionaries name them.
///
/// # Errors
/// It has no type.
pub(super) fn complete(path: &str, payment: &mut Body, house: &House) -> Result<(), Problem> {
    let usual = |kind: &str| house.dictionary(kind).iter().find(|entry| entry.active && entry.flag("defaultForApi"));
    if draft::text(payment, "type").is_none() {
        let kind = usual("payment-types").ok_or_else(|| Problem::entity(format!("{path}type"), "must be given"))?;
        payment.insert("type".to_owned(), json!(kind.code));
    }
    if !payment.contains_key("status")
        && let Some(status) = usual("payment-statuses")
    {
        payment.insert("status".to_owned(), json!(status.code));
        if recheck(payment, house).is_err() {
            payment.shift_remove("status");
        }
    }
    Ok(())
}

/// The history of the payments.
pub(super) fn changes(before: &[Body], after: &[Body]) -> Vec<Change> {
    let mut changes = Vec::new();
    let find = |payments: &[Body], id: &Value| payments.iter().find(|payment| payment.get("id") == Some(id)).cloned();
    for payment in before {
        if find(after, &payment["id"]).is_none() {
            changes.push(Change::new("payments", named(payment), Value::Null).of_part("payment", Value::Object(payment.clone())));
        }
    }
    for payment in after {
        let Some(old) = find(before, &payment["id"]) else {
            changes.push(Change::new("payments", Value::Null, named(payment)).of_part("payment", Value::Object(payment.clone())));
            continue;
        };
        let told = differences(
            &old,
            payment,
            |path| {
                Some(if path == "order" {
                    (String::new(), SILENT)
                } else {
                    (format!("payments.{}", snake(path)), super::history::shape_of_payment(path))
                })
            },
            &[],
        );
        changes.extend(told.into_iter().map(|change| change.of_part("payment", Value::Object(payment.clone()))));
    }
    changes
}

/// Adds a payment to the order it names, and returns the payment's id.
///
/// # Errors
/// The order is not named or does not exist, the type is missing, a code is unknown, or the database failed.
pub fn add(tx: &mut Tx<'_>, act: &Act<'_>, site: Option<i64>, payment: &Payment) -> Result<i64, Fault> {
    check("", payment, act.house)?;
    let mut body = draft::of(payment)?;
    body.retain(|field, value| !value.is_null() && field != "order" && field != "id");
    complete("", &mut body, act.house)?;
    let Some(order) = payment.order.value() else { return Err(Problem::entity("order", "must be given").into()) };
    let which = find_order(tx, act, site, order)?;
    let row = locate(tx, act, &which, site).map_err(no_order)?;
    let mut draft = Draft::of(&row)?;
    let before = draft.clone();
    let id = tx.ids(&[(Sequence::Payments, 1)])?[0][0];
    body.insert("id".to_owned(), json!(id));
    draft.payments.push(body);
    finish(tx, act, &before, draft)?;
    Ok(id)
}

/// The order a payment names: by id, else by external id, else by number.
fn find_order(tx: &mut Tx<'_>, act: &Act<'_>, site: Option<i64>, order: &OrderName) -> Result<Reference, Fault> {
    if let Some(id) = order.id.value() {
        return Ok(Reference::Id(id.0));
    }
    if let Some(external_id) = order.external_id.value() {
        return Ok(Reference::External(external_id.0.clone()));
    }
    let Some(number) = order.number.value() else {
        return Err(Problem::entity("order", "Set one of the following fields: id, externalId, number").into());
    };
    let found = orders::find_number(tx, act.scope, site, number)?;
    found.map(|order| Reference::Id(order.id)).ok_or_else(|| Problem::entity("order", "there is no such order").into())
}

/// An order that a payment names and that is not there is the payment's fault, not a page that was not found.
fn no_order(fault: Fault) -> Fault {
    match fault {
        Fault::Refused(problem) if problem.status == 404 => Problem::entity("order", "there is no such order").into(),
        other => other,
    }
}

/// Changes a payment and returns its id.
///
/// # Errors
/// It does not exist, a code is unknown, or the database failed.
pub fn change(tx: &mut Tx<'_>, act: &Act<'_>, which: &Reference, site: Option<i64>, sent: &Payment) -> Result<i64, Fault> {
    check("", sent, act.house)?;
    let found = match which {
        Reference::Id(id) => orders::order_of_payment(tx, act.scope, *id)?,
        Reference::External(external_id) => match site {
            Some(site) => orders::order_of_external_payment(tx, act.scope, site, external_id)?,
            None => None,
        },
    };
    let (id, order) = found.ok_or_else(Problem::not_found)?;
    let row = locate(tx, act, &Reference::Id(order), None)?;
    let mut draft = Draft::of(&row)?;
    let before = draft.clone();
    let mut body = draft::of(sent)?;
    for field in ["order", "id"] {
        body.shift_remove(field);
    }
    body.retain(|field, value| !(field == "type" && value.is_null()));
    let payment =
        draft.payments.iter_mut().find(|payment| payment.get("id").and_then(Value::as_i64) == Some(id)).ok_or_else(Problem::not_found)?;
    draft::merge(payment, body);
    recheck(payment, act.house)?;
    finish(tx, act, &before, draft)?;
    Ok(id)
}

/// After a change of one of them, type and status must still belong together.
fn recheck(payment: &Body, house: &House) -> Result<(), Problem> {
    let field = |name: &str| draft::text(payment, name).map(wire::Line::from).into();
    check("", &Payment { kind: field("type"), status: field("status"), ..Payment::default() }, house)
}

/// Removes a payment.
///
/// # Errors
/// It does not exist, or the database failed.
pub fn remove(tx: &mut Tx<'_>, act: &Act<'_>, id: i64) -> Result<(), Fault> {
    let (_, order) = orders::order_of_payment(tx, act.scope, id)?.ok_or_else(Problem::not_found)?;
    let row = locate(tx, act, &Reference::Id(order), None)?;
    let mut draft = Draft::of(&row)?;
    let before = draft.clone();
    draft.payments.retain(|payment| payment.get("id").and_then(Value::as_i64) != Some(id));
    finish(tx, act, &before, draft)
}

fn finish(tx: &mut Tx<'_>, act: &Act<'_>, before: &Draft, mut draft: Draft) -> Result<(), Fault> {
    draft.sum_up(act)?;
    let mut told = super::history::differences(&before.body, &draft.body);
    told.append(&mut changes(&before.payments, &draft.payments));
    save::write_back(tx, act, &draft, told, "order.changed")
}
