//! Whether a key is within another one: in no respect may it do, see or last more.

use std::collections::BTreeSet;

use database::keys::Key;
use serde_json::{Map, Value};
use wire::methods;

use crate::access::grant::{grants, named};
use crate::access::limits::Limits;
use crate::access::masks::{Mask, Masks};
use crate::access::rows::{Field, Rows};
use crate::access::settings;
use crate::contact::folded;

/// The first respect in which a key is wider than another one, and why; `None` for one that is within. What cannot be read
/// of either is wider: this must not give access to it.
pub fn wider(key: &Key, than: &Key) -> Option<(String, String)> {
    let body = |key: &Key| serde_json::from_str::<Map<String, Value>>(&key.body);
    let (Ok(own), Ok(other)) = (body(key), body(than)) else { return Some(("id".to_owned(), "The key cannot be read.".to_owned())) };
    let limits = || settings::wider(&Limits::of_body(&own), &Limits::of_body(&other));
    sites(key, than)
        .map(|text| ("sites", text))
        .or_else(|| methods(key, than).map(|text| ("methods", text)))
        .or_else(|| masks(Masks::of_body(&own), Masks::of_body(&other)).map(|text| ("masks", text)))
        .or_else(|| rows(Rows::of_body(&own), Rows::of_body(&other)).map(|text| ("rows", text)))
        .or_else(|| ends_at(key, than).map(|text| ("endsAt", text)))
        .map(|(field, text)| (field.to_owned(), text))
        .or_else(|| limits().map(|(field, text)| (format!("limits.{field}"), text)))
}

fn sites(key: &Key, than: &Key) -> Option<String> {
    if than.all_sites {
        return None;
    }
    if key.all_sites {
        return Some("The calling key has no access to all stores: name the stores.".to_owned());
    }
    let outside = key.sites.iter().any(|site| !than.sites.contains(site));
    outside.then(|| "The calling key does not have access to all of these stores.".to_owned())
}

fn methods(key: &Key, than: &Key) -> Option<String> {
    if key.all_methods && !than.all_methods {
        return Some("The calling key does not allow all methods: name the methods.".to_owned());
    }
    let more: Vec<String> = named(key).filter(|method| !grants(than, method)).map(|method| method.pattern()).collect();
    // A name that no method has any more may be one's again.
    let unknown = |name: &&String| !methods::all().iter().any(|method| method.name() == name.as_str()) && !than.methods.contains(name);
    let more: BTreeSet<String> = key.methods.iter().filter(unknown).cloned().chain(more).collect();
    let list = more.into_iter().collect::<Vec<_>>().join(", ");
    (!list.is_empty()).then(|| format!("The calling key does not allow {list}."))
}

fn masks(own: Result<Masks, String>, other: Result<Masks, String>) -> Option<String> {
    let (Ok(own), Ok(other)) = (own, other) else { return Some("The masks cannot be read.".to_owned()) };
    let shown = |class, mask| own.of(class).is_none_or(|own| own != mask && own != Mask::Hide);
    let (class, mask) = other.0.iter().find(|(class, mask)| shown(**class, **mask))?;
    let hide = if *mask == Mask::Hide { "" } else { " or hide" };
    Some(format!("The calling key has {}={}: use the same{hide}.", class.name(), mask.name()))
}

fn rows(own: Result<Rows, String>, other: Result<Rows, String>) -> Option<String> {
    let (Ok(own), Ok(other)) = (own, other) else { return Some("The rows cannot be read.".to_owned()) };
    for (field, values) in &other.fields {
        let known: Vec<_> = values.iter().map(|value| spelled(*field, value)).collect();
        let within = own.fields.get(field).is_some_and(|own| own.iter().all(|value| known.contains(&spelled(*field, value))));
        if !within {
            return Some(format!("The calling key only sees orders with {}={}.", field.name(), values.join("|")));
        }
    }
    let days = other.days.filter(|days| own.days.is_none_or(|own| own > *days))?;
    Some(format!("The calling key only sees orders of the last days: {days}."))
}

/// Free texts mean the same whatever the case of their letters.
fn spelled(field: Field, value: &str) -> String {
    if field.dictionary().is_some() { value.to_owned() } else { folded(value).into_owned() }
}

fn ends_at(key: &Key, than: &Key) -> Option<String> {
    let end = than.ends_at?;
    key.ends_at.is_none_or(|own| own > end).then(|| "The calling key expires earlier: use the same or an earlier expiry date.".to_owned())
}
