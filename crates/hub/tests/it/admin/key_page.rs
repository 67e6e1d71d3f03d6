//! The page of a key: what it may do, who changed it, and what stopping it would hit.

use domain::keys::cause;

use crate::support::{Browser, TestHub};

const KEYS: &str = "/integration/keys";

#[test]
fn the_overview_says_what_a_key_may_do_and_how_it_is_used() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let key = hub.key("north", "/api/v*/orders/statuses");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let path = format!("{KEYS}/{}", key.key);
    let fresh = browser.get(&path).is(200).says("No call yet.").says("In 1 store: Store north").says("It cannot change any data.");
    fresh.says("No calls today.").says(&format!("{path}/edit")).says(&format!("/integration/refusals?key={}", key.key));
    key.get("/orders/statuses", form! { ids: [1] }).ok();
    key.get("/orders", form! {}).denied();
    hub.flush();
    let used = browser.get(&path).is(200).says("1 allowed, 1 refused.").says("2 calls today, from 127.0.0.1.");
    used.says("Show refused calls").says("class=\"table-of\"").hides(key.token.as_deref().unwrap_or("?"));
    browser.get(&format!("{KEYS}/999")).is(404);
    // All pages of a key have one title.
    for tab in ["", "/edit", "/can", "/usage", "/advice", "/try", "/changes", "/history"] {
        let shown = browser.get(&format!("{path}{tab}")).is(200);
        assert_eq!(shown.between("<h1>", "</h1>"), Some("<bdi>A key of a test</bdi>"), "{tab}");
        assert_eq!(shown.text.matches("aria-current=\"page\"").count(), 2, "{tab}: one in the navigation, one among the tabs");
    }
}

#[test]
fn the_history_of_a_key_names_who_changed_it_and_nothing_of_other_keys() {
    let hub = TestHub::new();
    let (key, other) = (hub.key("all", "all"), hub.key("all", "all"));
    let mut browser = Browser::signed_in(&hub, "administrator");
    for id in [key.key, other.key] {
        browser.post(&format!("{KEYS}/{id}/disable"), form! {}).leads(KEYS);
    }
    let shown = browser.get(&format!("{KEYS}/{}/history", key.key)).is(200).says("administrator@");
    assert_eq!(shown.text.matches("<td class=\"at\"").count(), 2, "made and disabled: {}", shown.text);
    browser.get(&format!("{KEYS}/999/history")).is(404);
}

#[test]
fn what_stops_a_key_says_what_it_would_hit_and_leads_back() {
    let hub = TestHub::new();
    hub.site("north");
    let key = hub.key("north", "/api/v*/orders/statuses");
    key.get("/orders/statuses", form! { ids: [1] }).ok();
    hub.flush();
    hub.edit_key(key.key, |key| key.body = r#"{"party":"Network GmbH","owner":"Ana"}"#.to_owned());
    let mut browser = Browser::signed_in(&hub, "administrator");
    let path = format!("{KEYS}/{}", key.key);
    for (act, says) in
        [("disable", "You can enable the key again at any time"), ("delete", "13 Apr 2026 (30 days)"), ("leaked", "This cannot be undone")]
    {
        let shown = browser.get(&format!("{path}/{act}")).is(200).says("1 call today, from 127.0.0.1.").says("/api/v*/orders/statuses");
        let shown = shown.says("Store north").says("Network GmbH, contact Ana").says(says).says("The next call is refused.");
        shown.says(&format!("class=\"button plain\" href=\"{path}\"")).hides("class=\"button plain\" href=\"/integration/keys\"");
        browser.get(&format!("{path}/{act}?from=list")).is(200).says("class=\"button plain\" href=\"/integration/keys\"");
    }
    // The milder way is offered where there is one.
    browser.get(&format!("{path}/delete")).says(&format!("href=\"{path}/disable\""));
    browser.get(&format!("{path}/leaked")).says(&format!("href=\"{path}/rotate\""));
    hub.edit_key(key.key, |key| key.active = false);
    browser.get(&format!("{path}/delete")).hides(&format!("href=\"{path}/disable\""));
    hub.edit_key(key.key, |key| key.cause = Some((cause::LEAKED.to_owned(), 0)));
    browser.get(&path).is(200).says("badge wrong");
}

#[test]
fn the_command_to_try_is_right_for_the_key() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let mut made = |method: &str, access: &str| {
        let token = browser.get("/integration/keys/add").field("token");
        let form = form! { token: token.clone(), whose: "ours", name: "Try", access: access, store: "south", method: method };
        let shown = browser.post("/integration/keys/add", form).is(200);
        let shown = shown.says("Number ");
        let command = shown.between("aria-hidden=\"true\">curl", "</textarea>").expect("there is a command").replace("&#39;", "'");
        assert!(command.contains(&format!("-H 'X-API-KEY: {token}'")), "{command}");
        // Beside the field and the command nothing holds the whole token.
        assert_eq!(shown.text.matches(token.as_str()).count(), 2, "{}", shown.text);
        command
    };
    let statuses = made("/orders/statuses", "all");
    assert!(
        statuses.contains("/api/v5/orders/statuses'") && statuses.contains("externalIds[]=1") && !statuses.contains("site"),
        "{statuses}"
    );
    assert!(made("/orders", "individual").contains("filter[sites][]=south"));
    let create = made("/orders/create", "individual");
    assert!(create.contains("-X POST") && create.contains("site=south") && create.contains("/orders/create'"), "{create}");
}

#[test]
fn a_name_with_a_hidden_character_is_refused_at_its_field_and_a_long_one_is_shown_whole() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let token = browser.get("/integration/keys/add").field("token");
    let mut add = |name: &str| {
        browser.post("/integration/keys/add", form! { token: token.clone(), whose: "ours", name: name, access: "all", method: "/orders" })
    };
    add("CPA\u{202e}network").is(400).says("id=\"fault-name\"").says("invisible or changes the direction of text");
    let long = "x".repeat(255);
    add(&long).is(200).says("Key added.");
    browser.get(KEYS).is(200).says(&format!("title=\"{long}\"")).says(&format!("<bdi>{long}</bdi>"));
}
