//! Lines that are sent again without ids: each is the one it was.

use serde_json::{Value, json};

use crate::support::steps::{fields, id};
use crate::support::{Actor, TestHub};

fn ids(order: &Value) -> Vec<i64> {
    order["items"].as_array().into_iter().flatten().map(id).collect()
}

fn rows_of(key: &Actor) -> usize {
    key.history("orders", form! {}).len()
}

#[test]
fn an_order_that_is_sent_again_changes_nothing() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for sent in [
        json!({"items": [{"productName": "Tea", "initialPrice": "4.90", "quantity": 2}, {"productName": "Cup", "initialPrice": 3}]}),
        json!({"items": [{"offer": {"externalId": "40"}, "initialPrice": 5}, {"offer": {"xmlId": "x40"}, "initialPrice": 5}, {"offer": {"id": 7}}]}),
        // Two of a kind, apart in what they are like.
        json!({"items": [
            {"offer": {"externalId": "40"}, "initialPrice": 5, "quantity": 1, "properties": [{"code": "size", "name": "Size", "value": "S"}]},
            {"offer": {"externalId": "40"}, "initialPrice": 5, "quantity": 1, "properties": [{"code": "size", "name": "Size", "value": "M"}]},
            {"offer": {"externalId": "40"}, "initialPrice": 6, "quantity": 1, "discountManualPercent": "7.5", "vatRate": "20.00"},
            {"productName": "Tea", "initialPrice": 5}, {"productName": "Tea", "initialPrice": 5, "quantity": 9},
        ]}),
        json!({"items": [{"initialPrice": 1}, {}, {"productName": "Tea", "comment": "", "purchasePrice": null, "offer": {"displayName": "Green"}}]}),
        json!({"items": [{"productName": "Thirds", "initialPrice": 10, "quantity": 3}], "discountManualAmount": 10, "discountManualPercent": 1}),
        json!({
            "externalId": "whole", "firstName": "Ana", "phone": "+34612345678", "email": "ana@example.com", "delivery": {"cost": 5},
            "items": [{"productName": "Tea", "initialPrice": 19.99, "quantity": 0.333}], "customFields": [],
            "payments": [{"type": "cash", "status": "paid", "amount": 3}, {"type": "bank-card", "status": "paid"}, {"type": "cash"}],
        }),
    ] {
        let order = key.order(sent.clone());
        let before = rows_of(&key);
        hub.wait(60);
        let again = key.edit_order(id(&order), sent.clone());
        assert_eq!(again["items"], order["items"], "{sent:#}");
        assert_eq!(rows_of(&key), before, "{:#?}", fields(&key.history("orders", form! {})));
        assert_eq!(
            key.read_order(id(&order))["payments"].as_object().map(|payments| payments.len()),
            order["payments"].as_array().map(Vec::len)
        );
    }
}

#[test]
fn a_line_without_ids_is_the_one_of_its_offer_and_else_of_its_name_and_price() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({"items": [
        {"offer": {"id": 1, "externalId": "a", "xmlId": "x"}, "productName": "Shirt S", "initialPrice": 10},
        {"offer": {"externalId": "b"}, "productName": "Shirt", "initialPrice": 10},
        {"productName": "Bag", "initialPrice": 1, "externalIds": [{"code": "shop", "value": "1"}]},
        {"productName": "Bag", "initialPrice": 1},
    ]}));
    let (number, [s, m, named, bag]) = (id(&order), ids(&order)[..].try_into().expect("four lines"));
    let places = |items: Value| -> Vec<i64> {
        let order = key.edit_order(number, json!({ "items": items }));
        let found = ids(&order).into_iter().map(|line| if line > bag { 0 } else { line }).collect();
        // And back to where it was.
        let back = order["items"].as_array().into_iter().flatten().filter(|line| id(line) <= bag).cloned().collect::<Vec<_>>();
        key.edit_order(number, json!({ "items": back }));
        found
    };
    // By offer, whichever of its ids is sent, at another price and in another place.
    let all = [
        json!({"offer": {"externalId": "b"}, "initialPrice": 11}),
        json!({"offer": {"xmlId": "x"}, "quantity": 2}),
        json!({"externalIds": [{"code": "shop", "value": "1"}]}),
        json!({"productName": "Bag", "initialPrice": "1.00", "quantity": 5}),
    ];
    assert_eq!(places(json!(all)), [m, s, named, bag]);
    // What names a line takes it first, wherever it stands.
    let bags = json!([{"productName": "Bag", "initialPrice": 1}, {"externalIds": [{"code": "shop", "value": "1"}]}, all[0], all[1]]);
    assert_eq!(places(bags), [bag, named, m, s]);
    // The offer is another one, though it is called the same and costs the same; the price is another one; or there are no more.
    let order = key.edit_order(
        number,
        json!({"items": [
            {"offer": {"externalId": "c"}, "productName": "Shirt", "initialPrice": 11},
            {"productName": "Bag", "initialPrice": 2},
            {"productName": "Bag", "initialPrice": 1}, {"productName": "Bag", "initialPrice": 1}, {"productName": "Bag", "initialPrice": 1},
        ]}),
    );
    let kept: Vec<i64> = ids(&order).into_iter().filter(|line| *line <= bag).collect();
    assert_eq!((kept, ids(&order)[0] > bag, ids(&order)[1] > bag, ids(&order)[4] > bag), (vec![named, bag], true, true, true));
}

#[test]
fn what_a_line_without_ids_changes_is_told_of_that_line() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order =
        key.order(json!({"items": [{"offer": {"externalId": "40"}, "initialPrice": 5}, {"productName": "Tea", "initialPrice": 2}]}));
    let before = rows_of(&key);
    let changed = key.edit_order(
        id(&order),
        json!({"items": [{"productName": "Tea", "initialPrice": 2}, {"offer": {"externalId": "40"}, "initialPrice": 5, "quantity": 3}]}),
    );
    assert_eq!(ids(&changed), [ids(&order)[1], ids(&order)[0]]);
    let rows = key.history("orders", form! {}).split_off(before);
    assert_eq!(fields(&rows), ["order_product.quantity", "order_product.summ"]);
    assert!(rows.iter().all(|row| row["item"]["id"] == order["items"][0]["id"]));
}

#[test]
fn five_thousand_lines_of_one_offer_are_found_again_at_once() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let lines = |price: i64| -> Vec<Value> { (0..5000).map(|_| json!({"offer": {"externalId": "40"}, "initialPrice": price})).collect() };
    let order = key.order(json!({ "items": lines(1) }));
    let again = key.edit_order(id(&order), json!({ "items": lines(2) }));
    assert_eq!(ids(&again), ids(&order));
    assert_eq!(again["totalSumm"], 10_000);
}
