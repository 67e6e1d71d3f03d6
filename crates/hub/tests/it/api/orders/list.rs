//! GET /orders: every filter finds what it should and nothing else; pages, limits, counts.

use serde_json::{Value, json};

use crate::support::steps::{id, rows};
use crate::support::{Actor, TestHub, samples};

/// A filter, a value that the full order satisfies and the bare one does not, and a value that the full one does not.
pub const FILTERS: &[(&str, &str, &str)] = &[
    ("[ids][]", "1", "2"),
    ("[externalIds][]", "e-1", "E-1"),
    ("[externalIds][7]", "e-1", "e-2"),
    ("[numbers][]", "N-1", "N-2"),
    ("[customer]", "петрова", "иванова"),
    ("[customer]", "ПЕТРОВА АННА", "АННА ПЕТРОВ А"),
    ("[customer]", "+7 (926) 123-45-67", "+7 (926) 123-45-68"),
    ("[customer]", "89261234567", "89261234568"),
    ("[customer]", "495 7654321", "495 7654322"),
    ("[customer]", "ANNA@example", "boris@example"),
    ("[customerId]", "1", "2"),
    ("[customerExternalId]", "c-1", "c-2"),
    ("[countries][]", "KZ", "ES"),
    ("[city]", "мОСК", "Тверь"),
    ("[region]", "ОБЛАСТЬ", "край"),
    ("[index]", "1010", "2020"),
    ("[metro]", "охотный", "арбат"),
    ("[email]", "ANNA@", "boris@"),
    ("[deliveryTimeFrom]", "09:00:00", "09:01:00"),
    ("[deliveryTimeFrom]", "8:30", "18:00"),
    ("[deliveryTimeTo]", "18:30", "18:29:00"),
    ("[minPrepaySumm]", "600", "600.01"),
    ("[maxPrepaySumm]", "600", "599.99"),
    ("[minPrice]", "487", "487.01"),
    ("[maxPrice]", "487", "486.99"),
    ("[product]", "чайн", "кофейник"),
    ("[vip]", "1", "0"),
    ("[bad]", "true", "false"),
    ("[expired]", "1", "0"),
    ("[call]", "1", "0"),
    ("[shipped]", "1", "0"),
    ("[minDeliveryCost]", "300.5", "300.51"),
    ("[maxDeliveryCost]", "300.5", "300.49"),
    ("[minDeliveryNetCost]", "250", "251"),
    ("[maxDeliveryNetCost]", "250", "249"),
    ("[managerComment]", "LINE TWO", "line three"),
    ("[customerComment]", "ПОЗВОНИТЕ", "пишите"),
    ("[statusComment]", "picked", "packed"),
    ("[deliveryAddressNotes]", "ДОМОФОН", "лифт"),
    ("[minMarginSumm]", "136.5", "136.51"),
    ("[maxMarginSumm]", "136.5", "136.49"),
    ("[minPurchaseSumm]", "100.5", "100.51"),
    ("[maxPurchaseSumm]", "100.5", "100.49"),
    ("[minCostSumm]", "350.5", "350.51"),
    ("[maxCostSumm]", "350.5", "350.49"),
    ("[trackNumber]", "track", "track-8"),
    ("[deliveryExternalId]", "D-77", "D-7"),
    ("[contragentName]", "ооо чай", "ооо кофе"),
    ("[contragentTypes][]", "legal-entity", "enterpreneur"),
    ("[contragentInn]", "77000", "78000"),
    ("[contragentKpp]", "7700", "7800"),
    ("[contragentBik]", "0445", "0446"),
    ("[contragentCorrAccount]", "3010", "3011"),
    ("[contragentBankAccount]", "4070", "4071"),
    ("[orderTypes][]", "eshop-legal", "main"),
    ("[orderMethods][]", "phone", "app"),
    ("[managers][]", "1", "2"),
    ("[managerGroups][]", "manager", "director"),
    ("[couriers][]", "3", "4"),
    ("[paymentStatuses][]", "paid", "invoice"),
    ("[paymentTypes][]", "bank-card", "cash"),
    ("[deliveryTypes][]", "courier", "self-delivery"),
    ("[deliveryServices][]", "express", "slow"),
    ("[shipmentStores][]", "depot", "attic"),
    ("[createdAtFrom]", "2026-03-01", "2026-03-02"),
    ("[createdAtTo]", "2026-03-01", "2026-02-28"),
    ("[createdAtFrom]", "2026-03-01 10:20:30", "2026-03-01 10:20:31"),
    ("[createdAtTo]", "2026-03-01 10:20:30", "2026-03-01 10:20:29"),
    ("[createdAtTo]", "2026-03-01T07:20:30Z", "2026-03-01T07:20:29Z"),
    ("[fullPaidAtFrom]", "2026-03-01", "2026-03-02"),
    ("[fullPaidAtFrom]", "2026-03-01 10:25:00", "2026-03-01 10:25:01"),
    ("[fullPaidAtTo]", "2026-03-01 10:25", "2026-03-01 10:24:59"),
    ("[paidAtFrom]", "2026-03-01 10:25:00", "2026-03-01 10:25:01"),
    ("[paidAtTo]", "2026-03-01 10:25:00", "2026-03-01 00:00:00"),
    ("[statusUpdatedAtFrom]", "2026-03-02 11:21:31", "2026-03-02 11:21:32"),
    ("[statusUpdatedAtTo]", "2026-03-02 11:21:31", "2026-03-02 11:21:30"),
    ("[firstOrderFrom]", "2026-03-01 10:20:30", "2026-03-01 10:20:31"),
    ("[firstOrderTo]", "2026-03-01 10:20:30", "2026-03-01 10:20:29"),
    ("[lastOrderFrom]", "2026-03-01 10:20:30", "2026-03-01 10:20:31"),
    ("[lastOrderTo]", "2026-03-01 10:20:30", "2026-03-01 10:20:29"),
    ("[fullPaidAtTo]", "2026-03-01", "2026-02-28"),
    ("[paidAtFrom]", "2026-03-01", "2026-03-02"),
    ("[paidAtTo]", "2026-03-01", "2026-02-28"),
    ("[deliveryDateFrom]", "2026-03-20", "2026-03-21"),
    ("[deliveryDateTo]", "2026-03-20", "2026-03-19"),
    ("[shipmentDateFrom]", "2026-03-19", "2026-03-20"),
    ("[shipmentDateTo]", "2026-03-19", "2026-03-18"),
    ("[statusUpdatedAtFrom]", "2026-03-02", "2026-03-03"),
    ("[statusUpdatedAtTo]", "2026-03-02", "2026-03-01"),
    ("[firstOrderFrom]", "2026-03-01", "2026-03-02"),
    ("[firstOrderTo]", "2026-03-01", "2026-02-28"),
    ("[lastOrderFrom]", "2026-03-01", "2026-03-02"),
    ("[lastOrderTo]", "2026-03-01", "2026-02-28"),
    ("[customFields][wrap]", "КРАСНАЯ", "синяя"),
    ("[customFields][wrap][]", "красная", "синяя"),
    ("[customFields][gift]", "1", "0"),
    ("[customFields][score][min]", "7.5", "7.51"),
    ("[customFields][score][max]", "7.5", "7.4"),
    ("[extendedStatus][]", "assembling", "complete"),
    ("[extendedStatus][]", "assembling-group", "complete-group"),
    ("[sourceName]", "YANDEX", "google"),
    ("[mediumName]", "cpc", "cpm"),
    ("[campaignName]", "spring", "autumn"),
    ("[keywordName]", "ЧАЙ", "кофе"),
    ("[adContentName]", "banner", "video"),
    ("[statusHistorySequence][]", "assembling", "complete"),
];

/// Bounds from above that a bare order, with nothing in these fields, satisfies as well.
const OPEN_BELOW: &[&str] = &[
    "[maxPrepaySumm]",
    "[maxPrice]",
    "[maxDeliveryCost]",
    "[maxDeliveryNetCost]",
    "[maxMarginSumm]",
    "[maxPurchaseSumm]",
    "[maxCostSumm]",
];

/// A later day than the full order's is where the bare order is.
const BARE_IS_LATER: &[&str] = &["[createdAtFrom]", "[statusUpdatedAtFrom]", "[firstOrderFrom]", "[lastOrderFrom]"];

/// Filters on what no order has yet: filtering by it finds nothing, filtering by its absence finds all.
const OF_NOTHING: &[(&str, &str)] = &[
    ("[online]", "1"),
    ("[deliveryStates][]", "send"),
    ("[attachments]", "2"),
    ("[tasksCounts]", "3"),
    ("[receiptFiscalDocumentAttribute]", "1"),
    ("[receiptStatus]", "done"),
    ("[receiptOperation]", "sell"),
    ("[receiptOrderStatus]", "x"),
    ("[customerType]", "customer_corporate"),
    ("[companyName]", "x"),
    ("[mgChannels][]", "1"),
    ("[firstWebVisitFrom]", "2026-01-01"),
    ("[firstWebVisitTo]", "2026-01-01"),
    ("[lastWebVisitFrom]", "2026-01-01"),
    ("[lastWebVisitTo]", "2026-01-01"),
    ("[dpdParcelDateFrom]", "2026-01-01"),
    ("[dpdParcelDateTo]", "2026-01-01"),
    ("[uploadedToExtStoreSys]", "1"),
    ("[productGroups][]", "1"),
    ("[tags][]", "x"),
    ("[attachedTags][]", "x"),
    ("[sites][]", "nowhere"),
];

const OF_ABSENCE: &[(&str, &str)] = &[
    ("[online]", "0"),
    ("[attachments]", "1"),
    ("[tasksCounts]", "1"),
    ("[customerType]", "customer"),
    ("[uploadedToExtStoreSys]", "0"),
    ("[productSearchType]", "x"),
    ("[paymentStatus]", "x"),
    ("[noSuchFilter]", "x"),
    ("[sites][]", "north"),
    ("[city]", ""),
    ("[ids]", ""),
    ("[createdAtFrom]", ""),
];

pub fn furnished() -> (TestHub, Actor, i64, i64) {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let manager = samples::furnish(&hub);
    key.customer(json!({"externalId": "c-1", "vip": true, "bad": true}));
    let mut order = samples::order(manager);
    order["payments"][0]["amount"] = json!(600);
    let full = key.order(order);
    assert_eq!(full["totalSumm"], 487);
    let bare = key.order(json!({"externalId": "bare"}));
    (hub, key, id(&full), id(&bare))
}

fn find(key: &Actor, filter: &str, value: &str) -> Vec<i64> {
    key.found("orders", vec![(format!("filter{filter}"), value.to_owned())])
}

#[test]
fn every_filter_finds_the_order_that_has_it_and_no_other() {
    let (_hub, key, full, bare) = furnished();
    assert_filters(&key, full, bare);
}

/// Asserts of every filter that it finds the order that has it and no other.
pub fn assert_filters(key: &Actor, full: i64, bare: i64) {
    for (filter, yes, no) in FILTERS {
        let expected = if OPEN_BELOW.contains(filter) || BARE_IS_LATER.contains(filter) { vec![full, bare] } else { vec![full] };
        assert_eq!(find(key, filter, yes), expected, "{filter}={yes}");
        assert!(!find(key, filter, no).contains(&full), "{filter}={no}");
    }
}

#[test]
fn filters_on_what_no_order_has_yet_keep_their_meaning() {
    let (_hub, key, full, bare) = furnished();
    for (filter, value) in OF_NOTHING {
        assert_eq!(find(&key, filter, value), Vec::<i64>::new(), "{filter}={value}");
    }
    for (filter, value) in OF_ABSENCE {
        assert_eq!(find(&key, filter, value), [full, bare], "{filter}={value}");
    }
}

#[test]
fn no_filter_of_the_contract_is_forgotten() {
    let schema = serde_json::to_value(schemars::schema_for!(wire::order::OrderFilter)).expect("a schema is JSON");
    let tried: Vec<String> =
        FILTERS.iter().map(|row| row.0).chain(OF_NOTHING.iter().chain(OF_ABSENCE).map(|row| row.0)).map(str::to_owned).collect();
    for field in schema["properties"].as_object().expect("a filter has fields").keys() {
        assert!(tried.iter().any(|tried| tried.starts_with(&format!("[{field}]"))), "{field}");
    }
}

#[test]
fn filters_together_must_all_hold() {
    let (_hub, key, full, bare) = furnished();
    assert_eq!(key.found("orders", form! { "filter[ids][0]": full, "filter[ids][1]": bare, "filter[city]": "моск" }), [full]);
    assert_eq!(key.found("orders", form! { "filter[extendedStatus][0]": "new", "filter[extendedStatus][1]": "assembling" }), [full, bare]);
    assert_eq!(key.found("orders", form! { "filter[vip]": 1, "filter[minPrice]": 1000 }), Vec::<i64>::new());
    let sequence = form! { "filter[statusHistorySequence][0]": "assembling", "filter[statusHistorySequence][1]": "complete" };
    assert_eq!(key.found("orders", sequence.clone()), Vec::<i64>::new());
    key.edit_order(full, json!({"status": "complete"}));
    assert_eq!(key.found("orders", sequence), [full]);
    let wildcards = json!({"delivery": {"address": {"city": "100%_sure\\"}}});
    let odd = id(&key.order(wildcards));
    for (text, found) in [("100%_sure\\", vec![odd]), ("%", vec![odd]), ("_", vec![odd]), ("1_0", vec![]), ("\\", vec![odd])] {
        assert_eq!(find(&key, "[city]", text), found, "{text}");
    }
}

#[test]
fn days_are_those_of_the_accounts_zone() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    // 21:30 UTC is half past midnight of the next day in Moscow.
    let night = id(&key.order(json!({"createdAt": "2026-03-10T21:30:00Z"})));
    assert_eq!(key.read_order(night)["createdAt"], "2026-03-11 00:30:00");
    for (from, to, found) in
        [("2026-03-11", "2026-03-11", vec![night]), ("2026-03-10", "2026-03-10", vec![]), ("2026-03-12", "2026-03-12", vec![])]
    {
        assert_eq!(key.found("orders", form! { "filter[createdAtFrom]": from, "filter[createdAtTo]": to }), found, "{from}");
    }
}

#[test]
fn pages_count_and_end() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    let orders: Vec<Value> =
        (0..45).map(|number| json!({"externalId": number, "createdAt": format!("2026-03-01 00:00:{:02}", number % 30)})).collect();
    all.post("/orders/upload", form! { site: "north", orders: orders }).ok();
    all.order_in("south", json!({"createdAt": "2026-01-01"}));
    let mut seen = Vec::new();
    for page in 1..=3 {
        let reply = all.get("/orders", form! { page: page, "filter[sites][]": "north" }).ok();
        assert_eq!(reply["pagination"], json!({"limit": 20, "totalCount": 45, "currentPage": page, "totalPageCount": 3}));
        let orders = rows(&reply, "orders");
        assert_eq!(orders.len(), [20, 20, 5][page - 1]);
        seen.extend(orders.iter().map(|order| (order["createdAt"].as_str().map(str::to_owned), id(order))));
    }
    let mut sorted = seen.clone();
    sorted.sort_by(|one, other| other.cmp(one));
    assert_eq!(seen, sorted, "newest first, none twice");
    let beyond = all.get("/orders", form! { page: 4, limit: 50 }).ok();
    assert_eq!(beyond["orders"], json!([]));
    assert_eq!(beyond["pagination"], json!({"limit": 50, "totalCount": 46, "currentPage": 4, "totalPageCount": 1}));
    assert_eq!(rows(&all.get("/orders", form! { limit: 50 }).ok(), "orders").len(), 46);
    let nothing = all.get("/orders", form! { "filter[city]": "nowhere" }).ok();
    assert_eq!(nothing["pagination"], json!({"limit": 20, "totalCount": 0, "currentPage": 1, "totalPageCount": 0}));
}

#[test]
fn older_versions_have_the_payment_and_the_discount_in_flat_fields() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = id(&key.order(json!({
        "discountManualAmount": 5, "discountManualPercent": 10,
        "payments": [{"type": "cash", "status": "not-paid", "comment": "later"}, {"type": "credit"}],
    })));
    for version in ["v3", "v4"] {
        let listed = rows(&key.get(&format!("/api/{version}/orders"), form! {}).ok(), "orders").remove(0);
        let read = key.get(&format!("/api/{version}/orders/{order}"), form! { by: "id" }).ok()["order"].take();
        for order in [listed, read] {
            let flat = ["paymentType", "paymentStatus", "paymentDetail", "discount", "discountPercent"].map(|field| order[field].clone());
            assert_eq!(flat, [json!("cash"), json!("not-paid"), json!("later"), json!(5), json!(10)], "{version}");
        }
    }
    assert_eq!(key.read_order(order).get("paymentType"), None);
}

#[test]
fn a_whole_value_finds_the_orders_that_have_it_and_none_whose_value_only_holds_it() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = |email: &str, inn: &str| id(&key.order(json!({"firstName": "Ann", "email": email, "contragent": {"INN": inn}})));
    let (jan, test) = (order("  Jan@shop.EXAMPLE", "77-0000-0001"), order("an@shop.example.test", "177000000012"));
    let with = |filter: &str, value: &str| key.found("orders", vec![(format!("filter[{filter}]"), value.to_owned())]);
    for field in ["email", "customer"] {
        assert_eq!(with(field, "an@shop.example"), Vec::<i64>::new(), "{field}");
        assert_eq!(with(field, " JAN@shop.example "), [jan], "{field}");
        assert_eq!(with(field, "an@shop"), [jan, test], "{field}: part of an e-mail stays a part");
    }
    assert_eq!((with("contragentInn", "77 0000 0001"), with("contragentInn", "7000000")), (vec![jan], vec![jan, test]));
    assert_eq!(with("contragentInn", "70000000"), Vec::<i64>::new());
}
