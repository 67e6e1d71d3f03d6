//! GET /customers: every filter finds the customers it should and no others; pages, limits, counts.

use serde_json::{Value, json};

use crate::support::steps::{id, rows};
use crate::support::{Actor, TestHub, samples};

/// A filter, a value that the full customer satisfies and the bare one does not, and a value that the full one does not.
pub const FILTERS: &[(&str, &str, &str)] = &[
    ("[ids][]", "1", "2"),
    ("[externalIds][]", "c-1", "C-1"),
    ("[name]", "петрова", "иванова"),
    ("[name]", "ПЕТРОВА АННА", "АННА ПЕТРОВ А"),
    ("[name]", "+7 926 123 45 67", "+7 926 123 45 68"),
    ("[name]", "89261234567", "89261234568"),
    ("[name]", "(495)765-43-21", "(495)765-43-22"),
    ("[email]", "ANNA@example.com", "boris@example.com"),
    ("[city]", "МОСК", "Тверь"),
    ("[region]", "область", "край"),
    ("[countries][]", "RU", "ES"),
    ("[sex]", "female", "male"),
    ("[isContact]", "1", "0"),
    ("[vip]", "1", "0"),
    ("[bad]", "true", "false"),
    ("[emailMarketingUnsubscribed]", "1", "0"),
    ("[contragentName]", "ооо чай", "ооо кофе"),
    ("[contragentTypes][]", "legal-entity", "enterpreneur"),
    ("[contragentInn]", "77000", "78000"),
    ("[contragentKpp]", "7700", "7800"),
    ("[contragentBik]", "0445", "0446"),
    ("[contragentCorrAccount]", "3010", "3011"),
    ("[contragentBankAccount]", "4070", "4071"),
    ("[discountCardNumber]", "card-1", "card-2"),
    ("[notes]", "ЛЮБИТ ЧАЙ", "любит кофе"),
    ("[commentary]", "любит", "кофе"),
    ("[managers][]", "1", "2"),
    ("[managerGroups][]", "manager", "director"),
    ("[minOrdersCount]", "2", "3"),
    ("[maxOrdersCount]", "2", "1"),
    ("[minTotalSumm]", "300", "300.01"),
    ("[maxTotalSumm]", "300", "299.99"),
    ("[minAverageSumm]", "150", "150.01"),
    ("[maxAverageSumm]", "150", "149.99"),
    ("[minCostSumm]", "90", "90.01"),
    ("[maxCostSumm]", "90", "89.99"),
    ("[firstOrderFrom]", "2026-03-01", "2026-03-02"),
    ("[firstOrderTo]", "2026-03-01", "2026-02-28"),
    ("[lastOrderFrom]", "2026-03-05", "2026-03-06"),
    ("[lastOrderTo]", "2026-03-05", "2026-03-04"),
    ("[dateFrom]", "2026-02-01 10:00:00", "2026-02-01 10:00:01"),
    ("[dateTo]", "2026-02-01 10:00:00", "2026-02-01 09:59:59"),
    ("[dateFrom]", "2026-02-01", "2026-02-02"),
    ("[dateTo]", "2026-02-01", "2026-01-31"),
    ("[customFields][club]", "ДА", "нет"),
    ("[customFields][level]", "3", "4"),
    ("[customFields][level][min]", "3", "3.5"),
    ("[customFields][level][max]", "3", "2.5"),
    ("[browserId]", "visitor", "other"),
    ("[sourceName]", "YANDEX", "google"),
    ("[mediumName]", "cpc", "cpm"),
    ("[campaignName]", "spring", "autumn"),
    ("[keywordName]", "ЧАЙ", "кофе"),
    ("[adContentName]", "banner", "video"),
    ("[mgCustomerId]", "91", "92"),
    ("[tags][]", "ПОСТОЯННЫЙ", "посто"),
    ("[attachedTags][]", "tea", "coffee"),
    ("[subscriptions][0][channel]", "email", "sms"),
    ("[subscriptions][channel]", "email", "sms"),
    ("[subscriptions][0][subscription]", "news", "sales"),
];

/// Bounds that the bare customer, without orders and made later, satisfies as well.
const ALSO_BARE: &[&str] = &["[maxOrdersCount]", "[maxTotalSumm]", "[maxAverageSumm]", "[maxCostSumm]", "[dateFrom]"];

/// Filters on what no customer has yet.
const OF_NOTHING: &[(&str, &str)] = &[
    ("[online]", "1"),
    ("[classSegment]", "x"),
    ("[segment]", "x"),
    ("[attachments]", "3"),
    ("[tasksCounts]", "2"),
    ("[mgChannels][]", "1"),
    ("[firstWebVisitFrom]", "2026-01-01"),
    ("[firstWebVisitTo]", "2026-01-01"),
    ("[lastWebVisitFrom]", "2026-01-01"),
    ("[lastWebVisitTo]", "2026-01-01"),
    ("[abandonedCart]", "1"),
    ("[sites][]", "nowhere"),
];

const OF_ABSENCE: &[(&str, &str)] = &[
    ("[online]", "0"),
    ("[attachments]", "1"),
    ("[tasksCounts]", "1"),
    ("[abandonedCart]", "0"),
    ("[sites][]", "north"),
    ("[name]", ""),
    ("[noSuchFilter]", "x"),
];

pub fn furnished() -> (TestHub, Actor, i64, i64) {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let mut customer = samples::customer(samples::furnish(&hub));
    customer["browserId"] = json!("visitor");
    let full = key.customer(customer);
    let bare = key.customer(json!({"externalId": "bare"}));
    key.post("/customers/notes/create", form! { note: {text: "Любит чай", customer: {id: full}} }).ok();
    let subscriptions = json!([{"channel": "email", "subscription": "news", "active": true}]);
    key.post("/customers/c-1/subscriptions", form! { subscriptions: subscriptions }).ok();
    for (day, price) in [("2026-03-01", 100), ("2026-03-05", 200)] {
        key.order(json!({"createdAt": day, "customer": {"id": full}, "items": [{"productName": "Tea", "initialPrice": price, "purchasePrice": 40}], "delivery": {"netCost": 5}}));
    }
    (hub, key, full, bare)
}

fn find(key: &Actor, filter: &str, value: &str) -> Vec<i64> {
    key.found("customers", vec![(format!("filter{filter}"), value.to_owned())])
}

#[test]
fn every_filter_finds_the_customer_who_has_it_and_no_other() {
    let (_hub, key, full, bare) = furnished();
    assert_filters(&key, full, bare);
}

/// Asserts of every filter that it finds the customer who has it and no other.
pub fn assert_filters(key: &Actor, full: i64, bare: i64) {
    for (filter, yes, no) in FILTERS {
        let expected = if ALSO_BARE.contains(filter) { vec![full, bare] } else { vec![full] };
        assert_eq!(find(key, filter, yes), expected, "{filter}={yes}");
        assert!(!find(key, filter, no).contains(&full), "{filter}={no}");
    }
    let off = |channel: &str| {
        key.found("customers", form! { "filter[subscriptions][0][channel]": channel, "filter[subscriptions][0][subscribed]": 0 })
    };
    assert_eq!((off("email"), off("sms")), (vec![bare], vec![full, bare]));
}

#[test]
fn filters_on_what_no_customer_has_yet_keep_their_meaning() {
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
    let schema = serde_json::to_value(schemars::schema_for!(wire::customer::CustomerFilter)).expect("a schema is JSON");
    let tried: Vec<&str> = FILTERS.iter().map(|row| row.0).chain(OF_NOTHING.iter().chain(OF_ABSENCE).map(|row| row.0)).collect();
    for field in schema["properties"].as_object().expect("a filter has fields").keys() {
        assert!(tried.iter().any(|tried| tried.starts_with(&format!("[{field}]"))), "{field}");
    }
}

#[test]
fn pages_count_and_end() {
    let hub = TestHub::new();
    let (_, _, all) = hub.two_stores();
    let customers: Vec<Value> = (0..25).map(|number| json!({"externalId": number})).collect();
    all.post("/customers/upload", form! { site: "north", customers: customers }).ok();
    let far = all.customer_in("south", json!({"firstName": "Ann"}));
    let page = |query| all.get("/customers", query).ok();
    let second = page(form! { page: 2, "filter[sites][]": "north" });
    assert_eq!(second["pagination"], json!({"limit": 20, "totalCount": 25, "currentPage": 2, "totalPageCount": 2}));
    assert_eq!(rows(&second, "customers").len(), 5);
    assert_eq!(id(&rows(&page(form! {}), "customers")[0]), far, "newest first");
    assert_eq!(page(form! { page: 3 })["customers"], json!([]));
    let last = page(form! { limit: 50, page: 2 });
    assert_eq!(last["pagination"], json!({"limit": 50, "totalCount": 26, "currentPage": 2, "totalPageCount": 1}));
}

/// Customers whose e-mails, tax numbers and cards hold those of others.
#[test]
fn a_whole_value_finds_those_who_have_it_and_no_one_whose_value_only_holds_it() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let customer = |email: &str, inn: &str, card: &str| {
        key.customer(json!({"firstName": "Ann", "email": email, "discountCardNumber": card, "contragent": {"INN": inn}}))
    };
    let jan = customer("  Jan@shop.EXAMPLE", "77-0000-0001", "91234");
    let test = customer("an@shop.example.test", "177000000012", "1234-5");
    let with = |filter: &str, value: &str| key.found("customers", vec![(format!("filter[{filter}]"), value.to_owned())]);
    for field in ["email", "name"] {
        assert_eq!(with(field, "an@shop.example"), Vec::<i64>::new(), "{field}");
        assert_eq!(with(field, " JAN@shop.example "), [jan], "{field}");
        assert_eq!(with(field, "an@shop"), [jan, test], "{field}: part of an e-mail stays a part");
        assert_eq!(with(field, "shop.example"), [jan, test], "{field}: part of an e-mail stays a part");
    }
    assert_eq!(with("contragentInn", "7700000001"), [jan]);
    assert_eq!(with("contragentInn", "77 0000 0001"), [jan], "however it is grouped");
    assert_eq!(with("contragentInn", "70000000"), Vec::<i64>::new(), "eight characters are a whole number");
    assert_eq!(with("contragentInn", "7000000"), [jan, test], "part of a number stays a part");
    assert_eq!(with("contragentInn", "-"), Vec::<i64>::new());
    assert_eq!((with("discountCardNumber", "1234"), with("discountCardNumber", " 91234 ")), (vec![], vec![jan]));
}
