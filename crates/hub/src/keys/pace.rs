//! How fast a key may call: so many calls at once, and as many more each second.
//!
//! One number a key and kind of method: the moment up to which its calls are paid for (the generic cell rate
//! algorithm). Counted by this server alone; several servers let as many times more through.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Microseconds of calls that may be made at once.
const SPAN: u64 = 1_000_000;

/// How much faster telephony may call than everything else: 40 calls a second beside 10.
pub const TELEPHONY: u32 = 4;

/// Where a key stands.
#[derive(Debug, Default)]
pub struct Pace {
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
    /// It may not before so long.
    After(Duration),
}

impl Clone for Pace {
    /// Where the key stands at this moment.
    fn clone(&self) -> Self {
        let at = |cell: &AtomicU64| AtomicU64::new(cell.load(Ordering::Relaxed));
        Self { telephony: at(&self.telephony), others: at(&self.others) }
    }
}

impl Pace {
    /// Takes a turn. `rate` is in calls a second and not 0, `now` is the program's uptime.
    pub fn take(&self, telephony: bool, rate: u32, now: Duration) -> Turn {
        let (cell, rate) = if telephony { (&self.telephony, rate.saturating_mul(TELEPHONY)) } else { (&self.others, rate) };
        let cost = SPAN / u64::from(rate.clamp(1, SPAN as u32));
        // From one on, so that a cell that was never used is not in the future of the program's first moment.
        let now = u64::try_from(now.as_micros()).unwrap_or(u64::MAX / 2);
        let mut paid = cell.load(Ordering::Relaxed);
        loop {
            let next = paid.max(now) + cost;
            if next > now + SPAN {
                return Turn::After(Duration::from_micros(next - now - SPAN));
            }
            match cell.compare_exchange_weak(paid, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return Turn::Now { left: ((now + SPAN - next) / cost) as u32 },
                Err(newer) => paid = newer,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicU32;

    fn turns(pace: &Pace, telephony: bool, rate: u32, now: Duration) -> u32 {
        (0..1000).take_while(|_| matches!(pace.take(telephony, rate, now), Turn::Now { .. })).count() as u32
    }

    #[test]
    fn ten_a_second_and_forty_of_telephony() {
        let (pace, start) = (Pace::default(), Duration::from_secs(5));
        assert_eq!(turns(&pace, false, 10, start), 10);
        assert_eq!(pace.take(false, 10, start), Turn::After(Duration::from_millis(100)));
        assert_eq!(turns(&pace, true, 10, start), 40, "telephony has a budget of its own");
        assert_eq!(turns(&pace, false, 10, start + Duration::from_millis(250)), 2);
        assert_eq!(turns(&pace, false, 10, start + Duration::from_secs(60)), 10, "a quiet minute does not add up");
    }

    #[test]
    fn what_is_left_falls_to_nothing_exactly_at_the_refusal() {
        let (pace, now) = (Pace::default(), Duration::ZERO);
        let left: Vec<Turn> = (0..4).map(|_| pace.take(false, 3, now)).collect();
        assert_eq!(left[..3], [Turn::Now { left: 2 }, Turn::Now { left: 1 }, Turn::Now { left: 0 }]);
        assert!(matches!(left[3], Turn::After(_)));
    }

    #[test]
    fn sixteen_threads_get_what_one_would() {
        let (pace, made) = (Pace::default(), AtomicU32::new(0));
        std::thread::scope(|scope| {
            for _ in 0..16 {
                scope.spawn(|| made.fetch_add(turns(&pace, false, 500, Duration::from_secs(1)), Ordering::SeqCst));
            }
        });
        assert_eq!(made.into_inner(), 500);
    }
}
