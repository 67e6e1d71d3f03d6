//! POST /orders/combine: two orders become one, by each technique.

use serde_json::{Value, json};

use crate::support::steps::{assert_within, id};
use crate::support::{Actor, TestHub};

/// An order that stays and one that goes, with one line in common.
fn pair(key: &Actor) -> (i64, i64) {
    let tea = |quantity: i64| json!({"productName": "Tea", "initialPrice": 100, "quantity": quantity});
    let stays = key.order(json!({
        "externalId": "stays", "firstName": "Anna", "managerComment": "ours", "items": [tea(1)],
        "payments": [{"type": "cash", "status": "paid", "amount": 100, "externalId": "p1"}],
    }));
    let goes = key.order(json!({
        "externalId": "goes", "firstName": "Boris", "email": "b@b.test", "customFields": {"gift": true},
        "items": [tea(2), {"productName": "Cup", "initialPrice": 10}], "payments": [{"type": "credit", "status": "paid", "amount": 20}],
    }));
    (id(&stays), id(&goes))
}

#[test]
fn each_technique_joins_fields_and_lines_its_own_way() {
    for (technique, name, email, gift, lines) in [
        ("ours", "Anna", None, false, vec![("Tea", 1)]),
        ("theirs", "Boris", Some("b@b.test"), true, vec![("Tea", 2), ("Cup", 1)]),
        ("summ", "Anna", None, false, vec![("Tea", 3), ("Cup", 1)]),
        ("merge", "Anna", Some("b@b.test"), true, vec![("Tea", 1), ("Tea", 2), ("Cup", 1)]),
    ] {
        let hub = TestHub::new();
        let (_, key) = hub.site_with_key();
        let (stays, goes) = pair(&key);
        let reply = key.post("/orders/combine", form! { order: {id: goes}, resultOrder: {id: stays}, technique: technique });
        assert_eq!(reply.ok(), json!({"success": true, "errors": []}));
        let order = key.read_order(stays);
        let sum: i64 = lines.iter().map(|(name, quantity)| if *name == "Tea" { 100 * quantity } else { 10 * quantity }).sum();
        assert_within(&order, &json!({"firstName": name, "externalId": "stays", "managerComment": "ours", "summ": sum, "prepaySum": 120}));
        assert_eq!(order.get("email"), email.map(Value::from).as_ref(), "{technique}");
        assert_eq!(order["customFields"], if gift { json!({"gift": true}) } else { json!([]) }, "{technique}");
        let shown: Vec<(Value, Value)> =
            order["items"].as_array().expect("lines").iter().map(|item| (item["productName"].clone(), item["quantity"].clone())).collect();
        assert_eq!(shown, lines.iter().map(|(name, quantity)| (json!(name), json!(quantity))).collect::<Vec<_>>(), "{technique}");
        let ids: std::collections::BTreeSet<i64> = order["items"].as_array().into_iter().flatten().map(id).collect();
        assert_eq!(ids.len(), lines.len(), "every line has an id of its own");
        assert_eq!(order["payments"].as_object().map(|payments| payments.len()), Some(2), "money that was paid stays paid");
    }
}

#[test]
fn the_order_that_goes_says_where_it_went() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (stays, goes) = pair(&key);
    let payment = key.read_order(goes)["payments"].as_object().and_then(|payments| payments.keys().next().cloned()).expect("a payment");
    key.post("/orders/combine", form! { order: {id: goes}, resultOrder: {id: stays} }).ok();
    for reply in [key.get(&format!("/orders/{goes}"), form! { by: "id" }), key.try_edit_order(goes, json!({"firstName": "X"}))] {
        assert_eq!(reply.refused(404, "Not found").json["combinedTo"], stays);
    }
    key.get("/orders/goes", form! {}).refused(404, "Not found");
    assert_eq!(key.found("orders", form! {}), [stays]);
    assert_eq!(key.get("/orders/statuses", form! { "ids[]": goes }).ok()["orders"], json!([]));
    key.post("/orders/combine", form! { order: {id: goes}, resultOrder: {id: stays} }).refused(404, "Not found");
    key.post(&format!("/orders/payments/{payment}/edit"), form! { by: "id", payment: {comment: "moved"} }).ok();
    assert_eq!(key.read_order(stays)["payments"][&payment]["comment"], "moved");
    let rows = key.history("orders", form! { "filter[orderId]": goes });
    let last = rows.last().expect("rows");
    assert_within(
        last,
        &json!({"field": "combined_to", "deleted": true, "newValue": {"id": stays}, "combinedTo": {"id": stays, "site": "north"}}),
    );
}

#[test]
fn a_customer_counts_the_joined_order_only() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let customer = key.customer(json!({"firstName": "Ann"}));
    let order = || id(&key.order(json!({"customer": {"id": customer}, "items": [{"productName": "Tea", "initialPrice": 10}]})));
    let (stays, goes) = (order(), order());
    key.post("/orders/combine", form! { order: {id: goes}, resultOrder: {id: stays}, technique: "merge" }).ok();
    assert_within(&key.read_customer(customer), &json!({"ordersCount": 1, "totalSumm": 20}));
}

#[test]
fn what_cannot_be_joined_is_refused() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    let (near, far) = (id(&all.order_in("north", json!({"firstName": "Ann"}))), id(&all.order_in("south", json!({"firstName": "Ann"}))));
    let combine = |one: Value, other: Value| all.post("/orders/combine", form! { order: one, resultOrder: other });
    combine(json!({"id": near}), json!({"id": near})).refused(400, "Errors in the entity format");
    combine(json!({"id": near}), json!({"id": far})).refused(400, "Errors in the entity format");
    combine(json!({}), json!({"id": near})).refused(400, "Errors in the entity format");
    combine(json!({"id": 999}), json!({"id": near})).refused(404, "Not found");
    all.post("/orders/combine", form! { order: {id: near} }).refused(400, "Parameter 'resultOrder' is missing");
    all.post("/orders/combine", form! { resultOrder: {id: near} }).refused(400, "Parameter 'order' is missing");
    let reply = all.post("/orders/combine", form! { order: {id: near}, resultOrder: {id: near}, technique: "all" });
    assert!(reply.status == 400 && reply.message().contains("technique"), "{reply}");
    assert_eq!(all.found("orders", form! {}), [near, far]);
}
