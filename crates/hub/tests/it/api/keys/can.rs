//! GET /api/keys/{id}/can

use serde_json::json;

use crate::support::{Call, TestHub};

#[test]
fn what_is_told_is_what_a_call_meets() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    hub.site("west");
    let manager = hub.manager("all", "all");
    let (id, holder) = manager.makes(json!({"name": "K", "sites": ["north", "south"],
        "methods": ["/api/v*/orders", "/api/v*/orders/create", "/api/v*/customers/{externalId}"],
        "endsAt": "2027-05-01 10:00:00", "limits": {"rate": 1000, "addresses": ["127.0.0.0/8"], "startsAt": "2026-01-01 00:00:00"},
        "masks": {"phone": "partial", "prices": "hide"}, "rows": {"source": ["cpa"], "days": 30}}));
    let view = manager.get(&format!("/api/keys/{id}/can"), form! {}).ok();
    let capabilities = &view["ability"];
    assert_eq!(
        (&capabilities["id"], &capabilities["name"], &capabilities["state"], &capabilities["works"]),
        (&json!(id), &json!("K"), &json!("works"), &json!(true))
    );
    assert_eq!(view.get("comparison"), None);
    let key = manager.get(&format!("/api/keys/{id}"), form! {}).ok()["key"].clone();
    for field in ["sites", "endsAt", "limits", "masks", "rows"] {
        assert_eq!(capabilities["has"][field], key[field], "{field}");
    }
    assert_eq!(capabilities["has"].get("futureSites"), None);
    assert_eq!(capabilities["has"].get("futureMethods"), None);
    let seen = json!({"phone": "partial", "email": "whole", "address": "whole", "names": "whole", "prices": "hide", "custom": "whole"});
    assert_eq!(capabilities["sees"], seen);
    // Every method of the list against every store: what is named passes, and nothing else does.
    let named: Vec<(&str, &str)> = capabilities["has"]["methods"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|method| (method["verb"].as_str().unwrap_or_default(), method["method"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(named.len(), 3);
    for method in wire::methods::all().iter().filter(|method| !method.manages_keys()) {
        let address = format!("{}{}", method.versions.prefixes()[0], method.path.replace(['{', '}'], ""));
        let reply = holder.call(Call::new(method.verb.name(), &address));
        let passes = reply.message() != "Access denied.";
        assert_eq!(passes, named.contains(&(method.verb.name(), &method.pattern())), "{address}: {reply}");
    }
    for site in ["north", "south", "west"] {
        let passes = holder.post("/orders/create", form! { site: site, order: {firstName: "Ann", source: {source: "cpa"}} }).message()
            != "Access denied.";
        assert_eq!(passes, capabilities["has"]["sites"].as_array().is_some_and(|sites| sites.contains(&json!(site))), "{site}");
    }
    manager.post(&format!("/api/keys/{id}/disable"), form! {}).ok();
    let off = manager.get(&format!("/api/keys/{id}/can"), form! {}).ok();
    assert_eq!((&off["ability"]["state"], &off["ability"]["works"]), (&json!("off"), &json!(false)));
    hub.edit_key(id, |key| (key.active, key.ends_at) = (true, Some(crate::support::hub::START.0)));
    assert_eq!(manager.get(&format!("/api/keys/{id}/can"), form! {}).ok()["ability"]["state"], "expired");
}

#[test]
fn a_key_for_everything_says_so_and_manages_what_is_named() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let (id, _) = manager.makes(json!({"externalId": "broad", "name": "K", "sites": ["all"], "methods": ["all", "/api/keys/who"]}));
    let has = manager.get("/api/keys/broad/can", form! { by: "externalId" }).ok()["ability"]["has"].clone();
    assert_eq!((&has["futureSites"], &has["futureMethods"], &has["sites"]), (&json!(true), &json!(true), &json!(["north"])));
    let methods = has["methods"].as_array().cloned().unwrap_or_default();
    assert_eq!(methods.len(), wire::methods::all().iter().filter(|method| !method.manages_keys()).count() + 1);
    assert!(methods.contains(&json!({"verb": "GET", "method": "/api/keys/who", "writes": false})), "{methods:?}");
    assert!(methods.contains(&json!({"verb": "POST", "method": "/api/v*/orders/create", "writes": true})), "{methods:?}");
    let of_none = hub.key("north", "/api/credentials");
    let sees = manager.get(&format!("/api/keys/{}/can", of_none.key), form! {}).ok()["ability"]["sees"].clone();
    assert!(sees.as_object().is_some_and(|sees| sees.len() == 6 && sees.values().all(|seen| seen == "never")), "{sees}");
    assert!(id > 0);
}

#[test]
fn two_keys_are_compared_both_ways() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let manager = hub.manager("all", "all");
    let one = json!({"externalId": "one", "name": "One", "sites": ["north"], "methods": ["/api/v*/orders", "/api/credentials"],
        "limits": {"rate": 5, "headerOnly": true}, "masks": {"phone": "hide"}, "endsAt": "2027-01-01 00:00:00"});
    let (id, _) = manager.makes(one.clone());
    let mut copy = one.clone();
    copy["externalId"] = json!("copy");
    let (same, _) = manager.makes(copy);
    let (other, _) = manager.makes(json!({"externalId": "other", "name": "Other", "sites": ["south", "north"],
        "methods": ["/api/v*/orders", "/api/v*/orders/create"], "limits": {"rate": 9, "headerOnly": true, "addresses": ["10.0.0.0/8"]},
        "rows": {"source": ["cpa"]}, "endsAt": "2027-01-01 00:00:00"}));
    let compared = |id: i64, with: i64| manager.get(&format!("/api/keys/{id}/can"), form! { with: with }).ok()["comparison"].clone();
    assert_eq!(compared(id, same), json!({"id": same, "name": "One", "same": true, "more": {}, "less": {}}));
    let only_one = json!({"methods": [{"verb": "GET", "method": "/api/credentials", "writes": false}], "limits": {"rate": 5},
        "masks": {"phone": "hide"}});
    let only_other = json!({"sites": ["south"], "methods": [{"verb": "POST", "method": "/api/v*/orders/create", "writes": true}],
        "limits": {"rate": 9, "addresses": ["10.0.0.0/8"]}, "rows": {"source": ["cpa"]}});
    let view = compared(id, other);
    assert_eq!((&view["same"], &view["more"], &view["less"]), (&json!(false), &only_one, &only_other));
    let back = compared(other, id);
    assert_eq!((&back["more"], &back["less"]), (&only_other, &only_one));
    let by_name = manager.get("/api/keys/one/can", form! { by: "externalId", with: "other" }).ok();
    assert_eq!(by_name["comparison"], view);
}

#[test]
fn both_keys_are_within_or_absent() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let manager = hub.manager("north", "orders.*");
    let (within, outside) = (hub.key("north", "/api/v*/orders").key, hub.key("south", "/api/v*/orders").key);
    manager.get(&format!("/api/keys/{within}/can"), form! { with: manager.key }).ok();
    for (id, with) in [(outside, within), (within, outside), (within, 777), (777, within)] {
        let reply = manager.get(&format!("/api/keys/{id}/can"), form! { with: with }).refused(404, "Not found");
        let absent = if [outside, 777].contains(&id) { id } else { with };
        assert_eq!(reply.json["errors"], json!({"id": format!("There is no key {absent}.")}));
    }
    let text = manager.get(&format!("/api/keys/{within}/can"), form! {}).ok().to_string();
    assert!(!text.contains("south"), "{text}");
}

#[test]
fn a_managing_key_with_masks_is_told_as_much() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let masks = json!({"phone": "hide", "email": "hide", "address": "hide", "names": "hide", "prices": "hide", "custom": "hide"});
    let path = format!("/api/keys/{}", manager.key);
    manager.post(&format!("{path}/edit"), form! { key: {masks: masks, limits: {addresses: ["127.0.0.0/8"]}} }).ok();
    let capabilities = manager.get(&format!("{path}/can"), form! {}).ok()["ability"].clone();
    assert_eq!((&capabilities["sees"], &capabilities["has"]["masks"]), (&masks, &masks));
    assert_eq!(capabilities["has"]["limits"], json!({"addresses": ["127.0.0.0/8"]}));
    assert_eq!(capabilities["has"]["methods"].as_array().map(Vec::len), Some(wire::methods::all().len()));
}
