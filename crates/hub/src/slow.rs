//! Slow reads: lists, histories, exports, charts. They have a bounded number of places, are stopped when their client goes,
//! and have to end in time.

use std::time::Duration;

use database::{Database, Tx};
use domain::fault::Fault;
use wire::Problem;

use crate::read_slots::{Full, Limits, Owner, Slot, Slots};

/// How slow reads are bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// How many run at once, how many wait, and for how long.
    pub limits: Limits,
    /// How long one may take.
    pub time: Duration,
}

impl Bounds {
    /// So many at once, of which one key or one person may have half; so many may wait, of which a quarter of one of them.
    pub fn new(places: usize, queue: usize, wait: Duration, time: Duration) -> Self {
        let (places_each, queue_each) = (places.div_ceil(2), queue.div_ceil(4));
        Self { limits: Limits { places, places_each, queue, queue_each, wait }, time }
    }

    /// Twice as many as there are processors: one key or person then keeps as many busy as there are, at most.
    pub fn usual_places() -> usize {
        2 * std::thread::available_parallelism().map_or(2, std::num::NonZero::get)
    }
}

impl Default for Bounds {
    fn default() -> Self {
        Self::new(Self::usual_places(), 512, Duration::from_secs(10), Duration::from_secs(30))
    }
}

/// The slow reads of a hub.
pub struct SlowReads {
    places: Slots,
    time: Duration,
}

impl SlowReads {
    /// None so far.
    pub fn new(bounds: Bounds) -> Self {
        Self { places: Slots::new(bounds.limits), time: bounds.time }
    }

    /// Reads, once the owner has a place. Dropping the future stops the read and gives up the place.
    ///
    /// # Errors
    /// Those of `work`, or 503: no place can be had, or the read took too long.
    pub async fn read<T: Send + 'static>(
        &self,
        db: &Database,
        owner: Owner,
        mut work: impl FnMut(&mut Tx<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let place = self.place(owner).await?;
        let held = move |tx: &mut Tx<'_>| {
            // It is let go of with the work, which is when the read has ended, even if its client still waits.
            let _held = &place;
            work(tx)
        };
        match tokio::time::timeout(self.time, db.read_slow(held)).await {
            Ok(Err(Fault::Database(database::Error::Stopped))) | Err(_) => Err(too_long(self.time).into()),
            Ok(read) => read,
        }
    }

    /// A place for work of which each read is short but which takes long as a whole.
    ///
    /// # Errors
    /// 503: none can be had.
    pub async fn place(&self, owner: Owner) -> Result<Slot, Fault> {
        self.places.take(owner).await.map_err(|Full| full().into())
    }

    /// How many places are taken, and how many calls wait for one.
    pub fn load(&self) -> (usize, usize) {
        (self.places.taken(), self.places.waiting())
    }
}

/// No place can be had.
fn full() -> Problem {
    Problem::unavailable()
        .after(2)
        .with("load", "Too many lists, histories and reports are read at the same time. Send fewer of them at once.")
}

/// A read was stopped.
fn too_long(time: Duration) -> Problem {
    let text =
        format!("This took longer than {} seconds and was stopped. Ask for less: a narrower filter or a later start.", time.as_secs());
    Problem::unavailable().after(30).with("load", text)
}
