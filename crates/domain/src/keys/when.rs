//! Moments as people write them: a day, a point in time, or a span from now.

use jiff::civil::{Date, DateTime};
use wire::{Moment, Zone};

use super::rotation::span;

/// Reads `2027-01-31` (the day begins), `2027-01-31 18:00` and `2027-01-31T18:00` (both in the account's zone),
/// `2027-01-31T18:00:00Z`, or a span from now: `24h`, `30d`.
///
/// # Errors
/// It is none of them.
pub fn parse(text: &str, zone: &Zone, now: Moment) -> Result<i64, String> {
    let text = text.trim();
    if let Some(seconds) = span(text.trim_start_matches('+')) {
        return Ok(now.0.saturating_add(seconds));
    }
    if let Ok(moment) = text.parse::<jiff::Timestamp>() {
        return Ok(moment.as_second());
    }
    // A point in time would be read as a day too, and its hours be lost.
    if text.len() <= 10
        && let Ok(day) = text.parse::<Date>()
    {
        return Ok(zone.day_start(day).0);
    }
    if let Ok(local) = text.parse::<DateTime>() {
        return Ok(zone.at(local).0);
    }
    Err(format!("\"{text}\" is not a valid time. Examples: 2027-01-31, 2027-01-31 18:00, 24h or 30d from now"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_times_and_spans() {
        let madrid = Zone::named("Europe/Madrid").unwrap_or_else(|_| Zone::utc());
        let read = |text: &str| {
            parse(text, &madrid, Moment(1_000))
                .map(|seconds| jiff::Timestamp::from_second(seconds).map(|at| at.to_string()).unwrap_or_default())
        };
        assert_eq!(read("2027-01-31").as_deref(), Ok("2027-01-30T23:00:00Z"));
        assert_eq!(read("2027-07-31 18:00").as_deref(), Ok("2027-07-31T16:00:00Z"));
        assert_eq!(read("2027-07-31T18:00").as_deref(), Ok("2027-07-31T16:00:00Z"));
        assert_eq!(read("2027-07-31T18:00:00Z").as_deref(), Ok("2027-07-31T18:00:00Z"));
        assert_eq!(parse("30d", &madrid, Moment(1_000)), Ok(1_000 + 30 * 86_400));
        assert_eq!(parse("+24h", &madrid, Moment(1_000)), Ok(1_000 + 86_400));
        for wrong in ["tomorrow", "2027-13-01", "", "31.01.2027"] {
            assert!(parse(wrong, &madrid, Moment(0)).is_err(), "{wrong}");
        }
    }
}
