//! Webhooks: programs and mailboxes that are notified of events, until they have taken it.

pub mod event;
pub mod outbox;
pub mod place;
pub mod rows;
pub mod schedule;
pub mod signing;
pub mod target;

use database::Tx;
use database::webhooks::{self, Webhook};
use serde_json::{Map, Value, json};
use wire::{Moment, Problem};

pub use place::{Place, Ways};
pub use signing::Secret;
pub use target::Target;

use crate::access::masks::Masks;
use crate::access::sealed::Seal;
use crate::audit_log::{self, Action, By, Subject, details};
use crate::fault::Fault;
use crate::{gather, refuse, refuse_as, sealing, without_token};

/// For so many seconds the secret before signs along, so that receivers can be changed one after the other.
pub const OVERLAP: i64 = 86_400;
/// The most webhooks of an account.
const MOST: usize = 50;

/// What is to be set of a webhook; what is `None` stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Where events are sent.
    pub url: Option<String>,
    /// A remark; an empty one is taken away.
    pub comment: Option<String>,
    /// Names of events separated by commas, `key.*`, `all`.
    pub events: Option<String>,
    /// Whether anything is sent.
    pub active: Option<bool>,
    /// Codes of the stores whose orders and customers it is about, separated by commas; `all`.
    pub sites: Option<String>,
    /// Whether events of orders and customers bring the whole row.
    pub with_rows: Option<bool>,
    /// What is hidden in events of orders and customers.
    pub masks: Option<Masks>,
}

/// Adds a webhook that is on.
///
/// # Errors
/// Refused: an address that cannot be called, an unknown event, one webhook too many.
pub fn add(tx: &mut Tx<'_>, seal: &Seal, secret: &Secret, changes: &Changes, ways: Ways, by: &By, now: Moment) -> Result<Webhook, Fault> {
    tx.touch_house()?;
    if webhooks::all(tx)?.len() >= MOST {
        return Err(refuse_as("target", "webhooks-most", format!("There are {MOST} webhooks already; that is as many as there can be.")));
    }
    let mut webhook = blank(now);
    apply(tx, &mut webhook, &Changes { url: Some(changes.url.clone().unwrap_or_default()), ..changes.clone() }, ways)?;
    webhook.id = webhooks::add(tx, &webhook)?;
    webhook.secret = close(tx, seal, webhook.id, secret)?;
    webhooks::save(tx, &webhook)?;
    let added = details::added(&fields(tx, &webhook)?);
    audit_log::note(tx, by, Action::WebhookAdded, &subject(&webhook), &added, now)?;
    Ok(webhook)
}

/// Changes a webhook. One that is switched on again is no longer given up; what waited for it is sent.
///
/// # Errors
/// No such webhook, or as [`add`].
pub fn edit(tx: &mut Tx<'_>, id: i64, changes: &Changes, ways: Ways, by: &By, now: Moment) -> Result<Webhook, Fault> {
    tx.touch_house()?;
    let mut webhook = take(tx, id)?;
    let before = fields(tx, &webhook)?;
    apply(tx, &mut webhook, changes, ways)?;
    if changes.active == Some(true) {
        (webhook.stopped_at, webhook.failing_since) = (None, None);
    }
    webhooks::save(tx, &webhook)?;
    let changed = details::differences(&before, &fields(tx, &webhook)?);
    if !details::is_empty(&changed) {
        audit_log::note(tx, by, Action::WebhookChanged, &subject(&webhook), &changed, now)?;
    }
    Ok(webhook)
}

/// Everything that is wrong with a webhook at once, for a form.
///
/// # Errors
/// No such webhook. The database failed.
pub fn faults(tx: &mut Tx<'_>, id: Option<i64>, changes: &Changes, ways: Ways) -> Result<Option<Problem>, Fault> {
    let mut webhook = id.map_or_else(|| Ok(blank(Moment(0))), |id| find(tx, id))?;
    let (mut found, none) = (None, Changes::default);
    for part in [
        Changes { url: changes.url.clone(), ..none() },
        Changes { comment: changes.comment.clone(), ..none() },
        Changes { events: changes.events.clone(), ..none() },
        Changes { sites: changes.sites.clone(), ..none() },
        Changes { masks: changes.masks.clone(), ..none() },
    ] {
        gather(&mut found, apply(tx, &mut webhook, &part, ways))?;
    }
    Ok(found)
}

/// A webhook of which nothing is said yet.
fn blank(now: Moment) -> Webhook {
    Webhook {
        id: 0,
        url: String::new(),
        comment: String::new(),
        events: event::ALL.to_owned(),
        active: true,
        secret: String::new(),
        old_secret: None,
        old_secret_ends: None,
        failing_since: None,
        stopped_at: None,
        created_at: now.0,
        site_ids: String::new(),
        with_rows: false,
        masks: String::new(),
    }
}

/// Gives a webhook another signing secret; the one before signs along for [`OVERLAP`] seconds.
///
/// # Errors
/// No such webhook, or one that leads to people: emails are not signed.
pub fn rotate(tx: &mut Tx<'_>, seal: &Seal, id: i64, secret: &Secret, by: &By, now: Moment) -> Result<Webhook, Fault> {
    let mut webhook = take(tx, id)?;
    if Place::is_of_people(&webhook.url) {
        return Err(Problem::new(400, "Letters are not signed.").into());
    }
    let old = std::mem::replace(&mut webhook.secret, close(tx, seal, id, secret)?);
    (webhook.old_secret, webhook.old_secret_ends) = (Some(old), Some(now.0 + OVERLAP));
    webhooks::save(tx, &webhook)?;
    let until = json!({"endsAt": {"after": now.0 + OVERLAP}});
    audit_log::note(tx, by, Action::WebhookSecretRotated, &subject(&webhook), &until, now)?;
    Ok(webhook)
}

/// Deletes a webhook and what was sent to it.
///
/// # Errors
/// No such webhook.
pub fn delete(tx: &mut Tx<'_>, id: i64, by: &By, now: Moment) -> Result<Webhook, Fault> {
    tx.touch_house()?;
    let webhook = take(tx, id)?;
    webhooks::delete(tx, id)?;
    audit_log::note(tx, by, Action::WebhookDeleted, &subject(&webhook), &json!({}), now)?;
    Ok(webhook)
}

/// A webhook.
///
/// # Errors
/// No such webhook.
pub fn find(tx: &mut Tx<'_>, id: i64) -> Result<Webhook, Fault> {
    webhooks::find(tx, id)?.ok_or_else(|| Problem::not_found().into())
}

/// The secrets that sign now, the newest first.
///
/// # Errors
/// They were sealed under another key.
pub fn secrets(webhook: &Webhook, seal: &Seal, now: Moment) -> anyhow::Result<Vec<Secret>> {
    let old = webhook.old_secret.as_ref().filter(|_| webhook.old_secret_ends.is_some_and(|ends| now.0 < ends));
    [Some(&webhook.secret), old].into_iter().flatten().map(|sealed| open(seal, webhook.id, sealed)).collect()
}

/// How the record calls a webhook.
pub(super) fn subject(webhook: &Webhook) -> Subject {
    let name = Place::read(&webhook.url, Ways { private: true, mail: true }).map(|place| place.name());
    Subject::numbered("webhook", webhook.id, &name.unwrap_or_default())
}

fn take(tx: &mut Tx<'_>, id: i64) -> Result<Webhook, Fault> {
    webhooks::take(tx, id)?.ok_or_else(|| Problem::not_found().into())
}

fn apply(tx: &mut Tx<'_>, webhook: &mut Webhook, changes: &Changes, ways: Ways) -> Result<(), Fault> {
    if let Some(url) = &changes.url {
        let url = url.trim();
        if url != webhook.url {
            without_token("target", url)?;
        }
        // One that is kept stays, also where the server has been started anew without the way there: it may be switched off.
        if url != webhook.url || url.is_empty() {
            Place::read(url, ways).map_err(|reason| refuse("target", reason))?;
        }
        url.clone_into(&mut webhook.url);
    }
    if let Some(comment) = &changes.comment {
        let comment = comment.trim();
        without_token("remark", comment)?;
        if comment.chars().count() > 2000 {
            return Err(refuse("remark", "The remark may have 2000 characters at most."));
        }
        comment.clone_into(&mut webhook.comment);
    }
    if let Some(events) = &changes.events {
        webhook.events = event::read(events).map_err(|reason| refuse("events", reason))?;
    }
    let of_rows = event::chosen_of_rows(&webhook.events).next().is_some();
    if of_rows && Place::is_of_people(&webhook.url) && (changes.events.is_some() || changes.url.is_some()) {
        return Err(refuse_as(
            "events",
            "webhook-rows-by-email",
            "Events of orders and customers are sent to https:// URLs only, not by email.",
        ));
    }
    if let Some(sites) = &changes.sites {
        webhook.site_ids = site_ids(tx, sites)?;
    }
    webhook.with_rows = changes.with_rows.unwrap_or(webhook.with_rows);
    if let Some(masks) = &changes.masks {
        if let Some(fault) = masks.fault() {
            return Err(refuse("masks", fault));
        }
        webhook.masks = json!(masks).to_string();
    }
    webhook.active = changes.active.unwrap_or(webhook.active);
    Ok(())
}

/// Codes of stores as they are kept: by their ids.
fn site_ids(tx: &mut Tx<'_>, codes: &str) -> Result<String, Fault> {
    let codes: Vec<&str> = codes.split(',').map(str::trim).filter(|code| !code.is_empty()).collect();
    if codes == ["all"] {
        return Ok(String::new());
    }
    if codes.is_empty() {
        return Err(refuse("sites", "Choose at least one store, or all stores."));
    }
    let sites = database::sites::all(tx)?;
    let id = |code: &&str| {
        let site = sites.iter().find(|site| site.code == *code).map(|site| site.id.to_string());
        site.ok_or_else(|| refuse("sites", format!("There is no store \"{code}\".")))
    };
    Ok(codes.iter().map(id).collect::<Result<Vec<_>, _>>()?.join(","))
}

/// The codes of the stores of a webhook; `None` for all.
///
/// # Errors
/// The database failed.
pub fn site_codes(tx: &mut Tx<'_>, webhook: &Webhook) -> Result<Option<Vec<String>>, Fault> {
    if webhook.site_ids.is_empty() {
        return Ok(None);
    }
    let chosen = rows::sites(&webhook.site_ids);
    Ok(Some(database::sites::all(tx)?.into_iter().filter(|site| chosen.contains(site.id)).map(|site| site.code).collect()))
}

fn fields(tx: &mut Tx<'_>, webhook: &Webhook) -> Result<Map<String, Value>, Fault> {
    let sites = site_codes(tx, webhook)?.map_or_else(|| json!("all"), |codes| json!(codes));
    let events: Value = match webhook.events.as_str() {
        event::ALL => event::ALL.into(),
        names => names.split(',').collect(),
    };
    let fields = [
        ("url", webhook.url.clone().into()),
        ("comment", webhook.comment.clone().into()),
        ("events", events),
        ("active", webhook.active.into()),
        ("sites", sites),
        ("withRows", webhook.with_rows.into()),
        ("masks", json!(rows::masks(&webhook.masks))),
    ];
    // Where no event is about orders or customers, nothing of this matters.
    let about = event::chosen_of_rows(&webhook.events).next().is_some();
    let kept = fields.into_iter().filter(|(name, _)| about || !matches!(*name, "sites" | "withRows" | "masks"));
    Ok(kept.map(|(name, value)| (name.to_owned(), value)).collect())
}

fn about(id: i64) -> String {
    format!("signing secret of webhook {id}")
}

fn close(tx: &mut Tx<'_>, seal: &Seal, id: i64, secret: &Secret) -> Result<String, Fault> {
    Ok(audit_log::chain::hex(&sealing::close(tx, seal, &about(id), secret.bytes())?))
}

fn open(seal: &Seal, id: i64, sealed: &str) -> anyhow::Result<Secret> {
    let pairs = sealed.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap_or_default(), 16));
    Ok(Secret::of(seal.reveal(&about(id), &pairs.collect::<Result<Vec<u8>, _>>()?)?))
}
