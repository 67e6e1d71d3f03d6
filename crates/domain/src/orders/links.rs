//! Linking orders that belong together, such as an order and its exchange.

use database::{Tx, links, orders};
use serde_json::{Value, json};
use wire::payment::OrderName;
use wire::{Problem, Reference};

use crate::act::Act;
use crate::change::Change;
use crate::fault::Fault;
use crate::orders::edit::locate;
use crate::orders::save::{self, Draft};

/// Links each of the named orders with each other one.
///
/// # Errors
/// One of them does not exist, by its path, or the database failed.
pub fn link(tx: &mut Tx<'_>, act: &Act<'_>, site: Option<i64>, named: &[OrderName], comment: &str) -> Result<(), Fault> {
    let mut found = Vec::new();
    for (index, name) in named.iter().enumerate() {
        let which = reference(tx, act, site, name)?;
        let unknown = || Problem::entity(format!("orders[{index}]"), "there is no such order");
        let order = match locate(tx, act, &which.ok_or_else(unknown)?, site) {
            Ok(order) => order,
            Err(Fault::Refused(_)) => return Err(unknown().into()),
            Err(failure) => return Err(failure),
        };
        if !found.iter().any(|known: &orders::Order| known.id == order.id) {
            found.push(order);
        }
    }
    if found.len() < 2 {
        return Err(Problem::entity("orders", "must name at least two orders").into());
    }
    for (index, one) in found.iter().enumerate() {
        for other in &found[index + 1..] {
            links::add(tx, one.id, other.id, comment, act.now.0)?;
        }
    }
    for order in &found {
        // A row for each other order, hidden from keys without that order's store.
        let others = found.iter().filter(|other| other.id != order.id);
        let view = others.map(|other| Change::new("links", Value::Null, json!({"id": other.id})).telling_of(other.site)).collect();
        save::record(tx, act, &Draft::of(order)?, view, "order.linked")?;
    }
    Ok(())
}

fn reference(tx: &mut Tx<'_>, act: &Act<'_>, site: Option<i64>, name: &OrderName) -> Result<Option<Reference>, Fault> {
    if let Some(id) = name.id.value() {
        return Ok(Some(Reference::Id(id.0)));
    }
    if let Some(external_id) = name.external_id.value() {
        return Ok(Some(Reference::External(external_id.0.clone())));
    }
    match name.number.value() {
        Some(number) => Ok(orders::find_number(tx, act.scope, site, number)?.map(|order| Reference::Id(order.id))),
        None => Ok(None),
    }
}
