//! Deletes what is kept for a time only, in small steps, so that callers come first.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use database::retention;
use domain::fault::Fault;
use domain::retention::{DELIVERIES, HISTORIES, REFUSALS, USAGE};

use crate::app::Hub;

/// How often it looks whether something is due.
const LOOK: Duration = Duration::from_secs(60);
/// How long it rests between two steps.
const REST: Duration = Duration::from_millis(50);
/// Rows of a table that go in one step.
const STEP: i64 = 500;

/// The thread; it ends with [`Retention::end`].
pub struct Retention {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Retention {
    /// Begins it.
    ///
    /// # Errors
    /// No thread can be started.
    pub fn begin(hub: Arc<Hub>) -> std::io::Result<Self> {
        let (stop, stopped) = mpsc::channel();
        let thread = std::thread::Builder::new().name("retention".to_owned()).spawn(move || {
            let mut pause = REST;
            while stopped.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                pause = match step(&hub) {
                    Ok(0) => LOOK,
                    Ok(_) => REST,
                    Err(error) => {
                        tracing::warn!(%error, "what is too old could not be deleted; it is tried again");
                        LOOK
                    }
                };
            }
        })?;
        Ok(Self { stop, thread })
    }

    /// Ends it; what is left goes when a server runs again.
    pub fn end(self) {
        // A thread that is gone has stopped already.
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

/// One step; returns how many rows went. Nothing is written where nothing is due.
///
/// # Errors
/// The database failed.
pub fn step(hub: &Hub) -> Result<u64, Fault> {
    let (account, now) = (hub.account(), hub.clock.now());
    for term in [HISTORIES, REFUSALS, DELIVERIES, USAGE] {
        let Some(before) = term.before(&account, now) else { continue };
        if hub.db.read_apart(move |tx| retention::is_due(tx, term.kind, before))? {
            let gone = hub.db.write_apart(move |tx| retention::trim(tx, term.kind, before, STEP))?;
            tracing::debug!(what = term.field, gone, "what is too old is deleted");
            if gone > 0 {
                return Ok(gone);
            }
        }
    }
    Ok(0)
}
