//! POST /integration-modules/{code}/edit: what follows from what a module can do

use serde_json::{Value, json};

use crate::support::{Actor, TestHub};

fn edit(key: &Actor, code: &str, module: Value) -> Value {
    let reply = key.post(&format!("/integration-modules/{code}/edit"), vec![("integrationModule".to_owned(), module.to_string())]);
    reply.ok()["info"].clone()
}

fn view(key: &Actor, code: &str) -> Value {
    key.get(&format!("/integration-modules/{code}"), form! {}).ok()["integrationModule"].clone()
}

#[test]
fn a_delivery_module_brings_a_delivery_type_that_follows_it() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let module = json!({"name": "Fast post", "integrations": {"delivery": {"actions": {"calculate": "/calc"}, "payerType": ["receiver"]}}});
    let info = edit(&key, "fast-post", module.clone());
    assert_eq!(info["deliveryType"]["code"], "fast-post");
    let id = info["deliveryType"]["id"].clone();
    assert!(id.is_i64());
    let types = || key.get("/reference/delivery-types", form! {}).ok()["deliveryTypes"].clone();
    let made = types()["fast-post"].clone();
    assert_eq!((&made["id"], &made["name"], &made["integrationCode"]), (&id, &json!("Fast post"), &json!("fast-post")));
    assert_eq!(made["active"], true);
    let count = types().as_object().map(|types| types.len());

    // Told again, it is the same type; switched off and on with the module; a renamed type keeps its name.
    key.post("/reference/delivery-types/fast-post/edit", form! { deliveryType: {name: "Our post"} }).ok();
    assert_eq!(edit(&key, "fast-post", json!({"active": false}))["deliveryType"]["id"], id);
    assert_eq!(types()["fast-post"]["active"], false);
    edit(&key, "fast-post", json!({"active": true, "name": "Faster post"}));
    assert_eq!((&types()["fast-post"]["active"], &types()["fast-post"]["name"]), (&json!(true), &json!("Our post")));
    edit(&key, "fast-post", json!({"freeze": true}));
    assert_eq!(types()["fast-post"]["active"], false);
    assert_eq!(types().as_object().map(|types| types.len()), count);
}

#[test]
fn a_delivery_module_takes_no_delivery_type_of_others() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let before = key.get("/reference/delivery-types", form! {}).ok()["deliveryTypes"]["courier"].clone();
    let info = edit(&key, "courier", json!({"name": "Courier", "integrations": {"delivery": {}}}));
    assert_eq!(info["deliveryType"]["code"], "courier-2");
    assert_eq!(key.get("/reference/delivery-types", form! {}).ok()["deliveryTypes"]["courier"], before);
}

#[test]
fn a_telephony_module_hears_whom_and_what_there_is_not() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let user = hub.person("mona@hub.test", &["manager"]);
    let telephony = json!({
        "makeCallUrl": "/call", "allowEdit": 1,
        "additionalCodes": [{"userId": user, "code": "101"}, {"userId": 999_999, "code": "102"}],
        "externalPhones": [{"siteCode": "north", "externalPhone": "+34911"}, {"siteCode": "nowhere", "externalPhone": "+34912"}],
    });
    let info = edit(&key, "calls", json!({"name": "Calls", "integrations": {"telephony": telephony}}));
    assert_eq!(info, json!({"notExistUsersIds": [999_999], "notExistSiteCodes": ["nowhere"]}));
    assert_eq!(
        view(&key, "calls")["integrations"],
        json!({"telephony": {
            "makeCallUrl": "/call", "allowEdit": true, "additionalCodes": [{"userId": user, "code": "101"}],
            "externalPhones": [{"siteCode": "north", "externalPhone": "+34911"}],
        }})
    );
}

#[test]
fn numbers_of_stores_a_key_does_not_see_are_neither_told_nor_lost() {
    let hub = TestHub::new();
    let (_, north) = hub.site_with_key();
    hub.site("south");
    let (south, everywhere) = (hub.key("south", "all"), hub.key("all", "all"));
    let phones = |numbers: &[(&str, &str)]| {
        let phones: Vec<Value> = numbers.iter().map(|(site, number)| json!({"siteCode": site, "externalPhone": number})).collect();
        json!({"name": "Calls", "integrations": {"telephony": {"externalPhones": phones}}})
    };
    let view = |key: &Actor| view(key, "calls")["integrations"]["telephony"]["externalPhones"].clone();
    assert_eq!(edit(&everywhere, "calls", phones(&[("north", "1"), ("south", "2")])), json!({}));
    assert_eq!(view(&north), json!([{"siteCode": "north", "externalPhone": "1"}]));
    // The other store is there as little as one that does not exist, and keeps its number.
    assert_eq!(edit(&north, "calls", phones(&[("north", "3"), ("south", "4")])), json!({"notExistSiteCodes": ["south"]}));
    assert_eq!(edit(&north, "calls", json!({"integrations": {"telephony": {"allowEdit": true}}})), json!({}));
    assert_eq!(view(&south), json!([{"siteCode": "south", "externalPhone": "2"}]));
    assert_eq!(view(&everywhere), json!([{"siteCode": "south", "externalPhone": "2"}]));
}

#[test]
fn every_kind_is_kept_until_it_is_told_anew_or_taken_away() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let kinds = json!({
        "store": {"actions": [{"code": "stock", "url": "/stock", "callPoints": ["pack"]}]},
        "recommendation": {"actions": {"recommendations": "/r"}, "addDefaultModes": true, "modes": [{"code": "m", "names": {"en": "Mode"}}]},
        "payment": {"actions": {"create": "/p"}, "currencies": ["EUR"], "invoiceTypes": ["link"], "shops": [{"code": "s", "name": "S", "active": true}]},
        "mgTransport": {"webhookUrl": "https://m.test/hook", "actions": {"visits": "/v"}},
        "mgBot": {"isActive": true, "name": "Bot"},
        "embedJs": {"entrypoint": "/app.js", "targets": ["order/card:common.before"], "pages": [{"code": "p", "menuItemTitle": {"ru": "Стр"}}]},
        "delivery": {
            "description": "D", "platePrintLimit": 10, "rateDeliveryCost": true, "requiredFields": ["phone"],
            "statusList": [{"code": "a", "name": "A", "isEditable": true}], "plateList": [{"type": "order", "code": "l", "label": "Label"}],
            "deliveryDataFieldList": [{"code": "f", "type": "choice", "choices": {"1": "One"}, "required": true}],
            "settings": {"costCalculateBy": "auto", "paymentTypes": [{"code": "cash", "active": true, "cod": true}]},
        },
    });
    edit(&key, "all", json!({"name": "All", "integrations": kinds}));
    assert_eq!(view(&key, "all")["integrations"], kinds);
    // A wish for a new token is no property, and read-only fields are not taken from outside.
    edit(&key, "all", json!({"integrations": {"mgBot": {"name": "Bot 2", "refreshToken": true, "token": "x"}, "payment": null}}));
    let after = view(&key, "all")["integrations"].clone();
    assert_eq!(after["mgBot"], json!({"name": "Bot 2"}));
    assert!(after.get("payment").is_none());
    assert_eq!(after["store"], kinds["store"]);
}

#[test]
fn modules_that_connect_at_once_do_not_lose_each_others_fields() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    edit(&key, "m", json!({"name": "M"}));
    std::thread::scope(|scope| {
        for number in 0..8 {
            let key = &key;
            scope.spawn(move || edit(key, "m", json!({"actions": {format!("a{number}"): "/x"}})));
        }
    });
    assert_eq!(view(&key, "m")["actions"].as_object().map(|actions| actions.len()), Some(8));
}
