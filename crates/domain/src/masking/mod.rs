//! The masking between a key with masks and the data: answers are covered, filters by what is covered are refused, and
//! covered values that come back change nothing.
//!
//! Every answer of every method passes here, in one place, and only for keys that have masks.

mod answered;
mod answers;
mod clear;
mod emails;
mod fields;
mod phones;
mod sent;
mod signs;
mod spelling;
#[cfg(test)]
mod tests;

use serde_json::Value;
use wire::Problem;
use wire::form::Tree;

use crate::access::masks::Masks;
use crate::access::sealed::Seal;

pub use answered::answered;
pub use fields::{filter_classes, is_listed};

/// What covers the answers to one key.
#[derive(Clone, Copy)]
pub struct Masking<'a> {
    /// What is masked, and how.
    pub masks: &'a Masks,
    /// The secret that pseudonyms are made with.
    pub seal: &'a Seal,
    /// The key: each has pseudonyms of its own.
    pub key: i64,
    /// The account's country: it says how national phone numbers are read.
    pub country: &'a str,
}

impl Masking<'_> {
    /// The JSON of an answer with everything covered that the key does not see.
    ///
    /// # Errors
    /// It is no JSON, which means that the database was damaged; nothing of it may be answered then.
    pub fn cover(&self, json: &[u8]) -> Result<Vec<u8>, serde_json::Error> {
        let mut answer: Value = serde_json::from_slice(json)?;
        answers::cover(self, &mut answer, answers::Place::Typed);
        serde_json::to_vec(&answer)
    }
}

/// Whether a value of a field is covered for a key with these masks. `name` is the field's, with the names of the fields it
/// stands in before it (`delivery.address.city`), or as histories name it.
pub fn covers(masks: &Masks, name: &str, value: &Value) -> bool {
    let masking = Masking { masks, seal: &Seal::of([0; 32]), key: 0, country: "" };
    let shown = Value::Object([(name.to_owned(), value.clone())].into_iter().collect());
    let mut covered = shown.clone();
    answers::cover(&masking, &mut covered, answers::Place::Typed);
    covered != shown
}

/// Lets the arguments of a call through the masking: covered values are taken out of what is sent, so that the values
/// they stand for stay as they are.
///
/// # Errors
/// A filter looks at a field that the key does not see: `Access denied.`
pub fn let_in(masks: &Masks, tree: &mut Tree) -> Result<(), Problem> {
    if let Some(Value::Object(filter)) = tree.get("filter")
        && filter.iter().any(|(name, value)| {
            !is_blank(value)
                && (filter_classes(name).iter().any(|class| fields::hides(masks, *class, name))
                    || fields::looks_for_contacts(masks, name, value))
        })
    {
        return Err(Problem::denied().because("field"));
    }
    sent::strip(tree);
    Ok(())
}

/// A filter without a value filters nothing.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}
