//! The history of customers: how fields are named in it, and how it is read.

use database::Tx;
use database::history::{self, Book, Filter};

use crate::domain::act::Act;
use crate::domain::change::{self, Change, Shape, snake};
use crate::domain::draft::Body;
use crate::domain::history as books;
use crate::fault::Fault;

/// What differs between two bodies of a customer, in the words of its history.
pub(super) fn differences(old: &Body, new: &Body) -> Vec<Change> {
    change::differences(old, new, name, &[])
}

fn name(path: &str) -> Option<(String, Shape)> {
    let (name, shape) = match path {
        "managerId" => ("manager", Shape::Id),
        "address.countryIso" => ("address.country", Shape::Plain),
        "address.id" => return Some((String::new(), Shape::Silent)),
        _ => {
            return path
                .strip_prefix("customFields.")
                .map(|code| (format!("custom_{code}"), Shape::Plain))
                .or_else(|| Some((snake(path), Shape::Plain)));
        }
    };
    Some((name.to_owned(), shape))
}

/// Rows of the history as JSON texts, and how many there are in all.
///
/// # Errors
/// The database failed.
pub fn read(tx: &mut Tx<'_>, act: &Act<'_>, filter: &Filter, limit: i64, offset: i64) -> Result<(Vec<String>, i64), Fault> {
    let (lines, total) = history::read(tx, Book::Customers, act.scope, filter, limit, offset)?;
    let rows = lines.iter().map(|line| books::row(line, act.actor, None)).collect::<Result<_, _>>()?;
    Ok((rows, total))
}
