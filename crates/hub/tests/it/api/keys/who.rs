//! GET /api/keys/who

use serde_json::{Value, json};

use crate::support::form::Form;
use crate::support::{Actor, TestHub};

fn ids(manager: &Actor, query: Form) -> Vec<i64> {
    let mut query = query;
    query.push(("limit".to_owned(), "100".to_owned()));
    let reply = manager.get("/api/keys/who", query).ok();
    let mut ids: Vec<i64> = reply["keys"].as_array().into_iter().flatten().filter_map(|key| key["id"].as_i64()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn those_that_can_are_those_that_say_so_of_themselves() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let manager = hub.manager("all", "all");
    for (sites, methods, masks) in [
        ("north", "/api/v*/orders", ""),
        ("north", "/api/v*/orders", "phone=hide"),
        ("south", "/api/v*/orders,/api/v*/orders/create", "phone=partial,email=hide"),
        ("all", "all", ""),
        ("all", "all", "prices=hide"),
        ("north,south", "/api/credentials", ""),
        ("all", "/api/keys,/api/v*/customers", ""),
    ] {
        let key = hub.key(sites, methods).key;
        let masks = domain::access::masks::Masks::parse(masks).expect("masks");
        hub.edit_key(key, move |key| {
            let mut body = serde_json::from_str(&key.body).expect("a body");
            masks.put(&mut body);
            key.body = Value::Object(body).to_string();
        });
    }
    let keys = ids(&manager, form! { site: "north" }).into_iter().chain(ids(&manager, form! { site: "south" }));
    let keys: std::collections::BTreeSet<i64> = keys.collect();
    assert_eq!(keys.len(), 8, "each of them, and the managing key, reaches a store");
    let abilities: Vec<(i64, Value)> =
        keys.iter().map(|id| (*id, manager.get(&format!("/api/keys/{id}/can"), form! {}).ok()["ability"].clone())).collect();
    let mut answers = std::collections::BTreeSet::new();
    for method in ["", "/api/v*/orders", "/api/v*/orders/create", "/api/v*/customers", "/api/credentials", "/api/keys"] {
        for site in ["", "north", "south"] {
            let calls = |has: &Value| {
                let named = has["methods"].as_array().is_some_and(|list| list.iter().any(|own| own["method"] == method));
                let reached = has["sites"].as_array().is_some_and(|list| list.contains(&json!(site)));
                (method.is_empty() || named) && (site.is_empty() || reached)
            };
            if method.is_empty() && site.is_empty() {
                continue;
            }
            let expected: Vec<i64> = abilities.iter().filter(|(_, capabilities)| calls(&capabilities["has"])).map(|(id, _)| *id).collect();
            assert_eq!(ids(&manager, form! { method: method, site: site }), expected, "{method} {site}");
            answers.insert(expected);
        }
    }
    assert!(answers.len() > 4, "the questions were all the same");
    for class in ["phone", "email", "address", "names", "prices", "custom"] {
        let whole = |capabilities: &Value| capabilities["sees"][class] == "whole";
        let expected: Vec<i64> = abilities.iter().filter(|(_, capabilities)| whole(capabilities)).map(|(id, _)| *id).collect();
        assert_eq!(ids(&manager, form! { sees: class }), expected, "{class}");
        let both: Vec<i64> = abilities
            .iter()
            .filter(|(_, capabilities)| {
                whole(capabilities) && capabilities["has"]["sites"].as_array().is_some_and(|list| list.contains(&json!("north")))
            })
            .map(|(id, _)| *id)
            .collect();
        assert_eq!(ids(&manager, form! { sees: class, site: "north" }), both, "{class}");
    }
    // A method that answers no phone is no way to see one.
    assert_eq!(ids(&manager, form! { sees: "phone", method: "/api/credentials" }), [0_i64; 0]);
}

#[test]
fn it_tells_state_and_last_use_page_by_page() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let (used, holder) = manager.makes(json!({"externalId": "used", "name": "Used", "sites": ["north"], "methods": ["/api/v*/orders"]}));
    let (off, _) = manager.makes(json!({"name": "Off", "sites": ["north"], "methods": ["/api/v*/orders"], "active": false}));
    holder.get("/orders", form! {}).ok();
    hub.hub.usage.flush(&hub.hub.db, &hub.hub.account().zone).expect("the database answers");
    let view = manager.get("/api/keys/who", form! { method: "/api/v5/orders", site: "north" }).ok();
    assert_eq!(view["pagination"]["totalCount"], 3);
    let keys = view["keys"].as_array().cloned().unwrap_or_default();
    let of = |id: i64| keys.iter().find(|key| key["id"] == id).cloned().unwrap_or_default();
    let expected =
        json!({"id": used, "externalId": "used", "name": "Used", "state": "works", "works": true, "lastUsedAt": "2026-03-14 15:00:00"});
    assert_eq!(of(used), expected);
    assert_eq!(of(off), json!({"id": off, "name": "Off", "state": "off", "works": false}));
    assert_eq!(keys.last().map(|key| &key["id"]), Some(&json!(off)), "those that are on come first");
    for _ in 0..20 {
        hub.key("north", "/api/v*/orders");
    }
    let page = |page: i64| manager.get("/api/keys/who", form! { method: "/api/v*/orders", limit: 20, page: page }).ok();
    let (first, second) = (page(1), page(2));
    let count = |page: &Value| page["keys"].as_array().map_or(0, Vec::len);
    assert_eq!((count(&first), count(&second), &second["pagination"]["totalCount"]), (20, 3, &json!(23)));
}

#[test]
fn keys_outside_are_in_no_answer() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let manager = hub.manager("north", "orders.*");
    for (sites, methods) in [("south", "/api/v*/orders"), ("all", "/api/v*/orders"), ("north", "all"), ("north,south", "/api/v*/orders")] {
        hub.key(sites, methods);
    }
    let within = hub.key("north", "/api/v*/orders").key;
    for query in [form! { method: "/api/v*/orders" }, form! { site: "north" }, form! { sees: "phone" }] {
        assert_eq!(ids(&manager, query), [manager.key, within]);
    }
    // A store outside is answered like none.
    for site in ["south", "nowhere"] {
        let reply = manager.get("/api/keys/who", form! { site: site, method: "/api/v*/orders" }).ok();
        assert_eq!((&reply["keys"], &reply["pagination"]["totalCount"]), (&json!([]), &json!(0)), "{site}");
    }
    for (query, field) in [
        (form! {}, "method"),
        (form! { method: "/api/v*/nothing" }, "method"),
        (form! { sees: "faxes" }, "sees"),
        (form! { sees: "phone", limit: 7 }, "limit"),
    ] {
        let reply = manager.get("/api/keys/who", query).refused(400, "Errors in the input parameters");
        assert!(reply.json["errors"][format!("children[{field}]")].is_string(), "{reply}");
    }
}
