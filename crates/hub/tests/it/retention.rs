//! What is kept for a time only: deleted in steps, without losing anything for those who follow a history.

use database::refusals::Refusal;
use domain::audit_log::By;
use domain::settings;
use hub::app::Hub;
use hub::work::retention::step;
use serde_json::Value;
use wire::Moment;

use crate::support::hub::START;
use crate::support::{Actor, Browser, TestHub};

const DAY: i64 = 86_400;

fn set(hub: &Hub, name: &'static str, value: &'static str) {
    let now = hub.clock.now();
    hub.db.write_now(move |tx| settings::set(tx, name, value, &By::CommandLine, now).map(drop)).expect("it is set");
    hub.refresh().expect("it is read");
}

/// Steps until nothing is left to do; how many steps that took.
fn settle(hub: &Hub) -> usize {
    let mut steps = 0;
    while step(hub).expect("a step is made") > 0 {
        steps += 1;
        assert!(steps < 1000, "it does not end");
    }
    steps
}

/// Follows a history from a row on to its end, as integrations do: the ids.
fn follow(key: &Actor, path: &str, since: i64) -> Vec<i64> {
    let (mut ids, mut since) = (Vec::new(), since);
    loop {
        let page = key.get(path, form! { "filter[sinceId]": since, limit: 20 }).ok()["history"].clone();
        let page: Vec<i64> = page.as_array().expect("it is a list").iter().filter_map(|row| row["id"].as_i64()).collect();
        let Some(last) = page.last() else { return ids };
        since = *last;
        ids.extend(page);
    }
}

fn order(key: &Actor, number: i64) {
    let order = json_of!({"externalId": format!("e-{number}"), "firstName": "Anna"});
    assert_eq!(key.post("/orders/create", form! { order: order }).status, 201);
}

#[test]
fn a_history_is_cut_at_its_beginning_and_those_who_follow_it_miss_nothing() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    (0..5).for_each(|number| order(&key, number));
    let old = follow(&key, "/orders/history", 0);
    hub.clock.set(Moment(START.0 + 40 * DAY));
    (5..8).for_each(|number| order(&key, number));
    let all = follow(&key, "/orders/history", 0);
    let new = all[old.len()..].to_vec();
    assert!(!old.is_empty() && !new.is_empty());
    assert_eq!(settle(&hub.hub), 0, "nothing is set: it is kept for ever");
    set(&hub.hub, "keep-histories-days", "30");
    assert!(settle(&hub.hub) > 0);
    // Whoever stands anywhere in what is gone goes on with the first row that is left.
    for since in [0, old[0], old[old.len() / 2], old[old.len() - 1]] {
        assert_eq!(follow(&key, "/orders/history", since), new, "after {since}");
    }
    assert_eq!(follow(&key, "/orders/history", new[0]), new[1..], "and elsewhere nothing has changed");
    assert!(!follow(&key, "/customers/history", 0).is_empty());
    // All of it is gone: numbers go on where they were, on both engines.
    hub.clock.set(Moment(START.0 + 100 * DAY));
    settle(&hub.hub);
    assert_eq!(follow(&key, "/orders/history", 0), [0; 0]);
    assert_eq!(follow(&key, "/orders/history", all[all.len() - 1]), [0; 0]);
    order(&key, 9);
    let later = follow(&key, "/orders/history", all[all.len() - 1]);
    assert!(later.first().is_some_and(|first| *first > all[all.len() - 1]), "{later:?}");
    assert_eq!(follow(&key, "/orders/history", 0), later);
    assert_eq!(key.get("/orders", form! {}).ok()["orders"].as_array().map(Vec::len), Some(9), "orders themselves stay");
}

#[test]
fn counts_of_a_history_are_right_after_its_old_rows_are_gone() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let upload = |numbers: std::ops::Range<i64>| {
        let numbers: Vec<i64> = numbers.collect();
        for part in numbers.chunks(50) {
            let orders: Vec<Value> =
                part.iter().map(|number| json_of!({"externalId": format!("e-{number}"), "firstName": "Anna"})).collect();
            key.post("/orders/upload", form! { orders: orders }).ok();
        }
    };
    upload(0..2300);
    let old = follow(&key, "/orders/history", 0).len();
    hub.clock.set(Moment(START.0 + 40 * DAY));
    upload(2300..2500);
    // More than a block of 2,048 rows is counted as a whole.
    while hub.hub.db.write_now(database::history_blocks::step).expect("blocks are counted") {}
    let total = |since: i64| {
        let page = key.get("/orders/history", form! { "filter[sinceId]": since, limit: 20 }).ok();
        page["pagination"]["totalCount"].as_i64().expect("a count")
    };
    let ids = follow(&key, "/orders/history", 0);
    assert_eq!(total(0), ids.len() as i64);
    set(&hub.hub, "keep-histories-days", "30");
    assert!(settle(&hub.hub) > 4, "steps of 500 rows");
    let left = follow(&key, "/orders/history", 0);
    assert!(old > 2048 && left == ids[old..], "{} of {} rows are left, {old} were old", left.len(), ids.len());
    for since in [0, ids[100], ids[2047], ids[old - 1]] {
        assert_eq!(total(since), left.len() as i64, "after {since}");
    }
    assert_eq!(total(left[9]), left.len() as i64 - 10);
}

#[test]
fn what_is_old_goes_in_small_steps_and_what_is_not_stays() {
    let hub = TestHub::new();
    let refusal = |number: i64, created_at: i64| Refusal {
        request_id: format!("r-{number}"),
        created_at,
        key_id: 1,
        reason: "method".to_owned(),
        method: "GET /orders".to_owned(),
        address: "192.0.2.1".to_owned(),
        site: None,
    };
    let rows: Vec<Refusal> = (0..1200).map(|number| refusal(number, START.0 - if number < 1100 { 20 * DAY } else { 5 * DAY })).collect();
    hub.hub.db.write_now(move |tx| database::refusals::add(tx, &rows)).expect("they are added");
    let left = || hub.hub.db.read_now(|tx| database::refusals::latest(tx, None, 5000)).expect("they are read").len();
    assert_eq!(settle(&hub.hub), 0, "30 days are usual");
    set(&hub.hub, "keep-refusals-days", "7");
    assert_eq!(step(&hub.hub).expect("a step is made"), 500);
    assert_eq!(left(), 700);
    assert_eq!(settle(&hub.hub), 2);
    assert_eq!(left(), 100);
    hub.hub
        .db
        .write_now(|tx| {
            database::deliveries::add(tx, &[7], "m", "key.created", "{}", START.0 - 50 * DAY)?;
            database::deliveries::claim(tx, START.0, START.0 + 60, &[], 5).map(drop)
        })
        .ok();
    settle(&hub.hub);
}

#[test]
fn sessions_end_as_it_is_set() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    hub.clock.set(Moment(START.0 + 2 * 3_600));
    browser.get("/stores").is(200);
    set(&hub.hub, "session-idle-hours", "1");
    hub.clock.set(Moment(START.0 + 3 * 3_600 + 60));
    browser.get("/stores").leads("/sign-in");
    set(&hub.hub, "session-idle-hours", "168");
    set(&hub.hub, "session-days", "2");
    let mut browser = Browser::signed_in(&hub, "manager");
    for hours in [30, 50] {
        hub.clock.set(Moment(START.0 + hours * 3_600));
        browser.get("/stores").is(200);
    }
    hub.clock.set(Moment(START.0 + 52 * 3_600));
    browser.get("/stores").leads("/sign-in");
}

#[test]
fn the_page_shows_what_is_kept_and_what_it_takes_and_saves_within_bounds() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    order(&key, 1);
    let mut browser = Browser::signed_in(&hub, "administrator");
    let page = browser.get("/settings/storage").is(200).says("Change histories").says("Database: ").says("14 Mar");
    assert_eq!(
        ["histories", "refusals", "deliveries", "usage", "idle", "life"].map(|name| page.field(name)),
        ["0", "30", "30", "400", "12", "7"]
    );
    assert!(page.text.matches(" KB</td>").count() >= 5, "each kind has a size: {}", page.text);
    let good = [("histories", "365"), ("refusals", "14"), ("deliveries", "30"), ("usage", "400"), ("idle", "12"), ("life", "7")];
    for (field, wrong) in [("histories", "29"), ("refusals", "0"), ("deliveries", "366"), ("usage", "89"), ("idle", ""), ("life", "x")] {
        let form = good.map(|(name, value)| (name.to_owned(), if name == field { wrong } else { value }.to_owned())).to_vec();
        browser.post("/settings/storage", form).is(400).says("Enter a whole number from ");
        assert_eq!(hub.hub.account().setting("keep_refusals_days"), None, "{field}");
    }
    let form = good.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    browser.post("/settings/storage", form).leads("/settings/storage?done=settings");
    assert_eq!(browser.get("/settings/storage").is(200).field("histories"), "365");
    let rows = hub.hub.db.read_now(|tx| database::audit_log::after(tx, 0, 100)).expect("the log is read");
    let changed: Vec<&str> = rows.iter().filter(|row| row.action == "settings.changed").map(|row| row.subject_name.as_str()).collect();
    assert_eq!(changed, ["keep_histories_days", "keep_refusals_days"]);
    let details: Vec<Value> = rows.iter().filter_map(|row| serde_json::from_str(&row.details).ok()).collect();
    assert!(details.iter().any(|details| details["keep_histories_days"]["after"] == "365"), "{details:?}");
}
