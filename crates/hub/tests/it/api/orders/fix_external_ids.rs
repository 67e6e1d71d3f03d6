//! POST /orders/fix-external-ids: ids of the client's own given afterwards.

use serde_json::json;

use crate::support::TestHub;
use crate::support::steps::{fields, id};

#[test]
fn orders_are_found_by_the_ids_they_were_given() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (one, two) = (id(&key.order(json!({"firstName": "Ann"}))), id(&key.order(json!({"externalId": "old"}))));
    let rows = json!([{"id": one, "externalId": 3}, {"id": two.to_string(), "externalId": "new"}, {"id": 999, "externalId": "nobody"}]);
    assert_eq!(key.post("/orders/fix-external-ids", form! { orders: rows }).ok(), json!({"success": true}));
    assert_eq!(id(&key.get("/orders/3", form! {}).ok()["order"]), one);
    assert_eq!(id(&key.get("/orders/new", form! {}).ok()["order"]), two);
    key.get("/orders/old", form! {}).refused(404, "Not found");
    let view = key.history("orders", form! { "filter[orderId]": one });
    assert_eq!(fields(&view), ["status", "customer", "external_id"]);
    let rows = json!([{"id": one, "externalId": "3"}]);
    key.post("/orders/fix-external-ids", form! { orders: rows }).ok();
    assert_eq!(key.history("orders", form! { "filter[orderId]": one }).len(), 3, "nothing changed");
}

#[test]
fn a_taken_id_is_refused_and_nothing_is_changed() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (one, two) = (id(&key.order(json!({"externalId": "1"}))), id(&key.order(json!({"externalId": "2"}))));
    let rows = json!([{"id": two, "externalId": "free"}, {"id": one, "externalId": "free"}]);
    let reply = key.post("/orders/fix-external-ids", form! { orders: rows }).refused(400, "Errors in the input parameters");
    assert_eq!(reply.json["errors"], json!({"orders[1].externalId": "Order already exists."}));
    assert_eq!(id(&key.get("/orders/2", form! {}).ok()["order"]), two);
    for rows in [json!([{"id": one}]), json!([{"externalId": "x"}]), json!([5]), json!({"id": 1})] {
        key.post("/orders/fix-external-ids", form! { orders: rows }).refused(400, "Errors in the entity format");
    }
    key.post("/orders/fix-external-ids", form! {}).refused(400, "Parameter 'orders' is missing");
}
