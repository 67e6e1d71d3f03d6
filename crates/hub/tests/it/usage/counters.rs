//! The counters: their sums equal the calls, nothing is written while a call is answered, nothing is forgotten.

use database::usage::{Counts, Line};
use domain::access::usage::day_of;
use wire::Moment;

use crate::support::hub::START;
use crate::support::{Actor, Call, Place, TestHub};

const HOUR: i64 = START.0 / 3600;

impl TestHub {
    /// Tells the database what was counted; whether there was anything.
    pub fn flush(&self) -> bool {
        self.hub.usage.flush(&self.hub.db, &self.hub.account().zone).expect("the database answers")
    }

    fn hours(&self, key: i64) -> Vec<Line> {
        self.hub.db.read_now(move |tx| database::usage::by_hour(tx, key, 0)).expect("counts can be read")
    }

    fn days(&self, key: i64) -> Vec<Line> {
        self.hub.db.read_now(move |tx| database::usage::by_day(tx, key, 0)).expect("counts can be read")
    }

    fn last(&self, key: i64) -> Option<database::usage::Last> {
        self.hub.db.read_now(move |tx| database::usage::last(tx, key)).expect("the last call can be read")
    }
}

/// Method, outcome and number of calls.
fn view(lines: &[Line]) -> Vec<(&str, &str, i64)> {
    lines.iter().map(|line| (line.method.as_str(), line.outcome.as_str(), line.counts.calls)).collect()
}

#[test]
fn the_sums_equal_the_calls_of_eight_threads() {
    const THREADS: usize = 8;
    const CALLS: usize = 25;
    let hub = TestHub::new();
    hub.site("north");
    let narrow = "/api/credentials,/api/v*/orders/statuses";
    let keys = [hub.key("all", "all"), hub.key("all", narrow)];
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (keys, hub) = (&keys, &hub);
            scope.spawn(move || {
                for call in 0..CALLS {
                    let key = &keys[(thread + call) % 2];
                    key.get("/api/credentials", form! {}).ok();
                    key.get("/orders/statuses", form! {}).is(400);
                    key.get("/nothing/here", form! {}).is(404);
                    let open = key.key == keys[0].key;
                    key.get("/reference/units", form! {}).is(if open { 200 } else { 403 });
                    // Tellings in between change nothing.
                    if call % 10 == 0 {
                        hub.flush();
                    }
                }
            });
        }
    });
    hub.flush();
    let each = (THREADS * CALLS / 2) as i64;
    let (open, narrow) = (hub.hours(keys[0].key), hub.hours(keys[1].key));
    assert_eq!(view(&open), [("/credentials", "ok", each), ("/orders/statuses", "mistaken", each), ("/reference/units", "ok", each)]);
    assert_eq!(view(&narrow), [("/credentials", "ok", each), ("/orders/statuses", "mistaken", each), ("/reference/units", "method", each)]);
    for key in &keys {
        assert_eq!(view(&hub.days(key.key)), view(&hub.hours(key.key)));
        let addresses = hub.hub.db.read_now({
            let id = key.key;
            move |tx| database::usage::addresses(tx, id, 0, 10)
        });
        let addresses = addresses.expect("addresses can be read");
        assert_eq!(addresses.iter().map(|seen| (seen.address.as_str(), seen.calls)).collect::<Vec<_>>(), [("127.0.0.1", 3 * each)]);
    }
    assert!(!open.is_empty());
    assert!(open.iter().all(|line| line.span == HOUR && line.counts.micros >= line.counts.slowest && line.counts.slowest > 0));
}

#[test]
fn the_last_call_is_known_with_all_about_it() {
    let hub = TestHub::new();
    let key = hub.key("all", "/api/credentials");
    assert_eq!(hub.last(key.key), None);
    let places = [(Place::Header, "header"), (Place::Bearer, "bearer"), (Place::Query, "query")];
    for (number, (place, code)) in places.into_iter().enumerate() {
        let at = Moment(START.0 + 10 * number as i64);
        hub.clock.set(at);
        let long = format!("Shop/{number} {}\u{9}", "x".repeat(300));
        key.with_key_in(place).call(Call::get("/api/credentials").header("User-Agent", &long)).ok();
        hub.flush();
        let last = hub.last(key.key).expect("it was used");
        assert_eq!((last.at, last.transport.as_str(), last.address.as_str()), (at.0, code, "127.0.0.1"));
        assert_eq!((last.method.as_str(), last.outcome.as_str(), last.agent.chars().count()), ("/credentials", "ok", 200));
        assert!(last.agent.starts_with(&format!("Shop/{number} x")));
    }
    key.with_key_in(Place::Body).call(Call::post("/orders/create").form(form! { site: "x" })).is(403);
    hub.flush();
    let last = hub.last(key.key).expect("it was used");
    assert_eq!((last.transport.as_str(), last.method.as_str(), last.outcome.as_str()), ("body", "/orders/create", "method"));
    let in_url: i64 = hub.days(key.key).iter().map(|line| line.counts.in_url).sum();
    assert_eq!(in_url, 1);
}

#[test]
fn a_late_telling_of_another_node_does_not_hide_the_last_call() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    key.get("/api/credentials", form! {}).ok();
    hub.flush();
    let older = database::usage::Harvest {
        days: vec![(key.key, 1, "/credentials", "ok", Counts { calls: 2, in_url: 1, micros: 9, slowest: 8 })],
        last: vec![database::usage::Last { at: START.0 - 5, address: "10.0.0.1".to_owned(), ..hub.last(key.key).expect("it was used") }],
        ..database::usage::Harvest::default()
    };
    for _ in 0..2 {
        let harvest = older.clone();
        hub.hub.db.write_now(move |tx| database::usage::add(tx, &harvest)).expect("the database answers");
    }
    let last = hub.last(key.key).expect("it was used");
    assert_eq!((last.at, last.address.as_str()), (START.0, "127.0.0.1"));
    assert_eq!(hub.days(key.key)[0].counts, Counts { calls: 4, in_url: 2, micros: 18, slowest: 8 });
}

/// How many statements would find something new: the rows of everything that is counted.
fn rows(hub: &TestHub, key: &Actor) -> usize {
    hub.hours(key.key).len() + hub.days(key.key).len() + usize::from(hub.last(key.key).is_some())
}

#[test]
fn nothing_is_written_while_a_call_is_answered() {
    let hub = TestHub::new();
    let key = hub.key("all", "/api/credentials,/reference/units");
    let before = hub.hub.db.writes();
    for _ in 0..20 {
        key.get("/api/credentials", form! {}).ok();
        key.get("/reference/units", form! {}).ok();
        key.get("/orders", form! {}).denied();
        hub.stranger().get("/api/credentials", form! {}).is(403);
    }
    assert_eq!(hub.hub.db.writes(), before, "a reading call has written something");
    assert_eq!(rows(&hub, &key), 0);
    assert!(hub.flush());
    assert_eq!(hub.hub.db.writes(), before + 1, "one telling is one transaction");
    assert_eq!(rows(&hub, &key), 7);
    assert!(!hub.flush(), "there is nothing more to tell");
    assert_eq!(hub.hub.db.writes(), before + 1);
}

#[test]
fn a_key_that_is_off_or_deleted_keeps_its_counts() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    key.get("/api/credentials", form! {}).ok();
    hub.flush();
    hub.edit_key(key.key, |key| key.active = false);
    hub.clock.set(Moment(START.0 + 60));
    key.get("/api/credentials", form! {}).is(403);
    hub.flush();
    assert_eq!(view(&hub.hours(key.key)), [("/credentials", "ok", 1), ("/credentials", "wrong", 1)]);
    assert_eq!(hub.last(key.key).map(|last| last.at), Some(START.0), "a refused try with a key that is off is no use of it");
    let (id, now) = (key.key, hub.clock.now());
    hub.hub.db.write_now(move |tx| domain::keys::delete(tx, id, &domain::audit_log::By::CommandLine, now)).expect("it can be deleted");
    key.get("/api/credentials", form! {}).is(403);
    hub.flush();
    assert_eq!(view(&hub.days(key.key)), [("/credentials", "ok", 1), ("/credentials", "wrong", 1)]);
    assert!(hub.last(key.key).is_some());
}

#[test]
fn days_are_those_of_the_account_and_old_counts_are_forgotten() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    // 22:00 UTC is the next day already in a zone three hours ahead.
    hub.clock.set(Moment(START.0 + 10 * 3600));
    key.get("/api/credentials", form! {}).ok();
    hub.flush();
    let zone = hub.hub.account().zone.clone();
    assert_eq!(hub.days(key.key)[0].span, START.0 / 86_400 + 1);
    assert_eq!(day_of(&zone, hub.clock.now()), START.0 / 86_400 + 1);
    let kept = |days: i64| {
        let now = Moment(hub.clock.now().0 + days * 86_400);
        hub::upkeep::tidy(&hub.hub, now).expect("the database answers");
        (hub.hours(key.key).len(), hub.days(key.key).len())
    };
    assert_eq!([kept(13), kept(15), kept(400), kept(401)], [(1, 1), (0, 1), (0, 1), (0, 0)]);
    assert!(hub.last(key.key).is_some(), "the last use is known for ever");
}

#[test]
fn stores_that_calls_name_are_noted() {
    let hub = TestHub::new();
    let (north, _) = (hub.site("north"), hub.site("south"));
    let key = hub.key("north,south", "all");
    key.get("/customers/5", form! { by: "externalId", site: "north" }).is(404);
    key.get("/customers/5", form! { by: "id", site: "north" }).is(404);
    key.get("/customers", form! {}).ok();
    key.post("/customers/create", form! { site: "nowhere" }).is(400);
    hub.flush();
    let id = key.key;
    let named = hub.hub.db.read_now(move |tx| database::usage::named_sites(tx, id)).expect("stores can be read");
    let named: Vec<(i64, i64)> = named.into_iter().map(|(site, _, calls)| (site, calls)).collect();
    assert_eq!(named, [(0, 3), (north.id, 1)]);
}
