//! Payments as parts of an order: checked, completed, found again in an edit, each with its line in the order's history.

use database::{Sequence, Tx};
use serde_json::{Value, json};
use wire::Problem;
use wire::payment::Payment;

use crate::account::Account;
use crate::act::Act;
use crate::change::{self, Change, Shape, differences, snake};
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::orders::history::SILENT;
use crate::orders::intake::code;
use crate::orders::items::refuse_negative;
use crate::orders::save::Draft;

/// Checks a sent payment; `path` is what the names of its fields begin with.
///
/// # Errors
/// What is wrong, by its path.
pub(super) fn check(path: &str, payment: &Payment, account: &Account) -> Result<(), Problem> {
    code(account, &format!("{path}type"), "PaymentType", "payment-types", &payment.kind)?;
    code(account, &format!("{path}status"), "PaymentStatus", "payment-statuses", &payment.status)?;
    let kind = payment.kind.value().and_then(|kind| account.dictionary("payment-types").get(kind));
    if let (Some(kind), Some(status)) = (kind, payment.status.value().filter(|status| !status.is_empty())) {
        let allowed = kind.body.get("paymentStatuses").and_then(Value::as_array).filter(|allowed| !allowed.is_empty());
        if allowed.is_some_and(|allowed| !allowed.iter().any(|code| code.as_str() == Some(&status.0))) {
            return Err(Problem::order_not_loaded(
                format!("{path}status"),
                format!("The payment status \"{}\" does not belong to the payment type \"{}\".", status.0, kind.code),
            ));
        }
    }
    refuse_negative(&format!("{path}amount"), &payment.amount)
}

/// Puts the sent payments in place of those there are: the ones found by id or external id change, one without either that
/// says nothing else than one that is there is that one, others are new.
///
/// # Errors
/// A new one has no type, or the database failed.
pub(super) fn replace(tx: &mut Tx<'_>, act: &Act<'_>, draft: &mut Draft, sent: Vec<Body>) -> Result<(), Fault> {
    let mut known: Vec<Option<Body>> = std::mem::take(&mut draft.payments).into_iter().map(Some).collect();
    let mut found: Vec<Option<Body>> = Vec::with_capacity(sent.len());
    for named in [true, false] {
        for (index, payment) in sent.iter().enumerate() {
            if named {
                found.push(None);
            }
            if is_named(payment) == named {
                let is = |old: &Body| if named { is_same(old, payment) } else { says_nothing_new(old, payment) };
                found[index] = known.iter().position(|old| old.as_ref().is_some_and(is)).and_then(|place| known[place].take());
            }
        }
    }
    let mut fresh = Vec::new();
    for (index, (mut payment, old)) in sent.into_iter().zip(found).enumerate() {
        let is_new = old.is_none();
        let mut merged = old.unwrap_or_default();
        // It stands for a new one, which without an amount covers what is left.
        if !is_named(&payment) && !payment.contains_key("amount") {
            merged.shift_remove("amount");
        }
        ["id", "order"].into_iter().for_each(|field| drop(payment.shift_remove(field)));
        draft::merge(&mut merged, payment);
        if is_new {
            fresh.push(draft.payments.len());
            complete(&format!("payments[{index}]."), &mut merged, act.account)?;
        }
        draft.payments.push(merged);
    }
    let ids = tx.ids(&[(Sequence::Payments, fresh.len())])?;
    for (index, id) in fresh.into_iter().zip(&ids[0]) {
        draft.payments[index].insert("id".to_owned(), json!(id));
    }
    Ok(())
}

/// Whether a sent payment says which one it is.
fn is_named(sent: &Body) -> bool {
    sent.get("id").is_some_and(Value::is_i64) || draft::text(sent, "externalId").is_some()
}

/// Whether a sent payment without ids has no other values than one that is there.
fn says_nothing_new(old: &Body, sent: &Body) -> bool {
    let of_itself = |field: &str| !matches!(field, "id" | "externalId" | "order");
    sent.iter().filter(|(field, _)| of_itself(field)).all(|(field, value)| match old.get(field) {
        Some(old) => old == value || (field == "amount" && value.is_null()),
        None => value.is_null(),
    })
}

/// Changes the first payment, as clients do who know of one only; without any, one of a known type becomes it.
pub(super) fn change_first(tx: &mut Tx<'_>, act: &Act<'_>, draft: &mut Draft, sent: &Payment) -> Result<(), Fault> {
    check("payments[0].", sent, act.account)?;
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
    Ok(recheck(&draft.payments[0], act.account)?)
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
pub(super) fn complete(path: &str, payment: &mut Body, account: &Account) -> Result<(), Problem> {
    let usual = |kind: &str| account.dictionary(kind).iter().find(|entry| entry.active && entry.flag("defaultForApi"));
    if draft::text(payment, "type").is_none() {
        let kind = usual("payment-types").ok_or_else(|| Problem::entity(format!("{path}type"), "must be given"))?;
        payment.insert("type".to_owned(), json!(kind.code));
    }
    if !payment.contains_key("status")
        && let Some(status) = usual("payment-statuses")
    {
        payment.insert("status".to_owned(), json!(status.code));
        if recheck(payment, account).is_err() {
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
        let view = differences(&old, payment, name, &[]);
        changes.extend(view.into_iter().map(|change| change.of_part("payment", Value::Object(payment.clone()))));
    }
    changes
}

/// How a field of a payment is named in histories.
fn name(path: &str) -> Option<(String, Shape)> {
    Some(if path == "order" {
        (String::new(), SILENT)
    } else {
        (format!("payments.{}", snake(path)), super::history::shape_of_payment(path))
    })
}

/// What was sent of payments as it was already, where the actor does not see that; see [`change::restated`].
pub(super) fn restated(act: &Act<'_>, sent: &[Body], before: &[Body], after: &[Body]) -> Vec<Change> {
    let mut changes = Vec::new();
    for sent in sent {
        let Some(old) = before.iter().find(|old| is_same(old, sent)) else { continue };
        if let Some(new) = after.iter().find(|new| new.get("id") == old.get("id")) {
            changes.append(&mut restated_one(act, sent, old, new));
        }
    }
    changes
}

/// The same of one payment.
pub(super) fn restated_one(act: &Act<'_>, sent: &Body, old: &Body, new: &Body) -> Vec<Change> {
    let view = change::restated(act, sent, old, new, name, &[]);
    view.into_iter().map(|change| change.of_part("payment", Value::Object(new.clone()))).collect()
}

/// After a change of one of them, type and status must still belong together.
pub(super) fn recheck(payment: &Body, account: &Account) -> Result<(), Problem> {
    let field = |name: &str| draft::text(payment, name).map(wire::Text::from).into();
    check("", &Payment { kind: field("type"), status: field("status"), ..Payment::default() }, account)
}
