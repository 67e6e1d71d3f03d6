//! What is done to several keys at once: looked at first, then done as it was looked at, or not at all.

use std::collections::HashSet;

use database::Tx;
use database::key_list::{self, Filter};
use database::keys::Key;
use database::usage;
use wire::{Moment, Problem};

use super::{Card, Changes, absent, apply, body, cause, complete, ending, external, lifetime, limits, save};
use crate::access::settings::{Setting, Value};
use crate::audit_log::{Action, By};
use crate::fault::Fault;
use crate::refuse;
use crate::templates::{self, Contents};

/// A key that was used within so many seconds would be missed at once.
pub const LATELY: i64 = 3_600;

/// What is done to each key.
#[derive(Debug, Clone, PartialEq)]
pub enum BulkOperation {
    /// It is switched off.
    Disable,
    /// It is switched on.
    Enable,
    /// It is deleted.
    Delete,
    /// It is brought back, if it was deleted.
    Restore,
    /// Something of it is set.
    Set(Settings),
    /// It becomes as a template says, but for its stores, its begin and end, and what people note about it.
    Follow(Box<Contents>),
    /// It is switched off together with others, if it is on.
    Suspend,
    /// It is switched on again, if it is off by [`BulkOperation::Suspend`] alone.
    Resume,
}

/// What is set of each key; what is `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// From when on it does not work, in Unix seconds; `Some(None)` for no end.
    pub ends_at: Option<Option<i64>>,
    /// What the limits say.
    pub limits: Vec<(&'static Setting, Value)>,
    /// Whom to ask about it; empty for none.
    pub owner: Option<String>,
}

/// Which keys.
#[derive(Debug, Clone, PartialEq)]
pub enum Selection {
    /// Those of these ids.
    These(Vec<i64>),
    /// All that fit a filter when it is done, but these.
    Fitting(Box<Filter>, Vec<i64>),
}

/// A key that becomes different.
#[derive(Debug, Clone)]
pub struct Step {
    /// As it is.
    pub before: Key,
    /// As it will be.
    pub after: Key,
    /// Whether it was used within the last hour.
    pub used: bool,
}

/// What a operation does to a selection of keys.
#[derive(Debug)]
pub struct Plan {
    /// Keys that become different.
    pub steps: Vec<Step>,
    /// Keys that are so already.
    pub unchanged: Vec<Key>,
    /// Keys to which it cannot be done, and why; as long as there are any, nothing is done.
    pub refused: Vec<(Key, Problem)>,
    /// Stands for the operation and the keys as they are: another one as soon as anything of them changes.
    pub confirmation: String,
}

impl Plan {
    /// How many of the keys that become different were used within the last hour.
    pub fn used_lately(&self) -> i64 {
        self.steps.iter().filter(|step| step.used).count() as i64
    }
}

/// What came of it.
#[derive(Debug)]
pub enum Outcome {
    /// It was done, to each key of the plan.
    Done(Plan),
    /// Nothing was done: the keys are others by now than was agreed to, and this is what would be done.
    Changed(Plan),
}

/// Names the templates that make a key another company's, where a filter asks for such keys.
///
/// # Errors
/// The database failed.
pub fn fill(tx: &mut Tx<'_>, filter: &mut Filter) -> Result<(), Fault> {
    if filter.foreign.is_some() {
        filter.foreign = Some(templates::of_partners(tx)?);
    }
    Ok(())
}

/// The keys that [`BulkOperation::Suspend`] takes: every one of another company that is on. A key is another company's when its notes
/// name the company, or it was made from a template that says so.
pub fn to_suspend() -> Selection {
    let foreign = Filter { active: Some(true), foreign: Some(Vec::new()), ..Filter::default() };
    Selection::Fitting(Box::new(foreign), Vec::new())
}

/// The keys that [`BulkOperation::Resume`] takes: those that are off by [`BulkOperation::Suspend`], whatever was said of them since.
pub fn to_resume() -> Selection {
    let suspended = Filter { active: Some(false), cause: Some(cause::PANIC.to_owned()), ..Filter::default() };
    Selection::Fitting(Box::new(suspended), Vec::new())
}

/// What would be done; nothing is changed.
///
/// # Errors
/// Refused: an id that no key has.
pub fn look(tx: &mut Tx<'_>, operation: &BulkOperation, selection: &Selection, now: Moment) -> Result<Plan, Fault> {
    let keys = selected(tx, selection)?;
    let used: HashSet<i64> = usage::used_since(tx, now.0 - LATELY)?.into_iter().collect();
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("{operation:?}").as_bytes());
    let mut plan = Plan { steps: Vec::new(), unchanged: Vec::new(), refused: Vec::new(), confirmation: String::new() };
    for before in keys {
        hasher.update(portrait(&before).as_bytes());
        match done(tx, operation, &before, now) {
            Ok(after) if portrait(&after) == portrait(&before) => plan.unchanged.push(before),
            Ok(after) => plan.steps.push(Step { used: used.contains(&before.id), before, after }),
            Err(Fault::Refused(problem)) => plan.refused.push((before, problem)),
            Err(fault) => return Err(fault),
        }
    }
    plan.confirmation = hasher.finalize().to_hex()[..32].to_owned();
    Ok(plan)
}

/// Does it to every key, or to none: where one cannot be changed it is named, and nothing is done. With an confirmation
/// nothing is done either unless the keys are still as they were looked at.
///
/// # Errors
/// As [`look`], and refused: a key to which it cannot be done.
pub fn carry_out(
    tx: &mut Tx<'_>,
    operation: &BulkOperation,
    selection: &Selection,
    agreed: Option<&str>,
    by: &By,
    now: Moment,
) -> Result<Outcome, Fault> {
    // First, so that no key changes between the look and the operation.
    tx.touch_keys()?;
    let plan = look(tx, operation, selection, now)?;
    if agreed.is_some_and(|agreed| agreed != plan.confirmation) {
        return Ok(Outcome::Changed(plan));
    }
    if let Some((key, problem)) = plan.refused.first() {
        return Err(named(key, problem));
    }
    for step in &plan.steps {
        save(tx, operation.action(), &step.before, &step.after, by, now).map_err(|fault| match fault {
            Fault::Refused(problem) => named(&step.before, &problem),
            fault => fault,
        })?;
    }
    Ok(Outcome::Done(plan))
}

impl BulkOperation {
    fn action(&self) -> Action {
        match self {
            Self::Disable | Self::Suspend => Action::KeyDisabled,
            Self::Enable | Self::Resume => Action::KeyEnabled,
            Self::Delete => Action::KeyDeleted,
            Self::Restore => Action::KeyRestored,
            Self::Set(_) | Self::Follow(_) => Action::KeyChanged,
        }
    }
}

/// A key as it is once a operation has been done to it.
fn done(tx: &mut Tx<'_>, operation: &BulkOperation, before: &Key, now: Moment) -> Result<Key, Fault> {
    let mut key = before.clone();
    match operation {
        BulkOperation::Delete if before.deleted_at.is_some() => {}
        BulkOperation::Restore if before.deleted_at.is_some() => {
            key = ending::restored(before, now)?;
            external::is_free(tx, &key)?;
        }
        BulkOperation::Restore => {}
        _ if before.deleted_at.is_some() => return Err(refuse("deleted", format!("Key {} is deleted.", before.id))),
        BulkOperation::Delete => key.deleted_at = Some(now.0),
        BulkOperation::Disable => key.active = false,
        BulkOperation::Enable => {
            ending::refuse_leaked(before)?;
            (key.active, key.cause) = (true, None);
        }
        BulkOperation::Suspend if before.active => (key.active, key.cause) = (false, Some((cause::PANIC.to_owned(), now.0))),
        BulkOperation::Resume if !before.active && before.cause.as_ref().is_some_and(|(cause, _)| cause == cause::PANIC) => {
            (key.active, key.cause) = (true, None);
        }
        BulkOperation::Suspend | BulkOperation::Resume => {}
        BulkOperation::Set(settings) => {
            apply(tx, &mut key, &settings.changes(before))?;
            complete(&key)?;
            lifetime::check(tx, Some(before), &key, now)?;
        }
        BulkOperation::Follow(contents) => {
            let changes = contents.changes(&limits(before));
            // Whether a key manages keys is its own affair: no template gives that, and none takes it away.
            let grant = changes.grant.map(|grant| grant.beside_managing(before));
            apply(tx, &mut key, &Changes { grant, ..changes })?;
            complete(&key)?;
            lifetime::check(tx, Some(before), &key, now)?;
        }
    }
    Ok(key)
}

impl Settings {
    fn changes(&self, key: &Key) -> Changes {
        let so_far = limits(key);
        let mut limits = so_far.clone();
        self.limits.iter().for_each(|(setting, value)| setting.say(&mut limits, value));
        Changes {
            ends_at: self.ends_at,
            limits: (limits != so_far).then_some(limits),
            card: Card { owner: self.owner.clone(), ..Card::default() },
            ..Changes::default()
        }
    }
}

/// The keys of a selection, in the order in which they were made.
pub(super) fn selected(tx: &mut Tx<'_>, selection: &Selection) -> Result<Vec<Key>, Fault> {
    match selection {
        Selection::These(ids) => {
            let keys = database::keys::several(tx, ids)?;
            match ids.iter().find(|id| !keys.iter().any(|key| key.id == **id)) {
                Some(id) => Err(absent(*id).into()),
                None => Ok(keys),
            }
        }
        Selection::Fitting(filter, except) => {
            let mut filter = filter.as_ref().clone();
            fill(tx, &mut filter)?;
            let mut ids = key_list::ids(tx, &filter)?;
            ids.retain(|id| !except.contains(id));
            Ok(database::keys::several(tx, &ids)?)
        }
    }
}

/// Everything of a key that people can change, as one text.
fn portrait(key: &Key) -> String {
    let mut body = body(key);
    // Notices about its end are not part of the key's own changes.
    body.shift_remove("warned");
    let reach = (key.all_sites, &key.sites, key.all_methods, &key.methods);
    format!(
        "{:?}",
        (
            key.id,
            &key.external_id,
            &key.name,
            key.active,
            &key.cause,
            key.deleted_at,
            key.ends_at,
            reach,
            serde_json::Value::Object(body).to_string()
        )
    )
}

/// A refusal that names the key.
pub(super) fn named(key: &Key, problem: &Problem) -> Fault {
    let texts: Vec<&str> = problem.errors.values().filter_map(serde_json::Value::as_str).collect();
    let why = if texts.is_empty() { problem.message.clone() } else { texts.join(" ") };
    let refused = Problem::entity("key", format!("Nothing was changed. Key {}, {}: {why}", key.id, key.name));
    let named = refused.explained("key", "bulk-key", &format!("{}, {}", key.id, key.name));
    let reasons = problem.errors.keys().flat_map(|field| {
        let words: Vec<&str> = problem.codes(field).map(|code| code.word.as_str()).collect();
        if words.is_empty() { vec![field.as_str()] } else { words }
    });
    reasons.fold(named, |refused, word| refused.explained("key", word, "")).into()
}
