//! POST /orders/links/create: orders that belong together show each other.

use serde_json::{Value, json};

use crate::support::TestHub;
use crate::support::steps::id;

#[test]
fn linked_orders_show_each_other() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let one = id(&key.order(json!({"externalId": "one"})));
    let two = id(&key.order(json!({"number": "N-2"})));
    let three = id(&key.order(json!({"firstName": "Ann"})));
    let link = json!({"comment": "Обмен", "orders": [{"id": three}, {"externalId": "one"}, {"number": "N-2"}]});
    let reply = key.post("/orders/links/create", form! { link: link });
    assert_eq!((reply.status, reply.ok()), (201, json!({"success": true})));
    let links = key.read_order(three)["links"].clone();
    let row = |order: Value| json!({"comment": "Обмен", "order": order, "createdAt": "2026-03-14 15:00:00"});
    assert_eq!(
        links,
        json!([row(json!({"id": one, "externalId": "one", "number": format!("{one}A")})), row(json!({"id": two, "number": "N-2"}))])
    );
    assert_eq!(key.read_order(one)["links"].as_array().map(Vec::len), Some(2));
    let listed = key.get("/orders", form! { "filter[ids][]": three }).ok();
    assert_eq!(listed["orders"][0]["links"], links);
    assert_eq!(hub.changes().iter().filter(|change| *change == "order.links").count(), 6, "two of each");
}

#[test]
fn a_link_needs_two_orders_that_exist() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let one = id(&key.order(json!({"externalId": "one"})));
    for orders in [
        json!([]),
        json!([{"id": one}]),
        json!([{"id": one}, {"externalId": "one"}]),
        json!([{"id": one}, {"id": 99}]),
        json!([{"id": one}, {}]),
    ] {
        key.post("/orders/links/create", form! { link: {orders: orders} }).refused(400, "Errors in the entity format");
    }
    key.post("/orders/links/create", form! {}).refused(400, "Parameter 'link' is missing");
    assert_eq!(key.read_order(one).get("links"), None);
}
