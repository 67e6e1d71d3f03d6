//! The clients' own ids of payments: unique in a store.

use database::{Tx, payments};
use wire::Problem;

use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::matching::lock;
use crate::orders::new::NewOrder;
use crate::orders::save::Draft;

/// Into how many locks the ids of a store are divided: one each would be more than a PostgreSQL server keeps for an upload.
const LOCKS: i64 = 256;

/// What keeps two calls from both giving an id to a payment; see [`Tx::lock`].
pub(super) fn locks<'a>(site: i64, ids: impl Iterator<Item = &'a str>) -> impl Iterator<Item = i64> {
    ids.map(move |id| lock("payment", &format!("{site}/{}", lock("payment", id).rem_euclid(LOCKS))))
}

fn already(path: impl Into<String>) -> Problem {
    const TEXT: &str = "Payment already exists.";
    Problem::new(400, TEXT).with(path, TEXT)
}

/// Refuses a row that another server wrote first.
///
/// # Errors
/// It was not kept.
pub(super) fn kept(kept: bool) -> Result<(), Problem> {
    if kept { Ok(()) } else { Err(already("externalId")) }
}

/// Refuses a sent order in which two payments have one id.
///
/// # Errors
/// The path of the second of them.
pub(super) fn refuse_repeats(sent: &[Body]) -> Result<(), Problem> {
    let mut seen = std::collections::HashSet::new();
    let repeat = sent.iter().position(|payment| draft::text(payment, "externalId").is_some_and(|id| !seen.insert(id)));
    repeat.map_or(Ok(()), |index| Err(already(format!("payments[{index}].externalId"))))
}

/// Refuses a new order with the id of another order's payment. An order without such ids is asked for nothing. The caller
/// holds the [`locks`].
///
/// # Errors
/// The path of the payment, or the database failed.
pub(super) fn refuse_taken(tx: &mut Tx<'_>, new: &NewOrder) -> Result<(), Fault> {
    let ids: Vec<&str> = new.payment_ids().collect();
    match payments::taken(tx, new.site(), 0, &ids)? {
        Some(taken) => Err(already(format!("payments[{}].externalId", new.place_of_payment(&taken))).into()),
        None => Ok(()),
    }
}

/// Refuses a change that gives a payment the id of another one, in this order or elsewhere in the store. What repeats from
/// before stays. `path` names a payment by its place.
///
/// # Errors
/// The path of the payment, or the database failed.
pub(super) fn refuse_given(tx: &mut Tx<'_>, before: &[Body], after: &Draft, path: impl Fn(usize) -> String) -> Result<(), Fault> {
    let had = |payment: &Body, id: &str| {
        before.iter().any(|old| old.get("id") == payment.get("id") && draft::text(old, "externalId") == Some(id))
    };
    let ids = || after.payments.iter().enumerate().filter_map(|(place, payment)| Some((place, draft::text(payment, "externalId")?)));
    let given: Vec<(usize, &str)> = ids().filter(|(place, id)| !had(&after.payments[*place], id)).collect();
    if given.is_empty() {
        return Ok(());
    }
    if let Some((place, _)) = given.iter().rev().find(|(place, id)| ids().any(|(other, same)| other != *place && same == *id)) {
        return Err(already(path(*place)).into());
    }
    tx.lock(locks(after.site, given.iter().map(|(_, id)| *id)))?;
    let names: Vec<&str> = given.iter().map(|(_, id)| *id).collect();
    match payments::taken(tx, after.site, after.id, &names)? {
        Some(taken) => {
            let place = given.iter().find(|(_, id)| *id == taken).map_or(0, |(place, _)| *place);
            Err(already(path(place)).into())
        }
        None => Ok(()),
    }
}
