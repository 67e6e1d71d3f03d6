//! Giving corporate customers the ids of the client's own system afterwards.

use database::Tx;
use serde_json::json;
use wire::order::ExternalId;
use wire::{Problem, Reference};

use super::change::locate;
use super::draft::{Draft, refuse_taken};
use super::history;
use crate::act::Act;
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::matching::lock;

/// Sets the external ids of corporate customers; rows of others, also of persons, are passed over.
///
/// # Errors
/// An id is taken by another one of its store, named by its place; nothing is changed then. Or the database failed.
pub fn fix_external_ids(tx: &mut Tx<'_>, act: &Act<'_>, rows: &[ExternalId]) -> Result<(), Fault> {
    for (index, row) in rows.iter().enumerate() {
        let kept = match locate(tx, act, &Reference::Id(row.id.0), None) {
            Ok(kept) => kept,
            Err(Fault::Refused(_)) => continue,
            Err(failure) => return Err(failure),
        };
        let before = Draft::of(&kept)?;
        if draft::text(&before.body, "externalId") == Some(&row.external_id.0) {
            continue;
        }
        tx.lock([lock("corporate", &format!("{}/{}", kept.site, row.external_id.0))])?;
        refuse_taken(tx, kept.site, &row.external_id, Some(kept.id)).map_err(|fault| match fault {
            Fault::Refused(_) => {
                let path = format!("customersCorporate[{index}].externalId");
                let text = "The external id is taken by another corporate customer.";
                Problem::new(400, "Errors in the input parameters").with(path, text).into()
            }
            failure => failure,
        })?;
        let mut after = before.clone();
        after.body.insert("externalId".to_owned(), json!(row.external_id));
        let view = history::of_fields(act, &before, &after, &Body::new());
        after.save(tx, act, view, "corporate.changed")?;
    }
    Ok(())
}
