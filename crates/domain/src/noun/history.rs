//! Histories of nouns. A row is kept with what its subject linked to when the row was written, and is seen by those who
//! see that.

use database::Tx;
use database::history::{Filter, Links};
use database::rows::Row;
use serde_json::{Value, json};
use wire::page::{Page, Pagination};

use super::draft::Draft;
use super::{Noun, show};
use crate::act::Act;
use crate::change::{self, Change, Subject};
use crate::draft::Body;
use crate::fault::Fault;
use crate::history as books;

/// Notes that a row was made.
pub(super) fn made(tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, row: &Row) -> Result<(), Fault> {
    let shown = show::texts(tx, act, noun, std::slice::from_ref(row))?.remove(0);
    let created = Change::new("id", Value::Null, json!(row.id)).marked("created", true);
    write(tx, act, noun, row, &row.links, &shown, vec![created])
}

/// Notes what differs between two states of a row.
pub(super) fn changed(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    noun: &Noun,
    row: &Row,
    before: &Draft,
    after: &Draft,
    sent: &Body,
) -> Result<(), Fault> {
    if noun.book.is_none() {
        return Ok(());
    }
    let shown = json!({ "id": row.id }).to_string();
    let mut changes = change::differences(&before.body, &after.body, noun.names, &[]);
    changes.extend(change::restated(act, sent, &before.body, &after.body, noun.names, &[]));
    change::arrange(act, &mut changes);
    let (mut left, mut arrived) = (Vec::new(), Vec::new());
    for (index, link) in noun.links.iter().enumerate() {
        let (old, new) = (before.links[index], after.links[index]);
        if old == new {
            continue;
        }
        let id = |id: Option<i64>| id.map_or(Value::Null, |id| json!({ "id": id }));
        // Those who see only one of the two learn nothing of the other.
        if old.is_some() {
            left.push(Change::new(link.field, id(old), Value::Null));
        }
        if new.is_some() {
            arrived.push(Change::new(link.field, Value::Null, id(new)));
        }
    }
    if !left.is_empty() {
        // What was there before is not for those who did not see the row then.
        changes.iter_mut().for_each(|change| change.old = Value::Null);
    }
    write(tx, act, noun, row, &before.links, &shown, left)?;
    changes.extend(arrived);
    write(tx, act, noun, row, &after.links, &shown, changes)
}

fn write(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    noun: &Noun,
    row: &Row,
    links: &[Option<i64>],
    shown: &str,
    changes: Vec<Change>,
) -> Result<(), Fault> {
    let Some(book) = noun.book else { return Ok(()) };
    let mut of: Links = [None, None, row.maker];
    of.iter_mut().zip(links).for_each(|(of, link)| *of = *link);
    let subject = Subject { book, id: row.id, site: 0, member: noun.member, shown, event: "" };
    change::record_linked(tx, act, &subject, of, changes)
}

/// A page of a noun's history as JSON texts, in the order in which things happened.
///
/// # Errors
/// The database failed.
pub fn read(tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, filter: Filter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    let Some(book) = noun.book else { return Ok((Vec::new(), page.of(0))) };
    let filter = Filter { reader: act.actor.key(), ..filter };
    let (rows, total) = books::read(tx, act, book, &filter, page.limit, page.offset())?;
    Ok((rows, page.of(total)))
}
