//! The test account tests itself: forms, stores, keys, events, the clock.

use database::Engine;
use domain::access::grant::Grant;
use wire::Moment;

use crate::support::hub::START;
use crate::support::{Call, Place, TestHub, fresh};

#[test]
fn forms_hold_texts_as_they_are_and_everything_else_as_json() {
    let id = 5;
    let form = form! { order: {id: id, offer: null, items: [{quantity: 2}, "tea"]}, site: "north", "filter[ids][]": id + 1, none: {} };
    let expected =
        [("order", r#"{"id":5,"offer":null,"items":[{"quantity":2},"tea"]}"#), ("site", "north"), ("filter[ids][]", "6"), ("none", "{}")];
    assert_eq!(form, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[test]
fn the_engine_is_the_one_that_was_asked_for() {
    let expected = match fresh::setting("LATCHKEY_TEST_DATABASE").as_deref() {
        Some("postgres") => Engine::Postgres,
        _ => Engine::Sqlite,
    };
    assert_eq!(TestHub::new().hub.db.engine(), expected);
}

#[test]
fn a_key_sees_the_stores_it_names() {
    let hub = TestHub::new();
    let (shop, key) = hub.site_with_key();
    hub.site("south");

    let grants = key.get("/api/credentials", form! {}).ok();
    assert_eq!(grants["siteAccess"], "access_selective");
    assert_eq!(grants["sitesAvailable"], serde_json::json!([shop.code]));

    let both = hub.key("south,north", "/api/credentials").get("/api/credentials", form! {}).ok();
    assert_eq!(both["sitesAvailable"], serde_json::json!(["north", "south"]));
    assert_eq!(both["credentials"], serde_json::json!(["/api/credentials"]));
    assert_eq!(hub.key("all", "all").get("/api/credentials", form! {}).ok()["siteAccess"], "access_full");
}

#[test]
fn every_test_has_a_database_of_its_own() {
    let (one, two) = (TestHub::new(), TestHub::new());
    let (shop, key) = one.site_with_key();
    assert_eq!(one.hub.account().site_code(shop.id), "north");
    assert!(two.hub.account().sites.is_empty());
    two.anonymous()
        .call(Place::Header.put(Call::get("/api/credentials"), key.token.as_deref().unwrap_or_default()))
        .refused(403, "Wrong \"apiKey\" value.");
}

#[test]
fn the_clock_stands_until_it_is_moved() {
    let hub = TestHub::new();
    assert_eq!(hub.hub.clock.now(), START);
    hub.clock.set(Moment(START.0 + 60));
    assert_eq!(hub.hub.clock.now(), Moment(START.0 + 60));
}

#[test]
fn changes_are_listed_oldest_first() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.customer(serde_json::json!({"externalId": "c"}));
    assert_eq!(hub.changes(), ["customer.id"]);
    key.post("/customers/c/edit", form! { customer: {firstName: "Ann"} }).ok();
    assert_eq!(hub.changes(), ["customer.id", "customer.first_name"]);
}

#[test]
fn a_token_of_another_system_may_be_imported() {
    let hub = TestHub::new();
    for length in [32, 64, 100] {
        let token = "0123456789abcdefQ_".repeat(6)[..length].to_owned();
        hub.key_with_token("all", Grant::All, &token).get("/api/credentials", form! {}).ok();
    }
}
