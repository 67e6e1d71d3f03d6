//! Judged before read: the body of a refused call is left alone, and bodies of callers who are not known share a budget.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::clock::Clock;

use crate::support::hub::ANONYMOUS_BODIES;
use crate::support::{Actor, Call, Place, TestHub};

const LARGE: usize = 9 * 1024 * 1024;
const FORM: &str = "application/x-www-form-urlencoded";

/// A connection on which only the head of a POST has been sent.
fn begun(hub: &TestHub, path: &str, token: &str, length: usize, more: &str) -> TcpStream {
    let mut stream = TcpStream::connect(hub.address()).expect("the hub listens");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time-out can be set");
    let key = if token.is_empty() { String::new() } else { format!("X-API-KEY: {token}\r\n") };
    let head = format!("POST {path} HTTP/1.1\r\nHost: hub.test\r\nContent-Type: {FORM}\r\nContent-Length: {length}\r\n{key}{more}\r\n");
    stream.write_all(head.as_bytes()).expect("the hub reads");
    stream
}

fn all_of(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    // A reset after the answer is fine.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8(answer).expect("it is text")
}

#[test]
fn a_refused_call_is_answered_without_its_body_and_hung_up_on() {
    let hub = TestHub::new();
    hub.site("north");
    let reader = hub.key("north", "/api/v*/orders");
    let reader = reader.token.as_deref().unwrap_or_default();
    let stranger = hub.stranger().token.unwrap_or_default();
    for (path, token, status, text) in [
        ("/api/v5/orders/create", stranger.as_str(), "403", "Wrong \\\"apiKey\\\" value."),
        ("/api/v5/orders/create", reader, "403", "Access denied."),
        ("/api/v5/nothing", reader, "404", "API method not found"),
    ] {
        let answer = all_of(begun(&hub, path, token, LARGE, ""));
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")) && answer.contains(text), "{answer}");
        assert!(answer.contains("connection: close"), "{answer}");
    }
    let denied = all_of(begun(&hub, "/api/v5/orders/create", reader, LARGE, ""));
    assert!(denied.contains("x-denied-reason: method"), "{denied}");
    // In the address, too.
    let answer = all_of(begun(&hub, &format!("/api/v5/orders/create?apiKey={stranger}"), "", LARGE, ""));
    assert!(answer.contains("Wrong \\\"apiKey\\\" value."), "{answer}");
    assert_eq!(hub.hub.bodies.held(), 0);
}

#[test]
fn whoever_waits_to_be_asked_for_a_body_is_asked_only_when_it_is_read() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let body = b"customer={\"firstName\":\"Ada\"}";
    let begin = |token: &str| begun(&hub, "/api/v5/customers/create", token, body.len(), "Expect: 100-continue\r\nConnection: close\r\n");
    let refused = all_of(begin(&hub.stranger().token.unwrap_or_default()));
    assert!(refused.starts_with("HTTP/1.1 403"), "{refused}");
    let mut stream = begin(key.token.as_deref().unwrap_or_default());
    let mut asked = [0; 12];
    stream.read_exact(&mut asked).expect("the hub asks");
    assert_eq!(&asked, b"HTTP/1.1 100");
    stream.write_all(body).expect("the hub reads");
    assert!(all_of(stream).contains("HTTP/1.1 201"));
}

#[test]
fn a_body_that_is_declared_too_large_is_refused_at_once() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for token in [key.token.as_deref().unwrap_or_default(), ""] {
        let answer = all_of(begun(&hub, "/api/v5/customers/create", token, 1_000_000_000, ""));
        assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("connection: close"), "{answer}");
    }
}

#[test]
fn a_key_that_is_switched_off_while_a_body_is_on_its_way_is_refused() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let body = b"customer={\"firstName\":\"Ada\"}";
    let mut stream = begun(&hub, "/api/v5/customers/create", key.token.as_deref().unwrap_or_default(), body.len(), "Connection: close\r\n");
    stream.write_all(&body[..10]).expect("the hub reads");
    // Time for the hub to judge the head.
    std::thread::sleep(Duration::from_millis(200));
    hub.edit_key(key.key, |key| key.active = false);
    stream.write_all(&body[10..]).expect("the hub reads");
    let answer = all_of(stream);
    assert!(answer.starts_with("HTTP/1.1 403") && answer.contains("Wrong \\\"apiKey\\\" value."), "{answer}");
}

/// Calls by an innocent client, until the attack is over: each succeeds, and none has to wait for long.
fn innocent(key: &Actor, over: &AtomicBool) {
    let in_the_body = key.with_key_in(Place::Body);
    for number in 0.. {
        let begun = Clock::uptime();
        key.get("/customers", form! { limit: 20 }).ok();
        let call = Call::post("/customers/create").form(form! { customer: {firstName: "Ada"} });
        assert_eq!(in_the_body.call(call).status, 201);
        assert!((Clock::uptime() - begun) < Duration::from_secs(30), "two calls took {:?}", (Clock::uptime() - begun));
        if over.load(Ordering::Relaxed) && number >= 5 {
            break;
        }
    }
}

/// `a[640000]=&a[]=&a[639999]=&a[]=…` of so many bytes.
fn quadratic(length: usize) -> Vec<u8> {
    let mut body = String::with_capacity(length + 32);
    for index in (0..640_000).rev().cycle() {
        if body.len() >= length {
            break;
        }
        body.push_str(&format!("a[{index}]=&a[]=&"));
    }
    body.truncate(length);
    body.into_bytes()
}

#[test]
fn bodies_that_are_made_to_take_long_hold_nobody_up() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let over = AtomicBool::new(false);
    let deep = [b"{\"a\":".repeat(500_000), b"}".repeat(500_000)].concat();
    let list = [&b"{\"orders\":["[..], &b"[],".repeat(3_000_000), b"1]}"].concat();
    let bodies = [
        (FORM, quadratic(575 * 1024)),
        (FORM, quadratic(10 * 1024 * 1024)),
        (FORM, quadratic(10 * 1024 * 1024)),
        (FORM, [&b"order="[..], &list[10..]].concat()),
        ("application/json", list),
        ("application/json", deep),
    ];
    std::thread::scope(|scope| {
        let calls = scope.spawn(|| innocent(&key, &over));
        let attacks: Vec<_> = bodies
            .iter()
            .map(|(kind, body)| {
                let (stranger, actor) = (hub.anonymous(), &key);
                scope.spawn(move || {
                    for caller in [&stranger, actor] {
                        let reply = caller.call(Call::post("/orders/create").raw(kind, body.clone()));
                        // JSON texts in parameters are counted once the caller is known.
                        let is_stranger = caller.token.is_none() && reply.message() == "\"apiKey\" is missing.";
                        assert!(is_stranger || (reply.status, reply.message()) == (400, "Errors in the input parameters"), "{reply}");
                    }
                })
            })
            .collect();
        let ended: Vec<_> = attacks.into_iter().map(|attack| attack.join()).collect();
        over.store(true, Ordering::Relaxed);
        assert!(ended.iter().all(Result::is_ok));
        calls.join().expect("the innocent calls succeed");
    });
    assert_eq!(hub.hub.bodies.held(), 0);
}

#[test]
fn unfinished_bodies_of_strangers_share_a_budget() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let calls = scope.spawn(|| innocent(&key, &over));
        let streams: Vec<TcpStream> = (0..120)
            .map(|_| {
                let mut stream = begun(&hub, "/api/v5/orders/create", "", LARGE, "");
                // One that was refused already may have been hung up on.
                let _ = stream.write_all(&[b'x'; 100_000]);
                stream
            })
            .collect();
        let attacks: Vec<_> = streams
            .into_iter()
            .map(|mut stream| {
                stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a time-out can be set");
                scope.spawn(move || {
                    let mut start = [0; 400];
                    let count = stream.read(&mut start).unwrap_or(0);
                    (String::from_utf8_lossy(&start[..count]).into_owned(), stream)
                })
            })
            .collect();
        let answers: Vec<_> = attacks.into_iter().map(|attack| attack.join().expect("nothing panics")).collect();
        let refused: Vec<_> = answers.iter().filter(|(answer, _)| !answer.is_empty()).collect();
        assert!(refused.iter().all(|(answer, _)| answer.starts_with("HTTP/1.1 503") && answer.contains("retry-after: ")), "{refused:?}");
        // Seven of them are within seven eighths of the budget.
        assert_eq!(refused.len(), 120 - ANONYMOUS_BODIES / 8 * 7 / LARGE);
        assert!(hub.hub.bodies.held() <= ANONYMOUS_BODIES);
        drop(answers);
        over.store(true, Ordering::Relaxed);
        calls.join().expect("the innocent calls succeed");
    });
    let begun = Clock::uptime();
    while hub.hub.bodies.held() > 0 {
        assert!((Clock::uptime() - begun) < Duration::from_secs(20), "what they held is given back");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_body_in_chunks_takes_its_share_as_it_comes() {
    let hub = TestHub::new();
    let mut stream = TcpStream::connect(hub.address()).expect("the hub listens");
    stream.write_all(b"POST /api/v5/orders/create HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n").expect("the hub reads");
    let chunk = [&b"10000\r\n"[..], &[b'x'; 65_536], b"\r\n"].concat();
    for _ in 0..20 {
        stream.write_all(&chunk).expect("the hub reads");
    }
    let begun = Clock::uptime();
    while hub.hub.bodies.held() < 20 * 65_536 {
        assert!((Clock::uptime() - begun) < Duration::from_secs(30), "{} bytes are held", hub.hub.bodies.held());
        std::thread::sleep(Duration::from_millis(20));
    }
    stream.write_all(b"0\r\n\r\n").expect("the hub reads");
    let mut start = [0; 12];
    stream.read_exact(&mut start).expect("the hub answers");
    assert_eq!(&start, b"HTTP/1.1 403");
    assert_eq!(hub.hub.bodies.held(), 0);
}

#[test]
fn a_call_whose_body_brings_the_token_too_is_counted_once() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let limits = domain::access::limits::Limits { rate: 20, ..Default::default() };
    let changes = domain::keys::Changes { limits: Some(limits), ..Default::default() };
    let id = key.key;
    let now = hub.clock.now();
    let edited = hub.hub.db.write_now(move |tx| domain::keys::edit(tx, id, &changes, &domain::audit_log::By::Hub, now));
    edited.expect("the key can be changed");
    let token = key.token.clone().unwrap_or_default();
    let call = Call::post("/customers/create").form(form! { customer: {firstName: "Ada"} });
    let reply = key.call(Place::Body.put(call, &token));
    assert_eq!((reply.status, reply.header("ratelimit")), (201, Some("\"default\";r=19;t=1")));
}
