//! POST /api/keys/{id}/edit

use serde_json::json;

use crate::support::TestHub;

#[test]
fn what_is_sent_is_changed_and_the_rest_stays() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let manager = hub.manager("all", "all");
    let (id, holder) = manager.makes(json!({"name": "K", "sites": ["north"], "methods": ["/api/credentials"], "comment": "a",
        "limits": {"rate": 5, "addresses": ["127.0.0.0/8"]}, "masks": {"phone": "hide", "email": "hide"}, "rows": {"source": ["cpa"], "days": 9}}));
    let path = format!("/api/keys/{id}/edit");
    let edit = |key: serde_json::Value| manager.post(&path, form! { key: key }).ok()["key"].clone();
    let mut expected = edit(json!({}));
    for (sent, changed) in [
        (json!({"name": "Second"}), json!({"name": "Second"})),
        (json!({"sites": ["south", "north"]}), json!({"sites": ["north", "south"]})),
        (json!({"methods": "/api/v5/orders/{externalId}/edit"}), json!({"methods": ["/api/v*/orders/{externalId}/edit"]})),
        (json!({"limits": {"rate": 6}}), json!({"limits": {"rate": 6, "addresses": ["127.0.0.0/8"]}})),
        (json!({"limits": {"addresses": []}}), json!({"limits": {"rate": 6}})),
        (json!({"masks": {"email": null, "names": "pseudonym"}}), json!({"masks": {"phone": "hide", "names": "pseudonym"}})),
        (json!({"rows": {"days": null}}), json!({"rows": {"source": ["cpa"]}})),
        (json!({"externalId": "one", "review": "2027-02-01"}), json!({"externalId": "one", "review": "2027-02-01"})),
        (json!({"endsAt": "2027-02-01 00:00:00"}), json!({"endsAt": "2027-02-01 00:00:00"})),
    ] {
        for (name, value) in changed.as_object().into_iter().flatten() {
            expected[name] = value.clone();
        }
        assert_eq!(edit(sent.clone()), expected, "{sent}");
    }
    let bare =
        edit(json!({"comment": "", "limits": null, "masks": null, "rows": null, "externalId": null, "review": null, "endsAt": null}));
    for gone in ["comment", "limits", "masks", "rows", "externalId", "review", "endsAt"] {
        assert_eq!(bare.get(gone), None, "{gone}");
    }
    holder.get("/api/credentials", form! {}).denied();
    edit(json!({"methods": ["all", "/api/keys"], "active": false}));
    holder.get("/api/credentials", form! {}).refused(403, "Wrong \"apiKey\" value.");
    let key = edit(json!({"active": true}));
    assert_eq!(key["methods"], json!(["all", "/api/keys"]));
    holder.get("/api/credentials", form! {}).ok();
    holder.get("/api/keys", form! {}).ok();
    holder.get(&format!("/api/keys/{id}"), form! {}).denied();
    let view = hub.recorded(id);
    assert!(view.len() > 1 && view[1..].iter().all(|(kind, by, _)| kind == "key" && *by == Some(manager.key)), "{view:?}");
    assert_eq!(view.iter().filter(|(.., what)| what == "key.changed").count(), 11, "no row for nothing: {view:?}");
}

#[test]
fn a_key_may_be_named_by_its_external_id() {
    let hub = TestHub::new();
    hub.site("north");
    let manager = hub.manager("all", "all");
    let (id, _) = manager.makes(json!({"externalId": "shop", "name": "K", "sites": ["north"], "methods": ["read"]}));
    assert_eq!(manager.get("/api/keys/shop", form! { by: "externalId" }).ok()["key"]["id"], id);
    let key = manager.post("/api/keys/shop/edit", form! { by: "externalId", key: {name: "L"} }).ok();
    assert_eq!(key["key"]["name"], "L");
    for (name, by) in [("shop", "id"), ("7777", "id"), ("99999999999999999999", "id"), ("none", "externalId"), ("%00", "externalId")] {
        manager.get(&format!("/api/keys/{name}"), form! { by: by }).refused(404, "Not found");
    }
    let reply = manager.get("/api/keys/shop", form! { by: "name" });
    reply.refused(400, "Value \"name\" for \"by\" param is not valid. Allowed values are id, externalId.");
}
