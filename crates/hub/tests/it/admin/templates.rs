//! Templates: made of a key's settings, a starting point that grants nothing, followed only where a user agrees.

use database::keys::Key;
use domain::keys;
use serde_json::Value;

use crate::support::browser::Shown;
use crate::support::form::Form;
use crate::support::{Browser, TestHub};

const TEMPLATES: &str = "/integration/templates";

fn stored(hub: &TestHub, id: i64) -> Key {
    hub.hub.db.read_now(move |tx| database::keys::find(tx, id)).expect("keys can be read").expect("there is such a key")
}

/// A key made from a template in the form, with everything as the form offers it: its id.
fn made_from(hub: &TestHub, browser: &mut Browser, code: &str, name: &str) -> i64 {
    let form = browser.get(&format!("/integration/keys/add?template={code}")).is(200);
    let mut fields = form! { token: form.field("token"), whose: "ours", name: name, access: "all", template: form.field("template"), rate: form.field("rate") };
    fields.extend(ticked(&form).into_iter().map(|method| ("method".to_owned(), method)));
    browser.post("/integration/keys/add", fields).is(200).says("Key added.");
    let keys = hub.hub.db.read_now(|tx| database::keys::changed_since(tx, 0)).expect("keys can be read");
    keys.last().expect("a key has been made").id
}

/// The methods that a form ticks.
fn ticked(form: &Shown) -> Vec<String> {
    let tags = form.text.split("<input").filter(|tag| tag.contains("name=\"method\""));
    let ticked = tags.filter(|tag| tag.split('>').next().is_some_and(|tag| tag.contains(" checked")));
    ticked.filter_map(|tag| Some(tag.split("value=\"").nth(1)?.split('"').next()?.to_owned())).collect()
}

/// The form of a page that shows what a template would change, with these keys ticked.
fn agreed(shown: &Shown, keys: &[i64]) -> Form {
    let mut form = form! { agreed: shown.field("agreed") };
    form.extend(keys.iter().map(|key| ("key".to_owned(), key.to_string())));
    form
}

#[test]
fn a_keys_settings_become_a_template_without_its_token_and_stores() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let id = key.key;
    hub.edit_key(id, |key| {
        key.methods = vec!["/orders".to_owned(), "/orders/statuses".to_owned()];
        key.all_methods = false;
        key.body =
            r#"{"limits":{"headerOnly":true,"rate":7},"masks":{"phone":"hide"},"rows":{"source":["cpa"]},"party":"Network"}"#.to_owned();
    });
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.get(TEMPLATES).is(200).says("You have no templates yet.").says("CPA network");
    browser.get(&format!("/integration/keys/{id}")).is(200).says(&format!("/integration/templates/add?key={id}"));
    let form = browser.get(&format!("{TEMPLATES}/add?key={id}")).is(200);
    assert_eq!(ticked(&form), ["/orders", "/orders/statuses"]);
    assert_eq!((form.field("rate"), form.field("row_source")), ("7".to_owned(), "cpa".to_owned()));
    assert!(form.text.contains("name=\"stores\" value=\"one\" checked") && form.text.contains("name=\"partner\" value=\"yes\" checked"));
    let form = form.hides("name=\"ends\"").hides("name=\"store\"").hides("name=\"party\"");
    form.hides(&key.token.unwrap_or_default());
    let fields = form! {
        code: "network", name: "Our networks", about: "For those who send buyers", stores: "one", partner: "yes", method: "/orders/statuses",
        rate: "7", header_only: "yes", mask_phone: "hide", row_source: "cpa",
    };
    browser.post(&format!("{TEMPLATES}/add"), fields.clone()).leads("/integration/templates?done=template-added");
    browser.get(TEMPLATES).is(200).says("Our networks").says("For those who send buyers").says("another company");
    let refused = |browser: &mut Browser, field: &str, value: &str, view: &str| {
        let mut fields = fields.clone();
        fields.retain(|(name, _)| name != field);
        fields.push((field.to_owned(), value.to_owned()));
        browser.post(&format!("{TEMPLATES}/add"), fields).is(400).says(view).says("For those who send buyers");
    };
    for code in ["network", "cpa", "", "with space", "add"] {
        refused(&mut browser, "code", code, "that no template has had before");
    }
    for (field, value, view) in [
        ("name", " ", "1 to 255"),
        ("method", "/nothing", "Select at least one method"),
        ("rate", "fast", "Enter a whole number from 0 to 1,000,000"),
        ("mask_prices", "partial", "cannot be hidden in this way"),
    ] {
        let mut odd = fields.clone();
        odd.retain(|(name, _)| name != "code" && name != field);
        odd.extend([("code".to_owned(), "other".to_owned()), (field.to_owned(), value.to_owned())]);
        browser.post(&format!("{TEMPLATES}/add"), odd).is(400).says(view);
    }
}

#[test]
fn a_link_prefills_the_form_and_grants_nothing() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let fields = form! { code: "mine", name: "Mine", stores: "some", method: "/orders", rate: "3", mask_email: "hide" };
    browser.post(&format!("{TEMPLATES}/add"), fields).leads("/integration/templates");
    let form = browser.get("/integration/keys/add?template=mine").is(200);
    assert_eq!(
        (ticked(&form), form.field("rate"), form.field("template")),
        (vec!["/orders".to_owned()], "3".to_owned(), "mine".to_owned())
    );
    assert!(form.text.contains("id=\"access-individual\" name=\"access\" value=\"individual\" checked"));
    assert!(form.text.contains("href=\"/integration/keys/add?template=mine\" aria-current=\"true\""));
    assert!(hub.hub.gate.is_empty(), "a link has made a key");
    // What is unticked in the form is not granted, whatever the template says; the key remembers it all the same.
    let token = form.field("token");
    let fields = form! { token: token.clone(), whose: "ours", name: "Shop", access: "all", template: "mine", method: "/orders/statuses" };
    browser.post("/integration/keys/add", fields).is(200).says("Key added.");
    let key = hub.holder(&token);
    key.get("/orders", form! {}).denied();
    key.get("/orders/statuses", form! { ids: "[1]" }).ok();
    browser.get("/integration/keys/1/edit").is(200).says("Created from").says("href=\"/integration/templates/mine\">Mine</a>");
    browser.get("/integration/keys?template=mine").is(200).says("Shop");
    browser.get("/integration/keys?template=cpa").is(200).hides(">Shop<");
    let copy = browser.get("/integration/keys/add?like=1").is(200);
    assert_eq!(copy.field("template"), "mine");
    // A template that is not there any more makes no key.
    let fields = form! { token: browser.get("/integration/keys/add").field("token"), whose: "ours", name: "Other", access: "all", template: "gone", method: "/orders" };
    browser.post("/integration/keys/add", fields).is(400).says("his template no longer exists");
    browser.get("/integration/keys/add?template=gone").is(200).hides("name=\"template\"");
}

#[test]
fn a_changed_template_changes_only_the_keys_that_are_ticked() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let template = |methods: [&str; 2], rate: &str| {
        let mut fields = form! { code: "mine", name: "Mine", stores: "all", rate: rate };
        fields.extend(methods.map(|method| ("method".to_owned(), method.to_owned())));
        fields
    };
    browser.post(&format!("{TEMPLATES}/add"), template(["/orders", "/customers"], "3")).leads(TEMPLATES);
    browser.get(&format!("{TEMPLATES}/mine/keys")).is(200).says("No keys have been created from this template yet.");
    let ids: Vec<i64> = ["First", "Second", "Third"].map(|name| made_from(&hub, &mut browser, "mine", name)).into();
    let path = format!("{TEMPLATES}/mine/keys");
    browser.get(&path).is(200).says("3 keys are not affected").hides("name=\"agreed\"");

    // What a key has of its own stays its own: its end, its notes, its begin.
    let third = ids[2];
    hub.edit_key(third, |key| {
        key.ends_at = Some(2_000_000_000);
        key.body = r#"{"template":"mine","limits":{"rate":3,"startsAt":5},"owner":"Ada"}"#.to_owned();
    });
    browser
        .post(&format!("{TEMPLATES}/mine"), template(["/orders", "/orders/statuses"], "5"))
        .leads(&format!("{path}?done=template-saved"));
    for id in &ids {
        assert_eq!(stored(&hub, *id).methods, ["/customers", "/orders"], "a template has changed a key by itself");
    }
    let shown = browser.get(&path).is(200).says("3 keys,").says("Calls per second: 3 → 5");
    let shown = shown.says("(/api/v*/orders/statuses)").says("(/api/v*/customers)").says("First").says("Third");
    assert!(!shown.text.contains(" checked"), "no user has agreed yet");
    browser.post(&path, agreed(&shown, &[])).is(400).says("at least one key");

    // The key is another one by now: nothing is done, and it is shown again with what was ticked.
    let first = ids[0];
    hub.edit_key(first, |key| key.name = "Renamed".to_owned());
    let again = browser.post(&path, agreed(&shown, &[ids[0], ids[2]])).is(200).says("have changed in the meantime").says("Renamed");
    assert_eq!(again.text.matches(" checked").count(), 2);
    assert_eq!(stored(&hub, first).methods, ["/customers", "/orders"]);
    browser.post(&path, agreed(&again, &[ids[0], ids[2]])).leads(&format!("{path}?done=template-applied&count=2"));
    browser
        .get(&format!("{path}?done=template-applied&count=2"))
        .is(200)
        .says("2 keys updated from the template.")
        .says("1 key,")
        .says("Second");
    for (id, changed) in [(ids[0], true), (ids[1], false), (ids[2], true)] {
        let key = stored(&hub, id);
        let (methods, rate) = (key.methods.clone(), keys::limits(&key).rate);
        assert_eq!((methods == ["/orders", "/orders/statuses"], rate == 5), (changed, changed), "{key:?}");
    }
    let third = stored(&hub, third);
    let body: Value = serde_json::from_str(&third.body).expect("the body is JSON");
    assert_eq!((third.ends_at, &body["owner"], &body["limits"]["startsAt"]), (Some(2_000_000_000), &"Ada".into(), &5.into()));
    // Each key has its row.
    let rows = hub.hub.db.read_now(|tx| database::audit_log::after(tx, 0, 1_000)).expect("the record can be read");
    let changed: Vec<Option<i64>> = rows.iter().filter(|row| row.action == "key.changed").map(|row| row.subject_id).collect();
    assert_eq!(changed, [Some(ids[0]), Some(ids[2])]);
    let of_template: Vec<&str> = rows.iter().filter(|row| row.subject_kind == "template").map(|row| row.action.as_str()).collect();
    assert_eq!(of_template, ["template.added", "template.changed"]);
    browser.get("/integration/audit-log").is(200).says("Template changed").says("/integration/templates/mine");
}

#[test]
fn keys_that_were_not_made_from_it_are_not_changed_by_it() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.post(&format!("{TEMPLATES}/add"), form! { code: "mine", name: "Mine", stores: "all", method: "/orders" }).leads(TEMPLATES);
    let made = made_from(&hub, &mut browser, "mine", "Made");
    let other = hub.key("all", "/api/v*/customers").key;
    hub.edit_key(made, |key| key.methods = vec!["/customers".to_owned()]);
    let path = format!("{TEMPLATES}/mine/keys");
    let shown = browser.get(&path).is(200);
    browser.post(&path, agreed(&shown, &[made, other])).is(200).says("have changed in the meantime");
    assert_eq!([stored(&hub, made).methods, stored(&hub, other).methods], [["/customers"], ["/customers"]]);
}

#[test]
fn a_deleted_template_leaves_its_keys_and_its_code_alone() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let fields = form! { code: "mine", name: "Mine", stores: "all", method: "/orders" };
    browser.post(&format!("{TEMPLATES}/add"), fields.clone()).leads(TEMPLATES);
    let key = made_from(&hub, &mut browser, "mine", "Made");
    let before = stored(&hub, key);
    browser.get(&format!("{TEMPLATES}/mine/delete")).is(200).says("Delete this template?");
    browser.post(&format!("{TEMPLATES}/mine/delete"), form! {}).leads("/integration/templates?done=template-deleted");
    assert_eq!(stored(&hub, key), before);
    browser.get(&format!("{TEMPLATES}/mine")).is(404);
    browser.get(&format!("/integration/keys/{key}/edit")).is(200).hides("Made from <a");
    // The key would be taken for one of the new template.
    browser.post(&format!("{TEMPLATES}/add"), fields).is(400).says("that no template has had before");
    browser.post(&format!("{TEMPLATES}/cpa/delete"), form! {}).is(400).says("built-in");
    browser.post(&format!("{TEMPLATES}/cpa"), form! { name: "X", stores: "all", method: "/orders" }).is(400);
}
