//! Keys that want looking after: those that end soon, whose contact has gone, that were to be looked at again; and for how
//! long keys may live.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use database::Tx;
use database::key_list::{self, Filter, Order, Stage};
use database::keys::Key;
use domain::fault::Fault;
use domain::keys::lifetime::{self, Longest};
use domain::keys::{self, Card, Changes, Contact, care};
use domain::settings;
use jiff::ToSpan;
use wire::Problem;

use super::keys::{minutes, number};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::when;
use crate::admin::{Office, Visitor};

/// The most keys of each part; the list of keys shows them all.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "key_care.html")]
struct KeyCare {
    page: Page,
    ending: Vec<Ending>,
    orphaned: Vec<Orphan>,
    review: Vec<Review>,
    /// How many there are of each in all.
    endings: i64,
    orphans: i64,
    reviews: i64,
    /// The day that is proposed for the next look at a key.
    next: String,
    /// The most days of a key's life, and of one for everything.
    any: String,
    broad: String,
    faults: Faults,
}

struct Ending {
    id: i64,
    name: String,
    ends: String,
    last_used: String,
    in_use: bool,
}

struct Orphan {
    id: i64,
    name: String,
    person: i64,
    contact: String,
}

struct Review {
    id: i64,
    name: String,
    day: String,
    contact: String,
}

/// Shows them.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys").noticing(query.text("done"));
    let longest = Longest::of(&office.hub.account());
    draw(&office, page, [longest.any.to_string(), longest.broad.to_string()], Faults::default()).await
}

/// Changes for how long keys may live.
pub async fn change(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let days = ["any", "broad"].map(|name| fields.text(name).to_owned());
    let (by, now, given) = (visitor.by(), office.hub.clock.now(), days.clone());
    let changed = office.hub.db.write(move |tx| {
        for (name, field, days) in [(lifetime::LONGEST, "any-days", &given[0]), (lifetime::LONGEST_BROAD, "broad-days", &given[1])] {
            let days = if days.is_empty() { "0" } else { days };
            settings::set(tx, name, days, &by, now).map_err(|fault| match fault {
                Fault::Refused(problem) => Problem::entity(field, problem.message).into(),
                fault => fault,
            })?;
        }
        Ok::<_, Fault>(())
    });
    match changed.await {
        Ok(()) => page::go("/integration/keys/care?done=longest-saved"),
        Err(Fault::Refused(problem)) => {
            let faults = page.faults(&problem);
            draw(&office, page, days, faults).await
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// Notes that a key is still needed, and when to look again; without a day, never again.
pub async fn reviewed(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    let card = Card { review: Some(fields.text("review").to_owned()), ..Card::default() };
    let changes = Changes { card, ..Changes::default() };
    match office.hub.db.write(move |tx| keys::edit(tx, id, &changes, &by, now)).await {
        Ok(_) => page::go("/integration/keys/care?done=key-reviewed"),
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "keys"), fault),
    }
}

async fn draw(office: &Office, page: Page, [any, broad]: [String; 2], faults: Faults) -> Response {
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let today = care::today(&account.zone, now);
    let day = today.clone();
    let read = office.read_slow(page.person(), move |tx| {
        let mut part = |stage: Stage| listed(tx, stage);
        let ending = part(Stage::Ending(now.0, now.0 + care::SOON))?;
        Ok::<_, Fault>((ending, part(Stage::Orphaned)?, part(Stage::ReviewDue(day.clone()))?))
    });
    let ((ending, endings), (orphaned, orphans), (review, reviews)) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let contact = |key: &Key| Contact::of(key).view(&account.users);
    let ending = ending.into_iter().filter_map(|(key, last)| {
        let ends = minutes(page.words, &account, key.ends_at?);
        let in_use = last.is_some_and(|at| at > now.0 - care::LATELY);
        Some(Ending {
            id: key.id,
            name: key.name,
            ends,
            last_used: last.map(|at| minutes(page.words, &account, at)).unwrap_or_default(),
            in_use,
        })
    });
    let orphaned = orphaned.into_iter().map(|(key, _)| {
        let person = if let Contact::Person(id) = Contact::of(&key) { id } else { 0 };
        Orphan { id: key.id, contact: contact(&key), name: key.name, person }
    });
    let review = review.into_iter().map(|(key, _)| {
        let day = when::typed(page.words, &Card::of(&key, &[]).review.unwrap_or_default());
        Review { id: key.id, contact: contact(&key), name: key.name, day }
    });
    let next = today.parse::<jiff::civil::Date>().map(|day| day.saturating_add(6.months()).to_string()).unwrap_or_default();
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let shown = KeyCare {
        ending: ending.collect(),
        orphaned: orphaned.collect(),
        review: review.collect(),
        endings,
        orphans,
        reviews,
        next,
        any,
        broad,
        faults,
        page,
    };
    page::show(status, &shown)
}

/// Keys with the moment of their last use, and how many there are in all.
type Listed = (Vec<(Key, Option<i64>)>, i64);

/// The keys of a stage.
fn listed(tx: &mut Tx<'_>, stage: Stage) -> Result<Listed, Fault> {
    let filter = Filter { stage: Some(stage), ..Filter::default() };
    let (lines, total) = key_list::page(tx, &filter, Order::Name, false, MOST, 0)?;
    let keys = lines.into_iter().map(|line| Ok((keys::find(tx, line.id)?, line.last_used)));
    Ok((keys.collect::<Result<_, Fault>>()?, total))
}
