//! The clock: the one place that asks what time it is.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use wire::Moment;

/// Tells the time; a test may hold it still and move it.
#[derive(Debug, Clone, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands at `moment` until [`Clock::set`].
    pub fn standing(moment: Moment) -> Self {
        Self(Some(Arc::new(AtomicI64::new(moment.0))))
    }

    /// Moves a standing clock; the machine's clock takes no orders.
    pub fn set(&self, moment: Moment) {
        if let Some(hand) = &self.0 {
            hand.store(moment.0, Ordering::SeqCst);
        }
    }

    /// How long the program has run, on a clock that cannot be set: for measuring how much time has passed.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn uptime() -> Duration {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        START.elapsed()
    }

    /// The machine's time in nanoseconds since 1970: for traces, which other programs' clocks are compared with.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn unix_nanos() -> u64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX / 2))
    }

    /// Now, in whole seconds.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> Moment {
        match &self.0 {
            Some(hand) => Moment(hand.load(Ordering::SeqCst)),
            None => Moment(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64)),
        }
    }
}

/// The name of the machine's own time zone: that of `TZ`, else the one the system is set to, else `UTC`.
pub fn zone() -> String {
    jiff::tz::TimeZone::system().iana_name().unwrap_or("UTC").to_owned()
}
