//! Until when the picture in memory may be relied on.
//!
//! A key that is switched off anywhere must be refused here too. A node that cannot hear of changes therefore stops
//! letting calls in, before those who make changes stop waiting for it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::clock::Clock;

/// The trust a node has in its own memory.
#[derive(Debug)]
pub struct Trust {
    /// In milliseconds of the program's life; [`FOREVER`] needs no clock.
    until: AtomicU64,
    /// How often trust was withdrawn.
    withdrawn: Mutex<u64>,
}

const FOREVER: u64 = u64::MAX;

impl Default for Trust {
    /// Trust without end, for a hub that nobody else can change.
    fn default() -> Self {
        Self { until: AtomicU64::new(FOREVER), withdrawn: Mutex::new(0) }
    }
}

impl Trust {
    /// True when calls may be let in.
    pub fn holds(&self) -> bool {
        let until = self.until.load(Ordering::SeqCst);
        until == FOREVER || millis(Clock::uptime()) < until
    }

    /// Ends it at once: memory is known to be behind.
    pub fn withdraw(&self) {
        let mut withdrawn = self.withdrawn.lock().unwrap_or_else(PoisonError::into_inner);
        *withdrawn += 1;
        self.until.store(0, Ordering::SeqCst);
    }

    /// How often it was withdrawn so far; asked before memory is brought up to date, told to [`Trust::renew`] after.
    pub fn withdrawals(&self) -> u64 {
        *self.withdrawn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Trusts until a moment of [`Clock::uptime`], or without end, unless trust was withdrawn meanwhile.
    pub fn renew(&self, withdrawals: u64, until: Option<Duration>) {
        let withdrawn = self.withdrawn.lock().unwrap_or_else(PoisonError::into_inner);
        if *withdrawn == withdrawals {
            self.until.store(until.map_or(FOREVER, millis), Ordering::SeqCst);
        }
    }
}

fn millis(time: Duration) -> u64 {
    time.as_millis().try_into().unwrap_or(FOREVER - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trust_ends_when_it_is_not_renewed_or_is_withdrawn() {
        let trust = Trust::default();
        assert!(trust.holds());
        trust.renew(0, Some(Clock::uptime()));
        assert!(!trust.holds());
        trust.renew(0, Some(Clock::uptime() + Duration::from_secs(60)));
        assert!(trust.holds());
        trust.withdraw();
        assert!(!trust.holds());
    }

    #[test]
    fn a_picture_read_before_a_withdrawal_does_not_restore_trust() {
        let trust = Trust::default();
        let before = trust.withdrawals();
        trust.withdraw();
        trust.renew(before, None);
        assert!(!trust.holds());
        trust.renew(trust.withdrawals(), None);
        assert!(trust.holds());
    }
}
