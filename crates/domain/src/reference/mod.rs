//! The dictionaries of the account: what may be in them, how they are changed, and how they are shown.

pub mod couriers;
pub mod currencies;
pub mod dictionary;
mod links;
pub mod places;
pub mod rule;
mod shown;
pub mod sites;
mod table;
pub mod templates;

use database::{Sites, Tx};
use serde::Serialize;
use serde_json::{Map, Value};
use wire::{Moment, Problem};

pub use dictionary::{Context, Dictionary};
pub use shown::shown;
pub use table::*;

use crate::account::{Account, Entry};
use crate::fault::Fault;

/// Makes the entry of a code, or changes it: fields that were not sent stay as they are.
///
/// `sites` are the stores that the caller may see; nothing of the others is shown or changed. Returns true when
/// the entry is new.
///
/// # Errors
/// The code or a field breaks a rule of the dictionary; each field is named.
pub fn save(
    tx: &mut Tx<'_>,
    dictionary: &Dictionary,
    code: &str,
    mut sent: Map<String, Value>,
    sites: &Sites,
    now: Moment,
) -> Result<bool, Fault> {
    check_code(code)?;
    same_code(code, &mut sent)?;
    let account = current(tx)?;
    let stored = account.dictionary(dictionary.kind).get(code);
    let far = links::far(dictionary.kind);
    links::prepare(dictionary.kind, &mut sent);
    let context = Context { account: &account, sites, now };
    let kept = stored.map(|entry| &entry.body);
    let mut body = dictionary.merge(context, kept, sent)?;
    links::settle(context, dictionary.kind, kept, &mut body)?;
    let linked = far.and_then(|far| far.take(&mut body));
    body.insert("code".to_owned(), code.into());
    write(tx, &account, dictionary, stored, code, &body)?;
    if let (Some(far), Some(linked)) = (far, linked) {
        far.spread(tx, &account, code, &linked)?;
    }
    Ok(stored.is_none())
}

/// The fields of an entity that were sent.
///
/// # Errors
/// It is no object, which entities always are.
pub fn fields(entity: &impl Serialize) -> Result<Map<String, Value>, Fault> {
    Ok(serde_json::from_value(serde_json::to_value(entity)?)?)
}

/// The account as it is in the database now; it cannot change any more until the transaction ends.
pub(super) fn current(tx: &mut Tx<'_>) -> Result<Account, Fault> {
    // Raising the generation keeps every other change of the account waiting: what is read here still holds when it is
    // written.
    tx.touch_house()?;
    Account::load(tx)
}

/// Keeps an entry under its code, and takes flags that only one entry has off the others.
pub(super) fn write(
    tx: &mut Tx<'_>,
    account: &Account,
    dictionary: &Dictionary,
    stored: Option<&Entry>,
    code: &str,
    body: &Map<String, Value>,
) -> Result<i64, Fault> {
    let row = row(dictionary.kind, code, stored, body)?;
    let id = if stored.is_some() { database::reference::update(tx, &row).map(|()| row.id)? } else { database::reference::save(tx, &row)? };
    take_off(tx, account, dictionary, id, body)?;
    Ok(id)
}

/// Takes flags that only one entry has off all entries but this one.
fn take_off(tx: &mut Tx<'_>, account: &Account, dictionary: &Dictionary, id: i64, body: &Map<String, Value>) -> Result<(), Fault> {
    let set: Vec<&str> = dictionary.one.iter().copied().filter(|flag| body.get(*flag) == Some(&Value::Bool(true))).collect();
    for other in account.dictionary(dictionary.kind).iter().filter(|other| other.id != id) {
        if !set.iter().any(|flag| other.flag(flag)) {
            continue;
        }
        let mut changed = other.body.clone();
        for flag in &set {
            changed.insert((*flag).to_owned(), Value::Bool(false));
        }
        database::reference::update(tx, &row(dictionary.kind, &other.code, Some(other), &changed)?)?;
    }
    Ok(())
}

/// The row of an entry. Its place in lists is its `ordering`, where its dictionary has one.
fn row(kind: &str, code: &str, stored: Option<&Entry>, body: &Map<String, Value>) -> Result<database::reference::Entry, Fault> {
    let ordering = body.get("ordering").and_then(Value::as_i64);
    Ok(database::reference::Entry {
        id: stored.map_or(0, |entry| entry.id),
        kind: kind.to_owned(),
        code: code.to_owned(),
        active: body.get("active").and_then(Value::as_bool).unwrap_or(true),
        ordering: ordering.or_else(|| stored.map(|entry| entry.ordering)).unwrap_or(990),
        body: serde_json::to_string(body)?,
    })
}

/// A code may be anything that can stand in an address and be read by people.
pub(super) fn check_code(code: &str) -> Result<(), Problem> {
    if code.trim().is_empty() || code.trim() != code {
        return Err(Problem::entity("code", "This value should not be blank."));
    }
    if code.chars().any(char::is_control) {
        return Err(Problem::entity("code", "must not contain control characters"));
    }
    if code.chars().count() > wire::Text::MAX {
        return Err(Problem::entity("code", format!("is too long: at most {} characters", wire::Text::MAX)));
    }
    Ok(())
}

/// Takes the code out of what was sent; another one than in the address would rename the entry, which is not possible.
pub(super) fn same_code(code: &str, sent: &mut Map<String, Value>) -> Result<(), Problem> {
    match sent.shift_remove("code") {
        Some(Value::String(other)) if !other.is_empty() && other != code => {
            Err(Problem::entity("code", format!("is \"{other}\" here and \"{code}\" in the address; codes never change")))
        }
        _ => Ok(()),
    }
}
