//! The reference data a fresh account comes with, in every language: the file `defaults.json` beside this one.

use serde_json::{Map, Value};

use crate::fault::Fault;

/// One entry of it.
#[derive(Debug, Clone)]
pub struct Seed {
    /// The dictionary.
    pub kind: String,
    /// Code; it is the same in every language.
    pub code: String,
    /// Its fields. A text that has a version in each language is an object of them, by language.
    fields: Map<String, Value>,
}

/// Every entry, dictionary by dictionary, in order.
///
/// # Errors
/// The file is damaged.
pub fn all() -> Result<Vec<Seed>, Fault> {
    let kinds: Map<String, Value> = serde_json::from_str(include_str!("defaults.json"))?;
    let mut all = Vec::new();
    for (kind, entries) in kinds {
        for fields in serde_json::from_value::<Vec<Map<String, Value>>>(entries)? {
            let code = fields.get("code").and_then(Value::as_str).unwrap_or_default().to_owned();
            all.push(Seed { kind: kind.clone(), code, fields });
        }
    }
    Ok(all)
}

impl Seed {
    /// Its fields in one language.
    pub fn in_language(&self, language: &str) -> Map<String, Value> {
        let told = |value: &Value| spoken(value, language).cloned().unwrap_or_else(|| value.clone());
        self.fields.iter().map(|(field, value)| (field.clone(), told(value))).collect()
    }

    /// The texts that are still what they were in one language or another, in this language. `stored` are the fields
    /// as they are.
    pub fn renamed(&self, stored: &Map<String, Value>, language: &str) -> Vec<(String, Value)> {
        let mut renamed = Vec::new();
        for (field, value) in &self.fields {
            let (Some(wanted), Some(versions), Some(now)) = (spoken(value, language), value.as_object(), stored.get(field)) else {
                continue;
            };
            if now != wanted && versions.values().any(|version| version == now) {
                renamed.push((field.clone(), wanted.clone()));
            }
        }
        renamed
    }
}

/// The version of a text in a language; `None` for a value that has no versions.
fn spoken<'a>(value: &'a Value, language: &str) -> Option<&'a Value> {
    let versions = value.as_object().filter(|versions| versions.contains_key("en"))?;
    versions.get(language).or_else(|| versions.get("en"))
}
