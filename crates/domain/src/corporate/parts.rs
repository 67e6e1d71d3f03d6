//! The parts of a corporate customer: how one is added or changed, and what the history shows of it.

use database::{Sequence, Tx, customers as persons};
use serde_json::{Value, json};
use wire::{Patch, Problem, Reference, Text};

use super::draft::Draft;
use super::history;
use crate::act::Act;
use crate::change::Change;
use crate::custom_fields::{self, Owner};
use crate::customers;
use crate::draft::{self, Body};
use crate::fault::Fault;

/// A kind of part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Addresses.
    Address,
    /// Companies.
    Company,
    /// Contact persons.
    Contact,
}

/// The most parts of a kind.
const MOST: usize = 1000;
const TYPES: [&str; 2] = ["legal-entity", "enterpreneur"];

impl Part {
    /// All kinds, each after those that it may name.
    pub(super) const ALL: [Self; 3] = [Self::Address, Self::Company, Self::Contact];

    /// The member of a corporate customer that holds them.
    pub(super) fn list(self) -> &'static str {
        match self {
            Self::Address => "addresses",
            Self::Company => "companies",
            Self::Contact => "customerContacts",
        }
    }

    /// The name of one in error texts.
    fn name(self) -> &'static str {
        match self {
            Self::Address => "Address",
            Self::Company => "Company",
            Self::Contact => "CustomerContact",
        }
    }
}

/// What came of a part: its id, and what the history shows.
pub(super) struct Put {
    /// Internal id.
    pub id: i64,
    /// What changed.
    pub changes: Vec<Change>,
}

/// Adds a part, or changes the one at a place. `path` stands before the names of fields in errors.
///
/// # Errors
/// Something sent is wrong, or there are too many.
pub(super) fn put(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    owner: &mut Draft,
    part: Part,
    place: Option<usize>,
    mut sent: Body,
    path: &str,
) -> Result<Put, Fault> {
    let mut settled = Vec::new();
    let place = match part {
        Part::Address => {
            check_address(&sent, path)?;
            place
        }
        Part::Company => {
            settled = settle_company(tx, act, owner, &mut sent, place, path)?;
            place
        }
        Part::Contact => settle_contact(tx, act, owner, &mut sent, place, path)?,
    };
    let mut list = owner.take_parts(part);
    let before = place.and_then(|place| list.get(place)).cloned();
    if before.is_none() && list.len() >= MOST {
        return Err(Problem::entity(format!("{path}{}", part.list()), format!("at most {MOST} are kept")).into());
    }
    refuse_taken(&list, part, place, &sent, path)?;
    let main = main_of(&list);
    let is_main = sent.shift_remove("isMain").and_then(|flag| flag.as_bool());
    let mut after = before.clone().unwrap_or_default();
    let stated = sent.clone();
    draft::merge(&mut after, sent);
    if part == Part::Address {
        if stated.get("text").is_none() {
            customers::recompose_address(before.as_ref(), &mut after);
        }
        customers::spell_country(&mut after);
    }
    if part == Part::Company {
        complete_company(act, &mut after, before.is_none(), path)?;
    }
    let place = match place {
        Some(place) => place,
        None => {
            let mut numbered = Body::new();
            numbered.insert("id".to_owned(), json!(next_id(tx)?));
            numbered.insert("isMain".to_owned(), json!(false));
            numbered.append(&mut after);
            after = numbered;
            list.push(Body::new());
            list.len() - 1
        }
    };
    list[place] = after;
    settle_main(&mut list, place, is_main);
    let after = list[place].clone();
    let mut changes = settled;
    changes.extend(history::of_part(act, part, before.as_ref(), &after, &stated));
    changes.extend(history::of_main(part, main.as_ref(), main_of(&list).as_ref()));
    let id = after.get("id").and_then(Value::as_i64).unwrap_or_default();
    owner.set_parts(part, list);
    Ok(Put { id, changes })
}

/// The next internal id of a part; all kinds share their numbers with the addresses of persons.
fn next_id(tx: &mut Tx<'_>) -> Result<i64, Fault> {
    Ok(tx.ids(&[(Sequence::Addresses, 1)])?[0][0])
}

/// The place of a part that is named by its id, or by the client's own; a contact is named by its person.
///
/// # Errors
/// The database failed.
pub(super) fn place(tx: &mut Tx<'_>, act: &Act<'_>, owner: &Draft, part: Part, which: &Reference) -> Result<Option<usize>, Fault> {
    let by_id = |field: fn(&Body) -> Option<i64>, id: i64| owner.parts(part).position(|part| field(part) == Some(id));
    Ok(match (part, which) {
        (Part::Contact, Reference::Id(id)) => by_id(person, *id),
        (Part::Contact, Reference::External(external_id)) => {
            let found = persons::find_external(tx, act.scope, owner.site, external_id)?;
            found.and_then(|found| by_id(person, found.id))
        }
        (_, Reference::Id(id)) => by_id(number, *id),
        (_, Reference::External(external_id)) => {
            owner.parts(part).position(|part| draft::text(part, "externalId") == Some(external_id.as_str()))
        }
    })
}

/// The internal id of a part.
pub(super) fn number(part: &Body) -> Option<i64> {
    part.get("id")?.as_i64()
}

/// The internal id of the person of a contact.
pub(super) fn person(contact: &Body) -> Option<i64> {
    contact.get("customer")?.get("id")?.as_i64()
}

/// The main one of some parts.
pub(super) fn main_of(list: &[Body]) -> Option<Body> {
    list.iter().find(|part| draft::flag(part, "isMain")).cloned()
}

/// Sees to it that exactly one part is the main one.
fn settle_main(list: &mut [Body], place: usize, is_main: Option<bool>) {
    let set = |part: &mut Body, flag: bool| drop(part.insert("isMain".to_owned(), json!(flag)));
    match is_main {
        Some(true) => list.iter_mut().enumerate().for_each(|(index, part)| set(part, index == place)),
        Some(false) => set(&mut list[place], false),
        None => {}
    }
    if !list.iter().any(|part| draft::flag(part, "isMain")) {
        let first = usize::from(place == 0 && list.len() > 1 && is_main == Some(false));
        if let Some(part) = list.get_mut(first) {
            set(part, true);
        }
    }
}

fn refuse_taken(list: &[Body], part: Part, place: Option<usize>, sent: &Body, path: &str) -> Result<(), Problem> {
    let Some(external_id) = draft::text(sent, "externalId") else { return Ok(()) };
    let is_taken =
        list.iter().enumerate().any(|(index, other)| Some(index) != place && draft::text(other, "externalId") == Some(external_id));
    if !is_taken {
        return Ok(());
    }
    let text = format!("\"{}\" with \"externalId\"=\"{external_id}\" already exists.", part.name());
    Err(Problem::entity(format!("{path}externalId"), text))
}

fn check_address(sent: &Body, path: &str) -> Result<(), Problem> {
    let country: Patch<Text> = draft::text(sent, "countryIso").map(Text::from).into();
    customers::check_country(&format!("{path}countryIso"), &country)
}

/// Resolves what a company names; an address that is not there yet is added, and its rows are returned.
fn settle_company(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    owner: &mut Draft,
    sent: &mut Body,
    place: Option<usize>,
    path: &str,
) -> Result<Vec<Change>, Fault> {
    sent.shift_remove("id");
    let kind = sent.get("contragent").and_then(|contragent| contragent.get("contragentType")).and_then(Value::as_str);
    if kind.is_some_and(|kind| !TYPES.contains(&kind)) {
        let text = format!("must be one of: {}", TYPES.join(", "));
        return Err(Problem::entity(format!("{path}contragent.contragentType"), text).into());
    }
    let kept = place.and_then(|place| owner.parts(Part::Company).nth(place)).cloned();
    custom_fields::take(act.account, Owner::Company, path, sent, kept.as_ref())?;
    let Some(Value::Object(mut address)) = sent.get("address").cloned() else { return Ok(Vec::new()) };
    draft::without_nulls(&mut address);
    let id = address.shift_remove("id").and_then(|id| id.as_i64());
    let external_id = draft::text(&address, "externalId").map(str::to_owned);
    let named = match (id, &external_id) {
        (Some(id), _) => owner.parts(Part::Address).position(|part| number(part) == Some(id)),
        (None, Some(id)) => owner.parts(Part::Address).position(|part| draft::text(part, "externalId") == Some(id)),
        (None, None) => None,
    };
    let is_new = id.is_none() && address.keys().any(|field| field != "externalId" && field != "isMain");
    let (found, changes) = match named.and_then(|place| owner.parts(Part::Address).nth(place)).and_then(number) {
        Some(found) => (found, Vec::new()),
        None if address.is_empty() && id.is_none() => {
            sent.shift_remove("address");
            return Ok(Vec::new());
        }
        None if is_new => {
            let made = put(tx, act, owner, Part::Address, None, address, &format!("{path}address."))?;
            (made.id, made.changes)
        }
        None => {
            let (field, value) = id.map_or_else(|| ("externalId", external_id.unwrap_or_default()), |id| ("id", id.to_string()));
            let text = format!("\"Address\" with \"{field}\"=\"{value}\" does not exist.");
            return Err(Problem::entity(format!("{path}address.{field}"), text).into());
        }
    };
    sent.insert("address".to_owned(), json!({ "id": found }));
    Ok(changes)
}

fn complete_company(act: &Act<'_>, company: &mut Body, is_new: bool, path: &str) -> Result<(), Problem> {
    if draft::text(company, "name").is_none() {
        return Err(Problem::entity(format!("{path}name"), "This value should not be blank."));
    }
    if is_new {
        draft::without_nulls(company);
        custom_fields::fill_in(act.account, Owner::Company, company);
        company.entry("createdAt").or_insert_with(|| draft::stored(act.now));
    }
    company.entry("active").or_insert_with(|| json!(true));
    let contragent = company.entry("contragent").or_insert_with(|| json!({}));
    if let Some(contragent) = contragent.as_object_mut() {
        contragent.entry("contragentType").or_insert_with(|| json!(TYPES[0]));
    }
    let custom = draft::map_or_list(company.get("customFields"));
    company.insert("customFields".to_owned(), custom);
    Ok(())
}

/// Resolves whom a contact names, and for which companies; returns its place where the person is a contact already.
fn settle_contact(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    owner: &Draft,
    sent: &mut Body,
    place: Option<usize>,
    path: &str,
) -> Result<Option<usize>, Fault> {
    let named = sent.shift_remove("customer").and_then(|named| if let Value::Object(named) = named { Some(named) } else { None });
    let named = named.filter(|named| ["id", "externalId"].iter().any(|field| named.get(*field).is_some_and(|value| !value.is_null())));
    let place = match (place, named) {
        // The address names the person already.
        (Some(place), _) => Some(place),
        (None, None) => {
            return Err(Problem::entity(format!("{path}customer"), "Set one of the following fields: id, externalId").into());
        }
        (None, Some(named)) => {
            let found = find_person(tx, act, owner.site, &named, &format!("{path}customer."))?;
            sent.insert("customer".to_owned(), json!({ "id": found.id }));
            sent.insert("home".to_owned(), json!(found.site));
            owner.parts(Part::Contact).position(|contact| person(contact) == Some(found.id))
        }
    };
    if let Some(Value::Array(companies)) = sent.shift_remove("companies") {
        let kept = place.and_then(|place| owner.parts(Part::Contact).nth(place)).and_then(|contact| contact.get("companies"));
        let kept: Vec<Value> = kept.and_then(Value::as_array).cloned().unwrap_or_default();
        let mut links: Vec<Value> = Vec::new();
        for (index, link) in companies.iter().enumerate() {
            let company = company_named(owner, link).map_err(|(field, value)| {
                let text = match field {
                    "" => "Set one of the following fields: id, externalId".to_owned(),
                    _ => format!("\"Company\" with \"{field}\"=\"{value}\" does not exist."),
                };
                Problem::entity(format!("{path}companies[{index}].company.{field}").trim_end_matches('.'), text)
            })?;
            if links.iter().any(|link| link["company"]["id"] == company) {
                continue;
            }
            match kept.iter().find(|link| link["company"]["id"] == company) {
                Some(link) => links.push(link.clone()),
                None => links.push(json!({ "id": next_id(tx)?, "company": { "id": company } })),
            }
        }
        sent.insert("companies".to_owned(), links.into());
    }
    Ok(place)
}

fn find_person(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, named: &Body, path: &str) -> Result<persons::Customer, Fault> {
    let unknown = |field: &str, value: &str| {
        Problem::entity(format!("{path}{field}"), format!("\"Customer\" with \"{field}\"=\"{value}\" does not exist."))
    };
    if let Some(id) = named.get("id").and_then(Value::as_i64) {
        return persons::find(tx, act.scope, id)?.ok_or_else(|| unknown("id", &id.to_string()).into());
    }
    let external_id = draft::text(named, "externalId").unwrap_or_default();
    let site = match draft::text(named, "site") {
        Some(code) => act.account.site(code).map(|site| site.id),
        None => Some(site),
    };
    let found = match site {
        Some(site) => persons::find_external(tx, act.scope, site, external_id)?,
        None => None,
    };
    found.ok_or_else(|| unknown("externalId", external_id).into())
}

/// The company that a link names: `{company: {id}}`, or the company's names alone. Else by what it was not found.
fn company_named(owner: &Draft, link: &Value) -> Result<i64, (&'static str, String)> {
    let named = link.get("company").filter(|company| company.is_object()).unwrap_or(link);
    let mut companies = owner.parts(Part::Company);
    if let Some(id) = named.get("id").and_then(Value::as_i64) {
        return companies.find_map(|company| number(company).filter(|number| *number == id)).ok_or(("id", id.to_string()));
    }
    let Some(external_id) = named.get("externalId").and_then(Value::as_str) else { return Err(("", String::new())) };
    let found = companies.find(|company| draft::text(company, "externalId") == Some(external_id)).and_then(number);
    found.ok_or(("externalId", external_id.to_owned()))
}
