//! The methods of /custom-fields, and the values of custom fields wherever they are.

mod declare;
mod dictionaries;
mod filters;
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
