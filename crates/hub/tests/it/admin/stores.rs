//! Stores on the pages: listed, added, edited.

use crate::support::browser::Shown;
use crate::support::{Browser, Call, TestHub};

/// The names of the list's rows, in order.
fn names(shown: &Shown) -> Vec<String> {
    let rows = shown.text.split("<th scope=\"row\">").skip(1);
    rows.map(|row| row.split('>').nth(2).and_then(|rest| rest.split('<').next()).unwrap_or_default().to_owned()).collect()
}

#[test]
fn an_empty_list_says_what_to_do_next() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "manager");
    browser.get("/stores").is(200).says("No stores yet").says("href=\"/stores/add\"");
    browser.get("/integration/keys").is(200).says("Add a store first");
}

#[test]
fn a_store_is_added_with_a_code_made_from_its_address() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "manager");
    let form = browser.get("/stores/add").is(200);
    assert_eq!((form.field("currency"), form.field("country")), ("RUB".to_owned(), "RU".to_owned()));
    let tea = || {
        form! {
            name: "Tea <shop>", url: "https://www.tea-shop.example/en", code: "", currency: "eur", country: "es",
            ordering: "7", description: "Leaves", active: "yes"
        }
    };
    browser.post("/stores/add", tea()).leads("/stores?done=store-added");
    browser.post("/stores/add", tea()).leads("/stores?done=store-added");
    let account = hub.hub.account();
    let site = account.site("tea-shop-example").expect("the code comes from the address");
    assert_eq!((site.name.as_str(), site.ordering, site.active), ("Tea <shop>", 7, true));
    let texts = ["url", "currency", "countryIso", "description"].map(|field| site.text(field).unwrap_or_default());
    assert_eq!(texts, ["https://www.tea-shop.example/en", "EUR", "ES", "Leaves"]);
    assert!(account.site("tea-shop-example-2").is_some(), "a code that is taken is numbered");
    browser.get("/stores?done=store-added").is(200).says("Store added").says("Tea &#60;shop&#62;").hides("<shop>");

    browser.post("/stores/add", form! { name: "Чай", url: "", code: "" }).is(400).says("Enter a code of letters");
    browser.post("/stores/add", form! { name: "Чай", url: "", code: "chai", active: "yes" }).leads("/stores");
    assert_eq!(hub.hub.account().site("chai").map(|site| site.ordering), Some(17), "a store without a place comes last");
}

#[test]
fn a_store_is_edited_and_its_code_stays() {
    let hub = TestHub::new();
    let id = hub.site("north").id;
    let mut browser = Browser::signed_in(&hub, "manager");
    let path = format!("/stores/{id}/settings");
    browser.get(&path).is(200).says("Store north");
    let changed = form! { name: "South", url: "https://south.example", code: "other", currency: "USD", country: "", ordering: "3" };
    browser.post(&path, changed).leads(&format!("/stores/{id}?done=store-saved"));
    let account = hub.hub.account();
    let site = account.site("north").expect("the code stays");
    assert_eq!((site.name.as_str(), site.active, site.text("countryIso")), ("South", false, None));
    for (field, value, text) in [
        ("url", "south", "Enter a complete URL"),
        ("currency", "XXXX", "ISO 4217"),
        ("country", "Spain", "ISO 3166"),
        ("ordering", "first", "whole number"),
        ("name", " ", "Enter a name"),
    ] {
        let mut form = form! { name: "South" };
        form.retain(|(name, _)| name != field);
        form.push((field.to_owned(), value.to_owned()));
        browser.post(&path, form).is(400).says(text).says("aria-invalid=\"true\"");
    }
    assert_eq!(hub.hub.account().site("north").map(|site| site.name.clone()), Some("South".to_owned()));
    for nothing in ["/stores/999", "/stores/north", "/stores/0"] {
        browser.get(nothing).is(404);
        browser.get(&format!("{nothing}/settings")).is(404);
        browser.post(&format!("{nothing}/settings"), form! { name: "South" }).is(404);
    }
}

#[test]
fn the_list_is_filtered_and_sorted_by_its_address() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "manager");
    for (name, url, ordering, active) in [
        ("Бета", "https://www.b.example", "30", "yes"),
        ("alpha", "https://c.example", "20", "yes"),
        ("Gamma", "http://a.example", "10", "no"),
    ] {
        let mut form = form! { name: name, url: url, ordering: ordering };
        form.extend((active == "yes").then(|| ("active".to_owned(), "yes".to_owned())));
        browser.post("/stores/add", form).leads("/stores");
    }
    let mut list = |query: &str| names(&browser.get(&format!("/stores{query}")).is(200));
    assert_eq!(list(""), ["Gamma", "alpha", "Бета"]);
    assert_eq!(list("?sort=order&back=1"), ["Бета", "alpha", "Gamma"]);
    assert_eq!(list("?sort=name"), ["alpha", "Gamma", "Бета"]);
    assert_eq!(list("?sort=address"), ["Gamma", "Бета", "alpha"]);
    assert_eq!(list("?name=%D0%91%D0%95%D0%A2"), ["Бета"], "case is folded beyond ASCII");
    assert_eq!(list("?active=no"), ["Gamma"]);
    assert_eq!(list("?active=yes&name=ALPH"), ["alpha"]);
    assert_eq!(list("?name=nothing"), Vec::<String>::new());
    browser.get("/stores?name=nothing").is(200).says("No results");
}

#[test]
fn a_store_tells_which_keys_reach_it() {
    let hub = TestHub::new();
    let (north, south) = (hub.site("north").id, hub.site("south").id);
    hub.key("all", "all");
    hub.key("north", "/api/v*/orders/statuses");
    let mut browser = Browser::signed_in(&hub, "read-only");
    browser.get(&format!("/stores/{north}")).is(200).says("Show 2 keys in the list");
    browser.get(&format!("/stores/{south}")).is(200).says("Show 1 key in the list");
    browser.get("/stores").says("2 keys").says("1 key<");
}

#[test]
fn a_store_has_a_legal_entity_and_a_sender_to_choose() {
    let hub = TestHub::new();
    let (store, key) = hub.site_with_key();
    let mut browser = Browser::signed_in(&hub, "manager");
    let (page, path) = (format!("/stores/{}", store.id), format!("/stores/{}/settings", store.id));
    browser.get(&path).is(200).says("There are none yet");
    let entity = form! { legalEntity: {legalName: "Tea Ltd", contragentType: "legal-entity", countryIso: "ES"} };
    key.post("/reference/legal-entities/tea/edit", entity).ok();
    browser.get(&path).is(200).says("<option value=\"tea\">Tea Ltd</option>").hides("There are none yet");
    let changed = || form! { name: "North", entity: "tea", "sender-name": "Tea Shop", "sender-email": "hello@tea.example", active: "yes" };
    browser.post(&path, changed()).leads(&format!("{page}?done=store-saved"));
    browser.get(&path).says("<option value=\"tea\" selected>").says("value=\"Tea Shop\"").says("value=\"hello@tea.example\"");
    let site = key.get("/reference/sites", form! {}).ok()["sites"]["north"].clone();
    assert_eq!((&site["contragentCode"], &site["senderName"]), (&"tea".into(), &"Tea Shop".into()));
    assert_eq!((&site["contragent"]["legalName"], &site["senderEmail"]), (&"Tea Ltd".into(), &"hello@tea.example".into()));
    browser.post(&path, form! { name: "North", entity: "coffee" }).is(400).says("Select one of the legal entities");
    browser.post(&path, form! { name: "North", "sender-email": "hello" }).is(400).says("Enter a valid email, such as shop@example.com.");
    browser.post(&path, form! { name: "North", active: "yes" }).leads(&format!("{page}?done=store-saved"));
    assert!(key.get("/reference/sites", form! {}).ok()["sites"]["north"].get("contragentCode").is_none());
}

#[test]
fn the_page_of_a_store_says_whether_it_is_alive_and_by_which_keys() {
    let hub = TestHub::new();
    let (north, south) = (hub.site("north").id, hub.site("south").id);
    let (one, limited) = (hub.key("north", "all"), hub.key("north", "/api/v*/orders/statuses"));
    let mut browser = Browser::signed_in(&hub, "read-only");
    browser.get(&format!("/stores/{south}")).is(200).says("No calls yet").says("never").hides("<svg viewBox");
    let order = one.order(serde_json::json!({"externalId": "7", "firstName": "Ann"}));
    one.get("/orders", form! { limit: 7 });
    limited.get("/customers", form! {}).denied();
    hub.flush();
    for period in ["", "?period=week", "?period=month", "?period=nonsense"] {
        let shown = browser.get(&format!("/stores/{north}{period}")).is(200);
        let shown = shown.says("Connected").says(&format!("No. {}", order["number"].as_str().unwrap_or_default()));
        let shown = shown.says("1 failed · 1 refused").says("<p class=\"v\">3</p>").says("1 allowed, 2 refused or failed").says("just now");
        shown.says(&format!("href=\"/integration/keys/{}\"", one.key)).says("href=\"/integration/refusals\"");
    }
    browser.get(&format!("/stores/{south}")).says("No calls in this time");
    browser.get("/stores").is(200).says("just now").hides("fell silent");
}

#[test]
fn the_list_marks_stores_that_fell_silent_and_says_the_rule() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let key = hub.key("north", "all");
    for day in 0..7 {
        hub.clock.set(wire::Moment(crate::support::hub::START.0 + day * 86_400));
        key.call(Call::get("/api/credentials")).ok();
        hub.flush();
    }
    hub.clock.set(wire::Moment(crate::support::hub::START.0 + 10 * 86_400));
    let mut browser = Browser::signed_in(&hub, "read-only");
    browser.get("/stores").is(200).says("1 store fell silent").says("4 days ago").says("for 3 days");
    assert_eq!(names(&browser.get("/stores?state=silent").is(200)), ["Store north"]);
    browser.get("/start").says("1 store fell silent").says("href=\"/stores?state=silent\"");
}
