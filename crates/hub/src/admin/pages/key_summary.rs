//! A key's form in words: what the key will be able to do, and what is set in each part that is folded up.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::access::grant;
use domain::access::settings::{Kind, Setting};
use domain::account::Account;
use jiff::civil::{Date, DateTime};
use serde_json::json;
use wire::methods;

use super::key_draft::Draft;
use super::key_limits::LimitsForm;
use super::key_masks::SightForm;
use super::method_tree;
use crate::admin::fields::Fields;
use crate::admin::page::Page;
use crate::admin::when;
use crate::admin::{Office, Visitor};

/// Methods and stores that are named one by one in a sentence; of more than these only the number is said.
const NAMED: usize = 3;

/// What is set, in words.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// What the key will be able to do.
    pub able: String,
    /// What limits it, in short.
    pub more: String,
    /// What is set in the part with the limits.
    pub limits: String,
    /// What is hidden from it.
    pub masks: String,
    /// Which orders it sees.
    pub rows: String,
    /// Whom to ask, and when to look again.
    pub card: String,
    /// How many methods that manage keys it has.
    pub manage: String,
    /// The rest.
    pub advanced: String,
}

impl Summary {
    /// The summary of a key's form.
    pub fn of(page: &Page, account: &Account, draft: &Draft) -> Self {
        let mut summary = Self::of_parts(page, account, &draft.limits, &draft.sight);
        let managing = draft.methods.iter().filter(|name| grant::manages_keys(name)).count();
        let external = if draft.external_id.is_empty() { Vec::new() } else { vec![page.named("summary-external-id", &draft.external_id)] };
        let shown = if draft.show_again { vec![page.say("summary-show-again")] } else { Vec::new() };
        Self {
            able: page.words.fill("summary-able", &[], &[("methods", &methods(page, draft)), ("stores", &stores(page, account, draft))]),
            card: or_none(page, &[draft.limits.owner.clone(), draft.limits.purpose.clone(), review(page, &draft.limits.review)]),
            manage: if managing == 0 { page.say("summary-manage-none") } else { page.words.count("methods-count", managing as i64) },
            advanced: or_none(page, &[external, shown].concat()),
            more: std::mem::take(&mut summary.more),
            ..summary
        }
    }

    /// The summary of what keys and templates have in common.
    pub fn of_parts(page: &Page, account: &Account, limits: &LimitsForm, sight: &SightForm) -> Self {
        let limited = limited(page, limits);
        let hidden = sight.hidden(page);
        let mut seen: Vec<String> =
            sight.conditions(page, account).into_iter().map(|(label, values)| format!("{label}: {values}")).collect();
        if let Ok(days) = sight.days.parse::<i64>() {
            seen.push(page.words.count("summary-days", days));
        }
        let rows = if seen.is_empty() { page.say("summary-rows-none") } else { seen.join(" · ") };
        let kept: Vec<String> = [limited.clone(), seen].concat();
        Self { more: kept.join(" · "), limits: or_none(page, &limited), masks: or_none(page, &hidden), rows, ..Self::default() }
    }
}

/// The summary of a form that has just been changed, for the script that shows it.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let summary = Summary::of(&page, &office.hub.account(), &Draft::of_fields(&fields));
    let said = json!({
        "able": summary.able,
        "more": summary.more,
        "limits": summary.limits,
        "masks": summary.masks,
        "rows": summary.rows,
        "card": summary.card,
        "manage": summary.manage,
        "advanced": summary.advanced,
    });
    ([(header::CONTENT_TYPE, "application/json")], said.to_string()).into_response()
}

fn or_none(page: &Page, parts: &[String]) -> String {
    let said: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if said.is_empty() { page.say("summary-none") } else { said.join(" · ") }
}

/// The methods, by what they do while they are few.
fn methods(page: &Page, draft: &Draft) -> String {
    if draft.everything {
        return page.say("summary-methods-all");
    }
    let mut entries: Vec<&methods::Entry> = Vec::new();
    for entry in methods::all().iter().filter(|entry| draft.methods.contains(entry.name())) {
        if entries.iter().all(|known| known.name() != entry.name()) {
            entries.push(entry);
        }
    }
    if entries.is_empty() {
        return page.say("summary-methods-none");
    }
    let writes = entries.iter().filter(|entry| entry.writes).count() as i64;
    if entries.len() > NAMED {
        let counts = [("count", entries.len() as i64), ("reads", entries.len() as i64 - writes), ("writes", writes)];
        return page.words.with_all("summary-methods", &counts);
    }
    entries.iter().map(|entry| method_tree::summary(page.words, entry).trim_end_matches('.').to_owned()).collect::<Vec<_>>().join("; ")
}

/// The stores, by their names while they are few.
fn stores(page: &Page, account: &Account, draft: &Draft) -> String {
    let chosen: Vec<&str> = account.sites.iter().filter(|site| draft.stores.contains(&site.code)).map(|site| site.name.as_str()).collect();
    match chosen.len() {
        _ if !draft.individual => page.say("summary-stores-all"),
        0 => page.say("summary-stores-none"),
        1..=NAMED => chosen.join(", "),
        count => page.words.count("summary-stores", count as i64),
    }
}

fn limited(page: &Page, limits: &LimitsForm) -> Vec<String> {
    let mut said = Vec::new();
    for setting in Setting::in_form() {
        let Some(summary) = setting.summary else { continue };
        let text = limits.text(setting);
        match setting.kind {
            Kind::Flag(..) | Kind::Status(..) => said.extend(limits.is_ticked(setting).then(|| page.say(summary))),
            Kind::Count(..) => {
                let count = text.parse::<i64>().ok().filter(|count| *count > 0);
                said.extend(count.map(|count| page.words.count(summary, count)));
            }
            Kind::Addresses(_) => {
                let count = text.split(['\n', ',', ' ']).filter(|line| !line.trim().is_empty()).count() as i64;
                said.extend((count > 0).then(|| page.words.count(summary, count)));
            }
            Kind::Moment(_) => {
                let moments =
                    [(summary, text), ("summary-ends", limits.ends.as_str())].into_iter().filter(|(_, moment)| !moment.is_empty());
                said.extend(moments.map(|(summary, moment)| page.named(summary, &moment_text(page, moment))));
            }
            Kind::Hours(_) => {
                let limited = !limits.days.is_empty() || !limits.from.is_empty() || !limits.till.is_empty();
                said.extend(limited.then(|| page.say(summary)));
            }
        }
    }
    said
}

fn review(page: &Page, day: &str) -> String {
    if day.is_empty() { String::new() } else { page.named("summary-review", &moment_text(page, day)) }
}

/// The day of a moment of a form, as people write it; what is no moment stays as it was typed.
fn moment_text(page: &Page, text: &str) -> String {
    let day = text.parse::<DateTime>().map(|moment| moment.date()).or_else(|_| text.parse::<Date>());
    day.map_or_else(|_| text.to_owned(), |day| when::day(page.words, day))
}
