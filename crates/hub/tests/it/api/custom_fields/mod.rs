//! The methods of /custom-fields, and the values of custom fields wherever they are.

mod declare;
mod dictionaries;
mod filters;
mod firms;
mod values;

use serde_json::{Value, json};

use crate::support::Actor;

/// A key that declares a field of each type for an owner, and the dictionary that two of them choose from.
fn declare_all(key: &Actor, owner: &str) {
    let colours = json!({"name": "Colours", "code": "colours", "elements": [
        {"name": "Red", "code": "red", "ordering": 10}, {"name": "Blue", "code": "blue", "ordering": 20}, {"name": "Green", "code": "green"},
    ]});
    key.post("/custom-fields/dictionaries/create", form! { customDictionary: colours });
    for kind in ["boolean", "date", "datetime", "email", "integer", "numeric", "string", "text"] {
        declare(key, owner, json!({"code": format!("a_{kind}"), "name": kind, "type": kind}));
    }
    for kind in ["dictionary", "multiselect_dictionary"] {
        declare(key, owner, json!({"code": format!("a_{kind}"), "name": kind, "type": kind, "dictionary": "colours"}));
    }
}

#[track_caller]
fn declare(key: &Actor, owner: &str, field: Value) {
    key.post(&format!("/custom-fields/{owner}/create"), form! { customField: field }).ok();
}

/// The values of two rows that filters tell apart.
fn rows_of_filters() -> (Value, Value) {
    let first = json!({
        "a_boolean": true, "a_date": "2026-03-14", "a_datetime": "2026-03-14 10:00:00", "a_email": "ann@example.com", "a_integer": 12,
        "a_numeric": 2.5, "a_string": "Acme Ltd", "a_text": "two\nLines", "a_dictionary": "red", "a_multiselect_dictionary": ["blue", "red"],
    });
    let second = json!({
        "a_date": "2026-04-01", "a_datetime": "2026-03-15 00:00:00", "a_email": "bob@example.com", "a_integer": 100, "a_numeric": 11,
        "a_string": "Acme", "a_dictionary": "blue", "a_multiselect_dictionary": ["red"],
    });
    (first, second)
}
