//! The tables of a version, read off the migrations themselves.

use rusqlite::Connection;

use crate::{Error, Result, Sequence, migrate};

/// Tables that are not copied, and why.
pub const LEFT_OUT: &[(&str, &str)] = &[
    ("schema_steps", "the steps are named at the head of the copy, and are run where it goes"),
    ("nodes", "servers that run now"),
    ("sessions", "people sign in again: a session that has ended since must not come back"),
    ("backups", "backups that servers made of this database, one of which may be this one"),
    ("sequences", "counters, which PostgreSQL keeps outside of tables"),
    ("orders_terms", "made from the rows, wherever they are"),
    ("orders_unindexed", "rows whose terms are to be made: where a copy goes, all of them"),
    ("customers_terms", "made from the rows, wherever they are"),
    ("customers_unindexed", "rows whose terms are to be made: where a copy goes, all of them"),
    ("tasks_terms", "made from the rows, wherever they are"),
    ("tasks_unindexed", "rows whose terms are to be made: where a copy goes, all of them"),
    ("costs_terms", "made from the rows, wherever they are"),
    ("costs_unindexed", "rows whose terms are to be made: where a copy goes, all of them"),
    ("files_terms", "made from the rows, wherever they are"),
    ("files_unindexed", "rows whose terms are to be made: where a copy goes, all of them"),
    ("packs_terms", "made from the rows, wherever they are"),
    ("packs_unindexed", "rows whose terms are to be made: where a copy goes, all of them"),
    ("customer_notes_terms", "made from the rows, wherever they are"),
    ("customer_notes_unindexed", "rows whose terms are to be made: where a copy goes, all of them"),
    ("corporate_notes_terms", "made from the rows, wherever they are"),
    ("corporate_notes_unindexed", "rows whose terms are to be made: where a copy goes, all of them"),
    ("facet_values", "made from the rows, wherever they are"),
    ("facet_builds", "how far the terms are made"),
];

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Whole numbers.
    Int,
    /// Texts and JSON bodies.
    Text,
    /// Bytes.
    Bytes,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The columns of its primary key, in order; all of its columns where it has none.
    pub key: Vec<String>,
    /// Whether the database numbers its rows.
    pub counted: bool,
}

impl Table {
    /// The names of the columns, separated by commas.
    pub(super) fn names(&self) -> String {
        self.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// What a column of this name holds.
    pub(super) fn kind(&self, name: &str) -> Option<Kind> {
        self.columns.iter().find(|column| column.name == name).map(|column| column.kind)
    }
}

/// The tables that some steps make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// The steps, oldest first.
    pub steps: Vec<String>,
    /// The tables that are copied, by their names.
    pub tables: Vec<Table>,
    /// The tables that are not.
    pub left_out: Vec<String>,
}

impl Schema {
    /// The tables that these steps make.
    ///
    /// # Errors
    /// A step is not known: it is of a newer version.
    pub fn of(steps: &[String]) -> Result<Self> {
        let steps: Vec<String> = migrate::chosen(steps)?.map(str::to_owned).collect();
        // SQLite itself reads the migrations; both engines have the same tables.
        let connection = Connection::open_in_memory()?;
        migrate::sqlite_steps(&connection, &steps)?;
        let mut names =
            connection.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")?;
        let found = names.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let (mut tables, mut left_out) = (Vec::new(), Vec::new());
        for found in found {
            let (name, sql) = found?;
            // A full-text index keeps its own rows in tables named after it.
            if LEFT_OUT.iter().any(|(left_out, _)| name.strip_prefix(left_out).is_some_and(|rest| rest.starts_with('_'))) {
                continue;
            }
            if LEFT_OUT.iter().any(|(left_out, _)| *left_out == name) {
                left_out.push(name);
            } else {
                tables.push(table(&connection, name, sql.contains("AUTOINCREMENT"))?);
            }
        }
        Ok(Self { steps, tables, left_out })
    }

    /// The tables of this version.
    ///
    /// # Errors
    /// As [`Schema::of`]; none in practice.
    pub fn of_this_version() -> Result<Self> {
        Self::of(&migrate::names().map(str::to_owned).collect::<Vec<_>>())
    }

    /// A table by its name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// The names of the counters that these tables have.
    pub(super) fn counters(&self) -> impl Iterator<Item = String> {
        let sequences = Sequence::ALL.iter().map(|sequence| super::of_sequence(sequence.name()));
        sequences.chain(self.tables.iter().filter(|table| table.counted).map(|table| super::of_table(&table.name)))
    }
}

fn table(connection: &Connection, name: String, counted: bool) -> Result<Table> {
    let mut columns = connection.prepare(&format!("PRAGMA table_info({name})"))?;
    let found = columns.query_map([], |row| Ok((row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, i64>(5)?)))?;
    let (mut columns, mut key) = (Vec::new(), Vec::new());
    for found in found {
        let (column, kind, place) = found?;
        let kind = match kind.as_str() {
            "INTEGER" | "BIGINT" => Kind::Int,
            "TEXT" => Kind::Text,
            "BLOB" => Kind::Bytes,
            other => return Err(Error::Row(format!("the column {name}.{column} is {other}, which cannot be copied"))),
        };
        if place > 0 {
            key.push((place, column.clone()));
        }
        columns.push(Column { name: column, kind });
    }
    key.sort();
    let mut key: Vec<String> = key.into_iter().map(|(_, column)| column).collect();
    if key.is_empty() {
        key = columns.iter().map(|column| column.name.clone()).collect();
    }
    Ok(Table { name, columns, key, counted })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_those_of_the_migrations() {
        let schema = Schema::of_this_version().expect("the migrations run");
        assert!(schema.tables.len() > 30, "{:?}", schema.tables);
        assert_eq!(schema.left_out.len(), LEFT_OUT.len(), "a table that is left out is gone: take it off the list");
        let orders = schema.table("orders").expect("there are orders");
        assert_eq!((orders.key.as_slice(), orders.counted), (&["id".to_owned()][..], false));
        assert_eq!(schema.table("keys").and_then(|keys| keys.kind("token_hash")), Some(Kind::Bytes));
        assert_eq!(schema.table("record_head").map(|head| head.key.len()), schema.table("record_head").map(|head| head.columns.len()));
        let first = Schema::of(&["0001_house".to_owned()]).expect("one step runs");
        assert!(first.table("keys").is_some() && first.table("orders").is_none());
        let newer = Schema::of(&["0001_house".to_owned(), "9999_later".to_owned()]);
        assert!(newer.is_err_and(|error| error.to_string().contains("9999_later")));
    }
}
