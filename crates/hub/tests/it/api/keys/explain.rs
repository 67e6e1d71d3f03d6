//! GET /api/keys/explain/{requestId}

use hub::work::notices::Rounds;
use serde_json::json;

use crate::support::TestHub;

#[test]
fn a_refusal_of_a_key_within_is_explained_and_every_other_one_is_absent() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let manager = hub.manager("north", "orders.*");
    let (id, within) = manager.makes(json!({"name": "K", "sites": ["north"], "methods": ["/api/v*/orders"]}));
    let outside = hub.key("south", "/api/v*/orders");
    let refused = |reply: crate::support::Reply| reply.denied().header("x-request-id").expect("an id").to_owned();
    let (own, other) = (refused(within.get("/customers", form! { site: "north" })), refused(outside.get("/customers", form! {})));
    Rounds::default().make(&hub.hub).expect("news can be written");
    let view = manager.get(&format!("/api/keys/explain/{own}"), form! {}).ok()["refusal"].clone();
    let expected = json!({"requestId": own, "at": "2026-03-14 15:00:00", "keyId": id, "reason": "method", "text": view["text"],
        "method": "/api/v*/customers", "ip": "127.0.0.1", "site": "north"});
    assert_eq!(view, expected);
    assert!(view["text"].as_str().is_some_and(|text| !text.is_empty()));
    let absent = manager.get("/api/keys/explain/nothing", form! {}).refused(404, "Not found").json;
    assert_eq!(manager.get(&format!("/api/keys/explain/{other}"), form! {}).refused(404, "Not found").json, absent);
    hub.manager("all", "all").get(&format!("/api/keys/explain/{other}"), form! {}).ok();
}
