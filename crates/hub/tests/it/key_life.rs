//! The life of a key: its token is rotated with an overlap, its end is announced, what was deleted can be brought back, and
//! what has leaked cannot.

use domain::access::token;
use domain::audit_log::By;
use domain::fault::Fault;
use domain::keys::rotation::{self, GRACE, Overlap};
use domain::keys::{self, Changes, cause};
use hub::app::Hub;
use hub::work::notices::Rounds;
use wire::Moment;

use crate::support::hub::START;
use crate::support::{Actor, Reply, TestHub};

const WRONG: &str = "Wrong \"apiKey\" value.";
const DAY: i64 = 86_400;

fn credentials(key: &Actor) -> Reply {
    key.get("/api/credentials", form! {})
}

/// Gives the key another token and returns its holder.
fn rotate(hub: &TestHub, key: &Actor, overlap: Overlap) -> Actor {
    let (id, pepper, now) = (key.key, hub.hub.gate.pepper(), hub.clock.now());
    let token = token::generate().expect("there is randomness");
    let given = token.clone();
    hub.hub.db.write_now(move |tx| rotation::rotate(tx, &pepper, id, &given, overlap, &By::Hub, now)).expect("the key can be rotated");
    hub.holder(&token)
}

fn keep(hub: &Hub) {
    Rounds::default().make(hub).expect("news can be written");
}

/// What is on record of keys, oldest first.
fn recorded(hub: &TestHub) -> Vec<String> {
    let rows = hub.hub.db.read_now(|tx| Ok::<_, Fault>(database::audit_log::after(tx, 0, 1_000)?)).expect("the record can be read");
    rows.into_iter().map(|row| row.action).filter(|action| action.starts_with("key.")).collect()
}

#[test]
fn the_old_token_works_until_the_new_one_is_used_and_a_little_longer() {
    let hub = TestHub::new();
    let (_, old) = hub.site_with_key();
    old.post("/customers/create", form! { customer: json_of!({externalId: "1", firstName: "Ada"}) }).ok();
    let new = rotate(&hub, &old, Overlap::For(7 * DAY));
    credentials(&old).ok();
    hub.clock.set(Moment(START.0 + 2 * DAY));
    credentials(&old).ok();
    credentials(&new).ok();
    keep(&hub.hub);
    // A call that was under way may still come with the old token.
    credentials(&old).ok();
    hub.clock.set(Moment(START.0 + 2 * DAY + GRACE));
    credentials(&old).refused(403, WRONG);
    // Rights and authorship are the key's, not the token's.
    new.get("/customers/1", form! {}).ok();
    let rows = new.get("/customers/history", form! {}).ok()["history"].clone();
    assert!(rows.as_array().is_some_and(|rows| !rows.is_empty() && rows.iter().all(|row| row["apiKey"]["current"] == true)), "{rows}");
    assert_eq!(recorded(&hub), ["key.created", "key.rotated", "key.rotation_finished"]);
}

#[test]
fn an_immediate_rotation_ends_the_old_token_with_the_call_that_rotates() {
    let hub = TestHub::new();
    let old = hub.key("all", "all");
    let new = rotate(&hub, &old, Overlap::None);
    credentials(&old).refused(403, WRONG);
    credentials(&new).ok();
}

#[test]
fn a_held_token_works_until_somebody_ends_it() {
    let hub = TestHub::new();
    let old = hub.key("all", "all");
    let new = rotate(&hub, &old, Overlap::Held);
    credentials(&new).ok();
    keep(&hub.hub);
    hub.clock.set(Moment(START.0 + 365 * DAY));
    credentials(&old).ok();
    let (id, now) = (old.key, hub.clock.now());
    assert!(hub.hub.db.write_now(move |tx| rotation::finish(tx, id, &By::Hub, now)).expect("it can be ended"));
    credentials(&old).refused(403, WRONG);
    credentials(&new).ok();
    assert!(!hub.hub.db.write_now(move |tx| rotation::finish(tx, id, &By::Hub, now)).expect("there is nothing to end"));
}

#[test]
fn a_third_token_ends_the_first() {
    let hub = TestHub::new();
    let first = hub.key("all", "all");
    let mut second = rotate(&hub, &first, Overlap::Held);
    second.key = first.key;
    let third = rotate(&hub, &second, Overlap::Held);
    credentials(&first).refused(403, WRONG);
    credentials(&second).ok();
    credentials(&third).ok();
}

#[test]
fn a_replaced_token_cannot_come_back() {
    let hub = TestHub::new();
    let old = hub.key("all", "all");
    rotate(&hub, &old, Overlap::None);
    let (token, pepper) = (old.token.clone().unwrap_or_default(), hub.hub.gate.pepper());
    for id in [old.key, hub.key("all", "all").key] {
        let (given, pepper) = (token.clone(), pepper.clone());
        let again = hub.hub.db.write_now(move |tx| rotation::rotate(tx, &pepper, id, &given, Overlap::None, &By::Hub, START));
        assert!(again.is_err());
    }
    let changes = Changes {
        name: Some("Copy".to_owned()),
        reach: Some(keys::Reach::All),
        grant: Some(domain::access::grant::Grant::All),
        ..Changes::default()
    };
    assert!(hub.hub.db.write_now(move |tx| keys::add(tx, &pepper, &token, &changes, &By::Hub, START)).is_err());
}

#[test]
fn a_replaced_token_that_is_used_is_told_of_once_and_suspends_where_that_was_asked_for() {
    let hub = TestHub::new();
    let old = hub.key("all", "all");
    let new = rotate(&hub, &old, Overlap::None);
    let mut rounds = Rounds::default();
    for _ in 0..20 {
        credentials(&old).refused(403, WRONG);
        rounds.make(&hub.hub).expect("news can be written");
    }
    assert_eq!(recorded(&hub), ["key.created", "key.rotated", "key.reused"]);
    credentials(&new).ok();
    credentials(&hub.stranger()).refused(403, WRONG);
    keep(&hub.hub);
    assert_eq!(recorded(&hub).len(), 3, "an unknown token raises nothing");
    let limits = domain::access::limits::Limits { suspend_on_reuse: true, ..Default::default() };
    let (id, changes) = (old.key, Changes { limits: Some(limits), ..Changes::default() });
    hub.hub.db.write_now(move |tx| keys::edit(tx, id, &changes, &By::Hub, START)).expect("the key can be changed");
    credentials(&old).refused(403, WRONG);
    keep(&hub.hub);
    credentials(&new).refused(403, WRONG);
}

#[test]
fn an_end_is_told_of_at_each_stage_once_and_not_for_a_key_that_is_off() {
    let hub = TestHub::new();
    let (one, off) = (hub.key("all", "all").key, hub.key("all", "all").key);
    let end = START.0 + 60 * DAY;
    for id in [one, off] {
        let changes = Changes { ends_at: Some(Some(end)), ..Changes::default() };
        hub.hub.db.write_now(move |tx| keys::edit(tx, id, &changes, &By::Hub, START)).expect("the key can be changed");
    }
    hub.hub.db.write_now(move |tx| keys::set_active(tx, off, false, &By::Hub, START)).expect("the key can be switched off");
    let view = |day: i64| {
        hub.clock.set(Moment(end - day * DAY));
        for _ in 0..2 {
            Rounds::default().look(&hub.hub).expect("keys can be looked through");
        }
        let view = recorded(&hub);
        let count = |name: &str| view.iter().filter(|action| *action == name).count();
        (count("key.expiring"), count("key.expired"))
    };
    assert_eq!([view(31), view(30), view(29)], [(0, 0), (1, 0), (1, 0)]);
    // The server stood still over the seventh day before: the day before is announced, once.
    assert_eq!([view(1), view(0), view(-1), view(-9)], [(2, 0), (2, 1), (2, 2), (2, 2)]);
    // Another end is another story.
    let changes = Changes { ends_at: Some(Some(end + 20 * DAY)), ..Changes::default() };
    hub.hub.db.write_now(move |tx| keys::edit(tx, one, &changes, &By::Hub, START)).expect("the key can be changed");
    assert_eq!(view(-10), (3, 2));
}

#[test]
fn a_deleted_key_comes_back_as_it_was_within_thirty_days() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (id, before) = (key.key, credentials(&key).ok().clone());
    let delete = || hub.hub.db.write_now(move |tx| keys::delete(tx, id, &By::Hub, START)).map(drop);
    let restore = |now: Moment| hub.hub.db.write_now(move |tx| keys::restore(tx, id, &By::Hub, now)).map(drop);
    assert!(restore(START).is_err(), "it is not deleted");
    delete().expect("it can be deleted");
    credentials(&key).refused(403, WRONG);
    restore(Moment(START.0 + 30 * DAY)).expect("it can be brought back");
    assert_eq!(credentials(&key).ok(), before);
    delete().expect("it can be deleted again");
    assert!(restore(Moment(START.0 + 30 * DAY + 1)).is_err(), "that was too long ago");
}

#[test]
fn a_leaked_key_stays_off() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let id = key.key;
    hub.hub.db.write_now(move |tx| keys::suspend(tx, id, cause::LEAKED, &By::Hub, START)).expect("it can be suspended");
    credentials(&key).refused(403, WRONG);
    let enabled = hub.hub.db.write_now(move |tx| keys::set_active(tx, id, true, &By::Hub, START));
    assert!(enabled.is_err());
    hub.hub.db.write_now(move |tx| keys::delete(tx, id, &By::Hub, START)).expect("it can be deleted");
    assert!(hub.hub.db.write_now(move |tx| keys::restore(tx, id, &By::Hub, START)).is_err());
    assert_eq!(recorded(&hub), ["key.created", "key.leaked", "key.deleted"]);
}
