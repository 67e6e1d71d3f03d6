//! POST /api/keys/create

use domain::access::token;
use serde_json::json;

use crate::support::{Call, TestHub};

#[test]
fn a_key_is_made_works_at_once_and_its_token_is_answered_once() {
    let hub = TestHub::new();
    let shop = hub.site("north");
    let manager = hub.manager("all", "all");
    let key = json!({"externalId": "shop-module", "name": "Shop module", "sites": ["north"], "methods": ["/api/credentials", "orders.*"],
        "comment": "For the shop", "owner": "Ana", "review": "2027-01-31", "endsAt": "2027-05-01 10:00:00",
        "limits": {"rate": 5, "hours": "mon-sun 00:00-24:00 Europe/Madrid"}, "masks": {"phone": "partial"}, "rows": {"source": ["cpa"], "days": 30}});
    let reply = manager.post("/api/keys/create", form! { key: key }).is(201);
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let made = reply.ok();
    let token = made["token"].as_str().expect("there is a token").to_owned();
    assert!(token::is_well_formed(&token) && token.len() == token::LENGTH);
    assert_eq!(made["created"], true);

    let view = &made["key"];
    assert_eq!(view["id"], made["id"]);
    assert_eq!(view["hint"], json!(token::hint(&token)));
    for field in ["externalId", "name", "sites", "comment", "owner", "review", "endsAt", "masks", "rows"] {
        assert_eq!(view[field], key[field], "{field}");
    }
    assert_eq!(view["limits"], json!({"rate": 5, "hours": "mon,tue,wed,thu,fri,sat,sun 00:00-24:00 Europe/Madrid"}));
    assert_eq!((&view["active"], &view["secret"], &view["createdAt"]), (&json!(true), &json!(1), &json!("2026-03-14 15:00:00")));
    let methods: Vec<&str> = view["methods"].as_array().into_iter().flatten().filter_map(|method| method.as_str()).collect();
    assert!(methods.contains(&"/api/v*/orders/create") && methods.contains(&"/api/credentials"), "{methods:?}");
    assert!(methods.iter().all(|method| !method.contains("/keys")), "{methods:?}");

    let holder = hub.holder(&token);
    assert_eq!(holder.get("/api/credentials", form! {}).ok()["sitesAvailable"], json!(["north"]));
    holder.get("/customers", form! {}).denied();
    let id = made["id"].as_i64().expect("an id");
    assert_eq!(hub.stored(id).sites, [shop.id]);
    assert_eq!(hub.recorded(id), [("key".to_owned(), Some(manager.key), "key.created".to_owned())]);
    // No other answer holds it.
    let again = manager.post("/api/keys/create", form! { key: key });
    let others = [
        again,
        manager.get(&format!("/api/keys/{id}"), form! {}),
        manager.get("/api/keys", form! {}),
        manager.get(&format!("/api/keys/{id}/usage"), form! {}),
        manager.get(&format!("/api/keys/{id}/advice"), form! {}),
        manager.post(&format!("/api/keys/{id}/edit"), form! { key: {name: "Other"} }),
        manager.post(&format!("/api/keys/{id}/disable"), form! {}),
        manager.post(&format!("/api/keys/{id}/enable"), form! {}),
    ];
    for reply in others {
        assert!(reply.status < 300, "{reply}");
        assert!(!reply.to_string().contains(&token), "{reply}");
        assert_eq!(reply.header("cache-control"), Some("no-store"));
    }
}

#[test]
fn a_key_with_an_external_id_is_made_once() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let key = json!({"externalId": "shop.module-1_a", "name": "Shop", "sites": "north", "methods": "read", "limits": {"rate": 7}});
    let first = manager.post("/api/keys/create", form! { key: key }).ok();
    for _ in 0..3 {
        let again = manager.post("/api/keys/create", form! { key: key }).is(201).ok();
        assert_eq!((&again["id"], &again["created"], again.get("token")), (&first["id"], &json!(false), None));
        assert_eq!(again["key"], first["key"]);
    }
    let id = first["id"].as_i64().expect("an id");
    assert_eq!(hub.recorded(id).len(), 1, "a second attempt leaves nothing behind");
    // Fields that the call leaves out are not compared; fields that differ are named and not changed.
    let named = manager.post("/api/keys/create", form! { key: {externalId: "shop.module-1_a"} }).ok();
    assert_eq!(named["created"], false);
    let token = token::generate().expect("there is randomness");
    for (call, fields) in [
        (form! { key: {externalId: "shop.module-1_a", name: "Other", methods: "write"} }, "methods, name"),
        (form! { key: {externalId: "shop.module-1_a", active: false} }, "active"),
        (form! { key: {externalId: "shop.module-1_a"}, token: token }, "token"),
    ] {
        let reply = manager.post("/api/keys/create", call).refused(400, "Errors in the entity format");
        let view = format!("Key {id} has this external ID, but these fields differ: {fields}. To change it, use /api/keys/{id}/edit.");
        assert_eq!(reply.json["errors"], json!({"externalId": view}));
    }
    assert_eq!(manager.get(&format!("/api/keys/{id}"), form! {}).ok()["key"], first["key"]);
    // A deleted key gives its name back, and gets it again if it is still free.
    manager.post(&format!("/api/keys/{id}/delete"), form! {}).ok();
    let second = manager.post("/api/keys/create", form! { key: key }).ok();
    assert_eq!(second["created"], true);
    let refused = manager.post(&format!("/api/keys/{id}/restore"), form! {}).refused(400, "Errors in the entity format");
    assert_eq!(refused.json["errors"]["externalId"], "Another key has the external ID \"shop.module-1_a\".");
    manager.post(&format!("/api/keys/{}/delete", second["id"]), form! {}).ok();
    manager.post(&format!("/api/keys/{id}/restore"), form! {}).ok();
}

#[test]
fn a_managing_key_that_sees_little_of_people_sees_its_keys_as_they_are() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let masks = json!({"phone": "hide", "email": "hide", "address": "hide", "names": "hide", "prices": "hide", "custom": "hide"});
    manager.post(&format!("/api/keys/{}/edit", manager.key), form! { key: {masks: masks, limits: {addresses: ["127.0.0.0/8"]}} }).ok();
    let token = "abcdefghijklmnopqrst".to_owned() + &"4".repeat(15);
    let made = manager
        .post("/api/keys/create", form! { key: {name: "K", sites: "north", methods: "read", rows: {source: ["cpa"]}}, token: token });
    let made = made.ok();
    assert_eq!(made["token"], token);
    assert_eq!((&made["key"]["masks"], &made["key"]["limits"]), (&masks, &json!({"addresses": ["127.0.0.0/8"]})));
    assert_eq!((&made["key"]["name"], &made["key"]["rows"]), (&json!("K"), &json!({"source": ["cpa"]})));
    let usage = manager.get(&format!("/api/keys/{}/usage", manager.key), form! {}).ok();
    assert!(usage["usage"]["ips"].is_array(), "{usage}");
}

#[test]
fn bad_input_names_the_field() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    manager.makes(json!({"externalId": "taken", "name": "K", "sites": "all", "methods": "all"}));
    let good = json!({"name": "K", "sites": ["north"], "methods": ["read"]});
    let long = "x".repeat(101);
    for (field, value, named) in [
        ("name", json!(""), "name"),
        ("name", json!(null), "name"),
        ("sites", json!([]), "sites"),
        ("sites", json!(["south"]), "sites"),
        ("methods", json!([]), "methods"),
        ("methods", json!(["/api/v*/nothing"]), "methods"),
        ("externalId", json!("a b"), "externalId"),
        ("externalId", json!("../a"), "externalId"),
        ("externalId", json!(long), "externalId"),
        ("review", json!("soon"), "review"),
        ("endsAt", json!("soon"), "endsAt"),
        ("endsAt", json!(""), "endsAt"),
        ("endsAt", json!("2026-03-13"), "endsAt"),
        ("active", json!("perhaps"), "active"),
        ("limits", json!(""), "limits"),
        ("limits", json!({"rate": ""}), "limits.rate"),
        ("limits", json!({"burst": -1}), "limits.burst"),
        ("limits", json!({"addresses": ""}), "limits.addresses"),
        ("limits", json!({"addresses": ["127.0.0.1", " "]}), "limits.addresses"),
        ("masks", json!({"phone": ""}), "masks.phone"),
        ("rows", json!({"source": ""}), "rows.source"),
        ("rows", json!({"days": ""}), "rows.days"),
        ("limits", json!({"rate": -1}), "limits.rate"),
        ("limits", json!({"rate": "fast"}), "limits.rate"),
        ("limits", json!({"tooMany": 500}), "limits.tooMany"),
        ("limits", json!({"addresses": ["here"]}), "limits.addresses"),
        ("limits", json!({"reportOnly": true}), "limits.addresses"),
        ("limits", json!({"hours": "always"}), "limits.hours"),
        ("limits", json!("none"), "limits"),
        ("masks", json!({"phone": "blur"}), "masks.phone"),
        ("masks", json!({"prices": "partial"}), "masks"),
        ("rows", json!({"group": ["nothing"]}), "rows"),
        ("rows", json!({"days": 0}), "rows"),
    ] {
        let mut key = good.clone();
        key[field] = value;
        let reply = manager.post("/api/keys/create", form! { key: key }).refused(400, "Errors in the entity format");
        let errors = reply.json["errors"].as_object().cloned().unwrap_or_default();
        assert_eq!(errors.keys().collect::<Vec<_>>(), [named], "{key}: {reply}");
    }
    manager.post("/api/keys/create", form! {}).refused(400, "Parameter 'key' is missing");
    for token in ["short", &"a".repeat(101), "lky_00000000000000000000000000000"] {
        let reply = manager.post("/api/keys/create", form! { key: good, token: token }).is(400);
        assert!(reply.json["errors"]["token"].is_string(), "{reply}");
    }
    assert_eq!(manager.get("/api/keys", form! {}).ok()["pagination"]["totalCount"], 2, "nothing of it is kept");
}

#[test]
fn it_is_understood_in_every_kind_of_body_and_a_token_may_be_brought_along() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let key = json!({"name": "K", "sites": ["north"], "methods": ["/api/credentials"], "active": false});
    let token = "0123456789abcdefABCDEF_-01234567";
    let made = manager.call(Call::post("/api/keys/create").json(json!({"key": key, "token": token}))).ok();
    assert_eq!((&made["token"], &made["key"]["active"]), (&json!(token), &json!(false)));
    hub.holder(token).get("/api/credentials", form! {}).refused(403, "Wrong \"apiKey\" value.");
    manager.post(&format!("/api/keys/{}/enable", made["id"]), form! {}).ok();
    hub.holder(token).get("/api/credentials", form! {}).ok();
    let again = manager.post("/api/keys/create", form! { key: key, token: token }).is(400);
    assert_eq!(again.json["errors"]["token"], "Another key has this token, or had it before it was deleted.");
}

#[test]
fn a_name_with_a_hidden_character_is_refused_wherever_names_are_given() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let create =
        |name: &str| manager.post("/api/keys/create", form! { key: json!({"name": name, "sites": ["north"], "methods": ["orders.*"]}) });
    for hidden in ['\u{202e}', '\u{200b}', '\u{7}', '\u{2067}'] {
        let refused = create(&format!("CPA{hidden}network")).is(400);
        assert!(refused.json.to_string().contains("invisible or changes the direction of text"), "{hidden:?}: {}", refused.json);
    }
    create("\u{200d}").is(400);
    let id = create("می\u{200c}خواهم 👩\u{200d}💻").is(201).ok()["id"].as_i64().expect("an id");
    manager.post(&format!("/api/keys/{id}/edit"), form! { key: json!({"name": "a\u{202e}b"}) }).is(400);
    // A name from before the rule keeps nothing else from being changed.
    hub.edit_key(id, |key| key.name = "old\u{202e}name".to_owned());
    manager.post(&format!("/api/keys/{id}/edit"), form! { key: json!({"comment": "still editable"}) }).ok();
}
