//! Customers, links and merges that reach over two stores, seen by a key of one of them.

use serde_json::{Value, json};

use super::goods::calls_on_goods;
use super::{Names, calls};
use crate::support::steps::{fields, id};
use crate::support::{Actor, TestHub};

#[test]
fn a_customer_with_orders_in_two_stores_counts_those_of_the_key() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let anna = north.customer(json!({"firstName": "Anna"}));
    let order = |price: i64| json!({"customer": {"id": anna}, "items": [{"productName": "Tea", "initialPrice": price}]});
    all.order_in("north", order(100));
    let far = all.order_in("south", order(300));
    let sums = |key: &Actor| {
        let customer = key.read_customer(anna);
        (customer["ordersCount"].clone(), customer["totalSumm"].clone(), customer["averageSumm"].clone())
    };
    assert_eq!(sums(&north), (json!(1), json!(100), json!(100)));
    assert_eq!(sums(&all), (json!(2), json!(400), json!(200)));
    assert_eq!(north.found("customers", form! { "filter[minOrdersCount]": 2 }), Vec::<i64>::new());
    assert_eq!(north.found("customers", form! { "filter[minTotalSumm]": 101 }), Vec::<i64>::new());
    assert_eq!(all.found("customers", form! { "filter[minTotalSumm]": 101 }), [anna]);

    // South sees its order, and nothing of whose it is.
    assert_eq!(south.read_order(id(&far)).get("customer"), None);
    for filter in [form! { "filter[customerId]": anna }, form! { "filter[vip]": 0 }, form! { "filter[bad]": 0 }] {
        assert_eq!(south.found("orders", filter), Vec::<i64>::new());
    }
    assert_eq!(all.found("orders", form! { "filter[customerId]": anna }).len(), 2);
    let view: String = south.history("orders", form! {}).iter().map(Value::to_string).collect();
    assert!(!view.contains("Anna") && !view.contains("north"), "{view}");
}

#[test]
fn links_to_orders_of_other_stores_are_not_told() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let (near, own) = (id(&north.order(json!({"firstName": "Ann"}))), id(&north.order(json!({"firstName": "Ann"}))));
    let far = id(&south.order(json!({"firstName": "Ann"})));
    all.post("/orders/links/create", form! { link: {comment: "exchange", orders: [{id: near}, {id: own}, {id: far}]} }).ok();
    let linked = |key: &Actor, order: i64| {
        let order = key.read_order(order);
        order["links"].as_array().into_iter().flatten().map(|link| id(&link["order"])).collect::<Vec<_>>()
    };
    assert_eq!((linked(&north, near), linked(&all, near)), (vec![own], vec![own, far]));
    assert_eq!((linked(&south, far), linked(&all, far)), (Vec::new(), vec![near, own]));
    let view = |key: &Actor| {
        let rows = key.history("orders", form! {});
        let links = rows.iter().filter(|row| row["field"] == "links");
        links.map(|row| (id(&row["order"]), id(&row["newValue"]))).collect::<Vec<_>>()
    };
    assert_eq!(view(&north), [(near, own), (own, near)]);
    assert_eq!(view(&south), []);
    assert_eq!(view(&all).len(), 6);
}

#[test]
fn merging_customers_of_two_stores_tells_neither_of_the_other() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let (anna, anya) = (north.customer(json!({"firstName": "Anna"})), south.customer(json!({"firstName": "Anya", "externalId": "s-1"})));
    let order = id(&south.order(json!({"customer": {"id": anya}})));
    all.post("/customers/combine", form! { customers: [{id: anya}], resultCustomer: {id: anna} }).ok();
    let absent = |key: &Actor, id: i64| key.get(&format!("/customers/{id}"), form! { by: "id" }).refused(404, "Not found").json;
    assert_eq!(absent(&all, anya)["combinedTo"], anna);
    assert_eq!(absent(&south, anya), absent(&south, 999), "south learns of no merge");
    assert_eq!(absent(&north, anya), absent(&north, 999));
    assert_eq!(south.read_order(order).get("customer"), None);
    assert_eq!(fields(&south.history("customers", form! {})), ["id"]);
    assert_eq!(all.history("customers", form! {}).iter().filter(|row| row["field"] == "combined_to").count(), 1);
}

#[test]
fn a_cpa_key_gets_statuses_of_its_stores_and_nothing_else() {
    let hub = TestHub::new();
    let (north, south, _) = hub.two_stores();
    let (own, theirs) = (Names::make(&hub, &north, "own"), Names::make(&hub, &south, "theirs"));
    let cpa = hub.key("north", "/api/v*/orders/statuses");
    for version in ["v3", "v4", "v5"] {
        let address = format!("/api/{version}/orders/statuses");
        let ids = form! { "ids[]": own.order, "externalIds[0]": own.order_external, "externalIds[1]": theirs.order_external };
        let expected = json!([{"id": own.order, "externalId": "own-o", "status": "new", "group": "new"}]);
        assert_eq!(cpa.get(&address, ids).ok()["orders"], expected);
        let there = cpa.get(&address, form! { "ids[0]": theirs.order }).ok();
        assert_eq!(there, cpa.get(&address, form! { "ids[0]": 999_999 }).ok());
        assert_eq!(there, json!({"success": true, "orders": []}));
    }
    for (method, call) in
        calls(&own, &theirs).into_iter().chain(calls_on_goods(&own, &theirs)).filter(|(method, _)| *method != "/orders/statuses")
    {
        let reply = cpa.call(call);
        assert_eq!((reply.status, reply.message()), (403, "Access denied."), "{method}");
    }
}
