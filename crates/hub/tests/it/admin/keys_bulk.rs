//! Several keys at once: shown before it is done, done as it was shown, to all of them or to none.

use database::keys::Key;

use crate::support::browser::Shown;
use crate::support::form::Form;
use crate::support::{Actor, Browser, TestHub};

const KEYS: &str = "/integration/keys";
const WRONG: &str = "Wrong \"apiKey\" value.";

fn all(hub: &TestHub) -> Vec<Key> {
    hub.hub.db.read_now(|tx| database::keys::changed_since(tx, 0)).expect("keys can be read")
}

fn named(hub: &TestHub, keys: &[Actor]) {
    for (number, key) in keys.iter().enumerate() {
        hub.edit_key(key.key, move |key| key.name = format!("Key {number}"));
    }
}

/// Every hidden field of the page that asks for confirmation.
fn fields(shown: &Shown) -> Form {
    let tags = shown.text.split("<input").filter(|tag| tag.contains("type=\"hidden\""));
    let value = |tag: &str, name: &str| {
        tag.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    };
    tags.map(|tag| (value(tag, "name"), value(tag, "value").replace("&#38;", "&"))).collect()
}

/// The form under the list, with these keys ticked.
fn ticked(keys: &[i64], operation: &str) -> Form {
    let mut form = form! { which: "ticked", deed: operation };
    form.extend(keys.iter().map(|key| ("key".to_owned(), key.to_string())));
    form
}

/// Looks, and does what was shown.
fn carry_out(browser: &mut Browser, asked: Form) -> Shown {
    let shown = browser.post(&format!("{KEYS}/bulk"), asked).is(200);
    browser.post(&format!("{KEYS}/bulk/apply"), fields(&shown))
}

#[test]
fn a_dry_run_changes_nothing_and_its_effect_is_what_it_said() {
    let hub = TestHub::new();
    let keys: Vec<Actor> = (0..4).map(|_| hub.key("all", "all")).collect();
    named(&hub, &keys);
    keys[1].get("/api/credentials", form! {}).ok();
    hub.hub.usage.flush(&hub.hub.db, &hub.hub.account().zone).expect("the database answers");
    let off = keys[3].key;
    hub.edit_key(off, |key| key.active = false);
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.get(KEYS).is(200).says("form=\"bulk\"").says("Bulk actions");
    let before = all(&hub);
    let asked = ticked(&[keys[0].key, keys[1].key, off], "disable");
    let shown = browser.post(&format!("{KEYS}/bulk"), asked).is(200).says("2 keys,").says("1 of them used in the last hour");
    let shown =
        shown.says("Key 0").says("Key 1").hides("Key 2").says("1 key is not affected").says("Disable 2 keys").says("will be disabled");
    assert_eq!(all(&hub), before, "a dry run has changed something");
    let done = browser.post(&format!("{KEYS}/bulk/apply"), fields(&shown)).leads("/integration/keys?done=bulk-disable&count=2");
    // The gate knows of each of them before the answer comes.
    for (number, key) in keys.iter().enumerate() {
        let reply = key.get("/api/credentials", form! {});
        if number == 2 {
            reply.ok();
        } else {
            reply.refused(403, WRONG);
        }
    }
    browser.get(done.header("location").unwrap_or_default()).is(200).says("2 keys disabled.");
    let after = all(&hub);
    assert_eq!(after.len(), before.len());
    for (before, after) in before.iter().zip(&after) {
        let expected = Key { active: before.active && ![keys[0].key, keys[1].key].contains(&before.id), ..before.clone() };
        assert_eq!(*after, expected, "more was done than was shown");
    }
    let rows = hub.hub.db.read_now(|tx| database::audit_log::after(tx, 0, 1_000)).expect("the record can be read");
    assert_eq!(rows.iter().filter(|row| row.action == "key.disabled" && row.by_kind == "user").count(), 2, "each key has its row");
}

#[test]
fn all_that_fit_the_filter_are_taken_and_no_others() {
    let hub = TestHub::new();
    let (north, south) = (hub.site("north"), hub.site("south"));
    let keys = [hub.key("north", "all"), hub.key("south", "all"), hub.key("all", "all"), hub.key("north", "all")];
    named(&hub, &keys);
    let off = keys[3].key;
    hub.edit_key(off, |key| key.active = false);
    let mut browser = Browser::signed_in(&hub, "administrator");
    let list = browser.get(&format!("{KEYS}?store={}&active=yes", north.id)).is(200).says("All 2 keys that match the filter");
    assert!(list.text.contains(&format!("<input type=\"hidden\" name=\"store\" value=\"{}\">", north.id)), "the filter goes along");
    let asked = form! { which: "fitting", store: north.id, active: "yes", deed: "rate", set_rate: "4" };
    let shown =
        browser.post(&format!("{KEYS}/bulk"), asked).is(200).says("2 keys,").says("Calls per second: — → 4").hides("Key 1").hides("Key 3");
    browser.post(&format!("{KEYS}/bulk/apply"), fields(&shown)).leads("/integration/keys?done=bulk-rate&count=2");
    let rates: Vec<u32> = all(&hub).iter().map(|key| domain::keys::limits(key).rate).collect();
    assert_eq!(rates, [4, 0, 4, 0]);
    // One more key fits by now than was agreed to.
    let asked = form! { which: "fitting", store: south.id, deed: "disable" };
    let shown = browser.post(&format!("{KEYS}/bulk"), asked).is(200).says("2 keys,");
    hub.key("south", "all");
    let before = all(&hub);
    let again = browser.post(&format!("{KEYS}/bulk/apply"), fields(&shown)).is(200).says("have changed in the meantime").says("3 keys,");
    assert_eq!(all(&hub), before);
    browser.post(&format!("{KEYS}/bulk/apply"), fields(&again)).leads("/integration/keys?done=bulk-disable&count=3");
}

#[test]
fn a_key_that_was_changed_meanwhile_is_shown_again() {
    let hub = TestHub::new();
    let key = hub.key("all", "all").key;
    let mut browser = Browser::signed_in(&hub, "administrator");
    type Change = fn(&mut Key);
    let changes: [Change; 6] = [
        |key| key.name = "Renamed".to_owned(),
        |key| (key.all_methods, key.methods) = (false, vec!["/orders".to_owned()]),
        |key| key.ends_at = Some(2_000_000_000),
        |key| key.body = r#"{"owner":"Ada"}"#.to_owned(),
        |key| key.cause = Some(("stale".to_owned(), 5)),
        |key| key.active = false,
    ];
    for change in changes {
        let shown = browser.post(&format!("{KEYS}/bulk"), ticked(&[key], "header-only")).is(200);
        hub.edit_key(key, change);
        let before = all(&hub);
        browser.post(&format!("{KEYS}/bulk/apply"), fields(&shown)).is(200).says("have changed in the meantime");
        assert_eq!(all(&hub), before);
    }
    // A use of it, or a notice of its end, is no change.
    let shown = browser.post(&format!("{KEYS}/bulk"), ticked(&[key], "header-only")).is(200);
    hub.edit_key(key, |key| key.body = r#"{"owner":"Ada","warned":{"endsAt":2000000000,"stage":1}}"#.to_owned());
    browser.post(&format!("{KEYS}/bulk/apply"), fields(&shown)).leads("/integration/keys?done=bulk-header-only&count=1");
}

#[test]
fn one_key_to_which_it_cannot_be_done_holds_back_all_and_is_named() {
    let hub = TestHub::new();
    let keys: Vec<Actor> = (0..3).map(|_| hub.key("all", "all")).collect();
    named(&hub, &keys);
    for key in &keys {
        hub.edit_key(key.key, |key| key.active = false);
    }
    let leaked = keys[1].key;
    hub.edit_key(leaked, |key| key.cause = Some(("leaked".to_owned(), 5)));
    let mut browser = Browser::signed_in(&hub, "administrator");
    let asked = ticked(&[keys[0].key, leaked, keys[2].key], "enable");
    let shown = browser.post(&format!("{KEYS}/bulk"), asked).is(200).says("Not possible for 1 key").says("Key 1</a>: Its token has leaked");
    let shown = shown.says("Exclude these").hides("Disable 2 keys");
    let before = all(&hub);
    browser.post(&format!("{KEYS}/bulk/apply"), fields(&shown)).is(400).says("Key 1");
    assert_eq!(all(&hub), before, "some were changed, others not");
    let mut without = fields(&shown);
    without.push(("leave".to_owned(), "yes".to_owned()));
    let shown = browser.post(&format!("{KEYS}/bulk"), without).is(200).says("2 keys,").hides("Key 1<");
    browser.post(&format!("{KEYS}/bulk/apply"), fields(&shown)).leads("/integration/keys?done=bulk-enable&count=2");
    let on: Vec<bool> = all(&hub).iter().map(|key| key.active).collect();
    assert_eq!(on, [true, false, true]);
}

#[test]
fn whatever_can_be_done_is_done() {
    let hub = TestHub::new();
    let keys = [hub.key("all", "all").key, hub.key("all", "all").key];
    let mut browser = Browser::signed_in(&hub, "administrator");
    let mut each = |operation: &str, name: &str, value: &str| {
        let mut asked = ticked(&keys, operation);
        asked.push((name.to_owned(), value.to_owned()));
        carry_out(&mut browser, asked).leads(&format!("/integration/keys?done=bulk-{operation}&count=2"));
        all(&hub)
    };
    assert!(each("ends", "set_ends", "2027-01-31T18:00").iter().all(|key| key.ends_at == Some(1_801_407_600)));
    assert!(each("no-end", "", "").iter().all(|key| key.ends_at.is_none()));
    assert!(each("header-only", "", "").iter().all(|key| domain::keys::limits(key).header_only));
    assert!(each("any-transport", "", "").iter().all(|key| !domain::keys::limits(key).header_only));
    assert!(each("owner", "set_owner", "Grace").iter().all(|key| key.body.contains("Grace")));
    assert!(each("rate", "set_rate", "9").iter().all(|key| domain::keys::limits(key).rate == 9));
    assert!(each("delete", "", "").iter().all(|key| key.deleted_at.is_some()));
    assert!(each("restore", "", "").iter().all(|key| key.deleted_at.is_none()));
    assert!(each("disable", "", "").iter().all(|key| !key.active));
    assert!(each("enable", "", "").iter().all(|key| key.active));
    // A span counts from when it was looked at.
    let asked = form! { which: "ticked", key: keys[0], deed: "ends", set_ends: "2d" };
    let shown = browser.post(&format!("{KEYS}/bulk"), asked).is(200);
    hub.clock.set(wire::Moment(crate::support::hub::START.0 + 600));
    browser.post(&format!("{KEYS}/bulk/apply"), fields(&shown)).leads("/integration/keys?done=bulk-ends&count=1");
    assert_eq!(all(&hub)[0].ends_at, Some(crate::support::hub::START.0 + 2 * 86_400));
}

#[test]
fn nonsense_is_told_and_changes_nothing() {
    let hub = TestHub::new();
    let key = hub.key("all", "all").key;
    let mut browser = Browser::signed_in(&hub, "administrator");
    let before = all(&hub);
    for (asked, view) in [
        (form! { which: "ticked", deed: "disable" }, "Tick at least one key."),
        (form! { which: "ticked", key: key, deed: "destroy" }, "Select an action."),
        (form! { which: "ticked", key: key, deed: "rate", set_rate: "fast" }, "Enter a whole number from 0"),
        (form! { which: "ticked", key: key, deed: "ends", set_ends: "soon" }, "Enter a date and time"),
    ] {
        browser.post(&format!("{KEYS}/bulk"), asked.clone()).is(400).says(view);
        browser.post(&format!("{KEYS}/bulk/apply"), asked).is(400).says(view);
    }
    browser.post(&format!("{KEYS}/bulk"), form! { which: "ticked", key: 99, deed: "disable" }).is(404);
    // Without having looked nothing is done.
    browser
        .post(&format!("{KEYS}/bulk/apply"), form! { which: "ticked", key: key, deed: "disable" })
        .is(200)
        .says("have changed in the meantime");
    assert_eq!(all(&hub), before);
}

#[test]
fn many_keys_are_done_in_one_go() {
    let hub = TestHub::new();
    for _ in 0..120 {
        hub.key("all", "all");
    }
    let mut browser = Browser::signed_in(&hub, "administrator");
    carry_out(&mut browser, form! { which: "fitting", deed: "disable" }).leads("/integration/keys?done=bulk-disable&count=120");
    assert!(all(&hub).iter().all(|key| !key.active));
}
