//! How keys are used, counted in memory during every call and written to the database every few seconds.
//!
//! A call costs an uncontended lock and two look-ups; nothing is written while it is answered.

mod outcome;
mod tally;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arc_swap::ArcSwap;
use database::Database;
use wire::{Moment, Zone};

use crate::access::grant::Methods;
use crate::fault::Fault;

pub use outcome::Outcome;
pub use tally::Call;
use tally::Tally;

/// For how long counts by the hour are kept, in hours.
pub const HOURS_KEPT: i64 = 14 * 24;
/// For how long counts by store and hour are kept, in hours: a store that fell silent is compared with the weeks before.
pub const STORE_HOURS_KEPT: i64 = 45 * 24;
/// How often counts are written to the database, in milliseconds; what a sudden end can lose.
pub const FLUSH_EVERY: u64 = 2000;

/// Threads count apart, so that they never wait for each other.
const SHARDS: usize = 16;

/// The counters of a hub.
pub struct Usage {
    shards: Vec<Mutex<Tally>>,
    since: Moment,
    trials: ArcSwap<HashMap<i64, Methods>>,
    any_trial: AtomicBool,
    /// Whether the database knows since when calls are counted.
    begun: AtomicBool,
}

impl Usage {
    /// Counters that stand at zero.
    pub fn new(since: Moment) -> Self {
        let shards = (0..SHARDS).map(|_| Mutex::default()).collect();
        Self { shards, since, trials: ArcSwap::default(), any_trial: AtomicBool::new(false), begun: AtomicBool::new(false) }
    }

    /// Counts a call.
    pub fn note(&self, call: &Call<'_>) {
        let mut outside = false;
        if self.any_trial.load(Ordering::Relaxed) && !call.outcome.is_refusal() {
            outside = self.trials.load().get(&call.key).is_some_and(|methods| !methods.contains(call.method));
        }
        lock(&self.shards[shard()]).note(call, outside);
    }

    /// Sets the narrower grants on trial, by key. Calls outside of them are let in as before, and counted.
    pub fn set_trials(&self, trials: HashMap<i64, Methods>) {
        let any = !trials.is_empty();
        self.trials.store(Arc::new(trials));
        self.any_trial.store(any, Ordering::Relaxed);
    }

    /// Tells the database what was counted since the last time, in one transaction; true when there was anything to write. The
    /// first time there is: since when calls are counted.
    ///
    /// # Errors
    /// The database failed; the counts are kept for the next time.
    pub fn flush(&self, db: &Database, zone: &Zone) -> Result<bool, Fault> {
        let mut counted = Tally::default();
        for shard in &self.shards {
            let taken = std::mem::take(&mut *lock(shard));
            counted.merge(taken);
        }
        if counted.is_empty() && self.begun.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let harvest = counted.harvest(zone, self.since);
        // Not apart: what follows changes of keys must not wait for it.
        match db.write_now(move |tx| Ok::<_, Fault>(database::usage::add(tx, &harvest)?)) {
            Ok(()) => {
                self.begun.store(true, Ordering::Relaxed);
                Ok(true)
            }
            Err(fault) => {
                lock(&self.shards[0]).merge(counted);
                Err(fault)
            }
        }
    }
}

/// The day since 1970 of a moment, in a zone.
pub fn day_of(zone: &Zone, moment: Moment) -> i64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    zone.day_of(moment).since(epoch).map_or(0, |span| i64::from(span.get_days()))
}

/// This thread's shard.
fn shard() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    thread_local! {
        static MINE: usize = NEXT.fetch_add(1, Ordering::Relaxed) % SHARDS;
    }
    MINE.with(|mine| *mine)
}

/// Each change is one addition, so what a thread that panicked left behind is whole.
fn lock(shard: &Mutex<Tally>) -> MutexGuard<'_, Tally> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}
