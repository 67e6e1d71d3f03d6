//! One number is one buyer, however it is written, and different numbers are different buyers.

use domain::audit_log::By;
use domain::readings;
use domain::settings;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::support::hub::START;
use crate::support::steps::id;
use crate::support::{Actor, TestHub};

/// A hub with a store in each of some countries, under their codes, and a key of all of them.
fn abroad(countries: &[&str]) -> (TestHub, Actor) {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    for country in countries {
        hub.site(country);
        key.post(&format!("/reference/sites/{country}/edit"), form! { site: {countryIso: country} }).ok();
    }
    (hub, key)
}

/// The buyer of a new order with this phone.
#[track_caller]
fn buyer(key: &Actor, site: &str, phone: &str) -> i64 {
    id(&key.order_in(site, json!({"firstName": "Ann", "phone": phone}))["customer"])
}

#[test]
fn the_spellings_of_a_number_lead_to_one_buyer() {
    let spellings: &[(&str, &[&str])] = &[
        ("ES", &["612 34 56 78", "612345678", "+34 612 34 56 78", "34612345678", "0034612345678"]),
        (
            "RU",
            &[
                "8 (926) 100-00-01",
                "+7 926 100-00-01",
                "79261000001",
                "+89261000001",
                " 79261000001",
                "8 926 100 00 01 доб. 12",
                "89261000001 #12",
            ],
        ),
        ("RU", &["380501234567", "+38 (050) 123-45-67"]),
        ("MX", &["+52 1 55 1234 5678", "+5215512345678", "+52 55 1234 5678"]),
        ("RU", &["5-55", "555"]),
    ];
    let (_hub, key) = abroad(&["ES", "RU", "MX"]);
    let mut buyers = Vec::new();
    for (site, texts) in spellings {
        let found: Vec<i64> = texts.iter().map(|text| buyer(&key, site, text)).collect();
        assert!(found.iter().all(|one| *one == found[0]), "{texts:?}: {found:?}");
        buyers.push(found[0]);
    }
    buyers.dedup();
    assert_eq!(buyers.len(), spellings.len(), "different numbers are different buyers");
}

#[test]
fn each_of_two_numbers_in_one_field_leads_to_the_buyer() {
    let (_hub, key) = abroad(&["RU"]);
    let both = buyer(&key, "RU", "+7 926 100 00 01, 8 495 123 45 67");
    for phone in ["84951234567", "8 926 100-00-01", "8 495 123 45 67 доб. 3"] {
        assert_eq!(buyer(&key, "RU", phone), both, "{phone}");
    }
    let card = key.customer_in("RU", json!({"phones": [{"number": "+79990000001; +79990000002"}]}));
    assert_eq!(buyer(&key, "RU", "8 999 000 00 02"), card);
}

#[test]
fn the_country_is_the_orders_then_the_stores_then_the_accounts() {
    let (hub, key) = abroad(&["ES"]);
    hub.site("north");
    let ana = key.customer_in("ES", json!({"firstName": "Ana", "phones": [{"number": "+34612345678"}]}));
    let of = |site: &str, order: Value| id(&key.order_in(site, order)["customer"]);
    assert_eq!(of("ES", json!({"phone": "612 34 56 78"})), ana, "the store's");
    assert_ne!(of("north", json!({"phone": "612 34 56 78"})), ana, "the account's: no such number in Russia");
    assert_eq!(of("north", json!({"phone": "612 34 56 78", "countryIso": "es"})), ana, "the order's");
    let delivered = json!({"phone": "612 34 56 78", "countryIso": "FR", "delivery": {"address": {"countryIso": "ES"}}});
    assert_eq!(of("north", delivered), ana, "where it is delivered to");

    // A customer who was made from an order keeps the country that it named, whatever is changed of them.
    let made = of("north", json!({"firstName": "Eva", "phone": "699 11 22 33", "countryIso": "ES"}));
    key.edit_customer(made, json!({"lastName": "Ruiz"}));
    assert_eq!(buyer(&key, "north", "+34699112233"), made);
    let order = id(&key.order_in("north", json!({"phone": "688 11 22 33", "countryIso": "ES"})));
    key.edit_order(order, json!({"managerComment": "x"}));
    assert_eq!(key.found("orders", form! { "filter[customer]": "+34 688 112 233" }), [order]);
    key.edit_order(order, json!({"phone": "+7 926 100 00 01"}));
    assert_eq!(key.found("orders", form! { "filter[customer]": "+34 688 112 233" }), Vec::<i64>::new());
    assert_eq!(key.found("orders", form! { "filter[customer]": "8 926 100-00-01" }), [order]);
}

#[test]
fn a_filter_with_a_whole_number_finds_its_rows_and_no_others() {
    let (_hub, key) = abroad(&["ES", "RU"]);
    let rows = |site: &str, phone: &str| {
        let order = key.order_in(site, json!({"firstName": "Ann", "phone": phone}));
        (id(&order), id(&order["customer"]))
    };
    let (spain, customer) = rows("ES", "612 34 56 78");
    let (russia, other) = rows("RU", "+7 961 234 56 78");
    let (local, third) = rows("RU", "5-55-12");
    for spelling in ["612345678", "+34 612 34 56 78", "0034612345678", "34612345678", "612 34 56 78 ext 3"] {
        assert_eq!(key.found("orders", form! { "filter[customer]": spelling }), [spain], "{spelling}");
        assert_eq!(key.found("customers", form! { "filter[name]": spelling }), [customer], "{spelling}");
    }
    for spelling in ["8 961 234-56-78", "79612345678", "9612345678"] {
        assert_eq!(key.found("orders", form! { "filter[customer]": spelling }), [russia], "{spelling}");
        assert_eq!(key.found("customers", form! { "filter[name]": spelling }), [other], "{spelling}");
    }
    assert_eq!(key.found("orders", form! { "filter[customer]": "12345" }), [spain, russia], "part of a number stays a part");
    assert_eq!(key.found("customers", form! { "filter[name]": "12345" }), [customer, other]);
    assert_eq!(key.found("orders", form! { "filter[customer]": "796123" }), [russia]);
    assert_eq!(key.found("orders", form! { "filter[customer]": "55512" }), [local]);
    assert_eq!(key.found("customers", form! { "filter[name]": "555-12" }), [third]);
    // A national number is read by the countries of the stores that are looked in.
    assert_eq!(key.found("orders", form! { "filter[customer]": "612345678", "filter[sites][]": "RU" }), [russia]);
}

#[test]
fn another_country_makes_stored_phones_comparable_again() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.post("/reference/sites/north/edit", form! { site: {countryIso: ""} }).ok();
    let ana = key.customer(json!({"firstName": "Ana", "phones": [{"number": "612 34 56 78"}]}));
    let order = id(&key.order(json!({"firstName": "Eva", "phone": "699 11 22 33"})));
    let step = || hub.hub.db.write_now(readings::step).unwrap_or_else(|fault| panic!("{fault}"));
    while step().is_some() {}
    assert_eq!(key.found("customers", form! { "filter[name]": "+34 612 34 56 78" }), Vec::<i64>::new());
    hub.hub.db.write_now(|tx| settings::set(tx, "country", "ES", &By::CommandLine, START)).unwrap_or_else(|fault| panic!("{fault}"));
    let begun = hub.hub.db.read_now(readings::progress).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(begun.map(|progress| progress.percent()), Some(0));
    let changes = hub.changes();
    let mut percents = Vec::new();
    while let Some(progress) = step() {
        percents.push(progress.percent());
    }
    assert!(percents.is_sorted() && percents.last() == Some(&100), "{percents:?}");
    assert_eq!(hub.changes(), changes, "nothing has changed for a history");
    assert_eq!(key.found("customers", form! { "filter[name]": "+34 612 34 56 78" }), [ana]);
    assert_eq!(key.found("orders", form! { "filter[customer]": "0034 699 11 22 33" }), [order]);
    assert_eq!(buyer(&key, "north", "+34612345678"), ana);
}

/// Numbers of two countries, and ways to write each.
fn spelled() -> impl Strategy<Value = (String, Vec<String>)> {
    let russian = (9_000_000_000_u64..9_999_999_999, prop::collection::vec((0..6_usize, "[ .-]?"), 2..4)).prop_map(|(number, ways)| {
        let digits = number.to_string();
        let write = |(prefix, gap): (usize, String)| {
            let prefix = ["+7", "8", "7", "", " 7", "+8"][prefix];
            format!("{prefix}{gap}{}{gap}{}{gap}{}", &digits[..3], &digits[3..6], &digits[6..])
        };
        (format!("+7{digits}"), ways.into_iter().map(write).collect())
    });
    let spanish = (600_000_000_u64..699_999_999, prop::collection::vec((0..4_usize, "[ .-]?"), 2..4)).prop_map(|(number, ways)| {
        let digits = number.to_string();
        let write = |(prefix, gap): (usize, String)| {
            let prefix = ["+34", "34", "0034", " 34"][prefix];
            format!("{prefix}{gap}{}{gap}{}{gap}{}", &digits[..3], &digits[3..6], &digits[6..])
        };
        (format!("+34{digits}"), ways.into_iter().map(write).collect())
    });
    prop_oneof![russian, spanish]
}

#[test]
fn random_spellings_lead_to_one_buyer_and_random_numbers_to_different_ones() {
    let (_hub, key) = abroad(&["RU"]);
    let known = std::cell::RefCell::new(std::collections::HashMap::<String, i64>::new());
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    let ran = runner.run(&spelled(), |(number, spellings)| {
        for text in spellings {
            let found = buyer(&key, "RU", &text);
            let expected = *known.borrow_mut().entry(number.clone()).or_insert(found);
            prop_assert_eq!(found, expected, "{} is {}", text, number);
        }
        let buyers: std::collections::HashSet<i64> = known.borrow().values().copied().collect();
        prop_assert_eq!(buyers.len(), known.borrow().len(), "two numbers have one buyer");
        Ok(())
    });
    ran.unwrap_or_else(|error| panic!("{error}"));
}
