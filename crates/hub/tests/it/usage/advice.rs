//! The advisor: what it proposes lets through everything it has seen, its trial refuses nothing, and there is a way back.

use std::collections::{BTreeMap, BTreeSet};

use database::usage::{Counts, Harvest};
use domain::access::grant::Grant;
use domain::advice::{self, Advice, Strength};
use domain::audit_log::By;
use domain::fault::Fault;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use wire::Moment;
use wire::methods;

use crate::support::hub::START;
use crate::support::{Actor, Call, TestHub};

const DAY: i64 = 86_400;

impl TestHub {
    fn advise(&self, key: &Actor, days: i64) -> Advice {
        let (id, zone, now) = (key.key, self.hub.account().zone.clone(), self.clock.now());
        self.hub.db.read_now(move |tx| advice::advise(tx, id, days, &zone, now)).expect("there is such a key")
    }

    fn begin_trial(&self, key: &Actor, methods: &BTreeSet<String>) {
        let (id, methods, now) = (key.key, methods.clone(), self.clock.now());
        self.hub.db.write_now(move |tx| advice::begin_trial(tx, id, &methods, &By::CommandLine, now)).expect("the trial begins");
    }

    fn apply(&self, key: &Actor, methods: &BTreeSet<String>) {
        let (id, methods, now) = (key.key, methods.clone(), self.clock.now());
        self.hub.db.write_now(move |tx| advice::apply(tx, id, &methods, &By::CommandLine, now)).expect("the advice is followed");
    }

    fn revert(&self, key: &Actor) -> Result<database::keys::Key, Fault> {
        let (id, now) = (key.key, self.clock.now());
        self.hub.db.write_now(move |tx| advice::revert(tx, id, &By::CommandLine, now))
    }

    /// Notes calls of the past, as if they had been counted then: day before today, method, calls.
    fn remember(&self, key: &Actor, calls: &[(i64, &'static str, i64)]) {
        let today = domain::access::usage::day_of(&self.hub.account().zone, self.clock.now());
        let counts = |calls: i64| Counts { calls, in_url: 0, micros: 100 * calls, slowest: 100 };
        let days = calls.iter().map(|(ago, method, calls)| (key.key, today - ago, *method, "ok", counts(*calls))).collect();
        let harvest = Harvest { days, since: START.0, ..Harvest::default() };
        self.hub.db.write_now(move |tx| database::usage::add(tx, &harvest)).expect("the database answers");
    }
}

/// Calls a method by its place in the list; its status.
fn call(key: &Actor, method: usize) -> u16 {
    let entry = methods::all()[method];
    let path: Vec<&str> = entry.path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect();
    key.call(Call::new(entry.verb.name(), &format!("{}{}", entry.versions.prefixes()[0], path.join("/")))).status
}

fn name(method: usize) -> String {
    methods::all()[method].name().to_owned()
}

/// Grants, calls, and which of the methods called stay when a trial begins. What changes keys is left out: a key that
/// switches itself off is refused whatever it may call.
fn stories() -> impl Strategy<Value = (BTreeSet<usize>, Vec<usize>, Vec<bool>)> {
    let steady = methods::all().iter().enumerate().filter(|(_, method)| !(method.manages_keys() && method.writes));
    let method = proptest::sample::select(steady.map(|(place, _)| place).collect::<Vec<_>>());
    let grants = proptest::collection::btree_set(method.clone(), 1..40);
    (grants, proptest::collection::vec(method, 0..30), proptest::collection::vec(any::<bool>(), 40))
}

#[test]
fn a_proposal_lets_through_whatever_was_let_in() {
    let hub = TestHub::new();
    hub.site("north");
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    let view = runner.run(&stories(), |(grants, calls, kept)| {
        let key = hub.key_granting("all", Grant::Some(grants.iter().map(|method| name(*method)).collect()));
        // Half of the calls at least are of granted methods.
        let granted: Vec<usize> = grants.iter().copied().collect();
        let calls: Vec<usize> =
            calls.iter().enumerate().map(|(at, any)| if at % 2 == 0 { granted[any % granted.len()] } else { *any }).collect();
        let verdicts: Vec<u16> = calls.iter().map(|method| call(&key, *method)).collect();
        hub.flush();
        let found = hub.advise(&key, 30);

        let used: BTreeSet<String> =
            calls.iter().zip(&verdicts).filter(|(_, status)| **status != 403).map(|(method, _)| name(*method)).collect();
        prop_assert_eq!(found.used.keys().cloned().collect::<BTreeSet<_>>(), used.clone());
        prop_assert_eq!(found.evidence.calls as usize, verdicts.iter().filter(|status| **status != 403).count());
        prop_assert!(found.unused.iter().all(|name| !used.contains(*name)), "something used is to go");

        // A trial of any part of the grant refuses nothing, and counts what is outside.
        let part: BTreeSet<String> = granted.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(method, _)| name(*method)).collect();
        if !part.is_empty() {
            hub.begin_trial(&key, &part);
            let again: Vec<u16> = calls.iter().map(|method| call(&key, *method)).collect();
            prop_assert_eq!(
                verdicts.iter().map(|status| *status == 403).collect::<Vec<_>>(),
                again.iter().map(|status| *status == 403).collect::<Vec<_>>()
            );
            hub.flush();
            let mut outside: BTreeMap<String, i64> = BTreeMap::new();
            for (method, _) in calls.iter().zip(&again).filter(|(method, status)| **status != 403 && !part.contains(&name(**method))) {
                *outside.entry(name(*method)).or_default() += 1;
            }
            let trial = hub.advise(&key, 30).trial.expect("there is a trial");
            prop_assert_eq!(trial.outside.into_iter().map(|call| (call.method, call.calls)).collect::<BTreeMap<_, _>>(), outside);
            prop_assert_eq!(trial.methods, part);
        }

        if let Some(proposal) = &found.proposal {
            prop_assert!(used.is_subset(proposal));
            hub.apply(&key, proposal);
            for (method, before) in calls.iter().zip(&verdicts) {
                prop_assert_eq!(call(&key, *method) == 403, *before == 403, "{} is judged otherwise", name(*method));
            }
            for method in granted.iter().filter(|method| !proposal.contains(&name(**method))) {
                prop_assert_eq!(call(&key, *method), 403);
            }
            // The one click back.
            hub.revert(&key).map_err(|fault| TestCaseError::fail(fault.to_string()))?;
            let back = hub.advise(&key, 30).key.methods;
            prop_assert_eq!(back.into_iter().collect::<BTreeSet<_>>(), granted.iter().map(|method| name(*method)).collect::<BTreeSet<_>>());
        }
        Ok(())
    });
    view.unwrap_or_else(|slip| panic!("{slip}"));
}

#[test]
fn a_method_that_another_one_leans_on_stays() {
    let hub = TestHub::new();
    hub.site("north");
    let key = hub.key("all", "reference.*");
    let form = || form! { costGroup: {name: "Ads", color: "#abcdef"} };
    key.post("/reference/cost-groups/ads/edit", form()).ok();
    key.post(
        "/reference/cost-groups/ads/edit",
        form! { costItem: {name: "Banners", group: "ads", type: "const", appliesToOrders: 0, appliesToOrderItems: 0} },
    );
    hub.flush();
    let found = hub.advise(&key, 30);
    assert_eq!(found.used.keys().collect::<Vec<_>>(), ["/reference/cost-groups/{code}/edit"]);
    let proposal = found.proposal.expect("the rest of the block can go");
    assert_eq!(proposal.into_iter().collect::<Vec<_>>(), ["/reference/cost-groups/{code}/edit", "/reference/cost-items/{code}/edit"]);
    assert!(!found.unused.contains(&"/reference/cost-items/{code}/edit"));
}

#[test]
fn the_strength_of_the_evidence_follows_the_days() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    hub.flush();
    assert_eq!(hub.advise(&key, 30).evidence.strength(), Strength::Nothing);
    assert_eq!(hub.advise(&key, 30).proposal, None, "nothing is learnt from silence");
    // Two weeks later, in the middle of a month's turn: the 28th of March.
    hub.clock.set(Moment(START.0 + 14 * DAY));
    hub.remember(&key, &[(1, "/orders", 50)]);
    let weak = hub.advise(&key, 30).evidence;
    assert_eq!((weak.days, weak.days_with_calls, weak.calls, weak.month_end), (15, 1, 50, false));
    assert_eq!(weak.strength(), Strength::Weak);
    hub.remember(&key, &[(2, "/orders", 1), (3, "/orders", 1), (4, "/credentials", 1), (5, "/orders", 1)]);
    assert_eq!(hub.advise(&key, 30).evidence.strength(), Strength::Fair);
    // The 14th of April: the turn of the month has been seen.
    hub.clock.set(Moment(START.0 + 31 * DAY));
    let calls: Vec<_> = (0..10).map(|ago| (ago, "/orders", 7)).collect();
    hub.remember(&key, &calls);
    let strong = hub.advise(&key, 30).evidence;
    assert_eq!((strong.days, strong.month_end, strong.strength()), (30, true, Strength::Strong));
    // What was used before the window counts in the longer one only.
    hub.clock.set(Moment(START.0 + 61 * DAY));
    let names = |days| hub.advise(&key, days).used.into_keys().collect::<Vec<_>>();
    assert_eq!((names(30), names(90)), (vec![], vec!["/credentials".to_owned(), "/orders".to_owned()]));
}

#[test]
fn the_way_back_is_open_for_thirty_days() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    key.get("/api/credentials", form! {}).ok();
    hub.flush();
    let proposal = hub.advise(&key, 30).proposal.expect("most can go");
    assert_eq!(proposal.iter().collect::<Vec<_>>(), ["/credentials"]);
    assert!(hub.revert(&key).is_err(), "nothing was taken yet");
    hub.begin_trial(&key, &proposal);
    hub.apply(&key, &proposal);
    key.get("/api/credentials", form! {}).ok();
    key.get("/orders", form! {}).denied();
    assert_eq!(hub.advise(&key, 30).trial, None, "the trial is over");
    hub.clock.set(Moment(START.0 + 30 * DAY));
    assert_eq!(hub.advise(&key, 30).applied_at, Some(START));
    assert!(hub.revert(&key).expect("it can be taken back").all_methods);
    key.get("/orders", form! {}).ok();
    hub.apply(&key, &proposal);
    hub.clock.set(Moment(START.0 + 60 * DAY + 1));
    assert!(hub.revert(&key).is_err(), "thirty days are over");
    key.get("/orders", form! {}).denied();
}

#[test]
fn an_advice_only_takes_away() {
    let hub = TestHub::new();
    let key = hub.key("all", "/api/credentials");
    let (id, more) = (key.key, BTreeSet::from(["/orders".to_owned()]));
    let now = hub.clock.now();
    for methods in [more, BTreeSet::new()] {
        let (trial, applied) = (methods.clone(), methods);
        assert!(hub.hub.db.write_now(move |tx| advice::begin_trial(tx, id, &trial, &By::CommandLine, now)).is_err());
        assert!(hub.hub.db.write_now(move |tx| advice::apply(tx, id, &applied, &By::CommandLine, now)).is_err());
    }
    key.get("/orders", form! {}).denied();
    key.get("/api/credentials", form! {}).ok();
}
