//! Advice to keys that may do more than they do: what was used, how strong the evidence is, what could be taken away;
//! a trial that refuses nothing, and the way back.

use std::collections::{BTreeMap, BTreeSet};

use database::Tx;
use database::keys::Key;
use database::trials::{self, Outside, Revert};
use database::usage::{self as kept, Seen};
use serde_json::json;
use wire::methods;
use wire::{Moment, Zone};

use crate::access::grant::{self, Grant};
use crate::access::usage::{Outcome, day_of};
use crate::audit_log::{self, Action, By};
use crate::fault::Fault;
use crate::keys::{self, Changes};
use crate::refuse_as;
use crate::usage::day_start;

/// The windows that can be looked at, in days.
pub const WINDOWS: [i64; 2] = [30, 90];
/// For how long what an advice took can be given back, in seconds.
pub const REVERTIBLE: i64 = 30 * DAY;
const DAY: i64 = 24 * 3600;

/// Methods that need another one beside them for a part of what they do.
const COMPANIONS: [(&str, &str); 1] = [("/reference/cost-groups/{code}/edit", "/reference/cost-items/{code}/edit")];

/// How conclusive the calls of a window are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// There were no calls.
    Nothing,
    /// Too few days to conclude from.
    Weak,
    /// Some weeks, but no turn of a month or few days with calls.
    Fair,
    /// A month and its end, with calls on many days.
    Strong,
}

impl Strength {
    /// Its name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Weak => "weak",
            Self::Fair => "fair",
            Self::Strong => "strong",
        }
    }
}

/// What an advice rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// Days that were observed: not before the key was made, nor before calls were counted.
    pub days: i64,
    /// Days on which the key was let in.
    pub days_with_calls: i64,
    /// Calls that were let in.
    pub calls: i64,
    /// Whether the turn of a month was observed: the last day of one and the first of the next.
    pub month_end: bool,
}

impl Evidence {
    /// How conclusive it is.
    pub fn strength(&self) -> Strength {
        match self {
            Self { calls: 0, .. } => Strength::Nothing,
            Self { days: 30.., days_with_calls: 10.., month_end: true, .. } => Strength::Strong,
            Self { days: 14.., days_with_calls: 5.., .. } => Strength::Fair,
            _ => Strength::Weak,
        }
    }
}

/// A narrower grant on trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// Its methods.
    pub methods: BTreeSet<String>,
    /// When it began.
    pub begun_at: Moment,
    /// The calls it would have refused.
    pub outside: Vec<Outside>,
}

/// What can be said about a key.
#[derive(Debug, Clone)]
pub struct Advice {
    /// The key.
    pub key: Key,
    /// What it rests on.
    pub evidence: Evidence,
    /// Methods that were let in, with the number of calls.
    pub used: BTreeMap<String, i64>,
    /// Methods that are granted and were not needed, in the order of the API.
    pub unused: Vec<&'static str>,
    /// The methods that would be left; `None` when nothing can be taken away, or nothing was used.
    pub proposal: Option<BTreeSet<String>>,
    /// Stores that calls named: id, calls; 0 for calls that named none.
    pub named_sites: Vec<(i64, i64)>,
    /// Addresses that were seen, the last first.
    pub addresses: Vec<Seen>,
    /// The trial, if there is one.
    pub trial: Option<Trial>,
    /// When an advice was followed, if it can still be taken back.
    pub applied_at: Option<Moment>,
}

/// Looks at the calls of the last `days` days.
///
/// # Errors
/// Refused: no such key.
pub fn advise(tx: &mut Tx<'_>, id: i64, days: i64, zone: &Zone, now: Moment) -> Result<Advice, Fault> {
    let key = keys::find(tx, id)?;
    let today = day_of(zone, now);
    let since = kept::counted_since(tx)?.unwrap_or(now.0).max(key.created_at);
    let first = (today + 1 - days).max(day_of(zone, Moment(since)));
    let (mut used, mut active) = (BTreeMap::<String, i64>::new(), BTreeSet::new());
    for line in kept::by_day(tx, id, today + 1 - days)? {
        if !Outcome::code_is_refusal(&line.outcome) {
            *used.entry(line.method).or_default() += line.counts.calls;
            active.insert(line.span);
        }
    }
    let evidence = Evidence {
        days: (today - first + 1).max(0),
        days_with_calls: active.len() as i64,
        calls: used.values().sum(),
        month_end: (first + 1..=today).any(|day| is_first_of_month(zone, day)),
    };
    let granted = granted(&key);
    let proposal: BTreeSet<String> = granted.iter().filter(|name| is_needed(name, &used)).map(|name| (*name).to_owned()).collect();
    let narrower = !used.is_empty() && !proposal.is_empty() && proposal.len() < granted.len();
    let from = day_start(zone, today + 1 - days);
    Ok(Advice {
        unused: granted.iter().filter(|name| !is_needed(name, &used)).copied().collect(),
        proposal: narrower.then_some(proposal),
        named_sites: kept::named_sites(tx, id)?
            .into_iter()
            .filter(|named| named.1 >= from.0)
            .map(|(site, _, calls)| (site, calls))
            .collect(),
        addresses: kept::addresses(tx, id, from.0, 100)?,
        trial: trial(tx, id)?,
        applied_at: revertible(tx, id, now)?.map(|revert| Moment(revert.applied_at)),
        evidence,
        used,
        key,
    })
}

/// Puts a narrower grant on trial: nothing is refused by it, and what it would have refused is counted.
///
/// # Errors
/// Refused: no such key; methods that the key does not grant, or none.
pub fn begin_trial(tx: &mut Tx<'_>, id: i64, methods: &BTreeSet<String>, by: &By, now: Moment) -> Result<(), Fault> {
    // First, so that the key does not change meanwhile.
    tx.touch_keys()?;
    let key = keys::find(tx, id)?;
    check(&key, methods)?;
    trials::begin(tx, &trials::Trial { key: id, methods: serde_json::to_string(methods)?, begun_at: now.0 })?;
    audit_log::note(tx, by, Action::KeyTrialBegun, &(&key).into(), &json!({"trial": {"after": methods}}), now)
}

/// Ends the trial of a key and leaves the key as it is.
///
/// # Errors
/// Refused: no such key.
pub fn drop_trial(tx: &mut Tx<'_>, id: i64, by: &By, now: Moment) -> Result<(), Fault> {
    tx.touch_keys()?;
    let key = keys::find(tx, id)?;
    let Some(trial) = trial(tx, id)? else { return Ok(()) };
    trials::end(tx, id)?;
    audit_log::note(tx, by, Action::KeyTrialEnded, &(&key).into(), &json!({"trial": {"before": trial.methods}}), now)
}

/// The change that an advice would be: these methods, and nothing else.
pub fn change(methods: &BTreeSet<String>) -> Changes {
    Changes { grant: Some(Grant::Some(methods.iter().cloned().collect())), ..Changes::default() }
}

/// Narrows a key to these methods, ends its trial, and remembers what was taken.
///
/// # Errors
/// Refused: no such key; methods that the key does not grant, or none.
pub fn apply(tx: &mut Tx<'_>, id: i64, methods: &BTreeSet<String>, by: &By, now: Moment) -> Result<Key, Fault> {
    tx.touch_keys()?;
    let before = keys::find(tx, id)?;
    check(&before, methods)?;
    let taken: Vec<&str> = granted(&before).into_iter().filter(|name| !methods.contains(*name)).collect();
    let revert = Revert { key: id, everything: before.all_methods, methods: serde_json::to_string(&taken)?, applied_at: now.0 };
    trials::keep_revert(tx, &revert)?;
    trials::end(tx, id)?;
    keys::edit(tx, id, &change(methods), by, now)
}

/// Gives back what an advice took from a key.
///
/// # Errors
/// Refused: no such key; nothing was taken in the last 30 days.
pub fn revert(tx: &mut Tx<'_>, id: i64, by: &By, now: Moment) -> Result<Key, Fault> {
    tx.touch_keys()?;
    let key = keys::find(tx, id)?;
    let taken = revertible(tx, id, now)?;
    let taken = taken.ok_or_else(|| refuse_as("id", "no-advice", "No advice was followed for this key in the last 30 days."))?;
    let mut methods: BTreeSet<String> = serde_json::from_str(&taken.methods)?;
    methods.extend(key.methods.iter().cloned());
    let named = methods::all().iter().map(|method| method.name()).filter(|name| methods.contains(*name));
    let grant = Grant::chosen(taken.everything || key.all_methods, named);
    trials::forget_revert(tx, id)?;
    keys::edit(tx, id, &Changes { grant: Some(grant), ..Changes::default() }, by, now)
}

/// The methods a key grants, in the order of the API, each once.
fn granted(key: &Key) -> Vec<&'static str> {
    let mut names = Vec::new();
    for entry in grant::granted(key) {
        if !names.contains(&entry.name()) {
            names.push(entry.name());
        }
    }
    names
}

fn is_needed(name: &str, used: &BTreeMap<String, i64>) -> bool {
    used.contains_key(name) || COMPANIONS.iter().any(|(method, companion)| *companion == name && used.contains_key(*method))
}

fn check(key: &Key, methods: &BTreeSet<String>) -> Result<(), Fault> {
    let granted = granted(key);
    if let Some(more) = methods.iter().find(|name| !granted.contains(&name.as_str())) {
        return Err(refuse_as("methods", "advice-more", format!("The key does not grant {more}; an advice only takes away.")));
    }
    if methods.is_empty() {
        return Err(refuse_as("methods", "advice-nothing-left", "Nothing would be left; disable the key instead."));
    }
    Ok(())
}

fn trial(tx: &mut Tx<'_>, id: i64) -> Result<Option<Trial>, Fault> {
    let Some(trial) = trials::find(tx, id)? else { return Ok(None) };
    let methods = serde_json::from_str(&trial.methods)?;
    Ok(Some(Trial { methods, begun_at: Moment(trial.begun_at), outside: trials::outside(tx, id)? }))
}

fn revertible(tx: &mut Tx<'_>, id: i64, now: Moment) -> Result<Option<Revert>, Fault> {
    Ok(trials::revert(tx, id)?.filter(|revert| now.0 - revert.applied_at <= REVERTIBLE))
}

fn is_first_of_month(zone: &Zone, day: i64) -> bool {
    // Noon, so that no change of clocks leads to another day.
    zone.day_of(Moment(day_start(zone, day).0 + DAY / 2)).day() == 1
}
