//! Keys that want looking after: whose contact has gone, whose review is due, which end soon; how long keys may live, and
//! address lists made from calls.

use domain::access::addresses::Addresses;
use domain::access::limits::Limits;
use domain::audit_log::By;
use domain::fault::Fault;
use domain::keys::{self, Card, Changes, lifetime};
use domain::people::{self, Administrator};
use domain::settings;
use domain::users::Role;
use hub::work::notices::Rounds;
use wire::Moment;

use crate::support::browser::PASSWORD;
use crate::support::hub::START;
use crate::support::{Actor, Browser, Call, TestHub};

const KEYS: &str = "/integration/keys";
const DAY: i64 = 86_400;

pub fn change(hub: &TestHub, key: &Actor, changes: Changes) -> Result<(), Fault> {
    let (id, now) = (key.key, hub.clock.now());
    hub.hub.db.write_now(move |tx| keys::edit(tx, id, &changes, &By::CommandLine, now).map(drop))
}

fn card(card: Card) -> Changes {
    Changes { card, ..Changes::default() }
}

pub fn owned(by: &str) -> Changes {
    card(Card { owner: Some(by.to_owned()), ..Card::default() })
}

fn named(name: &str) -> Changes {
    Changes { name: Some(name.to_owned()), ..Changes::default() }
}

pub fn ending(at: i64) -> Changes {
    Changes { ends_at: Some(Some(at)), ..Changes::default() }
}

fn set(hub: &TestHub, name: &'static str, value: &'static str) {
    hub.hub.db.write_now(move |tx| settings::set(tx, name, value, &By::CommandLine, START)).expect("it can be set");
}

/// Rows of the record of an action, oldest first: what it was done to, and the details.
fn recorded(hub: &TestHub, action: &str) -> Vec<(String, String)> {
    let rows = hub.hub.db.read_now(|tx| database::audit_log::after(tx, 0, 1_000)).expect("the record can be read");
    rows.into_iter().filter(|row| row.action == action).map(|row| (row.subject_name, row.details)).collect()
}

/// The fields of a form, some of them several times.
fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn refused(fault: Fault) -> Vec<String> {
    fault.into_problem().errors.keys().cloned().collect()
}

/// The ids of the keys that a stage of the list shows.
fn listed(browser: &mut Browser, query: &str) -> Vec<i64> {
    let shown = browser.get(&format!("{KEYS}?{query}&sort=made")).is(200);
    let rows = shown.text.split("<tr id=\"key-").skip(1);
    rows.filter_map(|row| row.split('"').next()?.parse().ok()).collect()
}

fn person(hub: &TestHub, email: &str) -> i64 {
    hub.hub.account().users.iter().find(|person| person.email == email).expect("there is such a person").id
}

/// Signs the administrator in again: a session does not outlast the days that a test skips.
fn again(browser: &mut Browser) {
    browser.post("/sign-in", form! { email: "administrator@hub.test", password: PASSWORD }).leads("/start");
}

pub fn shut_out(hub: &TestHub, email: &str) {
    let (id, keeper) = (person(hub, email), Administrator { by: By::CommandLine, role: Role::Administrator });
    let changes = people::Changes { active: Some(false), ..people::Changes::default() };
    hub.hub.db.write_now(move |tx| people::edit(tx, &keeper, id, &changes, START)).expect("they can be shut out");
}

#[test]
fn a_key_goes_on_when_its_contact_is_shut_out_and_asks_for_another() {
    let hub = TestHub::new();
    hub.staff("mona@hub.test", "manager");
    let keys = [hub.key("all", "all"), hub.key("all", "all"), hub.key("all", "all"), hub.key("all", "all")];
    change(&hub, &keys[0], owned("Mona@hub.test")).expect("a person can be named");
    change(&hub, &keys[1], owned("mona@hub.test")).expect("a person can be named");
    change(&hub, &keys[2], owned("Somebody at the agency")).expect("anybody can be named");
    let (off, now) = (keys[1].key, hub.clock.now());
    hub.hub.db.write_now(move |tx| keys::set_active(tx, off, false, &By::Hub, now)).expect("it can be switched off");
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.get(KEYS).is(200).hides("deactivated contact").says(">mona@hub.test</option>");
    assert_eq!(listed(&mut browser, "owner=mona@hub.test"), [keys[0].key, keys[1].key]);
    assert_eq!(listed(&mut browser, "owner=Somebody+at+the+agency"), [keys[2].key]);
    let mona = person(&hub, "mona@hub.test");
    browser.get(&format!("/people/{mona}")).is(200).says("Contact of 2 keys");

    shut_out(&hub, "mona@hub.test");
    keys[0].get("/api/credentials", form! {}).ok();
    assert_eq!(recorded(&hub, "key.contact_left").len(), 1, "a disabled key needs no contact");
    assert_eq!(listed(&mut browser, "stage=orphaned"), [keys[0].key]);
    browser.get("/stores").is(200).says("1 key has a deactivated contact");
    Browser::signed_in(&hub, "manager").get("/stores").is(200).hides("deactivated contact");
    browser.get(&format!("{KEYS}/care")).is(200).says("mona@hub.test").says(&format!("/people/{mona}/keys"));
    browser.get(&format!("{KEYS}/{}/edit", keys[0].key)).is(200).says("value=\"mona@hub.test\"").says("This user is deactivated");
    // They cannot be named anew, and stay where it is not changed.
    assert_eq!(refused(change(&hub, &keys[3], owned("mona@hub.test")).expect_err("it is refused")), ["owner"]);
    change(&hub, &keys[0], owned("mona@hub.test")).expect("it stays");

    let path = format!("/people/{mona}/keys");
    let (first, third) = (keys[0].key.to_string(), keys[2].key.to_string());
    browser.get(&path).is(200).says("Keys whose contact is Somebody Else").says("2 keys");
    browser.post(&path, form! { owner: "", key: keys[0].key }).is(400).says("Enter the email of an active user");
    browser.post(&path, fields(&[("owner", "mona@hub.test"), ("key", &first), ("key", &third)])).leads(&path);
    browser.post(&path, fields(&[("owner", "administrator@hub.test"), ("key", &first), ("key", &third)])).leads(&path);
    assert!(listed(&mut browser, "stage=orphaned").is_empty());
    assert_eq!(listed(&mut browser, "owner=administrator@hub.test"), [keys[0].key], "keys of others are left alone");
    assert_eq!(listed(&mut browser, "owner=mona@hub.test"), [keys[1].key], "what was not chosen stays");
    let handed = recorded(&hub, "key.changed").pop().expect("it is on record");
    assert_eq!(handed.1, r#"{"owner":{"after":"administrator@hub.test","before":"mona@hub.test"}}"#);
    browser.get("/stores").is(200).hides("deactivated contact");
    browser.get("/people/999/keys").is(404);
}

#[test]
fn shutting_somebody_out_on_their_page_leads_to_their_keys() {
    let hub = TestHub::new();
    hub.staff("mona@hub.test", "manager");
    hub.staff("nina@hub.test", "manager");
    let key = hub.key("all", "all");
    change(&hub, &key, owned("mona@hub.test")).expect("a person can be named");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let (mona, nina) = (person(&hub, "mona@hub.test"), person(&hub, "nina@hub.test"));
    let out = |email: &str| form! { name: "Mona", email: email, role: "manager" };
    browser.post(&format!("/people/{mona}"), out("mona@hub.test")).leads(&format!("/people/{mona}/keys"));
    browser.post(&format!("/people/{nina}"), out("nina@hub.test")).leads("/people?done=person-saved");
}

#[test]
fn a_review_that_is_due_is_told_once_and_put_off_in_one_step() {
    let hub = TestHub::new();
    let (due, later, off) = (hub.key("all", "all"), hub.key("all", "all"), hub.key("all", "all"));
    let review = |day: &str| card(Card { review: Some(day.to_owned()), ..Card::default() });
    change(&hub, &due, review("20260316")).expect("a day can be named");
    change(&hub, &later, review("2026-04-01")).expect("a day can be named");
    change(&hub, &off, review("2026-03-01")).expect("a day can be named");
    let (id, now) = (off.key, hub.clock.now());
    hub.hub.db.write_now(move |tx| keys::set_active(tx, id, false, &By::Hub, now)).expect("it can be switched off");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let look = |day: i64| {
        hub.clock.set(Moment(START.0 + day * DAY));
        for _ in 0..2 {
            Rounds::default().look(&hub.hub).expect("keys can be looked through");
        }
        recorded(&hub, "key.review_due").len()
    };
    assert_eq!([look(0), look(1)], [0, 0]);
    again(&mut browser);
    browser.get("/stores").is(200).hides("is due");
    // The server stood still on the day itself.
    assert_eq!([look(4), look(5)], [1, 1]);
    again(&mut browser);
    assert_eq!(listed(&mut browser, "stage=review"), [due.key]);
    browser.get("/stores").is(200).says("1 key is due for review");
    let page = browser.get(&format!("{KEYS}/care")).is(200).says("16 Mar 2026");
    assert_eq!(page.field("review"), "2026-09-19", "half a year on");
    browser.post(&format!("{KEYS}/{}/reviewed", due.key), form! { review: "soon" }).is(400);
    browser.post(&format!("{KEYS}/{}/reviewed", due.key), form! { review: "2026-03-21" }).leads(&format!("{KEYS}/care"));
    assert!(listed(&mut browser, "stage=review").is_empty());
    assert_eq!(look(6), 1);
    assert_eq!(look(7), 2, "another day is announced again");
    again(&mut browser);
    browser.post(&format!("{KEYS}/{}/reviewed", due.key), form! { review: "" }).leads(&format!("{KEYS}/care"));
    assert_eq!(look(60), 3, "the other one's day came meanwhile, and this one is not announced again");
}

#[test]
fn an_end_that_is_near_is_on_every_page_and_more_urgent_for_a_key_in_use() {
    let hub = TestHub::new();
    let (used, idle, far, off) = (hub.key("all", "all"), hub.key("all", "all"), hub.key("all", "all"), hub.key("all", "all"));
    for (key, days) in [(&used, 7), (&idle, 1), (&far, 8), (&off, 1)] {
        change(&hub, key, ending(START.0 + days * DAY)).expect("an end can be set");
    }
    let (id, now) = (off.key, hub.clock.now());
    hub.hub.db.write_now(move |tx| keys::set_active(tx, id, false, &By::Hub, now)).expect("it can be switched off");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let banner = browser.get("/stores").is(200).says("2 keys expire within 7 days").hides("of them was used");
    banner.says("/integration/keys?stage=ending-7");
    used.get("/api/credentials", form! {}).ok();
    hub.flush();
    browser.get("/settings").is(200).says("2 keys expire within 7 days").says("1 of them was used in the last 24 hours");
    assert_eq!(listed(&mut browser, "stage=ending-7"), [used.key, idle.key]);
    browser.get(&format!("{KEYS}/care")).is(200).says("In use");
    Browser::signed_in(&hub, "manager").get("/stores").is(200).hides("expire within");
    Rounds::default().look(&hub.hub).expect("keys can be looked through");
    let view = recorded(&hub, "key.expiring");
    let in_use: Vec<bool> = view.iter().map(|(_, details)| details.contains("\"inUse\":{\"after\":true}")).collect();
    assert_eq!((view.len(), in_use.iter().filter(|used| **used).count()), (3, 1), "{view:?}");
    assert!(view.iter().any(|(_, details)| details.contains(&format!("\"lastUsedAt\":{{\"after\":{}}}", START.0))));
    // A day later its last call is an old one.
    hub.clock.set(Moment(START.0 + DAY + 1));
    again(&mut browser);
    browser.get("/stores").is(200).says("2 keys expire within 7 days").hides("of them was used");
}

#[test]
fn an_end_is_moved_for_a_reason_and_no_further_than_the_account_allows() {
    let hub = TestHub::new();
    let key = hub.key("all", "/api/credentials");
    let extend = |days: i64, reason: &'static str| {
        let (id, now) = (key.key, hub.clock.now());
        hub.hub.db.write_now(move |tx| lifetime::extend(tx, id, days, reason, &By::CommandLine, now)).map(|key| key.ends_at)
    };
    assert_eq!(refused(extend(30, "why not").expect_err("it has no end")), ["id"]);
    change(&hub, &key, ending(START.0 + DAY)).expect("an end can be set");
    assert_eq!(refused(extend(30, "  ").expect_err("no reason")), ["reason"]);
    for days in [0, -1, 4_000] {
        assert_eq!(refused(extend(days, "x").expect_err("no such step")), ["days"]);
    }
    assert_eq!(extend(30, "The move takes longer").expect("it can be moved"), Some(START.0 + 31 * DAY));
    hub.clock.set(Moment(START.0 + 40 * DAY));
    key.get("/api/credentials", form! {}).is(403);
    assert_eq!(extend(10, "Once more").expect("one that has ended begins anew"), Some(START.0 + 50 * DAY));
    key.get("/api/credentials", form! {}).ok();
    let view = recorded(&hub, "key.extended");
    assert_eq!(view.len(), 2);
    assert!(view[0].1.contains("The move takes longer") && view[0].1.contains(&(START.0 + 31 * DAY).to_string()), "{view:?}");

    set(&hub, "longest-key-life-days", "30");
    assert_eq!(refused(extend(90, "Longer").expect_err("that is too long")), ["life"]);
    assert_eq!(extend(20, "A little").expect("it can be moved"), Some(START.0 + 70 * DAY));
    let mut browser = Browser::signed_in(&hub, "administrator");
    let path = format!("{KEYS}/{}/extend", key.key);
    browser.get(&path).is(200).says("Maximum lifetime: 30 days").says("value=\"30\" checked");
    browser.post(&path, form! { days: 365, reason: "Longer" }).is(400).says("exceeds the maximum key lifetime").says("value=\"Longer\"");
    browser.post(&path, form! { days: 30, reason: "" }).is(400).says("Enter a reason.");
    hub.clock.set(Moment(START.0 + 65 * DAY));
    again(&mut browser);
    browser.post(&path, form! { days: 30, reason: "A quiet season" }).is(400);
    set(&hub, "longest_key_life_days", "0");
    browser.post(&path, form! { days: 20, reason: "A quiet season" }).leads(&format!("{KEYS}/{}?done=key-extended", key.key));
    browser.get(KEYS).is(200).says("Expires in 25 days");
    browser.get(&format!("{KEYS}/{}/extend", hub.key("all", "all").key)).is(200).says("has no expiry date");
}

#[test]
fn keys_live_no_longer_than_the_account_allows_the_broad_ones_less() {
    let hub = TestHub::new();
    hub.site("north");
    let (narrow, broad) = (hub.key("north", "/api/credentials"), hub.key("all", "all"));
    set(&hub, "longest-key-life-days", "90");
    set(&hub, "longest-broad-key-life-days", "30");
    let life = |fault: Result<(), Fault>| refused(fault.expect_err("that is too long"));
    // What is there stays as it is, whatever else of it is changed.
    for key in [&narrow, &broad] {
        change(&hub, key, named("Renamed")).expect("the end is not touched");
    }
    assert_eq!(life(change(&hub, &narrow, ending(START.0 + 92 * DAY))), ["life"]);
    change(&hub, &narrow, ending(START.0 + 91 * DAY - 1)).expect("the ninetieth day is meant as a whole");
    assert_eq!(life(change(&hub, &narrow, Changes { ends_at: Some(None), ..Changes::default() })), ["life"]);
    assert_eq!(life(change(&hub, &broad, ending(START.0 + 60 * DAY))), ["life"]);
    change(&hub, &broad, ending(START.0 + 30 * DAY)).expect("that is allowed");
    hub.clock.set(Moment(START.0 - 50 * DAY));
    change(&hub, &narrow, ending(START.0 + 60 * DAY)).expect("an end that comes nearer is never refused");
    hub.clock.set(START);
    let wider = Changes { reach: Some(keys::Reach::All), grant: Some(domain::access::grant::Grant::All), ..Changes::default() };
    assert_eq!(life(change(&hub, &narrow, wider)), ["life"], "one that becomes broad is held to the other rule");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let fresh = browser.get(&format!("{KEYS}/add")).is(200).says("Maximum lifetime: 90 days").says("all methods: 30 days");
    assert_eq!(fresh.field("ends"), "2026-06-12T15:00", "an end is proposed");
    let form = |ends: &str| {
        form! { token: fresh.field("token"), whose: "ours", name: "Module", access: "all", everything: "yes", ends: ends }
    };
    browser.post(&format!("{KEYS}/add"), form("")).is(400).says("exceeds the maximum key lifetime");
    browser.post(&format!("{KEYS}/add"), form("2026-06-12T15:00")).is(400);
    browser.post(&format!("{KEYS}/add"), form("2026-04-13T15:00")).is(200).says("Key added.");
    let page = format!("{KEYS}/care");
    assert_eq!(browser.get(&page).is(200).field("broad"), "30");
    browser.post(&page, form! { any: "many", broad: "30" }).is(400).says("0 to 3,650").says("value=\"many\"");
    browser.post(&page, form! { any: "", broad: "0" }).leads(&page);
    change(&hub, &broad, Changes { ends_at: Some(None), ..Changes::default() }).expect("there is no rule any more");
}

#[test]
fn an_address_list_is_made_from_calls_and_shown_before_it_is_saved() {
    let hub = TestHub::with_proxies(Addresses::parse("127.0.0.0/8").expect("addresses"));
    let key = hub.key("all", "all");
    let from = |address: &str| key.call(Call::get("/api/credentials").header("X-Forwarded-For", address));
    let mut browser = Browser::signed_in(&hub, "administrator");
    let path = format!("{KEYS}/{}/addresses", key.key);
    browser.get(&path).is(200).says("no calls in the last 30 days");
    hub.clock.set(Moment(START.0 - 40 * DAY));
    from("192.0.2.1").ok();
    hub.flush();
    hub.clock.set(START);
    for address in ["203.0.113.7", "::ffff:203.0.113.8", "2001:db8::1", "203.0.113.7"] {
        from(address).ok();
    }
    // What a client says of itself left of the trusted proxy is not an address it was seen at.
    from("198.51.100.66, 203.0.113.7").ok();
    hub.flush();
    browser.get(KEYS).is(200);
    let shown =
        browser.get(&path).is(200).says("203.0.113.7").says("3 calls").says("2001:db8::1").hides("192.0.2.1").hides("198.51.100.66");
    shown.says("name=\"add\" value=\"203.0.113.8\" checked").says("value=\"note\" checked");
    let limits = || {
        let id = key.key;
        hub.hub.db.read_now(move |tx| keys::find(tx, id)).map(|key| keys::limits(&key)).expect("there is the key")
    };
    assert_eq!(limits(), Limits::default(), "looking changes nothing");
    browser.post(&path, form! { elsewhere: "note" }).is(400).says("Choose at least one IP address");
    let chosen = fields(&[("add", "203.0.113.7"), ("add", "2001:db8::1"), ("elsewhere", "note")]);
    browser.post(&path, chosen).leads(&format!("{KEYS}/{}?done=key-addresses", key.key));
    assert_eq!((limits().addresses, limits().report_only), (vec!["203.0.113.7".to_owned(), "2001:db8::1".to_owned()], true));
    from("203.0.113.8").ok();
    let enforced = [("keep", "203.0.113.7"), ("keep", "2001:db8::1"), ("add", "203.0.113.8"), ("elsewhere", "refuse")];
    browser.post(&path, fields(&enforced)).leads(KEYS);
    from("::ffff:203.0.113.8").ok();
    from("192.0.2.9").denied();
    hub.flush();
    // Calls from there are refused now: they are not added by accident.
    let shown = browser.get(&path).is(200).says("are now refused").says("name=\"add\" value=\"192.0.2.9\"><span>");
    shown.says("value=\"refuse\" checked").says("name=\"keep\" value=\"2001:db8::1\" checked");
    browser.post(&path, form! { keep: "10.0.0.0/99", elsewhere: "refuse" }).is(400).says("10.0.0.0/99");
    let view = recorded(&hub, "key.changed");
    assert!(view.last().is_some_and(|(_, details)| details.contains("203.0.113.8")), "{view:?}");
}
