//! A corporate customer as its orders name and show it.

use std::collections::HashMap;

use database::Tx;
use database::corporate::{self, Corporate, Party};
use serde_json::{Value, json};

use super::draft::Draft;
use super::parts::{self, Part};
use super::show;
use crate::act::Act;
use crate::draft::{self, Body};
use crate::fault::Fault;

/// A corporate customer that an order is for.
pub struct Firm(Draft);

impl Firm {
    /// Takes a kept one apart.
    ///
    /// # Errors
    /// The body is damaged.
    pub fn of(row: &Corporate) -> Result<Self, Fault> {
        Draft::of(row).map(Self)
    }

    /// Internal id.
    pub fn id(&self) -> i64 {
        self.0.id
    }

    /// The store.
    pub fn site(&self) -> i64 {
        self.0.site
    }

    /// Internal id of the main contact person.
    pub fn main_contact(&self) -> Option<i64> {
        self.0.parts(Part::Contact).find(|contact| draft::flag(contact, "isMain")).and_then(parts::person)
    }

    /// What histories show of it.
    pub fn stub(&self, act: &Act<'_>) -> Value {
        json!({"id": self.0.id, "site": act.account.site_code(self.0.site)})
    }

    /// Whether a company is one of its own.
    pub fn has_company(&self, id: i64) -> bool {
        self.company(id).is_some()
    }

    /// The company with a text in a field: `externalId` or `name`.
    pub fn company_with(&self, field: &str, text: &str) -> Option<i64> {
        let mut companies = self.0.parts(Part::Company);
        companies.find(|company| draft::text(company, field) == Some(text)).and_then(parts::number)
    }

    /// What histories show of a company.
    pub fn company_stub(&self, id: i64) -> Value {
        let mut stub = Body::new();
        stub.insert("id".to_owned(), json!(id));
        if let Some(name) = self.company(id).and_then(|company| company.get("name")) {
            stub.insert("name".to_owned(), name.clone());
        }
        Value::Object(stub)
    }

    fn company(&self, id: i64) -> Option<&Body> {
        self.0.parts(Part::Company).find(|company| parts::number(company) == Some(id))
    }
}

/// What an order shows of its corporate customer: JSON texts, absent where the actor does not see it.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// The corporate customer.
    pub customer: Option<String>,
    /// The company.
    pub company: Option<String>,
}

/// What orders of corporate customers show of them, by order; orders of persons are left out.
///
/// # Errors
/// The database failed.
pub fn of_orders(tx: &mut Tx<'_>, act: &Act<'_>, orders: &[i64]) -> Result<HashMap<i64, Shown>, Fault> {
    let parties = corporate::parties(tx, act.scope, orders)?;
    if parties.is_empty() {
        return Ok(HashMap::new());
    }
    let mut ids: Vec<i64> = parties.iter().map(|party| party.corporate).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = corporate::find_all(tx, act.scope, &ids)?;
    let mut firms: HashMap<i64, (Firm, String)> = HashMap::new();
    let texts = show::texts(tx, act, rows.clone())?;
    for (row, text) in rows.iter().zip(texts) {
        firms.insert(row.id, (Firm::of(row)?, text));
    }
    let shown = |party: &Party| {
        let Some((Firm(firm), text)) = firms.get(&party.corporate) else { return Shown::default() };
        let company = party.company.and_then(|id| firm.parts(Part::Company).find(|company| parts::number(company) == Some(id)));
        let company = company.map(|company| draft::json(&show::company(act.account, firm, company)));
        Shown { customer: Some(text.clone()), company }
    };
    Ok(parties.iter().map(|party| (party.order, shown(party))).collect())
}
