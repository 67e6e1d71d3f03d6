//! Customers as they are answered: the stored body with ids, store, totals and subscriptions put around it.

use std::collections::HashMap;

use database::Tx;
use database::customers::{self, Customer, Totals};
use database::orders::ShownCustomer;
use database::subscriptions::{self, Subscription};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use wire::{Moment, Money, Problem, Reference};

use crate::domain::act::Act;
use crate::domain::customers::change::absent;
use crate::domain::draft;
use crate::fault::Fault;
use crate::house::House;

/// One customer by id, as JSON text.
///
/// # Errors
/// There is none that the actor may see, or the database failed.
pub fn get(tx: &mut Tx<'_>, act: &Act<'_>, id: i64) -> Result<String, Fault> {
    match customers::find(tx, act.scope, id)? {
        Some(customer) => one(tx, act, customer),
        None => Err(absent(tx, act, &Reference::Id(id))?.into()),
    }
}

/// One customer by the client's own id in a store, as JSON text.
///
/// # Errors
/// There is none that the actor may see, or the database failed.
pub fn get_external(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, external_id: &str) -> Result<String, Fault> {
    match customers::find_external(tx, act.scope, site, external_id)? {
        Some(customer) => one(tx, act, customer),
        None => Err(Problem::not_found().into()),
    }
}

fn one(tx: &mut Tx<'_>, act: &Act<'_>, customer: Customer) -> Result<String, Fault> {
    Ok(texts(tx, act, vec![customer])?.pop().unwrap_or_default())
}

/// Customers as JSON texts.
///
/// # Errors
/// The database failed.
pub(super) fn texts(tx: &mut Tx<'_>, act: &Act<'_>, rows: Vec<Customer>) -> Result<Vec<String>, Fault> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let totals = totals(tx, act, &ids)?;
    let mut switched: HashMap<i64, Vec<Subscription>> = HashMap::new();
    for subscription in subscriptions::of(tx, &ids)? {
        switched.entry(subscription.customer).or_default().push(subscription);
    }
    let text = |row: Customer| {
        let id = row.id;
        let shown = ShownCustomer { id, site: row.site, external_id: row.external_id, body: row.body };
        let mut text = customer_text(&shown, act.house, totals.get(&id));
        text.pop();
        if let Some(subscriptions) = switched.get(&id) {
            let list: Vec<Value> = subscriptions.iter().map(subscription).collect();
            text.push_str(",\"customerSubscriptions\":");
            text.push_str(&Value::Array(list).to_string());
        }
        text.push('}');
        text
    };
    Ok(rows.into_iter().map(text).collect())
}

/// What customers' orders come to, by customer, in the stores the actor may see.
///
/// # Errors
/// The database failed.
pub(crate) fn totals(tx: &mut Tx<'_>, act: &Act<'_>, customers: &[i64]) -> Result<HashMap<i64, Totals>, Fault> {
    Ok(customers::totals(tx, act.scope, customers)?.into_iter().map(|totals| (totals.customer, totals)).collect())
}

/// A customer as JSON text, with what its orders come to.
pub(crate) fn customer_text(customer: &ShownCustomer, house: &House, totals: Option<&Totals>) -> String {
    let mut out = String::with_capacity(customer.body.len() + 128);
    out.push_str(&format!("{{\"type\":\"customer\",\"id\":{}", customer.id));
    if let Some(external_id) = &customer.external_id {
        out.push_str(&format!(",\"externalId\":{}", json!(external_id)));
    }
    out.push_str(&format!(",\"site\":{}", json!(house.site_code(customer.site))));
    draft::push_members(&mut out, &customer.body);
    out.push_str(&sums(totals));
    out.push('}');
    out
}

/// Orders and sums in the stores the actor may see: more would tell of stores it may not.
fn sums(totals: Option<&Totals>) -> String {
    let (orders, sum, costs) = totals.map_or((0, 0, 0), |totals| (totals.orders, totals.sum, totals.costs));
    let (sum, costs) = (Decimal::new(sum, 4), Decimal::new(costs, 4));
    let average = |sum: Decimal| Money(if orders == 0 { Decimal::ZERO } else { (sum / Decimal::from(orders)).round_dp(2) }).json();
    let (margin, money) = (sum - costs, |sum: Decimal| Money(sum).json());
    format!(
        ",\"ordersCount\":{orders},\"totalSumm\":{},\"averageSumm\":{},\"costSumm\":{},\"marginSumm\":{},\"avgMarginSumm\":{}",
        money(sum),
        average(sum),
        money(costs),
        money(margin),
        average(margin)
    )
}

fn subscription(subscription: &Subscription) -> Value {
    json!({
        "subscription": {"channel": subscription.channel, "code": subscription.subscription, "active": true},
        "subscribed": subscription.subscribed,
        "changedAt": draft::stored(Moment(subscription.changed_at)),
    })
}
