//! A refusal explained: to the caller in headers beside the text that clients know, and later by the id of the request.

use hub::keys::keeper::Rounds;

use crate::support::{Actor, Call, Reply, TestHub};

fn explained(hub: &TestHub, reply: &Reply) -> Option<database::refusals::Refusal> {
    Rounds::default().make(&hub.hub).expect("news can be written");
    let id = reply.header("x-request-id").unwrap_or_default().to_owned();
    hub.hub.db.read_now(move |tx| database::refusals::find(tx, &id)).expect("refusals can be read")
}

fn headers(reply: &Reply) -> [Option<&str>; 2] {
    [reply.header("x-denied-reason"), reply.header("x-required-permission")]
}

#[test]
fn the_rule_is_told_beside_the_text_and_kept_under_the_id() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let key = hub.key("north", "/api/v*/orders/statuses,/api/v*/orders/create");
    let method = key.get("/orders", form! { site: "north" }).denied();
    assert_eq!(headers(&method), [Some("method"), Some("/api/v*/orders")]);
    let kept = explained(&hub, &method).expect("it is kept");
    assert_eq!((kept.key_id, kept.reason.as_str(), kept.method.as_str()), (key.key, "method", "/api/v*/orders"));
    assert_eq!((kept.address.as_str(), kept.site.as_deref()), ("127.0.0.1", Some("north")));
    let order = json_of!({firstName: "Ada"});
    for site in ["south", "nowhere"] {
        let store = key.post("/orders/create", form! { order: order, site: site }).denied();
        assert_eq!(headers(&store), [Some("store"), Some("/api/v*/orders/create")]);
        assert_eq!(explained(&hub, &store).expect("it is kept").site.as_deref(), Some(site));
    }
}

#[test]
fn whoever_has_no_key_learns_nothing() {
    let hub = TestHub::new();
    hub.site("north");
    for nobody in [hub.anonymous(), hub.stranger(), hub.holder("short")] {
        for path in ["/orders", "/orders/create", "/nothing/at/all"] {
            let reply = nobody.get(path, form! { site: "north" });
            assert_eq!(headers(&reply), [None, None], "{path}");
            assert!(reply.header("x-request-id").is_some_and(|id| id.len() == 24));
            assert_eq!(explained(&hub, &reply), None);
        }
    }
    let dry = |actor: &Actor| actor.call(Call::get("/orders").header("X-Dry-Run", "1"));
    assert_eq!(dry(&hub.stranger()).json, dry(&hub.holder("short")).json);
    dry(&hub.stranger()).refused(403, "Wrong \"apiKey\" value.");
}

#[test]
fn an_absent_order_is_absent_and_no_rule_is_told() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let reply = key.get("/orders/no-such", form! {});
    assert_eq!((reply.status, headers(&reply)), (404, [None, None]));
    assert_eq!(explained(&hub, &reply), None);
}

#[test]
fn problem_details_come_on_request_only() {
    let hub = TestHub::new();
    hub.site("north");
    let key = hub.key("north", "/api/v*/orders/statuses");
    let ask = |accept: &str| key.call(Call::get("/orders").header("Accept", accept));
    for plain in ["*/*", "application/json", "application/problem+json;q=0", "text/html, application/*"] {
        let reply = ask(plain).denied();
        assert_eq!(reply.header("content-type"), Some("application/json"), "{plain}");
    }
    for wanted in ["application/problem+json", "application/json, Application/Problem+JSON;q=0.5"] {
        let reply = ask(wanted);
        assert_eq!((reply.status, reply.header("content-type")), (403, Some("application/problem+json")));
        let id = reply.header("x-request-id").unwrap_or_default();
        let expected = serde_json::json!({
            "type": "about:blank",
            "title": "Access denied.",
            "status": 403,
            "detail": "The key does not grant this method.",
            "reason": "method",
            "required": "/api/v*/orders",
            "instance": format!("urn:latchkey:request:{id}"),
            "request_id": id,
        });
        assert_eq!(reply.json, expected);
    }
    let stranger = hub.stranger().call(Call::get("/orders").header("Accept", "application/problem+json"));
    assert_eq!((stranger.json["title"].as_str(), stranger.json.get("reason")), (Some("Wrong \"apiKey\" value."), None));
}

#[test]
fn a_rehearsal_says_what_would_happen_and_does_nothing() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let key = hub.key("north", "/api/v*/orders/create,/api/v*/orders");
    let dry = |call: Call| key.call(call.header("X-Dry-Run", "1")).ok()["dryRun"].clone();
    let create = |site: &str| Call::post("/orders/create").form(form! { order: json_of!({firstName: "Ada"}), site: site });
    let passed = dry(create("north"));
    assert_eq!((passed["allowed"].as_bool(), passed["method"].as_str()), (Some(true), Some("/api/v*/orders/create")));
    assert!(passed["steps"].as_array().is_some_and(|steps| steps.iter().all(|step| step["outcome"] == "passed")));
    assert_eq!(key.get("/orders", form! {}).ok()["pagination"]["totalCount"], 0, "nothing was made");
    assert_eq!(dry(create("south"))["reason"], "store");
    assert_eq!(dry(create("nowhere"))["reason"], "store");
    let refused = dry(Call::get("/customers"));
    assert_eq!((refused["allowed"].as_bool(), refused["reason"].as_str()), (Some(false), Some("method")));
    assert_eq!(refused["steps"][5], serde_json::json!({"rule": "store", "outcome": "not-reached"}));
}
