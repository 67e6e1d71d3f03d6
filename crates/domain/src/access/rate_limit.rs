//! How fast a key may call: so many calls at once, and as many more each second. A call above that waits for its turn,
//! since shop modules do not try again, and is refused only where the wait would be too long.
//!
//! One number a key and kind of method: the moment up to which its calls are paid for (the generic cell rate
//! algorithm). A call that waits has paid already, so calls of one key go on in the order in which they came. Counted by
//! this server alone; several servers let as many times more through.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Microseconds of a second.
const SECOND: u64 = 1_000_000;

/// How much faster telephony may call than everything else: 40 calls a second beside 10.
pub const TELEPHONY: u32 = 4;

/// The longest that a call waits for its turn.
pub const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// How many calls of one key, of one kind of method, wait at the same time.
const PLACES: u64 = 256;

/// How often calls may come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Allowance {
    /// Calls a second; 0 for as many as come.
    pub rate: u32,
    /// Calls at once; 0 for as many as in a second.
    burst: u32,
    /// Whether a call above the rate waits for its turn.
    waits: bool,
}

impl Allowance {
    /// So many calls a second, so many at once, and whether more of them wait.
    pub fn of(rate: u32, burst: u32, waits: bool) -> Self {
        Self { rate, burst, waits }
    }

    /// Calls at once.
    pub fn burst(self) -> u32 {
        if self.burst == 0 { self.rate } else { self.burst }
    }
}

/// Where a key stands.
#[derive(Debug, Default)]
pub struct RateLimit {
    telephony: AtomicU64,
    others: AtomicU64,
}

/// Whether one more call may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It may; so many more could follow at once.
    Now {
        /// Calls left.
        left: u32,
    },
    /// It may after so long, and its turn is kept for it.
    Wait(Duration),
    /// It may not; a turn would be free after so long.
    After(Duration),
}

impl Clone for RateLimit {
    /// Where the key stands at this moment.
    fn clone(&self) -> Self {
        let at = |cell: &AtomicU64| AtomicU64::new(cell.load(Ordering::Relaxed));
        Self { telephony: at(&self.telephony), others: at(&self.others) }
    }
}

impl RateLimit {
    /// Takes a turn. The rate is not 0; `now` is the program's uptime.
    pub fn take(&self, telephony: bool, allowance: Allowance, now: Duration) -> Turn {
        let (cell, faster) = if telephony { (&self.telephony, TELEPHONY) } else { (&self.others, 1) };
        let cost = SECOND / u64::from(allowance.rate.saturating_mul(faster).clamp(1, SECOND as u32));
        let span = cost * u64::from(allowance.burst().saturating_mul(faster).max(1));
        let longest = if allowance.waits { (PLACES * cost).min(LONGEST_WAIT.as_micros() as u64) } else { 0 };
        // From one on, so that a cell that was never used is not in the future of the program's first moment.
        let now = u64::try_from(now.as_micros()).unwrap_or(u64::MAX / 2);
        let mut paid = cell.load(Ordering::Relaxed);
        loop {
            let next = paid.max(now) + cost;
            let wait = next.saturating_sub(now + span);
            if wait > longest {
                return Turn::After(Duration::from_micros(wait - longest));
            }
            match cell.compare_exchange_weak(paid, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) if wait > 0 => return Turn::Wait(Duration::from_micros(wait)),
                Ok(_) => return Turn::Now { left: ((now + span - next) / cost) as u32 },
                Err(newer) => paid = newer,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU32;

    const START: Duration = Duration::from_secs(5);

    fn hasty(rate: u32) -> Allowance {
        Allowance::of(rate, 0, false)
    }

    fn turns(rate_limit: &RateLimit, telephony: bool, allowance: Allowance, now: Duration) -> u32 {
        (0..1000).take_while(|_| matches!(rate_limit.take(telephony, allowance, now), Turn::Now { .. })).count() as u32
    }

    #[test]
    fn ten_a_second_and_forty_of_telephony() {
        let rate_limit = RateLimit::default();
        assert_eq!(turns(&rate_limit, false, hasty(10), START), 10);
        assert_eq!(rate_limit.take(false, hasty(10), START), Turn::After(Duration::from_millis(100)));
        assert_eq!(turns(&rate_limit, true, hasty(10), START), 40, "telephony has a budget of its own");
        assert_eq!(turns(&rate_limit, false, hasty(10), START + Duration::from_millis(250)), 2);
        assert_eq!(turns(&rate_limit, false, hasty(10), START + Duration::from_secs(60)), 10, "a quiet minute does not add up");
    }

    #[test]
    fn a_burst_is_filled_again_at_the_rate() {
        let (rate_limit, allowance) = (RateLimit::default(), Allowance::of(10, 100, false));
        assert_eq!(turns(&rate_limit, false, allowance, START), 100);
        assert_eq!(turns(&rate_limit, false, allowance, START + Duration::from_secs(1)), 10);
        assert_eq!(turns(&rate_limit, true, allowance, START), 400);
        assert_eq!(turns(&RateLimit::default(), false, Allowance::of(10, 1, false), START), 1, "a burst may be smaller than the rate");
    }

    #[test]
    fn calls_above_the_rate_wait_in_the_order_in_which_they_came_and_for_five_seconds_at_most() {
        let (rate_limit, allowance) = (RateLimit::default(), Allowance::of(10, 0, true));
        assert_eq!(turns(&rate_limit, false, allowance, START), 10);
        // The call that ended the loop above has the first turn.
        let waits: Vec<Turn> = (0..50).map(|_| rate_limit.take(false, allowance, START)).collect();
        let kept = (2..=50).map(|place| Turn::Wait(Duration::from_millis(100 * place)));
        assert!(waits.iter().copied().eq(kept.chain([Turn::After(Duration::from_millis(100))])), "{waits:?}");
        assert_eq!(
            rate_limit.take(false, allowance, START + Duration::from_millis(100)),
            Turn::Wait(LONGEST_WAIT),
            "a place is free again"
        );
    }

    #[test]
    fn places_are_bounded_whatever_the_rate() {
        let (rate_limit, allowance) = (RateLimit::default(), Allowance::of(1000, 1, true));
        let taken = (0..1000).take_while(|_| !matches!(rate_limit.take(false, allowance, START), Turn::After(_))).count();
        assert_eq!(taken, 1 + PLACES as usize);
    }

    #[test]
    fn what_is_left_falls_to_nothing_exactly_at_the_refusal() {
        let (rate_limit, now) = (RateLimit::default(), Duration::ZERO);
        let left: Vec<Turn> = (0..4).map(|_| rate_limit.take(false, hasty(3), now)).collect();
        assert_eq!(left[..3], [Turn::Now { left: 2 }, Turn::Now { left: 1 }, Turn::Now { left: 0 }]);
        assert!(matches!(left[3], Turn::After(_)));
    }

    #[test]
    fn sixteen_threads_get_what_one_would() {
        let (rate_limit, made) = (RateLimit::default(), AtomicU32::new(0));
        std::thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| made.fetch_add(turns(&rate_limit, false, hasty(500), Duration::from_secs(1)), Ordering::SeqCst));
            }
        });
        assert_eq!(made.into_inner(), 500);
    }
}
