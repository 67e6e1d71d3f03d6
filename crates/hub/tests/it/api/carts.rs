//! The methods of /customer-interaction, and /statistic/update.

use domain::catalogue::loads;
use serde_json::{Value, json};

use crate::api::store::FEED;
use crate::support::TestHub;
use crate::support::steps::id;

const PLACE: &str = "/customer-interaction/north";

#[test]
fn a_cart_is_set_read_replaced_and_emptied() {
    let hub = TestHub::new();
    let (shop, key) = hub.site_with_key();
    hub.load("north", FEED);
    let customer = key.customer(json!({"externalId": "c-1"}));
    let cart = |query| key.get(&format!("{PLACE}/cart/c-1"), query).ok()["cart"].take();
    let none = cart(form! { by: "externalId" });
    assert_eq!(none, json!({"customer": {"id": customer, "externalId": "c-1", "site": "north"}}), "no external id: there is no cart");
    key.post(&format!("{PLACE}/cart/clear"), form! { cart: {customer: {externalId: "c-1"}, clearedAt: "2026-03-14 15:00:00+03:00"} }).ok();

    let sent = json!({
        "externalId": "cart-1", "droppedAt": "2026-03-14 13:00:00+01:00", "link": "https://shop.test/cart", "customer": {"externalId": "c-1"},
        "createdAt": "2026-03-14 12:00:00", "clearAt": null,
        "items": [{"offer": {"externalId": "t#1"}, "quantity": 2, "price": "10.5", "createdAt": "x"}, {"offer": {"externalId": "unknown"}, "quantity": 1}],
    });
    key.post(&format!("{PLACE}/cart/set"), form! { cart: sent }).ok();
    let shown = cart(form! {});
    assert_eq!(
        (&shown["externalId"], &shown["link"], &shown["currency"]),
        (&json!("cart-1"), &json!("https://shop.test/cart"), &json!("RUB"))
    );
    assert_eq!(shown["droppedAt"], "2026-03-14 15:00:00+03:00", "the instant stays, in the zone of the account");
    let (first, second) = (&shown["items"][0], &shown["items"][1]);
    assert_eq!((&first["quantity"], &first["price"], &first["offer"]["name"]), (&json!(2), &json!(10.5), &json!("Green tea, 100 g")));
    assert_eq!(second["offer"], json!({"externalId": "unknown"}), "carts come before catalogues");

    let next = json!({"customer": {"id": customer}, "items": [{"offer": {"xmlId": "x-2"}, "quantity": 1}]});
    key.post(&format!("/customer-interaction/{}/cart/set", shop.id), form! { siteBy: "id", cart: next }).ok();
    let shown = cart(form! { siteBy: "code" });
    assert_eq!((&shown["externalId"], shown["items"].as_array().map(Vec::len)), (&json!("cart-1"), Some(1)), "its id is sent only once");
    let order = id(&key.order(json!({"externalId": "o-1", "customer": {"id": customer}})));
    let clear = json!({"customer": {"externalId": "c-1"}, "clearedAt": "2026-03-14 16:00:00+03:00", "order": {"externalId": "o-1"}});
    key.post(&format!("{PLACE}/cart/clear"), form! { cart: clear }).ok();
    let shown = cart(form! {});
    assert_eq!((shown.get("externalId"), &shown["items"], &shown["order"]["id"]), (None, &json!([]), &json!(order)));
    assert_eq!(shown["clearedAt"], "2026-03-14 16:00:00+03:00");

    let number = &shown["order"]["number"];
    for (named, found) in
        [(json!({"number": number}), Some(&order)), (json!({"id": order}), Some(&order)), (json!({"number": "none"}), None)]
    {
        let again = json!({"customer": {"id": customer}, "items": [{"offer": {"xmlId": "x-2"}, "quantity": 1}]});
        key.post(&format!("{PLACE}/cart/set"), form! { cart: again }).ok();
        key.post(&format!("{PLACE}/cart/clear"), form! { cart: {customer: {externalId: "c-1"}, order: named} }).ok();
        assert_eq!(cart(form! {})["order"].get("id"), found.map(|order| json!(order)).as_ref(), "{named}");
    }
}

#[test]
fn customers_are_found_by_the_carts_they_left() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let customer = |number: usize| north.customer(json!({"externalId": format!("c-{number}")}));
    let [left, emptied, filling, cartless] = [1, 2, 3, 4].map(customer);
    let cart = |number: usize, dropped: Value, items: Value| {
        let cart = json!({"externalId": format!("cart-{number}"), "droppedAt": dropped, "customer": {"externalId": format!("c-{number}")}, "items": items});
        north.post(&format!("{PLACE}/cart/set"), form! { cart: cart }).ok();
    };
    let items = json!([{"offer": {"externalId": "t#1"}, "quantity": 1}]);
    let dropped = json!("2026-03-14 13:00:00+03:00");
    cart(1, dropped.clone(), items.clone());
    cart(2, dropped.clone(), items.clone());
    cart(3, Value::Null, items);
    let found = |key: &crate::support::Actor, wanted: i64| key.found("customers", form! { "filter[abandonedCart]": wanted });
    assert_eq!((found(&north, 1), found(&north, 0)), (vec![left, emptied], vec![filling, cartless]));
    north.post(&format!("{PLACE}/cart/clear"), form! { cart: {customer: {externalId: "c-2"}} }).ok();
    assert_eq!((found(&north, 1), found(&all, 1), found(&south, 1)), (vec![left], vec![left], vec![]));
    cart(1, dropped, json!([]));
    assert_eq!(found(&north, 1), [0; 0], "nothing is in it");

    // Of many carts, each customer is asked.
    let shop = hub.hub.account().site("north").expect("the store").id;
    let filled = hub.hub.db.write_now(move |tx| {
        let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001)";
        let sql = format!(
            "INSERT INTO carts (site_id, customer_id, dropped_at, body) {many} SELECT CAST($1 AS BIGINT), 900000 + i, 1, '{{}}' FROM n"
        );
        tx.execute(database::Sql::new(sql).bind(shop))?;
        tx.execute("UPDATE carts SET dropped_at = 1 WHERE customer_id < 900000 AND external_id = 'cart-3'")
    });
    filled.expect("they can be filled");
    assert_eq!((found(&north, 1), found(&all, 1)), (vec![filling], vec![filling]));
}

#[test]
fn what_is_wrong_with_a_cart_is_named() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.customer(json!({"externalId": "c-1"}));
    for (cart, path) in [
        (json!({"customer": {"externalId": "none"}}), "cart.customer.externalId"),
        (json!({"externalId": "x"}), "cart.customer"),
        (json!({"customer": {}}), "cart.customer"),
        (json!({"customer": {"externalId": "c-1"}, "items": [{"quantity": 1}]}), "cart.items[0].offer"),
        (json!({"customer": {"externalId": "c-1"}, "items": [{"offer": {}, "quantity": 1}]}), "cart.items[0].offer"),
        (json!({"customer": {"externalId": "c-1"}, "items": [{"offer": {"id": 1}, "quantity": -1}]}), "cart.items[0].quantity"),
        (json!({"customer": {"externalId": "c-1"}, "droppedAt": "soon"}), "droppedAt"),
    ] {
        let reply = key.post(&format!("{PLACE}/cart/set"), form! { cart: cart });
        assert!(reply.status == 400 && reply.json["errors"][path].is_string(), "{path}: {reply}");
    }
    key.get(&format!("{PLACE}/cart/none"), form! {}).refused(404, "Not found");
    key.get("/customer-interaction/south/cart/c-1", form! {}).refused(404, "Not found");
    key.get("/customer-interaction/99/cart/c-1", form! { siteBy: "id" }).refused(404, "Not found");
    assert_eq!(key.get(&format!("{PLACE}/cart/c-1"), form! { siteBy: "name" }).status, 400);
}

#[test]
fn favourites_are_put_aside_and_taken_back() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    hub.load("north", FEED);
    let customer = key.customer(json!({"externalId": "c-1"}));
    let aside = || {
        let reply = key.get(&format!("{PLACE}/favorites/c-1"), form! {}).ok();
        let one = |row: &Value| (row["offer"]["externalId"].clone(), row["createdAt"].clone());
        reply["favorites"].as_array().expect("a list").iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(aside(), []);
    let add = |offer: Value| key.post(&format!("{PLACE}/favorites/{customer}/add"), form! { by: "id", favorite: {offer: offer} });
    add(json!({"externalId": "t#1"})).ok();
    hub.wait(60);
    add(json!({"xmlId": "x-2"})).ok();
    add(json!({"externalId": "t#1"})).ok();
    let (first, second) = (json!("2026-03-14 15:00:00"), json!("2026-03-14 15:01:00"));
    assert_eq!(aside(), [(json!("t#2"), second), (json!("t#1"), first.clone())], "newest first, each once");
    key.post(&format!("{PLACE}/favorites/c-1/remove"), form! { favorite: {offer: {externalId: "t#2"}} }).ok();
    key.post(&format!("{PLACE}/favorites/c-1/remove"), form! { favorite: {offer: {externalId: "never"}} }).ok();
    assert_eq!(aside(), [(json!("t#1"), first)]);
    assert!(add(json!({"externalId": "never"})).json["errors"]["favorite.offer"].is_string());
    assert!(add(json!({})).json["errors"]["favorite.offer"].is_string());
    // Who is merged into another brings along cart and favourites.
    let other = key.customer(json!({"externalId": "c-2"}));
    key.post(&format!("{PLACE}/cart/set"), form! { cart: {externalId: "cart-1", customer: {id: customer}, items: []} }).ok();
    key.post("/customers/combine", form! { customers: [{id: customer}], resultCustomer: {id: other} }).ok();
    let reply = key.get(&format!("{PLACE}/favorites/c-2"), form! {}).ok();
    assert_eq!(reply["favorites"].as_array().map(Vec::len), Some(1));
    assert_eq!(key.get(&format!("{PLACE}/cart/c-2"), form! {}).ok()["cart"]["externalId"], "cart-1");
}

#[test]
fn a_module_asks_for_a_load_once_a_minute_of_the_stores_it_sees() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let wanted = || {
        let account = hub.hub.account();
        let wanted = |code: &str| {
            let site = account.site(code).expect("there is the store").id;
            hub.hub.db.read_now(move |tx| loads::schedule(tx, site)).expect("it can be read").wanted_at.is_some()
        };
        (wanted("north"), wanted("south"))
    };
    all.post("/reference/sites/north/edit", form! { site: {ymlUrl: "https://shop.test/feed.xml", loadFromYml: true} }).ok();
    assert_eq!(wanted(), (false, false));
    assert_eq!(north.get("/statistic/update", form! {}).ok(), json!({"success": true}));
    assert_eq!(wanted(), (true, false), "a store without a feed has nothing to load");
    let again = north.get("/statistic/update", form! {});
    assert!(again.status == 400 && again.message().contains("less than a minute ago"), "{again}");
    south.get("/statistic/update", form! {}).ok();
    all.get("/api/v3/statistic/update", form! {}).refused(400, again.message());
    hub.wait(60);
    all.get("/statistic/update", form! {}).ok();
    let scopes = north.get("/api/credentials", form! {}).ok()["scopes"].take();
    assert!(scopes.as_array().expect("a list").contains(&json!("analytics_write")), "{scopes}");
}
