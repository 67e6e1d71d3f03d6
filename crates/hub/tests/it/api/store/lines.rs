//! Lines of orders find their offers in the catalogue of the store.

use database::{Engine, Sql};
use serde_json::{Value, json};

use super::FEED;
use crate::support::steps::{id, rows};
use crate::support::{Actor, TestHub};

#[test]
fn a_line_finds_its_offer_by_any_of_its_ids_and_takes_from_it_what_it_does_not_say() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    hub.load("north", FEED);
    let offer = key.get("/store/offers", form! { "filter[externalIds][]": "t#1" }).ok()["offers"][0].take();
    for name in
        [json!({"id": offer["id"]}), json!({"externalId": "t#1"}), json!({"xmlId": "x-1"}), json!({"externalId": "none", "xmlId": "x-1"})]
    {
        let order = key.order(json!({"items": [{"offer": name, "quantity": 2}]}));
        let line = &order["items"][0];
        assert_eq!((&line["initialPrice"], &line["purchasePrice"]), (&json!(10.5), &json!(4)), "{name}: {line:#}");
        let expected = json!({
            "id": offer["id"], "externalId": "t#1", "xmlId": "x-1", "name": "Green tea, 100 g", "displayName": "Green tea, 100 g", "article": "A-100",
            "vatRate": "20", "barcode": "4600000000017", "unit": {"code": "pack", "name": "Pack", "sym": "pk."},
            "properties": {"size": "100", "leaf": "whole"},
        });
        assert_eq!(line["offer"], expected, "{name}");
        assert_eq!(order["totalSumm"], 21, "sums are of the price that was found");
        assert_eq!(key.read_order(id(&order))["items"][0]["offer"], expected, "it is kept");
    }
}

#[test]
fn what_a_line_says_itself_stays_and_what_no_catalogue_has_is_a_free_line() {
    let hub = TestHub::new();
    hub.entry("price-types", "wholesale", json!({"code": "wholesale", "name": "Wholesale"}));
    let (north, south, _) = hub.two_stores();
    hub.load("north", FEED);
    north.post("/store/prices/upload", form! { prices: [{externalId: "t#1", prices: [{code: "wholesale", price: 8}]}] }).ok();
    let line = |key: &Actor, item: Value| key.order(json!({"items": [item]}))["items"][0].take();
    let own = line(&north, json!({"offer": {"externalId": "t#1"}, "initialPrice": 9, "purchasePrice": 1, "productName": "My tea"}));
    assert_eq!((&own["initialPrice"], &own["purchasePrice"], &own["offer"]["displayName"]), (&json!(9), &json!(1), &json!("My tea")));
    let wholesale = line(&north, json!({"offer": {"externalId": "t#1"}, "priceType": {"code": "wholesale"}}));
    assert_eq!(wholesale["initialPrice"], 8);
    for free in [line(&south, json!({"offer": {"externalId": "t#1"}})), line(&north, json!({"offer": {"externalId": "none"}}))] {
        assert_eq!((&free["initialPrice"], free["offer"].get("id")), (&json!(0), None), "{free:#}");
    }
    let sent = json!([{"items": [{"productName": "Free"}]}, {"items": [{"offer": {"externalId": "t#2"}}]}, {"items": [{"offer": {"externalId": "c"}}, {"productName": "x"}]}]);
    let orders = north.post("/orders/upload", form! { orders: sent }).ok()["orders"].take();
    let prices: Vec<&Value> = orders.as_array().into_iter().flatten().map(|order| &order["items"][0]["initialPrice"]).collect();
    assert_eq!(prices, [&json!(0), &json!(20), &json!(99)], "each order of an upload has its own");
}

#[test]
fn an_edit_prices_new_lines_and_leaves_the_others() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    hub.load("north", FEED);
    let order = id(&key.order(json!({"items": [{"offer": {"externalId": "t#1"}, "initialPrice": 9}]})));
    let items =
        key.edit_order(order, json!({"items": [{"offer": {"externalId": "t#1"}, "quantity": 3}, {"offer": {"xmlId": "x-2"}}]}))["items"]
            .take();
    let shown: Vec<(&Value, &Value, &Value)> = items
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| (&item["offer"]["externalId"], &item["initialPrice"], &item["quantity"]))
        .collect();
    assert_eq!(shown, [(&json!("t#1"), &json!(9), &json!(3)), (&json!("t#2"), &json!(20), &json!(1))]);
    let before = key.history("orders", form! {}).len();
    key.edit_order(order, json!({"items": [{"offer": {"externalId": "t#1"}, "quantity": 3}, {"offer": {"externalId": "t#2"}}]}));
    assert_eq!(key.history("orders", form! {}).len(), before, "the same lines by another id are no change");
}

#[test]
fn orders_are_found_by_the_groups_of_what_they_sell() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    hub.load("north", FEED);
    hub.load("south", FEED);
    let group = |key: &Actor, external_id: &str| {
        let groups = rows(&key.get("/store/product-groups", form! {}).ok(), "productGroup");
        id(groups.iter().find(|group| group["externalId"] == external_id).expect("the group"))
    };
    let (tea, cups, theirs) = (group(&north, "tea"), group(&north, "cups"), group(&south, "tea"));
    let found = |key: &Actor, groups: &[i64]| {
        key.found("orders", groups.iter().map(|group| ("filter[productGroups][]".to_owned(), group.to_string())).collect())
    };
    let one = id(&north.order(json!({"items": [{"offer": {"xmlId": "x-2"}}, {"productName": "Free"}]})));
    let other = id(&north.order(json!({"items": [{"offer": {"externalId": "c"}}]})));
    // A line that names an id of another store's offer is a free line.
    let stranger = rows(&south.get("/store/offers", form! {}).ok(), "offers")[0]["id"].clone();
    north.order(json!({"items": [{"offer": {"id": stranger}, "productName": "Stranger"}]}));
    assert_eq!((found(&north, &[tea]), found(&north, &[cups]), found(&north, &[tea, cups])), (vec![one], vec![other], vec![one, other]));
    assert_eq!((found(&north, &[theirs]), found(&all, &[theirs]), found(&south, &[tea])), (vec![], vec![], vec![]));
    let sold = id(&south.order_in("south", json!({"items": [{"offer": {"externalId": "t#1"}}]})));
    assert_eq!((found(&all, &[tea, theirs]), found(&north, &[theirs])), (vec![one, sold], vec![]), "each store has its own");

    // Lines that come, go and change their offers.
    let line = id(&north.read_order(other)["items"][0]);
    north.edit_order(other, json!({"items": [{"id": line, "offer": {"externalId": "t#1"}}]}));
    assert_eq!((found(&north, &[tea]), found(&north, &[cups])), (vec![one, other], vec![]));
    north.edit_order(one, json!({"items": [{"productName": "Free"}]}));
    assert_eq!(found(&north, &[tea]), [other]);

    // Of many orders, each is asked.
    let copied = hub.hub.db.write_now(move |tx| {
        let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001)";
        let orders = format!(
            "INSERT INTO orders (id, site_id, number, status, customer_id, created_at, total, linked, body, facets, costs) {many}
             SELECT o.id + 1000000 + n.i, o.site_id, o.number, o.status, o.customer_id, o.created_at + n.i, o.total, o.linked, o.body, o.facets, o.costs
             FROM orders o CROSS JOIN n WHERE o.id = $1"
        );
        tx.execute(Sql::new(orders).bind(other))?;
        let lines = format!(
            "INSERT INTO order_items (id, order_id, offer_id) {many} SELECT l.id + 1000000 + n.i, l.order_id + 1000000 + n.i, l.offer_id
             FROM order_items l CROSS JOIN n WHERE l.order_id = $1"
        );
        tx.execute(Sql::new(lines).bind(other))
    });
    copied.expect("they can be copied");
    let reply = north.get("/orders", form! { "filter[productGroups][]": tea }).ok();
    assert_eq!((rows(&reply, "orders").len(), &reply["pagination"]["totalCount"]), (20, &json!(1002)));
    assert_eq!(found(&north, &[cups]), [0; 0]);
}

#[test]
fn orders_and_carts_that_were_there_before_are_found_too() {
    let hub = TestHub::new();
    let (north, _, _) = hub.two_stores();
    hub.load("north", FEED);
    hub.load("south", FEED);
    let customer = north.customer(json!({"externalId": "c-1"}));
    let cart = json!({"externalId": "1", "droppedAt": "2026-03-14 13:00:00+03:00", "customer": {"id": customer}, "items": [{"offer": {"externalId": "c"}}]});
    north.post("/customer-interaction/north/cart/set", form! { cart: cart }).ok();
    let empty = north.customer(json!({"externalId": "c-2"}));
    let cart = json!({"externalId": "2", "droppedAt": "2026-03-14 13:00:00+03:00", "customer": {"id": empty}, "items": []});
    north.post("/customer-interaction/north/cart/set", form! { cart: cart }).ok();
    let sold =
        id(&north.order(json!({"items": [{"productName": "Free"}, {"offer": {"externalId": "t#1"}}], "customer": {"id": customer}})));
    north.order(json!({"items": [{"offer": {"id": 99999, "externalId": "none"}}], "customer": {"id": customer}}));
    let groups = rows(&north.get("/store/product-groups", form! {}).ok(), "productGroup");
    let tea = id(groups.iter().find(|group| group["externalId"] == "tea").expect("the group"));
    let found = || {
        (north.found("orders", form! { "filter[productGroups][]": tea }), north.found("customers", form! { "filter[abandonedCart]": 1 }))
    };
    assert_eq!(found(), (vec![sold], vec![customer]));
    let step = match hub.hub.db.engine() {
        Engine::Sqlite => include_str!("../../../../../database/migrations/sqlite/0040_shops.sql"),
        Engine::Postgres => include_str!("../../../../../database/migrations/postgres/0040_shops.sql"),
    };
    let forget = |tx: &mut database::Tx<'_>| {
        tx.execute("UPDATE order_items SET offer_id = NULL")?;
        tx.execute("UPDATE carts SET dropped_at = NULL").map(drop)
    };
    hub.hub.db.write_now(forget).expect("it can be forgotten");
    assert_eq!(found(), (vec![], vec![]));
    let fills = step.split(';').filter_map(|statement| statement.find("UPDATE ").map(|start| &statement[start..]));
    let filled = hub.hub.db.write_now(move |tx| fills.clone().try_for_each(|fill| tx.execute(Sql::new(fill)).map(drop)));
    filled.expect("the step fills both tables");
    assert_eq!(found(), (vec![sold], vec![customer]));
}

#[test]
fn an_edit_of_an_order_from_before_lines_had_properties_changes_nothing_unasked() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    hub.load("north", FEED);
    let order = id(&key.order(json!({"items": [{"offer": {"externalId": "t#1"}}]})));
    let body = key.read_order(order);
    assert_eq!(body["items"][0]["offer"]["properties"]["leaf"], "whole");
    let cut = match hub.hub.db.engine() {
        Engine::Sqlite => "UPDATE orders SET body = json_remove(body, '$.items[0].offer.properties')",
        Engine::Postgres => "UPDATE orders SET body = CAST(CAST(body AS JSONB) #- '{items,0,offer,properties}' AS JSON)",
    };
    hub.hub.db.write_now(move |tx| tx.execute(cut)).expect("it can be cut");
    assert!(key.read_order(order)["items"][0]["offer"].get("properties").is_none());
    let before = key.history("orders", form! {}).len();
    key.edit_order(order, json!({"items": [{"offer": {"externalId": "t#1"}}]}));
    assert_eq!(key.history("orders", form! {}).len(), before);
}
