//! A key's change is felt by the very next call, and what the gate cannot verify it refuses.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::support::{Actor, Reply, TestHub};

const ROUNDS: usize = 10;

/// Calls without a pause from eight threads while a change is made; calls that begin after it returned are judged.
fn next_calls(key: &Actor, change: impl FnOnce(), judge: impl Fn(Reply) + Sync) {
    let changed = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let mut judged = 0;
                while judged < 2 {
                    let after = changed.load(Ordering::SeqCst);
                    let reply = key.get("/api/credentials", form! {});
                    if after {
                        judge(reply);
                        judged += 1;
                    }
                }
            });
        }
        change();
        changed.store(true, Ordering::SeqCst);
    });
}

#[test]
fn switching_off_and_on_is_felt_by_the_next_call() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    for _ in 0..ROUNDS {
        next_calls(&key, || hub.edit_key(key.key, |key| key.active = false), |reply| drop(reply.refused(403, "Wrong \"apiKey\" value.")));
        next_calls(&key, || hub.edit_key(key.key, |key| key.active = true), |reply| drop(reply.ok()));
    }
}

#[test]
fn taking_a_method_away_is_felt_by_the_next_call() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    for _ in 0..ROUNDS {
        let narrow = |key: &mut database::keys::Key| {
            key.all_methods = false;
            key.methods = vec!["/system-info".to_owned()];
        };
        next_calls(&key, || hub.edit_key(key.key, narrow), |reply| drop(reply.denied()));
        next_calls(&key, || hub.edit_key(key.key, |key| key.methods = vec!["/credentials".to_owned()]), |reply| drop(reply.ok()));
    }
}

#[test]
fn another_set_of_stores_is_felt_by_the_next_call() {
    let hub = TestHub::new();
    let (north, south) = (hub.site("north").id, hub.site("south").id);
    let key = hub.key("north", "all");
    for _ in 0..ROUNDS {
        for (id, code) in [(south, "south"), (north, "north")] {
            next_calls(
                &key,
                || hub.edit_key(key.key, move |key| key.sites = vec![id]),
                |reply| assert_eq!(reply.ok()["sitesAvailable"], serde_json::json!([code])),
            );
        }
    }
}

#[test]
fn a_new_store_is_in_reach_of_an_all_stores_key_at_once() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    for number in 0..ROUNDS {
        let code = format!("store-{number}");
        hub.site(&code);
        let sites = key.get("/api/credentials", form! {}).ok()["sitesAvailable"].as_array().cloned().unwrap_or_default();
        assert!(sites.contains(&code.into()), "{sites:?}");
    }
}

#[test]
fn a_key_under_an_unknown_pepper_is_refused() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let mut copy = hub.hub.db.read_now(move |tx| database::keys::find(tx, key.key)).expect("keys can be read").expect("the key is there");
    copy.pepper_version += 1;
    let token = "q".repeat(40);
    copy.token_hash = hub.hub.gate.pepper().hash(&token);
    hub.hub.db.write_now(move |tx| database::keys::add(tx, &copy)).expect("a key can be added");
    hub.holder(&token).get("/api/credentials", form! {}).refused(403, "Wrong \"apiKey\" value.");
}

#[test]
fn the_database_holds_no_token() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let token = key.token.clone().unwrap_or_default();
    let stored = hub.hub.db.read_now(move |tx| database::keys::find(tx, key.key)).expect("keys can be read").expect("the key is there");
    assert!(!format!("{stored:?}").contains(&token[4..26]));
    assert_eq!(stored.hint, format!("lky_…{}", &token[28..]));
}
