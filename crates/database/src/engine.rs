//! The database handle: location, opening, and the two entry points, `read` and `write`.

mod job;
mod load;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

pub(crate) use job::Job;
use job::{Answer, Body, Work, work};
pub use load::Load;

use crate::health::{self, Health};
use crate::postgres::{Mode, Pool, Worker};
use crate::readers::{Readers, Source};
use crate::server::Server;
use crate::stop::Switch;
use crate::tx::{Engine, Touched};
use crate::write_ahead::WriteAhead;
use crate::{Error, Result, Tx, migrate, sqlite};

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A SQLite file.
    File(PathBuf),
    /// A PostgreSQL address, `postgres://user:password@host/name`.
    Server(String),
}

/// How the database is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where it is.
    pub location: Location,
    /// Connections to a PostgreSQL server, in addition to those of slow reads and one for upkeep.
    pub connections: usize,
    /// How many slow reads run at once, each on its own connection.
    pub slow_reads: usize,
    /// How long a statement of a slow read may take on PostgreSQL, where the server itself ends it.
    pub slow_time: Duration,
    /// The most bytes of SQLite's write-ahead log. A single transaction may exceed it.
    pub log_limit: u64,
}

impl Options {
    /// The options of a command: one connection, four slow reads of half a minute, a log of 256 MiB.
    pub fn at(location: Location) -> Self {
        Self { location, connections: 1, slow_reads: 4, slow_time: Duration::from_secs(30), log_limit: 256 * 1024 * 1024 }
    }
}

/// How many changes wait for the database at most; more are refused.
pub const MOST_WAITING: usize = 8192;

/// Called once a commit that touched the hub's memory is on disk, before its callers are answered.
pub(crate) struct Hook(OnceLock<Box<dyn Fn(Touched) + Send + Sync>>);

impl Hook {
    /// A hook that is never set.
    pub(crate) fn none() -> Self {
        Self(OnceLock::new())
    }

    pub(crate) fn fire(&self, touched: Touched) {
        if let Some(hook) = self.0.get() {
            hook(touched);
        }
    }
}

/// An error type that distinguishes database failures from refusals of the caller.
pub trait Failure: From<Error> + Send + 'static {
    /// Gives back the database failure, so that a lost race can be run again.
    fn database(self) -> std::result::Result<Error, Self>;
}

impl Failure for Error {
    fn database(self) -> std::result::Result<Error, Self> {
        Ok(self)
    }
}

enum Backend {
    // Fields are dropped in order: the writer closes last, when no reader keeps it from emptying the log.
    Sqlite { path: PathBuf, health: Arc<Health>, slow: Readers, shared: sqlite::Shared, writer: sqlite::Writer },
    Postgres { slow: Readers, pool: Pool },
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    backend: Arc<Backend>,
    hook: Arc<Hook>,
    writes: Arc<AtomicU64>,
}

impl Database {
    /// Opens the database, makes it if it is not there, and brings its tables up to date.
    ///
    /// # Errors
    /// The file or the server cannot be used, or a migration failed.
    pub fn open(options: &Options) -> Result<Self> {
        let hook = Arc::new(Hook::none());
        let backend = match &options.location {
            Location::File(path) => {
                if let Some(folder) = path.parent() {
                    std::fs::create_dir_all(folder).map_err(|error| Error::Open(format!("{}: {error}", folder.display())))?;
                }
                open_file(path, options, &hook)
                    .map_err(|error| if error.is_damage() { Error::Damaged(health::damaged(path, &error.to_string())) } else { error })?
            }
            Location::Server(address) => {
                let server = Server::at(address)?;
                migrate::postgres(&server)?;
                let pool = Pool::open(&server, options.connections.max(1), &hook)?;
                Backend::Postgres { slow: Readers::new(Source::Postgres(Box::new(server), options.slow_time), options.slow_reads), pool }
            }
        };
        Ok(Self { backend: Arc::new(backend), hook, writes: Arc::default() })
    }

    /// What is wrong with the file of an embedded database, once that has been noticed: from then on everything is refused.
    pub fn damage(&self) -> Option<String> {
        match &*self.backend {
            Backend::Sqlite { health, .. } => health.damage().map(str::to_owned),
            Backend::Postgres { .. } => None,
        }
    }

    /// False once the path of an embedded database no longer leads to the file that was opened: what is written there would
    /// be lost.
    pub fn is_there(&self) -> bool {
        match &*self.backend {
            Backend::Sqlite { health, .. } => health.is_there(),
            Backend::Postgres { .. } => true,
        }
    }

    /// The file of an embedded database, and what is known of it.
    pub(crate) fn file(&self) -> Option<(PathBuf, Arc<Health>)> {
        match &*self.backend {
            Backend::Sqlite { path, health, .. } => Some((path.clone(), Arc::clone(health))),
            Backend::Postgres { .. } => None,
        }
    }

    /// What came of some work, once it has been looked at for signs of damage.
    fn watched<T, E: Failure>(&self, outcome: std::result::Result<T, E>) -> std::result::Result<T, E> {
        let Backend::Sqlite { health, .. } = &*self.backend else { return outcome };
        outcome.map_err(|error| match error.database() {
            Ok(failure) => {
                health.note(&failure);
                failure.into()
            }
            Err(refusal) => refusal,
        })
    }

    /// Whether there is an account in a database, which is not made by asking.
    ///
    /// # Errors
    /// The file or the server cannot be used.
    pub fn holds_account(options: &Options) -> Result<bool> {
        match &options.location {
            Location::File(path) => sqlite::holds_account(path),
            Location::Server(address) => migrate::holds_account(&Server::at(address)?),
        }
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match *self.backend {
            Backend::Sqlite { .. } => Engine::Sqlite,
            Backend::Postgres { .. } => Engine::Postgres,
        }
    }

    /// How many write transactions have been asked for since it was opened.
    pub fn writes(&self) -> u64 {
        self.writes.load(Ordering::SeqCst)
    }

    /// Sets what is called after each commit that touched keys or the account. The first call counts.
    pub fn on_change(&self, hook: impl Fn(Touched) + Send + Sync + 'static) {
        // A second hook is a programming slip that changes nothing.
        let _ = self.hook.0.set(Box::new(hook));
    }

    /// Runs `body` in one write transaction and returns once it is on disk.
    ///
    /// `body` may run more than once: on PostgreSQL a transaction that lost a race is run again. An error undoes
    /// all it did.
    ///
    /// # Errors
    /// Those of `body`, or a database failure.
    pub fn write<T, E>(
        &self,
        body: impl FnMut(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    ) -> impl Future<Output = std::result::Result<T, E>> + Send
    where
        T: Send + 'static,
        E: Failure,
    {
        self.written(work(Box::new(body)))
    }

    /// [`Database::write`] for a thread that may wait: the command line, a worker.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub fn write_now<T, E>(&self, body: impl FnMut(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: Failure,
    {
        self.written_now(Worker::Shared, work(Box::new(body)))
    }

    /// [`Database::write_now`] for the hub's own upkeep, which must not queue behind callers: on PostgreSQL it has a
    /// connection of its own. Changes of what nodes keep in memory do not belong here: they call no hook.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub fn write_apart<T, E>(
        &self,
        body: impl FnMut(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    ) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: Failure,
    {
        self.written_now(Worker::Apart, work(Box::new(body)))
    }

    /// Whether a change can be taken on: the file is whole, and not too many callers wait already.
    fn takes(&self, worker: Worker) -> Result<()> {
        let waiting = match &*self.backend {
            Backend::Sqlite { writer, health, .. } => health.check().map(|()| writer.waiting())?,
            Backend::Postgres { pool, .. } => pool.waiting(),
        };
        if worker == Worker::Shared && waiting >= MOST_WAITING { Err(Error::Busy) } else { Ok(()) }
    }

    async fn written<T: Send + 'static, E: Failure>(&self, work: Box<dyn Work>) -> std::result::Result<T, E> {
        self.watched(self.start_write(Worker::Shared, work).outcome().await)
    }

    fn written_now<T: Send + 'static, E: Failure>(&self, worker: Worker, work: Box<dyn Work>) -> std::result::Result<T, E> {
        self.watched(self.start_write(worker, work).outcome_now())
    }

    fn start_write(&self, worker: Worker, work: Box<dyn Work>) -> Answer {
        self.writes.fetch_add(1, Ordering::SeqCst);
        let (job, answer) = Job::new(work);
        if let Err(error) = self.takes(worker) {
            job.settle(Some(error));
            return answer;
        }
        let refused = match &*self.backend {
            Backend::Sqlite { writer, .. } => writer.submit(job),
            Backend::Postgres { pool, .. } => pool.submit(worker, Mode::Write, job),
        };
        if let Err(job) = refused {
            job.settle(Some(Error::Closed));
        }
        answer
    }

    /// Runs a read, which may change nothing: on SQLite at once, on the calling thread (one that may take long belongs in
    /// [`Database::read_slow`]), and all of it of one moment; on PostgreSQL on a thread of the pool, where each statement
    /// sees what is committed when it begins.
    ///
    /// # Errors
    /// Those of `body`, or a database failure.
    pub fn read<T, E>(
        &self,
        body: impl FnMut(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    ) -> impl Future<Output = std::result::Result<T, E>> + Send
    where
        T: Send + 'static,
        E: Failure,
    {
        self.was_read(Box::new(body))
    }

    async fn was_read<T: Send + 'static, E: Failure>(&self, mut body: Body<T, E>) -> std::result::Result<T, E> {
        match &*self.backend {
            Backend::Sqlite { path, health, .. } => {
                health.check()?;
                self.watched(read_here(|job| sqlite::read(path, job), &mut *body))
            }
            Backend::Postgres { pool, .. } => start_read(pool, Worker::Shared, work(body)).outcome().await,
        }
    }

    /// [`Database::read`] for a thread that may wait.
    ///
    /// # Errors
    /// As [`Database::read`].
    pub fn read_now<T, E>(&self, body: impl FnMut(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: Failure,
    {
        self.read_waiting(Worker::Shared, Box::new(body))
    }

    /// [`Database::read_now`] for the hub's own upkeep, which must not queue behind callers: on PostgreSQL it has a
    /// connection of its own. Everything it reads is of one moment, however many statements it takes. It is also safe
    /// inside a hook of [`Database::on_change`].
    ///
    /// # Errors
    /// As [`Database::read`].
    pub fn read_apart<T, E>(&self, body: impl FnMut(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: Failure,
    {
        self.read_waiting(Worker::Apart, Box::new(body))
    }

    fn read_waiting<T: Send + 'static, E: Failure>(&self, worker: Worker, mut body: Body<T, E>) -> std::result::Result<T, E> {
        match &*self.backend {
            Backend::Sqlite { shared, health, .. } => {
                health.check()?;
                self.watched(read_here(|job| shared.read(job), &mut *body))
            }
            Backend::Postgres { pool, .. } => start_read(pool, worker, work(body)).outcome_now(),
        }
    }

    /// Runs a read that may take long, on one of a fixed number of threads, each with a connection of its own. Dropping the
    /// future stops the read: what it holds is let go of once it has ended.
    ///
    /// `body` may run more than once: a read that keeps the write-ahead log from being emptied is set aside and run again.
    ///
    /// # Errors
    /// Those of `body`, or a database failure.
    pub fn read_slow<T, E>(
        &self,
        body: impl FnMut(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    ) -> impl Future<Output = std::result::Result<T, E>> + Send
    where
        T: Send + 'static,
        E: Failure,
    {
        self.was_read_slow(work(Box::new(body)))
    }

    async fn was_read_slow<T: Send + 'static, E: Failure>(&self, work: Box<dyn Work>) -> std::result::Result<T, E> {
        let (Backend::Sqlite { slow, .. } | Backend::Postgres { slow, .. }) = &*self.backend;
        if let Backend::Sqlite { health, .. } = &*self.backend {
            health.check()?;
        }
        let (job, answer) = Job::new(work);
        let switch = match slow.submit(job) {
            Ok(switch) => Some(switch),
            Err((job, error)) => {
                job.settle(Some(error));
                None
            }
        };
        let mut leaving = Leaving { slow, switch };
        let done = answer.outcome().await;
        leaving.switch = None;
        self.watched(done)
    }

    /// How many slow reads run.
    pub fn slow_reads(&self) -> usize {
        let (Backend::Sqlite { slow, .. } | Backend::Postgres { slow, .. }) = &*self.backend;
        slow.barrier().running()
    }

    /// True when [`Database::read`] works on the thread that calls it.
    pub fn reads_here(&self) -> bool {
        self.engine() == Engine::Sqlite
    }
}

fn open_file(path: &Path, options: &Options, hook: &Arc<Hook>) -> Result<Backend> {
    migrate::sqlite(&mut sqlite::open(path)?)?;
    let health = Arc::new(Health::of(path));
    let slow = Readers::new(Source::Sqlite(path.to_owned()), options.slow_reads);
    let log = WriteAhead::beside(path, options.log_limit, Arc::clone(slow.barrier()));
    let writer = sqlite::Writer::open(path, log, hook, &health)?;
    Ok(Backend::Sqlite { path: path.to_owned(), slow, shared: sqlite::Shared::new(path), writer, health })
}

fn start_read(pool: &Pool, worker: Worker, work: Box<dyn Work>) -> Answer {
    let mode = match worker {
        Worker::Shared => Mode::Read,
        Worker::Apart => Mode::Picture,
    };
    let (job, answer) = Job::new(work);
    if let Err(job) = pool.submit(worker, mode, job) {
        job.settle(Some(Error::Closed));
    }
    answer
}

/// Stops a slow read when its caller has gone.
struct Leaving<'a> {
    slow: &'a Readers,
    switch: Option<Arc<Switch>>,
}

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        if let Some(switch) = self.switch.take() {
            self.slow.abandon(switch);
        }
    }
}

/// A read on a connection of SQLite.
type OnConnection<'a> = &'a mut dyn FnMut(&mut Tx<'_>) -> Result<()>;

fn read_here<T, E: From<Error>>(
    read: impl FnOnce(OnConnection<'_>) -> Result<()>,
    work: &mut dyn FnMut(&mut Tx<'_>) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    let mut outcome = None;
    read(&mut |tx| {
        outcome = Some(work(tx));
        Ok(())
    })?;
    outcome.unwrap_or_else(|| Err(Error::Closed.into()))
}
