//! Tasks: a noun declared as data.

use database::history::{self, Book};
use database::rows::Table;
use database::{On, Tx, customers, facets};
use serde_json::json;
use wire::Problem;
use wire::page::{Page, Pagination};
use wire::task::{TaskFilter, TaskHistoryFilter};

use crate::act::Act;
use crate::change::{Shape, snake};
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::filters;
use crate::noun::{self, Among, Asked, By, Fact, Filter, Kind, Known, Link, Noun, Refusals, Settling, Target};

static TABLE: Table = Table {
    name: "tasks",
    links: &["order_id", "customer_id"],
    facts: &["performer_id", "creator_id", "due_at", "is_complete", "completed_at"],
    visible: facets::TASKS.visible,
    index: Some(&facets::TASKS),
};

/// Tasks.
pub static TASK: Noun = Noun {
    name: "Task",
    member: "task",
    refusals: Refusals::Loaded,
    table: &TABLE,
    book: Some(Book::Tasks),
    required: &["text", "performerId"],
    known: &[Known { field: "performerId", among: Among::Users }, Known { field: "phoneSite", among: Among::Sites }],
    links: &[Link { field: "order", to: Target::Order }, Link { field: "customer", to: Target::Customer }],
    stores: None,
    attached: &[],
    facts: &[
        Fact { field: "performerId", kind: Kind::Number },
        Fact { field: "creator", kind: Kind::Number },
        Fact { field: "datetime", kind: Kind::Moment },
        Fact { field: "complete", kind: Kind::Flag },
        Fact { field: "completedAt", kind: Kind::Moment },
    ],
    searched: &["text", "commentary"],
    settle,
    shown,
    names,
};

fn settle(act: &Act<'_>, task: &mut Settling<'_>) -> Result<(), Problem> {
    let done = draft::flag(task.body, "complete");
    let was_done = task.before.is_some_and(|before| draft::flag(before, "complete"));
    task.body.insert("complete".to_owned(), json!(done));
    if !done {
        task.body.shift_remove("completedAt");
    } else if !was_done {
        task.body.insert("completedAt".to_owned(), draft::stored(act.now));
    }
    if let (None, Some(person)) = (task.before, act.actor.user()) {
        task.body.insert("creator".to_owned(), json!(person));
    }
    Ok(())
}

fn shown(act: &Act<'_>, task: &mut Body) {
    if let Some(performer) = task.shift_remove("performerId") {
        task.insert("performer".to_owned(), performer);
        task.insert("performerType".to_owned(), json!("user"));
    }
    if let Some(due) = draft::moment(task, "datetime") {
        // Tasks are due to the minute: `Y-m-d H:i`.
        let mut text = act.account.zone.write(due);
        text.truncate(16);
        task.insert("datetime".to_owned(), json!(text));
    }
}

fn names(path: &str) -> Option<(String, Shape)> {
    match path {
        "performerId" => Some(("performer".to_owned(), Shape::Id)),
        _ => Some((snake(path), Shape::Plain)),
    }
}

/// A page of tasks as JSON texts, newest first.
///
/// # Errors
/// The database failed.
pub fn list(tx: &mut Tx<'_>, act: &Act<'_>, filter: &TaskFilter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    noun::list(tx, act, &TASK, FILTERS, filter, page)
}

/// A page of the tasks of one order or customer as JSON texts, newest first.
///
/// # Errors
/// The database failed.
pub fn of(tx: &mut Tx<'_>, act: &Act<'_>, target: Target, id: i64, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    let column = match target {
        Target::Order => "order_id",
        Target::Customer | Target::Corporate => "customer_id",
    };
    noun::linked(tx, act, &TASK, column, id, page)
}

/// The filters of the list.
pub static FILTERS: &[Filter<TaskFilter>] = &[
    Filter { named: &["ids"], by: By::Column("id"), asked: |_, sent| Asked::numbers(&sent.ids) },
    Filter { named: &["performers"], by: By::Column("performer_id"), asked: |_, sent| Asked::numbers(&sent.performers) },
    Filter { named: &["creators"], by: By::Column("creator_id"), asked: |_, sent| Asked::numbers(&sent.creators) },
    Filter { named: &["text"], by: By::Text, asked: |_, sent| Asked::part(&sent.text) },
    Filter { named: &["orderNumber"], by: By::Order("order_id", "number"), asked: |_, sent| Asked::code(&sent.order_number) },
    Filter { named: &["customer"], by: By::Customer("customer_id"), asked: customer },
    Filter { named: &["status"], by: By::Column("is_complete"), asked: status },
    Filter { named: &["dateFrom", "dateTo"], by: By::Span("due_at"), asked: |_, sent| Asked::span(&sent.date_from, &sent.date_to) },
    Filter {
        named: &["createdAtFrom", "createdAtTo"],
        by: By::Span("created_at"),
        asked: |_, sent| Asked::span(&sent.created_at_from, &sent.created_at_to),
    },
    Filter {
        named: &["completedAtFrom", "completedAtTo"],
        by: By::Span("completed_at"),
        asked: |_, sent| Asked::span(&sent.completed_at_from, &sent.completed_at_to),
    },
    // No task has a tag.
    Filter { named: &["tags"], by: By::Nothing, asked: |_, sent| Asked::codes(&sent.tags) },
    Filter { named: &["attachedTags"], by: By::Nothing, asked: |_, sent| Asked::codes(&sent.attached_tags) },
];

fn status(_: &Act<'_>, sent: &TaskFilter) -> Option<Asked> {
    sent.status.value().filter(|status| !status.is_empty()).map(|status| Asked::Whether(&*status.0 == "completed"))
}

fn customer(act: &Act<'_>, sent: &TaskFilter) -> Option<Asked> {
    let text = sent.customer.value().filter(|text| !text.trim().is_empty())?;
    let countries = filters::countries(&act.visible(), act.account);
    Some(Asked::All(vec![filters::person(text, "name", On::Column("email"), &countries, customers::with_phone)]))
}

/// A page of the history of tasks as JSON texts, in the order in which things happened.
///
/// # Errors
/// The database failed.
pub fn read_history(tx: &mut Tx<'_>, act: &Act<'_>, sent: &TaskHistoryFilter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    let filter = history::Filter {
        subject: sent.task_id.value().map(|id| id.0),
        since: sent.since_id.value().map(|id| id.0),
        from: sent.start_date.value().map(|moment| moment.0),
        to: sent.end_date.value().map(|until| until.0.0),
        ..history::Filter::default()
    };
    noun::read_history(tx, act, &TASK, filter, page)
}
