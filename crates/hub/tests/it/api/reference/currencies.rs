//! POST /reference/currencies/create, /reference/currencies/{id}/edit

use serde_json::{Value, json};

use crate::support::{Actor, TestHub};

fn currencies(key: &Actor) -> Value {
    key.get("/reference/currencies", form! {}).ok()["currencies"].clone()
}

#[test]
fn currencies_are_added_once_and_changed_by_id() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let reply =
        key.post("/reference/currencies/create", form! { currency: {code: "usd", isAutoConvert: true, autoConvertExtraPercent: 5} });
    assert_eq!(reply.status, 201);
    let id = reply.ok()["id"].clone();
    key.post(
        &format!("/reference/currencies/{id}/edit"),
        form! { currency: {isAutoConvert: false, manualConvertNominal: 100, manualConvertValue: "91.5"} },
    )
    .ok();
    let dollar = json!({"id": id, "code": "USD", "isBase": false, "isAutoConvert": false, "autoConvertExtraPercent": 5,
        "manualConvertNominal": 100, "manualConvertValue": 91.5});
    assert_eq!(currencies(&key)[1], dollar);

    let again = key.post("/reference/currencies/create", form! { currency: {code: "USD"} }).refused(400, "Errors in the entity format");
    assert_eq!(again.json["errors"], json!({"code": "The currency \"USD\" is there already."}));
    for (fields, field) in [
        (json!({"code": "XXY"}), "code"),
        (json!({"isBase": false}), "code"),
        (json!({"code": "KZT", "autoConvertExtraPercent": 101}), "autoConvertExtraPercent"),
        (json!({"code": "KZT", "manualConvertNominal": 0}), "manualConvertNominal"),
    ] {
        let reply = key.post("/reference/currencies/create", form! { currency: fields }).refused(400, "Errors in the entity format");
        assert!(reply.json["errors"][field].is_string(), "{reply}");
    }
    key.post("/reference/currencies/999/edit", form! { currency: {isBase: true} }).refused(404, "Not found");
    key.post(&format!("/reference/currencies/{id}/edit"), form! { currency: {code: "EUR"} }).refused(400, "Errors in the entity format");
}

#[test]
fn one_currency_is_the_base_and_the_accounts() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let reply = key.post("/reference/currencies/1/edit", form! { currency: {isBase: false} }).refused(400, "Errors in the entity format");
    assert!(reply.json["errors"]["isBase"].is_string());
    key.post("/reference/currencies/create", form! { currency: {code: "EUR", isBase: true} }).ok();
    let bases = |currencies: &Value| currencies.as_array().into_iter().flatten().map(|one| one["isBase"].clone()).collect::<Vec<_>>();
    assert_eq!(bases(&currencies(&key)), [json!(false), json!(true)]);
    assert_eq!(key.get("/settings", form! {}).ok()["settings"]["default_currency"]["value"], "EUR");
    assert_eq!(key.get("/reference/delivery-types", form! {}).ok()["deliveryTypes"]["courier"]["currency"], "EUR");
}
