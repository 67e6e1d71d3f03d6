//! Declared fields and dictionaries as they are answered.

use serde_json::{Value, json};
use wire::custom_field::{CustomDictionaryFilter, CustomFieldFilter};
use wire::page::{Page, Pagination};
use wire::{List, Problem, Text};

use super::{DICTIONARIES, Owner};
use crate::account::{Account, Entry};
use crate::contact::folded;
use crate::draft::{self, Body};

/// A page of the declared fields as JSON texts, entity by entity, each in its order.
pub fn fields(account: &Account, filter: &CustomFieldFilter, page: Page) -> (Vec<String>, Pagination) {
    let mut found = Vec::new();
    for owner in Owner::ALL.into_iter().filter(|owner| among(&filter.entity, Some(owner.name()))) {
        let fields = account.dictionary(owner.kind()).iter().filter(|field| {
            named(field, filter.name.value())
                && coded(field, filter.code.value())
                && among(&filter.r#type, field.text("type"))
                && among(&filter.view_mode, field.text("viewMode"))
                && among(&filter.display_area, field.text("displayArea"))
                && filter.in_filter.value().is_none_or(|wanted| wanted.0 == field.flag("inFilter"))
        });
        found.extend(fields.map(|field| (owner, field)));
    }
    let total = found.len() as i64;
    (page.cut(found).into_iter().map(|(owner, field)| shown(owner, field)).collect(), page.of(total))
}

/// A declared field as a JSON text.
///
/// # Errors
/// There is none of this code.
pub fn field(account: &Account, owner: Owner, code: &str) -> Result<String, Problem> {
    account.dictionary(owner.kind()).get(code).map(|field| shown(owner, field)).ok_or_else(Problem::not_found)
}

/// A page of the custom dictionaries as JSON texts, in their order.
pub fn dictionaries(account: &Account, filter: &CustomDictionaryFilter, page: Page) -> (Vec<String>, Pagination) {
    let all = account.dictionary(DICTIONARIES).iter();
    let found: Vec<&Entry> = all.filter(|entry| named(entry, filter.name.value()) && coded(entry, filter.code.value())).collect();
    let total = found.len() as i64;
    (page.cut(found).into_iter().map(whole).collect(), page.of(total))
}

/// A custom dictionary as a JSON text.
///
/// # Errors
/// There is none of this code.
pub fn dictionary(account: &Account, code: &str) -> Result<String, Problem> {
    account.dictionary(DICTIONARIES).get(code).map(whole).ok_or_else(Problem::not_found)
}

fn named(entry: &Entry, wanted: Option<&Text>) -> bool {
    let wanted = wanted.map(|text| folded(text.trim())).unwrap_or_default();
    wanted.is_empty() || entry.text("name").is_some_and(|name| folded(name).contains(&*wanted))
}

fn coded(entry: &Entry, wanted: Option<&Text>) -> bool {
    wanted.is_none_or(|code| code.is_empty() || **code == *entry.code)
}

fn among(wanted: &List<Text>, value: Option<&str>) -> bool {
    let mut wanted = wanted.iter().filter(|text| !text.is_empty()).peekable();
    wanted.peek().is_none() || wanted.any(|wanted| Some(&**wanted) == value)
}

fn whole(entry: &Entry) -> String {
    draft::json(&entry.body)
}

fn shown(owner: Owner, field: &Entry) -> String {
    let mut body = Body::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            body.insert(name.to_owned(), value);
        }
    };
    let kept = |name: &str| field.body.get(name).cloned();
    for name in ["name", "code", "required", "inFilter", "inList", "inGroupActions", "type"] {
        put(name, kept(name));
    }
    put("entity", Some(json!(owner.name())));
    put("default", field.body.get("defaultTyped").and_then(text).map(Value::from));
    for name in ["ordering", "displayArea", "viewMode", "viewModeMobile", "dictionary", "defaultTyped"] {
        put(name, kept(name));
    }
    draft::json(&body)
}

/// A default as the old field has it; lists were never shown there.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
