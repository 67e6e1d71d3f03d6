//! Entities as JSON objects: what was sent is merged into what is kept, absent, null and value being three things.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::fault::Fault;

/// The JSON object of an entity.
pub type Body = Map<String, Value>;

/// The JSON object of what was sent: fields that were sent as null or blank are null, absent ones are absent.
///
/// # Errors
/// The entity cannot be written as JSON.
pub fn of<T: Serialize>(entity: &T) -> Result<Body, serde_json::Error> {
    let Value::Object(mut body) = serde_json::to_value(entity)? else { return Ok(Body::new()) };
    for (field, value) in &mut body {
        match value {
            // An empty list is how PHP writes an empty object.
            Value::Array(list) if field == "customFields" && list.is_empty() => *value = Value::Object(Body::new()),
            // Lines and payments are merged one by one, so a null inside them still means something.
            Value::Array(parts) if matches!(field.as_str(), "items" | "payments") => {
                parts.iter_mut().filter_map(Value::as_object_mut).flat_map(Body::values_mut).for_each(|value| blanks(value, false));
            }
            value => blanks(value, false),
        }
    }
    Ok(body)
}

/// Turns blank texts into nulls. Lists replace what is kept as a whole, so inside them nulls go, and objects without
/// anything else.
fn blanks(value: &mut Value, in_list: bool) {
    match value {
        Value::String(text) if text.trim().is_empty() => *value = Value::Null,
        Value::Object(members) => {
            members.values_mut().for_each(|member| blanks(member, in_list));
            if in_list {
                members.retain(|_, member| !member.is_null());
            }
        }
        Value::Array(items) => {
            items.iter_mut().for_each(|item| blanks(item, true));
            items.retain(|item| !item.is_null() && item.as_object().is_none_or(|members| !members.is_empty()));
        }
        _ => {}
    }
}

/// Leaves out whatever is null, however deep, and the objects that are empty without it.
pub fn without_nulls(body: &mut Body) {
    body.retain(|_, value| {
        if let Value::Object(inner) = value {
            without_nulls(inner);
            return !inner.is_empty();
        }
        !value.is_null()
    });
}

/// The JSON text of a value.
pub fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // Only maps with other keys than texts cannot be written, and values have none.
    serde_json::to_string(value).unwrap_or_default()
}

/// Appends the members of a JSON object, given as text, to an object that is not closed yet.
pub fn push_members(out: &mut String, object: &str) {
    let members = object.trim_start_matches('{').trim_end();
    let members = members.strip_suffix('}').unwrap_or(members);
    if !members.is_empty() {
        if !out.ends_with('{') {
            out.push(',');
        }
        out.push_str(members);
    }
}

/// The text of an object, given as text, with an id before its other members.
pub fn identified(id: i64, object: &str) -> String {
    let mut out = String::with_capacity(object.len() + 24);
    out.push_str("{\"id\":");
    push_number(&mut out, id);
    push_members(&mut out, object);
    out.push('}');
    out
}

/// Appends a whole number.
pub fn push_number(out: &mut String, number: i64) {
    out.push_str(itoa::Buffer::new().format(number));
}

/// Appends a text as JSON.
pub fn push_text(out: &mut String, text: &str) {
    // Nearly every code and id can stand as it is.
    if text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        out.push_str(&json(text));
        return;
    }
    out.push('"');
    out.push_str(text);
    out.push('"');
}

/// Reads a stored body.
///
/// # Errors
/// It is no JSON object, which means that the database was damaged.
pub fn read(text: &str) -> Result<Body, Fault> {
    Ok(serde_json::from_str(text)?)
}

/// Merges what was sent into what is kept, as RFC 7396 does: null removes, objects merge, anything else replaces.
pub fn merge(kept: &mut Body, sent: Body) {
    for (field, value) in sent {
        match value {
            Value::Null => {
                kept.shift_remove(&field);
            }
            Value::Object(inner) => {
                let slot = kept.entry(field.clone()).or_insert_with(|| Value::Object(Body::new()));
                if !slot.is_object() {
                    *slot = Value::Object(Body::new());
                }
                if let Value::Object(old) = slot {
                    merge(old, inner);
                    if old.is_empty() {
                        kept.shift_remove(&field);
                    }
                }
            }
            other => {
                kept.insert(field, other);
            }
        }
    }
}

/// A text of a body.
pub fn text<'a>(body: &'a Body, field: &str) -> Option<&'a str> {
    body.get(field)?.as_str().filter(|text| !text.is_empty())
}

/// An object inside a body.
pub fn object<'a>(body: &'a Body, field: &str) -> Option<&'a Body> {
    body.get(field)?.as_object()
}

/// An amount of a body.
pub fn money(body: &Body, field: &str) -> Option<wire::Money> {
    wire::Money::of(body.get(field)?)
}

/// A flag of a body; absent is false.
pub fn flag(body: &Body, field: &str) -> bool {
    body.get(field).and_then(Value::as_bool).unwrap_or(false)
}

/// A moment of a body.
pub fn moment(body: &Body, field: &str) -> Option<wire::Moment> {
    wire::Moment::stored(body.get(field)?.as_str()?)
}

/// A moment as a body holds it.
pub fn stored(moment: wire::Moment) -> Value {
    Value::String(format!("{}{}", wire::moment::MARK, moment.0))
}

/// Empty maps are written as empty lists: that is what the API's clients were made with.
pub fn map_or_list(value: Option<&Value>) -> Value {
    match value {
        Some(Value::Object(map)) if !map.is_empty() => Value::Object(map.clone()),
        _ => Value::Array(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn absent_null_and_value_are_three_things() {
        let Value::Object(mut kept) = json!({"a": 1, "b": 2, "c": {"d": 1, "e": 2}, "f": [1, 2]}) else { return };
        let Value::Object(sent) = json!({"b": null, "c": {"d": null, "x": 3}, "f": [3]}) else { return };
        merge(&mut kept, sent);
        assert_eq!(Value::Object(kept), json!({"a": 1, "c": {"e": 2, "x": 3}, "f": [3]}));
    }

    #[test]
    fn blanks_are_nulls_and_lists_hold_none() {
        let sent = json!({"a": "", "b": {"c": ""}, "items": [{"d": " ", "e": [{"f": ""}, ""]}, {}], "list": ["", {"g": null, "h": 1}, {"i": "\t"}]});
        let expected = json!({"a": null, "b": {"c": null}, "items": [{"d": null, "e": []}, {}], "list": [{"h": 1}]});
        let mut body = of(&sent).unwrap_or_default();
        assert_eq!(Value::Object(body.clone()), expected);
        without_nulls(&mut body);
        assert!(!body.contains_key("a") && !body.contains_key("b"));
    }

    #[test]
    fn an_id_stands_before_the_other_members() {
        assert_eq!(identified(5, "{}"), r#"{"id":5}"#);
        assert_eq!(identified(5, r#"{"a":{"b":1}}"#), r#"{"id":5,"a":{"b":1}}"#);
    }

    #[test]
    fn an_object_emptied_is_gone() {
        let Value::Object(mut kept) = json!({"c": {"d": 1}}) else { return };
        let Value::Object(sent) = json!({"c": {"d": null}, "n": {}}) else { return };
        merge(&mut kept, sent);
        assert_eq!(Value::Object(kept), json!({}));
    }
}
