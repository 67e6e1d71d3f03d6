//! What keys can do and who can, keys that want looking after, address lists from calls: on the command line.

use serde_json::{Value, json};

use crate::support::Account;

fn ids(list: &Value) -> Vec<i64> {
    list.as_array().into_iter().flatten().filter_map(|key| key["id"].as_i64()).collect()
}

#[test]
fn what_a_key_can_do_is_told_and_compared() {
    let account = Account::new();
    account.site("north");
    account.site("south");
    let (shop, _) = account.key("north", "orders.*,/api/credentials");
    let (cpa, _) = account.key("all", "/api/v*/orders/statuses");
    account.ok(&["key", "edit", &shop, "--mask", "phone=partial", "--rows", "source=cpa", "--rate", "5", "--ends", "2100-01-01"]);
    let can = account.json(&["key", "can", &shop]);
    assert_eq!([&can["works"], &can["state"], &can["futureStores"]], [&json!(true), &json!("works"), &json!(false)]);
    assert_eq!((&can["stores"], &can["rows"]), (&json!(["north"]), &json!(["source=cpa"])));
    assert_eq!([&can["sees"]["phone"], &can["sees"]["email"]], ["partial", "whole"]);
    assert_eq!(can["limits"], json!(["rate=5"]));
    let methods: Vec<&str> = can["methods"].as_array().into_iter().flatten().filter_map(|method| method["method"].as_str()).collect();
    assert!(methods.contains(&"/api/v*/orders/create") && !methods.contains(&"/api/v*/customers"), "{methods:?}");
    assert_eq!(account.json(&["key", "can", &cpa])["sees"]["phone"], "never");
    let view = account.ok(&["key", "can", &shop]);
    for line in ["Works now.", "north (north)", "Phone numbers: last two digits", "Source: cpa", "5 calls per second", "Until 1 Jan 2100"] {
        assert!(view.contains(line), "{line}: {view}");
    }
    let beside = account.json(&["key", "can", &cpa, "--with", &shop]);
    assert_eq!(beside["stores"], json!({&cpa: ["future", "south"], &shop: []}));
    assert_eq!(beside["masks"], json!({&cpa: [], &shop: ["phone=partial"]}));
    assert!(account.ok(&["key", "can", &cpa, "--with", &shop]).contains(&format!("only {cpa} (A key): Stores added later")));
    assert!(account.ok(&["key", "can", &cpa, "--with", &cpa]).contains("exactly the same permissions"));
    account.refused(&["key", "can", "999"]);

    assert_eq!(ids(&account.json(&["key", "who", "--method", "/api/v5/orders/create"])), [1]);
    assert_eq!(ids(&account.json(&["key", "who", "--method", "/api/v*/orders/statuses", "--site", "south"])), [2]);
    assert!(ids(&account.json(&["key", "who", "--sees", "phone"])).is_empty());
    assert_eq!(ids(&account.json(&["key", "who", "--sees", "email", "--site", "north"])), [1]);
    account.ok(&["key", "disable", &shop]);
    assert_eq!(account.json(&["key", "who", "--sees", "email"])[0]["state"], "off");
    assert_eq!(account.ok(&["key", "who", "--sees", "phone"]), "No key has this permission.\n");
    assert!(account.ok(&["key", "who", "--method", "read", "--site", "north"]).contains("never"));
    assert_eq!(account.run(&["key", "who"]).code, 2);
    assert_eq!(account.run(&["key", "who", "--method", "all"]).code, 2);
    assert!(account.refused(&["key", "who", "--site", "nowhere"]).contains("nowhere"));
    assert!(account.refused(&["key", "who", "--method", "/nothing"]).contains("/nothing"));
}

#[test]
fn keys_that_need_care_are_listed_extended_and_handed_over() {
    let account = Account::new();
    let person = |email: &str| account.ok(&["user", "add", email, "--name", "Somebody", "--role", "administrator", "--random-password"]);
    person("mona@hub.test");
    person("nina@hub.test");
    let (one, _) = account.key("all", "all");
    let (two, _) = account.key("all", "all");
    assert_eq!(account.ok(&["key", "list", "--needs-care"]), "No key needs attention.\n");
    account.ok(&["key", "edit", &one, "--owner", "Mona@hub.test", "--review", "2020-01-01"]);
    account.ok(&["key", "edit", &two, "--owner", "Agency", "--ends", "3d"]);
    assert_eq!(account.json(&["key", "show", &one])["owner"], "mona@hub.test");
    account.ok(&["user", "edit", "mona@hub.test", "--active", "false"]);
    let needs = account.json(&["key", "list", "--needs-care"]);
    let needs: Vec<(i64, &str)> = needs
        .as_array()
        .into_iter()
        .flatten()
        .map(|key| (key["id"].as_i64().unwrap_or_default(), key["needs"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(needs, [(2, "ends-soon"), (1, "contact-left"), (1, "review-due")]);
    assert!(account.ok(&["key", "list", "--needs-care"]).contains("mona@hub.test"));
    assert!(account.refused(&["key", "edit", &two, "--owner", "mona@hub.test"]).contains("deactivated"));
    assert!(account.ok(&["key", "hand-over", "--from", "mona@hub.test", "--to", "Nina@hub.test"]).contains("1 (A key)"));
    assert_eq!(account.json(&["key", "show", &one])["owner"], "nina@hub.test");
    assert!(
        account
            .ok(&["key", "hand-over", "--from", "nina@hub.test", "--to", "Agency", "--keys", "7"])
            .contains("not the contact of any of these keys")
    );
    assert!(account.refused(&["key", "hand-over", "--from", "nobody@hub.test", "--to", "Agency"]).contains("nobody@hub.test"));

    assert!(account.ok(&["key", "extend", &two, "--days", "90", "--reason", "The move takes longer"]).contains("expires"));
    account.ok(&["settings", "set", "longest-key-life-days", "30"]);
    assert!(account.refused(&["key", "extend", &two, "--days", "90", "--reason", "Longer"]).contains("30 days at most"));
    assert!(account.refused(&["key", "extend", &one, "--days", "90", "--reason", "Longer"]).contains("no end"));
    assert!(account.refused(&["key", "add", "--name", "A", "--sites", "all", "--methods", "all"]).contains("30 days at most"));
    assert!(account.refused(&["key", "edit", &one, "--ends", "32d"]).contains("30 days at most"));
    account.ok(&["key", "edit", &one, "--ends", "30d"]);
    let record = account.ok(&["audit", "list", "--action", "key.extended"]);
    assert!(record.contains("The move takes longer"), "{record}");
}

#[test]
fn an_address_list_is_made_from_calls() {
    let account = Account::new();
    let (id, token) = account.key("all", "/api/credentials");
    assert!(account.ok(&["key", "addresses", &id]).contains("Nothing would be added"));
    assert!(account.refused(&["key", "addresses", &id, "--apply"]).contains("not used"));
    let server = account.serve();
    server.holder(&token).get("/api/credentials", form! {}).ok();
    // What was counted is written when it stops.
    server.signal("TERM");
    server.end();
    assert!(account.ok(&["key", "addresses", &id]).contains("+ 127.0.0.1  (1 calls"));
    assert_eq!(account.json(&["key", "addresses", &id])["missing"][0]["address"], "127.0.0.1");
    assert!(account.json(&["key", "show", &id]).get("limits").is_none(), "looking changes nothing");
    assert!(account.ok(&["key", "addresses", &id, "--apply"]).contains("reported, not refused"));
    assert_eq!(account.json(&["key", "show", &id])["limits"], json!({"addresses": ["127.0.0.1"], "reportOnly": true}));
    assert!(account.ok(&["key", "addresses", &id, "--apply", "--enforce"]).contains("are refused"));
    account.ok(&["key", "edit", &id, "--addresses", "10.0.0.0/8"]);
    let view = account.ok(&["key", "addresses", &id]);
    assert!(view.contains("10.0.0.0/8  (no calls)") && view.contains("refused now"), "{view}");
    assert!(account.refused(&["key", "addresses", &id, "--apply"]).contains("--include-refused"));
    assert!(account.ok(&["key", "addresses", &id, "--apply", "--include-refused"]).contains("10.0.0.0/8, 127.0.0.1"));
}
