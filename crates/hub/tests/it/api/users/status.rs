//! POST /users/{id}/status

use serde_json::json;

use super::person;
use crate::support::TestHub;

#[test]
fn a_work_status_is_one_of_four_words() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let id = person(&hub, "ann@example.com", "manager", json!({}));
    for status in ["busy", "dinner", "break", "free"] {
        key.post(&format!("/users/{id}/status"), form! { status: status }).ok();
        assert_eq!(key.get(&format!("/users/{id}"), form! {}).ok()["user"]["status"], status);
    }
    key.post(&format!("/users/{id}/status"), form! {}).refused(400, "Parameter 'status' is missing");
    key.post(&format!("/users/{id}/status"), form! { status: "asleep" }).refused(400, "Errors in the input parameters");
    key.post("/users/999/status", form! { status: "busy" }).refused(404, "Not found");
}
