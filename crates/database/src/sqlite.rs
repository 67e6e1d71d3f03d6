//! SQLite: one writer thread that commits in groups, and a bounded number of reading connections.
//!
//! The file is not mapped into memory: each mapping would count as memory of the program as often as there are connections,
//! and SQLite maps it anew after every write, which makes reads beside writes slower than reading through a cache.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};

use crate::engine::{Hook, Job};
use crate::health::Health;
use crate::row_counts::Gathered;
use crate::turn::Turn;
use crate::tx::{Counters, Handle, Touched};
use crate::write_ahead::WriteAhead;
use crate::{Error, Result, Tx, Value};

/// The most transactions that share one commit.
const GROUP: usize = 256;

/// How long a connection waits for another program's lock.
pub(crate) const BUSY: Duration = Duration::from_secs(10);

/// The page cache of the writer, in KiB.
const WRITER_CACHE: usize = 65_536;

/// The page caches of the threads that answer small calls, in KiB, all together and each at most.
const LANES_CACHE: (usize, usize) = (131_072, 32_768);

/// What a reading connection is for, which decides how much of the file it keeps in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// The small reads of one thread.
    Quick,
    /// Reads that take long.
    Slow,
    /// The hub's own upkeep.
    Apart,
}

impl Use {
    /// The most of its page cache, in KiB.
    fn cache(self) -> usize {
        let (all, each) = LANES_CACHE;
        match self {
            Self::Quick => (all / std::thread::available_parallelism().map_or(1, std::num::NonZero::get)).clamp(4096, each),
            Self::Slow => 8192,
            Self::Apart => 4096,
        }
    }
}

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
    make(path).map_err(|error| Error::Open(format!("{}: {error}", path.display())))?;
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY)?;
    connection.execute_batch(&format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -{WRITER_CACHE}; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;",
    ))?;
    keep_plans(&connection)?;
    Ok(connection)
}

/// Creates a missing file with access for its owner only: SQLite gives its companion files the same permissions.
fn make(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        // What the umask took from the owner is given back.
        #[cfg(unix)]
        Ok(file) => file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600)),
        made => made.map(drop),
    }
}

pub(crate) fn open_reader(path: &Path, used: Use) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY)?;
    connection.execute_batch(&format!(
        "PRAGMA query_only = ON; PRAGMA cache_size = -{}; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;",
        used.cache()
    ))?;
    keep_plans(&connection)?;
    Ok(connection)
}

/// Whether there are settings in a database: every account has some. A file that is missing is not made.
pub(crate) fn holds_account(path: &Path) -> Result<bool> {
    if std::fs::metadata(path).map_or(0, |file| file.len()) == 0 {
        return Ok(false);
    }
    let connection = open_reader(path, Use::Apart)?;
    let count = |text: &str| connection.query_row(text, [], |row| row.get::<_, i64>(0));
    Ok(count("SELECT count(*) FROM sqlite_master WHERE name = 'settings'")? > 0 && count("SELECT count(*) FROM settings")? > 0)
}

/// Plans a statement once, when it is prepared. Otherwise SQLite considers the bound values and plans many statements anew
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

/// Runs a read on this thread's own connection, in one read transaction. For threads of which there are few: those that
/// answer calls and pages.
pub(crate) fn read(path: &Path, job: &mut dyn FnMut(&mut Tx<'_>) -> Result<()>) -> Result<()> {
    READERS.with_borrow_mut(|readers| {
        // A program has one or two; comparing whole paths is faster than comparing them part by part.
        let place = match readers.iter().position(|(known, _)| known.as_os_str() == path.as_os_str()) {
            Some(place) => place,
            None => {
                readers.push((path.to_owned(), open_reader(path, Use::Quick)?));
                readers.len() - 1
            }
        };
        read_on(&readers[place].1, job)
    })
}

fn read_on(connection: &Connection, job: &mut dyn FnMut(&mut Tx<'_>) -> Result<()>) -> Result<()> {
    let mut tx = Tx::waiting(Handle::Sqlite(connection), "BEGIN");
    let outcome = job(&mut tx);
    tx.end(true)?;
    outcome
}

/// The most connections of threads that may wait.
const SHARED: usize = 4;

/// Connections that threads which may wait share: the hub's upkeep, the command line.
pub(crate) struct Shared {
    path: PathBuf,
    state: Mutex<(Vec<Connection>, usize)>,
    freed: Condvar,
}

impl Shared {
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), state: Mutex::default(), freed: Condvar::new() }
    }

    /// Runs a read on a connection that is free, in one read transaction.
    pub(crate) fn read(&self, job: &mut dyn FnMut(&mut Tx<'_>) -> Result<()>) -> Result<()> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self.freed.wait_while(state, |(_, lent)| *lent == SHARED).unwrap_or_else(PoisonError::into_inner);
        state.1 += 1;
        let mut lent = Lent { connection: state.0.pop(), shared: self };
        drop(state);
        let connection = match lent.connection.take() {
            Some(connection) => connection,
            None => open_reader(&self.path, Use::Apart)?,
        };
        let outcome = read_on(&connection, job);
        // One that cannot end its read is closed, which ends it.
        lent.connection = Some(connection).filter(Connection::is_autocommit);
        outcome
    }
}

/// A connection that is lent, to be given back in any case.
struct Lent<'a> {
    connection: Option<Connection>,
    shared: &'a Shared,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut state = self.shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.1 -= 1;
        state.0.extend(self.connection.take());
        self.shared.freed.notify_one();
    }
}

/// The writer thread.
pub(crate) struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    groups: Arc<AtomicU64>,
}

impl Writer {
    pub(crate) fn open(path: &Path, mut log: WriteAhead, hook: &Arc<Hook>, health: &Arc<Health>) -> Result<Self> {
        let connection = open(path)?;
        log.limit(&connection)?;
        let mut standing = Standing { connection: open_reader(path, Use::Apart)?, stands: false };
        let turn = Turn::at(path);
        let (jobs, queue) = crossbeam_channel::unbounded();
        let (hook, health) = (Arc::clone(hook), Arc::clone(health));
        let groups = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&groups);
        let thread = std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || work(&connection, &mut standing, &mut log, &turn, &queue, (&hook, &health, &counted)))
            .map_err(|error| Error::Open(error.to_string()))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread), groups })
    }

    /// How many groups have been committed.
    pub(crate) fn groups(&self) -> u64 {
        self.groups.load(Ordering::Relaxed)
    }

    /// How many jobs wait for their turn.
    pub(crate) fn waiting(&self) -> usize {
        self.jobs.as_ref().map_or(0, Sender::len)
    }

    pub(crate) fn submit(&self, job: Job) -> std::result::Result<(), Job> {
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

/// A read that is left open while nothing is written. SQLite asks the operating system for a lock with the first of
/// the reads that go on at the same time in a program, and gives it back with the last: beside this one, reads ask for
/// none, which makes the small ones a tenth faster.
struct Standing {
    connection: Connection,
    stands: bool,
}

/// After how long without a write the standing read begins, and how often it begins anew, so that another program's
/// writes do not pile up behind it.
const QUIET: Duration = Duration::from_millis(250);

impl Standing {
    fn leave(&mut self) {
        if std::mem::take(&mut self.stands) {
            // A read that cannot end releases its lock when the connection is closed.
            let _ = self.connection.execute_batch("COMMIT");
        }
    }

    fn renew(&mut self) {
        self.leave();
        // It only saves time: without it reads are as they are.
        let begun = self.connection.execute_batch("BEGIN");
        self.stands = begun.is_ok();
        let _ = self.connection.query_row("SELECT count(*) FROM generations", [], |_| Ok(()));
    }
}

/// The next job; while waiting, the log is checkpointed and a read is kept open.
fn next(queue: &Receiver<Job>, connection: &Connection, standing: &mut Standing, log: &mut WriteAhead) -> Option<Job> {
    loop {
        match queue.recv_timeout(QUIET) {
            Ok(job) => {
                standing.leave();
                return Some(job);
            }
            Err(RecvTimeoutError::Timeout) => {
                standing.leave();
                log.tend(connection, true);
                standing.renew();
            }
            Err(RecvTimeoutError::Disconnected) => {
                // The writer's connection closes next, when no reads are left.
                standing.leave();
                return None;
            }
        }
    }
}

fn work(
    connection: &Connection,
    standing: &mut Standing,
    log: &mut WriteAhead,
    turn: &Turn,
    queue: &Receiver<Job>,
    (hook, health, groups): (&Hook, &Health, &AtomicU64),
) {
    while let Some(first) = next(queue, connection, standing, log) {
        let mut group = Vec::with_capacity(GROUP);
        group.push((first, None));
        let failure = match run_group(connection, turn, queue, log.group_bytes(), &mut group) {
            // Asked after the commit: a file that was removed just before it has kept nothing.
            Ok(_) if !health.is_there() => Some(Arc::new(Error::Gone)),
            Ok(touched) => {
                groups.fetch_add(1, Ordering::Relaxed);
                if touched.any() {
                    hook.fire(touched);
                }
                None
            }
            Err(error) => {
                // Whatever is left of the group's transaction must not reach the next one.
                let _ = connection.execute_batch("ROLLBACK");
                health.note(&error);
                Some(Arc::new(error))
            }
        };
        for (job, refusal) in group {
            job.settle(refusal.or_else(|| failure.clone().map(Error::Commit)));
        }
        log.tend(connection, false);
    }
}

/// The results of the jobs of a group so far, apart from rows.
#[derive(Default)]
struct Given {
    touched: Touched,
    counters: Counters,
    row_counts: Gathered,
    bytes: usize,
}

/// What came of a job.
enum Ran {
    Kept,
    /// It left nothing behind. An error replaces what it returned.
    Refused(Option<Error>),
    /// It failed after it had written: the transaction must not be kept. An error replaces what it returned.
    Spoiled(Option<Error>),
}

/// Runs every waiting job and commits them together.
///
/// A savepoint for each job would copy every page before it is written, which takes as long as writing it. So there is
/// none at first: a job that is refused has nearly always written nothing, and nothing is to be undone. Once one has,
/// the group is run again from its start, now with savepoints.
fn run_group(
    connection: &Connection,
    turn: &Turn,
    queue: &Receiver<Job>,
    bytes: usize,
    group: &mut Vec<(Job, Option<Error>)>,
) -> Result<Touched> {
    let begin = || turn.take(|| connection.prepare_cached("BEGIN IMMEDIATE").and_then(|mut begin| begin.execute([])));
    begin()?;
    let (mut given, mut careful, mut at) = (Given::default(), false, 0);
    while let Some((job, refusal)) = group.get_mut(at) {
        match if careful { run_apart(connection, job, &mut given)? } else { run_among(connection, job, &mut given) } {
            Ran::Kept => *refusal = None,
            Ran::Refused(error) => *refusal = error,
            Ran::Spoiled(_) => {
                // Some failures the engine has undone itself, with all that came before.
                let _ = connection.execute_batch("ROLLBACK");
                begin()?;
                (given, careful, at) = (Given::default(), true, 0);
                continue;
            }
        }
        at += 1;
        if at == group.len() && at < GROUP && given.bytes < bytes {
            group.extend(queue.try_recv().ok().map(|job| (job, None)));
        }
    }
    given.counters.keep(connection)?;
    given.row_counts.write(&mut Tx::new(Handle::Sqlite(connection)))?;
    connection.prepare_cached("COMMIT")?.execute([])?;
    Ok(given.touched)
}

/// Runs one job in the transaction of its group.
fn run_among(connection: &Connection, job: &mut Job, given: &mut Given) -> Ran {
    let mut tx = Tx::new(Handle::Sqlite(connection));
    tx.counters = given.counters;
    tx.row_counts = given.row_counts.clone();
    let outcome = job.run(&mut tx);
    if matches!(outcome, Ok(true)) {
        *given = Given {
            touched: given.touched.or(tx.touched),
            counters: tx.counters,
            row_counts: tx.row_counts,
            bytes: given.bytes + tx.bytes,
        };
        return Ran::Kept;
    }
    let spoiled = tx.has_written || connection.is_autocommit();
    if spoiled { Ran::Spoiled(outcome.err()) } else { Ran::Refused(outcome.err()) }
}

/// Runs one job in its own savepoint.
///
/// # Errors
/// The whole group is broken.
fn run_apart(connection: &Connection, job: &mut Job, given: &mut Given) -> Result<Ran> {
    let command = |text: &str| connection.prepare_cached(text).and_then(|mut statement| statement.execute([]));
    command("SAVEPOINT job")?;
    let ran = match run_among(connection, job, given) {
        // The engine has undone all of the group itself, as it does when a disk is full.
        Ran::Spoiled(Some(error)) if connection.is_autocommit() => return Err(error),
        Ran::Spoiled(error) => {
            command("ROLLBACK TO job")?;
            Ran::Refused(error)
        }
        ran => ran,
    };
    command("RELEASE job")?;
    Ok(ran)
}

#[cfg(test)]
mod tests;
