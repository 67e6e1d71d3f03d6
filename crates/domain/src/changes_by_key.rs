//! What a key changed of orders and customers, as it can be undone: what was there before, what after, by which call.

use database::history::{self, Book, ChangedField, Window};
use database::{Scope, Tx};
use serde_json::Value;
use wire::Moment;

use crate::account::Account;
use crate::draft::{self, Body};
use crate::fault::Fault;

/// A change.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Id of the row in the history.
    pub id: i64,
    /// The order or customer.
    pub subject: i64,
    /// The number of an order; empty for a customer.
    pub number: String,
    /// What the client calls it; may be empty.
    pub external_id: String,
    /// The code of its store.
    pub site: String,
    /// When, in Unix seconds.
    pub created_at: i64,
    /// The field.
    pub field: String,
    /// What was there before; null for nothing.
    pub before: Value,
    /// What is there after.
    pub after: Value,
    /// The number of the secret that the call came with.
    pub secret: Option<i64>,
    /// The id of the call; empty for rows of older versions.
    pub request_id: String,
}

/// A reader of what a key changed: sees the rows of these stores, each as `shown` leaves it.
pub struct Reader<'a> {
    /// The account.
    pub account: &'a Account,
    /// The rows that are read.
    pub scope: &'a Scope,
    /// Hides what the reader does not see of a row: `field`, `oldValue`, `newValue` and what it is about.
    pub shown: &'a dyn Fn(Body) -> Result<Body, Fault>,
}

/// What a key changed, the newest first.
///
/// # Errors
/// The database failed, or a row is damaged.
pub fn of_key(tx: &mut Tx<'_>, reader: &Reader<'_>, book: Book, key: i64, window: &Window, limit: i64) -> Result<Vec<View>, Fault> {
    let changes = history::of_key(tx, book, reader.scope, key, window, limit)?;
    changes.into_iter().map(|operation| view(operation, book, reader)).collect()
}

/// How many orders or customers a key changed, and how many history rows it has.
///
/// # Errors
/// The database failed.
pub fn count(tx: &mut Tx<'_>, scope: &Scope, book: Book, key: i64, window: &Window) -> Result<(i64, i64), Fault> {
    Ok(history::count_of_key(tx, book, scope, key, window)?)
}

/// A value as a line of text: a code or an id alone where that is all there is.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(members) if members.len() == 1 => members.values().next().map(plain).unwrap_or_default(),
        other => other.to_string(),
    }
}

fn view(operation: ChangedField, book: Book, reader: &Reader<'_>) -> Result<View, Fault> {
    let account = reader.account;
    let mut body = draft::read(&operation.body)?;
    body.insert("field".to_owned(), Value::String(operation.field.clone()));
    let mut body = (reader.shown)(body)?;
    let member = match book {
        Book::Orders => "order",
        Book::Customers | Book::Corporate => "customer",
        Book::Tasks => "task",
        Book::Packs => "pack",
    };
    let text = |name: &str| body.get(member).and_then(|shown| shown.get(name)).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (number, external_id) = (text("number"), text("externalId"));
    let mut side = |name: &str| {
        let mut value = body.shift_remove(name).unwrap_or_default();
        write(&mut value, account);
        value
    };
    Ok(View {
        id: operation.id,
        subject: operation.subject,
        number,
        external_id,
        site: account.site_code(operation.site).to_owned(),
        created_at: operation.created_at,
        field: operation.field,
        before: side("oldValue"),
        after: side("newValue"),
        secret: operation.secret,
        request_id: operation.request_id.unwrap_or_default(),
    })
}

/// Writes the moments of a value in the account's zone.
fn write(value: &mut Value, account: &Account) {
    match value {
        Value::String(text) => {
            if let Some(moment) = Moment::stored(text) {
                *text = account.zone.write(moment);
            }
        }
        Value::Array(members) => members.iter_mut().for_each(|member| write(member, account)),
        Value::Object(members) => members.values_mut().for_each(|member| write(member, account)),
        _ => {}
    }
}
