//! Rows out of SQLite and into it.

use std::path::Path;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Statement, ToSql};

use super::schema::{Schema, Table};
use super::{Cell, Counters, of_sequence, of_table};
use crate::sqlite::{Use, open_reader};
use crate::{Error, Result};

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(number),
            Self::Real(number) => ValueRef::Real(number),
            Self::Text(text) => ValueRef::Text(text),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// A connection on which everything is read as of now.
pub(super) fn begin_reading(path: &Path) -> Result<Connection> {
    if std::fs::metadata(path).map_or(0, |file| file.len()) == 0 {
        return Err(Error::Open(format!("there is no database {}", path.display())));
    }
    let connection = open_reader(path, Use::Apart)?;
    connection.execute_batch("BEGIN")?;
    // The moment is that of the first read.
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    Ok(connection)
}

/// The steps that were run on a database; none where there is no account.
pub(super) fn steps(connection: &Connection) -> Result<Vec<String>> {
    let there = connection.query_row("SELECT 1 FROM sqlite_master WHERE name = 'schema_steps'", [], |_| Ok(())).optional()?;
    if there.is_none() {
        return Ok(Vec::new());
    }
    let mut names = connection.prepare("SELECT name FROM schema_steps")?;
    Ok(names.query_map([], |row| row.get(0))?.collect::<std::result::Result<_, _>>()?)
}

pub(super) fn counters(connection: &Connection, schema: &Schema) -> Result<Counters> {
    let mut counters: Counters = schema.counters().map(|name| (name, 0)).collect();
    for (text, named) in
        [("SELECT name, value FROM sequences", of_sequence as fn(&str) -> String), ("SELECT name, seq FROM sqlite_sequence", of_table)]
    {
        let mut found = connection.prepare(text)?;
        let mut found = found.query([])?;
        while let Some(row) = found.next()? {
            if let Some(counter) = counters.get_mut(&named(&row.get::<_, String>(0)?)) {
                *counter = row.get(1)?;
            }
        }
    }
    Ok(counters)
}

/// Sets the last numbers that were given.
pub(super) fn set_counters(connection: &Connection, schema: &Schema, counters: &Counters) -> Result<()> {
    connection.execute("DELETE FROM sqlite_sequence", [])?;
    for (name, value) in counters {
        match name.split_once(':') {
            Some(("sequence", sequence)) => {
                connection.execute("UPDATE sequences SET value = $1 WHERE name = $2", (value, sequence))?;
            }
            Some(("identity", table)) if schema.table(table).is_some_and(|table| table.counted) && *value > 0 => {
                connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)", (table, value))?;
            }
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn rows<E: From<Error>>(
    connection: &Connection,
    table: &Table,
    each: &mut dyn FnMut(&[Cell<'_>]) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let failed = |error: rusqlite::Error| E::from(error.into());
    let text = format!("SELECT {} FROM {} ORDER BY {}", table.names(), table.name, table.key.join(", "));
    let mut statement = connection.prepare(&text).map_err(failed)?;
    let mut rows = statement.query([]).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        let mut cells = Vec::with_capacity(table.columns.len());
        for place in 0..table.columns.len() {
            cells.push(match row.get_ref(place).map_err(failed)? {
                ValueRef::Null => Cell::Null,
                ValueRef::Integer(number) => Cell::Int(number),
                ValueRef::Real(number) => Cell::Real(number),
                ValueRef::Text(text) => Cell::Text(text),
                ValueRef::Blob(bytes) => Cell::Bytes(bytes),
            });
        }
        each(&cells)?;
    }
    Ok(())
}

/// The statement that adds rows to a table.
pub(super) fn adding<'a>(connection: &'a Connection, table: &Table) -> Result<Statement<'a>> {
    let places: Vec<String> = (1..=table.columns.len()).map(|place| format!("${place}")).collect();
    Ok(connection.prepare(&format!("INSERT INTO {} ({}) VALUES ({})", table.name, table.names(), places.join(", ")))?)
}

/// Takes away the indexes that statements made, which are made again once the rows are there: what makes them.
pub(super) fn drop_indexes(connection: &Connection) -> Result<Vec<String>> {
    let mut found = connection.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")?;
    let found: Vec<(String, String)> = found.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<std::result::Result<_, _>>()?;
    for (name, _) in &found {
        connection.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    Ok(found.into_iter().map(|(_, sql)| sql).collect())
}

/// Refuses rows that refer to rows which are not there.
pub(super) fn check_references(connection: &Connection) -> Result<()> {
    let mut found = connection.prepare("PRAGMA foreign_key_check")?;
    let broken: Option<(String, String)> = found.query_row([], |row| Ok((row.get(0)?, row.get(2)?))).optional()?;
    match broken {
        Some((table, other)) => Err(Error::Row(format!("a row of {table} refers to a row of {other} that is not there"))),
        None => Ok(()),
    }
}
