//! An order that was combined into another stays gone, by either of its ids, and says into which.

use serde_json::json;

use crate::support::steps::id;
use crate::support::{Actor, TestHub};

/// Two orders, `stays` and `goes`, of which the second was combined into a third, and that one into the first.
fn combined(key: &Actor) -> (i64, i64) {
    let order = |external_id: &str| id(&key.order(json!({"externalId": external_id, "firstName": "Ann"})));
    let (stays, between, goes) = (order("stays"), order("between"), order("goes"));
    for (order, result) in [(goes, between), (between, stays)] {
        key.post("/orders/combine", form! { order: {id: order}, resultOrder: {id: result} }).ok();
    }
    (stays, goes)
}

#[test]
fn it_is_not_found_by_either_id_and_the_order_it_became_is_named() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (stays, goes) = combined(&key);
    let of_id = goes.to_string();
    for (name, by) in [("goes", "externalId"), (&*of_id, "id")] {
        for reply in [
            key.get(&format!("/orders/{name}"), form! { by: by }),
            key.post(&format!("/orders/{name}/edit"), form! { by: by, order: {firstName: "X"} }),
        ] {
            assert_eq!(reply.refused(404, "Not found").json["combinedTo"], stays, "{by}: the last of the chain");
        }
    }
    let statuses = key.get("/orders/statuses", form! { "ids[]": goes, "externalIds[]": "goes" }).ok();
    assert_eq!(statuses["orders"], json!([]), "no status is answered under an id that is gone");
    assert_eq!(key.found("orders", form! { "filter[externalIds][]": "goes" }), Vec::<i64>::new());
}

#[test]
fn its_external_id_is_not_given_again() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (stays, goes) = combined(&key);
    let other = id(&key.order(json!({"externalId": "other"})));
    let named = format!("Order already exists: it was combined into the order with the id {stays}.");

    let made = key.post("/orders/create", form! { order: {externalId: "goes"} }).refused(400, "Order already exists.");
    assert_eq!((&made.json["errors"], &made.json["combinedTo"]), (&json!({"externalId": named}), &json!(stays)));
    let sent = json!([{"externalId": "goes"}, {"externalId": "new"}]);
    let uploaded = key.post("/orders/upload", form! { orders: sent }).refused(460, "Orders are loaded with errors");
    assert_eq!(uploaded.json["errors"], json!({"0.externalId": named}));
    assert_eq!(uploaded.json["failedOrders"], json!([{"externalId": "goes", "combinedTo": stays}]));
    let new = id(&uploaded.json["uploadedOrders"][0]);
    let edited = key.try_edit_order(other, json!({"externalId": "goes"})).refused(400, "Order is not loaded");
    assert_eq!((&edited.json["errors"], &edited.json["combinedTo"]), (&json!({"externalId": named}), &json!(stays)));
    let fixed = key.post("/orders/fix-external-ids", form! { orders: [{id: other, externalId: "goes"}] });
    let fixed = fixed.refused(400, "Errors in the input parameters");
    assert_eq!((&fixed.json["errors"], &fixed.json["combinedTo"]), (&json!({"orders[0].externalId": named}), &json!(stays)));
    assert_eq!(key.found("orders", form! {}), [stays, other, new]);

    // An order that is gone is given no id; the one it became may take its id over.
    key.post("/orders/fix-external-ids", form! { orders: [{id: goes, externalId: "revived"}] }).ok();
    assert_eq!(key.get("/orders/goes", form! {}).refused(404, "Not found").json["combinedTo"], stays);
    key.get("/orders/revived", form! {}).refused(404, "Not found");
    key.post("/orders/fix-external-ids", form! { orders: [{id: stays, externalId: "goes"}] }).ok();
    assert_eq!(id(&key.get("/orders/goes", form! {}).ok()["order"]), stays);
}

#[test]
fn an_order_that_the_key_does_not_see_is_not_named() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = |external_id: &str, source: &str| id(&key.order(json!({"externalId": external_id, "source": {"source": source}})));
    let (stays, goes) = (order("stays", "other"), order("goes", "cpa"));
    let network = hub.key_of_rows("north", "source=cpa");
    key.post("/orders/combine", form! { order: {id: goes}, resultOrder: {id: stays} }).ok();
    let replies = [
        network.get("/orders/goes", form! {}).refused(404, "Not found"),
        network
            .post("/orders/create", form! { order: {externalId: "goes", source: {source: "cpa"}} })
            .refused(400, "Order already exists."),
    ];
    for reply in replies {
        assert!(reply.json.get("combinedTo").is_none() && reply.json.get("errors").is_none(), "{reply}");
    }
}
