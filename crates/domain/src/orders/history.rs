//! The history of orders: how fields are named in it, and how it is read.

use database::history::{self, Book, Filter, Line};
use database::{Tx, orders};

use crate::act::Act;
use crate::change::{self, Change, Shape, snake};
use crate::corporate::of_orders;
use crate::customers::{customer_text, totals};
use crate::draft::Body;
use crate::fault::Fault;
use crate::history as books;

/// A field that histories leave out.
pub(super) const SILENT: Shape = Shape::Silent;

/// What differs between two bodies of an order, in the words of its history.
pub(super) fn differences(old: &Body, new: &Body) -> Vec<Change> {
    change::differences(old, new, name, WHOLE)
}

/// What was sent as it was already, where the actor does not see that; see [`change::restated`].
pub(super) fn restated(act: &Act<'_>, sent: &Body, old: &Body, new: &Body) -> Vec<Change> {
    change::restated(act, sent, old, new, name, WHOLE)
}

/// Fields that are shown as one.
const WHOLE: &[&str] = &["delivery.time", "delivery.service"];

/// Names that are not simply the snake case of the path, and fields that are left out.
fn name(path: &str) -> Option<(String, Shape)> {
    let (name, shape) = match path {
        "statusUpdatedAt" | "summ" | "totalSumm" | "purchaseSumm" | "currency" | "fromApi" | "items" | "payments" => {
            return Some((String::new(), Shape::Silent));
        }
        "status" => ("status", Shape::Code),
        "orderType" => ("order_type", Shape::Code),
        "orderMethod" => ("order_method", Shape::Code),
        "shipmentStore" => ("shipment_store", Shape::Code),
        "managerId" => ("manager", Shape::Id),
        "countryIso" => ("country", Shape::Plain),
        "delivery.code" => ("delivery_type", Shape::Code),
        "delivery.service" => ("delivery_service", Shape::Plain),
        "delivery.date" => ("delivery_date", Shape::Plain),
        "delivery.time" => ("delivery_time", Shape::Plain),
        "delivery.cost" => ("delivery_cost", Shape::Plain),
        "delivery.netCost" => ("delivery_net_cost", Shape::Plain),
        "delivery.vatRate" => ("delivery_vat_rate", Shape::Plain),
        "delivery.address.countryIso" => ("delivery_address.country", Shape::Plain),
        _ => return derived(path),
    };
    Some((name.to_owned(), shape))
}

fn derived(path: &str) -> Option<(String, Shape)> {
    let name = if let Some(code) = path.strip_prefix("customFields.") {
        format!("custom_{code}")
    } else if let Some(part) = path.strip_prefix("delivery.address.") {
        format!("delivery_address.{}", snake(part))
    } else {
        format!("integration_delivery_data.{}", snake(path.strip_prefix("delivery.data.")?))
    };
    Some((name, Shape::Plain))
}

pub(super) fn shape_of_item(field: &str) -> Shape {
    if field == "status" { Shape::Code } else { Shape::Plain }
}

pub(super) fn shape_of_payment(field: &str) -> Shape {
    if matches!(field, "status" | "type") { Shape::Code } else { Shape::Plain }
}

/// Rows of the history as JSON texts, and how many there are in all.
///
/// # Errors
/// The database failed.
pub fn read(tx: &mut Tx<'_>, act: &Act<'_>, filter: &Filter, limit: i64, offset: i64) -> Result<(Vec<String>, i64), Fault> {
    let (lines, total) = history::read(tx, Book::Orders, act.scope, filter, limit, offset)?;
    let made: Vec<i64> = lines.iter().filter(|line| is_making(line)).map(|line| line.subject).collect();
    let mut shown = orders::show_all(tx, act.scope, &made)?;
    shown.sort_by_key(|order| order.id);
    let customers: Vec<i64> = shown.iter().filter_map(|order| Some(order.customer.as_ref()?.id)).collect();
    let totals = totals(tx, act, &customers)?;
    let parties = of_orders(tx, act, &made)?;
    let mut rows = Vec::with_capacity(lines.len());
    for line in &lines {
        let order = if is_making(line) {
            shown.binary_search_by_key(&line.subject, |order| order.id).ok().map(|place| &shown[place])
        } else {
            None
        };
        let customer = order.and_then(|order| order.customer.as_ref());
        let customer = customer.map(|customer| customer_text(customer, act.account, totals.get(&customer.id)));
        let customer = match order.and_then(|order| parties.get(&order.id)) {
            Some(party) => party.customer.clone(),
            None => customer,
        };
        rows.push(books::row(line, act.actor, customer.map(|text| ("order", "customer", text)))?);
    }
    Ok((rows, total))
}

/// The row of an order's making shows the whole order, its customer included.
fn is_making(line: &Line) -> bool {
    line.field == "status" && line.body.starts_with("{\"created\":true")
}
