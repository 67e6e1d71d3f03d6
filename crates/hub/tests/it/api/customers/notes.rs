//! GET /customers/notes, POST …/create and …/{id}/delete: notes on customers.

use serde_json::{Value, json};

use crate::support::TestHub;
use crate::support::steps::{id, rows};

#[test]
fn a_note_is_made_found_and_deleted() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let customer = key.customer(json!({"externalId": "c"}));
    let manager = hub.person("mona@hub.test", &["manager"]);
    let made = key.post("/customers/notes/create", form! { note: {text: "Любит ЧАЙ", managerId: manager, customer: {externalId: "c"}} });
    assert_eq!(made.status, 201);
    let note = id(&made.ok());
    let listed = key.get("/customers/notes", form! {}).ok();
    let shown = json!({
        "id": note, "managerId": manager, "text": "Любит ЧАЙ", "createdAt": "2026-03-14 15:00:00",
        "customer": {"id": customer, "externalId": "c", "site": "north", "type": "customer"},
    });
    assert_eq!(listed["notes"], json!([shown]));
    assert_eq!(key.post(&format!("/customers/notes/{note}/delete"), form! {}).ok(), json!({"success": true}));
    key.post(&format!("/customers/notes/{note}/delete"), form! {}).refused(404, "Not found");
    assert_eq!(key.get("/customers/notes", form! {}).ok()["notes"], json!([]));
    assert_eq!(hub.changes(), ["customer.id"], "a note is no change of the customer");
}

#[test]
fn every_filter_finds_the_note_that_has_it() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let manager = hub.person("mona@hub.test", &["manager"]);
    let (anna, boris) = (key.customer(json!({"externalId": "anna"})), key.customer(json!({"externalId": "boris"})));
    let add = |note: Value| id(&key.post("/customers/notes/create", form! { note: note }).ok());
    let first = add(json!({"text": "Любит ЧАЙ 100%", "managerId": manager, "customer": {"id": anna}}));
    hub.wait(86_400);
    let second = add(json!({"text": "Other", "customer": {"id": boris}}));
    for (filter, yes, no) in [
        ("[ids][]", first.to_string(), second.to_string()),
        ("[customerIds][]", anna.to_string(), boris.to_string()),
        ("[customerExternalIds][]", "anna".to_owned(), "boris".to_owned()),
        ("[managerIds][]", manager.to_string(), "99".to_owned()),
        ("[text]", "любит чай 100%".to_owned(), "любит кофе".to_owned()),
        ("[createdAtTo]", "2026-03-14".to_owned(), "2026-03-13".to_owned()),
        ("[createdAtTo]", "2026-03-14 15:00:00".to_owned(), "2026-03-14 14:59:59".to_owned()),
    ] {
        let find = |value: &str| key.found("customers/notes", vec![(format!("filter{filter}"), value.to_owned())]);
        assert_eq!(find(&yes), [first], "{filter}");
        assert!(!find(&no).contains(&first), "{filter}");
    }
    assert_eq!(key.found("customers/notes", form! { "filter[createdAtFrom]": "2026-03-15" }), [second]);
    assert_eq!(key.found("customers/notes", form! { "filter[createdAtFrom]": "2026-03-14", "filter[noSuch]": 1 }), [first, second]);
    assert_eq!(
        rows(&key.get("/customers/notes", form! {}).ok(), "notes").iter().map(id).collect::<Vec<_>>(),
        [second, first],
        "newest first"
    );
}

#[test]
fn what_is_no_note_is_refused() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    let customer = all.customer_in("north", json!({"externalId": "c"}));
    for (note, path) in [
        (json!({"customer": {"id": customer}}), "text"),
        (json!({"text": "  ", "customer": {"id": customer}}), "text"),
        (json!({"text": "x"}), "customer"),
        (json!({"text": "x", "customer": {}}), "customer"),
        (json!({"text": "x", "customer": {"id": 99}}), "customer"),
        (json!({"text": "x", "customer": {"externalId": "c", "site": "south"}}), "customer"),
        (json!({"text": "x", "managerId": 99, "customer": {"id": customer}}), "managerId"),
    ] {
        let reply = all.post("/customers/notes/create", form! { site: "north", note: note }).refused(400, "Errors in the entity format");
        assert!(reply.json["errors"].get(path).is_some(), "{reply}");
    }
    let by_external_id = json!({"text": "x", "customer": {"externalId": "c"}});
    all.post("/customers/notes/create", form! { note: by_external_id }).refused(400, "Parameter 'site' is missing");
    all.post("/customers/notes/create", form! { note: by_external_id, site: "nowhere" }).denied();
    all.post("/customers/notes/create", form! { note: by_external_id, site: "north" }).ok();
}
