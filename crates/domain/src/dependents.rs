//! What orders and customers are narrowed to by what hangs on them: files, open tasks.

use database::files::{CUSTOMERS, ORDERS};
use database::rows::{self, Viewer};
use database::{Condition, On, Tx, row_links};
use wire::{Patch, Text};

use crate::act::Act;
use crate::fault::Fault;
use crate::noun::Target;
use crate::tasks::TASK;

/// The most orders or customers that are found by what hangs on them; of more, each row is asked.
const FEW: i64 = 1000;

/// The conditions of the filters `attachments` (1 without files, 2 and 3 with) and `tasksCounts` (1 without open tasks, 2 with, 3 with overdue
/// ones). Tasks that the actor does not see do not count.
///
/// # Errors
/// The database failed.
pub fn conditions(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    to: Target,
    attachments: &Patch<Text>,
    tasks: &Patch<Text>,
) -> Result<Vec<Condition>, Fault> {
    let asked = |text: &Patch<Text>| text.value().map(|text| text.to_string()).filter(|text| !text.is_empty());
    let (list, column) = match to {
        Target::Order => (&ORDERS, "order_id"),
        Target::Customer | Target::Corporate => (&CUSTOMERS, "customer_id"),
    };
    let mut all = Vec::new();
    if let Some(choice) = asked(attachments) {
        let few = if choice == "1" { None } else { row_links::owners(tx, act.scope, list, FEW)? };
        all.push(few.map_or_else(|| row_links::is_linked(list, choice != "1"), ids));
    }
    if let Some(choice) = asked(tasks) {
        let viewer = Viewer { scope: act.scope, key: act.actor.key() };
        let mut open = vec![Condition::is(On::Column("is_complete"), 0)];
        open.extend((choice == "3").then(|| Condition::AtMost(On::Column("due_at"), (act.now.0 - 1).into())));
        let few = if choice == "1" { None } else { rows::owners(tx, TASK.table, viewer, column, &open, FEW)? };
        all.push(few.map_or_else(|| rows::has_rows(TASK.table, viewer, column, &open, choice != "1"), ids));
    }
    Ok(all)
}

fn ids(ids: Vec<i64>) -> Condition {
    Condition::OneOf(On::Column("id"), ids.into_iter().map(Into::into).collect())
}
