//! Bad input of every kind: the exact status and text, never a failure of the hub, never a lost good order.

use serde_json::{Value, json};

use crate::support::steps::id;
use crate::support::{Actor, Call, Reply, TestHub};

/// A refusal's path and text.
#[track_caller]
fn errors(reply: Reply, message: &str) -> Value {
    reply.refused(400, message).json["errors"].take()
}

#[test]
fn what_is_no_json_object_is_named() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for (method, entity) in [("/orders/create", "order"), ("/customers/create", "customer"), ("/orders/payments/create", "payment")] {
        let post = |text: &str| key.post(method, vec![(entity.to_owned(), text.to_owned())]);
        for text in ["{\"a\":", "{\"a\" 1}", "{\"a\":1}}", "{\"a\":1} x", "{'a':1}", "{\"a\":\"\u{1}\"}", "{\"a\":1,}"] {
            let errors = errors(post(text), "Errors in the entity format");
            assert!(
                errors.as_object().is_some_and(|errors| errors.len() == 1 && errors.keys().all(|path| !path.contains('?'))),
                "{text}: {errors}"
            );
        }
        assert!(errors(post("{broken"), "Errors in the entity format").get(entity).is_some(), "the text as a whole is named");
        for text in ["5", "\"x\"", "true", "[1]", "x"] {
            assert!(errors(post(text), "Errors in the entity format").get(entity).is_some(), "{text}");
        }
        for text in ["", "  ", "null"] {
            let reply = post(text);
            assert_eq!(reply.status, 400, "{reply}");
        }
        key.post(method, form! {}).refused(400, &format!("Parameter '{entity}' is missing"));
    }
    for (method, list) in [("/orders/upload", "orders"), ("/customers/upload", "customers")] {
        for text in ["{\"a\":1}", "[{]", "5", "[1,"] {
            let reply = key.post(method, vec![(list.to_owned(), text.to_owned())]);
            assert!(errors(reply, "Errors in the entity format").get(list).is_some(), "{text}");
        }
        key.post(method, form! {}).refused(400, &format!("Parameter '{list}' is missing"));
    }
}

#[test]
fn wrong_types_are_named_by_their_path_in_every_version() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for (order, path) in [
        (json!({"items": [{"initialPrice": "ten"}]}), "items[0].initialPrice"),
        (json!({"items": [{"productName": "a"}, {"quantity": [1]}]}), "items[1].quantity"),
        (json!({"items": [{"externalIds": [{"code": {"a": 1}}]}]}), "items[0].externalIds[0].code"),
        (json!({"items": 5}), "items"),
        (json!({"items": ["tea"]}), "items[0]"),
        (json!({"delivery": {"cost": {}}}), "delivery.cost"),
        (json!({"delivery": {"address": {"floor": "fifth"}}}), "delivery.address.floor"),
        (json!({"delivery": {"date": "20.03.2026"}}), "delivery.date"),
        (json!({"delivery": {"time": {"from": "25:00"}}}), "delivery.time.from"),
        (json!({"delivery": "courier"}), "delivery"),
        (json!({"createdAt": "yesterday"}), "createdAt"),
        (json!({"call": "maybe"}), "call"),
        (json!({"managerId": 1.5}), "managerId"),
        (json!({"firstName": {"a": 1}}), "firstName"),
        (json!({"firstName": ["a"]}), "firstName"),
        (json!({"externalId": "x".repeat(256)}), "externalId"),
        (json!({"firstName": "a\u{0}b"}), "firstName"),
        (json!({"customFields": {"a": "\u{0}"}}), "customFields"),
        (json!({"customFields": "text"}), "customFields"),
        (json!({"customFields": [1]}), "customFields"),
        (json!({"customer": [5]}), "customer"),
        (json!({"payments": [{"amount": "much"}]}), "payments[0].amount"),
        (json!({"payments": [{"paidAt": true}]}), "payments[0].paidAt"),
        (json!({"payments": {"cash": 5}}), "payments.cash"),
        (json!({"weight": 1e30}), "weight"),
    ] {
        for version in ["v3", "v4", "v5"] {
            let reply = key.post(&format!("/api/{version}/orders/create"), form! { order: order });
            let errors = errors(reply, "Errors in the entity format");
            let names: Vec<&String> = errors.as_object().into_iter().flat_map(|errors| errors.keys()).collect();
            assert_eq!(names, [path], "{version} {order}");
        }
    }
    for (customer, path) in [
        (json!({"phones": [{"number": {"a": 1}}]}), "phones[0]"),
        (json!({"birthday": "17/05/1990"}), "birthday"),
        (json!({"vip": "very"}), "vip"),
        (json!({"sex": "other"}), "sex"),
        (json!({"tags": [[1]]}), "tags[0]"),
        (json!({"contragent": {"contragentType": "company"}}), "contragent.contragentType"),
        (json!({"address": {"countryIso": "XX"}}), "address.countryIso"),
        (json!({"managerId": 77}), "managerId"),
        (json!({"customFields": "text"}), "customFields"),
        (json!({"personalDiscount": "x"}), "personalDiscount"),
    ] {
        let errors = errors(key.post("/customers/create", form! { customer: customer }), "Errors in the entity format");
        let names: Vec<&String> = errors.as_object().into_iter().flat_map(|errors| errors.keys()).collect();
        assert!(names.iter().all(|name| name.starts_with(path)) && names.len() == 1, "{customer}: {errors}");
    }
    assert_eq!(key.found("orders", form! {}), Vec::<i64>::new());
    assert_eq!(key.found("customers", form! {}), Vec::<i64>::new());
}

#[test]
fn unknown_codes_are_named_in_the_words_of_their_field() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = id(&key.order(json!({"items": [{"productName": "Tea"}]})));
    for (sent, path, kind) in [
        (json!({"orderType": "x"}), "orderType", "OrderType"),
        (json!({"orderMethod": "x"}), "orderMethod", "OrderMethod"),
        (json!({"status": "x"}), "status", "Status"),
        (json!({"shipmentStore": "x"}), "shipmentStore", "Store"),
        (json!({"delivery": {"code": "x"}}), "delivery.code", "DeliveryType"),
        (json!({"items": [{"status": "x"}]}), "items[0].status", "OrderProductStatus"),
        (json!({"items": [{"priceType": {"code": "x"}}]}), "items[0].priceType.code", "PriceType"),
        (json!({"payments": [{"type": "x"}]}), "payments[0].type", "PaymentType"),
        (json!({"payments": [{"type": "cash", "status": "x"}]}), "payments[0].status", "PaymentStatus"),
    ] {
        let expected = json!({ path: format!("\"{kind}\" with \"code\"=\"x\" does not exist.") });
        assert_eq!(errors(key.post("/orders/create", form! { order: sent }), "Order is not loaded"), expected);
        assert_eq!(errors(key.try_edit_order(order, sent), "Order is not loaded"), expected);
    }
    let belongs = json!({"payments": [{"type": "cash", "status": "credit-check"}]});
    errors(key.post("/orders/create", form! { order: belongs }), "Order is not loaded");
    for (sent, path) in [
        (json!({"privilegeType": "x"}), "privilegeType"),
        (json!({"countryIso": "XX"}), "countryIso"),
        (json!({"managerId": 77}), "managerId"),
        (json!({"contragent": {"contragentType": "x"}}), "contragent.contragentType"),
        (json!({"items": [{"quantity": -1}]}), "items[0].quantity"),
        (json!({"items": [{"properties": {"a b": {}}}]}), "items[0].properties.a b"),
        (
            json!({"items": [{"externalIds": [{"code": "a", "value": "1"}]}, {"externalIds": [{"code": "a", "value": "1"}]}]}),
            "items[1].externalIds",
        ),
    ] {
        let named = errors(key.post("/orders/create", form! { order: sent }), "Errors in the entity format");
        assert!(named.get(path).is_some(), "{named}");
    }
    assert_eq!(key.found("orders", form! {}), [order]);
}

#[test]
fn numbers_beyond_reason_are_refused_and_break_no_sum() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let most = 99_999_999_999_i64;
    let item = |more: Value| {
        let mut item = json!({"productName": "Tea", "initialPrice": most, "quantity": most});
        item.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
        item
    };
    for order in [
        json!({"items": [item(json!({}))]}),
        json!({"items": [item(json!({})), item(json!({}))], "discountManualPercent": 50}),
        json!({"items": [item(json!({"discountManualPercent": -most}))]}),
        json!({"items": [item(json!({"purchasePrice": most}))], "discountManualAmount": most}),
        json!({"items": [item(json!({"discountManualAmount": -most}))], "discountManualPercent": -most}),
        json!({"items": [{"productName": "Tea", "initialPrice": most, "quantity": 2}], "delivery": {"cost": most, "netCost": most}}),
        json!({"items": [{"productName": "Tea", "initialPrice": 1, "quantity": 0.0001}], "discountManualPercent": most}),
        json!({"payments": [{"type": "cash", "status": "paid", "amount": most}, {"type": "cash", "status": "paid", "amount": most}]}),
        json!({"customFields": {"a": 1e28, "b": 1e300, "c": -1e28, "d": "1e28", "e": 18446744073709551615_u64, "f": "99999999999999999999999999999"}}),
        json!({"delivery": {"data": {"courierId": "abc", "id": {"a": 1}, "externalId": [1], "trackNumber": {}}}}),
        json!({"delivery": {"data": {"courierId": 1e19, "trackNumber": 5}}}),
        json!({"createdAt": "9999-12-31 23:59:59", "markDatetime": "0001-01-01 00:00:00"}),
        json!({"createdAt": "-009999-01-01", "shipmentDate": "-009999-01-01"}),
        json!({"length": i64::MAX, "width": i64::MIN, "customer": {"externalId": ""}}),
        json!({"phone": "9".repeat(255), "email": "@".repeat(255)}),
        json!({"phone": "+٣٤٥٦٧٨٩٠١٢", "additionalPhone": "((((((((", "email": "\u{202e}"}),
    ] {
        let reply = key.post("/orders/create", form! { order: order });
        assert!(matches!(reply.status, 201 | 400), "{order}: {reply}");
    }
    // Whatever was taken can be listed, found and added up.
    key.get("/orders", form! { limit: 100 }).ok();
    key.get("/customers", form! { limit: 100, "filter[minTotalSumm]": 1, "filter[minAverageSumm]": 0 }).ok();
    for filter in ["couriers", "deliveryExternalId", "trackNumber", "minPrice", "minMarginSumm", "minDeliveryCost"] {
        key.get("/orders", vec![(format!("filter[{filter}]"), "3".to_owned())]).ok();
    }
    key.get("/orders", form! { "filter[customFields][a][min]": 1 }).ok();
    key.get("/orders", form! { "filter[customFields][a][max]": "1e28" }).ok();
    key.history("orders", form! {});
}

#[test]
fn lists_refuse_wrong_pages_limits_and_filters_by_name() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for list in ["/orders", "/customers", "/orders/history", "/customers/history", "/customers/notes"] {
        for (name, value) in [
            ("limit", "300"),
            ("limit", "0"),
            ("limit", "-20"),
            ("limit", "21"),
            ("limit", "x"),
            ("page", "0"),
            ("page", "x"),
            ("page", "-1"),
        ] {
            let errors = errors(key.get(list, vec![(name.to_owned(), value.to_owned())]), "Errors in the input parameters");
            assert!(errors.get(format!("children[{name}]")).is_some(), "{list} {name}={value}: {errors}");
        }
        for limit in ["20", "50", "100", "", "None"] {
            key.get(list, form! { limit: limit, page: "" }).ok();
        }
    }
    for (list, filter, value) in [
        ("/orders", "createdAtFrom", "soon"),
        ("/orders", "ids", "x"),
        ("/orders", "minPrice", "cheap"),
        ("/orders", "vip", "maybe"),
        ("/orders", "deliveryTimeFrom", "25:61"),
        ("/orders", "customer", &"x".repeat(256)),
        ("/customers", "dateFrom", "2026-13-01"),
        ("/customers", "minOrdersCount", "many"),
        ("/orders/history", "startDate", "soon"),
        ("/orders/history", "sinceId", "x"),
        ("/customers/history", "endDate", "later"),
        ("/customers/notes", "createdAtTo", "x"),
        ("/customers/notes", "ids", "x"),
    ] {
        let reply = key.get(list, vec![(format!("filter[{filter}]"), value.to_owned())]);
        let errors = errors(reply, "Errors in the input parameters");
        assert!(errors.get(format!("children[{filter}]")).is_some(), "{list} {filter}: {errors}");
    }
    for list in ["/orders/history", "/customers/history"] {
        let reply = key.get(list, form! { "filter[sinceId]": 1, page: 2 });
        assert!(errors(reply, "Errors in the input parameters").get("children[page]").is_some());
        key.get(list, form! { "filter[sinceId]": 1, page: 1 }).ok();
    }
    key.get("/api/v3/orders/history", form! { offset: i64::MAX, page: 2 }).ok();
    key.get("/orders", form! { page: 10_000_000, limit: 100 }).ok();
    let many: Vec<(String, String)> = (0..101).map(|number| ("filter[numbers][]".to_owned(), number.to_string())).collect();
    assert!(errors(key.get("/orders", many), "Errors in the input parameters").get("children[numbers]").is_some());
    key.get("/orders/statuses", form! {}).refused(400, "Set one of the following fields: ids, externalIds");
}

#[test]
fn by_and_site_follow_their_rules() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    let (both, one) = (hub.key("north,south", "all"), hub.key("north", "all"));
    let (order, customer) = (id(&all.order_in("north", json!({"externalId": "o"}))), all.customer_in("north", json!({"externalId": "c"})));
    let payment = id(&all.post("/orders/payments/create", form! { payment: {type: "cash", externalId: "p", order: {id: order}} }).ok());
    let change = |path: &str, what: &str| Call::post(path).form(vec![(what.to_owned(), "{}".to_owned())]);
    let mail = json!([{"channel": "email", "active": true}]).to_string();
    // What a call is by: the address with an external id, the same with an internal one.
    let calls: Vec<(Call, Call)> = vec![
        (Call::get("/orders/o"), Call::get(&format!("/orders/{order}"))),
        (Call::get("/customers/c"), Call::get(&format!("/customers/{customer}"))),
        (change("/orders/o/edit", "order"), change(&format!("/orders/{order}/edit"), "order")),
        (change("/customers/c/edit", "customer"), change(&format!("/customers/{customer}/edit"), "customer")),
        (change("/orders/payments/p/edit", "payment"), change(&format!("/orders/payments/{payment}/edit"), "payment")),
        (
            Call::post("/customers/c/subscriptions").form(vec![("subscriptions".to_owned(), mail.clone())]),
            Call::post(&format!("/customers/{customer}/subscriptions")).form(vec![("subscriptions".to_owned(), mail)]),
        ),
    ];
    for (external, internal) in &calls {
        let call = |key: &Actor, call: &Call, query| key.call(call.clone().query(query));
        call(&one, external, form! {}).ok();
        call(&one, external, form! { by: "externalId", site: "north" }).ok();
        for key in [&both, &all] {
            call(key, external, form! {}).refused(400, "Parameter 'site' is missing");
            call(key, external, form! { site: "north" }).ok();
            call(key, external, form! { site: "south" }).refused(404, "Not found");
            call(key, external, form! { site: "nowhere" }).denied();
            call(key, internal, form! { by: "id" }).ok();
            call(key, internal, form! { by: "id", site: "south" }).ok();
        }
        call(&one, external, form! { site: "south" }).denied();
        call(&one, external, form! { site: "nowhere" }).denied();
        call(&one, internal, form! { by: "id", site: "north" }).ok();
        // A payment is looked for by its internal id too, where nothing says which id it is.
        let without_by = call(&one, internal, form! {});
        if format!("{internal:?}").contains("/payments/") {
            drop(without_by.ok())
        } else {
            drop(without_by.refused(404, "Not found"))
        }
        for key in [&one, &all] {
            call(key, external, form! { by: "foo" })
                .refused(400, "Value \"foo\" for \"by\" param is not valid. Allowed values are externalId, id.");
            call(key, external, form! { by: "id" }).refused(404, "Not found");
        }
    }
    for (method, what) in
        [("/orders/create", "order"), ("/customers/create", "customer"), ("/orders/upload", "orders"), ("/customers/upload", "customers")]
    {
        let body = if what.ends_with('s') { "[{\"firstName\":\"A\"}]" } else { "{\"firstName\":\"A\"}" };
        let send = |key: &Actor, query| key.call(Call::post(method).query(query).form(vec![(what.to_owned(), body.to_owned())]));
        send(&one, form! {}).ok();
        send(&all, form! { site: "south" }).ok();
        send(&all, form! {}).refused(400, "Parameter 'site' is missing");
        send(&all, form! { site: "nowhere" }).denied();
        send(&one, form! { site: "south" }).denied();
    }
}

#[test]
fn ids_of_any_spelling_in_the_address_name_a_row_or_nothing() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for (sent, address) in [
        ("a b", "a%20b"),
        ("ю/1".trim_end_matches("/1"), "%D1%8E"),
        ("50%", "50%25"),
        ("a+b", "a+b"),
        ("#?&", "%23%3F%26"),
        ("history", "histor%79"),
        ("0", "0"),
        ("null", "null"),
        ("'; DROP TABLE orders; --", "%27%3B%20DROP%20TABLE%20orders%3B%20--"),
    ] {
        let made = key.order(json!({"externalId": sent}));
        let reply = key.get(&format!("/orders/{address}"), form! {});
        if address.starts_with("histor") {
            continue;
        }
        assert_eq!(id(&reply.ok()["order"]), id(&made), "{sent}");
    }
    for address in ["%00", "a%00b", "%FF%FE", "9".repeat(300).as_str(), "-1", "1.0", "%F0%9F%98%80"] {
        for by in ["id", "externalId"] {
            key.get(&format!("/orders/{address}"), form! { by: by }).refused(404, "Not found");
            key.get(&format!("/customers/{address}"), form! { by: by }).refused(404, "Not found");
            key.post(&format!("/orders/payments/{address}/edit"), form! { by: by, payment: {} }).refused(404, "Not found");
        }
        key.post(&format!("/orders/payments/{address}/delete"), form! {}).refused(404, "Not found");
        key.post(&format!("/customers/notes/{address}/delete"), form! {}).refused(404, "Not found");
    }
}

#[test]
fn large_and_deep_bodies_are_read_or_refused() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    // Two mebibytes of comments in fifty orders, all of them kept.
    let comment = "ж".repeat(21_000);
    let orders: Vec<Value> = (0..50).map(|number| json!({"externalId": format!("big-{number}"), "customerComment": comment})).collect();
    let form = form! { orders: orders };
    assert!(form[0].1.len() > 2 * 1024 * 1024);
    assert_eq!(key.call(Call::post("/orders/upload").multipart(form)).ok()["uploadedOrders"].as_array().map(Vec::len), Some(50));
    assert_eq!(key.get("/orders/big-49", form! {}).ok()["order"]["customerComment"], comment);
    assert_eq!(key.found("orders", form! { limit: 50 }).len(), 50);

    key.post("/orders/create", form! { order: {customerComment: "ж".repeat(65_536)} }).refused(400, "Errors in the entity format");
    let lines: Vec<Value> = (0..5_000).map(|number| json!({"productName": format!("Tea {number}"), "initialPrice": 1})).collect();
    let order = key.order(json!({"items": lines}));
    assert_eq!((&order["summ"], order["items"].as_array().map(Vec::len)), (&json!(5_000), Some(5_000)));
    for text in [
        format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000)),
        format!("{}1{}", "{\"customFields\":".repeat(200_000), "}".repeat(200_000)),
    ] {
        for (name, method) in [("order", "/orders/create"), ("orders", "/orders/upload")] {
            let form = vec![(name.to_owned(), text.clone())];
            let reply = key.post(method, form);
            assert!(matches!(reply.status, 400 | 460), "{reply}");
        }
    }
    let deep = format!("{{\"customFields\":{}1{}}}", "{\"a\":".repeat(100), "}".repeat(100));
    key.post("/orders/create", vec![("order".to_owned(), deep)]).refused(400, "Errors in the entity format");
    let huge = key.post("/orders/create", vec![("order".to_owned(), "x".repeat(11 * 1024 * 1024))]);
    huge.refused(413, "Request body is too large");
}

#[test]
fn unknown_parameters_and_fields_are_passed_over() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let form = form! { cms_source: "WordPress", ga_option_is_active: 0, order: {mainAddress: {a: 1}, "no such": [1], id: 77, site: "x", summ: 5, firstName: "A"} };
    let order = key.post("/orders/create", form).ok()["order"].take();
    assert_eq!((&order["site"], &order["summ"], order.get("mainAddress")), (&json!("north"), &json!(0), None));
    assert_ne!(order["id"], 77);
    key.get("/orders", form! { "filter[paymentStatus]": "x", "filter[noSuch][]": 1, php_version: 8 }).ok();
    for nothing in [form! { filter: "None" }, form! { filter: "" }, form! { "filter[]": "x" }, form! { "filter": "5" }] {
        assert_eq!(key.found("orders", nothing.clone()).len(), 1);
        assert_eq!(key.found("customers", nothing).len(), 1);
    }
}
