//! `latchkey methods`: the list, the smallest set for a list of calls, the reference book as files.

use std::io::Write;

use hub::book;
use serde_json::json;
use wire::methods;

use crate::support::command::{program, run};

#[test]
fn the_list_has_every_method() {
    let mut command = program();
    command.args(["methods", "--json"]);
    let listed: serde_json::Value = serde_json::from_str(&run(command, "").ok()).expect("it is JSON");
    let patterns: Vec<&str> = listed.as_array().into_iter().flatten().filter_map(|method| method["pattern"].as_str()).collect();
    assert_eq!(patterns, methods::all().iter().map(|method| method.pattern()).collect::<Vec<_>>());
}

#[test]
fn a_list_of_calls_becomes_the_smallest_set() {
    let calls = "GET /api/v5/orders/statuses\nGET /api/v3/orders/17\nDELETE /api/v5/orders\nGET /api/v5/nowhere/at/all?apiKey=secret\n";
    let mut command = program();
    command.args(["methods", "--from", "-"]);
    let view = run(command, calls).ok();
    let key = "latchkey key add --name NAME --sites SITES --methods '/api/v*/orders/{externalId},/api/v*/orders/statuses'";
    assert!(view.contains(key), "{view}");
    assert!(view.contains("DELETE /api/v5/orders (this path has another HTTP method)"), "{view}");
    assert!(view.contains("GET /api/v5/nowhere/at/all\n") && !view.contains("secret"), "{view}");
    let mut file = tempfile::NamedTempFile::new().expect("a file can be made");
    file.write_all(calls.as_bytes()).expect("a file can be written");
    let mut command = program();
    command.args(["methods", "--json", "--from"]).arg(file.path());
    let view: serde_json::Value = serde_json::from_str(&run(command, "").ok()).expect("it is JSON");
    assert_eq!(view["methods"].as_array().map(Vec::len), Some(2));
    let unresolved = json!([
        {"call": "DELETE /api/v5/orders", "why": "other-verb"},
        {"call": "GET /api/v5/nowhere/at/all", "why": "no-method"},
    ]);
    assert_eq!(view["unresolved"], unresolved);
    let mut command = program();
    command.args(["methods", "--from", "/nowhere/calls.txt"]);
    assert!(run(command, "").refused().contains("/nowhere/calls.txt cannot be read"));
}

#[test]
fn a_list_of_methods_is_counted_and_what_is_missing_is_named() {
    let ask = |arguments: &[&str], input: Option<&str>| {
        let mut file = tempfile::NamedTempFile::new().expect("a file can be made");
        file.write_all(input.unwrap_or_default().as_bytes()).expect("a file can be written");
        let mut command = program();
        command.args(["methods", "--against"]).args(input.map(|_| file.path())).args(arguments);
        run(command, "")
    };
    let view: serde_json::Value = serde_json::from_str(&ask(&["--json"], None).ok()).expect("it is JSON");
    let missing = view["missing"].as_array().expect("it is a list");
    assert_eq!(view["of"], 197);
    assert_eq!(view["there"].as_u64().expect("a number") + missing.len() as u64, 197);
    assert!(!missing.contains(&json!("GET /api/v5/orders")) && view["there"].as_u64() > Some(60), "{view}");
    let list = "# mine\nGET /api/v5/orders\nGET /api/v4/orders/{id}\nPOST /orders/(.+)/edit\nDELETE /api/v5/orders\nGET /orders/x/y\n";
    let said = ask(&[], Some(list)).ok();
    assert_eq!(said, "Methods that work: 3 of 5\n\nMissing:\n  DELETE /api/v5/orders\n  GET /orders/x/y\n");
    let said = ask(&[], Some(r#"[{"verb": "get", "path": "/api/v5/orders"}]"#)).ok();
    assert_eq!(said, "Methods that work: 1 of 1\n");
    assert!(ask(&[], Some("")).refused().contains("names no method"));
}

#[test]
fn the_book_is_written_into_a_folder() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let inner = folder.path().join("docs/reference");
    let mut command = program();
    command.args(["methods", "--docs"]).arg(&inner);
    run(command, "").ok();
    for (name, text) in book::files() {
        assert_eq!(std::fs::read_to_string(inner.join(&name)).expect("the file is there"), text, "{name}");
    }
}
