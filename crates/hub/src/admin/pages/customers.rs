//! The list of customers: filters, search, pages, and the same as a file for a spreadsheet.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::customers;
use domain::fault::Fault;
use domain::lists::Wish;
use domain::trade::export::cell;
use serde_json::Value;
use wire::customer::ListCustomers;
use wire::page::Pagination;

use super::desk_columns::{Cell, of_customer};
use super::desk_filters::{CUSTOMERS, Filters};
use super::desk_list::{Kept, List, OF_CUSTOMERS};
use crate::admin::desk::row::{self, text};
use crate::admin::desk::{Desk, filled};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Page};
use crate::admin::when::Times;
use crate::admin::{Office, Visitor};

const PER_PAGE: &str = "50";
/// The most customers of a file, read so many at a time.
const IN_FILE: i64 = 50_000;
const AT_ONCE: i64 = 100;

#[derive(Template)]
#[template(path = "customers.html")]
struct Customers {
    page: Page,
    filters: Filters,
    list: List,
    rows: Vec<Row>,
    total: i64,
    narrowed: bool,
    newer: String,
    older: String,
    csv: String,
    shown: (i64, i64),
    /// What is wrong with the filters.
    fault: String,
}

/// A customer of the list.
struct Row {
    customer: CustomerRow,
    cells: Vec<Cell>,
}

/// A customer as lists and searches show them.
pub(super) struct CustomerRow {
    /// Internal id.
    pub id: i64,
    /// Name, or what they are known by.
    pub name: String,
    /// The first phone.
    pub phone: String,
    /// The email.
    pub email: String,
    /// The name of their store.
    pub store: String,
    /// How many orders they have.
    pub orders: i64,
    /// Whether they are marked as important, or as bad.
    pub mark: &'static str,
}

impl CustomerRow {
    /// A customer as it is answered.
    pub fn of(desk: &Desk, customer: &Value) -> Self {
        let flag = |name: &str| customer[name].as_bool().unwrap_or(false);
        Self {
            id: customer["id"].as_i64().unwrap_or(0),
            name: row::name(customer),
            phone: text(customer, "/phones/0/number"),
            email: text(customer, "/email"),
            store: row::store(desk, &text(customer, "/site")),
            orders: customer["ordersCount"].as_i64().unwrap_or(0),
            mark: if flag("bad") {
                "customer-bad"
            } else if flag("vip") {
                "customer-vip"
            } else {
                ""
            },
        }
    }
}

/// Shows the list.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "customers").noticing(query.text("done"));
    let desk = Desk::of(&office, &visitor);
    let listing = OF_CUSTOMERS.listing(&query);
    let number = query.text("page").parse::<i64>().unwrap_or(1).clamp(1, 1_000_000);
    let (found, fault) = match read(&office, &desk, &query, number, PER_PAGE).await {
        Ok(found) => (found, String::new()),
        Err(Fault::Refused(problem)) if matches!(problem.status, 400 | 403) => {
            let text = page.faults(&problem).0.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ");
            ((Vec::new(), Pagination { limit: 50, total_count: 0, current_page: 1, total_page_count: 0 }), text)
        }
        Err(fault) => return page::failed(page, fault),
    };
    let kept = match Kept::read(&office, &desk, &OF_CUSTOMERS).await {
        Ok(kept) => kept,
        Err(fault) => return page::failed(page, fault),
    };
    let (found, pagination) = found;
    let list = List::of(&page, &desk, &OF_CUSTOMERS, &kept, &query, pagination.total_count);
    let times = Times::new(page.words, &desk.account.zone, desk.now);
    let row = |customer: &Value| Row {
        customer: CustomerRow::of(&desk, customer),
        cells: list.headings.iter().map(|heading| of_customer(&page, &desk, &times, customer, &heading.column.name)).collect(),
    };
    let rows: Vec<Row> = found.iter().map(row).collect();
    let first = (pagination.current_page - 1) * pagination.limit + 1;
    let beside = |other: i64, is_there: bool| if is_there { listing.page(other) } else { String::new() };
    page::ok(&Customers {
        filters: Filters::of(&page, &desk, &listing, &query, &CUSTOMERS, &[]),
        list,
        total: pagination.total_count,
        narrowed: listing.is_narrowed(),
        newer: beside(number - 1, number > 1),
        older: beside(number + 1, number < pagination.total_page_count),
        csv: listing.page(1).replacen("/customers?", "/customers.csv?", 1),
        shown: (first, first + rows.len() as i64 - 1),
        rows,
        fault,
        page,
    })
}

/// Sends the customers of the same filters as a file for a spreadsheet.
pub async fn export(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let desk = Desk::of(&office, &visitor);
    let mut text_out = "id,externalId,store,firstName,lastName,phone,email,city,orders,total,createdAt\r\n".to_owned();
    for number in 1..=IN_FILE / AT_ONCE {
        let (found, pagination) = match read(&office, &desk, &query, number, "100").await {
            Ok(found) => found,
            Err(fault) => return page::failed(Page::new(&office, Some(&visitor), "customers"), fault),
        };
        for customer in &found {
            let fields = [
                "/id",
                "/externalId",
                "/site",
                "/firstName",
                "/lastName",
                "/phones/0/number",
                "/email",
                "/address/city",
                "/ordersCount",
                "/totalSumm",
                "/createdAt",
            ];
            text_out.push_str(&fields.map(|pointer| cell(&text(customer, pointer))).join(","));
            text_out.push_str("\r\n");
        }
        if number >= pagination.total_page_count {
            break;
        }
    }
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"customers.csv\"")];
    (headers, text_out).into_response()
}

/// Counts the customers of an address, to `most` at most where that is not kept.
pub(super) async fn count(office: &Office, desk: &Desk, query: &Fields, most: i64) -> Result<i64, Fault> {
    let (request, wish) = wanted(desk, query, 1, PER_PAGE)?;
    let working = desk.clone();
    office.read_slow(desk.person(), move |tx| customers::count(tx, &working.act(), &request.filter, &wish, most)).await
}

/// What an address asks for.
fn wanted(desk: &Desk, query: &Fields, number: i64, limit: &str) -> Result<(ListCustomers, Wish), Fault> {
    let pairs: Vec<(&str, &str)> =
        CUSTOMERS.iter().filter(|filter| !filter.argument.is_empty()).map(|filter| (filter.name, filter.argument)).collect();
    let mut pairs = filled(query, &pairs);
    pairs.extend([("limit".to_owned(), limit.to_owned()), ("page".to_owned(), number.to_string())]);
    let request: ListCustomers = desk.request(&pairs, None)?;
    let sort = OF_CUSTOMERS.sort(desk, &OF_CUSTOMERS.listing(query));
    Ok((request, Wish { text: query.text("q").to_owned(), maker: None, sort }))
}

/// Reads a page of the list, as the visitor sees it.
async fn read(office: &Office, desk: &Desk, query: &Fields, number: i64, limit: &str) -> Result<(Vec<Value>, Pagination), Fault> {
    let (request, wish) = wanted(desk, query, number, limit)?;
    let working = desk.clone();
    let read = office.read_slow(desk.person(), move |tx| customers::search(tx, &working.act(), &request.filter, &wish, request.page));
    let (texts, pagination) = read.await?;
    Ok((texts.iter().map(|text| desk.shown(text)).collect::<Result<_, _>>()?, pagination))
}
