//! Integration → Marketplace: modules one can connect, each with what it needs and how; below, those that are connected.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use domain::access::templates::{Stores, Template as Start, is_there};
use domain::modules;
use domain::shops::{self, Found};
use wire::Problem;
use wire::methods::{self, addresses};

use super::marketplace_connected::{self, Connected};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

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
    /// How many have not called for days.
    quiet: i64,
    /// How many cannot call.
    wrong: i64,
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
    /// Whether its key gets every method, for want of scopes that the module demands.
    everything: bool,
    /// Addresses the module looks for.
    looks: &'static [String],
    /// Where the key goes.
    place: String,
    /// What `latchkey doctor --shop` finds of the address and of the module's keys; empty for what is no shop.
    found: Vec<Finding>,
    /// Two letters that stand for it.
    letters: String,
}

/// A finding of a card.
struct Finding {
    /// Whether the module can work with it.
    good: bool,
    /// Id and name of the key; none where the finding is about the address.
    key: Option<(i64, String)>,
    text: String,
}

/// What the checks find of a shop: its address, and each of its keys, with a line for what is wrong or one that nothing is.
fn findings(page: &Page, shop: &str, address: &str, keys: Vec<(i64, String, Vec<Found>)>) -> Vec<Finding> {
    let say = |found: &Found| page.words.fill(&format!("shop-check-{}", found.code), &[], &[("about", &found.about)]);
    let finding = |found: &Found, key: Option<(i64, String)>| Finding { good: found.good, key, text: say(found) };
    let mut all = vec![finding(&shops::accepts(shop, address), None)];
    for (id, name, found) in keys {
        let wrong = found.iter().filter(|found| !found.good).map(|found| finding(found, Some((id, name.clone()))));
        let wrong: Vec<Finding> = wrong.collect();
        if wrong.is_empty() {
            all.push(Finding { good: true, key: Some((id, name)), text: page.say("shop-check-ready") });
        }
        all.extend(wrong);
    }
    all
}

/// Shows the marketplace.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "marketplace").noticing(query.text("done"));
    let account = office.hub.account();
    let now = office.hub.clock.now();
    match office.read_slow(visitor.id, move |tx| marketplace_connected::read(tx, now)).await {
        Ok(read) => {
            let connected = marketplace_connected::list(&page, &account, &read, now);
            let shelves = ["shop", "service", "program", "partner"].map(|shelf| Shelf {
                title: page.say(&format!("shelf-{shelf}")),
                cards: Start::all()
                    .iter()
                    .filter(|start| start.shelf == shelf)
                    .map(|start| {
                        let checks = shops::SHOPS.contains(&start.code.as_str());
                        let keys = || read.checked(&start.code, now);
                        let found = if checks { findings(&page, &start.code, &account.public_url, keys()) } else { Vec::new() };
                        Card { found, ..card(&page, start) }
                    })
                    .collect(),
            });
            let address = account.public_url.clone();
            let of_class = |class: &str| connected.iter().filter(|connected| connected.state.1 == class).count() as i64;
            let (quiet, wrong) = (of_class("soon"), of_class("wrong"));
            page::ok(&Marketplace { shelves: shelves.into(), address, more: read.more, connected, quiet, wrong, page })
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
    // A key of every method has every scope that a module demands, also those without a method yet.
    let lacking = lacking.collect();
    // A module takes the scopes for the addresses, where it knows both.
    let missing = start.looks.iter().map(String::as_str).filter(|address| start.checks.is_empty() && !addresses::is_there(address));
    let refused: Vec<_> = missing.collect();
    Card {
        code: &start.code,
        name: page.template(start),
        about: page.say(&format!("shelf-{}-about", start.code)),
        stores: page.say(stores),
        everything: start.everything(),
        methods: if start.everything() {
            methods::all().iter().filter(|method| !method.manages_keys()).count()
        } else {
            start.methods().count()
        } as i64,
        token: start.token.map_or_else(|| page.say("needs-token-any"), |length| page.count("needs-token-exact", &(length as i64))),
        scopes: start.scopes().collect(),
        refused,
        lacking,
        looks: &start.looks,
        place: page.say(&format!("shelf-{}-where", start.code)),
        found: Vec::new(),
        letters: page.template(start).chars().filter(|letter| letter.is_alphanumeric()).take(2).collect(),
    }
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
