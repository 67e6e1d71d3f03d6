//! Rules of declared nouns where one step over a bound, or one word too much, changes the answer.

use serde_json::{Value, json};

use crate::support::steps::id;
use crate::support::{Actor, Call, TestHub};

fn task(key: &Actor, site: &str, task: &Value) -> i64 {
    id(&key.post("/tasks/create", form! { site: site, task: task }).ok())
}

fn read(key: &Actor, task: i64) -> Value {
    key.get(&format!("/tasks/{task}"), form! {}).ok()["task"].take()
}

#[test]
fn a_link_is_looked_for_in_its_own_store_before_that_of_the_call() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let manager = hub.person("mona@hub.test", &["manager"]);
    let (here, there) = (north.customer(json!({"externalId": "c"})), south.customer(json!({"externalId": "c"})));
    let about = |customer: Value| json!({"text": "Call back", "performerId": manager, "customer": customer});
    let placed = task(&all, "north", &about(json!({"externalId": "c", "site": "south"})));
    assert_eq!(read(&all, placed)["customer"]["id"], there);
    // With a store of its own, the call needs none.
    let without = all.post("/tasks/create", form! { task: about(json!({"externalId": "c", "site": "south"})) }).ok();
    assert_eq!(read(&all, id(&without))["customer"]["id"], there);
    let note = json!({"text": "Called", "customer": {"externalId": "c", "site": "south"}});
    let made = id(&all.post("/customers/notes/create", form! { note: note }).ok());
    let notes = all.get("/customers/notes", form! { "filter[customerIds][0]": there }).ok();
    assert_eq!(notes["notes"][0]["id"], made);
    let of_the_call = task(&all, "north", &about(json!({"externalId": "c"})));
    assert_eq!(read(&all, of_the_call)["customer"]["id"], here);
    // The number of an order is looked for in the store of the call.
    let orders = [&north, &south].map(|key| id(&key.order(json!({"number": "N-1"}))));
    for (site, order) in ["north", "south"].into_iter().zip(orders) {
        let task = task(&all, site, &json!({"text": "Pack", "performerId": manager, "order": {"number": "N-1"}}));
        assert_eq!(read(&all, task)["order"]["id"], order, "{site}");
    }
}

#[test]
fn a_store_that_the_key_does_not_see_cannot_be_named_and_is_not_looked_up_again() {
    let hub = TestHub::new();
    let (north, _, all) = hub.two_stores();
    let manager = hub.person("mona@hub.test", &["manager"]);
    let order = id(&north.order(json!({"externalId": "o-1"})));
    let of = |site: &str| json!({"text": "Call", "performerId": manager, "order": {"id": order}, "phone": "1", "phoneSite": site});
    let refused = north.post("/tasks/create", form! { site: "north", task: of("south") }).refused(400, "Task is not loaded");
    assert_eq!(refused.json["errors"], json!({"phoneSite": "\"Site\" with \"code\"=\"south\" does not exist."}));
    // What another key named there is not looked up again when another field changes.
    let made = task(&all, "north", &of("south"));
    north.post(&format!("/tasks/{made}/edit"), form! { task: {text: "Call again"} }).ok();
    assert_eq!((&read(&all, made)["text"], &read(&all, made)["phoneSite"]), (&json!("Call again"), &json!("south")));
    north.post(&format!("/tasks/{made}/edit"), form! { task: {phoneSite: "nowhere"} }).refused(400, "Task is not loaded");
}

#[test]
fn blanks_are_no_text_of_a_note() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let customer = key.customer(json!({"externalId": "c-1"}));
    for text in ["", " ", " \n\t "] {
        let reply = key.post("/customers/notes/create", form! { note: {text: text, customer: {id: customer}} });
        assert_eq!(reply.refused(400, "Errors in the entity format").json["errors"], json!({"text": "must be given"}), "{text:?}");
    }
}

#[test]
fn a_file_is_attached_to_a_hundred_rows_and_no_more() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = id(&key.order(json!({"externalId": "o-1"})));
    let file = id(&key.call(Call::post("/files/upload").raw("text/plain", "x")).ok()["file"]);
    let edit = |count: usize| {
        let named: Vec<Value> = (0..count).map(|_| json!({"order": {"id": order}})).collect();
        key.post(&format!("/files/{file}/edit"), form! { file: {attachment: named} })
    };
    edit(100).ok();
    let refused = edit(101).refused(400, "File is not loaded");
    assert_eq!(refused.json["errors"], json!({"attachment": "must hold 100 objects at most"}));
}

#[test]
fn a_searched_text_is_found_whatever_its_case_and_the_blanks_around_it() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let manager = hub.person("mona@hub.test", &["manager"]);
    let made = task(&key, "north", &json!({"text": "Перезвонить Anna", "performerId": manager}));
    for text in ["перезвонить", " ANNA ", "ПЕРЕЗВОНИТЬ anna"] {
        assert_eq!(key.found("tasks", form! { "filter[text]": text }), [made], "{text}");
    }
    assert_eq!(key.found("tasks", form! { "filter[text]": "annab" }), Vec::<i64>::new());
}

#[test]
fn more_orders_than_are_named_one_by_one_are_found_by_what_hangs_on_them() {
    // Up to a thousand are looked up by their ids; of more, each row is asked.
    const NAMED: usize = 1000;
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let manager = hub.person("mona@hub.test", &["manager"]);
    let mut orders = Vec::new();
    for part in (0..=NAMED + 1).collect::<Vec<_>>().chunks(50) {
        let part: Vec<Value> = part.iter().map(|at| json!({"externalId": format!("o-{at}")})).collect();
        let made = key.post("/orders/upload", form! { site: "north", orders: Value::from(part) }).ok();
        orders.extend(made["uploadedOrders"].as_array().expect("orders").iter().map(|order| order["id"].as_i64().expect("an id")));
    }
    // The last one has nothing.
    orders.pop();
    for part in orders.chunks(100) {
        let file = id(&key.call(Call::post("/files/upload").raw("text/plain", "x")).ok()["file"]);
        let named: Vec<Value> = part.iter().map(|order| json!({"order": {"id": order}})).collect();
        key.post(&format!("/files/{file}/edit"), form! { file: {attachment: named} }).ok();
    }
    let found = |filter: &str| key.get("/orders", vec![(filter.to_owned(), "2".to_owned())]).ok()["pagination"]["totalCount"].as_u64();
    for (at, order) in orders.iter().enumerate() {
        task(&key, "north", &json!({"text": "Call", "performerId": manager, "order": {"id": order}}));
        if at + 2 > NAMED {
            assert_eq!(found("filter[tasksCounts]"), Some(at as u64 + 1));
        }
    }
    hub.make_terms();
    assert_eq!(found("filter[tasksCounts]"), Some(NAMED as u64 + 1));
    assert_eq!(found("filter[attachments]"), Some(NAMED as u64 + 1));
}
