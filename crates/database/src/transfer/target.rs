//! Where rows go: a new SQLite file, or a PostgreSQL database in one transaction. Nothing that was there is touched before
//! [`Target::keep`].

use std::path::{Path, PathBuf};

use postgres::binary_copy::BinaryCopyInWriter;
use postgres::types::ToSql;
use rusqlite::{Connection, Statement};

use super::schema::{LEFT_OUT, Schema, Table};
use super::{Cell, Counters, postgres as server, sqlite};
use crate::postgres::Session;
use crate::server::Server;
use crate::tx::Handle;
use crate::{Error, Result, Tx, migrate, nodes};

enum Into {
    File(Connection, PathBuf),
    Server(Box<Session>),
}

/// A database that is filled.
pub struct Target {
    into: Into,
    schema: Schema,
    /// What makes the indexes again.
    again: Vec<String>,
}

/// Rows on their way into a table.
pub enum Loading<'a> {
    /// Into SQLite.
    Sqlite(Statement<'a>),
    /// Into PostgreSQL.
    Postgres(Box<BinaryCopyInWriter<'a>>),
}

impl Loading<'_> {
    /// Adds a row.
    ///
    /// # Errors
    /// The engine refused it.
    pub fn push(&mut self, row: &[Cell<'_>]) -> Result<()> {
        match self {
            Self::Sqlite(statement) => Ok(statement.execute(rusqlite::params_from_iter(row)).map(drop)?),
            Self::Postgres(writer) => {
                let cells: Vec<&(dyn ToSql + Sync)> = row.iter().map(|cell| cell as &(dyn ToSql + Sync)).collect();
                Ok(writer.write(&cells)?)
            }
        }
    }

    /// Ends the table.
    ///
    /// # Errors
    /// The engine refused it.
    pub fn end(self) -> Result<()> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(writer) => Ok(writer.finish().map(drop)?),
        }
    }
}

impl Target {
    /// Makes a new file of this name, with the tables of a schema and without rows.
    ///
    /// # Errors
    /// There is a file already, or it cannot be made.
    pub fn file(path: &Path, schema: Schema) -> Result<Self> {
        if path.exists() {
            return Err(Error::Open(format!("{} is there already", path.display())));
        }
        let connection = crate::sqlite::open(path)?;
        // Until it is kept the file is of no use to anybody: it need not survive a power cut.
        connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN EXCLUSIVE")?;
        migrate::sqlite_steps(&connection, &schema.steps)?;
        let again = sqlite::drop_indexes(&connection)?;
        for table in &schema.tables {
            connection.execute_batch(&format!("DELETE FROM {}", table.name))?;
        }
        Ok(Self { into: Into::File(connection, path.to_owned()), schema, again })
    }

    /// Begins the transaction in which a database gets the tables of a schema; with `replace`, in the place of those that are there.
    /// `before` reads what was there, brought up to date, as long as it is.
    ///
    /// # Errors
    /// The server cannot be reached, a hub runs on this database, or there is an account in it that is not to be replaced.
    pub fn server<E: std::convert::From<Error>>(
        address: &str,
        schema: Schema,
        replace: bool,
        before: impl FnOnce(&mut Tx<'_>) -> std::result::Result<(), E>,
    ) -> std::result::Result<Self, E> {
        let mut session = Session::for_transfer(&Server::at(address)?)?;
        begin(&mut session, replace)?;
        let known = server::steps(&mut session)?;
        if !known.is_empty() {
            let lacking = migrate::lacking(&known)?;
            migrate::postgres_steps(session.client(), &lacking)?;
            let running = running(&mut session)?;
            if running > 0 {
                return Err(Error::Open(format!(
                    "a server runs on this database, or ended suddenly less than {} seconds ago; stop every server first",
                    nodes::LEASE
                ))
                .into());
            }
            let count = session.client().query_one("SELECT count(*) FROM settings", &[]).map_err(Error::from)?;
            if count.get::<_, i64>(0) > 0 {
                if !replace {
                    return Err(
                        Error::Open("there is an account in this database; --replace puts the backup in its place".to_owned()).into()
                    );
                }
                before(&mut Tx::new(Handle::Postgres(&mut session)))?;
            }
            drop_everything(&mut session)?;
        }
        migrate::postgres_steps(session.client(), &schema.steps)?;
        let again = server::drop_indexes(&mut session)?;
        for table in &schema.tables {
            session.client().batch_execute(&format!("DELETE FROM {}", table.name)).map_err(Error::from)?;
        }
        Ok(Self { into: Into::Server(Box::new(session)), schema, again })
    }

    /// The tables.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Begins a table.
    ///
    /// # Errors
    /// The engine refused it.
    pub fn load(&mut self, table: &Table) -> Result<Loading<'_>> {
        match &mut self.into {
            Into::File(connection, _) => Ok(Loading::Sqlite(sqlite::adding(connection, table)?)),
            Into::Server(session) => Ok(Loading::Postgres(Box::new(server::adding(session, table)?))),
        }
    }

    /// Hands every row of a table to `each`, as [`super::Source::rows`] does.
    ///
    /// # Errors
    /// The engine refused it, or `each` did.
    pub fn rows<E: std::convert::From<Error>>(
        &mut self,
        table: &Table,
        mut each: impl FnMut(&[Cell<'_>]) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        match &mut self.into {
            Into::File(connection, _) => sqlite::rows(connection, table, &mut each),
            Into::Server(session) => server::rows(session, table, &mut each),
        }
    }

    /// Once the rows are there: sets the counters, makes indexes and references again, and brings the tables up to this version.
    ///
    /// # Errors
    /// Rows contradict each other or refer to others that are not there, or the engine refused it.
    pub fn complete(&mut self, counters: &Counters) -> Result<()> {
        let lacking = migrate::lacking(&self.schema.steps)?;
        match &mut self.into {
            Into::File(connection, _) => {
                sqlite::set_counters(connection, &self.schema, counters)?;
                self.again.drain(..).try_for_each(|made| connection.execute_batch(&made))?;
                sqlite::check_references(connection)?;
                migrate::sqlite_steps(connection, &lacking)
            }
            Into::Server(session) => {
                server::set_counters(session, &self.schema, counters)?;
                let client = session.client();
                self.again.drain(..).try_for_each(|made| client.batch_execute(&made))?;
                // Checks of references that wait for the end of the transaction keep tables from being altered.
                client.batch_execute("SET CONSTRAINTS ALL IMMEDIATE")?;
                migrate::postgres_steps(client, &lacking)
            }
        }
    }

    /// The transaction in which all this happens, for what else belongs to it.
    pub fn tx(&mut self) -> Tx<'_> {
        match &mut self.into {
            Into::File(connection, _) => Tx::new(Handle::Sqlite(connection)),
            Into::Server(session) => Tx::new(Handle::Postgres(session)),
        }
    }

    /// Keeps it: commits, or closes the file, which is whole and on disk then.
    ///
    /// # Errors
    /// The engine refused it.
    pub fn keep(self) -> Result<()> {
        match self.into {
            Into::File(connection, path) => {
                connection.execute_batch("COMMIT; PRAGMA journal_mode = WAL; PRAGMA wal_checkpoint(TRUNCATE)")?;
                connection.close().map_err(|(_, error)| error)?;
                let synced = std::fs::File::open(&path).and_then(|file| file.sync_all());
                synced.map_err(|error| Error::Open(format!("{}: {error}", path.display())))
            }
            Into::Server(mut session) => {
                // It is on disk when this returns, whatever the server's settings are.
                session.command("SET LOCAL synchronous_commit = on; COMMIT; ANALYZE")
            }
        }
    }
}

/// Begins the transaction, in which no server can start.
fn begin(session: &mut Session, replace: bool) -> Result<()> {
    // Defaults of the session do not count where the address sets others.
    session.command("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")?;
    session.command(migrate::TURN)?;
    if replace { Ok(()) } else { session.command("SET LOCAL lock_timeout = '8s'") }
}

fn running(session: &mut Session) -> Result<i64> {
    let mut tx = Tx::new(Handle::Postgres(session));
    nodes::running(&mut tx)
}

/// Takes away every table and sequence of ours; what else is in the schema stays.
fn drop_everything(session: &mut Session) -> Result<()> {
    let ours = Schema::of_this_version()?;
    let client = session.client();
    let left_out = LEFT_OUT.iter().map(|(name, _)| *name).filter(|name| *name != "sequences");
    let tables: Vec<&str> = ours.tables.iter().map(|table| table.name.as_str()).chain(left_out).collect();
    client.batch_execute(&format!("DROP TABLE IF EXISTS {} CASCADE", tables.join(", ")))?;
    let sequences: Vec<String> = crate::Sequence::ALL.iter().map(|sequence| format!("{}_id", sequence.name())).collect();
    Ok(client.batch_execute(&format!("DROP SEQUENCE IF EXISTS {}", sequences.join(", ")))?)
}
