//! What is logged once a minute at most, however often it happens: strangers do not fill the log.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::clock::Clock;

const QUIET: Duration = Duration::from_secs(60);

/// When something was last logged, in the program's uptime.
#[derive(Debug, Default)]
pub struct Seldom(Mutex<Option<Duration>>);

impl Seldom {
    /// Writes it, unless it was written a short time ago.
    pub fn log(&self, write: impl FnOnce()) {
        let now = Clock::uptime();
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_none_or(|last| now >= last + QUIET) {
            *last = Some(now);
            write();
        }
    }
}
