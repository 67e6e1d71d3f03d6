//! POST /reference/cost-groups/{code}/edit

use serde_json::json;

use crate::support::TestHub;

#[test]
fn a_group_begins_with_a_colour_and_a_place() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.post("/reference/cost-groups/rent/edit", form! { costGroup: {name: "Rent"} }).ok();
    let groups = key.get("/reference/cost-groups", form! {}).ok();
    let rent = groups["costGroups"].as_array().into_iter().flatten().find(|group| group["code"] == "rent").cloned();
    assert_eq!(rent, Some(json!({"code": "rent", "name": "Rent", "ordering": 990, "active": true, "color": "#c7cdd4"})));
}

#[test]
fn a_cost_item_may_be_posted_here_by_who_may_edit_cost_items() {
    let hub = TestHub::new();
    let item = || form! { costItem: {code: "stamps", name: "Stamps", group: "delivery"} };
    let narrow = hub.key("all", "/api/v*/reference/cost-groups/{code}/edit");
    narrow.post("/reference/cost-groups/stamps/edit", item()).denied();
    narrow.post("/reference/cost-groups/rent/edit", form! { costGroup: {name: "Rent"} }).ok();

    let wide =
        hub.key("all", "/api/v*/reference/cost-groups/{code}/edit,/api/v*/reference/cost-items/{code}/edit,/api/v*/reference/cost-items");
    wide.post("/reference/cost-groups/stamps/edit", item()).ok();
    let items = wide.get("/reference/cost-items", form! {}).ok();
    assert!(
        items["costItems"].as_array().is_some_and(|items| items.iter().any(|item| item["code"] == "stamps" && item["type"] == "const"))
    );
    wide.post("/reference/cost-groups/stamps/edit", form! {}).refused(400, "Parameter 'costGroup' is missing");
}
