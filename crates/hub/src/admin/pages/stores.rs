//! The list of stores.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;

use crate::account::Site;
use crate::admin::fields::Query;
use crate::admin::listing::{Heading, Listing};
use crate::admin::page::{self, Page};
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
}

struct Row {
    id: i64,
    name: String,
    code: String,
    url: String,
    ordering: i64,
    active: bool,
    /// How many keys reach it.
    keys: i64,
}

/// Shows the list.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "stores").noticing(query.text("done"));
    let reaching = match office.read_slow(visitor.id, database::key_list::reaching).await {
        Ok(reaching) => reaching,
        Err(fault) => return page::failed(page, fault),
    };
    let listing = Listing::read("/stores", &query, &["name", "active"], &["order", "name", "address"]);
    let (name, active) = (query.text("name").to_lowercase(), query.text("active"));
    let account = office.hub.account();
    let wanted = |site: &&Site| {
        let named = site.name.to_lowercase().contains(&name) || site.code.to_lowercase().contains(&name);
        named && (active.is_empty() || (active == "yes") == site.active)
    };
    let mut sites: Vec<&Site> = account.sites.iter().filter(wanted).collect();
    match listing.sort.as_str() {
        "name" => sites.sort_by_cached_key(|site| site.name.to_lowercase()),
        "address" => sites.sort_by_cached_key(|site| bare(site.text("url").unwrap_or_default())),
        _ => {}
    }
    if listing.backwards {
        sites.reverse();
    }
    let row = |site: &&Site| Row {
        id: site.id,
        name: site.name.clone(),
        code: site.code.clone(),
        url: site.text("url").unwrap_or_default().to_owned(),
        ordering: site.ordering,
        active: site.active,
        keys: reaching.0 + reaching.1.get(&site.id).copied().unwrap_or(0),
    };
    let headings =
        vec![listing.heading("name", "store-name"), listing.heading("address", "store-address"), listing.heading("order", "store-order")];
    page::ok(&Stores {
        name: query.text("name").to_owned(),
        active: active.to_owned(),
        headings,
        rows: sites.iter().map(row).collect(),
        narrowed: listing.is_narrowed(),
        page,
    })
}

/// An address without what says nothing about its place in a list.
fn bare(url: &str) -> String {
    let host = url.split_once("://").map_or(url, |parts| parts.1).to_lowercase();
    host.strip_prefix("www.").unwrap_or(&host).to_owned()
}
