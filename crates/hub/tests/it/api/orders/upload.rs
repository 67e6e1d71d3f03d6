//! POST /orders/upload: good orders are kept whatever the others are like.

use serde_json::{Value, json};

use crate::support::TestHub;
use crate::support::steps::{id, rows};

#[test]
fn good_orders_come_back_in_the_order_they_were_sent() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let orders: Vec<Value> = (0..50).rev().map(|number| json!({"externalId": format!("e-{number}"), "firstName": "A"})).collect();
    let reply = key.post("/orders/upload", form! { orders: orders });
    assert_eq!(reply.status, 200);
    let reply = reply.ok();
    let (uploaded, whole) = (rows(&reply, "uploadedOrders"), rows(&reply, "orders"));
    assert_eq!((uploaded.len(), whole.len(), &reply["failedOrders"]), (50, 50, &json!([])));
    for (index, (row, order)) in uploaded.iter().zip(&whole).enumerate() {
        assert_eq!((&row["externalId"], id(row)), (&json!(format!("e-{}", 49 - index)), id(order)));
        assert_eq!(order["payments"], json!([]));
    }
    assert_eq!(key.found("orders", form! { limit: 50 }).len(), 50);
    assert_eq!(key.post("/orders/upload", form! { orders: [{}] }).ok()["uploadedOrders"], json!([{"id": 51}]), "no external id is needed");
    key.post("/orders/upload", form! { orders: [] }).refused(400, "Errors in the entity format");
}

#[test]
fn bad_orders_are_reported_and_good_ones_kept() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.order(json!({"externalId": "taken"}));
    let orders = json!([
        {"externalId": "good-1", "firstName": "A"},
        {"externalId": "taken"},
        {"externalId": "type", "orderType": "x"},
        {"externalId": 5, "items": [{"initialPrice": "ten"}]},
        {"externalId": "good-1"},
        "text",
        {"customer": {"externalId": "nobody"}},
        {"externalId": "sum", "phone": "+79991112233", "items": [{"initialPrice": 99_999_999_999_i64, "quantity": 10}]},
        {"externalId": "nul", "firstName": "a\u{0}"},
        {"externalId": "good-2", "firstName": "B"},
    ]);
    let reply = key.post("/orders/upload", form! { orders: orders }).refused(460, "Orders are loaded with errors").json;
    let names = |list: &str| rows(&reply, list).iter().map(|row| row["externalId"].clone()).collect::<Vec<_>>();
    assert_eq!(names("uploadedOrders"), ["good-1", "good-2"]);
    let failed = ["taken", "type", "5", "good-1"].map(Value::from).into_iter();
    let failed: Vec<Value> = failed.chain([Value::Null, Value::Null]).chain(["sum", "nul"].map(Value::from)).collect();
    assert_eq!(names("failedOrders"), failed);
    let errors = reply["errors"].as_object().expect("errors are named");
    assert_eq!(errors["1"], "Order already exists.");
    assert_eq!(errors["2.orderType"], "\"OrderType\" with \"code\"=\"x\" does not exist.");
    assert!(errors.contains_key("3.items[0].initialPrice") && errors.contains_key("5") && errors.contains_key("8.firstName"), "{errors:?}");
    assert_eq!((&errors["4"], errors.len()), (&json!("Order already exists."), 8));
    assert!(errors.contains_key("6.customer.externalId") && errors.contains_key("7.items[0]"), "{errors:?}");

    for good in ["good-1", "good-2"] {
        key.get(&format!("/orders/{good}"), form! {}).ok();
    }
    assert_eq!(key.found("orders", form! {}).len(), 3);
    assert_eq!(key.found("customers", form! {}).len(), 3, "a refused order leaves no customer behind");
    assert_eq!(key.history("orders", form! {}).len(), 6);
}

#[test]
fn more_than_fifty_are_refused_as_a_whole() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let orders = vec![json!({"firstName": "A"}); 51];
    key.post("/orders/upload", form! { orders: orders }).refused(400, "Errors in the entity format");
    assert_eq!(key.found("orders", form! {}), Vec::<i64>::new());
}

#[test]
fn when_none_is_good_all_are_reported() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let reply =
        key.post("/orders/upload", form! { orders: [{externalId: "a", status: "x"}] }).refused(460, "Orders are loaded with errors");
    assert_eq!((&reply.json["uploadedOrders"], &reply.json["failedOrders"]), (&json!([]), &json!([{"externalId": "a"}])));
}

#[test]
fn older_versions_read_their_flat_fields() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = json!({"externalId": "a", "paymentType": "cash", "discount": 5, "items": [{"productName": "Tea", "initialPrice": 50}]});
    let made = key.post("/api/v4/orders/upload", form! { orders: [order, {discount: "x"}] });
    assert_eq!(made.status, 460);
    assert!(made.json["errors"].get("1.discount").is_some(), "{made}");
    let order = key.get("/orders/a", form! {}).ok()["order"].take();
    assert_eq!((&order["discountManualAmount"], &order["totalSumm"]), (&json!(5), &json!(45)));
    assert_eq!(order["payments"].as_object().map(|payments| payments.len()), Some(1));
}

#[test]
fn the_same_external_id_at_once_is_taken_once() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let statuses = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..8).map(|_| scope.spawn(|| key.post("/orders/create", form! { order: {externalId: "one"} }).status)).collect();
        threads.into_iter().map(|thread| thread.join().expect("an answer")).collect::<Vec<_>>()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 400).count(), 7, "{statuses:?}");
}
