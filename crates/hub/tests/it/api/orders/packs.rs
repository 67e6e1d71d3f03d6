//! The methods of /orders/packs.

use database::{Engine, Sql};
use serde_json::{Value, json};

use crate::support::steps::id;
use crate::support::{Actor, Call, TestHub};

/// A store with a warehouse `main`, a key, and an order of two lines: their ids.
fn shop() -> (TestHub, Actor, i64, [i64; 2]) {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (order, lines) = order(&key, "o-1");
    (hub, key, order, lines)
}

fn order(key: &Actor, external_id: &str) -> (i64, [i64; 2]) {
    for code in ["main", "far"] {
        key.post(&format!("/reference/stores/{code}/edit"), form! { store: {code: code, name: code} });
    }
    let line = |name: &str| json!({"productName": name, "initialPrice": 100, "quantity": 3, "offer": {"externalId": format!("{external_id}-{name}"), "xmlId": "x-1"}, "externalIds": [{"code": "shop", "value": format!("{external_id}-{name}")}]});
    let made = key.order(json!({"externalId": external_id, "items": [line("tea"), line("pot")]}));
    (id(&made), [id(&made["items"][0]), id(&made["items"][1])])
}

fn pack(item: i64) -> Value {
    json!({"itemId": item, "store": "main", "quantity": 2, "purchasePrice": "80.5", "shipmentDate": "2026-03-20 12:30:00", "invoiceNumber": "I-1", "deliveryNoteNumber": "D-1"})
}

fn add(key: &Actor, pack: Value) -> i64 {
    let made = key.post("/orders/packs/create", form! { pack: pack });
    assert_eq!(made.status, 201, "{made}");
    id(&made.ok())
}

#[test]
fn a_pack_is_made_read_changed_and_deleted_in_every_version() {
    let (_hub, key, order, [tea, _]) = shop();
    let pack = add(&key, pack(tea));
    let shown = json!({
        "id": pack, "store": "main", "quantity": 2, "purchasePrice": 80.5, "shipmentDate": "2026-03-20", "invoiceNumber": "I-1",
        "deliveryNoteNumber": "D-1",
        "item": {"id": tea, "externalIds": [{"code": "shop", "value": "o-1-tea"}], "offer": {"externalId": "o-1-tea", "xmlId": "x-1"}, "order": {"id": order}},
    });
    for version in ["v3", "v4", "v5"] {
        assert_eq!(key.get(&format!("/api/{version}/orders/packs/{pack}"), form! {}).ok()["pack"], shown);
        assert_eq!(key.get(&format!("/api/{version}/orders/packs"), form! {}).ok()["packs"], json!([shown]));
    }
    let edited = key.post(&format!("/orders/packs/{pack}/edit"), form! { pack: {quantity: 1, invoiceNumber: "", store: "far"} }).ok();
    assert_eq!(edited, json!({"success": true, "id": pack}));
    let now = key.get(&format!("/orders/packs/{pack}"), form! {}).ok()["pack"].take();
    assert_eq!((&now["quantity"], &now["store"], now.get("invoiceNumber"), &now["item"]), (&json!(1), &json!("far"), None, &shown["item"]));
    assert_eq!(key.post(&format!("/orders/packs/{pack}/delete"), form! {}).ok(), json!({"success": true}));
    for path in ["", "/edit", "/delete"] {
        let call = if path.is_empty() {
            Call::get(&format!("/orders/packs/{pack}"))
        } else {
            Call::post(&format!("/orders/packs/{pack}{path}")).form(form! { pack: {quantity: 1} })
        };
        key.call(call).refused(404, "Not found");
    }

    // Its history outlives it: camel case, nothing that is null, no key.
    let rows = key.get("/orders/packs/history", form! { "filter[orderId]": order }).ok();
    assert!(rows["generatedAt"].is_string() && rows["pagination"]["totalCount"] == 5, "{rows}");
    let rows = rows["history"].as_array().cloned().unwrap_or_default();
    let item = json!({"id": tea, "offer": {"externalId": "o-1-tea", "xmlId": "x-1"}, "order": {"id": order}});
    let first = json!({
        "id": rows[0]["id"], "createdAt": "2026-03-14 15:00:00", "created": true, "source": "api", "field": "store", "newValue": {"code": "main"},
        "pack": {"id": pack, "purchasePrice": 80.5, "quantity": 2, "store": {"code": "main"}, "item": item},
    });
    assert_eq!(rows[0], first);
    let changed = |field: &str| rows.iter().find(|row| row["field"] == field && row.get("created").is_none()).cloned().unwrap_or_default();
    assert_eq!((&changed("quantity")["oldValue"], &changed("quantity")["newValue"]), (&json!(2), &json!(1)));
    assert_eq!((&changed("invoiceNumber")["oldValue"], changed("invoiceNumber").get("newValue")), (&json!("I-1"), None));
    assert_eq!(changed("store")["newValue"], json!({"code": "far"}));
    let last = &rows[4];
    assert_eq!(
        (&last["deleted"], &last["field"], &last["oldValue"], last.get("newValue")),
        (&json!(true), &json!("store"), &json!({"code": "far"}), None)
    );
    assert_eq!(last["pack"], json!({"id": pack, "item": item}));
    let later = key.get("/orders/packs/history", form! { "filter[sinceId]": rows[3]["id"] }).ok();
    assert_eq!(later["history"].as_array().map(Vec::len), Some(1));
    assert_eq!(key.get("/orders/packs/history", form! { "filter[orderExternalId]": "o-2" }).ok()["history"], json!([]));
    assert_eq!(
        key.get("/api/v3/orders/packs/history", form! { "filter[orderExternalId]": "o-1" }).ok()["history"].as_array().map(Vec::len),
        Some(5)
    );
}

#[test]
fn what_is_wrong_is_named_by_its_field() {
    let (_hub, key, _, [tea, _]) = shop();
    let refused =
        |pack: Value| key.post("/orders/packs/create", form! { pack: pack }).refused(400, "Pack is not loaded").json["errors"].clone();
    let blank = "This value should not be blank.";
    assert_eq!(refused(json!({"invoiceNumber": "x"})), json!({"itemId": blank, "store": blank, "quantity": blank}));
    assert_eq!(
        refused(json!({"itemId": 99_999, "store": "main", "quantity": 1})),
        json!({"itemId": "\"OrderProduct\" with \"id\"=\"99999\" does not exist."})
    );
    assert_eq!(
        refused(json!({"itemId": tea, "store": "none", "quantity": 1})),
        json!({"store": "\"Store\" with \"code\"=\"none\" does not exist."})
    );
    assert_eq!(refused(json!({"itemId": tea, "store": "main", "quantity": -1})), json!({"quantity": "must not be negative"}));
    key.post("/orders/packs/create", form! {}).refused(400, "Parameter 'pack' is missing");
    key.post("/orders/packs/create", form! { pack: {quantity: "many"} }).refused(400, "Errors in the entity format");
    assert_eq!(key.get("/orders/packs", form! {}).ok()["packs"], json!([]));
}

#[test]
fn every_filter_finds_the_pack_that_has_it() {
    let (_hub, key, order, [tea, pot]) = shop();
    let first = add(&key, pack(tea));
    let second = add(&key, json!({"itemId": pot, "store": "far", "quantity": 1}));
    for (filter, yes, no) in [
        ("[ids][]", first.to_string(), second.to_string()),
        ("[stores][]", "main".to_owned(), "far".to_owned()),
        ("[itemId]", tea.to_string(), pot.to_string()),
        ("[offerExternalId]", "o-1-tea".to_owned(), "o-1-pot".to_owned()),
        ("[shipmentDateFrom]", "2026-03-20".to_owned(), "2026-03-21".to_owned()),
        ("[shipmentDateTo]", "2026-03-20".to_owned(), "2026-03-19".to_owned()),
        ("[invoiceNumber]", "I-1".to_owned(), "I-2".to_owned()),
        ("[deliveryNoteNumber]", "D-1".to_owned(), "D-2".to_owned()),
    ] {
        let find = |value: &str| key.found("orders/packs", vec![(format!("filter{filter}"), value.to_owned())]);
        assert_eq!(find(&yes), [first], "{filter}={yes}");
        assert!(!find(&no).contains(&first), "{filter}={no}");
    }
    for (filter, value) in [("orderId", order.to_string()), ("orderExternalId", "o-1".to_owned()), ("offerXmlId", "x-1".to_owned())] {
        assert_eq!(key.found("orders/packs", vec![(format!("filter[{filter}]"), value)]), [first, second], "{filter}");
        assert_eq!(key.found("orders/packs", vec![(format!("filter[{filter}]"), "999".to_owned())]), Vec::<i64>::new(), "{filter}");
    }
}

#[test]
fn a_line_that_goes_takes_its_packs_along() {
    let (_hub, key, order, [tea, pot]) = shop();
    let (gone, stays) = (add(&key, pack(tea)), add(&key, pack(pot)));
    key.edit_order(order, json!({"managerComment": "x"}));
    assert_eq!(key.found("orders/packs", form! {}), [gone, stays]);
    key.edit_order(order, json!({"items": [{"id": pot, "quantity": 3}, {"productName": "new", "initialPrice": 5}]}));
    assert_eq!(key.found("orders/packs", form! {}), [stays]);
    let rows = key.get("/orders/packs/history", form! { limit: 100 }).ok()["history"].take();
    let last = rows.as_array().and_then(|rows| rows.last().cloned()).unwrap_or_default();
    assert_eq!((&last["pack"]["id"], &last["deleted"], &last["source"]), (&json!(gone), &json!(true), &json!("code")));
    // A line that came later can be packed, one that is gone cannot.
    let new = id(&key.read_order(order)["items"][1]);
    add(&key, pack(new));
    key.post("/orders/packs/create", form! { pack: pack(tea) }).refused(400, "Pack is not loaded");
}

#[test]
fn packs_go_along_where_orders_are_merged() {
    let (_hub, key, stays, _) = shop();
    let (gone, [tea, _]) = order(&key, "o-2");
    let pack = add(&key, pack(tea));
    key.post("/orders/combine", form! { order: {id: gone}, resultOrder: {id: stays}, technique: "merge" }).ok();
    assert_eq!(key.get(&format!("/orders/packs/{pack}"), form! {}).ok()["pack"]["item"]["order"]["id"], stays);
    // A line of the order that is left can be packed, whatever its id is now.
    let lines = key.read_order(stays)["items"].take();
    for line in lines.as_array().expect("lines") {
        add(&key, json!({"itemId": id(line), "store": "main", "quantity": 1}));
    }
}

#[test]
fn lines_of_another_store_can_be_neither_packed_nor_seen() {
    let hub = TestHub::new();
    let (north, south, _) = hub.two_stores();
    let (_, [here, _]) = order(&north, "n-1");
    let (_, [there, _]) = order(&south, "s-1");
    let theirs = add(&south, pack(there));
    north.post("/orders/packs/create", form! { pack: pack(there) }).refused(400, "Pack is not loaded");
    let own = add(&north, pack(here));
    let moved = north.post(&format!("/orders/packs/{own}/edit"), form! { pack: {itemId: there} });
    moved.refused(400, "Pack is not loaded");
    for path in ["edit", "delete"] {
        north.post(&format!("/orders/packs/{theirs}/{path}"), form! { pack: {quantity: 5} }).refused(404, "Not found");
    }
    assert_eq!(north.found("orders/packs", form! {}), [own]);
    assert_eq!(north.get("/orders/packs/history", form! {}).ok()["history"].as_array().map(Vec::len), Some(1));
}

#[test]
fn lines_of_orders_that_were_there_before_can_be_packed() {
    let (hub, key, _, [tea, _]) = shop();
    let step = match hub.hub.db.engine() {
        Engine::Sqlite => include_str!("../../../../../database/migrations/sqlite/0031_packs.sql"),
        Engine::Postgres => include_str!("../../../../../database/migrations/postgres/0031_packs.sql"),
    };
    let fill = step.split(';').find(|statement| statement.contains("INSERT INTO order_items")).expect("the step fills the table");
    let filled = hub.hub.db.write_now(move |tx| {
        tx.execute("DELETE FROM order_items")?;
        tx.execute(Sql::new(fill))
    });
    assert_eq!(filled.expect("it can be filled"), 2);
    add(&key, pack(tea));
}
