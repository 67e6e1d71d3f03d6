//! Orders as they are answered: the stored body with ids, store, customer and links put around it.

use std::collections::HashMap;

use database::customers::Customer;
use database::links::{self, Link};
use database::orders::{self, Shown, ShownCustomer, Whole};
use database::sums::Totals;
use database::{Tx, customers};
use serde_json::{Value, json};
use wire::{Moment, Version};

use crate::account::Account;
use crate::act::Act;
use crate::corporate::{Shown as Party, of_orders};
use crate::customers::{customer_text, totals};
use crate::draft;
use crate::fault::Fault;
use crate::orders::create::Made;

/// One order by id, as JSON text; `None` when the actor may not see it.
///
/// # Errors
/// The database failed.
pub fn get(tx: &mut Tx<'_>, act: &Act<'_>, id: i64, version: Version) -> Result<Option<String>, Fault> {
    let found = orders::show(tx, act.scope, id)?;
    one(tx, act, found, version)
}

/// One order by the client's own id in a store, as JSON text.
///
/// # Errors
/// The database failed.
pub fn get_external(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, external_id: &str, version: Version) -> Result<Option<String>, Fault> {
    let found = orders::show_external(tx, act.scope, site, external_id)?;
    one(tx, act, found, version)
}

fn one(tx: &mut Tx<'_>, act: &Act<'_>, found: Option<Whole>, version: Version) -> Result<Option<String>, Fault> {
    let Some((order, totals, links)) = found else { return Ok(None) };
    let party = of_orders(tx, act, &[order.id])?.remove(&order.id);
    text(&order, act.account, totals.as_ref(), &links, party.as_ref(), version).map(Some)
}

/// An order that has just been made, as JSON text: its payments are a list.
///
/// # Errors
/// The database failed.
pub fn made(tx: &mut Tx<'_>, act: &Act<'_>, made: &Made, version: Version) -> Result<String, Fault> {
    let mut text = made.order.clone();
    let customer = match made.new_customer.clone() {
        Some(Customer { id, site, external_id, body, .. }) => {
            // Nobody else's orders can be this customer's yet.
            let totals = Totals { customer: id, orders: 1, sum: made.total, costs: made.costs, newest: act.now.0 };
            Some((ShownCustomer { id, site, external_id, body }, Some(totals)))
        }
        None => customers::show(tx, act.scope, made.customer)?,
    };
    if let Some((customer, totals)) = customer {
        text.pop();
        let party = if made.is_corporate { of_orders(tx, act, &[made.id])?.remove(&made.id) } else { None };
        push_customer(&mut text, Some(&customer_text(&customer, act.account, totals.as_ref())), party.as_ref(), version);
        text.push('}');
    }
    if version < Version::V5 { flat(&text) } else { Ok(text) }
}

/// Orders as JSON texts.
///
/// # Errors
/// The database failed, or a body is damaged.
pub(super) fn texts(tx: &mut Tx<'_>, act: &Act<'_>, shown: &[Shown], version: Version) -> Result<Vec<String>, Fault> {
    let linked: Vec<i64> = shown.iter().filter(|order| order.linked).map(|order| order.id).collect();
    let mut links: HashMap<i64, Vec<Link>> = HashMap::new();
    if !linked.is_empty() {
        for link in links::of(tx, act.scope, &linked)? {
            links.entry(link.order).or_default().push(link);
        }
    }
    let mut customers: Vec<i64> = shown.iter().filter_map(|order| Some(order.customer.as_ref()?.id)).collect();
    customers.sort_unstable();
    customers.dedup();
    let totals = totals(tx, act, &customers)?;
    let parties = of_orders(tx, act, &shown.iter().map(|order| order.id).collect::<Vec<_>>())?;
    let mut texts = Vec::with_capacity(shown.len());
    for order in shown {
        let totals = order.customer.as_ref().and_then(|customer| totals.get(&customer.id));
        texts.push(text(order, act.account, totals, links.get(&order.id).map_or(&[], Vec::as_slice), parties.get(&order.id), version)?);
    }
    Ok(texts)
}

fn text(
    order: &Shown,
    account: &Account,
    totals: Option<&Totals>,
    links: &[Link],
    party: Option<&Party>,
    version: Version,
) -> Result<String, Fault> {
    let customer = order.customer.as_ref().map(|customer| customer_text(customer, account, totals));
    let mut out = String::with_capacity(order.body.len() + 2 * customer.as_ref().map_or(0, String::len) + 128);
    out.push_str("{\"slug\":");
    draft::push_number(&mut out, order.id);
    out.push_str(",\"id\":");
    draft::push_number(&mut out, order.id);
    out.push_str(",\"site\":");
    draft::push_text(&mut out, account.site_code(order.site));
    draft::push_members(&mut out, &order.body);
    push_customer(&mut out, customer.as_deref(), party, version);
    if !links.is_empty() {
        let links: Vec<Value> = links.iter().map(link).collect();
        out.push_str(",\"links\":");
        out.push_str(&Value::Array(links).to_string());
    }
    out.push('}');
    if version < Version::V5 { flat(&out) } else { Ok(out) }
}

/// Adds the customer to an order that is not closed yet. Its contact person, which older versions do not know of, is the customer
/// too, unless a corporate customer buys: then it is `person`.
fn push_customer(out: &mut String, person: Option<&str>, party: Option<&Party>, version: Version) {
    let customer = party.map_or(person, |party| party.customer.as_deref());
    let contact = person.filter(|_| version >= Version::V5);
    let company = party.and_then(|party| party.company.as_deref());
    for (field, text) in [(",\"customer\":", customer), (",\"contact\":", contact), (",\"company\":", company)] {
        if let Some(text) = text {
            out.push_str(field);
            out.push_str(text);
        }
    }
}

fn link(link: &Link) -> Value {
    let mut order = draft::Body::new();
    order.insert("id".to_owned(), json!(link.other));
    if let Some(external_id) = &link.external_id {
        order.insert("externalId".to_owned(), json!(external_id));
    }
    order.insert("number".to_owned(), json!(link.number));
    json!({"comment": link.comment, "order": order, "createdAt": draft::stored(Moment(link.created_at))})
}

/// Adds what v3 and v4 have in flat fields: the first payment and the discount.
fn flat(text: &str) -> Result<String, Fault> {
    let mut order = draft::read(text)?;
    let payment = match order.get("payments") {
        Some(Value::Object(by_id)) => by_id.values().next().cloned(),
        Some(Value::Array(list)) => list.first().cloned(),
        _ => None,
    };
    if let Some(payment) = payment {
        for (field, from) in [("paymentType", "type"), ("paymentStatus", "status"), ("paymentDetail", "comment")] {
            if let Some(value) = payment.get(from) {
                order.insert(field.to_owned(), value.clone());
            }
        }
    }
    for (field, from) in [("discount", "discountManualAmount"), ("discountPercent", "discountManualPercent")] {
        if let Some(value) = order.get(from).cloned() {
            order.insert(field.to_owned(), value);
        }
    }
    Ok(Value::Object(order).to_string())
}
