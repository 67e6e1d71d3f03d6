//! Sums of an order, in exact decimals, rounded to hundredths of the currency.
//!
//! A line costs its price less its own discount; the order's discount (amount, then percent of the goods) is shared
//! among the lines in proportion to their cost, to the last hundredth; lines whose status takes them out count nothing.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};
use wire::{Moment, Money, Problem};

use crate::domain::draft::{self, Body};
use crate::house::House;

/// Works out every sum of the order and its lines, and whether payments cover it.
///
/// # Errors
/// A sum is larger than an amount may be.
pub(super) fn sum_up(body: &mut Body, items: &mut [Body], payments: &mut [Body], house: &House, now: Moment) -> Result<(), Problem> {
    let statuses = house.dictionary("product-statuses");
    let mut costs = Vec::with_capacity(items.len());
    let mut purchase = Decimal::ZERO;
    for (index, item) in items.iter_mut().enumerate() {
        let canceled = draft::text(item, "status").and_then(|code| statuses.get(code)).is_some_and(|status| status.flag("cancelStatus"));
        item.insert("isCanceled".to_owned(), json!(canceled));
        let (price, quantity) = (amount(item, "initialPrice"), amount(item, "quantity"));
        let own = amount(item, "discountManualAmount") + price * amount(item, "discountManualPercent") / Decimal::ONE_HUNDRED;
        let unit = (price - own).max(Decimal::ZERO);
        let cost = unit.checked_mul(quantity).and_then(reasonable);
        let cost = cost.ok_or_else(|| Problem::entity(format!("items[{index}]"), "costs more than an amount may be"))?;
        costs.push(Cost { own: cents(cost), counts: !canceled });
        if !canceled {
            purchase += amount(item, "purchasePrice") * quantity;
        }
    }
    let too_large = |path: &'static str| move || Problem::entity(path, "adds up to more than an amount may be");
    reasonable(purchase).ok_or_else(too_large("items"))?;
    let goods = reasonable(costs.iter().map(Cost::counted).sum()).ok_or_else(too_large("items"))?;
    let discount = (amount(body, "discountManualAmount") + goods * amount(body, "discountManualPercent") / Decimal::ONE_HUNDRED)
        .clamp(Decimal::ZERO, goods.max(Decimal::ZERO));
    share(cents(discount), goods, &costs, items);
    let delivery = draft::object(body, "delivery").map_or(Decimal::ZERO, |delivery| amount(delivery, "cost"));
    let mut total = goods - cents(discount) + delivery;
    if draft::flag(body, "applyRound") {
        total = total.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    }
    reasonable(total).ok_or_else(too_large("delivery.cost"))?;
    let paid = reasonable(pay(payments, house, now)).ok_or_else(too_large("payments"))?;
    for (field, sum) in [("summ", goods), ("totalSumm", cents(total)), ("prepaySum", cents(paid)), ("purchaseSumm", cents(purchase))] {
        body.insert(field.to_owned(), Money(sum).json());
    }
    let covered = total > Decimal::ZERO && paid >= total;
    if covered && !body.contains_key("fullPaidAt") {
        let last = payments.iter().filter_map(|payment| draft::moment(payment, "paidAt")).max().unwrap_or(now);
        body.insert("fullPaidAt".to_owned(), draft::stored(last));
    } else if !covered {
        body.shift_remove("fullPaidAt");
    }
    Ok(())
}

/// A sum that columns, facets and clients can hold; sums of many orders stay within the engines' numbers too.
fn reasonable(sum: Decimal) -> Option<Decimal> {
    (sum.abs() < Money::LIMIT).then_some(sum)
}

/// What a line costs.
struct Cost {
    /// After its own discount.
    own: Decimal,
    /// Whether it counts: a line whose status takes it out does not.
    counts: bool,
}

impl Cost {
    fn counted(&self) -> Decimal {
        if self.counts { self.own } else { Decimal::ZERO }
    }
}

/// Gives each line its share of the order's discount, its discounts one by one and its final unit prices.
fn share(discount: Decimal, goods: Decimal, costs: &[Cost], items: &mut [Body]) {
    let mut left = discount;
    let last = costs.iter().rposition(|cost| !cost.counted().is_zero());
    for (index, (item, cost)) in items.iter_mut().zip(costs).enumerate() {
        let part = if Some(index) == last {
            left
        } else if goods.is_zero() {
            Decimal::ZERO
        } else {
            cents(discount * cost.counted() / goods)
        };
        left -= part;
        let (price, quantity) = (amount(item, "initialPrice"), amount(item, "quantity"));
        let final_cost = cost.own - part;
        let per_unit = |cost: Decimal| if quantity.is_zero() { price } else { cost / quantity };
        let unit = per_unit(final_cost);
        item.insert("discountTotal".to_owned(), Money(cents(price - unit)).json());
        item.insert("discounts".to_owned(), discounts(cents(price - per_unit(cost.own)), cents(price - unit)));
        item.insert("prices".to_owned(), prices(final_cost, quantity));
    }
}

/// The discounts on one unit: the line's own, and its share of the order's, which is the rest of all.
fn discounts(own: Decimal, all: Decimal) -> Value {
    let each = [("manual_product", own), ("manual_order", all - own)];
    let given = each.into_iter().filter(|(_, amount)| amount.is_sign_positive() && !amount.is_zero());
    given.map(|(kind, amount)| json!({"type": kind, "amount": Money(amount).json()})).collect()
}

/// Final unit prices: where the cost does not divide, some units are a hundredth dearer.
fn prices(cost: Decimal, quantity: Decimal) -> Value {
    let row = |price: Decimal, quantity: Decimal| json!({"price": Money(price).json(), "quantity": Money(quantity).json()});
    if quantity.is_zero() {
        return json!([]);
    }
    let unit = (cost / quantity).round_dp_with_strategy(2, RoundingStrategy::ToZero);
    let rest = ((cost - unit * quantity) * Decimal::ONE_HUNDRED).round();
    if !quantity.is_integer() || rest.is_zero() || rest >= quantity {
        return json!([row(cents(cost / quantity), quantity)]);
    }
    json!([row(unit + Decimal::new(1, 2), rest), row(unit, quantity - rest)])
}

/// What payments in a completed status add up to; such a payment has a time.
fn pay(payments: &mut [Body], house: &House, now: Moment) -> Decimal {
    let statuses = house.dictionary("payment-statuses");
    let mut paid = Decimal::ZERO;
    for payment in payments {
        let complete =
            draft::text(payment, "status").and_then(|code| statuses.get(code)).is_some_and(|status| status.flag("paymentComplete"));
        if complete {
            paid += amount(payment, "amount");
            if !payment.contains_key("paidAt") {
                payment.insert("paidAt".to_owned(), draft::stored(now));
            }
        }
    }
    paid
}

pub(super) fn amount(body: &Body, field: &str) -> Decimal {
    draft::money(body, field).unwrap_or_default().0
}

fn cents(sum: Decimal) -> Decimal {
    sum.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// What an order costs the shop, its goods and its delivery, in ten-thousandths.
pub(super) fn costs(body: &Body) -> i64 {
    stored(body, "purchaseSumm") + draft::object(body, "delivery").map_or(0, |delivery| stored(delivery, "netCost"))
}

/// An amount of a body in ten-thousandths, as columns and facets keep it.
pub(super) fn stored(body: &Body, field: &str) -> i64 {
    (amount(body, field) * Decimal::from(10_000)).round().to_i64().unwrap_or(i64::MAX)
}
