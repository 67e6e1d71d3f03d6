//! What a row is attached to: any number of orders and customers, of which each actor sees and replaces its own.

use std::collections::HashMap;

use database::rows::{self, Row};
use database::{Tx, row_links};
use serde_json::{Value, json};
use wire::Problem;

use super::{Noun, Target, links};
use crate::act::Act;
use crate::fault::Fault;

/// The most orders and customers that a row is attached to by one call.
const MOST: usize = 100;

/// Attaches a row to what is named, and takes it off what the actor sees and does not name. What it does not see stays. `site` is the
/// store in which external ids and numbers are looked for.
///
/// # Errors
/// Something that is named does not exist for the actor.
pub fn replace(tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, id: i64, site: Option<i64>, list: &Value) -> Result<(), Fault> {
    check(act, noun, site, list)?;
    let named = list.as_array().map(Vec::as_slice).unwrap_or_default();
    for kind in noun.attached {
        let mut wanted = Vec::new();
        for named in named.iter().filter_map(|item| item.get(kind.field)) {
            wanted.extend(links::resolve(tx, act, noun, (&format!("attachment.{}", kind.field), kind.list.to), site, named)?);
        }
        let mut seen: Vec<i64> = row_links::of(tx, act.scope, kind.list, &[id])?.into_iter().map(|(_, other)| other).collect();
        wanted.retain(|id| {
            !seen.contains(id) || {
                seen.retain(|seen| seen != id);
                false
            }
        });
        row_links::remove(tx, kind.list, id, &seen)?;
        row_links::add(tx, kind.list, id, &wanted)?;
    }
    Ok(())
}

/// Refuses a list that is too long, and asks for the store that is needed to find what is named by anything but its id.
///
/// # Errors
/// As it says.
pub fn check(act: &Act<'_>, noun: &Noun, site: Option<i64>, list: &Value) -> Result<(), Problem> {
    let named = list.as_array().map(Vec::as_slice).unwrap_or_default();
    if named.len() > MOST {
        return Err(noun.refused("attachment", format!("must hold {MOST} objects at most")));
    }
    for kind in noun.attached {
        named.iter().filter_map(|item| item.get(kind.field)).try_for_each(|named| check_site(act, kind.list.to, site, named))?;
    }
    Ok(())
}

fn check_site(act: &Act<'_>, to: Target, site: Option<i64>, named: &Value) -> Result<(), Problem> {
    let is_set = |way: &&&str| named.get(**way).is_some_and(|value| !value.is_null());
    let by_name = links::ways(to).iter().find(is_set).is_some_and(|way| *way != "id");
    let own = named.get("site").and_then(Value::as_str).and_then(|code| act.account.site(code));
    if by_name && site.is_none() && own.is_none() { Err(Problem::missing("site")) } else { Ok(()) }
}

/// The values of the field `attachment` by row; what the actor does not see is left out.
pub(super) fn of(tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, page: &[Row]) -> Result<HashMap<i64, Vec<Value>>, Fault> {
    let mut shown: HashMap<i64, Vec<Value>> = HashMap::new();
    let ids: Vec<i64> = page.iter().map(|row| row.id).collect();
    for kind in noun.attached.iter().filter(|_| !page.is_empty()) {
        let pairs = row_links::of(tx, act.scope, kind.list, &ids)?;
        let mut others: Vec<i64> = pairs.iter().map(|(_, other)| *other).collect();
        others.sort_unstable();
        others.dedup();
        if others.is_empty() {
            continue;
        }
        let named = rows::named(tx, act.scope, kind.list.to, &others)?;
        let stubs: HashMap<i64, Value> = named.into_iter().map(|named| (named.id, links::stub(act, kind.list.to, named))).collect();
        for (row, other) in pairs {
            if let Some(stub) = stubs.get(&other) {
                shown.entry(row).or_default().push(json!({ kind.field: stub }));
            }
        }
    }
    Ok(shown)
}
