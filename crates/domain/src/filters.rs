//! Conditions that lists of different nouns share: spans of time, custom fields.

use database::{Condition, On};
use serde_json::Value;
use wire::page::Page;
use wire::{Moment, Money, Patch, Until};

use crate::account::Account;
use crate::{contact, phone};

/// How many rows beyond a page are counted: a list that has more says so many, and more once the page is a later one.
const COUNTED: i64 = 100_000;

/// How far the rows of a list are counted where this page is asked for.
pub fn counted(page: Page) -> i64 {
    page.offset() + page.limit + COUNTED
}

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

/// The countries that read a national number that is looked for in some stores.
pub fn countries<'a>(among: &[i64], account: &'a Account) -> Vec<&'a str> {
    let mut countries: Vec<&str> = among.iter().flat_map(|site| phone::countries([], *site, account).into_iter().next()).collect();
    countries.sort_unstable();
    countries.dedup();
    countries
}

/// Whom a text means: a whole email or a whole number of any customer, however they are written; any other text those
/// whose name, e-mail or phone it is part of. `facet` holds these; `by_phone` is the condition of having one of some numbers.
pub fn person(text: &str, facet: &'static str, email: On, countries: &[&str], by_phone: impl Fn(&[String]) -> Condition) -> Condition {
    if let Some(whole) = contact::whole_email(text) {
        return Condition::is(email, whole);
    }
    let part = Condition::Contains(On::Facet(facet), contact::folded(text.trim()).into_owned());
    let digits = contact::digits(text);
    let first = text.chars().find(|letter| letter.is_alphanumeric());
    if digits.len() < 5 || !first.is_some_and(char::is_numeric) {
        return part;
    }
    // Stores of different countries may each have such a number.
    let mut found: Vec<phone::Number> = Vec::new();
    for country in countries {
        found.extend(phone::read(text, &[country]));
    }
    let is_whole = found.iter().any(|number| number.whole);
    found.retain(|number| number.whole || !is_whole);
    let mut keys: Vec<String> = found.into_iter().map(|number| number.key).collect();
    keys.sort();
    keys.dedup();
    if is_whole {
        return by_phone(&keys);
    }
    let is_number = text.chars().all(|letter| !letter.is_alphabetic());
    let written = is_number.then_some(Condition::Contains(On::Facet(facet), digits));
    Condition::Any([part].into_iter().chain(written).chain((!keys.is_empty()).then(|| by_phone(&keys))).collect())
}

/// Conditions on a custom field that is not declared: a value, a list of values, or an object with `min` and `max`.
pub fn custom_field(code: &str, wanted: &Value) -> Vec<Condition> {
    let mut conditions = Vec::new();
    let on = || On::Custom(code.to_owned());
    match wanted {
        Value::Object(fields) if fields.contains_key("min") || fields.contains_key("max") => {
            for (name, at_least) in [("min", true), ("max", false)] {
                let Some(text) = fields.get(name).map(text).filter(|text| !text.is_empty()) else { continue };
                let (on, bound) = match Money::of(&Value::String(text.clone())) {
                    Some(number) => (On::CustomNumber(code.to_owned()), database::Value::from(number.stored())),
                    None => (on(), text.into()),
                };
                conditions.push(if at_least { Condition::AtLeast(on, bound) } else { Condition::AtMost(on, bound) });
            }
        }
        Value::Object(values) => conditions.push(Condition::OneOf(on(), values.values().map(|value| text(value).into()).collect())),
        Value::Array(values) => conditions.push(Condition::OneOf(on(), values.iter().map(|value| text(value).into()).collect())),
        value => conditions.push(Condition::is(on(), text(value))),
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
