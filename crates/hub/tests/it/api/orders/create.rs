//! POST /orders/create: what an order is completed with, and what is refused.

use serde_json::json;

use crate::support::steps::{assert_within, id};
use crate::support::{Call, TestHub};

#[test]
fn it_answers_201_with_the_id_and_the_order() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let reply = key.post("/orders/create", form! { order: {externalId: 111_111_111, firstName: "A"} });
    assert_eq!(reply.status, 201);
    let reply = reply.ok();
    assert!(reply["id"].is_i64() && reply["id"] == reply["order"]["id"]);
    assert_eq!(reply["order"]["externalId"], "111111111");
    assert!(reply["order"]["customer"]["id"].is_i64(), "its customer is there at once");
    assert_eq!(hub.changes(), ["customer.id", "order.status", "order.customer"]);
}

#[test]
fn an_external_id_is_taken_once_in_a_store() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    all.order_in("north", json!({"externalId": "e"}));
    all.post("/orders/create", form! { site: "north", order: {externalId: "e", phone: "+79991112233"} })
        .refused(400, "Order already exists.");
    all.order_in("south", json!({"externalId": "e"}));
    assert_eq!(all.found("customers", form! {}).len(), 2, "the refused order made no customer");
}

#[test]
fn it_takes_the_currency_and_the_country_of_its_store() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    assert_within(&key.order(json!({"firstName": "Ann"})), &json!({"currency": "RUB", "countryIso": "RU"}));
    assert_within(&key.order(json!({"countryIso": "ES"})), &json!({"countryIso": "ES"}));
}

#[test]
fn an_address_without_text_is_put_together() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let address = json!({"city": "Москва", "street": "Тверская", "building": 7, "flat": "12", "floor": 4});
    let order = key.order(json!({"delivery": {"address": address}}));
    assert_eq!(order["delivery"]["address"]["text"], "Тверская, 7, floor 4, flat 12");
    let changed = key.edit_order(id(&order), json!({"delivery": {"address": {"flat": "13"}}}));
    assert_eq!(changed["delivery"]["address"]["text"], "Тверская, 7, floor 4, flat 13");
    let noted = key.edit_order(id(&order), json!({"delivery": {"cost": 1, "address": {"notes": "Ring"}}}));
    assert_eq!(noted["delivery"]["address"]["text"], "Тверская, 7, floor 4, flat 13");
    let text_only = id(&key.order(json!({"delivery": {"address": {"text": "By the sea"}}})));
    let noted = key.edit_order(text_only, json!({"delivery": {"address": {"notes": "Ring"}}}));
    assert_eq!(noted["delivery"]["address"]["text"], "By the sea");
    let written = key.edit_order(id(&order), json!({"delivery": {"address": {"text": "By the river"}}}));
    assert_eq!((&written["delivery"]["address"]["text"], &written["delivery"]["address"]["flat"]), (&json!("By the river"), &json!("13")));
}

#[test]
fn lines_take_their_old_external_id_and_lists_of_properties() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({"items": [
        {"externalId": 7, "productName": "Tea", "properties": [{"code": "size", "name": "Size", "value": "XL"}, {"name": "No code", "value": "1"}]},
        {"productName": "Cup", "properties": {}, "vatRate": 20},
    ]}));
    assert_eq!(order["items"][0]["externalIds"], json!([{"code": "default", "value": "7"}]));
    assert_eq!(order["items"][0]["properties"]["size"], json!({"code": "size", "name": "Size", "value": "XL"}));
    assert_eq!((&order["items"][1]["properties"], &order["items"][1]["vatRate"]), (&json!([]), &json!("20")));
}

#[test]
fn discounts_are_shared_to_the_last_hundredth() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let item = |price: i64, quantity: i64| json!({"productName": "Tea", "initialPrice": price, "quantity": quantity});
    let order = key.order(json!({"discountManualAmount": 10, "items": [item(100, 1), item(100, 1), item(100, 1)]}));
    assert_eq!((&order["summ"], &order["totalSumm"]), (&json!(300), &json!(290)));
    let prices: Vec<_> = (0..3).map(|index| order["items"][index]["prices"][0]["price"].clone()).collect();
    assert_eq!(prices, [json!(96.67), json!(96.67), json!(96.66)]);
    let free = key.order(json!({"discountManualPercent": 200, "items": [item(100, 1)]}));
    assert_eq!(free["totalSumm"], 0, "no more than the goods cost");
    let canceled = json!({"productName": "Cup", "initialPrice": 50, "status": "out-of-stock"});
    let order = key.order(json!({"items": [item(100, 1), canceled]}));
    assert_eq!((&order["totalSumm"], &order["items"][1]["isCanceled"]), (&json!(100), &json!(true)));
    let rounded = key.order(json!({"applyRound": true, "items": [{"productName": "Tea", "initialPrice": 10.5}]}));
    assert_eq!(rounded["totalSumm"], 11);
}

#[test]
fn every_way_to_send_it_is_read() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    let order = form! { order: {firstName: "Анна & Ко + 1"}, site: "south" };
    let json_body = json!({"site": "south", "order": "{\"firstName\": \"Анна & Ко + 1\"}"});
    let object_body = json!({"site": "south", "order": {"firstName": "Анна & Ко + 1"}});
    for call in [
        Call::post("/orders/create").form(order.clone()),
        Call::post("/orders/create").multipart(order.clone()),
        Call::post("/orders/create").query(order.clone()),
        Call::post("/orders/create").json(json_body),
        Call::post("/orders/create").json(object_body),
        Call::post("/orders/create").query(vec![order[1].clone()]).multipart(vec![order[0].clone()]),
        Call::post("/api/v3/orders/create").form(order.clone()),
        Call::post("/api/v4/orders/create").form(order),
    ] {
        assert_within(&all.call(call).ok()["order"], &json!({"firstName": "Анна & Ко + 1", "site": "south"}));
    }
}

#[test]
fn the_buyer_is_customer_and_contact_with_what_their_orders_come_to() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let buy = |key: &crate::support::Actor, price: i64| {
        key.order(json!({"phone": "+79991112233", "items": [{"productName": "Tea", "initialPrice": price, "purchasePrice": 10}], "delivery": {"netCost": 2.5}}))
    };
    assert_within(&buy(&north, 100)["customer"], &json!({"ordersCount": 1, "totalSumm": 100, "averageSumm": 100}));
    let second = buy(&north, 50);
    let sums = json!({"ordersCount": 2, "totalSumm": 150, "averageSumm": 75, "costSumm": 25, "marginSumm": 125, "avgMarginSumm": 62.5});
    assert_within(&second["customer"], &sums);
    let read = north.read_order(id(&second));
    let listed = north.get("/orders", form! {}).ok()["orders"][0].take();
    for order in [&second, &read, &listed] {
        assert_within(&order["customer"], &sums);
        assert_eq!(order["contact"], order["customer"]);
    }
    assert_within(&north.history("orders", form! {})[0]["order"]["customer"], &sums);
    // Who may see more stores sees more orders; who sees fewer learns nothing of the others.
    all.order_in("south", json!({"customer": {"id": id(&second["customer"])}, "items": [{"productName": "Cup", "initialPrice": 30}]}));
    assert_within(&all.read_order(id(&second))["customer"], &json!({"ordersCount": 3, "totalSumm": 180, "averageSumm": 60}));
    assert_within(&north.read_order(id(&second))["customer"], &sums);
    let theirs = south.get("/orders", form! {}).ok()["orders"][0].take();
    assert_eq!((theirs.get("customer"), theirs.get("contact")), (None, None));
    let older = north.get(&format!("/api/v4/orders/{}", id(&second)), form! { by: "id" }).ok();
    assert_eq!((older["order"].get("contact"), &older["order"]["customer"]["ordersCount"]), (None, &json!(2)));
}

#[test]
fn discounts_are_told_one_by_one_and_a_line_that_counts_nothing_has_none_of_the_orders() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({"discountManualPercent": 10, "items": [
        {"productName": "Tea", "initialPrice": 10, "quantity": 3, "discountManualAmount": 1},
        {"productName": "Cup", "initialPrice": 5},
        {"productName": "Pot", "initialPrice": 50, "discountManualPercent": 20, "status": "failure"},
    ]}));
    assert_within(&order, &json!({"summ": 32, "totalSumm": 28.8, "delivery": {"cost": 0, "netCost": 0}}));
    let (own, of_order) =
        (|amount| json!({"type": "manual_product", "amount": amount}), |amount| json!({"type": "manual_order", "amount": amount}));
    for (line, total, discounts) in
        [(0, json!(1.9), json!([own(1.0), of_order(0.9)])), (1, json!(0.5), json!([of_order(0.5)])), (2, json!(10), json!([own(10.0)]))]
    {
        let line = &order["items"][line];
        assert_eq!(line["discountTotal"], total, "{line}");
        let amounts = |list: &serde_json::Value| {
            list.as_array().into_iter().flatten().map(|one| (one["type"].clone(), one["amount"].as_f64())).collect::<Vec<_>>()
        };
        assert_eq!(amounts(&line["discounts"]), amounts(&discounts), "{line}");
        assert_eq!(line["markingCodes"], json!([]));
    }
    assert_within(&order["items"][2], &json!({"isCanceled": true, "prices": [{"price": 40, "quantity": 1}]}));
    assert_eq!(key.order(json!({"items": [{"productName": "Tea", "initialPrice": 1}]}))["items"][0]["discounts"], json!([]));
}

#[test]
fn countries_are_kept_in_capitals() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({"countryIso": "es", "delivery": {"address": {"countryIso": "pt"}}}));
    assert_within(&order, &json!({"countryIso": "ES", "delivery": {"address": {"countryIso": "PT"}}}));
    assert_eq!(key.found("orders", form! { "filter[countries][]": "ES" }), [id(&order)]);
    assert_eq!(key.edit_order(id(&order), json!({"countryIso": "fr"}))["countryIso"], "FR");
    let customer = key.customer(json!({"address": {"countryIso": "kz"}}));
    assert_eq!(key.found("customers", form! { "filter[countries][]": "KZ" }), [customer]);
}
