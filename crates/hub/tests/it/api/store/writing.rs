//! Products and groups that the API makes and changes.

use serde_json::{Value, json};

use super::FEED;
use crate::support::TestHub;
use crate::support::steps::id;

#[test]
fn groups_are_made_moved_and_kept_out_of_themselves() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let make = |group: Value| id(&key.post("/store/product-groups/create", form! { productGroup: group }).ok());
    let reply = key.post("/store/product-groups/create", form! { productGroup: {name: "Tea", site: "north", externalId: "tea"} });
    assert_eq!(reply.status, 201);
    let tea = id(&reply.ok());
    let green = make(json!({"name": "Green", "externalId": "green", "parentExternalId": "tea", "description": "Leaves"}));
    let fine = make(json!({"name": "Fine", "externalId": "fine", "parentId": green}));
    let group = |id: i64| key.get("/store/product-groups", form! { "filter[ids][]": id }).ok()["productGroup"][0].take();
    let expected = json!({
        "id": green, "name": "Green", "externalId": "green", "site": "north", "parentId": tea, "parentExternalId": "tea", "active": true, "lvl": 2,
        "description": "Leaves",
    });
    assert_eq!(group(green), expected);
    let edit = |which: &str, query: Vec<(String, String)>, group: Value| {
        key.call(
            crate::support::Call::post(&format!("/store/product-groups/{which}/edit")).query(query).form(form! { productGroup: group }),
        )
    };
    assert_eq!(id(&edit("green", form! { site: "north" }, json!({"parentId": null, "active": 0})).ok()), green);
    assert_eq!(
        (group(green)["lvl"].clone(), group(fine)["lvl"].clone(), group(green)["active"].clone()),
        (json!(1), json!(2), json!(false))
    );
    edit(&fine.to_string(), form! { by: "id" }, json!({"name": "Finest"})).ok();
    assert_eq!(group(fine)["name"], "Finest");
    for (which, change, path) in [
        (green, json!({"parentId": fine}), "parentId"),
        (green, json!({"parentId": green}), "parentId"),
        (green, json!({"parentExternalId": "none"}), "parentExternalId"),
        (green, json!({"externalId": "tea"}), "externalId"),
        (green, json!({"name": ""}), "name"),
    ] {
        let reply = edit(&which.to_string(), form! { by: "id" }, change);
        assert!(reply.status == 400 && reply.json["errors"][path].is_string(), "{path}: {reply}");
    }
    edit("none", form! {}, json!({"name": "X"})).refused(404, "Not found");
    for wrong in [json!({"externalId": "x"}), json!({"name": "X", "externalId": "tea"})] {
        assert_eq!(key.post("/store/product-groups/create", form! { productGroup: wrong }).status, 400);
    }
}

#[test]
fn products_are_made_and_changed_several_at_once() {
    let hub = TestHub::new();
    let (shop, key) = hub.site_with_key();
    hub.entry("price-types", "wholesale", json!({"code": "wholesale", "name": "Wholesale"}));
    hub.load("north", FEED);
    let sent = json!([
        {"name": "Pot", "externalId": "pot", "article": "P-1", "url": "https://shop.test/pot", "description": "Clay", "popular": true, "manufacturer": "M",
         "groups": [{"externalId": "cups"}], "catalogId": shop.id, "type": "product", "markable": 1},
        {"name": "Delivery", "type": "service", "active": false},
    ]);
    let reply = key.post("/store/products/batch/create", form! { products: sent });
    assert_eq!(reply.status, 201);
    let made = reply.ok();
    assert_eq!(made["processedProductsCount"], 2);
    let product = |id: &Value| key.get("/store/products", form! { "filter[ids][]": id }).ok()["products"][0].take();
    let pot = product(&made["addedProducts"][0]);
    assert_eq!(
        (&pot["name"], &pot["description"], &pot["popular"], &pot["groups"][0]["externalId"]),
        (&json!("Pot"), &json!("Clay"), &json!(true), &json!("cups"))
    );
    assert_eq!((&pot["offers"][0]["externalId"], &pot["offers"][0]["name"], &pot["quantity"]), (&json!("pot"), &json!("Pot"), &json!(0)));
    key.post("/store/prices/upload", form! { prices: [{externalId: "pot", prices: [{code: "base", price: 30}]}] }).ok();
    assert_eq!(product(&made["addedProducts"][0])["minPrice"], 30);
    let service = product(&made["addedProducts"][1]);
    assert_eq!((&service["type"], &service["active"], service.get("externalId")), (&json!("service"), &json!(false), None));

    let sent = json!([{"id": pot["id"], "name": "Big pot", "groups": [], "description": null}, {"externalId": "c", "active": 0}, {"externalId": "none", "name": "x"}, {"id": 99999, "name": "x"}]);
    let reply = key.post("/store/products/batch/edit", form! { products: sent }).ok();
    assert_eq!(reply, json!({"success": true, "processedProductsCount": 2, "notFoundProducts": [{"externalId": "none"}, {"id": 99999}]}));
    let pot = product(&pot["id"]);
    assert_eq!(
        (&pot["name"], &pot["groups"], pot.get("description"), &pot["article"]),
        (&json!("Big pot"), &json!([]), None, &json!("P-1"))
    );
    // A feed that has not changed leaves what the API changed; products that were never in it stay.
    hub.load("north", FEED);
    assert_eq!(key.get("/store/products", form! { "filter[active]": 1 }).ok()["pagination"]["totalCount"], 2, "tea and pot");
}

#[test]
fn a_batch_with_a_fault_makes_nothing() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    for (product, path) in [
        (json!({"externalId": "x", "site": "north"}), "products[1].name"),
        (json!({"name": "X"}), "products[1].catalogId"),
        (json!({"name": "X", "catalogId": 999}), "products[1].catalogId"),
        (json!({"name": "X", "site": "north", "type": "thing"}), "products[1].type"),
        (json!({"name": "X", "site": "north", "groups": [{"id": 1}]}), "products[1].groups[0]"),
        (json!({"name": "X", "site": "north", "externalId": "first"}), "products[1].externalId"),
        (json!({"name": "X", "popular": "maybe"}), "products[1].popular"),
    ] {
        let reply =
            all.post("/store/products/batch/create", form! { products: [{name: "First", externalId: "first", site: "north"}, product] });
        assert!(reply.status == 400 && reply.json["errors"][path].is_string(), "{path}: {reply}");
    }
    all.post("/store/products/batch/create", form! { products: [{name: "X", site: "nowhere"}] }).denied();
    assert_eq!(all.get("/store/products", form! {}).ok()["pagination"]["totalCount"], 0);
    assert_eq!(all.post("/store/products/batch/edit", form! { products: [{name: "X"}] }).status, 400);
}

#[test]
fn a_feed_makes_what_is_gone_inactive_and_brings_it_back() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    hub.load("north", FEED);
    let tea_only: String = FEED.split("<offer id=\"t#2\"").next().expect("the first offer").to_owned();
    let loaded = hub.load("north", &tea_only);
    assert_eq!((loaded.gone, loaded.progress.changed), (2, 0));
    let active = || {
        let reply = key.get("/store/offers", form! { "filter[active]": 1 }).ok();
        crate::support::steps::rows(&reply, "offers").iter().map(|row| row["externalId"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(active(), [json!("t#1")]);
    let products = key.get("/store/products", form! {}).ok();
    assert_eq!((&products["products"][0]["active"], &products["products"][1]["active"]), (&json!(true), &json!(false)));
    let ids = |reply: &Value| reply["products"].as_array().into_iter().flatten().map(id).collect::<Vec<_>>();
    let before = ids(&products);
    hub.load("north", FEED);
    assert_eq!(active(), [json!("t#1"), json!("t#2")]);
    assert_eq!(ids(&key.get("/store/products", form! {}).ok()), before, "ids stay");
}
