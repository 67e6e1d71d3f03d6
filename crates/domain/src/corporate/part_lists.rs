//! Pages of the parts of a corporate customer.

use database::Tx;
use database::corporate;
use wire::corporate::{AddressFilter, CompanyFilter, ContactFilter};
use wire::page::{Page, Pagination};
use wire::{Int, List, Patch, Reference, Text};

use super::change::find;
use super::draft::Draft;
use super::history::holds;
use super::parts::{self, Part};
use super::show::{self, Persons};
use crate::act::Act;
use crate::draft::{self, Body};
use crate::fault::Fault;

/// Whose parts: which corporate customer, and the store that its external id belongs to.
type Whose<'a> = (&'a Reference, Option<i64>);

fn owner(tx: &mut Tx<'_>, act: &Act<'_>, (which, site): Whose<'_>) -> Result<Draft, Fault> {
    let row = find(tx, act, which, site)?;
    Draft::of(&row)
}

fn cut(texts: Vec<String>, page: Page) -> (Vec<String>, Pagination) {
    let total = texts.len() as i64;
    (page.cut(texts), page.of(total))
}

fn among(wanted: &List<Int>, id: Option<i64>) -> bool {
    wanted.is_empty() || wanted.iter().any(|wanted| Some(wanted.0) == id)
}

fn named(wanted: &List<Text>, name: Option<&str>) -> bool {
    wanted.is_empty() || wanted.iter().any(|wanted| Some(&**wanted) == name)
}

/// A page of addresses as JSON texts.
///
/// # Errors
/// The corporate customer does not exist.
pub fn addresses(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    whose: Whose<'_>,
    filter: &AddressFilter,
    page: Page,
) -> Result<(Vec<String>, Pagination), Fault> {
    let owner = owner(tx, act, whose)?;
    let part = |address: &Body, field: &str, wanted: &Patch<Text>| {
        wanted.value().is_none_or(|wanted| wanted.is_empty() || holds(address, field, wanted))
    };
    let found = owner.parts(Part::Address).filter(|address| {
        among(&filter.ids, parts::number(address))
            && part(address, "name", &filter.name)
            && part(address, "city", &filter.city)
            && part(address, "region", &filter.region)
    });
    Ok(cut(found.map(draft::json).collect(), page))
}

/// A page of companies as JSON texts, with what their orders come to.
///
/// # Errors
/// The corporate customer does not exist.
pub fn companies(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    whose: Whose<'_>,
    filter: &CompanyFilter,
    page: Page,
) -> Result<(Vec<String>, Pagination), Fault> {
    let owner = owner(tx, act, whose)?;
    let totals = corporate::company_totals(tx, act.scope, owner.id)?;
    let found = owner
        .parts(Part::Company)
        .filter(|company| among(&filter.ids, parts::number(company)) && named(&filter.external_ids, draft::text(company, "externalId")));
    let text = |company: &Body| {
        let totals = totals.iter().find(|totals| Some(totals.customer) == parts::number(company));
        show::with_sums(show::company(act.account, &owner, company), totals)
    };
    Ok(cut(found.map(text).collect(), page))
}

/// A page of contact persons as JSON texts.
///
/// # Errors
/// The corporate customer does not exist.
pub fn contacts(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    whose: Whose<'_>,
    filter: &ContactFilter,
    page: Page,
) -> Result<(Vec<String>, Pagination), Fault> {
    let owner = owner(tx, act, whose)?;
    let owners = [owner];
    let persons = Persons::of(tx, act, &owners)?;
    let [owner] = owners;
    let external_id = |contact: &Body| parts::person(contact).and_then(|id| persons.external_id(id).map(str::to_owned));
    let found = owner.parts(Part::Contact).filter(|contact| {
        among(&filter.ids, parts::number(contact))
            && among(&filter.contact_ids, parts::person(contact).filter(|id| persons.named(act.account, *id).is_some()))
            && named(&filter.contact_external_ids, external_id(contact).as_deref())
            && named(&filter.external_ids, external_id(contact).as_deref())
    });
    Ok(cut(found.map(|contact| draft::json(&show::contact(act.account, &owner, contact, &persons))).collect(), page))
}
