//! Lines of orders find their offers in the catalogue of the store.

use serde_json::{Value, json};

use super::FEED;
use crate::support::TestHub;
use crate::support::steps::id;

#[test]
fn a_line_finds_its_offer_by_any_of_its_ids_and_takes_from_it_what_it_does_not_say() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    hub.load("north", FEED);
    let offer = key.get("/store/offers", form! { "filter[externalIds][]": "t#1" }).ok()["offers"][0].take();
    for name in
        [json!({"id": offer["id"]}), json!({"externalId": "t#1"}), json!({"xmlId": "x-1"}), json!({"externalId": "none", "xmlId": "x-1"})]
    {
        let order = key.order(json!({"items": [{"offer": name, "quantity": 2}]}));
        let line = &order["items"][0];
        assert_eq!((&line["initialPrice"], &line["purchasePrice"]), (&json!(10.5), &json!(4)), "{name}: {line:#}");
        let expected = json!({
            "id": offer["id"], "externalId": "t#1", "xmlId": "x-1", "name": "Green tea, 100 g", "displayName": "Green tea, 100 g", "article": "A-100",
            "vatRate": "20", "barcode": "4600000000017", "unit": {"code": "pack", "name": "Pack", "sym": "pk."},
        });
        assert_eq!(line["offer"], expected, "{name}");
        assert_eq!(order["totalSumm"], 21, "sums are of the price that was found");
        assert_eq!(key.read_order(id(&order))["items"][0]["offer"], expected, "it is kept");
    }
}

#[test]
fn what_a_line_says_itself_stays_and_what_no_catalogue_has_is_a_free_line() {
    let hub = TestHub::new();
    hub.entry("price-types", "wholesale", json!({"code": "wholesale", "name": "Wholesale"}));
    let (north, south, _) = hub.two_stores();
    hub.load("north", FEED);
    north.post("/store/prices/upload", form! { prices: [{externalId: "t#1", prices: [{code: "wholesale", price: 8}]}] }).ok();
    let line = |key: &crate::support::Actor, item: Value| key.order(json!({"items": [item]}))["items"][0].take();
    let own = line(&north, json!({"offer": {"externalId": "t#1"}, "initialPrice": 9, "purchasePrice": 1, "productName": "My tea"}));
    assert_eq!((&own["initialPrice"], &own["purchasePrice"], &own["offer"]["displayName"]), (&json!(9), &json!(1), &json!("My tea")));
    let wholesale = line(&north, json!({"offer": {"externalId": "t#1"}, "priceType": {"code": "wholesale"}}));
    assert_eq!(wholesale["initialPrice"], 8);
    for free in [line(&south, json!({"offer": {"externalId": "t#1"}})), line(&north, json!({"offer": {"externalId": "none"}}))] {
        assert_eq!((&free["initialPrice"], free["offer"].get("id")), (&json!(0), None), "{free:#}");
    }
    let sent = json!([{"items": [{"productName": "Free"}]}, {"items": [{"offer": {"externalId": "t#2"}}]}, {"items": [{"offer": {"externalId": "c"}}, {"productName": "x"}]}]);
    let orders = north.post("/orders/upload", form! { orders: sent }).ok()["orders"].take();
    let prices: Vec<&Value> = orders.as_array().into_iter().flatten().map(|order| &order["items"][0]["initialPrice"]).collect();
    assert_eq!(prices, [&json!(0), &json!(20), &json!(99)], "each order of an upload has its own");
}

#[test]
fn an_edit_prices_new_lines_and_leaves_the_others() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    hub.load("north", FEED);
    let order = id(&key.order(json!({"items": [{"offer": {"externalId": "t#1"}, "initialPrice": 9}]})));
    let items =
        key.edit_order(order, json!({"items": [{"offer": {"externalId": "t#1"}, "quantity": 3}, {"offer": {"xmlId": "x-2"}}]}))["items"]
            .take();
    let shown: Vec<(&Value, &Value, &Value)> = items
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| (&item["offer"]["externalId"], &item["initialPrice"], &item["quantity"]))
        .collect();
    assert_eq!(shown, [(&json!("t#1"), &json!(9), &json!(3)), (&json!("t#2"), &json!(20), &json!(1))]);
    let before = key.history("orders", form! {}).len();
    key.edit_order(order, json!({"items": [{"offer": {"externalId": "t#1"}, "quantity": 3}, {"offer": {"externalId": "t#2"}}]}));
    assert_eq!(key.history("orders", form! {}).len(), before, "the same lines by another id are no change");
}
