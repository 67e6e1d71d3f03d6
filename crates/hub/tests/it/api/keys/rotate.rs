//! POST /api/keys/{id}/rotate and /finish

use domain::audit_log::By;
use domain::keys::retrieval;
use serde_json::json;

use crate::support::{Actor, TestHub};

const WRONG: &str = "Wrong \"apiKey\" value.";

fn works(key: &Actor) -> bool {
    let reply = key.get("/api/credentials", form! {});
    if reply.status == 200 { true } else { reply.refused(403, WRONG).status == 200 }
}

#[test]
fn a_token_is_replaced_with_and_without_an_overlap() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let (id, old) = manager.makes(json!({"name": "K", "sites": ["north"], "methods": ["/api/credentials"]}));
    let path = format!("/api/keys/{id}/rotate");
    let rotated = manager.post(&path, form! { overlap: "hold" });
    assert_eq!(rotated.header("cache-control"), Some("no-store"));
    let rotated = rotated.ok();
    let new = hub.holder(rotated["token"].as_str().expect("a token"));
    assert_eq!((&rotated["id"], &rotated["key"]["secret"]), (&json!(id), &json!(2)));
    assert_eq!(rotated["key"]["formerTokens"][0]["secret"], 1);
    assert!(works(&old) && works(&new));
    let finished = manager.post(&format!("/api/keys/{id}/finish"), form! {}).ok();
    assert_eq!(finished["key"].get("formerTokens"), None);
    assert!(!works(&old) && works(&new));

    let third = manager.post(&path, form! { overlap: "none" }).ok();
    assert!(!works(&new) && works(&hub.holder(third["token"].as_str().expect("a token"))));
    // Without a word it is a day.
    let fourth = manager.post(&path, form! {}).ok();
    assert_eq!(fourth["key"]["formerTokens"][0]["endsAt"], "2026-03-15 15:00:00");
    let refused = manager.post(&path, form! { overlap: "forever" }).refused(400, "Errors in the input parameters");
    assert!(refused.json["errors"]["children[overlap]"].is_string(), "{refused}");
    let refused = manager.post(&path, form! { token: "short" }).is(400);
    assert!(refused.json["errors"]["token"].is_string(), "{refused}");
    for weak in ["f".repeat(40), "0123456789a".repeat(4)] {
        let refused = manager.post(&path, form! { token: weak }).is(400);
        assert!(refused.json["errors"]["token"].as_str().is_some_and(|text| text.contains("at least 12")), "{refused}");
    }
    let given = "0123456789ab".repeat(3);
    assert_eq!(manager.post(&path, form! { token: given }).ok()["token"], given);
}

#[test]
fn a_token_that_was_kept_is_followed_by_one_that_is() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let (id, holder) = manager.makes(json!({"name": "K", "sites": ["north"], "methods": ["/api/credentials"]}));
    let (seal, key, token) = (hub.hub.seal.clone(), hub.stored(id), holder.token.clone().expect("a token"));
    hub.hub.db.write_now(move |tx| retrieval::keep(tx, &seal, &key, &token)).expect("it can be kept");
    let rotated = manager.post(&format!("/api/keys/{id}/rotate"), form! {}).ok();
    let (seal, now) = (hub.hub.seal.clone(), hub.clock.now());
    let shown = hub.hub.db.write_now(move |tx| retrieval::reveal(tx, &seal, id, "a test", &By::CommandLine, now));
    assert_eq!(shown.ok().as_deref(), rotated["token"].as_str());
}

#[test]
fn a_key_may_replace_its_own_token() {
    let hub = TestHub::new();
    hub.site("north");
    let own = hub.manager("north", "read");
    let rotated = own.post(&format!("/api/keys/{}/rotate", own.key), form! { overlap: "none" }).ok();
    own.get("/api/keys", form! {}).refused(403, WRONG);
    hub.holder(rotated["token"].as_str().expect("a token")).get("/api/keys", form! {}).ok();
}
