//! Lists of orders and customers by the files and open tasks that hang on them.

use serde_json::{Value, json};

use super::{attach, shop, upload};
use crate::support::steps::id;
use crate::support::{Actor, TestHub};

fn found(key: &Actor, list: &str, filter: &str, choice: i64) -> Vec<i64> {
    key.found(list, vec![(format!("filter[{filter}]"), choice.to_string())])
}

#[test]
fn orders_and_customers_are_found_by_their_files() {
    let (_hub, key) = shop();
    let (one, two) = (id(&key.order(json!({"externalId": "1"}))), id(&key.order(json!({"externalId": "2"}))));
    let (anna, boris) = (key.customer(json!({"externalId": "a"})), key.customer(json!({"externalId": "b"})));
    assert_eq!(found(&key, "orders", "attachments", 2), Vec::<i64>::new());
    let file = upload(&key, b"x");
    attach(&key, file, json!([{"order": {"id": one}}, {"customer": {"id": anna}}]));
    for choice in [2, 3] {
        assert_eq!(found(&key, "orders", "attachments", choice), [one]);
        assert_eq!(found(&key, "customers", "attachments", choice), [anna]);
    }
    assert_eq!(found(&key, "orders", "attachments", 1), [two]);
    let without = found(&key, "customers", "attachments", 1);
    assert!(without.contains(&boris) && !without.contains(&anna));
    attach(&key, file, json!([]));
    assert_eq!(found(&key, "orders", "attachments", 1), [one, two]);
}

#[test]
fn orders_and_customers_are_found_by_the_open_tasks_that_a_key_sees() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let manager = hub.person("mona@hub.test", &["manager"]);
    let (one, two) = (id(&north.order(json!({"externalId": "1"}))), id(&north.order(json!({"externalId": "2"}))));
    let anna = north.customer(json!({"externalId": "a"}));
    let theirs = south.customer(json!({"externalId": "b"}));
    let add = |key: &Actor, more: Value| {
        let mut task = json!({"text": "Call", "performerId": manager});
        task.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        id(&key.post("/tasks/create", form! { task: task }).ok())
    };
    let task = add(&north, json!({"order": {"id": one}, "customer": {"id": anna}, "datetime": "2026-03-14 15:10"}));
    // What also hangs on a customer of another store is not seen, and does not count.
    add(&all, json!({"order": {"id": two}, "customer": {"id": theirs}}));
    assert_eq!(found(&north, "orders", "tasksCounts", 2), [one]);
    assert_eq!(found(&north, "orders", "tasksCounts", 1), [two]);
    assert_eq!(found(&all, "orders", "tasksCounts", 2), [one, two]);
    assert_eq!(found(&north, "customers", "tasksCounts", 2), [anna]);
    assert_eq!(found(&north, "orders", "tasksCounts", 3), Vec::<i64>::new(), "not overdue yet");
    hub.wait(3600);
    assert_eq!(found(&north, "orders", "tasksCounts", 3), [one]);
    assert_eq!(found(&north, "customers", "tasksCounts", 3), [anna]);
    north.post(&format!("/tasks/{task}/edit"), form! { task: {complete: true} }).ok();
    assert_eq!(found(&north, "orders", "tasksCounts", 2), Vec::<i64>::new());
    assert_eq!(found(&north, "orders", "tasksCounts", 1), [one, two]);
}
