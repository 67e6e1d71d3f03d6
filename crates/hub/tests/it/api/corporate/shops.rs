//! Orders of corporate customers, and the order in which shop modules make their calls.

use serde_json::{Value, json};

use super::{create, parts, read};
use crate::support::steps::{assert_within, fields, id, rows};
use crate::support::{Actor, Call, TestHub};

#[test]
fn woocommerce_looks_for_the_firm_makes_it_and_sends_the_order() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let person = key.customer(json!({"externalId": "7", "firstName": "Anna", "lastName": "Ivanova"}));
    let order = |number: i64, firm: &str| {
        let by_both = form! { "filter[contactIds][]": person, "filter[companyName]": firm };
        let mut found = rows(&key.get("/customers-corporate", by_both).ok(), "customersCorporate");
        if found.is_empty() {
            found = rows(&key.get("/customers-corporate", form! { "filter[companyName]": firm }).ok(), "customersCorporate");
        }
        let owner = found.first().map_or_else(
            || {
                let sent = json!({"nickName": firm, "customerContacts": [{"isMain": true, "customer": {"id": person}}]});
                let made = create(&key, sent);
                let address =
                    super::add(&key, made, "addresses", json!({"name": firm, "city": "Madrid", "countryIso": "ES", "isMain": true}));
                super::add(&key, made, "companies", json!({"isMain": true, "name": firm, "address": {"id": address}}));
                made
            },
            id,
        );
        let company = parts(&key, owner, "companies").into_iter().find(|company| company["name"] == firm).expect("the company");
        let sent = json!({
            "externalId": number.to_string(), "firstName": "Anna", "customer": {"id": owner}, "contact": {"id": person},
            "company": {"id": id(&company), "name": firm}, "contragent": {"contragentType": "legal-entity"},
            "items": [{"productName": "Tea", "initialPrice": 100, "quantity": 2}],
        });
        (owner, id(&company), key.order(sent))
    };
    let (owner, company, made) = order(1, "Acme Ltd");
    assert_within(
        &made,
        &json!({
            "customer": {"type": "customer_corporate", "id": owner, "nickName": "Acme Ltd", "mainCompany": {"id": company, "name": "Acme Ltd"}},
            "contact": {"type": "customer", "id": person, "firstName": "Anna"}, "company": {"id": company, "name": "Acme Ltd"},
            "contragent": {"contragentType": "legal-entity"},
        }),
    );
    let (again, _, second) = order(2, "Acme Ltd");
    assert_eq!(again, owner, "the firm is found again");
    let (other, ..) = order(3, "Other");
    assert_ne!(other, owner);
    let shown = key.read_order(id(&second));
    assert_eq!((&shown["customer"]["id"], &shown["company"]["name"]), (&json!(owner), &json!("Acme Ltd")));
    let listed = rows(&key.get("/orders", form! {}).ok(), "orders");
    assert_eq!(listed.len(), 3);
    assert!(listed.iter().all(|order| order["customer"]["type"] == "customer_corporate" && order["contact"]["id"] == person));
    // What the orders come to is shown at the firm and of the company.
    let firm = read(&key, owner);
    assert_eq!((&firm["ordersCount"], &firm["totalSumm"], &firm["averageSumm"]), (&json!(2), &json!(400), &json!(200)));
    assert_within(&parts(&key, owner, "companies")[0], &json!({"ordersCount": 2, "totalSumm": 400}));
    assert_eq!(key.found("customers-corporate", form! { "filter[minOrdersCount]": 2, "filter[minTotalSumm]": 400 }), [owner]);
    assert_eq!(key.found("customers-corporate", form! { "filter[lastOrderFrom]": "2026-03-14" }).len(), 2);
    let orders = |query| key.found("orders", query).len();
    assert_eq!(orders(form! { "filter[customerId]": owner }), 2);
    assert_eq!(orders(form! { "filter[companyName]": "acme" }), 2);
    assert_eq!(orders(form! { "filter[companyName]": "nobody" }), 0);
    assert_eq!(orders(form! { "filter[customerType]": "customer_corporate" }), 3);
    assert_eq!(orders(form! { "filter[customerType]": "customer" }), 0);
    let rows = key.history("orders", form! { "filter[orderId]": id(&second) });
    assert_eq!(fields(&rows), ["status", "customer", "contact", "company"]);
    assert_within(&rows[0]["order"]["customer"], &json!({"type": "customer_corporate", "id": owner}));
    assert_within(&rows[1], &json!({"newValue": {"id": owner, "site": "north"}, "source": "code"}));
    assert_within(&rows[2], &json!({"newValue": {"id": person}}));
    assert_within(&rows[3], &json!({"newValue": {"id": company, "name": "Acme Ltd"}}));
}

#[test]
fn bitrix_makes_everything_at_once_and_asks_whether_the_number_is_free() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let multipart = |path: &str, form| key.call(Call::post(path).multipart(form));
    key.get("/customers-corporate/corp5", form! { by: "externalId", site: "north" }).refused(404, "Not found");
    multipart("/customers/create", form! { site: "north", customer: {externalId: "5", firstName: "Anna", isContact: true} }).ok();
    let firm = json!({
        "externalId": "corp5", "nickName": "Acme", "addresses": [{"name": "Main", "text": "Mayor 1", "isMain": true}],
        "companies": [{"name": "Acme", "isMain": true, "contragent": {"contragentType": "enterpreneur", "OGRNIP": "1"}}],
        "customerContacts": [{"isMain": true, "customer": {"externalId": "5", "site": "north"}}],
    });
    let made = id(&multipart("/customers-corporate/create", form! { site: "north", customerCorporate: firm }).ok());
    key.get("/customers-corporate/corp5", form! { site: "north" }).ok();
    let order = json!({
        "externalId": "o", "customer": {"externalId": "corp5", "site": "north", "type": "customer_corporate"},
        "contact": {"externalId": "5", "site": "north"}, "contragent": {"contragentType": "enterpreneur"},
    });
    let sent = multipart("/orders/upload", form! { site: "north", orders: [order] }).ok();
    assert_within(&sent["orders"][0], &json!({"customer": {"id": made}, "contact": {"externalId": "5"}}));
    assert!(sent["orders"][0].get("company").is_none(), "none was named");
    assert_eq!(sent["orders"][0]["firstName"], "Anna", "the card of the contact person says who buys");
    multipart("/customers-corporate/corp5/edit", form! { site: "north", by: "externalId", customerCorporate: {nickName: "Acme & Co"} })
        .ok();
    let contact = form! { by: "externalId", entityBy: "externalId", site: "north", contact: {isMain: true} };
    multipart("/customers-corporate/corp5/contacts/5/edit", contact).ok();
    assert_eq!(key.get("/customers-corporate/corp5/contacts", form! {}).ok()["contacts"][0]["isMain"], true);
}

#[test]
fn prestashop_adds_a_contact_for_a_company() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.post(
        "/custom-fields/order/create",
        form! { customField: {code: "ps_company", name: "Company", type: "string", displayArea: "customer"} },
    )
    .ok();
    let person = key.customer(json!({"externalId": "9", "firstName": "Eva", "isContact": true}));
    let made = create(&key, json!({"nickName": "Firm", "companies": [{"name": "Firm"}]}));
    assert_eq!(read(&key, made).get("mainCustomerContact"), None);
    let company = id(&parts(&key, made, "companies")[0]);
    super::add(
        &key,
        made,
        "contacts",
        json!({"isMain": true, "customer": {"externalId": "9", "site": "north"}, "companies": [{"company": {"id": company}}]}),
    );
    let order = key.order(json!({"customer": {"id": made}, "company": {"id": company}, "customFields": {"ps_company": "Firm"}}));
    assert_within(&order, &json!({"contact": {"id": person}, "firstName": "Eva", "customFields": {"ps_company": "Firm"}}));
}

#[test]
fn opencart_edits_the_company_it_finds() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let person = key.customer(json!({"externalId": "3", "firstName": "Max"}));
    let made =
        create(&key, json!({"nickName": "Firm", "customerContacts": [{"isMain": true, "customer": {"externalId": "3", "site": "north"}}]}));
    assert_eq!(key.found("customers-corporate", form! { "filter[contactIds][]": person }), [made]);
    let address = super::add(&key, made, "addresses", json!({"text": "Mayor 1"}));
    let company = super::add(&key, made, "companies", json!({"isMain": true, "name": "Firm", "address": {"id": address}}));
    let edit = form! { by: "id", entityBy: "id", company: {isMain: true, name: "Firm Ltd", address: {id: address}} };
    key.post(&format!("/customers-corporate/{made}/companies/{company}/edit"), edit).ok();
    assert_within(&parts(&key, made, "companies")[0], &json!({"name": "Firm Ltd", "address": {"text": "Mayor 1"}}));
}

#[test]
fn an_order_changes_its_firm_company_and_contact() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (anna, bob) = (key.customer(json!({"firstName": "Anna"})), key.customer(json!({"firstName": "Bob"})));
    let firm = |name: &str, person: i64| {
        let made = create(
            &key,
            json!({"nickName": name, "customerContacts": [{"customer": {"id": person}}], "companies": [{"name": "A"}, {"name": "B"}]}),
        );
        (made, parts(&key, made, "companies").iter().map(id).collect::<Vec<_>>())
    };
    let ((one, companies), (two, others)) = (firm("One", anna), firm("Two", bob));
    let order = id(&key.order(json!({"firstName": "Anna", "customer": {"id": anna}})));
    let edit = |sent: Value| {
        let before = key.history("orders", form! {}).len();
        let shown = key.edit_order(order, sent);
        let rows = key.history("orders", form! {}).split_off(before);
        let names: Vec<String> = fields(&rows).into_iter().map(str::to_owned).collect();
        ((shown["customer"]["id"].clone(), shown["contact"]["id"].clone(), shown["company"]["id"].clone()), names)
    };
    assert_eq!(
        edit(json!({"company": {"id": companies[0]}})),
        ((json!(anna), json!(anna), Value::Null), vec![]),
        "a person has no company"
    );
    let at_one = (json!(one), json!(anna), json!(companies[1]));
    assert_eq!(
        edit(json!({"customer": {"id": one}, "company": {"id": companies[1]}})),
        (at_one.clone(), vec!["customer".to_owned(), "company".to_owned()])
    );
    assert_eq!(edit(json!({"customer": {"id": one}, "company": {"id": companies[1]}, "contact": {"id": anna}})), (at_one, vec![]));
    assert_eq!(edit(json!({"company": {"name": "A"}})).0.2, json!(companies[0]));
    assert_eq!(edit(json!({"contact": {"id": bob}})), ((json!(one), json!(bob), json!(companies[0])), vec!["contact".to_owned()]));
    assert_eq!(edit(json!({"company": null})), ((json!(one), json!(bob), Value::Null), vec!["company".to_owned()]));
    let at_two = ((json!(two), json!(bob), json!(others[0])), vec!["customer".to_owned(), "customer".to_owned(), "company".to_owned()]);
    assert_eq!(edit(json!({"customer": {"id": two, "type": "customer_corporate"}, "company": {"id": others[0]}})), at_two);
    let ((customer, contact, company), _) = edit(json!({"customer": {"id": anna}}));
    assert_eq!((customer, contact, company), (json!(anna), json!(anna), Value::Null), "the order of a person again");
    for (sent, path) in [
        (json!({"customer": {"id": one}, "company": {"id": others[0]}}), "company.id"),
        (json!({"customer": {"id": 900, "type": "customer_corporate"}}), "customer.id"),
        (json!({"customer": {"externalId": "no", "type": "customer_corporate"}}), "customer.externalId"),
        (json!({"customer": {"id": one}, "contact": {"id": 900}}), "contact.id"),
    ] {
        let refused = key.try_edit_order(order, sent.clone()).refused(400, "Order is not loaded").json;
        assert!(refused["errors"].get(path).is_some(), "{path}: {refused}");
        let new = key.post("/orders/create", form! { order: sent }).refused(400, "Order is not loaded").json;
        assert!(new["errors"].get(path).is_some(), "{path}: {new}");
    }
}

#[test]
fn a_firm_of_another_store_is_nobody() {
    let hub = TestHub::new();
    let (north, south, all): (Actor, Actor, Actor) = hub.two_stores();
    let far = create(&south, json!({"externalId": "f", "nickName": "Far", "companies": [{"name": "A"}]}));
    for customer in [
        json!({"id": far}),
        json!({"id": far, "type": "customer_corporate"}),
        json!({"externalId": "f", "site": "south", "type": "customer_corporate"}),
    ] {
        north.post("/orders/create", form! { order: {customer: customer} }).refused(400, "Order is not loaded");
    }
    let order = id(&all.order_in("north", json!({"firstName": "Anna", "customer": {"id": far}})));
    assert_eq!(id(&all.read_order(order)["customer"]), far);
    let shown = north.read_order(order);
    assert!(shown.get("customer").is_none() && shown["contact"]["firstName"] == "Anna", "{shown}");
    assert_eq!(north.found("orders", form! { "filter[customerId]": far }), [0; 0]);
    assert_eq!(north.found("orders", form! { "filter[companyName]": "A" }), [0; 0]);
    let rows: String = north.history("orders", form! {}).iter().map(Value::to_string).collect();
    assert!(!rows.contains("south"), "{rows}");
}
