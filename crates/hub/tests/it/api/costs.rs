//! The methods of /costs.

use serde_json::{Value, json};

use crate::support::TestHub;
use crate::support::steps::id;

fn furnish(hub: &TestHub) {
    hub.entry("cost-groups", "marketing", json!({"code": "marketing", "name": "Marketing", "color": "#da5c98"}));
    hub.entry("cost-items", "ads", json!({"code": "ads", "name": "Ads", "group": "marketing"}));
    hub.entry("cost-items", "rent", json!({"code": "rent", "name": "Rent"}));
}

fn cost(item: &str) -> Value {
    json!({"dateFrom": "2026-03-01", "dateTo": "2026-03-31", "summ": "10.5", "costItem": item})
}

#[test]
fn a_cost_is_made_read_changed_and_deleted() {
    let hub = TestHub::new();
    furnish(&hub);
    let (_, key) = hub.site_with_key();
    let manager = hub.person("mona@hub.test", &["manager"]);
    let order = id(&key.order(json!({"externalId": "o-1", "number": "N-7"})));
    let made = key.post(
        "/costs/create",
        form! { site: "north", cost: {
            dateFrom: "2026-03-01", dateTo: "2026-03-31 23:59:59", summ: "10.50", costItem: "ads", comment: "Banner", userId: manager,
            order: {externalId: "o-1"}, sites: ["north"], source: {source: "search", medium: "cpc"}, createdBy: "7",
        } },
    );
    assert_eq!(made.status, 201);
    let cost = id(&made.ok());
    let shown = json!({
        "id": cost, "dateFrom": "2026-03-01", "dateTo": "2026-03-31", "summ": 10.5, "costItem": "ads", "comment": "Banner", "userId": manager,
        "source": {"source": "search", "medium": "cpc"}, "createdAt": "2026-03-14 15:00:00", "currency": "RUB", "sites": ["north"],
        "order": {"id": order, "externalId": "o-1", "number": "N-7", "site": "north"},
    });
    assert_eq!(key.get(&format!("/costs/{cost}"), form! {}).ok()["cost"], shown);
    assert_eq!(key.get("/costs", form! {}).ok()["costs"], json!([shown]));
    assert_eq!(id(&key.post(&format!("/costs/{cost}/edit"), form! { cost: {summ: 7, comment: null, order: []} }).ok()), cost);
    let now = key.get(&format!("/costs/{cost}"), form! {}).ok()["cost"].take();
    assert_eq!((&now["summ"], &now["order"]["id"]), (&json!(7), &json!(order)), "an empty list is no change");
    assert!(now.get("comment").is_none());
    assert_eq!(key.post(&format!("/costs/{cost}/delete"), form! {}).ok(), json!({"success": true}));
    key.post(&format!("/costs/{cost}/delete"), form! {}).refused(400, "Not found");
    key.get(&format!("/costs/{cost}"), form! {}).refused(404, "Not found");
}

#[test]
fn several_costs_are_uploaded_and_deleted() {
    let hub = TestHub::new();
    furnish(&hub);
    let (_, key) = hub.site_with_key();
    let done = key.post("/costs/upload", form! { costs: [cost("ads"), cost("rent")] });
    assert_eq!(done.status, 201);
    let ids = done.ok()["uploadedCosts"].take();
    assert_eq!(ids.as_array().map(Vec::len), Some(2));
    let partly = key.post("/costs/upload", form! { costs: [cost("ads"), cost("none"), json!({"summ": "ten"}), json!({"summ": 1})] });
    let partly = partly.refused(460, "Costs are loaded with errors").json.clone();
    assert_eq!(partly["uploadedCosts"].as_array().map(Vec::len), Some(1));
    assert_eq!(partly["errors"]["1.costItem"], "\"CostItem\" with \"code\"=\"none\" does not exist.");
    assert!(partly["errors"]["2.summ"].is_string() && partly["errors"]["3.costItem"] == "This value should not be blank.", "{partly}");

    let gone = json!([ids[0], 999, ids[1]]);
    let reply = key.post("/costs/delete", form! { ids: gone.to_string() }).ok();
    assert_eq!(reply, json!({"success": true, "count": 2, "notRemovedIds": [999]}));
    key.post("/costs/delete", vec![("ids".to_owned(), "null".to_owned())]).refused(400, "Expected array, but got NULL: null");
    let bracketed = vec![("ids[]".to_owned(), partly["uploadedCosts"][0].to_string())];
    assert_eq!(key.post("/costs/delete", bracketed).ok()["count"], 1);
    assert_eq!(key.found("costs", form! {}), Vec::<i64>::new());
}

#[test]
fn every_filter_finds_the_cost_that_has_it() {
    let hub = TestHub::new();
    furnish(&hub);
    let (_, _, key) = hub.two_stores();
    let manager = hub.person("mona@hub.test", &["manager"]);
    let order = id(&key.post("/orders/create", form! { site: "north", order: {externalId: "o-1", number: "N-7"} }).ok());
    let mut sent = cost("ads");
    for (field, value) in
        [("comment", json!("Баннер 5%")), ("userId", json!(manager)), ("order", json!({"id": order})), ("sites", json!(["north"]))]
    {
        sent[field] = value;
    }
    let first = id(&key.post("/costs/create", form! { cost: sent }).ok());
    hub.wait(86_400);
    let mut other = cost("rent");
    (other["summ"], other["dateFrom"], other["dateTo"]) = (json!(500), json!("2026-05-01"), json!("2026-05-31"));
    let second = id(&key.post("/costs/create", form! { cost: other }).ok());
    for (filter, yes, no) in [
        ("[ids][]", first.to_string(), second.to_string()),
        ("[maxSumm]", "10.5".to_owned(), "10.49".to_owned()),
        ("[orderNumber]", "N-7".to_owned(), "N-8".to_owned()),
        ("[orderIds][]", order.to_string(), "999".to_owned()),
        ("[orderExternalIds][]", "o-1".to_owned(), "o-2".to_owned()),
        ("[comment]", "баннер 5%".to_owned(), "баннер 5_".to_owned()),
        ("[sites][]", "north".to_owned(), "south".to_owned()),
        ("[costGroups][]", "marketing".to_owned(), "none".to_owned()),
        ("[costItems][]", "ads".to_owned(), "rent".to_owned()),
        ("[users][]", manager.to_string(), "999".to_owned()),
        ("[dateTo]", "2026-03-01".to_owned(), "2026-02-28".to_owned()),
        ("[dateTo][]", "2026-04-30".to_owned(), "2026-02-28".to_owned()),
        ("[createdAtTo]", "2026-03-14".to_owned(), "2026-03-13".to_owned()),
    ] {
        let find = |value: &str| key.found("costs", vec![(format!("filter{filter}"), value.to_owned())]);
        assert_eq!(find(&yes), [first], "{filter}={yes}");
        assert!(!find(&no).contains(&first), "{filter}={no}");
    }
    for filter in [("[minSumm]", "11"), ("[dateFrom]", "2026-04-01"), ("[dateFrom][]", "2026-04-01"), ("[createdAtFrom]", "2026-03-15")] {
        assert_eq!(key.found("costs", vec![(format!("filter{}", filter.0), filter.1.to_owned())]), [second], "{filter:?}");
    }
    assert_eq!(key.found("costs", form! { "filter[createdBy][]": manager }), Vec::<i64>::new());
}

#[test]
fn a_cost_is_seen_by_those_who_see_all_its_stores() {
    let hub = TestHub::new();
    furnish(&hub);
    let (north, south, all) = hub.two_stores();
    let add = |key: &crate::support::Actor, sites: &[&str]| {
        let mut cost = cost("ads");
        cost["sites"] = json!(sites);
        id(&key.post("/costs/create", form! { cost: cost }).ok())
    };
    let (of_north, of_both, of_none) = (add(&all, &["north"]), add(&all, &["north", "south"]), add(&all, &[]));
    let own = add(&south, &[]);
    assert_eq!(north.found("costs", form! {}), [of_north]);
    assert_eq!(south.found("costs", form! {}), [own]);
    assert_eq!(all.found("costs", form! {}), [of_north, of_both, of_none, own]);
    for cost in [of_both, of_none, own] {
        north.get(&format!("/costs/{cost}"), form! {}).refused(404, "Not found");
        north.post(&format!("/costs/{cost}/edit"), form! { cost: {summ: 1} }).refused(404, "Not found");
        assert_eq!(north.post("/costs/delete", form! { ids: [cost] }).ok()["notRemovedIds"], json!([cost]));
    }
    let mut foreign = cost("ads");
    foreign["sites"] = json!(["south"]);
    let refused = north.post("/costs/create", form! { cost: foreign }).refused(400, "Cost is not loaded");
    assert_eq!(refused.json["errors"]["sites"], "\"Site\" with \"code\"=\"south\" does not exist.");
}

#[test]
fn what_is_wrong_is_named_by_its_field() {
    let hub = TestHub::new();
    furnish(&hub);
    let (_, key) = hub.site_with_key();
    let refused = |cost: Value| key.post("/costs/create", form! { cost: cost }).refused(400, "Cost is not loaded").json["errors"].clone();
    let blank = "This value should not be blank.";
    assert_eq!(refused(json!({"comment": "x"})), json!({"dateFrom": blank, "dateTo": blank, "summ": blank, "costItem": blank}));
    assert_eq!(refused(cost("none")), json!({"costItem": "\"CostItem\" with \"code\"=\"none\" does not exist."}));
    let mut turned = cost("ads");
    turned["dateTo"] = json!("2026-02-01");
    assert_eq!(refused(turned), json!({"dateTo": "must not be before dateFrom"}));
    let bad = key.post("/costs/create", form! { cost: {summ: "ten"} }).refused(400, "Errors in the entity format").json.clone();
    assert!(bad["errors"]["summ"].is_string(), "{bad}");
}
