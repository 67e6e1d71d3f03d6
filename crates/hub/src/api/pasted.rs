//! A token that was pasted into a text which would be kept.

use domain::access::masking::{self, masked};
use wire::Arguments;

/// The field of a call in which a token stands, named as it is in the entity that was sent.
pub fn field(arguments: &Arguments, token: &str) -> Option<String> {
    if let Some((name, _)) = arguments.path.iter().find(|(_, value)| masking::is_in(value, token)) {
        return Some(name.clone());
    }
    // A token that is to be given to a key is sent as one; that it is another key's already is refused further on.
    let found = arguments.tree.iter().filter(|(name, _)| *name != "token").find_map(|(name, value)| {
        if masking::is_in(name, token) {
            Some(String::new())
        } else {
            Some(within(value, token)?).map(|path| if path.is_empty() { name.clone() } else { path })
        }
    });
    found.map(|path| masked(&path, token).into_owned())
}

/// The path to a text that holds a token; empty for the value itself.
fn within(value: &serde_json::Value, token: &str) -> Option<String> {
    use serde_json::Value;
    let deeper = |name: &str, path: String| if path.is_empty() { name.to_owned() } else { format!("{name}.{path}") };
    match value {
        Value::String(text) if masking::is_in(text, token) => {
            // Entities are sent as texts of JSON.
            let inner = serde_json::from_str(text).ok().filter(|inner: &Value| inner.is_object() || inner.is_array());
            Some(inner.and_then(|inner| within(&inner, token)).unwrap_or_default())
        }
        Value::Array(values) => {
            values.iter().enumerate().find_map(|(index, value)| Some(deeper(&index.to_string(), within(value, token)?)))
        }
        Value::Object(members) => members.iter().find_map(|(name, value)| {
            if masking::is_in(name, token) { Some(String::new()) } else { Some(deeper(name, within(value, token)?)) }
        }),
        _ => None,
    }
}
