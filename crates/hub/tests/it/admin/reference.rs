//! The reference book in the browser: its index, a page for each method, the document, the page to try methods out.

use domain::{audit_log::By, settings};
use hub::book;
use wire::methods;

use crate::support::{Browser, TestHub};

/// Makes the account speak a language.
fn speaking(hub: &TestHub, language: &'static str) {
    let now = hub.hub.clock.now();
    hub.hub
        .db
        .write_now(move |tx| settings::set(tx, "language", language, &By::CommandLine, now))
        .unwrap_or_else(|fault| panic!("{fault}"));
}

#[test]
fn the_index_leads_to_a_page_of_every_method() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "read-only");
    let index = browser.get("/reference").is(200).says("href=\"/reference/try\"").says("href=\"/reference/openapi.json\"");
    for method in methods::all() {
        let address = book::address(method);
        for link in [format!("href=\"{address}\""), format!("href=\"/reference/{}\"", method.group)] {
            assert!(index.text.contains(&link), "{link}");
        }
        let shown = browser.get(&address).is(200);
        let newest = format!("{}{}", method.versions.prefixes().last().unwrap_or(&""), method.path);
        let shown =
            shown.says(&format!("<h1><code>{} {}", method.verb.name(), method.pattern())).says(&format!("{} {newest}", method.verb.name()));
        // The hub's own address, and an unknown token.
        shown.says("https://hub.test/api/").says("X-API-KEY: YOUR_TOKEN").hides("lky_");
    }
}

#[test]
fn a_page_tells_what_is_sent_and_answered_and_how_it_goes_wrong() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "manager");
    let create = browser.get("/reference/orders/orders-create").is(200);
    let create = create.says("order_write").says("If the key has several stores, name one").says("Response 201");
    let create = create.says("href=\"#shape-Order\"").says("id=\"shape-Order\"").says("id=\"shape-Delivery\"").says("Order is not loaded");
    create.says("External ID, unique in the store.");
    let list = browser.get("/reference/orders/orders").is(200).says("filter[externalIds][]").says("GET /api/v3/orders");
    list.says("Applies to the stores of the key");
    browser.get("/reference/orders/orders-history").is(200).says("<em>v3.</em>").says("<em>v4, v5.</em>");
    browser.get("/reference/users").is(200).says("/reference/users/users-id-status").hides("/reference/orders/orders-create");
    for nowhere in
        ["/reference/nothing", "/reference/orders/nothing", "/reference/users/orders-create", "/reference/orders/orders-create/x"]
    {
        browser.get(nowhere).is(404).says("<!doctype html>");
    }
}

#[test]
fn it_speaks_the_language_of_the_account() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    speaking(&hub, "ru");
    browser.get("/reference").is(200).says("Справочник API").says("Создать заказ");
    browser.get("/reference/orders/orders-create").is(200).says("Обязательный").says("Ключу не разрешён этот метод");
    speaking(&hub, "es");
    browser.get("/reference/orders/orders").is(200).says("texto, 255 caracteres como máximo");
}

#[test]
fn the_document_is_the_committed_one() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "read-only");
    let served = browser.get("/reference/openapi.json").is(200);
    assert_eq!(served.header("content-type"), Some("application/json"));
    assert_eq!(served.text, include_str!("../../../../../docs/reference/openapi.json"));
}

#[test]
fn a_key_form_links_every_method_to_its_page() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let form = browser.get("/integration/keys/add").is(200);
    for method in methods::all() {
        assert!(form.text.contains(&format!("href=\"{}\"", book::address(method))), "{}", method.path);
    }
}

#[test]
fn methods_are_tried_out_with_what_npm_gave_or_it_says_what_is_missing() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "read-only");
    let shown = browser.get("/reference/try").is(200);
    let policy = shown.header("content-security-policy").unwrap_or_default().to_owned();
    assert!(policy.starts_with("default-src 'self'; img-src 'self' data:;") && !policy.contains("unsafe"), "{policy}");
    if assets::all().is_empty() {
        shown.says("Install Node.js with npm").hides("swagger-ui-bundle.js");
        return;
    }
    shown.says("/assets/swagger-ui-bundle.js").says("/assets/try.js").hides("Install Node.js");
    for asset in assets::all() {
        let path = format!("/assets/{}", asset.name);
        let packed = browser.send("HEAD", &path, &[("Accept-Encoding", "br, gzip;q=0.8")], "").is(200);
        assert_eq!(packed.header("content-encoding"), Some("gzip"), "{path}");
        assert_eq!(packed.header("vary"), Some("accept-encoding"));
        let plain = browser.send("GET", &path, &[("Accept-Encoding", "gzip;q=0")], "").is(200);
        assert_eq!((plain.header("content-encoding"), plain.header("content-type")), (None, Some(asset.kind)));
        assert_eq!(plain.bytes, asset.plain().expect("it can be unpacked"), "{path}");
        browser.send("GET", &path, &[("If-None-Match", asset.tag)], "").is(304);
    }
}
