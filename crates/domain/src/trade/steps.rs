//! The steps of an import, each a transaction: some rows are checked, imported or undone, and how far it is is noted with them.

use std::sync::{Arc, Mutex, PoisonError};

use database::imports::{self as kept, Import, Imported};
use database::{Scope, Sites, Tx};
use wire::{Moment, Problem};

use super::faulty::Refused;
use super::group::Group;
use super::imports::{self, Access, FAULTS};
use super::plan::Plan;
use super::row::{Importer, Outcome, RowFault, newest_history};
use super::undo::{self, Sides};
use crate::account::Account;
use crate::audit_log::Action;
use crate::fault::Fault;
use crate::trade::Kind;

/// So many orders or customers are imported in one transaction, as in one call of the API.
pub const AT_ONCE: usize = 50;

/// What a step came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Went {
    /// There may be more to do.
    On,
    /// It is at its end.
    Over,
    /// It was stopped, or something else works on it.
    Elsewhere,
}

fn every() -> Scope {
    Scope::of(Sites::All)
}

/// What becomes of some rows: done, or worked out and undone again.
fn outcomes(
    tx: &mut Tx<'_>,
    account: &Account,
    access: &Access,
    import: &Import,
    groups: &[Group],
    now: Moment,
) -> Result<Vec<Outcome>, Fault> {
    let (plan, kind) = (Plan::read(&import.plan)?, imports::kind(import));
    let site = account.site_by_id(import.site).ok_or_else(Problem::not_found)?;
    let reference = imports::reference(import.id);
    let importer = Importer { act: access.act(account, &reference, now), site, kind, plan: &plan };
    let prepared = groups.iter().map(|group| importer.prepare(tx, group)).collect::<Result<Vec<_>, _>>()?;
    tx.lock(prepared.iter().flat_map(|prepared| importer.locks(prepared)))?;
    groups.iter().zip(prepared).map(|(group, prepared)| importer.carry_out(tx, group, prepared)).collect()
}

/// Works out what would become of some rows, and leaves everything as it is.
///
/// # Errors
/// The database failed.
pub fn rehearse(
    db: &database::Database,
    account: &Arc<Account>,
    access: &Access,
    import: &Import,
    groups: &Arc<[Group]>,
    now: Moment,
) -> Result<Vec<Outcome>, Fault> {
    let found = Arc::new(Mutex::new(None));
    let (account, access, import, groups, seen) =
        (Arc::clone(account), access.clone(), import.clone(), Arc::clone(groups), Arc::clone(&found));
    let undone = db.write_apart(move |tx| {
        let outcomes = outcomes(tx, &account, &access, &import, &groups, now)?;
        *seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcomes);
        // What is refused is undone.
        Err::<(), Fault>(Problem::new(REHEARSED, "rehearsed").into())
    });
    let outcomes = found.lock().unwrap_or_else(PoisonError::into_inner).take();
    match (undone, outcomes) {
        (Err(Fault::Refused(problem)), Some(outcomes)) if problem.status == REHEARSED => Ok(outcomes),
        (Err(fault), _) => Err(fault),
        (Ok(()), _) => Err(Problem::internal().into()),
    }
}

/// No answer has this status: it marks a rehearsal.
const REHEARSED: u16 = 299;

/// Notes what a check has found of some rows.
///
/// # Errors
/// The database failed.
pub fn note_check(tx: &mut Tx<'_>, id: i64, from: i64, groups: &[Group], outcomes: &[Outcome], now: Moment) -> Result<Went, Fault> {
    let Some(mut import) = taken(tx, id, "checking", from)? else { return Ok(Went::Elsewhere) };
    keep_refused(tx, id, groups, outcomes)?;
    count(&mut import, groups, outcomes, now);
    kept::save(tx, &import)?;
    Ok(Went::On)
}

/// Notes the end of a check.
///
/// # Errors
/// The database failed.
pub fn end_check(tx: &mut Tx<'_>, id: i64, from: i64, now: Moment) -> Result<Went, Fault> {
    let Some(mut import) = taken(tx, id, "checking", from)? else { return Ok(Went::Elsewhere) };
    (import.state, import.ended_at) = ("checked".to_owned(), Some(now.0));
    kept::save(tx, &import)?;
    Ok(Went::Over)
}

/// Imports some rows, and notes of each what it did: either all of that is kept, or none.
///
/// # Errors
/// The database failed.
pub fn import(
    tx: &mut Tx<'_>,
    account: &Account,
    access: &Access,
    id: i64,
    from: i64,
    groups: &[Group],
    now: Moment,
) -> Result<Went, Fault> {
    let Some(mut import) = taken(tx, id, "running", from)? else { return Ok(Went::Elsewhere) };
    let outcomes = outcomes(tx, account, access, &import, groups, now)?;
    let (kind, reference) = (imports::kind(&import), imports::reference(id));
    let act = access.act(account, &reference, now);
    for (group, outcome) in groups.iter().zip(&outcomes) {
        let row = match outcome {
            Outcome::Added(subject, buyer) => {
                let buyer = match buyer {
                    Some(buyer) => Some((*buyer, newest_history(tx, Kind::Customers, &act, *buyer)?)),
                    None => None,
                };
                ("added", *subject, buyer, "{}".to_owned())
            }
            Outcome::Changed(subject, before, after) => {
                let sides = Sides { before: (**before).clone(), after: (**after).clone() };
                ("changed", *subject, None, serde_json::to_string(&sides)?)
            }
            Outcome::Same | Outcome::Refused(_) => continue,
        };
        let (action, subject, buyer, body) = row;
        let history = newest_history(tx, kind, &act, subject)?;
        kept::add_row(tx, id, &Imported { line: group.line(), action: action.to_owned(), subject, history, buyer, body })?;
    }
    keep_refused(tx, id, groups, &outcomes)?;
    count(&mut import, groups, &outcomes, now);
    kept::save(tx, &import)?;
    Ok(Went::On)
}

/// Notes the end of an import; its file is deleted.
///
/// # Errors
/// The database failed.
pub fn end_import(tx: &mut Tx<'_>, access: &Access, id: i64, from: i64, now: Moment) -> Result<Went, Fault> {
    let Some(mut import) = taken(tx, id, "running", from)? else { return Ok(Went::Elsewhere) };
    (import.state, import.ended_at) = ("done".to_owned(), Some(now.0));
    kept::save(tx, &import)?;
    kept::drop_parts(tx, id)?;
    imports::note(tx, &import, &access.by, Action::ImportFinished, now)?;
    Ok(Went::Over)
}

/// Notes that an import cannot go on; what it did stays, and can be undone.
///
/// # Errors
/// The database failed.
pub fn fail(tx: &mut Tx<'_>, id: i64, reason: &str, now: Moment) -> Result<(), Fault> {
    let Some(mut import) = kept::take(tx, &every(), id)? else { return Ok(()) };
    let mut faults = imports::faults(&import);
    let (line, reason) = (import.done.min(import.total), reason.to_owned());
    faults.insert(0, RowFault { line, column: String::new(), cell: String::new(), reason, text: String::new() });
    import.faults = serde_json::to_string(&faults)?;
    import.state = if import.state == "checking" { "uploaded" } else { "failed" }.to_owned();
    import.ended_at = Some(now.0);
    Ok(kept::save(tx, &import)?)
}

/// Undoes the last rows that are not undone yet.
///
/// # Errors
/// The database failed.
pub fn undo(tx: &mut Tx<'_>, account: &Account, access: &Access, id: i64, now: Moment) -> Result<Went, Fault> {
    let Some(mut import) = kept::take(tx, &every(), id)?.filter(|import| import.state == "undoing") else { return Ok(Went::Elsewhere) };
    let reference = imports::reference(id);
    // What is put back is what was there, whether or not the user sees it.
    let act = crate::act::Act { masks: None, ..access.act(account, &reference, now) };
    let rows = kept::rows_before(tx, id, import.done, AT_ONCE as i64)?;
    let Some(last) = rows.last().map(|row| row.line) else {
        (import.state, import.ended_at, import.seen_at) = ("undone".to_owned(), Some(now.0), now.0);
        kept::save(tx, &import)?;
        kept::drop_parts(tx, id)?;
        imports::note(tx, &import, &access.by, Action::ImportUndone, now)?;
        return Ok(Went::Over);
    };
    let mut faults = imports::faults(&import);
    for row in &rows {
        let kept = undo::undo(tx, &act, imports::kind(&import), row)?;
        import.refused += i64::from(!kept.is_empty());
        let room = FAULTS.saturating_sub(faults.len());
        faults.extend(kept.into_iter().take(room));
    }
    import.faults = serde_json::to_string(&faults)?;
    (import.done, import.seen_at) = (last, now.0);
    kept::save(tx, &import)?;
    Ok(Went::On)
}

/// An import in this state that has come as far as this line, locked; none where something else has worked on it.
fn taken(tx: &mut Tx<'_>, id: i64, state: &str, from: i64) -> Result<Option<Import>, Fault> {
    Ok(kept::take(tx, &every(), id)?.filter(|import| import.state == state && import.done == from))
}

/// Keeps the rows that were refused, to be downloaded.
fn keep_refused(tx: &mut Tx<'_>, id: i64, groups: &[Group], outcomes: &[Outcome]) -> Result<(), Fault> {
    for (group, outcome) in groups.iter().zip(outcomes) {
        if let Outcome::Refused(fault) = outcome {
            let refused = Refused { rows: group.rows.iter().map(|row| row.cells.clone()).collect(), fault: fault.clone() };
            kept::add_refused(tx, id, group.line(), &serde_json::to_string(&refused)?)?;
        }
    }
    Ok(())
}

fn count(import: &mut Import, groups: &[Group], outcomes: &[Outcome], now: Moment) {
    let mut faults = imports::faults(import);
    for outcome in outcomes {
        match outcome {
            Outcome::Added(..) => import.added += 1,
            Outcome::Changed(..) => import.changed += 1,
            Outcome::Same => import.same += 1,
            Outcome::Refused(fault) => {
                import.refused += 1;
                if faults.len() < FAULTS {
                    faults.push(fault.clone());
                }
            }
        }
    }
    import.faults = serde_json::json!(faults).to_string();
    import.done = groups.last().map_or(import.done, Group::line);
    import.seen_at = now.0;
}
