//! How a key is used: its last call, its calls over time, by method, by address.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use database::keys::Key;
use database::usage::Seen;
use domain::account::Account;
use domain::fault::Fault;
use domain::usage::{self, MethodUse, Report, Step, Window};
use wire::methods;
use wire::{Moment, Problem};

use super::key_head;
use super::keys::{minutes, number};
use crate::admin::chart::Chart;
use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::when::{self, Times};
use crate::admin::words::method_text;
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "key_usage.html")]
struct KeyUsage {
    page: Page,
    head: String,
    key: Key,
    /// When the hub disabled it because it was not used; empty when it did not.
    off_since: String,
    /// The last call, line by line: what, value.
    last: Vec<(String, String)>,
    windows: Vec<Choice>,
    chart: Chart,
    chart_text: String,
    report: Report,
    /// Since when calls are counted, if that is within the window.
    since: String,
    in_url: String,
    methods: Vec<MethodLine>,
    addresses: Vec<AddressLine>,
}

/// A window to choose.
struct Choice {
    code: &'static str,
    text: String,
    chosen: bool,
}

struct MethodLine {
    address: String,
    summary: String,
    calls: MethodUse,
    /// What came of the calls besides answers, in words.
    outcomes: String,
    mean: String,
    slowest: String,
}

struct AddressLine {
    seen: Seen,
    first: String,
    last: String,
}

/// Shows it; `?window=hours` chooses the time.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let (account, now, id) = (office.hub.account(), office.hub.clock.now(), number(&id));
    let window = Window::named(query.text("window")).unwrap_or(Window::Month);
    let zone = account.zone.clone();
    let read = office.read_slow(visitor.id, move |tx| {
        // A deleted key is still on record, and so is its use.
        let key = database::keys::find(tx, id)?.ok_or_else(Problem::not_found)?;
        let off_since = database::stale::off_since(tx, id)?.filter(|_| !key.active);
        Ok::<_, Fault>((key, usage::report(tx, id, window, &zone, now)?, off_since))
    });
    match read.await {
        Ok((key, report, off_since)) => {
            let off_since = off_since.map(|at| minutes(page.words, &account, at)).unwrap_or_default();
            let head = key_head::draw(&page, &account, &key, now, "usage");
            page::ok(&KeyUsage { off_since, head, ..draw(page, &account, key, report, window, now) })
        }
        Err(fault) => page::failed(page, fault),
    }
}

fn draw(page: Page, account: &Account, key: Key, report: Report, window: Window, now: Moment) -> KeyUsage {
    let times = Times::new(page.words, &account.zone, now);
    let when = |step: &Step| {
        let day = times.date(step.begins.0);
        if window == Window::Hours { format!("{day}, {}", times.hour(step.begins.0)) } else { day }
    };
    let chart = Chart::draw(&report.steps, when);
    let chart_text = match chart.peak().filter(|_| report.total.calls > 0) {
        None => page.say("usage-chart-empty"),
        Some(peak) => {
            let numbers =
                [("admitted", report.admitted()), ("refused", report.refused()), ("most", peak.step.admitted + peak.step.refused)];
            page.words.fill("usage-chart-told", &numbers, &[("when", &peak.when)])
        }
    };
    let begins = report.steps.first().map_or(Moment(0), |step| step.begins);
    let windows = Window::ALL.map(|each| Choice {
        code: each.code(),
        text: page.say(&format!("usage-window-{}", each.code())),
        chosen: each == window,
    });
    KeyUsage {
        off_since: String::new(),
        head: String::new(),
        last: last(&page, account, &report),
        since: report.since.filter(|since| *since > begins.0).map(|since| minutes(page.words, account, since)).unwrap_or_default(),
        in_url: if report.total.in_url == 0 { String::new() } else { page.count("usage-in-url", &report.in_url_percent()) },
        methods: report.methods.iter().map(|calls| method(&page, calls)).collect(),
        addresses: report
            .addresses
            .iter()
            .map(|seen| AddressLine {
                first: minutes(page.words, account, seen.first_at),
                last: minutes(page.words, account, seen.last_at),
                seen: seen.clone(),
            })
            .collect(),
        windows: windows.into(),
        page,
        key,
        chart,
        chart_text,
        report,
    }
}

fn last(page: &Page, account: &Account, report: &Report) -> Vec<(String, String)> {
    let Some(last) = &report.last else { return Vec::new() };
    let agent = if last.agent.is_empty() { page.say("usage-no-agent") } else { last.agent.clone() };
    let values = [
        ("usage-last-at", when::second(page.words, &account.zone, last.at)),
        ("usage-last-method", format!("{} — {}", pattern(&last.method), outcome(page, &last.outcome))),
        ("usage-last-address", last.address.clone()),
        ("usage-last-agent", agent),
        ("usage-last-token", word(page, "transport", &last.transport)),
    ];
    values.into_iter().map(|(name, value)| (page.say(name), value)).collect()
}

fn method(page: &Page, calls: &MethodUse) -> MethodLine {
    let entry = methods::all().iter().find(|entry| entry.name() == calls.name);
    let view = page.words.find(&method_text(&calls.name));
    let others = calls.outcomes.iter().filter(|(code, _)| *code != "ok");
    MethodLine {
        address: pattern(&calls.name),
        summary: view.or_else(|| entry.map(|entry| entry.summary.to_owned())).unwrap_or_default(),
        outcomes: others.map(|(code, count)| format!("{}: {count}", outcome(page, code))).collect::<Vec<_>>().join("; "),
        mean: milliseconds(page, calls.mean),
        slowest: milliseconds(page, calls.slowest),
        calls: calls.clone(),
    }
}

/// A method as people write it; one that there is no longer by its name alone.
pub(super) fn pattern(name: &str) -> String {
    methods::all().iter().find(|entry| entry.name() == name).map_or_else(|| name.to_owned(), |entry| entry.pattern())
}

fn outcome(page: &Page, code: &str) -> String {
    word(page, "outcome", code)
}

/// The words for a code; the code itself where there are none.
pub(super) fn word(page: &Page, kind: &str, code: &str) -> String {
    page.words.find(&format!("{kind}-{code}")).unwrap_or_else(|| code.to_owned())
}

fn milliseconds(page: &Page, micros: i64) -> String {
    let value = match micros {
        0 => return "—".to_owned(),
        1..10_000 => format!("{}.{}", micros / 1000, micros % 1000 / 100),
        _ => (micros / 1000).to_string(),
    };
    page.words.with("usage-milliseconds", "value", value)
}
