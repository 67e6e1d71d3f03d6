//! POST /api/keys/bulk

use database::keys::Key;
use serde_json::{Value, json};

use crate::support::form::Form;
use crate::support::{Actor, Reply, TestHub};

const WRONG: &str = "Wrong \"apiKey\" value.";

fn all(hub: &TestHub) -> Vec<Key> {
    hub.hub.db.read_now(|tx| database::keys::changed_since(tx, 0)).expect("keys can be read")
}

fn bulk(manager: &Actor, asked: Form) -> Reply {
    manager.post("/api/keys/bulk", asked)
}

fn planned(manager: &Actor, asked: Form) -> Value {
    bulk(manager, asked).is(200).ok()["plan"].clone()
}

fn ids(plan: &Value) -> Vec<i64> {
    plan["keys"].as_array().into_iter().flatten().filter_map(|key| key["id"].as_i64()).collect()
}

/// Three keys for orders of the store.
fn three(hub: &TestHub) -> [Actor; 3] {
    [(); 3].map(|()| hub.key("north", "/api/v*/orders"))
}

#[test]
fn a_dry_run_changes_nothing_and_what_it_told_is_what_is_done() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let keys = three(&hub);
    keys[0].get("/orders", form! {}).ok();
    hub.hub.usage.flush(&hub.hub.db, &hub.hub.account().zone).expect("the database answers");
    let off = hub.key("north", "/api/v*/orders").key;
    hub.edit_key(off, |key| key.active = false);
    let before = all(&hub);
    let asked = json!([keys[0].key, keys[1].key, off]);
    let view = planned(&manager, form! { deed: "disable", ids: asked, dryRun: true });
    assert_eq!(all(&hub), before, "a dry run has changed something");
    assert_eq!((&view["done"], &view["count"], &view["usedLately"]), (&json!(false), &json!(2), &json!(1)));
    assert_eq!((&view["unchanged"], &view["refused"]), (&json!([off]), &json!([])));
    let changes = json!({"before": {"active": true}, "after": {"active": false}});
    let step = |key: &Actor, used: bool| json!({"id": key.key, "name": "A key of a test", "usedLately": used, "changes": changes});
    assert_eq!(view["keys"], json!([step(&keys[0], true), step(&keys[1], false)]));
    let done = planned(&manager, form! { deed: "disable", ids: asked, agreed: view["agreement"] });
    assert_eq!(done["done"], true);
    for field in ["agreement", "count", "keys", "unchanged", "refused"] {
        assert_eq!(done[field], view[field], "{field}");
    }
    for key in &keys[..2] {
        key.get("/orders", form! {}).refused(403, WRONG);
        assert_eq!(hub.recorded(key.key).last(), Some(&("key".to_owned(), Some(manager.key), "key.disabled".to_owned())));
    }
    keys[2].get("/orders", form! {}).ok();
    let after = all(&hub);
    assert_eq!(after.len(), before.len());
    for (before, after) in before.iter().zip(after) {
        let expected = Key { active: before.active && ![keys[0].key, keys[1].key].contains(&before.id), ..before.clone() };
        assert_eq!(after, expected, "more was done than was planned");
    }
}

#[test]
fn what_is_not_agreed_to_any_more_is_not_done() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let keys = three(&hub);
    let asked = json!([keys[0].key, keys[1].key]);
    let view = planned(&manager, form! { deed: "set", ids: asked, set: {rate: 7}, dryRun: true });
    let agreed = view["agreement"].clone();
    let refused = |asked: Form| {
        let before = all(&hub);
        let reply = bulk(&manager, asked).refused(400, "Errors in the entity format");
        assert!(reply.json["errors"]["agreed"].is_string(), "{reply}");
        assert_eq!(all(&hub), before);
    };
    // Another operation, another setting, another set of keys, another state of one.
    refused(form! { deed: "disable", ids: asked, agreed: agreed });
    refused(form! { deed: "set", ids: asked, set: {rate: 8}, agreed: agreed });
    refused(form! { deed: "set", ids: [keys[0].key], set: {rate: 7}, agreed: agreed });
    hub.edit_key(keys[1].key, |key| key.name = "Renamed".to_owned());
    refused(form! { deed: "set", ids: asked, set: {rate: 7}, agreed: agreed });
    // A filter that finds another key by now.
    let filter = json!({"grants": "/api/v*/orders/create"});
    hub.key("north", "/api/v*/orders/create");
    let view = planned(&manager, form! { deed: "disable", filter: filter, dryRun: true });
    assert_eq!(view["count"], 1);
    hub.key("north", "/api/v*/orders/create");
    refused(form! { deed: "disable", filter: filter, agreed: view["agreement"] });
    let view = planned(&manager, form! { deed: "disable", filter: filter, dryRun: true });
    assert_eq!(view["count"], 2);
    assert_eq!(planned(&manager, form! { deed: "disable", filter: filter, agreed: view["agreement"] })["done"], true);
}

#[test]
fn it_is_done_to_all_or_to_none() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let keys = three(&hub);
    let asked = json!([keys[0].key, keys[1].key, keys[2].key]);
    planned(&manager, form! { deed: "disable", ids: asked });
    manager.post(&format!("/api/keys/{}/leaked", keys[1].key), form! {}).ok();
    let view = planned(&manager, form! { deed: "enable", ids: asked, dryRun: 1 });
    assert_eq!(ids(&view), [keys[0].key, keys[2].key]);
    let why = format!("Key {} has leaked and stays off; make a new one.", keys[1].key);
    assert_eq!(view["refused"], json!([{"id": keys[1].key, "name": "A key of a test", "reason": why}]));
    let before = all(&hub);
    for form in [form! { deed: "enable", ids: asked }, form! { deed: "enable", ids: asked, agreed: view["agreement"] }] {
        let reply = bulk(&manager, form).refused(400, "Errors in the entity format");
        assert_eq!(reply.json["errors"], json!({"key": format!("Nothing was changed. Key {}, A key of a test: {why}", keys[1].key)}));
        assert_eq!(all(&hub), before);
    }
    planned(&manager, form! { deed: "enable", ids: [keys[0].key, keys[2].key] });
    keys[0].get("/orders", form! {}).ok();
}

#[test]
fn every_deed_does_what_it_says() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let keys = three(&hub);
    let asked = json!([keys[0].key, keys[1].key]);
    let path = format!("/api/keys/{}", keys[0].key);
    let set = json!({"endsAt": "2027-01-31 10:00:00", "rate": 7, "headerOnly": true, "owner": "Ana"});
    let plan = planned(&manager, form! { deed: "set", ids: asked, set: set });
    let after = json!({"endsAt": "2027-01-31 10:00:00", "limits": {"rate": 7, "headerOnly": true}, "owner": "Ana"});
    assert_eq!(plan["keys"][0]["changes"], json!({"before": {}, "after": after}));
    let key = manager.get(&path, form! {}).ok()["key"].clone();
    for field in ["endsAt", "limits", "owner"] {
        assert_eq!(key[field], after[field]);
    }
    let plan = planned(&manager, form! { deed: "set", ids: asked, set: {"endsAt": null, "rate": 0, "headerOnly": false, "owner": ""} });
    assert_eq!(plan["keys"][0]["changes"], json!({"before": after, "after": {}}));
    assert_eq!(planned(&manager, form! { deed: "set", ids: asked, set: {"rate": 0} })["unchanged"], asked);
    let plan = planned(&manager, form! { deed: "delete", ids: asked });
    assert_eq!(plan["keys"][0]["changes"], json!({"before": {}, "after": {"deletedAt": "2026-03-14 15:00:00"}}));
    keys[0].get("/orders", form! {}).refused(403, WRONG);
    manager.get(&path, form! {}).refused(404, "Not found");
    let plan = planned(&manager, form! { deed: "restore", filter: {state: "deleted"} });
    assert_eq!(json!(ids(&plan)), asked);
    keys[0].get("/orders", form! {}).ok();
    let plan = planned(&manager, form! { deed: "follow", ids: [keys[0].key], template: "reports" });
    let contents = domain::templates::Contents::of_built_in(domain::access::templates::Template::named("reports").expect("a template"));
    let domain::access::grant::Grant::Some(methods) = contents.grant else { panic!("a template for everything") };
    let now = hub.stored(keys[0].key);
    assert_eq!(plan["count"], 1);
    assert_eq!(now.methods.iter().collect::<std::collections::BTreeSet<_>>(), methods.iter().collect());
    assert_eq!(hub.stored(keys[1].key).methods, ["/orders"]);
}

#[test]
fn a_filter_takes_what_fits_but_the_key_that_asks() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let manager = hub.manager("all", "all");
    let keys = three(&hub);
    let south = hub.key("south", "/api/v*/orders");
    let found = |filter: Value| ids(&planned(&manager, form! { deed: "disable", filter: filter, dryRun: true }));
    let north: Vec<i64> = keys.iter().map(|key| key.key).collect();
    assert_eq!(found(json!({"site": "north"})), north);
    assert_eq!(found(json!({"state": "active"})), [north.clone(), vec![south.key]].concat());
    assert_eq!(found(json!({"site": "nowhere"})), [0_i64; 0]);
    hub.edit_key(south.key, |key| key.external_id = Some("south".to_owned()));
    assert_eq!(found(json!({"externalIds": ["south", "other"]})), [south.key]);
    // Named, it is meant.
    planned(&manager, form! { deed: "disable", ids: [manager.key] });
    manager.get("/api/keys", form! {}).refused(403, WRONG);
}

#[test]
fn every_key_is_within_before_and_after() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let above = hub.manager("all", "all");
    let wish = json!({"name": "M", "sites": ["north"], "methods": ["orders.*", "keys.*"], "endsAt": "2026-06-01", "limits": {"rate": 50, "headerOnly": true}});
    let (_, manager) = above.makes(wish);
    let make = || manager.makes(json!({"name": "K", "sites": ["north"], "methods": ["/api/v*/orders"]})).0;
    let (one, two) = (make(), make());
    let outside = [hub.key("south", "/api/v*/orders").key, hub.key("north", "all").key, hub.key("north", "/api/v*/orders").key];
    for (dry, id) in [true, false].into_iter().flat_map(|dry| outside.into_iter().chain([777]).map(move |id| (dry, id))) {
        let before = all(&hub);
        let reply = bulk(&manager, form! { deed: "disable", ids: [one, id], dryRun: dry }).refused(404, "Not found");
        assert_eq!(reply.json["errors"], json!({"id": format!("There is no key {id}.")}));
        assert_eq!(all(&hub), before);
    }
    let fitting = planned(&manager, form! { deed: "disable", filter: {grants: "/api/v*/orders"}, dryRun: true });
    assert_eq!(ids(&fitting), [one, two]);
    for (more, field) in [
        (json!({"endsAt": null}), "expires earlier"),
        (json!({"endsAt": "2026-06-02"}), "expires earlier"),
        (json!({"rate": 0}), "50 calls per second"),
        (json!({"rate": 51}), "50 calls per second"),
        (json!({"headerOnly": false}), "in a header only"),
    ] {
        let view = planned(&manager, form! { deed: "set", ids: [one, two], set: more, dryRun: true });
        assert_eq!((&view["count"], &view["keys"]), (&json!(0), &json!([])));
        let reasons = view["refused"].as_array().cloned().unwrap_or_default();
        assert!(reasons.len() == 2 && reasons[0]["reason"].as_str().is_some_and(|why| why.contains(field)), "{view}");
        let before = all(&hub);
        for agreed in [json!(""), view["agreement"].clone()] {
            let reply = bulk(&manager, form! { deed: "set", ids: [one, two], set: more, agreed: agreed })
                .refused(400, "Errors in the entity format");
            let why = reply.json["errors"]["key"].as_str().unwrap_or_default().to_owned();
            assert!(why.starts_with(&format!("Nothing was changed. Key {one}, K: ")) && why.contains(field), "{reply}");
        }
        assert_eq!(all(&hub), before, "{more}");
    }
    // A template that grants more is none.
    let reply = bulk(&manager, form! { deed: "follow", ids: [one], template: "reports" }).refused(400, "Errors in the entity format");
    assert_eq!(reply.json["errors"], json!({"template": "There is no template \"reports\"."}));
    planned(&manager, form! { deed: "set", ids: [one, two], set: {"endsAt": "2026-05-01", "rate": 5} });
    assert_eq!(domain::keys::limits(&hub.stored(two)).rate, 5);
}

#[test]
fn third_parties_within_are_suspended_and_exactly_they_come_back() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let manager = hub.manager("north", "orders.*");
    let keys = three(&hub);
    let (elsewhere, off) = (hub.key("south", "/api/v*/orders"), hub.key("north", "/api/v*/orders"));
    for key in [keys[0].key, keys[1].key, elsewhere.key, off.key, manager.key] {
        hub.edit_key(key, |key| key.body = r#"{"party":"Network Ltd"}"#.to_owned());
    }
    hub.edit_key(off.key, |key| key.active = false);
    let theirs = [keys[0].key, keys[1].key];
    let view = planned(&manager, form! { deed: "suspend", dryRun: true });
    assert_eq!(ids(&view), theirs);
    let done = planned(&manager, form! { deed: "suspend", agreed: view["agreement"] });
    let after = json!({"active": false, "cause": "panic", "causedAt": "2026-03-14 15:00:00"});
    assert_eq!(done["keys"][0]["changes"], json!({"before": {"active": true}, "after": after}));
    for (key, works) in [(&keys[0], false), (&keys[1], false), (&keys[2], true), (&elsewhere, true), (&manager, true)] {
        let address = if key.key == manager.key { "/api/keys" } else { "/api/v5/orders" };
        assert_eq!(key.get(address, form! {}).status == 200, works, "key {}", key.key);
    }
    for more in [form! { deed: "suspend", ids: theirs }, form! { deed: "resume", filter: {state: "inactive"} }] {
        let reply = bulk(&manager, more).refused(400, "Errors in the entity format");
        assert!(reply.json["errors"]["ids"].is_string(), "{reply}");
    }
    assert_eq!(ids(&planned(&manager, form! { deed: "resume" })), theirs);
    keys[0].get("/orders", form! {}).ok();
    assert!(!hub.stored(off.key).active, "one that was off before stays off");
}

#[test]
fn bad_input_names_the_field() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let id = three(&hub)[0].key;
    let before = all(&hub);
    bulk(&manager, form! {}).refused(400, "Parameter 'deed' is missing");
    bulk(&manager, form! { deed: "follow", ids: [id] }).refused(400, "Parameter 'template' is missing");
    for (form, field) in [
        (form! { deed: "disable" }, "ids"),
        // What narrows nothing is not every key.
        (form! { deed: "disable", filter: {} }, "ids"),
        (form! { deed: "disable", filter: {search: "", neverUsed: false, owner: null} }, "ids"),
        (form! { deed: "disable", filter: {unknown: "x"} }, "ids"),
        (form! { deed: "disable", ids: [id], filter: {state: "active"} }, "filter"),
        (form! { deed: "set", ids: [id] }, "set"),
        (form! { deed: "set", ids: [id], set: {name: "x"} }, "set"),
        (form! { deed: "set", ids: [id], set: {rate: -1} }, "set.rate"),
        (form! { deed: "set", ids: [id], set: {endsAt: "soon"} }, "endsAt"),
        (form! { deed: "disable", ids: [id], set: {rate: 1} }, "set"),
        (form! { deed: "disable", ids: [id], template: "reports" }, "template"),
        (form! { deed: "follow", ids: [id], template: "nothing" }, "template"),
        (form! { deed: "disable", ids: (1..=1001).collect::<Vec<i64>>() }, "ids"),
        (form! { deed: "disable", filter: "all" }, "filter"),
    ] {
        let text = format!("{form:?}");
        let reply = bulk(&manager, form).refused(400, "Errors in the entity format");
        let errors = reply.json["errors"].as_object().cloned().unwrap_or_default();
        assert_eq!(errors.keys().collect::<Vec<_>>(), [field], "{text}: {reply}");
    }
    for (form, field) in [
        (form! { deed: "burn", ids: [id] }, "deed"),
        (form! { deed: "disable", ids: ["x"] }, "ids"),
        (form! { deed: "disable", ids: [id], dryRun: "perhaps" }, "dryRun"),
    ] {
        let reply = bulk(&manager, form).refused(400, "Errors in the input parameters");
        assert!(reply.json["errors"][format!("children[{field}]")].is_string(), "{reply}");
    }
    assert_eq!(all(&hub), before);
}
