//! Where rows come from: a database as it was at one moment, while others go on writing to it.

use rusqlite::Connection;

use super::schema::{Schema, Table};
use super::{Cell, Counters, postgres, sqlite};
use crate::engine::Location;
use crate::postgres::Session;
use crate::server::Server;
use crate::{Engine, Error, Result};

/// The last link of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The number of the last row.
    pub number: i64,
    /// Its hash.
    pub hash: Vec<u8>,
}

enum From {
    Sqlite(Connection),
    Postgres(Box<Session>),
}

/// A database as it was when this was opened.
pub struct Source {
    from: From,
    schema: Schema,
}

impl Source {
    /// Opens a database to be read; nothing is made, changed or brought up to date.
    ///
    /// # Errors
    /// It is not there, cannot be read, holds no account, or was written by a newer version.
    pub fn open(location: &Location) -> Result<Self> {
        let (from, steps) = match location {
            Location::File(path) => {
                let connection = sqlite::begin_reading(path)?;
                let steps = sqlite::steps(&connection)?;
                (From::Sqlite(connection), steps)
            }
            Location::Server(address) => {
                let mut session = Session::for_transfer(&Server::at(address)?)?;
                session.command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
                let steps = postgres::steps(&mut session)?;
                (From::Postgres(Box::new(session)), steps)
            }
        };
        if steps.is_empty() {
            return Err(Error::Open("there is no account in this database".to_owned()));
        }
        let schema = Schema::of(&steps)?;
        Ok(Self { from, schema })
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        match self.from {
            From::Sqlite(_) => Engine::Sqlite,
            From::Postgres(_) => Engine::Postgres,
        }
    }

    /// Its tables.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The steps that this version would run on it.
    ///
    /// # Errors
    /// None in practice.
    pub fn pending(&self) -> Result<Vec<String>> {
        crate::migrate::lacking(&self.schema.steps)
    }

    /// The last numbers that were given.
    ///
    /// # Errors
    /// The engine refused it.
    pub fn counters(&mut self) -> Result<Counters> {
        match &mut self.from {
            From::Sqlite(connection) => sqlite::counters(connection, &self.schema),
            From::Postgres(session) => postgres::counters(session, &self.schema),
        }
    }

    /// The last link of the audit log, where there is one.
    ///
    /// # Errors
    /// The engine refused it.
    pub fn head(&mut self) -> Result<Option<Head>> {
        let Some(table) = self.schema.table("record_head").cloned() else { return Ok(None) };
        let place = |name: &str| table.columns.iter().position(|column| column.name == name);
        let (Some(number), Some(hash)) = (place("number"), place("hash")) else { return Ok(None) };
        let mut head = None;
        self.rows(&table, |row| {
            if let (Some(Cell::Int(number)), Some(Cell::Bytes(hash))) = (row.get(number), row.get(hash)) {
                head = Some(Head { number: *number, hash: hash.to_vec() });
            }
            Ok::<_, Error>(())
        })?;
        Ok(head)
    }

    /// Hands every row of a table to `each`, in the order of its key: the same one on both engines.
    ///
    /// # Errors
    /// The engine refused it, or `each` did.
    pub fn rows<E: std::convert::From<Error>>(
        &mut self,
        table: &Table,
        mut each: impl FnMut(&[Cell<'_>]) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        match &mut self.from {
            From::Sqlite(connection) => sqlite::rows(connection, table, &mut each),
            From::Postgres(session) => postgres::rows(session, table, &mut each),
        }
    }
}
