//! A store's page: whether it is alive, how it is called and by which keys, and how to connect it.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use database::key_list::{self, Filter, Line, Order};
use domain::account::{Account, Site};
use domain::fault::Fault;
use domain::store_activity::{self, KeyCalls, Life, Period, Report, SILENT_DAYS};
use domain::usage::Step;
use wire::{Moment, Problem};

use crate::admin::chart::Chart;
use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::when::{Times, When, number};
use crate::admin::{Office, Visitor};

/// So many of the keys that reach a store are named, those that were used last; the list of keys shows the rest.
const KEYS: i64 = 20;

#[derive(Template)]
#[template(path = "store_page.html")]
struct StorePage {
    page: Page,
    id: i64,
    name: String,
    code: String,
    url: String,
    /// Whether the URL may be a link.
    linked: bool,
    /// Country and currency.
    place: String,
    /// The state: text and class.
    state: (String, &'static str),
    silent: bool,
    last_order: Option<(String, When)>,
    /// The last call, the id of its key and its name.
    last_call: Option<(When, i64, String)>,
    calls: String,
    errors: i64,
    errors_text: String,
    /// The periods to choose from: code, text, whether it is chosen.
    periods: Vec<(&'static str, String, bool)>,
    chart: Option<Drawn>,
    keys: Vec<KeyRow>,
    key_count: i64,
    /// The address that clients call.
    address: String,
}

/// The chart with its texts.
struct Drawn {
    chart: Chart,
    top: String,
    middle: String,
    summary: String,
    answered: String,
    refused: String,
    labels: Vec<String>,
}

/// A key that reaches the store.
struct KeyRow {
    id: i64,
    name: String,
    calls: String,
    errors: i64,
    last: Option<When>,
    state: String,
    class: &'static str,
}

/// Shows it; `?period=week` chooses the time.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "stores").noticing(query.text("done"));
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let Some(site) = id.parse().ok().and_then(|id| account.site_by_id(id)).cloned() else {
        return page::failed(page, Problem::not_found().into());
    };
    let period = Period::named(query.text("period"));
    let (known, store) = (Arc::clone(&account), site.id);
    let read = office.read_slow(visitor.id, move |tx| {
        let life = store_activity::of_store(tx, &known, store, now)?;
        let report = store_activity::report(tx, store, period, &known.zone, now)?;
        let filter = Filter { site: Some(store), ..Filter::default() };
        let (keys, count) = key_list::page(tx, &filter, Order::LastUsed, true, KEYS, 0)?;
        let caller = match life.last_call {
            Some((_, key)) => database::keys::find(tx, key)?.map(|key| key.name),
            None => None,
        };
        Ok::<_, Fault>((life, report, keys, count, caller))
    });
    match read.await {
        Ok((life, report, keys, key_count, caller)) => {
            let rows = rows(&page, &account, &report, keys, now);
            page::ok(&StorePage { keys: rows, key_count, ..draw(page, &account, &site, (life, caller), &report, period, now) })
        }
        Err(fault) => page::failed(page, fault),
    }
}

fn draw(
    page: Page,
    account: &Account,
    site: &Site,
    (life, caller): (Life, Option<String>),
    report: &Report,
    period: Period,
    now: Moment,
) -> StorePage {
    let times = Times::new(page.words, &account.zone, now);
    let day = report.day();
    let url = site.text("url").unwrap_or_default().to_owned();
    let parts = [site.text("countryIso").unwrap_or_default(), site.text("currency").unwrap_or_default()];
    StorePage {
        id: site.id,
        name: site.name.clone(),
        code: site.code.clone(),
        linked: ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme)),
        url,
        place: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        state: state(&page, site, &life, now),
        silent: life.silent,
        last_order: life.last_order.as_ref().map(|order| {
            // Only those who see the store's orders learn their numbers.
            let number = if page.sees_orders_of(site.id) { order.number.clone() } else { String::new() };
            (number, times.when(order.created_at))
        }),
        last_call: life.last_call.map(|(at, key)| (times.when(at), key, caller.unwrap_or_default())),
        calls: number(page.words.language, day.calls),
        errors: day.failed + day.refused,
        errors_text: page.words.with_all("store-errors-are", &[("failed", day.failed), ("refused", day.refused)]),
        periods: Period::ALL.map(|each| (each.code(), page.say(&format!("store-period-{}", each.code())), each == period)).into(),
        chart: drawn(&page, report, period, &times),
        keys: Vec::new(),
        key_count: 0,
        address: account.public_url.clone(),
        page,
    }
}

/// The state of a store in a word, with the class of its badge.
pub(super) fn state(page: &Page, site: &Site, life: &Life, now: Moment) -> (String, &'static str) {
    let (name, class) = match life.last() {
        _ if !site.active => ("store-state-off", "off"),
        None => ("store-state-new", "off"),
        _ if life.silent => ("store-state-silent", "soon"),
        Some(last) if now.0 - last < SILENT_DAYS * 86_400 => ("store-state-alive", ""),
        Some(_) => ("store-state-quiet", "off"),
    };
    (page.say(name), class)
}

fn drawn(page: &Page, report: &Report, period: Period, times: &Times) -> Option<Drawn> {
    let sum = |part: fn(&Step) -> i64| report.steps.iter().map(part).sum::<i64>();
    let (answered, refused) = (sum(|step| step.admitted), sum(|step| step.refused));
    if answered + refused == 0 {
        return None;
    }
    let named = |step: &Step| if period == Period::Day { times.hour(step.begins.0) } else { times.date(step.begins.0) };
    let chart = Chart::draw(&report.steps, named);
    // The last label stands under the last bar.
    let every = report.steps.len().div_ceil(7);
    let (last, before) = report.steps.split_last()?;
    let labels = before.iter().step_by(every).chain([last]);
    let shown = |value: i64| number(page.words.language, value);
    Some(Drawn {
        top: shown(chart.top),
        middle: shown(chart.top / 2),
        summary: page.words.fill(
            "store-calls-summary",
            &[("answered", answered), ("refused", refused)],
            &[("period", &page.say(&format!("store-period-{}", period.code())))],
        ),
        answered: shown(answered),
        refused: shown(refused),
        labels: labels.map(named).collect(),
        chart,
    })
}

fn rows(page: &Page, account: &Account, report: &Report, keys: Vec<Line>, now: Moment) -> Vec<KeyRow> {
    let times = Times::new(page.words, &account.zone, now);
    let mut rows: Vec<(KeyCalls, KeyRow)> = keys
        .into_iter()
        .map(|line| {
            let calls = report.keys.iter().find(|calls| calls.key == line.id).copied().unwrap_or_default();
            let (state, class) = key_state(page, &line, &times, now);
            let last = Some(calls.last_at).filter(|at| *at > 0).map(|at| times.when(at));
            let row = KeyRow {
                id: line.id,
                name: line.name,
                calls: number(page.words.language, calls.calls),
                errors: calls.refused + calls.failed,
                last,
                state,
                class,
            };
            (calls, row)
        })
        .collect();
    rows.sort_by_key(|(calls, _)| std::cmp::Reverse((calls.calls, calls.last_at)));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn key_state(page: &Page, line: &Line, times: &Times, now: Moment) -> (String, &'static str) {
    match (line.cause.as_deref(), line.active, line.ends_at) {
        (Some("leaked"), ..) => (page.say("search-key-leaked"), "wrong"),
        (_, false, _) => (page.say("search-key-off"), "off"),
        (_, true, Some(end)) if end <= now.0 => (page.say("search-key-expired"), "wrong"),
        (_, true, Some(end)) if end - now.0 <= 30 * 86_400 => (page.words.with("store-key-expires", "when", times.relative(end)), "soon"),
        _ => (page.say("search-key-on"), ""),
    }
}
