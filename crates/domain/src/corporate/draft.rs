//! A corporate customer between what is kept and what is changed.

use database::Tx;
use database::corporate::{self, Corporate};
use database::history::Book;
use serde_json::{Value, json};
use wire::{Moment, Problem};

use super::facets;
use super::parts::Part;
use crate::act::Act;
use crate::change::{self, Change, Subject};
use crate::draft::{self, Body};
use crate::fault::Fault;

/// A corporate customer taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    /// Internal id.
    pub id: i64,
    /// The store.
    pub site: i64,
    /// The corporate customer it was merged into.
    pub merged_into: Option<i64>,
    /// Everything else, its parts among it.
    pub body: Body,
}

impl Draft {
    /// Takes a kept corporate customer apart.
    ///
    /// # Errors
    /// The body is damaged.
    pub(super) fn of(row: &Corporate) -> Result<Self, Fault> {
        let mut body = draft::read(&row.body)?;
        if let Some(external_id) = &row.external_id {
            body.insert("externalId".to_owned(), json!(external_id));
        }
        Ok(Self { id: row.id, site: row.site, merged_into: row.merged_into, body })
    }

    /// The parts of a kind.
    pub(super) fn parts(&self, part: Part) -> impl Iterator<Item = &Body> {
        of(&self.body, part)
    }

    /// Takes the parts of a kind out.
    pub(super) fn take_parts(&mut self, part: Part) -> Vec<Body> {
        let list = self.body.get_mut(part.list()).and_then(Value::as_array_mut).map(std::mem::take).unwrap_or_default();
        list.into_iter().filter_map(|part| if let Value::Object(part) = part { Some(part) } else { None }).collect()
    }

    /// Puts the parts of a kind back.
    pub(super) fn set_parts(&mut self, part: Part, list: Vec<Body>) {
        self.body.insert(part.list().to_owned(), list.into_iter().map(Value::Object).collect());
    }

    /// Internal ids of the contact persons.
    pub(super) fn persons(&self) -> Vec<i64> {
        self.parts(Part::Contact).filter_map(|contact| contact.get("customer")?.get("id")?.as_i64()).collect()
    }

    /// The body without its parts.
    pub(super) fn fields(&self) -> Body {
        let is_part = |name: &str| Part::ALL.iter().any(|part| part.list() == name);
        self.body.iter().filter(|(name, _)| !is_part(name)).map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    fn row(&self, now: Moment) -> Corporate {
        let mut body = self.body.clone();
        let external_id = body.shift_remove("externalId").and_then(|id| id.as_str().map(str::to_owned));
        Corporate {
            id: self.id,
            site: self.site,
            external_id,
            created_at: draft::moment(&self.body, "createdAt").unwrap_or(now).0,
            merged_into: self.merged_into,
            facets: draft::json(&facets::of(self)),
            body: draft::json(&body),
        }
    }

    /// What every later row of the history shows of the corporate customer.
    pub(super) fn stub(&self, act: &Act<'_>) -> Value {
        let mut stub = Body::new();
        stub.insert("id".to_owned(), json!(self.id));
        if let Some(external_id) = self.body.get("externalId") {
            stub.insert("externalId".to_owned(), external_id.clone());
        }
        stub.insert("site".to_owned(), json!(act.account.site_code(self.site)));
        Value::Object(stub)
    }

    /// Keeps a new one.
    ///
    /// # Errors
    /// The database failed.
    pub(super) fn add(&self, tx: &mut Tx<'_>, act: &Act<'_>) -> Result<(), Fault> {
        corporate::add(tx, &self.row(act.now), &self.persons())?;
        let whole = draft::json(&self.whole(act));
        let created = Change::new("id", Value::Null, json!(self.id)).marked("created", true);
        self.record(tx, act, &whole, vec![created], "corporate.created")
    }

    /// Keeps a changed one, with its history and its event.
    ///
    /// # Errors
    /// The database failed.
    pub(super) fn save(&self, tx: &mut Tx<'_>, act: &Act<'_>, changes: Vec<Change>, event: &'static str) -> Result<(), Fault> {
        corporate::save(tx, &self.row(act.now), &self.persons())?;
        let stub = draft::json(&self.stub(act));
        self.record(tx, act, &stub, changes, event)
    }

    fn record(&self, tx: &mut Tx<'_>, act: &Act<'_>, shown: &str, changes: Vec<Change>, event: &'static str) -> Result<(), Fault> {
        let subject = Subject { book: Book::Corporate, id: self.id, site: self.site, member: "customer", shown, event };
        change::record(tx, act, &subject, changes)
    }

    /// The whole of it, as a history shows it once. Contact persons of other stores are for those who see them to read.
    fn whole(&self, act: &Act<'_>) -> Value {
        let mut whole = Body::new();
        whole.insert("type".to_owned(), json!("customer_corporate"));
        whole.insert("id".to_owned(), json!(self.id));
        whole.insert("site".to_owned(), json!(act.account.site_code(self.site)));
        whole.append(&mut self.body.clone());
        if let Some(Value::Array(contacts)) = whole.get_mut(Part::Contact.list()) {
            contacts.retain(|contact| contact["home"] == self.site);
            contacts.iter_mut().filter_map(Value::as_object_mut).for_each(|contact| drop(contact.shift_remove("home")));
        }
        Value::Object(whole)
    }
}

/// The parts of a kind in a body.
pub(super) fn of(body: &Body, part: Part) -> impl Iterator<Item = &Body> {
    body.get(part.list()).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

/// An external id names one corporate customer of a store.
///
/// # Errors
/// Another one has it.
pub(super) fn refuse_taken(tx: &mut Tx<'_>, site: i64, external_id: &str, own: Option<i64>) -> Result<(), Fault> {
    match corporate::named(tx, site, external_id)? {
        Some(other) if Some(other) != own => {
            let text = format!("\"CustomerCorporate\" with \"externalId\"=\"{external_id}\" already exists.");
            Err(Problem::entity("externalId", text).into())
        }
        _ => Ok(()),
    }
}
