//! GET /orders/statuses: what a partner network asks.

use serde_json::json;

use crate::support::TestHub;
use crate::support::steps::id;

#[test]
fn statuses_are_found_by_either_id_once() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    let one = id(&all.order_in("north", json!({"externalId": "x", "status": "complete"})));
    let two = id(&all.order_in("south", json!({"externalId": "x"})));
    let three = id(&all.order_in("south", json!({"status": "send-to-delivery"})));
    let of = |query| all.get("/orders/statuses", query).ok()["orders"].take();
    let rows = [
        json!({"id": one, "externalId": "x", "status": "complete", "group": "complete"}),
        json!({"id": two, "externalId": "x", "status": "new", "group": "new"}),
        json!({"id": three, "status": "send-to-delivery", "group": "delivery"}),
    ];
    assert_eq!(of(form! { "externalIds[]": "x" }), json!(rows[..2]), "in every store the key sees");
    assert_eq!(of(form! { "ids[0]": three, "ids[1]": one, "externalIds[5]": "x" }), json!(rows));
    assert_eq!(of(form! { "ids[]": 99, "externalIds[]": "none" }), json!([]));
    assert_eq!(of(form! { ids: [one] }), json!(rows[..1]), "as JSON text");
    let many = (1..=500).map(|number| (format!("ids[{number}]"), number.to_string())).collect::<Vec<_>>();
    assert_eq!(of(many.clone()).as_array().map(Vec::len), Some(3));
    let more = many.into_iter().chain([("ids[501]".to_owned(), "501".to_owned())]).collect();
    all.get("/orders/statuses", more).refused(400, "Errors in the input parameters");
    all.get("/orders/statuses", form! { "ids[]": "x" }).refused(400, "Errors in the input parameters");
}
