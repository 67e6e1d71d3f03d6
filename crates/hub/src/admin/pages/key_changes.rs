//! What a key changed of orders and customers in a stretch of time, for undoing what somebody did with a leaked token.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use database::history::{Book, Window};
use wire::Moment;

use super::keys::number;
use super::record_csv::cell;
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};
use crate::domain::deeds::{self, Told};
use crate::domain::keys;
use crate::fault::Fault;
use crate::house::House;

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
    name: String,
    hint: String,
    customers: bool,
    from: String,
    until: String,
    secret: String,
    request: String,
    narrowed: bool,
    /// How many orders and customers were changed, and how many rows tell of the chosen kind.
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
    told: Told,
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
    let house = office.hub.house();
    let (id, book, window) = (number(&id), book(&query), window(&query, &house));
    let (working, whole) = (Arc::clone(&house), Window { before: None, ..window.clone() });
    let read = office.read_slow(visitor.id, move |tx| {
        let key = keys::find(tx, id)?;
        let told = deeds::of_key(tx, &working, book, id, &window, PER_PAGE + 1)?;
        let (orders, _) = deeds::count(tx, Book::Orders, id, &whole)?;
        let (people, _) = deeds::count(tx, Book::Customers, id, &whole)?;
        Ok::<_, Fault>((key, told, orders, people))
    });
    let (key, mut told, orders, people) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let more = told.len() as i64 > PER_PAGE;
    told.truncate(PER_PAGE as usize);
    let last = told.last().filter(|_| more).map(|last| format!("{}-{}", last.created_at, last.id));
    let list = format!("/integration/keys/{id}/changes");
    let text = |name: &str| query.text(name).to_owned();
    let row = |told: Told| Row {
        at: house.zone.write(Moment(told.created_at)),
        before: deeds::plain(&told.before),
        after: deeds::plain(&told.after),
        of_call: of_call(&list, query.text("of"), &told.request_id),
        told,
    };
    page::ok(&KeyChanges {
        id,
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
        rows: told.into_iter().map(row).collect(),
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
    let house = office.hub.house();
    let (id, book, window) = (number(&id), book(&query), Window { before: None, ..window(&query, &house) });
    let working = Arc::clone(&house);
    let read = office.read_slow(visitor.id, move |tx| {
        keys::find(tx, id)?;
        deeds::of_key(tx, &working, book, id, &window, IN_FILE)
    });
    let told = match read.await {
        Ok(told) => told,
        Err(fault) => return page::failed(Page::new(&office, Some(&visitor), "keys"), fault),
    };
    let mut text = "at,id,number,externalId,store,field,before,after,secret,request\r\n".to_owned();
    for deed in told {
        let cells = [
            house.zone.write(Moment(deed.created_at)),
            deed.subject.to_string(),
            cell(&deed.number),
            cell(&deed.external_id),
            deed.site,
            cell(&deed.field),
            cell(&deeds::plain(&deed.before)),
            cell(&deeds::plain(&deed.after)),
            deed.secret.map(|number| number.to_string()).unwrap_or_default(),
            deed.request_id,
        ];
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    let name = format!("attachment; filename=\"key-{id}-changes.csv\"");
    ([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)], text).into_response()
}

fn book(query: &Fields) -> Book {
    if query.text("of") == "customers" { Book::Customers } else { Book::Orders }
}

fn window(query: &Fields, house: &House) -> Window {
    let moment = |name: &str| house.zone.read(query.text(name)).ok().flatten().map(|moment| moment.0);
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
