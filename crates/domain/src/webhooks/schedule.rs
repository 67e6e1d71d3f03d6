//! When a delivery that failed is tried again, and when a webhook is given up.

/// The pauses between attempts grow five-fold from the first to the last, in seconds.
const FIRST: i64 = 5;
const LAST: i64 = 36_000;
/// After so many attempts a delivery is given up.
pub const ATTEMPTS: i64 = 9;
/// A webhook that takes nothing for so many seconds is given up.
pub const PATIENCE: i64 = 3 * 86_400;

/// The pause after the attempt of this number, counted from 1, in seconds; none after the last one. `chance` spreads the
/// pauses by a fifth both ways, so that what failed together does not come back together.
pub fn pause(attempt: i64, chance: u8) -> Option<i64> {
    if attempt >= ATTEMPTS {
        return None;
    }
    let steps = u32::try_from(attempt.max(1) - 1).unwrap_or(0);
    let pause = FIRST.saturating_mul(5_i64.saturating_pow(steps)).min(LAST);
    let spread = pause * 2 / 5;
    Some((pause - spread / 2 + spread * i64::from(chance) / 255).clamp(1, LAST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_from_seconds_to_ten_hours() {
        let pauses: Vec<i64> = (1..ATTEMPTS).filter_map(|attempt| pause(attempt, 128)).collect();
        assert_eq!(pauses, [5, 25, 125, 625, 3127, 15_637, 36_000, 36_000]);
        assert_eq!(pause(ATTEMPTS, 0), None);
        assert_eq!(pause(i64::MAX, 0), None);
    }

    #[test]
    fn chance_spreads_them_by_a_fifth() {
        for attempt in 1..ATTEMPTS {
            let of = |chance| pause(attempt, chance).unwrap_or_default();
            assert!(of(0) >= 1 && of(0) < of(255) && of(255) <= LAST, "{attempt}");
            assert!((0..=255).all(|chance| of(chance) >= of(0) && of(chance) <= of(255)));
        }
        assert_eq!((pause(4, 0), pause(4, 255)), (Some(500), Some(750)));
    }
}
