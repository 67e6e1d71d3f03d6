//! The history of customers: how fields are named in it.

use serde_json::Value;

use crate::act::Act;
use crate::change::{self, Change, Shape, snake};
use crate::draft::{self, Body};

/// What differs between two bodies of a customer, in the words of its history.
pub(super) fn differences(old: &Body, new: &Body) -> Vec<Change> {
    let mut changes = placed(change::differences(old, new, name, &[]), old, new);
    changes.extend(phones(old, new));
    changes
}

/// What was sent as it was already, where the actor does not see that; see [`change::restated`].
pub(super) fn restated(act: &Act<'_>, sent: &Body, old: &Body, new: &Body) -> Vec<Change> {
    placed(change::restated(act, sent, old, new, name, &[]), old, new)
}

/// A row for each of these phones, as if it came, unless there is one.
pub(super) fn restate_phones(view: &mut Vec<Change>, phones: Vec<Value>) {
    for phone in phones {
        if !view.iter().any(|change| change.field == "phones" && change.new == phone) {
            view.push(Change::new("phones", Value::Null, phone));
        }
    }
}

/// Rows about parts of an address say which address it is.
fn placed(mut changes: Vec<Change>, old: &Body, new: &Body) -> Vec<Change> {
    let address = address_of(new).or_else(|| address_of(old));
    for change in changes.iter_mut().filter(|change| change.field.starts_with("address.")) {
        change.part = address.clone().map(|address| ("address", address));
    }
    changes
}

/// Which address it is: what rows about its parts show of it.
fn address_of(body: &Body) -> Option<Value> {
    let address = draft::object(body, "address")?;
    let mut shown = Body::new();
    for field in ["id", "externalId", "name"] {
        if let Some(value) = address.get(field) {
            shown.insert(field.to_owned(), value.clone());
        }
    }
    shown.insert("isMain".to_owned(), address.get("isMain").cloned().unwrap_or(Value::Bool(true)));
    Some(Value::Object(shown))
}

/// A row for each phone that went or came.
fn phones(old: &Body, new: &Body) -> Vec<Change> {
    let (before, after) = (numbers(old), numbers(new));
    let gone = before.iter().filter(|number| !after.contains(number)).map(|number| Change::new("phones", number.clone(), Value::Null));
    let come = after.iter().filter(|number| !before.contains(number)).map(|number| Change::new("phones", Value::Null, number.clone()));
    gone.chain(come).collect()
}

/// The phones of a body, as they are written.
pub(super) fn numbers(body: &Body) -> Vec<Value> {
    let phones = body.get("phones").and_then(Value::as_array).into_iter().flatten();
    phones.filter_map(|phone| phone.get("number").cloned()).collect()
}

fn name(path: &str) -> Option<(String, Shape)> {
    let (name, shape) = match path {
        "managerId" => ("manager", Shape::Id),
        "address.countryIso" => ("address.country", Shape::Plain),
        "address.id" | "phones" => return Some((String::new(), Shape::Silent)),
        _ => {
            return path
                .strip_prefix("customFields.")
                .map(|code| (format!("custom_{code}"), Shape::Plain))
                .or_else(|| Some((snake(path), Shape::Plain)));
        }
    };
    Some((name.to_owned(), shape))
}
