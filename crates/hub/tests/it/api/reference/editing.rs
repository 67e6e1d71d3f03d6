//! Editing dictionaries by code: made when new, changed when known, refused when it cannot be.

use serde_json::json;

use crate::support::{Call, TestHub};

/// Path, parameter, member of the list, fields of a new entry besides code and name.
fn edits() -> Vec<(&'static str, &'static str, &'static str, serde_json::Value)> {
    vec![
        ("delivery-services", "deliveryService", "deliveryServices", json!({})),
        ("delivery-types", "deliveryType", "deliveryTypes", json!({})),
        ("order-methods", "orderMethod", "orderMethods", json!({})),
        ("order-types", "orderType", "orderTypes", json!({})),
        ("payment-statuses", "paymentStatus", "paymentStatuses", json!({})),
        ("payment-types", "paymentType", "paymentTypes", json!({})),
        ("product-statuses", "productStatus", "productStatuses", json!({})),
        ("statuses", "status", "statuses", json!({"group": "new"})),
        ("units", "unit", "units", json!({"sym": "tst"})),
        ("price-types", "priceType", "priceTypes", json!({})),
        ("stores", "store", "stores", json!({})),
        ("cost-groups", "costGroup", "costGroups", json!({})),
        ("cost-items", "costItem", "costItems", json!({"group": "delivery"})),
    ]
}

#[test]
fn an_entry_is_made_when_its_code_is_new_and_changed_when_it_is_known() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for (path, parameter, member, mut fields) in edits() {
        let code = format!("dict-{path}-1");
        fields["code"] = json!(code);
        fields["name"] = json!("Aaa");
        fields["active"] = json!(false);
        let address = format!("/reference/{path}/{code}/edit");
        let reply = key.call(Call::post(&address).multipart(vec![(parameter.to_owned(), fields.to_string())]));
        assert_eq!((reply.status, &reply.json), (200, &json!({"success": true})), "{path}");

        let second = json!({"code": code, "name": "Bbb", "active": "0"});
        key.post(&address, vec![(parameter.to_owned(), second.to_string())]).ok();

        let list = key.get(&format!("/reference/{path}"), form! {}).ok();
        let entry = match &list[member] {
            serde_json::Value::Array(entries) => entries.iter().find(|entry| entry["code"] == *code).cloned().unwrap_or_default(),
            entries => entries[&code].clone(),
        };
        assert_eq!((&entry["name"], &entry["active"]), (&json!("Bbb"), &json!(false)), "{path}: {entry}");
        for (field, value) in fields.as_object().into_iter().flatten().filter(|(field, _)| *field != "name") {
            assert_eq!(entry[field], *value, "{path}: what was not sent again stays");
        }
    }
}

#[test]
fn what_an_entry_cannot_be_without_is_named() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for (path, parameter, _, _) in edits() {
        let address = format!("/reference/{path}/fresh/edit");
        key.post(&address, form! {}).refused(400, &format!("Parameter '{parameter}' is missing"));
        let reply = key.post(&address, vec![(parameter.to_owned(), "{}".to_owned())]).refused(400, "Errors in the entity format");
        assert_eq!(reply.json["errors"]["name"], "This value should not be blank.", "{path}");
        key.post(&address, vec![(parameter.to_owned(), "{\"name\":".to_owned())]).refused(400, "Errors in the entity format");
        let reply =
            key.post(&address, vec![(parameter.to_owned(), r#"{"name":["a"]}"#.to_owned())]).refused(400, "Errors in the entity format");
        assert!(reply.json["errors"]["name"].is_string(), "{path}: {reply}");
    }
    let reply = key.post("/reference/statuses/fresh/edit", form! { status: {name: "Fresh"} }).refused(400, "Errors in the entity format");
    assert_eq!(reply.json["errors"], json!({"group": "This value should not be blank."}));
    let reply = key.post("/reference/units/fresh/edit", form! { unit: {name: "Fresh"} }).refused(400, "Errors in the entity format");
    assert_eq!(reply.json["errors"], json!({"sym": "This value should not be blank."}));
}

#[test]
fn absent_null_and_value_are_three_things() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let store = || key.get("/reference/stores", form! {}).ok()["stores"][0].clone();
    let edit = |fields: serde_json::Value| key.post("/reference/stores/main/edit", vec![("store".to_owned(), fields.to_string())]).ok();

    edit(
        json!({"name": "Main", "contact": "Ann", "description": "North", "address": {"city": "Madrid", "index": "28001", "countryIso": "es",
        "coordinates": {"latitude": 51.660781, "longitude": "39.200269"}}, "phone": {"number": 88005553535_i64},
        "workTime": {"mo": [{"startTime": "9:00", "endTime": "18:00"}]}}),
    );
    assert_eq!(
        store(),
        json!({"code": "main", "name": "Main", "contact": "Ann", "description": "North", "active": true, "type": "store-type-warehouse",
            "inventoryType": "integer", "address": {"city": "Madrid", "index": "28001", "countryIso": "ES",
            "coordinates": {"latitude": 51.660781, "longitude": 39.200269}}, "phone": {"number": "88005553535"},
            "workTime": {"mo": [{"startTime": "09:00", "endTime": "18:00"}], "tu": [], "we": [], "th": [], "fr": [], "sa": [], "su": []}})
    );

    edit(json!({"contact": null, "description": "", "type": null, "address": {"index": null, "street": "Mayor"}, "phone": null}));
    assert_eq!(
        store(),
        json!({"code": "main", "name": "Main", "active": true, "type": "store-type-warehouse", "inventoryType": "integer",
            "address": {"city": "Madrid", "countryIso": "ES", "coordinates": {"latitude": 51.660781, "longitude": 39.200269}, "street": "Mayor"},
            "phone": {}, "workTime": {"mo": [{"startTime": "09:00", "endTime": "18:00"}], "tu": [], "we": [], "th": [], "fr": [], "sa": [], "su": []}})
    );

    let reply = key.post("/reference/stores/main/edit", form! { store: {name: ""} }).refused(400, "Errors in the entity format");
    assert_eq!(reply.json["errors"], json!({"name": "This value should not be blank."}));
}

#[test]
fn one_entry_of_a_dictionary_has_a_default_flag() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let flags = || {
        let types = key.get("/reference/order-types", form! {}).ok()["orderTypes"].clone();
        ["main", "eshop-legal"].map(|code| (types[code]["defaultForCrm"].clone(), types[code]["defaultForApi"].clone()))
    };
    key.post("/reference/order-types/eshop-legal/edit", form! { orderType: {defaultForApi: true} }).ok();
    assert_eq!(flags(), [(json!(true), json!(false)), (json!(false), json!(true))]);
    key.post("/reference/order-types/eshop-legal/edit", form! { orderType: {defaultForCrm: 1} }).ok();
    assert_eq!(flags(), [(json!(false), json!(false)), (json!(true), json!(true))]);
    key.post("/reference/order-types/main/edit", form! { orderType: {name: "Usual"} }).ok();
    assert_eq!(flags(), [(json!(false), json!(false)), (json!(true), json!(true))]);

    key.post("/reference/units/kg/edit", form! { unit: {default: "true"} }).ok();
    let units = key.get("/reference/units", form! {}).ok();
    assert_eq!((&units["units"]["kg"]["default"], &units["units"]["pc"]["default"]), (&json!(true), &json!(false)));
}

#[test]
fn fields_hold_what_they_may_and_say_what_that_is() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let wrong = [
        (
            "statuses/x",
            "status",
            json!({"name": "X", "group": "nowhere"}),
            "group",
            "\"StatusGroup\" with \"code\"=\"nowhere\" does not exist.",
        ),
        (
            "cost-items/x",
            "costItem",
            json!({"name": "X", "group": "nowhere"}),
            "group",
            "\"CostGroup\" with \"code\"=\"nowhere\" does not exist.",
        ),
        ("cost-items/x", "costItem", json!({"name": "X", "group": "delivery", "type": "rare"}), "type", "must be one of const, var"),
        ("cost-groups/x", "costGroup", json!({"name": "X", "color": "red"}), "color", "must be a colour such as #19976e"),
        (
            "product-statuses/x",
            "productStatus",
            json!({"name": "X", "orderStatusByProductStatus": "gone"}),
            "orderStatusByProductStatus",
            "\"Status\" with \"code\"=\"gone\" does not exist.",
        ),
        (
            "stores/x",
            "store",
            json!({"name": "X", "type": "shed"}),
            "type",
            "must be one of store-type-online, store-type-retail, store-type-supplier, store-type-warehouse",
        ),
        ("stores/x", "store", json!({"name": "X", "email": "nobody"}), "email", "must be an e-mail address"),
        (
            "stores/x",
            "store",
            json!({"name": "X", "address": {"countryIso": "XX"}}),
            "address.countryIso",
            "There is no country \"XX\"; write its two-letter ISO 3166-1 code, such as ES.",
        ),
        ("delivery-types/x", "deliveryType", json!({"name": "X", "defaultCost": -1}), "defaultCost", "must be 0 or more"),
        (
            "delivery-types/x",
            "deliveryType",
            json!({"name": "X", "currency": "MONEY"}),
            "currency",
            "There is no currency \"MONEY\"; write its ISO 4217 code, such as EUR.",
        ),
        (
            "delivery-types/x",
            "deliveryType",
            json!({"name": "X", "vatRate": "120"}),
            "vatRate",
            "must be a rate in per cent, 0 to 100, or none",
        ),
        (
            "legal-entities/x",
            "legalEntity",
            json!({"legalName": "X", "contragentType": "entrepreneur"}),
            "contragentType",
            "must be one of individual, legal-entity, enterpreneur",
        ),
        (
            "price-types/x",
            "priceType",
            json!({"name": "X", "geo": [{"country": "ES"}, {"country": "??"}]}),
            "geo[1].country",
            "There is no country \"??\"; write its two-letter ISO 3166-1 code, such as ES.",
        ),
        (
            "order-types/x",
            "orderType",
            json!({"name": "X", "code": "y"}),
            "code",
            "is \"y\" here and \"x\" in the address; codes never change",
        ),
    ];
    for (path, parameter, fields, field, text) in wrong {
        let form = vec![(parameter.to_owned(), fields.to_string())];
        let reply = key.post(&format!("/reference/{path}/edit"), form).refused(400, "Errors in the entity format");
        assert_eq!(reply.json["errors"], json!({field: text}), "{path} {fields}");
    }
    let reply = key.post("/reference/order-types/%00/edit", form! { orderType: {name: "X"} }).refused(400, "Errors in the entity format");
    assert_eq!(reply.json["errors"], json!({"code": "must not contain control characters"}));
    key.post("/reference/order-types/%20/edit", form! { orderType: {name: "X"} }).refused(400, "Errors in the entity format");
}

#[test]
fn a_legal_entity_takes_what_it_is_not_told_from_the_account() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.post("/reference/legal-entities/acme/edit", form! { legalEntity: {legalName: "Acme", INN: 7_712_345_678_i64, vatRate: 20} }).ok();
    assert_eq!(
        key.get("/reference/legal-entities", form! {}).ok()["legalEntities"],
        json!([{"code": "acme", "legalName": "Acme", "contragentType": "legal-entity", "countryIso": "RU", "INN": "7712345678", "vatRate": "20.00"}])
    );
}

#[test]
fn codes_are_taken_as_clients_have_them() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for (address, code) in [("796", "796"), ("flat_rate%3A1", "flat_rate:1"), ("%D1%88%D1%82", "шт"), ("a%20b", "a b")] {
        key.post(&format!("/reference/units/{address}/edit"), form! { units: {name: "Unit", sym: "u"} }).ok();
        assert_eq!(key.get("/reference/units", form! {}).ok()["units"][code]["code"], code);
    }
    key.post("/reference/units/796/edit", form! { unit: {code: 796, name: "Piece"} }).ok();
    key.post("/reference/price-types/sale/edit", form! { priceTypes: {name: "Sale", ordering: "5"} }).ok();
    let types = key.get("/reference/price-types", form! {}).ok();
    assert_eq!(types["priceTypes"][0]["code"], "sale");
    assert_eq!((&types["priceTypes"][0]["default"], &types["priceTypes"][1]["default"]), (&json!(false), &json!(true)));
}

#[test]
fn an_integration_is_set_once() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.post("/reference/delivery-types/fast/edit", form! { deliveryType: {name: "Fast", integrationCode: "first"} }).ok();
    key.post("/reference/delivery-types/fast/edit", form! { deliveryType: {integrationCode: "second", isAutoCostCalculation: true} }).ok();
    let fast = key.get("/reference/delivery-types", form! {}).ok()["deliveryTypes"]["fast"].clone();
    assert_eq!((&fast["integrationCode"], &fast["isAutoCostCalculation"]), (&json!("first"), &json!(false)));
}

#[test]
fn edits_at_once_leave_one_default_and_lose_nothing() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    std::thread::scope(|scope| {
        for number in 0..12 {
            let key = &key;
            scope.spawn(move || {
                let address = format!("/reference/order-types/t{}/edit", number % 6);
                let fields = json!({"name": format!("T{number}"), "defaultForApi": true, "defaultForCrm": number % 2 == 0});
                key.post(&address, vec![("orderType".to_owned(), fields.to_string())]).ok();
                key.post("/reference/stores/main/edit", form! { store: {name: "Main", address: {"city": "Madrid"}} }).ok();
                key.post(
                    &format!("/reference/payment-statuses/s{number}/edit"),
                    form! { paymentStatus: {name: "S", paymentTypes: ["cash"]} },
                )
                .ok();
            });
        }
    });
    let types = key.get("/reference/order-types", form! {}).ok()["orderTypes"].clone();
    let with = |flag: &str| types.as_object().into_iter().flatten().filter(|(_, one)| one[flag] == true).count();
    assert_eq!(types.as_object().map(serde_json::Map::len), Some(9));
    assert_eq!(with("defaultForApi"), 1);
    assert!(with("defaultForCrm") <= 1);
    let cash = key.get("/reference/payment-types", form! {}).ok()["paymentTypes"]["cash"]["paymentStatuses"].clone();
    let linked = |number: i32| cash.as_array().is_some_and(|codes| codes.contains(&json!(format!("s{number}"))));
    assert!((0..12).all(linked), "{cash}");
}
