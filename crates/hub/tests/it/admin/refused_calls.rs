//! The page of refused calls: grouped by key and reason, narrowed, leafed through, each group with its remedy.

use hub::work::notices::Rounds;

use crate::support::browser::text;
use crate::support::{Browser, TestHub};

const PAGE: &str = "/integration/refusals";

#[test]
fn refused_calls_are_grouped_by_key_and_reason_and_each_group_offers_its_remedy() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let key = hub.key("north", "/api/v*/orders/create");
    for _ in 0..3 {
        key.get("/orders", form! {}).denied();
    }
    let single = key.get("/users", form! {}).denied();
    let order = json_of!({firstName: "Ada"});
    key.post("/orders/create", form! { order: order, site: "south" }).denied();
    Rounds::default().make(&hub.hub).expect("news can be written");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let page = browser.get(PAGE).is(200).says("5 refused calls");
    assert_eq!(page.text.matches("class=\"twist\"").count(), 2, "two groups");
    let page = page.says("Allow 2 methods…").says("Add store…").says("<td class=\"num c-n\"><b>4</b></td>").says("<code>south</code>");
    // One click opens a group, and the sentence says why.
    let open = page.between("class=\"twist\" href=\"", "\"").expect("it can be opened").replace("&#38;", "&");
    let inside = browser.get(open.split('#').next().unwrap_or_default()).is(200).says("<b>The key does not allow this method.</b>");
    let inside = inside.says("<code>/api/v*/orders</code>").says(single.header("x-request-id").unwrap_or_default());
    // The remedy opens the form with both methods allowed, which is not saved yet.
    let remedy = inside.between("<a class=\"button tiny\" href=\"", "\"").expect("there is a remedy").replace("&#38;", "&");
    let form = browser.get(remedy.split('#').next().unwrap_or_default()).is(200);
    for method in ["/orders", "/users"] {
        assert!(form.text.contains(&format!("value=\"{method}\" checked")), "{method}");
    }
    key.get("/orders", form! {}).denied();
    // Those who only read see the calls and no remedy.
    Browser::signed_in(&hub, "read-only").get(PAGE).is(200).says("5 refused calls").hides("Allow 2 methods");
}

#[test]
fn refused_calls_are_narrowed_by_key_reason_method_address_text_and_days() {
    let hub = TestHub::new();
    hub.site("north");
    let (one, other) = (hub.key("north", "/api/v*/orders/create"), hub.key("north", "/api/v*/users"));
    one.get("/orders", form! {}).denied();
    one.get("/customers", form! {}).denied();
    other.get("/orders", form! {}).denied();
    Rounds::default().make(&hub.hub).expect("news can be written");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let mut count = |query: &str| {
        let page = browser.get(&format!("{PAGE}?view=every&{query}")).is(200);
        page.text.matches("<td class=\"c-time\">").count()
    };
    let today = {
        let zone = hub.hub.account().zone.clone();
        zone.local(hub.hub.clock.now()).date().to_string()
    };
    assert_eq!(count(""), 3);
    assert_eq!(count(&format!("key={}", one.key)), 2);
    assert_eq!(count("reason=method"), 3);
    assert_eq!(count("reason=store"), 0);
    assert_eq!(count("method=%2Fapi%2Fv*%2Forders"), 2);
    assert_eq!(count("id=customers"), 1, "a part of the method");
    assert_eq!(count("id=127.0.0"), 3, "a part of the address");
    assert_eq!(count("id=100%25_"), 0, "signs of patterns are letters");
    assert_eq!(count("address=127.0.0.1"), 3);
    assert_eq!(count(&format!("from={today}&to={today}")), 3);
    assert_eq!(count("from=2100-01-01"), 0);
    assert_eq!(count("key=nonsense"), 0);
    assert_eq!(count("page=2"), 0);
    // A filter in use can be taken away, and one that finds nothing says so.
    let page = browser.get(&format!("{PAGE}?key={}&reason=method", one.key)).is(200).says("class=\"pill set\"");
    page.says(&format!("href=\"{PAGE}?reason=method\"")).says(&format!("href=\"{PAGE}?key={}\"", one.key));
    browser.get(&format!("{PAGE}?reason=store")).is(200).says(&text("refusals-clear"));
}

#[test]
fn refused_calls_are_leafed_through() {
    let hub = TestHub::new();
    hub.site("north");
    let keys: Vec<_> = (0..23).map(|_| hub.key("north", "/api/v*/users")).collect();
    for key in &keys {
        key.get("/orders", form! {}).denied();
    }
    Rounds::default().make(&hub.hub).expect("news can be written");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let groups = |page: &crate::support::browser::Shown| page.text.matches("class=\"twist\"").count();
    let first = browser.get(PAGE).is(200);
    assert_eq!(groups(&first), 20);
    let next = first.between("rel=\"next\" href=\"", "\"").expect("there is more").replace("&#38;", "&");
    let second = browser.get(&next).is(200);
    assert_eq!(groups(&second), 3);
    assert!(second.text.contains("rel=\"prev\"") && !second.text.contains("rel=\"next\""));
}
