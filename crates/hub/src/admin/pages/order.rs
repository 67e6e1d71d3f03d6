//! The card of an order: lines and totals, customer, delivery, payments, comments, last changes; its history; and the order
//! as a key would get it.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use database::Tx;
use database::catalogue::offers;
use database::history::Book;
use domain::act::Act;
use domain::fault::Fault;
use domain::noun::Target;
use domain::orders;
use serde_json::Value;
use wire::order::OrderFilter;
use wire::page::Page as Pages;
use wire::{Patch, Problem, Version};

use super::card_parts::{self, Parts, Refused, Subjects};
use super::card_payments::{self, Payment};
use super::keys::number;
use super::store_catalogue::picture;
use crate::admin::desk::row::{self, OrderRow, Paid, text};
use crate::admin::desk::status::{self, Status};
use crate::admin::desk::timeline::{self, Event, Read};
use crate::admin::desk::{Desk, money};
use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::when::{Times, When};
use crate::admin::{Office, Visitor};

/// Changes on the card, and on the page of the history.
const LAST: i64 = 12;
const ALL: i64 = 500;
/// Other orders of the customer on the card.
const OTHERS: i64 = 5;

#[derive(Template)]
#[template(path = "order.html")]
struct Card {
    page: Page,
    head: Head,
    lines: Vec<Line>,
    sums: Vec<(String, String, bool)>,
    customer: Buyer,
    parts: Parts,
    others: Vec<OrderRow>,
    others_count: i64,
    /// What is known of delivery: labels and texts.
    delivery: Vec<(String, String)>,
    payments: Vec<Payment>,
    /// The form of one of them, or of a new one.
    payment: card_payments::Form,
    comments: Vec<(String, String)>,
    events: Vec<Event>,
    /// Labels, texts, and an address or nothing.
    about: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "order_history.html")]
struct History {
    page: Page,
    head: Head,
    events: Vec<Event>,
    more: i64,
}

/// What stands above each page of an order.
pub(super) struct Head {
    /// Internal id.
    pub id: i64,
    /// Its number.
    pub number: String,
    /// The total.
    pub sum: String,
    /// Where it stands.
    pub status: Status,
    /// The statuses to choose from; empty where nothing may be changed.
    pub statuses: Vec<Status>,
    /// The status that usually follows.
    pub next: Option<Status>,
    /// How much is paid.
    pub paid: Paid,
    /// The store: id, name.
    pub store: (i64, String),
    /// When it was made.
    pub created: Option<When>,
    /// Where it came from.
    pub source: String,
    /// Rows of its history.
    pub changes: i64,
    /// The newest of them, which forms remember.
    pub newest: i64,
}

struct Line {
    name: String,
    article: String,
    /// The address of its offer's picture, or nothing.
    picture: String,
    quantity: String,
    price: String,
    discount: String,
    sum: String,
}

/// Who ordered.
struct Buyer {
    id: i64,
    name: String,
    initials: String,
    phones: Vec<String>,
    email: String,
    place: String,
}

/// What the pages of an order read.
pub(super) struct Found {
    pub order: Value,
    pub history: Read,
}

/// What the card shows beside the order itself.
struct Beside {
    /// The key that made it: id and name.
    maker: Option<(i64, String)>,
    others: Vec<Value>,
    others_count: i64,
    parts: card_parts::Read,
    pictures: BTreeMap<i64, String>,
}

/// Reads an order with its newest changes.
///
/// # Errors
/// There is none that the visitor may see, or the database failed.
pub(super) async fn find(office: &Office, desk: &Desk, id: i64, changes: i64) -> Result<Found, Fault> {
    let working = desk.clone();
    let read = office.read_slow(desk.person(), move |tx| read(tx, &working, id, changes));
    let (order, history) = read.await?;
    Ok(Found { order: desk.shown(&order)?, history })
}

fn read(tx: &mut Tx<'_>, desk: &Desk, id: i64, changes: i64) -> Result<(String, Read), Fault> {
    let act = desk.act();
    match orders::get(tx, &act, id, Version::V5)? {
        Some(found) => Ok((found, Read::of(tx, desk, Book::Orders, id, changes)?)),
        None => Err(orders::absent(tx, &act, &wire::Reference::Id(id), None)?.into()),
    }
}

/// Reads an order with everything that its card shows.
async fn find_card(office: &Office, desk: &Desk, id: i64) -> Result<(Found, Beside), Fault> {
    let working = desk.clone();
    let read = office.read_slow(desk.person(), move |tx| {
        let act = working.act();
        let (found, history) = read(tx, &working, id, LAST)?;
        let value: Value = serde_json::from_str(&found)?;
        let (mut others, mut count) = (Vec::new(), 0);
        if let Some(customer) = value.pointer("/contact/id").and_then(Value::as_i64) {
            let filter = OrderFilter { customer_id: Patch::Value(wire::Text(customer.to_string())), ..OrderFilter::default() };
            let (texts, pagination) = orders::list(tx, &act, &filter, Pages { limit: 20, number: 1 }, Version::V5)?;
            (others, count) = (texts, pagination.total_count - 1);
        }
        let maker = match database::orders::maker(tx, id)? {
            Some(key) => database::keys::find(tx, key)?.map(|key| (key.id, key.name)),
            None => None,
        };
        let parts = card_parts::read(tx, &working, Subjects { target: Target::Order, id })?;
        let pictures = pictures(tx, &act, &value)?;
        Ok::<_, Fault>((found, history, others, count, maker, parts, pictures))
    });
    let (order, history, others, others_count, maker, parts, pictures) = read.await?;
    let mut shown = others.iter().map(|text| desk.shown(text)).collect::<Result<Vec<_>, _>>()?;
    shown.retain(|other| other["id"].as_i64() != Some(id));
    shown.truncate(OTHERS as usize);
    Ok((Found { order: desk.shown(&order)?, history }, Beside { maker, others: shown, others_count, parts, pictures }))
}

/// The first picture of each offer among an order's lines, by the offer's id.
fn pictures(tx: &mut Tx<'_>, act: &Act<'_>, order: &Value) -> Result<BTreeMap<i64, String>, Fault> {
    let ids: Vec<i64> = order["items"].as_array().into_iter().flatten().filter_map(|item| item["offer"]["id"].as_i64()).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let offers = offers::of(tx, act.scope, "id", ids.into_iter().map(Into::into).collect())?;
    Ok(offers.into_iter().map(|offer| (offer.id, picture(&offer.body))).collect())
}

/// Shows the card.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders").noticing(query.text("done"));
    let desk = Desk::of(&office, &visitor);
    let found = find_card(&office, &desk, number(&id)).await;
    let of = |found: &Found| card_payments::Form::of(&desk, &found.order, number(query.text("payment")), &Refused::default());
    match found.and_then(|(found, beside)| Ok(Card { payment: of(&found), ..card(page, &desk, &found, &beside)? })) {
        Ok(card) => page::ok(&card),
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "orders"), fault),
    }
}

/// Shows the card with a form that was refused, as it was filled in.
pub(super) async fn refused(office: &Office, visitor: &Visitor, id: i64, refused: Refused) -> Response {
    let (page, desk) = (Page::new(office, Some(visitor), "orders"), Desk::of(office, visitor));
    let found = find_card(office, &desk, id).await;
    let of = |found: &Found| card_payments::Form::of(&desk, &found.order, 0, &refused);
    match found.and_then(|(found, beside)| Ok(Card { payment: of(&found), ..card(page, &desk, &found, &beside)? })) {
        Ok(card) => page::show(StatusCode::BAD_REQUEST, &Card { parts: card.parts.refusing(refused), ..card }),
        Err(fault) => page::failed(Page::new(office, Some(visitor), "orders"), fault),
    }
}

/// Shows the whole history.
pub async fn history(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let desk = Desk::of(&office, &visitor);
    let drawn = match find(&office, &desk, number(&id), ALL).await {
        Ok(found) => timeline::draw(&page, &desk, Book::Orders, &found.history).map(|events| (events, found)),
        Err(fault) => Err(fault),
    };
    match drawn {
        Ok((events, found)) => {
            let head = Head::of(&page, &desk, &found);
            page::ok(&History { head, events, more: (found.history.total - ALL).max(0), page })
        }
        Err(fault) => page::failed(page, fault),
    }
}

impl Head {
    /// The head of an order's pages.
    pub fn of(page: &Page, desk: &Desk, found: &Found) -> Self {
        let order = &found.order;
        let times = Times::new(page.words, &desk.account.zone, desk.now);
        let code = text(order, "/status");
        let store = desk.account.site(&text(order, "/site"));
        let source = ["/source/source", "/source/campaign", "/source/medium"].map(|part| text(order, part));
        Self {
            id: order["id"].as_i64().unwrap_or(0),
            number: text(order, "/number"),
            sum: money::of(page.words.language, &order["totalSumm"], row::currency(desk, order)),
            status: Status::of(&desk.account, &code),
            statuses: if desk.changes() { Status::all(&desk.account) } else { Vec::new() },
            next: Status::next(&desk.account, &code).filter(|_| desk.changes()),
            paid: Paid::of(order),
            store: store.map(|site| (site.id, site.name.clone())).unwrap_or_default(),
            created: row::moment(desk, order, "/createdAt").map(|at| times.when(at)),
            source: source.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
            changes: found.history.total,
            newest: found.history.newest(),
        }
    }
}

fn card(page: Page, desk: &Desk, found: &Found, beside: &Beside) -> Result<Card, Fault> {
    let order = &found.order;
    let currency = row::currency(desk, order).to_owned();
    let language = page.words.language;
    let sum = |value: &Value| money::of(language, value, &currency);
    let times = Times::new(page.words, &desk.account.zone, desk.now);
    let others = beside.others.iter().map(|other| OrderRow::of(&page, desk, &times, other)).collect();
    let name = |kind: &str, pointer: &str| {
        let code = text(order, pointer);
        if code.is_empty() { code } else { status::name(&desk.account, kind, &code) }
    };
    let cost = [sum(&order["delivery"]["cost"]), name("delivery-types", "/delivery/code")];
    let time = ["/delivery/time/from", "/delivery/time/to", "/delivery/time/custom"].map(|part| text(order, part));
    let delivery = [
        (
            "order-delivery-type",
            [cost[1].clone(), cost[0].clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        ),
        ("order-delivery-service", text(order, "/delivery/service/name")),
        ("order-delivery-to", address(&order["delivery"]["address"])),
        (
            "order-delivery-when",
            [
                day(page.words, &text(order, "/delivery/date")),
                time.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("–"),
            ]
            .join(" ")
            .trim()
            .to_owned(),
        ),
        ("order-delivery-from", name("stores", "/shipmentStore")),
        ("order-track", text(order, "/delivery/data/trackNumber")),
    ];
    let manager = order["managerId"].as_i64().map(|id| timeline::person(desk, id)).unwrap_or_default();
    let mut about: Vec<(String, String, String)> = [
        ("order-type", name("order-types", "/orderType")),
        ("order-method", name("order-methods", "/orderMethod")),
        ("order-manager", manager),
        ("external-id", text(order, "/externalId")),
        ("order-id", text(order, "/id")),
    ]
    .into_iter()
    .map(|(label, value)| (page.say(label), value, String::new()))
    .collect();
    if let Some((id, name)) = &beside.maker {
        about.push((page.say("order-made-by"), name.to_owned(), format!("/integration/keys/{id}")));
    }
    for (code, value) in order["customFields"].as_object().into_iter().flatten() {
        about.push((code.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned), String::new()));
    }
    about.retain(|(_, value, _)| !value.is_empty());
    let comments = [
        ("order-customer-comment", "/customerComment"),
        ("order-manager-comment", "/managerComment"),
        ("order-status-comment", "/statusComment"),
    ];
    Ok(Card {
        parts: Parts::of(&page, desk, Subjects { target: Target::Order, id: order["id"].as_i64().unwrap_or(0) }, &beside.parts)?,
        head: Head::of(&page, desk, found),
        lines: lines(language, order, &currency, &beside.pictures),
        sums: sums(&page, order, &currency),
        customer: buyer(order),
        others,
        others_count: beside.others_count,
        delivery: delivery.into_iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| (page.say(label), value)).collect(),
        payments: card_payments::of_order(desk, &times, order, &sum),
        payment: card_payments::Form::default(),
        comments: comments
            .map(|(label, pointer)| (page.say(label), text(order, pointer)))
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect(),
        events: timeline::draw(&page, desk, Book::Orders, &found.history)?,
        about,
        page,
    })
}

fn lines(language: &str, order: &Value, currency: &str, pictures: &BTreeMap<i64, String>) -> Vec<Line> {
    let line = |item: &Value| {
        let number = |field: &str| item[field].as_f64();
        let (quantity, price, discount) =
            (number("quantity").unwrap_or(0.0), number("initialPrice"), number("discountTotal").unwrap_or(0.0));
        let written = |sum: Option<f64>| sum.map_or_else(String::new, |sum| money::written(language, sum, currency));
        let names = ["/offer/displayName", "/offer/name", "/productName"].map(|name| text(item, name));
        Line {
            name: names.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
            article: text(item, "/offer/article"),
            picture: item["offer"]["id"].as_i64().and_then(|offer| pictures.get(&offer)).cloned().unwrap_or_default(),
            quantity: text(item, "/quantity"),
            price: written(price),
            discount: if discount > 0.0 { written(Some(-discount * quantity)) } else { String::new() },
            sum: written(price.map(|price| (price - discount) * quantity)),
        }
    };
    order["items"].as_array().into_iter().flatten().map(line).collect()
}

/// The totals: label, sum, whether it is the total.
fn sums(page: &Page, order: &Value, currency: &str) -> Vec<(String, String, bool)> {
    let number = |field: &str| order[field].as_f64();
    let (Some(total), paid) = (number("totalSumm"), number("prepaySum").unwrap_or(0.0)) else { return Vec::new() };
    let written = |sum: f64| money::written(page.words.language, sum, currency);
    let mut sums = Vec::new();
    if let Some(goods) = number("summ") {
        sums.push((page.say("order-goods"), written(goods), false));
    }
    if let Some(delivery) = order["delivery"]["cost"].as_f64().filter(|cost| *cost != 0.0) {
        sums.push((page.say("order-delivery"), written(delivery), false));
    }
    sums.push((page.say("order-total"), written(total), true));
    sums.push((page.say("order-prepaid"), written(paid), false));
    sums.push((page.say("order-to-pay"), written(total - paid), false));
    sums
}

fn buyer(order: &Value) -> Buyer {
    let name = row::name(order);
    let phones = ["/phone", "/additionalPhone"].map(|phone| text(order, phone));
    let place = ["/delivery/address/city", "/delivery/address/region", "/delivery/address/countryIso"].map(|part| text(order, part));
    Buyer {
        id: order.pointer("/contact/id").and_then(Value::as_i64).unwrap_or(0),
        initials: name.split_whitespace().take(2).filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect(),
        name,
        phones: phones.into_iter().filter(|phone| !phone.is_empty()).collect(),
        email: text(order, "/email"),
        place: place.into_iter().find(|part| !part.is_empty()).unwrap_or_default(),
    }
}

/// An address in one line.
pub(super) fn address(value: &Value) -> String {
    let whole = text(value, "/text");
    let parts = ["/index", "/city", "/street", "/building", "/flat"].map(|part| text(value, part));
    let mut parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if !whole.is_empty() {
        parts = vec![text(value, "/index"), text(value, "/city"), whole];
        parts.dedup();
        parts.retain(|part| !part.is_empty());
    }
    parts.join(", ")
}

fn day(words: crate::admin::words::Words, text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |day| crate::admin::when::day(words, day))
}

/// Shows the order as a key would get it over the API: what it does not see is absent.
pub async fn as_key(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let desk = Desk::of(&office, &visitor);
    let (id, chosen) = (number(&id), number(query.text("key")));
    let found = match find(&office, &desk, id, 1).await {
        Ok(found) => found,
        Err(fault) => return page::failed(page, fault),
    };
    let (hub, working) = (Arc::clone(&office.hub), desk.clone());
    let read = office.read_slow(visitor.id, move |tx| {
        let active = database::key_list::Filter { active: Some(true), ..Default::default() };
        let (keys, _) = database::key_list::page(tx, &active, database::key_list::Order::Name, false, 500, 0)?;
        let keys: Vec<(i64, String)> = keys.into_iter().map(|key| (key.id, key.name)).collect();
        let chosen = if chosen == 0 { keys.first().map_or(0, |key| key.0) } else { chosen };
        let seen = super::order_as_key::read(tx, &hub, &working, chosen, id)?;
        Ok::<_, Fault>((keys, chosen, seen))
    });
    match read.await {
        Ok((keys, chosen, seen)) => page::ok(&AsKey { head: Head::of(&page, &desk, &found), keys, chosen, seen, page }),
        Err(Fault::Refused(problem)) if problem.status == 404 => page::failed(page, Problem::not_found().into()),
        Err(fault) => page::failed(page, fault),
    }
}

#[derive(Template)]
#[template(path = "order_as_key.html")]
struct AsKey {
    page: Page,
    head: Head,
    /// Ids and names.
    keys: Vec<(i64, String)>,
    chosen: i64,
    /// The JSON; `None` when the key does not see the order.
    seen: Option<String>,
}
