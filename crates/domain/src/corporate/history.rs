//! The history of corporate customers: how fields and parts are named in it.

use serde_json::{Value, json};

use super::draft::Draft;
use super::parts::{self, Part};
use crate::act::Act;
use crate::change::{self, Change, Shape, snake};
use crate::draft::{self, Body};

/// What differs between the fields of two states, parts left out.
pub(super) fn of_fields(act: &Act<'_>, before: &Draft, after: &Draft, stated: &Body) -> Vec<Change> {
    let (old, new) = (before.fields(), after.fields());
    let mut changes = change::differences(&old, &new, name, &[]);
    changes.extend(change::restated(act, stated, &old, &new, name, &[]));
    changes
}

fn name(path: &str) -> Option<(String, Shape)> {
    if let Some(code) = path.strip_prefix("customFields.") {
        return Some((format!("custom_{code}"), Shape::Plain));
    }
    Some(match path {
        "managerId" => ("manager".to_owned(), Shape::Id),
        _ => (snake(path), Shape::Plain),
    })
}

/// What became of a part: a row that it came, or one for each of its fields that changed.
pub(super) fn of_part(act: &Act<'_>, part: Part, before: Option<&Body>, after: &Body, stated: &Body) -> Vec<Change> {
    let (member, names): (&str, change::Names) = match part {
        Part::Address => ("address", address_name),
        Part::Company => ("company", company_name),
        Part::Contact => ("customerContact", contact_name),
    };
    let shown = shown(part, after);
    let other = after.get("home").and_then(Value::as_i64);
    let named = |change: Change| {
        let change = change.of_part(member, shown.clone());
        match other {
            Some(site) => change.telling_of(site),
            None => change,
        }
    };
    let mut changes = Vec::new();
    match before {
        None => changes.push(named(Change::new(word(part), Value::Null, value(part, after)))),
        Some(before) => {
            changes.extend(change::differences(before, after, names, &["customer"]).into_iter().map(&named));
            changes.extend(change::restated(act, stated, before, after, names, &["customer"]).into_iter().map(&named));
        }
    }
    if part == Part::Contact {
        let links = |contact: Option<&Body>| contact.and_then(|contact| contact.get("companies")).and_then(Value::as_array).cloned();
        let (old, new) = (links(before).unwrap_or_default(), links(Some(after)).unwrap_or_default());
        let row = |link: &Value| json!({ "id": link["id"], "customer_contact": { "id": after.get("id") } });
        let gone = old.iter().filter(|link| !new.contains(link)).map(|link| Change::new(LINK, row(link), Value::Null));
        let come = new.iter().filter(|link| !old.contains(link)).map(|link| Change::new(LINK, Value::Null, row(link)));
        changes.extend(gone.chain(come).map(named));
    }
    changes
}

const LINK: &str = "contact.contact_company";

/// A row for a main part that became another one.
pub(super) fn of_main(part: Part, before: Option<&Body>, after: Option<&Body>) -> Option<Change> {
    let id = |part: Option<&Body>| part.and_then(parts::number);
    if id(before) == id(after) {
        return None;
    }
    let shown = |main: Option<&Body>| main.map_or(Value::Null, |main| value(part, main));
    let change = Change::new(format!("main_{}", word(part)), shown(before), shown(after));
    // A row concerns one other store; where both persons are of others, the one that is left is not named.
    let home = |part: Option<&Body>| part.and_then(|part| part.get("home")).and_then(Value::as_i64);
    Some(match (home(before), home(after)) {
        (Some(old), Some(new)) if old != new => Change { old: Value::Null, ..change }.telling_of(new),
        (old, new) => match new.or(old) {
            Some(site) => change.telling_of(site),
            None => change,
        },
    })
}

fn word(part: Part) -> &'static str {
    match part {
        Part::Address => "address",
        Part::Company => "company",
        Part::Contact => "contact",
    }
}

/// A part as the value of a row: a contact is its person.
fn value(part: Part, body: &Body) -> Value {
    if part == Part::Contact {
        return json!({ "id": parts::person(body) });
    }
    named(body, &["id", "name"])
}

/// A part as a row shows it beside what changed.
fn shown(part: Part, body: &Body) -> Value {
    match part {
        Part::Contact => json!({ "id": body.get("id"), "isMain": body.get("isMain"), "customer": { "id": parts::person(body) } }),
        _ => named(body, &["id", "externalId", "name", "isMain"]),
    }
}

fn named(body: &Body, fields: &[&str]) -> Value {
    let mut shown = Body::new();
    for field in fields {
        if let Some(value) = body.get(*field) {
            shown.insert((*field).to_owned(), value.clone());
        }
    }
    Value::Object(shown)
}

fn silent(path: &str) -> bool {
    matches!(path, "id" | "isMain" | "home" | "companies" | "customer")
}

fn address_name(path: &str) -> Option<(String, Shape)> {
    Some(match path {
        _ if silent(path) => (String::new(), Shape::Silent),
        "countryIso" => ("address.country".to_owned(), Shape::Plain),
        _ => (format!("address.{}", snake(path)), Shape::Plain),
    })
}

fn company_name(path: &str) -> Option<(String, Shape)> {
    if let Some(code) = path.strip_prefix("customFields.") {
        return Some((format!("custom_{code}"), Shape::Plain));
    }
    Some(match path {
        _ if silent(path) => (String::new(), Shape::Silent),
        "address.id" => ("company.address".to_owned(), Shape::Id),
        _ => (format!("company.{}", snake(path)), Shape::Plain),
    })
}

fn contact_name(path: &str) -> Option<(String, Shape)> {
    Some(if silent(path) { (String::new(), Shape::Silent) } else { (format!("contact.{}", snake(path)), Shape::Plain) })
}

/// Whether a text holds another one, in whatever case.
pub(super) fn holds(body: &Body, field: &str, wanted: &str) -> bool {
    let folded = crate::contact::folded;
    draft::text(body, field).is_some_and(|text| folded(text).contains(&*folded(wanted.trim())))
}
