//! Custom dictionaries: lists of elements that custom fields choose from.

use std::collections::HashSet;

use database::{Sites, Tx};
use serde_json::{Value, json};
use wire::{Moment, Problem};

use super::DICTIONARIES;
use super::declare::{as_input, refused, take_code};
use crate::account::{Account, Entry};
use crate::draft::Body;
use crate::fault::Fault;
use crate::reference::dictionary::Fresh;
use crate::reference::{self, Context, Dictionary};

/// The most elements of a dictionary.
const MOST: usize = 5000;

const DICTIONARY: Dictionary =
    Dictionary { kind: DICTIONARIES, required: &["name"], fresh: &[("elements", Fresh::List)], ..Dictionary::PLAIN };

/// Makes a dictionary and returns its code.
///
/// # Errors
/// A field of it is wrong, named; or the code is taken.
pub fn create(tx: &mut Tx<'_>, mut sent: Body, now: Moment) -> Result<String, Fault> {
    let code = take_code(&mut sent).map_err(|text| refused("code", text))?;
    let account = reference::current(tx)?;
    if account.dictionary(DICTIONARIES).get(&code).is_some() {
        return Err(refused("code", format!("\"CustomDictionary\" with \"code\"=\"{code}\" already exists.")).into());
    }
    save(tx, &account, None, &code, sent, now)?;
    Ok(code)
}

/// Changes a dictionary. Elements that are sent replace those there are.
///
/// # Errors
/// There is no such dictionary, or something sent is wrong, named.
pub fn edit(tx: &mut Tx<'_>, code: &str, mut sent: Body, now: Moment) -> Result<(), Fault> {
    let account = reference::current(tx)?;
    let stored = account.dictionary(DICTIONARIES).get(code).ok_or_else(Problem::not_found)?;
    reference::same_code(code, &mut sent).map_err(as_input)?;
    save(tx, &account, Some(stored), code, sent, now)
}

fn save(tx: &mut Tx<'_>, account: &Account, stored: Option<&Entry>, code: &str, sent: Body, now: Moment) -> Result<(), Fault> {
    let context = Context { account, sites: &Sites::All, now };
    let mut body = DICTIONARY.merge(context, stored.map(|entry| &entry.body), sent).map_err(as_input)?;
    let elements = body.get_mut("elements").and_then(Value::as_array_mut).map(std::mem::take).unwrap_or_default();
    body.insert("elements".to_owned(), checked(elements)?.into());
    body.insert("code".to_owned(), json!(code));
    reference::write(tx, account, &DICTIONARY, stored, code, &body)?;
    Ok(())
}

/// Elements in their order, each with a name and a code of its own.
fn checked(elements: Vec<Value>) -> Result<Vec<Value>, Problem> {
    if elements.len() > MOST {
        return Err(refused("elements", format!("holds {} elements; at most {MOST} are taken", elements.len())));
    }
    let (mut seen, mut problem) = (HashSet::new(), Problem::new(400, ""));
    let mut kept: Vec<(i64, Value)> = Vec::with_capacity(elements.len());
    for (index, element) in elements.into_iter().enumerate() {
        let text = |field: &str| element[field].as_str().map(str::trim).filter(|text| !text.is_empty());
        for field in ["name", "code"] {
            if text(field).is_none() {
                problem = problem.with(format!("elements[{index}].{field}"), "This value should not be blank.");
            }
        }
        let (Some(name), Some(code)) = (text("name"), text("code")) else { continue };
        if !seen.insert(code.to_owned()) {
            problem = problem.with(format!("elements[{index}].code"), format!("\"{code}\" is the code of an element before it"));
        }
        let ordering = element["ordering"].as_i64().unwrap_or(index as i64);
        kept.push((ordering, json!({ "name": name, "code": code, "ordering": ordering })));
    }
    if !problem.errors.is_empty() {
        return Err(as_input(problem));
    }
    kept.sort_by_key(|(ordering, _)| *ordering);
    Ok(kept.into_iter().map(|(_, element)| element).collect())
}
