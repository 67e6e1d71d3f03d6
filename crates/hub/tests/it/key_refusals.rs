//! A refusal explained: to the caller in headers beside the text that clients know, and later by the id of the request.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use domain::access::news::KEPT_WHOLE;
use hub::upkeep::Upkeep;
use hub::work::notices::{Notices, Rounds};

use crate::support::{Actor, Browser, Call, Reply, TestHub};

fn explained(hub: &TestHub, reply: &Reply) -> Option<database::refusals::Refusal> {
    Rounds::default().make(&hub.hub).expect("news can be written");
    let id = reply.header("x-request-id").unwrap_or_default().to_owned();
    hub.hub.db.read_now(move |tx| database::refusals::find(tx, &id)).expect("refusals can be read")
}

fn headers(reply: &Reply) -> [Option<&str>; 2] {
    [reply.header("x-denied-reason"), reply.header("x-required-permission")]
}

#[test]
fn the_rule_is_told_beside_the_text_and_kept_under_the_id() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let key = hub.key("north", "/api/v*/orders/statuses,/api/v*/orders/create");
    let method = key.get("/orders", form! { site: "north" }).denied();
    assert_eq!(headers(&method), [Some("method"), Some("/api/v*/orders")]);
    let kept = explained(&hub, &method).expect("it is kept");
    assert_eq!((kept.key_id, kept.reason.as_str(), kept.method.as_str()), (key.key, "method", "/api/v*/orders"));
    assert_eq!((kept.address.as_str(), kept.site.as_deref()), ("127.0.0.1", Some("north")));
    let order = json_of!({firstName: "Ada"});
    for site in ["south", "nowhere"] {
        let store = key.post("/orders/create", form! { order: order, site: site }).denied();
        assert_eq!(headers(&store), [Some("store"), Some("/api/v*/orders/create")]);
        assert_eq!(explained(&hub, &store).expect("it is kept").site.as_deref(), Some(site));
    }
}

#[test]
fn whoever_has_no_key_learns_nothing() {
    let hub = TestHub::new();
    hub.site("north");
    for caller in [hub.anonymous(), hub.stranger(), hub.holder("short")] {
        for path in ["/orders", "/orders/create", "/nothing/at/all"] {
            let reply = caller.get(path, form! { site: "north" });
            assert_eq!(headers(&reply), [None, None], "{path}");
            assert!(reply.header("x-request-id").is_some_and(|id| id.len() == 24));
            assert_eq!(explained(&hub, &reply), None);
        }
    }
    let dry = |actor: &Actor| actor.call(Call::get("/orders").header("X-Dry-Run", "1"));
    assert_eq!(dry(&hub.stranger()).json, dry(&hub.holder("short")).json);
    dry(&hub.stranger()).refused(403, "Wrong \"apiKey\" value.");
}

#[test]
fn an_absent_order_is_absent_and_no_rule_is_told() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let reply = key.get("/orders/no-such", form! {});
    assert_eq!((reply.status, headers(&reply)), (404, [None, None]));
    assert_eq!(explained(&hub, &reply), None);
}

#[test]
fn problem_details_come_on_request_only() {
    let hub = TestHub::new();
    hub.site("north");
    let key = hub.key("north", "/api/v*/orders/statuses");
    let ask = |accept: &str| key.call(Call::get("/orders").header("Accept", accept));
    for plain in ["*/*", "application/json", "application/problem+json;q=0", "text/html, application/*"] {
        let reply = ask(plain).denied();
        assert_eq!(reply.header("content-type"), Some("application/json"), "{plain}");
    }
    for wanted in ["application/problem+json", "application/json, Application/Problem+JSON;q=0.5"] {
        let reply = ask(wanted);
        assert_eq!((reply.status, reply.header("content-type")), (403, Some("application/problem+json")));
        let id = reply.header("x-request-id").unwrap_or_default();
        let expected = serde_json::json!({
            "type": "about:blank",
            "title": "Access denied.",
            "status": 403,
            "detail": "The key does not allow this method.",
            "reason": "method",
            "required": "/api/v*/orders",
            "instance": format!("urn:latchkey:request:{id}"),
            "request_id": id,
        });
        assert_eq!(reply.json, expected);
    }
    let stranger = hub.stranger().call(Call::get("/orders").header("Accept", "application/problem+json"));
    assert_eq!((stranger.json["title"].as_str(), stranger.json.get("reason")), (Some("Wrong \"apiKey\" value."), None));
}

#[test]
fn a_rehearsal_says_what_would_happen_and_does_nothing() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let key = hub.key("north", "/api/v*/orders/create,/api/v*/orders");
    let dry = |call: Call| key.call(call.header("X-Dry-Run", "1")).ok()["dryRun"].clone();
    let create = |site: &str| Call::post("/orders/create").form(form! { order: json_of!({firstName: "Ada"}), site: site });
    let passed = dry(create("north"));
    assert_eq!((passed["allowed"].as_bool(), passed["method"].as_str()), (Some(true), Some("/api/v*/orders/create")));
    assert!(passed["steps"].as_array().is_some_and(|steps| !steps.is_empty() && steps.iter().all(|step| step["outcome"] == "passed")));
    assert_eq!(key.get("/orders", form! {}).ok()["pagination"]["totalCount"], 0, "nothing was made");
    assert_eq!(dry(create("south"))["reason"], "store");
    assert_eq!(dry(create("nowhere"))["reason"], "store");
    let refused = dry(Call::get("/customers"));
    assert_eq!((refused["allowed"].as_bool(), refused["reason"].as_str()), (Some(false), Some("method")));
    assert_eq!(refused["steps"][5], serde_json::json!({"rule": "store", "outcome": "not-reached"}));
}

/// Makes so many refused calls on one connection, as fast as the hub answers them.
fn refused_calls(hub: &TestHub, token: &str, count: usize) {
    let stream = TcpStream::connect(hub.address()).expect("the hub listens");
    let request = |last: bool| {
        let end = if last { "close" } else { "keep-alive" };
        format!("GET /api/v5/orders?site=north HTTP/1.1\r\nHost: hub.test\r\nX-API-KEY: {token}\r\nConnection: {end}\r\n\r\n")
    };
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 1..=count {
                (&stream).write_all(request(number == count).as_bytes()).expect("it is sent");
            }
        });
        let mut answers = String::new();
        (&stream).read_to_string(&mut answers).expect("the answers are UTF-8");
        assert_eq!(answers.matches("HTTP/1.1 403").count(), count);
    });
}

/// How many bytes the files of the embedded database have; 0 on PostgreSQL.
fn bytes(hub: &TestHub) -> u64 {
    let files = std::fs::read_dir(&hub.hub.settings.data).expect("the data folder can be read");
    files.filter_map(|file| file.ok()?.metadata().ok()).map(|file| file.len()).sum()
}

#[test]
fn a_loop_of_refused_calls_leaves_a_bounded_trace_and_is_counted() {
    const CALLS: usize = 20_000;
    let hub = TestHub::new();
    hub.site("north");
    let key = hub.key("north", "/api/v*/orders/statuses");
    let token = key.token.clone().unwrap_or_default();
    let (keeper, upkeep) =
        (Notices::begin(Arc::clone(&hub.hub)).expect("it begins"), Upkeep::begin(Arc::clone(&hub.hub)).expect("it begins"));
    let before = bytes(&hub);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| refused_calls(&hub, &token, CALLS / 4));
        }
    });
    keeper.end();
    upkeep.end();
    let (id, hour) = (key.key, crate::support::hub::START.0 / 3_600);
    let kept = hub.hub.db.read_now(move |tx| database::refusals::latest(tx, Some(id), 100_000)).expect("refusals can be read");
    assert_eq!(kept.len(), KEPT_WHOLE as usize);
    let counted = hub.hub.db.read_now(move |tx| database::refusals::counted(tx, id, "method", hour)).expect("counts can be read");
    assert_eq!(counted, CALLS as i64, "each is counted");
    let more = bytes(&hub).saturating_sub(before);
    assert!(more < 4 * 1024 * 1024, "{more} bytes were written");
    // Of those that were kept the rule is explained; of the others the page says that they were only counted.
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser
        .get(&format!("/integration/refusals?id={}", kept[0].request_id))
        .is(200)
        .says("The key does not allow this method")
        .says("20,000");
    let last = key.get("/orders", form! {}).denied();
    let id = last.header("x-request-id").unwrap_or_default();
    browser.get(&format!("/integration/refusals?id={id}")).is(200).says("only counted");
    assert_eq!(explained(&hub, &key.get("/customers", form! {}).denied()), None, "the rule is the same");
    assert!(explained(&hub, &key.post("/orders/create", form! { site: "north" }).denied()).is_none());
    hub.clock.set(wire::Moment(crate::support::hub::START.0 + 3_600));
    assert!(explained(&hub, &key.get("/orders", form! {}).denied()).is_some(), "another hour");
}

#[test]
fn refusals_are_written_on_another_connection_than_changes_of_keys_are_followed_on() {
    let hub = TestHub::new();
    hub.site("north");
    let key = hub.key("north", "/api/v*/orders/statuses");
    let mut rounds = Rounds::default();
    rounds.make(&hub.hub).expect("the first round looks through the keys");
    let refused = key.get("/orders", form! {}).denied();
    let (go_on, wait) = mpsc::channel::<()>();
    let (begun, has_begun) = mpsc::channel();
    std::thread::scope(|scope| {
        if hub.hub.db.engine() == database::Engine::Postgres {
            let db = hub.hub.db.clone();
            let mut wait = Some(wait);
            scope.spawn(move || {
                db.write_apart(move |_| {
                    let _ = begun.send(());
                    let _ = wait.take().map(|wait| wait.recv_timeout(Duration::from_secs(60)));
                    Ok::<_, database::Error>(())
                })
            });
            has_begun.recv().expect("the connection is in use");
        }
        let (done, is_done) = mpsc::channel();
        let written = &hub.hub;
        scope.spawn(move || {
            rounds.make(written).expect("news can be written");
            written.usage.flush(&written.db, &written.account().zone).expect("counts can be written");
            let _ = done.send(());
        });
        let is_done = is_done.recv_timeout(Duration::from_secs(30)).is_ok();
        drop(go_on);
        assert!(is_done, "it waits for the other connection");
    });
    let id = refused.header("x-request-id").unwrap_or_default().to_owned();
    assert!(hub.hub.db.read_now(move |tx| database::refusals::find(tx, &id)).expect("refusals can be read").is_some());
}

#[test]
fn old_refusals_go_and_so_do_too_many() {
    let hub = TestHub::new();
    let refusal = |number: i64| database::refusals::Refusal {
        request_id: format!("request-{number:05}"),
        created_at: number,
        key_id: 1,
        reason: "method".to_owned(),
        method: "/api/v*/orders".to_owned(),
        address: "192.0.2.1".to_owned(),
        site: (number % 2 == 0).then(|| "north".to_owned()),
    };
    let many: Vec<_> = (1..=700).map(refusal).collect();
    let kept = many.clone();
    let latest = hub.hub.db.write_now(move |tx| {
        database::refusals::add(tx, &many)?;
        database::refusals::add(tx, &many[..3])?;
        database::refusals::latest(tx, None, 1_000)
    });
    assert!(latest.expect("they are written").iter().eq(kept.iter().rev()), "each is kept once, whatever the length of the statement");
    let left = hub.hub.db.write_now(|tx| {
        database::refusals::forget(tx, 101, 500)?;
        Ok::<_, database::Error>(database::refusals::latest(tx, None, 1_000)?.last().map(|oldest| oldest.created_at))
    });
    assert_eq!(left.expect("they are forgotten"), Some(200));
}
