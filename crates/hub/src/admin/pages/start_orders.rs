//! The orders on the start page: today and over 30 days, by store and by status, and the newest.

use askama::Template;
use database::{Tx, order_sums};
use domain::access::masks::Class;
use domain::fault::Fault;
use domain::orders;
use wire::Version;
use wire::order::OrderFilter;
use wire::page::Page as Pages;

use crate::admin::desk::row::OrderRow;
use crate::admin::desk::status::Status;
use crate::admin::desk::{Desk, money};
use crate::admin::page::Page;
use crate::admin::when::Times;

/// Days of the longer stretch.
const DAYS: i64 = 30;
/// Stores, statuses and orders that are named.
const STORES: usize = 8;
const STATUSES: usize = 8;
const NEWEST: usize = 5;

/// What is read for it.
#[derive(Default)]
pub(super) struct Read {
    today: Vec<(i64, order_sums::Sums)>,
    month: Vec<(i64, order_sums::Sums)>,
    statuses: Vec<(String, i64)>,
    newest: Vec<String>,
}

#[derive(Template)]
#[template(path = "start_orders.html")]
struct Drawn<'a> {
    page: &'a Page,
    today: i64,
    month: i64,
    /// Each store: id, name, orders today and over 30 days, sums, and how much of the largest it is, in percent.
    stores: Vec<Store>,
    /// Stores that are not named.
    more: i64,
    /// Each status with its orders of 30 days.
    statuses: Vec<(Status, i64)>,
    newest: Vec<OrderRow>,
}

struct Store {
    id: i64,
    name: String,
    today: i64,
    today_sum: String,
    month: i64,
    month_sum: String,
    percent: i64,
}

/// Reads what the visitor sees of it.
///
/// # Errors
/// The database failed.
pub(super) fn read(tx: &mut Tx<'_>, desk: &Desk) -> Result<Read, Fault> {
    let act = desk.act();
    let (scope, among) = (act.scope, act.visible());
    if among.is_empty() {
        return Ok(Read::default());
    }
    let zone = &desk.account.zone;
    let midnight = zone.day_start(zone.day_of(desk.now)).0;
    let month = midnight - (DAYS - 1) * 86_400;
    let cancelled: Vec<String> = desk
        .account
        .dictionary("statuses")
        .iter()
        .filter(|status| status.text("group") == Some("cancel"))
        .map(|status| status.code.clone())
        .collect();
    let page = Pages { number: 1, limit: 20 };
    let (mut newest, _) = orders::list(tx, &act, &OrderFilter::default(), page, Version::V5)?;
    newest.truncate(NEWEST);
    Ok(Read {
        today: order_sums::by_store(tx, scope, &among, midnight, &cancelled)?,
        month: order_sums::by_store(tx, scope, &among, month, &cancelled)?,
        statuses: order_sums::by_status(tx, scope, &among, month)?,
        newest,
    })
}

/// Draws it; nothing while there are no orders.
///
/// # Errors
/// An order is damaged.
pub(super) fn draw(page: &Page, desk: &Desk, read: &Read) -> Result<String, Fault> {
    if read.newest.is_empty() {
        return Ok(String::new());
    }
    let times = Times::new(page.words, &desk.account.zone, desk.now);
    let hides_sums = desk.act().is_blind_to(Class::Prices);
    let most = read.month.iter().map(|(_, sums)| sums.total).max().unwrap_or(0).max(1);
    let store = |(site, sums): &(i64, order_sums::Sums)| {
        let today = read.today.iter().find(|(other, _)| other == site).map(|(_, sums)| sums.clone()).unwrap_or_default();
        let place = desk.account.site_by_id(*site);
        let currency = place.and_then(|site| site.text("currency")).unwrap_or_else(|| desk.account.currency());
        let sum =
            |total: i64| if hides_sums { String::new() } else { money::written(page.words.language, total as f64 / 10_000.0, currency) };
        Store {
            id: *site,
            name: place.map(|site| site.name.clone()).unwrap_or_default(),
            today: today.orders,
            today_sum: sum(today.total),
            month: sums.orders,
            month_sum: sum(sums.total),
            percent: if hides_sums { 0 } else { (sums.total * 100 / most).clamp(0, 100) },
        }
    };
    let count = |stores: &[(i64, order_sums::Sums)]| stores.iter().map(|(_, sums)| sums.orders).sum();
    let newest =
        read.newest.iter().map(|text| Ok(OrderRow::of(page, desk, &times, &desk.shown(text)?))).collect::<Result<Vec<_>, Fault>>()?;
    let drawn = Drawn {
        page,
        today: count(&read.today),
        month: count(&read.month),
        stores: read.month.iter().take(STORES).map(store).collect(),
        more: read.month.len().saturating_sub(STORES) as i64,
        statuses: read.statuses.iter().take(STATUSES).map(|(code, count)| (Status::of(&desk.account, code), *count)).collect(),
        newest,
    };
    Ok(drawn.render().unwrap_or_default())
}
