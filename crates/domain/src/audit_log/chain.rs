//! The chain: a row as text that has one spelling only, and the hash that binds it to the row before.

use std::fmt::Write;

use database::audit_log::LogEntry;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The hash before the first row.
pub const START: [u8; 32] = [0; 32];

/// JSON with the members of every object sorted by name and no space between its parts.
pub fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write(&mut text, value);
    text
}

/// SHA-256 over the hash of the row before and the row itself.
pub fn hash(before: &[u8], record: &LogEntry) -> [u8; 32] {
    Sha256::new().chain_update(before).chain_update(row(record)).finalize().into()
}

/// A hash as 64 hexadecimal digits.
pub fn hex(hash: &[u8]) -> String {
    hash.iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A row as canonical JSON. Its details are in that form already; they stand in it as they are kept, so that a change
/// of a single space is one too.
fn row(record: &LogEntry) -> String {
    let named = |kind: &str, id: Option<i64>, name: &str| {
        let id = id.map_or_else(|| "null".to_owned(), |id| id.to_string());
        format!("{{\"id\":{id},\"kind\":{},\"name\":{}}}", quoted(kind), quoted(name))
    };
    format!(
        "{{\"action\":{},\"at\":{},\"by\":{},\"details\":{},\"number\":{},\"subject\":{}}}",
        quoted(&record.action),
        record.created_at,
        named(&record.by_kind, record.by_id, &record.by_name),
        record.details,
        record.number,
        named(&record.subject_kind, record.subject_id, &record.subject_name)
    )
}

fn write(text: &mut String, value: &Value) {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_unstable_by_key(|(name, _)| *name);
            text.push('{');
            for (index, (name, value)) in members.into_iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                text.push_str(&quoted(name));
                text.push(':');
                write(text, value);
            }
            text.push('}');
        }
        Value::Array(values) => {
            text.push('[');
            for (index, value) in values.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                write(text, value);
            }
            text.push(']');
        }
        plain => text.push_str(&plain.to_string()),
    }
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> LogEntry {
        LogEntry {
            number: 1,
            created_at: 1_773_489_600,
            action: "key.created".to_owned(),
            by_kind: "cli".to_owned(),
            by_id: None,
            by_name: String::new(),
            subject_kind: "key".to_owned(),
            subject_id: Some(7),
            subject_name: "Tea \"shop\"".to_owned(),
            details: canonical(&serde_json::json!({"name": {"after": "x"}, "active": {"after": true}})),
            hash: Vec::new(),
        }
    }

    #[test]
    fn a_row_has_one_spelling() {
        let text = "{\"action\":\"key.created\",\"at\":1773489600,\"by\":{\"id\":null,\"kind\":\"cli\",\"name\":\"\"},\
                    \"details\":{\"active\":{\"after\":true},\"name\":{\"after\":\"x\"}},\"number\":1,\
                    \"subject\":{\"id\":7,\"kind\":\"key\",\"name\":\"Tea \\\"shop\\\"\"}}";
        assert_eq!(row(&record()), text);
        assert_eq!(serde_json::from_str::<Value>(text).map(|value| canonical(&value)).ok().as_deref(), Some(text));
    }

    #[test]
    fn the_hash_is_what_other_programs_compute() {
        // printf of 32 zero bytes and the text above, piped into sha256sum.
        assert_eq!(hex(&hash(&START, &record())), "c30844517f341c9050f8c1cc6ae7386f78e3d26023176139c9950181ca55742d");
    }
}
