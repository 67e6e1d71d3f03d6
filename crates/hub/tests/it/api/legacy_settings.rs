//! The settings of modules in v3 and v4: the same modules as in v5, each method in its own versions only.

use serde_json::{Value, json};

use crate::support::{Actor, Call, TestHub};

fn shop() -> (TestHub, Actor) {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    (hub, key)
}

fn edit(key: &Actor, path: &str, configuration: Value) -> crate::support::Reply {
    key.post(path, form! { configuration: configuration })
}

#[test]
fn telephony_is_set_in_v4_read_in_v3_and_is_a_module_of_v5() {
    let (_hub, key) = shop();
    let sent = json!({
        "code": "sip", "clientId": "42", "makeCallUrl": "https://sip.test/call", "active": "true", "name": "Sip", "image": "https://sip.test/a.svg",
        "additionalCodes": [], "externalPhones": [{"siteCode": "north", "externalPhone": "+74951112233"}], "inputEventSupported": true,
    });
    let reply = edit(&key, "/api/v4/telephony/setting/sip/edit", sent);
    assert_eq!((reply.status, reply.ok()), (200, json!({"success": true})));
    for version in ["v3", "v4"] {
        let view = key.get(&format!("/api/{version}/telephony/setting/sip"), form! {}).ok()["configuration"].take();
        for (field, value) in [
            ("code", json!("sip")),
            ("clientId", json!("42")),
            ("active", json!(true)),
            ("image", json!("https://sip.test/a.svg")),
            ("makeCallUrl", json!("https://sip.test/call")),
            ("inputEventSupported", json!(true)),
            ("externalPhones", json!([{"siteCode": "north", "externalPhone": "+74951112233"}])),
        ] {
            assert_eq!(view[field], value, "{field}");
        }
    }
    // Settings that the call leaves out stay, those of its own kind too.
    edit(&key, "/api/v4/telephony/setting/sip/edit", json!({"active": 0})).ok();
    let module = key.get("/integration-modules/sip", form! {}).ok()["integrationModule"].take();
    assert_eq!((&module["active"], &module["logo"]), (&json!(false), &json!("https://sip.test/a.svg")));
    assert_eq!(module["integrations"]["telephony"]["makeCallUrl"], "https://sip.test/call");
    // v3, as the Python client sends it.
    let flat = form! { code: "sip", clientId: "43", makeCallUrl: "https://sip.test/v3", active: "True", name: "Sip 3" };
    key.post("/api/v3/telephony/settings/sip", flat).ok();
    let module = key.get("/integration-modules/sip", form! {}).ok()["integrationModule"].take();
    assert_eq!((&module["name"], &module["clientId"], &module["active"]), (&json!("Sip 3"), &json!("43"), &json!(true)));
    assert_eq!(module["integrations"]["telephony"]["makeCallUrl"], "https://sip.test/v3");
    assert_eq!(module["integrations"]["telephony"]["inputEventSupported"], true);
}

#[test]
fn delivery_warehouse_and_marketplace_modules_keep_their_actions_where_v5_has_them() {
    let (_hub, key) = shop();
    let delivery = json!({
        "code": "post", "name": "Post", "baseUrl": "https://post.test", "payerType": ["sender"], "allowPackages": true,
        "actions": {"calculate": "/calc", "save": "/save", "activity": "/activity"},
    });
    edit(&key, "/api/v4/delivery/generic/setting/post/edit", delivery).ok();
    let module = key.get("/integration-modules/post", form! {}).ok()["integrationModule"].take();
    assert_eq!(module["actions"], json!({"activity": "/activity"}));
    assert_eq!(module["integrations"]["delivery"]["actions"], json!({"calculate": "/calc", "save": "/save"}));
    let view = key.get("/api/v4/delivery/generic/setting/post", form! {}).ok()["configuration"].take();
    assert_eq!(view["actions"], json!({"activity": "/activity", "calculate": "/calc", "save": "/save"}));
    assert_eq!((&view["payerType"], view.get("integrations")), (&json!(["sender"]), None));

    let store = json!({"name": "Stock", "actions": [{"code": "sync", "url": "/sync", "callPoints": ["order"]}]});
    edit(&key, "/api/v4/store/setting/stock/edit", store.clone()).ok();
    assert_eq!(key.get("/api/v4/store/setting/stock", form! {}).ok()["configuration"]["actions"], store["actions"]);
    // Magento.
    let shop = json!({"name": "Magento", "code": "magento", "active": true, "clientId": "magento", "accountUrl": "https://shop.test", "configurationUrl": "x"});
    edit(&key, "/api/v4/marketplace/external/setting/magento/edit", shop).ok();
    assert_eq!(key.get("/integration-modules/magento", form! {}).ok()["integrationModule"]["accountUrl"], "https://shop.test");
    for path in ["telephony/setting/post", "delivery/generic/setting/stock", "store/setting/magento", "store/setting/none"] {
        key.get(&format!("/api/v4/{path}"), form! {}).refused(404, "Not found");
    }
}

#[test]
fn each_method_is_in_its_own_versions() {
    let (_hub, key) = shop();
    for (verb, path, versions) in [
        ("GET", "/telephony/setting/x", &["v3", "v4"][..]),
        ("POST", "/telephony/setting/x/edit", &["v4"]),
        ("POST", "/telephony/settings/x", &["v3"]),
        ("GET", "/delivery/generic/setting/x", &["v4"]),
        ("POST", "/marketplace/external/setting/x/edit", &["v4"]),
    ] {
        for version in ["v3", "v4", "v5"] {
            let reply = key.call(Call::new(verb, &format!("/api/{version}{path}")));
            if versions.contains(&version) {
                assert_ne!(reply.message(), "API method not found", "{version} {path}");
            } else {
                reply.refused(404, "API method not found");
            }
        }
    }
    key.call(Call::get("/api/v3/telephony/settings/x")).refused(405, "Method Not Allowed");
}

#[test]
fn what_is_wrong_is_named() {
    let (_hub, key) = shop();
    let path = "/api/v4/telephony/setting/sip/edit";
    key.post(path, form! {}).refused(400, "Parameter 'configuration' is missing");
    let wrong = edit(&key, path, json!({"name": "x", "inputEventSupported": "perhaps"})).refused(400, "Errors in the entity format");
    assert!(wrong.json["errors"]["inputEventSupported"].is_string(), "{wrong}");
    assert_eq!(edit(&key, path, json!({"name": "x", "code": "other"})).status, 400);
    assert_eq!(edit(&key, path, json!({"active": true})).status, 400, "a new module needs a name");
    for odd in ["[]", "5", "{broken", "null"] {
        assert_eq!(key.post(path, vec![("configuration".to_owned(), odd.to_owned())]).status, 400, "{odd}");
    }
    assert_eq!(key.post("/api/v3/telephony/settings/sip", form! { name: "x", active: "perhaps" }).status, 400);
    let reader = key.with_token("none", 0);
    reader.get("/api/v4/telephony/setting/sip", form! {}).refused(403, "Wrong \"apiKey\" value.");
}
