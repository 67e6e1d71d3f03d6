//! What is sent comes back the same, whichever way it is read; in a change absent, null and value are three things.

use serde_json::{Value, json};

use crate::support::steps::{assert_within, id, rows};
use crate::support::{Actor, TestHub, samples};

fn full_order(hub: &TestHub, key: &Actor) -> (Value, Value) {
    let manager = samples::furnish(hub);
    key.customer(json!({"externalId": "c-1", "firstName": "Anna"}));
    let sent = samples::order(manager);
    let made = key.order(sent.clone());
    (sent, made)
}

/// What was sent of an order, as every reading must show it; the customer comes back whole.
fn expected(sent: &Value) -> Value {
    let mut expected = sent.clone();
    for gone in ["payments", "customer"] {
        expected.as_object_mut().and_then(|order| order.remove(gone));
    }
    expected
}

#[test]
fn an_order_with_every_field_is_read_back_the_same_everywhere() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (sent, made) = full_order(&hub, &key);
    let read = key.read_order(id(&made));
    let listed = rows(&key.get("/orders", form! {}).ok(), "orders").remove(0);
    let view = key.history("orders", form! {}).remove(0)["order"].take();
    let edited = key.edit_order(id(&made), json!({}));
    for (order, where_from) in [(&made, "create"), (&read, "get"), (&listed, "list"), (&view, "history"), (&edited, "edit")] {
        println!("{where_from}");
        assert_within(order, &expected(&sent));
        assert_within(&order["customer"], &json!({"type": "customer", "externalId": "c-1", "site": "north", "firstName": "Anna"}));
        assert_within(order, &json!({"site": "north", "fromApi": true, "currency": "RUB", "slug": id(&made)}));
        assert!(order["id"].is_i64() && order["items"][0]["id"].is_i64());
    }
    for list in [&made, &view] {
        assert_within(&list["payments"], &sent["payments"]);
    }
    for by_id in [&read, &listed, &edited] {
        let (name, payment) = by_id["payments"].as_object().and_then(|payments| payments.iter().next()).expect("a payment");
        assert_eq!(name, &payment["id"].to_string());
        assert_within(payment, &sent["payments"][0]);
    }
    assert_eq!(read, listed);
    assert_eq!(read, edited);
}

#[test]
fn an_order_sent_back_as_it_was_read_changes_nothing() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (_, made) = full_order(&hub, &key);
    let read = key.read_order(id(&made));
    let before = key.history("orders", form! {}).len();
    let mut sent = read.clone();
    sent["payments"] = Value::Array(sent["payments"].as_object().into_iter().flat_map(|payments| payments.values().cloned()).collect());
    assert_eq!(key.edit_order(id(&made), sent), read);
    assert_eq!(key.history("orders", form! {}).len(), before);
}

#[test]
fn sums_are_numbers_and_whole_when_whole() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({
        "discountManualAmount": "10.00", "delivery": {"code": "courier", "cost": "99.50"},
        "items": [{"productName": "Tea", "initialPrice": "100.0000", "quantity": "3", "purchasePrice": 40.5}],
    }));
    assert_within(
        &order,
        &json!({
            "summ": 300, "totalSumm": 389.5, "prepaySum": 0, "purchaseSumm": 121.5, "discountManualAmount": 10,
            "items": [{"initialPrice": 100, "quantity": 3, "purchasePrice": 40.5, "discountTotal": 3.333}],
        }),
    );
    let text = order.to_string();
    assert!(text.contains("\"summ\":300,") && text.contains("\"quantity\":3,"), "{text}");
}

#[test]
fn an_empty_order_has_its_defaults_and_nothing_empty() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({"firstName": "Ann", "items": [{"productName": "Tea"}]}));
    assert_within(
        &order,
        &json!({
            "number": format!("{}A", id(&order)), "status": "new", "orderType": "main", "orderMethod": "shopping-cart", "countryIso": "RU",
            "createdAt": "2026-03-14 15:00:00", "statusUpdatedAt": "2026-03-14 15:00:00", "customFields": [], "payments": [],
            "privilegeType": "none", "items": [{"properties": [], "quantity": 1, "initialPrice": 0, "status": "new"}],
            "customer": {"firstName": "Ann", "customFields": [], "tags": [], "phones": []},
        }),
    );
    let read = key.read_order(id(&order));
    assert_eq!(read["payments"], json!({}));
    for order in [&order, &read] {
        assert_no_blanks("", order);
    }
}

/// Fields without a value are left out, however deep.
fn assert_no_blanks(path: &str, value: &Value) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| assert_no_blanks(&format!("{path}.{name}"), value)),
        Value::Array(items) => items.iter().for_each(|item| assert_no_blanks(path, item)),
        Value::Null => panic!("{path} is null"),
        Value::String(text) => assert!(!text.is_empty(), "{path} is blank"),
        _ => {}
    }
}

#[test]
fn nulls_and_blanks_sent_with_a_new_order_are_no_values() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({
        "externalId": "", "number": "", "lastName": "", "firstName": "Ann", "phone": null, "email": "", "status": "", "orderType": "",
        "orderMethod": null, "countryIso": "", "shipmentStore": "", "managerId": "", "createdAt": "", "source": {"source": "", "medium": null},
        "contragent": {"contragentType": "", "INN": ""}, "customer": {"externalId": ""},
        "delivery": {"code": "", "cost": "", "date": "", "time": {"from": ""}, "address": {"city": null, "text": "", "street": "Main"}},
        "items": [{"productName": "Tea", "comment": "", "vatRate": null, "status": "", "offer": {"externalId": null, "name": ""}, "priceType": {"code": ""}}],
        "payments": [{"type": "cash", "status": "", "comment": "", "amount": null}],
    }));
    assert_no_blanks("", &order);
    assert_within(
        &order,
        &json!({
            "number": format!("{}A", id(&order)), "status": "new", "countryIso": "RU", "contragent": {"contragentType": "individual"},
            "delivery": {"address": {"street": "Main", "text": "Main"}}, "items": [{"status": "new", "offer": {"displayName": "Tea"}}],
        }),
    );
    assert!(order.get("externalId").is_none() && order.get("source").is_none(), "{order:#}");
    assert_no_blanks("", &key.history("orders", form! {}).remove(0)["order"]);
    let customer = key.customer(
        json!({"externalId": "", "firstName": "", "email": "", "sex": "", "address": {"city": "", "street": null}, "birthday": ""}),
    );
    assert_no_blanks("", &key.read_customer(customer));
}

/// Every field of an order that can be changed and removed: where it is, what removes it, and another value.
const FIELDS: &[(&str, &str)] = &[
    ("/lastName", r#""Иванова""#),
    ("/phone", r#""+79990000000""#),
    ("/email", r#""b@b.test""#),
    ("/externalId", r#""e-2""#),
    ("/customerComment", r#""Не звоните""#),
    ("/mark", "5"),
    ("/markDatetime", r#""2026-03-04 00:00:00""#),
    ("/managerId", "null"),
    ("/weight", "2.5"),
    ("/length", "7"),
    ("/shipmentStore", "null"),
    ("/shipmentDate", r#""2026-04-01""#),
    ("/applyRound", "false"),
    ("/clientId", r#""GA.2""#),
    ("/dialogId", "12"),
    ("/source/keyword", r#""кофе""#),
    ("/source", r#"{"source": "google"}"#),
    ("/contragent/INN", r#""1""#),
    ("/contragent/certificateDate", r#""2011-01-01""#),
    ("/delivery/cost", "1.5"),
    ("/delivery/date", r#""2026-03-21""#),
    ("/delivery/code", r#""self-delivery""#),
    ("/delivery/time/from", r#""10:00""#),
    ("/delivery/time", r#"{"custom": "any"}"#),
    ("/delivery/service", r#"{"code": "slow"}"#),
    ("/delivery/address/city", r#""Тверь""#),
    ("/delivery/address/floor", "9"),
    ("/delivery/data/trackNumber", r#""T2""#),
    ("/delivery/vatRate", r#""none""#),
    ("/customFields/wrap", r#""синяя""#),
    ("/customFields/score", "8"),
    ("/customFields/gift", "false"),
    ("/items/0/comment", r#""sturdy""#),
    ("/items/0/vatRate", r#""none""#),
    ("/items/0/discountManualAmount", "2"),
    ("/items/0/ordering", "9"),
    ("/items/0/priceType", "null"),
    ("/items/0/markingCodes", r#"["M9"]"#),
    ("/items/0/properties/color", r#"{"code": "color", "name": "Colour", "value": "blue"}"#),
    ("/payments/0/comment", r#""cash""#),
    ("/payments/0/amount", "5.5"),
];

/// A change of one field, as it is sent: lines and payments go along, each with its id.
fn change(read: &Value, pointer: &str, value: Value) -> Value {
    let parts: Vec<&str> = pointer.split('/').skip(1).collect();
    let mut sent = value;
    for (index, part) in parts.iter().enumerate().rev() {
        sent = match part.parse::<usize>() {
            Ok(_) if parts[index - 1] == "items" => {
                sent["id"] = read["items"][0]["id"].clone();
                json!([sent, {"id": read["items"][1]["id"]}])
            }
            Ok(_) => {
                sent["externalId"] = json!("p-1");
                json!([sent])
            }
            Err(_) => json!({ *part: sent }),
        };
    }
    sent
}

/// The field in an answer, where payments are an object.
fn field<'a>(order: &'a Value, pointer: &str) -> Option<&'a Value> {
    match pointer.strip_prefix("/payments/0") {
        Some(rest) => order["payments"].as_object()?.values().next()?.pointer(rest),
        None => order.pointer(pointer),
    }
}

#[test]
fn in_a_change_of_an_order_absent_null_and_value_are_three_things() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (_, made) = full_order(&hub, &key);
    let (order, mut before) = (id(&made), key.read_order(id(&made)));
    for (pointer, value) in FIELDS {
        let value: Value = serde_json::from_str(value).expect("the table holds JSON");
        let kept = field(&before, pointer).cloned().unwrap_or_else(|| panic!("{pointer} is not there"));
        // Absent: a change of something else leaves it alone.
        let after = key.edit_order(order, json!({"patronymic": format!("P{pointer}")}));
        assert_eq!(field(&after, pointer), Some(&kept), "{pointer} was not sent");
        // A value replaces it.
        if !value.is_null() {
            let after = key.edit_order(order, change(&before, pointer, value.clone()));
            assert_within(field(&after, pointer).unwrap_or(&Value::Null), &value);
        }
        // Null removes it, and nothing else.
        let after = key.edit_order(order, change(&before, pointer, Value::Null));
        // An order is never without the costs of its delivery, if only of nothing.
        let nothing = pointer.to_lowercase().ends_with("cost").then(|| json!(0));
        // Nor is a completed payment without an amount: it covers what is left.
        let nothing = nothing.or_else(|| (*pointer == "/payments/0/amount").then(|| after["totalSumm"].clone()));
        assert_eq!(field(&after, pointer), nothing.as_ref(), "{pointer} was removed");
        let after = key.edit_order(order, change(&before, pointer, kept.clone()));
        assert_eq!(field(&after, pointer), Some(&kept), "{pointer} was put back");
        before = after;
    }
    assert_eq!(before["items"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_customer_with_every_field_is_read_back_the_same_everywhere() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let sent = samples::customer(samples::furnish(&hub));
    let made = key.customer(sent.clone());
    let read = key.read_customer(made);
    let listed = rows(&key.get("/customers", form! {}).ok(), "customers").remove(0);
    let view = key.history("customers", form! {}).remove(0)["customer"].take();
    let edited = key.edit_customer(made, json!({}));
    for (customer, where_from) in [(&read, "get"), (&listed, "list"), (&view, "history"), (&edited, "edit")] {
        println!("{where_from}");
        assert_within(customer, &sent);
        assert_within(customer, &json!({"type": "customer", "id": made, "site": "north"}));
        assert_no_blanks("", customer);
    }
    assert!(read["address"]["id"].is_i64());
    assert_eq!((&read, &read), (&listed, &edited));
    let rows = key.history("customers", form! {}).len();
    assert_eq!(key.edit_customer(made, read.clone()), read);
    assert_eq!(key.history("customers", form! {}).len(), rows, "what was read and sent back changes nothing");
}

#[test]
fn in_a_change_of_a_customer_absent_null_and_value_are_three_things() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let customer = key.customer(samples::customer(samples::furnish(&hub)));
    let mut before = key.read_customer(customer);
    for (pointer, value) in [
        ("/lastName", json!("Иванова")),
        ("/email", json!("b@b.test")),
        ("/externalId", json!("c-2")),
        ("/birthday", json!("1991-01-01")),
        ("/sex", json!("male")),
        ("/managerId", Value::Null),
        ("/discountCardNumber", json!("CARD-2")),
        ("/emailMarketingUnsubscribedAt", json!("2026-02-03 00:00:00")),
        ("/photoUrl", json!("https://img.test/b.png")),
        ("/mgCustomerId", json!(92)),
        ("/source/keyword", json!("кофе")),
        ("/contragent/INN", json!("1")),
        ("/address/city", json!("Тверь")),
        ("/address/floor", json!(9)),
        ("/customFields/level", json!(4)),
        ("/customFields/club", json!("нет")),
    ] {
        let kept = before.pointer(pointer).cloned().unwrap_or_else(|| panic!("{pointer} is not there"));
        let after = key.edit_customer(customer, json!({"patronymic": format!("P{pointer}")}));
        assert_eq!(after.pointer(pointer), Some(&kept), "{pointer} was not sent");
        if !value.is_null() {
            let after = key.edit_customer(customer, change(&before, pointer, value.clone()));
            assert_eq!(after.pointer(pointer), Some(&value), "{pointer} was replaced");
        }
        let after = key.edit_customer(customer, change(&before, pointer, Value::Null));
        assert_eq!(after.pointer(pointer), None, "{pointer} was removed");
        before = key.edit_customer(customer, change(&before, pointer, kept));
    }
    for list in ["phones", "tags"] {
        assert_eq!(key.edit_customer(customer, json!({ list: null }))[list], json!([]), "{list}");
    }
}
