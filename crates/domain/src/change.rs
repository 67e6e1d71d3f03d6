//! What changed, field by field, in the words of the histories; and the only way a change is written down.

use database::Tx;
use database::history::{self, Book, Entry, Links};
use serde_json::{Value, json};

use crate::access::masks::Masks;
use crate::act::{Act, Actor};
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::masking;
use crate::webhooks::rows;

/// One changed field.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The field, as histories name it.
    pub field: String,
    /// Its value before; null for none.
    pub old: Value,
    /// Its value after; null for none.
    pub new: Value,
    /// The part of the entity that changed, with its name: `item`, `payment`, `address`.
    pub part: Option<(&'static str, Value)>,
    /// Further members of the row: `created`, `deleted`, `combinedTo`.
    pub marks: Vec<(&'static str, Value)>,
    /// Whether the hub itself did it, as with the customer of an order.
    pub by_code: bool,
    /// A store that the change concerns besides the entity's own.
    pub other_site: Option<i64>,
}

impl Change {
    /// A change of one field.
    pub fn new(field: impl Into<String>, old: Value, new: Value) -> Self {
        Self { field: field.into(), old, new, part: None, marks: Vec::new(), by_code: false, other_site: None }
    }

    /// Names the part of the entity that changed.
    #[must_use]
    pub fn of_part(mut self, name: &'static str, part: Value) -> Self {
        self.part = Some((name, part));
        self
    }

    /// Adds a member to the row.
    #[must_use]
    pub fn marked(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.marks.push((name, value.into()));
        self
    }

    /// Notes that the hub itself did it.
    #[must_use]
    pub fn by_code(mut self) -> Self {
        self.by_code = true;
        self
    }

    /// Notes that the change concerns a row of another store.
    #[must_use]
    pub fn telling_of(mut self, site: i64) -> Self {
        self.other_site = Some(site);
        self
    }
}

/// The entity whose changes are written down.
pub struct Subject<'a> {
    /// Which history.
    pub book: Book,
    /// Internal id.
    pub id: i64,
    /// Its store.
    pub site: i64,
    /// The member of a row that holds the entity: `order`, `customer`.
    pub member: &'static str,
    /// What a row shows of the entity, as JSON text.
    pub shown: &'a str,
    /// The event, such as `order.created`.
    pub event: &'static str,
}

/// Writes changes into the history, and queues their event for webhooks, in the transaction of the change itself.
///
/// # Errors
/// The database failed.
pub fn record(tx: &mut Tx<'_>, act: &Act<'_>, subject: &Subject<'_>, changes: Vec<Change>) -> Result<(), Fault> {
    if changes.is_empty() {
        return Ok(());
    }
    rows::queue(tx, act, subject, &changes)?;
    let entries = changes.into_iter().map(|change| entry(act, subject, change)).collect();
    Ok(history::add(tx, subject.book, entries)?)
}

/// Writes changes of a noun whose history is read by what its subject linked to.
///
/// # Errors
/// The database failed.
pub fn record_linked(tx: &mut Tx<'_>, act: &Act<'_>, subject: &Subject<'_>, links: Links, changes: Vec<Change>) -> Result<(), Fault> {
    if changes.is_empty() {
        return Ok(());
    }
    let entries = changes.into_iter().map(|change| Entry { links, ..entry(act, subject, change) }).collect();
    Ok(history::add(tx, subject.book, entries)?)
}

fn entry(act: &Act<'_>, subject: &Subject<'_>, change: Change) -> Entry {
    let actor = if change.by_code { Actor::Code } else { act.actor };
    let mut body = String::with_capacity(subject.shown.len() + 128);
    let mut member = |name: &str, text: &str| {
        body.push_str(if body.is_empty() { "{\"" } else { ",\"" });
        body.push_str(name);
        body.push_str("\":");
        body.push_str(text);
    };
    for (name, value) in &change.marks {
        member(name, &draft::json(value));
    }
    member("oldValue", &draft::json(&change.old));
    member("newValue", &draft::json(&change.new));
    if let Some((name, part)) = &change.part {
        member(name, &draft::json(part));
    }
    member(subject.member, subject.shown);
    body.push('}');
    Entry {
        subject: subject.id,
        site: subject.site,
        other_site: change.other_site.filter(|site| *site != subject.site),
        links: [None; 3],
        created_at: act.now.0,
        source: actor.source(),
        key: actor.key(),
        user: actor.user(),
        // Also of what the hub itself adds to a call: it is part of what the call led to.
        request_id: act.behind.map(|behind| behind.request_id.to_owned()),
        secret: act.behind.and_then(|behind| behind.secret),
        field: change.field,
        body,
    }
}

/// How a field is named in histories, and how its value is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// As it is.
    Plain,
    /// A code of a dictionary: `{"code": …}`.
    Code,
    /// The id of a row: `{"id": …}`.
    Id,
    /// Not shown.
    Silent,
}

/// Names the fields of an entity: its path (`delivery.netCost`) to the name in histories and the shape of its value.
pub type Names = fn(&str) -> Option<(String, Shape)>;

/// What differs between two bodies. Objects are compared member by member, unless `whole` names their path.
pub fn differences(old: &Body, new: &Body, names: Names, whole: &[&str]) -> Vec<Change> {
    let mut changes = Vec::new();
    compare("", old, new, names, whole, &mut changes);
    changes
}

fn compare(path: &str, old: &Body, new: &Body, names: Names, whole: &[&str], changes: &mut Vec<Change>) {
    let added = new.keys().filter(|field| !old.contains_key(*field));
    for field in old.keys().chain(added) {
        let (before, after) = (old.get(field), new.get(field));
        if before == after {
            continue;
        }
        let path = if path.is_empty() { field.clone() } else { format!("{path}.{field}") };
        let empty = Body::new();
        let inner = |value: Option<&Value>| value.is_some_and(Value::is_object);
        if (inner(before) || inner(after)) && !whole.contains(&path.as_str()) {
            let before = before.and_then(Value::as_object).unwrap_or(&empty);
            let after = after.and_then(Value::as_object).unwrap_or(&empty);
            compare(&path, before, after, names, whole, changes);
            continue;
        }
        let (name, shape) = names(&path).unwrap_or_else(|| (snake(&path), Shape::Plain));
        if shape != Shape::Silent {
            changes.push(Change::new(name, shaped(before, shape), shaped(after, shape)));
        }
    }
}

/// Rows for fields that were sent as they are already, where the actor does not see that: a missing row would confirm a
/// guess. `sent` is what was sent, `old` and `new` are the bodies before and after.
pub fn restated(act: &Act<'_>, sent: &Body, old: &Body, new: &Body, names: Names, whole: &[&str]) -> Vec<Change> {
    let mut changes = Vec::new();
    if let Some(masks) = act.masks {
        restate(masks, "", [sent, old, new], names, whole, &mut changes);
    }
    changes
}

fn restate(masks: &Masks, path: &str, [sent, old, new]: [&Body; 3], names: Names, whole: &[&str], changes: &mut Vec<Change>) {
    for (field, value) in sent {
        let (Some(before), Some(after)) = (old.get(field), new.get(field)) else { continue };
        let path = if path.is_empty() { field.clone() } else { format!("{path}.{field}") };
        if let (Value::Object(value), Value::Object(before), Value::Object(after)) = (value, before, after)
            && !whole.contains(&path.as_str())
        {
            restate(masks, &path, [value, before, after], names, whole, changes);
            continue;
        }
        let (name, shape) = names(&path).unwrap_or_else(|| (snake(&path), Shape::Plain));
        if before == after && shape != Shape::Silent && masking::covers(masks, &path, before) {
            changes.push(Change::new(name, shaped(Some(before), shape), shaped(Some(after), shape)));
        }
    }
}

/// Puts changes into an order that does not show which of them are [`restated`].
pub fn arrange(act: &Act<'_>, changes: &mut [Change]) {
    if act.masks.is_some() {
        changes.sort_by_cached_key(|change| {
            let part = change.part.as_ref().map(|(_, part)| draft::json(part));
            (change.field.clone(), part, draft::json(&change.new))
        });
    }
}

fn shaped(value: Option<&Value>, shape: Shape) -> Value {
    match (value, shape) {
        (None | Some(Value::Null), _) => Value::Null,
        (Some(value), Shape::Code) => json!({ "code": value }),
        (Some(value), Shape::Id) => json!({ "id": value }),
        (Some(value), _) => value.clone(),
    }
}

/// `deliveryCost` as histories write it: `delivery_cost`.
pub fn snake(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 4);
    for letter in path.chars() {
        if letter.is_ascii_uppercase() {
            if !out.is_empty() && !out.ends_with('.') {
                out.push('_');
            }
            out.push(letter.to_ascii_lowercase());
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(value: Value) -> Body {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn differences_are_told_field_by_field() {
        let old = body(json!({"firstName": "A", "delivery": {"cost": 5, "address": {"city": "X"}}, "gone": 1}));
        let new = body(json!({"firstName": "B", "delivery": {"cost": 5, "address": {"city": "Y", "flat": "7"}}, "vip": true}));
        let view: Vec<(String, Value, Value)> =
            differences(&old, &new, |_| None, &[]).into_iter().map(|change| (change.field, change.old, change.new)).collect();
        assert_eq!(
            view,
            [
                ("first_name".into(), json!("A"), json!("B")),
                ("delivery.address.city".into(), json!("X"), json!("Y")),
                ("delivery.address.flat".into(), Value::Null, json!("7")),
                ("gone".into(), json!(1), Value::Null),
                ("vip".into(), Value::Null, json!(true)),
            ]
        );
    }

    #[test]
    fn names_are_written_in_snake_case() {
        assert_eq!(snake("delivery.netCost"), "delivery.net_cost");
        assert_eq!(snake("contragent.INN"), "contragent.i_n_n");
    }
}
