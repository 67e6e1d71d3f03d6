//! Values: brought into the type of their field, refused, filled in, kept and shown in histories.

use serde_json::{Value, json};

use super::{declare, declare_all};
use crate::support::steps::id;
use crate::support::{Actor, TestHub};

pub(super) const ENTITY: &str = "Errors in the entity format";

/// Every type: what is sent and what is answered.
pub(super) fn spellings() -> Vec<(&'static str, Value, Value)> {
    vec![
        ("a_boolean", json!("True"), json!(true)),
        ("a_boolean", json!(0), json!(false)),
        ("a_date", json!("2026-03-14 10:00:00"), json!("2026-03-14")),
        ("a_datetime", json!("2026-03-14T10:00"), json!("2026-03-14 10:00:00")),
        ("a_datetime", json!("2026-03-14"), json!("2026-03-14 00:00:00")),
        ("a_email", json!(" Ann@Example.com "), json!("Ann@Example.com")),
        ("a_integer", json!("12"), json!(12)),
        ("a_integer", json!(12.0), json!(12)),
        ("a_numeric", json!("2,50"), json!(2.5)),
        ("a_string", json!(42), json!("42")),
        ("a_text", json!("two\nlines"), json!("two\nlines")),
        ("a_dictionary", json!("red"), json!("red")),
        ("a_multiselect_dictionary", json!(["blue", "red", "blue"]), json!(["blue", "red"])),
        ("a_multiselect_dictionary", json!("red"), json!(["red"])),
    ]
}

pub(super) fn wrong() -> Vec<(&'static str, Value)> {
    vec![
        ("a_boolean", json!("maybe")),
        ("a_date", json!("14.03.2026")),
        ("a_datetime", json!("soon")),
        ("a_datetime", json!(5)),
        ("a_email", json!("ann")),
        ("a_email", json!("a b@c")),
        ("a_integer", json!("1.5")),
        ("a_numeric", json!("ten")),
        ("a_numeric", json!("1e40")),
        ("a_string", json!(["a"])),
        ("a_string", json!("x".repeat(256))),
        ("a_string", json!({"a": 1})),
        ("a_dictionary", json!("pink")),
        ("a_dictionary", json!(["red"])),
        ("a_multiselect_dictionary", json!(["red", "pink"])),
    ]
}

/// Makes a row, changes it and reads it: orders and customers alike.
struct Of<'a> {
    key: &'a Actor,
    list: &'a str,
    one: &'a str,
}

impl Of<'_> {
    fn make(&self, fields: Value) -> crate::support::Reply {
        let entity = json!({"firstName": "Anna", "customFields": fields});
        self.key.post(&format!("/{}/create", self.list), vec![(self.one.to_owned(), entity.to_string())])
    }

    fn edit(&self, id: i64, fields: Value) -> crate::support::Reply {
        let entity = json!({ "customFields": fields }).to_string();
        self.key.post(&format!("/{}/{id}/edit", self.list), vec![("by".to_owned(), "id".to_owned()), (self.one.to_owned(), entity)])
    }

    fn values(&self, id: i64) -> Value {
        self.key.get(&format!("/{}/{id}", self.list), form! { by: "id" }).ok()[self.one]["customFields"].take()
    }
}

#[test]
fn values_are_of_the_type_of_their_field() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for (list, one) in [("orders", "order"), ("customers", "customer")] {
        declare_all(&key, one);
        let of = Of { key: &key, list, one };
        for (code, sent, kept) in spellings() {
            let made = id(&of.make(json!({code: sent})).ok());
            assert_eq!(of.values(made), json!({code: kept}), "{list}: {sent}");
            // What was read comes back without a change.
            let before = key.history(list, form! {}).len();
            of.edit(made, of.values(made)).ok();
            assert_eq!(key.history(list, form! {}).len(), before, "{code}");
            of.edit(made, json!({code: ""})).ok();
            assert_eq!(of.values(made), json!([]), "a blank takes the value away");
        }
        let made = id(&of.make(json!([])).ok());
        for (code, sent) in wrong() {
            for refused in [of.make(json!({code: sent})), of.edit(made, json!({code: sent}))] {
                let refused = refused.refused(400, ENTITY).json;
                assert!(refused["errors"].get(format!("customFields.{code}")).is_some(), "{sent}: {refused}");
            }
        }
        let two = of.make(json!({"a_integer": "x", "a_date": "x", "a_string": "fine"})).refused(400, ENTITY).json;
        assert_eq!(two["errors"].as_object().map(|errors| errors.len()), Some(2), "every wrong value is named: {two}");
        // A module may send what was never declared: it is kept as it came.
        let free = id(&of.make(json!({"never": {"deep": [1]}, "a_integer": 3})).ok());
        assert_eq!(of.values(free), json!({"never": {"deep": [1]}, "a_integer": 3}));
    }
}

#[test]
fn one_wrong_value_costs_one_row_of_an_upload() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    declare_all(&key, "customer");
    let rows = json!([
        {"externalId": "1", "firstName": "A", "customFields": {"a_integer": 1}},
        {"externalId": "2", "firstName": "B", "customFields": {"a_integer": "many"}},
    ]);
    let reply = key.post("/customers/upload", form! { customers: rows }).refused(460, "Customers are loaded with errors").json;
    assert_eq!(reply["failedCustomers"], json!([{"externalId": "2"}]));
    assert!(reply["errors"].to_string().contains("customFields.a_integer"), "{reply}");
}

#[test]
fn new_entities_get_the_defaults() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    declare_all(&key, "order");
    let old = id(&key.order(json!({"firstName": "Anna"})));
    declare(&key, "order", json!({"code": "gift", "name": "Gift", "type": "boolean", "default": "false"}));
    declare(
        &key,
        "order",
        json!({"code": "wrap", "name": "Wrap", "type": "dictionary", "dictionary": "colours", "defaultTyped": "blue", "required": true}),
    );
    declare(&key, "customer", json!({"code": "level", "name": "Level", "type": "integer", "defaultTyped": 1}));
    let order = key.order(json!({"firstName": "Anna"}));
    assert_eq!(order["customFields"], json!({"gift": false, "wrap": "blue"}));
    assert_eq!(key.read_customer(id(&order["customer"]))["customFields"], json!({"level": 1}), "the customer of an order too");
    let chosen = key.order(json!({"firstName": "Anna", "customFields": {"gift": 1}}));
    assert_eq!(chosen["customFields"], json!({"gift": true, "wrap": "blue"}));
    assert_eq!(key.read_customer(key.customer(json!({"firstName": "B"})))["customFields"], json!({"level": 1}));
    // An edit is no beginning.
    assert_eq!(key.edit_order(old, json!({"call": true}))["customFields"], json!([]));
    // An element that is gone is no default; a row that has it keeps it.
    key.post("/custom-fields/dictionaries/colours/edit", form! { customDictionary: {elements: [{name: "Red", code: "red"}]} }).ok();
    assert_eq!(key.order(json!({"firstName": "C"}))["customFields"], json!({"gift": false}));
    let back = key.edit_order(id(&order), json!({"customFields": {"wrap": "blue", "gift": true}}));
    assert_eq!(back["customFields"], json!({"gift": true, "wrap": "blue"}));
}

#[test]
fn histories_tell_of_values_by_the_code_of_their_field() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for (list, one) in [("orders", "order"), ("customers", "customer")] {
        declare_all(&key, one);
        let of = Of { key: &key, list, one };
        let made = id(&of.make(json!({"a_integer": 1, "a_boolean": true})).ok());
        let seen = key.history(list, form! {}).len();
        of.edit(made, json!({"a_integer": "2", "a_boolean": "1", "a_multiselect_dictionary": ["red"], "a_date": "2026-03-14"})).ok();
        of.edit(made, json!({"a_date": null})).ok();
        let rows = key.history(list, form! {}).split_off(seen);
        let shown: Vec<Value> = rows.iter().map(|row| json!([row["field"], row["oldValue"], row["newValue"]])).collect();
        assert_eq!(
            shown,
            [
                json!(["custom_a_integer", 1, 2]),
                json!(["custom_a_multiselect_dictionary", null, ["red"]]),
                json!(["custom_a_date", null, "2026-03-14"]),
                json!(["custom_a_date", "2026-03-14", null]),
            ],
            "{list}"
        );
    }
}
