//! What is wrong with the head of a request is answered in JSON, with the right status.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::support::reply::exchange;
use crate::support::{Call, TestHub};

/// Whatever comes back until the hub hangs up.
fn answer(hub: &TestHub, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(hub.address()).expect("the hub listens");
    // The hub may hang up while more is on its way.
    let _ = stream.write_all(bytes);
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time-out can be set");
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8(answer).expect("it is text")
}

#[test]
fn a_request_names_its_host_once() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let token = key.token.unwrap_or_default();
    for hosts in ["", "Host: hub.test\r\nHost: hub.test\r\n", "Host: hub.test\r\nHost: other.test\r\n"] {
        let head = format!("GET /api/credentials HTTP/1.1\r\n{hosts}X-API-KEY: {token}\r\nConnection: close\r\n\r\n");
        let reply = exchange(hub.address(), head.as_bytes()).refused(400, "Bad Request");
        assert!(reply.json["errors"]["Host"].is_string(), "{reply}");
    }
    let old = format!("GET /api/credentials HTTP/1.0\r\nX-API-KEY: {token}\r\n\r\n");
    exchange(hub.address(), old.as_bytes()).ok();
    let page = answer(&hub, b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    assert!(page.starts_with("HTTP/1.1 400"), "{page}");
}

#[test]
fn what_is_no_http_is_answered_in_json() {
    let hub = TestHub::new();
    let long = format!("GET /api/v5/orders HTTP/1.1\r\nHost: x\r\nX-Long: {}\r\n\r\n", "x".repeat(200_000));
    let target = format!("GET /api/v5/orders?a={} HTTP/1.1\r\nHost: x\r\n\r\n", "x".repeat(70_000));
    for (bytes, statuses) in [
        (&b"GET\r\n\r\n"[..], &["400"][..]),
        (b"GET /api/v5/orders HTTP/1.1\r\nHost: x\r\nbroken line\r\n\r\n", &["400"]),
        (b"GET /api/v5/orders HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n", &["400"]),
        (b"GET /api/v5/ orders HTTP/1.1\r\nHost: x\r\n\r\n", &["400"]),
        (long.as_bytes(), &["431"]),
        (target.as_bytes(), &["414", "431"]),
    ] {
        let answer = answer(&hub, bytes);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{answer:?}"));
        assert!(statuses.iter().any(|status| head.starts_with(&format!("HTTP/1.1 {status} "))), "{head}");
        assert!(head.contains("content-type: application/json"), "{head}");
        let json: serde_json::Value = serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {body}"));
        assert_eq!(json["success"], false, "{json}");
    }
}

#[test]
fn another_verb_is_told_which_there_are() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    for (verb, path, allow) in [
        ("POST", "/orders", "GET"),
        ("GET", "/orders/payments/create", "POST"),
        // Under GET it is the order of that name.
        ("PUT", "/orders/create", "GET, POST"),
        ("DELETE", "/orders/17", "GET"),
        ("OPTIONS", "/reference/sites", "GET"),
        ("PATCH", "/orders/links/create", "POST"),
    ] {
        let reply = key.call(Call::new(verb, path)).refused(405, "Method Not Allowed");
        assert_eq!(reply.header("allow"), Some(allow), "{verb} {path}");
    }
    for verb in ["PUT", "GET", "POST"] {
        assert_eq!(key.call(Call::new(verb, "/nothing/at/all")).refused(404, "API method not found").header("allow"), None);
    }
}

#[test]
fn a_literal_address_is_no_order_of_that_name() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.post("/orders/create", form! { order: {externalId: "packs", firstName: "Ada"} }).ok();
    for prefix in ["/api/v3", "/api/v4", "/api/v5"] {
        assert!(key.get(&format!("{prefix}/orders/packs"), form! {}).ok()["packs"].is_array());
        assert!(key.get(&format!("{prefix}/orders/packs/history"), form! {}).ok()["history"].is_array());
        for verb in ["POST", "PUT"] {
            let reply = key.call(Call::new(verb, &format!("{prefix}/orders/packs"))).refused(405, "Method Not Allowed");
            assert_eq!(reply.header("allow"), Some("GET"));
        }
    }
    assert_eq!(key.get("/orders/packs-1", form! {}).refused(404, "Not found").header("allow"), None);
}
