//! Whom to ask about a key: a user of the account, or another contact by name; and what becomes of the keys of a person who
//! goes.

use database::Tx;
use database::key_list::Filter;
use database::keys::Key;
use database::users::User;
use serde_json::{Map, Value, json};
use wire::Moment;

use super::{Card, Changes, body, edit};
use crate::audit_log::{self, Action, By};
use crate::fault::Fault;
use crate::refuse;

/// Whom to ask about a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contact {
    /// Nobody was named.
    Nobody,
    /// A person of the account, by id.
    Person(i64),
    /// Somebody who has no part in the account: a name, an e-mail, a telephone number.
    Other(String),
}

impl Contact {
    /// The contact of a key.
    pub fn of(key: &Key) -> Self {
        Self::of_body(&body(key))
    }

    /// The contact in a key's body.
    pub fn of_body(body: &Map<String, Value>) -> Self {
        match (body.get("contact").and_then(Value::as_i64), body.get("owner").and_then(Value::as_str)) {
            (Some(person), _) => Self::Person(person),
            (None, Some(text)) => Self::Other(text.to_owned()),
            (None, None) => Self::Nobody,
        }
    }

    /// Whom a text means: the person of the account who has that e-mail, else another contact.
    pub fn meant(text: &str, people: &[User]) -> Self {
        match (text, people.iter().find(|person| person.email == text.to_lowercase())) {
            ("", _) => Self::Nobody,
            (_, Some(person)) => Self::Person(person.id),
            (_, None) => Self::Other(text.to_owned()),
        }
    }

    /// A filter that finds the keys of this contact; for none it narrows nothing.
    pub fn narrowing(self, filter: Filter) -> Filter {
        match self {
            Self::Nobody => filter,
            Self::Person(id) => Filter { contact: Some(id), ..filter },
            Self::Other(text) => Filter { owner: Some(text), ..filter },
        }
    }

    /// The contact as people write it: the e-mail of a person, else the text; empty for none.
    pub fn view(&self, people: &[User]) -> String {
        match self {
            Self::Nobody => String::new(),
            Self::Person(id) => people.iter().find(|person| person.id == *id).map(|person| person.email.clone()).unwrap_or_default(),
            Self::Other(text) => text.clone(),
        }
    }
}

/// Puts a contact into a key's body. A text that is the e-mail of a person of the account means that person.
///
/// # Errors
/// Refused: a person who has been shut out, unless they are the contact already.
pub(super) fn put(tx: &mut Tx<'_>, body: &mut Map<String, Value>, text: &str) -> Result<(), Fault> {
    let (text, before) = (text.trim(), Contact::of_body(body));
    let email = text.to_lowercase();
    let person = database::users::all(tx)?.into_iter().find(|person| person.email == email);
    body.shift_remove("contact");
    body.shift_remove("owner");
    match person {
        Some(person) if !person.active && before != Contact::Person(person.id) => {
            return Err(refuse("owner", format!("{email} is deactivated; choose another contact.")));
        }
        Some(person) => drop(body.insert("contact".to_owned(), person.id.into())),
        None if text.is_empty() => {}
        None => drop(body.insert("owner".to_owned(), text.into())),
    }
    Ok(())
}

/// Notes, for every key of theirs that is on, that a person has been shut out. The keys go on working.
///
/// # Errors
/// The database failed.
pub(crate) fn left(tx: &mut Tx<'_>, person: &User, by: &By, now: Moment) -> Result<(), Fault> {
    for id in database::care::of_contact(tx, person.id)? {
        if let Some(key) = database::keys::find(tx, id)?.filter(|key| key.active) {
            audit_log::note(tx, by, Action::KeyContactLeft, &(&key).into(), &json!({"owner": {"before": person.email}}), now)?;
        }
    }
    Ok(())
}

/// Gives keys of a person another contact: those of these ids, or all of them. Keys of other contacts are left alone.
///
/// # Errors
/// Refused: no contact named, or as an edit.
pub fn hand_over(tx: &mut Tx<'_>, from: i64, only: Option<&[i64]>, to: &str, by: &By, now: Moment) -> Result<Vec<Key>, Fault> {
    if to.trim().is_empty() {
        return Err(refuse("owner", "Enter the new contact."));
    }
    let changes = Changes { card: Card { owner: Some(to.to_owned()), ..Card::default() }, ..Changes::default() };
    // First, so that the keys are those of the moment of the change.
    tx.touch_keys()?;
    let of_person = database::care::of_contact(tx, from)?;
    let chosen = of_person.into_iter().filter(|id| only.is_none_or(|only| only.contains(id)));
    chosen.map(|id| edit(tx, id, &changes, by, now)).collect()
}
