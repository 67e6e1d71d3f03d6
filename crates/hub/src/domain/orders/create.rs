//! Making an order: its customer found or made, its ids, its history, in one go.

use database::customers::Customer;
use database::history::Book;
use database::{Sequence, Tx, customers as kept, orders};
use serde_json::{Value, json};
use wire::Problem;

use crate::domain::act::Act;
use crate::domain::change::{self, Change, Subject};
use crate::domain::draft;
use crate::domain::matching::{self, lock};
use crate::domain::orders::intake::NewOrder;
use crate::domain::orders::save;
use crate::domain::orders::save::Draft;
use crate::domain::{customers, matching::Match};
use crate::fault::Fault;

/// An order that has been made.
#[derive(Debug, Clone)]
pub struct Made {
    /// Internal id.
    pub id: i64,
    /// The client's own id.
    pub external_id: Option<String>,
    /// The whole order, with payments as a list, without its customer: JSON text.
    pub order: String,
    /// The customer it belongs to.
    pub customer: i64,
    /// The customer's row, if it was made too.
    pub new_customer: Option<Customer>,
    /// What the order comes to, in ten-thousandths.
    pub total: i64,
    /// What it costs the shop, in ten-thousandths.
    pub costs: i64,
}

/// The locks of making orders: two with the same external id, or the same new customer, take turns.
pub fn locks(new: &NewOrder) -> Vec<i64> {
    let external_id = draft::text(&new.body, "externalId").map(|id| lock("order", &format!("{}/{id}", new.site)));
    external_id.into_iter().chain(new.clues.locks()).collect()
}

/// Makes an order. The caller holds its [`locks`].
///
/// # Errors
/// The external id is taken, a named customer does not exist, or the database failed.
pub fn create(tx: &mut Tx<'_>, act: &Act<'_>, new: &NewOrder) -> Result<Made, Fault> {
    let external_id = draft::text(&new.body, "externalId");
    if let Some(external_id) = external_id
        && orders::is_taken(tx, new.site, external_id)?
    {
        return Err(Problem::new(400, "Order already exists.").into());
    }
    let matched = matching::find(tx, act, new.site, &new.clues, "customer")?;
    let ids = tx.ids(&[(Sequence::Orders, 1), (Sequence::Items, new.items.len()), (Sequence::Payments, new.payments.len())])?;
    let id = ids[0][0];
    let mut draft = Draft {
        id,
        site: new.site,
        customer: None,
        linked: false,
        merged_into: None,
        body: new.body.clone(),
        items: new.items.clone(),
        payments: new.payments.clone(),
    };
    let mut default = |field: &str, value: Value| {
        if !draft.body.contains_key(field) {
            draft.body.insert(field.to_owned(), value);
        }
    };
    default("number", json!(format!("{id}A")));
    default("createdAt", draft::stored(act.now));
    default("statusUpdatedAt", draft::stored(act.now));
    for (item, id) in draft.items.iter_mut().zip(&ids[1]) {
        item.insert("id".to_owned(), json!(id));
    }
    for (payment, id) in draft.payments.iter_mut().zip(&ids[2]) {
        payment.insert("id".to_owned(), json!(id));
        payment.shift_remove("order");
    }
    // The last thing that may be refused comes before the first that is written: an upload keeps what was written.
    if !act.scope.is_whole() {
        save::refuse_unseen(act, &draft.row(act, &draft.texts()))?;
    }
    let (customer, customer_site, new_customer) = match matched {
        Some(Match { found, .. }) => (found.id, found.site, None),
        None => {
            let made = customers::make(tx, act, new.site, &new.customer)?;
            (made.id, made.site, Some(made))
        }
    };
    draft.customer = Some(customer);
    let texts = draft.texts();
    let row = draft.row(act, &texts);
    orders::add(tx, &row)?;
    orders::add_payments(tx, &draft.payment_rows())?;
    if let Some(Match { found, rival: Some(rival) }) = matched {
        kept::add_duplicate(tx, found.id, rival.id, id, act.now.0)?;
    }

    let whole = draft.snapshot(act, &texts);
    let created = Change::new("status", Value::Null, json!({"code": draft.body.get("status")})).marked("created", true);
    change::record(
        tx,
        act,
        &Subject { book: Book::Orders, id, site: draft.site, member: "order", shown: &whole, event: "order.created" },
        vec![created],
    )?;
    let attached = Change::new("customer", Value::Null, json!({"id": customer, "site": act.house.site_code(customer_site)}))
        .by_code()
        .telling_of(customer_site);
    save::record(tx, act, &draft, vec![attached], "order.attached")?;
    let (total, costs) = (row.total, row.costs);
    Ok(Made { id, external_id: external_id.map(str::to_owned), order: whole, customer, new_customer, total, costs })
}
