//! The form of a key: whose it is, all of its faults at once, its review, and two people at one key.

use crate::support::browser::{Shown, sides, text};
use crate::support::form::Form;
use crate::support::{Browser, TestHub};

const KEYS: &str = "/integration/keys";
const ADD: &str = "/integration/keys/add";

/// The fields of a form as a browser would send them, as far as the tests need them.
fn plain(name: &str) -> Form {
    form! { name: name, whose: "ours", access: "all", method: "/orders", zone: "Europe/Moscow" }
}

fn with(mut form: Form, more: Form) -> Form {
    for (name, value) in more {
        form.retain(|(known, _)| *known != name);
        form.push((name, value));
    }
    form
}

/// Whether suspending third parties would take the key of this name.
fn is_third_party(browser: &mut Browser, name: &str) -> bool {
    let page = browser.get("/integration/keys/panic").is(200);
    // What would stay on is listed behind what would be suspended.
    page.text.split("id=\"left\"").next().is_some_and(|suspended| suspended.contains(name))
}

/// The id of the key of this name.
fn id_of(hub: &TestHub, name: &str) -> i64 {
    let keys = hub.hub.db.read_now(|tx| database::keys::changed_since(tx, 0)).expect("keys can be read");
    keys.iter().find(|key| key.name == name).map(|key| key.id).expect("the key is there")
}

#[test]
fn it_is_asked_of_every_new_key_whose_it_is_and_the_template_proposes_the_answer() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let chosen = |page: &Shown| {
        let ticked = |which: &str| page.text.contains(&format!("id=\"whose-{which}\" name=\"whose\" value=\"{which}\" required checked"));
        let theirs = page.text.contains("id=\"whose-theirs\" name=\"whose\" value=\"theirs\" checked");
        (ticked("ours"), theirs)
    };
    assert_eq!(chosen(&browser.get(ADD).is(200)), (false, false), "nothing is assumed of a key of no template");
    assert_eq!(chosen(&browser.get(&format!("{ADD}?template=cpa"))), (false, true));
    assert_eq!(chosen(&browser.get(&format!("{ADD}?template=landing"))), (true, false));
    let token = browser.get(ADD).field("token");
    let unsaid: Form = with(plain("Our shop"), form! { token: token.clone(), whose: "" });
    browser.post(ADD, unsaid).is(400).says(&text("refused-whose")).says("href=\"#whose-ours\"");
    browser.post(ADD, with(plain("Our shop"), form! { token: token.clone() })).is(200).says("Key added.");
    let foreign = browser.get(ADD).field("token");
    browser.post(ADD, with(plain("Their network"), form! { token: foreign.clone(), whose: "theirs" })).is(200).says("Key added.");
    assert!(!is_third_party(&mut browser, "Our shop"));
    assert!(is_third_party(&mut browser, "Their network"), "a company without a name is one too");
    // The answer can be changed, and the review says so.
    let edit = with(plain("Their network"), form! { whose: "ours" });
    let path = format!("{KEYS}/{}/edit", id_of(&hub, "Their network"));
    let review = browser.post(&path, edit.clone()).is(200);
    assert_eq!(sides(&review, &text("whose-title")), Some((text("whose-theirs"), text("whose-ours"))));
    let agreed = with(edit, form! { seen: "yes", before: review.field("before") });
    browser.post(&path, agreed).leads(KEYS);
    assert!(!is_third_party(&mut browser, "Their network"));
}

#[test]
fn a_key_of_a_partner_template_is_ones_own_if_that_is_said() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let mut make = |name: &str, whose: &str| {
        let token = browser.get(&format!("{ADD}?template=cpa")).field("token");
        browser.post(ADD, with(plain(name), form! { token: token, whose: whose, template: "cpa" })).is(200).says("Key added.");
    };
    make("Own statistics", "ours");
    make("A network", "theirs");
    assert!(!is_third_party(&mut browser, "Own statistics"));
    assert!(is_third_party(&mut browser, "A network"));
}

#[test]
fn every_fault_of_a_form_is_named_at_once_at_its_field_and_above() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let faulty = form! {
        token: "short", name: " ", whose: "", access: "individual", rate: "-5", burst: "many", addresses: "nowhere", ends: "soon",
        row_days: "0", review: "some day", external_id: "a b",
    };
    let fields = ["token", "name", "whose", "sites", "methods", "rate", "burst", "addresses", "ends", "row-days", "review", "externalId"];
    let page = browser.post(ADD, faulty.clone()).is(400);
    for field in fields {
        assert!(page.text.contains(&format!("id=\"fault-{field}\"")), "{field} is not marked in {}", page.text);
    }
    let summary = page.between("class=\"faults\" role=\"alert\" tabindex=\"-1\"", "</ul>").expect("there is a summary").to_owned();
    assert_eq!(summary.matches("<li><a href=\"#").count(), fields.len(), "{summary}");
    for target in summary.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(page.text.contains(&format!("id=\"{target}\"")), "no element {target}");
    }
    assert!(summary.contains(&fields.len().to_string()), "the number of faults is said: {summary}");
    // What was typed is still there, and folded parts with a fault are open and say so.
    let page = page.says("value=\"-5\"").says("value=\"many\"").says(">nowhere</textarea>").says("value=\"a b\"");
    for (part, count) in [("limits", "4 fields to correct"), ("rows", "1 field to correct"), ("card", "1 field to correct")] {
        let title = text(part);
        let fold = page.text.split("<details class=\"fold\"").find(|fold| fold.contains(&format!("<h2>{title}</h2>")));
        let fold = fold.unwrap_or_else(|| panic!("no part {part}"));
        assert!(fold.split('>').next().is_some_and(|tag| tag.contains(" open")), "{part} is folded");
        assert!(fold.contains(&format!("<span class=\"set bad\">{count}</span>")), "{part}: {fold}");
    }
    assert!(hub.hub.gate.is_empty(), "nothing was made");
    // The same of a key there is.
    let key = hub.key("all", "all");
    let page = browser.post(&format!("{KEYS}/{}/edit", key.key), faulty).is(400);
    for field in ["name", "sites", "methods", "rate", "ends", "row-days", "review", "externalId"] {
        assert!(page.text.contains(&format!("id=\"fault-{field}\"")), "{field} is not marked");
    }
}

#[test]
fn folded_parts_say_what_is_set_and_the_bar_what_the_key_will_do() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let page = browser.get(ADD).is(200);
    page.says("data-set=\"limits\">10 calls per second<").says("data-set=\"masks\">None<").says("data-set=\"rows\">All orders<");
    let draft = form! {
        token: "", name: "K", whose: "ours", access: "individual", store: "north", method: "/orders/statuses", rate: "1", ends: "2027-01-26T10:00",
        header_only: "yes", addresses: "10.0.0.0/8", mask_phone: "hide", row_source: "cpa", row_days: "90", owner: "Ana", external_id: "x-1",
    };
    let said: serde_json::Value = serde_json::from_str(&browser.post("/integration/keys/summary", draft).is(200).text).expect("JSON");
    assert_eq!(said["limits"], "1 call per second · 1 IP address or network · expires 26 Jan 2027 · token in header only");
    assert_eq!(said["masks"], text("mask-phone"));
    assert_eq!(said["rows"], format!("{}: cpa · last 90 days", text("row-source")));
    assert_eq!([&said["card"], &said["advanced"]], ["Ana", "external ID: x-1"]);
    let able = said["able"].as_str().unwrap_or_default();
    assert!(able.contains("Stores: Store north.") && !able.contains("/orders"), "{able}");
    Browser::signed_in(&hub, "manager").post("/integration/keys/summary", form! { name: "K" }).is(403);
}

#[test]
fn a_removed_method_that_is_in_use_is_warned_about_and_can_be_kept() {
    let hub = TestHub::new();
    hub.site("north");
    let key = hub.key("all", "/api/v*/orders,/api/v*/orders/statuses,/api/v*/users");
    for _ in 0..3 {
        key.get("/orders", form! {}).ok();
    }
    hub.flush();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let path = format!("{KEYS}/{}/edit", key.key);
    let form = with(plain("A key of a test"), form! { method: "/users" });
    let review = browser.post(&path, form.clone()).is(200);
    let review = review.says("1 method you are removing is in use").says("was called 3 times in 30 days");
    let review = review.says("name=\"keep\" value=\"/orders\"").hides("name=\"keep\" value=\"/orders/statuses\"");
    let removed = review.between("<tbody class=\"removed\">", "</tbody>").unwrap_or_default();
    let used = removed.find("<code>/api/v*/orders</code>").expect("it is listed");
    assert!(used < removed.find("/orders/statuses").expect("it is listed"), "what is in use comes first");
    let kept = with(form, form! { keep: "/orders", seen: "yes", before: review.field("before") });
    let review = browser.post(&path, kept).is(200).hides("in use").says("2 methods stay");
    let removed = review.between("<tbody class=\"removed\">", "</tbody>").unwrap_or_default();
    assert!(!removed.contains("<code>/api/v*/orders</code>"));
    key.get("/orders/statuses", form! { ids: [1] }).ok();
}

#[test]
fn saving_over_what_somebody_else_saved_asks_field_by_field() {
    let hub = TestHub::new();
    hub.site("north");
    let key = hub.key("all", "/api/v*/orders");
    let mut mine = Browser::signed_in(&hub, "administrator");
    let mut theirs = mine.clone();
    let path = format!("{KEYS}/{}/edit", key.key);
    let shown = mine.get(&path).is(200);
    let base = shown.field("base");
    // Somebody else changes the name and allows a method meanwhile.
    let save = |browser: &mut Browser, form: Form| {
        let review = browser.post(&path, form.clone()).is(200);
        browser.post(&path, with(form, form! { seen: "yes", before: review.field("before") })).leads(KEYS);
    };
    let other = [with(plain("Theirs"), form! { method: "/orders" }), form! { method: "/users" }].concat();
    save(&mut theirs, other);
    // Mine changes the name and the comment.
    let sent = with(plain("Mine"), form! { comment: "why", base: base, rate: shown.field("rate") });
    let asked = mine.post(&path, sent.clone()).is(409).says(&text("conflict-title"));
    let row = |page: &Shown, name: &str| {
        page.text.split("<tr>").find(|row| row.contains(&format!("name=\"pick_{name}\""))).unwrap_or_default().to_owned()
    };
    assert!(row(&asked, "name").contains("<span>Mine</span>") && row(&asked, "name").contains("<span>Theirs</span>"));
    assert!(!row(&asked, "name").contains(" checked"), "both changed it, so nothing is assumed");
    assert!(row(&asked, "comment").contains("value=\"mine\" required aria-label") && row(&asked, "comment").contains("<span>why</span>"));
    assert!(
        row(&asked, "method")
            .split("value=\"theirs\"")
            .nth(1)
            .is_some_and(|tag| tag.split('>').next().is_some_and(|tag| tag.contains("checked")))
    );
    assert_eq!(asked.field("comment"), "why", "nothing typed is lost");
    key.get("/users", form! {}).ok();
    // The answers lead to the review, which says what is different from what is saved now.
    let answered = with(sent, form! { base: asked.field("base"), pick_name: "mine", pick_comment: "mine", pick_method: "theirs" });
    let review = mine.post(&path, answered).is(200).says("Review changes");
    assert_eq!(sides(&review, &text("key-name")), Some(("Theirs".to_owned(), "Mine".to_owned())));
    assert_eq!(sides(&review, &text("key-comment")), Some(("None".to_owned(), "why".to_owned())));
    assert!(!review.text.contains("<tbody class=\"removed\">"), "their method stays");
}
