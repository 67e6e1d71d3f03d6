//! The numbers of an order agree with each other, whatever was ordered: lines, discounts, unit prices and the total.

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

use crate::support::dice::Dice;
use crate::support::steps::{assert_within, id, rows};
use crate::support::{Actor, TestHub};

fn number(value: &Value) -> Decimal {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.parse().unwrap_or_else(|_| panic!("{value} is no number"))
}

fn cents(sum: Decimal) -> Decimal {
    sum.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

fn lines(order: &Value) -> Vec<&Value> {
    order["items"].as_array().expect("lines").iter().collect()
}

fn upload(key: &Actor, orders: &[Value]) -> Vec<Value> {
    orders.chunks(50).flat_map(|orders| rows(&key.post("/orders/upload", form! { orders: orders }).ok(), "orders")).collect()
}

/// A random order of a kind: without discounts, with discounts on lines, on the whole, on both.
fn order(dice: &mut Dice, kind: u64) -> Value {
    let items = 1 + dice.roll(4);
    let items: Vec<Value> = (0..items)
        .map(|_| {
            let quantity = match dice.roll(3) {
                0 => format!("{}.{:03}", dice.roll(5), 1 + dice.roll(999)),
                1 => (1 + dice.roll(9)).to_string(),
                _ => (1 + dice.roll(2000)).to_string(),
            };
            let price = dice.hundredths(100_000);
            let mut item = json!({"productName": "G", "initialPrice": price, "quantity": quantity});
            if kind % 2 == 1 {
                let most = (number(&item["initialPrice"]) * Decimal::from(50)).try_into().unwrap_or(1_u64).max(2);
                item["discountManualAmount"] = json!(dice.hundredths(most));
                item["discountManualPercent"] = json!(dice.hundredths(3000));
            }
            item
        })
        .collect();
    let mut order = json!({"firstName": "A", "items": items, "delivery": {"cost": dice.hundredths(50_000)}});
    if kind >= 2 {
        order["discountManualPercent"] = json!(dice.hundredths(6000));
        order["discountManualAmount"] = json!(dice.hundredths(500));
    }
    order
}

#[test]
fn the_numbers_of_an_order_agree_with_each_other() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let mut dice = Dice(20_261_129);
    let sent: Vec<Value> = (0..200).map(|index| order(&mut dice, index % 4)).collect();
    let made = upload(&key, &sent);
    assert_eq!(made.len(), sent.len());
    for (sent, order) in sent.iter().zip(&made) {
        let mut goods = Decimal::ZERO;
        let (mut whole, mut listed) = (true, Decimal::ZERO);
        assert_eq!(lines(sent).len(), lines(order).len(), "{order:#}");
        for (sent, line) in lines(sent).into_iter().zip(lines(order)) {
            let (price, quantity) = (number(&sent["initialPrice"]), number(&sent["quantity"]));
            let own = number(sent.get("discountManualAmount").unwrap_or(&json!(0)))
                + price * number(sent.get("discountManualPercent").unwrap_or(&json!(0))) / Decimal::ONE_HUNDRED;
            goods += cents((price - own) * quantity);
            whole &= quantity.is_integer();
            let prices = line["prices"].as_array().expect("prices");
            listed += prices.iter().map(|row| number(&row["price"]) * number(&row["quantity"])).sum::<Decimal>();
            assert_eq!(prices.iter().map(|row| number(&row["quantity"])).sum::<Decimal>(), quantity, "{line:#}");
            let one_by_one: Decimal = line["discounts"].as_array().expect("discounts").iter().map(|one| number(&one["amount"])).sum();
            assert_eq!(one_by_one, number(&line["discountTotal"]), "{line:#}");
            assert!(one_by_one >= Decimal::ZERO, "a discount below nothing: {line:#}");
            let discounted = own > Decimal::ZERO || order["discountManualPercent"] != json!(0);
            if !discounted {
                let undiscounted = json!([{"price": line["initialPrice"], "quantity": line["quantity"]}]);
                assert_eq!((&line["discountTotal"], &line["discounts"], &line["prices"]), (&json!(0), &json!([]), &undiscounted));
            }
        }
        assert_eq!(number(&order["summ"]), goods, "what is listed at a price counts at that price: {sent:#}");
        let total = number(&order["totalSumm"]) - number(&order["delivery"]["cost"]);
        let most = if whole { Decimal::ZERO } else { Decimal::new(5, 3) * Decimal::from(lines(order).len()) };
        assert!((listed - total).abs() <= most, "lines add up to {listed}, the total is {total}: {order:#}");
    }
    // A client that takes the price after discounts as its own comes to the same total.
    let back: Vec<Value> = made
        .iter()
        .map(|order| {
            let line = |line: &Value| {
                let price = number(&line["initialPrice"]) - number(&line["discountTotal"]);
                json!({"productName": "G", "initialPrice": price.to_string(), "quantity": line["quantity"]})
            };
            json!({"firstName": "A", "items": lines(order).into_iter().map(line).collect::<Vec<_>>(), "delivery": {"cost": order["delivery"]["cost"]}})
        })
        .collect();
    let again = upload(&key, &back);
    assert_eq!(again.len(), made.len());
    for (order, again) in made.iter().zip(again) {
        assert_eq!(order["totalSumm"], again["totalSumm"], "{order:#}");
    }
}

#[test]
fn a_discount_is_shared_to_the_last_hundredth_and_no_share_is_below_nothing() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let line = |price: &str, quantity: &str| json!({"productName": "G", "initialPrice": price, "quantity": quantity});
    let third = key.order(json!({"items": [line("19.99", "0.333")]}));
    assert_within(
        &third,
        &json!({"totalSumm": 6.66, "items": [{"discountTotal": 0, "discounts": [], "prices": [{"price": 19.99, "quantity": 0.333}]}]}),
    );
    let tiny = key.order(json!({"items": vec![line("0.01", "1"); 100], "discountManualPercent": 50}));
    assert_eq!(tiny["totalSumm"], 0.5);
    let left = lines(&tiny).into_iter().filter(|line| line["discountTotal"] == json!(0)).count();
    assert_eq!(left, 50, "half of the lines bear a hundredth each");
    assert!(lines(&tiny).into_iter().all(|line| [json!(0), json!(0.01)].contains(&line["discountTotal"])));
    // A discount of more than all there is takes all there is.
    let free = key.order(json!({"items": [line("10", "3")], "discountManualAmount": 100, "delivery": {"cost": 5}}));
    assert_within(&free, &json!({"totalSumm": 5, "items": [{"discountTotal": 10, "prices": [{"price": 0, "quantity": 3}]}]}));
    // Where the cost of a line does not divide, the discount on one unit has the decimals it takes.
    let many = key.order(json!({"items": [line("1", "1000")], "discountManualAmount": "0.01"}));
    assert_within(&many, &json!({"totalSumm": 999.99, "items": [{"discountTotal": 0.00001}]}));
    assert_eq!(key.order(json!({"items": [line("0.99999", "1000")]}))["totalSumm"], 999.99);
}

#[test]
fn what_is_below_nothing_is_refused_by_its_name() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let goods = json!({"productName": "Goods", "initialPrice": 1000});
    let order = key.order(json!({"items": [goods]}));
    for (sent, path) in [
        (json!({"items": [goods, {"productName": "Certificate", "initialPrice": -300}]}), "items[1].initialPrice"),
        (
            json!({"items": [{"productName": "Goods", "initialPrice": "1000", "discountManualAmount": "-0.01"}]}),
            "items[0].discountManualAmount",
        ),
        (json!({"items": [{"productName": "Goods", "initialPrice": 1000, "discountManualPercent": -5}]}), "items[0].discountManualPercent"),
        (json!({"items": [goods], "discountManualAmount": -50}), "discountManualAmount"),
        (json!({"items": [goods], "discountManualPercent": "-1e1"}), "discountManualPercent"),
    ] {
        let uploaded =
            key.post("/orders/upload", form! { orders: std::slice::from_ref(&sent) }).refused(460, "Orders are loaded with errors");
        assert_eq!(uploaded.json["errors"][format!("0.{path}")], "must not be negative");
        for refused in [key.post("/orders/create", form! { order: sent.clone() }), key.try_edit_order(id(&order), sent)] {
            assert_eq!(refused.refused(400, "Errors in the entity format").json["errors"], json!({ path: "must not be negative" }));
        }
    }
    assert_eq!(key.order(json!({"items": [goods], "discountManualAmount": "-0.00"}))["totalSumm"], 1000);
}
