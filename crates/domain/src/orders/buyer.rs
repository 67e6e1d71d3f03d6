//! The buyer of an order: as the order says, or else as the card of the customer it names.

use database::{Tx, customers};
use serde_json::Value;
use wire::Problem;

use crate::act::Act;
use crate::draft::{self, Body};
use crate::fault::Fault;

const NAMES: [&str; 3] = ["firstName", "lastName", "patronymic"];
const PHONES: [&str; 2] = ["phone", "additionalPhone"];

/// Whether an order says anything of its buyer.
pub(super) fn is_told(order: &Body) -> bool {
    NAMES.iter().chain(&PHONES).chain(&["email"]).any(|field| draft::text(order, field).is_some())
}

/// What the card of a customer says of the buyer, under the names an order has for it. A customer of another store than the
/// order's says nothing: who sees the order need not see that store.
///
/// # Errors
/// There is no such customer, or the database failed.
pub(super) fn of_card(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, customer: i64) -> Result<Body, Fault> {
    let card = customers::find(tx, act.scope, customer)?.ok_or_else(Problem::not_found)?;
    if card.site != site {
        return Ok(Body::new());
    }
    let card = draft::read(&card.body)?;
    let mut buyer = Body::new();
    for field in NAMES.iter().chain(&["email"]) {
        if let Some(value) = card.get(*field) {
            buyer.insert((*field).to_owned(), value.clone());
        }
    }
    let numbers = card.get("phones").and_then(Value::as_array).into_iter().flatten().filter_map(|phone| phone.get("number"));
    buyer.extend(PHONES.iter().zip(numbers).map(|(field, number)| ((*field).to_owned(), number.clone())));
    Ok(buyer)
}
