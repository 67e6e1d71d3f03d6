//! Saved views and columns of the lists of orders and customers: chosen, saved, renamed, shared, deleted.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use database::desk_views::{self, View};
use domain::desk_views::{self as rules, Wanted};
use domain::fault::Fault;

use super::desk_list::{self, Kind};
use super::keys::number;
use crate::admin::desk::Desk;
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "desk_views.html")]
struct Views {
    page: Page,
    base: &'static str,
    /// The name of the list's text.
    nav: &'static str,
    rows: Vec<Row>,
    /// The view that could not be saved.
    new: Option<Wanted>,
    shares: bool,
    faults: Faults,
}

/// A saved view.
struct Row {
    view: View,
    address: String,
    /// Who saved it; empty for the visitor.
    user: String,
    changes: bool,
    faults: Faults,
}

/// Shows the saved views of a list.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, uri: Uri, Query(query): Query) -> Response {
    let kind = Kind::of(uri.path());
    let page = Page::new(&office, Some(&visitor), kind.name).noticing(query.text("done"));
    match views(&office, &visitor, page, kind, StatusCode::OK, None).await {
        Ok(shown) => shown,
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), kind.name), fault),
    }
}

/// A form that was refused: the id of the view, 0 for a new one, what was sent, and what is wrong.
type Refused = (i64, Wanted, Faults);

async fn views(
    office: &Office,
    visitor: &Visitor,
    page: Page,
    kind: &'static Kind,
    status: StatusCode,
    refused: Option<Refused>,
) -> Result<Response, Fault> {
    let (desk, owner) = (Desk::of(office, visitor), desk_list::owner(visitor));
    let user = visitor.id;
    let found = office.hub.db.read(move |tx| Ok::<_, Fault>(desk_views::list(tx, kind.name, user)?)).await?;
    let row = |view: View| {
        let mut row = Row {
            address: desk_list::address(&view),
            user: if view.user == user { String::new() } else { crate::admin::desk::timeline::person(&desk, view.user) },
            changes: owner.changes(&view),
            faults: Faults::default(),
            view,
        };
        if let Some((_, wanted, faults)) = refused.as_ref().filter(|(id, ..)| *id == row.view.id) {
            (row.view.name, row.view.shared, row.faults) = (wanted.name.clone(), wanted.shared, faults.clone());
        }
        row
    };
    let rows = found.into_iter().filter(|view| desk_list::is_seen(&desk, view)).map(row).collect();
    let (new, faults) = match refused {
        Some((0, wanted, faults)) => (Some(wanted), faults),
        _ => (None, Faults::default()),
    };
    Ok(page::show(
        status,
        &Views {
            page,
            base: kind.base,
            nav: if kind.name == "orders" { "nav-orders" } else { "nav-customers" },
            rows,
            new,
            shares: owner.shares,
            faults,
        },
    ))
}

/// What a form says of a view.
fn wanted(kind: &'static Kind, fields: &Fields) -> Wanted {
    // Filters are taken as the list reads them, and nothing else of what was sent.
    let query = Fields::read(fields.text("query").as_bytes());
    Wanted {
        name: fields.text("name").to_owned(),
        shared: fields.has("shared"),
        query: kind.listing(&query).query(),
        columns: fields.text("columns").to_owned(),
        names_rows: desk_list::names_rows(&query),
    }
}

/// Saves a new view and opens it.
pub async fn add(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, uri: Uri, fields: Fields) -> Response {
    let kind = Kind::of(uri.path());
    let (owner, new, now) = (desk_list::owner(&visitor), wanted(kind, &fields), office.hub.clock.now());
    let sent = new.clone();
    let done = office.hub.db.write(move |tx| rules::add(tx, &owner, kind.name, &new, now)).await;
    let done = done.map(|id| desk_list::address(&View { id, list: kind.name.to_owned(), query: sent.query.clone(), ..View::default() }));
    after(&office, &visitor, kind, done, (0, sent)).await
}

/// Renames, shares, updates or deletes a view.
pub async fn edit(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    uri: Uri,
    fields: Fields,
) -> Response {
    let (kind, id) = (Kind::of(uri.path()), number(&id));
    let (owner, mut sent, now) = (desk_list::owner(&visitor), wanted(kind, &fields), office.hub.clock.now());
    let what = fields.text("do").to_owned();
    let next = match what.as_str() {
        "update" => desk_list::address(&View { id, list: kind.name.to_owned(), query: sent.query.clone(), ..View::default() }),
        "delete" => format!("{}/views?done=view-deleted", kind.base),
        _ => format!("{}/views?done=view-saved", kind.base),
    };
    let user = visitor.id;
    let known = office.hub.db.read(move |tx| Ok::<_, Fault>(desk_views::list(tx, kind.name, user)?)).await;
    let known = known.unwrap_or_default().into_iter().find(|view| view.id == id);
    if what != "update" {
        sent.names_rows = known.as_ref().is_some_and(|view| desk_list::names_rows(&Fields::read(view.query.as_bytes())));
    }
    let changed = sent.clone();
    let done = office.hub.db.write(move |tx| match what.as_str() {
        "delete" => rules::delete(tx, &owner, kind.name, id, now),
        "update" => rules::update(tx, &owner, kind.name, id, &changed, now),
        _ => rules::rename(tx, &owner, kind.name, id, &changed, now),
    });
    let done = done.await.map(|()| next);
    if let (Err(_), "update", Some(view)) = (&done, fields.text("do"), known) {
        (sent.name, sent.shared) = (view.name, view.shared);
    }
    after(&office, &visitor, kind, done, (id, sent)).await
}

async fn after(office: &Office, visitor: &Visitor, kind: &'static Kind, done: Result<String, Fault>, sent: (i64, Wanted)) -> Response {
    let page = Page::new(office, Some(visitor), kind.name);
    let refused = match done {
        Ok(next) => return page::go(&next),
        Err(Fault::Refused(problem)) if problem.status == 400 => (sent.0, sent.1, page.faults(&problem)),
        Err(fault) => return page::failed(page, fault),
    };
    match views(office, visitor, page, kind, StatusCode::BAD_REQUEST, Some(refused)).await {
        Ok(shown) => shown,
        Err(fault) => page::failed(Page::new(office, Some(visitor), kind.name), fault),
    }
}

/// Keeps the columns that the visitor chose; with a saved view open they only show until the view is saved.
pub async fn columns(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, uri: Uri, fields: Fields) -> Response {
    let kind = Kind::of(uri.path());
    let query = Fields::read(fields.text("here").as_bytes());
    let is_plain = |name: &&str| name.len() <= 100 && !name.contains(',') && !name.chars().any(char::is_control);
    let chosen: Vec<&str> = if fields.has("usual") { Vec::new() } else { fields.all("column").filter(is_plain).take(60).collect() };
    let columns = chosen.join(",");
    let mut pairs: Vec<(String, String)> = query.iter().filter(|(name, _)| name != "columns").cloned().collect();
    if query.text("view").is_empty() {
        let user = visitor.id;
        let kept = office.hub.db.write(move |tx| Ok::<_, Fault>(desk_views::choose_columns(tx, kind.name, user, &columns)?)).await;
        if let Err(fault) = kept {
            return page::failed(Page::new(&office, Some(&visitor), kind.name), fault);
        }
    } else if !columns.is_empty() {
        pairs.push(("columns".to_owned(), columns));
    }
    let address = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    page::go(&format!("{}?{address}", kind.base))
}
