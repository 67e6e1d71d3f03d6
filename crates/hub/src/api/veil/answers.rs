//! Covering an answer: every field of it, however deep, as its class is masked.

use serde_json::{Map, Value, json};

use super::Veil;
use super::fields::{Judged, address_part, is_coarse, judge};
use crate::keys::masks::{Class, Mask};

/// Covers what the key does not see in a JSON value.
pub(super) fn cover(veil: &Veil<'_>, value: &mut Value) {
    match value {
        Value::Object(members) => object(veil, members),
        Value::Array(list) => list.iter_mut().for_each(|item| cover(veil, item)),
        Value::String(text) => {
            if let Some(scrubbed) = scrubbed(veil, text) {
                *text = scrubbed;
            }
        }
        Value::Number(_) => {
            if let Some(scrubbed) = veil.scrubbed_number(value) {
                *value = scrubbed;
            }
        }
        _ => {}
    }
}

fn object(veil: &Veil<'_>, members: &mut Map<String, Value>) {
    let told = members.get("field").and_then(Value::as_str).filter(|_| members.contains_key("oldValue")).map(str::to_owned);
    members.retain(|name, value| match &told {
        Some(field) if matches!(name.as_str(), "oldValue" | "newValue") => is_left(veil, field, value),
        Some(_) if name == "field" => true,
        _ => is_left(veil, name, value),
    });
}

/// Covers a field; false when it is left out.
fn is_left(veil: &Veil<'_>, name: &str, value: &mut Value) -> bool {
    let (class, whole) = match judge(name) {
        // A contact person is one who has fields; one without is only a name.
        Judged::Of(Class::Names) if value.is_object() => (None, false),
        Judged::Bare => return true,
        Judged::Text => (None, false),
        Judged::Of(class) => (Some(class), false),
        Judged::Whole(class) => (Some(class), true),
    };
    match class.and_then(|class| Some((class, veil.masks.of(class)?))) {
        Some((Class::Address, Mask::Partial)) if address_part(name).is_some_and(|part| is_coarse(&part)) => true,
        Some((class, mask)) => {
            let left = masked(veil, class, if whole && mask == Mask::Partial { Mask::Hide } else { mask }, value);
            // Clients take for granted that these lists are there, and an empty one that comes back empties nothing.
            let expected = matches!(name, "phones" | "prices" | "discounts") && value.is_array();
            left || expected
        }
        // A tax number is no phone, and a sum neither, whatever it looks like.
        None if whole || class == Some(Class::Prices) => true,
        // People choose the codes of custom fields: they tell nothing of what is in them.
        None if class == Some(Class::Custom) && value.is_object() => {
            value.as_object_mut().into_iter().flat_map(Map::values_mut).for_each(|value| cover(veil, value));
            true
        }
        None => {
            cover(veil, value);
            true
        }
    }
}

/// Masks a value of a class; false when nothing is left of it.
fn masked(veil: &Veil<'_>, class: Class, mask: Mask, value: &mut Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => match veil.spelled(class, mask, text) {
            Some(spelled) => {
                *text = spelled;
                true
            }
            None => false,
        },
        // A list that lacks something would, when it comes back, take the place of the whole one.
        Value::Array(list) => {
            let before = list.len();
            list.retain_mut(|item| masked(veil, class, mask, item));
            list.len() == before
        }
        Value::Object(members) if class == Class::Address => address(veil, mask, members),
        Value::Object(members) => {
            members.retain(|_, member| masked(veil, class, mask, member));
            if class == Class::Custom && members.is_empty() {
                *value = json!([]);
                return true;
            }
            !members.is_empty()
        }
        Value::Number(_) if class == Class::Phone => match veil.spelled(class, mask, &value.to_string()) {
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

fn address(veil: &Veil<'_>, mask: Mask, members: &mut Map<String, Value>) -> bool {
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
            members.insert("text".to_owned(), Value::String(veil.pseudonym(Class::Address, &text)));
        }
    }
    // The rest may hold anything: a city is a text like any other.
    members.values_mut().for_each(|value| cover(veil, value));
    true
}

/// A text without phones and e-mails; a stored moment is no text.
fn scrubbed(veil: &Veil<'_>, text: &str) -> Option<String> {
    if text.starts_with(wire::moment::MARK) { None } else { veil.scrubbed(text) }
}
