//! What the gate decides, alone: without a database, and with eight threads at its door.

use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use serde_json::{Map, Value};
use wire::Problem;

use super::*;
use crate::access::grant::Grant;
use crate::access::hours::Hours;
use crate::access::limits::Limits;
use crate::access::masks::Masks;
use crate::access::rows::Rows;

const THREADS: usize = 8;
const ROUNDS: usize = 250;

fn stored(pepper: &Pepper, token: &str) -> database::keys::Key {
    database::keys::Key {
        id: 7,
        external_id: None,
        name: "Till".to_owned(),
        token_hash: pepper.hash(token),
        pepper_version: pepper.version(),
        hint: token::hint(token),
        active: true,
        deleted_at: None,
        all_sites: true,
        all_methods: true,
        created_at: 0,
        ends_at: None,
        cause: None,
        secret: 1,
        former: Vec::new(),
        sites: Vec::new(),
        methods: Vec::new(),
        body: "{}".to_owned(),
    }
}

/// Changes a key to and fro while eight threads call without a pause. Every call that begins after a change and
/// ends before the next one must be judged by it.
fn to_and_fro(narrow: impl Fn(database::keys::Key) -> database::keys::Key, expected: &Problem) {
    let gate = Gate::new(Pepper::of(1, [5; 32]));
    let token = "t".repeat(32);
    let key = stored(&gate.pepper(), &token);
    gate.swap(7, Key::of(&key, &gate.peppers()));
    // Even numbers stand still: 4n is the whole key, 4n + 2 the narrow one. Odd ones are a change under way.
    let (state, judged, done) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while done.load(Ordering::SeqCst) == 0 {
                    let before = state.load(Ordering::SeqCst);
                    let verdict = gate.admit(&token, &call(1));
                    if before % 2 == 0 && state.load(Ordering::SeqCst) == before {
                        let good = if before % 4 == 0 {
                            verdict.is_ok()
                        } else {
                            verdict.as_ref().err().map(Refusal::problem).as_ref() == Some(expected)
                        };
                        if !good {
                            done.store(2, Ordering::SeqCst);
                        }
                        judged.fetch_add(1, Ordering::SeqCst);
                    }
                    std::thread::yield_now();
                }
            });
        }
        for round in 0..2 * ROUNDS {
            let enough = judged.load(Ordering::SeqCst) + THREADS;
            while judged.load(Ordering::SeqCst) < enough && done.load(Ordering::SeqCst) == 0 {
                std::thread::yield_now();
            }
            state.fetch_add(1, Ordering::SeqCst);
            let next = if round % 2 == 0 { narrow(key.clone()) } else { key.clone() };
            gate.swap(7, Key::of(&next, &gate.peppers()));
            state.fetch_add(1, Ordering::SeqCst);
        }
        let failed = done.swap(1, Ordering::SeqCst) == 2;
        assert!(!failed, "a call was judged by a key that was no more");
    });
    assert!(judged.load(Ordering::SeqCst) >= 2 * ROUNDS * THREADS);
}

/// A call of a method from nowhere in particular.
fn call(method: usize) -> Call<'static> {
    let address = IpAddr::from([192, 0, 2, 1]);
    Call { method, telephony: false, transport: Transport::Header, address, agent: "till/1", now: 1_000, uptime: Duration::from_secs(1) }
}

fn held(gate: &Gate, key: &database::keys::Key) {
    gate.swap(key.id, Key::of(key, &gate.peppers()));
}

fn reason(outcome: Result<Admitted, Refusal>) -> Option<Reason> {
    outcome.err().map(|refusal| refusal.reason)
}

fn limited(key: &database::keys::Key, limits: &Limits) -> database::keys::Key {
    let mut body = Map::new();
    limits.put(&mut body);
    database::keys::Key { body: Value::Object(body).to_string(), ..key.clone() }
}

#[test]
fn a_deleted_key_is_refused_by_the_next_call_of_every_thread() {
    to_and_fro(|key| database::keys::Key { deleted_at: Some(1), ..key }, &Problem::wrong_key());
}

#[test]
fn a_key_switched_off_is_refused_by_the_next_call_of_every_thread() {
    to_and_fro(|key| database::keys::Key { active: false, ..key }, &Problem::wrong_key());
}

#[test]
fn a_key_that_has_ended_is_refused_by_the_next_call_of_every_thread() {
    to_and_fro(|key| database::keys::Key { ends_at: Some(1_000), ..key }, &Problem::wrong_key());
}

#[test]
fn a_method_taken_away_is_refused_by_the_next_call_of_every_thread() {
    let Ok(Grant::Some(methods)) = Grant::parse("/api/api-versions") else { panic!("the first method is /api/api-versions") };
    to_and_fro(|key| database::keys::Key { all_methods: false, methods: methods.clone(), ..key }, &Problem::denied());
}

#[test]
fn an_address_taken_away_is_refused_by_the_next_call_of_every_thread() {
    let limits = Limits { addresses: vec!["198.51.100.0/24".to_owned()], ..Limits::default() };
    to_and_fro(|key| limited(&key, &limits), &Problem::denied());
}

#[test]
fn a_token_changed_by_a_rotation_is_refused_by_the_next_call_of_every_thread() {
    let pepper = Pepper::of(1, [5; 32]);
    let rotated = |key: database::keys::Key| rotated(&pepper, key, Some(1_000), false);
    to_and_fro(rotated, &Problem::wrong_key());
}

/// The key after a rotation to the token `nnn…`.
fn rotated(pepper: &Pepper, key: database::keys::Key, ends_at: Option<i64>, yields: bool) -> database::keys::Key {
    let former = database::keys::Former {
        token_hash: key.token_hash,
        pepper_version: key.pepper_version,
        number: key.secret,
        hint: key.hint.clone(),
        ends_at,
        yields,
    };
    database::keys::Key { token_hash: pepper.hash(&"n".repeat(32)), secret: key.secret + 1, former: vec![former], ..key }
}

#[test]
fn both_tokens_work_while_they_overlap_and_the_old_one_is_known_after() {
    let gate = Gate::new(Pepper::of(1, [5; 32]));
    let (old, new) = ("o".repeat(32), "n".repeat(32));
    let key = rotated(&gate.pepper(), stored(&gate.pepper(), &old), Some(2_000), true);
    held(&gate, &key);
    assert_eq!(gate.admit(&old, &call(0)).map(|admitted| admitted.secret).ok(), Some(1));
    assert!(gate.news.take().is_empty(), "the old token reveals nothing");
    assert_eq!(gate.admit(&new, &call(0)).map(|admitted| admitted.secret).ok(), Some(2));
    assert_eq!(gate.news.take(), [News::FirstUse { key: 7 }]);
    assert!(gate.admit(&new, &call(0)).is_ok() && gate.news.take().is_empty(), "the first use is reported once");
    assert_eq!(reason(gate.admit(&old, &Call { now: 2_000, ..call(0) })), Some(Reason::Retired));
    assert!(matches!(gate.news.take().as_slice(), [News::Reused { key: 7, secret: 1, suspend: false, .. }]));
    assert_eq!(
        reason(gate.admit(&old, &Call { now: 1_500, ..call(0) })),
        Some(Reason::Retired),
        "a clock that is set back revives nothing"
    );
    assert!(gate.len() == 1 && !gate.is_empty() && gate.key(7).is_some() && gate.key(8).is_none());
    gate.swap(7, None);
    assert!(gate.is_empty() && gate.key(7).is_none());
    assert_eq!(gate.len(), 0);
    assert_eq!([&old, &new].map(|token| reason(gate.admit(token, &call(0)))), [Some(Reason::Wrong); 2]);
}

#[test]
fn a_former_token_without_an_end_works_until_somebody_says_otherwise() {
    let gate = Gate::new(Pepper::of(1, [5; 32]));
    held(&gate, &rotated(&gate.pepper(), stored(&gate.pepper(), &"o".repeat(32)), None, false));
    assert!(gate.admit(&"o".repeat(32), &Call { now: i64::MAX, ..call(0) }).is_ok());
    assert!(gate.admit(&"n".repeat(32), &call(0)).is_ok() && gate.news.take().is_empty());
}

#[test]
fn a_key_ends_at_its_moment_and_stays_ended_when_the_clock_is_set_back() {
    let gate = Gate::new(Pepper::of(1, [5; 32]));
    let token = "t".repeat(32);
    held(&gate, &database::keys::Key { ends_at: Some(2_000), ..stored(&gate.pepper(), &token) });
    assert_eq!(reason(gate.admit(&token, &Call { now: 1_999, ..call(0) })), None);
    assert_eq!(reason(gate.admit(&token, &Call { now: 2_000, ..call(0) })), Some(Reason::Wrong));
    assert_eq!(reason(gate.admit(&token, &Call { now: 1_000, ..call(0) })), Some(Reason::Wrong));
}

#[test]
fn a_refused_address_or_method_spends_no_turn() {
    let gate = Gate::new(Pepper::of(1, [5; 32]));
    let token = "t".repeat(32);
    let Ok(Grant::Some(methods)) = Grant::parse("/api/api-versions") else { panic!("the first method is /api/api-versions") };
    let key = database::keys::Key { all_methods: false, methods, ..stored(&gate.pepper(), &token) };
    held(&gate, &limited(&key, &Limits { addresses: vec!["192.0.2.0/24".to_owned()], rate: 2, refuse_at_once: true, ..Limits::default() }));
    let elsewhere = Call { address: IpAddr::from([203, 0, 113, 7]), ..call(0) };
    for _ in 0..50 {
        assert_eq!(reason(gate.admit(&token, &elsewhere)), Some(Reason::Address));
        assert_eq!(reason(gate.admit(&token, &call(1))), Some(Reason::Method));
    }
    assert_eq!([0, 1].map(|_| gate.admit(&token, &call(0)).ok().and_then(|admitted| admitted.left)), [Some(1), Some(0)]);
    let refusal = gate.admit(&token, &call(0)).expect_err("the third call is too much");
    assert_eq!((refusal.reason, refusal.problem().status, refusal.wait), (Reason::Rate, 503, Some(Duration::from_millis(500))));
    // The count of its calls outlives a change of the key.
    held(&gate, &limited(&key, &Limits { rate: 2, refuse_at_once: true, modern_status: true, ..Limits::default() }));
    assert_eq!(gate.admit(&token, &call(0)).err().map(|refusal| refusal.problem().status), Some(429));
}

#[test]
fn a_hundred_wrong_tokens_make_an_address_wait_and_touch_no_key_that_works() {
    let gate = Gate::new(Pepper::of(1, [5; 32]));
    let token = "t".repeat(32);
    held(&gate, &stored(&gate.pepper(), &token));
    let guess = |number: usize| gate.admit(&format!("{number:032}"), &call(0)).expect_err("an unknown token");
    assert!((0..100).all(|number| guess(number).reason == Reason::Wrong));
    assert_eq!(gate.news.take(), [News::Guessing { address: call(0).address }]);
    let refusal = guess(100);
    assert_eq!((refusal.reason, refusal.problem().status), (Reason::Wrong, 503));
    assert!(refusal.wait.is_some() && refusal.key.is_none());
    assert!(gate.admit(&token, &call(0)).is_ok());
}

#[test]
fn ten_thousand_calls_with_one_replaced_token_are_no_guesses() {
    let gate = Gate::new(Pepper::of(1, [5; 32]));
    let old = "o".repeat(32);
    held(&gate, &rotated(&gate.pepper(), stored(&gate.pepper(), &old), Some(0), false));
    assert!((0..10_000).all(|_| reason(gate.admit(&old, &call(0))) == Some(Reason::Retired)));
    assert_eq!(reason(gate.admit(&"x".repeat(32), &call(0))), Some(Reason::Wrong));
}

#[test]
fn a_token_under_the_former_pepper_works_and_moves_to_the_present_one() {
    let (old, new) = (Pepper::of(1, [5; 32]), Pepper::of(2, [6; 32]));
    let gate = Gate::new(Peppers { present: new.clone(), former: Some(old.clone()) });
    let token = "t".repeat(32);
    let key = stored(&old, &token);
    held(&gate, &key);
    assert!(gate.admit(&token, &call(0)).is_ok());
    assert_eq!(gate.news.take(), [News::Rehash { key: 7, old: old.hash(&token), new: new.hash(&token), version: 2 }]);
    let moved = database::keys::Key { token_hash: new.hash(&token), pepper_version: 2, ..key.clone() };
    held(&gate, &moved);
    assert!(gate.admit(&token, &call(0)).is_ok() && gate.news.take().is_empty());
    // Once the former pepper is gone, what is still under it is refused.
    gate.pepper_with(Peppers::from(new));
    held(&gate, &key);
    assert_eq!(reason(gate.admit(&token, &call(0))), Some(Reason::Wrong));
    assert!(gate.is_empty());
}

#[test]
fn a_token_changed_under_the_same_key_works_no_more() {
    let gate = Gate::new(Pepper::of(1, [5; 32]));
    let (old, new) = ("o".repeat(32), "n".repeat(32));
    held(&gate, &stored(&gate.pepper(), &old));
    assert!(gate.admit(&old, &call(0)).is_ok());
    held(&gate, &stored(&gate.pepper(), &new));
    assert_eq!(reason(gate.admit(&old, &call(0))), Some(Reason::Wrong));
    assert!(gate.admit(&new, &call(0)).is_ok());
    assert_eq!(gate.len(), 1);
}

#[test]
fn a_key_under_an_unknown_pepper_a_deleted_one_and_one_with_limits_nobody_can_read_are_not_let_in_at_all() {
    let pepper = Pepper::of(1, [5; 32]);
    let (key, peppers) = (stored(&pepper, &"t".repeat(32)), Peppers::from(pepper));
    assert!(Key::of(&key, &peppers).is_some());
    for version in [0, 2, i64::MAX] {
        assert!(Key::of(&database::keys::Key { pepper_version: version, ..key.clone() }, &peppers).is_none());
    }
    assert!(Key::of(&database::keys::Key { deleted_at: Some(0), ..key.clone() }, &peppers).is_none());
    assert!(Key::of(&limited(&key, &Limits { addresses: vec!["here".to_owned()], ..Limits::default() }), &peppers).is_none());
    // The same token under another pepper is another hash.
    let gate = Gate::new(Pepper::of(1, [6; 32]));
    held(&gate, &key);
    assert_eq!(reason(gate.admit(&"t".repeat(32), &call(0))), Some(Reason::Wrong));
}

#[test]
fn the_record_of_a_key_is_what_is_stored_of_it() {
    let pepper = Pepper::of(2, [5; 32]);
    let mut body = Map::new();
    Masks::parse("phone=hide").expect("masks").put(&mut body);
    Rows::parse("source=cpa").expect("rows").put(&mut body);
    Limits { rate: 3, ..Limits::default() }.put(&mut body);
    let key = database::keys::Key { secret: 4, body: Value::Object(body).to_string(), ..stored(&pepper, &"t".repeat(32)) };
    let record = Key::of(&key, &Peppers::from(pepper)).expect("the key can be read");
    assert_eq!((record.id, record.hash, record.pepper_version, record.secret, record.active), (7, key.token_hash, 2, 4, true));
    assert_eq!(
        (record.rules.rate_limit().rate, record.rules.masks.is_some(), record.rules.rows.is_some(), record.former.len()),
        (3, true, true, 0)
    );
}

#[test]
fn a_token_is_recognised_unless_its_key_is_off_or_over() {
    let gate = Gate::new(Pepper::of(1, [5; 32]));
    let token = "t".repeat(32);
    let key = stored(&gate.pepper(), &token);
    let recognised = |call: &Call<'_>| gate.recognise(&token, call).map(|key| key.id).map_err(|refusal| refusal.reason);
    // Each rule that refuses a call of the key is reported to its contact.
    held(&gate, &database::keys::Key { all_methods: false, ..key.clone() });
    assert_eq!(recognised(&call(0)), Ok(7));
    held(&gate, &limited(&key, &Limits { addresses: vec!["198.51.100.0/24".to_owned()], ..Limits::default() }));
    assert_eq!(recognised(&call(0)), Ok(7));
    held(&gate, &database::keys::Key { active: false, ..key.clone() });
    assert_eq!(recognised(&call(0)), Err(Reason::Wrong));
    held(&gate, &database::keys::Key { ends_at: Some(1_000), ..key.clone() });
    assert_eq!(recognised(&call(0)), Err(Reason::Wrong));
    held(&gate, &rotated(&gate.pepper(), key, Some(0), false));
    assert_eq!(recognised(&call(0)), Err(Reason::Retired));
    assert!(["", "short", &"n".repeat(101), &"\u{e9}".repeat(32)].iter().all(|text| gate.recognise(text, &call(0)).is_err()));
    assert!(gate.recognise(&"x".repeat(32), &call(0)).is_err());
}

#[test]
fn the_holder_of_a_token_is_known_whatever_its_state_and_strangers_are_counted() {
    let (old, new) = (Pepper::of(1, [5; 32]), Pepper::of(2, [6; 32]));
    let gate = Gate::new(Peppers { present: new, former: Some(old.clone()) });
    let token = "t".repeat(32);
    held(&gate, &database::keys::Key { active: false, ..rotated(&old, stored(&old, &token), Some(0), false) });
    let holder = |token: &str| gate.holder(token, &call(0)).map(|key| key.id);
    assert_eq!([&token, &"n".repeat(32)].map(|token| holder(token)), [Some(7), Some(7)]);
    let view = gate.news.take();
    assert!(matches!(view[..], [News::Rehash { key: 7, .. }]), "only the present token moves to the present pepper: {view:?}");
    assert!((0..100).all(|number| holder(&format!("{number:032}")).is_none()));
    assert!(gate.news.take().contains(&News::Guessing { address: call(0).address }));
}

#[test]
fn a_key_with_limits_but_no_rate_is_not_counted() {
    let gate = Gate::new(Pepper::of(1, [5; 32]));
    let token = "t".repeat(32);
    held(&gate, &limited(&stored(&gate.pepper(), &token), &Limits { header_only: true, ..Limits::default() }));
    assert!((0..100).all(|_| gate.admit(&token, &call(0)).is_ok_and(|admitted| admitted.left.is_none())));
}

#[test]
fn a_key_and_its_place_fill_two_lines_of_a_cache_and_so_do_its_rules() {
    assert_eq!(size_of::<(u64, Key)>(), 2 * 64);
    // So does what a call is compared with of its rules: all before their stores, but for the texts of addresses.
    let (counts, texts) = (2 * size_of::<usize>(), size_of::<Box<[Box<str>]>>());
    assert_eq!(counts + std::mem::offset_of!(Rules, sites) - texts, 2 * 64);
}

#[test]
fn a_token_whose_hash_only_begins_like_a_keys_is_nobodys() {
    let mut known = Known::of(Peppers::from(Pepper::of(1, [5; 32])));
    let plain = Key::new(7, [1; 32], Rules::plain(database::Sites::All, crate::access::grant::Methods::all()));
    let former = Box::new([Former { hash: [2; 32], number: 1, ends_at: None }]);
    known.put(Key { former, ..plain });
    let which = |hash: [u8; 32]| known.find(&hash).map(|(key, which)| (key.id, which));
    assert_eq!([[1; 32], [2; 32]].map(which), [Some((7, Which::Present)), Some((7, Which::Former(0)))]);
    for hash in [[1; 32], [2; 32]] {
        let mut other = hash;
        other[31] ^= 1;
        assert_eq!(which(other), None);
    }
}

/// A key and a call as a person would describe them, and what that person would decide.
#[derive(Debug, Clone)]
struct Scene {
    active: bool,
    deleted: bool,
    ends_at: Option<i64>,
    starts_at: Option<i64>,
    hours: bool,
    header_only: bool,
    address_listed: Option<bool>,
    report_only: bool,
    granted: bool,
    transport: Transport,
    now: i64,
}

impl Scene {
    fn model(&self) -> Option<Reason> {
        if self.deleted || !self.active || matches!(self.ends_at, Some(end) if end <= self.now) {
            return Some(Reason::Wrong);
        }
        let day = self.now.rem_euclid(86_400);
        if matches!(self.starts_at, Some(start) if start > self.now) || (self.hours && !(9 * 3600..18 * 3600).contains(&day)) {
            return Some(Reason::Time);
        }
        if self.header_only && matches!(self.transport, Transport::Query | Transport::Body) {
            return Some(Reason::Transport);
        }
        if self.address_listed == Some(false) && !self.report_only {
            return Some(Reason::Address);
        }
        if self.granted { None } else { Some(Reason::Method) }
    }
}

fn scene() -> impl Strategy<Value = Scene> {
    let moment = 0..200_000_i64;
    let transport = prop_oneof![Just(Transport::Header), Just(Transport::Bearer), Just(Transport::Query), Just(Transport::Body)];
    let state = (proptest::bool::weighted(0.8), proptest::bool::weighted(0.1), proptest::option::of(moment.clone()));
    let times = (proptest::option::of(moment.clone()), any::<bool>());
    let ways = (any::<bool>(), proptest::option::of(any::<bool>()), any::<bool>());
    (state, times, ways, any::<bool>(), transport, moment).prop_map(|(state, times, ways, granted, transport, now)| Scene {
        active: state.0,
        deleted: state.1,
        ends_at: state.2,
        starts_at: times.0,
        hours: times.1,
        header_only: ways.0,
        address_listed: ways.1,
        report_only: ways.2 && ways.1.is_some(),
        granted,
        transport,
        now,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_gate_decides_as_a_person_with_the_key_in_hand_would(scene in scene()) {
        let gate = Gate::new(Pepper::of(1, [5; 32]));
        let token = "t".repeat(32);
        let Ok(Grant::Some(methods)) = Grant::parse("/api/api-versions") else { panic!("the first method is /api/api-versions") };
        let key = database::keys::Key {
            active: scene.active,
            deleted_at: scene.deleted.then_some(1),
            ends_at: scene.ends_at,
            all_methods: false,
            methods,
            ..stored(&gate.pepper(), &token)
        };
        let listed = scene.address_listed.map(|listed| if listed { "192.0.2.0/24" } else { "198.51.100.0/24" });
        let limits = Limits {
            header_only: scene.header_only,
            addresses: listed.into_iter().map(str::to_owned).collect(),
            report_only: scene.report_only,
            starts_at: scene.starts_at,
            hours: scene.hours.then(|| Hours::parse("all", "09:00-18:00", "UTC").expect("hours")),
            ..Limits::default()
        };
        held(&gate, &limited(&key, &limits));
        let call = Call { transport: scene.transport, now: scene.now, ..call(usize::from(!scene.granted)) };
        prop_assert_eq!(reason(gate.admit(&token, &call)), scene.model());
        // What "would this pass?" says is what happens.
        match gate.key(7) {
            Some(key) => prop_assert_eq!(key.verdict(&call, scene.now), scene.model()),
            None => prop_assert!(scene.deleted),
        }
    }
}
