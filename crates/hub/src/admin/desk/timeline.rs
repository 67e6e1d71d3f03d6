//! The history of an order or a customer as a timeline: who or which key changed what, when, from what to what.

use std::collections::BTreeMap;

use database::history::{self, Book, Line};
use database::{Tx, keys};
use domain::fault::Fault;
use domain::history::row;
use domain::trade::imports;
use serde_json::Value;

use super::Desk;
use super::status;
use crate::admin::page::Page;
use crate::admin::when::{Times, When};

/// How the row of a making begins.
const MADE: &str = "{\"created\":true";

/// The fields of histories that the pages have names for.
const NAMED: [&str; 16] = [
    "customer",
    "status",
    "manager",
    "first_name",
    "last_name",
    "phone",
    "phones",
    "email",
    "customer_comment",
    "manager_comment",
    "delivery_type",
    "delivery_cost",
    "delivery_date",
    "order_product",
    "payments.status",
    "external_id",
];

/// What was read of a history.
pub struct Read {
    lines: Vec<Line>,
    /// How many rows there are in all.
    pub total: i64,
    /// The names of the keys that made the changes.
    keys: BTreeMap<i64, String>,
}

impl Read {
    /// Reads the newest rows of an order or a customer.
    ///
    /// # Errors
    /// The database failed.
    pub fn of(tx: &mut Tx<'_>, desk: &Desk, book: Book, subject: i64, limit: i64) -> Result<Self, Fault> {
        let (lines, total) = history::latest(tx, book, desk.act().scope, subject, limit)?;
        let mut names = BTreeMap::new();
        for id in lines.iter().filter_map(|line| line.key) {
            if let std::collections::btree_map::Entry::Vacant(place) = names.entry(id) {
                place.insert(keys::find(tx, id)?.map(|key| key.name).unwrap_or_default());
            }
        }
        Ok(Self { lines, total, keys: names })
    }

    /// The newest row; 0 when there is none.
    pub fn newest(&self) -> i64 {
        self.lines.first().map_or(0, |line| line.id)
    }

    /// Whether a field was changed after a row, as far as the rows were read.
    pub fn changed_since(&self, field: &str, row: i64) -> bool {
        self.lines.iter().any(|line| line.id > row && line.field == field)
    }
}

/// What one person or key changed at one moment.
pub struct Event {
    /// The name of the person or the key.
    pub who: String,
    /// The page of the key; empty for a person.
    pub address: String,
    /// The letters of a person's round mark; empty for a key.
    pub initials: String,
    /// Whether the hub itself did it.
    pub is_hub: bool,
    /// The number of the import that did it; 0 for none.
    pub import: i64,
    /// When.
    pub when: When,
    /// The day, as a heading where it differs from the row before.
    pub day: String,
    /// What changed.
    pub changes: Vec<Change>,
}

/// A field that changed.
pub struct Change {
    /// The field's name.
    pub field: String,
    /// Before; empty for nothing.
    pub before: String,
    /// After; empty for nothing.
    pub after: String,
}

/// Draws what was read, the newest first.
///
/// # Errors
/// A row is damaged.
pub fn draw(page: &Page, desk: &Desk, book: Book, read: &Read) -> Result<Vec<Event>, Fault> {
    let times = Times::new(page.words, &desk.account.zone, desk.now);
    let mut events: Vec<Event> = Vec::new();
    let mut last = None;
    let mut day = String::new();
    for line in &read.lines {
        let shown = desk.shown(&row(line, desk.act().actor, None)?)?;
        let change = change(page, desk, book, line, &shown);
        let author = (line.key, line.user, line.created_at, imports::numbered(line.request_id.as_deref()));
        if last != Some(author) {
            let date = times.date(line.created_at);
            let heading = if date == day { String::new() } else { date.clone() };
            day = date;
            events.push(event(page, desk, read, line, &times, heading));
        }
        last = Some(author);
        if let Some(event) = events.last_mut() {
            // What it was made with is no change.
            if line.body.starts_with(MADE) {
                event.changes.retain(|change| !change.before.is_empty());
            }
            event.changes.push(change);
        }
    }
    Ok(events)
}

fn event(page: &Page, desk: &Desk, read: &Read, line: &Line, times: &Times, day: String) -> Event {
    let (mut who, mut address, mut initials) = (page.say("timeline-hub"), String::new(), String::new());
    if let Some(key) = line.key {
        who = read.keys.get(&key).filter(|name| !name.is_empty()).cloned().unwrap_or_else(|| page.say("timeline-key"));
        address = format!("/integration/keys/{key}");
    } else if let Some(id) = line.user {
        who = person(desk, id);
        initials = who.split_whitespace().take(2).filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect();
    }
    Event {
        is_hub: line.key.is_none() && line.user.is_none(),
        who,
        address,
        initials,
        import: imports::numbered(line.request_id.as_deref()),
        when: times.when(line.created_at),
        day,
        changes: Vec::new(),
    }
}

/// The name of a person by id.
pub fn person(desk: &Desk, id: i64) -> String {
    let user = desk.account.users.iter().find(|user| user.id == id);
    user.map_or_else(|| format!("#{id}"), |user| format!("{} {}", user.first_name, user.last_name).trim_end().to_owned())
}

fn change(page: &Page, desk: &Desk, book: Book, line: &Line, shown: &Value) -> Change {
    if shown["created"] == Value::Bool(true) {
        let text = if book == Book::Orders { "timeline-order-made" } else { "timeline-customer-made" };
        return Change { field: page.say(text), before: String::new(), after: String::new() };
    }
    let side = |name: &str| value(page, desk, &line.field, &shown[name]);
    Change { field: field(page, book, &line.field, shown), before: side("oldValue"), after: side("newValue") }
}

/// The name of a field of a history; the history's own name where the pages have none.
fn field(page: &Page, book: Book, name: &str, row: &Value) -> String {
    let known = NAMED.contains(&name).then(|| page.say(&format!("field-{}", name.replace(['_', '.'], "-"))));
    let label = known.unwrap_or_else(|| match name.split_once("custom_") {
        Some(("", code)) => desk_name(code),
        _ => desk_name(name),
    });
    let part = match book {
        Book::Orders => super::row::text(row, "/item/offer/displayName"),
        _ => String::new(),
    };
    if part.is_empty() { label } else { format!("{label} · {part}") }
}

fn desk_name(name: &str) -> String {
    name.replace('_', " ").replace('.', ": ")
}

/// A value as people read it: names instead of codes and ids.
fn value(page: &Page, desk: &Desk, field: &str, value: &Value) -> String {
    let code = value["code"].as_str().or_else(|| value.as_str());
    let books = [
        ("status", "statuses"),
        ("order_type", "order-types"),
        ("order_method", "order-methods"),
        ("delivery_type", "delivery-types"),
        ("shipment_store", "stores"),
        ("payments.status", "payment-statuses"),
        ("payments.type", "payment-types"),
    ];
    if let (Some(code), Some((_, kind))) = (code, books.iter().find(|(name, _)| *name == field)) {
        return status::name(&desk.account, kind, code);
    }
    match value {
        Value::Null => String::new(),
        Value::Bool(flag) => page.say(if *flag { "yes" } else { "no" }),
        Value::String(text) => text.clone(),
        Value::Object(members) if field == "manager" => {
            members.get("id").and_then(Value::as_i64).map(|id| person(desk, id)).unwrap_or_default()
        }
        Value::Object(members) if members.contains_key("number") => members.get("number").map(plain).unwrap_or_default(),
        Value::Object(members) if members.contains_key("id") => members.get("id").map(|id| format!("#{}", plain(id))).unwrap_or_default(),
        Value::Object(members) if members.len() == 1 => members.values().next().map(plain).unwrap_or_default(),
        other => plain(other),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
