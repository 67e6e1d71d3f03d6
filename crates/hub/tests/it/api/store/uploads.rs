//! Stock and prices, up and down.

use serde_json::{Value, json};

use super::FEED;
use crate::support::TestHub;
use crate::support::steps::rows;

/// Two warehouses and two price types beside those of a fresh account.
fn furnish(hub: &TestHub) {
    hub.entry("stores", "main", json!({"code": "main", "name": "Main"}));
    hub.entry("stores", "shop", json!({"code": "shop", "name": "Shop", "inventoryType": "available"}));
    hub.entry("price-types", "wholesale", json!({"code": "wholesale", "name": "Wholesale", "ordering": 5, "currency": "EUR"}));
}

#[test]
fn stock_goes_up_and_comes_down_by_warehouse() {
    let hub = TestHub::new();
    furnish(&hub);
    let (_, key) = hub.site_with_key();
    hub.load("north", FEED);
    hub.wait(5);
    let list = |query| rows(&key.get("/store/inventories", query).ok(), "offers");
    let before = list(form! { "filter[details]": 1, limit: 250 });
    assert!(before.iter().all(|row| row["stores"] == json!([])), "always, also without warehouses: {before:?}");
    let bare = list(form! { "filter[details]": 0 });
    assert!(!bare.is_empty() && bare.iter().all(|row| row.get("stores").is_none()));
    assert_eq!((&before[0]["quantity"], &before[0]["purchasePrice"]), (&json!(5), &json!(4)), "as the feed has it");

    let sent = json!([
        {"externalId": "t#1", "stores": [{"code": "main", "available": "10", "purchasePrice": 4.5}, {"code": "shop", "available": 1}]},
        {"xmlId": "x-2", "stores": [{"code": "main", "available": 3}]},
        {"externalId": "none", "stores": [{"code": "main", "available": 1}]},
        {"id": 99999, "xmlId": "y", "stores": [{"code": "main", "available": 1}]},
    ]);
    let reply = key.post("/store/inventories/upload", form! { site: "north", offers: sent }).ok();
    let missing = json!([{"externalId": "none"}, {"id": 99999, "xmlId": "y"}]);
    assert_eq!(reply, json!({"success": true, "processedOffersCount": 2, "notFoundOffers": missing}));
    let after = list(form! { "filter[details]": 1, "filter[offerExternalId][]": "t#1" });
    let stores = json!([{"quantity": 10, "purchasePrice": 4.5, "store": "main"}, {"quantity": 1, "purchasePrice": 0, "store": "shop"}]);
    assert_eq!((&after[0]["quantity"], &after[0]["stores"], &after[0]["purchasePrice"]), (&json!(11), &stores, &json!(4.5)));
    assert_eq!(
        (&after[0]["site"], &after[0]["name"], &after[0]["article"]),
        (&json!("north"), &json!("Green tea, 100 g"), &json!("A-100"))
    );
    let product = key.get("/store/products", form! { "filter[externalId]": "t" }).ok()["products"][0].take();
    assert_eq!((&product["quantity"], &product["updatedAt"]), (&json!(14), &json!("2026-03-14 15:00:05")));

    // A warehouse that is not named keeps what it has, and the feed does not overwrite what was counted.
    key.post("/store/inventories/upload", form! { offers: [{externalId: "t#1", stores: [{code: "shop", available: 0}]}] }).ok();
    hub.load("north", &FEED.replace("10.50", "11"));
    assert_eq!(list(form! { "filter[offerExternalId][]": "t#1" })[0]["quantity"], 10);
    assert_eq!(list(form! { "filter[offerExternalId][]": "c" })[0]["quantity"], 0);
}

#[test]
fn every_filter_of_stock_finds_what_has_it() {
    let hub = TestHub::new();
    let (shop, key) = hub.site_with_key();
    hub.load("north", FEED);
    let found = |name: &str, value: Value| {
        let query = vec![(format!("filter[{name}]"), crate::support::form::text(&value))];
        rows(&key.get("/store/inventories", query).ok(), "offers").iter().map(|row| row["externalId"].clone()).collect::<Vec<_>>()
    };
    let id = key.get("/store/inventories", form! {}).ok()["offers"][0]["id"].clone();
    for (name, value, expected) in [
        ("ids", json!([id]), json!(["t#1"])),
        ("productExternalId", json!("t"), json!(["t#1", "t#2"])),
        ("productArticle", json!(["A-100"]), json!(["t#1", "t#2"])),
        ("offerExternalId", json!(["t#2", "c"]), json!(["t#2", "c"])),
        ("offerXmlId", json!(["x-2"]), json!(["t#2"])),
        ("offerArticle", json!("A-200"), json!(["t#2"])),
        ("productActive", json!(1), json!(["t#1", "t#2", "c"])),
        ("offerActive", json!(0), json!(["c"])),
        ("sites", json!(["north"]), json!(["t#1", "t#2", "c"])),
        ("catalogs", json!([shop.id + 1]), json!([])),
    ] {
        assert_eq!(json!(found(name, value)), expected, "{name}");
    }
}

#[test]
fn what_is_sent_wrong_sets_nothing_and_is_named() {
    let hub = TestHub::new();
    furnish(&hub);
    let (_, key) = hub.site_with_key();
    hub.load("north", FEED);
    let good = json!({"externalId": "t#1", "stores": [{"code": "main", "available": 50}]});
    for (offer, path) in [
        (json!({"externalId": "t#2"}), "offers[1].stores"),
        (json!({"externalId": "t#2", "stores": []}), "offers[1].stores"),
        (json!({"externalId": "t#2", "stores": [{"code": "cellar", "available": 1}]}), "offers[1].stores[0].code"),
        (json!({"externalId": "t#2", "stores": [{"available": 1}]}), "offers[1].stores[0].code"),
        (json!({"externalId": "t#2", "stores": [{"code": "main", "available": "many"}]}), "offers[1].stores[0].available"),
    ] {
        let reply = key.post("/store/inventories/upload", form! { offers: [good, offer] });
        assert_eq!(reply.status, 400, "{reply}");
        assert!(reply.json["errors"][path].is_string(), "{path}: {reply}");
    }
    let good = json!({"externalId": "t#1", "prices": [{"code": "wholesale", "price": 5}]});
    for (offer, path) in [
        (json!({"externalId": "t#2"}), "prices[1].prices"),
        (json!({"externalId": "t#2", "prices": [{"code": "secret", "price": 1}]}), "prices[1].prices[0].code"),
        (json!({"externalId": "t#2", "prices": [{"code": "wholesale"}]}), "prices[1].prices[0].price"),
        (json!({"externalId": "t#2", "prices": [{"code": "wholesale", "price": -1}]}), "prices[1].prices[0].price"),
    ] {
        let reply = key.post("/store/prices/upload", form! { prices: [good, offer] });
        assert!(reply.status == 400 && reply.json["errors"][path].is_string(), "{path}: {reply}");
    }
    let offer = key.get("/store/offers", form! { "filter[externalIds][]": "t#1" }).ok()["offers"][0].take();
    assert_eq!((&offer["quantity"], offer["prices"].as_array().map(Vec::len)), (&json!(5), Some(1)), "{offer}");
    let many: Vec<Value> = vec![good; 251];
    assert_eq!(key.post("/store/prices/upload", form! { prices: many }).status, 400);
}

#[test]
fn prices_are_set_and_taken_away_by_price_type() {
    let hub = TestHub::new();
    furnish(&hub);
    let (_, key) = hub.site_with_key();
    hub.load("north", FEED);
    let sent = json!([
        {"externalId": "t#1", "site": "north", "prices": [{"code": "wholesale", "price": "8.25"}, {"code": "base", "price": 12}]},
        {"externalId": "none", "prices": [{"code": "wholesale", "price": 1}]},
    ]);
    let reply = key.post("/store/prices/upload", form! { prices: sent }).ok();
    assert_eq!(reply, json!({"success": true, "processedOffersCount": 1, "notFoundOffers": [{"externalId": "none"}]}));
    let offer = || key.get("/store/offers", form! { "filter[externalIds][]": "t#1" }).ok()["offers"][0].take();
    let shown = offer();
    let prices: Vec<(&Value, &Value, &Value)> =
        shown["prices"].as_array().into_iter().flatten().map(|price| (&price["priceType"], &price["price"], &price["currency"])).collect();
    assert_eq!(prices, [(&json!("base"), &json!(12), &json!("RUB")), (&json!("wholesale"), &json!(8.25), &json!("EUR"))]);
    assert_eq!(shown["price"], 12);
    for (query, count) in [
        (form! { "filter[priceType]": "wholesale" }, 1),
        (form! { "filter[priceType]": "wholesale", "filter[minPrice]": 8.3 }, 0),
        (form! { "filter[priceType]": "wholesale", "filter[maxPrice]": 8.3 }, 1),
    ] {
        assert_eq!(key.get("/store/products", query.clone()).ok()["pagination"]["totalCount"], count, "{query:?}");
        assert_eq!(key.get("/store/offers", query.clone()).ok()["pagination"]["totalCount"], count, "{query:?}");
    }
    key.post("/store/prices/upload", form! { prices: [{externalId: "t#1", prices: [{code: "wholesale", remove: true}]}] }).ok();
    assert_eq!(offer()["prices"].as_array().map(Vec::len), Some(1));
    key.post("/store/prices/upload", form! { prices: [{externalId: "t#1", site: "nowhere", prices: [{code: "base", price: 1}]}] }).denied();
}

#[test]
fn of_several_stores_with_the_same_id_the_named_one_is_meant() {
    let hub = TestHub::new();
    furnish(&hub);
    let (_, south, all) = hub.two_stores();
    hub.load("north", FEED);
    hub.load("south", FEED);
    let sent = |site: Option<&str>| {
        let mut offer =
            json!({"externalId": "c", "stores": [{"code": "main", "available": 9}], "prices": [{"code": "wholesale", "price": 9}]});
        if let Some(site) = site {
            offer["site"] = json!(site);
        }
        let stock = all.post("/store/inventories/upload", form! { offers: [offer] }).ok()["processedOffersCount"].take();
        assert_eq!(all.post("/store/prices/upload", form! { prices: [offer] }).ok()["processedOffersCount"], stock);
        stock
    };
    assert_eq!((sent(None), sent(Some("south"))), (json!(0), json!(1)));
    let by_call = form! { site: "south", offers: [{externalId: "t#1", stores: [{code: "main", available: 9}]}] };
    assert_eq!(all.post("/store/inventories/upload", by_call).ok()["processedOffersCount"], 1);
    assert_eq!(
        all.get("/store/inventories", form! { "filter[sites][]": "north", "filter[offerExternalId][]": "c" }).ok()["offers"][0]["quantity"],
        0
    );
    let own = form! { offers: [{externalId: "c", stores: [{code: "main", available: 8}]}] };
    assert_eq!(south.post("/store/inventories/upload", own).ok()["processedOffersCount"], 1, "a key of one store needs no name");
}
