//! What is done to several keys, as it is answered to a program.

use database::keys::Key;
use serde_json::Value;
use wire::Moment;
use wire::key::{Key as View, KeyChanges, KeyPlan, KeyRefusal, KeyStep};

use super::bulk::Plan;
use super::view;
use crate::account::Account;

/// A plan, done or not.
pub fn view(account: &Account, plan: &Plan, done: bool, now: Moment) -> KeyPlan {
    let steps = plan.steps.iter().map(|step| KeyStep {
        id: step.before.id,
        name: step.before.name.clone(),
        used_lately: step.used,
        changes: changes(account, &step.before, &step.after, now),
    });
    let refused = plan.refused.iter().map(|(key, problem)| {
        let texts: Vec<&str> = problem.errors.values().filter_map(Value::as_str).collect();
        KeyRefusal { id: key.id, name: key.name.clone(), reason: texts.join(" ") }
    });
    KeyPlan {
        done,
        agreement: plan.confirmation.clone(),
        count: plan.steps.len() as i64,
        used_lately: plan.used_lately(),
        keys: steps.collect(),
        unchanged: plan.unchanged.iter().map(|key| key.id).collect(),
        refused: refused.collect(),
    }
}

/// Both sides of every field that differs, and nothing else.
fn changes(account: &Account, before: &Key, after: &Key, now: Moment) -> KeyChanges {
    let (before, after) = (view::view(account, before, now), view::view(account, after, now));
    let (mut was, mut is) = (View::default(), View::default());
    macro_rules! differing {
        ($($field:ident),*) => {
            $(if before.$field != after.$field {
                (was.$field, is.$field) = (before.$field, after.$field);
            })*
        };
    }
    differing!(external_id, name, active, sites, methods, comment, purpose, owner, party, review, ends_at, limits, masks, rows);
    differing!(deleted_at, cause, caused_at);
    KeyChanges { before: was, after: is }
}
