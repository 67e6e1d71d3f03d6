//! The list of stores.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use domain::account::Site;
use domain::fault::Fault;
use domain::store_activity;

use super::store_page;
use crate::admin::fields::Query;
use crate::admin::listing::{Heading, Listing};
use crate::admin::page::{self, Page};
use crate::admin::when::{Times, When};
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "stores.html")]
struct Stores {
    page: Page,
    name: String,
    active: String,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    narrowed: bool,
    /// How many of all stores fell silent.
    silent: i64,
    /// The states to choose from: code, text, whether it is chosen.
    states: Vec<(&'static str, String, bool)>,
}

struct Row {
    id: i64,
    name: String,
    code: String,
    url: String,
    /// The state: text and class.
    state: (String, &'static str),
    last_order: Option<When>,
    last_call: Option<When>,
    /// How many keys reach it.
    keys: i64,
}

/// Shows the list.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "stores").noticing(query.text("done"));
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let known = Arc::clone(&account);
    let read = office
        .read_slow(visitor.id, move |tx| Ok::<_, Fault>((database::key_list::reaching(tx)?, store_activity::of_all(tx, &known, now)?)));
    let (reaching, lives) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let listing = Listing::read("/stores", &query, &["name", "active", "state"], &["order", "name", "address", "seen"]);
    let (name, active) = (query.text("name").to_lowercase(), query.text("active"));
    let times = Times::new(page.words, &account.zone, now);
    let life = |site: &Site| lives.get(&site.id).cloned().unwrap_or_default();
    let silent_only = query.text("state") == "silent";
    let wanted = |site: &&Site| {
        let named = site.name.to_lowercase().contains(&name) || site.code.to_lowercase().contains(&name);
        named && (active.is_empty() || (active == "yes") == site.active) && (!silent_only || life(site).silent)
    };
    let mut sites: Vec<&Site> = account.sites.iter().filter(wanted).collect();
    match listing.sort.as_str() {
        "name" => sites.sort_by_cached_key(|site| site.name.to_lowercase()),
        "seen" => sites.sort_by_key(|site| life(site).last().unwrap_or(0)),
        "address" => sites.sort_by_cached_key(|site| bare(site.text("url").unwrap_or_default())),
        _ => {}
    }
    if listing.backwards {
        sites.reverse();
    }
    let row = |site: &&Site| {
        let life = life(site);
        Row {
            id: site.id,
            name: site.name.clone(),
            code: site.code.clone(),
            url: site.text("url").unwrap_or_default().to_owned(),
            state: store_page::state(&page, site, &life, now),
            last_order: life.last_order.as_ref().map(|order| times.when(order.created_at)),
            last_call: life.last_call.map(|(at, _)| times.when(at)),
            keys: reaching.0 + reaching.1.get(&site.id).copied().unwrap_or(0),
        }
    };
    let headings = vec![listing.heading("name", "store-name"), listing.heading("address", "store-address")];
    let states = ["", "silent"].map(|code| {
        let name = if code.is_empty() { "any" } else { "store-state-silent" };
        (code, page.say(name), code == query.text("state"))
    });
    page::ok(&Stores {
        name: query.text("name").to_owned(),
        active: active.to_owned(),
        headings,
        rows: sites.iter().map(row).collect(),
        narrowed: listing.is_narrowed(),
        silent: lives.values().filter(|life| life.silent).count() as i64,
        states: states.into(),
        page,
    })
}

/// An address without what says nothing about its place in a list.
fn bare(url: &str) -> String {
    let host = url.split_once("://").map_or(url, |parts| parts.1).to_lowercase();
    host.strip_prefix("www.").unwrap_or(&host).to_owned()
}
