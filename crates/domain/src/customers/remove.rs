//! Deleting a customer that an import added: it is absent from then on, its contents and its external id are gone, its history stays.

use database::history::Book;
use database::{Scope, Sites, Tx, customers, sums};
use serde_json::{Value, json};
use wire::Reference;

use crate::act::Act;
use crate::change::{self, Change, Subject};
use crate::customers::change::locate;
use crate::customers::save::Draft;
use crate::draft;
use crate::fault::Fault;
use crate::notes;

/// What stands for "deleted" where other rows name the customer they were merged into: no customer has this id.
const DELETED: i64 = 0;

/// Whether orders of any store, or notes, belong to a customer.
///
/// # Errors
/// The database failed.
pub fn has_belongings(tx: &mut Tx<'_>, id: i64) -> Result<bool, Fault> {
    let every = Scope::of(Sites::All);
    if !sums::totals(tx, &every, &[id])?.is_empty() {
        return Ok(true);
    }
    notes::has_any(tx, id)
}

/// Deletes a customer that nothing belongs to.
///
/// # Errors
/// There is none that the actor may see, or the database failed.
pub fn remove(tx: &mut Tx<'_>, act: &Act<'_>, id: i64) -> Result<(), Fault> {
    let row = locate(tx, act, &Reference::Id(id), None)?;
    let stub = draft::json(&Draft::of(&row, act)?.stub(act));
    let gone = customers::Customer {
        external_id: None,
        email: None,
        browser_id: None,
        merged_into: Some(DELETED),
        body: "{}".to_owned(),
        facets: "{}".to_owned(),
        ..row.clone()
    };
    customers::save(tx, &gone, &[])?;
    let farewell = Change::new("id", json!(id), Value::Null).marked("deleted", true);
    let subject = Subject { book: Book::Customers, id, site: row.site, member: "customer", shown: &stub, event: "customer.deleted" };
    change::record(tx, act, &subject, vec![farewell])
}
