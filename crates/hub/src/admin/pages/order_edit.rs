//! The form of an order: one that is there, or a new one. What it sends is what a key would send, so the same rules, the
//! same history and the same refusals hold; two people at one form are asked which values stay.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::audit_log::{Action, Subject};
use domain::catalogue::find;
use domain::fault::Fault;
use domain::orders;
use serde_json::Value;
use wire::order::{CreateOrder, EditOrder};
use wire::{Problem, Reference};

use super::keys::number;
use super::order::find;
use super::orders::managers;
use crate::admin::conflict::{self, Settled};
use crate::admin::desk::row::text;
use crate::admin::desk::status::{self, Status};
use crate::admin::desk::{Desk, timeline};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};

/// The fields of the form: name, where the answer has it, the argument of the API, and the name of the label.
const FIELDS: [(&str, &str, &str, &str); 18] = [
    ("status", "/status", "order[status]", "order-status"),
    ("manager", "/managerId", "order[managerId]", "order-manager"),
    ("type", "/orderType", "order[orderType]", "order-type"),
    ("method", "/orderMethod", "order[orderMethod]", "order-method"),
    ("firstName", "/firstName", "order[firstName]", "buyer-first-name"),
    ("lastName", "/lastName", "order[lastName]", "buyer-last-name"),
    ("phone", "/phone", "order[phone]", "buyer-phone"),
    ("email", "/email", "order[email]", "email"),
    ("delivery", "/delivery/code", "order[delivery][code]", "order-delivery-type"),
    ("cost", "/delivery/cost", "order[delivery][cost]", "order-delivery-cost"),
    ("date", "/delivery/date", "order[delivery][date]", "order-delivery-day"),
    ("index", "/delivery/address/index", "order[delivery][address][index]", "address-index"),
    ("city", "/delivery/address/city", "order[delivery][address][city]", "address-city"),
    ("address", "/delivery/address/text", "order[delivery][address][text]", "address-text"),
    ("track", "/delivery/data/trackNumber", "order[delivery][data][trackNumber]", "order-track"),
    ("customerComment", "/customerComment", "order[customerComment]", "order-customer-comment"),
    ("managerComment", "/managerComment", "order[managerComment]", "order-manager-comment"),
    ("externalId", "/externalId", "order[externalId]", "external-id"),
];

/// Empty lines to add goods in.
const NEW_LINES: usize = 3;

#[derive(Template)]
#[template(path = "order_edit.html")]
struct Form {
    page: Page,
    /// The order; 0 for a new one.
    id: i64,
    title: String,
    /// The stores to choose from, for a new order: code, name, whether it is chosen.
    stores: Vec<(String, String, bool)>,
    values: Fields,
    lines: Vec<Line>,
    statuses: Vec<Status>,
    managers: Vec<(i64, String)>,
    delivery_types: Vec<(String, String)>,
    types: Vec<(String, String)>,
    methods: Vec<(String, String)>,
    base: String,
    faults: Faults,
}

/// A line of goods in the form; `id` is 0 for a new one.
struct Line {
    id: i64,
    place: usize,
    name: String,
    quantity: String,
    price: String,
    removed: bool,
}

impl Form {
    fn of(page: Page, desk: &Desk, id: i64, title: String, values: Fields, lines: Vec<Line>) -> Self {
        let book = |kind: &str| {
            let entries = desk.account.dictionary(kind).iter().filter(|entry| entry.active);
            entries.map(|entry| (entry.code.clone(), status::name(&desk.account, kind, &entry.code))).collect::<Vec<_>>()
        };
        let store = values.text("store").to_owned();
        Self {
            id,
            title,
            stores: desk.stores().map(|site| (site.code.clone(), site.name.clone(), site.code == store)).collect(),
            statuses: Status::all(&desk.account),
            managers: managers(desk),
            delivery_types: book("delivery-types"),
            types: book("order-types"),
            methods: book("order-methods"),
            lines,
            base: String::new(),
            faults: Faults::default(),
            values,
            page,
        }
    }

    fn value(&self, name: &str) -> &str {
        self.values.text(name)
    }
}

/// Shows the form of an order.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let (desk, id) = (Desk::of(&office, &visitor), number(&id));
    match find(&office, &desk, id, 1).await {
        Ok(found) => {
            let there = fields_of(&found.order);
            let (title, lines) = (text(&found.order, "/number"), lines_of(&found.order, &there));
            page::ok(&Form { base: conflict::base(&there), ..Form::of(page, &desk, id, title, there, lines) })
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// Changes an order.
pub async fn edit(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let (desk, id) = (Desk::of(&office, &visitor), number(&id));
    let found = match find(&office, &desk, id, 1).await {
        Ok(found) => found,
        Err(fault) => return page::failed(page, fault),
    };
    let (there, title) = (fields_of(&found.order), text(&found.order, "/number"));
    let mine = own(&fields, &there);
    if fields.has("again") {
        let (lines, base) = (lines_of(&found.order, &mine), fields.text(conflict::BASE).to_owned());
        return page::ok(&Form { base, ..Form::of(page, &desk, id, title, mine, lines) });
    }
    let settled = match conflict::settle(&fields, mine.clone(), &there) {
        Settled::Go(settled) => settled,
        Settled::Ask(differing) => {
            let named = (title, format!("/orders/{id}/edit"), format!("/orders/{id}"));
            let shown = |page: &Page, field: &str, value: &str| shown(page, &desk, field, value);
            return conflict::ask(page, named, (&mine, &there), differing, label, shown);
        }
    };
    let changed = changed(&settled, &there);
    let saved = match changed.is_empty() {
        true => Ok(()),
        false => save(&office, &desk, id, &changed).await,
    };
    match saved {
        Ok(()) => page::go(&format!("/orders/{id}?done=order-saved")),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let (faults, lines, base) = (page.faults(&problem), lines_of(&found.order, &settled), conflict::base(&there));
            page::show(StatusCode::BAD_REQUEST, &Form { faults, base, ..Form::of(page, &desk, id, title, settled, lines) })
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// Changes an order by arguments of the API.
///
/// # Errors
/// As the method of the API.
pub(super) async fn save(office: &Office, desk: &Desk, id: i64, pairs: &[(String, String)]) -> Result<(), Fault> {
    let (request, working) = (desk.request::<EditOrder>(pairs, Some(id))?, desk.clone());
    let pairs = pairs.to_vec();
    let edited = office.hub.db.write(move |tx| {
        orders::edit(tx, &working.act(), &Reference::Id(id), None, &request.order, None)?;
        working.note(tx, Action::OrderEdited, &Subject::numbered("order", id, &id.to_string()), &pairs)
    });
    edited.await
}

/// Changes the status of an order, unless it was changed since the page was shown.
pub async fn set_status(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let (desk, id) = (Desk::of(&office, &visitor), number(&id));
    let newest = fields.text("newest").parse::<i64>().unwrap_or(0);
    let found = match find(&office, &desk, id, 50).await {
        Ok(found) => found,
        Err(fault) => return page::failed(page, fault),
    };
    if found.history.changed_since("status", newest) {
        return page::go(&format!("/orders/{id}?done=order-changed-meanwhile"));
    }
    match save(&office, &desk, id, &[("order[status]".to_owned(), fields.text("status").to_owned())]).await {
        Ok(()) => page::go(&format!("/orders/{id}?done=order-saved")),
        Err(fault) => page::failed(page, fault),
    }
}

/// Shows the form of a new order; `?copy=ID` fills it with what another one holds.
pub async fn new(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let desk = Desk::of(&office, &visitor);
    let mut values = Vec::new();
    if !query.text("copy").is_empty() {
        match find(&office, &desk, number(query.text("copy")), 1).await {
            Ok(found) => values = copied(&found.order),
            Err(fault) => return page::failed(page, fault),
        }
    }
    let title = page.say("orders-add");
    let values = Fields::of(values);
    let lines = new_lines(&values);
    page::ok(&Form::of(page, &desk, 0, title, values, lines))
}

/// Makes an order.
pub async fn add(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let desk = Desk::of(&office, &visitor);
    let title = page.say("orders-add");
    if fields.has("again") {
        let lines = new_lines(&fields);
        return page::ok(&Form::of(page, &desk, 0, title, fields, lines));
    }
    match make(&office, &desk, &fields).await {
        Ok(id) => page::go(&format!("/orders/{id}?done=order-made")),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let (faults, lines) = (page.faults(&problem), new_lines(&fields));
            page::show(StatusCode::BAD_REQUEST, &Form { faults, ..Form::of(page, &desk, 0, title, fields, lines) })
        }
        Err(fault) => page::failed(page, fault),
    }
}

async fn make(office: &Office, desk: &Desk, fields: &Fields) -> Result<i64, Fault> {
    let mut pairs = changed(fields, &Fields::default());
    let store = desk.stores().find(|site| site.code == fields.text("store")).ok_or_else(|| Problem::missing("site"))?;
    pairs.push(("site".to_owned(), store.code.clone()));
    let request: CreateOrder = desk.request(&pairs, None)?;
    let working = desk.clone();
    let named = orders::goods::named(&request.order, store.id);
    let goods = match named.is_empty() {
        true => Vec::new(),
        false => office.hub.db.read(move |tx| find::goods(tx, working.act().scope, &named)).await?,
    };
    let new = orders::take_in(&request.order, store, &desk.account, desk.now, &goods)?;
    let working = desk.clone();
    let made = office.hub.db.write(move |tx| {
        tx.lock(orders::locks(&new))?;
        let id = orders::create(tx, &working.act(), &new)?.id;
        working.note(tx, Action::OrderAdded, &Subject::numbered("order", id, &id.to_string()), &[])?;
        Ok::<_, Fault>(id)
    });
    made.await
}

/// An order as the form would send it.
fn fields_of(order: &Value) -> Fields {
    let mut values: Vec<(String, String)> = FIELDS
        .iter()
        .map(|(name, pointer, ..)| ((*name).to_owned(), text(order, pointer)))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    for item in items(order) {
        let id = text(item, "/id");
        values.push((format!("quantity-{id}"), text(item, "/quantity")));
        values.push((format!("price-{id}"), text(item, "/initialPrice")));
    }
    values.retain(|(_, value)| !value.is_empty());
    Fields::of(values)
}

fn items(order: &Value) -> impl Iterator<Item = &Value> {
    order["items"].as_array().into_iter().flatten()
}

fn copied(order: &Value) -> Vec<(String, String)> {
    let own = ["status", "externalId", "track", "date"];
    let mut values: Vec<(String, String)> = FIELDS
        .iter()
        .filter(|(name, ..)| !own.contains(name))
        .map(|(name, pointer, ..)| ((*name).to_owned(), text(order, pointer)))
        .collect();
    values.push(("store".to_owned(), text(order, "/site")));
    for (place, item) in items(order).enumerate() {
        let name = ["/offer/displayName", "/offer/name", "/productName"].map(|name| text(item, name));
        values.push((format!("new-name-{place}"), name.into_iter().find(|name| !name.is_empty()).unwrap_or_default()));
        values.push((format!("new-quantity-{place}"), text(item, "/quantity")));
        values.push((format!("new-price-{place}"), text(item, "/initialPrice")));
    }
    values
}

/// What the form may send: its own fields and those of its lines; a field that was not shown stays as it is.
fn own(fields: &Fields, there: &Fields) -> Fields {
    let is_own = |name: &str| {
        FIELDS.iter().any(|(field, ..)| *field == name)
            || ["quantity-", "price-", "drop-", "new-name-", "new-quantity-", "new-price-"].iter().any(|start| name.starts_with(start))
    };
    let mut sent: Vec<(String, String)> = fields.iter().filter(|(name, _)| is_own(name)).cloned().collect();
    let hidden = there.iter().filter(|(name, _)| !fields.has(name)).cloned();
    sent.extend(hidden.collect::<Vec<_>>());
    Fields::of(sent)
}

fn lines_of(order: &Value, values: &Fields) -> Vec<Line> {
    let line = |(place, item): (usize, &Value)| {
        let id = text(item, "/id");
        let names = ["/offer/displayName", "/offer/name", "/productName"].map(|name| text(item, name));
        Line {
            place,
            name: names.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
            quantity: values.text(&format!("quantity-{id}")).to_owned(),
            price: values.text(&format!("price-{id}")).to_owned(),
            removed: values.has(&format!("drop-{id}")),
            id: id.parse().unwrap_or(0),
        }
    };
    items(order).enumerate().map(line).chain(new_lines(values)).collect()
}

/// The new lines of a form: those that were filled in, and empty ones.
fn new_lines(values: &Fields) -> Vec<Line> {
    let filled = (0..).take_while(|place| values.has(&format!("new-name-{place}"))).count().max(NEW_LINES);
    let line = |place: usize| {
        let value = |name: &str| values.text(&format!("new-{name}-{place}")).to_owned();
        Line { id: 0, place, name: value("name"), quantity: value("quantity"), price: value("price"), removed: false }
    };
    (0..filled).map(line).collect()
}

/// What differs from what is there, as arguments of the API.
fn changed(mine: &Fields, there: &Fields) -> Vec<(String, String)> {
    let differs = |name: &str| mine.text(name).replace("\r\n", "\n") != there.text(name).replace("\r\n", "\n");
    let mut pairs: Vec<(String, String)> = FIELDS
        .iter()
        .filter(|(name, ..)| differs(name))
        .map(|(name, _, argument, _)| ((*argument).to_owned(), mine.text(name).to_owned()))
        .collect();
    let ids: Vec<&str> = there.iter().filter_map(|(name, _)| name.strip_prefix("quantity-")).collect();
    let new: Vec<usize> = (0..)
        .take_while(|place| mine.has(&format!("new-name-{place}")))
        .filter(|place| !mine.text(&format!("new-name-{place}")).is_empty())
        .collect();
    let dropped = |id: &str| mine.has(&format!("drop-{id}"));
    let touched = ids.iter().any(|id| dropped(id) || differs(&format!("quantity-{id}")) || differs(&format!("price-{id}")));
    if !touched && new.is_empty() {
        return pairs;
    }
    // Lines that are not listed are removed, so that the others are named too.
    let kept: Vec<&&str> = ids.iter().filter(|id| !dropped(id)).collect();
    if kept.is_empty() && new.is_empty() {
        pairs.push(("order[items]".to_owned(), "[]".to_owned()));
    }
    for (place, id) in kept.iter().enumerate() {
        let mut line = |field: &str, value: &str| pairs.push((format!("order[items][{place}][{field}]"), value.to_owned()));
        line("id", id);
        for (field, argument) in [("quantity", "quantity"), ("price", "initialPrice")] {
            let name = format!("{field}-{id}");
            if differs(&name) {
                line(argument, mine.text(&name));
            }
        }
    }
    for (place, number) in (kept.len()..).zip(new) {
        for (field, argument) in [("name", "productName"), ("quantity", "quantity"), ("price", "initialPrice")] {
            let value = mine.text(&format!("new-{field}-{number}"));
            if !value.is_empty() {
                pairs.push((format!("order[items][{place}][{argument}]"), value.to_owned()));
            }
        }
    }
    pairs
}

fn label(page: &Page, field: &str) -> String {
    match FIELDS.iter().find(|(name, ..)| *name == field) {
        Some((.., label)) => page.say(label),
        None if field.contains("price") => page.say("order-price"),
        None if field.contains("drop") => page.say("order-line-remove"),
        None if field.contains("name") => page.say("order-item"),
        None => page.say("order-quantity"),
    }
}

fn shown(page: &Page, desk: &Desk, field: &str, value: &str) -> String {
    match field {
        "status" => Status::of(&desk.account, value).name,
        "manager" => value.parse().map_or_else(|_| value.to_owned(), |id| timeline::person(desk, id)),
        "delivery" => status::name(&desk.account, "delivery-types", value),
        _ if field.starts_with("drop-") => page.say("yes"),
        _ => value.to_owned(),
    }
}
