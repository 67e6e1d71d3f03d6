//! At which hours of which weekdays a key works, on the clocks of one time zone.

use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};
use wire::{Moment, Zone};

/// A window of the week.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hours {
    /// Weekdays, 1 for Monday to 7 for Sunday.
    pub days: Vec<u8>,
    /// The minute of the day at which it begins, 0 to 1439.
    pub from: u16,
    /// The minute of the day before which it ends, 1 to 1440; one that is not later than the beginning is of the next day.
    pub till: u16,
    /// The time zone by its IANA name.
    pub zone: String,
}

impl Hours {
    /// Reads days (`mon-fri`, `sat,sun`, `1-5`, `all`) and times (`09:00-18:00`).
    ///
    /// # Errors
    /// What cannot be read, named.
    pub fn parse(days: &str, times: &str, zone: &str) -> Result<Self, String> {
        Zone::named(zone)?;
        let wrong = || format!("\"{times}\" is not a valid time range. Example: 09:00-18:00");
        let (from, till) = times.split_once('-').ok_or_else(wrong)?;
        let (from, till) = (minute(from).ok_or_else(wrong)?, minute(till).ok_or_else(wrong)?);
        if from >= 1440 || till == 0 {
            return Err(wrong());
        }
        let mut chosen = Vec::new();
        for part in days.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let wrong =
                || format!("\"{part}\" is not a valid weekday. Use mon, tue, wed, thu, fri, sat or sun, or a range such as mon-fri.");
            let (first, last) = match part.split_once('-') {
                _ if part.eq_ignore_ascii_case("all") => (1, 7),
                Some((first, last)) => (weekday(first).ok_or_else(wrong)?, weekday(last).ok_or_else(wrong)?),
                None => (weekday(part).ok_or_else(wrong)?, weekday(part).ok_or_else(wrong)?),
            };
            // From Saturday to Monday is over the end of the week.
            let length = (7 + last - first) % 7;
            chosen.extend((0..=length).map(|step| (first + step - 1) % 7 + 1));
        }
        if chosen.is_empty() {
            return Err("Enter at least one weekday.".to_owned());
        }
        chosen.sort_unstable();
        chosen.dedup();
        Ok(Self { days: chosen, from, till, zone: zone.to_owned() })
    }

    /// Reads days, times and perhaps a zone as one text: `mon-fri 09:00-18:00 Europe/Madrid`. Days with blanks after their
    /// commas are one word too many.
    ///
    /// # Errors
    /// What cannot be read, named.
    pub fn read(text: &str, usual_zone: &Zone) -> Result<Self, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            [days, times] => Self::parse(days, times, usual_zone.name().unwrap_or("UTC")),
            [days, times, zone] => Self::parse(days, times, zone),
            _ => Err(format!("\"{text}\" is not valid. Example: \"mon-fri 09:00-18:00 Europe/Madrid\" (the time zone is optional).")),
        }
    }

    /// True when every moment of these hours is one of the others, on clocks of the same zone; of another zone none is.
    pub fn are_within(&self, other: &Self) -> bool {
        self.zone == other.zone && self.minutes().all(|at| other.contain(at))
    }

    /// The minutes of the week at which they begin to hold or hold, each by weekday and minute of the day.
    fn minutes(&self) -> impl Iterator<Item = (u8, u16)> + '_ {
        (1..=7).flat_map(|day| (0..1440).map(move |minute| (day, minute))).filter(|at| self.contain(*at))
    }

    /// True at this minute of this weekday. Hours over midnight belong to the day on which they begin.
    fn contain(&self, (today, minute): (u8, u16)) -> bool {
        let yesterday = if today == 1 { 7 } else { today - 1 };
        let Self { days, from, till, .. } = self;
        if from < till {
            return days.contains(&today) && (*from..*till).contains(&minute);
        }
        (days.contains(&today) && minute >= *from) || (days.contains(&yesterday) && minute < *till)
    }

    /// All of it as [`Hours::read`] reads it.
    pub fn text(&self) -> String {
        format!("{} {} {}", self.days_text(), self.times_text(), self.zone)
    }

    /// The days as [`Hours::parse`] reads them.
    pub fn days_text(&self) -> String {
        self.days.iter().filter_map(|day| NAMES.get(usize::from(day.saturating_sub(1)))).copied().collect::<Vec<_>>().join(",")
    }

    /// The times as [`Hours::parse`] reads them.
    pub fn times_text(&self) -> String {
        format!("{:02}:{:02}-{:02}:{:02}", self.from / 60, self.from % 60, self.till / 60, self.till % 60)
    }
}

const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn weekday(text: &str) -> Option<u8> {
    let text = text.trim().to_ascii_lowercase();
    let named = NAMES.iter().position(|name| *name == text).map(|place| place as u8 + 1);
    named.or_else(|| text.parse().ok().filter(|day| (1..=7).contains(day)))
}

fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && hour * 60 + minute <= 1440 && hour <= 24).then_some(hour * 60 + minute)
}

/// A window with its zone looked up, as the gate holds it.
#[derive(Debug, Clone)]
pub struct Window {
    hours: Hours,
    /// The one that the hours name.
    zone: Zone,
}

impl PartialEq for Window {
    fn eq(&self, other: &Self) -> bool {
        self.hours == other.hours
    }
}

impl Eq for Window {}

impl Hash for Window {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.hours.hash(state);
    }
}

impl Window {
    /// The window of these hours.
    ///
    /// # Errors
    /// The zone is not in the time zone database.
    pub fn of(hours: &Hours) -> Result<Self, String> {
        Ok(Self { zone: Zone::named(&hours.zone)?, hours: hours.clone() })
    }

    /// True at a moment inside it. A window over midnight belongs to the day on which it begins.
    pub fn contains(&self, moment: Moment) -> bool {
        let at = self.zone.local(moment);
        let minute = at.hour() as u16 * 60 + at.minute() as u16;
        self.hours.contain((at.weekday().to_monday_one_offset() as u8, minute))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        Moment(text.parse::<jiff::Timestamp>().expect("a timestamp").as_second())
    }

    fn window(days: &str, times: &str, zone: &str) -> Window {
        Window::of(&Hours::parse(days, times, zone).expect("hours")).expect("a zone")
    }

    #[test]
    fn the_first_minute_is_in_and_the_last_one_is_not() {
        let office = window("mon-fri", "09:00-18:00", "Europe/Madrid");
        // 2026-11-23 is a Monday, and Madrid is an hour ahead.
        for (at, open) in [
            ("2026-11-23T07:59:59Z", false),
            ("2026-11-23T08:00:00Z", true),
            ("2026-11-23T16:59:59Z", true),
            ("2026-11-23T17:00:00Z", false),
            ("2026-11-22T12:00:00Z", false),
        ] {
            assert_eq!(office.contains(moment(at)), open, "{at}");
        }
    }

    #[test]
    fn hours_are_those_of_the_wall_when_clocks_are_changed() {
        let morning = window("all", "09:00-10:00", "Europe/Madrid");
        assert!(morning.contains(moment("2026-03-28T08:30:00Z")), "winter time");
        assert!(morning.contains(moment("2026-03-29T07:30:00Z")), "summer time");
        assert!(!morning.contains(moment("2026-03-29T08:30:00Z")));
        // The hour from 02:00 to 03:00 does not exist on that day, and comes twice in October.
        let night = window("all", "02:00-03:00", "Europe/Madrid");
        assert!(!night.contains(moment("2026-03-29T00:59:59Z")) && !night.contains(moment("2026-03-29T01:00:00Z")));
        assert!(night.contains(moment("2026-10-25T00:30:00Z")) && night.contains(moment("2026-10-25T01:30:00Z")));
    }

    #[test]
    fn hours_are_within_others_when_each_of_their_minutes_is() {
        let hours = |text: &str| Hours::read(text, &Zone::utc()).unwrap_or_else(|error| panic!("{error}"));
        for (own, other) in [
            ("mon-fri 09:00-18:00", "mon-fri 09:00-18:00 UTC"),
            ("tue 10:00-11:00", "mon-fri 09:00-18:00"),
            ("sat 23:00-24:00", "sat 22:00-04:00"),
            ("sun 00:00-04:00", "sat 22:00-04:00"),
            ("sun 22:00-02:00", "all 00:00-24:00"),
            ("fri 22:00-02:00 Europe/Madrid", "fri-sat 22:00-03:00 Europe/Madrid"),
        ] {
            assert!(hours(own).are_within(&hours(other)), "{own} in {other}");
        }
        for (own, other) in [
            ("mon-sat 09:00-18:00", "mon-fri 09:00-18:00"),
            ("mon 09:00-18:01", "mon 09:00-18:00"),
            ("mon 08:59-18:00", "mon 09:00-18:00"),
            ("sat 03:00-04:00", "sat 22:00-04:00"),
            ("mon 09:00-10:00 Europe/Madrid", "all 00:00-24:00 UTC"),
        ] {
            assert!(!hours(own).are_within(&hours(other)), "{own} in {other}");
        }
    }

    #[test]
    fn a_window_over_midnight_belongs_to_the_day_it_begins_on() {
        let night = window("sat", "22:00-06:00", "UTC");
        assert!(night.contains(moment("2026-11-21T23:00:00Z")) && night.contains(moment("2026-11-22T05:59:00Z")));
        assert!(!night.contains(moment("2026-11-22T22:30:00Z")) && !night.contains(moment("2026-11-21T05:00:00Z")));
        let whole = window("sun", "00:00-24:00", "UTC");
        assert!(whole.contains(moment("2026-11-22T23:59:59Z")) && !whole.contains(moment("2026-11-23T00:00:00Z")));
    }

    #[test]
    fn what_is_written_is_read_again_and_what_is_wrong_is_named() {
        let hours = Hours::parse("sat-mon, wed", "22:00-06:30", "Asia/Yerevan").expect("hours");
        assert_eq!(hours.days, [1, 3, 6, 7]);
        assert_eq!(Hours::parse(&hours.days_text(), &hours.times_text(), &hours.zone), Ok(hours));
        for (days, times, zone) in [
            ("moonday", "09:00-18:00", "UTC"),
            ("mon", "9-18", "UTC"),
            ("mon", "09:00-25:00", "UTC"),
            ("", "09:00-18:00", "UTC"),
            ("mon", "09:00-18:00", "Mars"),
        ] {
            assert!(Hours::parse(days, times, zone).is_err(), "{days} {times} {zone}");
        }
    }
}
