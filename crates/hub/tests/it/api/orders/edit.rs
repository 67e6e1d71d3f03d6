//! POST /orders/{externalId}/edit: lines found again, payments left alone, statuses with their comments.

use serde_json::{Value, json};

use crate::support::steps::{assert_within, id};
use crate::support::{Actor, TestHub};

fn ids(order: &Value) -> Vec<i64> {
    order["items"].as_array().into_iter().flatten().map(id).collect()
}

#[test]
fn lines_are_found_by_any_of_their_ids_and_removed_when_not_listed() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({"items": [
        {"productName": "A", "initialPrice": 1, "externalIds": [{"code": "shop", "value": "1"}, {"code": "erp", "value": "x"}]},
        {"productName": "B", "initialPrice": 2, "externalId": "old"},
        {"productName": "C", "initialPrice": 3},
    ]}));
    let (number, [a, b, c]) = (id(&order), ids(&order)[..].try_into().expect("three lines"));
    let by_id = key.edit_order(number, json!({"items": [{"id": c, "quantity": 2}, {"id": a.to_string(), "quantity": 3}, {"id": b}]}));
    assert_eq!(ids(&by_id), [c, a, b], "in the order they were sent");
    assert_eq!(by_id["items"][1]["productName"], "A", "what is not sent of a line stays");
    assert_eq!(by_id["totalSumm"], 11);
    let by_external = key.edit_order(number, json!({"items": [
        {"externalIds": [{"code": "erp", "value": "x"}], "quantity": 5}, {"externalId": "old", "comment": "found"}, {"externalIds": [{"code": "shop", "value": "9"}]},
    ]}));
    assert_eq!(ids(&by_external)[..2], [a, b]);
    assert_eq!((&by_external["items"][0]["quantity"], &by_external["items"][1]["comment"]), (&json!(5), &json!("found")));
    assert!(![a, b, c].contains(&ids(&by_external)[2]), "an unknown id is a new line, and C is gone");
    assert_eq!(key.edit_order(number, json!({"firstName": "X"}))["items"].as_array().map(Vec::len), Some(3));
    assert_eq!(key.edit_order(number, json!({"items": null}))["items"].as_array().map(Vec::len), Some(3));
    assert_within(&key.edit_order(number, json!({"items": []})), &json!({"items": [], "summ": 0, "totalSumm": 0}));
}

#[test]
fn a_line_of_another_order_is_a_new_line() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (one, two) = (key.order(json!({"items": [{"productName": "A"}]})), key.order(json!({"items": [{"productName": "B"}]})));
    let stolen = key.edit_order(id(&two), json!({"items": [{"id": ids(&one)[0], "productName": "C"}]}));
    assert!(!ids(&one).contains(&ids(&stolen)[0]));
    assert_eq!(key.read_order(id(&one))["items"][0]["productName"], "A");
}

#[test]
fn a_line_shows_the_name_it_has() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({"items": [{"productName": "A"}, {"productName": "B", "offer": {"displayName": "Shown"}}]}));
    let lines: Vec<Value> = ids(&order).into_iter().map(|id| json!({"id": id, "productName": "New"})).collect();
    let changed = key.edit_order(id(&order), json!({ "items": lines }));
    assert_within(&changed["items"], &json!([{"offer": {"displayName": "New"}}, {"offer": {"displayName": "Shown"}}]));
}

#[test]
fn payments_are_left_alone_unless_they_are_sent() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({"payments": [{"type": "cash", "externalId": "p", "amount": 5}, {"type": "credit", "amount": 6}]}));
    let (number, first, second) = (id(&order), id(&order["payments"][0]), id(&order["payments"][1]));
    let of = |order: &Value| order["payments"].as_object().map(|payments| payments.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    let both = vec![first.to_string(), second.to_string()];
    assert_eq!(of(&key.edit_order(number, json!({"firstName": "X", "items": []}))), both);
    assert_eq!(of(&key.edit_order(number, json!({"payments": null}))), both);
    let changed = key.edit_order(number, json!({"payments": [{"externalId": "p", "amount": 7}, {"id": second}]}));
    assert_eq!(of(&changed), both);
    assert_within(&changed["payments"][&both[0]], &json!({"type": "cash", "amount": 7}));
    assert_eq!(of(&key.edit_order(number, json!({"payments": [{"id": second}]}))), both[1..]);
    assert_eq!(key.edit_order(number, json!({"payments": []}))["payments"], json!({}));
    key.post(&format!("/orders/payments/{second}/edit"), form! { by: "id", payment: {} }).refused(404, "Not found");
}

#[test]
fn a_status_moves_with_its_moment_and_its_comment() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = id(&key.order(json!({"statusComment": "fresh"})));
    hub.wait(3600);
    let same = key.edit_order(order, json!({"status": "new", "statusComment": "ignored"}));
    assert_eq!((&same["statusUpdatedAt"], &same["statusComment"]), (&json!("2026-03-14 15:00:00"), &json!("fresh")));
    let moved = key.edit_order(order, json!({"status": "complete", "statusComment": "done"}));
    assert_eq!((&moved["statusUpdatedAt"], &moved["statusComment"]), (&json!("2026-03-14 16:00:00"), &json!("done")));
    let dated = key.edit_order(order, json!({"status": "new", "statusUpdatedAt": "2026-01-01 00:00:00"}));
    assert_eq!((&dated["statusUpdatedAt"], dated.get("statusComment")), (&json!("2026-01-01 00:00:00"), None));
    assert_eq!(hub.changes().iter().filter(|change| *change == "order.status").count(), 3, "made, moved and dated");
}

#[test]
fn what_an_order_cannot_be_without_stays() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(
        json!({"call": true, "discountManualAmount": 5, "contragent": {"contragentType": "legal-entity"}, "customFields": {"a": 1}}),
    );
    for field in ["number", "status", "orderType", "orderMethod", "createdAt"] {
        assert_eq!(key.edit_order(id(&order), json!({ field: null }))[field], order[field], "{field}");
    }
    for (field, default) in
        [("call", json!(false)), ("discountManualAmount", json!(0)), ("contragent", json!({"contragentType": "individual"}))]
    {
        assert_eq!(key.edit_order(id(&order), json!({ field: null }))[field], default, "{field}");
    }
    assert_eq!(key.edit_order(id(&order), json!({"customFields": []}))["customFields"], json!({"a": 1}), "an empty object of PHP");
    assert_eq!(key.edit_order(id(&order), json!({"customFields": null}))["customFields"], json!([]));
}

#[test]
fn an_external_id_of_another_order_is_refused() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (one, two) = (id(&key.order(json!({"externalId": "1"}))), id(&key.order(json!({"externalId": "2"}))));
    let reply = key.try_edit_order(two, json!({"externalId": "1", "firstName": "X"}));
    assert_eq!(reply.refused(400, "Order is not loaded").json["errors"], json!({"externalId": "Order already exists."}));
    assert_eq!(key.read_order(two).get("firstName"), None);
    key.edit_order(one, json!({"externalId": "3"}));
    key.edit_order(two, json!({"externalId": "1"}));
    assert_eq!(id(&key.get("/orders/1", form! {}).ok()["order"]), two);
}

#[test]
fn older_versions_change_the_one_payment_they_know() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = id(&key.order(json!({"items": [{"productName": "Tea", "initialPrice": 10}]})));
    let edit = |key: &Actor, change: Value| {
        let order = key.post(&format!("/api/v4/orders/{order}/edit"), form! { by: "id", order: change }).ok()["order"].take();
        let payments: Vec<Value> = order["payments"].as_object().into_iter().flat_map(|payments| payments.values().cloned()).collect();
        payments
    };
    assert_eq!(edit(&key, json!({"paymentStatus": "paid"})), Vec::<Value>::new(), "nothing to change and no type");
    let first = edit(&key, json!({"paymentType": "cash"}));
    assert_eq!(first.len(), 1);
    key.edit_order(order, json!({"payments": [{"id": id(&first[0]), "amount": 10}, {"type": "credit"}]}));
    let changed = edit(&key, json!({"paymentType": "bank-card", "paymentStatus": "paid", "paymentDetail": "**1"}));
    assert_eq!((changed.len(), id(&changed[0])), (2, id(&first[0])));
    assert_within(&changed[0], &json!({"type": "bank-card", "status": "paid", "comment": "**1", "amount": 10}));
    assert_eq!(key.read_order(order)["prepaySum"], 10);
    let unknown = form! { by: "id", order: {paymentType: "x"} };
    key.post(&format!("/api/v4/orders/{order}/edit"), unknown).refused(400, "Order is not loaded");
}

#[test]
fn changes_at_once_lose_none() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = id(&key.order(json!({"firstName": "A"})));
    std::thread::scope(|scope| {
        for number in 0..12 {
            let key = &key;
            scope.spawn(move || key.edit_order(order, json!({"customFields": { format!("f{number}"): number }})));
        }
    });
    assert_eq!(key.read_order(order)["customFields"].as_object().map(|fields| fields.len()), Some(12));
}
