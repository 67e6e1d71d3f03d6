//! Slow reads: a fixed number of threads with a connection each, and reads that stop when their client has gone.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};
use rusqlite::Connection;

use crate::engine::Job;
use crate::postgres::{MAX_ATTEMPTS, Session};
use crate::read_barrier::{AGAIN, ReadBarrier};
use crate::server::Server;
use crate::sqlite::{self, Use};
use crate::stop::{Means, Switch, Why};
use crate::tx::Handle;
use crate::{Error, Result, Tx};

/// After how long without a read a connection is closed, which gives back its memory.
const IDLE: Duration = Duration::from_secs(30);

/// Where slow reads read.
#[derive(Clone)]
pub(crate) enum Source {
    Sqlite(PathBuf),
    /// The longest that a statement may take stands beside the address: it ends one whose cancel cannot be sent.
    Postgres(Box<Server>, Duration),
}

/// The threads, which are started with the first slow read.
pub(crate) struct Readers {
    source: Source,
    most: usize,
    barrier: Arc<ReadBarrier>,
    started: Mutex<Option<Started>>,
}

struct Started {
    reads: Sender<Read>,
    stops: Sender<Arc<Switch>>,
    threads: Vec<JoinHandle<()>>,
}

struct Read {
    job: Job,
    switch: Arc<Switch>,
}

impl Readers {
    pub(crate) fn new(source: Source, most: usize) -> Self {
        Self { source, most: most.max(1), barrier: Arc::default(), started: Mutex::default() }
    }

    /// The barrier that each read passes.
    pub(crate) fn barrier(&self) -> &Arc<ReadBarrier> {
        &self.barrier
    }

    /// Has a job read as soon as a thread is free.
    pub(crate) fn submit(&self, job: Job) -> std::result::Result<Arc<Switch>, (Job, Error)> {
        let mut started = self.started.lock().unwrap_or_else(PoisonError::into_inner);
        let threads = match started.take().map_or_else(|| self.start(), Ok) {
            Ok(threads) => started.insert(threads),
            Err(error) => return Err((job, error)),
        };
        let switch = Arc::new(Switch::default());
        let sent = threads.reads.send(Read { job, switch: Arc::clone(&switch) });
        sent.map(|()| switch).map_err(|refused| (refused.0.job, Error::Closed))
    }

    /// Stops a read whose client has gone.
    pub(crate) fn abandon(&self, switch: Arc<Switch>) {
        switch.want(Why::Gone);
        let started = self.started.lock().unwrap_or_else(PoisonError::into_inner);
        // Threads that are gone read nothing more.
        let _ = started.as_ref().map(|threads| threads.stops.send(switch));
    }

    fn start(&self) -> Result<Started> {
        let (reads, queue) = unbounded();
        let (stops, switches) = unbounded();
        let spawn = |name: String, body: Box<dyn FnOnce() + Send>| std::thread::Builder::new().name(name).spawn(body);
        let mut threads = vec![spawn("read-stopper".to_owned(), Box::new(move || insist(&switches)))?];
        for index in 0..self.most {
            let (source, queue, barrier) = (self.source.clone(), queue.clone(), Arc::clone(&self.barrier));
            match spawn(format!("slow-read-{index}"), Box::new(move || work(&source, &queue, &barrier))) {
                Ok(thread) => threads.push(thread),
                // Fewer will do.
                Err(_) if index > 0 => break,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Started { reads, stops, threads })
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        let Some(Started { reads, stops, threads }) = self.started.get_mut().unwrap_or_else(PoisonError::into_inner).take() else { return };
        drop(reads);
        for switch in self.barrier.stop_all() {
            let _ = stops.send(switch);
        }
        let oneself = std::thread::current().id();
        let (stopper, readers): (Vec<_>, Vec<_>) = threads.into_iter().enumerate().partition(|(index, _)| *index == 0);
        for (_, thread) in readers.into_iter().filter(|(_, thread)| thread.thread().id() != oneself) {
            // A thread that panicked has already reported it.
            let _ = thread.join();
        }
        drop(stops);
        stopper.into_iter().for_each(|(_, thread)| drop(thread.join()));
    }
}

/// Stops reads again and again until they have ended.
fn insist(switches: &Receiver<Arc<Switch>>) {
    let mut stopping: Vec<Arc<Switch>> = Vec::new();
    loop {
        let next =
            if stopping.is_empty() { switches.recv().map_err(|_| RecvTimeoutError::Disconnected) } else { switches.recv_timeout(AGAIN) };
        match next {
            Ok(switch) => stopping.push(switch),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        stopping.retain(|switch| switch.insist());
    }
}

enum Open {
    Sqlite(Connection),
    Postgres(Box<Session>),
}

fn work(source: &Source, queue: &Receiver<Read>, barrier: &ReadBarrier) {
    let mut open = None;
    loop {
        let next = if open.is_some() { queue.recv_timeout(IDLE) } else { queue.recv().map_err(|_| RecvTimeoutError::Disconnected) };
        match next {
            Ok(mut read) => {
                let outcome = run(source, &mut open, barrier, &mut read);
                read.switch.finish();
                read.job.settle(outcome.err());
            }
            Err(RecvTimeoutError::Timeout) => open = None,
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn connect(source: &Source) -> Result<Open> {
    match source {
        Source::Sqlite(path) => Ok(Open::Sqlite(sqlite::open_reader(path, Use::Slow)?)),
        Source::Postgres(server, limit) => {
            let mut session = Session::connect(server)?;
            session.command(&format!("SET statement_timeout = {}", limit.as_millis()))?;
            Ok(Open::Postgres(Box::new(session)))
        }
    }
}

fn run(source: &Source, kept: &mut Option<Open>, barrier: &ReadBarrier, read: &mut Read) -> Result<()> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        let mut open = kept.take().map_or_else(|| connect(source), Ok)?;
        let means = match &open {
            Open::Sqlite(connection) => Means::Sqlite(Arc::new(connection.get_interrupt_handle())),
            Open::Postgres(session) => Means::Postgres(Arc::new(session.canceller())),
        };
        if !barrier.enter(&read.switch, means) {
            *kept = Some(open);
            return Err(Error::Stopped);
        }
        let mut tx = match &mut open {
            Open::Sqlite(connection) => Tx::waiting(Handle::Sqlite(connection), "BEGIN"),
            Open::Postgres(session) => Tx::unbound(Handle::Postgres(session)),
        }
        .heeding(&read.switch);
        let outcome = read.job.run(&mut tx);
        let why = read.switch.end();
        let mut fit = tx.end(true).is_ok();
        if matches!(open, Open::Postgres(_)) {
            // A cancel that is still on its way would stop the next read on the same session.
            fit &= why.is_none() && !outcome.as_ref().is_err_and(Error::is_disconnect);
        }
        if fit {
            *kept = Some(open);
        } else {
            // Closing a connection ends the read it holds open.
            drop(open);
        }
        barrier.leave(&read.switch);
        match (outcome, why) {
            (Err(_), Some(Why::Gone)) => return Err(Error::Stopped),
            (Err(_), Some(Why::Aside)) => {}
            (Err(error), None) if error.is_disconnect() && attempt < MAX_ATTEMPTS => {}
            (outcome, _) => return outcome.map(drop),
        }
    }
}
