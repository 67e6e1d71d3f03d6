//! Tasks of an order or a customer: made, completed, opened again.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Response;
use domain::fault::Fault;
use domain::noun::Target;
use domain::tasks::TASK;
use domain::{draft, noun};
use serde_json::{Value, json};
use wire::Problem;
use wire::noun::Create;
use wire::task::Task;

use super::card_files::after;
use super::card_parts::{Refused, Subjects};
use super::keys::number;
use super::{customer, order};
use crate::admin::desk::{Desk, filled};
use crate::admin::fields::Fields;
use crate::admin::page::Page;
use crate::admin::{Office, Visitor};

/// Makes a task.
pub async fn add(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    uri: Uri,
    fields: Fields,
) -> Response {
    let (desk, of) = (Desk::of(&office, &visitor), Subjects::of(uri.path(), number(&id)));
    let mut pairs = filled(&fields, &[("text", "task[text]"), ("note", "task[commentary]"), ("performer", "task[performerId]")]);
    pairs.push((format!("task[{}][id]", of.member()), of.id.to_string()));
    // Browsers write a day and a time as `2027-01-31T18:00`.
    let due = fields.text("due").replacen('T', " ", 1);
    match due.len() {
        0 => {}
        16 => pairs.push(("task[datetime]".to_owned(), format!("{due}:00"))),
        _ => pairs.push(("task[datetime]".to_owned(), due)),
    }
    let working = desk.clone();
    let made = match desk.request::<Create<Task>>(&pairs, None) {
        Ok(request) => {
            let made = office.hub.db.write(move |tx| {
                noun::create(tx, &working.act(), &TASK, None, draft::of(&request.entity)?)?;
                of.note(tx, &working, "tasks")
            });
            made.await
        }
        Err(problem) => Err(problem.into()),
    };
    if let Err(Fault::Refused(problem)) = &made
        && problem.status == 400
    {
        let refused = Refused::of(&Page::new(&office, Some(&visitor), of.section()), "task", fields, problem);
        return match of.target {
            Target::Order => order::refused(&office, &visitor, of.id, refused).await,
            Target::Customer | Target::Corporate => customer::refused(&office, &visitor, of.id, refused).await,
        };
    }
    after(&office, &visitor, of, made, "task-added#tasks")
}

/// Completes a task of the card, or opens it again.
pub async fn complete(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path((id, task)): Path<(String, String)>,
    uri: Uri,
    fields: Fields,
) -> Response {
    let (desk, of, task) = (Desk::of(&office, &visitor), Subjects::of(uri.path(), number(&id)), number(&task));
    let done = fields.text("do") != "open";
    let changed = office.hub.db.write(move |tx| {
        let found: Value = serde_json::from_str(&noun::get(tx, &desk.act(), &TASK, task)?)?;
        if found[of.member()]["id"].as_i64() != Some(of.id) {
            return Err::<(), Fault>(Problem::not_found().into());
        }
        noun::edit(tx, &desk.act(), &TASK, task, None, draft::of(&json!({"complete": done}))?)?;
        of.note(tx, &desk, "tasks")
    });
    after(&office, &visitor, of, changed.await, "task-changed#tasks")
}
