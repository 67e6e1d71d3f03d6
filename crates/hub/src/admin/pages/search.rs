//! The search: keys, stores, methods, people, pages, and what a pasted token or request id belongs to.
//!
//! What is searched for comes by POST only, so that it is in no address and no log; a token is hashed to find its key.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use database::Tx;
use database::key_search::Found;
use database::refusals::Refusal;
use domain::access::pepper::Peppers;
use domain::access::token;
use domain::account::{Account, Site};
use domain::fault::Fault;
use domain::search::{self, Hit as KeyHit, name_and_email};
use domain::users::Role;
use wire::Moment;
use wire::methods;

use super::{method_tree, search_desk};
use crate::admin::desk::Desk;
use crate::admin::fields::Fields;
use crate::admin::help::ARTICLES;
use crate::admin::mark::marked;
use crate::admin::page::{self, Page};
use crate::admin::when::Times;
use crate::admin::{Office, Visitor};
use crate::book;

/// The most results of a group.
const MOST: usize = 6;
/// The most characters of what is searched for.
const LONGEST: usize = 200;

/// The pages: name of the title, address, icon, and whose role reaches them.
const PAGES: [(&str, &str, &str, Role); 18] = [
    ("nav-start", "/start", "start", Role::ReadOnly),
    ("nav-stores", "/stores", "stores", Role::ReadOnly),
    ("nav-keys", "/integration/keys", "keys", Role::ReadOnly),
    ("search-page-who", "/integration/keys/who", "who", Role::ReadOnly),
    ("search-page-care", "/integration/keys/care", "care", Role::ReadOnly),
    ("search-page-unused", "/integration/keys/unused", "unused", Role::ReadOnly),
    ("search-page-templates", "/integration/templates", "templates", Role::ReadOnly),
    ("nav-refusals", "/integration/refusals", "refusals", Role::ReadOnly),
    ("nav-marketplace", "/integration/marketplace", "marketplace", Role::ReadOnly),
    ("nav-reference", "/reference", "reference", Role::ReadOnly),
    ("nav-help", "/help", "help", Role::ReadOnly),
    ("search-page-account", "/account", "account", Role::ReadOnly),
    ("search-page-key-add", "/integration/keys/add", "add", Role::Administrator),
    ("search-page-store-add", "/stores/add", "add", Role::Manager),
    ("nav-webhooks", "/integration/webhooks", "webhooks", Role::Administrator),
    ("nav-record", "/integration/audit-log", "record", Role::Administrator),
    ("nav-people", "/people", "people", Role::Administrator),
    ("nav-settings", "/settings", "settings", Role::Administrator),
];

#[derive(Template)]
#[template(path = "search.html")]
struct Search {
    page: Page,
    /// What was searched for; empty for a token, which no page repeats.
    wanted: String,
    asked: bool,
    /// Whether a token was searched for.
    secret: bool,
    groups: Vec<Group>,
}

/// The same without the frame, for the script.
#[derive(Template)]
#[template(path = "search_hits.html")]
struct Hits {
    page: Page,
    secret: bool,
    groups: Vec<Group>,
}

/// Results of one kind.
pub(super) struct Group {
    pub title: String,
    pub hits: Vec<Hit>,
}

/// A result.
pub(super) struct Hit {
    pub icon: &'static str,
    pub address: String,
    /// The title as HTML, with what was searched for marked.
    pub title: String,
    /// Another text it was found by, as HTML; empty for none.
    pub note: String,
    /// A code or a hint at the right.
    pub code: String,
    /// A word at the right, and the class of a state; an empty class for a word that is none.
    pub end: (String, &'static str),
}

/// What the database found.
#[derive(Default)]
struct Findings {
    keys: Vec<KeyHit>,
    token: Option<Found>,
    refusal: Option<Refusal>,
    orders: Vec<(i64, Option<i64>)>,
    /// Orders and customers, as answers of the API.
    found_orders: Vec<String>,
    found_customers: Vec<String>,
}

/// Shows the empty form.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>) -> Response {
    let page = Page::new(&office, Some(&visitor), "search");
    let groups = vec![pages(&page, &visitor, "")];
    page::ok(&Search { page, wanted: String::new(), asked: false, secret: false, groups })
}

/// Searches for the field `q`; with the field `part` only the results are answered.
pub async fn find(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "search");
    let wanted: String = fields.text("q").chars().take(LONGEST).collect();
    let (account, now, desk) = (office.hub.account(), office.hub.clock.now(), Desk::of(&office, &visitor));
    let secret = token::may_be_in(&wanted);
    let read = {
        let (account, peppers, wanted) = (Arc::clone(&account), office.hub.gate.peppers(), wanted.clone());
        let desk = desk.clone();
        office.read_slow(visitor.id, move |tx| {
            let mut findings = findings(tx, &account, &peppers, &wanted, secret)?;
            if !secret {
                (findings.found_orders, findings.found_customers) = search_desk::find(tx, &desk, &wanted)?;
            }
            Ok::<_, Fault>(findings)
        })
    };
    let findings = match read.await {
        Ok(findings) => findings,
        Err(fault) => return page::failed(page, fault),
    };
    let of_desk = match search_desk::draw(&page, &desk, &findings.found_orders, &findings.found_customers, &wanted) {
        Ok(groups) => groups,
        Err(fault) => return page::failed(page, fault),
    };
    let groups = if secret { of_token(&page, findings.token, now) } else { groups(&page, &visitor, &account, &wanted, findings, now) };
    let groups: Vec<Group> = of_desk.into_iter().chain(groups).filter(|group| !group.hits.is_empty()).collect();
    if fields.has("part") {
        return page::ok(&Hits { page, secret, groups });
    }
    let asked = !wanted.is_empty();
    page::ok(&Search { page, wanted: if secret { String::new() } else { wanted }, asked, secret, groups })
}

fn findings(tx: &mut Tx<'_>, account: &Account, peppers: &Peppers, wanted: &str, secret: bool) -> Result<Findings, Fault> {
    if wanted.is_empty() {
        return Ok(Findings::default());
    }
    if secret {
        return Ok(Findings { token: search::key_of_token(tx, peppers, wanted)?, ..Findings::default() });
    }
    let mut orders = Vec::new();
    for site in stores_named(account, wanted) {
        orders.push((site.id, database::activity::last_order(tx, site.id)?.map(|order| order.created_at)));
    }
    let keys = search::keys(tx, wanted, &account.users, MOST)?;
    Ok(Findings { keys, refusal: search::refused_call(tx, wanted)?, orders, ..Findings::default() })
}

fn groups(page: &Page, visitor: &Visitor, account: &Account, wanted: &str, findings: Findings, now: Moment) -> Vec<Group> {
    let times = Times::new(page.words, &account.zone, now);
    let group = |title: &str, hits: Vec<Hit>| Group { title: page.say(title), hits };
    if wanted.is_empty() {
        return vec![pages(page, visitor, "")];
    }
    let refused = findings.refusal.map(|refusal| Hit {
        icon: "refusals",
        address: format!("/integration/refusals?id={}", refusal.request_id),
        title: marked(&refusal.request_id, wanted),
        note: marked(&page.say(&format!("reason-{}", refusal.reason)), ""),
        code: refusal.method,
        end: (times.relative(refusal.created_at), ""),
    });
    let keys = findings.keys.into_iter().map(|hit| key(page, hit, wanted, now)).collect();
    let stores = stores_named(account, wanted).map(|site| store(page, site, wanted, &findings.orders, &times)).collect();
    let people = if visitor.may(Role::Administrator) { people(page, account, wanted) } else { Vec::new() };
    vec![
        group("search-calls", refused.into_iter().collect()),
        group("nav-keys", keys),
        group("nav-stores", stores),
        group("nav-people", people),
        group("search-methods", methods(page, wanted)),
        group("nav-help", articles(page, wanted)),
        pages(page, visitor, wanted),
    ]
}

/// The key of a token and what may be done about it.
fn of_token(page: &Page, found: Option<Found>, now: Moment) -> Vec<Group> {
    let Some(found) = found else { return Vec::new() };
    let id = found.id;
    let action = |icon: &'static str, name: &str, rest: &str| Hit {
        icon,
        address: format!("/integration/keys/{id}{rest}"),
        title: marked(&page.say(name), ""),
        note: String::new(),
        code: String::new(),
        end: (String::new(), ""),
    };
    let mut actions = vec![action("use", "search-usage", "/usage")];
    if page.administers() {
        actions.push(action("leaked", "search-leaked", "/leaked"));
    }
    let found = key(page, KeyHit { key: found, by: "", text: String::new() }, "", now);
    vec![Group { title: page.say("search-token-of"), hits: vec![found] }, Group { title: page.say("search-actions"), hits: actions }]
}

fn key(page: &Page, hit: KeyHit, wanted: &str, now: Moment) -> Hit {
    let key = hit.key;
    let (state, class) = match (key.cause.as_deref(), key.active, key.ends_at) {
        (Some("leaked"), ..) => ("search-key-leaked", "wrong"),
        (_, false, _) => ("search-key-off", "off"),
        (_, true, Some(end)) if end <= now.0 => ("search-key-expired", "wrong"),
        _ => ("search-key-on", "on"),
    };
    let note = match hit.by {
        "" => String::new(),
        by => format!("{}: {}", marked(&page.say(&format!("search-by-{by}")), ""), marked(&short(&hit.text, wanted), wanted)),
    };
    Hit {
        icon: "keys",
        address: format!("/integration/keys/{}", key.id),
        title: marked(&key.name, wanted),
        note,
        code: key.hint,
        end: (page.say(state), class),
    }
}

/// The part of a long text around what was searched for.
fn short(text: &str, wanted: &str) -> String {
    const AROUND: usize = 40;
    let letters: Vec<char> = text.chars().collect();
    let lower = text.to_lowercase();
    let place = lower.find(&wanted.trim().to_lowercase()).map_or(0, |place| lower[..place].chars().count());
    let begin = place.saturating_sub(AROUND / 2).min(letters.len());
    let end = (place + wanted.chars().count() + AROUND).min(letters.len());
    let part: String = letters[begin..end].iter().collect();
    format!("{}{part}{}", if begin > 0 { "…" } else { "" }, if end < letters.len() { "…" } else { "" })
}

fn stores_named<'a>(account: &'a Account, wanted: &str) -> impl Iterator<Item = &'a Site> + use<'a> {
    let wanted = wanted.trim().to_lowercase();
    let fits = move |site: &&Site| {
        [site.name.as_str(), site.code.as_str(), site.text("url").unwrap_or_default()]
            .iter()
            .any(|text| text.to_lowercase().contains(&wanted))
    };
    account.sites.iter().filter(fits).take(MOST)
}

fn store(page: &Page, site: &Site, wanted: &str, orders: &[(i64, Option<i64>)], times: &Times) -> Hit {
    let last = orders.iter().find(|(id, _)| *id == site.id).and_then(|(_, at)| *at);
    let end = match last {
        Some(at) => page.words.with("search-last-order", "when", times.relative(at)),
        None => page.say("search-no-order"),
    };
    let url = site.text("url").unwrap_or_default();
    Hit {
        icon: "stores",
        address: format!("/stores/{}", site.id),
        title: marked(&site.name, wanted),
        note: marked(url, wanted),
        code: site.code.clone(),
        end: (end, ""),
    }
}

fn people(page: &Page, account: &Account, wanted: &str) -> Vec<Hit> {
    let lower = wanted.trim().to_lowercase();
    let fits = account.users.iter().filter(|person| name_and_email(person).to_lowercase().contains(&lower));
    let hit = |person: &database::users::User| Hit {
        icon: "person",
        address: format!("/people/{}", person.id),
        title: marked(format!("{} {}", person.first_name, person.last_name).trim_end(), wanted),
        note: marked(&person.email, wanted),
        code: String::new(),
        end: (page.say(Role::named(&person.role).unwrap_or(Role::ReadOnly).label()), ""),
    };
    fits.take(MOST).map(hit).collect()
}

fn methods(page: &Page, wanted: &str) -> Vec<Hit> {
    let lower = wanted.trim().to_lowercase();
    let all = methods::all().iter().map(|entry| (entry, entry.pattern(), method_tree::summary(page.words, entry)));
    let fits = all.filter(|(_, pattern, summary)| pattern.to_lowercase().contains(&lower) || summary.to_lowercase().contains(&lower));
    let hit = |(entry, pattern, summary): (&&methods::Entry, String, String)| Hit {
        icon: "code",
        address: book::address(entry),
        title: marked(&pattern, wanted),
        note: marked(&summary, wanted),
        code: String::new(),
        end: (String::new(), ""),
    };
    fits.take(MOST).map(hit).collect()
}

fn articles(page: &Page, wanted: &str) -> Vec<Hit> {
    let lower = wanted.trim().to_lowercase();
    let titled = ARTICLES.iter().filter_map(|article| Some((article.code, &article.rendered(page.words.language)?.title)));
    let fits = titled.filter(|(_, title)| title.to_lowercase().contains(&lower));
    let hit = |(code, title): (&str, &String)| Hit {
        icon: "help",
        address: format!("/help/{code}"),
        title: marked(title, wanted),
        note: String::new(),
        code: String::new(),
        end: (String::new(), ""),
    };
    fits.take(MOST).map(hit).collect()
}

fn pages(page: &Page, visitor: &Visitor, wanted: &str) -> Group {
    let lower = wanted.trim().to_lowercase();
    let reached = PAGES.iter().filter(|(.., role)| visitor.may(*role));
    let named = reached.map(|(title, address, icon, _)| (page.say(title), *address, *icon));
    let fits = named.filter(|(title, ..)| title.to_lowercase().contains(&lower));
    let hit = |(title, address, icon): (String, &str, &'static str)| Hit {
        icon,
        address: address.to_owned(),
        title: marked(&title, wanted),
        note: String::new(),
        code: String::new(),
        end: (String::new(), ""),
    };
    Group { title: page.say("search-pages"), hits: fits.take(if wanted.is_empty() { PAGES.len() } else { MOST }).map(hit).collect() }
}
