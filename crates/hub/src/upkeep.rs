//! What a server does besides answering: writes to the database how keys were used, every few seconds, and tidies up, every
//! hour.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use domain::access::usage::{FLUSH_EVERY, HOURS_KEPT, STORE_HOURS_KEPT, day_of};
use domain::fault::Fault;
use domain::retention::USAGE;
use domain::stale::{self, Rule};
use wire::Moment;

use crate::app::Hub;
use crate::file_store;

/// How often it is tidied up, in seconds of the hub's clock.
const TIDY_EVERY: i64 = 3600;

/// The upkeep of a server; it ends with [`Upkeep::end`].
pub struct Upkeep {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Upkeep {
    /// Begins it.
    ///
    /// # Errors
    /// No thread can be started.
    pub fn begin(hub: Arc<Hub>) -> std::io::Result<Self> {
        let (stop, stopped) = mpsc::channel();
        let thread = std::thread::Builder::new().name("upkeep".to_owned()).spawn(move || {
            let mut tidied = Moment(i64::MIN);
            while stopped.recv_timeout(Duration::from_millis(FLUSH_EVERY)) == Err(RecvTimeoutError::Timeout) {
                write_usage(&hub);
                let now = hub.clock.now();
                if now.0.saturating_sub(tidied.0) >= TIDY_EVERY {
                    tidied = now;
                    if let Err(error) = tidy(&hub, now) {
                        tracing::warn!(%error, "old counts of calls could not be tidied up");
                    }
                    if let Err(error) = file_store::tidy(&hub, now) {
                        tracing::warn!(%error, "the bytes of deleted files could not be tidied up");
                    }
                }
            }
            write_usage(&hub);
        })?;
        Ok(Self { stop, thread })
    }

    /// Ends it, once the server answers no more: the last counts are written.
    pub fn end(self) {
        // A thread that is gone has stopped already.
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

fn write_usage(hub: &Hub) {
    if let Err(error) = hub.usage.flush(&hub.db, &hub.account().zone) {
        tracing::warn!(%error, "how keys were used could not be written down; it is kept for the next time");
    }
}

/// The work of every hour: counts that are too old are forgotten, and unused keys are reported or disabled.
///
/// # Errors
/// The database failed.
pub fn tidy(hub: &Hub, now: Moment) -> Result<(), Fault> {
    let (hours, days) = (now.0.div_euclid(3600), USAGE.of(&hub.account()));
    let (hour, store_hour, day) = (hours - HOURS_KEPT, hours - STORE_HOURS_KEPT, day_of(&hub.account().zone, now) - days);
    let address = now.0 - days * 24 * 3600;
    hub.db.write_now(move |tx| Ok::<_, Fault>(database::usage::forget(tx, hour, store_hour, day, address)?))?;
    let rule = Rule::of(&hub.account());
    if !hub.db.read_now(move |tx| stale::due(tx, rule, now))?.is_empty() {
        let round = hub.db.write_now(move |tx| stale::make_round(tx, rule, now))?;
        tracing::info!(noticed = ?round.noticed, disabled = ?round.disabled, "unused keys");
    }
    Ok(())
}
