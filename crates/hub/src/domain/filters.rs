//! Conditions that lists of different nouns share: spans of time, custom fields.

use database::{Condition, On};
use serde_json::Value;
use wire::{Moment, Money, Patch, Until};

use crate::domain::contact;

/// From one moment to another; both count.
pub fn span(on: &On, from: &Patch<Moment>, to: &Patch<Until>) -> Vec<Condition> {
    let mut conditions = Vec::new();
    if let Some(from) = from.value() {
        conditions.push(Condition::AtLeast(on.clone(), from.0.into()));
    }
    if let Some(to) = to.value() {
        conditions.push(Condition::AtMost(on.clone(), to.0.0.into()));
    }
    conditions
}

/// The e-mail is this one where it is written out in full, and holds this text where it is part of one.
pub fn email(whole: On, part: On, text: &str) -> Condition {
    match contact::whole_email(text) {
        Some(email) => Condition::is(whole, email),
        None => Condition::Contains(part, contact::folded(text.trim()).into_owned()),
    }
}

/// The fewest letters and digits of a whole tax or bank number: fewer are looked for as part of one.
const SHORTEST_NUMBER: usize = 8;

/// The tax or bank number is this one, however it is grouped; fewer than eight letters and digits are part of one.
pub fn number(on: On, text: &str) -> Condition {
    let plain = contact::plain_number(text);
    match plain.chars().count() {
        0 => Condition::OneOf(on, Vec::new()),
        1..SHORTEST_NUMBER => Condition::Contains(on, plain),
        _ => Condition::is(on, plain),
    }
}

/// Conditions on custom fields: a value, a list of values, or an object with `min` and `max`.
pub fn custom_fields(wanted: &Value) -> Vec<Condition> {
    let mut conditions = Vec::new();
    for (code, wanted) in wanted.as_object().into_iter().flatten() {
        let on = || On::Custom(code.clone());
        match wanted {
            Value::Object(fields) if fields.contains_key("min") || fields.contains_key("max") => {
                for (name, at_least) in [("min", true), ("max", false)] {
                    let Some(text) = fields.get(name).map(text).filter(|text| !text.is_empty()) else { continue };
                    let (on, bound) = match Money::of(&Value::String(text.clone())) {
                        Some(number) => (On::CustomNumber(code.clone()), database::Value::from(number.stored())),
                        None => (on(), text.into()),
                    };
                    conditions.push(if at_least { Condition::AtLeast(on, bound) } else { Condition::AtMost(on, bound) });
                }
            }
            Value::Object(values) => conditions.push(Condition::OneOf(on(), values.values().map(|value| text(value).into()).collect())),
            Value::Array(values) => conditions.push(Condition::OneOf(on(), values.iter().map(|value| text(value).into()).collect())),
            value => conditions.push(Condition::is(on(), text(value))),
        }
    }
    conditions
}

/// A value as facets keep it: lower-cased, booleans as 1 and 0.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.to_lowercase(),
        Value::Bool(flag) => i64::from(*flag).to_string(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
