//! Two people at one store, template, person, webhook or at the settings: what is different is asked, nothing is lost.

use crate::support::browser::{Shown, text};
use crate::support::form::Form;
use crate::support::{Browser, TestHub};

fn row(page: &Shown, name: &str) -> String {
    page.text.split("<tr>").find(|row| row.contains(&format!("name=\"pick_{name}\""))).unwrap_or_default().to_owned()
}

/// Opens a form, has it changed by another user, sends it, and keeps one's own value of `field`.
fn walk(browser: &mut Browser, path: &str, theirs: Form, mine: Form, field: &str) {
    let base = browser.get(path).is(200).field("base");
    assert_eq!(browser.post(path, theirs).status, 303, "{path}");
    let sent = [mine.clone(), form! { base: base.clone() }].concat();
    let asked = browser.post(path, sent.clone()).is(409).says(&text("conflict-title"));
    let value = mine.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone()).unwrap_or_default();
    assert!(row(&asked, field).contains(&format!("<span>{value}</span>")), "{path}: {}", row(&asked, field));
    assert_eq!(asked.field(field), value, "nothing typed is lost");
    let answered = [mine, form! { base: asked.field("base") }, vec![(format!("pick_{field}"), "mine".to_owned())]].concat();
    assert_eq!(browser.post(path, answered).status, 303, "{path}");
    // What is sent with the base of today is saved without a question.
    let today = browser.get(path).is(200);
    assert_ne!(today.field("base"), base, "{path}");
    assert!(today.text.contains(&value), "{path}");
}

#[test]
fn every_form_that_saves_over_something_asks() {
    let hub = TestHub::new();
    hub.site("north");
    let id = hub.hub.account().sites[0].id;
    let mut browser = Browser::signed_in(&hub, "administrator");
    let store = |name: &str| form! { name: name, active: "yes", currency: "EUR", country: "ES", ordering: "10" };
    walk(&mut browser, &format!("/stores/{id}/settings"), store("Their store"), store("My store"), "name");

    hub.staff("manager@hub.test", "manager");
    let person = hub.hub.account().users.iter().find(|user| user.email == "manager@hub.test").map(|user| user.id).expect("they are there");
    let someone = |name: &str| form! { name: name, email: "manager@hub.test", role: "manager", active: "yes" };
    walk(&mut browser, &format!("/people/{person}"), someone("Ann Theirs"), someone("Ann Mine"), "name");

    let template = |name: &str| form! { code: "mine", name: name, stores: "all", method: "/orders" };
    browser.post("/integration/templates/add", template("First")).leads("/integration/templates");
    walk(&mut browser, "/integration/templates/mine", template("Their template"), template("My template"), "name");

    let secret = browser.get("/integration/webhooks/add").field("secret");
    let webhook = |comment: &str| form! { url: "https://hooks.example.com/", comment: comment, events: "all", active: "yes" };
    browser.post("/integration/webhooks/add", [webhook("first"), form! { secret: secret }].concat()).leads("/integration/webhooks/1");
    walk(&mut browser, "/integration/webhooks/1", webhook("their comment"), webhook("my comment"), "comment");

    let settings = |zone: &str| form! { language: "en", timezone: zone, currency: "EUR", country: "ES" };
    walk(&mut browser, "/settings", settings("Europe/Madrid"), settings("Europe/Lisbon"), "timezone");
}
