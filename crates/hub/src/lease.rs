//! Until when the picture in memory may be relied on.
//!
//! A key that is switched off anywhere must be refused here too. A node that cannot hear of changes therefore stops
//! letting calls in, before those who make changes stop waiting for it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use domain::clock::Clock;

/// The trust a node has in its own memory.
#[derive(Debug)]
pub struct Lease {
    /// In milliseconds of the program's life; [`FOREVER`] needs no clock.
    until: AtomicU64,
    /// How often trust was withdrawn.
    withdrawn: Mutex<u64>,
}

const FOREVER: u64 = u64::MAX;

impl Default for Lease {
    /// A lease without end, for a hub without other programs on its database.
    fn default() -> Self {
        Self { until: AtomicU64::new(FOREVER), withdrawn: Mutex::new(0) }
    }
}

impl Lease {
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

    /// How often it was withdrawn so far; asked before memory is brought up to date, passed to [`Lease::renew`] after.
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
        let lease = Lease::default();
        assert!(lease.holds());
        lease.renew(0, Some(Clock::uptime()));
        assert!(!lease.holds());
        lease.renew(0, Some(Clock::uptime() + Duration::from_secs(60)));
        assert!(lease.holds());
        lease.withdraw();
        assert!(!lease.holds());
    }

    #[test]
    fn a_picture_read_before_a_withdrawal_does_not_restore_trust() {
        let lease = Lease::default();
        let before = lease.withdrawals();
        lease.withdraw();
        lease.renew(before, None);
        assert!(!lease.holds());
        lease.renew(lease.withdrawals(), None);
        assert!(lease.holds());
    }
}
