//! The lists of /store, and every filter of them.

use serde_json::{Value, json};

use super::FEED;
use crate::support::TestHub;
use crate::support::form::text;
use crate::support::steps::{id, rows};

/// The external ids that a filter finds in a list.
#[track_caller]
fn found(key: &crate::support::Actor, list: &str, name: &str, value: Value) -> Vec<String> {
    let reply =
        key.get(&format!("/store/{list}"), vec![(format!("filter[{name}]"), text(&value)), ("limit".to_owned(), "250".to_owned())]).ok();
    let member = match list {
        "product-groups" => "productGroup",
        "products" => "products",
        _ => "offers",
    };
    let found = rows(&reply, member);
    assert_eq!(reply["pagination"]["totalCount"], found.len(), "the count belongs to the rows");
    found.iter().map(|row| row["externalId"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_product_is_answered_with_everything_the_feed_says() {
    let hub = TestHub::new();
    let (shop, key) = hub.site_with_key();
    hub.load("north", FEED);
    let reply = key.get("/store/products", form! { "filter[externalId]": "t" }).ok();
    assert_eq!(reply["pagination"], json!({"limit": 20, "totalCount": 1, "currentPage": 1, "totalPageCount": 1}));
    let product = &reply["products"][0];
    let groups = key.get("/store/product-groups", form! {}).ok()["productGroup"].take();
    let tea = groups.as_array().expect("a list").iter().find(|group| group["externalId"] == "tea").expect("there is the group");
    let offer = &product["offers"][0];
    let expected = json!({
        "minPrice": 10.5, "maxPrice": 20, "catalogId": shop.id, "id": product["id"], "article": "A-100", "url": "https://shop.test/tea",
        "name": "Green tea", "description": "Fine", "imageUrl": "https://shop.test/t1.jpg", "popular": false, "stock": false, "novelty": false,
        "recommended": false, "properties": {"leaf": "whole"}, "groups": [{"id": tea["id"], "externalId": "tea"}], "externalId": "t",
        "manufacturer": "Maker", "active": true, "quantity": 12, "markable": false, "updatedAt": "2026-03-14 15:00:00", "type": "product",
        "offers": [
            {
                "name": "Green tea, 100 g", "price": 10.5, "images": ["https://shop.test/t1.jpg"], "id": offer["id"], "site": "north",
                "externalId": "t#1", "xmlId": "x-1", "article": "A-100",
                "prices": [{"priceType": "base", "price": 10.5, "ordering": offer["prices"][0]["ordering"], "currency": "RUB"}],
                "purchasePrice": 4, "properties": {"size": "100", "leaf": "whole"}, "quantity": 5, "weight": 0.1, "length": 10, "width": 5,
                "height": 2, "vatRate": "20", "barcode": "4600000000017", "unit": {"code": "pack", "name": "Pack", "sym": "pk."}, "active": true,
            },
            product["offers"][1],
        ],
    });
    assert_eq!(*product, expected, "{product:#}");
    assert_eq!(product["offers"][1]["externalId"], "t#2");
    let parents: Vec<(&Value, &Value)> =
        groups.as_array().into_iter().flatten().map(|group| (&group["lvl"], &group["parentExternalId"])).collect();
    assert_eq!(parents, [(&json!(1), &Value::Null), (&json!(2), &json!("drinks")), (&json!(1), &Value::Null)]);
    let units = key.get("/reference/units", form! {}).ok();
    assert_eq!(units["units"]["pack"]["name"], "Pack", "a unit that is new is added");
    let site = key.get("/reference/sites", form! {}).ok()["sites"]["north"].take();
    assert_eq!((&site["catalogUpdatedAt"], &site["catalogLoadingAt"]), (&json!("2026-03-14 15:00:00"), &json!("2026-03-14 15:00:00")));
}

#[test]
fn every_filter_of_products_finds_what_has_it() {
    let hub = TestHub::new();
    let (shop, key) = hub.site_with_key();
    hub.load("north", FEED);
    hub.wait(10);
    let all = key.get("/store/products", form! {}).ok();
    let (tea, cup) = (id(&all["products"][0]), id(&all["products"][1]));
    let offer = id(&all["products"][0]["offers"][1]);
    let group = id(&all["products"][0]["groups"][0]);
    key.post("/store/products/batch/edit", form! { products: [{id: cup, popular: 1, stock: 1, novelty: 1, recommended: 1, markable: 1}] })
        .ok();
    for (name, of_tea, of_cup) in [
        ("active", json!(1), json!(0)),
        ("name", json!("GREEN"), json!("cup")),
        ("minPrice", json!(0), json!(99)),
        ("externalId", json!("t"), json!("c")),
        ("ids", json!([tea]), json!([cup])),
        ("popular", json!(0), json!(1)),
        ("stock", json!(0), json!(1)),
        ("novelty", json!(0), json!(1)),
        ("recommended", json!(0), json!(1)),
        ("markable", json!(0), json!(1)),
        ("properties", json!({"size": ["200", "300"]}), json!({"color": "white"})),
        ("offerExternalId", json!("t#2"), json!("c")),
        ("groupExternalId", json!("tea"), json!("cups")),
        ("maxQuantity", json!(12), json!(0)),
    ] {
        let both = ["minPrice", "maxQuantity", "active"].contains(&name);
        let of_tea = found(&key, "products", name, of_tea);
        assert!(of_tea == ["t"] || (both && of_tea.contains(&"t".to_owned())), "{name}: {of_tea:?}");
        assert!(found(&key, "products", name, of_cup.clone()).contains(&"c".to_owned()) || name == "active", "{name}: {of_cup}");
    }
    for (name, value) in [
        ("name", json!("4600000000017")),
        ("name", json!("a-200")),
        ("maxPrice", json!(10.5)),
        ("minPurchasePrice", json!(4)),
        ("maxPurchasePrice", json!("4.00")),
        ("minQuantity", json!(12)),
        ("url", json!("https://shop.test/tea")),
        ("urlLike", json!("test/te")),
        ("manufacturer", json!("Maker")),
        ("xmlId", json!("x-2")),
        ("offerXmlId", json!("x-1")),
        ("offerIds", json!([offer])),
        ("groups", json!([group])),
    ] {
        assert_eq!(found(&key, "products", name, value), ["t"], "{name}");
    }
    let none = Vec::<String>::new();
    for (name, value) in [
        ("minQuantity", json!(13)),
        ("minPrice", json!(100)),
        ("classSegment", json!("A")),
        ("url", json!("https://shop.test")),
        ("properties", json!({"size": "300"})),
        ("sites", json!(["south"])),
        ("catalogs", json!([shop.id + 1])),
        ("priceType", json!("wholesale")),
    ] {
        assert_eq!(found(&key, "products", name, value), none, "{name}");
    }
    assert_eq!(found(&key, "products", "sinceId", json!(tea)), ["c"]);
    assert_eq!(found(&key, "products", "sites", json!(["north"])).len(), 2);
    assert_eq!(found(&key, "products", "catalogs", json!([shop.id])).len(), 2);
    assert_eq!(found(&key, "products", "sinceUpdatedAt", json!("2026-03-14 15:00:00")), ["c"], "the moment itself does not count");
    assert_eq!(found(&key, "products", "sinceUpdatedAt", json!("2026-03-14 15:00:10")), none);
    // One offer must have all that is asked of an offer.
    let both = form! { "filter[maxPrice]": 11, "filter[offerXmlId]": "x-2" };
    assert_eq!(key.get("/store/products", both).ok()["pagination"]["totalCount"], 0);
}

#[test]
fn pages_of_goods_take_up_to_250_rows() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    hub.load("north", FEED);
    for list in ["products", "offers", "inventories", "product-groups", "products/properties", "products/properties/values"] {
        let path = format!("/store/{list}");
        assert_eq!(key.get(&path, form! { limit: 250 }).ok()["pagination"]["limit"], 250, "{list}");
        key.get(&path, form! { limit: 300 }).refused(400, "Errors in the input parameters");
        let second = key.get(&path, form! { page: 2 }).ok();
        assert_eq!(second["pagination"]["currentPage"], 2, "{list}");
    }
}

#[test]
fn offers_come_with_their_product_and_every_filter_finds_them() {
    let hub = TestHub::new();
    let (shop, key) = hub.site_with_key();
    hub.load("north", FEED);
    let all = key.get("/store/offers", form! {}).ok();
    let first = &all["offers"][0];
    assert_eq!((&first["externalId"], &first["product"]["externalId"]), (&json!("t#1"), &json!("t")));
    assert!(first["product"].get("offers").is_none() && first["product"]["catalogId"] == shop.id);
    let group = id(&first["product"]["groups"][0]);
    for (name, value, expected) in [
        ("ids", json!([id(first)]), vec!["t#1"]),
        ("name", json!("200 G"), vec!["t#2"]),
        ("name", json!("a-100"), vec!["t#1"]),
        ("externalIds", json!(["c", "t#2"]), vec!["t#2", "c"]),
        ("xmlIds", json!(["x-1"]), vec!["t#1"]),
        ("properties", json!({"leaf": "whole", "size": "200"}), vec!["t#2"]),
        ("sites", json!(["north"]), vec!["t#1", "t#2", "c"]),
        ("catalogs", json!([shop.id + 1]), vec![]),
        ("active", json!(0), vec!["c"]),
        ("sinceId", json!(id(first)), vec!["t#2", "c"]),
        ("groups", json!([group]), vec!["t#1", "t#2"]),
        ("minPrice", json!("10.51"), vec!["t#2", "c"]),
        ("maxPrice", json!(20), vec!["t#1", "t#2"]),
        ("minQuantity", json!(6), vec!["t#2"]),
        ("maxQuantity", json!(5), vec!["t#1", "c"]),
        ("priceType", json!("base"), vec!["t#1", "t#2", "c"]),
    ] {
        assert_eq!(found(&key, "offers", name, value), expected, "{name}");
    }
}

#[test]
fn groups_are_filtered() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    hub.load("north", FEED);
    let own = id(&key.post("/store/product-groups/create", form! { productGroup: {name: "Own", externalId: "own", active: false} }).ok());
    let drinks = id(&key.get("/store/product-groups", form! {}).ok()["productGroup"][0]);
    for (name, value, expected) in [
        ("active", json!(0), vec!["own"]),
        ("ids", json!([own]), vec!["own"]),
        ("parentGroupId", json!(drinks), vec!["tea"]),
        ("parentGroupId", json!("null"), vec!["drinks", "cups", "own"]),
        ("minLevel", json!(2), vec!["tea"]),
        ("maxLevel", json!(1), vec!["drinks", "cups", "own"]),
        ("loadFromYml", json!(0), vec!["own"]),
        ("sites", json!(["nowhere"]), vec![]),
    ] {
        assert_eq!(found(&key, "product-groups", name, value), expected, "{name}");
    }
    let wrong = key.get("/store/product-groups", form! { "filter[parentGroupId]": "x" });
    wrong.refused(400, "Errors in the input parameters");
}

#[test]
fn properties_and_their_values_are_counted_over_the_offers() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    hub.load("north", FEED);
    hub.load(
        "south",
        "<offer id=\"s\"><name>S</name><price>1</price><categoryId>tea</categoryId><param name=\"Size\" code=\"size\">XL</param></offer>",
    );
    let list = |query| {
        let reply = all.get("/store/products/properties", query).ok();
        rows(&reply, "properties").iter().map(|row| row["code"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(list(form! {}), ["color", "leaf", "size"]);
    assert_eq!(list(form! { "sort[offersCount]": "DESC" }), ["size", "leaf", "color"]);
    assert_eq!(list(form! { "sort[offersCount]": "asc" }), ["color", "leaf", "size"]);
    assert_eq!(list(form! { "filter[variative]": 1 }), ["size"]);
    assert_eq!(list(form! { "filter[code]": "leaf" }), ["leaf"]);
    assert_eq!(list(form! { "filter[name]": "siz" }), ["size"]);
    assert_eq!(list(form! { "filter[sites][]": "south" }), ["size"]);
    assert_eq!(list(form! { "filter[visible]": 0 }), Vec::<String>::new());
    all.get("/store/products/properties", form! { "sort[offersCount]": "UP" }).refused(400, "Errors in the input parameters");
    let size = all.get("/store/products/properties", form! { "filter[code]": "size" }).ok()["properties"][0].take();
    assert_eq!((&size["name"], &size["isNumeric"], &size["sites"]), (&json!("Size"), &json!(false), &json!(["north", "south"])));
    assert_eq!(size["groups"].as_array().map(Vec::len), Some(2), "tea of both stores: {size}");
    let group = id(&size["groups"][0]);
    assert_eq!(list(form! { "filter[groups][]": group }), ["leaf", "size"]);

    let values = |query| {
        let reply = all.get("/store/products/properties/values", query).ok();
        let one = |row: &Value| {
            (row["property"]["code"].as_str().unwrap_or_default().to_owned(), row["value"].clone(), row["offersCount"].clone())
        };
        rows(&reply, "productPropertyValues").iter().map(one).collect::<Vec<_>>()
    };
    let expected = [("leaf", "whole", 2), ("size", "100", 1), ("size", "200", 1), ("size", "XL", 1)];
    assert_eq!(values(form! {}), expected.map(|(code, value, count)| (code.to_owned(), json!(value), json!(count))), "of active offers");
    assert_eq!(values(form! { "filter[propertyCode]": "leaf" }).len(), 1);
    assert_eq!(values(form! { "filter[propertyName]": "Size" }).len(), 3);
    assert_eq!(values(form! { "filter[groups][]": group }).len(), 3);
}
