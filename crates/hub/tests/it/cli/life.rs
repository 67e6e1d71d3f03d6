//! The life of a key on the command line: limited, rotated, rehearsed, explained, brought back; and the pepper replaced.

use domain::access::token;
use serde_json::json;

use crate::support::{Account, Actor};

fn made(account: &Account, more: &[&str]) -> serde_json::Value {
    account.json(&[&["key", "add", "--name", "Module", "--sites", "all", "--methods", "/api/credentials,orders.*"], more].concat())
}

fn holder(server: &crate::support::Server, token: &serde_json::Value) -> Actor {
    server.holder(token.as_str().expect("a token"))
}

#[test]
fn limits_are_set_shown_and_taken_away() {
    let account = Account::new();
    let options = [
        "--rate",
        "10",
        "--too-many",
        "429",
        "--addresses",
        "10.0.0.0/8, 203.0.113.7",
        "--header-only",
        "--starts",
        "2026-01-31",
        "--ends",
        "2097-01-31T18:00:00Z",
        "--hours",
        "mon-fri 09:00-18:00 Europe/Madrid",
        "--purpose",
        "Exports",
        "--owner",
        "ops@shop.test",
        "--party",
        "Network",
        "--review",
        "2027-01-01",
    ];
    made(&account, &options);
    let shown = account.json(&["key", "show", "1"]);
    assert_eq!(
        shown["limits"],
        json!({"headerOnly": true, "addresses": ["10.0.0.0/8", "203.0.113.7"], "rate": 10, "modernStatus": true,
               "startsAt": 1_769_806_800, "hours": {"days": [1, 2, 3, 4, 5], "from": 540, "till": 1080, "zone": "Europe/Madrid"}})
    );
    assert_eq!(
        [&shown["endsAt"], &shown["purpose"], &shown["party"]],
        [&json!("2097-01-31T18:00:00Z"), &json!("Exports"), &json!("Network")]
    );
    account.ok(&["key", "edit", "1", "--rate", "0", "--addresses", "", "--ends", "never", "--purpose", ""]);
    let shown = account.json(&["key", "show", "1"]);
    assert_eq!((shown.get("endsAt"), shown.get("purpose"), shown["limits"].get("rate")), (None, None, None));
    assert_eq!(shown["limits"]["headerOnly"], true, "what was not named stays");
    let passed = account.refused(&["key", "add", "--name", "Late", "--sites", "all", "--methods", "all", "--ends", "2020-01-31"]);
    assert!(passed.contains("This end has passed"), "{passed}");
    let shown = account.ok(&["key", "show", "1"]);
    assert!(shown.contains("Limits   ") && shown.contains("Token in a header only"), "{shown}");
    let wrong = [("--addresses", "10.0.0.0/99"), ("--ends", "soon"), ("--hours", "mon"), ("--starts", "31.01.2027"), ("--too-many", "500")];
    for (option, value) in wrong {
        let outcome = account.run(&["key", "edit", "1", option, value]);
        assert_eq!(outcome.code, 2, "{option}: {outcome:?}");
        assert!(outcome.err.contains(option), "{outcome:?}");
    }
    assert!(account.run(&["key", "edit", "1", "--review", "soon"]).refused().contains("2027-01-31"));
}

#[test]
fn a_token_is_rotated_beside_a_running_server() {
    let account = Account::new();
    let first = made(&account, &[]);
    let server = account.serve();
    let ask = |token: &serde_json::Value| holder(&server, token).get("/api/credentials", form! {}).status;
    let second = account.json(&["key", "rotate", "1", "--overlap", "7d"]);
    assert_eq!([ask(&first["token"]), ask(&second["token"])], [200, 200]);
    let third = account.json(&["key", "rotate", "1", "--overlap", "none"]);
    assert_eq!([ask(&first["token"]), ask(&second["token"]), ask(&third["token"])], [403, 403, 200]);
    account.json(&["key", "rotate", "1", "--overlap", "hold"]);
    assert_eq!(ask(&third["token"]), 200);
    assert!(account.ok(&["key", "finish", "1"]).contains("Old tokens of key"));
    assert_eq!(ask(&third["token"]), 403);
    assert!(account.ok(&["key", "finish", "1"]).contains("no old tokens"));
    assert_eq!(account.run(&["key", "rotate", "1", "--overlap", "40d"]).code, 2);
}

#[test]
fn a_token_is_shown_again_only_where_it_was_kept_and_a_reason_is_given() {
    let account = Account::new();
    let kept = made(&account, &["--show-again"]);
    made(&account, &[]);
    assert_eq!(account.ok(&["key", "reveal", "1", "--reason", "The shop moved"]).trim(), kept["token"].as_str().expect("a token"));
    assert!(account.run(&["key", "reveal", "1", "--reason", " "]).refused().contains("needed for"));
    assert!(account.run(&["key", "reveal", "2", "--reason", "Curious"]).refused().contains("kept nowhere"));
    let rotated = account.json(&["key", "rotate", "1"]);
    assert_eq!(account.json(&["key", "reveal", "1", "--reason", "The shop moved"])["token"], rotated["token"]);
    let record = account.json(&["key", "show", "1"]).to_string();
    assert!(!record.contains(&rotated["token"].as_str().expect("a token")[4..26]));
}

#[test]
fn a_deleted_key_is_restored_and_a_leaked_one_is_not() {
    let account = Account::new();
    let key = made(&account, &[]);
    let server = account.serve();
    let ask = || holder(&server, &key["token"]).get("/api/credentials", form! {}).status;
    assert!(account.ok(&["key", "delete", "1"]).contains("latchkey key restore 1"));
    assert_eq!(ask(), 403);
    account.ok(&["key", "restore", "1"]);
    assert_eq!(ask(), 200);
    account.ok(&["key", "leaked", "1"]);
    assert_eq!(ask(), 403);
    assert_eq!(account.json(&["key", "show", "1"])["cause"], "leaked");
    assert!(account.run(&["key", "enable", "1"]).refused().contains("leaked"));
}

#[test]
fn a_call_is_rehearsed_and_a_refusal_explained() {
    let account = Account::new();
    account.site("north");
    let key = made(&account, &["--addresses", "127.0.0.1"]);
    let dry_run = |more: &[&str]| account.json(&[&["key", "try", "1"], more].concat());
    assert_eq!(dry_run(&["get", "/api/v5/orders"])["allowed"], true);
    assert_eq!(dry_run(&["GET", "/api/v5/customers"])["reason"], "method");
    assert_eq!(dry_run(&["GET", "/api/v5/orders", "--address", "203.0.113.7"])["reason"], "address");
    assert_eq!(dry_run(&["POST", "/api/v5/orders/create", "--site", "nowhere"])["reason"], "store");
    assert!(account.run(&["key", "try", "1", "GET", "/api/v5/nothing"]).refused().contains("API method not found"));
    assert!(account.ok(&["key", "try", "1", "GET", "/api/v5/customers"]).contains("does not allow"));
    let id = {
        let server = account.serve();
        let reply = holder(&server, &key["token"]).get("/customers", form! {}).denied();
        // What it noticed is written before it ends.
        server.signal("TERM");
        server.end();
        reply.header("x-request-id").expect("an id").to_owned()
    };
    let view = account.json(&["key", "explain", &id]);
    assert_eq!([&view["key"], &view["reason"], &view["method"]], [&json!(1), &json!("method"), &json!("/api/v*/customers")]);
    assert!(account.ok(&["key", "explain", &id]).contains("does not allow"));
    assert!(account.run(&["key", "explain", "0123"]).refused().contains("30 days"));
}

#[test]
fn the_pepper_is_replaced_under_a_running_server_and_nobody_notices() {
    let account = Account::new();
    let (used, idle) = (made(&account, &[]), made(&account, &[]));
    let server = account.serve();
    let ask = |key: &serde_json::Value| holder(&server, &key["token"]).get("/api/credentials", form! {}).status;
    assert!(account.ok(&["pepper", "status"]).contains("one pepper"));
    assert!(account.ok(&["pepper", "rotate"]).contains("version 2"));
    assert_eq!(ask(&used), 200);
    let fresh = made(&account, &[]);
    assert_eq!(ask(&fresh), 200);
    // The used token moves in the background.
    let moved = (0..200).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        account.ok(&["pepper", "status"]).contains("; 1 keys still")
    });
    assert!(moved, "{}", account.ok(&["pepper", "status"]));
    assert!(account.run(&["pepper", "rotate"]).code == 1 && account.run(&["pepper", "retire"]).refused().contains("1 keys"));
    assert_eq!([ask(&used), ask(&fresh)], [200, 200]);
    account.ok(&["pepper", "retire", "--force"]);
    assert_eq!([ask(&used), ask(&fresh), ask(&idle)], [200, 200, 403]);
    assert_eq!(token::LENGTH, 32);
}
