//! The methods that manage keys are a key's when they were named for it, and by nothing else.

use std::collections::BTreeSet;

use domain::access::grant::{Grant, Methods};
use domain::access::templates::Template;
use domain::advice;
use domain::audit_log::By;
use serde_json::json;
use wire::methods::{self, Entry};

use crate::support::{Actor, Browser, TestHub};

fn managing() -> Vec<&'static Entry> {
    methods::all().iter().copied().filter(|method| method.manages_keys()).collect()
}

/// The methods that manage keys among those a key is let in by.
fn held(hub: &TestHub, key: &Actor) -> BTreeSet<&'static str> {
    let held = hub.hub.gate.key(key.key).expect("the gate holds it");
    methods::all()
        .iter()
        .enumerate()
        .filter(|(index, _)| held.rules.methods.contains(*index))
        .map(|(_, method)| method.name())
        .filter(|name| managing().iter().any(|method| method.name() == *name))
        .collect()
}

#[test]
fn they_are_the_group_and_the_scopes_of_their_own() {
    assert!(managing().len() >= 24);
    for method in methods::all() {
        assert_eq!(method.manages_keys(), method.group == "keys", "{}", method.path);
        assert_eq!(method.manages_keys(), method.path.split('/').nth(1) == Some("keys"), "{}", method.path);
        assert_eq!(method.manages_keys(), method.scope.name().is_some_and(|scope| scope.starts_with("key_")), "{}", method.path);
    }
}

#[test]
fn no_pattern_but_their_own_names_grants_them() {
    let hub = TestHub::new();
    hub.site("north");
    for patterns in [
        "all",
        "read",
        "write",
        "read,write",
        "all,read,write",
        "/*",
        "/*/*",
        "/*/*/*",
        "/*/*/*/*",
        "/api/*",
        "/api/*/*",
        "/api/v*/*",
        "/api/v5/*/*/*",
        "/{x},/*",
        "api.*,orders.*,customers.*,reference.*,users.*,settings.*,integration-modules.*",
    ] {
        let Ok(grant) = Grant::parse(patterns) else { continue };
        assert_eq!(held(&hub, &hub.key_granting("all", grant)), BTreeSet::new(), "{patterns}");
    }
    for (patterns, count) in
        [("keys.*", 24), ("all,keys.*", 24), ("/api/keys", 1), ("all,/api/keys/*", 5), ("/keys/*/*,/api/keys/create", 12)]
    {
        let key = hub.key("all", patterns);
        let held = held(&hub, &key);
        assert!(if count == 12 { held.len() >= 10 && !held.contains("/keys") } else { held.len() == count }, "{patterns}: {held:?}");
        let everything = patterns.starts_with("all");
        assert_eq!(key.get("/orders", form! {}).status, if everything { 200 } else { 403 }, "{patterns}");
    }
}

#[test]
fn every_method_is_every_one_but_them() {
    let hub = TestHub::new();
    hub.site("north");
    let all = Methods::all();
    for (index, method) in methods::all().iter().enumerate() {
        assert_eq!(all.contains(index), !method.manages_keys(), "{}", method.path);
    }
    let key = hub.key("all", "all");
    assert_eq!(held(&hub, &key), BTreeSet::new());
    let view = key.get("/api/credentials", form! {}).ok();
    assert!(!view.to_string().contains("/api/keys") && !view.to_string().contains("key_"), "{view}");
    for method in managing() {
        let address = format!("/api{}", method.path.replace("{id}", &key.key.to_string()).replace("{requestId}", "1"));
        let reply = match method.verb {
            methods::Verb::Get => key.get(&address, form! {}),
            methods::Verb::Post => key.post(&address, form! {}),
        };
        let reply = reply.denied();
        assert_eq!(reply.header("x-required-permission"), Some(format!("/api{}", method.path).as_str()));
    }
    let broad = hub.manager("all", "all").get("/api/credentials", form! {}).ok();
    for scope in ["key_read", "key_write", "order_write"] {
        assert!(broad["scopes"].as_array().is_some_and(|scopes| scopes.contains(&json!(scope))), "{broad}");
    }
    assert!(broad["credentials"].as_array().is_some_and(|list| list.contains(&json!("/api/keys/create"))), "{broad}");
    let one = hub.key("all", "all,/api/keys").get("/api/credentials", form! {}).ok();
    assert!(!one["scopes"].to_string().contains("key_"), "one method of a scope is not the scope: {one}");
}

#[test]
fn no_template_starts_with_them() {
    assert!(Template::all().len() > 3, "there are templates");
    for template in Template::all() {
        assert!(template.methods().all(|method| !method.manages_keys()), "{}", template.code);
    }
}

#[test]
fn a_form_has_them_where_they_are_ticked_only() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let newest = |hub: &TestHub| {
        let keys = hub.hub.db.read_now(|tx| database::keys::changed_since(tx, 0)).expect("keys can be read");
        keys.last().expect("there is a key").clone()
    };
    let mut add = |form: crate::support::form::Form| {
        let token = browser.get("/integration/keys/add").is(200).field("token");
        let mut sent = form! { token: token, whose: "ours", name: "K", access: "all" };
        sent.extend(form);
        browser.post("/integration/keys/add", sent).is(200).says("Key added.");
        newest(&hub)
    };
    let plain = add(form! { everything: "yes", block: "orders", method: "/orders" });
    assert!(plain.all_methods && plain.methods.is_empty());
    let mut ticks = form! { everything: "yes", method: "/keys" };
    ticks.extend(form! { method: "/orders" });
    let ticked = add(ticks);
    assert_eq!((ticked.all_methods, ticked.methods), (true, vec!["/keys".to_owned()]));
    let whole = add(form! { block: "keys" });
    assert_eq!((whole.all_methods, whole.methods.len()), (false, managing().len()));
    // Every other block, and every template.
    let mut blocks: Vec<(String, String)> = methods::all().iter().map(|method| ("block".to_owned(), method.group.to_owned())).collect();
    blocks.retain(|(_, group)| group != "keys");
    let others = add(blocks).methods;
    assert!(!others.is_empty() && others.iter().all(|name| !name.starts_with("/keys")), "{others:?}");
    for template in Template::all() {
        browser.get(&format!("/integration/keys/add?template={}", template.code)).is(200).hides("value=\"/keys\" checked");
    }
    // A copy of a managing key manages nothing until that is ticked.
    browser.get(&format!("/integration/keys/{}/edit", whole.id)).is(200).says("value=\"/keys\" checked");
    browser.get(&format!("/integration/keys/add?like={}", whole.id)).is(200).hides("value=\"/keys\" checked");
    // What is gained and lost is said before it is saved.
    let path = format!("/integration/keys/{}/edit", plain.id);
    let review = browser.post(&path, form! { name: "K", access: "all", everything: "yes", method: "/keys/create" }).is(200);
    review.says("Added (").says("<code>/api/keys/create</code>");
    browser
        .get(&format!("/integration/keys?method={}", "%2Fkeys"))
        .is(200)
        .says(&format!("/integration/keys/{}\"", ticked.id))
        .hides(&format!("/integration/keys/{}\"", plain.id));
    browser.get("/integration/keys").is(200).says("All, and key management");
}

#[test]
fn an_edit_of_the_other_methods_leaves_them_out_unless_they_are_named() {
    let hub = TestHub::new();
    hub.site("north");
    let key = hub.manager("all", "all");
    let edit = |patterns: &str| {
        let (id, now) = (key.key, hub.clock.now());
        let changes = domain::keys::Changes { grant: Some(Grant::parse(patterns).expect("patterns")), ..Default::default() };
        hub.hub.db.write_now(move |tx| domain::keys::edit(tx, id, &changes, &By::CommandLine, now)).expect("it can be edited");
    };
    edit("all,/api/keys");
    assert_eq!(held(&hub, &key), BTreeSet::from(["/keys"]));
    edit("all");
    assert_eq!(held(&hub, &key), BTreeSet::new());
}

#[test]
fn an_advice_gives_back_no_more_than_it_took() {
    let hub = TestHub::new();
    hub.site("north");
    for (patterns, expected) in [
        ("all", BTreeSet::new()),
        ("all,/api/keys", BTreeSet::from(["/keys"])),
        ("keys.*,orders.*", managing().iter().map(|method| method.name()).collect()),
    ] {
        let key = hub.key("all", patterns);
        let (id, now) = (key.key, hub.clock.now());
        let change = |revert: bool| {
            let methods = BTreeSet::from(["/orders".to_owned()]);
            let changed = hub.hub.db.write_now(move |tx| {
                if revert { advice::revert(tx, id, &By::CommandLine, now) } else { advice::apply(tx, id, &methods, &By::CommandLine, now) }
            });
            changed.expect("the advice is followed")
        };
        let before = hub.stored(id);
        change(false);
        assert_eq!(held(&hub, &key), BTreeSet::new(), "{patterns}");
        change(true);
        let after = hub.stored(id);
        assert_eq!((after.all_methods, after.methods), (before.all_methods, before.methods), "{patterns}");
        assert_eq!(held(&hub, &key), expected, "{patterns}");
    }
}
