//! Rows of the record in plain words: who, when, what, and what was there before and after.

use std::collections::HashMap;

use database::Tx;
use database::audit_log::LogEntry;
use domain::account::Account;
use domain::fault::Fault;
use serde_json::{Map, Value};

use crate::admin::when;
use crate::admin::words::Words;

/// So many members of a list are shown at once; the others unfold.
const SHOWN: usize = 4;

/// A row as people read it.
pub struct Row {
    /// Its number.
    pub number: i64,
    /// When, in the account's zone.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was done.
    pub what: String,
    /// What it was done to.
    pub on: String,
    /// Where that is now; empty for what has no page.
    pub link: String,
    /// What changed.
    pub changes: Vec<Change>,
}

/// A field that changed.
pub struct Change {
    /// What the field is called.
    pub field: String,
    /// What was there before; none when nothing was.
    pub before: Option<Side>,
    /// What is there after; none when nothing is.
    pub after: Option<Side>,
    /// Whether these are what a list lost and what it gained.
    pub lists: bool,
}

/// One side of a change.
pub struct Side {
    /// The whole, or the first members of a long list.
    pub text: String,
    /// The other members.
    pub rest: Vec<String>,
    /// How many those are.
    pub more: i64,
}

/// Names of keys by id.
pub type Names = HashMap<i64, String>;

/// The names of the keys behind these rows.
///
/// # Errors
/// The database failed.
pub fn names(tx: &mut Tx<'_>, rows: &[LogEntry]) -> Result<Names, Fault> {
    let mut names = Names::new();
    for id in rows.iter().filter(|row| row.by_kind == "key").filter_map(|row| row.by_id) {
        if let (None, Some(key)) = (names.get(&id), database::keys::find(tx, id)?) {
            names.insert(id, key.name);
        }
    }
    Ok(names)
}

/// A row in words.
pub fn row(record: &LogEntry, names: &Names, words: Words, account: &Account) -> Row {
    let details: Map<String, Value> = serde_json::from_str(&record.details).unwrap_or_default();
    Row {
        number: record.number,
        at: when::second(words, &account.zone, record.created_at),
        who: who(record, names, words),
        what: action(&record.action, words),
        on: if record.subject_kind == "settings" { field(&record.subject_name, words) } else { record.subject_name.clone() },
        link: link(record),
        changes: details.iter().map(|(name, value)| change(name, value, words, account)).collect(),
    }
}

/// What an action is called.
pub fn action(name: &str, words: Words) -> String {
    words.find(&format!("did-{}", name.replace(['.', '_'], "-"))).unwrap_or_else(|| name.to_owned())
}

fn who(record: &LogEntry, names: &Names, words: Words) -> String {
    match (record.by_kind.as_str(), record.by_id) {
        ("user", _) => record.by_name.clone(),
        ("key", Some(id)) => {
            let name = names.get(&id).cloned().unwrap_or_else(|| id.to_string());
            words.with("by-key-named", "name", name)
        }
        (kind, _) => words.find(&format!("by-{kind}")).unwrap_or_else(|| kind.to_owned()),
    }
}

fn link(record: &LogEntry) -> String {
    match (record.subject_kind.as_str(), record.subject_id) {
        ("key", Some(id)) => format!("/integration/keys/{id}"),
        ("book", _) => record.subject_name.split_once('/').map(|(kind, _)| format!("/books/{kind}")).unwrap_or_default(),
        ("field", _) => format!("/settings/custom-fields/{}", record.subject_name),
        ("dictionary", _) => format!("/settings/dictionaries/{}", record.subject_name),
        ("order", Some(id)) => format!("/orders/{id}"),
        ("customer", Some(id)) => format!("/customers/{id}"),
        ("site", Some(id)) => format!("/stores/{id}"),
        ("template", _) => format!("/integration/templates/{}", record.subject_name),
        ("import", Some(id)) => format!("/imports/{id}"),
        ("webhook", Some(id)) => format!("/integration/webhooks/{id}"),
        _ => String::new(),
    }
}

fn field(name: &str, words: Words) -> String {
    words.find(&format!("record-field-{}", name.replace('_', "-"))).unwrap_or_else(|| name.to_owned())
}

fn change(name: &str, value: &Value, words: Words, account: &Account) -> Change {
    let sides = value.as_object().filter(|sides| !sides.is_empty() && sides.keys().all(|side| side == "before" || side == "after"));
    let (before, after) = match sides {
        Some(sides) => (sides.get("before"), sides.get("after")),
        None => (None, Some(value)),
    };
    let view = |value: &Value| match value.as_i64() {
        // A moment, kept as Unix seconds.
        Some(seconds) if name.ends_with("At") => Side::plain(when::second(words, &account.zone, seconds)),
        _ => side(value, words),
    };
    let field = field(name, words);
    // Of two long lists only what differs is of interest.
    if let (Some(Value::Array(before)), Some(Value::Array(after))) = (before, after) {
        let without = |one: &[Value], other: &[Value]| {
            let left: Vec<Value> = one.iter().filter(|member| !other.contains(member)).cloned().collect();
            Some(left).filter(|left| !left.is_empty()).map(|left| view(&Value::Array(left)))
        };
        return Change { field, before: without(before, after), after: without(after, before), lists: true };
    }
    Change { field, before: before.map(view), after: after.map(view), lists: false }
}

fn side(value: &Value, words: Words) -> Side {
    match value {
        Value::Array(members) => {
            let mut members: Vec<String> = members.iter().map(|member| plain(member, words)).collect();
            let rest = members.split_off(SHOWN.min(members.len()));
            Side { text: members.join(", "), more: rest.len() as i64, rest }
        }
        value => Side::plain(plain(value, words)),
    }
}

impl Side {
    fn plain(text: String) -> Self {
        Self { text, rest: Vec::new(), more: 0 }
    }
}

fn plain(value: &Value, words: Words) -> String {
    match value {
        Value::Bool(true) => words.say("value-yes"),
        Value::Bool(false) => words.say("value-no"),
        Value::String(text) if text == "all" => words.say("value-all"),
        Value::String(text) if text.is_empty() => "—".to_owned(),
        Value::String(text) => text.clone(),
        Value::Null => "—".to_owned(),
        other => other.to_string(),
    }
}
