//! POST /reference/couriers/create, /reference/couriers/{id}/edit

use serde_json::json;

use crate::support::TestHub;

#[test]
fn couriers_are_added_and_changed_by_id() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let reply =
        key.post("/reference/couriers/create", form! { courier: {firstName: "Ann", lastName: "Lee", phone: {number: "88005553535"}} });
    assert_eq!(reply.status, 201);
    let id = reply.ok()["id"].as_i64().unwrap_or_default();
    let second = key.post("/reference/couriers/create", form! { courier: {firstName: "Bob", active: false} }).ok()["id"].clone();
    assert_ne!(second, json!(id));

    key.post(&format!("/reference/couriers/{id}/edit"), form! { courier: {id: 7, lastName: null, email: "ann@example.com"} }).ok();
    assert_eq!(
        key.get("/reference/couriers", form! {}).ok()["couriers"],
        json!([
            {"id": id, "firstName": "Ann", "active": true, "phone": {"number": "88005553535"}, "email": "ann@example.com"},
            {"id": second, "firstName": "Bob", "active": false}
        ])
    );
}

#[test]
fn couriers_need_a_first_name_and_an_id_that_exists() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let reply = key.post("/reference/couriers/create", form! { courier: {lastName: "Lee"} }).refused(400, "Errors in the entity format");
    assert_eq!(reply.json["errors"], json!({"firstName": "This value should not be blank."}));
    key.post("/reference/couriers/create", form! {}).refused(400, "Parameter 'courier' is missing");
    key.post("/reference/couriers/999/edit", form! { courier: {firstName: "Ann"} }).refused(404, "Not found");
    key.post("/reference/couriers/ann/edit", form! { courier: {firstName: "Ann"} }).refused(404, "Not found");
    let base = key.get("/reference/currencies", form! {}).ok()["currencies"][0]["id"].clone();
    key.post(&format!("/reference/couriers/{base}/edit"), form! { courier: {firstName: "Ann"} }).refused(404, "Not found");
}
