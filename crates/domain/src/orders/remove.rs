//! Deleting an order that an import added: it is absent from then on, its contents and its external ids are gone, its history stays.

use database::{Tx, corporate, orders, payments};
use serde_json::{Value, json};
use wire::Reference;

use crate::act::Act;
use crate::change::{self, Change, Subject};
use crate::draft;
use crate::fault::Fault;
use crate::orders::edit::locate;
use crate::orders::save::Draft;

/// What stands for "deleted" where other rows name the order they were merged into: no order has this id.
const DELETED: i64 = 0;

/// Deletes an order.
///
/// # Errors
/// There is none that the actor may see, or the database failed.
pub fn remove(tx: &mut Tx<'_>, act: &Act<'_>, id: i64) -> Result<(), Fault> {
    let row = locate(tx, act, &Reference::Id(id), None)?;
    let stub = draft::identified(id, &Draft::of(&row)?.stub(act.account));
    let gone = orders::Order {
        external_id: None,
        merged_into: Some(DELETED),
        linked: false,
        body: "{}".to_owned(),
        facets: "{}".to_owned(),
        ..row.clone()
    };
    orders::save(tx, &gone)?;
    payments::replace(tx, id, &[])?;
    corporate::set_party(tx, id, None)?;
    let farewell = Change::new("id", json!(id), Value::Null).marked("deleted", true);
    let book = database::history::Book::Orders;
    let subject = Subject { book, id, site: row.site, member: "order", shown: &stub, event: "order.deleted" };
    change::record(tx, act, &subject, vec![farewell])
}
