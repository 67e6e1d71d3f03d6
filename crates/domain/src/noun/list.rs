//! Lists: the filters of a noun, each with how its rows are found.

use database::row_links::Linked;
use database::rows::{self, Row};
use database::{Beginning, Condition, On, Sort, Tx, Value, row_filters};
use wire::page::{Page, Pagination};
use wire::{Flag, Int, List, Moment, Patch, Text, Until};

use super::{Noun, Target, draft, show, viewer};
use crate::act::Act;
use crate::contact::folded;
use crate::fault::Fault;
use crate::walks::Step;

/// A filter of a list whose request is an `F`.
pub struct Filter<F> {
    /// Its parameters, as callers name them.
    pub named: &'static [&'static str],
    /// How rows are found by it.
    pub by: By,
    /// What a request asks for; `None` where that is blank.
    pub asked: fn(&Act<'_>, &F) -> Option<Asked>,
}

/// How rows are found by a filter.
#[derive(Debug, Clone, Copy)]
pub enum By {
    /// A column with one of some values.
    Column(&'static str),
    /// A column between two values.
    Span(&'static str),
    /// A span of days, by the columns of its first and last one, that has a day in common with another.
    Days(&'static str, &'static str),
    /// The text that is searched.
    Text,
    /// The order in this column, by one of its own columns.
    Order(&'static str, &'static str),
    /// The customer of a kind in this column, by one of its own columns.
    Named(Target, &'static str, &'static str),
    /// The customer in this column, by conditions of lists of customers.
    Customer(&'static str),
    /// What a link table attaches to the row, by one of its own columns.
    Attached(&'static Linked, &'static str),
    /// Whether any of these link tables attaches something.
    IsAttached(&'static [Linked]),
    /// The store of what one of these link tables attaches.
    AttachedIn(&'static [Linked]),
    /// The stores of the row itself.
    Stores,
    /// Nothing: no row has what is asked for.
    Nothing,
}

/// What a filter asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// One of these values.
    OneOf(Vec<Value>),
    /// From one value to another; both count.
    Between(Option<i64>, Option<i64>),
    /// This text.
    Part(String),
    /// Yes or no.
    Whether(bool),
    /// One of these stores, by id.
    In(Vec<i64>),
    /// All of these conditions.
    All(Vec<Condition>),
}

impl Asked {
    /// One of these numbers.
    pub fn numbers(wanted: &List<Int>) -> Option<Self> {
        Self::one_of(wanted.iter().map(|number| number.0.into()))
    }

    /// This number.
    pub fn number(wanted: &Patch<Int>) -> Option<Self> {
        wanted.value().map(|number| Self::OneOf(vec![number.0.into()]))
    }

    /// One of these codes.
    pub fn codes(wanted: &List<Text>) -> Option<Self> {
        Self::one_of(wanted.iter().map(|code| (&*code.0).into()))
    }

    /// This code.
    pub fn code(wanted: &Patch<Text>) -> Option<Self> {
        Self::one_of(wanted.value().filter(|code| !code.is_empty()).into_iter().map(|code| (&*code.0).into()))
    }

    fn one_of(values: impl Iterator<Item = Value>) -> Option<Self> {
        let values: Vec<Value> = values.collect();
        (!values.is_empty()).then_some(Self::OneOf(values))
    }

    /// This text, in whatever case.
    pub fn part(wanted: &Patch<Text>) -> Option<Self> {
        wanted.value().filter(|text| !text.is_empty()).map(|text| Self::Part(folded(text.trim()).into_owned()))
    }

    /// Yes or no.
    pub fn whether(wanted: &Patch<Flag>) -> Option<Self> {
        wanted.value().map(|wanted| Self::Whether(wanted.0))
    }

    /// From one number to another.
    pub fn between(from: Option<i64>, to: Option<i64>) -> Option<Self> {
        (from.is_some() || to.is_some()).then_some(Self::Between(from, to))
    }

    /// From one moment to another.
    pub fn span(from: &Patch<Moment>, to: &Patch<Until>) -> Option<Self> {
        Self::between(from.value().map(|from| from.0), to.value().map(|to| to.0.0))
    }

    /// The same where some clients send lists of one.
    pub fn spans(from: &List<Moment>, to: &List<Until>) -> Option<Self> {
        Self::between(from.first().map(|from| from.0), to.first().map(|to| to.0.0))
    }

    /// From the day of one moment to that of another, in the account's zone.
    pub fn days(act: &Act<'_>, from: Option<Moment>, to: Option<Until>) -> Option<Self> {
        let day = |moment: Moment| draft::day(&act.account.zone.day_of(moment).to_string());
        Self::between(from.and_then(day), to.and_then(|to| day(to.0)))
    }

    /// One of the stores with these codes that the actor sees.
    pub fn sites(act: &Act<'_>, wanted: &List<Text>) -> Option<Self> {
        let sites = wanted.iter().filter_map(|code| act.account.site(code)).map(|site| site.id);
        (!wanted.is_empty()).then(|| Self::In(sites.filter(|site| act.scope.sites.contains(*site)).collect()))
    }
}

/// Adds the conditions of a filter; false where nothing can match.
fn narrow(tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, by: By, asked: Asked, conditions: &mut Vec<Condition>) -> Result<bool, Fault> {
    let bound = |column: &'static str, least: Option<i64>, most: Option<i64>, other: &'static str| {
        let least = least.map(|least| Condition::AtLeast(On::Column(column), least.into()));
        least.into_iter().chain(most.map(|most| Condition::AtMost(On::Column(other), most.into())))
    };
    match (by, asked) {
        (By::Column(column), Asked::OneOf(values)) => conditions.push(Condition::OneOf(On::Column(column), values)),
        (By::Column(column), Asked::Whether(wanted)) => conditions.push(Condition::is(On::Column(column), i64::from(wanted))),
        (By::Span(column), Asked::Between(from, to)) => conditions.extend(bound(column, from, to, column)),
        (By::Days(first, last), Asked::Between(from, to)) => conditions.extend(bound(last, from, to, first)),
        (By::Text, Asked::Part(text)) => conditions.push(Condition::Contains(On::Column("search"), text)),
        (By::Order(column, theirs), Asked::OneOf(values)) => {
            conditions.push(row_filters::of(tx, act.scope, Target::Order, (column, theirs), values)?);
        }
        (By::Named(to, column, theirs), Asked::OneOf(values)) => {
            conditions.push(row_filters::of(tx, act.scope, to, (column, theirs), values)?);
        }
        (By::Customer(column), Asked::All(theirs)) => conditions.push(row_filters::of_customers(tx, act.scope, column, &theirs)?),
        (By::Attached(list, theirs), Asked::OneOf(values)) => {
            conditions.push(row_filters::attached_to(tx, act.scope, list, theirs, values)?);
        }
        (By::IsAttached(lists), Asked::Whether(wanted)) => conditions.push(row_filters::is_attached(lists, wanted)),
        (By::AttachedIn(lists), Asked::In(sites)) => conditions.push(row_filters::attached_in(act.scope, lists, &sites)),
        (By::Stores, Asked::In(sites)) => {
            conditions.extend(noun.stores.map(|list| row_filters::in_stores(list, &sites)));
        }
        // Nothing has it, or a declaration does not fit together, which a test refuses.
        _ => return Ok(false),
    }
    Ok(true)
}

/// A page of a list as JSON texts, newest first: the rows of which all filters hold.
///
/// # Errors
/// The database failed.
pub fn list<F>(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    noun: &Noun,
    filters: &[Filter<F>],
    sent: &F,
    page: Page,
) -> Result<(Vec<String>, Pagination), Fault> {
    let mut conditions = Vec::new();
    for filter in filters {
        if let Some(asked) = (filter.asked)(act, sent)
            && !narrow(tx, act, noun, filter.by, asked, &mut conditions)?
        {
            return Ok((Vec::new(), page.of(0)));
        }
    }
    meeting(tx, act, noun, &conditions, page)
}

/// A page of the rows that link to an order or a customer, by the column of its id, as JSON texts, newest first.
///
/// # Errors
/// The database failed.
pub fn linked(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    noun: &Noun,
    column: &'static str,
    id: i64,
    page: Page,
) -> Result<(Vec<String>, Pagination), Fault> {
    meeting(tx, act, noun, &[Condition::is(On::Column(column), id)], page)
}

fn meeting(tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, conditions: &[Condition], page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    let viewer = viewer(act);
    let step = Step::to(act, noun.table.name, &[], conditions, &Sort::default(), page);
    let total = rows::count(tx, noun.table, viewer, conditions, [page.limit, page.offset()])?;
    let from: Vec<Condition> = conditions.iter().cloned().chain(step.beginning.clone()).collect();
    let rows = rows::page(tx, noun.table, viewer, &from, step.part)?;
    step.took(rows.iter().map(|row: &Row| Beginning { created_at: row.created_at, id: row.id }));
    Ok((show::texts(tx, act, noun, &rows)?, page.of(total)))
}
