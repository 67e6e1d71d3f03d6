//! The life of a key on the pages: limited, rotated, rehearsed, explained, leaked, brought back.

use domain::access::addresses::Addresses;
use domain::access::token;
use hub::work::notices::Rounds;

use crate::support::browser::{PASSWORD, sides, text};
use crate::support::{Browser, Call, Place, TestHub};

const KEYS: &str = "/integration/keys";
const WRONG: &str = "Wrong \"apiKey\" value.";

#[test]
fn limits_are_chosen_in_the_form_shown_again_and_felt_at_once() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let shown = browser.get("/integration/keys/add").is(200);
    assert_eq!(shown.field("rate"), "10", "a new key has the usual rate");
    let token = shown.field("token");
    let form = form! {
        token: token, whose: "ours", name: "Module", access: "all", method: "/credentials", rate: "", header_only: "yes", addresses: "127.0.0.1\n10.0.0.0/8",
        ends: "2026-12-31T23:59", day: 6, from: "00:00", till: "23:00", zone: "UTC", purpose: "Exports",
    };
    browser.post("/integration/keys/add", form).is(200).says("Key added.");
    let key = hub.holder(&token);
    key.get("/api/credentials", form! {}).ok();
    key.with_key_in(Place::Query).get("/api/credentials", form! {}).refused(403, WRONG);
    let shown = browser.get(&format!("{KEYS}/1/edit")).is(200).says("10.0.0.0/8").says("Exports");
    assert_eq!((shown.field("ends"), shown.field("from")), ("2026-12-31T23:59".to_owned(), "00:00".to_owned()));
    // What changes is put into words before it is saved.
    let changed = form! { name: "Module", access: "all", method: "/credentials", rate: "5", ends: "2026-12-31T23:59", zone: "UTC", whose: "theirs", party: "Network" };
    let review = browser.post(&format!("{KEYS}/1/edit"), changed).is(200);
    for (setting, was, is) in [
        ("Who uses this key?", "Our company", "Another company"),
        (&text("limit-rate"), "None", "5"),
        (&text("limit-addresses"), "127.0.0.1, 10.0.0.0/8", "None"),
        (&text("card-purpose"), "Exports", "None"),
    ] {
        assert_eq!(sides(&review, setting), Some((was.to_owned(), is.to_owned())), "{setting}");
    }
    assert_eq!(sides(&review, &text("limit-ends")), None, "what stays is not listed");
}

#[test]
fn a_limit_that_cannot_be_is_named_and_nothing_typed_is_lost() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let token = browser.get("/integration/keys/add").is(200).field("token");
    let form = |field: &str, value: &str| {
        let mut form = form! { token: token, whose: "ours", name: "Module", access: "all", method: "/credentials", purpose: "Exports" };
        form.push((field.to_owned(), value.to_owned()));
        form
    };
    for (field, value, view) in [
        ("rate", "fast", "Enter a whole number from 0 to 1,000,000"),
        ("addresses", "10.0.0.0/99", "Enter IP addresses, networks or ranges"),
        ("ends", "soon", "Enter a date and time"),
        ("ends", "2026-03-14T11:59", "This date has passed"),
        ("burst", "many", "Enter a whole number from 0 to 1,000,000"),
        ("from", "25:00", "Enter times from 00:00 to 24:00"),
        ("review", "soon", "Enter a date, such as 2027-01-31"),
    ] {
        browser.post("/integration/keys/add", form(field, value)).is(400).says(view).says("Exports").says(&token);
    }
    assert!(hub.hub.gate.is_empty());
}

#[test]
fn a_token_is_replaced_with_an_overlap() {
    let hub = TestHub::new();
    let old = hub.key("all", "all");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let path = format!("{KEYS}/{}", old.key);
    let token = browser.get(&format!("{path}/rotate")).is(200).field("token");
    let shown =
        browser.post(&format!("{path}/rotate"), form! { token: token, overlap: "hold" }).is(200).says("Token replaced.").says(&token);
    assert_eq!(shown.header("cache-control"), Some("no-store"));
    browser.post(&format!("{path}/rotate"), form! { token: token, overlap: "hold" }).is(400).hides(&token[4..26]);
    let new = hub.holder(&token);
    for key in [&old, &new] {
        key.get("/api/credentials", form! {}).ok();
    }
    browser.get(&path).is(200).hides(&token[4..26]);
    browser.get(&format!("{path}/rotate")).is(200).says("Old tokens that still work").says("you revoke it").hides(&token[4..26]);
    browser.get(&format!("{path}/finish")).is(200).says("Calls with an older token are refused from now on.").hides(&token[4..26]);
    browser.post(&format!("{path}/finish"), form! {}).leads(&format!("{path}?done=key-finished"));
    old.get("/api/credentials", form! {}).refused(403, WRONG);
    new.get("/api/credentials", form! {}).ok();
    browser.post(&format!("{path}/rotate"), form! { token: "short", overlap: "24h" }).is(400).says("32 to 100 characters");
    browser.post(&format!("{path}/rotate"), form! { token: token, overlap: "forever" }).is(400);
}

#[test]
fn a_refusal_is_explained_by_its_id_and_its_remedy_is_one_click_away() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let key = hub.key("north", "/api/v*/orders/create");
    let method = key.get("/orders", form! {}).denied();
    let order = json_of!({firstName: "Ada"});
    let store = key.post("/orders/create", form! { order: order, site: "south" }).denied();
    Rounds::default().make(&hub.hub).expect("news can be written");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let explain = |browser: &mut Browser, reply: &crate::support::Reply| {
        browser.get(&format!("/integration/refusals?id={}", reply.header("x-request-id").unwrap_or_default())).is(200)
    };
    let shown = explain(&mut browser, &method).says("The key does not allow this method.").says("/api/v*/orders");
    let remedy = shown.between("class=\"button primary\" href=\"", "\"").expect("there is a remedy").replace("&#38;", "&");
    let form = browser.get(remedy.split('#').next().unwrap_or_default()).is(200);
    assert!(form.text.contains("value=\"/orders\" checked"), "the method is ticked, and not saved");
    key.get("/orders", form! {}).denied();
    let shown = explain(&mut browser, &store).says("south");
    let remedy = shown.between("class=\"button primary\" href=\"", "\"").expect("there is a remedy").to_owned();
    assert!(browser.get(remedy.split('#').next().unwrap_or_default()).is(200).text.contains("value=\"south\" checked"));
    browser.get("/integration/refusals?id=nonsense").is(200).says("No refused call has this request ID");
    let mut reader = Browser::signed_in(&hub, "read-only");
    explain(&mut reader, &method).says("The key does not allow this method.").hides("?grant=");
}

#[test]
fn a_call_is_rehearsed_on_its_page() {
    let hub = TestHub::new();
    hub.site("north");
    let key = hub.key("north", "/api/v*/orders").key;
    let place = |path: &str| wire::methods::all().iter().position(|method| method.path == path).expect("there is such a method");
    let mut browser = Browser::signed_in(&hub, "read-only");
    let path = |query: &str| format!("{KEYS}/{key}/try?{query}");
    browser.get(&format!("{KEYS}/{key}/try")).is(200).says("Test a call");
    browser.get(&path(&format!("method={}&site=north", place("/orders")))).is(200).says("The call would be allowed.");
    browser.get(&path(&format!("method={}", place("/customers")))).is(200).says("does not allow this method");
    browser.get(&path(&format!("method={}&site=nowhere", place("/orders")))).is(200).says("has no access to this store");
    browser.get(&path(&format!("method={}&address=here", place("/orders")))).is(200).says("is not a valid IP address");
}

#[test]
fn whoever_has_a_token_can_switch_it_off_and_learns_nothing() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let mut stranger = Browser::new(hub.address());
    stranger.get("/leaked").is(200).says("Report a leaked token");
    let tell = |stranger: &mut Browser, token: &str| {
        let shown = stranger.post("/leaked", form! { token: token });
        (shown.status, shown.text.clone())
    };
    let ours = token::generate().expect("there is randomness");
    let answers = [tell(&mut stranger, &ours), tell(&mut stranger, "nonsense"), tell(&mut stranger, "")];
    key.get("/api/credentials", form! {}).ok();
    let token = key.token.clone().unwrap_or_default();
    let answer = tell(&mut stranger, &format!("secret-token:{token}"));
    assert!(answers.iter().all(|other| *other == answer), "the answer reveals whether the token was one");
    assert_eq!(tell(&mut stranger, &token), answer, "reported again");
    key.get("/api/credentials", form! {}).refused(403, WRONG);
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.get(KEYS).is(200).says("Leaked");
    browser.post(&format!("{KEYS}/{}/enable", key.key), form! {}).is(400);
}

/// The status of a report of this token from this address, behind a proxy.
fn report(hub: &TestHub, address: &str, token: &str) -> (String, bool) {
    let body = format!("token={token}");
    let head = format!("Host: hub.test\r\nX-Forwarded-For: {address}\r\nConnection: close\r\nContent-Length: {}", body.len());
    let kind = "Content-Type: application/x-www-form-urlencoded";
    let request = format!("POST /leaked HTTP/1.1\r\n{head}\r\n{kind}\r\n\r\n{body}");
    let answer = crate::support::reply::exchange_bytes(hub.address(), request.as_bytes()).expect("the hub listens");
    let answer = String::from_utf8(answer).expect("a page is UTF-8");
    (answer.split(' ').nth(1).unwrap_or_default().to_owned(), answer.contains("retry-after: "))
}

#[test]
fn reports_of_strangers_write_nothing_unless_they_are_right_and_are_limited_by_address() {
    let hub = TestHub::with_proxies(Addresses::parse("127.0.0.1").expect("an address"));
    let key = hub.key("all", "all");
    let token = key.token.clone().unwrap_or_default();
    let ours = token::generate().expect("there is randomness");
    let writes = || hub.hub.db.writes();
    let before = writes();
    for wrong in ["", "nonsense", "%00", &ours, &ours] {
        assert_eq!(report(&hub, "192.0.2.1", wrong), ("200".to_owned(), false), "{wrong}");
    }
    assert_eq!(writes(), before, "a report of no token was written");
    assert_eq!(report(&hub, "192.0.2.1", &token).0, "200");
    let once = writes();
    assert!(once > before);
    assert_eq!(report(&hub, "192.0.2.2", &token).0, "200");
    assert_eq!(writes(), once, "what is known was written again");
    let answers: Vec<_> = (0..30).map(|_| report(&hub, "192.0.2.1", "nonsense")).collect();
    assert_eq!(answers.iter().filter(|answer| **answer == ("200".to_owned(), false)).count(), 24, "{answers:?}");
    assert_eq!(answers.iter().filter(|answer| **answer == ("429".to_owned(), true)).count(), 6, "{answers:?}");
    assert_eq!(report(&hub, "192.0.2.3", "nonsense").0, "200", "another address need not wait");
    hub.clock.set(wire::Moment(crate::support::hub::START.0 + 15 * 60));
    assert_eq!(report(&hub, "192.0.2.1", "nonsense").0, "200", "it has waited");
}

#[test]
fn keys_are_found_by_their_stage_of_life_and_a_deleted_one_is_brought_back() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let listed =
        |browser: &mut Browser, stage: &str| browser.get(&format!("{KEYS}?stage={stage}")).is(200).text.contains("A key of a test");
    assert!(
        listed(&mut browser, "broad")
            && !listed(&mut browser, "deleted")
            && !listed(&mut browser, "ending")
            && !listed(&mut browser, "ended")
    );
    hub.edit_key(key.key, |key| key.ends_at = Some(crate::support::hub::START.0 + 86_400));
    assert!(listed(&mut browser, "ending") && !listed(&mut browser, "ended"));
    hub.edit_key(key.key, |key| key.ends_at = Some(crate::support::hub::START.0));
    assert!(!listed(&mut browser, "ending") && listed(&mut browser, "ended"));
    // It is called expired wherever it is shown, and counts as one that does not work.
    assert!(listed(&mut browser, "expired"));
    browser.get(&format!("{KEYS}?active=no")).is(200).says("A key of a test").says("Expired");
    browser.get(&format!("{KEYS}?active=yes")).is(200).hides("A key of a test");
    browser.get(&format!("{KEYS}/export")).is(200).says(",expired,");
    hub.edit_key(key.key, |key| key.ends_at = None);
    browser.post(&format!("{KEYS}/{}/delete", key.key), form! {}).leads("/integration/keys?done=key-deleted");
    key.get("/api/credentials", form! {}).refused(403, WRONG);
    assert!(listed(&mut browser, "deleted") && !listed(&mut browser, ""));
    browser.post(&format!("{KEYS}/{}/restore", key.key), form! {}).leads("/integration/keys?done=key-restored");
    key.call(Call::get("/api/credentials")).ok();
    browser.post(&format!("{KEYS}/{}/restore", key.key), form! {}).is(400);
}

#[test]
fn a_kept_token_is_shown_again_to_whoever_proves_who_they_are_and_says_what_for() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let token = browser.get("/integration/keys/add").is(200).field("token");
    let form = form! { token: token, whose: "ours", name: "Module", access: "all", method: "/credentials", show_again: "yes" };
    browser.post("/integration/keys/add", form).is(200).says("Key added.");
    let path = format!("{KEYS}/1/reveal");
    browser.get(&path).is(200).hides(&token[4..26]).says("Reason for viewing");
    browser.post(&path, form! { reason: "The shop moved", proof: "not the password" }).is(400).hides(&token[4..26]);
    browser.post(&path, form! { reason: " ", proof: PASSWORD }).is(400).hides(&token[4..26]);
    let shown = browser.post(&path, form! { reason: "The shop moved", proof: PASSWORD }).is(200).says(&token);
    assert_eq!(shown.header("cache-control"), Some("no-store"));
    let rows = hub.hub.db.read_now(|tx| database::audit_log::after(tx, 0, 1_000)).expect("the record can be read");
    let views: Vec<_> = rows.iter().filter(|row| row.action == "key.revealed").collect();
    assert_eq!(views.len(), 1, "each view is one row");
    assert!(views[0].details.contains("The shop moved") && !format!("{rows:?}").contains(&token[4..26]));
    // A key whose token is kept nowhere.
    let key = hub.key("all", "all");
    let path = format!("{KEYS}/{}/reveal", key.key);
    browser.get(&path).is(200).says("is not stored");
    browser.post(&path, form! { reason: "Curious", proof: PASSWORD }).is(400);
}
