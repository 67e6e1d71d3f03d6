//! Backups that servers make: when one is due, how many are kept, and what is recorded of them.

use database::Tx;
use database::backups::Backup;
use jiff::ToSpan;
use wire::{Moment, Zone};

use crate::account::Account;
use crate::audit_log::{self, Action, By, Subject};
use crate::fault::Fault;

/// The settings: when backups are made, how many are kept, and how they are encrypted.
pub const SCHEDULE: &str = "backup_schedule";
/// How many are kept.
pub const KEEP: &str = "backup_keep";
/// How they are encrypted.
pub const ENCRYPTION: &str = "backup_encryption";

/// How many backups are kept where nothing is set.
const KEPT: usize = 14;
/// The most hours between two backups.
const MOST_HOURS: i64 = 168;
/// After how many seconds without a report the server that makes a backup is taken to have ended.
const LOST: i64 = 300;
/// For how many seconds nothing is tried after a failure.
const REST: i64 = 1800;

/// When backups are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schedule {
    /// Never.
    Off,
    /// Every day at this minute of the day, in the zone of the account.
    Daily(i64),
    /// Every so many hours.
    Every(i64),
}

impl Schedule {
    /// Reads `off`, `daily 03:30` or `every 6`.
    ///
    /// # Errors
    /// It is none of these.
    pub fn read(text: &str) -> Result<Self, String> {
        let bad = || {
            format!("Enter off, daily and a time from 00:00 to 23:59 (daily 03:30), or every and hours from 1 to {MOST_HOURS} (every 6).")
        };
        match text.split_whitespace().collect::<Vec<_>>()[..] {
            ["off"] => Ok(Self::Off),
            ["daily", time] => Self::minute(time).map(Self::Daily).ok_or_else(bad),
            ["every", hours] => {
                let hours = hours.parse().ok().filter(|hours| (1..=MOST_HOURS).contains(hours));
                hours.map(Self::Every).ok_or_else(bad)
            }
            _ => Err(bad()),
        }
    }

    /// The minute of the day of `03:30`.
    fn minute(time: &str) -> Option<i64> {
        let (hour, minute) = time.split_once(':')?;
        let number = |text: &str, below: i64| {
            (1..=2).contains(&text.len()).then_some(())?;
            text.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
            text.parse::<i64>().ok().filter(|number| *number < below)
        };
        (minute.len() == 2).then_some(())?;
        Some(number(hour, 24)? * 60 + number(minute, 60)?)
    }

    /// When the next backup is to be made; it is due when that has passed. `set_at` is when the schedule was set.
    fn next(self, zone: &Zone, now: Moment, set_at: i64, last: Option<&Backup>) -> Option<i64> {
        // A clock that was set back must not keep backups from being made.
        let last = last.map(|last| last.started_at.min(now.0));
        match self {
            Self::Off => None,
            Self::Every(hours) => Some(last.map_or(now.0, |last| last + hours * 3600)),
            Self::Daily(minute) => {
                let today = zone.local(now).date();
                let on = |days: i64| {
                    let day = today.checked_add(days.days()).ok()?;
                    Some(zone.at(day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0)).0)
                };
                let since = last.unwrap_or(i64::MIN).max(set_at.min(now.0));
                // Of the times that have passed only the latest counts: a server that was off makes one backup, not one a day.
                let passed = [on(0), on(-1)].into_iter().flatten().find(|at| *at <= now.0).filter(|at| *at > since);
                passed.or_else(|| [on(0), on(1)].into_iter().flatten().find(|at| *at > now.0))
            }
        }
    }
}

impl std::fmt::Display for Schedule {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Off => out.write_str("off"),
            Self::Daily(minute) => write!(out, "daily {:02}:{:02}", minute / 60, minute % 60),
            Self::Every(hours) => write!(out, "every {hours}"),
        }
    }
}

/// How backups are encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// Not at all.
    None,
    /// All of them.
    All,
    /// All of them, with the pepper and the seal in them.
    WithSecrets,
}

impl Encryption {
    const NAMES: [(&str, Self); 3] = [("none", Self::None), ("all", Self::All), ("with-secrets", Self::WithSecrets)];

    /// Reads `none`, `all` or `with-secrets`.
    ///
    /// # Errors
    /// It is none of these.
    pub fn read(text: &str) -> Result<Self, String> {
        let found = Self::NAMES.iter().find(|(name, _)| *name == text).map(|(_, encryption)| *encryption);
        found.ok_or_else(|| "Enter none, all or with-secrets.".to_owned())
    }

    /// The name it is kept by.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, encryption)| *encryption == self).map_or("none", |(name, _)| name)
    }
}

/// Reads how many backups are kept.
///
/// # Errors
/// It is no number that can be.
pub fn keep(text: &str) -> Result<usize, String> {
    let count = text.parse().ok().filter(|count| (1..=1000).contains(count));
    count.ok_or_else(|| "Enter a whole number from 1 to 1000.".to_owned())
}

/// What is set about backups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// When they are made.
    pub schedule: Schedule,
    /// When that was set, in Unix seconds.
    pub set_at: i64,
    /// How many are kept.
    pub keep: usize,
    /// How they are encrypted.
    pub encryption: Encryption,
}

impl Plan {
    /// That of an account.
    pub fn of(account: &Account) -> Self {
        let text = |name: &str| account.setting(name).unwrap_or_default();
        Self {
            schedule: Schedule::read(text(SCHEDULE)).unwrap_or(Schedule::Off),
            set_at: account.set_at(SCHEDULE).unwrap_or_default(),
            keep: keep(text(KEEP)).unwrap_or(KEPT),
            encryption: Encryption::read(text(ENCRYPTION)).unwrap_or(Encryption::None),
        }
    }
}

/// When the next scheduled backup is to be made, in Unix seconds; in the past when one is due. None without a schedule.
///
/// # Errors
/// The database failed.
pub fn next(tx: &mut Tx<'_>, plan: &Plan, zone: &Zone, now: Moment) -> Result<Option<i64>, Fault> {
    if plan.schedule == Schedule::Off {
        return Ok(None);
    }
    let next = plan.schedule.next(zone, now, plan.set_at, database::backups::last_done(tx)?.as_ref());
    let ended = database::backups::last_ended(tx)?.filter(|last| last.state == "failed").and_then(|last| last.finished_at);
    let rested = ended.filter(|ended| *ended <= now.0).map_or(i64::MIN, |ended| ended + REST);
    Ok(next.map(|next| next.max(rested)))
}

/// Begins a backup at a place and returns its id; `None` when one is running. One whose server has ended is given up.
///
/// # Errors
/// The database failed.
pub fn begin(tx: &mut Tx<'_>, by: &By, place: &str, encrypted: bool, now: Moment) -> Result<Option<i64>, Fault> {
    database::backups::give_up(tx, now.0 - LOST, STOPPED, now.0)?;
    let begun = database::backups::begin(tx, matches!(by, By::Hub), place, encrypted, now.0)?;
    if begun.is_some() && !matches!(by, By::Hub) {
        let details = serde_json::json!({"place": {"after": place}});
        audit_log::note(tx, by, Action::BackupStarted, &Subject::named("backup", place), &details, now)?;
    }
    Ok(begun)
}

/// Why a backup ended whose server has gone.
pub const STOPPED: &str = "the server was stopped before the backup was complete";

/// Records that a backup failed.
///
/// # Errors
/// The database failed.
pub fn failed(tx: &mut Tx<'_>, id: i64, place: &str, error: &str, now: Moment) -> Result<(), Fault> {
    database::backups::failed(tx, id, error, now.0)?;
    let details = serde_json::json!({"error": {"after": error}});
    audit_log::note(tx, &By::Hub, Action::BackupFailed, &Subject::named("backup", place), &details, now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backup(started_at: i64) -> Backup {
        let (state, place, error) = ("done".to_owned(), String::new(), String::new());
        Backup {
            id: 1,
            state,
            scheduled: true,
            place,
            started_at,
            seen_at: 0,
            finished_at: None,
            rows: 0,
            bytes: 0,
            encrypted: false,
            error,
        }
    }

    fn next(text: &str, now: &str, set_at: &str, last: Option<&str>) -> Option<String> {
        let zone = Zone::named("Europe/Madrid").expect("a zone");
        let at = |text: &str| zone.read(text).expect("a moment").expect("a moment");
        let schedule = Schedule::read(text).expect("a schedule");
        let next = schedule.next(&zone, at(now), at(set_at).0, last.map(|last| backup(at(last).0)).as_ref());
        next.map(|next| zone.write(Moment(next)))
    }

    #[test]
    fn a_daily_backup_is_due_once_a_day_and_once_after_days_without_a_server() {
        let set = "2026-05-01 12:00:00";
        let daily = |now: &str, last: Option<&str>| next("daily 03:30", now, set, last).expect("there is a next one");
        // Set at noon, it is not made at once.
        assert_eq!(daily("2026-05-01 12:00:05", None), "2026-05-02 03:30:00");
        assert_eq!(daily("2026-05-02 03:30:01", None), "2026-05-02 03:30:00");
        assert_eq!(daily("2026-05-02 03:31:00", Some("2026-05-02 03:30:01")), "2026-05-03 03:30:00");
        assert_eq!(daily("2026-05-09 01:00:00", Some("2026-05-02 03:30:01")), "2026-05-08 03:30:00", "the server was off");
        assert_eq!(daily("2026-05-09 01:10:00", Some("2026-05-09 01:00:00")), "2026-05-09 03:30:00");
        // A last one in the future is of a clock that was wrong.
        assert_eq!(daily("2026-05-02 03:00:00", Some("2036-05-02 03:30:01")), "2026-05-02 03:30:00");
        // There is no 02:30 on this day.
        assert_eq!(
            next("daily 2:30", "2026-03-29 12:00:00", "2026-03-01", Some("2026-03-28 02:30:00")).as_deref(),
            Some("2026-03-29 03:30:00")
        );
    }

    #[test]
    fn hours_count_from_the_last_one() {
        let set = "2026-05-01 12:00:00";
        assert_eq!(next("every 6", "2026-05-01 12:00:05", set, None).as_deref(), Some("2026-05-01 12:00:05"));
        assert_eq!(next("every 6", "2026-05-01 13:00:00", set, Some("2026-05-01 12:00:05")).as_deref(), Some("2026-05-01 18:00:05"));
        assert_eq!(next("every 6", "2026-05-01 13:00:00", set, Some("2036-05-01 12:00:00")).as_deref(), Some("2026-05-01 19:00:00"));
        assert_eq!(next("off", "2026-05-01 13:00:00", set, None), None);
    }

    #[test]
    fn a_schedule_reads_as_it_is_written_and_nothing_else() {
        for text in ["off", "daily 00:00", "daily 23:59", "every 1", "every 168"] {
            assert_eq!(Schedule::read(text).map(|schedule| schedule.to_string()).as_deref(), Ok(text));
        }
        for wrong in [
            "",
            "daily",
            "daily 24:00",
            "daily 3:5",
            "daily +3:30",
            "daily 03:60",
            "daily 03:30 x",
            "every 0",
            "every 169",
            "every -1",
            "on",
        ] {
            assert!(Schedule::read(wrong).is_err(), "{wrong}");
        }
        assert!(keep("0").is_err() && keep("1001").is_err() && keep("7") == Ok(7) && keep("x").is_err());
    }
}
