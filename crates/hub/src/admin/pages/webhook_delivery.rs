//! One delivery to a webhook: what was sent, every attempt, and a button to send it again.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use database::deliveries::{self, Delivery};
use domain::fault::Fault;
use domain::webhooks::{self, Place, outbox};
use serde_json::Value;
use wire::Problem;

use super::keys::number;
use super::webhook_form::{Line, line};
use super::webhooks::after;
use crate::admin::desk::Desk;
use crate::admin::email::Email;
use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::when;
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "webhook_delivery.html")]
struct DeliveryPage {
    page: Page,
    webhook: i64,
    url: String,
    /// Whether it can be sent again: nothing is sent to a webhook that is off.
    active: bool,
    line: Line,
    message: String,
    payload: String,
    attempts: Vec<Attempt>,
}

struct Attempt {
    at: String,
    status: String,
    error: String,
    milliseconds: i64,
}

/// Shows a delivery.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "webhooks").noticing(query.text("done"));
    let id = number(&id);
    let account = office.hub.account();
    let (snapshot, desk, hidden) = (Arc::clone(&account), Desk::of(&office, &visitor), page.say("delivery-hidden"));
    let read = office.hub.db.read(move |tx| {
        let delivery: Delivery = deliveries::find(tx, id)?.ok_or_else(Problem::not_found)?;
        let webhook = webhooks::find(tx, delivery.webhook)?;
        let event: Value = serde_json::from_str(&delivery.payload).unwrap_or_default();
        let payload = match Place::is_of_people(&webhook.url) {
            true => Email::of(tx, &event, &snapshot)?.text,
            false => match seen(&desk, event)? {
                Some(event) => serde_json::to_string_pretty(&event)?,
                None => hidden.clone(),
            },
        };
        Ok::<_, Fault>((deliveries::attempts(tx, id)?, webhook, delivery, payload))
    });
    let (attempts, webhook, delivery, payload) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let words = page.words;
    let attempt = |attempt: deliveries::Attempt| Attempt {
        at: when::second(words, &account.zone, attempt.created_at),
        status: attempt.status.map(|status| status.to_string()).unwrap_or_default(),
        error: attempt.error,
        milliseconds: attempt.milliseconds,
    };
    page::ok(&DeliveryPage {
        line: line(&page, &office, &delivery),
        page,
        webhook: webhook.id,
        url: webhook.url,
        active: webhook.active,
        message: delivery.message,
        payload,
        attempts: attempts.into_iter().map(attempt).collect(),
    })
}

/// A message as the visitor sees it: what is hidden from them in an order or a customer is hidden in messages about them, too; `None`
/// for a store that they do not see.
fn seen(desk: &Desk, event: Value) -> Result<Option<Value>, Fault> {
    let site = ["order", "customer"].into_iter().find_map(|member| event["data"][member]["site"].as_str());
    match site {
        None => Ok(Some(event)),
        Some(code) if desk.stores().any(|store| store.code == code) => desk.shown(&event.to_string()).map(Some),
        Some(_) => Ok(None),
    }
}

/// Sends a delivery again.
pub async fn resend(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, now) = (number(&id), office.hub.clock.now());
    let done = office.hub.db.write(move |tx| outbox::resend(tx, id, now).map(drop)).await;
    after(&office, &visitor, done, &format!("/integration/deliveries/{id}?done=webhook-resent"))
}
