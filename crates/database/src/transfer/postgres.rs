//! Rows out of PostgreSQL and into it.

use bytes::BytesMut;
use postgres::binary_copy::BinaryCopyInWriter;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::schema::{Kind, Schema, Table};
use super::{Cell, Counters, of_sequence, of_table};
use crate::postgres::Session;
use crate::{Error, Result, Sequence};

/// A value as the server sends it.
struct Raw<'a>(&'a [u8]);

impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(_: &Type, raw: &'a [u8]) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(raw))
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match (*self, kind) {
            (Self::Null, _) => return Ok(IsNull::Yes),
            (Self::Int(number), &Type::INT8) => out.extend_from_slice(&number.to_be_bytes()),
            (Self::Int(number), &Type::INT4) => out.extend_from_slice(&i32::try_from(number)?.to_be_bytes()),
            (Self::Text(text), &Type::TEXT | &Type::VARCHAR | &Type::JSON) => out.extend_from_slice(text),
            (Self::Bytes(bytes), &Type::BYTEA) => out.extend_from_slice(bytes),
            (cell, kind) => {
                let what = match cell {
                    Self::Int(_) => "a whole number",
                    Self::Real(_) => "a number with a fraction",
                    Self::Text(_) => "a text",
                    Self::Null | Self::Bytes(_) => "bytes",
                };
                return Err(format!("{what} stands in a column of PostgreSQL's type {kind}").into());
            }
        }
        Ok(IsNull::No)
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    to_sql_checked!();
}

/// The steps that were run on a database; none where there is no account.
pub(super) fn steps(session: &mut Session) -> Result<Vec<String>> {
    let client = session.client();
    let there = client.query_opt("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_steps'", &[])?;
    if there.is_none() {
        return Ok(Vec::new());
    }
    Ok(client.query("SELECT name FROM schema_steps", &[])?.iter().map(|row| row.get(0)).collect())
}

/// The names of the server's sequences, by those of counters.
fn sequences(session: &mut Session, schema: &Schema) -> Result<Vec<(String, String)>> {
    let mut found: Vec<(String, String)> =
        Sequence::ALL.iter().map(|sequence| (of_sequence(sequence.name()), format!("{}_id", sequence.name()))).collect();
    for table in schema.tables.iter().filter(|table| table.counted) {
        let name = session.client().query_one("SELECT pg_get_serial_sequence($1, 'id')", &[&table.name])?;
        if let Some(name) = name.try_get::<_, Option<String>>(0)? {
            found.push((of_table(&table.name), name));
        }
    }
    Ok(found)
}

pub(super) fn counters(session: &mut Session, schema: &Schema) -> Result<Counters> {
    let mut counters = Counters::new();
    for (name, sequence) in sequences(session, schema)? {
        let row = session.client().query_one("SELECT coalesce(pg_sequence_last_value($1::text::regclass), 0)", &[&sequence])?;
        counters.insert(name, row.try_get(0)?);
    }
    Ok(counters)
}

/// Sets the last numbers that were given.
pub(super) fn set_counters(session: &mut Session, schema: &Schema, counters: &Counters) -> Result<()> {
    for (name, sequence) in sequences(session, schema)? {
        let value = counters.get(&name).copied().unwrap_or(0);
        session.client().query_one("SELECT setval($1::text::regclass, $2, $3)", &[&sequence, &value.max(1), &(value > 0)])?;
    }
    Ok(())
}

pub(super) fn rows<E: From<Error>>(
    session: &mut Session,
    table: &Table,
    each: &mut dyn FnMut(&[Cell<'_>]) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let failed = |error: postgres::Error| E::from(error.into());
    // Byte by byte, as SQLite orders texts.
    let key = table.key.iter().map(|name| match table.kind(name) {
        Some(Kind::Text) => format!("{name}::text COLLATE \"C\""),
        _ => name.clone(),
    });
    let text = format!("SELECT {} FROM {} ORDER BY {}", table.names(), table.name, key.collect::<Vec<_>>().join(", "));
    let none: [&(dyn ToSql + Sync); 0] = [];
    let mut rows = session.client().query_raw(&text, none).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        let mut cells = Vec::with_capacity(table.columns.len());
        for (place, column) in table.columns.iter().enumerate() {
            let raw: Option<Raw<'_>> = row.try_get(place).map_err(failed)?;
            cells.push(match (raw, column.kind) {
                (None, _) => Cell::Null,
                (Some(Raw(raw)), Kind::Int) => Cell::Int(number(raw).ok_or_else(|| E::from(strange(table, &column.name)))?),
                (Some(Raw(raw)), Kind::Text) => Cell::Text(raw),
                (Some(Raw(raw)), Kind::Bytes) => Cell::Bytes(raw),
            });
        }
        each(&cells)?;
    }
    Ok(())
}

fn number(raw: &[u8]) -> Option<i64> {
    match raw.len() {
        8 => Some(i64::from_be_bytes(raw.try_into().ok()?)),
        4 => Some(i64::from(i32::from_be_bytes(raw.try_into().ok()?))),
        2 => Some(i64::from(i16::from_be_bytes(raw.try_into().ok()?))),
        _ => None,
    }
}

fn strange(table: &Table, column: &str) -> Error {
    Error::Row(format!("the column {}.{column} holds no whole number", table.name))
}

/// What takes the rows of a table.
pub(super) fn adding<'a>(session: &'a mut Session, table: &Table) -> Result<BinaryCopyInWriter<'a>> {
    let client = session.client();
    let statement = client.prepare(&format!("SELECT {} FROM {}", table.names(), table.name))?;
    let types: Vec<Type> = statement.columns().iter().map(|column| column.type_().clone()).collect();
    let writer = client.copy_in(&format!("COPY {} ({}) FROM STDIN (FORMAT binary)", table.name, table.names()))?;
    Ok(BinaryCopyInWriter::new(writer, &types))
}

/// Takes away what costs time for each row, and is made again once the rows are there: what makes it.
pub(super) fn drop_indexes(session: &mut Session) -> Result<Vec<String>> {
    let client = session.client();
    let references = client.query(
        "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
         WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2",
        &[],
    )?;
    let indexes = client.query(
        "SELECT c.oid::regclass::text, pg_get_indexdef(c.oid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
         WHERE c.relnamespace = current_schema()::regnamespace
           AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = c.oid AND contype IN ('p', 'u', 'x')) ORDER BY 1",
        &[],
    )?;
    let (mut again, mut last) = (Vec::new(), Vec::new());
    for row in &references {
        let (table, name, made): (String, String, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        client.batch_execute(&format!("ALTER TABLE {table} DROP CONSTRAINT {name}"))?;
        last.push(format!("ALTER TABLE {table} ADD CONSTRAINT {name} {made}"));
    }
    for row in &indexes {
        let (name, made): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        client.batch_execute(&format!("DROP INDEX {name}"))?;
        again.push(made);
    }
    again.append(&mut last);
    Ok(again)
}
