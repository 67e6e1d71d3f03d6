//! Couriers: they have no code, and are known by id.

use database::{Sites, Tx};
use serde_json::{Map, Value};
use wire::{Moment, Problem};

use super::{COURIERS, Context, current, row};
use crate::fault::Fault;

/// Adds a courier; returns the id.
///
/// # Errors
/// A field breaks a rule.
pub fn create(tx: &mut Tx<'_>, sent: Map<String, Value>, now: Moment) -> Result<i64, Fault> {
    let account = current(tx)?;
    let body = COURIERS.merge(Context { account: &account, sites: &Sites::All, now }, None, sent)?;
    Ok(database::reference::add_numbered(tx, &row(COURIERS.kind, "", None, &body)?)?)
}

/// Changes a courier.
///
/// # Errors
/// There is no such courier, or a field breaks a rule.
pub fn edit(tx: &mut Tx<'_>, id: i64, sent: Map<String, Value>, now: Moment) -> Result<(), Fault> {
    let account = current(tx)?;
    let courier = account.dictionary(COURIERS.kind).iter().find(|courier| courier.id == id).ok_or_else(Problem::not_found)?;
    let body = COURIERS.merge(Context { account: &account, sites: &Sites::All, now }, Some(&courier.body), sent)?;
    Ok(database::reference::update(tx, &row(COURIERS.kind, &courier.code, Some(courier), &body)?)?)
}
