//! One status or manager for several orders: what would change and what would not, then the change itself, order by order.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::fault::Fault;
use domain::orders;
use serde_json::Value;
use wire::{Int, List, Version};

use super::order_edit::save;
use super::orders as orders_page;
use crate::admin::desk::row::OrderRow;
use crate::admin::desk::status::Status;
use crate::admin::desk::{Desk, timeline};
use crate::admin::fields::Fields;
use crate::admin::page::{self, Page};
use crate::admin::when::Times;
use crate::admin::{Office, Visitor};

/// The most orders at once: those of one page of the list.
const MOST: usize = 100;

#[derive(Template)]
#[template(path = "orders_bulk.html")]
struct Preview {
    page: Page,
    /// What is set: label, text.
    set: Vec<(String, String)>,
    status: String,
    manager: String,
    /// What can be chosen where nothing is set yet.
    statuses: Vec<Status>,
    managers: Vec<(i64, String)>,
    /// The orders that change, and those that have it already.
    change: Vec<OrderRow>,
    same: Vec<OrderRow>,
    /// Orders that could not be changed, with the reason.
    failed: Vec<(OrderRow, String)>,
    /// How many were changed before.
    done: i64,
}

/// Shows what would change.
pub async fn look(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let desk = Desk::of(&office, &visitor);
    let chosen = match find(&office, &desk, &fields).await {
        Ok(chosen) => chosen,
        Err(fault) => return page::failed(page, fault),
    };
    if chosen.is_empty() {
        return page::go("/orders?done=orders-none-chosen");
    }
    // The orders stay chosen while the form asks for what is to be set.
    if !sets(&fields) {
        return page::show(StatusCode::BAD_REQUEST, &preview(page, &desk, &fields, &chosen));
    }
    page::ok(&preview(page, &desk, &fields, &chosen))
}

/// Whether a form names something to set.
fn sets(fields: &Fields) -> bool {
    ["status", "manager"].iter().any(|field| !fields.text(field).is_empty())
}

/// Changes the orders, each by itself: those that are refused stay as they are and are listed with the reason.
pub async fn apply(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let desk = Desk::of(&office, &visitor);
    let chosen = match find(&office, &desk, &fields).await {
        Ok(chosen) => chosen,
        Err(fault) => return page::failed(page, fault),
    };
    let mut failed = Vec::new();
    let mut done = 0;
    for order in chosen.iter().filter(|order| !has_already(order, &fields)) {
        let pairs: Vec<(String, String)> = [("order[status]", fields.text("status")), ("order[managerId]", fields.text("manager"))]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        match save(&office, &desk, order["id"].as_i64().unwrap_or(0), &pairs).await {
            Ok(()) => done += 1,
            Err(Fault::Refused(problem)) if problem.status < 500 => {
                let text = page.faults(&problem).0.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ");
                failed.push((order.clone(), text));
            }
            Err(fault) => return page::failed(page, fault),
        }
    }
    if failed.is_empty() {
        return page::go(&format!("/orders?done=orders-changed&count={done}"));
    }
    let times = Times::new(page.words, &desk.account.zone, desk.now);
    let failed = failed.iter().map(|(order, text)| (OrderRow::of(&page, &desk, &times, order), text.clone())).collect();
    page::ok(&Preview { failed, done, change: Vec::new(), ..preview(page, &desk, &fields, &[]) })
}

fn preview(page: Page, desk: &Desk, fields: &Fields, chosen: &[Value]) -> Preview {
    let times = Times::new(page.words, &desk.account.zone, desk.now);
    let (status, manager) = (fields.text("status").to_owned(), fields.text("manager").to_owned());
    let mut set = Vec::new();
    if !status.is_empty() {
        set.push((page.say("order-status"), Status::of(&desk.account, &status).name));
    }
    if let Ok(id) = manager.parse() {
        set.push((page.say("order-manager"), timeline::person(desk, id)));
    }
    let rows = |already: bool| {
        let kept = chosen.iter().filter(|order| has_already(order, fields) == already);
        kept.map(|order| OrderRow::of(&page, desk, &times, order)).collect()
    };
    let (change, same) = if sets(fields) { (rows(false), rows(true)) } else { (rows(true), Vec::new()) };
    let (statuses, managers) = (Status::all(&desk.account), orders_page::managers(desk));
    Preview { set, status, manager, statuses, managers, change, same, failed: Vec::new(), done: 0, page }
}

fn has_already(order: &Value, fields: &Fields) -> bool {
    let same = |value: &str, now: String| value.is_empty() || value == now;
    same(fields.text("status"), order["status"].as_str().unwrap_or_default().to_owned())
        && same(fields.text("manager"), order["managerId"].as_i64().map(|id| id.to_string()).unwrap_or_default())
}

/// The chosen orders, as the visitor sees them; others are left out as if they did not exist.
async fn find(office: &Office, desk: &Desk, fields: &Fields) -> Result<Vec<Value>, Fault> {
    let ids: Vec<Int> = fields.all("id").filter_map(|id| id.parse().ok()).map(Int).take(MOST).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let filter = wire::order::OrderFilter { ids: List(ids), ..Default::default() };
    let working = desk.clone();
    let (texts, _) = office
        .read_slow(desk.person(), move |tx| {
            orders::list(tx, &working.act(), &filter, wire::page::Page { number: 1, limit: MOST as i64 }, Version::V5)
        })
        .await?;
    texts.iter().map(|text| desk.shown(text)).collect()
}
