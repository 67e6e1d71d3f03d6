//! Integration → Marketplace: modules one can connect, each with what it needs and how; below, those that are connected.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use database::modules::Line;
use serde_json::{Map, Value};
use wire::{Moment, Problem};

use crate::account::Account;
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};
use crate::api::addresses;
use crate::domain::modules;
use crate::keys::templates::{Stores, Template as Start, is_there};

/// So many connected modules are named, those that told about themselves last.
const CONNECTED: i64 = 200;

#[derive(Template)]
#[template(path = "marketplace.html")]
struct Marketplace {
    page: Page,
    shelves: Vec<Shelf>,
    /// The address a module asks for.
    address: String,
    connected: Vec<Connected>,
    /// How many are connected beyond those that are named.
    more: i64,
}

/// A part of the marketplace.
struct Shelf {
    title: String,
    cards: Vec<Card>,
}

/// A module one can connect.
struct Card {
    code: &'static str,
    name: String,
    about: String,
    /// Which stores its key is for.
    stores: String,
    /// How many methods its key starts with.
    methods: i64,
    /// Which tokens the module takes.
    token: String,
    /// Scopes its key has whole.
    scopes: Vec<&'static str>,
    /// Scopes and addresses that this hub has no methods for and without which the module refuses a key.
    refused: Vec<&'static str>,
    /// Further scopes that this hub has no methods for.
    lacking: Vec<&'static str>,
    /// Addresses the module looks for.
    looks: &'static [String],
    /// Where the key goes.
    place: String,
}

/// A module that is connected.
struct Connected {
    code: String,
    name: String,
    kind: String,
    /// Address of its settings, if it told one that leads somewhere.
    settings: String,
    key: i64,
    key_name: String,
    key_deleted: bool,
    seen: String,
    works: bool,
    state: String,
}

/// Shows the marketplace.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "marketplace").noticing(query.text("done"));
    let account = office.hub.account();
    match office.read_slow(visitor.id, |tx| database::modules::newest(tx, CONNECTED)).await {
        Ok((lines, count)) => {
            let more = count - lines.len() as i64;
            let connected = lines.into_iter().map(|line| connected(&page, &account, line)).collect();
            let shelves = ["shop", "service", "program", "partner"].map(|shelf| Shelf {
                title: page.say(&format!("shelf-{shelf}")),
                cards: Start::all().iter().filter(|start| start.shelf == shelf).map(|start| card(&page, start)).collect(),
            });
            let address = account.public_url.clone();
            page::ok(&Marketplace { shelves: shelves.into(), address, connected, more, page })
        }
        Err(fault) => page::failed(page, fault),
    }
}

fn card(page: &Page, start: &'static Start) -> Card {
    let stores = match start.stores {
        Stores::One => "needs-one-store",
        Stores::Some => "needs-some-stores",
        Stores::All => "needs-any-stores",
    };
    let lacking = start.scopes().filter(|scope| !is_there(scope));
    let (mut refused, lacking): (Vec<_>, _) = lacking.partition(|scope| start.checks.iter().any(|checked| checked == scope));
    // A module takes the scopes for the addresses, where it knows both.
    if start.checks.is_empty() {
        refused.extend(start.looks.iter().map(String::as_str).filter(|address| !addresses::is_there(address)));
    }
    Card {
        code: &start.code,
        name: page.template(start),
        about: page.say(&format!("shelf-{}-about", start.code)),
        stores: page.say(stores),
        methods: start.methods().count() as i64,
        token: start.token.map_or_else(|| page.say("needs-token-any"), |length| page.count("needs-token-exact", &(length as i64))),
        scopes: start.scopes().collect(),
        refused,
        lacking,
        looks: &start.looks,
        place: page.say(&format!("shelf-{}-where", start.code)),
    }
}

fn connected(page: &Page, account: &Account, line: Line) -> Connected {
    let body: Map<String, Value> = serde_json::from_str(&line.module.body).unwrap_or_default();
    let text = |field: &str| body.get(field).and_then(Value::as_str).unwrap_or_default();
    let flag = |field: &str| body.get(field).and_then(Value::as_bool).unwrap_or_default();
    let state = match (line.key_deleted, line.key_active, flag("active"), flag("freeze")) {
        (true, ..) => "module-key-deleted",
        (_, false, ..) => "module-key-off",
        (_, _, false, _) => "module-off",
        (.., true) => "module-frozen",
        _ => "module-on",
    };
    let kind = text("integrationCode");
    Connected {
        name: text("name").to_owned(),
        kind: Start::of_module(kind).map_or_else(|| kind.to_owned(), |start| start.name.clone()),
        // A module may tell any address: only those of web pages become links.
        settings: [text("accountUrl"), text("baseUrl")].into_iter().find(|url| is_web(url)).unwrap_or_default().to_owned(),
        key: line.module.key,
        key_name: line.key_name,
        key_deleted: line.key_deleted,
        // What it told about itself was a call too, which may not have been counted yet.
        seen: account.zone.write(Moment(line.called_at.unwrap_or_default().max(line.module.announced_at))),
        works: state == "module-on",
        state: page.say(state),
        code: line.module.code,
    }
}

fn is_web(url: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| url.strip_prefix(scheme).is_some_and(|host| !host.is_empty() && !host.starts_with('/')))
}

#[derive(Template)]
#[template(path = "module_forget.html")]
struct Forget {
    page: Page,
    code: String,
}

/// Asks whether a module is to be forgotten (`?code=…`: a code may hold anything).
pub async fn ask_forget(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "marketplace");
    let code = query.exact("code").to_owned();
    let wanted = code.clone();
    match office.hub.db.read(move |tx| database::modules::find(tx, &wanted)).await {
        Ok(Some(_)) => page::ok(&Forget { page, code }),
        Ok(None) => page::failed(page, Problem::not_found().into()),
        Err(fault) => page::failed(page, fault.into()),
    }
}

/// Forgets a module.
pub async fn forget(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "marketplace");
    let code = fields.exact("code").to_owned();
    match office.hub.db.write(move |tx| modules::forget(tx, &code)).await {
        Ok(true) => page::go("/integration/marketplace?done=module-forgotten"),
        Ok(false) => page::failed(page, Problem::not_found().into()),
        Err(fault) => page::failed(page, fault),
    }
}

#[cfg(test)]
mod tests {
    use super::is_web;

    #[test]
    fn only_addresses_of_web_pages_become_links() {
        assert!(is_web("https://module.example/settings?account=5"));
        assert!(is_web("http://127.0.0.1:8080/"));
        for other in ["", "javascript:alert(1)", "data:text/html,x", "//module.example", "https://", "https:///x", "/settings"] {
            assert!(!is_web(other), "{other}");
        }
    }
}
