//! The thread of a server that reads kept phones again, where that is due.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use domain::fault::Fault;
use domain::readings;

use crate::app::Hub;

/// How long it rests between two batches, so that callers come first.
const REST: Duration = Duration::from_millis(20);
/// How often it looks whether something is due.
const LOOK: Duration = Duration::from_secs(2);

/// The thread; it ends with [`Rereading::end`].
pub struct Rereading {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Rereading {
    /// Begins it.
    ///
    /// # Errors
    /// No thread can be started.
    pub fn begin(hub: Arc<Hub>) -> std::io::Result<Self> {
        let (stop, stopped) = mpsc::channel();
        let thread = std::thread::Builder::new().name("rereading".to_owned()).spawn(move || {
            let (mut pause, mut view) = (Duration::ZERO, None);
            while stopped.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                pause = match step(&hub) {
                    Ok(Some(progress)) => {
                        let percent = progress.percent();
                        if view.is_none_or(|view| percent >= view + 10) && progress.of > 0 {
                            tracing::info!(percent, "phones and e-mails of customers and orders are read again");
                            view = Some(percent);
                        }
                        REST
                    }
                    Ok(None) => {
                        view = None;
                        LOOK
                    }
                    Err(error) => {
                        tracing::warn!(%error, "phones could not be read again; it is tried once more");
                        LOOK
                    }
                };
            }
        })?;
        Ok(Self { stop, thread })
    }

    /// Ends it; what is left is done when a server runs again.
    pub fn end(self) {
        // A thread that is gone has stopped already.
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

/// One batch. To look whether there is one to do, nothing is written.
fn step(hub: &Hub) -> Result<Option<readings::Progress>, Fault> {
    match hub.db.read_now(readings::progress)? {
        Some(_) => hub.db.write_apart(readings::step),
        None => Ok(None),
    }
}
