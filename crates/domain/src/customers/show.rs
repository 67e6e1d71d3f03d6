//! Customers as they are answered: the stored body with ids, store, totals and subscriptions put around it.

use std::collections::HashMap;

use database::Tx;
use database::customers::{self, Customer};
use database::orders::ShownCustomer;
use database::subscriptions::{self, Subscription};
use database::sums::{self, Totals};
use serde_json::{Value, json};
use wire::{Moment, Reference};

use crate::account::Account;
use crate::act::Act;
use crate::customers::change::absent;
use crate::draft;
use crate::fault::Fault;

/// One customer by id, as JSON text.
///
/// # Errors
/// There is none that the actor may see, or the database failed.
pub fn get(tx: &mut Tx<'_>, act: &Act<'_>, id: i64) -> Result<String, Fault> {
    match customers::find(tx, act.scope, id)? {
        Some(customer) => one(tx, act, customer),
        None => Err(absent(tx, act, &Reference::Id(id), None)?.into()),
    }
}

/// One customer by the client's own id in a store, as JSON text.
///
/// # Errors
/// There is none that the actor may see, or the database failed.
pub fn get_external(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, external_id: &str) -> Result<String, Fault> {
    match customers::find_external(tx, act.scope, site, external_id)? {
        Some(customer) => one(tx, act, customer),
        None => Err(absent(tx, act, &Reference::External(external_id.to_owned()), Some(site))?.into()),
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
        let mut text = customer_text(&shown, act.account, totals.get(&id));
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
    Ok(sums::totals(tx, act.scope, customers)?.into_iter().map(|totals| (totals.customer, totals)).collect())
}

/// A customer as JSON text, with what its orders come to.
pub(crate) fn customer_text(customer: &ShownCustomer, account: &Account, totals: Option<&Totals>) -> String {
    let mut out = String::with_capacity(customer.body.len() + 256);
    out.push_str("{\"type\":\"customer\",\"id\":");
    draft::push_number(&mut out, customer.id);
    if let Some(external_id) = &customer.external_id {
        out.push_str(",\"externalId\":");
        draft::push_text(&mut out, external_id);
    }
    out.push_str(",\"site\":");
    draft::push_text(&mut out, account.site_code(customer.site));
    draft::push_members(&mut out, &customer.body);
    push_sums(&mut out, totals);
    out.push('}');
    out
}

/// Orders and sums in the stores the actor may see: more would reveal stores it may not see.
pub(crate) fn push_sums(out: &mut String, totals: Option<&Totals>) {
    let (orders, sum, costs) = totals.map_or((0, 0, 0), |totals| (totals.orders, totals.sum, totals.costs));
    out.push_str(",\"ordersCount\":");
    push_amount(out, orders * UNIT);
    let margin = sum - costs;
    let amounts = [
        (",\"totalSumm\":", sum),
        (",\"averageSumm\":", average(sum, orders)),
        (",\"costSumm\":", costs),
        (",\"marginSumm\":", margin),
        (",\"avgMarginSumm\":", average(margin, orders)),
    ];
    for (field, amount) in amounts {
        out.push_str(field);
        push_amount(out, amount);
    }
}

/// One, in ten-thousandths.
const UNIT: i64 = 10_000;

/// An average in ten-thousandths, of whole cents: half a cent goes to the even one.
fn average(sum: i64, orders: i64) -> i64 {
    if orders == 0 {
        return 0;
    }
    // Sums of a whole account fit into 64 bits; a hundredth of them cannot overflow either.
    let parts = orders * (UNIT / 100);
    let (cents, rest) = (sum.div_euclid(parts), sum.rem_euclid(parts));
    let up = 2 * rest > parts || (2 * rest == parts && cents % 2 != 0);
    (cents + i64::from(up)) * (UNIT / 100)
}

/// Writes an amount of ten-thousandths as a JSON number, whole when whole: every order with a customer needs some, and the
/// way by decimals and JSON values costs more than reading the row.
fn push_amount(out: &mut String, amount: i64) {
    if amount < 0 {
        out.push('-');
    }
    let (whole, mut rest) = (amount.unsigned_abs() / UNIT as u64, amount.unsigned_abs() % UNIT as u64);
    out.push_str(itoa::Buffer::new().format(whole));
    if rest > 0 {
        out.push('.');
        let mut place = UNIT as u64 / 10;
        while rest > 0 {
            out.push(char::from(b'0' + (rest / place) as u8));
            (rest, place) = (rest % place, place / 10);
        }
    }
}

fn subscription(subscription: &Subscription) -> Value {
    json!({
        "subscription": {"channel": subscription.channel, "code": subscription.subscription, "active": true},
        "subscribed": subscription.subscribed,
        "changedAt": draft::stored(Moment(subscription.changed_at)),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;
    use wire::Money;

    use super::*;

    fn written(amount: i64) -> String {
        let mut out = String::new();
        push_amount(&mut out, amount);
        out
    }

    proptest! {
        #[test]
        fn amounts_and_averages_are_those_of_decimals(sum in -1_000_000_000_000_i64..1_000_000_000_000, orders in 1..100_000_i64) {
            let view = Money(Decimal::new(sum, 4)).json().to_string();
            prop_assert_eq!(written(sum), view);
            let exact = (Decimal::new(sum, 4) / Decimal::from(orders)).round_dp(2);
            prop_assert_eq!(Decimal::new(average(sum, orders), 4), exact);
        }
    }

    #[test]
    fn half_a_cent_goes_to_the_even_one_and_nothing_is_nothing() {
        assert_eq!([average(50, 1), average(150, 1), average(-50, 1), average(-150, 1), average(7, 0)], [0, 200, 0, -200, 0]);
        assert_eq!([0, 10_000, -5, 123_400, 1].map(written), ["0", "1", "-0.0005", "12.34", "0.0001"]);
    }
}
