//! The card of a customer: contacts, address, tags, totals, orders, notes, changes, and possible duplicates; and its form.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use database::history::Book;
use domain::audit_log::{Action, Subject};
use domain::fault::Fault;
use domain::notes::{self, NOTE};
use domain::noun::{self, Target};
use domain::{customers, draft, orders};
use serde_json::Value;
use wire::customer::{CustomerFilter, EditCustomer, NoteFilter};
use wire::order::{CustomerName, OrderFilter};
use wire::page::Page as Pages;
use wire::{Int, List, LongText, Patch, Problem, Reference, Text, Version};

use super::card_parts::{self, Parts, Refused, Subjects};
use super::customers::CustomerRow;
use super::keys::number;
use crate::admin::conflict::{self, Settled};
use crate::admin::desk::row::{self, OrderRow, text};
use crate::admin::desk::timeline::{self, Event, Read};
use crate::admin::desk::{Desk, money};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::when::{Times, When};
use crate::admin::{Office, Visitor};

/// Rows of the parts of the card.
const ORDERS: i64 = 20;
const NOTES: i64 = 50;
const CHANGES: i64 = 12;

/// The fields of the form: name, where the answer has it, the argument of the API, and the name of the label.
const FIELDS: [(&str, &str, &str, &str); 12] = [
    ("firstName", "/firstName", "customer[firstName]", "buyer-first-name"),
    ("lastName", "/lastName", "customer[lastName]", "buyer-last-name"),
    ("patronymic", "/patronymic", "customer[patronymic]", "buyer-patronymic"),
    ("email", "/email", "customer[email]", "email"),
    ("birthday", "/birthday", "customer[birthday]", "customer-birthday"),
    ("externalId", "/externalId", "customer[externalId]", "external-id"),
    ("index", "/address/index", "customer[address][index]", "address-index"),
    ("city", "/address/city", "customer[address][city]", "address-city"),
    ("address", "/address/text", "customer[address][text]", "address-text"),
    ("manager", "/managerId", "customer[managerId]", "order-manager"),
    ("vip", "/vip", "customer[vip]", "customer-vip"),
    ("bad", "/bad", "customer[bad]", "customer-bad"),
];

/// The fields of the form with an entry a line: name, what an entry of it is called in the API, and the name of the label.
const LISTS: [(&str, &str, &str); 2] = [("phones", "number", "customer-phones"), ("tags", "name", "customer-tags")];

#[derive(Template)]
#[template(path = "customer.html")]
struct Card {
    page: Page,
    id: i64,
    name: String,
    marks: Vec<&'static str>,
    store: (i64, String),
    created: Option<When>,
    phones: Vec<String>,
    email: String,
    address: String,
    /// The totals: label, text.
    totals: Vec<(String, String)>,
    orders: Vec<OrderRow>,
    orders_count: i64,
    /// The note that stands above the others.
    pinned: Option<Note>,
    notes: Vec<Note>,
    parts: Parts,
    /// Labels and texts.
    about: Vec<(String, String)>,
    tags: Vec<String>,
    events: Vec<Event>,
    changes: i64,
    /// Customers with the same phone or email.
    alike: Vec<CustomerRow>,
}

struct Note {
    id: i64,
    text: String,
    who: String,
    when: When,
}

#[derive(Template)]
#[template(path = "customer_edit.html")]
struct Form {
    page: Page,
    id: i64,
    title: String,
    values: Fields,
    managers: Vec<(i64, String)>,
    base: String,
    faults: Faults,
}

impl Form {
    fn value(&self, name: &str) -> &str {
        self.values.text(name)
    }
}

/// Shows the card.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "customers").noticing(query.text("done"));
    let desk = Desk::of(&office, &visitor);
    match card(&office, page, &desk, number(&id)).await {
        Ok(card) => page::ok(&card),
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "customers"), fault),
    }
}

/// Shows the card with a form that was refused, as it was filled in.
pub(super) async fn refused(office: &Office, visitor: &Visitor, id: i64, refused: Refused) -> Response {
    let page = Page::new(office, Some(visitor), "customers");
    match card(office, page, &Desk::of(office, visitor), id).await {
        Ok(card) => page::show(StatusCode::BAD_REQUEST, &Card { parts: card.parts.refusing(refused), ..card }),
        Err(fault) => page::failed(Page::new(office, Some(visitor), "customers"), fault),
    }
}

async fn card(office: &Office, page: Page, desk: &Desk, id: i64) -> Result<Card, Fault> {
    let working = desk.clone();
    let read = office.read_slow(desk.person(), move |tx| {
        let act = working.act();
        let found = customers::get(tx, &act, id)?;
        let of_customer = OrderFilter { customer_id: Patch::Value(Text(id.to_string())), ..OrderFilter::default() };
        let (orders, pagination) = orders::list(tx, &act, &of_customer, Pages { limit: ORDERS, number: 1 }, Version::V5)?;
        let of_notes = NoteFilter { customer_ids: List(vec![Int(id)]), ..NoteFilter::default() };
        let (notes, _) = notes::list(tx, &act, &of_notes, Pages { limit: NOTES, number: 1 })?;
        let alike = if working.finds_people() { alike(tx, &working, id, &serde_json::from_str(&found)?)? } else { Vec::new() };
        let history = Read::of(tx, &working, Book::Customers, id, CHANGES)?;
        let pinned = notes::pinned(tx, &act, id)?;
        let parts = card_parts::read(tx, &working, Subjects { target: Target::Customer, id })?;
        Ok::<_, Fault>((found, orders, pagination.total_count, (pinned, notes), alike, history, parts))
    });
    let (found, orders, orders_count, (pinned, notes), alike, history, parts) = read.await?;
    let customer = desk.shown(&found)?;
    let times = Times::new(page.words, &desk.account.zone, desk.now);
    let orders = orders.iter().map(|text| desk.shown(text)).collect::<Result<Vec<_>, _>>()?;
    let alike = alike.iter().map(|text| desk.shown(text)).collect::<Result<Vec<_>, _>>()?;
    let name = row::name(&customer);
    let sum = |field: &str| money::of(page.words.language, &customer[field], row::currency(desk, &customer));
    let flag = |name: &str| customer[name].as_bool().unwrap_or(false);
    let note = |note: &str| -> Result<Note, Fault> {
        // A note may hold a phone or an email: it is masked as the API masks it.
        let shown = desk.shown(note)?;
        let who = shown["managerId"].as_i64().map(|id| timeline::person(desk, id)).unwrap_or_default();
        let when = times.when(row::moment(desk, &shown, "/createdAt").unwrap_or_default());
        Ok(Note { id: shown["id"].as_i64().unwrap_or_default(), text: text(&shown, "/text"), who, when })
    };
    let (pinned_id, pinned) = pinned.unzip();
    let mut notes = notes.iter().map(|text| note(text)).collect::<Result<Vec<_>, _>>()?;
    notes.retain(|note| Some(note.id) != pinned_id);
    let store = desk.account.site(&text(&customer, "/site"));
    let mut about: Vec<(String, String)> = [
        ("customer-birthday", text(&customer, "/birthday")),
        ("order-manager", customer["managerId"].as_i64().map(|id| timeline::person(desk, id)).unwrap_or_default()),
        ("external-id", text(&customer, "/externalId")),
        ("order-id", text(&customer, "/id")),
        ("order-source", text(&customer, "/source/source")),
    ]
    .map(|(label, value)| (page.say(label), value))
    .into();
    for (code, value) in customer["customFields"].as_object().into_iter().flatten() {
        about.push((code.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
    }
    about.retain(|(_, value)| !value.is_empty());
    let list = |field: &str, part: &str| -> Vec<String> {
        let each = customer[field].as_array().into_iter().flatten();
        each.map(|item| text(item, part)).filter(|text| !text.is_empty()).collect()
    };
    let totals = [
        ("customer-orders", customer["ordersCount"].as_i64().map(|count| page.number(&count)).unwrap_or_default()),
        ("customer-total", sum("totalSumm")),
        ("customer-average", sum("averageSumm")),
    ];
    Ok(Card {
        id,
        name,
        marks: [("vip", "customer-vip"), ("bad", "customer-bad")]
            .into_iter()
            .filter(|(field, _)| flag(field))
            .map(|(_, mark)| mark)
            .collect(),
        store: store.map(|site| (site.id, site.name.clone())).unwrap_or_default(),
        created: row::moment(desk, &customer, "/createdAt").map(|at| times.when(at)),
        phones: list("phones", "/number"),
        email: text(&customer, "/email"),
        address: super::order::address(&customer["address"]),
        totals: totals.into_iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| (page.say(label), value)).collect(),
        orders: orders.iter().map(|order| OrderRow::of(&page, desk, &times, order)).collect(),
        orders_count,
        parts: Parts::of(&page, desk, Subjects { target: Target::Customer, id }, &parts)?,
        pinned: pinned.as_deref().map(note).transpose()?,
        notes,
        about,
        tags: list("tags", "/name"),
        events: timeline::draw(&page, desk, Book::Customers, &history)?,
        changes: history.total,
        alike: alike.iter().map(|other| CustomerRow::of(desk, other)).collect(),
        page,
    })
}

/// Customers with the same phone or email, as answers of the API.
fn alike(tx: &mut database::Tx<'_>, desk: &Desk, id: i64, customer: &Value) -> Result<Vec<String>, Fault> {
    let phones = customer["phones"].as_array().into_iter().flatten().map(|phone| text(phone, "/number")).take(3);
    let mut found: Vec<(i64, String)> = Vec::new();
    for wanted in phones.chain([text(customer, "/email")]).filter(|wanted| wanted.chars().count() > 5) {
        let filter = CustomerFilter { name: Patch::Value(Text(wanted)), ..CustomerFilter::default() };
        let (texts, _) = customers::list(tx, &desk.act(), &filter, Pages { limit: 20, number: 1 })?;
        for text in texts {
            let other = serde_json::from_str::<Value>(&text)?["id"].as_i64().unwrap_or(0);
            if other != id && !found.iter().any(|(known, _)| *known == other) {
                found.push((other, text));
            }
        }
    }
    found.truncate(5);
    Ok(found.into_iter().map(|(_, text)| text).collect())
}

/// Shows the form.
pub async fn form(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "customers");
    let (desk, id) = (Desk::of(&office, &visitor), number(&id));
    match find(&office, &desk, id).await {
        Ok(customer) => {
            let there = fields_of(&customer);
            page::ok(&drawn(page, &desk, id, &customer, (there.clone(), conflict::base(&there)), Faults::default()))
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// Changes a customer.
pub async fn edit(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "customers");
    let (desk, id) = (Desk::of(&office, &visitor), number(&id));
    let customer = match find(&office, &desk, id).await {
        Ok(customer) => customer,
        Err(fault) => return page::failed(page, fault),
    };
    let there = fields_of(&customer);
    let names: Vec<&str> = FIELDS.iter().map(|(name, ..)| *name).chain(LISTS.map(|(name, ..)| name)).collect();
    let mine = conflict::only(&fields, &names);
    if fields.has("again") {
        let base = fields.text(conflict::BASE).to_owned();
        return page::ok(&drawn(page, &desk, id, &customer, (mine, base), Faults::default()));
    }
    let settled = match conflict::settle(&fields, mine.clone(), &there) {
        Settled::Go(settled) => settled,
        Settled::Ask(differing) => {
            let named = (row::name(&customer), format!("/customers/{id}/edit"), format!("/customers/{id}"));
            return conflict::ask(page, named, (&mine, &there), differing, label, |_, _, value| value.to_owned());
        }
    };
    match save(&office, &desk, id, &settled, &there).await {
        Ok(()) => page::go(&format!("/customers/{id}?done=customer-saved")),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            let form = drawn(page, &desk, id, &customer, (settled, conflict::base(&there)), faults);
            page::show(StatusCode::BAD_REQUEST, &form)
        }
        Err(fault) => page::failed(page, fault),
    }
}

async fn save(office: &Office, desk: &Desk, id: i64, mine: &Fields, there: &Fields) -> Result<(), Fault> {
    let mut pairs: Vec<(String, String)> = FIELDS
        .iter()
        .filter(|(name, ..)| mine.text(name) != there.text(name))
        .map(|(name, _, argument, _)| {
            let value = mine.text(name);
            let value = if matches!(*name, "vip" | "bad") { u8::from(!value.is_empty()).to_string() } else { value.to_owned() };
            ((*argument).to_owned(), value)
        })
        .collect();
    let lines = |fields: &Fields, name: &str| -> Vec<String> {
        fields.text(name).lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    };
    for (name, part, _) in LISTS {
        let (list, before) = (lines(mine, name), lines(there, name));
        if list == before {
            continue;
        }
        // Tags that stay keep their colours.
        if name == "tags" {
            let missing = |these: &[String], those: &[String]| these.iter().filter(|tag| !those.contains(tag)).cloned().collect::<Vec<_>>();
            for (argument, tags) in [("addTags", missing(&list, &before)), ("removeTags", missing(&before, &list))] {
                pairs.extend(tags.into_iter().enumerate().map(|(place, tag)| (format!("customer[{argument}][{place}][{part}]"), tag)));
            }
            continue;
        }
        if list.is_empty() {
            pairs.push((format!("customer[{name}]"), "[]".to_owned()));
        }
        pairs.extend(list.into_iter().enumerate().map(|(place, line)| (format!("customer[{name}][{place}][{part}]"), line)));
    }
    if pairs.is_empty() {
        return Ok(());
    }
    let (request, working) = (desk.request::<EditCustomer>(&pairs, Some(id))?, desk.clone());
    let edited = office.hub.db.write(move |tx| {
        customers::change(tx, &working.act(), &Reference::Id(id), None, &request.customer)?;
        working.note(tx, Action::CustomerEdited, &subject(id), &pairs)
    });
    edited.await
}

fn subject(id: i64) -> Subject {
    Subject::numbered("customer", id, &id.to_string())
}

async fn find(office: &Office, desk: &Desk, id: i64) -> Result<Value, Fault> {
    let working = desk.clone();
    let text = office.hub.db.read(move |tx| customers::get(tx, &working.act(), id)).await?;
    desk.shown(&text)
}

fn fields_of(customer: &Value) -> Fields {
    let mut values: Vec<(String, String)> = FIELDS
        .iter()
        .map(|(name, pointer, ..)| {
            let value = match customer.pointer(pointer) {
                Some(Value::Bool(flag)) => {
                    if *flag {
                        "yes".to_owned()
                    } else {
                        String::new()
                    }
                }
                _ => text(customer, pointer),
            };
            ((*name).to_owned(), value)
        })
        .collect();
    for (name, part, _) in LISTS {
        let list = customer[name].as_array().into_iter().flatten().map(|item| text(item, &format!("/{part}")));
        values.push((name.to_owned(), list.collect::<Vec<_>>().join("\n")));
    }
    values.retain(|(_, value)| !value.is_empty());
    Fields::of(values)
}

fn drawn(page: Page, desk: &Desk, id: i64, customer: &Value, (values, base): (Fields, String), faults: Faults) -> Form {
    Form { id, title: row::name(customer), values, managers: super::orders::managers(desk), base, faults, page }
}

fn label(page: &Page, field: &str) -> String {
    let of_lists = LISTS.iter().find(|(name, ..)| *name == field).map(|(.., label)| *label);
    let label = FIELDS.iter().find(|(name, ..)| *name == field).map(|(.., label)| *label).or(of_lists);
    page.say(label.unwrap_or("customer-phones"))
}

/// Adds a note.
pub async fn add_note(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let (desk, id, person) = (Desk::of(&office, &visitor), number(&id), visitor.id);
    let note = wire::customer::Note {
        text: Patch::Value(LongText(fields.text("text").to_owned())),
        manager_id: Patch::Value(Int(person)),
        customer: Patch::Value(CustomerName { id: Patch::Value(Int(id)), ..CustomerName::default() }),
        ..wire::customer::Note::default()
    };
    let added = office.hub.db.write(move |tx| {
        noun::create(tx, &desk.act(), &NOTE, None, draft::of(&note)?)?;
        desk.note(tx, Action::CustomerEdited, &subject(id), &[("customer[notes]".to_owned(), String::new())])
    });
    match added.await {
        Ok(()) => page::go(&format!("/customers/{id}?done=note-added#notes")),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let refused = Refused::of(&Page::new(&office, Some(&visitor), "customers"), "note", fields, &problem);
            self::refused(&office, &visitor, id, refused).await
        }
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "customers"), fault),
    }
}

/// Pins a note of this customer in place of the one before, or takes the pin off.
pub async fn pin_note(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path((id, note)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let (desk, id, note) = (Desk::of(&office, &visitor), number(&id), number(&note));
    let pins = fields.text("do") != "unpin";
    let pinned = office.hub.db.write(move |tx| {
        notes::pin(tx, &desk.act(), id, note, pins)?;
        desk.note(tx, Action::CustomerEdited, &subject(id), &[("customer[notes]".to_owned(), String::new())])
    });
    match pinned.await {
        Ok(()) => page::go(&format!("/customers/{id}?done={}#notes", if pins { "note-pinned" } else { "note-unpinned" })),
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "customers"), fault),
    }
}

/// Removes a note of this customer.
pub async fn remove_note(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path((id, note)): Path<(String, String)>,
) -> Response {
    let (desk, id, note) = (Desk::of(&office, &visitor), number(&id), number(&note));
    let removed = office.hub.db.write(move |tx| {
        notes::of_customer(tx, &desk.act(), id, note)?.ok_or_else(Problem::not_found)?;
        noun::remove(tx, &desk.act(), &NOTE, note)?;
        desk.note(tx, Action::CustomerEdited, &subject(id), &[("customer[notes]".to_owned(), String::new())])
    });
    match removed.await {
        Ok(()) => page::go(&format!("/customers/{id}?done=note-removed#notes")),
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "customers"), fault),
    }
}
