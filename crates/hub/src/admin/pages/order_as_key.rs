//! An order as a key would get it: through the key's stores, order filters and masks.

use database::{Scope, Tx};
use domain::access::gate::Key;
use domain::act::{Act, Actor};
use domain::fault::Fault;
use domain::masking::Masking;
use domain::orders;
use wire::{Problem, Version};

use crate::admin::desk::Desk;
use crate::app::Hub;

/// The JSON of an order for a key, indented; `None` when the key does not see the order. A key may see more than the visitor:
/// stores and data that are hidden from the visitor are left out here too.
///
/// # Errors
/// There is no such key, its limits cannot be read, or the database failed.
pub(super) fn read(tx: &mut Tx<'_>, hub: &Hub, desk: &Desk, key: i64, order: i64) -> Result<Option<String>, Fault> {
    let (account, now) = (&*desk.account, desk.now);
    let stored = database::keys::find(tx, key)?.ok_or_else(Problem::not_found)?;
    let Some(key) = Key::of(&stored, &hub.gate.peppers()) else { return Ok(None) };
    let sites = key.rules.sites.and(&desk.act().scope.sites);
    let scope = match &key.rules.rows {
        None => Scope::of(sites),
        Some(rows) => Scope::narrowed(sites, rows.conditions(account, now)),
    };
    let masks = key.rules.masks.as_ref();
    let act = Act { scope: &scope, actor: Actor::Key(stored.id), behind: None, account, now, masks };
    let Some(text) = orders::get(tx, &act, order, Version::V5)? else { return Ok(None) };
    let shown = match masks {
        None => text,
        Some(masks) => {
            let masking = Masking { masks, seal: &hub.seal, key: stored.id, country: account.country() };
            String::from_utf8(masking.cover(text.as_bytes())?).map_err(|error| database::Error::Row(error.to_string()))?
        }
    };
    Ok(Some(serde_json::to_string_pretty(&desk.shown(&shown)?)?))
}
