//! The keys of which a person is the contact, handed over to another contact at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use database::key_list::{self, Filter, Order};
use domain::fault::Fault;
use domain::keys::contact;
use wire::Problem;

use super::keys::{self, Row, number};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};

/// The most keys that are handed over at once; the others follow.
const MOST: i64 = 500;

#[derive(Template)]
#[template(path = "person_keys.html")]
struct PersonKeys {
    page: Page,
    id: i64,
    name: String,
    active: bool,
    /// Keys, and whether each is chosen.
    rows: Vec<(Row, bool)>,
    total: i64,
    /// People to choose from: e-mail, name.
    people: Vec<(String, String)>,
    owner: String,
    faults: Faults,
}

/// Shows the keys.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "people").noticing(query.text("done"));
    draw(&office, page, number(&id), None, Faults::default()).await
}

/// Gives the chosen keys another contact.
pub async fn hand_over(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "people");
    let (id, by, now, owner) = (number(&id), visitor.by(), office.hub.clock.now(), fields.text("owner").to_owned());
    let chosen: Vec<i64> = fields.all("key").map(number).collect();
    let work = move |tx: &mut database::Tx<'_>| contact::hand_over(tx, id, Some(&chosen), &owner, &by, now);
    match office.hub.db.write(work).await {
        Ok(_) => page::go(&format!("/people/{id}/keys?done=keys-handed-over")),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            draw(&office, page, id, Some(&fields), faults).await
        }
        Err(fault) => page::failed(page, fault),
    }
}

async fn draw(office: &Office, page: Page, id: i64, sent: Option<&Fields>, faults: Faults) -> Response {
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let Some(person) = account.users.iter().find(|person| person.id == id) else { return page::failed(page, Problem::not_found().into()) };
    let filter = Filter { contact: Some(id), ..Filter::default() };
    let read = office.read_slow(page.person(), move |tx| key_list::page(tx, &filter, Order::Name, false, MOST, 0));
    let (lines, total) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let chosen: Option<BTreeSet<i64>> = sent.map(|sent| sent.all("key").map(number).collect());
    let rows = lines.into_iter().map(|line| {
        let ticked = chosen.as_ref().is_none_or(|chosen| chosen.contains(&line.id));
        (keys::row(&page, &account, line, &[], now), ticked)
    });
    let name = |person: &database::users::User| format!("{} {}", person.first_name, person.last_name).trim_end().to_owned();
    let others = account.users.iter().filter(|other| other.active && other.id != id);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let shown = PersonKeys {
        id,
        name: name(person),
        active: person.active,
        rows: rows.collect(),
        total,
        people: others.map(|other| (other.email.clone(), name(other))).collect(),
        owner: sent.map(|sent| sent.text("owner").to_owned()).unwrap_or_default(),
        faults,
        page,
    };
    page::show(status, &shown)
}
