//! Histories as they are answered: who did it is shown from the point of view of the key that asks.

use database::Tx;
use database::history::{Book, Filter, Line};
use serde_json::{Value, json};
use wire::Moment;

use crate::act::{Act, Actor};
use crate::draft::{self, Body};
use crate::fault::Fault;

/// Rows of a history as JSON texts, and how many there are in all.
///
/// # Errors
/// The database failed.
pub fn read(tx: &mut Tx<'_>, act: &Act<'_>, book: Book, filter: &Filter, limit: i64, offset: i64) -> Result<(Vec<String>, i64), Fault> {
    let (lines, total) = database::history::read(tx, book, act.scope, filter, limit, offset)?;
    let rows = lines.iter().map(|line| row(line, act.actor, None)).collect::<Result<_, _>>()?;
    Ok((rows, total))
}

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
