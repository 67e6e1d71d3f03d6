//! Keys switched off and on, deleted, brought back, leaked: each felt by the next call.

use serde_json::json;

use crate::support::{Actor, TestHub};

const WRONG: &str = "Wrong \"apiKey\" value.";

fn story() -> (TestHub, Actor, i64, Actor) {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let (id, holder) = manager.makes(json!({"name": "K", "sites": ["north"], "methods": ["/api/credentials"]}));
    (hub, manager, id, holder)
}

#[test]
fn every_change_is_felt_by_the_next_call_and_told_of_the_key_that_made_it() {
    let (hub, manager, id, holder) = story();
    let act = |what: &str| manager.post(&format!("/api/keys/{id}/{what}"), form! {}).ok();
    for _ in 0..5 {
        assert_eq!(act("disable")["key"]["active"], false);
        holder.get("/api/credentials", form! {}).refused(403, WRONG);
        assert_eq!(act("enable")["key"]["active"], true);
        holder.get("/api/credentials", form! {}).ok();
    }
    act("delete");
    holder.get("/api/credentials", form! {}).refused(403, WRONG);
    manager.get(&format!("/api/keys/{id}"), form! {}).refused(404, "Not found");
    for what in ["disable", "enable", "delete", "rotate", "finish", "leaked", "edit"] {
        manager.post(&format!("/api/keys/{id}/{what}"), form! { key: {} }).refused(404, "Not found");
    }
    act("restore");
    holder.get("/api/credentials", form! {}).ok();
    manager.post(&format!("/api/keys/{id}/restore"), form! {}).is(400);
    let leaked = act("leaked");
    assert_eq!((&leaked["key"]["cause"], &leaked["key"]["causedAt"]), (&json!("leaked"), &json!("2026-03-14 15:00:00")));
    holder.get("/api/credentials", form! {}).refused(403, WRONG);
    let enabled = manager.post(&format!("/api/keys/{id}/enable"), form! {}).refused(400, "Errors in the entity format");
    assert_eq!(enabled.json["errors"]["leaked"], format!("Key {id} has leaked and stays off; make a new one."));
    let rows = hub.recorded(id);
    assert!(!rows.is_empty() && rows.iter().all(|(kind, by, _)| kind == "key" && *by == Some(manager.key)), "{rows:?}");
    let actions: Vec<&str> = rows.iter().map(|(.., action)| action.as_str()).collect();
    let mut expected = vec!["key.created"];
    expected.extend(["key.disabled", "key.enabled"].repeat(5));
    expected.extend(["key.deleted", "key.restored", "key.leaked"]);
    assert_eq!(actions, expected);
}

#[test]
fn the_record_and_webhooks_hear_of_it_as_of_any_change() {
    use domain::audit_log::By;
    use domain::webhooks::{self, Changes, Secret, Ways};

    let (hub, manager, id, _) = story();
    let (secret, seal, now) = (Secret::generate().expect("there is randomness"), hub.hub.seal.clone(), hub.clock.now());
    let changes = Changes { url: Some("https://example.com/".to_owned()), events: Some("key.*".to_owned()), ..Changes::default() };
    let ways = Ways { private: false, mail: false };
    let added = hub.hub.db.write_now(move |tx| webhooks::add(tx, &seal, &secret, &changes, ways, &By::CommandLine, now).map(drop));
    added.expect("a webhook can be added");
    manager.post(&format!("/api/keys/{id}/edit"), form! { key: {name: "Other"} }).ok();
    let (made, _) = manager.makes(json!({"name": "L", "sites": "all", "methods": "read"}));
    let waiting = hub.hub.db.read_now(|tx| database::deliveries::list(tx, None, None, 10)).expect("deliveries can be read");
    let mut view: Vec<(String, i64)> = waiting
        .iter()
        .map(|delivery| {
            let body: serde_json::Value = serde_json::from_str(&delivery.payload).expect("a body");
            assert!(!delivery.payload.contains("lky_") || delivery.payload.contains('…'), "a token is shown: {body}");
            (body["type"].as_str().unwrap_or_default().to_owned(), body["data"]["key"]["id"].as_i64().unwrap_or_default())
        })
        .collect();
    view.sort();
    assert_eq!(view, [("key.changed".to_owned(), id), ("key.created".to_owned(), made)]);
}

#[test]
fn a_key_that_was_switched_off_manages_no_more() {
    let (hub, manager, id, _) = story();
    let (own, second) = manager.makes(json!({"name": "Second", "sites": "all", "methods": ["all", "keys.*"]}));
    second.post(&format!("/api/keys/{id}/disable"), form! {}).ok();
    manager.post(&format!("/api/keys/{own}/disable"), form! {}).ok();
    second.post(&format!("/api/keys/{id}/enable"), form! {}).refused(403, WRONG);
    assert!(!hub.stored(id).active);
}
