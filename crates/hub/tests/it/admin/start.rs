//! The start page: a checklist that ticks itself off, the next action for those who may take it, and what needs attention.

use crate::support::{Browser, Call, TestHub};

/// The number of the step that is next; 0 when there is no checklist.
fn next(browser: &mut Browser) -> usize {
    let page = browser.get("/start").is(200);
    let list = page.text.split("aria-current=\"step\"").nth(1).unwrap_or_default();
    list.split("class=\"dot\">").nth(1).and_then(|rest| rest.split('<').next()?.parse().ok()).unwrap_or(0)
}

#[test]
fn the_checklist_ticks_itself_off_and_offers_the_next_action() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.get("/").leads("/start");
    assert_eq!(next(&mut browser), 2);
    browser.get("/start").says("1 of 5 done").says("href=\"/stores/add\"").says("4 steps remain").hides("id=\"calls\"");

    hub.site("tea");
    assert_eq!(next(&mut browser), 3);
    browser.get("/start").says("href=\"/integration/keys/add\"").says("href=\"/integration/marketplace\"");
    Browser::signed_in(&hub, "read-only").get("/start").is(200).says("2 of 5 done").hides("/integration/keys/add");

    let key = hub.key("tea", "all");
    assert_eq!(next(&mut browser), 4);
    browser.get("/start").says("/api/credentials").says("YOUR_TOKEN");

    key.call(Call::get("/api/credentials")).ok();
    hub.flush();
    assert_eq!(next(&mut browser), 5);
    browser.get("/start").says("id=\"calls\"").says("just now");

    key.post(
        "/orders/create",
        form! { site: "tea", order: {externalId: "1", firstName: "Ann", lastName: "Lee", items: [{productName: "Tea", initialPrice: 1}]} },
    );
    assert_eq!(next(&mut browser), 0);
    browser.get("/start").is(200).hides("class=\"steps\"").says("Nothing needs attention");
}

#[test]
fn the_checklist_is_put_away_by_each_person_for_themselves() {
    let hub = TestHub::new();
    hub.site("tea");
    let key = hub.key("tea", "all");
    key.call(Call::get("/api/credentials")).ok();
    hub.flush();
    let (mut one, mut other) = (Browser::signed_in(&hub, "administrator"), Browser::signed_in(&hub, "manager"));
    one.post("/start/checklist", form! {}).leads("/start");
    assert_eq!((next(&mut one), next(&mut other)), (0, 5));
    one.get("/start").says("Show the first steps again");
    one.post("/start/checklist", form! { show: "yes" }).leads("/start");
    assert_eq!(next(&mut one), 5);
}

#[test]
fn what_needs_attention_is_linked() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let limited = hub.key("all", "/api/v*/orders/statuses");
    key.call(Call::get("/api/credentials")).ok();
    limited.get("/customers", form! {}).denied();
    hub.flush();
    let end = hub.clock.now().0 + 3 * 86_400;
    hub.edit_key(key.key, move |key| key.ends_at = Some(end));
    let mut browser = Browser::signed_in(&hub, "administrator");
    let page = browser.get("/start").is(200);
    page.says("1 call was refused in the last 24 hours").says("href=\"/integration/refusals\"").says("1 key expires within 7 days");
    Browser::signed_in(&hub, "read-only").get("/start").is(200).says("1 call was refused").hides("expires within");
}
