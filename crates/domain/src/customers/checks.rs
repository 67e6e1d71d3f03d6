//! What a sent customer must be like.

use serde_json::Value;
use wire::customer::Customer;
use wire::{Int, Json, List, Patch, Problem, Text};

use crate::account::Account;
use crate::draft::Body;

/// Checks every code and closed set of values.
///
/// # Errors
/// The first that is wrong, by its path.
pub fn check(sent: &Customer, account: &Account) -> Result<(), Problem> {
    one_of("sex", &sent.sex, &["male", "female"])?;
    if let Some(contragent) = sent.contragent.value() {
        one_of("contragent.contragentType", &contragent.contragent_type, wire::contragent::CONTRAGENT_TYPES)?;
    }
    if let Some(address) = sent.address.value() {
        check_country("address.countryIso", &address.country_iso)?;
    }
    check_length("phones", &sent.phones, MOST_OF_EACH)?;
    for (path, tags) in [("tags", &sent.tags), ("addTags", &sent.add_tags), ("removeTags", &sent.remove_tags)] {
        check_length(path, tags, MOST_OF_EACH)?;
    }
    check_custom_fields(&sent.custom_fields)?;
    check_manager("managerId", &sent.manager_id, account)
}

/// The most phones, and the most tags, that are sent at once.
const MOST_OF_EACH: usize = 100;

/// A list holds no more than anybody means: what is written with it holds up everybody else who writes.
///
/// # Errors
/// It holds more.
pub fn check_length<T>(path: &str, sent: &Patch<List<T>>, most: usize) -> Result<(), Problem> {
    match sent.value().map(|list| list.len()) {
        Some(length) if length > most => Err(Problem::entity(path, format!("holds {length} entries; at most {most} are taken"))),
        _ => Ok(()),
    }
}

fn one_of(path: &str, sent: &Patch<Text>, allowed: &[&str]) -> Result<(), Problem> {
    match sent.value() {
        Some(value) if !value.is_empty() && !allowed.contains(&&**value) => {
            Err(Problem::entity(path, format!("must be one of: {}", allowed.join(", "))))
        }
        _ => Ok(()),
    }
}

/// A country is a code of ISO 3166-1.
///
/// # Errors
/// It is none.
pub fn check_country(path: &str, sent: &Patch<Text>) -> Result<(), Problem> {
    match sent.value() {
        Some(code) if !code.is_empty() && rust_iso3166::from_alpha2(&code.to_uppercase()).is_none() => {
            Err(Problem::entity(path, format!("\"{}\" is not a country code of ISO 3166-1 alpha-2", code.0)))
        }
        _ => Ok(()),
    }
}

/// Countries are kept in capitals, however they were sent.
pub fn spell_country(body: &mut Body) {
    if let Some(Value::String(code)) = body.get_mut("countryIso") {
        code.make_ascii_uppercase();
    }
}

/// Custom fields come by their codes; an empty list is how PHP writes an empty object.
///
/// # Errors
/// They come otherwise.
pub fn check_custom_fields(sent: &Patch<Json>) -> Result<(), Problem> {
    let good = sent.value().is_none_or(|fields| match &fields.0 {
        Value::Object(_) => true,
        Value::Array(list) => list.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    });
    if good { Ok(()) } else { Err(Problem::entity("customFields", "must be an object of values by code")) }
}

/// A manager is a person of the account.
///
/// # Errors
/// There is no such person.
pub fn check_manager(path: &str, sent: &Patch<Int>, account: &Account) -> Result<(), Problem> {
    match sent.value() {
        Some(id) if !account.users.iter().any(|user| user.id == id.0) => {
            Err(Problem::entity(path, format!("\"User\" with \"id\"=\"{}\" does not exist.", id.0)))
        }
        _ => Ok(()),
    }
}
