//! Several keys at once, for a key that manages keys: each is within it before and after, and every other key is absent.

use database::Tx;
use wire::Moment;

use super::bulk::{self, BulkOperation, Outcome, Plan, Selection};
use super::manager::{Manager, Which};
use crate::audit_log::By;
use crate::fault::Fault;

/// The keys of these ids, deleted ones too.
///
/// # Errors
/// Refused: an id that no key has, or one that is outside, which must look the same.
pub fn these(tx: &mut Tx<'_>, manager: &Manager, ids: &[i64]) -> Result<Selection, Fault> {
    let found = ids.iter().map(|id| manager.find(tx, &Which::Id(*id), true).map(|key| key.id));
    Ok(Selection::These(found.collect::<Result<_, _>>()?))
}

/// The keys of a selection that are within, but for the managing key: nothing is done to it that did not name it.
///
/// # Errors
/// The database failed.
pub fn those_within(tx: &mut Tx<'_>, manager: &Manager, selection: &Selection) -> Result<Selection, Fault> {
    let keys = bulk::selected(tx, selection)?;
    Ok(Selection::These(keys.iter().filter(|key| manager.sees(key) && !manager.is(key)).map(|key| key.id).collect()))
}

/// What would be done to keys within; nothing is changed. A key that would not be within any more is one to which it cannot be
/// done.
///
/// # Errors
/// As [`bulk::look`].
pub fn look(tx: &mut Tx<'_>, manager: &Manager, operation: &BulkOperation, selection: &Selection, now: Moment) -> Result<Plan, Fault> {
    let mut plan = bulk::look(tx, operation, selection, now)?;
    for step in std::mem::take(&mut plan.steps) {
        match manager.check(&step.after) {
            Ok(()) => plan.steps.push(step),
            Err(Fault::Refused(problem)) => plan.refused.push((step.before, problem)),
            Err(fault) => return Err(fault),
        }
    }
    Ok(plan)
}

/// Does it to every key, or to none.
///
/// # Errors
/// As [`bulk::carry_out`], and refused: a key that would not be within any more.
pub fn carry_out(
    tx: &mut Tx<'_>,
    manager: &Manager,
    operation: &BulkOperation,
    selection: &Selection,
    agreed: Option<&str>,
    by: &By,
    now: Moment,
) -> Result<Outcome, Fault> {
    let outcome = bulk::carry_out(tx, operation, selection, agreed, by, now)?;
    let Outcome::Done(plan) = &outcome else { return Ok(outcome) };
    for step in &plan.steps {
        manager.check(&step.after).map_err(|fault| match fault {
            Fault::Refused(problem) => bulk::named(&step.before, &problem),
            fault => fault,
        })?;
    }
    Ok(outcome)
}
