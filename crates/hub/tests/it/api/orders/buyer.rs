//! Who an order's buyer is when it only names its customer: what the customer's card says.

use serde_json::{Value, json};

use crate::support::steps::{assert_within, id};
use crate::support::{Actor, TestHub};

fn card(key: &Actor) -> i64 {
    key.customer(json!({
        "externalId": "c", "browserId": "b", "firstName": "Anna", "lastName": "Petrova", "patronymic": "I.", "email": "Anna@Example.com",
        "phones": [{"number": "8 (926) 123-45-67"}, {"number": "+34612345678"}, {"number": "+34612345679"}],
        "address": {"city": "Madrid"},
    }))
}

fn buyer() -> Value {
    json!({
        "firstName": "Anna", "lastName": "Petrova", "patronymic": "I.", "email": "Anna@Example.com", "phone": "8 (926) 123-45-67",
        "additionalPhone": "+34612345678",
    })
}

#[test]
fn an_order_that_only_names_its_customer_has_the_buyer_of_the_card() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let customer = card(&key);
    let mut orders = Vec::new();
    for (number, name) in [json!({"id": customer}), json!({"externalId": "c"}), json!({"browserId": "b"})].into_iter().enumerate() {
        let sent = json!({
            "externalId": format!("o{number}"), "customer": name, "firstName": "", "phone": " ", "email": null,
            "items": [{"productName": "Tea", "initialPrice": 5}], "payments": [{"type": "cash", "status": "paid"}],
        });
        let made = key.order(sent.clone());
        assert_within(&made, &buyer());
        assert_within(&made, &json!({"customer": {"id": customer}, "totalSumm": 5, "prepaySum": 5, "items": [{"productName": "Tea"}]}));
        assert_eq!(made.get("delivery").and_then(|delivery| delivery.get("address")), None, "an address is not a buyer");
        let read = key.read_order(id(&made));
        assert_within(&read, &buyer());
        let uploaded = key.post("/orders/upload", form! { orders: [{customer: sent["customer"].clone()}] }).ok();
        assert_within(&uploaded["orders"][0], &buyer());
        orders.extend([id(&made), id(&uploaded["orders"][0])]);
    }
    for text in ["petrova", "anna@example.com", "+7 926 123-45-67", "612345678"] {
        assert_eq!(key.found("orders", form! { "filter[customer]": text }), orders, "{text}");
    }
    assert_eq!(key.found("orders", form! { "filter[email]": "anna@example.com" }), orders);
    let made = key.history("orders", form! {});
    assert_within(&made[0]["order"], &buyer());
}

#[test]
fn an_order_that_says_anything_of_its_buyer_is_left_as_it_is() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let customer = card(&key);
    let none = json!({"firstName": null, "lastName": null, "patronymic": null, "email": null, "phone": null, "additionalPhone": null});
    for field in ["firstName", "lastName", "patronymic", "email", "phone", "additionalPhone"] {
        let value = if field == "email" {
            "x@example.com"
        } else if field.ends_with("hone") {
            "+34911222333"
        } else {
            "X"
        };
        let mut expected = none.clone();
        expected[field] = json!(value);
        assert_within(&key.order(json!({"customer": {"id": customer}, field: value})), &expected);
    }
    // A customer of another store: who sees the order need not see that store.
    hub.site("south");
    let all = hub.key("all", "all");
    assert_within(&all.order_in("south", json!({"customer": {"id": customer}})), &none);
    let far = id(&all.order_in("south", json!({"externalId": "far"})));
    assert_within(&all.edit_order(far, json!({"customer": {"id": customer}})), &none);
    // No customer is named, or one is made.
    assert_within(&key.order(json!({"externalId": "nobody"})), &none);
    assert_within(&key.order(json!({"customer": {"browserId": "new"}})), &none);
    // Whoever is put in later brings the buyer too, and only then.
    let order = id(&key.order(json!({"externalId": "later"})));
    assert_within(&key.edit_order(order, json!({"customer": {"id": customer}})), &buyer());
    assert_eq!(key.edit_order(order, json!({"customer": {"id": customer}, "phone": ""})).get("phone"), None);
    let view = id(&key.order(json!({"firstName": "Boris"})));
    assert_within(
        &key.edit_order(view, json!({"customer": {"id": customer}})),
        &json!({"firstName": "Boris", "lastName": null, "phone": null}),
    );
}
