//! Custom fields and dictionaries on the pages.

use serde_json::json;

use crate::support::{Browser, TestHub};

#[test]
fn fields_and_dictionaries_are_declared_on_pages() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.get("/settings").is(200).says("href=\"/settings/custom-fields\"");
    browser.get("/settings/custom-fields").is(200).says("No custom fields yet.");
    browser.get("/settings/dictionaries/add").is(200);
    let dictionary = form! { name: "Colours", code: "colours", elements: "red Bright red\r\nblue Blue\r\n" };
    browser.post("/settings/dictionaries/add", dictionary).leads("/settings/custom-fields?done=dictionary-saved");
    let shown = key.get("/custom-fields/dictionaries/colours", form! {}).ok()["customDictionary"].take();
    let elements = json!([{"name": "Bright red", "code": "red", "ordering": 10}, {"name": "Blue", "code": "blue", "ordering": 20}]);
    assert_eq!(shown, json!({"name": "Colours", "elements": elements, "code": "colours"}));

    browser.get("/settings/custom-fields/add?entity=customer").is(200).says("<option value=\"customer\" selected>");
    let field = form! {
        entity: "order", code: "wrap", name: "Wrapping", type: "multiselect_dictionary", dictionary: "colours", default: "red, blue",
        ordering: "5", mode: "editable", required: "yes",
    };
    browser.post("/settings/custom-fields/add", field).leads("/settings/custom-fields?done=cf-saved");
    browser.get("/settings/custom-fields?done=cf-saved").is(200).says("Wrapping").says("Colours").says("Custom field saved.");
    let read = || key.get("/custom-fields/order/wrap", form! {}).ok()["customField"].take();
    assert_eq!((&read()["defaultTyped"], &read()["required"], &read()["ordering"]), (&json!(["red", "blue"]), &json!(true), &json!(5)));

    let page = browser.get("/settings/custom-fields/order/wrap").is(200);
    assert_eq!([page.field("name"), page.field("default"), page.field("ordering")], ["Wrapping", "red, blue", "5"]);
    let edit = form! { base: page.field("base"), name: "Gift wrap", dictionary: "colours", default: "", ordering: "7", mode: "hidden" };
    browser.post("/settings/custom-fields/order/wrap", edit).leads("/settings/custom-fields?done=cf-saved");
    let now = read();
    assert_eq!((&now["name"], &now["viewMode"], &now["required"]), (&json!("Gift wrap"), &json!("hidden"), &json!(false)));
    assert!(now.get("defaultTyped").is_none());

    let page = browser.get("/settings/dictionaries/colours").is(200).says("red Bright red");
    let edit = form! { base: page.field("base"), name: "Colours", elements: "red Red" };
    browser.post("/settings/dictionaries/colours", edit).leads("/settings/custom-fields?done=dictionary-saved");
    assert_eq!(key.get("/custom-fields/dictionaries/colours", form! {}).ok()["customDictionary"]["elements"][0]["name"], "Red");
    browser.get("/settings/custom-fields/order/none").is(404);
    browser.get("/settings/custom-fields/orders/wrap").is(404);
    browser.get("/settings/dictionaries/none").is(404);
}

#[test]
fn changes_on_pages_are_in_the_audit_log() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let field = form! { entity: "order", code: "wrap", name: "Wrapping", type: "string", default: "no", mode: "editable" };
    browser.post("/settings/custom-fields/add", field);
    let change = |browser: &mut Browser, name: &str| {
        let page = browser.get("/settings/custom-fields/order/wrap").is(200);
        let edit = form! { base: page.field("base"), name: name, default: "no", ordering: page.field("ordering"), mode: "editable" };
        browser.post("/settings/custom-fields/order/wrap", edit).leads("/settings/custom-fields?done=cf-saved");
    };
    change(&mut browser, "Gift wrap");
    change(&mut browser, "Gift wrap");
    browser.post("/settings/dictionaries/add", form! { code: "colours", name: "Colours", elements: "red Red" });
    let page = browser.get("/settings/dictionaries/colours").is(200);
    let edit = form! { base: page.field("base"), name: "Colours", elements: "red Red\nblue Blue" };
    browser.post("/settings/dictionaries/colours", edit);
    browser.post("/settings/dictionaries/add", form! { code: "colours", name: "Again", elements: "" }).is(400);
    let rows = hub.hub.db.read_now(|tx| database::audit_log::after(tx, 0, 1_000)).expect("the log can be read");
    let rows: Vec<_> = rows.into_iter().filter(|row| row.action.starts_with("field.")).collect();
    let seen: Vec<(&str, &str)> = rows.iter().map(|row| (row.action.as_str(), row.subject_name.as_str())).collect();
    let expected = [
        ("field.changed", "order/wrap"),
        ("field.changed", "order/wrap"),
        ("field.dictionary_changed", "colours"),
        ("field.dictionary_changed", "colours"),
    ];
    assert_eq!(seen, expected, "an edit that changes nothing leaves no row, nor does one that is refused");
    let details = |place: usize| serde_json::from_str::<serde_json::Value>(&rows[place].details).expect("details are JSON");
    assert_eq!(details(1), json!({"name": {"before": "Wrapping", "after": "Gift wrap"}}));
    assert_eq!(details(3), json!({"elements": {"before": ["red Red"], "after": ["red Red", "blue Blue"]}}));
    let shown = browser.get("/integration/audit-log?what=field").is(200);
    shown
        .says("Custom field added or changed")
        .says("Dictionary added or changed")
        .says("blue Blue")
        .says("/settings/custom-fields/order/wrap");
}

#[test]
fn what_cannot_be_is_refused_all_at_once_and_stays_in_the_form() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let wrong = form! { entity: "order", code: "a b", name: "Kept", type: "dictionary", ordering: "-1", default: "x", mode: "editable" };
    browser.post("/settings/custom-fields/add", wrong).is(400).says("a code that isn").says("value=\"Kept\"").says("value=\"a b\"");
    let wrong = form! { entity: "order", code: "a", name: "Kept", type: "dictionary", ordering: "-1", mode: "editable" };
    browser.post("/settings/custom-fields/add", wrong).is(400).says("Enter a whole number, 0 or more.").says("id=\"fault-cf-ordering\"");
    let wrong = form! { entity: "order", code: "a", name: "Kept", type: "boolean", default: "maybe", mode: "editable" };
    browser.post("/settings/custom-fields/add", wrong).is(400).says("Enter a default of the field");
    let wrong = form! { code: "d", name: "D", elements: "red\nblue Blue\nblue Again" };
    browser.post("/settings/dictionaries/add", wrong).is(400).says("Give each element a code of its own and a name.").says("blue Again");
}

#[test]
fn what_was_changed_meanwhile_is_asked_about() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let dictionary = form! { customDictionary: {code: "d", name: "D", elements: [{code: "a", name: "A"}]} };
    key.post("/custom-fields/dictionaries/create", dictionary).ok();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let page = browser.get("/settings/dictionaries/d").is(200);
    key.post("/custom-fields/dictionaries/d/edit", form! { customDictionary: {name: "Theirs"} }).ok();
    let edit = form! { base: page.field("base"), name: "Mine", elements: "a A" };
    browser.post("/settings/dictionaries/d", edit).is(409).says("Theirs").says("Mine");
    assert_eq!(key.get("/custom-fields/dictionaries/d", form! {}).ok()["customDictionary"]["name"], "Theirs");
}
