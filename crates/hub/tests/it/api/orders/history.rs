//! GET /orders/history: who changed what, in the words that clients know.

use serde_json::{Value, json};

use crate::support::steps::{assert_within, fields, id, rows};
use crate::support::{Actor, TestHub, samples};

/// What rows tell: field, value before, value after.
fn view(rows: &[Value]) -> Vec<(&str, &Value, &Value)> {
    rows.iter().map(|row| (row["field"].as_str().unwrap_or_default(), &row["oldValue"], &row["newValue"])).collect()
}

/// The rows that a change adds.
#[track_caller]
fn added(key: &Actor, order: i64, change: Value) -> Vec<Value> {
    let pages = key.get("/orders/history", form! { limit: 100 }).ok()["pagination"]["totalPageCount"].take();
    let last = key.history("orders", form! { page: pages }).last().map_or(0, id);
    key.edit_order(order, change);
    key.history("orders", form! { "filter[sinceId]": last })
}

#[test]
fn a_new_order_is_a_row_of_its_status_with_the_whole_order() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let mut order = key.order(json!({"firstName": "Anna", "externalId": "e-1", "items": [{"productName": "Tea"}]}));
    // Histories name the customer only once.
    order.as_object_mut().map(|order| order.remove("contact"));
    let reply = key.get("/orders/history", form! {}).ok();
    assert_eq!(reply["generatedAt"], "2026-03-14 15:00:00");
    assert_eq!(reply["pagination"], json!({"limit": 20, "totalCount": 2, "currentPage": 1, "totalPageCount": 1}));
    let rows = rows(&reply, "history");
    assert_eq!(rows[0]["order"], order);
    let row = json!({
        "createdAt": "2026-03-14 15:00:00", "created": true, "source": "api", "apiKey": {"current": true},
        "field": "status", "oldValue": null, "newValue": {"code": "new"},
    });
    assert_within(&rows[0], &row);
    assert!(rows[0]["oldValue"].is_null() && rows[0].get("oldValue").is_some(), "null is written here");
    assert_eq!(rows[1]["order"], json!({"id": id(&order), "externalId": "e-1", "site": "north", "status": "new"}));
    assert_eq!(rows[1].get("created"), None);
}

#[test]
fn every_field_is_told_by_its_name() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let manager = samples::furnish(&hub);
    key.customer(json!({"externalId": "c-1"}));
    let order = id(&key.order(json!({"firstName": "Anna"})));
    let mut change = samples::order(manager);
    change["items"] = json!([]);
    change["payments"] = json!([]);
    change["delivery"]["address"]["intercomCode"] = json!("12K");
    let rows = added(&key, order, change);
    let names = fields(&rows);
    for name in [
        "number",
        "external_id",
        "order_type",
        "order_method",
        "country",
        "created_at",
        "discount_manual_amount",
        "discount_manual_percent",
        "mark",
        "mark_datetime",
        "last_name",
        "first_name",
        "patronymic",
        "phone",
        "additional_phone",
        "email",
        "call",
        "expired",
        "customer_comment",
        "manager_comment",
        "manager",
        "customer",
        "contragent.contragent_type",
        "contragent.legal_name",
        "contragent.i_n_n",
        "contragent.o_g_r_n_i_p",
        "contragent.certificate_date",
        "delivery_type",
        "delivery_service",
        "delivery_date",
        "delivery_time",
        "delivery_cost",
        "delivery_net_cost",
        "delivery_address.index",
        "delivery_address.country",
        "delivery_address.city",
        "delivery_address.intercom_code",
        "delivery_address.street",
        "delivery_address.notes",
        "integration_delivery_data.track_number",
        "status",
        "status_comment",
        "weight",
        "length",
        "shipment_store",
        "shipment_date",
        "shipped",
        "custom_gift",
        "custom_wrap",
    ] {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
    for name in names {
        assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_.".contains(&byte)), "{name}");
    }
    let value = |name: &str| rows.iter().find(|row| row["field"] == name).map(|row| (row["oldValue"].clone(), row["newValue"].clone()));
    assert_eq!(value("status"), Some((json!({"code": "new"}), json!({"code": "assembling"}))));
    assert_eq!(value("order_type"), Some((json!({"code": "main"}), json!({"code": "eshop-legal"}))));
    assert_eq!(value("manager"), Some((Value::Null, json!({"id": manager}))));
    assert_eq!(value("delivery_type"), Some((Value::Null, json!({"code": "courier"}))));
    assert_eq!(value("delivery_time"), Some((Value::Null, json!({"from": "09:00", "to": "18:30", "custom": "after lunch"}))));
    assert_eq!(value("delivery_cost"), Some((json!(0), json!(300.5))));
    assert_eq!(value("shipment_store"), Some((Value::Null, json!({"code": "depot"}))));
    assert_eq!(value("created_at"), Some((json!("2026-03-14 15:00:00"), json!("2026-03-01 10:20:30"))));
    assert_eq!(value("custom_wrap"), Some((Value::Null, json!("красная"))));
    let stub = json!({"id": order, "externalId": "e-1", "managerId": manager, "site": "north", "status": "assembling"});
    assert!(rows.iter().all(|row| row["order"] == stub), "{rows:#?}");

    let gone = added(&key, order, json!({"lastName": null, "delivery": {"cost": null}}));
    assert_eq!(view(&gone), [("delivery_cost", &json!(300.5), &json!(0)), ("last_name", &json!("Петрова"), &Value::Null)]);
    assert_eq!(added(&key, order, json!({"firstName": "Анна", "status": "assembling"})), Vec::<Value>::new(), "nothing changed");
}

#[test]
fn lines_are_told_one_by_one() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = key.order(json!({"items": [{"productName": "Tea", "initialPrice": 10}, {"productName": "Cup", "initialPrice": 5}]}));
    let (order, tea, cup) = (id(&order), id(&order["items"][0]), id(&order["items"][1]));
    let change = json!({"items": [{"id": tea, "quantity": 3, "status": "saled"}, {"productName": "Pot", "initialPrice": 7}]});
    let rows = added(&key, order, change);
    let pot = id(&key.read_order(order)["items"][1]);
    assert_eq!(
        view(&rows),
        [
            ("order_product", &json!({"id": cup}), &Value::Null),
            ("order_product.quantity", &json!(1), &json!(3)),
            ("order_product.status", &json!({"code": "new"}), &json!({"code": "saled"})),
            ("order_product.summ", &json!(10), &json!(30)),
            ("order_product", &Value::Null, &json!({"id": pot})),
        ]
    );
    assert_within(&rows[0]["item"], &json!({"id": cup, "productName": "Cup"}));
    assert_eq!(rows[1]["item"], json!({"id": tea, "offer": {"displayName": "Tea"}}));
    assert_eq!(rows[3]["item"], rows[1]["item"]);
    assert_within(&rows[4]["item"], &json!({"id": pot, "initialPrice": 7, "offer": {"displayName": "Pot"}}));
}

#[test]
fn payments_are_told_one_by_one() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = id(&key.order(json!({"items": [{"productName": "Tea", "initialPrice": 10}]})));
    let last = id(key.history("orders", form! {}).last().expect("rows"));
    let payment = id(&key.post("/orders/payments/create", form! { payment: {type: "cash", amount: 10, order: {id: order}} }).ok());
    key.post(&format!("/orders/payments/{payment}/edit"), form! { by: "id", payment: {status: "paid", comment: "x"} }).ok();
    key.post(&format!("/orders/payments/{payment}/delete"), form! {}).ok();
    let rows = key.history("orders", form! { "filter[sinceId]": last });
    let (none, now, of) = (Value::Null, json!("2026-03-14 15:00:00"), json!({"id": payment, "type": "cash"}));
    assert_eq!(
        view(&rows),
        [
            ("payments", &none, &of),
            ("prepay_sum", &json!(0), &json!(10)),
            ("full_paid_at", &none, &now),
            ("payments.status", &none, &json!({"code": "paid"})),
            ("payments.comment", &none, &json!("x")),
            ("payments.paid_at", &none, &now),
            ("prepay_sum", &json!(10), &json!(0)),
            ("full_paid_at", &now, &none),
            ("payments", &of, &none),
        ]
    );
    assert_within(&rows[3]["payment"], &json!({"id": payment, "type": "cash", "status": "paid", "amount": 10}));
}

#[test]
fn a_walk_moves_by_the_last_id_it_has() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let orders: Vec<Value> = (0..30).map(|number| json!({"externalId": format!("e-{number}")})).collect();
    key.post("/orders/upload", form! { orders: orders }).ok();
    let (mut since, mut seen) = (0, Vec::new());
    loop {
        let reply = key.get("/orders/history", form! { "filter[sinceId]": since, page: 1, limit: 20 }).ok();
        let page = rows(&reply, "history");
        assert_eq!(reply["pagination"]["totalCount"], 60 - seen.len());
        let Some(last) = page.last() else { break };
        since = id(last);
        seen.extend(page.iter().map(id));
    }
    assert_eq!(seen.len(), 60);
    assert!(seen.windows(2).all(|pair| pair[0] < pair[1]));
    let strictly = key.history("orders", form! { "filter[sinceId]": seen[58] });
    assert_eq!(strictly.iter().map(id).collect::<Vec<_>>(), [seen[59]]);
    let second = rows(&key.get("/orders/history", form! { page: 2, limit: 50 }).ok(), "history");
    assert_eq!(second.iter().map(id).collect::<Vec<_>>(), seen[50..]);
    assert_eq!(key.get("/orders/history", form! { page: 9 }).ok()["history"], json!([]));
}

#[test]
fn it_is_narrowed_by_order_and_by_moments_of_the_accounts_zone() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let one = id(&key.order(json!({"externalId": "one"})));
    hub.wait(60);
    let two = id(&key.order(json!({"externalId": "two"})));
    let of = |query| {
        let mut orders: Vec<i64> = key.history("orders", query).iter().map(|row| id(&row["order"])).collect();
        orders.dedup();
        orders
    };
    assert_eq!(of(form! {}), [one, two]);
    assert_eq!(of(form! { "filter[orderId]": two }), [two]);
    assert_eq!(of(form! { "filter[orderExternalId]": "one" }), [one]);
    assert_eq!(of(form! { "filter[orderExternalId]": "none" }), Vec::<i64>::new());
    assert_eq!(of(form! { "filter[orderId]": one, "filter[orderExternalId]": "two" }), Vec::<i64>::new());
    // The account is in Moscow: noon in UTC is three in the afternoon.
    assert_eq!(of(form! { "filter[startDate]": "2026-03-14 15:00:01" }), [two]);
    assert_eq!(of(form! { "filter[startDate]": "2026-03-14 15:01:00" }), [two]);
    assert_eq!(of(form! { "filter[endDate]": "2026-03-14 15:00:59" }), [one]);
    assert_eq!(of(form! { "filter[endDate]": "2026-03-14 12:01:00" }), Vec::<i64>::new());
    assert_eq!(of(form! { "filter[endDate]": "2026-03-14" }), [one, two], "a date alone takes in the whole day");
    assert_eq!(of(form! { "filter[startDate]": "2026-03-14", "filter[endDate]": "2026-03-15" }), [one, two]);
    assert_eq!(of(form! { "filter[startDate]": "2026-03-14 15:01:01" }), Vec::<i64>::new());
}

#[test]
fn whose_key_it_was_is_told_to_the_key_that_asks() {
    let hub = TestHub::new();
    let (_, mine) = hub.site_with_key();
    let other = hub.key("north", "all");
    let order = id(&mine.order(json!({"firstName": "A"})));
    other.edit_order(order, json!({"firstName": "B"}));
    let whose = |key: &Actor| {
        let rows = key.history("orders", form! {});
        rows.iter().map(|row| (row["source"].clone(), row["apiKey"]["current"].clone())).collect::<Vec<_>>()
    };
    let (api, code) = (json!("api"), json!("code"));
    assert_eq!(whose(&mine), [(api.clone(), json!(true)), (code.clone(), Value::Null), (api.clone(), json!(false))]);
    assert_eq!(whose(&other), [(api.clone(), json!(false)), (code, Value::Null), (api, json!(true))]);
}

#[test]
fn what_a_person_did_names_the_person() {
    let hub = TestHub::new();
    let (shop, key) = hub.site_with_key();
    let order = id(&key.order(json!({"firstName": "A"})));
    let entry = database::history::Entry {
        subject: order,
        site: shop.id,
        other_site: None,
        links: [None; 3],
        created_at: 1_773_489_600,
        source: "user",
        key: None,
        user: Some(7),
        request_id: None,
        secret: None,
        field: "manager_comment".to_owned(),
        body: json!({"oldValue": null, "newValue": "x", "order": {"id": order}}).to_string(),
    };
    hub.hub
        .db
        .write_now(move |tx| database::history::add(tx, database::history::Book::Orders, vec![entry.clone()]))
        .expect("a row is written");
    let row = key.history("orders", form! {}).pop().expect("rows");
    assert_eq!((&row["source"], &row["user"], row.get("apiKey")), (&json!("user"), &json!({"id": 7}), None));
}

#[test]
fn the_third_version_answers_orders_with_what_they_have_become() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let other = hub.key("north", "all");
    let order = id(&key.order(json!({"externalId": "e-1", "firstName": "A"})));
    hub.wait(60);
    other.edit_order(order, json!({"status": "complete", "delivery": {"cost": 5}}));
    let v3 = |query| rows(&key.get("/api/v3/orders/history", query).ok(), "orders");
    let all = v3(form! {});
    assert_eq!(all.len(), 1);
    assert_within(
        &all[0],
        &json!({"id": order, "externalId": "e-1", "site": "north", "created": true, "deliveryCost": 5, "firstName": "A"}),
    );
    assert_eq!(all[0]["status"], "complete");
    let later = v3(form! { startDate: "2026-03-14 15:00:30" });
    assert_eq!(later[0].get("created"), None);
    assert_within(&later[0], &json!({"status": "complete", "deliveryCost": 5}));
    assert_eq!(v3(form! { endDate: "2026-03-14 14:00:00" }), Vec::<Value>::new());
    assert_eq!(v3(form! { skipMyChanges: "true" }).len(), 1, "the other key's change is left");
    assert_ne!(v3(form! { endDate: "2026-03-14" }), Vec::<Value>::new());
    let earlier = v3(form! { skipMyChanges: "true", endDate: "2026-03-14 15:00:30" });
    assert_eq!((earlier.len(), earlier[0].get("created")), (1, None), "the hub's own row is no key's change");
    assert_eq!(v3(form! { offset: 100 }), Vec::<Value>::new());
}
