//! What a key changed of orders and customers in a stretch of time, for undoing what was done with a leaked token.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use database::Tx;
use database::history::{Book, Window};
use domain::account::Account;
use domain::changes_by_key::{self, Reader, View};
use domain::fault::Fault;
use domain::keys;
use domain::trade::export::cell;
use serde_json::Value;
use wire::Moment;

use super::key_head;
use super::keys::number;
use crate::admin::desk::Desk;
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Page};
use crate::admin::when;
use crate::admin::{Office, Visitor};

/// Changes on one page, and the most of them in a file.
const PER_PAGE: i64 = 50;
const IN_FILE: i64 = 50_000;

/// The fields of the address that narrow the list.
const NARROWING: [&str; 4] = ["from", "until", "secret", "request"];

#[derive(Template)]
#[template(path = "key_changes.html")]
struct KeyChanges {
    page: Page,
    id: i64,
    head: String,
    name: String,
    hint: String,
    customers: bool,
    from: String,
    until: String,
    secret: String,
    request: String,
    narrowed: bool,
    /// How many orders and customers were changed, and how many history rows the chosen kind has.
    orders: i64,
    people: i64,
    rows: Vec<Row>,
    older: String,
    /// Addresses of the same stretch: the other kind, the file.
    to_orders: String,
    to_customers: String,
    csv: String,
}

struct Row {
    at: String,
    view: View,
    before: String,
    after: String,
    /// Where everything is that the same call changed.
    of_call: String,
}

/// Shows what a key changed.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let account = office.hub.account();
    let (id, book, window) = (number(&id), book(&query), window(&query, &account));
    let (desk, whole) = (Desk::of(&office, &visitor), Window { before: None, ..window.clone() });
    let read = office.read_slow(visitor.id, move |tx| {
        let key = keys::find(tx, id)?;
        let view = read(tx, &desk, book, id, &window, PER_PAGE + 1)?;
        let (orders, _) = changes_by_key::count(tx, desk.act().scope, Book::Orders, id, &whole)?;
        let (people, _) = changes_by_key::count(tx, desk.act().scope, Book::Customers, id, &whole)?;
        Ok::<_, Fault>((key, view, orders, people))
    });
    let (key, mut view, orders, people) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let more = view.len() as i64 > PER_PAGE;
    view.truncate(PER_PAGE as usize);
    let last = view.last().filter(|_| more).map(|last| format!("{}-{}", last.created_at, last.id));
    let list = format!("/integration/keys/{id}/changes");
    let text = |name: &str| query.text(name).to_owned();
    let row = |view: View| Row {
        at: when::second(page.words, &account.zone, view.created_at),
        before: changes_by_key::plain(&view.before),
        after: changes_by_key::plain(&view.after),
        of_call: of_call(&list, query.text("of"), &view.request_id),
        view,
    };
    page::ok(&KeyChanges {
        id,
        head: key_head::draw(&page, &account, &key, office.hub.clock.now(), "changes"),
        name: key.name,
        hint: key.hint,
        customers: book == Book::Customers,
        narrowed: NARROWING.iter().any(|name| !query.text(name).is_empty()),
        from: text("from"),
        until: text("until"),
        secret: text("secret"),
        request: text("request"),
        orders,
        people,
        rows: view.into_iter().map(row).collect(),
        older: last.map(|last| address(&list, &query, query.text("of"), &last)).unwrap_or_default(),
        to_orders: address(&list, &query, "orders", ""),
        to_customers: address(&list, &query, "customers", ""),
        csv: address(&format!("{list}.csv"), &query, query.text("of"), ""),
        page,
    })
}

/// Sends what a key changed as a file for a spreadsheet, the newest first.
pub async fn export(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let account = office.hub.account();
    let (id, book, window) = (number(&id), book(&query), Window { before: None, ..window(&query, &account) });
    let desk = Desk::of(&office, &visitor);
    let read = office.read_slow(visitor.id, move |tx| {
        keys::find(tx, id)?;
        read(tx, &desk, book, id, &window, IN_FILE)
    });
    let view = match read.await {
        Ok(view) => view,
        Err(fault) => return page::failed(Page::new(&office, Some(&visitor), "keys"), fault),
    };
    let mut text = "at,id,number,externalId,store,field,before,after,secret,request\r\n".to_owned();
    for operation in view {
        let cells = [
            account.zone.write(Moment(operation.created_at)),
            operation.subject.to_string(),
            cell(&operation.number),
            cell(&operation.external_id),
            operation.site,
            cell(&operation.field),
            cell(&changes_by_key::plain(&operation.before)),
            cell(&changes_by_key::plain(&operation.after)),
            operation.secret.map(|number| number.to_string()).unwrap_or_default(),
            operation.request_id,
        ];
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    let name = format!("attachment; filename=\"key-{id}-changes.csv\"");
    ([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)], text).into_response()
}

/// Reads the changes, as far as the visitor sees the orders and customers.
fn read(tx: &mut Tx<'_>, desk: &Desk, book: Book, key: i64, window: &Window, limit: i64) -> Result<Vec<View>, Fault> {
    let shown = |row| Ok(serde_json::from_value(desk.shown(&Value::Object(row).to_string())?)?);
    let reader = Reader { account: &desk.account, scope: desk.act().scope, shown: &shown };
    changes_by_key::of_key(tx, &reader, book, key, window, limit)
}

fn book(query: &Fields) -> Book {
    if query.text("of") == "customers" { Book::Customers } else { Book::Orders }
}

fn window(query: &Fields, account: &Account) -> Window {
    let moment = |name: &str| account.zone.read(query.text(name)).ok().flatten().map(|moment| moment.0);
    let before = query.text("before").split_once('-').and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let request = Some(query.text("request")).filter(|id| !id.is_empty()).map(str::to_owned);
    Window { from: moment("from"), until: moment("until"), secret: query.text("secret").parse().ok(), request, before }
}

fn of_call(list: &str, of: &str, request: &str) -> String {
    let mut address = form_urlencoded::Serializer::new(format!("{list}?"));
    address.extend_pairs([("of", of), ("request", request)].into_iter().filter(|(_, value)| !value.is_empty()));
    address.finish()
}

fn address(path: &str, query: &Fields, of: &str, before: &str) -> String {
    let mut address = form_urlencoded::Serializer::new(format!("{path}?"));
    let kept = NARROWING.map(|name| (name, query.text(name)));
    let all = kept.into_iter().chain([("of", of), ("before", before)]);
    address.extend_pairs(all.filter(|(_, value)| !value.is_empty()));
    address.finish()
}
