//! Advice to a key that may do more than it does: what could be taken away, on what evidence; trial, change, way back.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::account::Account;
use domain::advice::{self, Advice, Strength, WINDOWS};
use domain::fault::Fault;
use domain::keys;
use wire::methods;

use super::key_head;
use super::key_review;
use super::key_usage::pattern;
use super::keys::{minutes, number};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Page};
use crate::admin::words::method_text;
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "key_advice.html")]
struct KeyAdvice {
    page: Page,
    id: i64,
    head: String,
    name: String,
    /// Windows in days: text, whether it is chosen.
    windows: Vec<(i64, String, bool)>,
    strength: &'static str,
    strength_text: String,
    evidence: Vec<String>,
    /// Granted methods that were used, with the number of calls.
    used: Vec<(MethodLine, i64)>,
    /// Granted methods that were not used.
    unused: Vec<MethodLine>,
    /// The methods that would be left.
    proposal: Option<Vec<String>>,
    never_used: bool,
    stores: Vec<(String, i64)>,
    unnamed: i64,
    addresses: Vec<(String, i64, String)>,
    trial: Option<TrialPart>,
    /// When an advice was followed that can be taken back.
    applied: String,
}

struct MethodLine {
    address: String,
    summary: String,
}

struct TrialPart {
    since: String,
    kept: i64,
    /// Calls it would have refused: method, how many, the last moment.
    outside: Vec<(String, i64, String)>,
    methods: Vec<String>,
}

/// Shows the advice; `?days=90` looks further back.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys").noticing(query.text("done"));
    let (account, now, id) = (office.hub.account(), office.hub.clock.now(), number(&id));
    let days = query.text("days").parse().ok().filter(|days| WINDOWS.contains(days)).unwrap_or(WINDOWS[0]);
    let zone = account.zone.clone();
    match office.read_slow(visitor.id, move |tx| advice::advise(tx, id, days, &zone, now)).await {
        Ok(advice) => page::ok(&draw(page, &account, advice, days, now)),
        Err(fault) => page::failed(page, fault),
    }
}

fn draw(page: Page, account: &Account, advice: Advice, days: i64, now: wire::Moment) -> KeyAdvice {
    let evidence = advice.evidence;
    let mut view = vec![page.words.fill(
        "advice-evidence",
        &[("days", evidence.days), ("active", evidence.days_with_calls), ("calls", evidence.calls)],
        &[],
    )];
    if evidence.strength() != Strength::Nothing {
        view.push(page.say(if evidence.month_end { "advice-month-end" } else { "advice-no-month-end" }));
    }
    let reached = |id: i64| advice.key.all_sites || advice.key.sites.contains(&id);
    let named = |id: i64| advice.named_sites.iter().find(|named| named.0 == id).map_or(0, |named| named.1);
    let trial = advice.trial.as_ref().map(|trial| TrialPart {
        since: minutes(page.words, account, trial.begun_at.0),
        kept: trial.methods.len() as i64,
        outside: trial.outside.iter().map(|call| (pattern(&call.method), call.calls, minutes(page.words, account, call.last_at))).collect(),
        methods: trial.methods.iter().cloned().collect(),
    });
    KeyAdvice {
        windows: WINDOWS.iter().map(|window| (*window, page.count("advice-window", window), *window == days)).collect(),
        strength: evidence.strength().code(),
        strength_text: page.say(&format!("strength-{}", evidence.strength().code())),
        used: advice.used.iter().map(|(name, calls)| (line(&page, name), *calls)).collect(),
        unused: advice.unused.iter().map(|name| line(&page, name)).collect(),
        proposal: advice.proposal.as_ref().map(|methods| methods.iter().cloned().collect()),
        never_used: advice.used.is_empty(),
        stores: account.sites.iter().filter(|site| reached(site.id)).map(|site| (site.name.clone(), named(site.id))).collect(),
        unnamed: named(0),
        addresses: advice
            .addresses
            .iter()
            .map(|seen| (seen.address.clone(), seen.calls, minutes(page.words, account, seen.last_at)))
            .collect(),
        applied: advice.applied_at.map(|at| minutes(page.words, account, at.0)).unwrap_or_default(),
        evidence: view,
        id: advice.key.id,
        head: key_head::draw(&page, account, &advice.key, now, "advice"),
        name: advice.key.name,
        trial,
        page,
    }
}

fn line(page: &Page, name: &str) -> MethodLine {
    let entry = methods::all().iter().find(|entry| entry.name() == name);
    let summary = page.words.find(&method_text(name)).or_else(|| entry.map(|entry| entry.summary.to_owned()));
    MethodLine { address: pattern(name), summary: summary.unwrap_or_default() }
}

fn methods(fields: &Fields) -> BTreeSet<String> {
    fields.all("method").map(str::to_owned).collect()
}

/// Puts the proposed methods on trial.
pub async fn begin_trial(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let (id, methods, by, now) = (number(&id), methods(&fields), visitor.by(), office.hub.clock.now());
    done(&office, &visitor, id, office.hub.db.write(move |tx| advice::begin_trial(tx, id, &methods, &by, now)).await, "trial-begun")
}

/// Ends the trial and leaves the key as it is.
pub async fn drop_trial(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    done(&office, &visitor, id, office.hub.db.write(move |tx| advice::drop_trial(tx, id, &by, now)).await, "trial-dropped")
}

/// Gives back what an advice took.
pub async fn revert(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    done(&office, &visitor, id, office.hub.db.write(move |tx| advice::revert(tx, id, &by, now)).await, "advice-reverted")
}

/// Shows what following the advice would change, and does it once that has been seen.
pub async fn apply(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let (id, methods) = (number(&id), methods(&key_review::with_kept(&fields)));
    let (by, now) = (visitor.by(), office.hub.clock.now());
    if fields.has("again") {
        return page::go(&format!("/integration/keys/{id}/advice"));
    }
    let change = advice::change(&methods);
    let (before, after) = match office.hub.db.read(move |tx| keys::preview(tx, id, &change, now)).await {
        Ok(both) => both,
        Err(fault) => return page::failed(page, fault),
    };
    // Only what was confirmed is saved: a key that another user has changed meanwhile is shown again.
    if !fields.has("seen") || fields.has("keep") || fields.text("before") != key_review::fingerprint(&before) {
        let changed = key_review::Changed { before: &before, after: &after, foreign: false };
        let action = format!("/integration/keys/{id}/advice/apply");
        return key_review::show(&office, page, changed, key_review::with_kept(&fields), action).await;
    }
    done(&office, &visitor, id, office.hub.db.write(move |tx| advice::apply(tx, id, &methods, &by, now)).await, "advice-applied")
}

fn done<T>(office: &Office, visitor: &Visitor, id: i64, outcome: Result<T, Fault>, notice: &str) -> Response {
    match outcome {
        Ok(_) => page::go(&format!("/integration/keys/{id}/advice?done={notice}")),
        Err(fault) => page::failed(Page::new(office, Some(visitor), "keys"), fault),
    }
}
