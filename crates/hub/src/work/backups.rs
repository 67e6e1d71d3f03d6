//! Backups that a server makes: by the schedule, and when a person asks for one. With several servers only one makes it.

use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::Context;
use database::Engine;
use database::transfer::Source;
use domain::audit_log::By;
use domain::backups::{self, Encryption, Plan, STOPPED};
use domain::clock::Clock;
use domain::fault::Fault;
use wire::Moment;

use crate::app::Hub;
use crate::backup::make::{self, Wishes};
use crate::backup::place::Place;
use crate::backup::secrets::Secrets;
use crate::backup::sink::{self, Sink};
use crate::backup::{Backups, Progress};
use crate::file_store::Folder;

/// How often it looks for requested backups.
const PAUSE: Duration = Duration::from_millis(250);
/// How often it is looked whether one is due.
const ROUND: Duration = Duration::from_secs(5);
/// How often a backup that runs is reported.
const REPORT: Duration = Duration::from_secs(2);

/// A backup that has been begun and is to be made by this server.
#[derive(Debug, Clone)]
struct Order {
    id: i64,
    place: Place,
    started_at: Moment,
    encryption: Encryption,
    keep: usize,
}

/// The next order of a hub, from the pages to the thread that makes backups.
#[derive(Debug, Default)]
pub struct Orders(Mutex<Option<Order>>);

impl Orders {
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Order>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How a hub encrypts backups by its settings.
///
/// # Errors
/// They are to be encrypted, and the server has no passphrase.
pub fn wishes(hub: &Hub, encryption: Encryption) -> anyhow::Result<Wishes> {
    let passphrase = || {
        let passphrase = hub.settings.backups.passphrase.clone();
        passphrase.context("the server has no passphrase for backups; set the option backup-passphrase-file")
    };
    let plain = Wishes { files: Folder::beside(&hub.settings.data, &hub.settings.database.location), ..Wishes::default() };
    Ok(match encryption {
        Encryption::None => plain,
        Encryption::All => Wishes { encrypt: Some(passphrase()?), ..plain },
        Encryption::WithSecrets => {
            Wishes { encrypt: Some(passphrase()?), secrets: Some((Secrets::of(&hub.settings.data)?, passphrase()?)), ..plain }
        }
    })
}

/// Begins a backup now, which this server makes; false when one is running, here or on another server.
///
/// # Errors
/// The database failed.
pub async fn ask(hub: &Hub, by: By) -> Result<bool, Fault> {
    let (now, plan) = (hub.clock.now(), Plan::of(&hub.account()));
    let place = hub.settings.backups.place.named(now);
    let (text, encrypted) = (place.to_string(), plan.encryption != Encryption::None);
    let begun = hub.db.write(move |tx| backups::begin(tx, &by, &text, encrypted, now)).await?;
    let Some(id) = begun else { return Ok(false) };
    *hub.backups.lock() = Some(Order { id, place, started_at: now, encryption: plan.encryption, keep: plan.keep });
    Ok(true)
}

/// The thread that makes backups; it ends with [`BackupMaker::end`].
pub struct BackupMaker {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl BackupMaker {
    /// Begins it.
    ///
    /// # Errors
    /// No thread can be started, or the database failed.
    pub fn begin(hub: Arc<Hub>) -> anyhow::Result<Self> {
        if hub.db.engine() == Engine::Sqlite {
            // An embedded database has one server: what runs in it has ended with the last one.
            let now = hub.clock.now().0;
            hub.db.write_now(move |tx| database::backups::give_up(tx, i64::MAX, STOPPED, now))?;
        }
        let (stop, stopped) = mpsc::channel();
        let thread = std::thread::Builder::new().name("backups".to_owned()).spawn(move || {
            let mut rounds = Rounds::default();
            while stopped.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                if let Err(error) = rounds.make(&hub) {
                    tracing::warn!(%error, "backups cannot be looked after");
                }
            }
            rounds.end(&hub);
        });
        Ok(Self { stop, thread: thread.context("no thread can be started")? })
    }

    /// Gives up a backup that runs, and ends.
    pub fn end(self) {
        // A thread that is gone has stopped already.
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

/// How far a backup is, and whether it is to stop.
#[derive(Debug, Default)]
struct Watched {
    rows: AtomicU64,
    stop: AtomicBool,
}

struct Running {
    order: Order,
    watched: Arc<Watched>,
    reported: Duration,
    thread: JoinHandle<anyhow::Result<(u64, u64)>>,
}

/// What the thread does, round by round.
#[derive(Default)]
pub struct Rounds {
    running: Option<Running>,
    /// When it was last looked whether one is due; uptime.
    looked: Option<Duration>,
}

impl Rounds {
    /// One round: a backup that is due or asked for is begun, one that runs is reported, one that has ended is recorded.
    ///
    /// # Errors
    /// The database failed.
    pub fn make(&mut self, hub: &Arc<Hub>) -> Result<(), Fault> {
        let uptime = Clock::uptime();
        if let Some(running) = &mut self.running {
            if !running.thread.is_finished() && uptime.saturating_sub(running.reported) >= REPORT {
                running.reported = uptime;
                let (id, rows, now) = (running.order.id, running.watched.rows.load(Ordering::Relaxed), hub.clock.now().0);
                hub.db.write_apart(move |tx| database::backups::report(tx, id, rows.cast_signed(), now))?;
            }
            if running.thread.is_finished()
                && let Some(ended) = self.running.take()
            {
                record(hub, ended)?;
            }
            return Ok(());
        }
        if let Some(order) = hub.backups.lock().take() {
            return self.start(hub, order);
        }
        if self.looked.is_none_or(|looked| uptime.saturating_sub(looked) >= ROUND) {
            self.looked = Some(uptime);
            if let Some(order) = due(hub)? {
                return self.start(hub, order);
            }
        }
        Ok(())
    }

    /// Whether a backup runs.
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    fn start(&mut self, hub: &Arc<Hub>, order: Order) -> Result<(), Fault> {
        let watched = Arc::new(Watched::default());
        let (held, ordered, watching) = (Arc::clone(hub), order.clone(), Arc::clone(&watched));
        let thread = std::thread::Builder::new().name("backup".to_owned()).spawn(move || copy(&held, &ordered, &watching));
        match thread {
            Ok(thread) => {
                self.running = Some(Running { order, watched, reported: Clock::uptime(), thread });
                Ok(())
            }
            Err(error) => fail(hub, &order, &error.to_string()),
        }
    }

    /// Stops a backup that runs.
    fn end(self, hub: &Hub) {
        let left = self.running.map(|running| {
            running.watched.stop.store(true, Ordering::Relaxed);
            record(hub, running)
        });
        let waiting = hub.backups.lock().take().map(|order| fail(hub, &order, STOPPED));
        for error in [left, waiting].into_iter().flatten().filter_map(Result::err) {
            tracing::warn!(%error, "a backup that was stopped cannot be recorded");
        }
    }
}

/// Begins the backup that is due by the schedule, if this server is the first to.
fn due(hub: &Hub) -> Result<Option<Order>, Fault> {
    let (account, now) = (hub.account(), hub.clock.now());
    let plan = Plan::of(&account);
    let zone = account.zone.clone();
    if hub.db.read_apart(move |tx| backups::next(tx, &plan, &zone, now))?.is_none_or(|next| next > now.0) {
        return Ok(None);
    }
    let place = hub.settings.backups.place.named(now);
    let (text, zone, encrypted) = (place.to_string(), account.zone.clone(), plan.encryption != Encryption::None);
    let begun = hub.db.write_apart(move |tx| {
        // Another server may have made it since.
        match backups::next(tx, &plan, &zone, now)? {
            Some(next) if next <= now.0 => backups::begin(tx, &By::Hub, &text, encrypted, now),
            _ => Ok(None),
        }
    })?;
    Ok(begun.map(|id| Order { id, place, started_at: now, encryption: plan.encryption, keep: plan.keep }))
}

fn record(hub: &Hub, ended: Running) -> Result<(), Fault> {
    let done = ended.thread.join().unwrap_or_else(|_| Err(anyhow::anyhow!("it ended unexpectedly; the log has more")));
    let (order, now) = (ended.order, hub.clock.now().0);
    match done {
        Ok((rows, bytes)) => {
            tracing::info!(place = %order.place, rows, bytes, "a backup is made");
            let id = order.id;
            Ok(hub.db.write_apart(move |tx| database::backups::done(tx, id, rows.cast_signed(), bytes.cast_signed(), now))?)
        }
        Err(_) if ended.watched.stop.load(Ordering::Relaxed) => fail(hub, &order, STOPPED),
        Err(error) => fail(hub, &order, &format!("{error:#}")),
    }
}

fn fail(hub: &Hub, order: &Order, error: &str) -> Result<(), Fault> {
    tracing::error!(place = %order.place, error, "a backup failed");
    let (id, place, error, now) = (order.id, order.place.to_string(), error.to_owned(), hub.clock.now());
    hub.db.write_now(move |tx| backups::failed(tx, id, &place, &error, now))
}

/// Makes the backup; returns its rows and its bytes.
fn copy(hub: &Hub, order: &Order, watched: &Watched) -> anyhow::Result<(u64, u64)> {
    let Backups { place, .. } = &hub.settings.backups;
    if let Place::Folder(folder) = place {
        make_folder(folder)?;
    }
    let wishes = wishes(hub, order.encryption)?;
    let mut sink = Sink::begin(&order.place, order.started_at)?;
    let mut source = Source::open(&hub.settings.database.location).map_err(Fault::from)?;
    let mut counted = Counted { watched, table: String::new(), before: 0, rows: 0 };
    let manifest = make::write(&mut source, &wishes, order.started_at.0, Stoppable { inner: &mut sink, watched }, &mut counted)?;
    let bytes = sink.keep()?;
    match sink::prune(place, order.keep) {
        Ok(old) if old.is_empty() => {}
        Ok(old) => tracing::info!(?old, "old backups are deleted"),
        // The backup is there: it does not fail for that.
        Err(error) => tracing::warn!("old backups cannot be deleted: {error:#}"),
    }
    Ok((manifest.rows(), bytes))
}

/// Makes the folder of backups, for its owner only.
fn make_folder(folder: &Path) -> anyhow::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))
}

/// Counts rows over all tables.
struct Counted<'a> {
    watched: &'a Watched,
    table: String,
    before: u64,
    rows: u64,
}

impl Progress for Counted<'_> {
    fn rows(&mut self, _: &str, table: &str, rows: u64) {
        if self.table != table {
            self.before += self.rows;
            table.clone_into(&mut self.table);
        }
        self.rows = rows;
        self.watched.rows.store(self.before + rows, Ordering::Relaxed);
    }
}

/// Fails once it is to stop.
struct Stoppable<'a, W> {
    inner: W,
    watched: &'a Watched,
}

impl<W: Write> Write for Stoppable<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.watched.stop.load(Ordering::Relaxed) {
            return Err(std::io::Error::other(STOPPED));
        }
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}
