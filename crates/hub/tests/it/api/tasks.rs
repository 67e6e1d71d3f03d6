//! The methods of /tasks.

use serde_json::{Value, json};

use crate::support::TestHub;
use crate::support::steps::id;

#[test]
fn a_task_is_made_read_changed_and_done() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let manager = hub.person("mona@hub.test", &["manager"]);
    let customer = key.customer(json!({"externalId": "c-1"}));
    let order = key.order(json!({"externalId": "o-1", "number": "N-7", "customer": {"id": customer}}));
    let made = key.post(
        "/tasks/create",
        form! { site: "north", task: {
            text: "Call back", commentary: "After lunch", datetime: "2026-03-20 12:30", performerId: manager.to_string(),
            order: {number: "N-7"}, customer: {externalId: "c-1"}, phone: "8 926 123 45 67", phoneSite: "north",
        } },
    );
    assert_eq!(made.status, 201);
    let task = id(&made.ok());
    let shown = json!({
        "id": task, "text": "Call back", "commentary": "After lunch", "datetime": "2026-03-20 12:30", "createdAt": "2026-03-14 15:00:00",
        "complete": false, "performer": manager, "performerType": "user", "phone": "8 926 123 45 67", "phoneSite": "north",
        "order": {"id": id(&order), "externalId": "o-1", "number": "N-7", "site": "north"},
        "customer": {"type": "customer", "id": customer, "externalId": "c-1", "site": "north"},
    });
    assert_eq!(key.get(&format!("/tasks/{task}"), form! {}).ok()["task"], shown);
    assert_eq!(key.get("/tasks", form! {}).ok()["tasks"], json!([shown]));

    hub.wait(60);
    let edited = key.post(&format!("/tasks/{task}/edit"), form! { task: {complete: "true", commentary: "", order: null} }).ok();
    assert_eq!(edited, json!({"success": true}));
    let task_now = key.get(&format!("/tasks/{task}"), form! {}).ok()["task"].take();
    assert_eq!((&task_now["complete"], &task_now["completedAt"]), (&json!(true), &json!("2026-03-14 15:01:00")));
    assert!(task_now.get("order").is_none() && task_now.get("commentary").is_none());
    key.post(&format!("/tasks/{task}/edit"), form! { task: {complete: 0} }).ok();
    assert!(key.get(&format!("/tasks/{task}"), form! {}).ok()["task"].get("completedAt").is_none());

    let rows = key.get("/tasks/history", form! { "filter[taskId]": task }).ok()["history"].take();
    let view: Vec<(&str, &Value, &Value)> = rows
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| (row["field"].as_str().expect("a field"), &row["oldValue"], &row["newValue"]))
        .collect();
    assert_eq!(view[0], ("id", &Value::Null, &json!(task)));
    assert_eq!(rows[0]["created"], true);
    assert_eq!(rows[0]["task"]["text"], "Call back");
    assert_eq!(rows[0]["apiKey"]["current"], true);
    assert!(view.contains(&("order", &json!({"id": id(&order)}), &Value::Null)), "{rows}");
    assert!(view.contains(&("complete", &json!(true), &json!(false))), "{rows}");
    let since = rows[1]["id"].clone();
    let later = key.get("/tasks/history", form! { "filter[sinceId]": since }).ok();
    assert_eq!(later["history"].as_array().map(Vec::len), rows.as_array().map(|rows| rows.len() - 2));
}

#[test]
fn every_filter_finds_the_task_that_has_it() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (mona, nils) = (hub.person("mona@hub.test", &["manager"]), hub.person("nils@hub.test", &["manager"]));
    let anna = key.customer(json!({"firstName": "Анна", "email": "Anna@Example.com", "phones": [{"number": "8 (926) 123-45-67"}]}));
    let order = id(&key.order(json!({"number": "N-7", "customer": {"id": anna}})));
    let add = |task: Value| id(&key.post("/tasks/create", form! { task: task }).ok());
    let first = add(json!({
        "text": "Позвонить 100%", "commentary": "Про чай", "datetime": "2026-03-20 12:30", "performerId": mona, "order": {"id": order},
        "customer": {"id": anna},
    }));
    hub.wait(86_400);
    let second = add(json!({"text": "Other", "performerId": nils, "complete": true}));
    for (filter, yes, no) in [
        ("[ids][]", first.to_string(), second.to_string()),
        ("[orderNumber]", "N-7".to_owned(), "N-8".to_owned()),
        ("[customer]", "анна".to_owned(), "борис".to_owned()),
        ("[customer]", "ANNA@example.com".to_owned(), "nna@example.com".to_owned()),
        ("[customer]", "+79261234567".to_owned(), "+79261234568".to_owned()),
        ("[status]", "performing".to_owned(), "completed".to_owned()),
        ("[text]", "позвонить 100%".to_owned(), "100_".to_owned()),
        ("[text]", "ПРО ЧАЙ".to_owned(), "про кофе".to_owned()),
        ("[performers][]", mona.to_string(), nils.to_string()),
        ("[dateFrom]", "2026-03-20".to_owned(), "2026-03-21".to_owned()),
        ("[dateTo]", "2026-03-20".to_owned(), "2026-03-19".to_owned()),
        ("[createdAtTo]", "2026-03-14".to_owned(), "2026-03-13".to_owned()),
    ] {
        let find = |value: &str| key.found("tasks", vec![(format!("filter{filter}"), value.to_owned())]);
        assert_eq!(find(&yes), [first], "{filter}={yes}");
        assert!(!find(&no).contains(&first), "{filter}={no}");
    }
    assert_eq!(key.found("tasks", form! { "filter[createdAtFrom]": "2026-03-15" }), [second]);
    assert_eq!(key.found("tasks", form! { "filter[completedAtFrom]": "2026-03-15", "filter[completedAtTo]": "2026-03-15" }), [second]);
    assert_eq!(key.found("tasks", form! { "filter[completedAtTo]": "2026-03-14" }), Vec::<i64>::new());
    assert_eq!(key.found("tasks", form! { "filter[creators][]": mona }), Vec::<i64>::new());
    assert_eq!(key.found("tasks", form! { "filter[tags][]": "vip" }), Vec::<i64>::new(), "no task has a tag");
    assert_eq!(key.found("tasks", form! { "filter[status]": "", "filter[text]": "" }), [first, second], "blank filters narrow nothing");
}

#[test]
fn what_is_wrong_is_named_by_its_field() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    let manager = hub.person("mona@hub.test", &["manager"]);
    let refused = |task: Value| all.post("/tasks/create", form! { task: task }).refused(400, "Task is not loaded").json["errors"].clone();
    let blank = "This value should not be blank.";
    assert_eq!(refused(json!({"commentary": "x"})), json!({"text": blank, "performerId": blank}));
    assert_eq!(refused(json!({"text": "x", "performerId": ""})), json!({"performerId": blank}));
    assert_eq!(refused(json!({"text": "x", "performerId": 999})), json!({"performerId": "\"User\" with \"id\"=\"999\" does not exist."}));
    let with = |order: Value| json!({"text": "x", "performerId": manager, "order": order});
    assert_eq!(refused(with(json!({"id": 999}))), json!({"order": "\"Order\" with \"id\"=\"999\" does not exist."}));
    let nameless = json!({"text": "x", "performerId": manager, "customer": {"site": "north"}});
    assert_eq!(refused(nameless), json!({"customer": "Set one of the following fields: id, externalId"}));
    all.post("/tasks/create", form! { task: with(json!({"number": "N"})) }).refused(400, "Parameter 'site' is missing");
    all.post("/tasks/create", form! {}).refused(400, "Parameter 'task' is missing");
    all.get("/tasks/999", form! {}).refused(404, "Not found");
    all.post("/tasks/999/edit", form! { task: {text: "x"} }).refused(404, "Not found");
    let task = id(&all.post("/tasks/create", form! { task: {text: "x", performerId: manager} }).ok());
    all.post(&format!("/tasks/{task}/edit"), form! { task: {text: ""} }).refused(400, "Task is not loaded");
    assert_eq!(all.get(&format!("/tasks/{task}"), form! {}).ok()["task"]["text"], "x");
}

#[test]
fn a_task_that_moves_leaves_a_row_where_it_was_and_takes_none_along() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let manager = hub.person("mona@hub.test", &["manager"]);
    let (here, there) = (id(&north.order(json!({"firstName": "Anna"}))), id(&south.order(json!({"firstName": "Boris"}))));
    let task = id(&north.post("/tasks/create", form! { task: {text: "Before", performerId: manager, order: {id: here}} }).ok());
    south.get(&format!("/tasks/{task}"), form! {}).refused(404, "Not found");
    all.post(&format!("/tasks/{task}/edit"), form! { task: {text: "After", order: {id: there}} }).ok();

    north.get(&format!("/tasks/{task}"), form! {}).refused(404, "Not found");
    let fields = |reply: Value| -> Vec<(Value, Value, Value)> {
        let rows = reply["history"].as_array().cloned().unwrap_or_default();
        rows.into_iter().map(|row| (row["field"].clone(), row["oldValue"].clone(), row["newValue"].clone())).collect()
    };
    let of_north = fields(north.get("/tasks/history", form! {}).ok());
    assert_eq!(of_north, [(json!("id"), Value::Null, json!(task)), (json!("order"), json!({"id": here}), Value::Null)]);
    let of_south = fields(south.get("/tasks/history", form! {}).ok());
    assert_eq!(of_south, [(json!("text"), Value::Null, json!("After")), (json!("order"), Value::Null, json!({"id": there}))]);
    assert_eq!(fields(all.get("/tasks/history", form! {}).ok()).len(), 4);
}

#[test]
fn a_task_without_a_link_is_its_makers_and_of_keys_for_all_stores() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let manager = hub.person("mona@hub.test", &["manager"]);
    let task = id(&north.post("/tasks/create", form! { task: {text: "Private", performerId: manager} }).ok());
    for key in [&north, &all] {
        assert_eq!(key.found("tasks", form! {}), [task]);
        assert_eq!(key.get("/tasks/history", form! {}).ok()["history"].as_array().map(Vec::len), Some(1));
    }
    assert_eq!(south.found("tasks", form! {}), Vec::<i64>::new());
    assert_eq!(south.get("/tasks/history", form! {}).ok()["history"], json!([]));
    south.post(&format!("/tasks/{task}/edit"), form! { task: {text: "x"} }).refused(404, "Not found");
}

#[test]
fn tasks_and_costs_go_along_where_orders_and_customers_are_merged() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let manager = hub.person("mona@hub.test", &["manager"]);
    hub.entry("cost-items", "ads", json!({"code": "ads", "name": "Ads"}));
    let (one, two) = (key.customer(json!({"externalId": "1"})), key.customer(json!({"externalId": "2"})));
    let (gone, stays) = (id(&key.order(json!({"firstName": "Anna"}))), id(&key.order(json!({"firstName": "Boris"}))));
    let add = |task: Value| id(&key.post("/tasks/create", form! { task: task }).ok());
    let of_order = add(json!({"text": "a", "performerId": manager, "order": {"id": gone}}));
    let of_customer = add(json!({"text": "b", "performerId": manager, "customer": {"id": one}}));
    let cost = json!({"dateFrom": "2026-03-01", "dateTo": "2026-03-01", "summ": 5, "costItem": "ads", "order": {"id": gone}});
    let cost = id(&key.post("/costs/create", form! { cost: cost }).ok());
    key.post("/orders/combine", form! { order: {id: gone}, resultOrder: {id: stays} }).ok();
    key.post("/customers/combine", form! { customers: [{id: one}], resultCustomer: {id: two} }).ok();
    assert_eq!(key.get(&format!("/tasks/{of_order}"), form! {}).ok()["task"]["order"]["id"], stays);
    assert_eq!(key.get(&format!("/tasks/{of_customer}"), form! {}).ok()["task"]["customer"]["id"], two);
    assert_eq!(key.get(&format!("/costs/{cost}"), form! {}).ok()["cost"]["order"]["id"], stays);
}
