//! From a list of calls to the smallest key.

use serde_json::json;
use wire::methods;

use crate::support::{Browser, TestHub};

const PATH: &str = "/integration/keys/from-calls";

/// The names of the methods a page would make a key with, or that a form has ticked.
fn methods(text: &str, tag: &str) -> Vec<String> {
    let inputs = text.split("<input ").skip(1).filter_map(|rest| rest.split('>').next());
    let wanted = inputs.filter(|input| input.contains(tag) && input.contains("name=\"method\""));
    wanted.filter_map(|input| input.split("value=\"").nth(1)?.split('"').next().map(str::to_owned)).collect()
}

#[test]
fn a_pasted_list_and_a_file_lead_to_a_form_with_those_ticks() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.get("/integration/keys/add").is(200).says(PATH);
    browser.get("/integration/keys").is(200).says(PATH);
    browser.get(PATH).is(200).says("enctype=\"multipart/form-data\"").hides("role=\"status\"");
    let har =
        json!({"log": {"entries": [{"request": {"method": "POST", "url": "https://h/api/v5/orders/create?apiKey=secret-in-the-file"}}]}});
    let pasted = "GET /api/v5/orders/statuses?apiKey=secret\nPUT /api/v5/orders\nGET /api/v5/<b>nothing</b>";
    let shown = browser.upload(PATH, &[("text", None, pasted), ("file", Some("calls.har"), &har.to_string())]).is(200);
    assert_eq!(methods(&shown.text, "hidden"), ["/orders/create", "/orders/statuses"]);
    let shown = shown.says("2 methods needed").says("PUT /api/v5/orders").says("has another HTTP method").hides("secret-in-the-file");
    let report = shown.between("role=\"status\"", "</section>").unwrap_or_default();
    assert!(!report.contains("secret") && !report.contains("<b>"), "{report}");
    let form = browser.get("/integration/keys/add?method=%2Forders%2Fcreate&method=%2Forders%2Fstatuses&method=%2Fnothing").is(200);
    assert_eq!(methods(&form.text, "checked"), ["/orders/create", "/orders/statuses"]);
    // The form grants nothing by itself.
    browser.get("/integration/keys").is(200).says("No keys yet");
}

#[test]
fn everything_there_is_can_be_asked_for() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let shown = browser.upload(PATH, &[("text", None, ""), ("file", Some("openapi.json"), &hub::book::document())]).is(200);
    let names = methods(&shown.text, "hidden");
    assert_eq!(names, methods::all().iter().map(|method| method.name()).collect::<Vec<_>>());
    shown.hides("Not recognised");
    let query = names.iter().map(|name| format!("method={}", name.replace('/', "%2F").replace('{', "%7B").replace('}', "%7D")));
    let form = browser.get(&format!("/integration/keys/add?{}", query.collect::<Vec<_>>().join("&"))).is(200);
    assert_eq!(methods(&form.text, "checked").len(), names.len());
}

#[test]
fn what_cannot_be_read_is_told() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.upload(PATH, &[("text", None, "nothing of that kind"), ("file", Some(""), "")]).is(200).says("No calls were recognised");
    browser.upload(PATH, &[("text", None, "{\"log\": {\"entries\": 5}}")]).is(200).says("No calls were recognised");
    let many: String = (0..500).map(|number| format!("GET /api/v5/nothing/{number}/at/all\n")).collect();
    let shown = browser.upload(PATH, &[("text", None, &many)]).is(200).says("and 300 more");
    assert_eq!(shown.text.matches("no such method").count(), 200);
    browser.post(PATH, form! { text: "GET /api/v5/orders" }).is(415);
    let mut manager = Browser::signed_in(&hub, "manager");
    manager.upload(PATH, &[("text", None, "GET /api/v5/orders")]).is(403);
}
