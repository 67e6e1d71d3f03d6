//! POST /orders/payments/create: a payment of an order that is named by any of its ids.

use serde_json::{Value, json};

use crate::support::TestHub;
use crate::support::steps::{assert_within, id};

#[test]
fn it_is_added_to_the_order_it_names() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    let order =
        id(&all.order_in("north", json!({"externalId": "e", "number": "N", "items": [{"productName": "Tea", "initialPrice": 100}]})));
    let mut payments = Vec::new();
    for (site, name) in [
        ("", json!({"id": order})),
        ("north", json!({"externalId": "e"})),
        ("north", json!({"number": "N"})),
        ("", json!({"id": order, "externalId": "none"})),
    ] {
        let payment =
            json!({"externalId": format!("p{}", payments.len()), "amount": "10.50", "type": "cash", "comment": "Нал", "order": name});
        let reply = all.post("/orders/payments/create", form! { site: site, payment: payment });
        assert_eq!(reply.status, 201, "{reply}");
        payments.push(id(&reply.ok()));
    }
    let read = all.read_order(order);
    let shown: Vec<&Value> = read["payments"].as_object().into_iter().flat_map(|payments| payments.values()).collect();
    assert_eq!(shown.iter().map(|payment| id(payment)).collect::<Vec<_>>(), payments);
    assert_eq!(*shown[0], json!({"type": "cash", "externalId": "p0", "amount": 10.5, "comment": "Нал", "id": payments[0]}));
    assert_eq!((&read["prepaySum"], read.get("fullPaidAt")), (&json!(0), None));
}

#[test]
fn money_in_a_completed_status_is_paid() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = id(&key.order(json!({"items": [{"productName": "Tea", "initialPrice": 100}]})));
    let pay = |payment: Value| key.post("/orders/payments/create", form! { payment: payment }).ok();
    pay(json!({"order": {"id": order}, "type": "cash", "amount": 60, "status": "paid", "paidAt": "2026-03-01 10:00:00"}));
    assert_within(&key.read_order(order), &json!({"prepaySum": 60, "fullPaidAt": null}));
    pay(json!({"order": {"id": order}, "type": "cash", "amount": 50, "status": "not-paid"}));
    assert_within(&key.read_order(order), &json!({"prepaySum": 60, "fullPaidAt": null}));
    hub.wait(60);
    let last = id(&pay(json!({"order": {"id": order}, "type": "cash", "amount": 40, "status": "paid"})));
    let read = key.read_order(order);
    assert_within(&read, &json!({"prepaySum": 100, "fullPaidAt": "2026-03-14 15:01:00"}));
    assert_eq!(read["payments"][last.to_string()]["paidAt"], "2026-03-14 15:01:00");
    // A dearer order is not paid in full any more.
    let dearer = key.edit_order(order, json!({"delivery": {"cost": 1}}));
    assert_within(&dearer, &json!({"prepaySum": 100, "fullPaidAt": null}));
}

#[test]
fn what_cannot_be_added_is_refused() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    let order = id(&all.order_in("north", json!({"externalId": "e"})));
    let add = |site: &str, payment: Value| all.post("/orders/payments/create", form! { site: site, payment: payment });
    for (payment, path) in [
        (json!({"order": {"id": order}}), "type"),
        (json!({"order": {"id": order}, "type": ""}), "type"),
        (json!({"order": {"id": 99}, "type": "cash"}), "order"),
        (json!({"order": {"externalId": "none"}, "type": "cash"}), "order"),
        (json!({"order": {"number": "none"}, "type": "cash"}), "order"),
        (json!({"order": {}, "type": "cash"}), "order"),
        (json!({"type": "cash"}), "order"),
        (json!({"order": {"id": order}, "type": "cash", "amount": -1}), "amount"),
    ] {
        let reply = add("north", payment).refused(400, "Errors in the entity format");
        assert!(reply.json["errors"].get(path).is_some(), "{reply}");
    }
    for (payment, path) in [
        (json!({"type": "x"}), "type"),
        (json!({"type": "cash", "status": "x"}), "status"),
        (json!({"type": "cash", "status": "credit-check"}), "status"),
    ] {
        let mut payment = payment;
        payment["order"] = json!({"id": order});
        let reply = add("", payment).refused(400, "Order is not loaded");
        assert!(reply.json["errors"].get(path).is_some(), "{reply}");
    }
    add("", json!({"order": {"externalId": "e"}, "type": "cash"})).refused(400, "Parameter 'site' is missing");
    add("nowhere", json!({"order": {"externalId": "e"}, "type": "cash"})).denied();
    assert_eq!(all.read_order(order)["payments"], json!({}));
}

#[test]
fn a_payment_begins_with_the_usual_type_and_status() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = id(&key.order(json!({"externalId": "e"})));
    let pay = |payment: Value| key.post("/orders/payments/create", form! { payment: payment });
    let sent = json!({"payments": [{"amount": 5}]});
    pay(json!({"order": {"id": order}})).refused(400, "Errors in the entity format");
    for refused in [key.post("/orders/create", form! { order: sent.clone() }), key.try_edit_order(order, sent.clone())] {
        assert_eq!(refused.refused(400, "Errors in the entity format").json["errors"]["payments[0].type"], "must be given");
    }
    key.post("/reference/payment-types/bank-card/edit", form! { paymentType: {defaultForApi: true} }).ok();
    key.post("/reference/payment-statuses/invoice/edit", form! { paymentStatus: {defaultForApi: true} }).ok();
    let made = key.order(sent.clone());
    assert_within(&made["payments"][0], &json!({"type": "bank-card", "status": "invoice", "amount": 5}));
    let edited = key.edit_order(order, sent);
    let payment = edited["payments"].as_object().and_then(|payments| payments.values().next()).expect("a payment");
    assert_within(payment, &json!({"type": "bank-card", "status": "invoice", "amount": 5}));
    // A change of a payment that is there begins with nothing.
    let changed = key.edit_order(order, json!({"payments": [{"id": id(payment), "status": null}]}));
    assert_eq!(changed["payments"][id(payment).to_string()].get("status"), None);
    // What does not belong together is not put together.
    key.post("/reference/payment-statuses/credit-check/edit", form! { paymentStatus: {defaultForApi: true} }).ok();
    let cash = id(&pay(json!({"order": {"id": order}, "type": "cash"})).ok());
    assert_eq!(key.read_order(order)["payments"][cash.to_string()].get("status"), None);
}
