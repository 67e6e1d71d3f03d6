//! Orders and customers in the search: by number, external id, name, phone and email, as far as the visitor sees them.

use database::Tx;
use domain::fault::Fault;
use domain::lists::Wish;
use domain::{customers, orders};
use wire::Version;
use wire::customer::CustomerFilter;
use wire::order::OrderFilter;
use wire::page::Page as Pages;

use super::customers::CustomerRow;
use super::search::{Group, Hit};
use crate::admin::desk::Desk;
use crate::admin::desk::row::OrderRow;
use crate::admin::mark::marked;
use crate::admin::page::Page;
use crate::admin::when::Times;

/// Results of each kind, and the fewest characters that are searched for.
const MOST: usize = 5;
const SHORTEST: usize = 2;

/// Finds them, as answers of the API.
///
/// # Errors
/// The database failed.
pub(super) fn find(tx: &mut Tx<'_>, desk: &Desk, wanted: &str) -> Result<(Vec<String>, Vec<String>), Fault> {
    let (act, wanted) = (desk.act(), wanted.trim());
    if wanted.chars().count() < SHORTEST || act.visible().is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let page = Pages { number: 1, limit: 20 };
    let wish = Wish::text(wanted);
    let (orders, _) = orders::search(tx, &act, &OrderFilter::default(), &wish, page, Version::V5)?;
    let (customers, _) = customers::search(tx, &act, &CustomerFilter::default(), &wish, page)?;
    Ok((orders.into_iter().take(MOST).collect(), customers.into_iter().take(MOST).collect()))
}

/// Draws what was found.
///
/// # Errors
/// A row is damaged.
pub(super) fn draw(page: &Page, desk: &Desk, orders: &[String], customers: &[String], wanted: &str) -> Result<Vec<Group>, Fault> {
    let times = Times::new(page.words, &desk.account.zone, desk.now);
    let order = |text: &String| {
        let row = OrderRow::of(page, desk, &times, &desk.shown(text)?);
        Ok::<_, Fault>(Hit {
            icon: "orders",
            address: format!("/orders/{}", row.id),
            title: marked(&row.number, wanted),
            note: marked(&row.buyer, wanted),
            code: row.sum,
            end: (row.status.name, ""),
        })
    };
    let customer = |text: &String| {
        let row = CustomerRow::of(desk, &desk.shown(text)?);
        Ok::<_, Fault>(Hit {
            icon: "customers",
            address: format!("/customers/{}", row.id),
            title: marked(&row.name, wanted),
            note: marked(if row.phone.is_empty() { &row.email } else { &row.phone }, wanted),
            code: String::new(),
            end: (row.store, ""),
        })
    };
    let orders = orders.iter().map(order).collect::<Result<Vec<_>, _>>()?;
    let customers = customers.iter().map(customer).collect::<Result<Vec<_>, _>>()?;
    let group = |title: &str, hits: Vec<Hit>| Group { title: page.say(title), hits };
    Ok(vec![group("nav-orders", orders), group("nav-customers", customers)])
}
