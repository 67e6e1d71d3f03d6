//! Whole databases on their way: every row out of one, as of one moment, and into another one, whatever their engines are.

mod postgres;
mod schema;
mod source;
mod sqlite;
mod target;

pub use schema::{Column, Kind, LEFT_OUT, Schema, Table};
pub use source::{Head, Source};
pub use target::{Loading, Target};

/// A value of a row on its way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// A number with a fraction, which no column of ours holds; SQLite keeps what it is given.
    Real(f64),
    /// A text or a JSON body; UTF-8, unless SQLite was given something else.
    Text(&'a [u8]),
    /// Bytes.
    Bytes(&'a [u8]),
}

/// The last numbers that were given: by `sequence:NAME` those of [`crate::Sequence`], by `identity:TABLE` those of a table that numbers
/// its rows itself. Numbers are never given twice, also where the last rows have been deleted.
pub type Counters = std::collections::BTreeMap<String, i64>;

/// The name of the counter of a sequence.
pub(crate) fn of_sequence(name: &str) -> String {
    format!("sequence:{name}")
}

/// The name of the counter of a table.
pub(crate) fn of_table(name: &str) -> String {
    format!("identity:{name}")
}
