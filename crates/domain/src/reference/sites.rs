//! Stores of the account, as the API may change them: it never makes one.

use database::{Sites, Tx};
use serde_json::{Map, Value};
use wire::{Moment, Problem};

use super::{Context, LEGAL_ENTITIES, SITES, current, same_code};
use crate::account::{Account, Site};
use crate::audit_log::By;
use crate::fault::Fault;
use crate::sites::save;

/// Changes a store that the caller may see.
///
/// # Errors
/// There is no such store, or none that may be seen, which gets the same text; or a field breaks a rule.
pub fn edit(tx: &mut Tx<'_>, code: &str, mut sent: Map<String, Value>, sites: &Sites, by: &By, now: Moment) -> Result<(), Fault> {
    let account = current(tx)?;
    let Some(site) = account.site(code).filter(|site| sites.contains(site.id)) else {
        return Err(Problem::new(400, "There is no store with this code, and stores are not made through the API.").into());
    };
    same_code(code, &mut sent)?;
    let body = SITES.merge(Context { account: &account, sites, now }, Some(&fields(site)), sent)?;
    if body.get("defaultForCrm") == Some(&Value::Bool(true)) {
        for other in account.sites.iter().filter(|other| other.id != site.id && other.body.get("defaultForCrm") == Some(&Value::Bool(true)))
        {
            let mut fields = fields(other);
            fields.insert("defaultForCrm".to_owned(), Value::Bool(false));
            keep(tx, other, fields, by, now)?;
        }
    }
    keep(tx, site, body, by, now)
}

/// The stores of a set as the API answers them, in order, each with its code.
pub fn shown(account: &Account, sites: &Sites) -> Vec<(String, Map<String, Value>)> {
    account.visible(sites).map(|site| (site.code.clone(), view(account, site))).collect()
}

fn view(account: &Account, site: &Site) -> Map<String, Value> {
    let mut body = fields(site);
    body.insert("id".to_owned(), site.id.into());
    body.insert("code".to_owned(), site.code.clone().into());
    for flag in ["defaultForCrm", "loadFromYml", "isDemo"] {
        body.entry(flag).or_insert(Value::Bool(false));
    }
    let entity = site.text("contragentCode").and_then(|code| account.dictionary(LEGAL_ENTITIES.kind).get(code));
    if let Some(entity) = entity {
        body.insert("contragent".to_owned(), entity.body.clone().into());
    }
    body
}

/// The fields of a store in one object: those that are kept in columns too.
fn fields(site: &Site) -> Map<String, Value> {
    let mut body = site.body.clone();
    body.insert("name".to_owned(), site.name.clone().into());
    body.insert("ordering".to_owned(), site.ordering.into());
    body
}

fn keep(tx: &mut Tx<'_>, site: &Site, mut body: Map<String, Value>, by: &By, now: Moment) -> Result<(), Fault> {
    let name = body.shift_remove("name");
    let ordering = body.shift_remove("ordering");
    let before = database::sites::Site {
        id: site.id,
        code: site.code.clone(),
        name: site.name.clone(),
        active: site.active,
        ordering: site.ordering,
        body: serde_json::to_string(&site.body)?,
    };
    let row = database::sites::Site {
        name: name.and_then(|name| Some(name.as_str()?.to_owned())).unwrap_or_else(|| site.name.clone()),
        ordering: ordering.and_then(|ordering| ordering.as_i64()).unwrap_or(site.ordering),
        body: serde_json::to_string(&body)?,
        ..before.clone()
    };
    save(tx, &before, &row, by, now)
}
