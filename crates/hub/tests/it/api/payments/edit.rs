//! POST /orders/payments/{externalId}/edit: absent, null and value; type and status belong together.

use serde_json::{Value, json};

use crate::support::steps::{assert_within, id};
use crate::support::{Actor, TestHub};

fn paid(key: &Actor) -> (i64, i64) {
    let payment =
        json!({"externalId": "p", "type": "cash", "amount": 100, "comment": "x", "status": "paid", "paidAt": "2026-03-01 10:00:00"});
    let order = key.order(json!({"items": [{"productName": "Tea", "initialPrice": 100}], "payments": [payment]}));
    (id(&order), id(&order["payments"][0]))
}

#[test]
fn absent_null_and_value_are_three_things() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (order, payment) = paid(&key);
    let edit = |change: Value| {
        assert_eq!(id(&key.post("/orders/payments/p/edit", form! { payment: change }).ok()), payment);
        key.read_order(order)["payments"][payment.to_string()].take()
    };
    let before = edit(json!({}));
    assert_eq!(edit(json!({"order": {"id": 99}, "id": 99})), before, "a payment stays in its order");
    assert_within(&edit(json!({"amount": "50.5"})), &json!({"amount": 50.5, "comment": "x", "type": "cash"}));
    for field in ["comment", "status", "amount"] {
        assert_eq!(edit(json!({ field: null })).get(field), None, "{field}");
    }
    assert_eq!(edit(json!({"type": null}))["type"], "cash", "no payment is without a type");
    assert_within(&edit(json!({"type": "credit", "status": "credit-check"})), &json!({"type": "credit", "status": "credit-check"}));
    key.post("/orders/payments/p/edit", form! { payment: {type: "cash"} }).refused(400, "Order is not loaded");
    assert_eq!(key.read_order(order)["payments"][payment.to_string()]["type"], "credit", "the pair is checked as a whole");
    assert_eq!(edit(json!({"externalId": "q"}))["externalId"], "p", "what names a payment does not change with it");
    key.post("/orders/payments/q/edit", form! { payment: {} }).refused(404, "Not found");
    key.post(&format!("/orders/payments/{payment}/edit"), form! { by: "id", payment: {externalId: "q"} }).ok();
    key.post("/orders/payments/p/edit", form! { payment: {} }).refused(404, "Not found");
    key.post("/orders/payments/q/edit", form! { payment: {} }).ok();
}

#[test]
fn what_is_taken_back_is_not_paid_any_more() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (order, payment) = paid(&key);
    assert_within(&key.read_order(order), &json!({"prepaySum": 100, "fullPaidAt": "2026-03-01 10:00:00"}));
    key.post(&format!("/orders/payments/{payment}/edit"), form! { by: "id", payment: {status: "returned"} }).ok();
    assert_within(&key.read_order(order), &json!({"prepaySum": 0, "fullPaidAt": null}));
    assert_eq!(key.found("orders", form! { "filter[paymentStatuses][]": "returned" }), [order]);
    assert_eq!(key.found("orders", form! { "filter[paymentStatuses][]": "paid" }), Vec::<i64>::new());
}

#[test]
fn without_by_the_external_id_is_looked_for_first_and_the_internal_id_then() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({"payments": [{"type": "cash"}, {"type": "credit"}]}));
    let (first, second) = (id(&order["payments"][0]), id(&order["payments"][1]));
    let edit = |path: i64, by: &str| key.post(&format!("/orders/payments/{path}/edit"), form! { by: by, payment: {comment: "x"} });
    assert_eq!(id(&edit(first, "").ok()), first);
    edit(first, "externalId").refused(404, "Not found");
    // Another payment has the number of the first one as its external id.
    key.post(&format!("/orders/payments/{second}/edit"), form! { by: "id", payment: {externalId: first} }).ok();
    assert_eq!([id(&edit(first, "").ok()), id(&edit(first, "externalId").ok()), id(&edit(first, "id").ok())], [second, second, first]);
    // Named by its internal id a payment may be given an external one.
    key.post(&format!("/orders/payments/{second}/edit"), form! { payment: {externalId: "s"} }).ok();
    assert_eq!(id(&key.post("/orders/payments/s/edit", form! { payment: {} }).ok()), second);
    hub.site("south");
    hub.key("south", "all").post(&format!("/orders/payments/{first}/edit"), form! { payment: {} }).refused(404, "Not found");
}
