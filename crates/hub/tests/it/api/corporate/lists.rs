//! GET /customers-corporate by its filters, for keys of several kinds.

use serde_json::json;

use super::{create, read};
use crate::support::TestHub;
use crate::support::steps::assert_within;

/// A filter, what finds the first of two corporate customers alone, and what finds neither.
const FILTERS: &[(&str, &str, &str)] = &[
    ("[externalIds][]", "c-1", "x"),
    ("[nickName][]", "ACM", "x"),
    ("[nickName]", "acme", "x"),
    ("[name]", "acme", "nobody"),
    ("[name]", "ltd", "nobody"),
    ("[name]", "anna@example.com", "bob@example.com"),
    ("[contactName]", "Иванова", "Петрова"),
    ("[companyName]", "acme ltd", "other ltd"),
    ("[addressName]", "office", "plant"),
    ("[city]", "madr", "toledo"),
    ("[region]", "comunidad", "x"),
    ("[email]", "anna@example.com", "nobody@example.com"),
    ("[phone]", "+79261234567", "+79261234568"),
    ("[contragentName]", "acme limited", "x"),
    ("[contragentInn]", "7707083893", "7707083894"),
    ("[contragentInn]", "7707", "9999"),
    ("[contragentTypes][]", "enterpreneur", "individual"),
    ("[discountCardNumber]", "card-1", "card"),
    ("[vip]", "1", ""),
    ("[notes]", "важн", "x"),
    ("[dateTo]", "2026-03-14", "2020-01-01"),
];

#[test]
fn every_filter_finds_what_it_should() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let anna = key
        .customer(json!({"firstName": "Анна", "lastName": "Иванова", "email": "anna@example.com", "phones": [{"number": "+79261234567"}]}));
    let first = create(
        &key,
        json!({
            "externalId": "c-1", "nickName": "Acme", "vip": true, "discountCardNumber": "CARD-1", "customerContacts": [{"customer": {"id": anna}}],
            "addresses": [{"name": "Office", "city": "Madrid", "region": "Comunidad"}],
            "companies": [{"name": "Acme Ltd", "contragent": {"contragentType": "enterpreneur", "legalName": "Acme Limited", "INN": "7707 083893"}}],
        }),
    );
    key.post("/customers-corporate/notes/create", form! { note: {text: "Важная", customer: {externalId: "c-1"}} }).ok();
    hub.wait(86_400 * 2);
    let second = create(&key, json!({"nickName": "Second", "companies": [{"name": "Second"}]}));
    for (filter, finds, misses) in FILTERS {
        let found = |value: &str| key.found("customers-corporate", vec![(format!("filter{filter}"), value.to_owned())]);
        assert_eq!(found(finds), [first], "{filter} = {finds}");
        if !misses.is_empty() {
            assert_eq!(found(misses), Vec::<i64>::new(), "{filter} = {misses}");
        }
    }
    assert_eq!(key.found("customers-corporate", form! { "filter[ids][0]": second, "filter[ids][1]": 900 }), [second]);
    assert_eq!(key.found("customers-corporate", form! { "filter[contactIds][]": anna, "filter[companyName]": "Acme" }), [first]);
    assert_eq!(key.found("customers-corporate", form! { "filter[contactIds][]": anna, "filter[companyName]": "Second" }), [0; 0]);
    assert_eq!(key.found("customers-corporate", form! { "filter[attachments]": 2 }), [0; 0]);
    assert_eq!(key.found("customers-corporate", form! { "filter[minOrdersCount]": 1 }), [0; 0]);
    assert_eq!(key.found("customers-corporate", form! { "filter[maxOrdersCount]": 0 }).len(), 2);
    key.get("/customers-corporate", form! { limit: 300 }).refused(400, "Errors in the input parameters");
    let ids: Vec<i64> = crate::support::steps::rows(&key.get("/customers-corporate", form! {}).ok(), "customersCorporate")
        .iter()
        .map(crate::support::steps::id)
        .collect();
    assert_eq!(ids, [second, first], "the newest first");
}

#[test]
fn a_person_of_another_store_is_left_out_of_its_contact() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let far = south.customer(json!({"externalId": "far", "firstName": "Bob"}));
    let made = all.post(
        "/customers-corporate/create",
        form! { site: "north", customerCorporate: {nickName: "Acme", customerContacts: [{customer: {id: far}}]} },
    );
    let made = crate::support::steps::id(&made.ok());
    assert_within(&read(&all, made), &json!({"mainCustomerContact": {"customer": {"id": far, "externalId": "far"}}}));
    let shown = read(&north, made);
    assert!(shown["mainCustomerContact"].get("customer").is_none(), "{shown}");
    assert_eq!(north.found("customers-corporate", form! { "filter[contactIds][]": far }), [0; 0]);
    assert_eq!(all.found("customers-corporate", form! { "filter[contactIds][]": far }), [made]);
    south.get(&format!("/customers-corporate/{made}"), form! { by: "id" }).refused(404, "Not found");
    let rows = north.history("customers-corporate", form! {});
    assert_eq!((rows.len(), &rows[0]["customer"]["customerContacts"]), (1, &json!([])), "{rows:?}");
    north
        .post("/customers-corporate/create", form! { customerCorporate: {customerContacts: [{customer: {id: far}}]} })
        .refused(400, "Errors in the entity format");
}

#[test]
fn what_a_key_does_not_see_is_covered() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let made = create(
        &key,
        json!({
            "nickName": "Nickname", "addresses": [{"name": "Office", "street": "Secret street"}], "discountCardNumber": "CARD-9",
            "companies": [{"name": "Acme", "contragent": {"INN": "7707083893", "legalName": "Legal name"}, "address": {"street": "Other street"}}],
            "customFields": {"a": "custom"},
        }),
    );
    let masked = hub.masked("north", "names=hide,address=hide,custom=hide,prices=hide,phone=hide,email=hide");
    for text in [
        read(&masked, made).to_string(),
        masked.get(&format!("/customers-corporate/{made}/companies"), form! { by: "id" }).ok().to_string(),
        masked.get(&format!("/customers-corporate/{made}/addresses"), form! { by: "id" }).ok().to_string(),
        format!("{:?}", masked.history("customers-corporate", form! {})),
    ] {
        for secret in ["Nickname", "street", "7707083893", "Legal name", "CARD-9", "custom\""] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
    for filter in ["nickName", "companyName", "contragentInn", "phone", "email", "city", "name", "contactName", "addressName"] {
        masked.get("/customers-corporate", vec![(format!("filter[{filter}]"), "x".to_owned())]).denied();
    }
    // What it sends as it is already leaves a row all the same.
    let before = masked.history("customers-corporate", form! {}).len();
    let edit = form! { by: "id", customerCorporate: {nickName: "Nickname"} };
    masked.post(&format!("/customers-corporate/{made}/edit"), edit).ok();
    assert_eq!(masked.history("customers-corporate", form! {}).len(), before + 1);
}
