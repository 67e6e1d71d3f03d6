//! Groups of products: listed, made and changed.

use database::catalogue::groups::{self as kept, Group};
use database::{Condition, On, Tx};
use serde_json::{Value, json};
use wire::page::{Page, Pagination};
use wire::store::{ProductGroupFilter, ProductGroupInput};
use wire::{Problem, Reference};

use super::narrow::{Narrow, given};
use crate::act::Act;
use crate::draft::Body;
use crate::fault::Fault;

/// The deepest level of a group.
const DEEPEST: i64 = 50;
const BLANK: &str = "This value should not be blank.";

/// A page of groups as JSON texts, by id.
///
/// # Errors
/// The database failed, or `parentGroupId` is no id.
pub fn list(tx: &mut Tx<'_>, act: &Act<'_>, filter: &ProductGroupFilter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    let mut narrow = Narrow::default();
    narrow.numbers("id", &filter.ids);
    narrow.flag("active", &filter.active);
    narrow.flag("from_feed", &filter.load_from_yml);
    narrow.stores(act, &filter.sites, &filter.catalogs);
    narrow.0.extend(filter.min_level.value().map(|level| Condition::AtLeast(On::Column("level"), level.0.into())));
    narrow.0.extend(filter.max_level.value().map(|level| Condition::AtMost(On::Column("level"), level.0.into())));
    match given(&filter.parent_group_id) {
        None => {}
        Some("null") => narrow.0.push(Condition::Own("t.parent_id IS NULL".to_owned(), Vec::new())),
        Some(id) => {
            let id: i64 = id.parse().map_err(|_| Problem::input("parentGroupId", "must be a whole number"))?;
            narrow.0.push(Condition::is(On::Column("parent_id"), id));
        }
    }
    let (rows, total) = kept::list(tx, act.scope, &narrow.0, page.limit, page.offset())?;
    let texts = rows.iter().map(|group| Value::Object(shown(act, group)).to_string());
    Ok((texts.collect(), page.of(total)))
}

fn shown(act: &Act<'_>, group: &Group) -> Body {
    let mut body = Body::new();
    if let Some(parent) = group.parent {
        body.insert("parentId".to_owned(), json!(parent));
    }
    if let Some(parent) = &group.parent_external_id {
        body.insert("parentExternalId".to_owned(), json!(parent));
    }
    body.insert("site".to_owned(), json!(act.account.site_code(group.site)));
    body.insert("id".to_owned(), json!(group.id));
    body.insert("name".to_owned(), json!(group.name));
    if let Some(external_id) = &group.external_id {
        body.insert("externalId".to_owned(), json!(external_id));
    }
    body.insert("active".to_owned(), json!(group.active));
    body.insert("lvl".to_owned(), json!(group.level));
    if !group.description.is_empty() {
        body.insert("description".to_owned(), json!(group.description));
    }
    body
}

/// Makes a group in a store and returns its id.
///
/// # Errors
/// It has no name, its external id is taken, or the group it is to be in is not there.
pub fn create(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, sent: &ProductGroupInput) -> Result<i64, Fault> {
    let name = given(&sent.name).ok_or_else(|| Problem::entity("name", BLANK))?.to_owned();
    let mut group = Group {
        id: 0,
        site,
        external_id: given(&sent.external_id).map(str::to_owned),
        parent: None,
        parent_external_id: None,
        level: 1,
        name,
        active: sent.active.value().is_none_or(|active| active.0),
        description: sent.description.value().map(|text| text.0.clone()).unwrap_or_default(),
    };
    place(tx, act, &mut group, sent)?;
    kept::add(tx, site, &group)?.ok_or_else(|| taken(&group).into())
}

/// Changes a group and returns its id. A field that is not sent stays as it is.
///
/// # Errors
/// There is no such group that the actor may see, or as for [`create`].
pub fn edit(tx: &mut Tx<'_>, act: &Act<'_>, which: &Reference, site: Option<i64>, sent: &ProductGroupInput) -> Result<i64, Fault> {
    let found = match (which, site) {
        (Reference::Id(id), _) => kept::of_id(tx, act.scope, *id)?,
        (Reference::External(id), Some(site)) => kept::of_external(tx, site, id)?,
        (Reference::External(_), None) => return Err(Problem::missing("site").into()),
    };
    let before = found.ok_or_else(Problem::not_found)?;
    let mut group = before.clone();
    if !sent.name.is_absent() {
        group.name = given(&sent.name).ok_or_else(|| Problem::entity("name", BLANK))?.to_owned();
    }
    if !sent.description.is_absent() {
        group.description = sent.description.value().map(|text| text.0.clone()).unwrap_or_default();
    }
    if !sent.external_id.is_absent() {
        group.external_id = given(&sent.external_id).map(str::to_owned);
    }
    if let Some(active) = sent.active.value() {
        group.active = active.0;
    }
    if group.external_id != before.external_id
        && let Some(id) = &group.external_id
        && kept::of_external(tx, group.site, id)?.is_some()
    {
        return Err(taken(&group).into());
    }
    place(tx, act, &mut group, sent)?;
    kept::save(tx, group.site, &group, group.level - before.level)?;
    Ok(group.id)
}

fn taken(group: &Group) -> Problem {
    Problem::entity("externalId", format!("\"{}\" is taken in this store", group.external_id.as_deref().unwrap_or_default()))
}

/// Puts a group where it was sent to.
fn place(tx: &mut Tx<'_>, act: &Act<'_>, group: &mut Group, sent: &ProductGroupInput) -> Result<(), Fault> {
    if sent.parent_id.is_absent() && sent.parent_external_id.is_absent() {
        return Ok(());
    }
    let unknown = |field: &str, way: &str, value: &str| {
        Problem::entity(field, format!("\"ProductGroup\" with \"{way}\"=\"{value}\" does not exist."))
    };
    let parent = match (sent.parent_id.value(), given(&sent.parent_external_id)) {
        (Some(id), _) => {
            let found = kept::of_id(tx, act.scope, id.0)?.filter(|parent| parent.site == group.site);
            Some(found.ok_or_else(|| unknown("parentId", "id", &id.0.to_string()))?)
        }
        (None, Some(id)) => {
            let found = kept::of_external(tx, group.site, id)?;
            Some(found.ok_or_else(|| unknown("parentExternalId", "externalId", id))?)
        }
        (None, None) => None,
    };
    if let Some(parent) = &parent
        && group.id != 0
        && (parent.id == group.id || kept::below(tx, group.site, group.id)?.contains(&parent.id))
    {
        return Err(Problem::entity("parentId", "a group cannot be in itself, nor in a group below it").into());
    }
    group.level = parent.as_ref().map_or(1, |parent| parent.level + 1);
    if group.level > DEEPEST {
        return Err(Problem::entity("parentId", format!("groups may be {DEEPEST} levels deep at most")).into());
    }
    group.parent = parent.map(|parent| parent.id);
    Ok(())
}
