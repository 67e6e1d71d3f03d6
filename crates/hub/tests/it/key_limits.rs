//! What limits a key beside its stores and methods, as callers meet it: address, hour, header, rate, end.

use domain::access::addresses::Addresses;
use domain::access::hours::Hours;
use domain::access::limits::Limits;
use domain::audit_log::By;
use domain::clock::Clock;
use domain::keys::rotation::Overlap;
use domain::keys::{self, Changes};
use wire::Moment;

use crate::support::hub::START;
use crate::support::{Actor, Browser, Call, Place, Reply, TestHub};

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
    assert_eq!((ended.header("x-denied-reason"), ended.header("x-api-key-expires")), (None, None), "one text for all without a live key");
    at(START.0).refused(403, WRONG);
    change(&hub, &key, Changes { ends_at: Some(None), ..Changes::default() });
    assert_eq!(at(START.0).header("x-api-key-expires"), None);
}

#[test]
fn too_many_calls_are_answered_by_503_and_by_429_where_the_client_knows_it() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    limit(&hub, &key, Limits { rate: 1, refuse_at_once: true, ..Limits::default() });
    let first = credentials(&key);
    assert_eq!(first.status, 200);
    assert_eq!(first.header("ratelimit-policy"), Some("\"default\";q=1;w=1"));
    assert_eq!(first.header("ratelimit"), Some("\"default\";r=0;t=1"));
    let second = credentials(&key).refused(503, "Service Temporarily Unavailable");
    assert_eq!([second.header("retry-after"), second.header("cache-control")], [Some("1"), Some("no-store")]);
    assert_eq!(second.header("ratelimit"), Some("\"default\";r=0;t=1"));
    assert_eq!(second.header("x-denied-reason"), Some("rate"));
    limit(&hub, &key, Limits { rate: 1, refuse_at_once: true, modern_status: true, ..Limits::default() });
    let modern = (0..50).map(|_| credentials(&key)).find(|reply| reply.status != 200).expect("a second has not passed fifty times");
    modern.refused(429, "Too Many Requests");
    limit(&hub, &key, Limits::default());
    for _ in 0..50 {
        let reply = credentials(&key);
        assert_eq!((reply.status, reply.header("ratelimit")), (200, None));
    }
}

#[test]
fn a_call_above_the_rate_waits_for_its_turn_and_is_refused_only_when_no_turn_comes_in_five_seconds() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    // A module's settings page: nine calls in a burst, none of which it would try again.
    limit(&hub, &key, Limits { rate: 10, burst: 2, ..Limits::default() });
    let began = Clock::uptime();
    std::thread::scope(|scope| {
        let calls: Vec<_> = (0..9).map(|_| scope.spawn(|| credentials(&key).status)).collect();
        assert!(calls.into_iter().all(|call| call.join().expect("it is answered") == 200), "a call was refused");
    });
    assert!((Clock::uptime() - began).as_millis() >= 600, "seven of them have to wait, a tenth of a second each");
    limit(&hub, &key, Limits { rate: 1, burst: 1, ..Limits::default() });
    std::thread::scope(|scope| {
        let calls: Vec<_> = (0..12).map(|_| scope.spawn(|| credentials(&key))).collect();
        let replies: Vec<Reply> = calls.into_iter().map(|call| call.join().expect("it is answered")).collect();
        let refused: Vec<&Reply> = replies.iter().filter(|reply| reply.status == 503).collect();
        assert!(refused.len() >= 4 && refused.len() < 12, "{} refused", refused.len());
        assert!(refused.iter().all(|reply| reply.header("retry-after").is_some()));
    });
}

#[test]
fn a_key_that_is_disabled_while_a_call_waits_refuses_that_call() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    limit(&hub, &key, Limits { rate: 1, burst: 1, ..Limits::default() });
    credentials(&key).ok();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| credentials(&key));
        std::thread::sleep(std::time::Duration::from_millis(200));
        let id = key.key;
        hub.hub.db.write_now(move |tx| keys::set_active(tx, id, false, &By::Hub, START)).expect("it can be disabled");
        waiting.join().expect("it is answered").refused(403, WRONG);
    });
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
fn where_tokens_are_guessed_one_that_works_no_more_is_like_one_that_never_was() {
    let hub = TestHub::new();
    hub.site("north");
    let [off, ended, deleted, suspended] = [(); 4].map(|()| hub.key("all", "all"));
    let rotated = hub.key("all", "all");
    hub.edit_key(off.key, |key| key.active = false);
    hub.edit_key(ended.key, |key| key.ends_at = Some(START.0 - 1));
    hub.edit_key(deleted.key, |key| key.deleted_at = Some(START.0));
    let (id, other) = (suspended.key, rotated.key);
    hub.hub.db.write_now(move |tx| keys::suspend(tx, id, keys::cause::LEAKED, &By::Hub, START)).expect("a key can be reported");
    let gate = std::sync::Arc::clone(&hub.hub);
    let fresh = domain::access::token::generate().expect("there is randomness");
    hub.hub
        .db
        .write_now(move |tx| {
            keys::rotation::rotate(tx, &gate.gate.pepper(), other, &fresh, keys::rotation::Overlap::None, &By::Hub, START).map(drop)
        })
        .expect("a key can be rotated");
    let tokens = || [&off, &ended, &deleted, &suspended, &rotated].map(|key| key.token.clone().unwrap_or_default());
    let strangers = || ["z".repeat(32), hub.stranger().token.unwrap_or_default(), "short".to_owned(), "x".repeat(200)];
    let view = |token: &str, place: Place| {
        let call = Call::post("/customers/create").form(form! { customer: {firstName: "Ada"} }).header("Accept", "application/json");
        let reply = hub.anonymous().call(place.put(call, token));
        // Time passes from one answer to the next.
        let passing = |name: &str| ["x-request-id", "date", "retry-after"].contains(&name);
        let headers = reply.headers.iter().map(|(name, value)| (name.clone(), if passing(name) { "" } else { value }.to_owned()));
        let headers: Vec<_> = headers.collect();
        (reply.status, reply.json.clone(), headers)
    };
    let alike = |status: u16| {
        let mut answers: Vec<_> =
            tokens().iter().chain(&strangers()).flat_map(|token| Place::ALL.map(|place| view(token, place))).collect();
        assert!(answers.iter().all(|answer| answer.0 == status), "{answers:#?}");
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:#?}");
    };
    alike(403);
    for number in 0..100 {
        credentials(&hub.holder(&format!("{number:032}")));
    }
    alike(503);
}

#[test]
fn many_wrong_tokens_from_one_address_are_told_once() {
    let hub = TestHub::reaching_private();
    let receiver = crate::support::receiver::Receiver::start();
    let (url, seal) = (receiver.url(), hub.hub.seal.clone());
    let secret = domain::webhooks::Secret::generate().expect("there is randomness");
    let changes = domain::webhooks::Changes { url: Some(url), events: Some("address.guessing".to_owned()), ..Default::default() };
    let ways = domain::webhooks::Ways { private: true, mail: true };
    hub.hub
        .db
        .write_now(move |tx| domain::webhooks::add(tx, &seal, &secret, &changes, ways, &By::Hub, START).map(drop))
        .expect("a webhook can be added");
    let mut rounds = hub::work::notices::Rounds::default();
    let view = |rounds: &mut hub::work::notices::Rounds| {
        rounds.make(&hub.hub).expect("news can be written");
        let filter = database::audit_log::Filter { actions: vec!["address.guessing".to_owned()], ..Default::default() };
        hub.hub.db.read_now(move |tx| database::audit_log::list(tx, &filter, 100)).expect("the record can be read")
    };
    let guess = || (0..300).for_each(|number| drop(credentials(&hub.holder(&format!("{number:032}")))));
    assert!(view(&mut rounds).is_empty());
    guess();
    let rows = view(&mut rounds);
    assert_eq!(rows.iter().map(|row| row.subject_name.as_str()).collect::<Vec<_>>(), ["127.0.0.1"]);
    let address = std::net::IpAddr::from([127, 0, 0, 1]);
    let again = |rounds: &mut hub::work::notices::Rounds| {
        hub.hub.gate.news.add(domain::access::news::News::Guessing { address });
        view(rounds).len()
    };
    // Still the same spell, however long it goes on.
    for _ in 0..3 {
        hub.clock.set(Moment(hub.clock.now().0 + 1_800));
        assert_eq!(again(&mut rounds), 1);
    }
    hub.clock.set(Moment(hub.clock.now().0 + 3_600));
    assert_eq!(again(&mut rounds), 2, "another spell");
    for number in 0..500_u32 {
        hub.hub.gate.news.add(domain::access::news::News::Guessing { address: number.to_be_bytes().into() });
    }
    assert_eq!(view(&mut rounds).len(), 21, "of many addresses at once a few are reported");
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.get("/integration/refusals").is(200).says("Many wrong tokens from these IP addresses").says("127.0.0.1");
    Browser::signed_in(&hub, "read-only").get("/integration/refusals").is(200).hides("127.0.0.1");
    let mut webhook_sender = hub::work::webhook_sender::WebhookSender::new(std::sync::Arc::clone(&hub.hub));
    hub.block_on(async {
        webhook_sender.look().await.unwrap_or_else(|fault| panic!("{fault}"));
        webhook_sender.finish().await;
    });
    assert!(!receiver.events().is_empty() && receiver.events().iter().all(|event| event == "address.guessing"));
}

#[test]
fn a_key_for_the_header_is_refused_when_the_body_brings_its_token_too() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    limit(&hub, &key, Limits { header_only: true, ..Limits::default() });
    let token = key.token.clone().unwrap_or_default();
    let call = || Call::post("/customers/create").form(form! { customer: {firstName: "Ada"} });
    assert_eq!(key.call(call()).status, 201);
    let reply = key.call(Place::Body.put(call(), &token)).refused(403, WRONG);
    assert_eq!(reply.header("x-denied-reason"), Some("transport"));
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

#[test]
fn an_end_that_has_passed_or_comes_before_the_beginning_is_refused() {
    let hub = TestHub::new();
    let key = hub.key("all", "all").key;
    let edit = |ends_at: i64, starts_at: Option<i64>| {
        let changes =
            Changes { ends_at: Some(Some(ends_at)), limits: Some(Limits { starts_at, ..Limits::default() }), ..Changes::default() };
        let edited = hub.hub.db.write_now(move |tx| keys::edit(tx, key, &changes, &By::Hub, START));
        edited.map_err(|fault| fault.into_problem().errors.keys().cloned().collect::<Vec<_>>()).map(|key| key.ends_at)
    };
    let refused = Err(vec!["endsAt".to_owned()]);
    assert_eq!(edit(START.0, None), refused);
    assert_eq!(edit(START.0 - 86_400, None), refused);
    assert_eq!(edit(START.0 + 100, Some(START.0 + 100)), refused);
    assert_eq!(edit(START.0 + 101, Some(START.0 + 100)), Ok(Some(START.0 + 101)));
    // Once it has expired, it can still be given another name, but no other token.
    let later = Moment(START.0 + 200);
    let renamed = Changes { name: Some("Till".to_owned()), ..Changes::default() };
    hub.hub.db.write_now(move |tx| keys::edit(tx, key, &renamed, &By::Hub, later)).expect("the end stays as it is");
    let pepper = hub.hub.gate.pepper();
    let rotated = hub
        .hub
        .db
        .write_now(move |tx| keys::rotation::rotate(tx, &pepper, key, "0123456789abcdefABCDEF_-01234567", Overlap::None, &By::Hub, later));
    assert_eq!(rotated.expect_err("its token would not work").into_problem().errors.keys().collect::<Vec<_>>(), ["id"]);
}
