//! GET /users/{id}

use serde_json::json;

use super::person;
use crate::support::TestHub;

#[test]
fn a_person_is_told_without_their_password() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let id = person(&hub, "ann@example.com", "administrator", json!({"groups": ["manager", "gone"], "position": "Owner", "phone": ""}));
    let reply = key.get(&format!("/api/v4/users/{id}"), form! {}).ok();
    let group = hub.hub.account().dictionary("user-groups").get("manager").map(|group| group.id);
    let expected = json!({"id": id, "createdAt": "2026-03-14 15:00:00", "active": true, "email": "ann@example.com", "firstName": "Ann",
        "position": "Owner", "status": "free", "online": false, "isAdmin": true, "isManager": true,
        "groups": [{"id": group, "name": "Managers", "code": "manager"}]});
    assert_eq!(reply["user"], expected);
    assert!(!reply.to_string().contains("argon2"));
    for address in ["/users/999", "/users/0", "/users/ann", "/users/99999999999999999999"] {
        key.get(address, form! {}).refused(404, "Not found");
    }
}
