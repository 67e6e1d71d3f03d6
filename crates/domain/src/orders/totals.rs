//! Sums of an order, in exact decimals, rounded to hundredths of the currency.
//!
//! A line costs its price less its own discount; the order's discount (amount, then percent of the goods) is shared
//! among the lines in proportion to their cost, to the last hundredth; lines whose status takes them out count nothing.
//! Everything that is shown of a line follows from what it costs: its price less its discount, times its quantity, is
//! its cost to the hundredth, and so a client that takes `initialPrice - discountTotal` as its own price gets the same sum.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};
use wire::{Moment, Money, Problem};

use crate::account::Account;
use crate::draft::{self, Body};

/// Works out every sum of the order and its lines, and whether payments cover it.
///
/// # Errors
/// A sum is larger than an amount may be.
pub(super) fn sum_up(body: &mut Body, items: &mut [Body], payments: &mut [Body], account: &Account, now: Moment) -> Result<(), Problem> {
    let too_large = |path: &'static str| move || Problem::entity(path, "adds up to more than an amount may be");
    let Goods { sum: goods, purchase, discount } = sum_up_items(body, items, account)?;
    let delivery = draft::object(body, "delivery").map_or(Decimal::ZERO, |delivery| amount(delivery, "cost"));
    let mut total = cents(goods - discount + delivery);
    if draft::flag(body, "applyRound") {
        total = total.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    }
    reasonable(total).ok_or_else(too_large("delivery.cost"))?;
    let paid = pay(payments, total, items.is_empty() && total.is_zero(), account, now);
    let paid = reasonable(paid).ok_or_else(too_large("payments"))?;
    for (field, sum) in [("summ", goods), ("totalSumm", total), ("prepaySum", paid), ("purchaseSumm", purchase)] {
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

/// What the lines of an order come to.
pub(super) struct Goods {
    /// After their own discounts.
    pub sum: Decimal,
    /// What they cost the seller.
    pub purchase: Decimal,
    /// The discount of the order.
    pub discount: Decimal,
}

/// Works out what is shown of each line, and what they come to together.
///
/// # Errors
/// A sum is larger than an amount may be.
pub(super) fn sum_up_items(body: &Body, items: &mut [Body], account: &Account) -> Result<Goods, Problem> {
    let statuses = account.dictionary("product-statuses");
    let mut costs = Vec::with_capacity(items.len());
    let (mut sum, mut purchase) = (Decimal::ZERO, Decimal::ZERO);
    for (index, item) in items.iter_mut().enumerate() {
        let canceled = draft::text(item, "status").and_then(|code| statuses.get(code)).is_some_and(|status| status.flag("cancelStatus"));
        item.insert("isCanceled".to_owned(), json!(canceled));
        let cost =
            Cost::of(item, !canceled).ok_or_else(|| Problem::entity(format!("items[{index}]"), "costs more than an amount may be"))?;
        sum += cost.counted();
        if cost.counts {
            purchase += amount(item, "purchasePrice") * cost.quantity;
        }
        costs.push(cost);
    }
    let too_large = || Problem::entity("items", "adds up to more than an amount may be");
    reasonable(purchase).ok_or_else(too_large)?;
    let sum = reasonable(sum).ok_or_else(too_large)?;
    let discount = amount(body, "discountManualAmount") + sum * amount(body, "discountManualPercent") / Decimal::ONE_HUNDRED;
    let discount = cents(discount.clamp(Decimal::ZERO, sum.max(Decimal::ZERO)));
    share(discount, sum, &costs, items);
    Ok(Goods { sum, purchase: cents(purchase), discount })
}

/// A sum that columns, facets and clients can hold; sums of many orders stay within the engines' numbers too.
fn reasonable(sum: Decimal) -> Option<Decimal> {
    (sum.abs() < Money::LIMIT).then_some(sum)
}

/// What a line costs before the order's discount.
struct Cost {
    /// Price of one unit before discounts.
    price: Decimal,
    /// Price of one unit after the line's own discount, as exact as it is.
    unit: Decimal,
    /// How many units.
    quantity: Decimal,
    /// All units after the line's own discount, in hundredths.
    whole: Decimal,
    /// Whether it counts: a line whose status takes it out does not.
    counts: bool,
}

impl Cost {
    /// `None` for more than an amount may be.
    fn of(item: &Body, counts: bool) -> Option<Self> {
        let (price, quantity) = (amount(item, "initialPrice"), amount(item, "quantity"));
        let own = amount(item, "discountManualAmount") + price * amount(item, "discountManualPercent") / Decimal::ONE_HUNDRED;
        let unit = price - own.clamp(Decimal::ZERO, price.max(Decimal::ZERO));
        let whole = unit.max(Decimal::ZERO).checked_mul(quantity).and_then(reasonable)?;
        Some(Self { price, unit, quantity, whole: cents(whole), counts })
    }

    fn counted(&self) -> Decimal {
        if self.counts { self.whole } else { Decimal::ZERO }
    }

    /// How much less than its price one unit costs, when it costs `unit` and all units `whole`: with as few decimals as
    /// give the same cost again.
    fn off(&self, unit: Decimal, whole: Decimal) -> Decimal {
        let off = self.price - unit;
        if off.is_zero() {
            return Decimal::ZERO;
        }
        let rounded = |decimals| off.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        let enough = |off: &Decimal| (self.price - off).checked_mul(self.quantity).is_some_and(|cost| cents(cost) == whole);
        (2..Money::DECIMALS).map(rounded).find(enough).unwrap_or_else(|| rounded(Money::DECIMALS))
    }
}

/// Gives each line its share of the order's discount, its discounts one by one and its final unit prices.
///
/// The last line bears what the others leave. No share is less than nothing or more than its line costs, and none leaves
/// more than the lines after it cost.
fn share(discount: Decimal, goods: Decimal, costs: &[Cost], items: &mut [Body]) {
    let (mut left, mut after) = (discount, goods);
    for (item, cost) in items.iter_mut().zip(costs) {
        let most = cost.counted();
        after -= most;
        let fair = if goods.is_zero() { Decimal::ZERO } else { cents(discount * most / goods) };
        let part = fair.max(left - after).max(Decimal::ZERO).min(most).min(left);
        left -= part;
        let whole = cost.whole - part;
        let unit = if part.is_zero() { cost.unit } else { whole / cost.quantity };
        let off = cost.off(unit, whole);
        let own = cost.off(cost.unit, cost.whole).min(off);
        item.insert("discountTotal".to_owned(), Money(off).json());
        item.insert("discounts".to_owned(), discounts(own, off));
        item.insert("prices".to_owned(), prices(cost.price - off, whole, cost.quantity, !off.is_zero()));
    }
}

/// The discounts on one unit: the line's own, and its share of the order's, which is the rest of all.
fn discounts(own: Decimal, all: Decimal) -> Value {
    let each = [("manual_product", own), ("manual_order", all - own)];
    let given = each.into_iter().filter(|(_, amount)| amount.is_sign_positive() && !amount.is_zero());
    given.map(|(kind, amount)| json!({"type": kind, "amount": Money(amount).json()})).collect()
}

/// Final unit prices. Where a discounted cost does not divide, some units are a hundredth dearer; what is measured and not
/// counted has one price.
fn prices(unit: Decimal, cost: Decimal, quantity: Decimal, discounted: bool) -> Value {
    let row = |price: Decimal, quantity: Decimal| json!({"price": Money(price).json(), "quantity": Money(quantity).json()});
    if quantity.is_zero() {
        return json!([]);
    }
    if !discounted || !quantity.is_integer() {
        return json!([row(unit, quantity)]);
    }
    let cheaper = (cost / quantity).round_dp_with_strategy(2, RoundingStrategy::ToZero);
    let dearer = ((cost - cheaper * quantity) * Decimal::ONE_HUNDRED).round();
    if dearer.is_zero() {
        return json!([row(cheaper, quantity)]);
    }
    json!([row(cheaper + Decimal::new(1, 2), dearer), row(cheaper, quantity - dearer)])
}

/// What payments in a completed status add up to. Each has a time from then on, and an amount: one that came without
/// covers what is left of the total when those with one are counted, the first of them before the next. While the order is
/// open, without a line and anything to pay, it waits for what it is to cover.
fn pay(payments: &mut [Body], total: Decimal, is_open: bool, account: &Account, now: Moment) -> Decimal {
    let statuses = account.dictionary("payment-statuses");
    let is_complete = |payment: &&mut Body| {
        draft::text(payment, "status").and_then(|code| statuses.get(code)).is_some_and(|status| status.flag("paymentComplete"))
    };
    let (mut paid, mut open) = (Decimal::ZERO, Vec::new());
    for payment in payments.iter_mut().filter(is_complete) {
        if !payment.contains_key("paidAt") {
            payment.insert("paidAt".to_owned(), draft::stored(now));
        }
        match draft::money(payment, "amount") {
            Some(amount) => paid += amount.0,
            None => open.push(payment),
        }
    }
    for payment in open.into_iter().filter(|_| !is_open) {
        let left = (total - cents(paid)).max(Decimal::ZERO);
        payment.insert("amount".to_owned(), Money(left).json());
        paid += left;
    }
    cents(paid)
}

pub(super) fn amount(body: &Body, field: &str) -> Decimal {
    draft::money(body, field).unwrap_or_default().0
}

/// A sum in hundredths of the currency: the one place where sums of money are rounded.
pub(super) fn cents(sum: Decimal) -> Decimal {
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
