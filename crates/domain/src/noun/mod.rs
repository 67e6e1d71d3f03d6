//! Nouns declared as data: which fields are required, what links where, what filters look at. One engine makes, changes,
//! shows, lists and removes them; what is particular to a noun is a function in its declaration. [`NOUNS`] lists them.

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
use database::rows::{self, Table, Viewer};
use wire::Problem;

use crate::act::Act;
use crate::change::Names;
use crate::draft::Body;
use crate::fault::Fault;

pub use attached::{check as check_attachment, replace as attach};
pub use database::row_links::To as Target;
pub use history::read as read_history;
pub use links::is_placed;
pub(crate) use links::which;
pub use list::{Asked, By, Filter, linked, list};
pub use save::{create, edit, remove};
pub use show::{find, get};

/// Every noun that is declared as data.
pub static NOUNS: &[&Noun] = &[
    &crate::tasks::TASK,
    &crate::costs::COST,
    &crate::files::FILE,
    &crate::packs::PACK,
    &crate::notes::NOTE,
    &crate::notes::CORPORATE_NOTE,
];

/// A noun.
#[derive(Debug)]
pub struct Noun {
    /// Its name in error texts: `Task`.
    pub name: &'static str,
    /// Its name in requests, replies and histories: `task`.
    pub member: &'static str,
    /// How what is wrong with it is answered.
    pub refusals: Refusals,
    /// Where it is kept.
    pub table: &'static Table,
    /// Its history, if it has one.
    pub book: Option<Book>,
    /// Fields and links that a row always has.
    pub required: &'static [&'static str],
    /// Fields that must be known to the account where they change.
    pub known: &'static [Known],
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

/// How refusals are worded: nouns that were added to the API at different times answer differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusals {
    /// `Task is not loaded`, with every field that is missing; 400 for a row to delete that does not exist.
    Loaded,
    /// `Errors in the entity format`, with the first wrong field; 404 for a row to delete that does not exist.
    Entity,
}

/// A field that names something the account keeps in memory.
#[derive(Debug)]
pub struct Known {
    /// The field.
    pub field: &'static str,
    /// Among what.
    pub among: Among,
}

/// What the account keeps in memory.
#[derive(Debug, Clone, Copy)]
pub enum Among {
    /// Users, by id.
    Users,
    /// Stores that the actor sees, by code.
    Sites,
    /// The entries of a dictionary, by code: its own code, and what an entry is called in error texts.
    Dictionary(&'static str, &'static str),
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
    /// Where it is kept, and what it names.
    pub list: &'static Linked,
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
    /// A refusal that names a field.
    pub fn refused(&self, path: impl Into<String>, text: impl Into<String>) -> Problem {
        match self.refusals {
            Refusals::Loaded => Problem::new(400, format!("{} is not loaded", self.name)).with(path, text),
            Refusals::Entity => Problem::entity(path, text),
        }
    }

    fn requires(&self, field: &str) -> bool {
        self.required.contains(&field)
    }

    fn row(&self, tx: &mut Tx<'_>, act: &Act<'_>, id: i64, to_change: bool) -> Result<rows::Row, Fault> {
        let row = rows::find(tx, self.table, viewer(act), id, to_change)?;
        row.ok_or_else(|| Problem::not_found().into())
    }
}

/// Gives what hangs on one order or customer to another one.
///
/// # Errors
/// The database failed.
pub fn move_to(tx: &mut Tx<'_>, to: Target, stays: i64, gone: i64) -> Result<(), Fault> {
    NOUNS.iter().try_for_each(|noun| Ok(rows::move_to(tx, noun.table, to, stays, gone)?))
}

fn viewer<'a>(act: &Act<'a>) -> Viewer<'a> {
    Viewer { scope: act.scope, key: act.actor.key() }
}
