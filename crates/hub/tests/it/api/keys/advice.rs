//! GET /api/keys/{id}/advice, and what follows from it: trial, drop, apply, revert.

use serde_json::json;

use crate::support::TestHub;

#[test]
fn a_key_is_advised_tried_narrowed_and_given_back() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let (id, holder) =
        manager.makes(json!({"name": "K", "sites": ["north"], "methods": ["/api/credentials", "/api/settings", "/api/v*/orders"]}));
    let path = |what: &str| format!("/api/keys/{id}/advice{what}");
    assert_eq!(manager.get(&path(""), form! {}).ok()["advice"].get("proposal"), None);
    let nothing = manager.post(&path("/trial"), form! {}).refused(400, "Errors in the input parameters");
    assert!(nothing.json["errors"]["children[methods]"].is_string());
    holder.get("/api/credentials", form! {}).ok();
    hub.hub.usage.flush(&hub.hub.db, &hub.hub.account().zone).expect("the database answers");
    let advice = manager.get(&path(""), form! { days: 90 }).ok()["advice"].clone();
    assert_eq!(advice["used"], json!([{"method": "/api/credentials", "calls": 1}]));
    assert_eq!(advice["proposal"], json!(["/api/credentials"]));
    assert_eq!(advice["evidence"]["strength"], "weak");

    manager.post(&path("/trial"), form! {}).ok();
    holder.get("/orders", form! {}).ok();
    hub.hub.usage.flush(&hub.hub.db, &hub.hub.account().zone).expect("the database answers");
    let trial = manager.get(&path(""), form! {}).ok()["advice"]["trial"].clone();
    assert_eq!(trial["methods"], json!(["/api/credentials"]));
    assert_eq!((&trial["wouldRefuse"][0]["method"], &trial["wouldRefuse"][0]["calls"]), (&json!("/api/v*/orders"), &json!(1)));
    manager.post(&path("/drop"), form! {}).ok();
    assert_eq!(manager.get(&path(""), form! {}).ok()["advice"].get("trial"), None);

    let narrowed = manager.post(&path("/apply"), form! { methods: ["/api/credentials"] }).ok();
    assert_eq!(narrowed["key"]["methods"], json!(["/api/credentials"]));
    holder.get("/orders", form! {}).denied();
    let given = manager.post(&path("/revert"), form! {}).ok();
    assert_eq!(given["key"]["methods"].as_array().map(Vec::len), Some(3));
    holder.get("/orders", form! {}).ok();
    for wrong in [json!(["all"]), json!(["/api/v*/customers"])] {
        manager.post(&path("/apply"), form! { methods: wrong }).is(400);
    }
    for days in ["0", "401", "x"] {
        manager.get(&path(""), form! { days: days }).refused(400, "Errors in the input parameters");
    }
    let actions: Vec<String> =
        hub.recorded(id).into_iter().filter(|(_, by, _)| *by == Some(manager.key)).map(|(.., action)| action).collect();
    assert_eq!(actions, ["key.created", "key.trial_begun", "key.trial_ended", "key.changed", "key.changed"]);
}

#[test]
fn what_is_given_back_stays_within_the_managing_key() {
    let hub = TestHub::new();
    hub.site("north");
    let broad = hub.manager("all", "all");
    let (id, holder) = broad.makes(json!({"name": "K", "sites": ["north"], "methods": ["/api/credentials", "/api/v*/customers"]}));
    holder.get("/api/credentials", form! {}).ok();
    hub.hub.usage.flush(&hub.hub.db, &hub.hub.account().zone).expect("the database answers");
    broad.post(&format!("/api/keys/{id}/advice/apply"), form! {}).ok();
    let narrow = hub.manager("north", "/api/credentials");
    narrow.get(&format!("/api/keys/{id}"), form! {}).ok();
    let refused = narrow.post(&format!("/api/keys/{id}/advice/revert"), form! {}).refused(400, "Errors in the entity format");
    assert_eq!(refused.json["errors"]["methods"], "The calling key does not allow /api/v*/customers.");
    holder.get("/customers", form! {}).denied();
    broad.post(&format!("/api/keys/{id}/advice/revert"), form! {}).ok();
    holder.get("/customers", form! {}).ok();
}
