//! Blanks of real clients: what says nothing is dropped, wherever it stands.

use serde_json::{Value, json};

use crate::support::TestHub;
use crate::support::steps::{assert_within, id};

#[test]
fn phones_and_tags_that_say_nothing_are_dropped() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for blank in [
        json!(""),
        json!("  "),
        json!({}),
        json!({"number": "", "name": ""}),
        json!({"number": null, "name": null}),
        json!({"number": " ", "name": "\t"}),
    ] {
        let sent = json!({"firstName": "Ana", "phones": [blank], "tags": [blank], "addTags": [blank]});
        let made = key.customer(sent.clone());
        assert_within(&key.read_customer(made), &json!({"phones": [], "tags": []}));
        let uploaded = key.post("/customers/upload", form! { customers: std::slice::from_ref(&sent) }).ok()["uploadedCustomers"][0].take();
        assert_within(&key.read_customer(id(&uploaded)), &json!({"phones": [], "tags": []}));
        let mut beside = sent;
        beside["phones"] = json!([blank, {"number": "+34612345678"}, blank]);
        beside["tags"] = json!([blank, "vip", blank]);
        assert_within(&key.edit_customer(made, beside), &json!({"phones": [{"number": "+34612345678"}], "tags": [{"name": "vip"}]}));
    }
    // What says something else is a slip, and is answered as one.
    let reply = key.post("/customers/create", form! { customer: {phones: [{phone: "+34612345678"}]} });
    let reply = reply.refused(400, "Errors in the entity format");
    assert!(reply.json["errors"].get("phones[0]").is_some(), "{reply}");
}

#[test]
fn a_tag_is_there_once() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let names = |customer: &Value| customer["tags"].as_array().into_iter().flatten().map(|tag| tag["name"].clone()).collect::<Vec<_>>();
    let customer = key
        .customer(json!({"tags": ["vip", "tea", "VIP", {"name": "vip"}, " tea "], "attachedTag": "vip", "addTags": ["Tea", "new", "new"]}));
    assert_eq!(names(&key.read_customer(customer)), ["vip", "tea", "new"]);
    assert_eq!(names(&key.edit_customer(customer, json!({"addTags": ["NEW", "x", "x"], "removeTags": ["Vip"]}))), ["tea", "new", "x"]);
    assert_eq!(names(&key.edit_customer(customer, json!({"tags": ["a", "a", "b"]}))), ["a", "b"]);
}

#[test]
fn texts_of_blanks_only_are_none() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({
        "firstName": "  ", "lastName": "\u{a0}", "email": " ", "phone": "\t", "externalId": " ", "number": "   ", "status": " ", "customerComment": "\n",
        "orderType": " ", "countryIso": " ", "delivery": {"code": " ", "address": {"city": " "}}, "customFields": {"a": " "},
        "items": [{"productName": " ", "status": " ", "comment": "  "}], "payments": [{"type": "cash", "externalId": " ", "comment": " "}],
    }));
    for field in ["firstName", "lastName", "email", "phone", "externalId", "customerComment"] {
        assert_eq!(order.get(field), None, "{field}");
    }
    assert_within(
        &order,
        &json!({
            "number": format!("{}A", id(&order)), "status": "new", "countryIso": "RU", "customFields": [], "delivery": {"address": null},
            "items": [{"productName": null, "status": "new", "comment": null}],
        }),
    );
    assert_eq!(order["payments"], json!([{"id": id(&order["payments"][0]), "type": "cash"}]));
    let named = key.order(json!({"firstName": "Ana", "comment": "x"}));
    assert_eq!(key.edit_order(id(&named), json!({"firstName": "   "})).get("firstName"), None);
    assert_eq!(key.found("orders", form! { "filter[customer]": " ", "filter[city]": "  " }), [id(&order), id(&named)]);
    let customer = key.customer(json!({"firstName": " ", "externalId": " ", "email": "  "}));
    assert_within(&key.read_customer(customer), &json!({"firstName": null, "externalId": null, "email": null}));
}

#[test]
fn ids_of_lines_that_say_nothing_are_dropped() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for ids in [json!([{}]), json!([{"code": "shop"}]), json!([{"code": "shop", "value": ""}, {"code": "shop", "value": " "}])] {
        let sent = json!({"items": [{"productName": "Tea", "externalIds": ids}, {"productName": "Cup", "externalIds": ids}]});
        let order = key.order(sent.clone());
        let lines = order["items"].as_array().expect("lines");
        assert!(lines.len() == 2 && lines.iter().all(|line| line.get("externalIds").is_none()), "{order:#}");
        assert_eq!(key.edit_order(id(&order), sent)["items"], order["items"]);
    }
    let order = key.order(json!({"items": [{"productName": "Tea", "externalIds": [{}, {"code": "shop", "value": "1"}]}]}));
    assert_eq!(order["items"][0]["externalIds"], json!([{"code": "shop", "value": "1"}]));
    let kept = key.edit_order(id(&order), json!({"items": [{"id": order["items"][0]["id"], "externalIds": [{}]}]}));
    assert_eq!(kept["items"], order["items"]);
}
