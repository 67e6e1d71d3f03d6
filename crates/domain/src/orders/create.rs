//! Making an order: its customer found or made, its ids, its history, in one go.

use database::customers::Customer;
use database::history::Book;
use database::{Sequence, Tx, corporate, customers as kept, orders};
use serde_json::{Value, json};

use crate::act::Act;
use crate::change::{self, Change, Subject};
use crate::fault::Fault;
use crate::matching::{self, lock};
use crate::orders::new::{Ids, NewOrder, Numbered};
use crate::orders::{buyer, edit, parties, payment_ids, save};
use crate::{customers, matching::Match};

/// An order that has been made.
#[derive(Debug, Clone)]
pub struct Made {
    /// Internal id.
    pub id: i64,
    /// The client's own id.
    pub external_id: Option<String>,
    /// The whole order, with payments as a list, without its customer: JSON text.
    pub order: String,
    /// Whether it is of a corporate customer.
    pub is_corporate: bool,
    /// The customer it belongs to; the contact person, if it is of a corporate customer.
    pub customer: i64,
    /// The customer's row, if it was made too.
    pub new_customer: Option<Customer>,
    /// What the order comes to, in ten-thousandths.
    pub total: i64,
    /// What it costs the shop, in ten-thousandths.
    pub costs: i64,
}

/// The locks of making orders: two with the same external id, or that of a payment, or the same new customer, take turns.
pub fn locks(new: &NewOrder) -> Vec<i64> {
    let external_id = new.external_id().map(|id| lock("order", &format!("{}/{id}", new.site())));
    external_id.into_iter().chain(new.clues.locks()).chain(payment_ids::locks(new.site(), new.payment_ids())).collect()
}

/// Makes an order. The caller holds its [`locks`].
///
/// # Errors
/// The external id is taken, or one of its payments', a named customer does not exist, or the database failed.
pub fn create(tx: &mut Tx<'_>, act: &Act<'_>, new: &NewOrder) -> Result<Made, Fault> {
    let site = new.site();
    if let Some(external_id) = new.external_id()
        && let Some(taken) = edit::taken(tx, act, site, external_id, None)?
    {
        return Err(taken.of_new().into());
    }
    payment_ids::refuse_taken(tx, new)?;
    let asked = parties::resolve(tx, act, site, &new.clues, &new.contact, new.company.as_ref())?;
    let (clues, member) = asked.as_ref().map_or((&new.clues, "customer"), |asked| (&asked.contact, "contact"));
    let matched = matching::find(tx, act, site, clues, member)?;
    let unseen = matching::find_unseen(tx, act, site, clues)?;
    let view;
    let new = match &matched {
        Some(Match { found, .. }) if new.asks_card() && found.site == site => {
            view = new.with_buyer(buyer::of_card(tx, act, site, found.id)?, act.account, act.now)?;
            &view
        }
        _ => new,
    };
    let (items, payments) = new.parts();
    let ids = tx.ids(&[(Sequence::Orders, 1), (Sequence::Items, items), (Sequence::Payments, payments)])?;
    let id = ids[0][0];
    let Numbered { mut row, lines, payments, texts, stub } = new.numbered(&Ids { order: id, items: &ids[1], payments: &ids[2] });
    // The last thing that may be refused comes before the first that is written: an upload keeps what was written.
    save::refuse_unseen(act, &row)?;
    let (customer, customer_site, new_customer) = match matched {
        Some(Match { found, .. }) => (found.id, found.site, None),
        None => {
            let made = customers::make(tx, act, site, &new.customer)?;
            (made.id, made.site, Some(made))
        }
    };
    row.customer = Some(customer);
    orders::add(tx, &row, &lines, act.actor.key())?;
    payment_ids::kept(database::payments::add(tx, &payments)?)?;
    let party = asked.as_ref().map(|asked| asked.party(id));
    if party.is_some() {
        corporate::set_party(tx, id, party)?;
    }
    if let Some(Match { found, rival: Some(rival) }) = matched {
        kept::add_duplicate(tx, found.id, rival.id, id, act.now.0)?;
    }
    if let Some(unseen) = unseen.filter(|unseen| unseen.id != customer) {
        kept::add_duplicate(tx, customer, unseen.id, id, act.now.0)?;
    }

    let whole = texts.whole(id, act.account.site_code(site));
    let created = Change::new("status", Value::Null, json!({"code": row.status})).marked("created", true);
    let subject = Subject { book: Book::Orders, id, site, member: "order", shown: &whole, event: "order.created" };
    change::record(tx, act, &subject, vec![created])?;
    let attached = match &asked {
        Some(asked) => asked.changes(act, (customer, customer_site)),
        None => {
            let person = json!({"id": customer, "site": act.account.site_code(customer_site)});
            vec![Change::new("customer", Value::Null, person).by_code().telling_of(customer_site)]
        }
    };
    change::record(tx, act, &Subject { shown: &stub, event: "order.attached", ..subject }, attached)?;
    Ok(Made {
        is_corporate: asked.is_some(),
        id,
        external_id: row.external_id,
        order: whole,
        customer,
        new_customer,
        total: row.total,
        costs: row.costs,
    })
}
