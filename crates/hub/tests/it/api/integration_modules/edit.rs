//! POST /integration-modules/{code}/edit, GET /integration-modules/{code}

use serde_json::json;

use crate::support::{Call, TestHub};

#[test]
fn a_shop_module_connects_as_the_real_ones_do_and_is_told_back() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let sent = json!({
        "clientId": "6b04abe873824", "code": "opencart-6b04abe873824", "integrationCode": "opencart", "active": true, "name": "Opencart",
        "logo": "https://img.test/opencart.svg", "accountUrl": "https://shop.test/admin",
    });
    let reply = key.call(
        Call::post("/integration-modules/opencart-6b04abe873824/edit").multipart(vec![("integrationModule".into(), sent.to_string())]),
    );
    assert_eq!((reply.status, reply.ok()), (201, json!({"success": true, "info": {}})), "a new code");
    let again = key.post("/integration-modules/opencart-6b04abe873824/edit", form! { integrationModule: sent });
    assert_eq!((again.status, again.ok()), (200, json!({"success": true, "info": {}})), "a code there is");
    let view = key.get("/integration-modules/opencart-6b04abe873824", form! {}).ok();
    assert_eq!(
        view["integrationModule"],
        json!({
            "active": true, "freeze": false, "native": false, "availableCountries": [], "code": "opencart-6b04abe873824",
            "integrationCode": "opencart", "name": "Opencart", "logo": "https://img.test/opencart.svg", "clientId": "6b04abe873824",
            "accountUrl": "https://shop.test/admin",
        })
    );
}

#[test]
fn fields_that_are_not_sent_stay_and_blank_ones_go() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let edit =
        |module: serde_json::Value| key.post("/integration-modules/m_1/edit", vec![("integrationModule".into(), module.to_string())]);
    edit(
        json!({"name": "One", "clientId": 5, "active": "true", "baseUrl": "https://m.test", "actions": {"activity": "/a", "config": "/c"}}),
    )
    .ok();
    edit(json!({"active": "0", "actions": {"config": null, "settings": "/s"}, "baseUrl": "", "native": true, "unknown": 1})).ok();
    let module = key.get("/integration-modules/m_1", form! {}).ok()["integrationModule"].clone();
    assert_eq!(
        module,
        json!({
            "active": false, "freeze": false, "native": false, "availableCountries": [], "code": "m_1", "integrationCode": "m_1", "name": "One",
            "clientId": "5", "actions": {"activity": "/a", "settings": "/s"},
        })
    );
}

#[test]
fn what_cannot_be_a_module_is_refused_with_the_field() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let edit = |code: &str, module: serde_json::Value| {
        let reply = key.post(&format!("/integration-modules/{code}/edit"), vec![("integrationModule".into(), module.to_string())]);
        reply.refused(400, "Errors in the entity format").json["errors"].take()
    };
    assert_eq!(edit("m", json!({"active": true})), json!({"name": "This value should not be blank."}));
    assert_eq!(edit("m", json!({"name": "M", "active": "maybe"})), json!({"active": "must be true or false"}));
    assert!(edit("m", json!({"name": "M", "code": "n"})).get("code").is_some());
    assert!(edit("m", json!({"name": "M", "availableCountries": ["ES", "QQ"]})).get("availableCountries[1]").is_some());
    assert!(edit("%20m", json!({"name": "M"})).get("code").is_some());
    assert!(
        edit("m", json!({"name": "M", "integrations": {"delivery": {"statusList": [{"isError": "?"}]}}}))
            .get("integrations.delivery.statusList[0].isError")
            .is_some()
    );
    key.post("/integration-modules/m/edit", form! {}).refused(400, "Parameter 'integrationModule' is missing");
    key.get("/integration-modules/m", form! {}).refused(404, "Not found");
}

#[test]
fn a_module_of_the_catalogue_needs_no_name() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.post("/integration-modules/presta-1/edit", form! { integrationModule: {integrationCode: "prestashop"} }).ok();
    let view = key.get("/integration-modules/presta-1", form! {}).ok();
    assert_eq!(view["integrationModule"]["name"], "PrestaShop");
    // Once it has a name, it keeps it.
    key.post("/integration-modules/presta-1/edit", form! { integrationModule: {name: "My shop"} }).ok();
    key.post("/integration-modules/presta-1/edit", form! { integrationModule: {active: false} }).ok();
    assert_eq!(key.get("/integration-modules/presta-1", form! {}).ok()["integrationModule"]["name"], "My shop");
}

#[test]
fn it_takes_the_scopes_of_integration() {
    let hub = TestHub::new();
    hub.site("north");
    let (reader, writer) = (hub.key("all", "/integration-modules/{code}"), hub.key("all", "/integration-modules/{code}/edit"));
    reader.post("/integration-modules/m/edit", form! { integrationModule: {name: "M"} }).denied();
    writer.post("/integration-modules/m/edit", form! { integrationModule: {name: "M"} }).ok();
    writer.get("/integration-modules/m", form! {}).denied();
    reader.get("/integration-modules/m", form! {}).ok();
    let both = hub.key("all", "integration-modules.*,/credentials");
    assert_eq!(both.get("/api/credentials", form! {}).ok()["scopes"], json!(["integration_read", "integration_write"]));
    let one = hub.key("all", "/integration-modules/{code},/credentials");
    assert_eq!(one.get("/api/credentials", form! {}).ok()["scopes"], json!(["integration_read"]));
}
