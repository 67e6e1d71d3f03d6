//! Who did what: the record, and whether it is what was written.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use database::audit_log;
use domain::audit_log::check::{self, Outcome, Why};
use domain::audit_log::{Action, Anchor};
use domain::fault::Fault;

use super::audit_log_filter;
use super::audit_log_rows::{self, Row};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Page};
use crate::admin::when;
use crate::admin::{Office, Visitor};
use crate::read_slots::Owner;

/// Rows on one page of the list.
const PER_PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "audit_log.html")]
struct RecordPage {
    page: Page,
    filters: Filters,
    rows: Vec<Row>,
    narrowed: bool,
    /// Addresses: the next page, the first one, the list as a file; empty where there is none.
    older: String,
    newest: String,
    csv: String,
    /// The last link of the chain.
    head: Option<Anchor>,
    head_at: String,
    /// Whether anchors are written outside.
    anchored: bool,
    /// What came of a check, if one was asked for.
    whole: Option<String>,
    broken: Option<String>,
}

struct Filters {
    /// Values and texts, and whether they are chosen.
    who: Vec<Choice>,
    what: Vec<(String, Vec<Choice>)>,
    key: String,
    from: String,
    to: String,
}

struct Choice {
    value: String,
    text: String,
    chosen: bool,
}

/// Shows the record.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    answer(&office, &visitor, &query, None).await
}

/// How long after a change its anchor may not be written yet, in seconds.
const ANCHORED_WITHIN: i64 = 10;

/// Follows the chain from its first row to its last and shows what came of it.
pub async fn verify(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, _: Fields) -> Response {
    let working = Arc::clone(&office);
    let place = match office.hub.slow.place(Owner::Person(visitor.id)).await {
        Ok(place) => place,
        Err(fault) => return page::failed(Page::new(&office, Some(&visitor), "record"), fault),
    };
    // It takes as long as the record is.
    let checked = tokio::task::spawn_blocking(move || {
        let _held = place;
        let anchors = match &working.hub.settings.outside.audit_anchor {
            Some(path) => {
                let head = working.hub.db.read_now(audit_log::found_head)?;
                let young = head.is_some_and(|head| head.number == 0 || working.hub.clock.now().0 - head.created_at < ANCHORED_WITHIN);
                let read = if young { Anchor::read_file(path) } else { Anchor::read_some(path) };
                read.map_err(|error| wire::Problem::new(400, error))?
            }
            None => Vec::new(),
        };
        check::check(&working.hub.db, &anchors)
    });
    match checked.await {
        Ok(Ok(outcome)) => answer(&office, &visitor, &Fields::default(), Some(outcome)).await,
        Ok(Err(fault)) => page::failed(Page::new(&office, Some(&visitor), "record"), fault),
        Err(_) => page::message(Page::new(&office, Some(&visitor), "record"), StatusCode::INTERNAL_SERVER_ERROR, "failed"),
    }
}

async fn answer(office: &Office, visitor: &Visitor, query: &Fields, outcome: Option<Outcome>) -> Response {
    let page = Page::new(office, Some(visitor), "record");
    let account = office.hub.account();
    let filter = audit_log_filter::read(query, &account);
    let read = office.read_slow(visitor.id, move |tx| {
        let rows = audit_log::list(tx, &filter, PER_PAGE + 1)?;
        Ok::<_, Fault>((audit_log_rows::names(tx, &rows)?, rows, audit_log::found_head(tx)?))
    });
    let (names, mut rows, head) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let more = rows.len() as i64 > PER_PAGE;
    rows.truncate(PER_PAGE as usize);
    const LIST: &str = "/integration/audit-log";
    let last = rows.last().filter(|_| more).map(|row| row.number);
    let head = head.map(|head| Anchor::from(&head));
    let (whole, broken) = match outcome {
        Some(outcome @ Outcome::Whole { .. }) => (Some(view(&page, &outcome)), None),
        Some(outcome) => (None, Some(view(&page, &outcome))),
        None => (None, None),
    };
    page::ok(&RecordPage {
        filters: filters(&page, query, office),
        rows: rows.iter().map(|row| audit_log_rows::row(row, &names, page.words, &account)).collect(),
        narrowed: audit_log_filter::is_narrowed(query),
        older: last.map(|last| audit_log_filter::address(LIST, query, Some(last))).unwrap_or_default(),
        newest: if query.has("before") { audit_log_filter::address(LIST, query, None) } else { String::new() },
        csv: audit_log_filter::address("/integration/audit-log.csv", query, None),
        head_at: head.as_ref().map(|head| when::second(page.words, &account.zone, head.at)).unwrap_or_default(),
        head,
        anchored: office.hub.settings.outside.audit_anchor.is_some(),
        whole,
        broken,
        page,
    })
}

fn filters(page: &Page, query: &Fields, office: &Office) -> Filters {
    let choice = |name: &str, value: String, text: String| Choice { chosen: query.text(name) == value, value, text };
    let mut who: Vec<Choice> =
        ["cli", "key", "hub"].iter().map(|kind| choice("who", (*kind).to_owned(), page.say(&format!("by-{kind}")))).collect();
    who.extend(office.hub.account().users.iter().map(|user| choice("who", format!("user-{}", user.id), user.email.clone())));
    let kinds = audit_log_filter::kinds().into_iter().map(|kind| {
        let all = choice("what", kind.to_owned(), page.say(&format!("did-{kind}-any")));
        let of_kind = Action::ALL.iter().filter(|action| audit_log_filter::kind(**action) == kind);
        let each = of_kind.map(|action| choice("what", action.name().to_owned(), audit_log_rows::action(action.name(), page.words)));
        (page.say(&format!("on-{kind}")), std::iter::once(all).chain(each).collect())
    });
    let text = |name: &str| query.text(name).to_owned();
    Filters { who, what: kinds.collect(), key: text("key"), from: text("from"), to: text("to") }
}

fn view(page: &Page, outcome: &Outcome) -> String {
    let words = page.words;
    let with = |name: &str, values: &[(&str, i64)]| words.with_all(name, values);
    match outcome {
        Outcome::Whole { rows, anchors } => with("chain-whole", &[("rows", *rows), ("anchors", *anchors as i64)]),
        Outcome::Broken { row, why } => match why {
            Why::Changed => with("chain-changed", &[("row", *row)]),
            Why::Missing => with("chain-missing", &[("row", *row)]),
            Why::CutOff(last) => with("chain-cut-off", &[("row", *row), ("last", *last)]),
            Why::Rewritten(from) => with("chain-rewritten", &[("row", *row), ("from", *from)]),
            Why::Head => with("chain-head", &[("row", *row)]),
            Why::NoHead => with("chain-no-head", &[("row", *row)]),
        },
    }
}
