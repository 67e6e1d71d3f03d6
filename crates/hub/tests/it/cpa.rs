//! A CPA network's key: one tick, `/api/v*/orders/statuses`, over the stores it works for. It learns nothing else.

use wire::methods;

use crate::support::{Actor, Call, TestHub};

/// A hub with two stores and an order in each, the network's key over the first, and the orders' ids.
fn network() -> (TestHub, Actor, [i64; 2]) {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let shops = hub.key("all", "all");
    let ids = ["north", "south"].map(|site| {
        let order = json_of!({externalId: format!("{site}-1"), firstName: "Ada", phone: "+79261234567"});
        shops.post("/orders/create", form! { order: order, site: site }).ok()["id"].as_i64().unwrap_or_default()
    });
    let network = hub.key("north", "/api/v*/orders/statuses");
    (hub, network, ids)
}

#[test]
fn picks_up_statuses_under_every_version() {
    let (_hub, network, [id, _]) = network();
    for version in ["v3", "v4", "v5"] {
        let path = format!("/api/{version}/orders/statuses");
        let expected = json_of!([{id: id, externalId: "north-1", status: "new", group: "new"}]);
        assert_eq!(network.get(&path, form! { "ids[]": id }).ok()["orders"], expected);
        assert_eq!(network.get(&path, form! { "externalIds[0]": "north-1" }).ok()["orders"], expected);
    }
}

#[test]
fn is_refused_by_every_other_method() {
    let (_hub, network, _) = network();
    let mut refused = 0;
    for method in methods::all().iter().filter(|method| method.path != "/orders/statuses") {
        let path = method.path.replace("{externalId}", "north-1").replace("{id}", "1").replace("{code}", "new");
        for prefix in method.versions.prefixes() {
            network.call(Call::new(method.verb.name(), &format!("{prefix}{path}"))).denied();
            refused += 1;
        }
    }
    assert!(refused > 40, "only {refused} addresses were tried");
}

#[test]
fn cannot_tell_whether_an_order_of_another_store_exists() {
    let (_hub, network, [_, other]) = network();
    let ask = |query| network.get("/orders/statuses", query);
    let nothing = ask(form! { "ids[]": 987_654 });
    assert_eq!(nothing.clone().ok()["orders"], json_of!([]));
    let heads = |reply: &crate::support::Reply| {
        reply.headers.iter().filter(|(name, _)| !["date", "x-request-id"].contains(&name.as_str())).cloned().collect::<Vec<_>>()
    };
    for query in [form! { "ids[]": other }, form! { "externalIds[]": "south-1" }, form! { "ids[]": other, "externalIds[]": "south-1" }] {
        let reply = ask(query);
        assert_eq!(reply.json, nothing.json);
        assert_eq!(heads(&reply), heads(&nothing));
    }
    // Naming the store does not help: it is as unknown as one that does not exist.
    let there = ask(form! { "ids[]": other, site: "south" });
    let nowhere = ask(form! { "ids[]": other, site: "nowhere" });
    assert_eq!((there.status, &there.json), (nowhere.status, &nowhere.json));
    assert!(!there.to_string().contains("south-1"));
}

#[test]
fn is_told_no_more_than_the_status() {
    let (_hub, network, [id, _]) = network();
    let reply = network.get("/orders/statuses", form! { "ids[]": id }).to_string();
    for secret in ["Ada", "9261234567", "customer", "site", "north\""] {
        assert!(!reply.contains(secret), "{secret} in {reply}");
    }
}
