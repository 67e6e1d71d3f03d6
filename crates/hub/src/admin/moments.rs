//! Moments as people read them: how long ago or how far ahead up to a month, a date beyond, the exact time on hover.

use wire::{Moment, Zone};

use super::words::Words;

/// Seconds of a minute, of an hour and of a day.
const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A moment on a page: `<time title="exact">text</time>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// Such as "12 min ago", "in 58 days" or "26 Jan 2027".
    pub text: String,
    /// Date and time to the second, with the name of the zone.
    pub exact: String,
}

impl When {
    /// A moment (Unix seconds) as it is seen at another one.
    pub fn of(words: Words, zone: &Zone, at: i64, now: Moment) -> Self {
        let text = relative(words, at, now).unwrap_or_else(|| date(words, zone, at));
        Self { text, exact: exact(words, zone, at) }
    }

    /// A moment by its date, such as "26 Jan 2027".
    pub fn dated(words: Words, zone: &Zone, at: i64) -> Self {
        Self { text: date(words, zone, at), exact: exact(words, zone, at) }
    }
}

/// How long ago, or how far ahead; none beyond a month.
fn relative(words: Words, at: i64, now: Moment) -> Option<String> {
    let span = now.0.saturating_sub(at);
    let (unit, count) = match span.saturating_abs() {
        0..MINUTE => ("now", 0),
        length @ MINUTE..HOUR => ("minutes", length / MINUTE),
        length @ HOUR..DAY => ("hours", length / HOUR),
        length if length < 31 * DAY => ("days", length / DAY),
        _ => return None,
    };
    let name = if span >= 0 { format!("moment-ago-{unit}") } else { format!("moment-in-{unit}") };
    Some(words.count(&name, count))
}

/// A date in the order and with the name of the month of the language.
pub fn date(words: Words, zone: &Zone, at: i64) -> String {
    let local = zone.local(Moment(at));
    let month = words.say(&format!("moment-month-{}", local.month()));
    words.fill("moment-date", &[], &[("day", &local.day().to_string()), ("month", &month), ("year", &local.year().to_string())])
}

/// A day without its year, such as "31 Oct".
pub fn day(words: Words, zone: &Zone, at: i64) -> String {
    let local = zone.local(Moment(at));
    let month = words.say(&format!("moment-month-{}", local.month()));
    words.fill("moment-day", &[], &[("day", &local.day().to_string()), ("month", &month)])
}

fn exact(words: Words, zone: &Zone, at: i64) -> String {
    let written = zone.write(Moment(at));
    let time = written.split_once(' ').map_or("", |(_, time)| time);
    format!("{}, {time} {}", date(words, zone, at), zone.name().unwrap_or("UTC"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_relative_for_a_month() {
        let (zone, now) = (Zone::utc(), Moment(1_764_403_200));
        let text = |language, at| When::of(Words::of(language), &zone, at, now).text;
        assert_eq!(text("en", now.0 - 30), "just now");
        assert_eq!(text("en", now.0 - 12 * MINUTE), "12 min ago");
        assert_eq!(text("en", now.0 + 90 * MINUTE), "in 1 hour");
        assert_eq!(text("ru", now.0 - 2 * DAY), "2 дня назад");
        assert_eq!(text("es", now.0 + 5 * DAY), "en 5 días");
        assert_eq!(text("en", now.0 - 60 * DAY), "30 Sep 2025");
        assert_eq!(text("ru", now.0 - 60 * DAY), "30 сент. 2025");
        assert_eq!(When::of(Words::of("en"), &zone, now.0, now).exact, "29 Nov 2025, 08:00:00 UTC");
        // The ends of time are dates like others.
        assert!(!text("en", i64::MAX / 2).is_empty() && !text("en", i64::MIN / 2).is_empty());
    }
}
