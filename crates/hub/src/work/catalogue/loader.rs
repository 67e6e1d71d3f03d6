//! The thread of a server that loads the goods of stores when they are due.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use database::catalogue::loads::{Progress, note};
use domain::catalogue::loads;
use domain::fault::Fault;

use super::fetch::fetch;
use super::{Job, Stopped};
use crate::app::Hub;
use crate::threads;
use crate::work::post::Poster;

/// How often it looks whether something is due.
const LOOK: Duration = Duration::from_secs(2);
/// How soon it notices that it is to end.
const STEP: Duration = Duration::from_millis(100);
/// A load that waits for its feed gives a sign of life once in so many steps.
const SIGN: u32 = 30;

/// The thread; it ends with [`Loader::end`].
pub struct Loader {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Loader {
    /// Begins it.
    ///
    /// # Errors
    /// No thread can be started.
    pub fn begin(hub: Arc<Hub>) -> std::io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::Builder::new().name("catalogues".to_owned()).spawn(move || {
            let mut pause = Duration::ZERO;
            while !stopped.load(Ordering::SeqCst) {
                if pause > Duration::ZERO {
                    std::thread::sleep(STEP);
                    pause = pause.saturating_sub(STEP);
                    continue;
                }
                if let Err(error) = load_due(&hub, &stopped) {
                    tracing::warn!(%error, "catalogues cannot be loaded");
                }
                pause = LOOK;
            }
        })?;
        Ok(Self { stop, thread })
    }

    /// Ends it; a load that runs is given up, and begins anew when a server runs again.
    pub fn end(self) {
        self.stop.store(true, Ordering::SeqCst);
        // A thread that is gone has stopped already.
        let _ = self.thread.join();
    }
}

/// Loads what is due, one store after the other.
///
/// # Errors
/// The database failed.
pub fn load_due(hub: &Arc<Hub>, stopped: &AtomicBool) -> Result<(), Fault> {
    let (account, now) = (hub.account(), hub.clock.now());
    for (site, url) in hub.db.read_apart(move |tx| loads::due(tx, &account, now))? {
        if stopped.load(Ordering::SeqCst) {
            return Ok(());
        }
        let begun = url.clone();
        let Some(load) = hub.db.write_apart(move |tx| loads::begin_due(tx, site, &begun, now))? else { continue };
        match load_one(hub, site, load, &url, stopped) {
            Ok(()) => {}
            Err(Stopped::Failed(error)) => return Err(error),
            Err(Stopped::Aborted) => tracing::info!(site, "a load of a catalogue was given up"),
            Err(Stopped::Broken(broken)) => {
                tracing::warn!(site, reason = broken.sentence(), "a catalogue cannot be loaded; the store keeps the one it has");
            }
        }
    }
    Ok(())
}

fn load_one(hub: &Hub, site: i64, load: i64, url: &str, stopped: &AtomicBool) -> Result<(), Stopped> {
    let job = Job { db: &hub.db, clock: &hub.clock, site, load };
    let poster = Poster::new(hub.settings.outside.private_addresses);
    let runtime = threads::single().map_err(|error| job.fail("unreachable", error.to_string()))?;
    let fetched = runtime.block_on(async {
        let ended = async {
            let mut steps = 0;
            while !stopped.load(Ordering::SeqCst) {
                tokio::time::sleep(STEP).await;
                steps += 1;
                if steps % SIGN == 0 {
                    let now = hub.clock.now().0;
                    // A sign that is missed is given again.
                    let noted = hub.db.write(move |tx| Ok::<_, Fault>(note(tx, site, load, &Progress::default(), now)?)).await;
                    if matches!(noted, Ok(false)) {
                        return;
                    }
                }
            }
        };
        tokio::select! {
            fetched = fetch(&poster, url, &hub.settings.data) => Some(fetched),
            () = ended => None,
        }
    });
    let file = match fetched {
        Some(Ok(file)) => file,
        Some(Err(error)) => return Err(job.fail("unreachable", error)),
        None => return Err(job.fail("aborted", String::new())),
    };
    let loaded = job.run(file, &mut |_| !stopped.load(Ordering::SeqCst))?;
    let (offers, changed) = (loaded.progress.offers, loaded.progress.changed);
    tracing::info!(site, offers, changed, gone = loaded.gone, refused = loaded.progress.refused, "a catalogue was loaded");
    Ok(())
}
