//! What a key does not see, on its form: masks and rows are set, shown in words before they are saved, felt by the next
//! call, and taken back.

use serde_json::json;

use crate::support::browser::{sides, text};
use crate::support::steps::id;
use crate::support::{Browser, TestHub};

#[test]
fn masks_and_rows_are_set_on_the_form_and_felt_by_the_next_call() {
    let hub = TestHub::new();
    hub.site("north");
    let shop = hub.key("north", "all");
    let order = |source: &str| id(&shop.order(json!({"phone": "+79261234567", "source": {"source": source}})));
    let (own, other) = (order("CPA"), order("other"));
    let key = hub.key("all", "read");
    let path = format!("/integration/keys/{}/edit", key.key);
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser
        .get(&path)
        .is(200)
        .says("Hidden data")
        .says("Order filter")
        .says("last two digits")
        .says("Write access does not reveal hidden values");

    let form = form! {
        name: "Network", access: "all", block: "orders", mask_phone: "partial", mask_email: "hide", mask_names: "", row_source: "cpa, partner",
        row_group: "new", row_days: "30",
    };
    let review = browser.post(&path, form.clone()).is(200);
    let change = |setting: &str| sides(&review, &text(setting)).unwrap_or_default();
    for (setting, was, is) in [
        ("mask-phone", text("mask-shown"), text("mask-partial-phone")),
        ("mask-email", text("mask-shown"), text("mask-hide")),
        ("row-source", text("row-any"), "cpa, partner".to_owned()),
        ("row-days", text("row-any"), "30".to_owned()),
    ] {
        assert_eq!(change(setting), (was, is), "{setting}");
    }
    assert_eq!(change("row-group").0, text("row-any"));
    assert_eq!(key.read_order(other)["phone"], "+79261234567", "nothing is saved before it has been seen");
    let mut agreed = form;
    agreed.extend(form! { seen: "yes", before: review.field("before") });
    browser.post(&path, agreed.clone()).leads("/integration/keys");
    assert_eq!(key.read_order(own)["phone"], "*****67");
    assert_eq!(key.found("orders", form! {}), [own]);
    browser.get(&path).is(200).says("value=\"cpa, partner\"").says("value=\"30\"");

    let plain = form! { name: "Network", access: "all", block: "orders" };
    let review = browser.post(&path, plain.clone()).is(200);
    assert_eq!(sides(&review, &text("mask-phone")), Some((text("mask-partial-phone"), text("mask-shown"))));
    assert_eq!(sides(&review, &text("row-source")), Some(("cpa, partner".to_owned(), text("row-any"))));
    let mut agreed = plain;
    agreed.extend(form! { seen: "yes", before: review.field("before") });
    browser.post(&path, agreed).leads("/integration/keys");
    assert_eq!(key.found("orders", form! {}), [own, other]);
    assert_eq!(key.read_order(own)["phone"], "+79261234567");
}

#[test]
fn days_that_are_no_number_are_refused_in_words_and_nothing_typed_is_lost() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let token = browser.get("/integration/keys/add").field("token");
    for days in ["soon", "0", "9999"] {
        let form = form! { token: token, whose: "ours", name: "K", access: "all", method: "/orders", row_days: days, row_campaign: "spring", mask_custom: "pseudonym" };
        let page = browser.post("/integration/keys/add", form).is(400).says("Enter a whole number from 1 to 3,650.");
        page.says("value=\"spring\"").says("<option value=\"pseudonym\" selected>");
    }
}
