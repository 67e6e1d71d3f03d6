//! PostgreSQL: a pool of threads, each with its own connection and prepared statements.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use bytes::BytesMut;
use crossbeam_channel::{Receiver, Sender};
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use postgres::{CancelToken, Client, NoTls, Row, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::engine::{Hook, Job};
use crate::server::Server;
use crate::tx::{Handle, Touched};
use crate::{Error, Result, Sql, Tx, Value};

/// How often a transaction that lost a race is retried before its caller gets an error.
pub(crate) const MAX_ATTEMPTS: usize = 10;

/// How often one that waited too long for a lock, or whose connection was lost, is run again.
const MAX_LOSSES: usize = 3;

/// One connection and its prepared statements.
pub(crate) struct Session {
    client: Client,
    tls: Option<MakeRustlsConnect>,
    prepared: HashMap<String, Statement>,
}

impl Session {
    pub(crate) fn connect(server: &Server) -> Result<Self> {
        let (client, tls) = server.serving()?;
        Ok(Self { client, tls, prepared: HashMap::new() })
    }

    /// A session on which a whole database is read or written: nothing of it is limited in time.
    pub(crate) fn for_transfer(server: &Server) -> Result<Self> {
        let (client, tls) = server.transferring()?;
        Ok(Self { client, tls, prepared: HashMap::new() })
    }

    /// The connection itself.
    pub(crate) fn client(&mut self) -> &mut Client {
        &mut self.client
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

    /// What stops the statement that runs on it.
    pub(crate) fn canceller(&self) -> Canceller {
        Canceller(self.client.cancel_token(), self.tls.clone())
    }
}

/// Stops the statement that runs on a session, over TLS if that is how it is connected.
pub(crate) struct Canceller(CancelToken, Option<MakeRustlsConnect>);

impl Canceller {
    /// Asks the server to stop it, over a connection of its own: it may take a while, and come too late.
    pub(crate) fn cancel(&self) {
        // A server that cannot be reached ends the statement by its time-out, or is gone.
        let _ = match &self.1 {
            Some(tls) => self.0.cancel_query(tls.clone()),
            None => self.0.cancel_query(NoTls),
        };
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
    jobs: Option<Sender<(Mode, Job)>>,
    apart: Option<Sender<(Mode, Job)>>,
    threads: Vec<JoinHandle<()>>,
}

/// Which connections may do a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Worker {
    /// Those of the pool, in turn.
    Shared,
    /// One that does nothing else, made when it is first needed.
    Apart,
}

/// How the statements of a job belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Reads, and each statement sees what is committed when it begins: a picture taken at the first one would be too
    /// old once [`Tx::horizon`] has listed the writers. No transaction is needed for that, which spares a read
    /// two of its three ways to the server.
    Read,
    /// Reads, and everything it reads is of one moment.
    Picture,
    /// May change rows; all of it is kept or none.
    Write,
}

impl Pool {
    pub(crate) fn open(server: &Server, size: usize, hook: &Arc<Hook>) -> Result<Self> {
        let (jobs, queue) = crossbeam_channel::unbounded();
        let mut threads = Vec::with_capacity(size + 1);
        for index in 0..size {
            // Connect now, so that a wrong address is reported at the start.
            let session = if index == 0 { Some(Session::connect(server)?) } else { None };
            let (server, queue, hook) = (server.clone(), queue.clone(), Arc::clone(hook));
            let thread = std::thread::Builder::new()
                .name(format!("postgres-{index}"))
                .spawn(move || work(session, &server, &queue, &hook))
                .map_err(|error| Error::Open(error.to_string()))?;
            threads.push(thread);
        }
        let (apart, queue) = crossbeam_channel::unbounded();
        let server = server.clone();
        let thread = std::thread::Builder::new()
            .name("postgres-apart".to_owned())
            .spawn(move || work(None, &server, &queue, &Arc::new(Hook::none())))
            .map_err(|error| Error::Open(error.to_string()))?;
        threads.push(thread);
        Ok(Self { jobs: Some(jobs), apart: Some(apart), threads })
    }

    /// How many jobs wait for one of the shared connections.
    pub(crate) fn waiting(&self) -> usize {
        self.jobs.as_ref().map_or(0, Sender::len)
    }

    pub(crate) fn submit(&self, worker: Worker, mode: Mode, job: Job) -> std::result::Result<(), Job> {
        let jobs = match worker {
            Worker::Shared => &self.jobs,
            Worker::Apart => &self.apart,
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

fn work(mut session: Option<Session>, server: &Server, queue: &Receiver<(Mode, Job)>, hook: &Arc<Hook>) {
    while let Ok((mode, mut job)) = queue.recv() {
        match run(&mut session, server, mode, &mut job) {
            Ok(touched) if touched.any() => follow(hook, touched, job),
            Ok(_) => job.settle(None),
            Err(error) => {
                let away = matches!(&error, Error::Unreachable(cause) if !cause.is_refusal());
                job.settle(Some(error));
                // Trying for each of them would keep the last ones waiting for as long as all of the attempts take.
                for _ in 0..if away { queue.len() } else { 0 } {
                    let Ok((_, job)) = queue.try_recv() else { break };
                    job.settle(Some(Error::Unreachable(Box::new(Error::Closed))));
                }
            }
        }
    }
}

/// Calls the hook for what is committed and answers the caller then: on a thread of its own, for the hook waits for
/// other nodes, one of which may hang, and the connection has others to serve.
fn follow(hook: &Arc<Hook>, touched: Touched, job: Job) {
    let waiting = Arc::new(Mutex::new(Some(job)));
    let (theirs, left) = (Arc::clone(hook), Arc::clone(&waiting));
    let started = std::thread::Builder::new().name("postgres-follow".to_owned()).spawn(move || settle(&theirs, touched, &left));
    if started.is_err() {
        settle(hook, touched, &waiting);
    }
}

fn settle(hook: &Hook, touched: Touched, job: &Mutex<Option<Job>>) {
    hook.fire(touched);
    if let Some(job) = job.lock().unwrap_or_else(PoisonError::into_inner).take() {
        job.settle(None);
    }
}

fn run(session: &mut Option<Session>, server: &Server, mode: Mode, job: &mut Job) -> Result<Touched> {
    let (mut races, mut losses) = (0, 0);
    loop {
        let connection = match session {
            Some(connection) => connection,
            None => session.insert(Session::connect(server)?),
        };
        let Attempt { outcome, committing, spoiled } = attempt(connection, mode, job);
        if spoiled || connection.client.is_closed() {
            *session = None;
        }
        let Err(error) = outcome else { return outcome };
        if committing && error.is_disconnect() {
            return Err(Error::Uncertain(Box::new(error)));
        }
        // Nothing was kept, so it may be run again.
        let (count, most) = if error.is_race() { (&mut races, MAX_ATTEMPTS) } else { (&mut losses, MAX_LOSSES) };
        *count += 1;
        let again = error.is_race() || error.is_locked() || error.is_disconnect();
        if !again || *count >= most {
            return Err(error);
        }
    }
}

/// What came of a job.
struct Attempt {
    outcome: Result<Touched>,
    /// The commit had been sent, so changes may have been kept.
    committing: bool,
    /// The connection is of no more use.
    spoiled: bool,
}

/// Runs the job in one transaction, or its equivalent.
fn attempt(connection: &mut Session, mode: Mode, job: &mut Job) -> Attempt {
    let handle = Handle::Postgres(connection);
    let mut tx = match mode {
        Mode::Read => Tx::unbound(handle),
        Mode::Picture => Tx::waiting(handle, "BEGIN ISOLATION LEVEL REPEATABLE READ"),
        Mode::Write => Tx::waiting(handle, "BEGIN READ WRITE"),
    };
    tx.of_one_moment = mode == Mode::Picture;
    match job.run(&mut tx) {
        Ok(true) => {
            let outcome = tx.end(true).map(|()| tx.touched);
            Attempt { committing: mode == Mode::Write, spoiled: outcome.is_err(), outcome }
        }
        // What cannot be undone is undone with the connection.
        Ok(false) => Attempt { spoiled: tx.end(false).is_err(), outcome: Ok(Touched::default()), committing: false },
        Err(error) => Attempt { spoiled: error.is_disconnect() || tx.end(false).is_err(), outcome: Err(error), committing: false },
    }
}
