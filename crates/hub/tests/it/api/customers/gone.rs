//! A customer that was merged into another stays gone, by either id; orders that name them go to the one they became.

use serde_json::{Value, json};

use crate::support::steps::id;
use crate::support::{Actor, TestHub};

/// Merges a customer into another one.
#[track_caller]
fn merge(key: &Actor, gone: i64, stays: i64) {
    key.post("/customers/combine", form! { customers: [{id: gone}], resultCustomer: {id: stays} }).ok();
}

/// A customer `stays`, and `goes` that was merged into a third, which was merged into the first.
fn merged(key: &Actor) -> (i64, i64) {
    let customer = |external_id: &str| key.customer(json!({"externalId": external_id, "browserId": format!("of {external_id}")}));
    let (stays, between, goes) = (customer("stays"), customer("between"), customer("goes"));
    merge(key, goes, between);
    merge(key, between, stays);
    (stays, goes)
}

#[test]
fn they_are_not_found_by_either_id_and_the_customer_they_became_is_named() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (stays, goes) = merged(&key);
    let of_id = goes.to_string();
    for (name, by) in [("goes", "externalId"), (&*of_id, "id")] {
        for reply in [
            key.get(&format!("/customers/{name}"), form! { by: by }),
            key.post(&format!("/customers/{name}/edit"), form! { by: by, customer: {firstName: "X"} }),
            key.post(&format!("/customers/{name}/subscriptions"), form! { by: by, subscriptions: [{channel: "email", active: true}] }),
        ] {
            assert_eq!(reply.refused(404, "Not found").json["combinedTo"], stays, "{by}: the last of the chain");
        }
    }
}

#[test]
fn their_external_id_is_not_given_again() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (stays, goes) = merged(&key);
    let other = key.customer(json!({"externalId": "other"}));
    let exists = "\"Customer\" with \"externalId\"=\"goes\" already exists";
    let named = format!("{exists}: it was combined into the customer with the id {stays}.");
    for reply in [
        key.post("/customers/create", form! { customer: {externalId: "goes"} }),
        key.post(&format!("/customers/{other}/edit"), form! { by: "id", customer: {externalId: "goes"} }),
    ] {
        let reply = reply.refused(400, "Errors in the entity format");
        assert_eq!((&reply.json["errors"], &reply.json["combinedTo"]), (&json!({"externalId": named}), &json!(stays)));
    }
    let uploaded = key.post("/customers/upload", form! { customers: [{externalId: "goes"}] });
    let uploaded = uploaded.refused(460, "Customers are loaded with errors");
    assert_eq!(uploaded.json["errors"], json!({"0.externalId": named}));
    assert_eq!(uploaded.json["failedCustomers"], json!([{"externalId": "goes", "combinedTo": stays}]));
    let fixed = key.post("/customers/fix-external-ids", form! { customers: [{id: other, externalId: "goes"}] });
    let fixed = fixed.refused(400, "Errors in the input parameters");
    assert!(fixed.json["errors"]["customers[0].externalId"].as_str().is_some_and(|text| text.ends_with(&format!("{stays}."))), "{fixed}");

    // A customer who is gone is given no id; the one they became may take their id over.
    key.post("/customers/fix-external-ids", form! { customers: [{id: goes, externalId: "revived"}] }).ok();
    key.get("/customers/revived", form! {}).refused(404, "Not found");
    key.post("/customers/fix-external-ids", form! { customers: [{id: stays, externalId: "goes"}] }).ok();
    assert_eq!(id(&key.get("/customers/goes", form! {}).ok()["customer"]), stays);
}

#[test]
fn an_order_that_names_them_goes_to_the_customer_they_became() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (stays, goes) = merged(&key);
    let stranger = key.customer(json!({"firstName": "Stranger"}));
    let names = [
        json!({"id": goes}),
        json!({"externalId": "goes"}),
        json!({"externalId": "goes", "site": "north"}),
        json!({"browserId": "of goes"}),
    ];
    let mut sent = Vec::new();
    for customer in &names {
        let order = key.order(json!({"firstName": "Ann", "customer": customer}));
        assert_eq!(id(&order["customer"]), stays, "{customer}");
        sent.push(json!({"customer": customer}));
    }
    let uploaded = key.post("/orders/upload", form! { orders: sent }).ok();
    let customers: Vec<i64> = uploaded["orders"].as_array().into_iter().flatten().map(|order: &Value| id(&order["customer"])).collect();
    assert_eq!(customers, [stays; 4]);
    for customer in [json!({"id": goes}), json!({"externalId": "goes"})] {
        let order = id(&key.order(json!({"customer": {"id": stranger}})));
        assert_eq!(id(&key.edit_order(order, json!({"customer": customer}))["customer"]), stays, "{customer}");
    }
}

#[test]
fn a_customer_of_another_store_is_not_named_and_the_shop_keeps_selling() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let (stays, goes) = (north.customer(json!({"firstName": "Anna"})), south.customer(json!({"externalId": "s-1"})));
    merge(&all, goes, stays);
    let absent = south.get("/customers/s-1", form! {}).refused(404, "Not found");
    assert_eq!(absent.json, south.get("/customers/s-2", form! {}).refused(404, "Not found").json);
    let made = south.post("/customers/create", form! { customer: {externalId: "s-1"} }).refused(400, "Errors in the entity format");
    assert_eq!(made.json["errors"], json!({"externalId": "\"Customer\" with \"externalId\"=\"s-1\" already exists."}));
    assert_eq!(made.json.get("combinedTo"), None);

    // The orders they had belong to the one who stays, unseen by this store; so do those that still name them.
    for customer in [json!({"externalId": "s-1"}), json!({"id": goes})] {
        let order = south.order(json!({"firstName": "Anya", "customer": customer}));
        assert_eq!(order.get("customer"), None, "{order}");
        assert_eq!(id(&all.read_order(id(&order))["customer"]), stays);
    }
    north.post("/orders/create", form! { order: {customer: {id: goes}} }).refused(400, "Order is not loaded");
    let view = south.history("orders", form! {});
    assert!(!view.is_empty() && view.iter().all(|row| row["field"] != "customer"), "{view:?}");
}
