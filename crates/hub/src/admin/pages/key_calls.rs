//! From a list of calls to a key: the smallest set of methods that a pasted list or a document needs.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::calls::{self, Needed};
use wire::methods::{self, Entry};

use super::method_tree::summary;
use crate::admin::fields::Document;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};
use crate::read_slots::Owner;

/// The most calls without a method that the page lists.
const MOST: usize = 200;

#[derive(Template)]
#[template(path = "key_calls.html")]
struct KeyCalls {
    page: Page,
    /// What was pasted, to be mended and sent again; a file is not shown.
    text: String,
    /// Nothing has been asked yet.
    fresh: bool,
    methods: Vec<Line>,
    /// Calls that lead to no method, and the name of the text that says why.
    unresolved: Vec<(String, String)>,
    /// How many more there are.
    more: i64,
}

struct Line {
    name: &'static str,
    address: String,
    summary: String,
}

impl Line {
    fn of(page: &Page, entry: &Entry) -> Self {
        let address = format!("{} {}", entry.verb.name(), entry.pattern());
        Self { name: entry.name(), address, summary: summary(page.words, entry) }
    }
}

/// Shows the page.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    page::ok(&KeyCalls { page, text: String::new(), fresh: true, methods: Vec::new(), unresolved: Vec::new(), more: 0 })
}

/// Finds the methods.
pub async fn find(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, document: Document) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let Document { text, file } = document;
    let pasted = text.clone();
    let place = match office.hub.slow.place(Owner::Person(visitor.id)).await {
        Ok(place) => place,
        Err(fault) => return page::failed(page, fault),
    };
    // A recording may be large: it is read apart, so that no other call waits.
    let found = tokio::task::spawn_blocking(move || {
        let _held = place;
        let (mut needed, from_file) = (calls::needed(&pasted), calls::needed(&file));
        needed.methods.extend(from_file.methods);
        needed.unresolved.extend(from_file.unresolved);
        needed
    });
    let Ok(Needed { methods, unresolved }) = found.await else {
        return page::message(page, StatusCode::INTERNAL_SERVER_ERROR, "failed");
    };
    let more = i64::try_from(unresolved.len().saturating_sub(MOST)).unwrap_or(i64::MAX);
    let unresolved = unresolved.into_iter().take(MOST).map(|one| (one.call, format!("calls-{}", one.why.name()))).collect();
    let mut lines: Vec<Line> = Vec::new();
    for entry in methods::all().iter().filter(|entry| methods.contains(entry.name())) {
        if !lines.iter().any(|line| line.name == entry.name()) {
            lines.push(Line::of(&page, entry));
        }
    }
    page::ok(&KeyCalls { text, fresh: false, methods: lines, unresolved, more, page })
}
