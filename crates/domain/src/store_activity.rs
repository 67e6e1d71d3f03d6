//! Whether stores are alive: when their last orders and calls came, and which of them fell silent.

use std::collections::{BTreeSet, HashMap};

use database::Tx;
use database::activity::{Brief, last_order, order_days};
use database::usage::{StoreCalls, store_days, store_hours, store_last};
use wire::{Moment, Zone};

use crate::access::usage::day_of;
use crate::account::{Account, Site};
use crate::fault::Fault;
use crate::usage::{Step, day_start};

/// Seconds of a day.
const DAY: i64 = 86_400;
/// A store is silent when it has had neither a call nor an order for so many days.
pub const SILENT_DAYS: i64 = 3;
/// And had some on at least so many days…
pub const REGULAR_DAYS: usize = 5;
/// …of so many days before the last one.
pub const BEFORE_DAYS: i64 = 14;
/// A store that has been without any for longer than this many days is no news any more.
pub const NEWS_DAYS: i64 = 30;

/// What is known of a store's life.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Life {
    /// Its newest order.
    pub last_order: Option<Brief>,
    /// Its last call that was let in: when, in Unix seconds, and by which key.
    pub last_call: Option<(i64, i64)>,
    /// Whether it fell silent.
    pub silent: bool,
}

impl Life {
    /// When the last call or order came, in Unix seconds.
    pub fn last(&self) -> Option<i64> {
        self.last_order.as_ref().map(|order| order.created_at).max(self.last_call.map(|(at, _)| at))
    }
}

/// The life of every store, by its id.
///
/// # Errors
/// The database failed.
pub fn of_all(tx: &mut Tx<'_>, account: &Account, now: Moment) -> Result<HashMap<i64, Life>, Fault> {
    let calls: HashMap<i64, (i64, i64)> = store_last(tx)?.into_iter().map(|(site, at, key)| (site, (at, key))).collect();
    let mut lives = HashMap::new();
    for site in &account.sites {
        lives.insert(site.id, life(tx, site, calls.get(&site.id).copied(), now)?);
    }
    Ok(lives)
}

/// The life of one store; nothing is known of one that there is not.
///
/// # Errors
/// The database failed.
pub fn of_store(tx: &mut Tx<'_>, account: &Account, site: i64, now: Moment) -> Result<Life, Fault> {
    let Some(site) = account.site_by_id(site) else { return Ok(Life::default()) };
    let call = store_last(tx)?.into_iter().find(|(known, ..)| *known == site.id).map(|(_, at, key)| (at, key));
    life(tx, site, call, now)
}

fn life(tx: &mut Tx<'_>, site: &Site, last_call: Option<(i64, i64)>, now: Moment) -> Result<Life, Fault> {
    let mut life = Life { last_order: last_order(tx, site.id)?, last_call, silent: false };
    // A store that was taken out of use is meant to be silent.
    life.silent = site.active && fell_silent(tx, site.id, &life, now)?;
    Ok(life)
}

fn fell_silent(tx: &mut Tx<'_>, site: i64, life: &Life, now: Moment) -> Result<bool, Fault> {
    let Some(last) = life.last() else { return Ok(false) };
    if !(SILENT_DAYS * DAY..=NEWS_DAYS * DAY).contains(&(now.0 - last)) {
        return Ok(false);
    }
    let from = last - BEFORE_DAYS * DAY;
    let mut days: BTreeSet<i64> = order_days(tx, site, from, last)?.into_iter().collect();
    days.extend(store_days(tx, site, from.div_euclid(3600), last.div_euclid(3600))?);
    Ok(days.len() >= REGULAR_DAYS)
}

/// The time a store's calls are shown for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// The last 24 hours, by the hour.
    Day,
    /// The last 7 days, by the day.
    Week,
    /// The last 30 days, by the day.
    Month,
}

impl Period {
    /// Every period.
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// Its name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// The period of a name; a day for any other name.
    pub fn named(code: &str) -> Self {
        Self::ALL.into_iter().find(|period| period.code() == code).unwrap_or(Self::Day)
    }
}

/// Calls of a key for a store in 24 hours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KeyCalls {
    /// The key.
    pub key: i64,
    /// All of them.
    pub calls: i64,
    /// Those that were refused.
    pub refused: i64,
    /// Those that were let in and not answered as asked.
    pub failed: i64,
    /// When the last one came, in Unix seconds; of all time that is counted by the hour.
    pub last_at: i64,
}

/// How a store is called.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// The steps of the period, oldest first; refused calls and failed ones are together.
    pub steps: Vec<Step>,
    /// The calls of 24 hours by key, the most first; keys that called within the month and not today come last.
    pub keys: Vec<KeyCalls>,
}

impl Report {
    /// The sum of what each key did.
    pub fn day(&self) -> KeyCalls {
        let mut day = KeyCalls::default();
        for key in &self.keys {
            day.calls += key.calls;
            day.refused += key.refused;
            day.failed += key.failed;
        }
        day
    }
}

/// How a store was called in a period, and by which keys in 24 hours.
///
/// # Errors
/// The database failed.
pub fn report(tx: &mut Tx<'_>, site: i64, period: Period, zone: &Zone, now: Moment) -> Result<Report, Fault> {
    let hour = now.0.div_euclid(3600);
    let lines = store_hours(tx, site, hour + 1 - 31 * 24)?;
    Ok(Report { steps: steps(&lines, period, zone, now), keys: by_key(&lines, hour) })
}

fn steps(lines: &[StoreCalls], period: Period, zone: &Zone, now: Moment) -> Vec<Step> {
    let (count, newest) = match period {
        Period::Day => (24, now.0.div_euclid(3600)),
        Period::Week => (7, day_of(zone, now)),
        Period::Month => (30, day_of(zone, now)),
    };
    let hourly = period == Period::Day;
    let oldest = newest + 1 - count;
    let begins = |span: i64| if hourly { Moment(span * 3600) } else { day_start(zone, span) };
    let mut steps: Vec<Step> = (0..count).map(|step| Step { begins: begins(oldest + step), admitted: 0, refused: 0 }).collect();
    for line in lines {
        let span = if hourly { line.hour } else { day_of(zone, Moment(line.hour * 3600)) };
        if span < oldest {
            continue;
        }
        // The clock of another node may be a little ahead.
        let step = &mut steps[(span - oldest).clamp(0, count - 1) as usize];
        step.refused += line.refused + line.failed;
        step.admitted += line.calls - line.refused - line.failed;
    }
    steps
}

fn by_key(lines: &[StoreCalls], hour: i64) -> Vec<KeyCalls> {
    let mut keys: HashMap<i64, KeyCalls> = HashMap::new();
    for line in lines {
        let key = keys.entry(line.key).or_default();
        (key.key, key.last_at) = (line.key, key.last_at.max(line.last_at));
        if line.hour > hour - 24 {
            key.calls += line.calls;
            key.refused += line.refused;
            key.failed += line.failed;
        }
    }
    let mut keys: Vec<KeyCalls> = keys.into_values().collect();
    keys.sort_by_key(|key| (std::cmp::Reverse((key.calls, key.last_at)), key.key));
    keys
}
