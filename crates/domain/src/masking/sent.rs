//! Covered values that a client sends back: they are taken out, as if they had not been sent.

use serde_json::{Map, Value};
use wire::form::Tree;

use super::spelling::is_spelled;

/// Lists whose parts are found again one by one; any other list takes the place of the one there is, as a whole.
const MERGED: [&str; 9] = ["order", "orders", "customer", "customers", "items", "payments", "phones", "payment", "note"];

/// Takes covered values out of the arguments of a call.
pub(super) fn strip(tree: &mut Tree) {
    for (name, value) in tree.iter_mut() {
        match value {
            Value::String(text) if text.trim_start().starts_with(['{', '[']) => {
                // What cannot be read is refused by its method, in the method's own words.
                if let Ok(mut sent) = serde_json::from_str::<Value>(text)
                    && clean(name, &mut sent)
                {
                    *text = sent.to_string();
                }
            }
            value => drop(clean(name, value)),
        }
    }
}

/// Takes covered values out of the parts of a value; true when there were any.
fn clean(name: &str, value: &mut Value) -> bool {
    match value {
        Value::Object(members) => clean_members(members),
        Value::Array(list) if MERGED.contains(&name) => {
            let mut cleaned = false;
            list.retain_mut(|item| {
                let found = clean("", item);
                cleaned |= found;
                !(found && name == "phones")
            });
            cleaned
        }
        _ => false,
    }
}

fn clean_members(members: &mut Map<String, Value>) -> bool {
    let before = members.len();
    let mut cleaned = false;
    members.retain(|name, value| {
        if is_spelled(name) {
            return false;
        }
        if matches!(value, Value::String(_)) || (value.is_array() && !MERGED.contains(&name.as_str())) {
            return !holds_spelled(value);
        }
        cleaned |= clean(name, value);
        true
    });
    cleaned || members.len() < before
}

fn holds_spelled(value: &Value) -> bool {
    match value {
        Value::String(text) => is_spelled(text),
        Value::Array(list) => list.iter().any(holds_spelled),
        Value::Object(members) => members.values().any(holds_spelled),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn stripped(sent: Value) -> Value {
        let mut tree = Tree::new();
        tree.insert("order".to_owned(), Value::String(sent.to_string()));
        tree.insert("json".to_owned(), sent);
        strip(&mut tree);
        let text = tree["order"].as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        assert_eq!(tree["json"], text, "both ways of writing it mean the same");
        text
    }

    #[test]
    fn covered_values_are_taken_out_and_the_rest_stays() {
        let sent = json!({
            "firstName": "A*****", "lastName": "Lovelace", "phone": null, "email": "anon-0123456789abcdef@masked.invalid",
            "customerComment": "call *****67", "delivery": {"address": {"text": "anon-0123456789abcdef", "city": "X"}},
            "items": [{"id": 5, "comment": "*****", "quantity": 2, "properties": [{"code": "a", "value": "*****"}]}],
            "customFields": {"a": ["x", "y*****"], "b": ["x"]},
        });
        let expected = json!({
            "lastName": "Lovelace", "phone": null, "delivery": {"address": {"city": "X"}}, "items": [{"id": 5, "quantity": 2}],
            "customFields": {"b": ["x"]},
        });
        assert_eq!(stripped(sent), expected);
        let sent = json!({"phones": [{"number": "*****67"}, {"number": "+79261234567"}, {"number": "+999123456789012"}]});
        assert_eq!(stripped(sent), json!({"phones": [{"number": "+79261234567"}]}));
        assert_eq!(stripped(json!({"a": 1})), json!({"a": 1}));
    }

    #[test]
    fn what_cannot_be_read_stays_for_its_method_to_refuse() {
        let mut tree = Tree::new();
        tree.insert("order".to_owned(), Value::String("{\"phone\": \"*****67\"".to_owned()));
        let before = tree.clone();
        strip(&mut tree);
        assert_eq!(tree, before);
    }
}
