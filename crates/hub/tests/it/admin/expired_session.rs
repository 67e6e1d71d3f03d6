//! A form that is sent after the session has expired comes back to the user who typed it, and to no other.

use crate::support::browser::{PASSWORD, Shown};
use crate::support::form::Form;
use crate::support::{Browser, TestHub};

/// How long a session lasts without use where nothing is set, in seconds.
const IDLE: i64 = 12 * 3600;

const SIGN_IN: &str = "/sign-in";

fn expire(hub: &TestHub) {
    let now = hub.hub.clock.now().0;
    hub.clock.set(wire::Moment(now + IDLE + 1));
}

fn sign_in(kept: &Shown, email: &str) -> Form {
    form! { email: email, password: PASSWORD, next: kept.field("next"), kept: kept.field("kept") }
}

#[test]
fn what_was_typed_is_given_back_after_the_sign_in() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let token = browser.get("/integration/keys/add").field("token");
    let typed =
        form! { token: token.clone(), name: "Typed for a long time", whose: "ours", access: "all", method: "/orders", purpose: "Exports" };
    for (path, form, says) in [
        ("/integration/keys/add", typed, "value=\"Typed for a long time\""),
        ("/stores/add", form! { name: "A store typed", url: "https://typed.example" }, "value=\"A store typed\""),
        ("/people/add", form! { name: "Ann Typed", email: "ann@hub.test", role: "manager" }, "value=\"Ann Typed\""),
        (
            "/integration/webhooks/add",
            form! { url: "https://typed.example/hook", secret: "whsec_x", events: "all" },
            "https://typed.example/hook",
        ),
        ("/settings", form! { language: "es", timezone: "Europe/Madrid", currency: "EUR", country: "ES" }, "value=\"Europe/Madrid\""),
    ] {
        expire(&hub);
        let kept = browser.post(path, form).is(401).says("Your session has expired");
        assert!(!kept.text.contains(&token) && !kept.text.contains("Typed"), "what was typed is sealed");
        let back = browser.post(SIGN_IN, sign_in(&kept, "administrator@hub.test")).is(200).says("You are signed in again");
        let fields: Form = hidden(&back);
        let shown = browser.post(path, [fields, form! { again: "yes" }].concat()).is(200);
        assert!(shown.text.contains(says), "{path}: {}", shown.text);
    }
    assert!(hub.hub.gate.is_empty(), "nothing is saved by it");
    assert_eq!(hub.hub.account().sites.len(), 1);
}

/// The hidden fields of the form of a page.
fn hidden(page: &Shown) -> Form {
    let tags = page.text.split("<input type=\"hidden\" name=\"").skip(1);
    tags.filter_map(|tag| {
        let (name, rest) = tag.split_once('"')?;
        let value = rest.split_once("value=\"")?.1.split('"').next()?;
        Some((name.to_owned(), value.replace("&#38;", "&").replace("&#34;", "\"")))
    })
    .collect()
}

#[test]
fn nobody_else_sees_it_nor_does_it_wait_for_ever_and_passwords_are_not_kept() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    hub.staff("manager@hub.test", "manager");
    let form = form! { name: "Secret plan", url: "https://plan.example", password: "typed-password" };
    expire(&hub);
    let kept = browser.post("/stores/add", form.clone()).is(401);
    // Another person at the same browser.
    browser.clone().post(SIGN_IN, sign_in(&kept, "manager@hub.test")).leads("/start");
    // A wrong password keeps it.
    let mut wrong = sign_in(&kept, "administrator@hub.test");
    wrong[1].1 = "wrong".to_owned();
    let again = browser.clone().post(SIGN_IN, wrong).is(403);
    let back = browser.clone().post(SIGN_IN, sign_in(&again, "administrator@hub.test")).is(200).says("Secret plan").hides("typed-password");
    back.says("action=\"/stores/add\"");
    // A changed one, and one that is too old.
    let mut changed = sign_in(&kept, "administrator@hub.test");
    changed[3].1.replace_range(20..24, "AAAA");
    browser.clone().post(SIGN_IN, changed).leads("/start");
    let now = hub.hub.clock.now().0;
    hub.clock.set(wire::Moment(now + 3_601));
    browser.clone().post(SIGN_IN, sign_in(&kept, "administrator@hub.test")).leads("/start");
    // Whoever has no session to expire is only sent to the sign-in, and so is an action that is no form.
    Browser::new(hub.address()).post("/stores/add", form).leads(SIGN_IN);
    browser.post("/integration/keys/1/delete", form! {}).leads(SIGN_IN);
    browser.post("/account", form! { old: "a", password: "b" }).leads(SIGN_IN);
}
