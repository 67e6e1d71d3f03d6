//! Giving orders the ids of the client's own system afterwards.

use database::{Tx, orders};
use serde_json::json;
use wire::order::ExternalId;
use wire::{Problem, Reference};

use crate::domain::act::Act;
use crate::domain::draft;
use crate::domain::matching::lock;
use crate::domain::orders::edit::locate;
use crate::domain::orders::history;
use crate::domain::orders::save::{self, Draft};
use crate::fault::Fault;

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
        if orders::is_taken(tx, order.site, &row.external_id)? {
            return Err(Problem::new(400, "Errors in the input parameters")
                .with(format!("orders[{index}].externalId"), "Order already exists.")
                .into());
        }
        let mut after = before.clone();
        after.body.insert("externalId".to_owned(), json!(row.external_id));
        let told = history::differences(&before.body, &after.body);
        save::write_back(tx, act, &after, told, "order.changed")?;
    }
    Ok(())
}
