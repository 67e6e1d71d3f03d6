//! The list of orders: views, filters, search, pages, and the same as a file for a spreadsheet.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use wire::Version;
use wire::order::ListOrders;
use wire::page::Pagination;

use super::desk_filters::{Filters, ORDERS};
use crate::admin::desk::row::{self, OrderRow};
use crate::admin::desk::status::Status;
use crate::admin::desk::{Desk, filled};
use crate::admin::fields::{Fields, Query};
use crate::admin::listing::Listing;
use crate::admin::page::{self, Page};
use crate::admin::when::Times;
use crate::admin::{Office, Visitor};
use crate::domain::orders;
use crate::domain::trade::export::cell;
use crate::fault::Fault;

/// Orders on one page.
const PER_PAGE: &str = "50";
/// The most orders of a file, read so many at a time.
const IN_FILE: i64 = 50_000;
const AT_ONCE: i64 = 100;

/// The views that everyone has: name and the filter behind it.
const VIEWS: [(&str, &[(&str, &str)]); 6] = [
    ("all", &[]),
    ("new", &[("status", "new-group")]),
    ("pack", &[("status", "assembling-group")]),
    ("way", &[("status", "delivery-group")]),
    ("late", &[("late", "1")]),
    ("cancelled", &[("status", "cancel-group")]),
];

#[derive(Template)]
#[template(path = "orders.html")]
struct Orders {
    page: Page,
    filters: Filters,
    /// Names, addresses, and which is open.
    views: Vec<(String, String, bool)>,
    rows: Vec<OrderRow>,
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

/// Shows the list.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders").noticing_several(query.text("done"), query.text("count"));
    let desk = Desk::of(&office, &visitor);
    let listing = Listing::read("/orders", &query, &ORDERS.map(|filter| filter.name), &["newest"]);
    let number = query.text("page").parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let (found, fault) = match find(&office, &desk, &query, number).await {
        Ok(found) => (found, String::new()),
        Err(Fault::Refused(problem)) if matches!(problem.status, 400 | 403) => {
            let text = page.faults(&problem).0.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ");
            ((Vec::new(), Pagination { limit: 50, total_count: 0, current_page: 1, total_page_count: 0 }), text)
        }
        Err(fault) => return page::failed(page, fault),
    };
    let (orders, pagination) = found;
    let times = Times::new(page.words, &desk.account.zone, desk.now);
    let rows: Vec<OrderRow> = orders.iter().map(|order| OrderRow::of(&page, &desk, &times, order)).collect();
    let first = (pagination.current_page - 1) * pagination.limit + 1;
    let beside = |other: i64, is_there: bool| if is_there { listing.page(other) } else { String::new() };
    page::ok(&Orders {
        filters: Filters::of(&page, &desk, &listing, &query, &ORDERS),
        views: views(&page, &query),
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

async fn find(office: &Office, desk: &Desk, query: &Fields, number: i64) -> Result<(Vec<Value>, Pagination), Fault> {
    read(office, desk, query, number, PER_PAGE).await
}

/// Reads a page of the list, as the visitor sees it.
async fn read(office: &Office, desk: &Desk, query: &Fields, number: i64, limit: &str) -> Result<(Vec<Value>, Pagination), Fault> {
    let pairs: Vec<(&str, &str)> =
        ORDERS.iter().filter(|filter| !filter.argument.is_empty()).map(|filter| (filter.name, filter.argument)).collect();
    let mut pairs = filled(query, &pairs);
    pairs.extend([("limit".to_owned(), limit.to_owned()), ("page".to_owned(), number.to_string())]);
    let request: ListOrders = desk.request(&pairs, None)?;
    let (text, working, person) = (query.text("q").to_owned(), desk.clone(), desk.person());
    let (texts, pagination) =
        office.read_slow(person, move |tx| orders::search(tx, &working.act(), &request.filter, &text, request.page, Version::V5)).await?;
    Ok((texts.iter().map(|text| desk.shown(text)).collect::<Result<_, _>>()?, pagination))
}

fn views(page: &Page, query: &Fields) -> Vec<(String, String, bool)> {
    let names = ORDERS.map(|filter| filter.name);
    let used: Vec<(&str, &str)> = names.iter().map(|name| (*name, query.text(name))).filter(|(_, value)| !value.is_empty()).collect();
    let view = |(name, filter): (&str, &[(&str, &str)])| {
        let address = form_urlencoded::Serializer::new(String::new()).extend_pairs(filter).finish();
        let address = if address.is_empty() { "/orders".to_owned() } else { format!("/orders?{address}") };
        (page.say(&format!("orders-view-{name}")), address, used == filter)
    };
    VIEWS.map(view).into()
}
