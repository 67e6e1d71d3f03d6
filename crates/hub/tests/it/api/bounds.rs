//! How much of everything is taken: what is more is refused by name, and never costs anybody else the hub.

use serde_json::{Value, json};

use crate::support::steps::{id, rows};
use crate::support::{Actor, Reply, TestHub};

fn listed(key: &Actor, list: &str, filter: &str, values: usize) -> Reply {
    key.get(list, (0..values).map(|number| (format!("filter{filter}"), number.to_string())).collect())
}

fn view(reply: &Reply, path: &str) -> bool {
    reply.json["errors"].get(path).is_some()
}

#[test]
fn a_filter_takes_five_hundred_values_in_all() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = id(&key.order(json!({"externalId": "7", "payments": [{"type": "cash"}]})));
    for (list, filter) in [
        ("/orders", "[ids][]"),
        ("/orders", "[externalIds][]"),
        ("/orders", "[paymentTypes][]"),
        ("/orders", "[extendedStatus][]"),
        ("/customers", "[tags][]"),
        ("/customers", "[ids][]"),
        ("/customers/notes", "[customerIds][]"),
    ] {
        listed(&key, list, filter, 500).ok();
        let field = filter.split(['[', ']']).nth(1).unwrap_or_default();
        let refused = listed(&key, list, filter, 501).refused(400, "Errors in the input parameters");
        assert!(view(&refused, &format!("children[{field}]")), "{refused}");
    }
    let numbers = (0..501).map(|number| number.to_string()).collect::<Vec<_>>().join(",");
    key.get("/orders", form! { "filter[ids]": format!("[{numbers}]") }).refused(400, "Errors in the input parameters");
    let fields: Vec<_> = (0..1_200).map(|number| (format!("filter[customFields][f{number}]"), "1".to_owned())).collect();
    key.get("/customers", fields).refused(400, "Errors in the input parameters");
    // Several lists count together, and what is within the bound finds what it should.
    let mut query: Vec<_> = (0..300).map(|number| ("filter[ids][]".to_owned(), number.to_string())).collect();
    query.extend((0..150).map(|number| ("filter[externalIds][]".to_owned(), number.to_string())));
    assert_eq!(key.found("orders", query.clone()), [order]);
    query.extend((0..51).map(|number| ("filter[sites][]".to_owned(), number.to_string())));
    let refused = key.get("/orders", query).refused(400, "Errors in the input parameters");
    assert!(view(&refused, "children[ids]"), "{refused}");
}

#[test]
fn a_long_filter_finds_its_rows_among_many_stores() {
    let hub = TestHub::new();
    for number in 0..25 {
        hub.site(&format!("shop-{number}"));
    }
    let all = hub.key("all", "all");
    let made: Vec<i64> = (0..25)
        .map(|number| id(&all.order_in(&format!("shop-{number}"), json!({"createdAt": format!("2026-03-01 00:00:{number:02}")}))))
        .collect();
    let query = (0..500).map(|number| ("filter[ids][]".to_owned(), number.to_string()));
    let page = rows(&all.get("/orders", query.collect()).ok(), "orders");
    let newest: Vec<i64> = made.iter().rev().take(20).copied().collect();
    assert_eq!(page.iter().map(id).collect::<Vec<_>>(), newest);
}

#[test]
fn lists_of_an_entity_are_bounded() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let many = |count: usize, entry: &dyn Fn(usize) -> Value| Value::Array((0..count).map(entry).collect());
    let ids = |number: usize| json!({"code": "shop", "value": number.to_string()});
    for (order, path) in [
        (json!({"items": many(5_001, &|_| json!({"productName": "Tea"}))}), "items"),
        (json!({"payments": many(101, &|_| json!({"type": "cash"}))}), "payments"),
        (json!({"items": [{"productName": "Tea", "externalIds": many(51, &ids)}]}), "items[0].externalIds"),
    ] {
        let refused = key.post("/orders/create", form! { order: order }).refused(400, "Errors in the entity format");
        assert!(view(&refused, path), "{refused}");
    }
    for list in ["phones", "tags", "addTags", "removeTags"] {
        let customer = json!({ list: many(101, &|number| json!(number.to_string())) });
        let refused = key.post("/customers/create", form! { customer: customer }).refused(400, "Errors in the entity format");
        assert!(view(&refused, list), "{refused}");
    }
    let linked = many(51, &|number| json!({"id": number}));
    let refused = key.post("/orders/links/create", form! { link: {orders: linked} }).refused(400, "Errors in the entity format");
    assert!(view(&refused, "orders"), "{refused}");
    assert_eq!(key.found("orders", form! {}).len() + key.found("customers", form! {}).len(), 0);
}

#[test]
fn a_long_order_is_changed_line_by_line() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let line = |number: usize, price: i64| json!({"productName": "Tea", "initialPrice": price, "externalIds": [{"code": "a", "value": number.to_string()}]});
    let made = key.order(json!({"items": (0..2_000).map(|number| line(number, 1)).collect::<Vec<_>>()}));
    let ids: Vec<i64> = rows(&made, "items").iter().map(id).collect();
    // The same lines the other way round: each is found again by its id in the shop.
    let changed = key.edit_order(id(&made), json!({"items": (0..2_000).rev().map(|number| line(number, 2)).collect::<Vec<_>>()}));
    assert_eq!(changed["summ"], 4_000);
    assert_eq!(rows(&changed, "items").iter().map(id).rev().collect::<Vec<_>>(), ids);
}

#[test]
fn nothing_is_made_of_nothing() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for nothing in ["{}", "[]", " { } "] {
        for (method, member) in [("/orders/create", "order"), ("/customers/create", "customer")] {
            let refused = key.post(method, vec![(member.to_owned(), nothing.to_owned())]).refused(400, "Errors in the entity format");
            assert!(view(&refused, member), "{refused}");
        }
    }
    for (method, member) in [("/orders/upload", "orders"), ("/customers/upload", "customers"), ("/orders/fix-external-ids", "orders")] {
        key.post(method, vec![(member.to_owned(), "[]".to_owned())]).refused(400, "Errors in the entity format");
    }
    let order = id(&key.order(json!({"externalId": "e"})));
    let blank = key.post("/orders/fix-external-ids", form! { orders: [{id: order, externalId: " "}] });
    assert!(view(&blank.refused(400, "Errors in the entity format"), "0.externalId"));
    assert_eq!(key.read_order(order)["externalId"], "e");
}

#[test]
fn moments_past_the_last_one_there_is_are_far_away_not_long_ago() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({"createdAt": "9999-12-31 23:59:59"}));
    assert!(order["createdAt"].as_str().is_some_and(|moment| moment.starts_with("9999-12-3")), "{order}");
    let now = id(&key.order(json!({"externalId": "now"})));
    assert_eq!(key.found("orders", form! { "filter[createdAtTo]": "9999-12-31" }), [id(&order), now]);
    assert_eq!(key.found("orders", form! { "filter[createdAtFrom]": "0001-01-01" }), [id(&order), now]);
    assert_eq!(key.history("orders", form! { "filter[endDate]": "9999-12-31 23:59:59" }).len(), 4);
    let huge = key.post("/orders/create", form! { order: {items: [{initialPrice: 1e30}]} }).refused(400, "Errors in the entity format");
    assert_eq!(huge.json["errors"]["items[0].initialPrice"], "is too large a number");
    let wrong = key.post("/orders/create", form! { order: {items: "Tea"} }).refused(400, "Errors in the entity format");
    assert_eq!(wrong.json["errors"]["items"], "must be a list");
}

#[test]
fn choices_of_filters_are_one_of_three() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for list in ["/orders", "/customers"] {
        for filter in ["attachments", "tasksCounts"] {
            let refused = key.get(list, vec![(format!("filter[{filter}]"), "7".to_owned())]).refused(400, "Errors in the input parameters");
            assert!(view(&refused, &format!("children[{filter}]")), "{refused}");
            key.get(list, vec![(format!("filter[{filter}]"), "3".to_owned())]).ok();
        }
    }
    let gone = key.customer(json!({"externalId": "gone", "subscribed": false}));
    assert_eq!(key.found("customers", form! { "filter[emailMarketingUnsubscribed]": "true" }), [gone]);
}
