//! POST /customers/upload: good customers are kept whatever the others are like.

use serde_json::{Value, json};

use crate::support::TestHub;
use crate::support::steps::rows;

#[test]
fn good_customers_come_back_in_the_order_they_were_sent() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let customers: Vec<Value> = (0..50).rev().map(|number| json!({"externalId": format!("c-{number}")})).collect();
    let reply = key.post("/customers/upload", form! { customers: customers }).ok();
    let names: Vec<Value> = rows(&reply, "uploadedCustomers").iter().map(|row| row["externalId"].clone()).collect();
    assert_eq!(names, (0..50).rev().map(|number| json!(format!("c-{number}"))).collect::<Vec<_>>());
    assert_eq!(reply["failedCustomers"], json!([]));
    let more = vec![json!({}); 51];
    key.post("/customers/upload", form! { customers: more }).refused(400, "Errors in the entity format");
    assert_eq!(key.found("customers", form! { limit: 50 }).len(), 50);
}

#[test]
fn bad_customers_are_reported_and_good_ones_kept() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.customer(json!({"externalId": "taken"}));
    let customers = json!([
        {"externalId": "taken"}, {"externalId": "good"}, {"externalId": "good"}, {"externalId": "sex", "sex": "x"}, 5, {"birthday": "x"}, {"firstName": "Ok"},
    ]);
    let reply = key.post("/customers/upload", form! { customers: customers }).refused(460, "Customers are loaded with errors").json;
    assert_eq!(reply["failedCustomers"], json!([{"externalId": "taken"}, {"externalId": "good"}, {"externalId": "sex"}, {}, {}]));
    assert_eq!(rows(&reply, "uploadedCustomers").len(), 2);
    let errors = reply["errors"].as_object().expect("errors are named");
    assert_eq!(errors.keys().collect::<Vec<_>>(), ["0.externalId", "2.externalId", "3.sex", "4", "5.birthday"]);
    assert_eq!(key.found("customers", form! {}).len(), 3);
}
