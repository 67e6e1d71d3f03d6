//! The start page: a checklist that ticks itself off, then the calls of the last days and what needs attention.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use database::Tx;
use database::key_list::{self, Filter, Order};
use database::usage::{all_days, all_hours, newest_call};
use domain::access::usage::{Outcome, day_of};
use domain::account::Account;
use domain::fault::Fault;
use domain::store_activity;
use domain::usage::{Step, day_start};
use wire::{Moment, Zone};

use super::start_orders;
use crate::admin::chart::Chart;
use crate::admin::desk::Desk;
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Page};
use crate::admin::when::{Times, When, number};
use crate::admin::{Office, Visitor};

/// So many days of calls are drawn.
const DAYS: i64 = 14;

#[derive(Template)]
#[template(path = "start.html")]
struct Start {
    page: Page,
    /// The orders of today and of 30 days, drawn.
    orders: String,
    greeting: String,
    lead: String,
    /// The steps of the checklist; none once all are done, or when it was put away.
    steps: Vec<Item>,
    done: i64,
    progress: String,
    /// Steps that are done, in percent.
    percent: i64,
    /// Whether the checklist can be brought back.
    hidden: bool,
    attention: Vec<Notice>,
    /// Calls of the last days; `None` before the first one.
    calls: Option<Calls>,
    /// A command that shows what a key can do; empty unless the first call is the next step.
    command: String,
}

/// A step of the checklist.
struct Item {
    number: usize,
    done: bool,
    /// Whether it is the next one to do.
    here: bool,
    title: String,
    /// What was done, or what to do.
    text: String,
    /// What is linked from it: text and address; an empty address for no link.
    link: (String, String),
    /// What to do next: text, address, whether it is the main one.
    actions: Vec<(String, &'static str, bool)>,
}

/// Something that needs attention.
struct Notice {
    text: String,
    address: &'static str,
    urgent: bool,
}

/// Calls of the last days, drawn.
struct Calls {
    chart: Chart,
    middle: String,
    top: String,
    summary: String,
    answered: String,
    refused: String,
    last: When,
}

/// What the database knows of the account's beginnings and of today.
#[derive(Default)]
struct Facts {
    /// The newest key, by id and name.
    key: Option<(i64, String)>,
    call: Option<i64>,
    /// The newest order: store, number and moment.
    order: Option<(i64, String, i64)>,
    /// Names of the stores that fell silent.
    silent: Vec<String>,
    refused: i64,
    failing: i64,
    steps: Vec<Step>,
}

/// Shows it.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "start").noticing(query.text("done"));
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let known = Arc::clone(&account);
    let desk = Desk::of(&office, &visitor);
    let working = desk.clone();
    let read = office.read_slow(visitor.id, move |tx| Ok::<_, Fault>((facts(tx, &known, now)?, start_orders::read(tx, &working)?)));
    let drawn = match read.await {
        Ok((facts, read)) => start_orders::draw(&page, &desk, &read).map(|orders| (facts, orders)),
        Err(fault) => Err(fault),
    };
    match drawn {
        Ok((facts, orders)) => page::ok(&Start { orders, ..draw(page, &account, &visitor, facts, now) }),
        Err(fault) => page::failed(page, fault),
    }
}

/// Puts the checklist away, or brings it back.
pub async fn checklist(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let hidden = fields.text("show") != "yes";
    match office.hub.db.write(move |tx| Ok::<_, Fault>(database::users::hide_checklist(tx, visitor.id, hidden)?)).await {
        Ok(()) => page::go("/start"),
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "start"), fault),
    }
}

fn facts(tx: &mut Tx<'_>, account: &Account, now: Moment) -> Result<Facts, Fault> {
    let (keys, _) = key_list::page(tx, &Filter::default(), Order::Made, true, 1, 0)?;
    let lives = store_activity::of_all(tx, account, now)?;
    let newest = lives
        .iter()
        .filter_map(|(site, life)| Some((*site, life.last_order.as_ref()?)))
        .max_by_key(|(_, order)| (order.created_at, order.id));
    let today = all_hours(tx, now.0.div_euclid(3600) - 23)?;
    let silent = account.sites.iter().filter(|site| lives.get(&site.id).is_some_and(|life| life.silent));
    let webhooks = database::webhooks::all(tx)?;
    Ok(Facts {
        key: keys.into_iter().next().map(|key| (key.id, key.name)),
        call: newest_call(tx)?.map(|(_, at)| at),
        order: newest.map(|(site, order)| (site, order.number.clone(), order.created_at)),
        silent: silent.map(|site| site.name.clone()).collect(),
        refused: today.iter().filter(|(outcome, _)| Outcome::code_is_refusal(outcome)).map(|(_, calls)| calls).sum(),
        failing: webhooks.iter().filter(|webhook| webhook.failing_since.is_some() || webhook.stopped_at.is_some()).count() as i64,
        steps: steps(tx, &account.zone, now)?,
    })
}

/// The calls of all keys by the day.
fn steps(tx: &mut Tx<'_>, zone: &Zone, now: Moment) -> Result<Vec<Step>, Fault> {
    let oldest = day_of(zone, now) + 1 - DAYS;
    let mut steps: Vec<Step> = (0..DAYS).map(|day| Step { begins: day_start(zone, oldest + day), admitted: 0, refused: 0 }).collect();
    for (day, outcome, calls) in all_days(tx, oldest)? {
        // The clock of another node may be a little ahead.
        let step = &mut steps[(day - oldest).clamp(0, DAYS - 1) as usize];
        *(if Outcome::code_is_refusal(&outcome) { &mut step.refused } else { &mut step.admitted }) += calls;
    }
    Ok(steps)
}

fn draw(page: Page, account: &Account, visitor: &Visitor, facts: Facts, now: Moment) -> Start {
    let times = Times::new(page.words, &account.zone, now);
    let mut steps = checked(&page, account, &facts, &times);
    let done = steps.iter().filter(|step| step.done).count();
    let finished = done == steps.len();
    let hidden = account.users.iter().any(|user| user.id == visitor.id && user.hides_checklist);
    let command = match steps.iter().find(|step| step.here).map(|step| step.number) {
        Some(4) if !hidden => format!("curl -H \"X-API-KEY: {}\" {}/api/credentials", page.say("start-your-token"), account.public_url),
        _ => String::new(),
    };
    let total = steps.len() as i64;
    if finished || hidden {
        steps.clear();
    }
    let first = visitor.name.split_whitespace().next().unwrap_or_default();
    let lead = match (steps.is_empty(), total - done as i64) {
        (false, left) => page.count("start-steps-left", &left),
        (true, _) => String::new(),
    };
    Start {
        greeting: page.named("start-hello", first),
        lead,
        progress: page.words.with_all("start-progress", &[("done", done as i64), ("total", total)]),
        percent: done as i64 * 100 / total,
        orders: String::new(),
        done: done as i64,
        hidden: hidden && !finished,
        attention: attention(&page, visitor, &facts),
        calls: calls(&page, &facts, &times),
        command,
        steps,
        page,
    }
}

fn checked(page: &Page, account: &Account, facts: &Facts, times: &Times) -> Vec<Item> {
    let (manages, administers) = (page.manages(), page.administers());
    let nothing = || (String::new(), String::new());
    let place = page.words.fill(
        "start-account-is",
        &[],
        &[("country", account.country()), ("currency", account.currency()), ("zone", account.zone.name().unwrap_or("UTC"))],
    );
    let settings = if administers { (page.say("start-change"), "/settings".to_owned()) } else { nothing() };
    let store = account.sites.iter().find(|site| site.active).or(account.sites.first());
    let mut items = vec![item(page, 1, true, "account", Some((place, settings)))];
    let of_store = store.map(|store| {
        (page.words.count("start-store-done", account.sites.len() as i64), (store.name.clone(), format!("/stores/{}", store.id)))
    });
    items.push(item(page, 2, store.is_some(), "store", of_store));
    let of_key = facts.key.as_ref().map(|(id, name)| (page.say("start-key-done"), (name.clone(), format!("/integration/keys/{id}"))));
    items.push(item(page, 3, facts.key.is_some(), "key", of_key));
    let of_call = facts.call.map(|at| (page.words.with("start-call-done", "when", times.relative(at)), nothing()));
    items.push(item(page, 4, facts.call.is_some(), "call", of_call));
    let of_order = facts.order.as_ref().map(|(site, number, at)| {
        let when = times.relative(*at);
        // Only those who see the store's orders learn their numbers.
        let text = match page.sees_orders_of(*site) {
            true => page.words.fill("start-order-done", &[], &[("number", number), ("when", &when)]),
            false => page.words.with("start-order-came", "when", when),
        };
        (text, nothing())
    });
    items.push(item(page, 5, facts.order.is_some(), "order", of_order));
    if let Some(next) = items.iter_mut().find(|item| !item.done) {
        next.here = true;
        next.actions = match next.number {
            2 if manages => vec![(page.say("start-store-add"), "/stores/add", true)],
            3 if administers => vec![
                (page.say("start-marketplace"), "/integration/marketplace", false),
                (page.say("start-key-add"), "/integration/keys/add", true),
            ],
            4 | 5 => vec![(page.say("start-try"), "/reference/try", true)],
            _ => Vec::new(),
        };
    }
    items
}

/// A step: what was done, with its link, or what to do.
fn item(page: &Page, number: usize, done: bool, name: &str, done_text: Option<(String, (String, String))>) -> Item {
    let todo = || (page.say(&format!("start-{name}-do")), (String::new(), String::new()));
    let (text, link) = done_text.unwrap_or_else(todo);
    Item { number, done, here: false, title: page.say(&format!("start-{name}")), text, link, actions: Vec::new() }
}

fn attention(page: &Page, visitor: &Visitor, facts: &Facts) -> Vec<Notice> {
    let care = &visitor.care;
    let mut notices = Vec::new();
    let mut add = |name: &str, count: i64, address: &'static str, urgent: bool| {
        if count > 0 {
            notices.push(Notice { text: page.words.count(name, count), address, urgent });
        }
    };
    add("start-keys-expire", care.ending, "/integration/keys?stage=ending-7", care.ending_in_use > 0);
    add("start-stores-silent", facts.silent.len() as i64, "/stores?state=silent", true);
    if page.administers() {
        add("start-webhooks-fail", facts.failing, "/integration/webhooks", true);
    }
    add("start-refused", facts.refused, "/integration/refusals", false);
    add("start-keys-orphaned", care.orphaned, "/integration/keys/care#orphaned", false);
    add("start-keys-review", care.review_due, "/integration/keys/care#review", false);
    notices
}

fn calls(page: &Page, facts: &Facts, times: &Times) -> Option<Calls> {
    let last = times.when(facts.call?);
    let chart = Chart::draw(&facts.steps, |step| times.date(step.begins.0));
    let sum = |part: fn(&Step) -> i64| facts.steps.iter().map(part).sum::<i64>();
    let (answered, refused) = (sum(|step| step.admitted), sum(|step| step.refused));
    let shown = |value: i64| number(page.words.language, value);
    Some(Calls {
        middle: shown(chart.top / 2),
        top: shown(chart.top),
        summary: page.words.with_all("start-calls-summary", &[("days", DAYS), ("answered", answered), ("refused", refused)]),
        answered: shown(answered),
        refused: shown(refused),
        chart,
        last,
    })
}
