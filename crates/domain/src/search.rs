//! What the search of the pages looks through: keys by their texts or by a pasted token, and refused calls by their id.

use database::Tx;
use database::key_search::{self, Found};
use database::refusals::{self, Refusal};
use database::users::User;
use serde_json::{Map, Value};

use crate::access::pepper::Peppers;
use crate::access::token;
use crate::fault::Fault;
use crate::keys::{self, Contact};

/// A key that was found, and by which of its texts besides its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The key.
    pub key: Found,
    /// By what: `comment`, `contact`, `external`; empty for its name or hint.
    pub by: &'static str,
    /// The text it was found by.
    pub text: String,
}

/// Keys by name, hint, comment, contact or external id; those found by name come first.
///
/// # Errors
/// The database failed.
pub fn keys(tx: &mut Tx<'_>, wanted: &str, people: &[User], most: usize) -> Result<Vec<Hit>, Fault> {
    let wanted = wanted.trim().to_lowercase();
    let plain = |key| Hit { key, by: "", text: String::new() };
    let mut hits: Vec<Hit> = key_search::by_name(tx, &wanted, most as i64)?.into_iter().map(plain).collect();
    if hits.len() < most {
        let known: Vec<i64> = hits.iter().map(|hit| hit.key.id).collect();
        let others = key_search::by_body(tx, most - hits.len(), |key| !known.contains(&key.id) && by_text(key, &wanted, people).is_some())?;
        hits.extend(others.into_iter().filter_map(|key| {
            let (by, text) = by_text(&key, &wanted, people)?;
            Some(Hit { key, by, text })
        }));
    }
    Ok(hits)
}

fn by_text(key: &Found, wanted: &str, people: &[User]) -> Option<(&'static str, String)> {
    let body: Map<String, Value> = serde_json::from_str(&key.body).unwrap_or_default();
    let text = |field: &str| body.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let contact = match Contact::of_body(&body) {
        Contact::Person(id) => people.iter().find(|person| person.id == id).map(name_and_email).unwrap_or_default(),
        Contact::Other(text) => text,
        Contact::Nobody => String::new(),
    };
    let texts = [("comment", text("comment")), ("contact", contact), ("external", key.external_id.clone().unwrap_or_default())];
    texts.into_iter().find(|(_, text)| text.to_lowercase().contains(wanted))
}

/// How a person is named in results.
pub fn name_and_email(person: &User) -> String {
    let name = format!("{} {}", person.first_name, person.last_name);
    format!("{}, {}", name.trim_end(), person.email)
}

/// The key of a token, also of one that a rotation has replaced, if it has not been deleted.
///
/// # Errors
/// The database failed.
pub fn key_of_token(tx: &mut Tx<'_>, peppers: &Peppers, pasted: &str) -> Result<Option<Found>, Fault> {
    let token = token::bare(pasted.trim().into()).into_owned();
    if !token::is_well_formed(&token) {
        return Ok(None);
    }
    let Some(id) = keys::holder(tx, peppers, &token)? else { return Ok(None) };
    Ok(key_search::by_id(tx, id)?)
}

/// The refused call that was answered with this id.
///
/// # Errors
/// The database failed.
pub fn refused_call(tx: &mut Tx<'_>, wanted: &str) -> Result<Option<Refusal>, Fault> {
    let wanted = wanted.trim().to_ascii_lowercase();
    let is_id = wanted.len() == 24 && wanted.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_id { Ok(refusals::find(tx, &wanted)?) } else { Ok(None) }
}
