//! Keys as a file describes them: what would have to be done so that they are so, and doing it.

use database::Tx;
use database::keys::Key;
use serde_json::{Value, json};
use wire::{Moment, Zone};

use super::{Card, Changes, add, cause, drafted, edit, preview, set_active, wanted};
use crate::access::limits::Limits;
use crate::access::masks::Masks;
use crate::access::pepper::Pepper;
use crate::access::rows::Rows;
use crate::audit_log::{By, details};
use crate::fault::Fault;
use crate::refuse;

/// A key as a file describes it. What it does not say is not left as it is, but as a new key has it.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The external id by which it is found.
    pub external_id: String,
    /// What is said of it.
    pub key: wire::key::Key,
}

/// What becomes of keys that the file does not describe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// They are left alone.
    Stay,
    /// Those that have an external id are switched off.
    Named,
    /// All of them are switched off.
    All,
}

/// What is done to a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulkOperation {
    /// It is made.
    Make,
    /// It is changed, switched on or off as the file says.
    Change,
    /// It is switched off, since the file does not describe it.
    Disable,
}

impl BulkOperation {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Make => "make",
            Self::Change => "change",
            Self::Disable => "disable",
        }
    }
}

/// One step of a plan.
#[derive(Debug, Clone)]
pub struct Step {
    /// What is done.
    pub operation: BulkOperation,
    /// The internal id of the key, once it has one.
    pub id: Option<i64>,
    /// Its external id, if it has one.
    pub external_id: Option<String>,
    /// What it is called.
    pub name: String,
    /// Every field that becomes different: `{"name": {"before": …, "after": …}}`.
    pub details: Value,
    changes: Changes,
    active: bool,
}

/// What is to be done.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The steps; none when everything is as described.
    pub steps: Vec<Step>,
}

impl Plan {
    /// The external ids of the keys that are to be made.
    pub fn made(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().filter(|step| step.operation == BulkOperation::Make).filter_map(|step| step.external_id.as_deref())
    }

    /// How many steps do this.
    pub fn count(&self, operation: BulkOperation) -> usize {
        self.steps.iter().filter(|step| step.operation == operation).count()
    }

    /// Stands for the plan: another one as soon as anything else would be done.
    pub fn fingerprint(&self) -> String {
        let steps = self.steps.iter().map(|step| json!([step.operation.name(), step.id, step.external_id, step.details]));
        blake3::hash(Value::Array(steps.collect()).to_string().as_bytes()).to_hex()[..32].to_owned()
    }
}

/// What would have to be done; nothing is done.
///
/// # Errors
/// Refused: a described key that cannot be; its external id stands before the text.
pub fn plan(tx: &mut Tx<'_>, file: &[Wanted], others: Others, zone: &Zone, now: Moment) -> Result<Plan, Fault> {
    let mut steps = Vec::new();
    for wanted in file {
        steps.extend(step(tx, wanted, zone, now).map_err(|fault| of_key(&wanted.external_id, fault))?);
    }
    if others != Others::Stay {
        let described = |key: &Key| key.external_id.as_ref().is_some_and(|name| file.iter().any(|wanted| wanted.external_id == *name));
        for key in database::keys::changed_since(tx, 0)? {
            let meant = key.external_id.is_some() || others == Others::All;
            if key.active && key.deleted_at.is_none() && meant && !described(&key) {
                let after = Key { active: false, ..key.clone() };
                let details = details::differences(&details::of_key(tx, &key)?, &details::of_key(tx, &after)?);
                let (id, changes) = (Some(key.id), Changes::default());
                steps.push(Step {
                    operation: BulkOperation::Disable,
                    id,
                    external_id: key.external_id,
                    name: key.name,
                    details,
                    changes,
                    active: false,
                });
            }
        }
    }
    Ok(Plan { steps })
}

/// Does what a plan says: `token` is asked for the token of each key that is made.
///
/// # Errors
/// Refused: a token that cannot be one or that another key has.
pub fn carry_out(
    tx: &mut Tx<'_>,
    plan: &Plan,
    pepper: &Pepper,
    token: impl Fn(&str) -> Option<String>,
    by: &By,
    now: Moment,
) -> Result<(), Fault> {
    for step in &plan.steps {
        let name = step.external_id.as_deref().unwrap_or_default();
        let key = match (step.operation, step.id) {
            (BulkOperation::Disable, Some(id)) => super::find(tx, id)?,
            (BulkOperation::Change, Some(id)) => edit(tx, id, &step.changes, by, now)?,
            _ => {
                let token = token(name).ok_or_else(|| refuse("token", format!("There is no token for {name}.")))?;
                add(tx, pepper, &token, &step.changes, by, now).map_err(|fault| of_key(name, fault))?
            }
        };
        if key.active != step.active {
            set_active(tx, key.id, step.active, by, now)?;
        }
    }
    Ok(())
}

fn step(tx: &mut Tx<'_>, wanted: &Wanted, zone: &Zone, now: Moment) -> Result<Option<Step>, Fault> {
    let changes = whole(wanted, zone)?;
    let active = wanted.key.active.value().is_none_or(|flag| flag.0);
    let (before, after) = match database::keys::find_external(tx, &wanted.external_id)? {
        None => (None, drafted(tx, &changes, now)?),
        Some(there) => {
            let (before, after) = preview(tx, there.id, &changes, now)?;
            (Some(before), after)
        }
    };
    let mut after = Key { active, ..after };
    let details = match &before {
        None => details::added(&details::of_key(tx, &after)?),
        Some(before) => {
            let is_leaked = before.cause.as_ref().is_some_and(|(cause, _)| cause == cause::LEAKED);
            if active && is_leaked {
                return Err(refuse("active", "It has leaked and stays off: write active = false, or describe another key in its place."));
            }
            if active && !before.active {
                after.cause = None;
            }
            details::differences(&details::of_key(tx, before)?, &details::of_key(tx, &after)?)
        }
    };
    if before.is_some() && details::is_empty(&details) {
        return Ok(None);
    }
    Ok(Some(Step {
        operation: if before.is_some() { BulkOperation::Change } else { BulkOperation::Make },
        id: before.map(|key| key.id),
        external_id: Some(wanted.external_id.clone()),
        name: after.name,
        details,
        changes,
        active,
    }))
}

/// Everything there is to say of a key: what the file does not say is as a new key has it.
fn whole(wanted: &Wanted, zone: &Zone) -> Result<Changes, Fault> {
    let said = wanted::changes(&wanted.key, None, zone)?;
    let text = |text: Option<String>| text.or_else(|| Some(String::new()));
    Ok(Changes {
        external_id: Some(wanted.external_id.clone()),
        name: said.name.or_else(|| Some(wanted.external_id.clone())),
        reach: said.reach.or_else(|| Some(super::Reach::Some(Vec::new()))),
        grant: said.grant.or_else(|| Some(crate::access::grant::Grant::Some(Vec::new()))),
        comment: text(said.comment),
        template: said.template,
        card: Card {
            purpose: text(said.card.purpose),
            owner: text(said.card.owner),
            party: text(said.card.party),
            ours: None,
            review: text(said.card.review),
        },
        ends_at: said.ends_at.or(Some(None)),
        limits: said.limits.or_else(|| Some(Limits::default())),
        masks: said.masks.or_else(|| Some(Masks::default())),
        rows: said.rows.or_else(|| Some(Rows::default())),
    })
}

/// A refusal with the key it is about before its texts.
fn of_key(external_id: &str, fault: Fault) -> Fault {
    match fault {
        Fault::Refused(mut problem) => {
            for (_, text) in &mut problem.errors {
                *text = format!("{external_id}: {}", text.as_str().unwrap_or_default()).into();
            }
            Fault::Refused(problem)
        }
        failed => failed,
    }
}
