//! Saved views of the lists of orders and customers: a name, filters, columns and sorting, for oneself or for all users.

use database::Tx;
use database::desk_views::{self, View};
use serde_json::{Map, Value, json};
use wire::{Moment, Problem};

use crate::audit_log::{self, Action, By, Subject, details};
use crate::fault::Fault;
use crate::{refuse_as, visible, without_token};

/// The most views of one list that a user saves.
const MOST: usize = 50;
/// The longest name, in characters.
const LONGEST: usize = 60;
/// The longest address of filters, in bytes.
const LONGEST_QUERY: usize = 2000;

/// The user of a list, and what they may do with views.
#[derive(Debug, Clone)]
pub struct Owner {
    /// Internal id.
    pub user: i64,
    /// How the audit log names them.
    pub by: By,
    /// Whether they may share views with all users.
    pub shares: bool,
    /// Whether they may change shared views of others.
    pub administers: bool,
}

impl Owner {
    /// Whether they may change a view.
    pub fn changes(&self, view: &View) -> bool {
        view.user == self.user || (view.shared && self.administers)
    }
}

/// What is saved as a view.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// What it is called.
    pub name: String,
    /// Whether all users of the list see it.
    pub shared: bool,
    /// Filters and sorting, as in the address of the list.
    pub query: String,
    /// Names of its columns, separated by commas; empty for those of the user.
    pub columns: String,
    /// Whether its filters name a customer or hold a text that was searched for, so that it cannot be shared.
    pub names_rows: bool,
}

/// Saves a new view and returns its id.
///
/// # Errors
/// The name is empty, too long or taken; it cannot be shared; there are too many.
pub fn add(tx: &mut Tx<'_>, owner: &Owner, list: &str, wanted: &Wanted, now: Moment) -> Result<i64, Fault> {
    let known = desk_views::list(tx, list, owner.user)?;
    if known.iter().filter(|view| view.user == owner.user).count() >= MOST {
        return Err(refuse_as("name", "views-too-many", format!("There are {MOST} views. Delete one first.")));
    }
    let view = View {
        id: 0,
        list: list.to_owned(),
        user: owner.user,
        shared: wanted.shared,
        name: wanted.name.clone(),
        query: wanted.query.clone(),
        columns: wanted.columns.clone(),
        created_at: now.0,
    };
    check(owner, &known, &view, wanted.names_rows)?;
    let id = desk_views::add(tx, &view)?;
    note(tx, owner, None, Some(&view), id, now)?;
    Ok(id)
}

/// A view that the user may change.
///
/// # Errors
/// There is none.
fn find(tx: &mut Tx<'_>, owner: &Owner, list: &str, id: i64) -> Result<(Vec<View>, View), Fault> {
    let known = desk_views::list(tx, list, owner.user)?;
    let view = known.iter().find(|view| view.id == id && owner.changes(view)).cloned();
    view.map(|view| (known, view)).ok_or_else(|| Problem::not_found().into())
}

/// Changes what a view is called and whether it is shared.
///
/// # Errors
/// There is none that the user may change; as for [`add`].
pub fn rename(tx: &mut Tx<'_>, owner: &Owner, list: &str, id: i64, wanted: &Wanted, now: Moment) -> Result<(), Fault> {
    let (known, before) = find(tx, owner, list, id)?;
    let after = View { name: wanted.name.clone(), shared: wanted.shared, ..before.clone() };
    save(tx, owner, &known, &before, &after, wanted.names_rows, now)
}

/// Changes what a view shows.
///
/// # Errors
/// There is none that the user may change; it is shared and would hold what cannot be.
pub fn update(tx: &mut Tx<'_>, owner: &Owner, list: &str, id: i64, wanted: &Wanted, now: Moment) -> Result<(), Fault> {
    let (known, before) = find(tx, owner, list, id)?;
    let after = View { query: wanted.query.clone(), columns: wanted.columns.clone(), ..before.clone() };
    save(tx, owner, &known, &before, &after, wanted.names_rows, now)
}

fn save(tx: &mut Tx<'_>, owner: &Owner, known: &[View], before: &View, after: &View, names_rows: bool, now: Moment) -> Result<(), Fault> {
    check(owner, known, after, names_rows)?;
    desk_views::save(tx, after)?;
    note(tx, owner, Some(before), Some(after), before.id, now)
}

/// Deletes a view.
///
/// # Errors
/// There is none that the user may change.
pub fn delete(tx: &mut Tx<'_>, owner: &Owner, list: &str, id: i64, now: Moment) -> Result<(), Fault> {
    let (_, before) = find(tx, owner, list, id)?;
    desk_views::delete(tx, id)?;
    note(tx, owner, Some(&before), None, id, now)
}

fn check(owner: &Owner, known: &[View], view: &View, names_rows: bool) -> Result<(), Fault> {
    let name = view.name.trim();
    if name.is_empty() || name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        return Err(refuse_as("name", "view-name", format!("A name has 1 to {LONGEST} characters.")));
    }
    without_token("name", name)?;
    if visible::has_hidden(name) {
        return Err(refuse_as("name", "hidden-in-name", visible::HIDDEN_IN_NAME));
    }
    let is_taken = |other: &&View| other.id != view.id && (other.user == view.user || other.shared && view.shared);
    if known.iter().filter(is_taken).any(|other| other.name.to_lowercase() == name.to_lowercase()) {
        return Err(refuse_as("name", "view-name-taken", "There is a view with this name."));
    }
    if view.query.len() > LONGEST_QUERY || view.columns.len() > LONGEST_QUERY {
        return Err(refuse_as("name", "view-too-long", "The filters are too long to be saved."));
    }
    if view.shared && !owner.shares {
        return Err(refuse_as("shared", "view-not-yours-to-share", "Managers and administrators share views."));
    }
    if view.shared && names_rows {
        return Err(refuse_as("shared", "view-names-rows", "A view that searches for a text or names a customer cannot be shared."));
    }
    Ok(())
}

/// Notes in the audit log what was done to a view that others see.
fn note(tx: &mut Tx<'_>, owner: &Owner, before: Option<&View>, after: Option<&View>, id: i64, now: Moment) -> Result<(), Fault> {
    let shared = |view: Option<&View>| view.is_some_and(|view| view.shared);
    let action = match (shared(before), shared(after)) {
        (false, false) => return Ok(()),
        (false, true) => Action::ViewShared,
        (true, true) => Action::ViewChanged,
        (true, false) => Action::ViewWithdrawn,
    };
    let name = after.or(before).map(|view| view.name.as_str()).unwrap_or_default();
    let differences = details::differences(&fields(before), &fields(after));
    audit_log::note(tx, &owner.by, action, &Subject::numbered("view", id, name), &differences, now)
}

fn fields(view: Option<&View>) -> Map<String, Value> {
    let mut fields = Map::new();
    if let Some(view) = view {
        fields.insert("name".to_owned(), json!(view.name));
        fields.insert("filters".to_owned(), json!(view.query));
        fields.insert("columns".to_owned(), json!(view.columns));
    }
    fields
}
