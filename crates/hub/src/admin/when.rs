//! Moments, sums of things and shares as people read them: in the language of the reader, with the exact time at hand.

use std::fmt;

use jiff::civil::{Date, DateTime};
use wire::{Moment, Zone};

use super::words::Words;

/// Seconds of a day.
const DAY: i64 = 86_400;
/// Past moments are shown in days back to this many, as a negative number.
const DAYS_AGO: i64 = -30;
/// In so many days, and no more, is said of what is to come.
const DAYS_AHEAD: i64 = 60;

/// What it takes to write moments for a reader.
#[derive(Clone)]
pub struct Times {
    words: Words,
    zone: Zone,
    now: Moment,
}

/// A moment as it is shown: `{{ when|safe }}` writes a `<time>` with the exact moment on hover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// Short, such as "2 days ago" or "19 Oct".
    pub text: String,
    /// To the second, with the time zone.
    pub exact: String,
    /// As programs read it, in UTC.
    machine: String,
}

impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Words and digits of our own: nothing here needs escaping.
        write!(out, "<time datetime=\"{}\" title=\"{}\">{}</time>", self.machine, self.exact, self.text)
    }
}

impl Times {
    /// Times for a reader of these words, in this zone, at this moment.
    pub fn new(words: Words, zone: &Zone, now: Moment) -> Self {
        Self { words, zone: zone.clone(), now }
    }

    /// A moment, in Unix seconds, relative to now where it is near, as a date where it is not.
    pub fn when(&self, at: i64) -> When {
        When { text: self.relative(at), exact: self.exact(at), machine: machine(at) }
    }

    /// A moment as a date, whatever time it is now.
    pub fn on(&self, at: i64) -> When {
        When { text: self.date(at), exact: self.exact(at), machine: machine(at) }
    }

    /// "just now", "12 min ago", "yesterday", "in 9 days"; a date for what is further away.
    pub fn relative(&self, at: i64) -> String {
        let (ago, days) = (self.now.0.saturating_sub(at), self.days_until(at));
        let count = |name: &str, count: i64| self.words.count(name, count);
        match ago {
            -44..=44 => self.words.say("when-now"),
            45..3600 => count("when-minutes-ago", ((ago + 30) / 60).clamp(1, 59)),
            -3599..=-45 => count("when-in-minutes", ((30 - ago) / 60).clamp(1, 59)),
            3600..43_200 => count("when-hours-ago", ago / 3600),
            -43_199..=-3600 => count("when-in-hours", -ago / 3600),
            _ => match days {
                0 if ago > 0 => count("when-hours-ago", ago / 3600),
                0 => count("when-in-hours", -ago / 3600),
                -1 => self.words.say("when-yesterday"),
                1 => self.words.say("when-tomorrow"),
                DAYS_AGO..=-2 => count("when-days-ago", -days),
                2..=DAYS_AHEAD => count("when-in-days", days),
                _ => self.date(at),
            },
        }
    }

    /// The day, such as "19 Oct"; with the year where it is another one.
    pub fn date(&self, at: i64) -> String {
        let (local, now) = (self.zone.local(Moment(at)), self.zone.local(self.now));
        let day = day_of_month(self.words, i64::from(local.month()), i64::from(local.day()));
        if local.year() == now.year() { day } else { with_year(self.words, &day, i64::from(local.year())) }
    }

    /// Day, time to the second and the name of the zone.
    pub fn exact(&self, at: i64) -> String {
        let local = self.zone.local(Moment(at));
        let day = day_of_month(self.words, i64::from(local.month()), i64::from(local.day()));
        let day = with_year(self.words, &day, i64::from(local.year()));
        let time = format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second());
        let zone = self.zone.name().unwrap_or("UTC");
        self.words.fill("when-exact", &[], &[("day", &day), ("time", &time), ("zone", zone)])
    }

    /// The hour of a moment, such as "15:00".
    pub fn hour(&self, at: i64) -> String {
        let local = self.zone.local(Moment(at));
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// How many days from today's date to that of a moment.
    fn days_until(&self, at: i64) -> i64 {
        let (then, today) = (self.zone.day_of(Moment(at)), self.zone.day_of(self.now));
        then.since(today).map_or(at.saturating_sub(self.now.0) / DAY, |span| i64::from(span.get_days()))
    }
}

/// A moment, in Unix seconds, to the minute: "26 Jan 2027, 15:04".
pub fn minute(words: Words, zone: &Zone, at: i64) -> String {
    let local = zone.local(Moment(at));
    at_time(words, local.date(), &format!("{:02}:{:02}", local.hour(), local.minute()))
}

/// A moment, in Unix seconds, to the second: "26 Jan 2027, 15:04:05".
pub fn second(words: Words, zone: &Zone, at: i64) -> String {
    let local = zone.local(Moment(at));
    at_time(words, local.date(), &format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second()))
}

/// A day or moment as a form has it, `2026-03-14` or `2026-03-14T15:00`; any other text stays as it is.
pub fn typed(words: Words, text: &str) -> String {
    let moment = text.parse::<DateTime>().map(|at| at_time(words, at.date(), &format!("{:02}:{:02}", at.hour(), at.minute())));
    let is_day = text.len() == "2026-03-14".len();
    let written = if is_day { text.parse::<Date>().map(|date| day(words, date)) } else { moment };
    written.unwrap_or_else(|_| text.to_owned())
}

fn at_time(words: Words, date: Date, time: &str) -> String {
    words.fill("when-at", &[], &[("day", &day(words, date)), ("time", time)])
}

/// A day with its year, such as "26 Jan 2027".
pub fn day(words: Words, day: Date) -> String {
    with_year(words, &day_of_month(words, i64::from(day.month()), i64::from(day.day())), i64::from(day.year()))
}

fn day_of_month(words: Words, month: i64, day: i64) -> String {
    // Not as numbers: Fluent would choose a plural form by them.
    let month = words.say(&format!("when-month-{month}"));
    words.fill("when-day", &[], &[("day", &day.to_string()), ("month", &month)])
}

fn with_year(words: Words, day: &str, year: i64) -> String {
    words.fill("when-day-of-year", &[], &[("day", day), ("year", &year.to_string())])
}

/// A whole number with the separators of a language: "1,156", "1 156", "10.482".
pub fn number(language: &str, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let separator = match language {
        "ru" => '\u{a0}',
        "es" => '.',
        _ => ',',
    };
    // Spanish writes four digits without one.
    let grouped = digits.len() > if language == "es" { 4 } else { 3 };
    let mut text = String::new();
    if number < 0 {
        text.push('\u{2212}');
    }
    for (place, digit) in digits.chars().enumerate() {
        if grouped && place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

fn machine(at: i64) -> String {
    jiff::Timestamp::from_second(at).unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 29 November 2026, 10:11:38 in Madrid.
    const NOW: i64 = 1_795_943_498;

    fn times(language: &str) -> Times {
        Times::new(Words::of(language), &Zone::named("Europe/Madrid").expect("a zone"), Moment(NOW))
    }

    #[test]
    fn what_is_near_is_told_by_how_far_it_is_and_what_is_far_by_its_date() {
        let said = |language: &str, ago: i64| times(language).relative(NOW - ago);
        for (ago, text) in [
            (0, "just now"),
            (-30, "just now"),
            (60, "1 min ago"),
            (480, "8 min ago"),
            (3_599, "59 min ago"),
            (2 * 3_600, "2 hours ago"),
            (16 * 3_600, "yesterday"),
            (2 * DAY, "2 days ago"),
            (30 * DAY, "30 days ago"),
            (41 * DAY, "19 Oct"),
            (400 * DAY, "25 Oct 2025"),
            (-9 * DAY, "in 9 days"),
            (-58 * DAY, "in 58 days"),
            (-DAY, "tomorrow"),
            (-3 * 3_600, "in 3 hours"),
            (-200 * DAY, "17 Jun 2027"),
        ] {
            assert_eq!(said("en", ago), text, "{ago}");
        }
        assert_eq!([said("ru", 2 * DAY), said("ru", 5 * DAY), said("ru", 41 * DAY)], ["2 дня назад", "5 дней назад", "19 октября"]);
        assert_eq!([said("es", 2 * DAY), said("es", DAY), said("es", 400 * DAY)], ["hace 2 días", "ayer", "25 oct 2025"]);
        for odd in [i64::MIN, i64::MAX, 0, -1] {
            assert!(!times("en").relative(odd).is_empty());
        }
    }

    #[test]
    fn the_exact_time_has_its_zone_and_programs_can_read_it() {
        let shown = times("en").when(NOW - 2 * DAY).to_string();
        assert_eq!(shown, "<time datetime=\"2026-11-27T09:11:38Z\" title=\"27 Nov 2026, 10:11:38, Europe/Madrid\">2 days ago</time>");
    }

    #[test]
    fn numbers_have_the_separators_of_the_language() {
        let said = |language: &str, value: i64| number(language, value);
        assert_eq!([said("en", 1_156), said("en", 999), said("en", 1_234_567)], ["1,156", "999", "1,234,567"]);
        assert_eq!([said("ru", 1_156), said("es", 1_156), said("es", 10_482)], ["1\u{a0}156", "1156", "10.482"]);
        assert_eq!([said("en", -1_156), said("en", 0)], ["\u{2212}1,156", "0"]);
        assert!(said("en", i64::MIN).starts_with('\u{2212}'));
    }
}
