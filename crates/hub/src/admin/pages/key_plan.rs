//! What is about to be done to several keys, in words: which become different and how, which are so already, which cannot.

use database::keys::Key;
use domain::account::Account;
use domain::keys::bulk::{BulkOperation, Plan};

use super::key_differences::{self, Difference};
use crate::admin::page::{Faults, Page};

/// So many keys are named; the others are counted.
const SHOWN: usize = 500;

/// The keys that are ticked where none can be.
pub const NOBODY: &[i64] = &[];

/// A plan as a page shows it.
pub struct View {
    /// How many keys become different.
    pub count: i64,
    /// How many of those were used within the last hour.
    pub used: i64,
    /// The keys that become different.
    pub lines: Vec<Line>,
    /// How many of them are not named.
    pub more: i64,
    /// Keys that are so already: id, name.
    pub unchanged: Vec<(i64, String)>,
    /// How many there are.
    pub unchanged_count: i64,
    /// How many of them are not named.
    pub unchanged_more: i64,
    /// Keys to which it cannot be done: id, name, why.
    pub refused: Vec<(i64, String, String)>,
    /// How many there are.
    pub refused_count: i64,
    /// What is sent back with the confirmation.
    pub confirmation: String,
}

/// A key that becomes different.
pub struct Line {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What may be shown of its token.
    pub hint: String,
    /// Whether it was used within the last hour.
    pub used: bool,
    /// What becomes different.
    pub differences: Vec<Difference>,
}

impl View {
    /// The plan of a operation.
    pub fn of(page: &Page, account: &Account, operation: &BulkOperation, plan: &Plan) -> Self {
        let lines = plan.steps.iter().take(SHOWN).map(|step| Line {
            id: step.before.id,
            name: step.before.name.clone(),
            hint: step.before.hint.clone(),
            used: step.used,
            differences: differences(page, account, operation, &step.before, &step.after),
        });
        let refused = plan.refused.iter().map(|(key, problem)| {
            let Faults(faults) = page.faults(problem);
            (key.id, key.name.clone(), faults.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" "))
        });
        Self {
            count: plan.steps.len() as i64,
            used: plan.used_lately(),
            lines: lines.collect(),
            more: plan.steps.len().saturating_sub(SHOWN) as i64,
            unchanged: plan.unchanged.iter().take(SHOWN).map(|key| (key.id, key.name.clone())).collect(),
            unchanged_more: plan.unchanged.len().saturating_sub(SHOWN) as i64,
            unchanged_count: plan.unchanged.len() as i64,
            refused: refused.collect(),
            refused_count: plan.refused.len() as i64,
            confirmation: plan.confirmation.clone(),
        }
    }
}

fn differences(page: &Page, account: &Account, operation: &BulkOperation, before: &Key, after: &Key) -> Vec<Difference> {
    let (gain, text) = match operation {
        BulkOperation::Set(_) | BulkOperation::Follow(_) => return key_differences::differences(page, account, before, after),
        BulkOperation::Disable | BulkOperation::Suspend => (false, "plan-off"),
        BulkOperation::Delete => (false, "plan-deleted"),
        // A key that was deleted while it was off comes back off.
        BulkOperation::Restore if !after.active => (true, "plan-back-off"),
        BulkOperation::Restore => (true, "plan-back"),
        BulkOperation::Enable | BulkOperation::Resume => (true, "plan-on"),
    };
    vec![Difference { gain: Some(gain), text: page.say(text) }]
}
