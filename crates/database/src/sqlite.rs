//! SQLite: one writer thread that commits in groups, and a reading connection for each thread that asks.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender};
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};

use crate::engine::{Hook, Job};
use crate::turn::Turn;
use crate::tx::{Counters, Handle, Touched};
use crate::{Error, Result, Tx, Value};

/// The most transactions that share one commit.
const GROUP: usize = 256;

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Int(None) | Self::Text(None) | Self::Bytes(None) => ValueRef::Null,
            Self::Int(Some(number)) => ValueRef::Integer(*number),
            Self::Text(Some(text)) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(Some(bytes)) => ValueRef::Blob(bytes),
        }))
    }
}

pub(crate) fn open(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -32768; PRAGMA mmap_size = 1073741824; PRAGMA temp_store = MEMORY;",
    )?;
    keep_plans(&connection)?;
    Ok(connection)
}

fn open_reader(path: &Path) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    connection
        .execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -8192; PRAGMA mmap_size = 1073741824; PRAGMA temp_store = MEMORY;")?;
    keep_plans(&connection)?;
    Ok(connection)
}

/// Plans a statement once, when it is prepared. Otherwise SQLite looks at the values too and plans many statements anew
/// for each of them, which takes several times as long as running them.
fn keep_plans(connection: &Connection) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(())
}

thread_local! {
    /// This thread's reading connections, by database file.
    static READERS: RefCell<Vec<(PathBuf, Connection)>> = const { RefCell::new(Vec::new()) };
}

/// Runs a read on this thread's own connection, in one read transaction.
pub(crate) fn read(path: &Path, job: &mut dyn FnMut(&mut Tx<'_>) -> Result<()>) -> Result<()> {
    READERS.with_borrow_mut(|readers| {
        // A program has one or two; comparing whole paths is faster than comparing them part by part.
        let place = match readers.iter().position(|(known, _)| known.as_os_str() == path.as_os_str()) {
            Some(place) => place,
            None => {
                readers.push((path.to_owned(), open_reader(path)?));
                readers.len() - 1
            }
        };
        let connection = &readers[place].1;
        let mut tx = Tx::waiting(Handle::Sqlite(connection));
        let outcome = job(&mut tx);
        if tx.has_begun() {
            connection.prepare_cached("COMMIT")?.execute([])?;
        }
        outcome
    })
}

/// The writer thread.
pub(crate) struct Writer {
    jobs: Option<Sender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn open(path: &Path, hook: &Arc<Hook>) -> Result<Self> {
        let connection = open(path)?;
        let turn = Turn::at(path);
        let (jobs, queue) = crossbeam_channel::unbounded();
        let hook = Arc::clone(hook);
        let thread = std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || work(&connection, &turn, &queue, &hook))
            .map_err(|error| Error::Open(error.to_string()))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    pub(crate) fn submit(&self, job: Box<dyn Job>) -> std::result::Result<(), Box<dyn Job>> {
        match &self.jobs {
            Some(jobs) => jobs.send(job).map_err(|refused| refused.0),
            None => Err(job),
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        // The writer itself may be the last to let go of the database; it ends once its queue is empty.
        if let Some(thread) = self.thread.take().filter(|thread| thread.thread().id() != std::thread::current().id()) {
            // A writer that panicked has already reported it.
            let _ = thread.join();
        }
    }
}

fn work(connection: &Connection, turn: &Turn, queue: &Receiver<Box<dyn Job>>, hook: &Hook) {
    while let Ok(first) = queue.recv() {
        let mut group = Vec::with_capacity(GROUP);
        let mut touched = Touched::default();
        let outcome = run_group(connection, turn, queue, first, &mut group, &mut touched);
        if outcome.is_err() {
            // Whatever is left of the group's transaction must not reach the next one.
            let _ = connection.execute_batch("ROLLBACK");
        } else if touched.any() {
            hook.fire(touched);
        }
        let failure = outcome.err().map(|error| error.to_string());
        for (job, refusal) in group {
            job.settle(refusal.or_else(|| failure.clone().map(Error::Commit)));
        }
    }
}

/// Runs every waiting job in a savepoint of its own and commits them together.
fn run_group(
    connection: &Connection,
    turn: &Turn,
    queue: &Receiver<Box<dyn Job>>,
    first: Box<dyn Job>,
    group: &mut Vec<(Box<dyn Job>, Option<Error>)>,
    touched: &mut Touched,
) -> Result<()> {
    let mut next = Some(first);
    let mut counters = Counters::default();
    let begun = turn.take(|| connection.prepare_cached("BEGIN IMMEDIATE").and_then(|mut begin| begin.execute([])));
    if let Err(error) = begun {
        group.extend(next.map(|job| (job, None)));
        return Err(error.into());
    }
    while let Some(mut job) = next {
        let outcome = run_one(connection, job.as_mut(), touched, &mut counters);
        let (refusal, broken) = match outcome {
            Ok(()) => (None, None),
            Err((error, false)) => (Some(error), None),
            Err((error, true)) => (None, Some(error)),
        };
        group.push((job, refusal));
        if let Some(error) = broken {
            return Err(error);
        }
        next = if group.len() < GROUP { queue.try_recv().ok() } else { None };
    }
    counters.keep(connection)?;
    connection.prepare_cached("COMMIT")?.execute([])?;
    Ok(())
}

/// Runs one job in its savepoint. An error with `true` means that the whole group is broken.
fn run_one(
    connection: &Connection,
    job: &mut dyn Job,
    touched: &mut Touched,
    counters: &mut Counters,
) -> std::result::Result<(), (Error, bool)> {
    let command = |text: &str| {
        connection.prepare_cached(text).and_then(|mut statement| statement.execute([])).map_err(|error| (Error::from(error), true))
    };
    command("SAVEPOINT job")?;
    let mut tx = Tx::new(Handle::Sqlite(connection));
    tx.counters = *counters;
    let outcome = job.run(&mut tx);
    let (job_touched, job_counters) = (tx.touched, tx.counters);
    if matches!(outcome, Ok(true)) {
        *touched = touched.or(job_touched);
        *counters = job_counters;
    } else {
        command("ROLLBACK TO job")?;
    }
    command("RELEASE job")?;
    outcome.map(drop).map_err(|error| (error, false))
}
