//! How a key is used, as people read it: over time, by method, from where, how its token came.

use std::collections::BTreeMap;

use database::Tx;
use database::usage::{self as kept, Counts, Last, Line, Seen};
use wire::{Moment, Zone};

use crate::access::usage::{Outcome, day_of};
use crate::fault::Fault;

/// A stretch of time up to now, and the steps it is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// The last 48 hours, by the hour.
    Hours,
    /// The last 30 days, by the day.
    Month,
    /// The last 90 days, by the day.
    Quarter,
    /// The last 56 weeks, by the week.
    Year,
}

impl Window {
    /// Every window.
    pub const ALL: [Self; 4] = [Self::Hours, Self::Month, Self::Quarter, Self::Year];

    /// Its name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The window of a name.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|window| window.code() == code)
    }

    /// How many steps it has, and how many spans (hours or days) are in one.
    fn steps(self) -> (i64, i64) {
        match self {
            Self::Hours => (48, 1),
            Self::Month => (30, 1),
            Self::Quarter => (90, 1),
            Self::Year => (56, 7),
        }
    }
}

/// One step of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// When it begins.
    pub begins: Moment,
    /// Calls that were let in.
    pub admitted: i64,
    /// Calls that the gate refused.
    pub refused: i64,
}

/// A method in a window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MethodUse {
    /// The method, by its path without version.
    pub name: String,
    /// Calls that were let in.
    pub admitted: i64,
    /// Calls that the gate refused.
    pub refused: i64,
    /// Calls by outcome.
    pub outcomes: BTreeMap<String, i64>,
    /// How long an admitted call took in the middle, in microseconds.
    pub mean: i64,
    /// How long the slowest took, in microseconds.
    pub slowest: i64,
}

/// How a key is used.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The last call, whenever it was.
    pub last: Option<Last>,
    /// Since when calls are counted, Unix seconds.
    pub since: Option<i64>,
    /// The steps of the window, oldest first.
    pub steps: Vec<Step>,
    /// The methods called in the window, the most called first.
    pub methods: Vec<MethodUse>,
    /// Everything in the window together.
    pub total: Counts,
    /// The calls of the window by outcome.
    pub outcomes: BTreeMap<String, i64>,
    /// Addresses seen in the window, the last first, a hundred at most.
    pub addresses: Vec<Seen>,
}

impl Report {
    /// The share of calls whose token was in the address, in percent, rounded up: one call in a thousand is not none.
    pub fn in_url_percent(&self) -> i64 {
        if self.total.calls == 0 { 0 } else { (100 * self.total.in_url + self.total.calls - 1) / self.total.calls }
    }

    /// Calls that were let in.
    pub fn admitted(&self) -> i64 {
        self.steps.iter().map(|step| step.admitted).sum()
    }

    /// Calls that the gate refused.
    pub fn refused(&self) -> i64 {
        self.steps.iter().map(|step| step.refused).sum()
    }
}

/// How a key was used in a window; deleted keys have been used too.
///
/// # Errors
/// The database failed.
pub fn report(tx: &mut Tx<'_>, key: i64, window: Window, zone: &Zone, now: Moment) -> Result<Report, Fault> {
    let (count, size) = window.steps();
    let hourly = window == Window::Hours;
    let newest = if hourly { now.0.div_euclid(3600) } else { day_of(zone, now) };
    let oldest = newest + 1 - count * size;
    let lines = if hourly { kept::by_hour(tx, key, oldest)? } else { kept::by_day(tx, key, oldest)? };
    let begins = |span: i64| if hourly { Moment(span * 3600) } else { day_start(zone, span) };
    let mut report = Report { last: kept::last(tx, key)?, since: kept::counted_since(tx)?, ..Report::default() };
    report.steps = (0..count).map(|step| Step { begins: begins(oldest + step * size), admitted: 0, refused: 0 }).collect();
    report.addresses = kept::addresses(tx, key, begins(oldest).0, 100)?;
    let mut methods: BTreeMap<&str, (MethodUse, Counts)> = BTreeMap::new();
    for line in &lines {
        // The clock of another node may be a little ahead.
        let place = ((line.span - oldest) / size).clamp(0, count - 1) as usize;
        report.steps[place].add(line);
        report.total.add(&line.counts);
        *report.outcomes.entry(line.outcome.clone()).or_default() += line.counts.calls;
        let (method, admitted) = methods.entry(&line.method).or_default();
        method.add(line);
        if !Outcome::code_is_refusal(&line.outcome) {
            admitted.add(&line.counts);
        }
    }
    report.methods = methods.into_iter().map(|(name, (method, admitted))| method.named(name, &admitted)).collect();
    report.methods.sort_by_key(|method| std::cmp::Reverse(method.admitted + method.refused));
    Ok(report)
}

/// The moment at which a day since 1970 begins.
pub fn day_start(zone: &Zone, day: i64) -> Moment {
    use jiff::ToSpan;
    let date = jiff::civil::date(1970, 1, 1).saturating_add(day.clamp(0, 1_000_000).days());
    zone.day_start(date)
}

impl Step {
    fn add(&mut self, line: &Line) {
        let place = if Outcome::code_is_refusal(&line.outcome) { &mut self.refused } else { &mut self.admitted };
        *place += line.counts.calls;
    }
}

impl MethodUse {
    fn add(&mut self, line: &Line) {
        let place = if Outcome::code_is_refusal(&line.outcome) { &mut self.refused } else { &mut self.admitted };
        *place += line.counts.calls;
        *self.outcomes.entry(line.outcome.clone()).or_default() += line.counts.calls;
    }

    fn named(self, name: &str, admitted: &Counts) -> Self {
        let mean = if admitted.calls == 0 { 0 } else { admitted.micros / admitted.calls };
        Self { name: name.to_owned(), mean, slowest: admitted.slowest, ..self }
    }
}
