//! Giving orders the ids of the client's own system afterwards.

use database::Tx;
use serde_json::json;
use wire::order::ExternalId;
use wire::{Problem, Reference};

use crate::act::Act;
use crate::draft;
use crate::fault::Fault;
use crate::matching::lock;
use crate::orders::edit::{locate, taken};
use crate::orders::history;
use crate::orders::save::{self, Draft};

/// Sets the external ids of orders; rows of orders that the actor may not see are passed over, as if they did not exist.
///
/// # Errors
/// An id is taken by another order of its store, named by its place; nothing is changed then. Or the database failed.
pub fn fix_external_ids(tx: &mut Tx<'_>, act: &Act<'_>, rows: &[ExternalId]) -> Result<(), Fault> {
    for (index, row) in rows.iter().enumerate() {
        let order = match locate(tx, act, &Reference::Id(row.id.0), None) {
            Ok(order) => order,
            Err(Fault::Refused(_)) => continue,
            Err(failure) => return Err(failure),
        };
        let before = Draft::of(&order)?;
        if draft::text(&before.body, "externalId") == Some(&row.external_id.0) {
            continue;
        }
        tx.lock([lock("order", &format!("{}/{}", order.site, row.external_id.0))])?;
        if let Some(taken) = taken(tx, act, order.site, &row.external_id, Some(order.id))? {
            let problem = Problem::new(400, "Errors in the input parameters");
            return Err(taken.named(problem.with(format!("orders[{index}].externalId"), taken.text())).into());
        }
        let mut after = before.clone();
        after.body.insert("externalId".to_owned(), json!(row.external_id));
        let view = history::differences(&before.body, &after.body);
        save::write_back(tx, act, &after, view, "order.changed")?;
    }
    Ok(())
}
