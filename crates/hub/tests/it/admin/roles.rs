//! Who may go where: decided by the router for every address there is.

use crate::support::{Browser, TestHub};

/// Addresses of the pages: verb, path, and who may go there.
fn pages(store: i64, key: i64) -> Vec<(&'static str, String, &'static [&'static str])> {
    const ALL: &[&str] = &["administrator", "manager", "read-only"];
    const MANAGERS: &[&str] = &["administrator", "manager"];
    const ADMINISTRATORS: &[&str] = &["administrator"];
    let key = |rest: &str| format!("/integration/keys/{key}{rest}");
    vec![
        ("GET", "/account".to_owned(), ALL),
        ("POST", "/account".to_owned(), ALL),
        ("GET", "/stores".to_owned(), ALL),
        ("GET", format!("/stores/{store}"), ALL),
        ("GET", "/integration/keys".to_owned(), ALL),
        ("GET", key(""), ALL),
        ("GET", key("/edit"), ALL),
        ("GET", key("/history"), ADMINISTRATORS),
        ("GET", key("/finish"), ADMINISTRATORS),
        ("POST", "/integration/keys/search".to_owned(), ALL),
        ("GET", "/reference".to_owned(), ALL),
        ("GET", "/reference/orders".to_owned(), ALL),
        ("GET", "/reference/orders/orders-create".to_owned(), ALL),
        ("GET", "/reference/openapi.json".to_owned(), ALL),
        ("GET", "/reference/try".to_owned(), ALL),
        ("GET", key("/try"), ALL),
        ("GET", "/integration/refusals".to_owned(), ALL),
        ("GET", key("/reveal"), ADMINISTRATORS),
        ("POST", key("/reveal"), ADMINISTRATORS),
        ("GET", key("/rotate"), ADMINISTRATORS),
        ("POST", key("/rotate"), ADMINISTRATORS),
        ("POST", key("/finish"), ADMINISTRATORS),
        ("GET", key("/leaked"), ADMINISTRATORS),
        ("POST", key("/restore"), ADMINISTRATORS),
        ("GET", "/integration/keys/export".to_owned(), ALL),
        ("GET", "/integration/keys/unused".to_owned(), ALL),
        ("GET", key("/usage"), ALL),
        ("GET", "/integration/templates".to_owned(), ALL),
        ("GET", "/integration/templates/cpa".to_owned(), ALL),
        ("GET", "/integration/templates/add".to_owned(), ADMINISTRATORS),
        ("POST", "/integration/templates/add".to_owned(), ADMINISTRATORS),
        ("POST", "/integration/templates/cpa".to_owned(), ADMINISTRATORS),
        ("GET", "/integration/templates/cpa/keys".to_owned(), ADMINISTRATORS),
        ("POST", "/integration/templates/cpa/keys".to_owned(), ADMINISTRATORS),
        ("GET", "/integration/templates/cpa/delete".to_owned(), ADMINISTRATORS),
        ("POST", "/integration/templates/cpa/delete".to_owned(), ADMINISTRATORS),
        ("POST", "/integration/keys/bulk".to_owned(), ADMINISTRATORS),
        ("POST", "/integration/keys/bulk/apply".to_owned(), ADMINISTRATORS),
        ("GET", "/integration/keys/panic".to_owned(), ADMINISTRATORS),
        ("POST", "/integration/keys/panic".to_owned(), ADMINISTRATORS),
        ("POST", "/integration/keys/panic/undo".to_owned(), ADMINISTRATORS),
        ("GET", key("/advice"), ALL),
        ("GET", key("/can"), ALL),
        ("GET", "/integration/keys/who".to_owned(), ALL),
        ("GET", "/integration/keys/care".to_owned(), ALL),
        ("POST", "/integration/keys/care".to_owned(), ADMINISTRATORS),
        ("GET", key("/addresses"), ADMINISTRATORS),
        ("POST", key("/addresses"), ADMINISTRATORS),
        ("GET", key("/extend"), ADMINISTRATORS),
        ("POST", key("/extend"), ADMINISTRATORS),
        ("POST", key("/reviewed"), ADMINISTRATORS),
        ("GET", "/people/1/keys".to_owned(), ADMINISTRATORS),
        ("POST", "/people/1/keys".to_owned(), ADMINISTRATORS),
        ("GET", "/settings/custom-fields".to_owned(), ADMINISTRATORS),
        ("GET", "/settings/custom-fields/add".to_owned(), ADMINISTRATORS),
        ("POST", "/settings/custom-fields/add".to_owned(), ADMINISTRATORS),
        ("GET", "/settings/dictionaries/add".to_owned(), ADMINISTRATORS),
        ("POST", "/settings/dictionaries/add".to_owned(), ADMINISTRATORS),
        ("GET", "/stores/add".to_owned(), MANAGERS),
        ("POST", "/stores/add".to_owned(), MANAGERS),
        ("GET", format!("/stores/{store}/settings"), ALL),
        ("POST", format!("/stores/{store}/settings"), MANAGERS),
        ("GET", "/books".to_owned(), ALL),
        ("GET", "/books/statuses".to_owned(), ALL),
        ("POST", "/books/statuses".to_owned(), MANAGERS),
        ("POST", "/books/statuses/order".to_owned(), MANAGERS),
        ("GET", "/orders/counts".to_owned(), ALL),
        ("GET", "/customers/counts".to_owned(), ALL),
        ("GET", "/start".to_owned(), ALL),
        ("POST", "/start/checklist".to_owned(), ALL),
        ("GET", "/search".to_owned(), ALL),
        ("POST", "/search".to_owned(), ALL),
        ("GET", "/help".to_owned(), ALL),
        ("GET", "/help/keys".to_owned(), ALL),
        ("GET", "/help/guide/usage".to_owned(), ALL),
        ("POST", "/account/profile".to_owned(), ALL),
        ("POST", "/account/sessions/end".to_owned(), ALL),
        ("GET", "/integration/keys/add".to_owned(), ADMINISTRATORS),
        ("POST", "/integration/keys/add".to_owned(), ADMINISTRATORS),
        ("GET", "/integration/keys/from-calls".to_owned(), ADMINISTRATORS),
        ("POST", key("/edit"), ADMINISTRATORS),
        ("GET", key("/disable"), ADMINISTRATORS),
        ("GET", key("/delete"), ADMINISTRATORS),
        ("POST", key("/disable"), ADMINISTRATORS),
        ("POST", key("/enable"), ADMINISTRATORS),
        ("GET", "/integration/audit-log".to_owned(), ADMINISTRATORS),
        ("GET", "/integration/audit-log.csv".to_owned(), ADMINISTRATORS),
        ("POST", "/integration/audit-log/verify".to_owned(), ADMINISTRATORS),
        ("POST", "/integration/keys/unused".to_owned(), ADMINISTRATORS),
        ("POST", key("/advice/trial"), ADMINISTRATORS),
        ("POST", key("/advice/drop"), ADMINISTRATORS),
        ("POST", key("/advice/apply"), ADMINISTRATORS),
        ("POST", key("/advice/revert"), ADMINISTRATORS),
        ("GET", "/account/second-step".to_owned(), ALL),
        ("POST", "/account/second-step".to_owned(), ALL),
        ("POST", "/account/second-step/begin".to_owned(), ALL),
        ("POST", "/account/second-step/codes".to_owned(), ALL),
        ("POST", "/account/second-step/off".to_owned(), ALL),
        ("GET", "/integration/marketplace".to_owned(), ALL),
        ("GET", "/integration/marketplace/forget?code=m".to_owned(), ADMINISTRATORS),
        ("GET", "/people".to_owned(), ADMINISTRATORS),
        ("GET", "/people/add".to_owned(), ADMINISTRATORS),
        ("POST", "/people/add".to_owned(), ADMINISTRATORS),
        ("GET", "/people/1".to_owned(), ADMINISTRATORS),
        ("POST", "/people/1".to_owned(), ADMINISTRATORS),
        ("GET", "/people/1/reset".to_owned(), ADMINISTRATORS),
        ("POST", "/people/1/second-step-off".to_owned(), ADMINISTRATORS),
        ("GET", "/people/1/orders".to_owned(), ADMINISTRATORS),
        ("POST", "/people/1/orders".to_owned(), ADMINISTRATORS),
        ("GET", "/settings".to_owned(), ADMINISTRATORS),
        ("POST", "/settings".to_owned(), ADMINISTRATORS),
        ("GET", "/settings/storage".to_owned(), ADMINISTRATORS),
        ("POST", "/settings/storage".to_owned(), ADMINISTRATORS),
        ("GET", "/settings/backups".to_owned(), ADMINISTRATORS),
        ("POST", "/settings/backups".to_owned(), ADMINISTRATORS),
        ("POST", "/settings/backups/run".to_owned(), ADMINISTRATORS),
        ("GET", "/export".to_owned(), ALL),
        ("GET", "/export/orders.csv?store=north".to_owned(), ALL),
        ("GET", "/integration/webhooks".to_owned(), ADMINISTRATORS),
        ("GET", "/integration/webhooks/add".to_owned(), ADMINISTRATORS),
        ("POST", "/integration/webhooks/add".to_owned(), ADMINISTRATORS),
    ]
}

#[test]
fn a_role_leads_as_far_as_it_covers() {
    let hub = TestHub::new();
    let (store, key) = hub.site_with_key();
    key.post("/integration-modules/m/edit", form! { integrationModule: {name: "M"} }).ok();
    for role in ["read-only", "manager", "administrator"] {
        let mut browser = Browser::signed_in(&hub, role);
        for (verb, path, roles) in pages(store.id, key.key) {
            let shown = if verb == "GET" { browser.get(&path) } else { browser.post(&path, form! {}) };
            if roles.contains(&role) {
                assert!([200, 303, 400].contains(&shown.status), "{role} {verb} {path}: {}", shown.status);
            } else {
                shown.is(403).says("have permission");
            }
        }
    }
    key.get("/api/credentials", form! {}).ok();
}

#[test]
fn strangers_are_sent_to_the_door() {
    let hub = TestHub::new();
    let (store, key) = hub.site_with_key();
    hub.staff("ada@hub.test", "administrator");
    let mut stranger = Browser::new(hub.address());
    for (verb, path, _) in pages(store.id, key.key) {
        let shown = if verb == "GET" { stranger.get(&path) } else { stranger.post(&path, form! {}) };
        shown.leads("/sign-in");
    }
    stranger.post(&format!("/integration/keys/{}/delete", key.key), form! {}).leads("/sign-in");
    key.get("/api/credentials", form! {}).ok();
}

#[test]
fn a_key_opens_no_page() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    hub.staff("ada@hub.test", "administrator");
    let token = key.token.clone().unwrap_or_default();
    let mut browser = Browser::new(hub.address());
    browser.send("GET", &format!("/stores?apiKey={token}"), &[("X-API-KEY", &token)], "").leads("/sign-in");
}

#[test]
fn those_who_only_read_see_forms_they_cannot_send() {
    let hub = TestHub::new();
    let (store, key) = hub.site_with_key();
    let mut reader = Browser::signed_in(&hub, "read-only");
    let store = reader.get(&format!("/stores/{}/settings", store.id)).is(200);
    assert!(store.says("<fieldset class=\"panel\" disabled>").between("<div class=\"bar", ">").is_none());
    let path = format!("/integration/keys/{}", key.key);
    reader.get(&path).is(200).hides(&format!("{path}/disable")).hides(&format!("{path}/rotate"));
    let key = reader.get(&format!("{path}/edit")).is(200);
    assert!(
        key.says("<fieldset class=\"panel in\" disabled>").hides(&format!("{path}/disable")).between("<div class=\"bar", ">").is_none()
    );
}

#[test]
fn a_server_that_cannot_rely_on_its_memory_answers_neither_pages_nor_calls_and_says_when_to_come_again() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let lease = hub.hub.lease();
    lease.withdraw();
    let shown = browser.get("/integration/keys").is(503);
    assert!(shown.header("retry-after").is_some(), "a page does not say when to come again");
    let refused = key.get("/api/credentials", form! {}).refused(503, "Service Temporarily Unavailable");
    assert!(refused.header("retry-after").is_some(), "an answer does not say when to come again");
    lease.renew(lease.withdrawals(), None);
    browser.get("/integration/keys").is(200);
    key.get("/api/credentials", form! {}).ok();
}
