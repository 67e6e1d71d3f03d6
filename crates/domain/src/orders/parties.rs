//! Orders of corporate customers: the firm that buys, the company it buys for, and the person who speaks for it. That person is the
//! order's own customer; the firm and the company are kept beside it.

use database::corporate::{self, Party};
use database::merged::{self, Gone};
use database::{Condition, On, Scope, Sites, Tx, customers as persons};
use serde_json::{Value, json};
use wire::corporate::CorporateName;
use wire::order::{Order, OrderFilter};
use wire::{Patch, Problem};

use crate::act::Act;
use crate::change::Change;
use crate::contact::folded;
use crate::corporate::Firm;
use crate::fault::Fault;
use crate::matching::{self, Clues};
use crate::noun::Target;
use crate::orders::intake;
use crate::orders::save::Draft;

/// Who an order is for, as it was asked.
pub(super) struct Asked {
    /// The firm.
    pub firm: Firm,
    /// The company.
    pub company: Option<i64>,
    /// What leads to the contact person: as named, else the firm's main one, else the order's phone and email.
    pub contact: Clues,
}

impl Asked {
    /// What is kept of it.
    pub(super) fn party(&self, order: i64) -> Party {
        Party { order, corporate: self.firm.id(), company: self.company }
    }

    /// What a new order's history shows of it; `contact` is the person that was found.
    pub(super) fn changes(&self, act: &Act<'_>, contact: (i64, i64)) -> Vec<Change> {
        let firm = Change::new("customer", Value::Null, self.firm.stub(act)).by_code().telling_of(self.firm.site());
        let person = Change::new("contact", Value::Null, person(act, contact)).by_code().telling_of(contact.1);
        let company = self.company.map(|id| Change::new("company", Value::Null, self.firm.company_stub(id)).by_code());
        [firm, person].into_iter().chain(company).collect()
    }
}

fn person(act: &Act<'_>, (id, site): (i64, i64)) -> Value {
    json!({"id": id, "site": act.account.site_code(site)})
}

/// The firm that an order names as its customer; `None` where it names a person or none. Ids are of one number space, so that an id
/// alone says what it is of.
///
/// # Errors
/// A corporate customer or a company of it is named that the actor does not see.
pub(super) fn resolve(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    site: i64,
    customer: &Clues,
    contact: &Clues,
    company: Option<&CorporateName>,
) -> Result<Option<Asked>, Fault> {
    let Some(firm) = find_firm(tx, act, site, customer)? else { return Ok(None) };
    let company = find_company(&firm, company)?;
    let named = contact.id.is_some() || contact.external_id.is_some() || contact.browser_id.is_some();
    let contact = if named {
        Clues { kind: None, phones: Vec::new(), email: None, ..contact.clone() }
    } else {
        let main = match firm.main_contact() {
            Some(id) => persons::find(tx, act.scope, id)?.map(|person| person.id),
            None => None,
        };
        Clues { id: main, phones: customer.phones.clone(), email: customer.email.clone(), ..Clues::default() }
    };
    Ok(Some(Asked { firm, company, contact }))
}

fn find_firm(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, clues: &Clues) -> Result<Option<Firm>, Fault> {
    let is_asked = clues.kind.as_deref() == Some("customer_corporate");
    let unknown = |field: &str, value: &str| {
        let text = format!("\"Customer\" with \"{field}\"=\"{value}\" does not exist.");
        Fault::from(Problem::order_not_loaded(format!("customer.{field}"), text))
    };
    if let Some(id) = clues.id {
        let found = match corporate::find(tx, act.scope, id)? {
            Some(found) => Some(found),
            None => match merged::customer(tx, Target::Corporate, act.scope, act.scope, Gone::Id(id))? {
                Some(into) => corporate::find(tx, act.scope, into.id)?,
                None => None,
            },
        };
        return match found {
            Some(found) => Ok(Some(Firm::of(&found)?)),
            None if is_asked => Err(unknown("id", &id.to_string())),
            None => Ok(None),
        };
    }
    let Some(external_id) = clues.external_id.as_deref().filter(|_| is_asked) else { return Ok(None) };
    let site = match &clues.site {
        Some(code) => act.account.site(code).map(|site| site.id),
        None => Some(site),
    };
    let found = match site {
        Some(site) => corporate::find_external(tx, act.scope, site, external_id)?,
        None => None,
    };
    found.map(|found| Firm::of(&found)).transpose()?.map(Some).ok_or_else(|| unknown("externalId", external_id))
}

fn find_company(firm: &Firm, named: Option<&CorporateName>) -> Result<Option<i64>, Problem> {
    let Some(named) = named else { return Ok(None) };
    let unknown = |field: &str, value: &str| {
        let text = format!("\"Company\" with \"{field}\"=\"{value}\" does not exist.");
        Problem::order_not_loaded(format!("company.{field}"), text)
    };
    if let Some(id) = named.id.value() {
        return if firm.has_company(id.0) { Ok(Some(id.0)) } else { Err(unknown("id", &id.0.to_string())) };
    }
    for (field, text) in [("externalId", &named.external_id), ("name", &named.name)] {
        if let Some(text) = text.value().filter(|text| !text.is_empty()) {
            return firm.company_with(field, text).map(Some).ok_or_else(|| unknown(field, text));
        }
    }
    Ok(None)
}

/// Takes in what an edit says of the firm, the company and the contact person. Returns what changed, and whether the order's customer
/// is settled by it: otherwise it is a person's, and is found as such.
///
/// # Errors
/// Someone is named whom the actor does not see.
pub(super) fn attach(tx: &mut Tx<'_>, act: &Act<'_>, after: &mut Draft, sent: &Order) -> Result<(Vec<Change>, bool), Fault> {
    let (customer, contact) = (intake::named(sent.customer.value()), intake::named(sent.contact.value()));
    let is_named = customer.id.is_some() || customer.external_id.is_some();
    if !is_named && sent.contact.value().is_none() && sent.company.is_absent() {
        return Ok((Vec::new(), false));
    }
    let every = Scope::of(Sites::All);
    let kept = corporate::parties(tx, &every, &[after.id])?.pop();
    let asked = if is_named {
        resolve(tx, act, after.site, &customer, &contact, sent.company.value())?
    } else {
        let firm = kept.map(|kept| Clues { id: Some(kept.corporate), ..Clues::default() });
        match firm {
            Some(firm) => resolve(tx, act, after.site, &firm, &contact, sent.company.value())?,
            None => None,
        }
    };
    let Some(asked) = asked else {
        let Some(kept) = kept.filter(|_| is_named) else { return Ok((Vec::new(), !is_named)) };
        // The order becomes that of a person.
        corporate::set_party(tx, after.id, None)?;
        let left = left(tx, act, &every, kept)?;
        return Ok((left, false));
    };
    let same = kept.filter(|kept| kept.corporate == asked.firm.id());
    let company = match (&sent.company, same) {
        (Patch::Absent, Some(kept)) => kept.company,
        _ => asked.company,
    };
    let mut changes = Vec::new();
    if same.is_none() {
        if let Some(kept) = kept {
            changes.extend(left(tx, act, &every, kept)?);
        }
        changes.push(Change::new("customer", Value::Null, asked.firm.stub(act)).telling_of(asked.firm.site()));
    }
    let company_was = same.and_then(|kept| kept.company);
    if company_was != company {
        let stub = |id: Option<i64>| id.map_or(Value::Null, |id| asked.firm.company_stub(id));
        changes.push(Change::new("company", stub(company_was), stub(company)).telling_of(asked.firm.site()));
    }
    let is_contact_named = contact.id.is_some() || contact.external_id.is_some() || contact.browser_id.is_some();
    if (same.is_none() || is_contact_named)
        && let Some(matched) = matching::find(tx, act, after.site, &asked.contact, "contact")?
        && after.customer != Some(matched.found.id)
    {
        let found = matched.found;
        let was = match after.customer {
            Some(id) => persons::find(tx, &every, id)?.filter(|was| was.site == found.site),
            None => None,
        };
        let was = was.map_or(Value::Null, |was| person(act, (was.id, was.site)));
        changes.push(Change::new("contact", was, person(act, (found.id, found.site))).telling_of(found.site));
        after.customer = Some(found.id);
    }
    let party = Party { order: after.id, corporate: asked.firm.id(), company };
    if kept != Some(party) {
        corporate::set_party(tx, after.id, Some(party))?;
    }
    Ok((changes, true))
}

/// What the history shows of the company that an order leaves, for keys that saw it.
fn left(tx: &mut Tx<'_>, act: &Act<'_>, every: &Scope, kept: Party) -> Result<Vec<Change>, Fault> {
    let Some(row) = corporate::find(tx, every, kept.corporate)? else { return Ok(Vec::new()) };
    let firm = Firm::of(&row)?;
    let customer = Change::new("customer", firm.stub(act), Value::Null).telling_of(firm.site());
    let company = kept.company.map(|id| Change::new("company", firm.company_stub(id), Value::Null).telling_of(firm.site()));
    Ok([customer].into_iter().chain(company).collect())
}

/// The filters of lists of orders that look at corporate customers, of the stores the actor may see.
pub(super) fn conditions(filter: &OrderFilter, visible: &[i64]) -> Vec<Condition> {
    let mut all = Vec::new();
    match filter.customer_type.value().map(|kind| &*kind.0) {
        Some("customer_corporate") => all.push(corporate::is_corporate(true)),
        Some("customer") => all.push(corporate::is_corporate(false)),
        _ => {}
    }
    if let Some(name) = filter.company_name.value().filter(|name| !name.trim().is_empty()) {
        let name = Condition::Contains(On::Facet("company"), folded(name.trim()).into_owned());
        all.push(of_firm(visible, name));
    }
    all
}

/// Orders of a firm of these stores of which this holds.
pub(super) fn of_firm(visible: &[i64], condition: Condition) -> Condition {
    let sites = Condition::OneOf(On::Column("site_id"), visible.iter().map(|site| (*site).into()).collect());
    corporate::of_corporate_with(&[sites, condition])
}
