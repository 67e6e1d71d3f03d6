//! Points in time: read and written in the account's time zone, kept in UTC.
//!
//! A stored body holds a moment as the mark U+001F and its Unix seconds. [`render`] turns every mark of an
//! answer into `Y-m-d H:i:s` of the account's zone in one pass, so that stored bodies pass through unparsed and
//! a change of the account's zone needs no rewriting. No other text can hold the mark: input drops it.

use std::cell::RefCell;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::patch::Entity;
use crate::scalar::{FromScalar, scalar};

/// What a stored moment begins with.
pub const MARK: char = '\u{1f}';

/// The mark as JSON text writes it; a quotation mark stands before it.
const WRITTEN_MARK: &[u8] = b"\\u001f";

thread_local! {
    /// The zone of the call being decoded: serde hands no context to `Deserialize`.
    static ZONE: RefCell<TimeZone> = const { RefCell::new(TimeZone::UTC) };
}

/// The account's time zone.
#[derive(Debug, Clone)]
pub struct Zone(TimeZone);

impl Zone {
    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The zone of an IANA name such as `Europe/Madrid`.
    ///
    /// # Errors
    /// The name is not in the time zone database.
    pub fn named(name: &str) -> Result<Self, String> {
        TimeZone::get(name).map(Self).map_err(|_| format!("There is no time zone \"{name}\"."))
    }

    /// The names of the time zone database, in order.
    pub fn names() -> Vec<String> {
        jiff::tz::db().available().map(|name| name.to_string()).collect()
    }

    /// Its name in the time zone database.
    pub fn name(&self) -> Option<&str> {
        self.0.iana_name()
    }

    /// Runs `decode` with this zone for every [`Moment`] read inside it.
    pub fn scope<R>(&self, decode: impl FnOnce() -> R) -> R {
        ZONE.with_borrow_mut(|zone| zone.clone_from(&self.0));
        decode()
    }

    /// The moment of a text: a day, or a day and a time, in this zone; or a moment with a zone of its own. None for an
    /// empty text.
    ///
    /// # Errors
    /// What it must be.
    pub fn read(&self, text: &str) -> Result<Option<Moment>, String> {
        self.scope(|| Moment::from_text(text))
    }

    /// `Y-m-d H:i:s` of the moment in this zone.
    pub fn write(&self, moment: Moment) -> String {
        let at = self.local(moment);
        let Ok(year) = u16::try_from(at.year()) else { return at.strftime("%Y-%m-%d %H:%M:%S").to_string() };
        // Reading a pattern takes ten times as long, and an answer may hold hundreds of moments.
        let mut text = String::with_capacity(19);
        push_two(&mut text, (year / 100) as i8);
        push_two(&mut text, (year % 100) as i8);
        for (before, part) in [('-', at.month()), ('-', at.day()), (' ', at.hour()), (':', at.minute()), (':', at.second())] {
            text.push(before);
            push_two(&mut text, part);
        }
        text
    }

    /// [`Zone::write`] with the offset of this zone at that moment: `2026-03-14 15:00:00+03:00`.
    pub fn write_with_offset(&self, moment: Moment) -> String {
        let seconds = self.0.to_offset(Timestamp::from_second(moment.0).unwrap_or_default()).seconds();
        let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
        format!("{}{sign}{:02}:{:02}", self.write(moment), minutes / 60, minutes % 60)
    }

    /// The calendar date and the time of day of a moment in this zone.
    pub fn local(&self, moment: Moment) -> DateTime {
        self.0.to_datetime(Timestamp::from_second(moment.0).unwrap_or_default())
    }

    /// The moment of a time on the clocks of this zone.
    pub fn at(&self, local: DateTime) -> Moment {
        moment_of(local, &self.0)
    }

    /// The moment at which the day begins in this zone.
    pub fn day_start(&self, day: Date) -> Moment {
        moment_of(DateTime::from_parts(day, jiff::civil::Time::midnight()), &self.0)
    }

    /// The moment at which the next day begins in this zone; the last day there is has no end.
    pub fn day_end(&self, day: Date) -> Moment {
        day.checked_add(1.day()).map_or(Moment(i64::MAX), |next| self.day_start(next))
    }

    /// The calendar date of a moment in this zone.
    pub fn day_of(&self, moment: Moment) -> Date {
        self.local(moment).date()
    }
}

/// A point in time, in whole Unix seconds. On the wire: `Y-m-d H:i:s` in the account's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// The moment of a time on the clocks of a zone; before the first and after the last moment there is, that one.
fn moment_of(local: DateTime, zone: &TimeZone) -> Moment {
    let edge = if local.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Moment(zone.to_timestamp(local).unwrap_or(edge).as_second())
}

impl FromScalar for Moment {
    const EXPECTED: &'static str = "a date and time (Y-m-d H:i:s)";
    fn from_text(text: &str) -> Result<Option<Self>, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if let Ok(instant) = text.parse::<Timestamp>() {
            return Ok(Some(Self(instant.as_second())));
        }
        let local = text
            .parse::<DateTime>()
            .or_else(|_| text.parse::<Date>().map(|day| DateTime::from_parts(day, jiff::civil::Time::midnight())))
            .map_err(|_| "must be a date and time (Y-m-d H:i:s)".to_owned())?;
        Ok(Some(ZONE.with_borrow(|zone| moment_of(local, zone))))
    }
}
scalar!(Moment);

use crate::scalar::Scalar;
use serde::de::Error;

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{MARK}{}", self.0))
    }
}

impl Moment {
    /// The moment that a stored body holds as text.
    pub fn stored(text: &str) -> Option<Self> {
        text.strip_prefix(MARK)?.parse().ok().map(Self)
    }
}

impl JsonSchema for Moment {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$"})
    }
}

/// The end of a stretch of time, included: a moment, or the last second of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Until(pub Moment);

impl FromScalar for Until {
    const EXPECTED: &'static str = Moment::EXPECTED;
    fn from_text(text: &str) -> Result<Option<Self>, String> {
        let text = text.trim();
        let whole_day = text.parse::<Date>().is_ok() && !text.contains([' ', 'T', ':']);
        let read = if whole_day { Moment::from_text(&format!("{text} 23:59:59")) } else { Moment::from_text(text) };
        read.map(|moment| moment.map(Self))
    }
}
scalar!(Until);

impl JsonSchema for Until {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Moment::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Moment::json_schema(generator)
    }
}

/// Appends a number below 100 as two digits.
fn push_two(text: &mut String, number: i8) {
    let number = number.unsigned_abs();
    text.push(char::from(b'0' + number / 10));
    text.push(char::from(b'0' + number % 10));
}

/// Turns every stored moment of a JSON text into the account's local time.
pub fn render(json: Vec<u8>, zone: &Zone) -> Vec<u8> {
    let Some(first) = next_mark(&json, 0) else { return json };
    let mut out = Vec::with_capacity(json.len() + 64);
    // The moments of one entity are often the same.
    let (mut last, mut written): (&[u8], _) = (&[], String::new());
    let (mut done, mut at) = (0, first);
    loop {
        out.extend_from_slice(&json[done..at]);
        let begin = at + WRITTEN_MARK.len();
        let length = json[begin..].iter().position(|byte| *byte == b'"').unwrap_or(0);
        done = begin + length;
        let digits = &json[begin..done];
        if digits != last {
            let seconds = std::str::from_utf8(digits).ok().and_then(|text| text.parse().ok());
            (last, written) = (digits, zone.write(Moment(seconds.unwrap_or(0))));
        }
        out.extend_from_slice(written.as_bytes());
        match next_mark(&json, done) {
            Some(next) => at = next,
            None => break,
        }
    }
    out.extend_from_slice(&json[done..]);
    out
}

/// Where the next mark of a JSON text begins, from a place on: that of a stored moment, or of what stands for another text. Looks for what begins an escape, which is
/// rare, and one letter is found faster than a word.
pub(crate) fn next_mark(json: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let at = from + memchr::memchr(b'\\', json.get(from..)?)?;
        if json[at..].starts_with(WRITTEN_MARK) && json[..at].ends_with(b"\"") {
            return Some(at);
        }
        from = at + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_and_written_in_the_accounts_zone() {
        let madrid = Zone::named("Europe/Madrid").unwrap_or_else(|error| panic!("{error}"));
        let read = |text: &str| madrid.scope(|| serde_json::from_str::<Moment>(&format!("\"{text}\"")));
        let moment = read("2026-07-01 12:00:00").unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(moment, Moment(1_782_900_000));
        assert_eq!(read("2026-07-01T10:00:00Z").ok(), Some(moment));
        assert_eq!(read("2026-07-01 13:00:00+03:00").ok(), Some(moment));
        assert_eq!(read("2026-07-01 12:00").ok(), Some(moment));
        assert!(read("yesterday").is_err());
        let stored = serde_json::to_vec(&serde_json::json!({"a": moment, "b": "x", "c": [moment]})).unwrap_or_default();
        let written = String::from_utf8(render(stored, &madrid)).unwrap_or_default();
        assert_eq!(written, r#"{"a":"2026-07-01 12:00:00","b":"x","c":["2026-07-01 12:00:00"]}"#);
    }

    #[test]
    fn days_begin_and_end_in_the_accounts_zone() {
        let zone = Zone::named("Europe/Moscow").unwrap_or_else(|error| panic!("{error}"));
        let day = jiff::civil::date(2026, 11, 23);
        assert_eq!(zone.day_end(day).0 - zone.day_start(day).0, 86_400);
        assert_eq!(zone.write(zone.day_start(day)), "2026-11-23 00:00:00");
    }

    #[test]
    fn what_is_past_the_last_moment_is_the_last_moment() {
        let zone = Zone::named("Europe/Moscow").unwrap_or_else(|error| panic!("{error}"));
        let last = Moment(Timestamp::MAX.as_second());
        assert_eq!(zone.read("9999-12-31 23:59:59"), Ok(Some(last)));
        assert!(zone.day_end(jiff::civil::date(9999, 12, 31)) > last);
        assert!(zone.day_start(jiff::civil::date(1, 1, 1)) < Moment(0));
    }

    #[test]
    fn a_date_ends_with_its_last_second() {
        let read = |text: &str| serde_json::from_str::<Until>(&format!("\"{text}\"")).ok();
        let midnight = serde_json::from_str::<Moment>("\"2026-07-01\"").unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(read("2026-07-01"), Some(Until(Moment(midnight.0 + 86_399))));
        assert_eq!(read("2026-07-01 00:00:00"), Some(Until(midnight)));
        assert_eq!(read("soon"), None);
    }
}
