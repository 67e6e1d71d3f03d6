//! The places of entries in their dictionary: how they are listed, and how one is moved among those beside it.

use database::Tx;
use serde_json::Value;
use wire::Problem;

use super::{Dictionary, STATUSES, current, row};
use crate::account::{Account, Entry};
use crate::fault::Fault;

/// Where an entry is moved to; entries are named by their ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Before the one that is above it.
    Up,
    /// Behind the one that is below it.
    Down,
    /// Before another entry of the same group.
    Before(i64),
    /// Behind all others of its group.
    Last,
}

/// What a move did. Places are counted from 1 within the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The place before.
    pub from: usize,
    /// The place now.
    pub to: usize,
}

/// The group of an entry that is listed by groups; empty in other dictionaries.
pub fn group<'a>(kind: &str, entry: &'a Entry) -> &'a str {
    if kind == STATUSES.kind { entry.text("group").unwrap_or_default() } else { "" }
}

/// The entries of a dictionary as they are listed: statuses by their groups, everything by its place.
pub fn in_order<'a>(account: &'a Account, kind: &str) -> Vec<&'a Entry> {
    let groups = account.dictionary("status-groups");
    let mut entries: Vec<&Entry> = account.dictionary(kind).iter().collect();
    entries.sort_by_key(|entry| (groups.get(group(kind, entry)).map_or(0, |group| group.ordering), entry.ordering));
    entries
}

/// Whether the API shows the place of a dictionary's entries, as the field `ordering`.
pub fn is_numbered(dictionary: &Dictionary) -> bool {
    dictionary.fresh.iter().any(|(name, _)| *name == "ordering")
}

/// Moves an entry. The numbers of its group stay the same and change hands; where two are equal, the later one is raised. Returns
/// `None` where the entry is there already.
///
/// # Errors
/// One of the entries is gone, or they are of different groups.
pub fn shift(tx: &mut Tx<'_>, dictionary: &Dictionary, id: i64, step: Step) -> Result<Option<Moved>, Fault> {
    let account = current(tx)?;
    let all = in_order(&account, dictionary.kind);
    let entry = all.iter().find(|entry| entry.id == id).ok_or_else(Problem::not_found)?;
    let own = group(dictionary.kind, entry);
    let mut beside: Vec<&Entry> = all.iter().copied().filter(|other| group(dictionary.kind, other) == own).collect();
    let Some(from) = beside.iter().position(|other| other.id == id) else { return Ok(None) };
    let to = match step {
        Step::Up => from.saturating_sub(1),
        Step::Down => (from + 1).min(beside.len() - 1),
        Step::Last => beside.len() - 1,
        Step::Before(other) => {
            let place = beside.iter().position(|entry| entry.id == other);
            let place = place.ok_or_else(|| Problem::entity("ordering", "The entries are not in the same group."))?;
            if place > from { place - 1 } else { place }
        }
    };
    if to == from {
        return Ok(None);
    }
    let numbers = numbers(&beside.iter().map(|entry| entry.ordering).collect::<Vec<_>>());
    let moved = beside.remove(from);
    beside.insert(to, moved);
    for (entry, number) in beside.into_iter().zip(numbers).filter(|(entry, number)| entry.ordering != *number) {
        let mut body = entry.body.clone();
        if is_numbered(dictionary) {
            body.insert("ordering".to_owned(), Value::from(number));
        }
        let changed = database::reference::Entry { ordering: number, ..row(dictionary.kind, &entry.code, Some(entry), &body)? };
        database::reference::update(tx, &changed)?;
    }
    Ok(Some(Moved { from: from + 1, to: to + 1 }))
}

/// Numbers that rise from each to the next, as near to those given as they can be.
fn numbers(given: &[i64]) -> Vec<i64> {
    let mut last = None;
    let next = |number: &i64| {
        let number = last.map_or(*number, |last: i64| (*number).max(last.saturating_add(1)));
        last = Some(number);
        number
    };
    given.iter().map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_where_they_rise_and_raised_where_they_are_equal() {
        assert_eq!(numbers(&[10, 20, 30]), [10, 20, 30]);
        assert_eq!(numbers(&[990, 990, 990]), [990, 991, 992]);
        assert_eq!(numbers(&[5, 5, 6, 20]), [5, 6, 7, 20]);
        assert_eq!(numbers(&[i64::MAX, i64::MAX]), [i64::MAX, i64::MAX]);
        assert!(numbers(&[]).is_empty());
    }

    #[test]
    fn the_api_shows_the_places_of_some_dictionaries() {
        assert!(is_numbered(&STATUSES));
        assert!(!is_numbered(&super::super::UNITS));
    }
}
