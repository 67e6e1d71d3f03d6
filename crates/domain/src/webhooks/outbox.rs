//! What is put in line for webhooks, in the transaction of what happened, and what becomes of it.

use database::Tx;
use database::audit_log::{self, LogEntry};
use database::deliveries::{self, Attempt, Delivery};
use database::webhooks;
use serde_json::{Value, json};
use wire::{Moment, Problem};

use super::{Place, event, schedule, subject};
use crate::access::token;
use crate::audit_log::{Action, Anchor, By, chain, note};
use crate::fault::Fault;

/// Puts an entry of the audit log in line for every webhook that wants it.
///
/// # Errors
/// The database failed.
pub fn queue(tx: &mut Tx<'_>, row: &LogEntry) -> Result<(), Fault> {
    let listening = listening(tx, &row.action)?;
    if listening.is_empty() {
        return Ok(());
    }
    let details: Value = serde_json::from_str(&row.details)?;
    let data = json!({
        "record": row.number,
        row.subject_kind.as_str(): {"id": row.subject_id, "name": row.subject_name},
        "by": {"kind": row.by_kind, "id": row.by_id, "name": row.by_name},
        "details": details,
    });
    // The same row is the same message, whichever server sends it.
    let message = format!("msg_{}", &chain::hex(&row.hash)[..32]);
    add(tx, &listening, &message, &row.action, &data, Moment(row.created_at))
}

/// Sends the last link of the chain to the webhooks that want it, once. False when there was none.
///
/// # Errors
/// The database failed.
pub fn anchor(tx: &mut Tx<'_>, now: Moment) -> Result<bool, Fault> {
    let listening = listening(tx, event::ANCHORED)?;
    if listening.is_empty() {
        return Ok(false);
    }
    let Some(head) = audit_log::tell_head(tx)? else { return Ok(false) };
    let anchor = Anchor::from(&head);
    let data = json!({"number": anchor.number, "hash": anchor.hash, "at": time(anchor.at), "anchor": anchor.to_string()});
    add(tx, &listening, &format!("msg_anchor_{}", &anchor.hash[..25]), event::ANCHORED, &data, now)?;
    Ok(true)
}

/// Whether [`anchor`] would have something to send.
///
/// # Errors
/// The database failed.
pub fn has_anchor(tx: &mut Tx<'_>) -> Result<bool, Fault> {
    Ok(!listening(tx, event::ANCHORED)?.is_empty() && audit_log::is_untold(tx)?)
}

/// Puts a test in line for one webhook, whichever events it gets.
///
/// # Errors
/// Refused: no such webhook, one that is off, or one that leads to the contacts of keys.
pub fn test(tx: &mut Tx<'_>, id: i64, now: Moment) -> Result<(), Fault> {
    let webhook = super::find(tx, id)?;
    if !webhook.active {
        return Err(Problem::new(400, "The webhook is disabled. Enable it first.").into());
    }
    if Place::is_contact(&webhook.url) {
        return Err(
            Problem::new(400, "A test has no key and so no contact. To test emails, use a webhook with mailto: and an email.").into()
        );
    }
    add(tx, &[id], &fresh_message()?, event::TEST, &json!({"webhook": id}), now)
}

/// The id of a message that nothing else names.
pub(super) fn fresh_message() -> Result<String, Fault> {
    let random = token::random(24).map_err(|error| Fault::Database(database::Error::Row(error.to_string())))?;
    Ok(format!("msg_{random}"))
}

/// A message as it is sent: JSON.
pub(super) fn payload(event: &str, data: &Value, now: Moment) -> String {
    json!({"type": event, "timestamp": time(now.0), "data": data}).to_string()
}

/// Puts a delivery in line once more, under the id it had.
///
/// # Errors
/// Refused: no such delivery, or its webhook is off.
pub fn resend(tx: &mut Tx<'_>, id: i64, now: Moment) -> Result<Delivery, Fault> {
    let delivery = deliveries::find(tx, id)?.ok_or_else(Problem::not_found)?;
    if !super::find(tx, delivery.webhook)?.active {
        return Err(Problem::new(400, "The webhook is disabled. Enable it first.").into());
    }
    deliveries::resend(tx, id, now.0)?;
    Ok(delivery)
}

/// Notes what came of an attempt: taken, tried again later, or given up; and gives up a webhook that fails for too long
/// or says that it is gone.
///
/// # Errors
/// The database failed.
pub fn settle(tx: &mut Tx<'_>, delivery: &Delivery, attempt: &Attempt, chance: u8) -> Result<(), Fault> {
    let now = attempt.created_at;
    let taken = attempt.error.is_empty();
    // Taken first: of two attempts that end at once the second sees what the first noted.
    let webhook = webhooks::take(tx, delivery.webhook)?;
    let next = if taken { None } else { schedule::pause(delivery.attempts, chance).map(|pause| now + pause) };
    let state = match (taken, next) {
        (true, _) => "delivered",
        (false, Some(_)) => "waiting",
        (false, None) => "failed",
    };
    deliveries::note(tx, delivery, attempt, state, next)?;
    let Some(mut webhook) = webhook else { return Ok(()) };
    if taken {
        if webhook.failing_since.take().is_some() {
            webhooks::save(tx, &webhook)?;
        }
        return Ok(());
    }
    let since = *webhook.failing_since.get_or_insert(now);
    let over = attempt.status == Some(410) || now - since >= schedule::PATIENCE;
    let stops = over && webhook.active;
    if stops {
        (webhook.active, webhook.stopped_at) = (false, Some(now));
    }
    webhooks::save(tx, &webhook)?;
    if stops {
        let view = json!({"active": {"before": true, "after": false}, "failingAt": {"after": since}, "error": {"after": attempt.error}});
        note(tx, &By::Hub, Action::WebhookStopped, &subject(&webhook), &view, Moment(now))?;
    }
    Ok(())
}

fn listening(tx: &mut Tx<'_>, event: &str) -> Result<Vec<i64>, Fault> {
    let webhooks = webhooks::listening(tx)?;
    Ok(webhooks.into_iter().filter(|(_, events)| event::covers(events, event)).map(|(id, _)| id).collect())
}

fn add(tx: &mut Tx<'_>, webhooks: &[i64], message: &str, event: &str, data: &Value, now: Moment) -> Result<(), Fault> {
    Ok(deliveries::add(tx, webhooks, message, event, &payload(event, data, now), now.0)?)
}

fn time(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).unwrap_or_default().to_string()
}
