//! The form of a webhook, with what was sent to it below.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use database::deliveries::{self, Delivery};
use database::webhooks::Webhook;
use domain::account::Account;
use domain::fault::Fault;
use domain::webhooks::{self, Changes, Place, Secret, event};
use wire::Problem;

use super::keys::number;
use super::webhook_rows::{self, RowChoices};
use super::{audit_log_rows, webhooks as list};
use crate::admin::conflict::{self, Settled};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::when;
use crate::admin::{Office, Visitor};

/// Deliveries on one page.
const PER_PAGE: i64 = 25;

#[derive(Template)]
#[template(path = "webhook_form.html")]
struct WebhookForm {
    page: Page,
    /// The webhook; 0 for a new one.
    id: i64,
    title: String,
    url: String,
    comment: String,
    active: bool,
    every: bool,
    events: Vec<Choice>,
    /// What it gets of orders and customers.
    of_rows: RowChoices,
    /// Whether the server sends emails.
    mail: bool,
    /// Whether it leads to people, who get emails.
    people: bool,
    /// Whether it can be tested: an event about no key has no contact.
    testable: bool,
    /// The signing secret of a new one, shown this once.
    secret: String,
    state: &'static str,
    /// Since when it has failed, or when it was given up; empty when neither.
    since: String,
    lines: Vec<Line>,
    older: String,
    /// The fields as they were when the form was shown.
    base: String,
    faults: Faults,
}

/// An event that can be chosen.
pub struct Choice {
    pub name: &'static str,
    pub text: String,
    pub chosen: bool,
}

/// A delivery in the list.
pub(super) struct Line {
    pub id: i64,
    pub at: String,
    pub event: String,
    pub state: String,
    /// The name of the text about its state.
    pub view: &'static str,
    pub next: String,
}

pub(super) fn line(page: &Page, office: &Office, delivery: &Delivery) -> Line {
    let zone = &office.hub.account().zone;
    let view = match delivery.state.as_str() {
        "delivered" => "delivery-delivered",
        "failed" => "delivery-failed",
        _ => "delivery-waiting",
    };
    Line {
        id: delivery.id,
        at: when::second(page.words, zone, delivery.created_at),
        event: webhook_rows::event(page, &delivery.event),
        state: delivery.state.clone(),
        view,
        next: delivery.due_at.map(|due| when::second(page.words, zone, due)).unwrap_or_default(),
    }
}

impl WebhookForm {
    fn new(page: Page, office: &Office, chosen: &str) -> Self {
        let choice = |name: &'static str| Choice {
            text: audit_log_rows::action(name, page.words),
            chosen: !event::has_all(chosen) && event::covers(chosen, name),
            name,
        };
        Self {
            events: event::account_names().into_iter().map(choice).collect(),
            every: event::has_all(chosen),
            of_rows: RowChoices::of(&page, &office.hub.account(), &webhook_rows::defaults(chosen)),
            id: 0,
            title: page.say("webhook-new"),
            url: String::new(),
            comment: String::new(),
            active: true,
            mail: office.hub.settings.outside.mail.is_some(),
            people: false,
            testable: true,
            secret: String::new(),
            state: "webhook-on",
            since: String::new(),
            lines: Vec::new(),
            older: String::new(),
            base: String::new(),
            faults: Faults::default(),
            page,
        }
    }

    fn of(page: Page, office: &Office, webhook: &Webhook) -> Self {
        let of_rows = RowChoices::of(&page, &office.hub.account(), &webhook_rows::fields_of(webhook, &office.hub.account()));
        let since = if webhook.active { webhook.failing_since } else { webhook.stopped_at };
        Self {
            id: webhook.id,
            title: page.count("webhook-of", &webhook.id),
            url: webhook.url.clone(),
            comment: webhook.comment.clone(),
            people: Place::is_of_people(&webhook.url),
            testable: webhook.active && !Place::is_contact(&webhook.url),
            active: webhook.active,
            state: list::state(webhook),
            base: conflict::base(&fields_of(webhook, &office.hub.account())),
            since: since.map(|since| when::second(page.words, &office.hub.account().zone, since)).unwrap_or_default(),
            of_rows,
            ..Self::new(page, office, &webhook.events)
        }
    }

    /// The form as it was sent, with what is wrong in it.
    fn back(mut self, office: &Office, fields: &Fields, faults: Faults) -> Self {
        self.of_rows = RowChoices::of(&self.page, &office.hub.account(), fields);
        let text = |name: &str| fields.text(name).to_owned();
        (self.url, self.comment, self.active) = (text("url"), text("comment"), fields.has("active"));
        (self.secret, self.every) = (text("secret"), fields.text("events") != "some");
        for choice in &mut self.events {
            choice.chosen = fields.all("event").any(|name| name == choice.name);
        }
        self.faults = faults;
        self
    }
}

/// Shows the form of a new webhook, with a fresh signing secret in it.
pub async fn new(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>) -> Response {
    let page = Page::new(&office, Some(&visitor), "webhooks");
    match Secret::generate() {
        Ok(secret) => page::ok(&WebhookForm { secret: secret.text(), ..WebhookForm::new(page, &office, event::ALL) }),
        Err(error) => {
            tracing::error!(%error, "no secret can be made");
            page::message(page, StatusCode::INTERNAL_SERVER_ERROR, "failed")
        }
    }
}

/// Adds a webhook.
pub async fn add(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "webhooks");
    let (seal, ways) = (office.hub.seal.clone(), office.hub.settings.outside.ways());
    let (by, now, changes) = (visitor.by(), office.hub.clock.now(), Changes { active: None, ..changes(&fields) });
    if fields.has("again") {
        return page::ok(&WebhookForm::new(page, &office, event::ALL).back(&office, &fields, Faults::default()));
    }
    let secret = secret(&fields);
    let work = move |tx: &mut database::Tx<'_>| {
        let mut found = webhooks::faults(tx, None, &changes, ways)?;
        match &secret {
            Ok(secret) if found.is_none() => webhooks::add(tx, &seal, secret, &changes, ways, &by, now),
            Ok(_) => Err(found.take().map_or_else(|| Problem::internal().into(), Fault::from)),
            Err(problem) => Err(found.take().map_or_else(|| problem.clone(), |found| found.and_all(problem.clone())).into()),
        }
    };
    let added = office.hub.db.write(work).await;
    match added {
        // What cannot be tested is only said to be saved.
        Ok(webhook) if Place::is_contact(&webhook.url) => page::go(&format!("/integration/webhooks/{}?done=webhook-saved", webhook.id)),
        Ok(webhook) => page::go(&format!("/integration/webhooks/{}?done=webhook-added", webhook.id)),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            page::show(StatusCode::BAD_REQUEST, &WebhookForm::new(page, &office, event::ALL).back(&office, &fields, faults))
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// The signing secret of a form.
///
/// # Errors
/// Refused: it cannot be one.
pub(super) fn secret(fields: &Fields) -> Result<Secret, Problem> {
    let refused = || Problem::entity("signing", "The signing secret is whsec_ and 24 to 64 bytes in Base64.");
    Secret::parse(fields.text("secret")).ok_or_else(refused)
}

/// Shows the form of a webhook.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "webhooks").noticing(query.text("done"));
    answer(&office, page, number(&id), &query, |form| form).await
}

/// Changes a webhook.
pub async fn edit(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "webhooks");
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    let ways = office.hub.settings.outside.ways();
    let there = match office.hub.db.read(move |tx| webhooks::find(tx, id)).await {
        Ok(webhook) => fields_of(&webhook, &office.hub.account()),
        Err(fault) => return page::failed(page, fault),
    };
    if fields.has("again") {
        return answer(&office, page, id, &Fields::default(), |form| form.back(&office, &fields, Faults::default())).await;
    }
    let mine = conflict::only(&fields, &[&FIELDS[..], &webhook_rows::FIELDS].concat());
    let fields = match conflict::settle(&fields, mine.clone(), &there) {
        Settled::Go(settled) => settled,
        Settled::Ask(differing) => {
            let address = format!("/integration/webhooks/{id}");
            let about = (page.count("webhook-of", &id), address.clone(), address);
            return conflict::ask(page, about, (&mine, &there), differing, label, shown);
        }
    };
    let changes = changes(&fields);
    let work = move |tx: &mut database::Tx<'_>| match webhooks::faults(tx, Some(id), &changes, ways)? {
        Some(problem) => Err(problem.into()),
        None => webhooks::edit(tx, id, &changes, ways, &by, now),
    };
    let saved = office.hub.db.write(work).await;
    match saved {
        Ok(_) => page::go(&format!("/integration/webhooks/{id}?done=webhook-saved")),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            answer(&office, page, id, &Fields::default(), |form| form.back(&office, &fields, faults)).await
        }
        Err(fault) => page::failed(page, fault),
    }
}

async fn answer(office: &Office, page: Page, id: i64, query: &Fields, change: impl FnOnce(WebhookForm) -> WebhookForm) -> Response {
    let before = query.text("before").parse().ok();
    let read = office.read_slow(page.person(), move |tx| {
        Ok::<_, Fault>((webhooks::find(tx, id)?, deliveries::list(tx, Some(id), before, PER_PAGE + 1)?))
    });
    let (webhook, mut sent) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let more = sent.len() as i64 > PER_PAGE;
    sent.truncate(PER_PAGE as usize);
    let lines = sent.iter().map(|delivery| line(&page, office, delivery)).collect();
    let last = sent.last().filter(|_| more).map(|last| format!("/integration/webhooks/{id}?before={}#sent", last.id));
    let form = change(WebhookForm::of(page, office, &webhook));
    let status = if form.faults.0.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    page::show(status, &WebhookForm { lines, older: last.unwrap_or_default(), ..form })
}

/// The fields of the form of a webhook there is.
const FIELDS: [&str; 5] = ["url", "comment", "events", "event", "active"];

/// A webhook as the form would send it.
fn fields_of(webhook: &Webhook, account: &Account) -> Fields {
    let every = event::has_all(&webhook.events);
    let mut pairs = vec![
        ("url".to_owned(), webhook.url.clone()),
        ("comment".to_owned(), webhook.comment.clone()),
        ("events".to_owned(), if every { "all" } else { "some" }.to_owned()),
        ("active".to_owned(), if webhook.active { "yes".to_owned() } else { String::new() }),
    ];
    let chosen = event::account_names().into_iter().filter(|name| !every && event::covers(&webhook.events, name));
    pairs.extend(chosen.map(|name| ("event".to_owned(), name.to_owned())));
    pairs.extend(webhook_rows::fields_of(webhook, account).iter().cloned());
    Fields::of(pairs)
}

/// The label of a field.
fn label(page: &Page, field: &str) -> String {
    page.say(match field {
        "url" => "webhook-address",
        "comment" => "webhook-comment",
        "active" => "webhook-in-use",
        field if webhook_rows::FIELDS.contains(&field) => return webhook_rows::label(page, field),
        _ => "webhook-events",
    })
}

fn shown(page: &Page, field: &str, value: &str) -> String {
    match (field, value) {
        ("events", "all") => page.say("hook-events-all"),
        (field, value) if webhook_rows::FIELDS.contains(&field) => webhook_rows::shown(page, field, value),
        ("events", _) => page.say("webhook-events-some"),
        ("active", _) => page.say("yes"),
        _ => value.to_owned(),
    }
}

fn changes(fields: &Fields) -> Changes {
    let of_account = match fields.text("events") {
        "some" => fields.all("event").collect::<Vec<_>>(),
        _ => vec![event::ALL],
    };
    let events = of_account.into_iter().chain(fields.all("row-event")).collect::<Vec<_>>().join(",");
    let text = |name: &str| Some(fields.text(name).to_owned());
    Changes {
        url: text("url"),
        comment: text("comment"),
        events: Some(events),
        active: Some(fields.has("active")),
        ..webhook_rows::changes(fields)
    }
}
