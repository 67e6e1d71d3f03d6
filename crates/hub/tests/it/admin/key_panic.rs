//! Every key of another company is suspended at once, and exactly those are brought back.

use crate::support::browser::Shown;
use crate::support::{Actor, Browser, TestHub};

const PANIC: &str = "/integration/keys/panic";
const WRONG: &str = "Wrong \"apiKey\" value.";

fn works(key: &Actor) -> bool {
    let reply = key.get("/orders/statuses", form! { ids: "[1]" });
    if reply.status == 200 {
        return true;
    }
    reply.refused(403, WRONG);
    false
}

/// The confirmation of one of the two forms.
fn confirmation(shown: &Shown, action: &str) -> String {
    let form = shown.between(&format!("action=\"{action}\""), "</form>").unwrap_or_else(|| panic!("no form {action} in {}", shown.text));
    form.split("name=\"agreed\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

fn body(hub: &TestHub, key: &Actor, body: &'static str) {
    hub.edit_key(key.key, move |key| key.body = body.to_owned());
}

#[test]
fn the_keys_of_others_stop_at_once_and_ones_own_go_on() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let fields = form! { code: "ours", name: "Our networks", stores: "all", partner: "yes", method: "/orders/statuses" };
    browser.post("/integration/templates/add", fields).leads("/integration/templates");
    let make = || hub.key("all", "/api/v*/orders/statuses");
    let (own, landing, named, cpa, of_ours, off) = (make(), make(), make(), make(), make(), make());
    body(&hub, &landing, r#"{"template":"landing"}"#);
    body(&hub, &named, r#"{"party":"Network Ltd"}"#);
    body(&hub, &cpa, r#"{"template":"cpa"}"#);
    body(&hub, &of_ours, r#"{"template":"ours"}"#);
    body(&hub, &off, r#"{"template":"cpa"}"#);
    hub.edit_key(off.key, |key| key.active = false);
    let foreign = browser.get("/integration/keys?whose=others").is(200).says("4 keys");
    foreign.hides(&format!("/integration/keys/{}\">", own.key)).hides(&format!("/integration/keys/{}\">", landing.key));

    let shown = browser.get(PANIC).is(200).says("Suspend 3 keys").says("CPA network").says("Our networks").says("No keys are suspended.");
    let left = shown.between("id=\"left\"", "id=\"resume\"").expect("it says what stays on");
    let names = |key: &Actor| left.contains(&format!("\"/integration/keys/{}\"", key.key));
    assert!(left.contains("2 keys of your own company go on working") && names(&own) && names(&landing), "{left}");
    assert!(![&named, &cpa, &of_ours, &off].into_iter().any(names), "{left}");
    assert!([&own, &landing, &named, &cpa, &of_ours].into_iter().all(works), "looking has done something");
    browser.post(PANIC, form! { agreed: "something else" }).is(200).says("have changed in the meantime");
    assert!(works(&cpa));
    browser.post(PANIC, form! { agreed: confirmation(&shown, PANIC) }).leads(&format!("{PANIC}?done=panic-suspended&count=3"));
    assert!([&own, &landing].into_iter().all(works));
    assert!(![&named, &cpa, &of_ours, &off].into_iter().any(works));
    browser.get("/integration/keys").is(200).says("Suspended");

    // Meanwhile one leaks, one is deleted, and one that was off before stays off.
    let shown = browser.get(PANIC).is(200).says("Resume 3 keys").says("No enabled keys belong to another company.");
    browser.post(&format!("/integration/keys/{}/leaked", named.key), form! {}).leads("/integration/keys");
    let undo = format!("{PANIC}/undo");
    browser.post(&undo, form! { agreed: confirmation(&shown, &undo) }).is(200).says("have changed in the meantime").says("Resume 2 keys");
    assert!(!works(&cpa));
    browser.post(&format!("/integration/keys/{}/enable", of_ours.key), form! {}).leads("/integration/keys");
    browser.post(&format!("/integration/keys/{}/disable", of_ours.key), form! {}).leads("/integration/keys");
    let shown = browser.get(PANIC).is(200).says("Resume 1 key");
    browser.post(&undo, form! { agreed: confirmation(&shown, &undo) }).leads(&format!("{PANIC}?done=panic-resumed&count=1"));
    assert!([&own, &landing, &cpa].into_iter().all(works));
    assert!(![&named, &of_ours, &off].into_iter().any(works), "more was brought back than was suspended");
    browser.get(&format!("{PANIC}?done=panic-resumed&count=1")).is(200).says("1 key works again.").says("No keys are suspended.");
}
