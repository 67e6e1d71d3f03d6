//! Webhook deliveries, waiting and finished, with every attempt.

use crate::{Engine, Result, Row, Sql, Tx, Value};

/// An event on its way to one webhook. Times are in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Internal id.
    pub id: i64,
    /// The webhook.
    pub webhook: i64,
    /// The id of the message, the same however often it is sent.
    pub message: String,
    /// The name of the event.
    pub event: String,
    /// What is sent, JSON.
    pub payload: String,
    /// `waiting`, `delivered` or `failed`.
    pub state: String,
    /// Number of attempts since it was last queued.
    pub attempts: i64,
    /// When it is tried next; none when nothing more is tried.
    pub due_at: Option<i64>,
    /// When the event was.
    pub created_at: i64,
    /// When it was taken or given up.
    pub finished_at: Option<i64>,
}

/// One attempt. Times are in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// When.
    pub created_at: i64,
    /// The HTTP status that was answered; none when there was no answer.
    pub status: Option<i64>,
    /// What went wrong; empty when nothing did.
    pub error: String,
    /// How long it took.
    pub milliseconds: i64,
}

/// What waits to be sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Line {
    /// How many messages.
    pub waiting: i64,
    /// Since when the oldest of them waits, in Unix seconds.
    pub oldest: Option<i64>,
}

/// What waits to be sent.
///
/// # Errors
/// The engine refused it.
pub fn line(tx: &mut Tx<'_>) -> Result<Line> {
    let sql = "SELECT count(*), min(created_at) FROM deliveries WHERE due_at IS NOT NULL";
    tx.one(sql, |row| Ok(Line { waiting: row.int(0)?, oldest: row.maybe_int(1)? }))
}

const COLUMNS: &str = "id, webhook_id, message, event, payload, state, attempts, due_at, created_at, finished_at";

/// Queues an event for these webhooks.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, webhooks: &[i64], message: &str, event: &str, payload: &str, now: i64) -> Result<()> {
    for webhook in webhooks {
        tx.execute(
            Sql::new(
                "INSERT INTO deliveries (webhook_id, message, event, payload, state, attempts, due_at, created_at)
                 VALUES ($1, $2, $3, $4, 'waiting', 0, $5, $6)",
            )
            .bind(*webhook)
            .bind(message)
            .bind(event)
            .bind(payload)
            .bind(now)
            .bind(now),
        )?;
    }
    Ok(())
}

/// Queues an event for one webhook, unless it is not active by now.
///
/// # Errors
/// The engine refused it.
pub fn add_if_active(tx: &mut Tx<'_>, webhook: i64, message: &str, event: &str, payload: &str, now: i64) -> Result<()> {
    tx.execute(
        Sql::new(
            "INSERT INTO deliveries (webhook_id, message, event, payload, state, attempts, due_at, created_at)
             SELECT id, $1, $2, $3, 'waiting', 0, $4, $5 FROM webhooks WHERE id = $6 AND active = 1",
        )
        .bind(message)
        .bind(event)
        .bind(payload)
        .bind(now)
        .bind(now)
        .bind(webhook),
    )
    .map(drop)
}

/// Whether a delivery is due.
///
/// # Errors
/// The engine refused it.
pub fn is_due(tx: &mut Tx<'_>, now: i64) -> Result<bool> {
    let due = Sql::new(
        "SELECT 1 FROM deliveries WHERE due_at IS NOT NULL AND due_at <= $1
         AND webhook_id IN (SELECT id FROM webhooks WHERE active = 1) LIMIT 1",
    );
    Ok(tx.optional(due.bind(now), |row| row.int(0))?.is_some())
}

/// Claims some due deliveries for the caller until `until`. After that another server may claim them, because then the
/// caller has died. Those of `busy` webhooks are left.
///
/// # Errors
/// The engine refused it.
pub fn claim(tx: &mut Tx<'_>, now: i64, until: i64, busy: &[i64], limit: i64) -> Result<Vec<Delivery>> {
    // Several servers query the same rows at once: each skips rows locked by another. SQLite runs one at a time.
    let lock = if tx.engine() == Engine::Postgres { " FOR UPDATE SKIP LOCKED" } else { "" };
    let mut sql = Sql::new(
        "UPDATE deliveries SET due_at = $1, attempts = attempts + 1 WHERE id IN (
            SELECT id FROM deliveries WHERE due_at IS NOT NULL AND due_at <= $2
            AND webhook_id IN (SELECT id FROM webhooks WHERE active = 1)",
    )
    .bind(until)
    .bind(now);
    if !busy.is_empty() {
        sql = sql.push(" AND NOT ").push_in("webhook_id", busy.iter().copied());
    }
    let sql = sql.push_with(&format!(" ORDER BY due_at, id LIMIT ?{lock}) RETURNING {COLUMNS}"), [limit.into()]);
    tx.all(sql, read)
}

/// Records an attempt, the new `state` and the time of the next attempt. False if another server
/// has taken it meanwhile.
///
/// # Errors
/// The engine refused it.
pub fn note(tx: &mut Tx<'_>, delivery: &Delivery, attempt: &Attempt, state: &str, due_at: Option<i64>) -> Result<bool> {
    let finished = due_at.is_none().then_some(attempt.created_at);
    let noted = tx.execute(
        Sql::new("UPDATE deliveries SET state = $1, due_at = $2, finished_at = $3 WHERE id = $4 AND attempts = $5 AND due_at = $6")
            .bind(state)
            .bind(due_at)
            .bind(finished)
            .bind(delivery.id)
            .bind(delivery.attempts)
            .bind(delivery.due_at),
    )?;
    // One that has been deleted meanwhile has nothing to be noted at.
    tx.execute(
        Sql::new(
            "INSERT INTO delivery_attempts (delivery_id, created_at, status, error, milliseconds)
             SELECT id, $1, $2, $3, $4 FROM deliveries WHERE id = $5",
        )
        .bind(attempt.created_at)
        .bind(attempt.status)
        .bind(&attempt.error)
        .bind(attempt.milliseconds)
        .bind(delivery.id),
    )?;
    Ok(noted > 0)
}

/// Queues a delivery again; false if it does not exist.
///
/// # Errors
/// The engine refused it.
pub fn resend(tx: &mut Tx<'_>, id: i64, now: i64) -> Result<bool> {
    let sql = Sql::new("UPDATE deliveries SET state = 'waiting', attempts = 0, due_at = $1, finished_at = NULL WHERE id = $2");
    Ok(tx.execute(sql.bind(now).bind(id))? > 0)
}

/// One delivery.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, id: i64) -> Result<Option<Delivery>> {
    tx.optional(Sql::new(format!("SELECT {COLUMNS} FROM deliveries WHERE id = $1")).bind(id), read)
}

/// The newest deliveries first, of one webhook or of all, before an id.
///
/// # Errors
/// The engine refused it.
pub fn list(tx: &mut Tx<'_>, webhook: Option<i64>, before: Option<i64>, limit: i64) -> Result<Vec<Delivery>> {
    let mut sql = Sql::new(format!("SELECT {COLUMNS} FROM deliveries WHERE 1 = 1"));
    if let Some(webhook) = webhook {
        sql = sql.push_with(" AND webhook_id = ?", [webhook.into()]);
    }
    if let Some(before) = before {
        sql = sql.push_with(" AND id < ?", [before.into()]);
    }
    tx.all(sql.push_with(" ORDER BY id DESC LIMIT ?", [Value::from(limit)]), read)
}

/// Every attempt at a delivery, oldest first.
///
/// # Errors
/// The engine refused it.
pub fn attempts(tx: &mut Tx<'_>, delivery: i64) -> Result<Vec<Attempt>> {
    let sql = Sql::new("SELECT created_at, status, error, milliseconds FROM delivery_attempts WHERE delivery_id = $1 ORDER BY id");
    tx.all(sql.bind(delivery), |row| {
        Ok(Attempt { created_at: row.int(0)?, status: row.maybe_int(1)?, error: row.text(2)?, milliseconds: row.int(3)? })
    })
}

/// Deletes deliveries finished before a given time, and those waiting since before it.
///
/// # Errors
/// The engine refused it.
pub fn forget(tx: &mut Tx<'_>, before: i64) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM deliveries WHERE finished_at < $1").bind(before))?;
    tx.execute(Sql::new("DELETE FROM deliveries WHERE due_at < $1 AND created_at < $2").bind(before).bind(before)).map(drop)
}

fn read(row: &Row<'_>) -> Result<Delivery> {
    Ok(Delivery {
        id: row.int(0)?,
        webhook: row.int(1)?,
        message: row.text(2)?,
        event: row.text(3)?,
        payload: row.text(4)?,
        state: row.text(5)?,
        attempts: row.int(6)?,
        due_at: row.maybe_int(7)?,
        created_at: row.int(8)?,
        finished_at: row.maybe_int(9)?,
    })
}
