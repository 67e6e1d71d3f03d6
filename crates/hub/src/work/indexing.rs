//! The thread of a server that makes what lists find rows by, and counts what histories have: a moment after rows were
//! written, many at once.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use database::facets::{self, Progress};
use database::{Tx, history_blocks};
use domain::fault::Fault;

use crate::app::Hub;

/// How often it looks for rows that were written: until then lists look at these one by one.
const LOOK: Duration = Duration::from_millis(200);
/// How long it rests between two batches of rows from before, so that callers come first.
const REST: Duration = Duration::from_millis(5);
/// How long it waits after a failure.
const LATER: Duration = Duration::from_secs(2);
/// As many rows as one step takes: where as many wait, it does not rest.
const MANY: i64 = 500;

/// The thread; it ends with [`Indexing::end`].
pub struct Indexing {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Indexing {
    /// Begins it.
    ///
    /// # Errors
    /// No thread can be started.
    pub fn begin(hub: Arc<Hub>) -> std::io::Result<Self> {
        let (stop, stopped) = mpsc::channel();
        let thread = std::thread::Builder::new().name("indexing".to_owned()).spawn(move || {
            let (mut pause, mut view) = (Duration::ZERO, None);
            while stopped.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                pause = match step(&hub) {
                    Ok((pause, progress)) => {
                        report(progress, &mut view);
                        pause
                    }
                    Err(error) => {
                        tracing::warn!(%error, "rows could not be indexed; lists look at them one by one until they are");
                        LATER
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

/// Writes to the log how far rows from before are, at every tenth part.
fn report(progress: Option<Progress>, view: &mut Option<i64>) {
    match progress {
        Some(progress) if progress.of > 0 => {
            let percent = progress.done * 100 / progress.of;
            if view.is_none_or(|view| percent >= view + 10) {
                tracing::info!(percent, "the index of lists is being built; until it is, filters take longer");
                *view = Some(percent);
            }
        }
        Some(_) => {}
        None => {
            if view.take().is_some() {
                tracing::info!("the index of lists is built");
            }
        }
    }
}

/// One batch: after which pause the next one is due, and how far rows from before are. To look whether there is one, nothing
/// is written.
fn step(hub: &Hub) -> Result<(Duration, Option<Progress>), Fault> {
    let due = |tx: &mut Tx<'_>| Ok::<_, Fault>((facets::progress(tx)?, facets::waiting(tx, MANY)?, history_blocks::is_due(tx)?));
    let (progress, waiting, block) = hub.db.read_apart(due)?;
    if block {
        // By itself: it may wait for those who write to a history.
        hub.db.write_apart(|tx| Ok::<_, Fault>(history_blocks::step(tx)?))?;
    }
    if progress.is_none() && waiting == 0 {
        return Ok((if block { REST } else { LOOK }, None));
    }
    let prepared = hub.db.read_apart(|tx| Ok::<_, Fault>(facets::prepare(tx)?))?;
    if prepared.is_empty() {
        hub.db.write_apart(|tx| Ok::<_, Fault>(facets::step(tx)?))?;
    }
    for prepared in prepared {
        hub.db.write_apart(move |tx| Ok::<_, Fault>(facets::enter(tx, &prepared)?))?;
    }
    let pause = match progress {
        _ if waiting >= MANY => Duration::ZERO,
        Some(_) => REST,
        None => LOOK,
    };
    Ok((pause, progress))
}
