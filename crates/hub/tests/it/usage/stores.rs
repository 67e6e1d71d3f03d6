//! Calls by store: those that name it and those of keys that have no other; and which stores fell silent.

use database::usage::{store_hours, store_last};
use domain::store_activity::{self, Life};
use wire::Moment;

use crate::support::hub::START;
use crate::support::{Call, TestHub};

const DAY: i64 = 86_400;

/// All, refused and failed calls for a store by each key.
fn calls(hub: &TestHub, site: i64) -> Vec<(i64, i64, i64, i64)> {
    hub.flush();
    let lines = hub.hub.db.read_now(move |tx| store_hours(tx, site, 0)).expect("the database answers");
    lines.iter().map(|line| (line.key, line.calls, line.refused, line.failed)).collect()
}

fn life(hub: &TestHub, site: i64) -> Life {
    let (account, now) = (hub.hub.account(), hub.clock.now());
    let lives = hub.hub.db.read_now(move |tx| store_activity::of_all(tx, &account, now)).expect("the database answers");
    lives[&site].clone()
}

#[test]
fn a_call_counts_for_the_store_it_names_or_the_only_one_of_its_key() {
    let hub = TestHub::new();
    let (north, south) = (hub.site("north").id, hub.site("south").id);
    let (one, all) = (hub.key("north", "/api/v*/orders,/api/credentials"), hub.key("all", "all"));
    one.call(Call::get("/api/credentials")).ok();
    one.get("/customers", form! {}).denied();
    all.call(Call::get("/api/credentials")).ok();
    all.get("/orders/1", form! { site: "south" });
    all.get("/orders", form! { site: "south", limit: 7 });
    assert_eq!(calls(&hub, north), [(one.key, 2, 1, 0)], "a key of one store need not name it");
    assert_eq!(calls(&hub, south), [(all.key, 2, 0, 2)], "a key of all stores counts where it names one");
    let last = hub.hub.db.read_now(store_last).expect("the database answers");
    assert_eq!(last, [(north, START.0, one.key), (south, START.0, all.key)]);
    // A call that is refused is no sign of life.
    hub.clock.set(Moment(START.0 + 60));
    one.get("/customers", form! {}).denied();
    hub.flush();
    assert_eq!(life(&hub, north).last_call, Some((START.0, one.key)));
}

#[test]
fn a_store_is_silent_when_it_was_called_regularly_and_is_not_any_more() {
    let hub = TestHub::new();
    let (daily, rare, orders) = (hub.site("daily").id, hub.site("rare").id, hub.site("orders").id);
    let (by_day, seldom, shop) = (hub.key("daily", "all"), hub.key("rare", "all"), hub.key("orders", "all"));
    for day in 0..8 {
        hub.clock.set(Moment(START.0 + day * DAY));
        by_day.call(Call::get("/api/credentials")).ok();
        if day % 4 == 0 {
            seldom.call(Call::get("/api/credentials")).ok();
        }
        shop.order(serde_json::json!({"externalId": day.to_string(), "firstName": "Ann"}));
        hub.flush();
    }
    let at = |days: i64| {
        hub.clock.set(Moment(START.0 + days * DAY));
        [daily, rare, orders].map(|site| life(&hub, site).silent)
    };
    assert_eq!(at(8), [false, false, false]);
    assert_eq!(at(10), [true, false, true], "three days after the last call; two days of eight are not regular");
    assert_eq!(at(37), [true, false, true]);
    assert_eq!(at(38), [false, false, false], "what is that old is no news");
}
