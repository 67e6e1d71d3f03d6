//! What real clients send, byte for byte: the files in `data/` hold one client's requests each, in the order of a day.
//!
//! A request begins with `### what it is -> status expectations`. An expectation is a path into the answer: `a.b` is
//! there, `a.b=text` has that value (`~` stands for a blank), `a.b#2` is a list of two, `a.b:NAME` is kept under that
//! name and put in for `<NAME>` later. `<KEY>` is the token, `Content-Length: *` the length of what follows.

use std::collections::HashMap;

use serde_json::Value;

use crate::support::TestHub;
use crate::support::reply::{Reply, exchange};

/// Replays one file with a key of one store.
fn replay(file: &str) {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let mut kept = HashMap::from([("KEY".to_owned(), key.token.clone().unwrap_or_default())]);
    let path = format!("{}/tests/it/data/{file}.http", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("the requests can be read");
    let mut count = 0;
    for block in text.split("### ").skip(1) {
        let (title, request) = block.split_once('\n').expect("a request follows its title");
        let (title, expected) = title.split_once(" -> ").expect("a title says what is expected");
        let reply = exchange(hub.address(), &bytes(request, &kept));
        judge(title, expected, &reply, &mut kept);
        count += 1;
    }
    assert!(count > 2, "{file} holds {count} requests");
}

/// The bytes of a written-down request.
fn bytes(request: &str, kept: &HashMap<String, String>) -> Vec<u8> {
    let request = kept.iter().fold(request.to_owned(), |text, (name, value)| text.replace(&format!("<{name}>"), value));
    let (head, body) = request.split_once("\n\n").unwrap_or((request.trim_end(), ""));
    let multipart = head.to_ascii_lowercase().contains("content-type: multipart/");
    let mut body = body.trim_end().to_owned();
    if multipart {
        body = body.replace('\n', "\r\n") + "\r\n";
    }
    let mut out = String::new();
    for line in head.lines() {
        match line.strip_suffix(": *") {
            Some(name) if name.eq_ignore_ascii_case("content-length") => out.push_str(&format!("{name}: {}\r\n", body.len())),
            _ => out.push_str(&format!("{line}\r\n")),
        }
    }
    format!("{out}\r\n{body}").into_bytes()
}

fn judge(title: &str, expected: &str, reply: &Reply, kept: &mut HashMap<String, String>) {
    let (status, expectations) = expected.split_once(' ').expect("a status comes first");
    match status {
        "2xx" => assert!(matches!(reply.status, 200 | 201), "{title}: {reply}"),
        status => assert_eq!(reply.status.to_string(), status, "{title}: {reply}"),
    }
    assert_eq!(reply.json["success"], reply.status < 400, "{title}: {reply}");
    for expectation in expectations.split_whitespace() {
        let end = expectation.find([':', '=', '#']).unwrap_or(expectation.len());
        let (path, rest) = expectation.split_at(end);
        let found = find(&reply.json, path).unwrap_or_else(|| panic!("{title}: no {path} in {reply}"));
        if let Some(name) = rest.strip_prefix(':') {
            kept.insert(name.to_owned(), plain(found));
        } else if let Some(value) = rest.strip_prefix('=') {
            let value = kept.get(value).cloned().unwrap_or_else(|| value.replace('~', " "));
            assert_eq!(plain(found), value, "{title}: {path} in {reply}");
        } else if let Some(length) = rest.strip_prefix('#') {
            assert_eq!(found.as_array().map(Vec::len), length.parse().ok(), "{title}: {path} in {reply}");
        }
    }
}

fn find<'a>(json: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(json, |value, part| match value {
        Value::Array(items) => items.get(part.parse::<usize>().ok()?),
        value => value.get(part),
    })
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[test]
fn php_client_by_curl() {
    replay("php-curl");
}

#[test]
fn go_clients() {
    replay("go");
}

#[test]
fn python_clients() {
    replay("python");
}

#[test]
fn node_client() {
    replay("node");
}

#[test]
fn opencart_module() {
    replay("opencart");
}

#[test]
fn programs_on_undici() {
    replay("undici");
}

#[test]
fn woocommerce_module() {
    replay("woocommerce");
}

#[test]
fn requests_may_follow_each_other_on_one_connection() {
    use std::io::{Read, Write};

    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let request = format!("GET /api/credentials HTTP/1.1\r\nHost: hub.test\r\nX-API-KEY: {}\r\n\r\n", key.token.unwrap_or_default());
    let mut stream = std::net::TcpStream::connect(hub.address()).expect("the hub listens");
    // Three at once, then one that ends the connection.
    let last = request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    stream.write_all(format!("{request}{request}{request}{last}").as_bytes()).expect("the hub reads");
    let mut answers = String::new();
    stream.read_to_string(&mut answers).expect("the hub answers");
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 4, "{answers}");
    assert_eq!(answers.matches("{\"success\":true").count(), 4, "{answers}");
}
