//! GET /api/keys and GET /api/keys/{id}

use serde_json::{Value, json};

use crate::support::form::Form;
use crate::support::{Actor, TestHub};

fn ids(key: &Actor, query: Form) -> Vec<i64> {
    let reply = key.get("/api/keys", query).ok();
    reply["keys"].as_array().into_iter().flatten().filter_map(|key| key["id"].as_i64()).collect()
}

#[test]
fn keys_are_filtered_and_paged() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let manager = hub.manager("all", "all");
    let make = |key: Value| manager.makes(key).0;
    let a = make(json!({"externalId": "a", "name": "Alpha", "sites": ["north"], "methods": ["orders.*"], "owner": "Ana"}));
    let b = make(json!({"externalId": "b", "name": "Beta", "sites": ["south"], "methods": ["all"], "active": false}));
    let c = make(json!({"name": "Gamma", "sites": ["all"], "methods": ["all"], "endsAt": "2026-03-20"}));
    let d = make(json!({"name": "Delta", "sites": ["all"], "methods": ["all", "/api/keys"]}));
    let own = manager.key;
    manager.post(&format!("/api/keys/{d}/delete"), form! {}).ok();
    let narrowed = |name: &str, value: &str| ids(&manager, vec![(format!("filter[{name}]"), value.to_owned())]);
    assert_eq!(ids(&manager, form! {}), [own, a, b, c]);
    assert_eq!(narrowed("state", "active"), [own, a, c]);
    assert_eq!(narrowed("state", "inactive"), [b]);
    assert_eq!(narrowed("state", "ending"), [c]);
    assert_eq!(narrowed("state", "broad"), [own, c]);
    assert_eq!(narrowed("state", "deleted"), [d]);
    assert_eq!(narrowed("externalIds][", "b"), [b]);
    assert_eq!(narrowed("site", "south"), [own, b, c]);
    assert_eq!(narrowed("site", "nowhere"), [0_i64; 0]);
    assert_eq!(narrowed("grants", "/api/v*/orders/create"), [own, a, b, c]);
    assert_eq!(narrowed("grants", "/api/keys"), [own]);
    assert_eq!(narrowed("search", "ALPH"), [a]);
    assert_eq!(narrowed("owner", "Ana"), [a]);
    hub.wait(40 * 86_400);
    hub.hub.usage.flush(&hub.hub.db, &hub.hub.account().zone).expect("the database answers");
    assert_eq!(narrowed("neverUsed", "1"), [a, b, c]);
    assert_eq!(narrowed("unusedDays", "30"), [own, a, b, c]);
    assert_eq!(narrowed("state", "expired"), [c], "its end has come meanwhile");
    assert_eq!((narrowed("state", "active"), narrowed("state", "inactive")), (vec![own, a], vec![b, c]));
    assert_eq!(manager.get(&format!("/api/keys/{c}"), form! {}).ok()["key"]["state"], "expired");
    for (name, value) in
        [("unusedDays", "0"), ("unusedDays", "-5"), ("state", "asleep"), ("grants", "/api/v*/nothing"), ("unusedDays", "many")]
    {
        let reply =
            manager.get("/api/keys", vec![(format!("filter[{name}]"), value.to_owned())]).refused(400, "Errors in the input parameters");
        assert!(reply.json["errors"][format!("children[{name}]")].is_string(), "{reply}");
    }
    let page = manager.get("/api/keys", form! { page: 2, limit: 20 }).ok();
    assert_eq!((&page["keys"], &page["pagination"]["totalCount"]), (&json!([]), &json!(4)));
}

#[test]
fn a_key_outside_is_absent_in_every_method() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let manager = hub.manager("north", "orders.*");
    let outside = [
        hub.key("south", "/api/v*/orders"),
        hub.key("all", "/api/v*/orders"),
        hub.key("north", "/api/v*/customers"),
        hub.key("north", "all"),
        hub.key("north,south", "/api/v*/orders"),
    ];
    let within = hub.key("north", "/api/v*/orders");
    assert_eq!(ids(&manager, form! {}), [manager.key, within.key]);
    for key in &outside {
        hub.edit_key(key.key, |key| key.external_id = Some(format!("key-{}", key.id)));
        for method in wire::methods::all().iter().filter(|method| method.group == "keys" && method.path.contains("{id}")) {
            for (name, by) in [(key.key.to_string(), "id"), (format!("key-{}", key.key), "externalId")] {
                let address = format!("/api{}", method.path.replace("{id}", &name));
                let absent = format!("/api{}", method.path.replace("{id}", if by == "id" { "777" } else { "none" }));
                let form = form! { by: by, key: {name: "Mine"}, verb: "GET", path: "/api/v5/orders", days: 5, reason: "Needed" };
                let call = |address: &str| match method.verb {
                    wire::methods::Verb::Get => manager.get(address, form.clone()),
                    wire::methods::Verb::Post => manager.post(address, form.clone()),
                };
                let (there, nowhere) = (call(&address).refused(404, "Not found"), call(&absent).refused(404, "Not found"));
                let text = |reply: &crate::support::Reply, name: &str| reply.json.to_string().replace(name, "…");
                assert_eq!(text(&there, &name), text(&nowhere, if by == "id" { "777" } else { "none" }), "{address}");
            }
        }
        let stored = hub.stored(key.key);
        assert!(stored.active && stored.secret == 1 && stored.deleted_at.is_none() && stored.name == "A key of a test");
    }
    // An external id is one key's in the whole account: of one that is taken it learns that it is taken.
    let name = format!("key-{}", outside[0].key);
    let taken =
        manager.post("/api/keys/create", form! { key: {externalId: name, name: "K", sites: "north", methods: "/api/v*/orders"} }).is(400);
    assert_eq!(taken.json["errors"], json!({"externalId": format!("Another key has the external ID \"{name}\".")}));
    // Stores outside are no stores.
    for site in ["south", "nowhere"] {
        let reply = manager.post("/api/keys/create", form! { key: {name: "K", sites: [site], methods: "/api/v*/orders"} }).is(400);
        assert_eq!(reply.json["errors"], json!({"sites": format!("There is no store \"{site}\".")}));
    }
}
