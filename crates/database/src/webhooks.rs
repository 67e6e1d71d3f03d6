//! Webhooks: targets that receive events.

use crate::{Result, Row, Sql, Tx};

/// A webhook as kept. Times are in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Internal id.
    pub id: i64,
    /// Where events are sent.
    pub url: String,
    /// A remark; may be empty.
    pub comment: String,
    /// The names of the events, separated by commas, or `all`.
    pub events: String,
    /// Whether anything is sent.
    pub active: bool,
    /// The signing secret, sealed.
    pub secret: String,
    /// The one before, sealed, which signs along for a while.
    pub old_secret: Option<String>,
    /// Until when it does.
    pub old_secret_ends: Option<i64>,
    /// Since when nothing has been taken; none when the last delivery was.
    pub failing_since: Option<i64>,
    /// When it was given up; none when it was not.
    pub stopped_at: Option<i64>,
    /// When it was added.
    pub created_at: i64,
    /// The ids of the stores whose orders and customers it is about, separated by commas; empty for all.
    pub site_ids: String,
    /// Whether events of orders and customers bring the whole row.
    pub with_rows: bool,
    /// What is hidden in events of orders and customers, JSON; empty for the default.
    pub masks: String,
}

const COLUMNS: &str = "id, url, comment, events, active, secret, old_secret, old_secret_ends, failing_since, stopped_at, created_at, \
     site_ids, with_rows, masks";

/// Every webhook, oldest first.
///
/// # Errors
/// The engine refused it.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Webhook>> {
    tx.all(Sql::new(format!("SELECT {COLUMNS} FROM webhooks ORDER BY id")), read)
}

/// The ids and events of those to which something is sent.
///
/// # Errors
/// The engine refused it.
pub fn listening(tx: &mut Tx<'_>) -> Result<Vec<(i64, String)>> {
    tx.all("SELECT id, events FROM webhooks WHERE active = 1 ORDER BY id", |row| Ok((row.int(0)?, row.text(1)?)))
}

/// One webhook.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, id: i64) -> Result<Option<Webhook>> {
    tx.optional(Sql::new(format!("SELECT {COLUMNS} FROM webhooks WHERE id = $1")).bind(id), read)
}

/// One webhook, locked until this transaction ends.
///
/// # Errors
/// The engine refused it.
pub fn take(tx: &mut Tx<'_>, id: i64) -> Result<Option<Webhook>> {
    tx.optional(Sql::new(format!("UPDATE webhooks SET active = active WHERE id = $1 RETURNING {COLUMNS}")).bind(id), read)
}

/// Adds a webhook and returns its id; `webhook.id` is not read.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, webhook: &Webhook) -> Result<i64> {
    tx.number(
        Sql::new(
            "INSERT INTO webhooks (url, comment, events, active, secret, old_secret, old_secret_ends, failing_since, stopped_at, created_at,
             site_ids, with_rows, masks)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id",
        )
        .bind(&webhook.url)
        .bind(&webhook.comment)
        .bind(&webhook.events)
        .bind(webhook.active)
        .bind(&webhook.secret)
        .bind(webhook.old_secret.as_ref())
        .bind(webhook.old_secret_ends)
        .bind(webhook.failing_since)
        .bind(webhook.stopped_at)
        .bind(webhook.created_at)
        .bind(&webhook.site_ids)
        .bind(webhook.with_rows)
        .bind(&webhook.masks),
    )
}

/// Saves a webhook.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, webhook: &Webhook) -> Result<()> {
    tx.execute(
        Sql::new(
            "UPDATE webhooks SET url = $1, comment = $2, events = $3, active = $4, secret = $5, old_secret = $6,
             old_secret_ends = $7, failing_since = $8, stopped_at = $9,
             site_ids = $10, with_rows = $11, masks = $12 WHERE id = $13",
        )
        .bind(&webhook.url)
        .bind(&webhook.comment)
        .bind(&webhook.events)
        .bind(webhook.active)
        .bind(&webhook.secret)
        .bind(webhook.old_secret.as_ref())
        .bind(webhook.old_secret_ends)
        .bind(webhook.failing_since)
        .bind(webhook.stopped_at)
        .bind(&webhook.site_ids)
        .bind(webhook.with_rows)
        .bind(&webhook.masks)
        .bind(webhook.id),
    )
    .map(drop)
}

/// Deletes a webhook and everything that was sent to it.
///
/// # Errors
/// The engine refused it.
pub fn delete(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM webhooks WHERE id = $1").bind(id)).map(drop)
}

fn read(row: &Row<'_>) -> Result<Webhook> {
    Ok(Webhook {
        id: row.int(0)?,
        url: row.text(1)?,
        comment: row.text(2)?,
        events: row.text(3)?,
        active: row.flag(4)?,
        secret: row.text(5)?,
        old_secret: row.maybe_text(6)?,
        old_secret_ends: row.maybe_int(7)?,
        failing_since: row.maybe_int(8)?,
        stopped_at: row.maybe_int(9)?,
        created_at: row.int(10)?,
        site_ids: row.text(11)?,
        with_rows: row.flag(12)?,
        masks: row.text(13)?,
    })
}
