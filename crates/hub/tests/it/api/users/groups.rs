//! GET /user-groups

use serde_json::json;

use crate::support::TestHub;

#[test]
fn groups_come_with_the_stores_the_key_sees() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    hub.site("south");
    let reply = key.get("/user-groups", form! {}).ok();
    assert_eq!(reply["pagination"]["totalCount"], 3);
    let codes: Vec<_> = reply["groups"].as_array().into_iter().flatten().map(|group| group["code"].clone()).collect();
    assert_eq!(codes, ["manager", "director", "superadmins"]);
    let manager = &reply["groups"][0];
    assert_eq!((&manager["name"], &manager["isManager"], &manager["isPosManager"]), (&json!("Managers"), &json!(true), &json!(true)));
    assert_eq!(manager["grantedSites"], json!(["north"]));
    assert_eq!(manager["grantedOrderTypes"], json!(["main", "eshop-individual", "eshop-legal"]));
    assert_eq!(manager["breakdownSites"], json!([]));
    let beyond = key.get("/user-groups", form! { page: 2, limit: 50 }).ok();
    assert_eq!((&beyond["groups"], &beyond["pagination"]["currentPage"]), (&json!([]), &json!(2)));
    key.get("/user-groups", form! { limit: 7 }).refused(400, "Errors in the input parameters");
}
