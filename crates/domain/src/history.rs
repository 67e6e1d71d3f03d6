//! Histories as they are answered: who did it is shown from the point of view of the key that asks.

use database::history::Line;
use serde_json::{Value, json};
use wire::Moment;

use crate::act::Actor;
use crate::draft::{self, Body};
use crate::fault::Fault;

/// The JSON text of a row. `insert` puts a ready text into an object of the row: `("order", "customer", "{…}")`.
///
/// # Errors
/// The row's body is damaged.
pub fn row(line: &Line, reader: Actor, insert: Option<(&str, &str, String)>) -> Result<String, Fault> {
    let mut body = draft::read(&line.body)?;
    let mut row = Body::new();
    row.insert("id".to_owned(), json!(line.id));
    row.insert("createdAt".to_owned(), draft::stored(Moment(line.created_at)));
    for mark in ["created", "deleted"] {
        if let Some(value) = body.shift_remove(mark) {
            row.insert(mark.to_owned(), value);
        }
    }
    row.insert("source".to_owned(), json!(line.source));
    if let Some(user) = line.user {
        row.insert("user".to_owned(), json!({ "id": user }));
    }
    row.insert("field".to_owned(), json!(line.field));
    if let Some(key) = line.key {
        row.insert("apiKey".to_owned(), json!({"current": reader.key() == Some(key)}));
    }
    row.append(&mut body);
    if let Some((object, member, text)) = insert
        && let Some(object) = row.get_mut(object).and_then(Value::as_object_mut)
    {
        object.insert(member.to_owned(), serde_json::from_str(&text)?);
    }
    Ok(Value::Object(row).to_string())
}
