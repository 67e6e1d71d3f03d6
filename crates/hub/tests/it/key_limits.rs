//! What limits a key beside its stores and methods, as callers meet it: address, hour, header, rate, end.

use hub::domain::keys::{self, Changes};
use hub::domain::record::By;
use hub::keys::addresses::Addresses;
use hub::keys::hours::Hours;
use hub::keys::limits::Limits;
use wire::Moment;

use crate::support::hub::START;
use crate::support::{Actor, Call, Place, Reply, TestHub};

const WRONG: &str = "Wrong \"apiKey\" value.";

fn limit(hub: &TestHub, key: &Actor, limits: Limits) {
    change(hub, key, Changes { limits: Some(limits), ..Changes::default() });
}

fn change(hub: &TestHub, key: &Actor, changes: Changes) {
    let id = key.key;
    hub.hub.db.write_now(move |tx| keys::edit(tx, id, &changes, &By::Hub, START)).expect("the key can be changed");
}

fn credentials(key: &Actor) -> Reply {
    key.get("/api/credentials", form! {})
}

#[test]
fn a_key_for_the_header_is_refused_in_the_address_and_told_why() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    limit(&hub, &key, Limits { header_only: true, ..Limits::default() });
    for place in [Place::Header, Place::Bearer] {
        credentials(&key.with_key_in(place)).ok();
    }
    let reply = credentials(&key.with_key_in(Place::Query));
    assert_eq!(reply.header("x-denied-reason"), Some("transport"));
    reply.refused(403, WRONG);
    let both = Place::Query.put(Place::Header.put(Call::get("/api/credentials"), key.token.as_deref().unwrap_or_default()), "");
    assert_eq!(hub.anonymous().call(both).status, 200, "an empty parameter is no key");
}

#[test]
fn an_address_list_is_enforced_or_only_reported() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let elsewhere = vec!["203.0.113.0/24".to_owned(), "2001:db8::/32".to_owned()];
    limit(&hub, &key, Limits { addresses: elsewhere.clone(), report_only: true, ..Limits::default() });
    credentials(&key).ok();
    limit(&hub, &key, Limits { addresses: elsewhere, ..Limits::default() });
    let reply = credentials(&key);
    assert_eq!(reply.header("x-denied-reason"), Some("address"));
    reply.denied();
    // Nobody trusts this peer: what it says of itself does not count.
    let spoofed = key.call(Call::get("/api/credentials").header("X-Forwarded-For", "203.0.113.7"));
    assert_eq!(spoofed.header("x-denied-reason"), Some("address"));
    limit(&hub, &key, Limits { addresses: vec!["::ffff:127.0.0.1".to_owned()], ..Limits::default() });
    credentials(&key).ok();
}

#[test]
fn a_trusted_proxy_is_believed() {
    let hub = TestHub::with_proxies(Addresses::parse("127.0.0.0/8").expect("addresses"));
    let key = hub.key("all", "all");
    limit(&hub, &key, Limits { addresses: vec!["203.0.113.0/24".to_owned()], ..Limits::default() });
    let from = |address: &str| key.call(Call::get("/api/credentials").header("X-Forwarded-For", address));
    from("203.0.113.7").ok();
    from("192.0.2.1, 203.0.113.7").ok();
    from("203.0.113.7, 192.0.2.1").denied();
    credentials(&key).denied();
}

#[test]
fn a_key_works_from_its_start_in_its_hours_and_until_its_end() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let at = |moment: i64| {
        hub.clock.set(Moment(moment));
        credentials(&key)
    };
    limit(&hub, &key, Limits { starts_at: Some(START.0 + 60), ..Limits::default() });
    assert_eq!(at(START.0 + 59).denied().header("x-denied-reason"), Some("time"));
    at(START.0 + 60).ok();
    // START is noon of a Saturday, UTC.
    limit(&hub, &key, Limits { hours: Hours::parse("sat", "11:00-13:00", "UTC").ok(), ..Limits::default() });
    at(START.0 + 3_599).ok();
    at(START.0 + 3_600).denied();
    limit(&hub, &key, Limits::default());
    change(&hub, &key, Changes { ends_at: Some(Some(START.0 + 10_000)), ..Changes::default() });
    let last = at(START.0 + 9_999);
    assert_eq!(last.header("x-api-key-expires"), Some("2026-03-14T14:46:40Z"));
    last.ok();
    let ended = at(START.0 + 10_000).refused(403, WRONG);
    assert_eq!((ended.header("x-denied-reason"), ended.header("x-api-key-expires")), (None, None), "one text for whoever has no live key");
    at(START.0).refused(403, WRONG);
    change(&hub, &key, Changes { ends_at: Some(None), ..Changes::default() });
    assert_eq!(at(START.0).header("x-api-key-expires"), None);
}

#[test]
fn too_many_calls_are_answered_by_503_and_by_429_where_the_client_knows_it() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    limit(&hub, &key, Limits { rate: 1, ..Limits::default() });
    let first = credentials(&key);
    assert_eq!(first.status, 200);
    assert_eq!(first.header("ratelimit-policy"), Some("\"default\";q=1;w=1"));
    assert_eq!(first.header("ratelimit"), Some("\"default\";r=0;t=1"));
    let second = credentials(&key).refused(503, "Service Temporarily Unavailable");
    assert_eq!([second.header("retry-after"), second.header("cache-control")], [Some("1"), Some("no-store")]);
    assert_eq!(second.header("ratelimit"), Some("\"default\";r=0;t=1"));
    assert_eq!(second.header("x-denied-reason"), Some("rate"));
    limit(&hub, &key, Limits { rate: 1, modern_status: true, ..Limits::default() });
    let modern = (0..50).map(|_| credentials(&key)).find(|reply| reply.status != 200).expect("a second has not passed fifty times");
    modern.refused(429, "Too Many Requests");
    limit(&hub, &key, Limits::default());
    for _ in 0..50 {
        let reply = credentials(&key);
        assert_eq!((reply.status, reply.header("ratelimit")), (200, None));
    }
}

#[test]
fn a_hundred_wrong_tokens_are_answered_by_a_wait_and_good_keys_are_not() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    for number in 0..100 {
        credentials(&hub.holder(&format!("{number:032}"))).refused(403, WRONG);
    }
    let reply = credentials(&hub.holder(&"z".repeat(32)));
    assert!(reply.header("retry-after").is_some());
    assert_eq!((reply.status, reply.header("x-denied-reason")), (503, None));
    credentials(&key).ok();
}

#[test]
fn limits_that_cannot_be_are_refused_and_named() {
    let hub = TestHub::new();
    let key = hub.key("all", "all").key;
    let refused = |limits: Limits| {
        let changes = Changes { limits: Some(limits), ..Changes::default() };
        let refused = hub.hub.db.write_now(move |tx| keys::edit(tx, key, &changes, &By::Hub, START)).expect_err("it is refused");
        refused.into_problem().errors.keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(refused(Limits { addresses: vec!["10.0.0.0/99".to_owned()], ..Limits::default() }), ["addresses"]);
    assert_eq!(refused(Limits { report_only: true, ..Limits::default() }), ["addresses"]);
}
