//! Beside other programs on the same database: a server hears of their changes, and the maker of a change waits for
//! the servers to have heard.
//!
//! A server notes in the database up to which change it has read. A command, or another server, notes its own change
//! there first and then looks who is behind. Whichever of the two comes later sees the other: a server that was not seen
//! reads the change before it lets the first call in.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::Context;
use database::nodes::{self, LEASE};
use database::{Database, Engine};
use domain::access::{secret_file, token};
use domain::clock::Clock;
use domain::fault::Fault;

use crate::app::Hub;

/// How often a server reports to a PostgreSQL database that it runs.
const HEARTBEAT: Duration = Duration::from_secs(5);
/// After a report, for how long a server relies on its memory: less than the lease, which others wait for.
const TRUSTED: Duration = Duration::from_secs(LEASE as u64 - 5);
/// How long a command waits for servers that run but do not follow.
const PATIENCE: Duration = Duration::from_secs(LEASE as u64 + 5);

/// The watch a server keeps; it ends with [`Watch::end`].
pub struct Watch {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Watch {
    /// Makes the server known and brings its memory up to date; from then on it follows changes.
    ///
    /// # Errors
    /// The database failed.
    pub fn begin(hub: Arc<Hub>) -> anyhow::Result<Self> {
        hub.db.write_apart(nodes::clear)?;
        let mut watcher = Watcher { id: token::random(16)?, reported: 0, next_report: Duration::ZERO, gone: false, hub };
        watcher.hub.is_node(&watcher.id);
        watcher.look()?;
        let (stop, stopped) = mpsc::channel();
        let pause = match watcher.hub.db.engine() {
            Engine::Sqlite => Duration::from_millis(50),
            Engine::Postgres => Duration::from_millis(100),
        };
        let thread = std::thread::Builder::new().name("watch".to_owned()).spawn(move || {
            while stopped.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                watcher.keep_up();
            }
            watcher.leave();
        });
        let thread = thread.context("no thread can be started")?;
        Ok(Self { stop, thread })
    }

    /// Takes the server off the list, once it answers no more.
    pub fn end(self) {
        // A watcher that is gone has stopped already.
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

struct Watcher {
    hub: Arc<Hub>,
    /// This server's name in the list of nodes.
    id: String,
    /// The last generation that was reported.
    reported: i64,
    /// When the next report is due even if nothing has changed.
    next_report: Duration,
    /// Whether the file of the database has been removed or replaced.
    gone: bool,
}

impl Watcher {
    fn keep_up(&mut self) {
        if !self.hub.db.is_there() {
            self.hub.lease().withdraw();
            if !std::mem::replace(&mut self.gone, true) {
                tracing::error!(
                    data = %self.hub.settings.data.display(),
                    "the database has been removed or replaced while the server runs: calls are refused and nothing is saved until it is restored"
                );
            }
            return;
        }
        if std::mem::take(&mut self.gone) {
            tracing::warn!("the database is back in its place");
        }
        let held = self.hub.lease().holds();
        if let Err(error) = self.look() {
            tracing::warn!(%error, "changes cannot be followed");
        }
        match (held, self.hub.lease().holds()) {
            (true, false) => tracing::error!("the database has been out of reach for too long; calls are refused until it answers"),
            (false, true) => tracing::info!("the database answers again"),
            _ => {}
        }
    }

    fn look(&mut self) -> Result<(), Fault> {
        let hub = Arc::clone(&self.hub);
        let withdrawals = hub.lease().withdrawals();
        let held = hub.lease().holds();
        let now = Clock::uptime();
        self.catch_up(!held)?;
        let mut due = !held || now >= self.next_report;
        while due || hub.generation() != self.reported {
            due = false;
            let (id, generation) = (self.id.clone(), hub.generation());
            hub.db.write_apart(move |tx| nodes::report(tx, &id, generation))?;
            self.reported = generation;
            // A change just before the report did not wait for this server, so it is looked for again.
            self.catch_up(false)?;
            let lease = hub.db.engine() == Engine::Postgres;
            self.next_report = if lease { now + HEARTBEAT } else { Duration::MAX };
            if held && !hub.lease().holds() {
                let seconds = (Clock::uptime() - now).as_secs();
                tracing::error!(seconds, "the database was slow to answer; calls were refused meanwhile");
            }
            hub.lease().renew(withdrawals, lease.then_some(now + TRUSTED));
        }
        Ok(())
    }

    fn catch_up(&self, anyway: bool) -> Result<(), Fault> {
        if anyway || self.hub.db.read_apart(nodes::generation)? > self.hub.generation() {
            self.hub.refresh()?;
        }
        Ok(())
    }

    fn leave(&self) {
        let id = self.id.clone();
        if let Err(error) = self.hub.db.write_apart(move |tx| nodes::leave(tx, &id)) {
            tracing::warn!(%error, "this server could not be taken off the list of servers");
        }
    }
}

/// Makes this server the only one on an embedded database, for as long as the file is kept open.
///
/// # Errors
/// Another server has the data folder, or the lock cannot be made.
pub fn lock(data: &Path) -> anyhow::Result<File> {
    let path = data.join(LOCK);
    let file = secret_file::open_private(&path).with_context(|| format!("{} cannot be written", path.display()))?;
    let begun = Clock::uptime();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            // A command that has a look at the lock holds it for a moment.
            Err(TryLockError::WouldBlock) if Clock::uptime() < begun + Duration::from_millis(500) => {
                std::thread::sleep(Duration::from_millis(10));
            }
            Err(TryLockError::WouldBlock) => anyhow::bail!(
                "another latchkey server uses the data folder {}; stop it first, or use another folder with --data",
                data.display()
            ),
            Err(TryLockError::Error(error)) => return Err(error).with_context(|| format!("{} cannot be locked", path.display())),
        }
    }
}

const LOCK: &str = "latchkey.lock";

/// Waits, as a command, until every running server has read up to `generation`; false when one has not in good time.
///
/// # Errors
/// The database failed.
pub fn settle(db: &Database, data: &Path, generation: i64) -> Result<bool, Fault> {
    let served = || db.engine() == Engine::Postgres || is_locked(data);
    wait(db, || Ok(!served() || db.read_now(move |tx| nodes::behind(tx, generation, ""))? == 0))
}

/// Waits, as a server that has read its own change, until every other one has too; false when one has not in good time.
/// It needs the connection of the upkeep only.
///
/// # Errors
/// The database failed.
pub fn settle_others(hub: &Hub) -> Result<bool, Fault> {
    let generation = hub.generation();
    wait(&hub.db, || {
        let oneself = hub.node().to_owned();
        Ok(hub.db.read_apart(move |tx| nodes::behind(tx, generation, &oneself))? == 0)
    })
}

fn wait(db: &Database, done: impl Fn() -> Result<bool, Fault>) -> Result<bool, Fault> {
    let begun = Clock::uptime();
    let pause = Duration::from_millis(if db.engine() == Engine::Postgres { 25 } else { 5 });
    while !done()? {
        if Clock::uptime() > begun + PATIENCE {
            return Ok(false);
        }
        std::thread::sleep(pause);
    }
    Ok(true)
}

/// True when a server runs on the embedded database of this folder.
fn is_locked(data: &Path) -> bool {
    let Ok(file) = File::open(data.join(LOCK)) else { return false };
    // Commands share the lock among themselves; it is given back when the file is closed.
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
}
