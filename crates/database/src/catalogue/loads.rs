//! Loads of catalogues: which one runs, how far it is, what came of it, and when the next one is due.

use crate::{Result, Row, Scope, Sql, Tx};

/// What a store loads its goods by. Moments are Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// The store.
    pub site: i64,
    /// `hourly` or `daily`.
    pub schedule: String,
    /// When the next load is due.
    pub next_at: i64,
    /// When a load was requested that has not begun yet.
    pub wanted_at: Option<i64>,
    /// When the API last asked for one.
    pub asked_at: Option<i64>,
}

/// A load. Moments are Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    /// Its number.
    pub id: i64,
    /// The store.
    pub site: i64,
    /// The address, or the name of the file.
    pub source: String,
    /// `running`, `done` or `failed`.
    pub state: String,
    /// When it began.
    pub started_at: i64,
    /// When it last gave a sign of life.
    pub seen_at: i64,
    /// When it ended.
    pub ended_at: Option<i64>,
    /// How many bytes there are, and how many of them have been read.
    pub bytes: i64,
    /// How many bytes have been read.
    pub bytes_read: i64,
    /// How many offers were good.
    pub offers: i64,
    /// How many of them were new or had changed.
    pub changed: i64,
    /// How many offers were not in the feed any more.
    pub gone: i64,
    /// How many were refused.
    pub refused: i64,
    /// What failed: a JSON object with the line, the reason in a word and what it is about; else empty.
    pub message: String,
    /// The first of the refused offers: a JSON list.
    pub refusals: String,
}

/// How far a load is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many bytes there are.
    pub bytes: i64,
    /// How many of them have been read.
    pub bytes_read: i64,
    /// How many offers were good.
    pub offers: i64,
    /// How many of them were new or had changed.
    pub changed: i64,
    /// How many were refused.
    pub refused: i64,
}

const COLUMNS: &str = "l.id, l.site_id, l.source, l.state, l.started_at, l.seen_at, l.ended_at, l.bytes, l.bytes_read, l.offers, l.changed, \
                       l.gone, l.refused, l.message, l.refusals";

fn read(row: &Row<'_>) -> Result<Load> {
    Ok(Load {
        id: row.int(0)?,
        site: row.int(1)?,
        source: row.text(2)?,
        state: row.text(3)?,
        started_at: row.int(4)?,
        seen_at: row.int(5)?,
        ended_at: row.maybe_int(6)?,
        bytes: row.int(7)?,
        bytes_read: row.int(8)?,
        offers: row.int(9)?,
        changed: row.int(10)?,
        gone: row.int(11)?,
        refused: row.int(12)?,
        message: row.text(13)?,
        refusals: row.text(14)?,
    })
}

/// Begins a load and returns its number; none while another one of the store runs that gave a sign of life since `alive`.
/// One that did not is given up.
///
/// # Errors
/// The engine refused it.
pub fn begin(tx: &mut Tx<'_>, site: i64, source: &str, now: i64, alive: i64) -> Result<Option<i64>> {
    let running = "SELECT count(*) FROM catalogue_loads WHERE site_id = $1 AND state = 'running' AND seen_at >= $2";
    if tx.number(Sql::new(running).bind(site).bind(alive))? > 0 {
        return Ok(None);
    }
    give_up(tx, site, r#"{"line":0,"reason":"aborted","about":""}"#, now)?;
    let begun = "INSERT INTO catalogue_loads
        (site_id, source, state, started_at, seen_at, bytes, bytes_read, offers, changed, gone, refused, message, refusals)
        VALUES ($1, $2, 'running', $3, $4, 0, 0, 0, 0, 0, 0, '', '[]') RETURNING id";
    tx.number(Sql::new(begun).bind(site).bind(source).bind(now).bind(now)).map(Some)
}

/// Gives up the load of a store that runs, for the reason in `message`; it notices when it next says how far it is.
///
/// # Errors
/// The engine refused it.
pub fn give_up(tx: &mut Tx<'_>, site: i64, message: &str, now: i64) -> Result<()> {
    let sql = "UPDATE catalogue_loads SET state = 'failed', ended_at = $1, message = $2 WHERE site_id = $3 AND state = 'running'";
    tx.execute(Sql::new(sql).bind(now).bind(message).bind(site)).map(drop)
}

/// Notes how far a load is; false when it was given up meanwhile.
///
/// # Errors
/// The engine refused it.
pub fn note(tx: &mut Tx<'_>, site: i64, load: i64, progress: &Progress, now: i64) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE catalogue_loads SET seen_at = $1, bytes = $2, bytes_read = $3, offers = $4, changed = $5, refused = $6
         WHERE id = $7 AND site_id = $8 AND state = 'running'",
    );
    let sql = sql.bind(now).bind(progress.bytes).bind(progress.bytes_read).bind(progress.offers).bind(progress.changed);
    Ok(tx.execute(sql.bind(progress.refused).bind(load).bind(site))? > 0)
}

/// Ends a load that runs: `message` is empty when it went well. False when it was given up meanwhile.
///
/// # Errors
/// The engine refused it.
pub fn end(tx: &mut Tx<'_>, site: i64, load: i64, gone: i64, message: &str, refusals: &str, now: i64) -> Result<bool> {
    let state = if message.is_empty() { "done" } else { "failed" };
    let sql = Sql::new(
        "UPDATE catalogue_loads SET state = $1, ended_at = $2, seen_at = $3, gone = $4, message = $5, refusals = $6
         WHERE id = $7 AND site_id = $8 AND state = 'running'",
    );
    let sql = sql.bind(state).bind(now).bind(now).bind(gone).bind(message).bind(refusals);
    Ok(tx.execute(sql.bind(load).bind(site))? > 0)
}

/// The newest loads of a store.
///
/// # Errors
/// The engine refused it.
pub fn newest(tx: &mut Tx<'_>, site: i64, count: i64) -> Result<Vec<Load>> {
    let sql = Sql::new(format!("SELECT {COLUMNS} FROM catalogue_loads l WHERE l.site_id = $1 ORDER BY l.id DESC LIMIT $2"));
    tx.all(sql.bind(site).bind(count), read)
}

/// Forgets all but the newest loads of a store.
///
/// # Errors
/// The engine refused it.
pub fn forget(tx: &mut Tx<'_>, site: i64, kept: i64) -> Result<()> {
    let sql = "DELETE FROM catalogue_loads WHERE site_id = $1 AND state <> 'running' AND id NOT IN
        (SELECT id FROM catalogue_loads WHERE site_id = $2 ORDER BY id DESC LIMIT $3)";
    tx.execute(Sql::new(sql).bind(site).bind(site).bind(kept)).map(drop)
}

/// When the stores of a scope load, by store; one that was never set is not among them.
///
/// # Errors
/// The engine refused it.
pub fn schedules(tx: &mut Tx<'_>, scope: &Scope) -> Result<Vec<Schedule>> {
    let sql = Sql::new("SELECT c.site_id, c.schedule, c.next_at, c.wanted_at, c.asked_at FROM catalogues c WHERE 1 = 1");
    tx.all(sql.within_sites("c", &scope.sites), |row| {
        Ok(Schedule {
            site: row.int(0)?,
            schedule: row.text(1)?,
            next_at: row.int(2)?,
            wanted_at: row.maybe_int(3)?,
            asked_at: row.maybe_int(4)?,
        })
    })
}

/// Keeps when a store loads.
///
/// # Errors
/// The engine refused it.
pub fn set_schedule(tx: &mut Tx<'_>, site: i64, schedule: &Schedule) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO catalogues (site_id, schedule, next_at, wanted_at, asked_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (site_id) DO UPDATE SET schedule = excluded.schedule, next_at = excluded.next_at, wanted_at = excluded.wanted_at,
         asked_at = excluded.asked_at",
    );
    let sql = sql.bind(site).bind(&schedule.schedule).bind(schedule.next_at).bind(schedule.wanted_at).bind(schedule.asked_at);
    tx.execute(sql).map(drop)
}
