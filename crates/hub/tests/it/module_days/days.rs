//! The days themselves: what each module checks and calls, in its order.

use serde_json::{Value, json};

use super::Day;
use crate::support::steps::{id, rows};
use crate::support::{Actor, Call};

/// Dictionaries that settings pages of modules show.
const DICTIONARIES: &[(&str, &str)] = &[
    ("sites", "sites"),
    ("statuses", "statuses"),
    ("status-groups", "statusGroups"),
    ("payment-types", "paymentTypes"),
    ("payment-statuses", "paymentStatuses"),
    ("delivery-types", "deliveryTypes"),
    ("order-types", "orderTypes"),
    ("order-methods", "orderMethods"),
    ("price-types", "priceTypes"),
    ("stores", "stores"),
];

fn scopes(credentials: &Value, wanted: &[&str]) {
    let there = credentials["scopes"].as_array().cloned().unwrap_or_default();
    for scope in wanted {
        assert!(there.contains(&json!(scope)), "{scope} is missing in {credentials}");
    }
}

/// The module's entry in the marketplace.
fn announce(module: &Actor, code: &str) {
    let entry =
        json!({"code": code, "integrationCode": code, "active": true, "name": code, "clientId": "shop-1", "baseUrl": "https://shop.test"});
    let answer = module.post(&format!("/integration-modules/{code}/edit"), form! { integrationModule: entry });
    assert!(matches!(answer.status, 200 | 201), "{answer}");
}

fn make(module: &Actor, path: &str, form: Vec<(String, String)>) -> i64 {
    let made = module.post(path, form);
    assert_eq!(made.status, 201, "{path}: {made}");
    id(&made.json)
}

/// An order of a firm: found by these filters, or made with an address and a company.
fn order_of_firm(module: &Actor, filters: &[&[&str]], number: usize, inline: bool) {
    let person = id(&module.get("/customers/c-7", form! { by: "externalId", site: "north" }).ok()["customer"]);
    let found = filters.iter().find_map(|names| {
        let query = names
            .iter()
            .map(|name| ((*name).to_owned(), if name.contains("contactIds") { person.to_string() } else { "Acme Ltd".to_owned() }));
        let found = rows(&module.get("/customers-corporate", query.collect()).ok(), "customersCorporate");
        found.first().map(id)
    });
    let contacts = json!([{"isMain": true, "customer": {"id": person}}]);
    let firm = found.unwrap_or_else(|| {
        if inline {
            let firm = json!({
                "externalId": format!("corp{number}"), "nickName": "Acme Ltd", "customerContacts": contacts,
                "addresses": [{"externalId": format!("a{number}"), "city": "Madrid", "countryIso": "ES", "name": "Office", "isMain": true}],
                "companies": [{"name": "Acme Ltd", "isMain": true, "contragent": {"contragentType": "legal-entity", "INN": "7700000000"}}],
            });
            return make(module, "/customers-corporate/create", form! { site: "north", customerCorporate: firm });
        }
        let firm = json!({"nickName": "Acme Ltd", "customerContacts": contacts});
        let firm = make(module, "/customers-corporate/create", form! { site: "north", customerCorporate: firm });
        let address = json!({"name": "Office", "city": "Madrid", "countryIso": "ES", "isMain": true});
        let address =
            make(module, &format!("/customers-corporate/{firm}/addresses/create"), form! { by: "id", site: "north", address: address });
        let company = json!({"isMain": true, "name": "Acme Ltd", "address": {"id": address}});
        make(module, &format!("/customers-corporate/{firm}/companies/create"), form! { by: "id", site: "north", company: company });
        firm
    });
    let companies = rows(&module.get(&format!("/customers-corporate/{firm}/companies"), form! { by: "id", limit: 100 }).ok(), "companies");
    let company = companies.iter().find(|company| company["name"] == "Acme Ltd").expect("the company");
    let order = json!({
        "externalId": format!("firm-{number}"), "firstName": "Anna", "customer": {"id": firm}, "contact": {"id": person},
        "company": {"id": id(company), "name": "Acme Ltd"}, "contragent": {"contragentType": "legal-entity"},
        "items": [{"offer": {"externalId": "t#2"}, "productName": "Green tea, 200 g", "initialPrice": 20, "quantity": 1}],
    });
    let made = make(module, "/orders/create", form! { site: "north", order: order });
    let shown = module.get(&format!("/orders/{made}"), form! { by: "id" }).ok()["order"].take();
    assert_eq!((&shown["customer"]["type"], &shown["customer"]["id"]), (&json!("customer_corporate"), &json!(firm)));
    assert_eq!((&shown["contact"]["id"], &shown["company"]["id"]), (&json!(person), &company["id"]));
}

#[test]
fn a_day_of_woocommerce() {
    let day = Day::of("woocommerce");
    scopes(&day.credentials(), &["order_read", "order_write", "customer_write", "reference_read", "analytics_write", "store_write"]);
    day.settings(DICTIONARIES);
    announce(&day.module, "woocommerce");
    for entity in ["order", "customer"] {
        let fields = day.module.get("/custom-fields", form! { "filter[entity]": entity, limit: 100 }).ok();
        assert!(fields["customFields"].is_array(), "also without any: {fields}");
    }
    day.export();
    assert_eq!(day.module.get("/statistic/update", form! {}).ok(), json!({"success": true}));
    let soon = day.module.get("/statistic/update", form! {});
    assert!(soon.status == 400 && !soon.message().is_empty(), "{soon}");
    day.sell();
    let filters: &[&[&str]] = &[&["filter[contactIds][]", "filter[companyName]"], &["filter[companyName]"]];
    order_of_firm(&day.module, filters, 1, false);
    order_of_firm(&day.module, filters, 2, false);
    day.follow();
    day.stock_down("filter[sites][]");
    let kind = json!({
        "code": "woo-promo", "name": "Promotion", "active": true, "promo": true, "ordering": 999, "groups": [], "geo": [], "currency": "RUB",
        "filterExpression": "",
    });
    day.module.post("/reference/price-types/woo-promo/edit", form! { priceType: kind });
    day.prices_up("woo-promo");
    day.cart();
    day.ends();
}

#[test]
fn a_day_of_opencart() {
    let day = Day::of("opencart");
    scopes(&day.credentials(), &["order_write", "customer_write", "reference_read", "store_read", "integration_write"]);
    assert!(day.module.get("/api/api-versions", form! {}).ok()["versions"].as_array().is_some_and(|list| list.contains(&json!("5.0"))));
    day.settings(DICTIONARIES);
    announce(&day.module, "opencart");
    assert!(day.module.get("/custom-fields", form! { "filter[entity]": "order", limit: 100 }).ok()["customFields"].is_array());
    day.export();
    day.sell();
    order_of_firm(&day.module, &[&["filter[contactIds][]"]], 1, false);
    order_of_firm(&day.module, &[&["filter[contactIds][]"]], 2, false);
    let firm = id(&rows(&day.module.get("/customers-corporate", form! {}).ok(), "customersCorporate")[0]);
    let company = id(&rows(&day.module.get(&format!("/customers-corporate/{firm}/companies"), form! { by: "id" }).ok(), "companies")[0]);
    let path = format!("/customers-corporate/{firm}/companies/{company}/edit");
    let change = json!({"contragent": {"contragentType": "legal-entity", "INN": "7700000000"}});
    day.module.post(&path, form! { by: "id", entityBy: "id", site: "north", company: change }).ok();
    day.follow();
    day.stock_up();
    day.stock_down("filter[sites][]");
    day.prices_up("base");
    day.ends();
}

#[test]
fn a_day_of_prestashop() {
    let day = Day::of("prestashop");
    let reads =
        ["order", "customer", "store", "reference", "telephony", "delivery", "user", "custom_fields", "task", "integration", "cost"];
    let reads = reads.into_iter().chain(["payments", "file", "loyalty", "verification"]);
    let wanted: Vec<String> = reads.flat_map(|name| [format!("{name}_read"), format!("{name}_write")]).collect();
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).chain(["segment_read", "analytics_write"]).collect();
    assert_eq!(wanted.len(), 32);
    scopes(&day.credentials(), &wanted);
    day.settings(DICTIONARIES);
    announce(&day.module, "prestashop");
    for code in ["ps_company", "ps_vat_number"] {
        let field = json!({"code": code, "name": code, "type": "string", "displayArea": "customer"});
        let made = day.module.post("/custom-fields/order/create", form! { customField: field });
        assert_eq!((made.status, &made.json["code"]), (201, &json!(code)), "{made}");
    }
    day.export();
    day.module.get("/statistic/update", form! {}).ok();
    day.sell();
    let corporate = || day.module.get("/customers-corporate/999999", form! { by: "id" }).status;
    assert_eq!(corporate(), 404);
    order_of_firm(&day.module, &[&["filter[contactIds][]", "filter[companyName]"], &["filter[companyName]"]], 1, false);
    let firm = id(&rows(&day.module.get("/customers-corporate", form! {}).ok(), "customersCorporate")[0]);
    let company = id(&rows(&day.module.get(&format!("/customers-corporate/{firm}/companies"), form! { by: "id" }).ok(), "companies")[0]);
    let contact = json!({"isMain": false, "customer": {"externalId": "c-8", "site": "north"}, "companies": [{"company": {"id": company}}]});
    make(&day.module, &format!("/customers-corporate/{firm}/contacts/create"), form! { by: "id", site: "north", contact: contact });
    let address = id(&rows(&day.module.get(&format!("/customers-corporate/{firm}/addresses"), form! { by: "id" }).ok(), "addresses")[0]);
    let path = format!("/customers-corporate/{firm}/addresses/{address}/edit");
    day.module.post(&path, form! { by: "id", entityBy: "id", site: "north", address: {city: "Toledo"} }).ok();
    day.follow();
    day.stock_down("filter[sites][]");
    day.cart();
    day.ends();
}

#[test]
fn a_day_of_bitrix() {
    let day = Day::of("bitrix");
    let wanted = ["order", "customer", "store", "reference", "integration"];
    let wanted: Vec<String> = wanted.into_iter().flat_map(|name| [format!("{name}_read"), format!("{name}_write")]).collect();
    scopes(&day.credentials(), &wanted.iter().map(String::as_str).collect::<Vec<_>>());
    day.settings(DICTIONARIES);
    announce(&day.module, "bitrix");
    day.export();
    day.sell();
    assert_eq!(day.module.get("/customers-corporate/corp1", form! { site: "north" }).status, 404, "the number is free");
    order_of_firm(&day.module, &[&["filter[contactIds][]", "filter[companyName]"]], 1, true);
    order_of_firm(&day.module, &[&["filter[contactIds][]", "filter[companyName]"]], 2, true);
    assert_eq!(day.module.get("/customers-corporate/corp1", form! { site: "north" }).status, 200);
    day.follow();
    day.stock_up();
    day.prices_up("base");
    day.cart();
    day.ends();
}

#[test]
fn a_day_of_magento() {
    let day = Day::of("magento");
    assert!(day.module.get("/api/api-versions", form! {}).ok()["versions"].is_array());
    scopes(&day.credentials(), &["order_write", "customer_write", "reference_read", "store_read"]);
    day.settings(DICTIONARIES);
    announce(&day.module, "magento");
    day.export();
    day.sell();
    // The module of this shop sends bodies as forms in parts.
    let comment = json!({"externalId": "o-3", "customerComment": "Leave it at the door"});
    let call = Call::post("/orders/o-3/edit").multipart(form! { by: "externalId", site: "north", order: comment });
    day.module.call(call).ok();
    day.follow();
    day.stock_down("filter[sites][]");
    day.ends();
}
