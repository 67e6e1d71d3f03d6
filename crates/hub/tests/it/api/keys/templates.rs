//! GET /api/keys/templates, and keys made of them

use domain::access::grant::Grant;
use domain::access::limits::Limits;
use domain::access::masks::Masks;
use domain::access::rows::Rows;
use domain::access::templates::{Stores, Template};
use domain::audit_log::By;
use domain::templates::{self, Contents, Own};
use serde_json::{Value, json};

use crate::support::{Actor, TestHub};

/// Adds a template of one's own.
fn own(hub: &TestHub, code: &str, methods: &str, masks: &str, rows: &str) {
    let contents = Contents {
        stores: Stores::One,
        partner: true,
        grant: Grant::parse(methods).expect("patterns"),
        limits: Limits { rate: 70, ..Limits::default() },
        masks: Masks::parse(masks).expect("masks"),
        rows: Rows::parse(rows).expect("rows"),
    };
    let template = Own { code: code.to_owned(), name: "Ours".to_owned(), about: "For tests".to_owned(), contents };
    let now = hub.clock.now();
    hub.hub.db.write_now(move |tx| templates::add(tx, &template, &By::CommandLine, now)).expect("it can be added");
}

fn listed(manager: &Actor) -> Vec<Value> {
    manager.get("/api/keys/templates", form! {}).ok()["templates"].as_array().cloned().unwrap_or_default()
}

fn codes(list: &[Value]) -> Vec<&str> {
    list.iter().filter_map(|template| template["code"].as_str()).collect()
}

#[test]
fn a_key_is_made_of_every_template_that_is_listed() {
    let hub = TestHub::new();
    hub.site("north");
    own(&hub, "ours", "/api/v*/orders,/api/credentials", "phone=partial", "source=cpa");
    let manager = hub.manager("all", "all");
    let list = listed(&manager);
    let built_in = Template::all().iter().map(|template| template.code.as_str());
    assert_eq!(codes(&list), built_in.chain(["ours"]).collect::<Vec<_>>());
    let expected = json!({"code": "ours", "name": "Ours", "about": "For tests", "builtIn": false, "stores": "one", "partner": true,
        "methods": ["/api/credentials", "/api/v*/orders"], "limits": {"rate": 70}, "masks": {"phone": "partial"}, "rows": {"source": ["cpa"]}});
    assert_eq!(list.last(), Some(&expected));
    for template in &list {
        let made = manager.post("/api/keys/create", form! { key: {name: "K", sites: ["north"]}, template: template["code"] }).is(201).ok();
        for field in ["methods", "limits", "masks", "rows"] {
            assert_eq!(made["key"].get(field), template.get(field), "{template}");
        }
        let stored = hub.stored(made["id"].as_i64().expect("an id"));
        assert_eq!(domain::keys::template(&stored), template["code"]);
    }
    // What is sent comes on top.
    let key = json!({"name": "K", "sites": ["north"], "limits": {"headerOnly": true}, "masks": {"email": "hide"}, "rows": null, "methods": ["/api/v*/orders"]});
    let made = manager.post("/api/keys/create", form! { key: key, template: "ours" }).ok()["key"].clone();
    assert_eq!(
        (&made["limits"], &made["masks"]),
        (&json!({"rate": 70, "headerOnly": true}), &json!({"phone": "partial", "email": "hide"}))
    );
    assert_eq!((made.get("rows"), &made["methods"]), (None, &json!(["/api/v*/orders"])));
    // Sent again under its external id, it is found.
    let again =
        || manager.post("/api/keys/create", form! { key: {externalId: "once", name: "K", sites: ["north"]}, template: "ours" }).ok();
    let (first, second) = (again(), again());
    assert_eq!((&first["created"], &second["created"], &second["key"]), (&json!(true), &json!(false), &first["key"]));
    let reply = manager.post("/api/keys/create", form! { key: {name: "K", sites: ["north"]}, template: "nothing" });
    assert_eq!(reply.refused(400, "Errors in the entity format").json["errors"], json!({"template": "There is no template \"nothing\"."}));
}

#[test]
fn a_template_is_narrowed_or_absent() {
    let hub = TestHub::new();
    hub.site("north");
    own(&hub, "orders", "/api/v*/orders", "none", "all");
    own(&hub, "strict", "/api/v*/orders", "phone=hide", "source=cpa,days=5");
    own(&hub, "otherwise", "/api/v*/orders", "phone=pseudonym", "all");
    own(&hub, "rows", "/api/v*/orders", "none", "source=news");
    own(&hub, "customers", "/api/v*/customers", "none", "all");
    own(&hub, "everything", "all", "none", "all");
    let above = hub.manager("all", "all");
    let (_, manager) =
        above.makes(json!({"name": "M", "sites": ["north"], "methods": ["/api/v*/orders", "keys.*"], "endsAt": "2026-06-01 00:00:00",
        "limits": {"rate": 50, "headerOnly": true, "addresses": ["127.0.0.0/8"], "hours": "mon-sun 00:00-24:00 UTC"},
        "masks": {"phone": "partial"}, "rows": {"source": ["cpa"], "days": 30}}));
    let list = listed(&manager);
    assert_eq!(codes(&list), ["orders", "strict"]);
    let limits =
        json!({"rate": 50, "headerOnly": true, "addresses": ["127.0.0.0/8"], "hours": "mon,tue,wed,thu,fri,sat,sun 00:00-24:00 UTC"});
    assert_eq!((&list[0]["limits"], &list[1]["limits"]), (&limits, &limits));
    assert_eq!((&list[0]["masks"], &list[0]["rows"]), (&json!({"phone": "partial"}), &json!({"source": ["cpa"], "days": 30})));
    assert_eq!((&list[1]["masks"], &list[1]["rows"]), (&json!({"phone": "hide"}), &json!({"source": ["cpa"], "days": 5})));
    for code in ["orders", "strict"] {
        let key = manager.post("/api/keys/create", form! { key: {name: "K", sites: "north"}, template: code }).is(201).ok()["key"].clone();
        assert_eq!(key["endsAt"], "2026-06-01 00:00:00");
    }
    for code in ["otherwise", "customers", "nothing"] {
        let reply = manager.post("/api/keys/create", form! { key: {name: "K", sites: "north"}, template: code }).is(400);
        assert_eq!(reply.json["errors"], json!({"template": format!("There is no template \"{code}\".")}));
    }
    // What is sent on top of it stays within too.
    let reply = manager.post("/api/keys/create", form! { key: {name: "K", sites: "north", masks: null}, template: "strict" }).is(400);
    assert!(reply.json["errors"]["masks"].is_string(), "{reply}");
}
