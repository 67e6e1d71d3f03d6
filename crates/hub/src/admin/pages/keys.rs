//! The list of API access keys.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use database::key_list::{self, Filter, Line, Order, Stage};
use domain::access::usage;
use domain::access::{grant, token};
use domain::account::Account;
use domain::fault::Fault;
use domain::keys::standing::Standing;
use domain::keys::{self, Contact, bulk, care};
use domain::templates;
use wire::Moment;

use super::key_bulk;
use super::keys_filters::{self, Filters};
use crate::admin::fields::{Fields, Query};
use crate::admin::listing::{Heading, Listing};
use crate::admin::page::{self, Page};
use crate::admin::when;
use crate::admin::when::{Times, When};
use crate::admin::words::Words;
use crate::admin::{Office, Visitor};

/// Where the list is.
const LIST: &str = "/integration/keys";
/// Keys on one page of the list.
pub(super) const PER_PAGE: i64 = 50;
/// Stores of a key that are named in the list; the others are counted.
const STORES: usize = 3;
/// Seconds of a day.
const DAY: i64 = 24 * 3600;

#[derive(Template)]
#[template(path = "keys.html")]
struct Keys {
    page: Page,
    filters: Filters,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    narrowed: bool,
    /// Whether there are stores; without one a key is of no use.
    stores: bool,
    total: i64,
    number: i64,
    pages: i64,
    previous: String,
    next: String,
    /// Where the whole list is had as a file.
    export: String,
    /// What can be done to several of them, besides what the bar names.
    operations: Vec<(&'static str, String)>,
    /// The settings of limits for which a number is entered.
    counts: Vec<key_bulk::Count>,
    /// The fields of the address that narrow the list.
    narrowing: Vec<(String, String)>,
    /// Whether rows can be ticked on a phone, and where that begins.
    select: bool,
    selecting: String,
}

pub(super) struct Row {
    pub key: Line,
    /// Whether it belongs to another company.
    pub partner: bool,
    /// Its stores in a word: all, the name of one, or how many.
    pub stores: String,
    /// The names of its first stores.
    pub stores_named: String,
    /// Its methods in a word.
    pub methods: String,
    /// Whether it works, in a word.
    pub state: String,
    /// How the state is marked: nothing, `off`, `soon` or `wrong`.
    pub mark: &'static str,
    /// Whether it can be brought back.
    pub deleted: bool,
    /// When it was last used; none when it never was.
    pub last_used: Option<When>,
}

/// The fields of the address that narrow the list.
pub(super) const NARROWING: [&str; 10] = ["search", "active", "access", "store", "use", "method", "owner", "stage", "template", "whose"];
/// What the list can be sorted by.
pub(super) const ORDERS: [&str; 4] = ["name", "state", "made", "used"];

/// Searches: what is typed may be a token, and a token never becomes part of an address.
pub async fn search(fields: Fields) -> Response {
    let listing = Listing::read(LIST, &fields, &NARROWING, &ORDERS);
    page::go(&listing.with("search", &searched(fields.text("search"))))
}

/// What is searched for in place of a token: what lists show of it.
fn searched(text: &str) -> String {
    if token::may_be_in(text) { token::hint(text) } else { text.to_owned() }
}

/// Shows the list.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys").noticing_several(query.text("done"), query.text("count"));
    let account = office.hub.account();
    let listing = Listing::read(LIST, &query, &NARROWING, &ORDERS);
    if token::may_be_in(query.text("search")) {
        return page::go(&listing.with("search", &searched(query.text("search"))));
    }
    let number = query.text("page").parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let (now, backwards) = (office.hub.clock.now(), listing.backwards);
    let (mut filter, order) = (filter(&query, &account, now), order(&listing));
    let read = office.read_slow(visitor.id, move |tx| {
        bulk::fill(tx, &mut filter)?;
        let page = key_list::page(tx, &filter, order, backwards, PER_PAGE, (number - 1) * PER_PAGE)?;
        Ok::<_, Fault>((page, key_list::owners(tx)?, database::care::contacts(tx)?, templates::all(tx)?, templates::of_partners(tx)?))
    });
    let ((lines, total), owners, contacts, own, partners) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let pages = (total + PER_PAGE - 1) / PER_PAGE;
    let owners = contacts.into_iter().map(|id| Contact::Person(id).view(&account.users)).chain(owners).collect();
    let elsewhere =
        |operation: &&str| ["disable", "ends", "owner"].contains(operation) || key_bulk::counts().any(|set| set.operation == *operation);
    let others = key_bulk::operations().filter(|operation| !elsewhere(operation));
    page::ok(&Keys {
        headings: vec![
            listing.heading("name", "key-name"),
            listing.heading("state", "state"),
            listing.heading("used", "list-last-call"),
            listing.heading("made", "key-made"),
        ],
        filters: Filters::of(&page, &account, &listing, &query, owners, &own),
        rows: lines.into_iter().map(|key| row(&page, &account, key, &partners, now)).collect(),
        narrowed: listing.is_narrowed(),
        narrowing: listing.narrowing().to_vec(),
        counts: key_bulk::counts().collect(),
        operations: others.map(|operation| (operation, page.say(&format!("bulk-{operation}")))).collect(),
        export: listing.page(1).replacen("/integration/keys?", "/integration/keys/export?", 1),
        stores: !account.sites.is_empty(),
        select: query.has("select"),
        selecting: format!("{}&select=1", listing.page(number)),
        total,
        number,
        pages,
        previous: if number > 1 { listing.page(number.min(pages + 1) - 1) } else { String::new() },
        next: if number < pages { listing.page(number + 1) } else { String::new() },
        page,
    })
}

pub(super) fn order(listing: &Listing) -> Order {
    match listing.sort.as_str() {
        "state" => Order::State,
        "made" => Order::Made,
        "used" => Order::LastUsed,
        _ => Order::Name,
    }
}

pub(super) fn filter(query: &Fields, account: &Account, now: Moment) -> Filter {
    let either = |name: &str, yes: &str, no: &str| match query.text(name) {
        text if text == yes => Some(true),
        text if text == no => Some(false),
        _ => None,
    };
    Contact::meant(query.text("owner"), &account.users).narrowing(Filter {
        works: either("active", "yes", "no").map(|works| (works, now.0)),
        all_sites: either("access", "all", "individual"),
        // What is no store's id is a store that no key reaches.
        site: Some(query.text("store")).filter(|store| !store.is_empty()).map(|store| store.parse().unwrap_or(-1)),
        search: query.text("search").to_lowercase(),
        never_used: query.text("use") == "never",
        unused_since: keys_filters::stale(query.text("use")).map(|days| now.0 - days * DAY),
        in_url_since: (query.text("use") == "url").then(|| usage::day_of(&account.zone, now) - 30),
        stage: match query.text("stage") {
            "ending" => Some(Stage::Ending(now.0, now.0 + 30 * DAY)),
            "ending-7" => Some(Stage::Ending(now.0, now.0 + care::SOON)),
            "orphaned" => Some(Stage::Orphaned),
            "review" => Some(Stage::ReviewDue(care::today(&account.zone, now))),
            "ended" => Some(Stage::Ended(now.0)),
            "expired" => Some(Stage::Expired(now.0)),
            "deleted" => Some(Stage::Deleted),
            "broad" => Some(Stage::Broad),
            _ => None,
        },
        methods: Some(query.text("method")).filter(|method| !method.is_empty()).map(str::to_owned).into_iter().collect(),
        methods_apart: grant::manages_keys(query.text("method")),
        template: Some(query.text("template")).filter(|code| !code.is_empty()).map(str::to_owned),
        foreign: (query.text("whose") == "others").then(Vec::new),
        ..Filter::default()
    })
}

pub(super) fn row(page: &Page, account: &Account, key: Line, partners: &[String], now: Moment) -> Row {
    let names: Vec<&str> = key.sites.iter().filter_map(|id| account.site_by_id(*id)).map(|site| site.name.as_str()).collect();
    let named = names.len().min(STORES);
    let (state, mark) = state(page, Standing::of_line(&key, now), key.ends_at, now);
    let more = (names.len() - named) as i64;
    let stores_named = match more {
        0 => names.join(", "),
        more => format!("{} {}", names[..named].join(", "), page.count("and-more", &more)),
    };
    Row {
        state,
        mark,
        partner: key.party.is_some() || !key.ours && key.template.as_ref().is_some_and(|code| partners.contains(code)),
        deleted: key.deleted_at.is_some(),
        last_used: key.last_used.map(|at| Times::new(page.words, &account.zone, now).when(at)),
        stores: match (key.all_sites, names.as_slice()) {
            (true, _) => page.say("list-stores-all"),
            (false, [only]) => (*only).to_owned(),
            (false, names) => page.count("list-stores", &(names.len() as i64)),
        },
        stores_named,
        methods: match (key.all_methods, key.methods) {
            (true, 0) => page.say("list-methods-all"),
            (true, _) => page.say("methods-all-and"),
            (false, count) => page.count("list-methods", &count),
        },
        key,
    }
}

/// Whether a key works, in a word, and how that is marked: nothing, `off`, `soon` or `wrong`.
pub(super) fn state(page: &Page, standing: Standing<'_>, ends_at: Option<i64>, now: Moment) -> (String, &'static str) {
    let soon = ends_at.filter(|end| *end <= now.0 + 30 * DAY);
    match (standing, soon) {
        (Standing::Deleted, _) => (page.say("stage-deleted"), "off"),
        (Standing::Stopped(cause), _) => (page.say(&format!("cause-{cause}")), if cause == keys::cause::LEAKED { "wrong" } else { "off" }),
        (Standing::Expired, _) => (page.say("cause-expired"), "off"),
        (Standing::On, Some(end)) => (page.count("list-expires", &((end - now.0) / DAY)), "soon"),
        (Standing::On, None) => (page.say("key-on"), ""),
        (Standing::Off, _) => (page.say("key-off"), "off"),
    }
}

/// A moment in the account's zone and the reader's language, to the minute.
pub(super) fn minutes(words: Words, account: &Account, at: i64) -> String {
    when::minute(words, &account.zone, at)
}

/// The id in an address; 0, which nothing has, for what is none.
pub(super) fn number(id: &str) -> i64 {
    id.parse().unwrap_or(0)
}
