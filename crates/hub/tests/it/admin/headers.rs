//! What every page is sent with, and what is refused before it reaches a page.

use crate::support::{Browser, TestHub};

#[test]
fn every_page_forbids_foreign_scripts_and_frames() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    for path in [
        "/",
        "/stores",
        "/integration/keys",
        "/integration/keys/add",
        "/reference",
        "/reference/orders/orders",
        "/reference/try",
        "/nowhere",
        "/assets/latchkey.css",
    ] {
        let shown = browser.get(path);
        let policy = shown.header("content-security-policy").unwrap_or_default();
        assert!(policy.starts_with("default-src 'self';") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(shown.header("x-frame-options"), Some("DENY"), "{path}");
        assert_eq!(shown.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(shown.header("referrer-policy"), Some("same-origin"), "{path}");
        for inline in ["<style", "style=\"", "onclick", "javascript:"] {
            assert!(!shown.text.contains(inline), "{path} holds {inline}");
        }
        if !path.starts_with("/assets") {
            assert_eq!(shown.header("cache-control"), Some("no-store"), "{path}");
        }
    }
}

#[test]
fn what_came_from_another_site_changes_nothing() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let form = "name=Stolen&code=stolen&active=yes";
    for headers in [
        &[("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example")][..],
        &[("Sec-Fetch-Site", "same-site"), ("Origin", "https://other.hub.test")],
        &[("Origin", "https://evil.example")],
        &[("Origin", "null")],
    ] {
        browser.send("POST", "/stores/add", headers, form).is(403).says("another site");
    }
    assert!(hub.hub.account().site("stolen").is_none());
    // The public address is known even when a proxy in between calls the hub by another name.
    browser.send("POST", "/stores/add", &[("Origin", "https://hub.test")], form).leads("/stores");
    assert!(hub.hub.account().site("stolen").is_some());
}

#[test]
fn assets_are_sent_once() {
    let hub = TestHub::new();
    let mut browser = Browser::new(hub.address());
    for (name, kind) in
        [("latchkey.css", "text/css; charset=utf-8"), ("latchkey.js", "text/javascript; charset=utf-8"), ("icon.svg", "image/svg+xml")]
    {
        let path = format!("/assets/{name}");
        let first = browser.get(&path).is(200);
        assert_eq!(first.header("content-type"), Some(kind));
        let tag = first.header("etag").expect("there is a tag").to_owned();
        let again = browser.send("GET", &path, &[("If-None-Match", &tag)], "").is(304);
        assert!(again.text.is_empty() && !first.text.is_empty());
    }
    browser.get("/assets/nothing.css").is(404);
}

#[test]
fn errors_outside_the_api_are_pages() {
    let hub = TestHub::new();
    let mut browser = Browser::new(hub.address());
    browser.get("/nowhere").is(404).says("<!doctype html>").says("Page not found");
    browser.post("/stores", form! {}).is(404).says("<!doctype html>");
    browser.get("/apiary").is(404).says("<!doctype html>");
    hub.anonymous().call(crate::support::Call::get("/api/nothing")).refused(404, "API method not found");
}
