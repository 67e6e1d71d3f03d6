//! Values of custom fields: brought into the type of their field, refused where they are of another, and filled in by default.

use serde_json::{Value, json};
use wire::{Day, Flag, Int, LongText, Money, Problem, Text};

use super::{DICTIONARIES, Kind, Owner, declared};
use crate::account::{Account, Entry};
use crate::draft::{self, Body};

/// The member that holds the values of an entity.
const MEMBER: &str = "customFields";

/// Brings the values that were sent with an entity into the types of their fields. A code that is not declared is kept as it
/// came, and so is a value that stays what it was. `path` stands before the names of the fields in errors.
///
/// # Errors
/// A value is not of the type of its field, or names an element that its dictionary does not have.
pub fn take(account: &Account, owner: Owner, path: &str, sent: &mut Body, kept: Option<&Body>) -> Result<(), Problem> {
    let Some(values) = sent.get_mut(MEMBER).and_then(Value::as_object_mut) else { return Ok(()) };
    let kept = kept.and_then(|kept| draft::object(kept, MEMBER));
    let mut problem = Problem::new(400, "Errors in the entity format");
    for (code, value) in values {
        let Some((field, kind)) = declared(account, owner, code) else { continue };
        if kept.and_then(|kept| kept.get(code)) == Some(value) {
            continue;
        }
        match typed(account, kind, field.text("dictionary"), value.take()) {
            Ok(typed) => *value = typed,
            Err(text) => problem = problem.with(format!("{path}{MEMBER}.{code}"), text),
        }
    }
    if problem.errors.is_empty() { Ok(()) } else { Err(problem) }
}

/// Gives a new entity the defaults of the fields that it brings no value for. Defaults that are not valid any more are left out.
pub fn fill_in(account: &Account, owner: Owner, body: &mut Body) {
    for field in account.dictionary(owner.kind()).iter() {
        let Some(default) = default_of(account, field) else { continue };
        let values = body.entry(MEMBER).or_insert_with(|| json!({}));
        if !values.is_object() {
            *values = json!({});
        }
        if let Some(values) = values.as_object_mut() {
            values.entry(&field.code).or_insert(default);
        }
    }
}

fn default_of(account: &Account, field: &Entry) -> Option<Value> {
    let default = field.body.get("defaultTyped")?.clone();
    typed(account, Kind::of(field)?, field.text("dictionary"), default).ok().filter(|value| !value.is_null())
}

/// A value in the type of its field; null for a blank one.
///
/// # Errors
/// It is not of the type, in words.
pub(super) fn typed(account: &Account, kind: Kind, dictionary: Option<&str>, value: Value) -> Result<Value, String> {
    if value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty()) {
        return Ok(Value::Null);
    }
    match kind {
        Kind::Boolean => read::<Flag>(value).map(|flag| json!(flag.0)),
        Kind::Integer => read::<Int>(value).map(|number| json!(number.0)),
        Kind::Numeric => read::<Money>(value).map(|number| number.json()),
        Kind::Date => read::<Day>(value).map(|day| json!(day)),
        Kind::Datetime => datetime(account, &value).map(Value::from),
        Kind::String => read::<Text>(value).map(|text| json!(text)),
        Kind::Text => read::<LongText>(value).map(|text| json!(text)),
        Kind::Email => {
            let text = read::<Text>(value)?;
            let text = text.trim();
            let whole = text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
            if whole && !text.contains(char::is_whitespace) { Ok(json!(text)) } else { Err("must be an email address".to_owned()) }
        }
        Kind::Dictionary => {
            let code = read::<Text>(value)?;
            element(account, dictionary, &code).map(Value::from)
        }
        Kind::Multiselect => {
            let mut codes: Vec<String> = Vec::new();
            for code in read::<wire::List<Text>>(value)?.iter().filter(|code| !code.is_empty()) {
                let code = element(account, dictionary, code)?;
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
            Ok(if codes.is_empty() { Value::Null } else { json!(codes) })
        }
    }
}

fn read<T: wire::Entity>(value: Value) -> Result<T, String> {
    wire::patch::read_value(value).map_err(|(_, text)| text)
}

/// The code of an element of a custom dictionary, by its code or its name.
pub fn element_code(account: &Account, dictionary: &str, text: &str) -> Option<String> {
    let entry = account.dictionary(DICTIONARIES).get(dictionary)?;
    let elements = || entry.body.get("elements").and_then(Value::as_array).into_iter().flatten();
    let code = |element: &Value| element["code"].as_str().map(str::to_owned);
    let is_called = |element: &&Value| element["name"].as_str().is_some_and(|name| name.to_lowercase() == text.to_lowercase());
    elements().find(|element| element["code"] == text).or_else(|| elements().find(is_called)).and_then(code)
}

/// What an element of a custom dictionary is called; its code where it is in no dictionary.
pub fn element_name(account: &Account, dictionary: &str, code: &str) -> String {
    let entry = account.dictionary(DICTIONARIES).get(dictionary);
    let elements = entry.and_then(|entry| entry.body.get("elements")).and_then(Value::as_array);
    let name = elements.into_iter().flatten().find(|element| element["code"] == code).and_then(|element| element["name"].as_str());
    name.unwrap_or(code).to_owned()
}

/// The code of an element of a dictionary.
fn element(account: &Account, dictionary: Option<&str>, code: &str) -> Result<String, String> {
    let elements = dictionary.and_then(|dictionary| account.dictionary(DICTIONARIES).get(dictionary));
    let elements = elements.and_then(|entry| entry.body.get("elements")).and_then(Value::as_array);
    let found = elements.into_iter().flatten().any(|element| element["code"] == code);
    if found { Ok(code.to_owned()) } else { Err(format!("\"CustomDictionaryElement\" with \"code\"=\"{code}\" does not exist.")) }
}

/// A day and a time as they are kept: `Y-m-d H:i:s` in the account's zone.
pub(super) fn datetime(account: &Account, value: &Value) -> Result<String, String> {
    let wrong = || "must be a date and a time (Y-m-d H:i:s)".to_owned();
    let text = value.as_str().ok_or_else(wrong)?;
    let moment = account.zone.read(text)?.ok_or_else(wrong)?;
    Ok(account.zone.write(moment))
}
