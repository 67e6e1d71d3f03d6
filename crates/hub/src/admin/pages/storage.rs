//! For how long things are kept, and what they take on disk.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use database::retention::{self as kept, Kind};
use domain::account::Account;
use domain::fault::Fault;
use domain::retention::{ALL, Term};
use domain::settings;
use wire::Problem;

use super::backups::size;
use crate::admin::conflict::{self, Settled};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::when::{Times, When};
use crate::admin::{Office, Visitor};

/// A line of the form.
struct Line {
    term: Term,
    /// The name of its text, and of its faults.
    name: String,
    /// The name of the text below it.
    hint: String,
    value: String,
    /// What it takes on disk; empty where that is unknown or stands in another line.
    size: String,
    oldest: Option<When>,
}

#[derive(Template)]
#[template(path = "storage.html")]
struct Storage {
    page: Page,
    lines: Vec<Line>,
    /// What the whole database takes; empty where that is not known.
    whole: String,
    base: String,
    faults: Faults,
}

fn values(account: &Account) -> Fields {
    Fields::of(ALL.iter().map(|term| (term.field.to_owned(), term.of(account).to_string())).collect())
}

/// Shows the form.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings").noticing(query.text("done"));
    let values = values(&office.hub.account());
    let base = conflict::base(&values);
    draw(&office, page, values, base, Faults::default()).await
}

async fn draw(office: &Office, page: Page, values: Fields, base: String, faults: Faults) -> Response {
    let read = office.read_slow(page.person(), |tx| {
        let of = |tx: &mut database::Tx<'_>, kind| Ok::<_, Fault>((kind, kept::size(tx, kind)?, kept::oldest(tx, kind)?));
        Ok::<_, Fault>((Kind::ALL.into_iter().map(|kind| of(tx, kind)).collect::<Result<Vec<_>, _>>()?, kept::whole(tx)?))
    });
    // The form is of use without them.
    let (kinds, whole) = read.await.map_or_else(|_| (Vec::new(), None), |(kinds, whole)| (kinds, Some(whole)));
    let times = Times::new(page.words, &office.hub.account().zone, office.hub.clock.now());
    let mut shown = Vec::new();
    let mut lines = Vec::new();
    for term in ALL {
        let found = kinds.iter().find(|(kind, ..)| *kind == term.kind && !shown.contains(kind));
        shown.push(term.kind);
        lines.push(Line {
            name: format!("storage-{}", term.field),
            hint: format!("storage-{}-hint", term.field),
            value: values.text(term.field).to_owned(),
            size: found.map_or_else(String::new, |(_, bytes, _)| size(&page, *bytes)),
            oldest: found.and_then(|(.., oldest)| oldest.map(|at| times.on(at))),
            term,
        });
    }
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let whole = whole.map_or_else(String::new, |bytes| size(&page, bytes));
    page::show(status, &Storage { page, lines, whole, base, faults })
}

/// Saves what is different.
pub async fn save(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings");
    let (account, by, now) = (office.hub.account(), visitor.by(), office.hub.clock.now());
    let there = values(&account);
    let mine = conflict::only(&fields, &ALL.map(|term| term.field));
    if fields.has("again") {
        return draw(&office, page, mine, fields.text(conflict::BASE).to_owned(), Faults::default()).await;
    }
    let fields = match conflict::settle(&fields, mine.clone(), &there) {
        Settled::Go(settled) => settled,
        Settled::Ask(differing) => {
            let about = (page.say("storage-title"), "/settings/storage".to_owned(), "/settings/storage".to_owned());
            let label = |page: &Page, field: &str| page.say(&format!("storage-{field}"));
            return conflict::ask(page, about, (&mine, &there), differing, label, |_, _, value| value.to_owned());
        }
    };
    let mut problem = Problem::new(400, "Errors in the entity format");
    let mut changed = Vec::new();
    for term in ALL {
        match term.read(fields.text(term.field)) {
            Ok(value) if value == term.of(&account) => {}
            Ok(value) => changed.push((term.setting, value.to_string())),
            Err(text) => drop(problem.errors.insert(format!("storage-{}", term.field), text.into())),
        }
    }
    if !problem.errors.is_empty() {
        let faults = page.faults(&problem);
        return draw(&office, page, fields, conflict::base(&there), faults).await;
    }
    let saved = office.hub.db.write(move |tx| {
        for (name, value) in &changed {
            settings::set(tx, name, value, &by, now)?;
        }
        Ok::<_, Fault>(())
    });
    match saved.await {
        Ok(()) => page::go("/settings/storage?done=settings"),
        Err(fault) => page::failed(page, fault),
    }
}
