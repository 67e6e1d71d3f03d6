//! GET /api/keys/{id}/usage and GET /api/keys/{id}/try

use serde_json::{Value, json};

use crate::support::TestHub;

#[test]
fn calls_are_told_by_method_outcome_and_address() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let (id, holder) = manager.makes(json!({"name": "K", "sites": ["north"], "methods": ["/api/credentials"]}));
    let path = format!("/api/keys/{id}/usage");
    let fresh = manager.get(&path, form! {}).ok();
    assert_eq!((&fresh["usage"]["admitted"], fresh["usage"].get("lastCall")), (&json!(0), None));
    for _ in 0..3 {
        holder.get("/api/credentials", form! {}).ok();
    }
    hub.wait(60);
    holder.get("/orders", form! {}).denied();
    hub.hub.usage.flush(&hub.hub.db, &hub.hub.account().zone).expect("the database answers");
    for (window, steps) in [("hours", 48), ("month", 30), ("quarter", 90), ("year", 56)] {
        let usage = manager.get(&path, form! { window: window }).ok()["usage"].clone();
        assert_eq!((&usage["admitted"], &usage["refused"], &usage["inUrl"]), (&json!(3), &json!(1), &json!(0)), "{usage}");
        assert_eq!(usage["steps"].as_array().map(Vec::len), Some(steps));
        assert_eq!((&usage["lastCall"]["method"], &usage["lastCall"]["outcome"]), (&json!("/api/v*/orders"), &json!("method")));
        assert_eq!(usage["methods"][0]["method"], "/api/credentials");
        assert_eq!(usage["methods"][0]["outcomes"], json!({"ok": 3}));
        assert_eq!((&usage["ips"][0]["ip"], &usage["ips"][0]["calls"]), (&json!("127.0.0.1"), &json!(4)));
    }
    let refused = manager.get(&path, form! { window: "century" }).refused(400, "Errors in the input parameters");
    assert!(refused.json["errors"]["children[window]"].is_string());
    // Deleted keys have been used too.
    manager.post(&format!("/api/keys/{id}/delete"), form! {}).ok();
    assert_eq!(manager.get(&path, form! {}).ok()["usage"]["admitted"], 3);
}

#[test]
fn a_call_is_rehearsed_as_it_would_be_judged() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let manager = hub.manager("all", "all");
    let (id, holder) = manager.makes(json!({"name": "K", "sites": ["north"], "methods": ["/api/v*/orders"],
        "endsAt": "2026-04-01", "limits": {"headerOnly": true, "addresses": ["127.0.0.1"]}}));
    let asked = |more: Value| {
        let mut form = form! { verb: "GET", path: "/api/v5/orders" };
        form.retain(|(name, _)| more.get(name).is_none());
        form.extend(
            more.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned())),
        );
        manager.get(&format!("/api/keys/{id}/try"), form)
    };
    let passes = asked(json!({"site": "north"})).ok();
    assert_eq!((&passes["trace"]["allowed"], &passes["trace"]["method"]), (&json!(true), &json!("/api/v*/orders")));
    assert_eq!(passes["trace"]["rules"].as_array().map(Vec::len), Some(6));
    for (more, reason) in [
        (json!({"site": "south"}), "store"),
        (json!({"site": "nowhere"}), "store"),
        (json!({"path": "/api/v5/customers"}), "method"),
        (json!({"ip": "203.0.113.7"}), "address"),
        (json!({"transport": "query"}), "transport"),
        (json!({"at": "2026-05-01"}), "wrong"),
    ] {
        let trace = asked(more.clone()).ok()["trace"].clone();
        assert_eq!((&trace["allowed"], &trace["reason"]), (&json!(false), &json!(reason)), "{more}");
    }
    for (field, value) in [("path", "/nothing"), ("ip", "here"), ("at", "soon"), ("transport", "pigeon")] {
        let reply = asked(json!({field: value})).refused(400, "Errors in the input parameters");
        assert!(reply.json["errors"][format!("children[{field}]")].is_string(), "{reply}");
    }
    manager.get(&format!("/api/keys/{id}/try"), form! { verb: "GET" }).refused(400, "Parameter 'path' is missing");
    holder.get("/orders", form! { site: "north" }).ok();
}
