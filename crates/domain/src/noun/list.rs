//! Lists: the filters of a noun as conditions on its columns.

use database::{Condition, On, Tx, Value};
use wire::page::{Page, Pagination};
use wire::{Int, List, Moment, Patch, Text, Until};

use super::{Noun, draft, show};
use crate::act::Act;
use crate::contact::folded;
use crate::fault::Fault;
use crate::filters;

/// The conditions of a list under construction. A blank field of a filter narrows nothing.
#[derive(Debug, Default)]
pub struct Found(pub Vec<Condition>);

impl Found {
    /// Equal to one of these numbers.
    pub fn numbers(&mut self, column: &'static str, wanted: &List<Int>) {
        if !wanted.is_empty() {
            self.0.push(Condition::OneOf(On::Column(column), wanted.iter().map(|number| number.0.into()).collect()));
        }
    }

    /// Equal to one of these codes.
    pub fn codes(&mut self, column: &'static str, wanted: &List<Text>) {
        if !wanted.is_empty() {
            self.0.push(Condition::OneOf(On::Column(column), wanted.iter().map(|code| (&*code.0).into()).collect()));
        }
    }

    /// Holds this text, in whatever case, in one of the searched fields.
    pub fn text(&mut self, wanted: &Patch<Text>) {
        if let Some(text) = wanted.value().filter(|text| !text.is_empty()) {
            self.0.push(Condition::Contains(On::Column("search"), folded(text.trim()).into_owned()));
        }
    }

    /// Belongs to an order with one of these values in a column.
    pub fn of_orders(&mut self, column: &str, theirs: &str, wanted: impl Iterator<Item = Value>) {
        let values: Vec<Value> = wanted.collect();
        if !values.is_empty() {
            self.0.push(database::rows::of_orders(column, theirs, values));
        }
    }

    /// Spans of days, by the columns of their first and last one, that have a day in common with a span that is looked for.
    pub fn days(&mut self, (first, last): (&'static str, &'static str), act: &Act<'_>, from: &List<Moment>, to: &List<Until>) {
        let day = |moment: Moment| draft::day(&act.account.zone.day_of(moment).to_string());
        self.0.extend(from.first().and_then(|from| day(*from)).map(|from| Condition::AtLeast(On::Column(last), from.into())));
        self.0.extend(to.first().and_then(|to| day(to.0)).map(|to| Condition::AtMost(On::Column(first), to.into())));
    }

    /// From one moment to another; both count.
    pub fn span(&mut self, column: &'static str, from: &Patch<Moment>, to: &Patch<Until>) {
        self.0.extend(filters::span(&On::Column(column), from, to));
    }
}

/// The ends of a span that some clients send as lists of one.
pub fn span(from: &List<Moment>, to: &List<Until>) -> (Patch<Moment>, Patch<Until>) {
    (from.first().copied().into(), to.first().copied().into())
}

/// A page of a list as JSON texts, newest first. Without conditions nothing can match.
///
/// # Errors
/// The database failed.
pub fn list(tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, found: Option<Found>, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    let Some(found) = found else { return Ok((Vec::new(), page.of(0))) };
    let (rows, total) = show::page(tx, act, noun.table, &found.0, page)?;
    Ok((show::texts(tx, act, noun, &rows)?, page.of(total)))
}
