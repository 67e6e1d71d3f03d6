//! PostgreSQL: a pool of threads, each with a connection of its own and the statements it has prepared.

use std::collections::HashMap;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use bytes::BytesMut;
use crossbeam_channel::{Receiver, Sender};
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, NoTls, Row, Statement};

use crate::engine::{Hook, Job};
use crate::tx::Handle;
use crate::{Error, Result, Sql, Tx, Value};

/// How often a transaction that lost a race is run again before its caller hears of it.
const MAX_ATTEMPTS: usize = 10;

/// Reads an address. What it leaves open is set so that a server that has vanished is noticed within half a minute.
pub(crate) fn config(address: &str) -> Result<Config> {
    let mut config: Config =
        address.parse().map_err(|error| Error::Open(format!("the address of the database cannot be read: {error}")))?;
    if config.get_application_name().is_none() {
        config.application_name("latchkey");
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(10));
    }
    if config.get_tcp_user_timeout().is_none() {
        config
            .tcp_user_timeout(Duration::from_secs(20))
            .keepalives_idle(Duration::from_secs(20))
            .keepalives_interval(Duration::from_secs(5));
    }
    Ok(config)
}

/// One connection and its prepared statements.
pub(crate) struct Session {
    client: Client,
    prepared: HashMap<String, Statement>,
}

impl Session {
    /// A connection on which only a transaction that says so may change rows: reads have none.
    pub(crate) fn connect(config: &Config) -> Result<Self> {
        let mut session = Self { client: config.connect(NoTls)?, prepared: HashMap::new() };
        session.command("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")?;
        Ok(session)
    }

    fn prepare(&mut self, text: &str) -> Result<Statement> {
        if let Some(statement) = self.prepared.get(text) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(text)?;
        // Statements with lists of every length pile up; starting over is cheap and rare.
        if self.prepared.len() >= 512 {
            self.prepared.clear();
        }
        self.prepared.insert(text.to_owned(), statement.clone());
        Ok(statement)
    }

    pub(crate) fn execute(&mut self, sql: &Sql) -> Result<u64> {
        let statement = self.prepare(&sql.text)?;
        Ok(self.client.execute(&statement, &parameters(&sql.values))?)
    }

    pub(crate) fn query(&mut self, sql: &Sql) -> Result<Vec<Row>> {
        let statement = self.prepare(&sql.text)?;
        Ok(self.client.query(&statement, &parameters(&sql.values))?)
    }

    pub(crate) fn command(&mut self, text: &str) -> Result<()> {
        Ok(self.client.batch_execute(text)?)
    }
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Int(None) | Self::Text(None) | Self::Bytes(None) => Ok(IsNull::Yes),
            Self::Int(Some(number)) => match *kind {
                Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
                Type::INT2 => i16::try_from(*number)?.to_sql(kind, out),
                Type::TEXT | Type::VARCHAR => number.to_string().to_sql(kind, out),
                _ => number.to_sql(kind, out),
            },
            Self::Text(Some(text)) => {
                out.extend_from_slice(text.as_bytes());
                Ok(IsNull::No)
            }
            Self::Bytes(Some(bytes)) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A whole number of any width.
pub(crate) struct Number(pub i64);

impl<'a> FromSql<'a> for Number {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(match *kind {
            Type::INT2 => i64::from(i16::from_sql(kind, raw)?),
            Type::INT4 => i64::from(i32::from_sql(kind, raw)?),
            Type::BOOL => i64::from(bool::from_sql(kind, raw)?),
            Type::NUMERIC => return Err("a NUMERIC must be cast to BIGINT in the query".into()),
            _ => i64::from_sql(kind, raw)?,
        }))
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A text or a JSON body.
pub(crate) struct Words(pub String);

impl<'a> FromSql<'a> for Words {
    fn from_sql(_: &Type, raw: &'a [u8]) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(std::str::from_utf8(raw)?.to_owned()))
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}

/// The pool.
pub(crate) struct Pool {
    jobs: Option<Sender<(Mode, Box<dyn Job>)>>,
    apart: Option<Sender<(Mode, Box<dyn Job>)>>,
    threads: Vec<JoinHandle<()>>,
}

/// Which connections may do a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Those of the pool, in turn.
    Shared,
    /// One that does nothing else, made when it is first needed.
    Apart,
}

/// How the statements of a job belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Reads, and each statement sees what is committed when it begins: a picture taken at the first one would be too
    /// old once [`Tx::close_history`] has waited for writers. No transaction is needed for that, which spares a read
    /// two of its three ways to the server.
    Read,
    /// Reads, and everything it reads is of one moment.
    Picture,
    /// May change rows; all of it is kept or none.
    Write,
}

impl Pool {
    pub(crate) fn open(config: &Config, size: usize, hook: &Arc<Hook>) -> Result<Self> {
        let (jobs, queue) = crossbeam_channel::unbounded();
        let mut threads = Vec::with_capacity(size + 1);
        for index in 0..size {
            // The first connection is made here, so that a wrong address is told at the start.
            let session = if index == 0 { Some(Session::connect(config)?) } else { None };
            let (config, queue, hook) = (config.clone(), queue.clone(), Arc::clone(hook));
            let thread = std::thread::Builder::new()
                .name(format!("postgres-{index}"))
                .spawn(move || work(session, &config, &queue, &hook))
                .map_err(|error| Error::Open(error.to_string()))?;
            threads.push(thread);
        }
        let (apart, queue) = crossbeam_channel::unbounded();
        let config = config.clone();
        let thread = std::thread::Builder::new()
            .name("postgres-apart".to_owned())
            .spawn(move || work(None, &config, &queue, &Hook::none()))
            .map_err(|error| Error::Open(error.to_string()))?;
        threads.push(thread);
        Ok(Self { jobs: Some(jobs), apart: Some(apart), threads })
    }

    pub(crate) fn submit(&self, lane: Lane, mode: Mode, job: Box<dyn Job>) -> std::result::Result<(), Box<dyn Job>> {
        let jobs = match lane {
            Lane::Shared => &self.jobs,
            Lane::Apart => &self.apart,
        };
        match jobs {
            Some(jobs) => jobs.send((mode, job)).map_err(|refused| refused.0.1),
            None => Err(job),
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.jobs = None;
        self.apart = None;
        for thread in self.threads.drain(..).filter(|thread| thread.thread().id() != std::thread::current().id()) {
            // A worker that panicked has already reported it.
            let _ = thread.join();
        }
    }
}

fn work(mut session: Option<Session>, config: &Config, queue: &Receiver<(Mode, Box<dyn Job>)>, hook: &Hook) {
    while let Ok((mode, mut job)) = queue.recv() {
        let outcome = run(&mut session, config, mode, job.as_mut(), hook);
        job.settle(outcome.err());
    }
}

fn run(session: &mut Option<Session>, config: &Config, mode: Mode, job: &mut dyn Job, hook: &Hook) -> Result<()> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        let connection = match session {
            Some(connection) => connection,
            None => session.insert(Session::connect(config)?),
        };
        let Err(failed) = transaction(connection, mode, job, hook) else { return Ok(()) };
        if failed.connection_lost {
            *session = None;
        }
        // A race or a lost connection before the commit: nothing was kept, so it may be run again.
        let again = failed.error.is_race() || (failed.error.is_disconnect() && !failed.committing);
        if !again || attempt == MAX_ATTEMPTS {
            return Err(failed.error);
        }
    }
}

/// Why a job was not done.
struct Failed {
    error: Error,
    /// The commit had been sent, so it may have been kept.
    committing: bool,
    /// The connection is of no more use.
    connection_lost: bool,
}

/// Runs the job in one transaction, or what stands for one.
fn transaction(connection: &mut Session, mode: Mode, job: &mut dyn Job, hook: &Hook) -> std::result::Result<(), Failed> {
    let handle = Handle::Postgres(connection);
    let mut tx = match mode {
        Mode::Read => Tx::unbound(handle),
        Mode::Picture => Tx::waiting(handle, "BEGIN ISOLATION LEVEL REPEATABLE READ"),
        Mode::Write => Tx::waiting(handle, "BEGIN READ WRITE"),
    };
    let kept = job.run(&mut tx).map_err(|error| {
        let connection_lost = error.is_disconnect() || tx.end(false).is_err();
        Failed { error, committing: false, connection_lost }
    })?;
    tx.end(kept).map_err(|error| Failed { committing: true, connection_lost: error.is_disconnect(), error })?;
    if kept && tx.touched.any() {
        hook.fire(tx.touched);
    }
    Ok(())
}
