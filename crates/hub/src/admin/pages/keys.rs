//! The list of API access keys, and what is done to one of them from there: switched off and on, deleted.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use database::key_list::{self, Filter, Line, Order, Stage};
use database::keys::Key;
use wire::Moment;

use super::key_bulk;
use super::method_tree::{Block, Tree};
use crate::account::Account;
use crate::admin::fields::{Fields, Query};
use crate::admin::listing::{Heading, Listing};
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};
use crate::domain::keys::standing::Standing;
use crate::domain::keys::{self, Contact, bulk, care};
use crate::domain::templates::{self, Own};
use crate::fault::Fault;
use crate::keys::grant;
use crate::keys::templates::Template as BuiltIn;
use crate::keys::usage;

/// Keys on one page of the list.
const PER_PAGE: i64 = 50;
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
    total: i64,
    number: i64,
    pages: i64,
    previous: String,
    next: String,
    /// Where the whole list is had as a file.
    export: String,
    /// What can be done to several of them.
    operations: Vec<(&'static str, String)>,
    /// The fields of the address that narrow the list.
    narrowing: Vec<(String, String)>,
}

struct Filters {
    search: String,
    active: String,
    access: String,
    /// The stores to choose from: id, name, whether it is chosen.
    stores: Vec<(i64, String, bool)>,
    /// What can be said of the use of keys: value, text, whether it is chosen.
    uses: Vec<(String, String, bool)>,
    /// The contacts to choose from: name, whether it is chosen.
    owners: Vec<(String, bool)>,
    /// The methods to choose from, by the titles of their blocks: name, address, whether it is chosen.
    methods: Vec<(String, Vec<Choice>)>,
    /// The templates to choose from, by what keys were made from: code, name, whether it is chosen.
    templates: Vec<(String, String, bool)>,
    /// Whose keys they are: `others` for those of other companies.
    whose: String,
    /// The stages of life to choose from.
    stages: Vec<Choice>,
}

/// Something to choose: value, text, whether it is chosen.
pub(super) type Choice = (&'static str, String, bool);

pub(super) struct Row {
    pub key: Line,
    /// The names of its first stores.
    pub stores: String,
    /// How many more there are.
    pub more: i64,
    /// Whether it works, in a word.
    pub state: String,
    /// Whether it works.
    pub works: bool,
    /// Whether it can be brought back.
    pub deleted: bool,
    /// When it was last used, in the account's zone; empty when it never was.
    pub last_used: String,
    /// When it ends, in the account's zone, if that is within a month.
    pub ends: String,
}

/// The fields of the address that narrow the list.
pub(super) const NARROWING: [&str; 10] = ["search", "active", "access", "store", "use", "method", "owner", "stage", "template", "whose"];
/// What the list can be sorted by.
pub(super) const ORDERS: [&str; 4] = ["name", "state", "made", "used"];
/// The stages of a key's life that can be asked for.
const STAGES: [&str; 8] = ["ending", "ending-7", "expired", "ended", "broad", "orphaned", "review", "deleted"];
/// The days without use that the page offers as a filter.
const STALE: [i64; 3] = [30, 90, 365];

/// Shows the list.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys").noticing_several(query.text("done"), query.text("count"));
    let account = office.hub.account();
    let listing = Listing::read("/integration/keys", &query, &NARROWING, &ORDERS);
    let number = query.text("page").parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let (mut filter, backwards) = (filter(&query, &account, office.hub.clock.now()), listing.backwards);
    let order = order(&listing);
    let read = office.read_slow(visitor.id, move |tx| {
        bulk::fill(tx, &mut filter)?;
        let page = key_list::page(tx, &filter, order, backwards, PER_PAGE, (number - 1) * PER_PAGE)?;
        Ok::<_, Fault>((page, key_list::owners(tx)?, database::care::contacts(tx)?, templates::all(tx)?))
    });
    let ((lines, total), owners, contacts, own) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let pages = (total + PER_PAGE - 1) / PER_PAGE;
    let chosen = query.text("store").parse::<i64>().ok();
    let filters = Filters {
        search: query.text("search").to_owned(),
        active: query.text("active").to_owned(),
        access: query.text("access").to_owned(),
        stores: account.sites.iter().map(|site| (site.id, site.name.clone(), chosen == Some(site.id))).collect(),
        uses: uses(&page, query.text("use")),
        owners: contacts
            .into_iter()
            .map(|id| Contact::Person(id).view(&account.users))
            .chain(owners)
            .map(|owner| (owner.clone(), owner == query.text("owner")))
            .collect(),
        methods: methods(&page, query.text("method")),
        templates: templates_of(&page, &own, query.text("template")),
        whose: query.text("whose").to_owned(),
        stages: STAGES.map(|stage| (stage, page.say(&format!("stage-{stage}")), stage == query.text("stage"))).into(),
    };
    page::ok(&Keys {
        headings: vec![
            listing.heading("name", "key-name"),
            listing.heading("used", "key-last-used"),
            listing.heading("state", "state"),
            listing.heading("made", "key-made"),
        ],
        filters,
        rows: lines.into_iter().map(|key| row(&page, &account, key, office.hub.clock.now())).collect(),
        narrowed: listing.is_narrowed(),
        narrowing: listing.narrowing().to_vec(),
        operations: key_bulk::OPERATIONS.map(|operation| (operation, page.say(&format!("bulk-{operation}")))).into(),
        export: listing.page(1).replacen("/integration/keys?", "/integration/keys/export?", 1),
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
        unused_since: stale(query.text("use")).map(|days| now.0 - days * DAY),
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

/// The days of `stale-90`.
fn stale(text: &str) -> Option<i64> {
    text.strip_prefix("stale-")?.parse().ok().filter(|days| (1..=10_000).contains(days))
}

fn uses(page: &Page, chosen: &str) -> Vec<(String, String, bool)> {
    let mut days = STALE.to_vec();
    // An address may ask for any number of days.
    days.extend(stale(chosen).filter(|asked| !STALE.contains(asked)));
    let stale = days.iter().map(|days| (format!("stale-{days}"), page.count("use-stale", days)));
    let all = [("never".to_owned(), page.say("use-never"))].into_iter().chain(stale).chain([("url".to_owned(), page.say("use-url"))]);
    all.map(|(value, text)| (value.clone(), text, value == chosen)).collect()
}

/// The built-in templates, and one's own.
fn templates_of(page: &Page, own: &[Own], chosen: &str) -> Vec<(String, String, bool)> {
    let built_in = BuiltIn::all().iter().map(|template| (template.code.clone(), page.template(template)));
    let own = own.iter().map(|own| (own.code.clone(), own.name.clone()));
    built_in.chain(own).map(|(code, name)| (code.clone(), name, code == chosen)).collect()
}

pub(super) fn methods(page: &Page, chosen: &str) -> Vec<(String, Vec<Choice>)> {
    let blocks = Tree::ticked(page.words, &BTreeSet::from([chosen])).blocks;
    let lines = |block: Block| block.methods.into_iter().map(|method| (method.name, method.address, method.ticked)).collect();
    blocks.into_iter().map(|block| (block.title.clone(), lines(block))).collect()
}

pub(super) fn row(page: &Page, account: &Account, key: Line, now: Moment) -> Row {
    let names: Vec<&str> = key.sites.iter().filter_map(|id| account.site_by_id(*id)).map(|site| site.name.as_str()).collect();
    let named = if names.len() > STORES + 1 { STORES } else { names.len() };
    let standing = Standing::of_line(&key, now);
    let works = standing == Standing::On;
    let state = page.say(&match standing {
        Standing::Deleted => "stage-deleted".to_owned(),
        Standing::Stopped(cause) => format!("cause-{cause}"),
        Standing::Expired => "cause-expired".to_owned(),
        Standing::On => "key-on".to_owned(),
        Standing::Off => "key-off".to_owned(),
    });
    Row {
        state,
        works,
        deleted: key.deleted_at.is_some(),
        ends: key.ends_at.filter(|end| key.active && *end <= now.0 + 30 * DAY).map(|end| minutes(account, end)).unwrap_or_default(),
        last_used: key.last_used.map(|at| minutes(account, at)).unwrap_or_default(),
        stores: names[..named].join(", "),
        more: (names.len() - named) as i64,
        key,
    }
}

/// A moment in the account's zone, to the minute.
pub(super) fn minutes(account: &Account, at: i64) -> String {
    let mut text = account.zone.write(Moment(at));
    text.truncate(16);
    text
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

/// Asks whether a key has leaked.
pub async fn ask_leaked(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    ask(&office, &visitor, &id, "leaked").await
}

/// Switches a key off for good.
pub async fn leaked(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    let outcome = office.hub.db.write(move |tx| keys::suspend(tx, id, keys::cause::LEAKED, &by, now)).await;
    done(&office, &visitor, outcome.map(|(key, _)| key), "key-leaked")
}

/// Brings a deleted key back.
pub async fn restore(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    done(&office, &visitor, office.hub.db.write(move |tx| keys::restore(tx, id, &by, now)).await, "key-restored")
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
