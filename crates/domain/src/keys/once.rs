//! Making a key once: a second attempt under the same external id finds the key that the first one made.

use database::Tx;
use database::keys::Key;
use wire::{Moment, Zone};

use super::manager::Manager;
use super::{external, preview, wanted};
use crate::access::pepper::Peppers;
use crate::audit_log::details;
use crate::fault::Fault;
use crate::refuse;

/// The key that is there already and is as it is sent, with this token if one was sent too; `None` when there is none of its
/// external id.
///
/// # Errors
/// Refused: there is one that is different, or that the managing key does not see.
pub fn find(
    tx: &mut Tx<'_>,
    manager: &Manager,
    peppers: &Peppers,
    token: Option<&str>,
    sent: &wire::key::Key,
    zone: &Zone,
    now: Moment,
) -> Result<Option<Key>, Fault> {
    let Some(name) = external::read(sent.external_id.value().map_or("", |name| &name.0))? else { return Ok(None) };
    let Some(there) = database::keys::find_external(tx, &name)? else { return Ok(None) };
    if !manager.sees(&there) {
        return Err(refuse("externalId", format!("Another key has the external ID \"{name}\".")));
    }
    let changes = wanted::changes(sent, Some(&there), zone)?;
    manager.check_reach(tx, changes.reach.as_ref())?;
    let (before, after) = preview(tx, there.id, &changes, now)?;
    let changed = details::differences(&details::of_key(tx, &before)?, &details::of_key(tx, &after)?);
    let mut fields: Vec<&str> = changed.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    let is_its_own = |token: &str| peppers.of_version(there.pepper_version).is_some_and(|pepper| pepper.hash(token) == there.token_hash);
    fields.extend(sent.active.value().filter(|active| active.0 != there.active).map(|_| "active"));
    fields.extend(token.filter(|token| !is_its_own(token)).map(|_| "token"));
    if fields.is_empty() {
        return Ok(Some(there));
    }
    let (id, fields) = (there.id, fields.join(", "));
    Err(refuse(
        "externalId",
        format!("Key {id} has this external ID, but these fields differ: {fields}. To change it, use /api/keys/{id}/edit."),
    ))
}
