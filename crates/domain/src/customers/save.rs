//! A customer between what is kept and what is changed, written back with its history.

use std::borrow::Cow;
use std::collections::HashSet;

use database::Tx;
use database::customers::{self, Customer};
use database::history::Book;
use serde_json::{Value, json};
use wire::Moment;

use crate::account::Account;
use crate::act::Act;
use crate::change::{self, Change, Subject};
use crate::contact;
use crate::customers::facets;
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::phone::Phones;

/// A customer taken apart.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Internal id.
    pub id: i64,
    /// The store.
    pub site: i64,
    /// The customer it was merged into.
    pub merged_into: Option<i64>,
    /// Everything else.
    pub body: Body,
    /// Id of the visitor's browser.
    pub browser_id: Option<String>,
    /// Its phones.
    pub phones: Phones,
}

impl Draft {
    /// Takes a kept customer apart; its phones are worked out from the body.
    ///
    /// # Errors
    /// The body is damaged.
    pub(super) fn of(row: &Customer, act: &Act<'_>) -> Result<Self, Fault> {
        let mut body = draft::read(&row.body)?;
        if let Some(external_id) = &row.external_id {
            body.insert("externalId".to_owned(), json!(external_id));
        }
        let country = Phones::of_facets(&row.facets).country;
        let phones = super::make::phones(&body, country.as_deref(), row.site, act.account);
        Ok(Self { id: row.id, site: row.site, merged_into: row.merged_into, body, browser_id: row.browser_id.clone(), phones })
    }

    /// The row to keep.
    pub(super) fn row(&self, now: Moment) -> Customer {
        let mut body = Cow::Borrowed(&self.body);
        let external_id = if body.contains_key("externalId") { take_text(body.to_mut(), "externalId") } else { None };
        Customer {
            id: self.id,
            site: self.site,
            external_id,
            created_at: draft::moment(&body, "createdAt").unwrap_or(now).0,
            email: draft::text(&body, "email").and_then(contact::email),
            browser_id: self.browser_id.clone(),
            merged_into: self.merged_into,
            facets: draft::json(&facets::of(&body, &self.phones)),
            body: draft::json(&*body),
        }
    }

    /// What every later row of the history shows of the customer.
    pub(super) fn stub(&self, act: &Act<'_>) -> Value {
        let mut stub = Body::new();
        stub.insert("id".to_owned(), json!(self.id));
        if let Some(external_id) = self.body.get("externalId") {
            stub.insert("externalId".to_owned(), external_id.clone());
        }
        stub.insert("site".to_owned(), json!(act.account.site_code(self.site)));
        Value::Object(stub)
    }
}

/// What finds a kept customer, by the rules and the account of now: its facets, its phones, its e-mail.
///
/// # Errors
/// The body is damaged.
pub fn found_by(row: &Customer, account: &Account) -> Result<(String, Vec<String>, Option<String>), Fault> {
    let body = draft::read(&row.body)?;
    let country = Phones::of_facets(&row.facets).country;
    let phones = super::make::phones(&body, country.as_deref(), row.site, account);
    let email = draft::text(&body, "email").and_then(contact::email);
    Ok((draft::json(&facets::of(&body, &phones)), phones.keys, email))
}

/// Writes a changed customer back, with its history and its event.
///
/// # Errors
/// The database failed.
pub(super) fn write_back(tx: &mut Tx<'_>, act: &Act<'_>, draft: &Draft, changes: Vec<Change>, event: &'static str) -> Result<(), Fault> {
    customers::save(tx, &draft.row(act.now), &draft.phones.keys)?;
    record(tx, act, draft, changes, event)
}

/// The whole customer of a row, as a history shows it once: JSON text.
pub(super) fn whole(row: &Customer, account: &Account) -> String {
    let mut whole = String::with_capacity(row.body.len() + 128);
    whole.push_str("{\"type\":\"customer\",\"id\":");
    draft::push_number(&mut whole, row.id);
    whole.push_str(",\"site\":");
    draft::push_text(&mut whole, account.site_code(row.site));
    if let Some(external_id) = &row.external_id {
        whole.push_str(",\"externalId\":");
        draft::push_text(&mut whole, external_id);
    }
    draft::push_members(&mut whole, &row.body);
    whole.push('}');
    whole
}

/// Writes the history and the event of a customer.
///
/// # Errors
/// The database failed.
pub(super) fn record(tx: &mut Tx<'_>, act: &Act<'_>, draft: &Draft, changes: Vec<Change>, event: &'static str) -> Result<(), Fault> {
    let stub = draft::json(&draft.stub(act));
    let (book, member) = (Book::Customers, "customer");
    change::record(tx, act, &Subject { book, id: draft.id, site: draft.site, member, shown: &stub, event }, changes)
}

/// Takes a text out of a body.
pub(super) fn take_text(body: &mut Body, field: &str) -> Option<String> {
    match body.shift_remove(field) {
        Some(Value::String(text)) if !text.is_empty() => Some(text),
        _ => None,
    }
}

/// Turns the members that only add or take away tags into the list of tags, which holds each tag once, however it is
/// written.
pub(super) fn take_tags(body: &mut Body) {
    let mut added: Vec<Value> = take_text(body, "attachedTag").map(|name| json!({ "name": name })).into_iter().collect();
    if let Some(Value::Array(more)) = body.shift_remove("addTags") {
        added.extend(more);
    }
    let removed = body.shift_remove("removeTags");
    if added.is_empty() && removed.is_none() && !body.contains_key("tags") {
        return;
    }
    let key = |tag: &Value| contact::folded(tag["name"].as_str().unwrap_or_default().trim()).into_owned();
    let removed: HashSet<String> = removed.iter().filter_map(Value::as_array).flatten().map(key).collect();
    let tags = body.entry("tags").or_insert_with(|| json!([]));
    if let Some(tags) = tags.as_array_mut() {
        tags.retain(|tag| !removed.contains(&key(tag)));
        tags.append(&mut added);
        let mut seen = HashSet::new();
        tags.retain(|tag| seen.insert(key(tag)));
    }
}

/// Turns the switch of mailing consent into the moment it was taken back.
pub(super) fn take_consent(body: &mut Body, now: Moment) {
    match body.shift_remove("subscribed") {
        Some(Value::Bool(true)) => {
            body.insert("emailMarketingUnsubscribedAt".to_owned(), Value::Null);
        }
        Some(Value::Bool(false)) => {
            body.insert("emailMarketingUnsubscribedAt".to_owned(), draft::stored(now));
        }
        _ => {}
    }
}
