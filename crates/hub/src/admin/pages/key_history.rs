//! Who changed a key: the rows of the audit log about it.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use database::audit_log::{self, Filter};
use domain::fault::Fault;
use wire::Problem;

use super::audit_log_rows::{self, Row};
use super::key_head;
use super::keys::number;
use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

/// Rows on one page.
const PER_PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "key_history.html")]
struct History {
    page: Page,
    name: String,
    head: String,
    rows: Vec<Row>,
    /// The next page; empty when there is none.
    older: String,
    /// The same rows among all of the audit log.
    all: String,
}

/// Shows it, the newest row first; `?before=90` continues a list.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let (account, now, id) = (office.hub.account(), office.hub.clock.now(), number(&id));
    let filter = Filter { key: Some(id), before: query.text("before").parse().ok(), ..Filter::default() };
    let read = office.read_slow(visitor.id, move |tx| {
        let key = database::keys::find(tx, id)?.ok_or_else(Problem::not_found)?;
        let rows = audit_log::list(tx, &filter, PER_PAGE + 1)?;
        Ok::<_, Fault>((key, audit_log_rows::names(tx, &rows)?, rows))
    });
    match read.await {
        Ok((key, names, mut rows)) => {
            let more = rows.len() as i64 > PER_PAGE;
            rows.truncate(PER_PAGE as usize);
            let last = rows.last().filter(|_| more).map(|row| row.number);
            page::ok(&History {
                head: key_head::draw(&page, &account, &key, now, "history"),
                name: key.name,
                rows: rows.iter().map(|row| audit_log_rows::row(row, &names, page.words, &account)).collect(),
                older: last.map(|last| format!("/integration/keys/{id}/history?before={last}")).unwrap_or_default(),
                all: format!("/integration/audit-log?key={id}"),
                page,
            })
        }
        Err(fault) => page::failed(page, fault),
    }
}
