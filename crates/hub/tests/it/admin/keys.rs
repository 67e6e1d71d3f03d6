//! A key on the pages: made, used, edited, disabled, enabled, deleted, and its token seen once.

use crate::support::browser::{sides, text};
use crate::support::form::Form;
use crate::support::{Browser, TestHub};

const KEYS: &str = "/integration/keys";

fn statuses_only(token: &str) -> Form {
    form! { token: token, whose: "ours", name: "CPA", comment: "for the network", access: "all", method: "/orders/statuses" }
}

/// The id of the only key.
fn only_key(hub: &TestHub) -> i64 {
    let keys = hub.hub.db.read_now(|tx| database::keys::changed_since(tx, 0)).expect("keys can be read");
    assert_eq!(keys.len(), 1);
    keys[0].id
}

#[test]
fn a_key_made_here_works_at_once_and_is_refused_right_after_it_is_disabled() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let token = browser.get("/integration/keys/add").is(200).field("token");
    assert_eq!(token.len(), 32);
    browser.post("/integration/keys/add", statuses_only(&token)).is(200).says("Key added.");
    let key = hub.holder(&token);
    key.get("/orders/statuses", form! { ids: [1] }).ok();
    key.get("/orders", form! {}).denied();
    let id = only_key(&hub);
    for _ in 0..5 {
        browser.get(&format!("{KEYS}/{id}/disable")).is(200).says("Disable “CPA”?");
        browser.post(&format!("{KEYS}/{id}/disable"), form! {}).leads("/integration/keys?done=key-disabled");
        key.get("/orders/statuses", form! { ids: [1] }).refused(403, "Wrong \"apiKey\" value.");
        browser.post(&format!("{KEYS}/{id}/enable"), form! {}).leads("/integration/keys?done=key-enabled");
        key.get("/orders/statuses", form! { ids: [1] }).ok();
    }
    browser.get(&format!("{KEYS}/{id}/delete")).is(200).says("Delete “CPA”?").says("No calls today.");
    browser.post(&format!("{KEYS}/{id}/delete"), form! {}).leads("/integration/keys?done=key-deleted");
    key.get("/orders/statuses", form! { ids: [1] }).refused(403, "Wrong \"apiKey\" value.");
    for gone in ["", "/disable", "/delete"] {
        browser.get(&format!("{KEYS}/{id}{gone}")).is(404);
    }
    browser.post(&format!("{KEYS}/{id}/enable"), form! {}).is(404);
}

#[test]
fn an_external_id_is_given_shown_before_it_is_saved_and_taken_by_one_key_only() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let mut add = |name: &str, external_id: &str| {
        let token = browser.get("/integration/keys/add").field("token");
        let form = form! { token: token, whose: "ours", name: name, access: "all", method: "/orders", external_id: external_id };
        browser.post("/integration/keys/add", form)
    };
    add("First", "shop-1").is(200).says("Key added.");
    add("Second", "shop-1").is(400).says("that no other key has").says("value=\"shop-1\"");
    add("Second", "shop 2").is(400).says("that no other key has");
    let id = only_key(&hub);
    let path = format!("{KEYS}/{id}/edit");
    browser.get(&path).is(200).says("name=\"external_id\" value=\"shop-1\"");
    browser.get(&format!("/integration/keys/add?like={id}")).is(200).says("name=\"external_id\" value=\"\"");
    let form = form! { name: "First", access: "all", method: "/orders", external_id: "shop-2" };
    let review = browser.post(&path, form.clone()).is(200);
    let mut agreed = form;
    agreed.extend(form! { seen: "yes", before: review.field("before") });
    browser.post(&path, agreed).leads(KEYS);
    assert_eq!(sides(&review, &text("external-id")), Some(("shop-1".to_owned(), "shop-2".to_owned())));
    let review = browser.post(&path, form! { name: "First", access: "all", method: "/orders" }).is(200);
    assert_eq!(sides(&review, &text("external-id")), Some(("shop-2".to_owned(), "None".to_owned())));
}

#[test]
fn asking_changes_nothing() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let mut browser = Browser::signed_in(&hub, "administrator");
    for act in ["disable", "delete"] {
        browser.get(&format!("{KEYS}/{}/{act}", key.key)).is(200);
    }
    assert_eq!(browser.get(&format!("{KEYS}/{}/enable", key.key)).status, 404);
    key.get("/api/credentials", form! {}).ok();
}

#[test]
fn only_the_form_of_a_new_key_and_what_follows_it_show_a_token() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let (first, second) = (browser.get("/integration/keys/add").field("token"), browser.get("/integration/keys/add").field("token"));
    assert_ne!(first, second);
    // A form that is sent back keeps its token.
    let refused =
        browser.post("/integration/keys/add", form! { token: first, whose: "ours", name: "", access: "all", method: "/orders" }).is(400);
    assert_eq!(refused.field("token"), first);
    let made = browser.post("/integration/keys/add", statuses_only(&first)).is(200).says("Key added.").says(&first);
    assert_eq!(made.header("cache-control"), Some("no-store"));
    // What is sent again, as a reload does, shows the token no more.
    browser.post("/integration/keys/add", statuses_only(&first)).is(400).hides(&first[4..26]);
    let id = only_key(&hub);
    let review = form! { name: "Other", access: "all", method: "/orders" };
    let mut pages = vec![browser.post(&format!("{KEYS}/{id}/edit"), review)];
    for path in ["", "?search=CPA", &format!("/{id}"), &format!("/{id}/edit"), &format!("/{id}/history"), &format!("/{id}/delete")] {
        pages.push(browser.get(&format!("{KEYS}{path}")));
    }
    pages.push(browser.get("/stores"));
    pages.push(browser.get(&format!("/stores/{}", hub.hub.account().sites[0].id)));
    for page in pages {
        assert_eq!(page.status, 200);
        assert!(!page.text.contains(&first[4..26]), "a page holds the token: {}", page.text);
    }
    browser.get(KEYS).says(&format!("lky_…{}", &first[28..]));
    let like = browser.get(&format!("/integration/keys/add?like={id}")).is(200);
    assert_ne!(like.field("token"), first);
}

#[test]
fn a_token_from_elsewhere_is_taken_and_a_short_one_is_not() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let token = "abcdefghijkl".repeat(3);
    for refused in [&token[..31], &"abcdefghijk".repeat(3)] {
        browser
            .post("/integration/keys/add", statuses_only(refused))
            .is(400)
            .says("Enter a token of 32 to 100 characters")
            .says("at least 12 of them different");
    }
    browser.post("/integration/keys/add", statuses_only(&token)).is(200).says("Key added.");
    hub.holder(&token).get("/orders/statuses", form! { ids: [1] }).ok();
    browser.post("/integration/keys/add", statuses_only(&token)).is(400).says("that no key has ever had");
}

#[test]
fn a_key_for_individual_stores_sees_only_those() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let token = browser.get("/integration/keys/add").field("token");
    let form = form! { token: token, whose: "ours", name: "South", access: "individual", store: "south", block: "api" };
    let mut without = form.clone();
    without.retain(|(name, _)| name != "store");
    browser.post("/integration/keys/add", without).is(400).says("Select at least one store");
    browser.post("/integration/keys/add", form).is(200).says("Key added.");
    let credentials = hub.holder(&token).get("/api/credentials", form! {}).ok();
    assert_eq!(credentials["sitesAvailable"], serde_json::json!(["south"]));
}

#[test]
fn blocks_are_taken_whole_and_taken_out_whole() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let make = |browser: &mut Browser, rest: &[(&str, &str)]| {
        let token = browser.get("/integration/keys/add").field("token");
        let mut form = form! { token: token, whose: "ours", name: "Blocks", access: "all" };
        form.extend(rest.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        (token, browser.post("/integration/keys/add", form))
    };
    let (token, made) = make(&mut browser, &[("block", "users"), ("block", "settings"), ("method", "/orders/statuses")]);
    made.is(200).says("Key added.");
    let key = hub.holder(&token);
    key.get("/users", form! {}).ok();
    key.get("/settings", form! {}).ok();
    key.get("/orders", form! {}).denied();
    let (token, made) = make(&mut browser, &[("method", "/users"), ("method", "/settings"), ("unblock", "users")]);
    made.is(200).says("Key added.");
    hub.holder(&token).get("/users", form! {}).denied();
    make(&mut browser, &[("method", "/users"), ("unblock", "users")]).1.is(400).says("Select at least one method");
    make(&mut browser, &[("method", "/no/such")]).1.is(400).says("Select at least one method");
    let (token, made) = make(&mut browser, &[("everything", "yes")]);
    made.is(200).says("Key added.");
    hub.holder(&token).get("/orders", form! {}).ok();
}

#[test]
fn templates_tick_what_they_say() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let mut ticked = |template: &str| {
        let page = browser.get(&format!("/integration/keys/add?template={template}")).is(200);
        let boxes = page.text.split("name=\"method\" value=\"").skip(1);
        let checked = boxes.filter(|rest| rest.split('>').next().is_some_and(|tag| tag.contains(" checked")));
        checked.map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ticked("cpa"), ["/orders/statuses"]);
    assert_eq!(ticked("landing"), ["/orders/create"]);
    assert!(ticked("cms").iter().any(|method| method == "/reference/sites"));
    let reads = ticked("reports");
    assert!(reads.len() > 20 && !reads.iter().any(|method| method.ends_with("/create") || method.ends_with("/upload")), "{reads:?}");
    assert!(ticked("").is_empty());
    browser.get("/integration/keys/add?template=landing").says("id=\"access-individual\" name=\"access\" value=\"individual\" checked");
}

#[test]
fn an_edit_is_shown_in_words_before_it_is_saved() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let key = hub.key("north", "/api/v*/orders/statuses,/api/credentials");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let path = format!("{KEYS}/{}/edit", key.key);
    let edit = form! { name: "New name", comment: "why", access: "individual", store: "south", method: "/orders/statuses" };
    let edit = [edit, form! { method: "/users" }].concat();
    let review = browser.post(&path, edit.clone()).is(200);
    for (setting, was, is) in
        [("key-name", "A key of a test", "New name"), ("key-comment", "None", "why"), ("key-stores", "Store north", "Store south")]
    {
        assert_eq!(sides(&review, &text(setting)), Some((was.to_owned(), is.to_owned())), "{setting}");
    }
    let listed = |group: &str| review.between(&format!("<tbody class=\"{group}\">"), "</tbody>").unwrap_or_default().to_owned();
    assert!(listed("removed").contains("/api/credentials") && !listed("removed").contains("orders"));
    assert!(listed("added").contains("<code>/api/v*/users</code>") && !listed("added").contains("orders"));
    let review = review.says("1 method stays");
    assert_eq!(key.get("/api/credentials", form! {}).ok()["sitesAvailable"], serde_json::json!(["north"]), "nothing is saved yet");

    let mut agreed = edit.clone();
    agreed.push(("seen".to_owned(), "yes".to_owned()));
    browser.post(&path, agreed.clone()).is(200).says("Review changes");
    agreed.push(("before".to_owned(), review.field("before")));
    let mut again = agreed.clone();
    again.push(("again".to_owned(), "yes".to_owned()));
    browser.post(&path, again).is(200).says("value=\"New name\"").says("value=\"south\" checked");
    browser.post(&path, agreed.clone()).leads("/integration/keys?done=key-saved");
    key.get("/api/credentials", form! {}).denied();
    key.get("/users", form! {}).ok();
    browser.post(&path, agreed).leads("/integration/keys?done=key-unchanged");
}

#[test]
fn what_somebody_else_changed_meanwhile_is_shown_anew() {
    let hub = TestHub::new();
    hub.site("north");
    let key = hub.key("north", "/api/v*/orders/statuses");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let path = format!("{KEYS}/{}/edit", key.key);
    let edit = form! { name: "A key of a test", access: "individual", store: "north", method: "/orders/statuses", seen: "yes" };
    let mut edit = [edit, form! { method: "/users" }].concat();
    let review = browser.post(&path, edit.clone()).is(200).says("<code>/api/v*/users</code>");
    edit.push(("before".to_owned(), review.field("before")));
    hub.edit_key(key.key, |key| key.methods.push("/settings".to_owned()));
    browser.post(&path, edit).is(200).says("Review changes").says("<code>/api/v*/settings</code>");
    key.get("/users", form! {}).denied();
}

#[test]
fn a_wrong_edit_is_sent_back() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let path = format!("{KEYS}/{}/edit", key.key);
    browser.post(&path, form! { name: " ", access: "all", everything: "yes" }).is(400).says("Enter a name");
    browser.post(&path, form! { name: "Key", access: "individual", everything: "yes" }).is(400).says("Select at least one store");
    browser.post(&path, form! { name: "Key", access: "individual", store: "nowhere", everything: "yes" }).is(400);
    browser.post(&path, form! { name: "Key", access: "all" }).is(400).says("Select at least one method");
    browser.post("/integration/keys/999/edit", form! { name: "Key", access: "all", everything: "yes" }).is(404);
    key.get("/api/credentials", form! {}).ok();
}

#[test]
fn a_duplicate_starts_with_what_the_other_key_has() {
    let hub = TestHub::new();
    hub.site("north");
    let key = hub.key("north", "/api/v*/orders/statuses");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let form = browser.get(&format!("/integration/keys/add?like={}", key.key)).is(200);
    assert_eq!(form.field("name"), "A key of a test (copy)");
    form.says("value=\"north\" checked").says("value=\"/orders/statuses\" checked");
    browser.get("/integration/keys/add?like=999").is(404);
}
