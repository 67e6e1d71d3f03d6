//! Merging two customers: field by field what becomes of what, then the merge.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::audit_log::{Action, Subject};
use domain::customers;
use domain::fault::Fault;
use serde_json::Value;

use super::keys::number;
use crate::admin::desk::row::{self, text};
use crate::admin::desk::{Desk, money};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

/// The fields that are compared: where the answer has them and the name of the label.
const FIELDS: [(&str, &str); 8] = [
    ("/lastName", "buyer-last-name"),
    ("/firstName", "buyer-first-name"),
    ("/email", "email"),
    ("/birthday", "customer-birthday"),
    ("/externalId", "external-id"),
    ("/address/city", "address-city"),
    ("/address/text", "address-text"),
    ("/createdAt", "customer-since"),
];

#[derive(Template)]
#[template(path = "customer_merge.html")]
struct Merge {
    page: Page,
    /// The customer that stays and the one that goes.
    stays: Side,
    goes: Side,
    /// Label, value of the one that stays, of the one that goes, and the result.
    rows: Vec<[String; 4]>,
    /// The orders and sums together: label, text.
    sums: Vec<(String, String)>,
}

struct Side {
    id: i64,
    name: String,
    store: String,
}

/// Shows what a merge of `{id}` with `?with=ID` would do; `{id}` stays.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "customers");
    let desk = Desk::of(&office, &visitor);
    let (stays, goes) = (number(&id), number(query.text("with")));
    let working = desk.clone();
    let read = office.hub.db.read(move |tx| {
        let act = working.act();
        Ok::<_, Fault>((customers::get(tx, &act, stays)?, customers::get(tx, &act, goes)?))
    });
    let shown = match read.await {
        Ok((stays, goes)) => desk.shown(&stays).and_then(|stays| Ok((stays, desk.shown(&goes)?))),
        Err(fault) => Err(fault),
    };
    match shown {
        Ok((stays, goes)) => page::ok(&merge(page, &desk, &stays, &goes)),
        Err(fault) => page::failed(page, fault),
    }
}

/// Merges.
pub async fn merge_both(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let desk = Desk::of(&office, &visitor);
    let (stays, goes) = (number(&id), number(fields.text("with")));
    let merged = office.hub.db.write(move |tx| {
        customers::combine(tx, &desk.act(), &[goes], stays)?;
        let subject = Subject::numbered("customer", stays, &stays.to_string());
        desk.note(tx, Action::CustomerMerged, &subject, &[(format!("customer[{goes}]"), String::new())])
    });
    match merged.await {
        Ok(()) => page::go(&format!("/customers/{stays}?done=customers-merged")),
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "customers"), fault),
    }
}

fn merge(page: Page, desk: &Desk, stays: &Value, goes: &Value) -> Merge {
    let list = |customer: &Value, field: &str, part: &str| -> Vec<String> {
        customer[field].as_array().into_iter().flatten().map(|item| text(item, part)).filter(|text| !text.is_empty()).collect()
    };
    let mut rows: Vec<[String; 4]> = Vec::new();
    for (pointer, label) in FIELDS {
        let (own, other) = (text(stays, pointer), text(goes, pointer));
        // A blank of the one that stays is filled; the external id and the day of its making are never taken over.
        let fills = own.is_empty() && !matches!(pointer, "/externalId" | "/createdAt");
        let result = if fills { other.clone() } else { own.clone() };
        if !own.is_empty() || !other.is_empty() {
            rows.push([page.say(label), own, other, result]);
        }
    }
    for (field, part, label) in [("phones", "/number", "customer-phones"), ("tags", "/name", "customer-tags")] {
        let (own, other) = (list(stays, field, part), list(goes, field, part));
        let mut both = own.clone();
        both.extend(other.iter().filter(|item| !own.contains(item)).cloned());
        if !both.is_empty() {
            rows.push([page.say(label), own.join(", "), other.join(", "), both.join(", ")]);
        }
    }
    let count = |customer: &Value| customer["ordersCount"].as_i64().unwrap_or(0);
    let mut sums = vec![(page.say("customer-orders"), page.number(&(count(stays) + count(goes))))];
    if let (Some(own), Some(other)) = (stays["totalSumm"].as_f64(), goes["totalSumm"].as_f64()) {
        sums.push((page.say("customer-total"), money::written(page.words.language, own + other, row::currency(desk, stays))));
    }
    let side = |customer: &Value| Side {
        id: customer["id"].as_i64().unwrap_or(0),
        name: row::name(customer),
        store: row::store(desk, &text(customer, "/site")),
    };
    Merge { stays: side(stays), goes: side(goes), rows, sums, page }
}
