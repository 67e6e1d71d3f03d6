//! The pages about use: the chart, the table, the filters of the list, the file, advice and trial by forms.

use database::usage::{Counts, Harvest};
use wire::Moment;

use crate::support::hub::START;
use crate::support::{Actor, Browser, Call, Place, TestHub};

const DAY: i64 = 86_400;

fn page(key: &Actor, rest: &str) -> String {
    format!("/integration/keys/{}{rest}", key.key)
}

#[test]
fn the_page_of_use_tells_what_happened() {
    let hub = TestHub::new();
    let key = hub.key("all", "/api/credentials");
    let mut browser = Browser::signed_in(&hub, "read-only");
    browser.get(&page(&key, "/usage")).is(200).says("No calls yet").says("No calls in this period").hides("class=\"chart\"");
    for _ in 0..3 {
        key.call(Call::get("/api/credentials").header("User-Agent", "Shop <i>1</i>")).ok();
    }
    key.with_key_in(Place::Query).get("/api/credentials", form! {}).ok();
    key.get("/orders", form! {}).denied();
    hub.flush();
    for window in ["", "?window=hours", "?window=quarter", "?window=year", "?window=nonsense"] {
        let shown = browser.get(&page(&key, &format!("/usage{window}"))).is(200);
        let shown = shown.says("role=\"img\"").says("Allowed: 4. Refused: 1.").says("<code class=\"path\">/api/credentials</code>");
        let shown = shown.says("method not allowed: 1").says("20% of calls send the token in the URL").says("<code>127.0.0.1</code>");
        shown.says("method not allowed").hides("<i>1</i>");
    }
    // 15:00 in the zone of the account.
    browser.get(&page(&key, "/usage")).says("14 Mar 2026, 15:00:00");
    browser.get("/integration/keys/999/usage").is(404);
    browser.get("/integration/keys/x/usage").is(404);
    // A deleted key is on record, and so is its use.
    let (id, now) = (key.key, hub.clock.now());
    hub.hub.db.write_now(move |tx| domain::keys::delete(tx, id, &domain::audit_log::By::CommandLine, now)).expect("it can be deleted");
    browser.get(&page(&key, "/usage")).is(200).says("Allowed: 4.");
}

/// The names of the list's rows, in order.
fn ids(browser: &mut Browser, query: &str) -> Vec<i64> {
    let shown = browser.get(&format!("/integration/keys?{query}")).is(200);
    let rows = shown.text.split("<tr id=\"key-").skip(1);
    rows.filter_map(|row| row.split('"').next()?.parse().ok()).collect()
}

#[test]
fn the_list_filters_and_sorts_by_use() {
    let hub = TestHub::new();
    hub.site("north");
    hub.clock.set(Moment(START.0 - 60 * DAY));
    let keys =
        [hub.key("all", "all"), hub.key("all", "/api/credentials"), hub.key("all", "/api/v*/orders/statuses"), hub.key("all", "all")];
    hub.clock.set(START);
    let id = |place: usize| keys[place].key;
    // 0: 40 days ago; 1: today, in the address; 2: never; 3: 10 days ago, and in the address 31 days before that.
    let mut harvest = Harvest { since: START.0 - 100 * DAY, ..Harvest::default() };
    let today = START.0 / DAY;
    let counts = |in_url| Counts { calls: 5, in_url, micros: 10, slowest: 3 };
    for (place, ago, in_url) in [(0, 40, 0), (1, 0, 1), (3, 41, 5), (3, 10, 0)] {
        harvest.days.push((id(place), today - ago, "/credentials", "ok", counts(in_url)));
    }
    for (place, ago) in [(0, 40), (1, 0), (3, 10)] {
        harvest.last.push(database::usage::Last {
            key: id(place),
            at: START.0 - ago * DAY,
            address: "10.0.0.1".to_owned(),
            agent: String::new(),
            transport: "header".to_owned(),
            method: "/credentials".to_owned(),
            outcome: "ok".to_owned(),
        });
    }
    hub.hub.db.write_now(move |tx| database::usage::add(tx, &harvest)).expect("the database answers");
    let mut browser = Browser::signed_in(&hub, "administrator");
    assert_eq!(ids(&mut browser, "sort=made&use=never"), [id(2)]);
    assert_eq!(ids(&mut browser, "sort=made&use=stale-30"), [id(0), id(2)]);
    assert_eq!(ids(&mut browser, "sort=made&use=stale-7"), [id(0), id(2), id(3)]);
    assert_eq!(ids(&mut browser, "sort=made&use=stale-90"), [] as [i64; 0]);
    assert_eq!(ids(&mut browser, "sort=made&use=url"), [id(1)]);
    assert_eq!(ids(&mut browser, "sort=made&method=%2Forders%2Fstatuses"), [id(0), id(2), id(3)]);
    assert_eq!(ids(&mut browser, "sort=made&method=%2Forders%2Fstatuses&use=never&active=yes"), [id(2)]);
    browser.get("/integration/keys").hides("id=\"owner\"");
    hub.edit_key(id(1), |key| key.body = r#"{"owner": "Ада & co"}"#.to_owned());
    browser.get("/integration/keys").says("<option value=\"Ада &#38; co\">");
    assert_eq!(ids(&mut browser, "owner=%D0%90%D0%B4%D0%B0+%26+co"), [id(1)]);
    assert_eq!(ids(&mut browser, "owner=nobody"), [] as [i64; 0]);
    assert_eq!(ids(&mut browser, "sort=used"), [id(2), id(0), id(3), id(1)]);
    assert_eq!(ids(&mut browser, "sort=used&back=1"), [id(1), id(3), id(0), id(2)]);
    browser.get("/integration/keys").says("title=\"14 Mar 2026, 15:00:00, Europe/Moscow\">just now<").says(">never<");

    let file = browser.get("/integration/keys/export?sort=used&use=stale-7").is(200);
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    let lines: Vec<&str> = file.text.split("\r\n").collect();
    assert_eq!(lines[0], "id,name,token,state,stores,methods,made,last used");
    assert!(
        lines[1].starts_with(&format!("{},A key of a test,lky_…", id(2))) && lines[1].ends_with(",all,1,2026-01-13 15:00:00,"),
        "{}",
        lines[1]
    );
    assert_eq!(lines.len(), 5);
    assert!(lines.iter().all(|line| keys.iter().all(|key| !line.contains(key.token.as_deref().unwrap_or("-")))));
}

#[test]
fn a_file_holds_no_formula() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    hub.edit_key(key.key, |key| key.name = "=HYPERLINK(\"x\"),1".to_owned());
    let file = Browser::signed_in(&hub, "read-only").get("/integration/keys/export").is(200);
    file.says(",\"'=HYPERLINK(\"\"x\"\"),1\",");
}

#[test]
fn an_advice_is_tried_followed_and_taken_back_by_forms() {
    let hub = TestHub::new();
    hub.site("north");
    let key = hub.key("all", "orders.*,/api/credentials");
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.get(&page(&key, "/advice")).is(200).says("so there is no advice");
    key.get("/orders", form! {}).ok();
    hub.flush();
    let shown =
        browser.get(&page(&key, "/advice?days=90")).is(200).says("used 1 method").says("strength weak").says("No month end in this period");
    assert_eq!(shown.field("method"), "/orders");
    // On trial: counted, not refused.
    browser.post(&page(&key, "/advice/trial"), form! { method: "/orders" }).leads(&page(&key, "/advice?done=trial-begun"));
    key.get("/api/credentials", form! {}).ok();
    key.get("/orders", form! {}).ok();
    hub.flush();
    browser.get(&page(&key, "/advice")).says("Trying since").says("<code>/api/credentials</code></th><td data-label=\"Calls\">1</td>");
    browser.post(&page(&key, "/advice/drop"), form! {}).leads(&page(&key, "/advice"));
    browser.get(&page(&key, "/advice")).hides("Trying since");
    // What would change is shown first; agreeing to what is no more is shown anew.
    let review = browser.post(&page(&key, "/advice/apply"), form! { method: "/orders" }).is(200).says("Review changes").says("Removed (");
    let before = review.field("before");
    key.get("/api/credentials", form! {}).ok();
    browser.post(&page(&key, "/advice/apply"), form! { method: "/orders", before: "other", seen: "yes" }).is(200).says("Review changes");
    browser.post(&page(&key, "/advice/apply"), form! { method: "/orders", before: before, again: "yes", }).leads(&page(&key, "/advice"));
    browser
        .post(&page(&key, "/advice/apply"), form! { method: "/orders", before: before, seen: "yes" })
        .leads(&page(&key, "/advice?done=advice-applied"));
    key.get("/api/credentials", form! {}).denied();
    key.get("/orders", form! {}).ok();
    browser.get(&page(&key, "/advice")).says("Undo");
    browser.post(&page(&key, "/advice/revert"), form! {}).leads(&page(&key, "/advice?done=advice-reverted"));
    key.get("/api/credentials", form! {}).ok();
    browser.post(&page(&key, "/advice/revert"), form! {}).is(400);
    // Methods beyond the grant are refused, not given.
    browser.post(&page(&key, "/advice/trial"), form! { method: "/users" }).is(400);
}

#[test]
fn the_rule_for_unused_keys_is_a_form() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    hub.flush();
    let mut browser = Browser::signed_in(&hub, "administrator");
    assert_eq!(browser.get("/integration/keys/unused").is(200).field("notice"), "0");
    browser.post("/integration/keys/unused", form! { notice: "many", disable: "7" }).is(400).says("Enter a whole number");
    browser.post("/integration/keys/unused", form! { notice: "30", disable: "7" }).leads("/integration/keys/unused?done=unused-saved");
    browser.get("/integration/keys/unused").says("Nothing: every enabled key").says("use=stale-30");
    hub.clock.set(Moment(START.0 + 30 * DAY));
    let mut browser = Browser::signed_in(&hub, "read-only");
    browser.get("/integration/keys/unused").says("You will be notified within an hour about").says("A key of a test");
    hub::upkeep::tidy(&hub.hub, hub.clock.now()).expect("the database answers");
    hub.clock.set(Moment(START.0 + 37 * DAY));
    browser = Browser::new(hub.address());
    browser.post("/sign-in", form! { email: "administrator@hub.test", password: crate::support::browser::PASSWORD }).leads("/start");
    browser.get("/integration/keys/unused").says("Will be disabled within an hour");
    hub::upkeep::tidy(&hub.hub, hub.clock.now()).expect("the database answers");
    browser.get(&page(&key, "/usage")).says("Disabled on 20 Apr 2026");
    key.get("/api/credentials", form! {}).is(403);
}
