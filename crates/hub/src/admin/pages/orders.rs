//! The list of orders: views, filters, search, pages, and the same as a file for a spreadsheet.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use database::key_list;
use domain::fault::Fault;
use domain::lists::Wish;
use domain::orders;
use domain::trade::export::cell;
use serde_json::Value;
use wire::Version;
use wire::order::ListOrders;
use wire::page::Pagination;

use super::desk_columns::{Cell, of_order};
use super::desk_filters::{Filters, ORDERS};
use super::desk_list::{Kept, List, OF_ORDERS};
use crate::admin::desk::row::{self, OrderRow};
use crate::admin::desk::status::Status;
use crate::admin::desk::{Desk, filled};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Page};
use crate::admin::when::Times;
use crate::admin::{Office, Visitor};

/// Orders on one page.
const PER_PAGE: &str = "50";
/// The most orders of a file, read so many at a time.
const IN_FILE: i64 = 50_000;
const AT_ONCE: i64 = 100;

/// The most keys to choose from; beyond them only the chosen one is named.
const KEYS: i64 = 200;

#[derive(Template)]
#[template(path = "orders.html")]
struct Orders {
    page: Page,
    filters: Filters,
    list: List,
    rows: Vec<Row>,
    total: i64,
    narrowed: bool,
    /// Addresses of the pages beside this one, empty where there is none, and of the file.
    newer: String,
    older: String,
    csv: String,
    /// The first and the last order of the page, counted.
    shown: (i64, i64),
    /// The statuses that can be set for the chosen ones, and the people who can be their managers.
    statuses: Vec<Status>,
    managers: Vec<(i64, String)>,
    /// What is wrong with the filters.
    fault: String,
}

/// An order of the list.
struct Row {
    order: OrderRow,
    cells: Vec<Cell>,
}

/// Shows the list.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders").noticing_several(query.text("done"), query.text("count"));
    let desk = Desk::of(&office, &visitor);
    let listing = OF_ORDERS.listing(&query);
    let number = query.text("page").parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let (found, fault) = match read(&office, &desk, &query, number, PER_PAGE).await {
        Ok(found) => (found, String::new()),
        Err(Fault::Refused(problem)) if matches!(problem.status, 400 | 403) => {
            let text = page.faults(&problem).0.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ");
            ((Vec::new(), Pagination { limit: 50, total_count: 0, current_page: 1, total_page_count: 0 }), text)
        }
        Err(fault) => return page::failed(page, fault),
    };
    let (kept, keys) = match (Kept::read(&office, &desk, &OF_ORDERS).await, keys(&office, query.text("key").parse().ok()).await) {
        (Ok(kept), Ok(keys)) => (kept, keys),
        (Err(fault), _) | (_, Err(fault)) => return page::failed(page, fault),
    };
    let (orders, pagination) = found;
    let list = List::of(&page, &desk, &OF_ORDERS, &kept, &query, pagination.total_count);
    let times = Times::new(page.words, &desk.account.zone, desk.now);
    let row = |order: &Value| Row {
        order: OrderRow::of(&page, &desk, &times, order),
        cells: list.headings.iter().map(|heading| of_order(&page, &desk, &times, order, &heading.column.name)).collect(),
    };
    let rows: Vec<Row> = orders.iter().map(row).collect();
    let first = (pagination.current_page - 1) * pagination.limit + 1;
    let beside = |other: i64, is_there: bool| if is_there { listing.page(other) } else { String::new() };
    page::ok(&Orders {
        filters: Filters::of(&page, &desk, &listing, &query, &ORDERS, &keys),
        list,
        total: pagination.total_count,
        narrowed: listing.is_narrowed(),
        newer: beside(number - 1, number > 1),
        older: beside(number + 1, number < pagination.total_page_count),
        csv: listing.page(1).replacen("/orders?", "/orders.csv?", 1),
        shown: (first, first + rows.len() as i64 - 1),
        statuses: Status::all(&desk.account),
        managers: managers(&desk),
        rows,
        fault,
        page,
    })
}

/// The keys to choose from, ids and names, with the chosen one among them.
async fn keys(office: &Office, chosen: Option<i64>) -> Result<Vec<(i64, String)>, Fault> {
    let read = office.hub.db.read(move |tx| {
        let (found, total) = key_list::page(tx, &key_list::Filter::default(), key_list::Order::Name, false, KEYS, 0)?;
        let mut keys: Vec<(i64, String)> =
            if total > KEYS { Vec::new() } else { found.into_iter().map(|key| (key.id, key.name)).collect() };
        if let Some(id) = chosen.filter(|id| !keys.iter().any(|(known, _)| known == id)) {
            keys.extend(database::keys::find(tx, id)?.map(|key| (id, key.name)));
        }
        Ok::<_, Fault>(keys)
    });
    read.await
}

/// The people who can be managers: ids and names.
pub(super) fn managers(desk: &Desk) -> Vec<(i64, String)> {
    let name = |user: &database::users::User| format!("{} {}", user.first_name, user.last_name).trim_end().to_owned();
    desk.account.users.iter().filter(|user| user.active).map(|user| (user.id, name(user))).collect()
}

/// Sends the orders of the same filters as a file for a spreadsheet.
pub async fn export(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let desk = Desk::of(&office, &visitor);
    let mut text = "id,number,externalId,store,status,customer,phone,email,total,paid,currency,createdAt\r\n".to_owned();
    for number in 1..=IN_FILE / AT_ONCE {
        let (orders, pagination) = match read(&office, &desk, &query, number, "100").await {
            Ok(found) => found,
            Err(fault) => return page::failed(Page::new(&office, Some(&visitor), "orders"), fault),
        };
        for order in &orders {
            let at = |pointer: &str| cell(&row::text(order, pointer));
            let line = [
                at("/id"),
                at("/number"),
                at("/externalId"),
                at("/site"),
                at("/status"),
                cell(&row::name(order)),
                at("/phone"),
                at("/email"),
                at("/totalSumm"),
                at("/prepaySum"),
                cell(row::currency(&desk, order)),
                at("/createdAt"),
            ];
            text.push_str(&line.join(","));
            text.push_str("\r\n");
        }
        if number >= pagination.total_page_count {
            break;
        }
    }
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"orders.csv\"")];
    (headers, text).into_response()
}

/// Counts the orders of an address, to `most` at most where that is not kept.
pub(super) async fn count(office: &Office, desk: &Desk, query: &Fields, most: i64) -> Result<i64, Fault> {
    let (request, wish) = wanted(desk, query, 1, PER_PAGE)?;
    let working = desk.clone();
    office.read_slow(desk.person(), move |tx| orders::count(tx, &working.act(), &request.filter, &wish, most)).await
}

/// What an address asks for.
fn wanted(desk: &Desk, query: &Fields, number: i64, limit: &str) -> Result<(ListOrders, Wish), Fault> {
    let pairs: Vec<(&str, &str)> =
        ORDERS.iter().filter(|filter| !filter.argument.is_empty()).map(|filter| (filter.name, filter.argument)).collect();
    let mut pairs = filled(query, &pairs);
    pairs.extend([("limit".to_owned(), limit.to_owned()), ("page".to_owned(), number.to_string())]);
    let request: ListOrders = desk.request(&pairs, None)?;
    let sort = OF_ORDERS.sort(desk, &OF_ORDERS.listing(query));
    // What is no key's id made no order.
    let maker = Some(query.text("key")).filter(|key| !key.is_empty()).map(|key| key.parse().unwrap_or(0));
    Ok((request, Wish { text: query.text("q").to_owned(), maker, sort }))
}

/// Reads a page of the list, as the visitor sees it.
async fn read(office: &Office, desk: &Desk, query: &Fields, number: i64, limit: &str) -> Result<(Vec<Value>, Pagination), Fault> {
    let (request, wish) = wanted(desk, query, number, limit)?;
    let (working, person) = (desk.clone(), desk.person());
    let (texts, pagination) =
        office.read_slow(person, move |tx| orders::search(tx, &working.act(), &request.filter, &wish, request.page, Version::V5)).await?;
    Ok((texts.iter().map(|text| desk.shown(text)).collect::<Result<_, _>>()?, pagination))
}
