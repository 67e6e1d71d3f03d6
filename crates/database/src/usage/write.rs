//! Adding up what nodes have counted, and forgetting what is too old.

use crate::{Result, Sql, Tx, Value};

/// Calls of one key by one method with one outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// How many calls.
    pub calls: i64,
    /// How many of them had their token in the address.
    pub in_url: i64,
    /// How long they took together, in microseconds.
    pub micros: i64,
    /// How long the slowest took, in microseconds.
    pub slowest: i64,
}

impl Counts {
    /// Adds others to these.
    pub fn add(&mut self, other: &Self) {
        self.calls += other.calls;
        self.in_url += other.in_url;
        self.micros += other.micros;
        self.slowest = self.slowest.max(other.slowest);
    }
}

/// The counts of a node since its last report. The rows of a list have distinct subjects.
#[derive(Debug, Clone, Default)]
pub struct Harvest {
    /// Key, hour since 1970 (UTC), method, outcome, counts.
    pub hours: Vec<(i64, i64, &'static str, &'static str, Counts)>,
    /// Key, day since 1970 in the account's zone, method, outcome, counts.
    pub days: Vec<(i64, i64, &'static str, &'static str, Counts)>,
    /// Last calls.
    pub last: Vec<super::Last>,
    /// Key, address, first and last moment, calls.
    pub addresses: Vec<(i64, String, i64, i64, i64)>,
    /// Key, store (0 for none), last moment, calls.
    pub sites: Vec<(i64, i64, i64, i64)>,
    /// Key, method outside the grant on trial, calls, last moment.
    pub trials: Vec<(i64, &'static str, i64, i64)>,
    /// Calls by store.
    pub stores: Vec<super::StoreCalls>,
    /// When counting began on this node.
    pub since: i64,
}

/// Rows that share a statement.
const TOGETHER: usize = 32;

/// Adds a harvest to what is kept, its rows in the order of their keys so that nodes never wait for each other.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, harvest: &Harvest) -> Result<()> {
    tx.execute(
        Sql::new("INSERT INTO usage_marks (name, at) VALUES ('counted-since', $1) ON CONFLICT (name) DO NOTHING").bind(harvest.since),
    )?;
    let counted = |table: &str, span: &str| {
        (
            format!("INSERT INTO {table} AS kept (key_id, {span}, method, outcome, calls, in_url, micros, slowest) VALUES "),
            format!(
                " ON CONFLICT (key_id, {span}, method, outcome) DO UPDATE SET calls = kept.calls + excluded.calls,
                 in_url = kept.in_url + excluded.in_url, micros = kept.micros + excluded.micros,
                 slowest = CASE WHEN excluded.slowest > kept.slowest THEN excluded.slowest ELSE kept.slowest END"
            ),
        )
    };
    let row = |(key, span, method, outcome, counts): &(i64, i64, &'static str, &'static str, Counts)| -> Vec<Value> {
        vec![
            (*key).into(),
            (*span).into(),
            (*method).into(),
            (*outcome).into(),
            counts.calls.into(),
            counts.in_url.into(),
            counts.micros.into(),
            counts.slowest.into(),
        ]
    };
    let (head, tail) = counted("usage_hours", "hour");
    upsert(tx, &head, &tail, harvest.hours.iter().map(row).collect())?;
    let (head, tail) = counted("usage_days", "day");
    upsert(tx, &head, &tail, harvest.days.iter().map(row).collect())?;
    let last = harvest.last.iter().map(|last| {
        let texts = [&last.address, &last.agent, &last.transport, &last.method, &last.outcome].map(Value::from);
        [last.key.into(), last.at.into()].into_iter().chain(texts).collect()
    });
    upsert(
        tx,
        "INSERT INTO usage_last AS kept (key_id, at, address, agent, transport, method, outcome) VALUES ",
        " ON CONFLICT (key_id) DO UPDATE SET at = excluded.at, address = excluded.address, agent = excluded.agent,
          transport = excluded.transport, method = excluded.method, outcome = excluded.outcome WHERE excluded.at >= kept.at",
        last.collect(),
    )?;
    let addresses = harvest
        .addresses
        .iter()
        .map(|(key, address, first, last, calls)| vec![(*key).into(), address.into(), (*first).into(), (*last).into(), (*calls).into()]);
    upsert(
        tx,
        "INSERT INTO usage_addresses AS kept (key_id, address, first_at, last_at, calls) VALUES ",
        " ON CONFLICT (key_id, address) DO UPDATE SET calls = kept.calls + excluded.calls,
          first_at = CASE WHEN excluded.first_at < kept.first_at THEN excluded.first_at ELSE kept.first_at END,
          last_at = CASE WHEN excluded.last_at > kept.last_at THEN excluded.last_at ELSE kept.last_at END",
        addresses.collect(),
    )?;
    let sites = harvest.sites.iter().map(|(key, site, last, calls)| vec![(*key).into(), (*site).into(), (*last).into(), (*calls).into()]);
    upsert(
        tx,
        "INSERT INTO usage_sites AS kept (key_id, site_id, last_at, calls) VALUES ",
        " ON CONFLICT (key_id, site_id) DO UPDATE SET calls = kept.calls + excluded.calls,
          last_at = CASE WHEN excluded.last_at > kept.last_at THEN excluded.last_at ELSE kept.last_at END",
        sites.collect(),
    )?;
    let trials =
        harvest.trials.iter().map(|(key, method, calls, last)| vec![(*key).into(), (*method).into(), (*calls).into(), (*last).into()]);
    upsert(
        tx,
        "INSERT INTO key_trial_calls AS kept (key_id, method, calls, last_at) VALUES ",
        " ON CONFLICT (key_id, method) DO UPDATE SET calls = kept.calls + excluded.calls,
          last_at = CASE WHEN excluded.last_at > kept.last_at THEN excluded.last_at ELSE kept.last_at END",
        trials.collect(),
    )?;
    add_stores(tx, &harvest.stores)
}

fn add_stores(tx: &mut Tx<'_>, stores: &[super::StoreCalls]) -> Result<()> {
    let row = |calls: &super::StoreCalls| {
        [calls.site, calls.hour, calls.key, calls.calls, calls.refused, calls.failed, calls.last_at].map(Value::from).to_vec()
    };
    upsert(
        tx,
        "INSERT INTO usage_store_hours AS kept (site_id, hour, key_id, calls, refused, failed, last_at) VALUES ",
        " ON CONFLICT (site_id, hour, key_id) DO UPDATE SET calls = kept.calls + excluded.calls,
          refused = kept.refused + excluded.refused, failed = kept.failed + excluded.failed,
          last_at = CASE WHEN excluded.last_at > kept.last_at THEN excluded.last_at ELSE kept.last_at END",
        stores.iter().map(row).collect(),
    )?;
    // A call that was refused at once does not show that a store is alive.
    let mut last: Vec<&super::StoreCalls> = Vec::new();
    for calls in stores.iter().filter(|calls| calls.calls > calls.refused) {
        match last.last_mut() {
            Some(before) if before.site == calls.site => *before = if calls.last_at > before.last_at { calls } else { *before },
            _ => last.push(calls),
        }
    }
    upsert(
        tx,
        "INSERT INTO usage_store_last AS kept (site_id, at, key_id) VALUES ",
        " ON CONFLICT (site_id) DO UPDATE SET at = excluded.at, key_id = excluded.key_id WHERE excluded.at >= kept.at",
        last.into_iter().map(|calls| [calls.site, calls.last_at, calls.key].map(Value::from).to_vec()).collect(),
    )
}

/// Forgets counts by the hour before one hour, those of stores before another hour, counts by the day before one day, and
/// addresses not seen since a moment.
/// Returns how many rows went.
///
/// # Errors
/// The engine refused it.
pub fn forget(tx: &mut Tx<'_>, hour: i64, store_hour: i64, day: i64, address: i64) -> Result<u64> {
    let hours = tx.execute(Sql::new("DELETE FROM usage_hours WHERE hour < $1").bind(hour))?;
    let days = tx.execute(Sql::new("DELETE FROM usage_days WHERE day < $1").bind(day))?;
    let stores = tx.execute(Sql::new("DELETE FROM usage_store_hours WHERE hour < $1").bind(store_hour))?;
    Ok(hours + stores + days + tx.execute(Sql::new("DELETE FROM usage_addresses WHERE last_at < $1").bind(address))?)
}

fn upsert(tx: &mut Tx<'_>, head: &str, tail: &str, mut rows: Vec<Vec<Value>>) -> Result<()> {
    // Whole statements of one length and single ones: two texts to keep prepared.
    let singles = rows.split_off(rows.len() - rows.len() % TOGETHER);
    for chunk in rows.chunks(TOGETHER).chain(singles.chunks(1)) {
        let mut sql = Sql::new(head.to_owned());
        for (place, row) in chunk.iter().enumerate() {
            let marks = vec!["?"; row.len()].join(", ");
            let text = format!("{}({marks})", if place == 0 { "" } else { ", " });
            sql = sql.push_with(&text, row.iter().cloned());
        }
        tx.execute(sql.push(tail))?;
    }
    Ok(())
}
