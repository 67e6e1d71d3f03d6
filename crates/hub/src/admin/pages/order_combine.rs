//! Combining two orders: which stays, what becomes of the data and the items of the other one, then the same as over the API.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use database::Tx;
use domain::audit_log::{Action, Subject};
use domain::fault::Fault;
use domain::orders;
use serde_json::Value;
use wire::order::{CombineOrders, OrderFilter};
use wire::page::Page as Pages;
use wire::{List, Patch, Text, Version};

use super::keys::number;
use crate::admin::desk::row::{self, OrderRow, text};
use crate::admin::desk::{Desk, money};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::when::Times;
use crate::admin::{Office, Visitor};

/// What can become of the data and the items: the words of the API.
const TECHNIQUES: [&str; 4] = ["summ", "merge", "ours", "theirs"];

#[derive(Template)]
#[template(path = "order_combine.html")]
struct Combine {
    page: Page,
    /// The order that stays.
    stays: Side,
    /// The order that goes; `None` until one is chosen.
    goes: Option<Side>,
    /// Other orders of the customer in the same store.
    others: Vec<OrderRow>,
    /// The number that was looked for in vain.
    absent: String,
    technique: String,
    faults: Faults,
}

impl Combine {
    /// The address of the order that stays.
    fn back(&self) -> String {
        format!("/orders/{}", self.stays.row.id)
    }

    /// What can become of the data and the items: word, text, and what it does.
    fn choices(&self) -> [(&'static str, String, String); 4] {
        TECHNIQUES.map(|code| (code, self.page.say(&format!("combine-{code}")), self.page.say(&format!("combine-{code}-why"))))
    }
}

struct Side {
    row: OrderRow,
    /// Items: name and quantity.
    items: Vec<(String, String)>,
    paid: String,
}

impl Side {
    fn of(page: &Page, desk: &Desk, order: &Value) -> Self {
        let times = Times::new(page.words, &desk.account.zone, desk.now);
        let item = |item: &Value| (text(item, "/offer/displayName"), text(item, "/quantity"));
        Self {
            row: OrderRow::of(page, desk, &times, order),
            items: order["items"].as_array().into_iter().flatten().map(item).collect(),
            paid: money::of(page.words.language, &order["prepaySum"], row::currency(desk, order)),
        }
    }
}

/// What the page reads: the order that stays, the one that goes, and those to choose from.
struct Found {
    stays: String,
    goes: Option<String>,
    others: Vec<String>,
}

/// An order of the store, by its number or its id: `#12` or `12` where no number is the same.
fn named(tx: &mut Tx<'_>, desk: &Desk, site: &str, wanted: &str) -> Result<Option<String>, Fault> {
    let sites = List(vec![Text(site.to_owned())]);
    let filter = OrderFilter { numbers: List(vec![Text(wanted.to_owned())]), sites, ..OrderFilter::default() };
    let (found, _) = orders::list(tx, &desk.act(), &filter, Pages { limit: 20, number: 1 }, Version::V5)?;
    match (found.into_iter().next(), wanted.trim_start_matches('#').parse()) {
        (Some(found), _) => Ok(Some(found)),
        (None, Ok(id)) => orders::get(tx, &desk.act(), id, Version::V5),
        (None, Err(_)) => Ok(None),
    }
}

fn read(tx: &mut Tx<'_>, desk: &Desk, id: i64, with: &str, other: &str) -> Result<Found, Fault> {
    let act = desk.act();
    let stays = orders::get(tx, &act, id, Version::V5)?.ok_or_else(wire::Problem::not_found)?;
    let order: Value = serde_json::from_str(&stays)?;
    let site = text(&order, "/site");
    let goes = match (with.is_empty(), other.is_empty()) {
        (false, _) => Some(orders::get(tx, &act, number(with), Version::V5)?.ok_or_else(wire::Problem::not_found)?),
        (true, false) => named(tx, desk, &site, other)?,
        (true, true) => None,
    };
    let mut others = Vec::new();
    if let (None, Some(customer)) = (&goes, order.pointer("/contact/id").and_then(Value::as_i64)) {
        let filter =
            OrderFilter { customer_id: Patch::Value(Text(customer.to_string())), sites: List(vec![Text(site)]), ..OrderFilter::default() };
        others = orders::list(tx, &act, &filter, Pages { limit: 20, number: 1 }, Version::V5)?.0;
    }
    Ok(Found { stays, goes, others })
}

fn drawn(page: Page, desk: &Desk, found: &Found, absent: String, technique: &str, faults: Faults) -> Result<Combine, Fault> {
    let stays = Side::of(&page, desk, &desk.shown(&found.stays)?);
    let goes = found.goes.as_ref().map(|text| Ok::<_, Fault>(Side::of(&page, desk, &desk.shown(text)?))).transpose()?;
    let times = Times::new(page.words, &desk.account.zone, desk.now);
    let others = found.others.iter().map(|text| Ok::<_, Fault>(OrderRow::of(&page, desk, &times, &desk.shown(text)?)));
    let mut others = others.collect::<Result<Vec<_>, _>>()?;
    others.retain(|other| other.id != stays.row.id);
    let technique = TECHNIQUES.iter().find(|known| **known == technique).unwrap_or(&TECHNIQUES[0]);
    Ok(Combine { stays, goes, others, absent, technique: (*technique).to_owned(), faults, page })
}

/// Shows which order is to be combined with `{id}`, or what a combination with `?with=ID` does; `{id}` stays.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let (desk, id) = (Desk::of(&office, &visitor), number(&id));
    let (working, with, other) = (desk.clone(), query.text("with").to_owned(), query.text("number").to_owned());
    let found = office.read_slow(desk.person(), move |tx| read(tx, &working, id, &with, &other)).await;
    let shown = found.and_then(|found| {
        let absent = if found.goes.is_none() { query.text("number").to_owned() } else { String::new() };
        drawn(page, &desk, &found, absent, "", Faults::default())
    });
    match shown {
        Ok(shown) => page::ok(&shown),
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "orders"), fault),
    }
}

/// Combines them.
pub async fn combine(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let (desk, stays, goes) = (Desk::of(&office, &visitor), number(&id), number(fields.text("with")));
    let technique = fields.text("technique").to_owned();
    let mut pairs = vec![("order[id]".to_owned(), goes.to_string()), ("resultOrder[id]".to_owned(), stays.to_string())];
    if !technique.is_empty() {
        pairs.push(("technique".to_owned(), technique.clone()));
    }
    let working = desk.clone();
    let done = match desk.request::<CombineOrders>(&pairs, None) {
        Ok(request) => {
            let combined = office.hub.db.write(move |tx| {
                orders::combine(tx, &working.act(), request.order, request.result, request.technique)?;
                let subject = Subject::numbered("order", stays, &stays.to_string());
                working.note(tx, Action::OrderEdited, &subject, &[(format!("order[combined {goes}]"), String::new())])
            });
            combined.await
        }
        Err(problem) => Err(problem.into()),
    };
    let page = Page::new(&office, Some(&visitor), "orders");
    let faults = match done {
        Ok(()) => return page::go(&format!("/orders/{stays}?done=orders-combined")),
        Err(Fault::Refused(problem)) if problem.status == 400 => page.faults(&problem),
        Err(fault) => return page::failed(page, fault),
    };
    let (working, with) = (desk.clone(), goes.to_string());
    let found = office.read_slow(desk.person(), move |tx| read(tx, &working, stays, &with, "")).await;
    match found.and_then(|found| drawn(page, &desk, &found, String::new(), &technique, faults)) {
        Ok(shown) => page::show(StatusCode::BAD_REQUEST, &shown),
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "orders"), fault),
    }
}
