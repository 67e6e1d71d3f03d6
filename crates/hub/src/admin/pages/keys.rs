//! The list of API access keys, and what is done to one of them from there: switched off and on, deleted.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use database::key_list::{self, Filter, Line, Order};
use database::keys::Key;

use crate::admin::fields::{Fields, Query};
use crate::admin::listing::{Heading, Listing};
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};
use crate::domain::keys;
use crate::fault::Fault;
use crate::house::House;

/// Keys on one page of the list.
const PER_PAGE: i64 = 50;
/// Stores of a key that are named in the list; the others are counted.
const STORES: usize = 3;

#[derive(Template)]
#[template(path = "keys.html")]
struct Keys {
    page: Page,
    filters: Filters,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    narrowed: bool,
    total: i64,
    number: i64,
    pages: i64,
    previous: String,
    next: String,
}

struct Filters {
    search: String,
    active: String,
    access: String,
    /// The stores to choose from: id, name, whether it is chosen.
    stores: Vec<(i64, String, bool)>,
}

struct Row {
    key: Line,
    /// The names of its first stores.
    stores: String,
    /// How many more there are.
    more: i64,
}

/// Shows the list.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys").noticing(query.text("done"));
    let house = office.hub.house();
    let listing = Listing::read("/integration/keys", &query, &["search", "active", "access", "store"], &["name", "state", "made"]);
    let number = query.text("page").parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let (filter, backwards) = (filter(&query), listing.backwards);
    let order = match listing.sort.as_str() {
        "state" => Order::State,
        "made" => Order::Made,
        _ => Order::Name,
    };
    let read = office.hub.db.read(move |tx| key_list::page(tx, &filter, order, backwards, PER_PAGE, (number - 1) * PER_PAGE)).await;
    let (lines, total) = match read {
        Ok(read) => read,
        Err(error) => return page::failed(page, error.into()),
    };
    let pages = (total + PER_PAGE - 1) / PER_PAGE;
    let chosen = query.text("store").parse::<i64>().ok();
    let filters = Filters {
        search: query.text("search").to_owned(),
        active: query.text("active").to_owned(),
        access: query.text("access").to_owned(),
        stores: house.sites.iter().map(|site| (site.id, site.name.clone(), chosen == Some(site.id))).collect(),
    };
    page::ok(&Keys {
        headings: vec![listing.heading("name", "key-name"), listing.heading("state", "state"), listing.heading("made", "key-made")],
        filters,
        rows: lines.into_iter().map(|key| row(&house, key)).collect(),
        narrowed: listing.is_narrowed(),
        total,
        number,
        pages,
        previous: if number > 1 { listing.page(number.min(pages + 1) - 1) } else { String::new() },
        next: if number < pages { listing.page(number + 1) } else { String::new() },
        page,
    })
}

fn filter(query: &Fields) -> Filter {
    let either = |name: &str, yes: &str, no: &str| match query.text(name) {
        text if text == yes => Some(true),
        text if text == no => Some(false),
        _ => None,
    };
    Filter {
        active: either("active", "yes", "no"),
        all_sites: either("access", "all", "individual"),
        // What is no store's id is a store that no key reaches.
        site: Some(query.text("store")).filter(|store| !store.is_empty()).map(|store| store.parse().unwrap_or(-1)),
        search: query.text("search").to_lowercase(),
    }
}

fn row(house: &House, key: Line) -> Row {
    let names: Vec<&str> = key.sites.iter().filter_map(|id| house.site_by_id(*id)).map(|site| site.name.as_str()).collect();
    let named = if names.len() > STORES + 1 { STORES } else { names.len() };
    Row { stores: names[..named].join(", "), more: (names.len() - named) as i64, key }
}

/// What is asked before a key is switched off or deleted.
#[derive(Template)]
#[template(path = "key_ask.html")]
struct Ask {
    page: Page,
    id: i64,
    hint: String,
    /// `disable` or `delete`.
    act: &'static str,
    title: String,
    why: String,
    go: String,
}

/// Asks whether a key is to be switched off.
pub async fn ask_disable(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    ask(&office, &visitor, &id, "disable").await
}

/// Asks whether a key is to be deleted.
pub async fn ask_delete(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    ask(&office, &visitor, &id, "delete").await
}

async fn ask(office: &Office, visitor: &Visitor, id: &str, act: &'static str) -> Response {
    let page = Page::new(office, Some(visitor), "keys");
    let id = number(id);
    match office.hub.db.read(move |tx| keys::find(tx, id)).await {
        Ok(key) => page::ok(&Ask {
            id: key.id,
            hint: key.hint,
            act,
            title: page.named(&format!("key-{act}-ask"), &key.name),
            why: page.say(&format!("key-{act}-why")),
            go: page.say(&format!("key-{act}")),
            page,
        }),
        Err(fault) => page::failed(page, fault),
    }
}

/// Switches a key off: when the browser hears of it, the next call with the key is refused.
pub async fn disable(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    done(&office, &visitor, office.hub.db.write(move |tx| keys::set_active(tx, id, false, &by, now)).await, "key-disabled")
}

/// Switches a key on.
pub async fn enable(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    done(&office, &visitor, office.hub.db.write(move |tx| keys::set_active(tx, id, true, &by, now)).await, "key-enabled")
}

/// Deletes a key.
pub async fn delete(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    done(&office, &visitor, office.hub.db.write(move |tx| keys::delete(tx, id, &by, now)).await, "key-deleted")
}

fn done(office: &Office, visitor: &Visitor, outcome: Result<Key, Fault>, notice: &str) -> Response {
    match outcome {
        Ok(_) => page::go(&format!("/integration/keys?done={notice}")),
        Err(fault) => page::failed(Page::new(office, Some(visitor), "keys"), fault),
    }
}

/// The id in an address; 0, which nothing has, for what is none.
pub(super) fn number(id: &str) -> i64 {
    id.parse().unwrap_or(0)
}
