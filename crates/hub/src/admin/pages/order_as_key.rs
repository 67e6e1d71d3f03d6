//! An order as a key would get it: through the key's stores, order filters and masks.

use database::{Scope, Tx};
use serde_json::Value;
use wire::{Moment, Problem, Version};

use crate::account::Account;
use crate::api::masking::Masking;
use crate::app::Hub;
use crate::domain::act::{Act, Actor};
use crate::domain::orders;
use crate::fault::Fault;
use crate::keys::gate::Key;

/// The JSON of an order for a key, indented; `None` when the key does not see the order.
///
/// # Errors
/// There is no such key, its limits cannot be read, or the database failed.
pub(super) fn read(tx: &mut Tx<'_>, hub: &Hub, account: &Account, key: i64, order: i64, now: Moment) -> Result<Option<String>, Fault> {
    let stored = database::keys::find(tx, key)?.ok_or_else(Problem::not_found)?;
    let Some(key) = Key::of(&stored, &hub.gate.peppers()) else { return Ok(None) };
    let scope = match &key.rules.rows {
        None => Scope::of(key.rules.sites.clone()),
        Some(rows) => Scope::narrowed(key.rules.sites.clone(), rows.conditions(account, now)),
    };
    let masks = key.rules.masks.as_ref();
    let act = Act { scope: &scope, actor: Actor::Key(stored.id), behind: None, account, now, masks };
    let Some(text) = orders::get(tx, &act, order, Version::V5)? else { return Ok(None) };
    let shown = match masks {
        None => text.into_bytes(),
        Some(masks) => Masking { masks, seal: &hub.seal, key: stored.id, country: account.country() }.cover(text.as_bytes())?,
    };
    let shown = wire::moment::render(shown, &account.zone);
    Ok(Some(serde_json::to_string_pretty(&serde_json::from_slice::<Value>(&shown)?)?))
}
