//! GET /custom-fields, GET /custom-fields/{entity}/{code}, POST …/create and …/edit.

use serde_json::{Value, json};

use super::{declare, declare_all};
use crate::support::TestHub;
use crate::support::steps::{assert_within, rows};

const INPUT: &str = "Errors in the input parameters";

fn codes(reply: &Value) -> Vec<String> {
    rows(reply, "customFields").iter().map(|field| field["code"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_field_is_looked_for_declared_read_and_changed() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.get("/custom-fields/order/ps_company", form! {}).refused(404, "Not found");
    assert_eq!(
        key.get("/custom-fields", form! {}).ok(),
        json!({"success": true, "pagination": {"limit": 20, "totalCount": 0, "currentPage": 1, "totalPageCount": 0}, "customFields": []})
    );
    let field = form! { customField: {code: "ps_company", name: "Company", type: "string", displayArea: "customer"} };
    let made = key.post("/custom-fields/order/create", field.clone());
    assert_eq!((made.status, made.ok()), (201, json!({"success": true, "code": "ps_company"})));
    let shown = json!({
        "name": "Company", "code": "ps_company", "required": false, "inFilter": false, "inList": false, "inGroupActions": false,
        "type": "string", "entity": "order", "ordering": 990, "displayArea": "customer", "viewMode": "editable",
        "viewModeMobile": "editable",
    });
    assert_eq!(key.get("/custom-fields/order/ps_company", form! {}).ok()["customField"], shown);
    assert_eq!(key.get("/custom-fields", form! {}).ok()["customFields"], json!([shown]));
    let again = key.post("/custom-fields/order/create", field).refused(400, INPUT).json;
    assert_eq!(again["errors"]["code"], "\"CustomField\" with \"code\"=\"ps_company\" already exists.");
    // The same code is free for every other entity.
    declare(&key, "customer", json!({"code": "ps_company", "name": "Company", "type": "string"}));

    let edited = key.post(
        "/custom-fields/order/ps_company/edit",
        form! { customField: {code: "ps_company", type: "string", entity: "order", name: "Firm", inList: 1, viewModeMobile: "miss", ordering: "5"} },
    );
    assert_eq!(edited.ok(), json!({"success": true, "code": "ps_company"}));
    let now = key.get("/custom-fields/order/ps_company", form! {}).ok();
    assert_within(
        &now["customField"],
        &json!({"name": "Firm", "inList": true, "viewModeMobile": "miss", "ordering": 5, "displayArea": "customer"}),
    );
    assert_eq!(key.get("/custom-fields/customer/ps_company", form! {}).ok()["customField"]["name"], "Company");
}

#[test]
fn what_a_field_cannot_be_is_refused_by_name() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    declare_all(&key, "order");
    let good = json!({"code": "x", "name": "X", "type": "string"});
    for (change, path) in [
        (json!({"code": ""}), "code"),
        (json!({"code": "a b"}), "code"),
        (json!({"code": "-a"}), "code"),
        (json!({"code": "цвет"}), "code"),
        (json!({"code": "a_string"}), "code"),
        (json!({"name": " "}), "name"),
        (json!({"name": null}), "name"),
        (json!({"type": ""}), "type"),
        (json!({"type": "money"}), "type"),
        (json!({"type": "dictionary"}), "dictionary"),
        (json!({"type": "multiselect_dictionary", "dictionary": "none"}), "dictionary"),
        (json!({"dictionary": "colours"}), "dictionary"),
        (json!({"viewMode": "no"}), "viewMode"),
        (json!({"viewModeMobile": "no"}), "viewModeMobile"),
        (json!({"ordering": -1}), "ordering"),
        (json!({"entity": "customer"}), "entity"),
        (json!({"type": "boolean", "defaultTyped": "maybe"}), "defaultTyped"),
        (json!({"type": "dictionary", "dictionary": "colours", "default": "pink"}), "defaultTyped"),
        (json!({"type": "date", "default": "31.12.2026"}), "defaultTyped"),
    ] {
        let mut field = good.clone();
        field.as_object_mut().expect("an object").extend(change.as_object().cloned().expect("an object"));
        let refused = key.post("/custom-fields/order/create", form! { customField: field }).refused(400, INPUT).json;
        assert!(refused["errors"].get(path).is_some(), "{change}: {refused}");
    }
    key.post("/custom-fields/order/create", form! {}).refused(400, "Parameter 'customField' is missing");
    key.post("/custom-fields/order/create", form! { customField: [] }).refused(400, "Errors in the entity format");
    let several = key.post("/custom-fields/order/create", form! { customField: {code: "x", viewMode: "no"} }).refused(400, INPUT).json;
    assert_eq!(several["errors"].as_object().map(|errors| errors.len()), Some(3), "{several}");
    // The type is that of the values that are kept.
    for change in [json!({"type": "text"}), json!({"entity": "customer"}), json!({"code": "b"})] {
        key.post("/custom-fields/order/a_string/edit", form! { customField: change }).refused(400, INPUT);
    }
    key.post("/custom-fields/order/none/edit", form! { customField: {name: "X"} }).refused(404, "Not found");
    for owner in ["invoice", "orders", "1"] {
        key.get(&format!("/custom-fields/{owner}/x"), form! {}).refused(404, "API method not found");
        key.post(&format!("/custom-fields/{owner}/create"), form! { customField: good }).refused(404, "API method not found");
        key.post(&format!("/custom-fields/{owner}/x/edit"), form! { customField: good }).refused(404, "API method not found");
    }
}

#[test]
fn a_default_is_told_by_its_type_and_as_text() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    declare_all(&key, "order");
    for (kind, sent, typed, text) in [
        ("boolean", json!("false"), json!(false), json!("false")),
        ("integer", json!("7"), json!(7), json!("7")),
        ("numeric", json!(1.5), json!(1.5), json!("1.5")),
        ("string", json!(12), json!("12"), json!("12")),
        ("date", json!("2026-03-14 15:00:00"), json!("2026-03-14"), json!("2026-03-14")),
        ("dictionary", json!("red"), json!("red"), json!("red")),
        ("multiselect_dictionary", json!(["red", "blue", "red"]), json!(["red", "blue"]), Value::Null),
    ] {
        key.post(&format!("/custom-fields/order/a_{kind}/edit"), form! { customField: {defaultTyped: sent} }).ok();
        let field = key.get(&format!("/custom-fields/order/a_{kind}"), form! {}).ok();
        assert_eq!((&field["customField"]["defaultTyped"], &field["customField"]["default"]), (&typed, &text), "{kind}");
        key.post(&format!("/custom-fields/order/a_{kind}/edit"), form! { customField: {defaultTyped: null} }).ok();
        let field = key.get(&format!("/custom-fields/order/a_{kind}"), form! {}).ok();
        assert!(field["customField"].get("defaultTyped").is_none(), "{field}");
    }
    // One client writes the name otherwise; the older field alone will do.
    for sent in [json!({"default_typed": true}), json!({"default": "1"}), json!({"default": "", "defaultTyped": true})] {
        key.post("/custom-fields/order/a_boolean/edit", form! { customField: sent }).ok();
        assert_eq!(key.get("/custom-fields/order/a_boolean", form! {}).ok()["customField"]["defaultTyped"], true, "{sent}");
        key.post("/custom-fields/order/a_boolean/edit", form! { customField: {default: null} }).ok();
    }
}

#[test]
fn fields_are_found_by_every_filter() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    declare(&key, "order", json!({"code": "wrap", "name": "Gift wrap", "type": "boolean", "inFilter": true, "displayArea": "customer"}));
    declare(&key, "order", json!({"code": "note", "name": "Note", "type": "text", "viewMode": "not_editable", "ordering": 1}));
    declare(&key, "company", json!({"code": "size", "name": "Size", "type": "integer"}));
    let found = |query| codes(&key.get("/custom-fields", query).ok());
    assert_eq!(found(form! {}), ["note", "wrap", "size"], "entity by entity, each in its order");
    assert_eq!(found(form! { "filter[entity]": "order" }), ["note", "wrap"]);
    assert_eq!(found(form! { "filter[entity]": "loyalty_account", "limit": 250 }), [""; 0]);
    assert_eq!(found(form! { "filter[type][]": "text", "filter[entity]": "order" }), ["note"]);
    assert_eq!(found(form! { "filter[type][0]": "text", "filter[type][1]": "integer" }), ["note", "size"]);
    assert_eq!(found(form! { "filter[name]": "GIFT" }), ["wrap"]);
    assert_eq!(found(form! { "filter[code]": "size" }), ["size"]);
    assert_eq!(found(form! { "filter[viewMode]": "not_editable" }), ["note"]);
    assert_eq!(found(form! { "filter[displayArea][]": "customer" }), ["wrap"]);
    assert_eq!(found(form! { "filter[inFilter]": 1 }), ["wrap"]);
    assert_eq!(found(form! { "filter[inFilter]": 0 }), ["note", "size"]);
    key.get("/custom-fields", form! { limit: 300 }).refused(400, INPUT);
    let page = key.get("/custom-fields", form! { limit: 250, page: 2 }).ok();
    assert_eq!((codes(&page), &page["pagination"]["totalCount"]), (vec![], &json!(3)));
}

#[test]
fn declarations_are_shown_to_keys_with_masks_too() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    declare_all(&key, "customer");
    let masked = hub.masked("north", "custom=hide,names=hide,phone=hide,email=hide");
    assert_eq!(masked.get("/custom-fields", form! {}).ok(), key.get("/custom-fields", form! {}).ok());
    for path in ["/custom-fields/customer/a_email", "/custom-fields/dictionaries/colours", "/custom-fields/dictionaries"] {
        assert_eq!(masked.get(path, form! {}).ok(), key.get(path, form! {}).ok());
    }
    let customer = key.customer(json!({"firstName": "Anna", "customFields": {"a_email": "a@example.com", "a_string": "x"}}));
    assert_eq!(masked.read_customer(customer)["customFields"], json!([]));
    // Fields whose codes look like names of declarations are values all the same.
    declare(&key, "customer", json!({"code": "field", "name": "Field", "type": "string"}));
    declare(&key, "customer", json!({"code": "Field", "name": "Field", "type": "string"}));
    key.edit_customer(customer, json!({"customFields": {"field": "secret-1", "Field": "secret-2"}}));
    assert!(!format!("{:?}", masked.history("customers", form! {})).contains("secret"));
}
