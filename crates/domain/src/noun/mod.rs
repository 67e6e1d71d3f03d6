//! Nouns declared as data: which fields are required, what links where, what filters look at. One engine makes, changes,
//! shows, lists and removes them; what is particular to a noun is a function in its declaration.

mod attached;
mod draft;
mod history;
mod links;
mod list;
mod save;
mod show;

use database::Tx;
use database::history::Book;
use database::row_links::Linked;
use database::rows::{Table, Viewer};
use wire::Problem;

use crate::act::Act;
use crate::change::Names;
use crate::draft::Body;
use crate::fault::Fault;

pub use attached::{check as check_attachment, replace as attach};
pub use history::read as read_history;
pub use list::{Asked, By, Filter, linked, list};
pub use save::{create, edit, remove};
pub use show::{find, get};

/// A noun.
#[derive(Debug)]
pub struct Noun {
    /// Its name in error texts: `Task`.
    pub name: &'static str,
    /// Its name in requests, replies and histories: `task`.
    pub member: &'static str,
    /// Where it is kept.
    pub table: &'static Table,
    /// Its history, if it has one.
    pub book: Option<Book>,
    /// Fields that a row always has.
    pub required: &'static [&'static str],
    /// Fields that name other rows, in the order of [`Table::links`].
    pub links: &'static [Link],
    /// The link table of the field `sites`, and its column with the row's id.
    pub stores: Option<(&'static str, &'static str)>,
    /// What the objects in the field `attachment` name; none for a noun without that field.
    pub attached: &'static [Attached],
    /// Fields that filters look at, in the order of [`Table::facts`].
    pub facts: &'static [Fact],
    /// Fields whose text is searched.
    pub searched: &'static [&'static str],
    /// Checks a row before it is written and adds what follows from the rest.
    pub settle: fn(&Act<'_>, &mut Settling<'_>) -> Result<(), Problem>,
    /// Turns the row as it is kept into the row as it is answered.
    pub shown: fn(&Act<'_>, &mut Body),
    /// How its history names its fields.
    pub names: Names,
}

/// A field that names another row.
#[derive(Debug)]
pub struct Link {
    /// The field.
    pub field: &'static str,
    /// What it names.
    pub to: Target,
}

/// A member of the objects in the field `attachment`.
#[derive(Debug)]
pub struct Attached {
    /// The member.
    pub field: &'static str,
    /// What it names.
    pub to: Target,
    /// Where that is kept.
    pub list: &'static Linked,
}

/// What a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An order, by `id`, `externalId` or `number`.
    Order,
    /// A customer, by `id` or `externalId`.
    Customer,
}

/// A field that filters look at.
#[derive(Debug)]
pub struct Fact {
    /// The field.
    pub field: &'static str,
    /// How its value is kept for filters.
    pub kind: Kind,
}

/// How a value is kept for filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, such as an id.
    Number,
    /// A code, as it is.
    Code,
    /// Yes or no, as 1 and 0; absent is no.
    Flag,
    /// A moment, in Unix seconds.
    Moment,
    /// A day, in days since 1970.
    Day,
    /// An amount, in ten-thousandths.
    Money,
}

/// A row that is about to be written.
#[derive(Debug)]
pub struct Settling<'a> {
    /// Its fields.
    pub body: &'a mut Body,
    /// Its fields before; none for a new row.
    pub before: Option<&'a Body>,
    /// Ids of what it links to, in the order of [`Noun::links`].
    pub links: &'a [Option<i64>],
}

impl Noun {
    /// A refusal of the noun as a whole.
    pub fn not_loaded(&self, path: impl Into<String>, text: impl Into<String>) -> Problem {
        Problem::new(400, format!("{} is not loaded", self.name)).with(path, text)
    }

    fn row(&self, tx: &mut Tx<'_>, act: &Act<'_>, id: i64, to_change: bool) -> Result<database::rows::Row, Fault> {
        let row = database::rows::find(tx, self.table, viewer(act), id, to_change)?;
        row.ok_or_else(|| Problem::not_found().into())
    }
}

fn viewer<'a>(act: &Act<'a>) -> Viewer<'a> {
    Viewer { scope: act.scope, key: act.actor.key() }
}
