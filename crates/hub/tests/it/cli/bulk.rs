//! Several keys at once, and templates, on the command line.

use serde_json::{Value, json};

use crate::support::Account;

fn on(account: &Account) -> Vec<bool> {
    let keys = account.json(&["key", "list"]);
    keys.as_array().expect("a list").iter().map(|key| key["active"] == true).collect()
}

#[test]
fn a_dry_run_tells_and_the_same_without_it_does() {
    let account = Account::new();
    account.site("tea");
    for (sites, methods) in [("tea", "all"), ("all", "/api/v*/orders/statuses"), ("all", "all")] {
        account.key(sites, methods);
    }
    let server = account.serve();
    let view = account.json(&["key", "bulk", "disable", "--access", "all", "--dry-run"]);
    let ids: Vec<&Value> = view["keys"].as_array().expect("keys").iter().map(|key| &key["id"]).collect();
    assert_eq!((ids, &view["done"]), (vec![&json!(2), &json!(3)], &json!(false)));
    assert_eq!(view["keys"][0]["changes"], json!({"active": {"before": true, "after": false}}));
    assert_eq!(on(&account), [true, true, true]);
    let confirmation = view["agreement"].as_str().expect("an agreement");
    account.ok(&["key", "edit", "3", "--name", "Renamed"]);
    let refused = account.refused(&["key", "bulk", "disable", "--access", "all", "--agreed", confirmation]);
    assert!(refused.contains("have changed since"), "{refused}");
    assert_eq!(on(&account), [true, true, true]);
    let view = account.ok(&["key", "bulk", "disable", "--access", "all", "--dry-run"]);
    assert!(view.starts_with("2 keys, 0 of them used in the last hour\n") && view.contains("3, Renamed"), "{view}");
    let confirmation = view.trim().rsplit(' ').next().expect("an agreement").to_owned();
    let done = account.ok(&["key", "bulk", "disable", "--access", "all", "--agreed", &confirmation]);
    assert!(done.trim().ends_with("Done."), "{done}");
    assert_eq!(on(&account), [true, false, false]);
    account.ok(&["key", "bulk", "set", "--ids", "1,2", "--rate", "5", "--header-only", "--ends", "2030-01-31", "--owner", "Ada"]);
    let key = account.json(&["key", "show", "2"]);
    assert_eq!((&key["limits"], &key["owner"]), (&json!({"headerOnly": true, "rate": 5}), &json!("Ada")));
    drop(server);
}

#[test]
fn one_key_that_cannot_be_changed_holds_back_all() {
    let account = Account::new();
    for _ in 0..3 {
        account.key("all", "all");
    }
    account.ok(&["key", "bulk", "disable", "--every"]);
    account.ok(&["key", "leaked", "2"]);
    let refused = account.refused(&["key", "bulk", "enable", "--every"]);
    assert!(refused.contains("Key 2, A key") && refused.contains("leaked"), "{refused}");
    assert_eq!(on(&account), [false, false, false]);
    let view = account.ok(&["key", "bulk", "enable", "--every", "--dry-run"]);
    assert!(view.contains("Not possible: key 2, A key: Key 2 has leaked"), "{view}");
    account.ok(&["key", "bulk", "enable", "--ids", "1,3"]);
    account.ok(&["key", "bulk", "delete", "--ids", "1,2"]);
    account.ok(&["key", "bulk", "restore", "--ids", "1"]);
    assert_eq!(on(&account), [true, true]);
}

#[test]
fn which_keys_and_what_must_be_said() {
    let account = Account::new();
    account.key("all", "all");
    for arguments in [
        &["key", "bulk", "disable"][..],
        &["key", "bulk", "disable", "--every", "--ids", "1"],
        &["key", "bulk", "disable", "--search", "a", "--every"],
        &["key", "bulk", "set", "--every"],
        &["key", "bulk", "disable", "--every", "--rate", "5"],
        &["key", "bulk", "set", "--every", "--ends", "soon"],
        &["key", "bulk", "disable", "--method", "orders.*"],
        &["key", "bulk", "burn", "--every"],
        &["template", "apply", "cpa"],
    ] {
        assert_eq!(account.run(arguments).code, 2, "{arguments:?}");
    }
    assert!(account.refused(&["key", "bulk", "disable", "--ids", "7"]).contains("no key 7"));
    assert!(account.refused(&["key", "bulk", "disable", "--store", "sea"]).contains("no store \"sea\""));
    assert_eq!(on(&account), [true]);
}

#[test]
fn the_keys_of_others_are_suspended_and_brought_back() {
    let account = Account::new();
    account.site("tea");
    let add = |more: &[&str]| account.json(&[&["key", "add", "--name", "K", "--sites", "all"], more].concat());
    let own = add(&["--methods", "all"]);
    let network = add(&["--template", "cpa"]);
    let named = add(&["--methods", "/api/credentials", "--party", "Network Ltd"]);
    let server = account.serve();
    let works =
        |key: &Value| server.holder(key["token"].as_str().expect("a token")).get("/orders/statuses", form! { ids: "[1]" }).status == 200;
    let view = account.json(&["key", "panic", "--dry-run"]);
    assert_eq!(view["keys"].as_array().map(Vec::len), Some(2));
    assert!(works(&own) && works(&network));
    account.ok(&["key", "panic"]);
    assert!(works(&own) && !works(&network));
    assert_eq!(account.json(&["key", "show", &named["id"].to_string()])["cause"], "panic");
    assert_eq!(account.json(&["key", "panic", "--undo", "--dry-run"])["keys"].as_array().map(Vec::len), Some(2));
    account.ok(&["key", "panic", "--undo"]);
    assert!(works(&own) && works(&network));
    let shown = account.json(&["key", "bulk", "disable", "--third-party", "--dry-run"]);
    assert_eq!(shown["keys"].as_array().map(Vec::len), Some(2));
}

#[test]
fn templates_are_kept_used_compared_and_applied() {
    let account = Account::new();
    account.site("tea");
    let (key, _) = account.key("tea", "/api/v*/orders");
    account.ok(&["key", "edit", &key, "--rate", "5", "--mask", "phone=hide", "--ends", "30d", "--owner", "Ada"]);
    account.ok(&["template", "add", "mine", "--name", "Mine", "--from-key", &key, "--about", "For shops"]);
    let shown = account.json(&["template", "show", "mine"]);
    assert_eq!(
        shown,
        json!({"code": "mine", "name": "Mine", "builtIn": false, "about": "For shops", "stores": "one", "partner": false,
               "methods": ["/api/v*/orders"], "limits": {"rate": 5}, "masks": {"phone": "hide"}})
    );
    let made = account.json(&["key", "add", "--name", "Shop", "--template", "mine", "--sites", "tea", "--rate", "9"]);
    assert_eq!((&made["template"], &made["methods"], &made["limits"]), (&json!("mine"), &json!(["/api/v*/orders"]), &json!({"rate": 9})));
    assert_eq!((&made["masks"], made.get("owner")), (&json!({"phone": "hide"}), None));
    let id = made["id"].to_string();
    account.ok(&["template", "edit", "mine", "--methods", "/api/v*/orders,/api/v*/orders/statuses", "--mask", "none"]);
    assert_eq!(account.json(&["key", "show", &id])["methods"], json!(["/api/v*/orders"]), "a template has changed a key by itself");
    let view = account.json(&["template", "apply", "mine", "--all", "--dry-run"]);
    assert_eq!(view["keys"][0]["changes"]["limits"], json!({"before": {"rate": 9}, "after": {"rate": 5}}));
    account.ok(&["template", "apply", "mine", "--keys", &id]);
    let shown = account.json(&["key", "show", &id]);
    assert_eq!((&shown["methods"], shown.get("masks")), (&json!(["/api/v*/orders", "/api/v*/orders/statuses"]), None));
    assert!(account.refused(&["template", "apply", "mine", "--keys", &key]).contains("was not created from"));
    // A key that was made before there was the template joins those that were made from it, and changes by nothing else.
    let before = account.json(&["key", "show", &key]);
    account.ok(&["key", "edit", &key, "--template", "mine"]);
    let mut after = account.json(&["key", "show", &key]);
    assert_eq!(after.as_object_mut().and_then(|key| key.remove("template")), Some(json!("mine")));
    assert_eq!(after, before);
    assert_eq!(account.json(&["template", "apply", "mine", "--keys", &key, "--dry-run"])["keys"][0]["id"].to_string(), key);
    account.ok(&["key", "edit", &key, "--template", "none"]);
    assert_eq!(account.json(&["key", "show", &key]), before);
    let listed = account.json(&["template", "list"]);
    let keys = |code: &str| listed.as_array().expect("a list").iter().find(|each| each["code"] == code).map(|each| each["keys"].clone());
    assert_eq!((keys("mine"), keys("cpa")), (Some(json!(1)), Some(json!(0))));
    assert!(account.ok(&["template", "list"]).contains("CPA network"));
    assert!(account.ok(&["template", "show", "cpa"]).contains("/api/v*/orders/statuses"));
    account.ok(&["template", "delete", "mine"]);
    assert!(account.refused(&["template", "show", "mine"]).contains("no template \"mine\""));
    assert!(account.refused(&["template", "edit", "cpa", "--name", "X"]).contains("built in"));
    assert!(account.refused(&["key", "add", "--name", "X", "--sites", "all", "--template", "gone"]).contains("no template \"gone\""));
    assert_eq!(account.run(&["template", "add", "other", "--name", "X", "--methods", "all", "--ends", "30d"]).code, 2);
    assert_eq!(account.run(&["key", "add", "--name", "X", "--sites", "all"]).code, 2, "methods or a template must be said");
}
