//! Events of orders and customers: which webhooks get them, and what they say.

use std::collections::BTreeMap;

use database::{Scope, Sites, Tx, deliveries, webhooks};
use serde_json::{Map, Value, json};
use wire::Version;

use super::{event, outbox};
use crate::access::masks::{CLASSES, Class, Mask, Masks};
use crate::access::sealed::Seal;
use crate::act::Act;
use crate::change::{Change, Subject};
use crate::draft;
use crate::fault::Fault;
use crate::masking::Masking;
use crate::{customers, orders};

/// Pseudonyms of webhooks are apart from those of keys and users: they are counted down from here.
const APART: i64 = -1_000_000_000_000;

/// A webhook that gets events of orders or customers, in memory.
#[derive(Debug, Clone)]
pub struct Listener {
    /// The webhook.
    pub id: i64,
    /// The names of its events, separated by commas.
    pub events: String,
    /// The stores it is about.
    pub scope: Scope,
    /// Whether it gets whole rows.
    pub with_rows: bool,
    /// What is hidden from it.
    pub masks: Masks,
}

/// Reads the webhooks that get events of orders or customers.
///
/// # Errors
/// The database failed.
pub fn listeners(tx: &mut Tx<'_>) -> Result<Vec<Listener>, Fault> {
    let all = webhooks::all(tx)?.into_iter();
    let wanted = all.filter(|webhook| webhook.active && event::chosen_of_rows(&webhook.events).next().is_some());
    let listener = |webhook: webhooks::Webhook| Listener {
        id: webhook.id,
        scope: Scope::of(sites(&webhook.site_ids)),
        with_rows: webhook.with_rows,
        masks: masks(&webhook.masks),
        events: webhook.events,
    };
    Ok(wanted.map(listener).collect())
}

/// The stores of a webhook as they are kept.
pub fn sites(kept: &str) -> Sites {
    match kept {
        "" => Sites::All,
        ids => Sites::of(ids.split(',').filter_map(|id| id.parse().ok())),
    }
}

/// What is hidden in the events of a webhook: what was chosen, else, also where that cannot be read, personal data.
pub fn masks(kept: &str) -> Masks {
    serde_json::from_str(kept).unwrap_or_else(|_| personal())
}

/// Everything about persons hidden.
pub fn personal() -> Masks {
    Masks(CLASSES.into_iter().filter(|class| *class != Class::Prices).map(|class| (class, Mask::Hide)).collect::<BTreeMap<_, _>>())
}

/// Queues a change of an order or a customer for every webhook that gets it, in the transaction of the change. Without such a
/// webhook nothing is read or written.
///
/// # Errors
/// The database failed.
pub fn queue(tx: &mut Tx<'_>, act: &Act<'_>, subject: &Subject<'_>, changes: &[Change]) -> Result<(), Fault> {
    if act.account.listeners.is_empty() {
        return Ok(());
    }
    let Some(event) = event::of_change(subject.event) else { return Ok(()) };
    for listener in &act.account.listeners {
        if event::covers(&listener.events, event) && listener.scope.sites.contains(subject.site) {
            let data = data(tx, act, listener, subject, changes)?;
            let message = outbox::fresh_message()?;
            let payload = outbox::payload(event, &data, act.now);
            deliveries::add_if_active(tx, listener.id, &message, event, &payload, act.now.0)?;
        }
    }
    Ok(())
}

fn data(tx: &mut Tx<'_>, act: &Act<'_>, listener: &Listener, subject: &Subject<'_>, changes: &[Change]) -> Result<Value, Fault> {
    let shown: Map<String, Value> = draft::read(subject.shown)?;
    let mut named = Map::new();
    named.insert("id".to_owned(), json!(subject.id));
    if let Some(value) = shown.get("externalId") {
        named.insert("externalId".to_owned(), value.clone());
    }
    named.insert("site".to_owned(), json!(act.account.site_code(subject.site)));
    let mut by = Map::new();
    by.insert("kind".to_owned(), json!(act.actor.kind()));
    if let Some(id) = act.actor.key().or(act.actor.user()) {
        by.insert("id".to_owned(), json!(id));
    }
    // A change that also concerns a row of another store is for those who see both.
    let seen = changes.iter().filter(|change| change.other_site.is_none_or(|site| listener.scope.sites.contains(site)));
    let changes: Vec<Value> = seen.map(change).collect();
    let mut payload = Map::new();
    payload.insert(subject.member.to_owned(), Value::Object(named));
    payload.insert("changes".to_owned(), Value::Array(changes));
    if listener.with_rows
        && let Some(row) = row(tx, act, listener, subject)?
    {
        payload.insert("row".to_owned(), row);
    }
    let covered = cover(act, listener, &Value::Object(payload))?;
    let Value::Object(mut data) = serde_json::from_slice(&wire::moment::render(covered, &act.account.zone))? else {
        return Ok(Value::Null);
    };
    data.insert("by".to_owned(), Value::Object(by));
    Ok(Value::Object(data))
}

/// The row as the API answers it; `None` for one that is gone.
fn row(tx: &mut Tx<'_>, act: &Act<'_>, listener: &Listener, subject: &Subject<'_>) -> Result<Option<Value>, Fault> {
    let seeing = Act { scope: &listener.scope, masks: None, ..*act };
    let text = match subject.member {
        "order" => orders::get(tx, &seeing, subject.id, Version::V5)?,
        _ => match customers::get(tx, &seeing, subject.id) {
            Ok(text) => Some(text),
            Err(Fault::Refused(_)) => None,
            Err(failure) => return Err(failure),
        },
    };
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

fn cover(act: &Act<'_>, listener: &Listener, payload: &Value) -> Result<Vec<u8>, Fault> {
    let json = serde_json::to_vec(payload)?;
    if listener.masks.is_empty() {
        return Ok(json);
    }
    let country = act.account.country();
    match &act.account.secrets {
        Some(secrets) => {
            let masking = Masking { masks: &listener.masks, seal: &secrets.seal, key: APART - listener.id, country };
            Ok(masking.cover(&json)?)
        }
        // Without the secret that pseudonyms are made with they would be guessed.
        None => {
            let hide = |mask: &Mask| if *mask == Mask::Pseudonym { Mask::Hide } else { *mask };
            let masks = Masks(listener.masks.0.iter().map(|(class, mask)| (*class, hide(mask))).collect());
            Ok(Masking { masks: &masks, seal: &Seal::of([0; 32]), key: 0, country }.cover(&json)?)
        }
    }
}

/// A change as the histories of the API write it.
fn change(change: &Change) -> Value {
    let mut payload = Map::new();
    payload.insert("field".to_owned(), json!(change.field));
    for (name, value) in &change.marks {
        payload.insert((*name).to_owned(), value.clone());
    }
    payload.insert("oldValue".to_owned(), change.old.clone());
    payload.insert("newValue".to_owned(), change.new.clone());
    if let Some((name, part)) = &change.part {
        payload.insert((*name).to_owned(), part.clone());
    }
    Value::Object(payload)
}
