//! Corporate customers as they are answered.

use std::collections::HashMap;

use database::Tx;
use database::corporate::{self, Corporate};
use database::rows::{self, Named};
use database::sums::Totals;
use serde_json::{Value, json};
use wire::Reference;

use super::change::find;
use super::draft::{Draft, of};
use super::parts::{self, Part};
use crate::account::Account;
use crate::act::Act;
use crate::customers::push_sums;
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::noun::Target;

/// One corporate customer, as JSON text.
///
/// # Errors
/// There is none that the actor may see, or the database failed.
pub fn get(tx: &mut Tx<'_>, act: &Act<'_>, which: &Reference, site: Option<i64>) -> Result<String, Fault> {
    let row = find(tx, act, which, site)?;
    Ok(texts(tx, act, vec![row])?.pop().unwrap_or_default())
}

/// Corporate customers as JSON texts, in their order.
///
/// # Errors
/// The database failed.
pub(crate) fn texts(tx: &mut Tx<'_>, act: &Act<'_>, rows: Vec<Corporate>) -> Result<Vec<String>, Fault> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let totals: HashMap<i64, Totals> =
        corporate::totals(tx, act.scope, &ids)?.into_iter().map(|totals| (totals.customer, totals)).collect();
    let drafts = rows.iter().map(Draft::of).collect::<Result<Vec<_>, _>>()?;
    let persons = Persons::of(tx, act, &drafts)?;
    Ok(drafts.iter().map(|draft| text(act.account, draft, &persons, totals.get(&draft.id))).collect())
}

/// Contact persons by id: those that the actor sees.
pub(super) struct Persons(HashMap<i64, Named>);

impl Persons {
    /// Those of some corporate customers, in one query.
    pub(super) fn of(tx: &mut Tx<'_>, act: &Act<'_>, drafts: &[Draft]) -> Result<Self, Fault> {
        let mut ids: Vec<i64> = drafts.iter().flat_map(Draft::persons).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut found = HashMap::new();
        for some in ids.chunks(500) {
            found.extend(rows::named(tx, act.scope, Target::Customer, some)?.into_iter().map(|named| (named.id, named)));
        }
        Ok(Self(found))
    }

    /// A person by its names; none for one that the actor does not see.
    pub(super) fn named(&self, account: &Account, id: i64) -> Option<Value> {
        let Named { id, site, external_id, .. } = self.0.get(&id)?;
        let mut person = Body::new();
        person.insert("site".to_owned(), json!(account.site_code(*site)));
        person.insert("id".to_owned(), json!(id));
        if let Some(external_id) = external_id {
            person.insert("externalId".to_owned(), json!(external_id));
        }
        person.insert("type".to_owned(), json!("customer"));
        Some(Value::Object(person))
    }

    /// The external id of a person that the actor sees.
    pub(super) fn external_id(&self, id: i64) -> Option<&str> {
        self.0.get(&id)?.external_id.as_deref()
    }
}

fn text(account: &Account, draft: &Draft, persons: &Persons, totals: Option<&Totals>) -> String {
    let mut shown = Body::new();
    shown.insert("type".to_owned(), json!("customer_corporate"));
    shown.insert("id".to_owned(), json!(draft.id));
    if let Some(external_id) = draft.body.get("externalId") {
        shown.insert("externalId".to_owned(), external_id.clone());
    }
    shown.insert("site".to_owned(), json!(account.site_code(draft.site)));
    shown.extend(draft.fields());
    let contacts: Vec<Value> = draft.parts(Part::Contact).map(|part| contact(account, draft, part, persons)).collect();
    if let Some(main) = contacts.iter().find(|contact| contact["isMain"] == true) {
        let mut main = main.clone();
        main.as_object_mut().into_iter().for_each(|main| drop(main.shift_remove("isMain")));
        shown.insert("mainCustomerContact".to_owned(), main);
    }
    for (part, member) in [(Part::Company, "mainCompany"), (Part::Address, "mainAddress")] {
        if let Some(main) = draft.parts(part).find(|part| draft::flag(part, "isMain")) {
            shown.insert(member.to_owned(), name(main));
        }
    }
    shown.insert("customerContacts".to_owned(), contacts.into());
    let companies = draft.parts(Part::Company).map(|part| Value::Object(company(account, draft, part)));
    shown.insert("companies".to_owned(), companies.collect());
    shown.insert("addresses".to_owned(), draft.parts(Part::Address).cloned().map(Value::Object).collect());
    with_sums(shown, totals)
}

/// A body with what orders come to, as JSON text.
pub(super) fn with_sums(shown: Body, totals: Option<&Totals>) -> String {
    let mut out = draft::json(&shown);
    out.pop();
    push_sums(&mut out, totals);
    out.push('}');
    out
}

/// A part by its names.
pub(super) fn name(part: &Body) -> Value {
    let mut named = Body::new();
    for field in ["id", "externalId", "name"] {
        if let Some(value) = part.get(field) {
            named.insert(field.to_owned(), value.clone());
        }
    }
    Value::Object(named)
}

/// A contact as it is answered; the person is left out for those who do not see it.
pub(super) fn contact(account: &Account, owner: &Draft, contact: &Body, persons: &Persons) -> Value {
    let mut shown = contact.clone();
    shown.shift_remove("home");
    match parts::person(contact).and_then(|id| persons.named(account, id)) {
        Some(person) => drop(shown.insert("customer".to_owned(), person)),
        None => drop(shown.shift_remove("customer")),
    }
    let mut links: Vec<Value> = shown.get("companies").and_then(Value::as_array).cloned().unwrap_or_default();
    for link in &mut links {
        let company = owner.parts(Part::Company).find(|company| company.get("id") == Some(&link["company"]["id"]));
        if let Some(company) = company {
            link["company"] = name(company);
        }
    }
    shown.insert("companies".to_owned(), links.into());
    Value::Object(shown)
}

/// A company as it is answered, without what its orders come to.
pub(super) fn company(account: &Account, owner: &Draft, company: &Body) -> Body {
    let mut shown = company.clone();
    shown.insert("site".to_owned(), json!(account.site_code(owner.site)));
    let mut customer = Body::new();
    customer.insert("site".to_owned(), json!(account.site_code(owner.site)));
    customer.insert("id".to_owned(), json!(owner.id));
    if let Some(external_id) = owner.body.get("externalId") {
        customer.insert("externalId".to_owned(), external_id.clone());
    }
    customer.insert("type".to_owned(), json!("customer_corporate"));
    shown.insert("customer".to_owned(), Value::Object(customer));
    let address = shown.get("address").and_then(|address| address.get("id")).cloned();
    if let Some(address) = address.and_then(|id| of(&owner.body, Part::Address).find(|address| address.get("id") == Some(&id))) {
        shown.insert("address".to_owned(), Value::Object(address.clone()));
    }
    shown
}
