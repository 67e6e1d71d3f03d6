//! POST /customers/combine: customers become one, and what is theirs goes along.

use serde_json::{Value, json};

use crate::support::TestHub;
use crate::support::steps::{assert_within, id};

#[test]
fn the_one_that_stays_gets_what_it_lacks_and_all_that_belongs_to_the_others() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let stays = key.customer(json!({"externalId": "stays", "firstName": "Anna", "phones": ["+79261234567"], "tags": ["a"]}));
    let one = key
        .customer(json!({"externalId": "one", "firstName": "Anya", "email": "a@a.test", "phones": ["+79990000001"], "tags": ["a", "b"]}));
    let two = key.customer(json!({"lastName": "P", "email": "b@b.test", "customFields": {"level": 1}, "address": {"city": "Тверь"}}));
    let order = id(&key.order(json!({"customer": {"id": one}, "items": [{"productName": "Tea", "initialPrice": 10}]})));
    let note = id(&key.post("/customers/notes/create", form! { note: {text: "Note", customer: {id: two}} }).ok());
    key.post("/customers/one/subscriptions", form! { subscriptions: [{channel: "email", active: true}] }).ok();

    let reply = key.post("/customers/combine", form! { customers: [{id: one}, {id: two}], resultCustomer: {id: stays} });
    assert_eq!(reply.ok(), json!({"success": true}));
    let customer = key.read_customer(stays);
    assert_within(
        &customer,
        &json!({
            "externalId": "stays", "firstName": "Anna", "lastName": "P", "email": "a@a.test", "customFields": {"level": 1},
            "phones": [{"number": "+79261234567"}, {"number": "+79990000001"}], "tags": [{"name": "a"}, {"name": "b"}],
            "address": {"city": "Тверь"}, "ordersCount": 1, "totalSumm": 10, "customerSubscriptions": [{"subscribed": true}],
        }),
    );
    for gone in [one, two] {
        let reply = key.get(&format!("/customers/{gone}"), form! { by: "id" }).refused(404, "Not found");
        assert_eq!(reply.json["combinedTo"], stays);
        let reply = key.post(&format!("/customers/{gone}/edit"), form! { by: "id", customer: {} }).refused(404, "Not found");
        assert_eq!(reply.json["combinedTo"], stays);
        let rows = key.history("customers", form! { "filter[customerId]": gone });
        let row = json!({"field": "combined_to", "deleted": true, "newValue": {"id": stays}, "combinedTo": {"id": stays, "site": "north"}});
        assert_within(rows.last().expect("rows"), &row);
    }
    key.get("/customers/one", form! {}).refused(404, "Not found");
    assert_eq!(id(&key.read_order(order)["customer"]), stays);
    assert_eq!(key.found("customers/notes", form! { "filter[customerIds][]": stays }), [note]);
    assert_eq!(key.found("customers", form! {}), [stays]);
    assert_eq!(key.found("customers", form! { "filter[name]": "+79990000001" }), [stays]);
    assert_eq!(id(&key.order(json!({"phone": "+79990000001"}))["customer"]), stays);
    assert_eq!(id(&key.order(json!({"email": "a@a.test"}))["customer"]), stays);
    assert_ne!(id(&key.order(json!({"email": "b@b.test"}))["customer"]), two);
}

#[test]
fn what_cannot_be_merged_is_refused_and_nothing_changes() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (one, two) = (key.customer(json!({"firstName": "Ann"})), key.customer(json!({"firstName": "Ann"})));
    let combine = |customers: Value, result: Value| key.post("/customers/combine", form! { customers: customers, resultCustomer: result });
    for (customers, result, path) in [
        (json!([{"id": one}]), json!({"id": one}), "customers"),
        (json!([]), json!({"id": one}), "customers"),
        (json!([{"id": one}, {"id": 99}]), json!({"id": two}), "customers.1"),
        (json!([{"id": one}]), json!({"id": 99}), "resultCustomer"),
        (json!([{}]), json!({"id": two}), "customers.0.id"),
        (json!([{"id": one}]), json!({}), "resultCustomer.id"),
    ] {
        let reply = combine(customers, result).refused(400, "Errors in the entity format");
        assert!(reply.json["errors"].get(path).is_some(), "{path}: {reply}");
    }
    key.post("/customers/combine", form! { resultCustomer: {id: one} }).refused(400, "Parameter 'customers' is missing");
    assert_eq!(key.found("customers", form! {}), [one, two]);
    assert_eq!(key.history("customers", form! {}).len(), 2);
}

#[test]
fn merges_of_the_same_customers_at_once_end() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (one, two) = (key.customer(json!({"firstName": "Ann"})), key.customer(json!({"firstName": "Ann"})));
    let statuses = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|number| {
                let (key, gone, stays) = (&key, [one, two][number % 2], [two, one][number % 2]);
                scope.spawn(move || key.post("/customers/combine", form! { customers: [{id: gone}], resultCustomer: {id: stays} }).status)
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("an answer")).collect::<Vec<_>>()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 400).count(), 7, "{statuses:?}");
    assert_eq!(key.found("customers", form! {}).len(), 1);
}
