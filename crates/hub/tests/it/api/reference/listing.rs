//! Reading dictionaries: what a fresh account has, in which shape, under which versions.

use serde_json::{Value, json};

use crate::support::TestHub;

/// Path, member of the answer, whether it is an object named by codes, entries of a fresh account.
const LISTS: [(&str, &str, bool, usize); 19] = [
    ("cost-groups", "costGroups", false, 6),
    ("cost-items", "costItems", false, 17),
    ("couriers", "couriers", false, 0),
    ("currencies", "currencies", false, 1),
    ("delivery-services", "deliveryServices", true, 0),
    ("delivery-types", "deliveryTypes", true, 2),
    ("legal-entities", "legalEntities", false, 0),
    ("mg-channels", "mgChannels", false, 0),
    ("order-methods", "orderMethods", true, 11),
    ("order-types", "orderTypes", true, 3),
    ("payment-statuses", "paymentStatuses", true, 10),
    ("payment-types", "paymentTypes", true, 5),
    ("price-types", "priceTypes", false, 1),
    ("product-statuses", "productStatuses", true, 13),
    ("sites", "sites", true, 1),
    ("status-groups", "statusGroups", true, 6),
    ("statuses", "statuses", true, 24),
    ("stores", "stores", false, 0),
    ("units", "units", true, 2),
];

#[test]
fn a_fresh_account_has_the_reference_data_modules_expect() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for (path, member, by_code, count) in LISTS {
        let reply = key.get(&format!("/reference/{path}"), form! {}).ok();
        let entries: Vec<(Option<&String>, &Value)> = match &reply[member] {
            Value::Object(entries) if by_code => entries.iter().map(|(code, entry)| (Some(code), entry)).collect(),
            Value::Array(entries) if !by_code => entries.iter().map(|entry| (None, entry)).collect(),
            other => panic!("{path}: {other}"),
        };
        assert_eq!(entries.len(), count, "{path}");
        for (code, entry) in entries {
            assert!(code.is_none_or(|code| entry["code"] == code.as_str()), "{path}: {entry}");
            assert!(
                entry.as_object().is_some_and(|entry| !entry.is_empty() && entry.values().all(|value| !value.is_null())),
                "{path}: {entry}"
            );
        }
    }
}

#[test]
fn entries_have_the_fields_and_types_clients_read() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let get = |path: &str| key.get(&format!("/reference/{path}"), form! {}).ok();

    let expected =
        json!({"code": "client-confirmed", "name": "Agreed with the customer", "active": true, "ordering": 30, "group": "approval"});
    assert_eq!(get("statuses")["statuses"]["client-confirmed"], expected);
    assert_eq!(
        get("status-groups")["statusGroups"]["delivery"],
        json!({"code": "delivery", "name": "Delivery", "active": true, "ordering": 40, "process": true,
            "statuses": ["send-to-delivery", "delivering", "redirect", "ready-for-self-pickup", "arrived-in-pickup-point"]})
    );
    assert_eq!(
        get("order-types")["orderTypes"]["main"],
        json!({"code": "main", "name": "Main", "active": true, "defaultForCrm": true, "defaultForApi": true, "ordering": 1})
    );
    assert_eq!(
        get("order-methods")["orderMethods"]["shopping-cart"],
        json!({"code": "shopping-cart", "name": "Through the cart", "active": true, "defaultForCrm": false, "defaultForApi": true, "isFromPos": false})
    );
    assert_eq!(
        get("product-statuses")["productStatuses"]["saled"],
        json!({"code": "saled", "name": "Sold", "active": true, "ordering": 70, "cancelStatus": false, "createdAt": "2026-03-14 15:00:00",
            "orderStatusByProductStatus": "complete", "orderStatusForProductStatus": "complete"})
    );
    assert_eq!(get("units")["units"]["pc"], json!({"code": "pc", "name": "Piece", "sym": "pc", "default": true, "active": true}));
    assert_eq!(get("currencies")["currencies"], json!([{"id": 1, "code": "RUB", "isBase": true, "isAutoConvert": false}]));

    let cash = &get("payment-types")["paymentTypes"]["cash"];
    assert_eq!(cash["deliveryTypes"], json!(["courier", "self-delivery"]));
    assert_eq!(cash["sites"], json!([]));
    let statuses = json!(["not-paid", "invoice", "wait-approved", "payment-start", "canceled", "fail", "paid", "returned"]);
    assert_eq!(cash["paymentStatuses"], statuses);
    let paid = &get("payment-statuses")["paymentStatuses"]["paid"];
    assert_eq!((&paid["paymentComplete"], &paid["ordering"]), (&json!(true), &json!(60)));
    assert_eq!(get("payment-statuses")["paymentStatuses"]["credit-check"]["paymentTypes"], json!(["credit"]));
    let courier = &get("delivery-types")["deliveryTypes"]["courier"];
    assert_eq!(courier["paymentTypes"], json!(["cash", "bank-card", "e-money", "bank-transfer", "credit"]));
    assert_eq!(courier["deliveryPaymentTypes"][0], json!({"code": "cash", "cod": false}));
    assert_eq!((&courier["currency"], &courier["defaultCost"]), (&json!("RUB"), &json!(0)));
    assert!(courier["id"].is_i64());
}

#[test]
fn a_dictionary_is_the_same_under_every_version_that_has_it() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for path in ["statuses", "sites", "payment-types", "countries"] {
        let replies = ["v3", "v4", "v5"].map(|version| key.get(&format!("/api/{version}/reference/{path}"), form! {}).ok());
        assert!(replies.iter().all(|reply| *reply == replies[0]), "{path}");
    }
    key.get("/api/v4/reference/price-types", form! {}).ok();
    key.get("/api/v3/reference/price-types", form! {}).refused(404, "API method not found");
    key.get("/api/v4/reference/units", form! {}).refused(404, "API method not found");
}
