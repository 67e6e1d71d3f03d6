//! What lists are filtered by of custom fields: values as filters see them, and filters as conditions on them.

use database::{Condition, On, Value as Bound};
use serde_json::{Value, json};
use wire::{Day, Flag, Json, Money, Patch, Problem};

use super::{Kind, Owner, declared, values};
use crate::account::Account;
use crate::draft::{self, Body};
use crate::filters::{self, text};

/// Values as filters see them: as lower-cased text, those of a list between bars, and as numbers in ten-thousandths where they
/// are numbers.
pub fn facets(body: &Body, facets: &mut Body) {
    let Some(fields) = draft::object(body, "customFields").filter(|fields| !fields.is_empty()) else { return };
    let (mut texts, mut numbers) = (Body::new(), Body::new());
    for (code, value) in fields {
        if let Some(number) = Money::of(value) {
            numbers.insert(code.clone(), json!(number.stored()));
        }
        texts.insert(code.clone(), json!(between_bars(value).unwrap_or_else(|| text(value))));
    }
    facets.insert("custom".to_owned(), Value::Object(texts));
    facets.insert("customNumber".to_owned(), Value::Object(numbers));
}

/// The values of a list of scalars.
fn between_bars(value: &Value) -> Option<String> {
    let list = value.as_array().filter(|list| !list.iter().any(|item| item.is_object() || item.is_array()))?;
    Some(format!("|{}|", list.iter().map(text).collect::<Vec<_>>().join("|")))
}

/// The filter `customFields`: for each code a value, a list of values, or an object with `min` and `max`. A code that is not
/// declared is compared as text. `prefix` stands before the codes among the facets.
pub fn conditions(account: &Account, owner: Owner, prefix: &str, wanted: &Value) -> Vec<Condition> {
    let mut all = Vec::new();
    for (code, wanted) in wanted.as_object().into_iter().flatten() {
        let facet = format!("{prefix}{code}");
        let Some((_, kind)) = declared(account, owner, code) else {
            all.extend(filters::custom_field(&facet, wanted));
            continue;
        };
        all.extend(
            of_field(account, kind, &facet, wanted).unwrap_or_else(|_| vec![Condition::OneOf(On::Custom(facet.clone()), Vec::new())]),
        );
    }
    all
}

/// Checks a filter `customFields`.
///
/// # Errors
/// A value cannot be one of its field.
pub fn check(account: &Account, owner: Owner, wanted: &Patch<Json>) -> Result<(), Problem> {
    for (code, wanted) in wanted.value().and_then(|wanted| wanted.0.as_object()).into_iter().flatten() {
        if let Some((_, kind)) = declared(account, owner, code) {
            of_field(account, kind, code, wanted).map_err(|text| Problem::input(&format!("customFields][{code}"), text))?;
        }
    }
    Ok(())
}

/// The conditions on one declared field; a blank value is none.
fn of_field(account: &Account, kind: Kind, code: &str, wanted: &Value) -> Result<Vec<Condition>, String> {
    let code = code.to_owned();
    let range = wanted.as_object().filter(|ends| ends.contains_key("min") || ends.contains_key("max"));
    if let Some(ends) = range {
        let mut all = Vec::new();
        for (name, is_least) in [("min", true), ("max", false)] {
            let Some(end) = ends.get(name).map(plain).filter(|end| !end.is_empty()) else { continue };
            let (on, bound) = bound(account, kind, &code, &end, is_least)?;
            all.push(if is_least { Condition::AtLeast(on, bound) } else { Condition::AtMost(on, bound) });
        }
        return Ok(all);
    }
    let several: Vec<String> = match wanted {
        Value::Object(members) => members.values().map(plain).collect(),
        Value::Array(items) => items.iter().map(plain).collect(),
        value => vec![plain(value)],
    };
    let several: Vec<String> = several.into_iter().filter(|text| !text.is_empty()).collect();
    if several.is_empty() {
        return Ok(Vec::new());
    }
    let each = several.iter().map(|text| equal(account, kind, &code, text)).collect::<Result<Vec<_>, _>>()?;
    Ok(vec![Condition::Any(each)])
}

fn equal(account: &Account, kind: Kind, code: &str, text: &str) -> Result<Condition, String> {
    let on = || On::Custom(code.to_owned());
    Ok(match kind {
        Kind::Boolean => {
            let flag: Flag = wire::patch::read_value(json!(text)).map_err(|(_, text)| text)?;
            let is = Condition::is(on(), i64::from(flag.0).to_string());
            // A box that was never ticked is not ticked.
            if flag.0 { is } else { Condition::Any(vec![is, Condition::Empty(on())]) }
        }
        Kind::Integer | Kind::Numeric => {
            let (on, bound) = bound(account, kind, code, text, true)?;
            Condition::is(on, bound)
        }
        Kind::Date => Condition::is(on(), day(text)?),
        Kind::Datetime => {
            let (_, least) = bound(account, kind, code, text, true)?;
            let (_, most) = bound(account, kind, code, text, false)?;
            Condition::All(vec![Condition::AtLeast(on(), least), Condition::AtMost(on(), most)])
        }
        Kind::Dictionary => Condition::is(on(), text.to_lowercase()),
        Kind::Multiselect => Condition::Contains(on(), format!("|{}|", text.to_lowercase())),
        Kind::Email | Kind::String | Kind::Text => Condition::Contains(on(), text.trim().to_lowercase()),
    })
}

/// An end of a range, and what it is compared with.
fn bound(account: &Account, kind: Kind, code: &str, text: &str, is_least: bool) -> Result<(On, Bound), String> {
    let on = On::Custom(code.to_owned());
    Ok(match kind {
        Kind::Integer | Kind::Numeric => {
            let number = Money::of(&json!(text)).ok_or("must be a number")?;
            (On::CustomNumber(code.to_owned()), number.stored().into())
        }
        Kind::Date => (on, day(text)?.into()),
        // A day alone takes in the whole of it.
        Kind::Datetime if text.trim().len() <= 10 => {
            (on, format!("{} {}", day(text)?, if is_least { "00:00:00" } else { "23:59:59" }).into())
        }
        Kind::Datetime => (on, values::datetime(account, &json!(text))?.into()),
        _ => return Err("has no range: its field is not a number and not a date".to_owned()),
    })
}

fn day(text: &str) -> Result<String, String> {
    let day: Day = wire::patch::read_value(json!(text)).map_err(|(_, text)| text)?;
    Ok(day.0.to_string())
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => text(value),
    }
}
