//! Covering an answer: every field of it, however deep, as its class is masked.

use serde_json::{Map, Value, json};
use wire::Moment;

use super::Masking;
use super::fields::{self, Judged, address_part, is_coarse, judge, judge_free};
use crate::access::masks::{Class, Mask};

/// What kind of data a value stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Fields of the API, whose names say what they hold.
    Typed,
    /// Data of an integration: free, but for the ids of these names.
    Known(&'static [&'static str]),
    /// Whatever a client chose, under names that it chose.
    Free,
}

impl Place {
    fn is_free(self) -> bool {
        self != Self::Typed
    }

    /// The place of what stands in an object that stands here.
    fn inner(self, name: &str) -> Self {
        if self.is_free() { Self::Free } else { fields::place(name) }
    }
}

/// Covers what the key does not see in a JSON value.
pub(super) fn cover(masking: &Masking<'_>, value: &mut Value, place: Place) {
    match value {
        Value::Object(members) => object(masking, members, place),
        Value::Array(list) => list.iter_mut().for_each(|item| cover(masking, item, place)),
        Value::String(text) => {
            if let Some(scrubbed) = scrubbed(masking, text) {
                *text = scrubbed;
            }
        }
        Value::Number(_) => {
            if let Some(scrubbed) = masking.scrubbed_number(value, place.is_free()) {
                *value = scrubbed;
            }
        }
        _ => {}
    }
}

fn object(masking: &Masking<'_>, members: &mut Map<String, Value>, place: Place) {
    let view = members.get("field").and_then(Value::as_str).filter(|_| members.contains_key("oldValue")).map(str::to_owned);
    members.retain(|name, value| match &view {
        Some(field) if matches!(name.as_str(), "oldValue" | "newValue") => is_told(masking, field, value),
        Some(_) if name == "field" => {
            cover(masking, value, Place::Free);
            true
        }
        _ => is_left(masking, name, value, place),
    });
    rename(masking, members, place);
}

/// Covers the value of a field in a history; false when it is left out. Some of these fields have been chosen by
/// clients, and so numbers are looked at as in free data.
fn is_told(masking: &Masking<'_>, field: &str, value: &mut Value) -> bool {
    let number = value.is_number();
    let left = is_left(masking, field, value, Place::Typed);
    if left && number && matches!(judge(field), Judged::Text | Judged::Of(Class::Custom)) {
        cover(masking, value, Place::Free);
    }
    left
}

/// Covers the names of members that clients chose. Names that are digits only are ids, where the API chose them.
fn rename(masking: &Masking<'_>, members: &mut Map<String, Value>, place: Place) {
    let is_id = |name: &str| !place.is_free() && name.bytes().all(|byte| byte.is_ascii_digit());
    let covered = |name: &String| if is_id(name) { None } else { masking.scrubbed(name) };
    if members.keys().all(|name| covered(name).is_none()) {
        return;
    }
    let mut renamed = Map::with_capacity(members.len());
    for (name, value) in std::mem::take(members) {
        let name = covered(&name).unwrap_or(name);
        let mut free = name.clone();
        // Two names may look alike when they are covered.
        for number in 2.. {
            if !renamed.contains_key(&free) {
                break;
            }
            free = format!("{name} {number}");
        }
        renamed.insert(free, value);
    }
    *members = renamed;
}

/// Covers a field; false when it is left out.
fn is_left(masking: &Masking<'_>, name: &str, value: &mut Value, place: Place) -> bool {
    // Values of custom fields are an object by code; a list under this name is what fields there are.
    if name == "customFields" && value.is_array() && !place.is_free() {
        cover(masking, value, Place::Typed);
        return true;
    }
    let judged = if place.is_free() { judge_free(name, place) } else { judge(name) };
    let (class, whole) = match judged {
        // A contact person is one who has fields; one without is only a name.
        Judged::Of(Class::Names) if value.is_object() => (None, false),
        Judged::Bare => return true,
        Judged::Text => (None, false),
        Judged::Of(class) => (Some(class), false),
        Judged::Whole(class) => (Some(class), true),
    };
    let inner = place.inner(name);
    match class.and_then(|class| Some((class, masking.masks.of(class)?))) {
        Some((Class::Address, Mask::Partial)) if address_part(name).is_some_and(|part| is_coarse(&part)) => {
            cover(masking, value, inner);
            true
        }
        Some((class, mask)) => {
            let left = masked(masking, class, if whole && mask == Mask::Partial { Mask::Hide } else { mask }, value, inner);
            // The number of phones would reveal whether an added one was there before.
            if let Value::Array(list) = value
                && class == Class::Phone
            {
                once(list);
            }
            // Clients take for granted that these lists are there, and an empty one that comes back empties nothing.
            let expected = matches!(name, "phones" | "prices" | "discounts" | "addresses") && value.is_array();
            left || expected
        }
        // A tax number is no phone, and a sum neither, whatever it looks like. An object, such as a cost, is none of them.
        None if !inner.is_free() && !value.is_object() && (class == Some(Class::Prices) || (whole && !fields::is_loose(name))) => true,
        // Users choose the codes of custom fields: the codes say nothing about the values.
        None if class == Some(Class::Custom) && value.is_object() => {
            if let Some(members) = value.as_object_mut() {
                members.values_mut().for_each(|value| cover(masking, value, Place::Free));
                rename(masking, members, Place::Free);
            }
            true
        }
        None => {
            cover(masking, value, inner);
            // As with phones: a tag that is added may have been there before.
            if let (Value::Array(tags), "tags") = (value, name) {
                once(tags);
            }
            true
        }
    }
}

/// Leaves each value of a list once.
fn once(list: &mut Vec<Value>) {
    let mut seen: Vec<Value> = Vec::with_capacity(list.len());
    list.retain(|item| {
        let new = !seen.contains(item);
        if new {
            seen.push(item.clone());
        }
        new
    });
}

/// Masks a value of a class; false when nothing is left of it.
fn masked(masking: &Masking<'_>, class: Class, mask: Mask, value: &mut Value, place: Place) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => match masking.spelled(class, mask, text) {
            Some(spelled) => {
                *text = spelled;
                true
            }
            None => false,
        },
        // A list that lacks something would, when it comes back, take the place of the whole one.
        Value::Array(list) => {
            let before = list.len();
            list.retain_mut(|item| masked(masking, class, mask, item, place));
            list.len() == before
        }
        Value::Object(members) if class == Class::Address => address(masking, mask, members),
        Value::Object(members) => {
            members.retain(|_, member| masked(masking, class, mask, member, place));
            if class == Class::Custom && members.is_empty() {
                *value = json!([]);
                return true;
            }
            rename(masking, members, place);
            !members.is_empty()
        }
        Value::Number(_) if class == Class::Phone => match masking.spelled(class, mask, &value.to_string()) {
            Some(spelled) => {
                *value = Value::String(spelled);
                true
            }
            None => false,
        },
        // Of a number or a flag no part can be left.
        Value::Number(_) | Value::Bool(_) => false,
    }
}

fn address(masking: &Masking<'_>, mask: Mask, members: &mut Map<String, Value>) -> bool {
    let mut pseudonym = None;
    match mask {
        Mask::Hide => return false,
        Mask::Partial => members.retain(|name, _| is_coarse(name)),
        Mask::Pseudonym => {
            let text = match members.get("text").and_then(Value::as_str) {
                Some(text) => text.to_owned(),
                None => Value::Object(
                    members.iter().filter(|(name, _)| *name != "id").map(|(name, value)| (name.clone(), value.clone())).collect(),
                )
                .to_string(),
            };
            members.retain(|name, _| name == "id");
            pseudonym = Some(masking.pseudonym(Class::Address, &text));
        }
    }
    // The rest may hold anything: a city is a text like any other.
    for (_, value) in members.iter_mut().filter(|(name, _)| *name != "id") {
        cover(masking, value, Place::Typed);
    }
    if let Some(pseudonym) = pseudonym {
        members.insert("text".to_owned(), Value::String(pseudonym));
    }
    true
}

/// A text without phones and e-mails; a stored moment is no text.
fn scrubbed(masking: &Masking<'_>, text: &str) -> Option<String> {
    if Moment::stored(text).is_some() { None } else { masking.scrubbed(text) }
}
