//! POST /customers/{externalId}/edit: tags, consent, addresses, phones.

use serde_json::{Value, json};

use crate::support::TestHub;
use crate::support::steps::{assert_within, id};

fn tags(customer: &Value) -> Vec<&str> {
    customer["tags"].as_array().into_iter().flatten().filter_map(|tag| tag["name"].as_str()).collect()
}

#[test]
fn it_answers_the_id() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let made = key.post("/customers/create", form! { customer: {externalId: "c", firstName: "A"} });
    assert_eq!((made.status, made.clone().ok()), (201, json!({"success": true, "id": id(&made.json)})));
    let edited = key.post("/customers/c/edit", form! { customer: {lastName: "B", id: 99, externalId: "c"} });
    assert_eq!((edited.status, edited.ok()), (200, json!({"success": true, "id": id(&made.json)})));
    assert_within(&key.read_customer(id(&made.json)), &json!({"firstName": "A", "lastName": "B"}));
    assert_eq!(hub.changes(), ["customer.id", "customer.last_name"]);
}

#[test]
fn tags_are_replaced_added_and_taken_away() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let customer = key.customer(json!({"tags": ["a", {"name": "b", "color": "red"}], "addTags": ["c"], "attachedTag": "d"}));
    let edit = |change: Value| key.edit_customer(customer, change);
    assert_eq!(tags(&key.read_customer(customer)), ["a", "b", "d", "c"]);
    assert_eq!(tags(&edit(json!({"addTags": ["e", "a"], "removeTags": ["b", "none"]}))), ["a", "d", "c", "e"]);
    assert_eq!(tags(&edit(json!({"attachedTag": "f"}))), ["a", "d", "c", "e", "f"]);
    assert_eq!(tags(&edit(json!({"firstName": "X"}))), ["a", "d", "c", "e", "f"]);
    assert_eq!(tags(&edit(json!({"tags": [{"name": "z"}]}))), ["z"]);
    assert_eq!(tags(&edit(json!({"tags": null, "addTags": ["y"]}))), ["y"]);
    assert_eq!(tags(&edit(json!({"tags": []}))), Vec::<&str>::new());
    for written in ["addTags", "removeTags", "attachedTag"] {
        assert_eq!(key.read_customer(customer).get(written), None);
    }
}

#[test]
fn consent_is_the_moment_it_was_taken_back() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let since = |customer: &Value| customer.get("emailMarketingUnsubscribedAt").cloned();
    let (yes, no) = (key.customer(json!({"subscribed": true})), key.customer(json!({"subscribed": false})));
    assert_eq!(since(&key.read_customer(yes)), None);
    assert_eq!(since(&key.read_customer(no)), Some(json!("2026-03-14 15:00:00")));
    assert_eq!(since(&key.edit_customer(no, json!({"subscribed": true}))), None);
    hub.wait(60);
    let left = key.edit_customer(yes, json!({"subscribed": "0"}));
    assert_eq!(since(&left), Some(json!("2026-03-14 15:01:00")));
    assert_eq!(left.get("subscribed"), None);
}

#[test]
fn an_address_keeps_its_id_and_composes_its_text() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let customer = key.customer(json!({"address": {"street": "Мира", "house": "1"}}));
    let before = key.read_customer(customer)["address"].take();
    assert_eq!(before["text"], "Мира, house 1");
    let after = key.edit_customer(customer, json!({"address": {"house": "2", "id": 99}}))["address"].take();
    assert_eq!((&after["text"], &after["id"]), (&json!("Мира, house 2"), &before["id"]));
    assert_eq!(key.edit_customer(customer, json!({"address": {"text": "Там"}}))["address"]["text"], "Там");
    assert_eq!(key.edit_customer(customer, json!({"address": []}))["address"]["text"], "Там", "an empty object of PHP");
    let noted = key.edit_customer(customer, json!({"address": {"notes": "Звонок", "city": "Тверь"}}));
    assert_eq!(noted["address"]["text"], "Там", "parts that are not in the text leave it alone");
    assert_eq!(key.edit_customer(customer, json!({"address": null})).get("address"), None);
    assert!(key.edit_customer(customer, json!({"address": {"city": "Тверь"}}))["address"]["id"].is_i64());
}

#[test]
fn phones_are_replaced_and_found_by_the_new_number() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let customer = key.customer(json!({"phones": ["8 926 123-45-67", {"number": 79_990_000_000_i64}]}));
    assert_eq!(key.read_customer(customer)["phones"], json!([{"number": "8 926 123-45-67"}, {"number": "79990000000"}]));
    let changed = key.edit_customer(customer, json!({"phones": [{"number": "+7 495 765-43-21"}]}));
    assert_eq!(changed["phones"], json!([{"number": "+7 495 765-43-21"}]));
    assert_eq!(id(&key.order(json!({"phone": "84957654321"}))["customer"]), customer);
    assert_ne!(id(&key.order(json!({"phone": "89261234567"}))["customer"]), customer);
    assert_eq!(key.edit_customer(customer, json!({"phones": []}))["phones"], json!([]));
}

#[test]
fn an_external_id_of_another_customer_is_refused() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.customer(json!({"externalId": "1"}));
    let two = key.customer(json!({"externalId": "2"}));
    let text = json!({"externalId": "\"Customer\" with \"externalId\"=\"1\" already exists."});
    let edited = key.post("/customers/2/edit", form! { customer: {externalId: "1", firstName: "X"} });
    assert_eq!(edited.refused(400, "Errors in the entity format").json["errors"], text);
    let made = key.post("/customers/create", form! { customer: {externalId: "1"} });
    assert_eq!(made.refused(400, "Errors in the entity format").json["errors"], text);
    assert_eq!(key.read_customer(two).get("firstName"), None);
}
