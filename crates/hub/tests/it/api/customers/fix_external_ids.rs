//! POST /customers/fix-external-ids: ids of the client's own given afterwards.

use serde_json::json;

use crate::support::TestHub;
use crate::support::steps::{fields, id};

#[test]
fn customers_are_found_by_the_ids_they_were_given() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({"firstName": "A"}));
    let (one, two) = (id(&order["customer"]), key.customer(json!({"externalId": "2"})));
    let rows = json!([{"id": one, "externalId": 3}, {"id": 999, "externalId": "nobody"}]);
    assert_eq!(key.post("/customers/fix-external-ids", form! { customers: rows }).ok(), json!({"success": true}));
    assert_eq!(id(&key.get("/customers/3", form! {}).ok()["customer"]), one);
    assert_eq!(fields(&key.history("customers", form! { "filter[customerId]": one })), ["id", "external_id"]);
    let rows = json!([{"id": one, "externalId": "4"}, {"id": one, "externalId": "2"}]);
    let reply = key.post("/customers/fix-external-ids", form! { customers: rows }).refused(400, "Errors in the input parameters");
    assert!(reply.json["errors"].get("customers[1].externalId").is_some(), "{reply}");
    assert_eq!(key.read_customer(one)["externalId"], "3", "nothing was changed");
    assert_eq!(key.read_customer(two)["externalId"], "2");
}
