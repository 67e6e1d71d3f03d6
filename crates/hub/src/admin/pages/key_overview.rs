//! The first page of a key: what it may do, how it is used, whom it belongs to, what limits it, and what would stop it.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use database::audit_log::{self, Filter};
use database::keys::Key;
use domain::account::Account;
use domain::audit_log::Action;
use domain::fault::Fault;
use domain::keys::capabilities::{Capabilities, Capability, Part};
use domain::keys::{self, Card};
use domain::templates;
use domain::usage::Report;
use wire::Moment;

use super::audit_log_rows;
use super::key_can::{block_names, grants, unique};
use super::key_head;
use super::key_hits::{self, Hits, some};
use super::keys::number;
use super::method_tree;
use crate::admin::capabilities;
use crate::admin::chart::Chart;
use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::when::{Times, When};
use crate::admin::words::Words;
use crate::admin::{Office, Visitor};

/// Methods that are named one by one; of more, their blocks are.
const NAMED: usize = 4;

#[derive(Template)]
#[template(path = "key_overview.html")]
struct Overview {
    page: Page,
    head: String,
    key: Key,
    sentences: Sentences,
    report: Report,
    chart: Chart,
    chart_text: String,
    hits: Hits,
    card: Card,
    comment: String,
    created: When,
    /// Who made it; empty where that is not on record or not for the visitor.
    created_by: String,
    /// The template it was made from: code and name, both empty for none.
    template: (String, String),
    ends: Option<When>,
    /// The limits that are set, and what it does not see.
    limits: Vec<String>,
    hidden: Vec<String>,
}

/// What a key may do, in sentences, and what it may not.
pub(super) struct Sentences {
    /// What it may do.
    pub can: Vec<String>,
    /// What it may not do.
    pub cannot: Vec<String>,
}

/// Shows it.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys").noticing(query.text("done"));
    let (account, now, id) = (office.hub.account(), office.hub.clock.now(), number(&id));
    let zone = account.zone.clone();
    let read = office.read_slow(visitor.id, move |tx| {
        let key = keys::find(tx, id)?;
        let filter = Filter { key: Some(id), actions: vec![Action::KeyCreated.name().to_owned()], ..Filter::default() };
        let made = audit_log::list(tx, &filter, 1)?;
        let names = audit_log_rows::names(tx, &made)?;
        let start = templates::start(tx, &keys::template(&key))?;
        Ok::<_, Fault>((key_hits::read(tx, id, &zone, now)?, key, made, names, start))
    });
    let (report, key, made, names, start) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let times = Times::new(page.words, &account.zone, now);
    let chart = Chart::draw(&report.steps, |step| times.date(step.begins.0));
    let numbers = [("admitted", report.admitted()), ("refused", report.refused())];
    let chart_text = match chart.peak().filter(|_| report.total.calls > 0) {
        None => page.say("usage-chart-empty"),
        Some(peak) => {
            let most = peak.step.admitted + peak.step.refused;
            page.words.fill("overview-calls", &[numbers[0], numbers[1], ("most", most)], &[("when", &peak.when)])
        }
    };
    let capabilities = Capabilities::of(&key, &account, now);
    let facts = |parts: &[Part]| -> Vec<String> {
        let about = parts.iter().flat_map(|part| capabilities.about(*part)).filter(|fact| !matches!(fact, Capability::Ends(_)));
        about.map(|fact| capabilities::view(page.words, &account, fact)).collect()
    };
    let made = made.first().filter(|_| page.administers()).map(|row| audit_log_rows::row(row, &names, page.words, &account).who);
    page::ok(&Overview {
        head: key_head::draw(&page, &account, &key, now, "overview"),
        sentences: Sentences::of(&page, &account, &key, now),
        hits: Hits::of(&page, &account, &key, &report, now),
        card: Card::of(&key, &account.users),
        comment: keys::comment(&key),
        created: times.on(key.created_at),
        created_by: made.unwrap_or_default(),
        template: start.map(|start| (start.code().to_owned(), page.start(&start))).unwrap_or_default(),
        ends: key.ends_at.map(|end| times.on(end)),
        limits: facts(&[Part::Limits, Part::Dates]),
        hidden: facts(&[Part::Masks]),
        chart,
        chart_text,
        report,
        key,
        page,
    })
}

impl Sentences {
    /// What holds of a key.
    pub fn of(page: &Page, account: &Account, key: &Key, now: Moment) -> Self {
        let capabilities = Capabilities::of(key, account, now);
        let words = page.words;
        let granted = grants(&capabilities);
        let (mut can, mut cannot) = (Vec::new(), Vec::new());
        if capabilities.facts.contains(&Capability::FutureMethods) {
            can.push(page.say("sentence-everything"));
        } else if granted.len() <= NAMED {
            can.extend(granted.iter().map(|entry| capabilities::method(words, entry.name())));
        } else {
            for block in block_names() {
                let of_block = granted.iter().filter(|entry| entry.group == block);
                let (count, writes) = (of_block.clone().count() as i64, of_block.filter(|entry| entry.writes).count() as i64);
                let total = unique().filter(|entry| entry.group == block).count() as i64;
                if count > 0 {
                    let numbers = [("count", count), ("total", total), ("reads", count - writes), ("writes", writes)];
                    can.push(words.fill("sentence-block", &numbers, &[("block", &method_tree::title(words, block))]));
                }
            }
        }
        let names: Vec<String> = key.sites.iter().filter_map(|id| account.site_by_id(*id)).map(|site| site.name.clone()).collect();
        can.push(if key.all_sites {
            page.count("sentence-stores-all", &(account.sites.len() as i64))
        } else {
            words.fill("sentence-stores", &[("count", names.len() as i64)], &[("names", &some(page, &names))])
        });
        can.extend(capabilities.about(Part::Rows).map(|fact| capabilities::view(words, account, fact)));
        if granted.is_empty() {
            cannot.push(page.say("sentence-nothing"));
        } else if granted.iter().all(|entry| !entry.writes) {
            cannot.push(page.say("sentence-no-writes"));
        }
        cannot.extend(capabilities.about(Part::Masks).map(|fact| capabilities::view(words, account, fact)));
        cannot.extend(missing(words, &granted));
        Self { can, cannot }
    }
}

/// The blocks of the data of people and orders of which a key has no method.
fn missing(words: Words, granted: &[&wire::methods::Entry]) -> Option<String> {
    const DATA: [&str; 3] = ["orders", "customers", "payments"];
    let blocks = block_names().into_iter().filter(|block| DATA.contains(block));
    let lacking: Vec<String> =
        blocks.filter(|block| granted.iter().all(|entry| entry.group != *block)).map(|block| method_tree::title(words, block)).collect();
    (!lacking.is_empty() && !granted.is_empty()).then(|| words.with("sentence-no-access", "names", lacking.join(", ")))
}
