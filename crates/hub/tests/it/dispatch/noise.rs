//! Whatever comes in, the answer is JSON and never a failure of the hub.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use wire::methods::{self, Verb};

use crate::support::reply::{Download, exchange};
use crate::support::{Actor, Call, Reply, TestHub};

/// An answer that may be anything but a failure.
#[track_caller]
fn not_a_failure(reply: &Reply) {
    assert!(reply.status < 500, "{reply}");
    assert_eq!(reply.json["success"], reply.status < 400, "{reply}");
}

fn get(key: &Actor, query: &str) -> Reply {
    key.call(Call::get(&format!("/customers?{query}")))
}

#[test]
fn brackets_of_every_spelling_reach_the_filter() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let id = key.post("/customers/create", form! { customer: {firstName: "Ada"} }).ok()["id"].clone();
    key.post("/customers/create", form! { customer: {firstName: "Eva"} }).ok();
    for query in
        ["filter[ids][]=", "filter%5Bids%5D%5B%5D=", "filter%5Bids%5D%5B0%5D=", "filter[ids][7]=", "filter%5bids%5d[]=", "filter[ids]="]
    {
        let reply = get(&key, &format!("{query}{id}")).ok();
        assert_eq!(reply["pagination"]["totalCount"], 1, "{query}");
        assert_eq!(reply["customers"][0]["id"], id, "{query}");
    }
    for query in ["filter=None", "filter=", "filter", "filter[]=5", "unknown[a][b]=1", ""] {
        assert_eq!(get(&key, query).ok()["pagination"]["totalCount"], 2, "{query}");
    }
}

#[test]
fn odd_queries_are_no_failure() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let deep = |brackets: &str, count: usize| format!("filter{}=1", brackets.repeat(count));
    let mut queries = vec![deep("[a]", 9), deep("[a]", 5_000), deep("[]", 5_000), deep("[", 5_000), deep("]", 5_000), deep("%5B", 3_000)];
    queries.extend(
        [
            "&&&&",
            "====",
            "a=b=c",
            "[]=1",
            "[a]=1",
            "filter[=1",
            "filter]=1",
            "filter[a=1",
            "filter[a]b=1",
            "filter[[a]]=1",
            "%=1",
            "%zz=%zz",
        ]
        .map(str::to_owned),
    );
    queries.extend(
        ["filter[name]=%00", "filter[name]=a%00b", "filter[email]=%00", "filter[externalIds][]=%00", "limit=%00", "page=%00", "site=%00"]
            .map(str::to_owned),
    );
    queries.extend(["filter[name]=%ff%fe", "filter[name]=%c3%28", "%ff=1", "filter[%ff]=1", "filter[name]=%ed%a0%80"].map(str::to_owned));
    queries.extend(
        ["filter[ids][]=99999999999999999999", "filter[ids][]=-1", "filter[ids][]=1.5", "filter[ids][]=NaN", "filter[ids][a][b]=1"]
            .map(str::to_owned),
    );
    queries.extend(
        ["page=0", "page=-1", "page=99999999999999999999", "page[]=1", "limit=0", "limit=21", "limit=1e2", "limit[]=20", "page=%D9%A1"]
            .map(str::to_owned),
    );
    queries.extend(
        ["filter[name]=%25", "filter[name]=_", "filter[name]=%5C", "filter[name]='%20OR%201=1--", "filter[email]=%27"].map(str::to_owned),
    );
    for query in queries {
        not_a_failure(&get(&key, &query));
    }
    assert_eq!(get(&key, "").status, 200);
}

#[test]
fn a_zero_byte_in_a_text_finds_nothing_and_stores_nothing() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for path in ["/customers/%00", "/customers/a%00b"] {
        for by in ["externalId", "id"] {
            key.get(path, form! { by: by }).refused(404, "Not found");
        }
    }
    for customer in [
        r#"{"firstName":"A\u0000B"}"#,
        r#"{"externalId":"a\u0000b","firstName":"A"}"#,
        r#"{"firstName":"A","customFields":{"a":"\u0000"}}"#,
    ] {
        not_a_failure(&key.post("/customers/create", form! { customer: customer }));
        not_a_failure(&key.post("/customers/upload", form! { customers: format!("[{customer}]") }));
    }
    not_a_failure(
        &key.call(
            Call::post("/customers/create").raw("application/x-www-form-urlencoded", &b"customer=%7B%22firstName%22:%22a\0b%22%7D"[..]),
        ),
    );
    assert_eq!(get(&key, "").status, 200);
}

#[test]
fn ids_in_the_address_may_be_anything() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let ids = [
        "0",
        "-1",
        "99999999999999999999",
        "1.5",
        "NaN",
        "%20",
        "%ff",
        "%c3%28",
        "%F0%9F%98%80",
        "a%2Fb",
        "..",
        "%2e%2e",
        "'",
        "%25",
        "x%0d%0ay",
        "*",
    ];
    for method in methods::all().iter().filter(|method| method.path.contains('{')) {
        for id in ids {
            let path: Vec<&str> = method.path.split('/').map(|part| if part.starts_with('{') { id } else { part }).collect();
            for by in ["id", "externalId"] {
                let prefix = method.versions.prefixes().last().copied().unwrap_or_default();
                let call = Call::new(method.verb.name(), &format!("{prefix}{}", path.join("/"))).query(form! { by: by });
                not_a_failure(&key.call(call));
            }
        }
    }
}

#[test]
fn a_great_many_parameters_are_no_failure() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let many = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<Vec<_>>().join("&");
    let post = |text: String| key.call(Call::post("/customers/create").raw("application/x-www-form-urlencoded", text));
    let shapes: [&dyn Fn(usize) -> String; 5] = [
        &|number| format!("p{number}=1"),
        &|_| "a[]=1".to_owned(),
        &|number| format!("a[{number}]=1"),
        &|number| format!("a[{}]=1", 50_000 - number),
        &|_| "&".to_owned(),
    ];
    for shape in shapes {
        post(many(10_000, shape)).refused(400, "Parameter 'customer' is missing");
    }
    for shape in &shapes[..4] {
        let reply = post(many(10_001, shape)).refused(400, "Errors in the input parameters");
        assert!(reply.json["errors"]["parameters"].as_str().is_some_and(|text| text.contains("10000")), "{reply}");
    }
    let parts: String =
        (0..5_000).map(|number| format!("--b\r\nContent-Disposition: form-data; name=\"p{number}\"\r\n\r\n1\r\n")).collect();
    let reply = key.call(Call::post("/customers/create").raw("multipart/form-data; boundary=b", parts + "--b--\r\n"));
    reply.refused(400, "Parameter 'customer' is missing");
}

#[test]
fn addresses_under_api_are_never_answered_in_anything_but_json() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    for path in [
        "/api/nothing",
        "/api/v5",
        "/api/v5/",
        "/api/",
        "/api",
        "/api/v5/orders/1/2/3/4",
        "/api/%00",
        "/api/%ff",
        "/api/v5/%2e%2e/admin",
        "/api/v5/a?b?c",
    ] {
        key.call(Call::get(path)).refused(404, "API method not found");
        key.call(Call::post(path)).refused(404, "API method not found");
    }
    // A hub's address that ends in a slash doubles the first one.
    let (_, shop) = hub.site_with_key();
    for slashes in ["//", "///"] {
        shop.call(Call::get(&format!("{slashes}api/v5/orders")).query(form! { limit: 50 })).ok();
        shop.call(Call::post(&format!("{slashes}api/v5/orders/create")).form(form! { order: {firstName: "Ada"} })).ok();
        shop.call(Call::get(&format!("{slashes}api/nothing"))).refused(404, "API method not found");
    }
}

#[test]
fn requests_that_are_hardly_http_do_not_stop_the_hub() {
    use std::io::{Read, Write};

    let hub = TestHub::new();
    let key = hub.key("all", "all");
    for bytes in [
        &b""[..],
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01",
        b"POST /api/v5/customers/create HTTP/1.1\r\nContent-Length: 99\r\n\r\nshort",
    ] {
        let mut stream = std::net::TcpStream::connect(hub.address()).expect("the hub listens");
        stream.write_all(bytes).expect("the hub reads");
        stream.shutdown(std::net::Shutdown::Write).expect("half of a connection can be closed");
        let mut answer = Vec::new();
        // A reset in place of an answer is fine, too.
        let _ = stream.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 5"), "{:?}", String::from_utf8_lossy(&answer));
    }
    let head =
        format!("GET /api/credentials HTTP/1.1\r\nHost: x\r\nX-API-KEY: {}\r\nConnection: close\r\n\r\n", key.token.unwrap_or_default());
    exchange(hub.address(), head.as_bytes()).ok();
}

/// Uploaded bytes are never anything that a browser would show.
fn a_file_or_a_refusal(answer: &Download) {
    if answer.status == 200 {
        assert!(answer.header("content-disposition").is_some_and(|value| value.starts_with("attachment;")), "{answer:?}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{answer:?}");
    } else {
        let json: Value = serde_json::from_slice(&answer.bytes).expect("a refusal is JSON");
        assert!((400..500).contains(&answer.status) && json["success"] == false, "{answer:?}");
    }
}

/// Any bytes as query and body of any method: never a failure, always JSON or a file.
#[test]
fn noise_is_no_failure() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    const KINDS: [&str; 6] = [
        "",
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=b",
        "text/plain",
        "multipart/form-data",
    ];
    const NAMES: [&str; 14] = [
        "order",
        "orders",
        "customer",
        "customers",
        "filter[ids][]",
        "filter[name]",
        "site",
        "by",
        "page",
        "limit",
        "ids[]",
        "payment",
        "status",
        "note",
    ];
    let text = "[ -~]{0,40}|\\PC{0,20}|[\\[\\]{}\",:0-9a-z]{0,60}";
    let pairs = prop::collection::vec((prop::sample::select(&NAMES[..]), text), 0..6);
    let noise = (
        0..methods::all().len(),
        pairs.clone(),
        pairs,
        prop::sample::select(&KINDS[..]),
        prop::collection::vec(any::<u8>(), 0..200),
        any::<bool>(),
    );
    // File 1 exists, so its download is a file.
    key.call(Call::post("/files/upload").raw("text/plain", "tea")).ok();
    let mut runner = TestRunner::new(Config { cases: 400, failure_persistence: None, ..Config::default() });
    runner
        .run(&noise, |(method, query, form, kind, bytes, raw)| {
            let method = methods::all()[method];
            let own = |pairs: Vec<(&str, String)>| pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Vec<_>>();
            let path: Vec<&str> = method.path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect();
            let prefix = method.versions.prefixes().last().copied().unwrap_or_default();
            let call = Call::new(method.verb.name(), &format!("{prefix}{}", path.join("/"))).query(own(query));
            let call = match (method.verb, raw) {
                (Verb::Get, _) => call,
                (Verb::Post, true) => call.raw(kind, bytes),
                (Verb::Post, false) => call.form(own(form)),
            };
            if method.path == "/files/{id}/download" {
                a_file_or_a_refusal(&key.download_by(call));
            } else {
                not_a_failure(&key.call(call));
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

/// A small body that no method asked for is read past: the next call on its connection is answered as if nothing had been.
/// With a large one the connection ends, and the answer says so.
#[test]
fn a_connection_outlives_a_body_nobody_asked_for() {
    use std::io::{Read, Write};

    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let token = key.token.clone().unwrap_or_default();
    let requests = ["PUT /api/v5/orders", "POST /api/v5/nothing", "GET /api/v5/orders"];
    for (refused, length) in requests.into_iter().flat_map(|request| [(request, 60_000), (request, 300_000)]) {
        let (body, keeps) = ("x".repeat(length), length <= 65_536);
        let mut stream = std::net::TcpStream::connect(hub.address()).expect("the hub listens");
        let first = format!("{refused} HTTP/1.1\r\nHost: x\r\nX-API-KEY: {token}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        let second = format!("GET /api/credentials HTTP/1.1\r\nHost: x\r\nX-API-KEY: {token}\r\nConnection: close\r\n\r\n");
        stream.write_all(format!("{first}{second}").as_bytes()).expect("the hub reads");
        let mut answers = String::new();
        // A connection that is closed with something unread is reset, after the answer.
        let _ = stream.read_to_string(&mut answers);
        assert_eq!(answers.matches("HTTP/1.1 ").count(), 1 + usize::from(keeps), "{refused}: {answers}");
        assert_eq!(answers.contains("\"siteAccess\""), keeps, "{refused}: {answers}");
        assert_eq!(answers.split("\r\n\r\n").next().is_some_and(|head| head.contains("connection: close")), !keeps, "{answers}");
    }
}
