//! The list of webhooks, and what is done to one of them without a form of its own.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use database::webhooks::Webhook;
use domain::fault::Fault;
use domain::webhooks::{self, event, outbox};

use super::keys::number;
use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "webhooks.html")]
struct Webhooks {
    page: Page,
    rows: Vec<Row>,
}

struct Row {
    webhook: Webhook,
    state: &'static str,
    /// Which events it gets.
    events: String,
}

/// The name of the text about a webhook's state.
pub(super) fn state(webhook: &Webhook) -> &'static str {
    match webhook {
        Webhook { active: true, failing_since: None, .. } => "webhook-on",
        Webhook { active: true, .. } => "webhook-failing",
        Webhook { stopped_at: Some(_), .. } => "webhook-stopped",
        _ => "webhook-off",
    }
}

/// Shows the list.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "webhooks").noticing(query.text("done"));
    match office.hub.db.read(database::webhooks::all).await {
        Ok(webhooks) => {
            let row = |webhook: Webhook| {
                let of_rows = event::chosen_of_rows(&webhook.events).count() as i64;
                let events = match (event::has_all(&webhook.events), of_rows) {
                    (false, _) => page.count("webhook-events-count", &(webhook.events.split(',').count() as i64)),
                    (true, 0) => page.say("hook-events-all"),
                    (true, of_rows) => page.count("hook-events-all-and", &of_rows),
                };
                Row { state: state(&webhook), events, webhook }
            };
            page::ok(&Webhooks { rows: webhooks.into_iter().map(row).collect(), page })
        }
        Err(error) => page::failed(page, error.into()),
    }
}

/// Sends a test.
pub async fn test(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, now) = (number(&id), office.hub.clock.now());
    let done = office.hub.db.write(move |tx| outbox::test(tx, id, now)).await;
    after(&office, &visitor, done, &format!("/integration/webhooks/{id}?done=webhook-tested"))
}

/// What is asked before a webhook is deleted.
#[derive(Template)]
#[template(path = "webhook_delete.html")]
struct Delete {
    page: Page,
    webhook: Webhook,
}

/// Asks whether a webhook is to be deleted.
pub async fn ask_delete(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "webhooks");
    let id = number(&id);
    match office.hub.db.read(move |tx| webhooks::find(tx, id)).await {
        Ok(webhook) => page::ok(&Delete { page, webhook }),
        Err(fault) => page::failed(page, fault),
    }
}

/// Deletes a webhook.
pub async fn delete(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    let done = office.hub.db.write(move |tx| webhooks::delete(tx, id, &by, now).map(drop)).await;
    after(&office, &visitor, done, "/integration/webhooks?done=webhook-deleted")
}

pub(super) fn after(office: &Office, visitor: &Visitor, done: Result<(), Fault>, next: &str) -> Response {
    match done {
        Ok(()) => page::go(next),
        Err(fault) => page::failed(Page::new(office, Some(visitor), "webhooks"), fault),
    }
}
