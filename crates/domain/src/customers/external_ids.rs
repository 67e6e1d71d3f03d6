//! Giving customers the ids of the client's own system afterwards.

use database::Tx;
use serde_json::json;
use wire::order::ExternalId;
use wire::{Problem, Reference};

use crate::act::Act;
use crate::customers::change::locate;
use crate::customers::save::{self, Draft};
use crate::customers::{history, make};
use crate::draft;
use crate::fault::Fault;
use crate::matching::lock;

/// Sets the external ids of customers; rows of customers that the actor may not see are passed over.
///
/// # Errors
/// An id is taken by another customer of its store, named by its place; nothing is changed then. Or the database failed.
pub fn fix_external_ids(tx: &mut Tx<'_>, act: &Act<'_>, rows: &[ExternalId]) -> Result<(), Fault> {
    for (index, row) in rows.iter().enumerate() {
        let customer = match locate(tx, act, &Reference::Id(row.id.0), None) {
            Ok(customer) => customer,
            Err(Fault::Refused(_)) => continue,
            Err(failure) => return Err(failure),
        };
        let before = Draft::of(&customer, act)?;
        if draft::text(&before.body, "externalId") == Some(&row.external_id.0) {
            continue;
        }
        tx.lock([lock("customer", &format!("{}/{}", customer.site, row.external_id.0))])?;
        make::refuse_taken(tx, act, customer.site, &row.external_id, Some(customer.id)).map_err(|fault| match fault {
            Fault::Refused(taken) => refused(index, taken).into(),
            failure => failure,
        })?;
        let mut after = before.clone();
        after.body.insert("externalId".to_owned(), json!(row.external_id));
        let view = history::differences(&before.body, &after.body);
        save::write_back(tx, act, &after, view, "customer.changed")?;
    }
    Ok(())
}

/// The refusal of a whole call, for the row whose id is taken.
fn refused(index: usize, taken: Problem) -> Problem {
    let text = match taken.extra.get("combinedTo") {
        Some(into) => format!("The external id is that of a customer who was combined into the customer with the id {into}."),
        None => "The external id is taken by another customer.".to_owned(),
    };
    let problem = Problem::new(400, "Errors in the input parameters").with(format!("customers[{index}].externalId"), text);
    Problem { extra: taken.extra, ..problem }
}
