//! When stores load their goods, and the beginning and the end of a load.

use database::catalogue::loads::{self, Load, Schedule};
use database::{Scope, Sites, Tx, catalogue::feed as kept};
use serde_json::{Map, Value, json};
use wire::{Moment, Problem};

use super::feed::offer::Unit;
use super::feed::{Broken, Refusal};
use crate::account::{Account, Site};
use crate::audit_log::By;
use crate::draft;
use crate::fault::Fault;
use crate::matching::lock;
use crate::reference::UNITS;
use crate::refuse;
use crate::webhooks::Target;

/// A load that gave no sign of life for so many seconds is given up.
pub const PATIENCE: i64 = 180;
/// So many loads of a store are remembered.
const KEPT: i64 = 20;
/// So many seconds must pass before the API may ask for a load again.
const REPEAT: i64 = 60;

/// How often a store loads its goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// Once an hour.
    Hour,
    /// Once a day.
    Day,
}

impl Every {
    /// Reads the word that is kept.
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "hourly" => Some(Self::Hour),
            "daily" => Some(Self::Day),
            _ => None,
        }
    }

    /// The word that is kept.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hour => "hourly",
            Self::Day => "daily",
        }
    }

    fn seconds(self) -> i64 {
        match self {
            Self::Hour => 3600,
            Self::Day => 86_400,
        }
    }
}

/// The address of a store's feed, if the store loads one.
pub fn feed_of(site: &Site) -> Option<&str> {
    let loads = site.body.get("loadFromYml").and_then(Value::as_bool).unwrap_or(false);
    site.text("ymlUrl").filter(|url| site.active && loads && !url.trim().is_empty())
}

/// When a store loads; once a day, if that was never set.
///
/// # Errors
/// The database failed.
pub fn schedule(tx: &mut Tx<'_>, site: i64) -> Result<Schedule, Fault> {
    let found = loads::schedules(tx, &Scope::of(Sites::of([site])))?.into_iter().next();
    Ok(found.unwrap_or_else(|| fresh(site)))
}

fn fresh(site: i64) -> Schedule {
    Schedule { site, schedule: Every::Day.word().to_owned(), next_at: 0, wanted_at: None, asked_at: None }
}

/// The stores whose load is due, with the addresses of their feeds.
///
/// # Errors
/// The database failed.
pub fn due(tx: &mut Tx<'_>, account: &Account, now: Moment) -> Result<Vec<(i64, String)>, Fault> {
    let known = loads::schedules(tx, &Scope::of(Sites::All))?;
    let is_due = |site: &Site| known.iter().find(|known| known.site == site.id).is_none_or(|known| waits(known, now));
    let feeds = account.sites.iter().filter_map(|site| Some((site, feed_of(site)?)));
    Ok(feeds.filter(|(site, _)| is_due(site)).map(|(site, url)| (site.id, url.to_owned())).collect())
}

fn waits(schedule: &Schedule, now: Moment) -> bool {
    schedule.wanted_at.is_some() || schedule.next_at <= now.0
}

/// Begins the load that is due and returns its number; none when another server was faster, or a load runs already.
///
/// # Errors
/// The database failed.
pub fn begin_due(tx: &mut Tx<'_>, site: i64, url: &str, now: Moment) -> Result<Option<i64>, Fault> {
    tx.lock([lock("catalogue", &site.to_string())])?;
    let mut schedule = schedule(tx, site)?;
    if !waits(&schedule, now) {
        return Ok(None);
    }
    let Some(load) = loads::begin(tx, site, url, now.0, now.0 - PATIENCE)? else { return Ok(None) };
    schedule.next_at = now.0 + Every::of(&schedule.schedule).unwrap_or(Every::Day).seconds();
    schedule.wanted_at = None;
    loads::set_schedule(tx, site, &schedule)?;
    Ok(Some(load))
}

/// Begins a load from a file and returns its number; none while another load of the store runs.
///
/// # Errors
/// The database failed.
pub fn begin(tx: &mut Tx<'_>, site: i64, source: &str, now: Moment) -> Result<Option<i64>, Fault> {
    tx.lock([lock("catalogue", &site.to_string())])?;
    let source: String = source.chars().take(2000).collect();
    Ok(loads::begin(tx, site, &source, now.0, now.0 - PATIENCE)?)
}

/// Asks for a load of a store as soon as possible.
///
/// # Errors
/// The database failed.
pub fn want(tx: &mut Tx<'_>, site: i64, now: Moment) -> Result<(), Fault> {
    let schedule = Schedule { wanted_at: Some(now.0), ..schedule(tx, site)? };
    Ok(loads::set_schedule(tx, site, &schedule)?)
}

/// Cancels the load of a store: the one that runs, and the one that was asked for. The catalogue stays as it was.
///
/// # Errors
/// The database failed.
pub fn cancel(tx: &mut Tx<'_>, site: i64, now: Moment) -> Result<(), Fault> {
    tx.lock([lock("catalogue", &site.to_string())])?;
    let schedule = schedule(tx, site)?;
    if schedule.wanted_at.is_some() {
        loads::set_schedule(tx, site, &Schedule { wanted_at: None, ..schedule })?;
    }
    Ok(loads::give_up(tx, site, &json!({"line": 0, "reason": "cancelled", "about": ""}).to_string(), now.0)?)
}

/// Sets how often a store loads. A load that would come later than it now may comes earlier.
///
/// # Errors
/// The database failed.
pub fn set_every(tx: &mut Tx<'_>, site: i64, every: Every, now: Moment) -> Result<(), Fault> {
    let known = schedule(tx, site)?;
    let next_at = known.next_at.min(now.0 + every.seconds());
    Ok(loads::set_schedule(tx, site, &Schedule { schedule: every.word().to_owned(), next_at, ..known })?)
}

/// Sets the address of a store's feed, and how often it is loaded; `None`: never. `private` allows addresses within one's own
/// networks.
///
/// # Errors
/// There is no such store, or the address cannot be one of a feed.
pub fn set_feed(tx: &mut Tx<'_>, code: &str, url: &str, every: Option<Every>, private: bool, by: &By, now: Moment) -> Result<(), Fault> {
    tx.touch_house()?;
    let before = database::sites::all(tx)?.into_iter().find(|site| site.code == code).ok_or_else(Problem::not_found)?;
    match url {
        "" if every.is_some() => return Err(refuse("url", "Enter the URL of the feed, or choose not to load it.")),
        "" => {}
        url if url.chars().count() > 255 => return Err(refuse("url", "The URL may have 255 characters at most.")),
        url => drop(Target::read(url, private).map_err(|text| refuse("url", text))?),
    }
    let mut body: Map<String, Value> = serde_json::from_str(&before.body)?;
    body.insert("ymlUrl".to_owned(), json!(url));
    body.insert("loadFromYml".to_owned(), json!(every.is_some()));
    let site = database::sites::Site { body: Value::Object(body).to_string(), ..before.clone() };
    crate::sites::save(tx, &before, &site, by, now)?;
    every.map_or(Ok(()), |every| set_every(tx, site.id, every, now))
}

/// Asks, through the API, for a load of every store of a set that loads a feed.
///
/// # Errors
/// All of them were asked for within the last minute.
pub fn ask(tx: &mut Tx<'_>, account: &Account, sites: &Sites, now: Moment) -> Result<(), Fault> {
    let known = loads::schedules(tx, &Scope::of(sites.clone()))?;
    let visible: Vec<&Site> = account.visible(sites).collect();
    let recently = |site: &Site| {
        let asked = known.iter().find(|known| known.site == site.id).and_then(|known| known.asked_at);
        asked.is_some_and(|asked| (0..REPEAT).contains(&(now.0 - asked)))
    };
    if !visible.is_empty() && visible.iter().all(|site| recently(site)) {
        return Err(Problem::new(400, "The catalogue was already asked for less than a minute ago. Try again later.").into());
    }
    for site in visible {
        let known = known.iter().find(|known| known.site == site.id).cloned().unwrap_or_else(|| fresh(site.id));
        let wanted_at = if feed_of(site).is_some() { Some(now.0) } else { known.wanted_at };
        loads::set_schedule(tx, site.id, &Schedule { asked_at: Some(now.0), wanted_at, ..known })?;
    }
    Ok(())
}

/// Ends a load that went well: what was read becomes the catalogue. Returns how many offers are gone; none when the load was
/// given up meanwhile.
///
/// # Errors
/// The database failed.
pub fn finish(
    tx: &mut Tx<'_>,
    site: i64,
    load: i64,
    properties: &[kept::Property],
    refusals: &[Refusal],
    now: Moment,
) -> Result<Option<i64>, Fault> {
    database::catalogue::offers::before_first(tx)?;
    tx.lock([lock("catalogue", &site.to_string())])?;
    let gone = kept::switch(tx, site, load, properties, now.0)?;
    let ended = loads::end(tx, site, load, gone, "", &serde_json::to_string(refusals)?, now.0)?;
    // An error undoes the switch; a refusal of a load that no longer counts is one.
    if ended { Ok(Some(gone)) } else { Err(Problem::new(409, "The load was given up.").into()) }
}

/// Ends a load that failed. The catalogue stays as it was; a feed that is loaded by a schedule is tried again in an hour.
///
/// # Errors
/// The database failed.
pub fn fail(tx: &mut Tx<'_>, site: i64, load: i64, broken: &Broken, refusals: &[Refusal], now: Moment) -> Result<(), Fault> {
    let message = json!({"line": broken.line, "reason": broken.reason, "about": broken.about}).to_string();
    if !loads::end(tx, site, load, 0, &message, &serde_json::to_string(refusals)?, now.0)? {
        return Ok(());
    }
    let known = schedule(tx, site)?;
    // What was interrupted begins anew as soon as a server runs.
    let again = if broken.reason == "aborted" { now.0 } else { now.0 + Every::Hour.seconds() };
    if known.next_at > again {
        loads::set_schedule(tx, site, &Schedule { next_at: again, ..known })?;
    }
    Ok(())
}

/// Takes away some of what loads have left beside the catalogue; true when nothing is left.
///
/// # Errors
/// The database failed.
pub fn clear(tx: &mut Tx<'_>, site: i64, but: i64) -> Result<bool, Fault> {
    let done = kept::clear(tx, site, but)?;
    if done {
        loads::forget(tx, site, KEPT)?;
    }
    Ok(done)
}

/// Notes on a store when it was last loaded, and with success or not; and adds units that the feed was the first to name.
///
/// # Errors
/// The database failed.
pub fn note_on_store(tx: &mut Tx<'_>, site: i64, units: &[Unit], went_well: bool, now: Moment) -> Result<(), Fault> {
    tx.touch_house()?;
    let Some(mut row) = database::sites::all(tx)?.into_iter().find(|row| row.id == site) else { return Ok(()) };
    let mut body: Map<String, Value> = serde_json::from_str(&row.body)?;
    body.insert("catalogLoadingAt".to_owned(), draft::stored(now));
    if went_well {
        body.insert("catalogUpdatedAt".to_owned(), draft::stored(now));
    }
    row.body = Value::Object(body).to_string();
    database::sites::save(tx, &row)?;
    let known: Vec<String> =
        database::reference::all(tx)?.into_iter().filter(|entry| entry.kind == UNITS.kind).map(|entry| entry.code).collect();
    let is_code = |code: &str| code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    let fresh = units.iter().filter(|unit| is_code(&unit.code) && !known.contains(&unit.code)).map(|unit| database::reference::Entry {
        id: 0,
        kind: UNITS.kind.to_owned(),
        code: unit.code.clone(),
        active: true,
        ordering: 0,
        body: json!({"code": unit.code, "name": unit.name, "sym": unit.sym, "default": false, "active": true}).to_string(),
    });
    let fresh: Vec<database::reference::Entry> = fresh.collect();
    Ok(database::reference::add_all(tx, &fresh)?)
}

/// The newest loads of a store.
///
/// # Errors
/// The database failed.
pub fn newest(tx: &mut Tx<'_>, site: i64, count: i64) -> Result<Vec<Load>, Fault> {
    Ok(loads::newest(tx, site, count)?)
}
