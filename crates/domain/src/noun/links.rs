//! What a row links to: resolved within what the actor sees when it is written, shown by its names when it is read.

use std::collections::HashMap;

use database::rows::{self, Named, Row};
use database::{Tx, orders as kept_orders};
use serde_json::{Value, json};
use wire::{Problem, Reference};

use super::{Link, Noun, Refusals, Target};
use crate::act::Act;
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::{corporate, customers, orders};

/// The fields by which a link names what it leads to.
pub(super) fn ways(to: Target) -> &'static [&'static str] {
    match to {
        Target::Order => &["id", "externalId", "number"],
        Target::Customer | Target::Corporate => &["id", "externalId"],
    }
}

/// A row that was named, to be looked for.
pub(crate) struct Which {
    /// By its id or the client's own id.
    pub(crate) reference: Reference,
    /// The store of the client's own id.
    pub(crate) site: Option<i64>,
    unknown: Problem,
}

impl Which {
    /// A row that is named and not there is the fault of the field that names it, not a page that was not found.
    pub(crate) fn refuse(self, fault: Fault) -> Fault {
        match fault {
            Fault::Refused(problem) if problem.status == 404 => self.unknown.into(),
            other => other,
        }
    }
}

/// Which row an object names, by the first of its ways that is set. `refused` makes a refusal of the field.
///
/// # Errors
/// It names none, or there is no order with the number.
pub(crate) fn which(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    (field, to, refusals): (&str, Target, Refusals),
    site: Option<i64>,
    named: &Body,
    refused: impl Fn(String) -> Problem,
) -> Result<Which, Fault> {
    let ways = ways(to);
    let Some((way, value)) = ways.iter().find_map(|way| named.get(*way).filter(|value| !value.is_null()).map(|value| (*way, value))) else {
        return Err(refused(format!("Set one of the following fields: {}", ways.join(", "))).into());
    };
    let name = match to {
        Target::Order => "Order",
        Target::Customer => "Customer",
        Target::Corporate => "CustomerCorporate",
    };
    let own = draft::text(named, "site").and_then(|code| act.account.site(code)).map(|site| site.id);
    let site = own.or(site);
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let unknown = refused(match refusals {
        Refusals::Loaded => format!("\"{name}\" with \"{way}\"=\"{text}\" does not exist."),
        Refusals::Entity => format!("there is no such {field}"),
    });
    let reference = match (way, value.as_i64()) {
        ("id", Some(id)) => Reference::Id(id),
        ("number", _) => match kept_orders::find_number(tx, act.scope, site, &text)? {
            Some(order) => Reference::Id(order.id),
            None => return Err(unknown.into()),
        },
        _ => Reference::External(text),
    };
    Ok(Which { reference, site, unknown })
}

/// Whether what was sent names another row by its internal id or with a store of its own, so that no store is needed to find it.
pub fn is_placed(noun: &Noun, sent: &Body) -> bool {
    let is_set = |named: &Body, field: &str| named.get(field).is_some_and(|value| !value.is_null());
    noun.links.iter().filter_map(|link| draft::object(sent, link.field)).any(|named| is_set(named, "id") || is_set(named, "site"))
}

/// Asks for the store that is needed to find what is named by anything but its id.
pub(super) fn check_site(act: &Act<'_>, noun: &Noun, site: Option<i64>, sent: &Body) -> Result<(), Problem> {
    let by_name = |link: &Link| {
        let named = draft::object(sent, link.field)?;
        let is_set = |way: &&str| named.get(*way).is_some_and(|value| !value.is_null());
        let own = draft::text(named, "site").filter(|_| link.to != Target::Order).and_then(|code| act.account.site(code));
        (ways(link.to).iter().find(|way| is_set(way)).is_some_and(|way| *way != "id") && own.is_none()).then_some(())
    };
    match site {
        None if noun.links.iter().any(|link| by_name(link).is_some()) => Err(Problem::missing("site")),
        _ => Ok(()),
    }
}

/// The id of the row that was named; null names none.
pub(super) fn resolve(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    noun: &Noun,
    (field, to): (&str, Target),
    site: Option<i64>,
    named: &Value,
) -> Result<Option<i64>, Fault> {
    let Some(named) = named.as_object() else { return Ok(None) };
    // A link that is sent empty is no link, where one is not required.
    if named.values().all(Value::is_null) && !noun.requires(field) {
        return Ok(None);
    }
    let which = which(tx, act, (field, to, noun.refusals), site, named, |text| noun.refused(field, text))?;
    let found = match to {
        Target::Order => orders::locate(tx, act, &which.reference, which.site).map(|row| row.id),
        Target::Customer => customers::locate(tx, act, &which.reference, which.site).map(|row| row.id),
        Target::Corporate => corporate::locate(tx, act, &which.reference, which.site).map(|row| row.id),
    };
    found.map(Some).map_err(|fault| which.refuse(fault))
}

/// What the rows of a page link to, by id: what the actor does not see is left out.
pub(super) struct Shown(Vec<HashMap<i64, Value>>);

impl Shown {
    /// Reads it, one query a link.
    pub(super) fn of(tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, page: &[Row]) -> Result<Self, Fault> {
        let mut links = Vec::new();
        for (index, link) in noun.links.iter().enumerate() {
            let mut ids: Vec<i64> = page.iter().filter_map(|row| row.links[index]).collect();
            ids.sort_unstable();
            ids.dedup();
            let named = if ids.is_empty() { Vec::new() } else { rows::named(tx, act.scope, link.to, &ids)? };
            links.push(named.into_iter().map(|named| (named.id, stub(act, link.to, named))).collect());
        }
        Ok(Self(links))
    }

    /// Puts what a row links to into its body.
    pub(super) fn put(&self, noun: &Noun, row: &Row, body: &mut Body) {
        for ((link, names), id) in noun.links.iter().zip(&self.0).zip(&row.links) {
            if let Some(stub) = id.and_then(|id| names.get(&id)) {
                body.insert(link.field.to_owned(), stub.clone());
            }
        }
    }
}

pub(super) fn stub(act: &Act<'_>, to: Target, named: Named) -> Value {
    let mut stub = Body::new();
    match to {
        Target::Order => None,
        Target::Customer => stub.insert("type".to_owned(), json!("customer")),
        Target::Corporate => stub.insert("type".to_owned(), json!("customer_corporate")),
    };
    stub.insert("id".to_owned(), json!(named.id));
    if let Some(external_id) = named.external_id {
        stub.insert("externalId".to_owned(), json!(external_id));
    }
    if let Some(number) = named.number {
        stub.insert("number".to_owned(), json!(number));
    }
    stub.insert("site".to_owned(), json!(act.account.site_code(named.site)));
    Value::Object(stub)
}
