//! Making, reading, changing, uploading and merging corporate customers.

use serde_json::{Value, json};

use super::{create, parts, read};
use crate::support::TestHub;
use crate::support::steps::{assert_within, id};

#[test]
fn a_corporate_customer_is_made_with_all_its_parts_at_once() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let person = key.customer(json!({"externalId": "p-1", "firstName": "Anna"}));
    key.get("/customers-corporate/c-1", form! {}).refused(404, "Not found");
    let made = create(
        &key,
        json!({
            "externalId": "c-1", "nickName": "Acme", "vip": 1, "source": {"source": "ads"}, "cms": "x",
            "addresses": [{"name": "Office", "city": "Madrid", "countryIso": "es", "externalId": "a-1"}, {"name": "Plant"}],
            "companies": [{"name": "Acme Ltd", "contragent": {"INN": "7707083893"}, "address": {"externalId": "a-1"}, "externalId": "f-1"}],
            "customerContacts": [{"customer": {"externalId": "p-1", "site": "north"}, "companies": [{"company": {"externalId": "f-1"}}]}],
        }),
    );
    assert!(made > person, "one number space");
    let shown = read(&key, made);
    let (address, company) = (id(&shown["addresses"][0]), id(&shown["companies"][0]));
    assert_within(
        &shown,
        &json!({
            "type": "customer_corporate", "id": made, "externalId": "c-1", "site": "north", "nickName": "Acme", "vip": true, "bad": false,
            "createdAt": "2026-03-14 15:00:00", "tags": [], "customFields": [], "personalDiscount": 0, "cumulativeDiscount": 0,
            "mainAddress": {"id": address, "externalId": "a-1", "name": "Office"},
            "mainCompany": {"id": company, "externalId": "f-1", "name": "Acme Ltd"},
            "mainCustomerContact": {"customer": {"id": person, "externalId": "p-1", "site": "north", "type": "customer"},
                                    "companies": [{"company": {"id": company, "name": "Acme Ltd", "externalId": "f-1"}}]},
            "ordersCount": 0, "totalSumm": 0, "averageSumm": 0, "costSumm": 0, "marginSumm": 0, "avgMarginSumm": 0,
            "companies": [{"isMain": true, "active": true, "contragent": {"contragentType": "legal-entity", "INN": "7707083893"},
                           "address": {"id": address, "city": "Madrid", "countryIso": "ES"}, "site": "north",
                           "customer": {"id": made, "externalId": "c-1", "type": "customer_corporate"}}],
        }),
    );
    assert_eq!((&shown["addresses"][0]["isMain"], &shown["addresses"][1]["isMain"]), (&json!(true), &json!(false)));
    assert!(!shown.to_string().contains("\"home\""), "{shown}");
    assert_eq!(key.get("/customers-corporate/c-1", form! { site: "north" }).ok()["customerCorporate"], shown);
    assert_eq!(key.get("/customers-corporate", form! {}).ok()["customersCorporate"], json!([shown]));
    // Neither is found among the others, by id or external id.
    key.get(&format!("/customers/{made}"), form! { by: "id" }).refused(404, "Not found");
    key.get(&format!("/customers-corporate/{person}"), form! { by: "id" }).refused(404, "Not found");
    key.get("/customers/c-1", form! {}).refused(404, "Not found");
    assert_eq!(key.found("customers", form! {}), [person]);
    // A person may have the same external id; another corporate customer may not.
    key.customer(json!({"externalId": "c-1"}));
    let again = key.post("/customers-corporate/create", form! { customerCorporate: {externalId: "c-1"} });
    let again = again.refused(400, "Errors in the entity format").json;
    assert_eq!(again["errors"]["externalId"], "\"CustomerCorporate\" with \"externalId\"=\"c-1\" already exists.");
}

#[test]
fn what_is_not_sent_stays_and_parts_are_found_again() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let made = create(&key, json!({"externalId": "c-1", "nickName": "Acme", "companies": [{"name": "A", "externalId": "f-1"}]}));
    let edit = |name: &str, sent: Value| {
        let form = vec![("by".to_owned(), "id".to_owned()), (name.to_owned(), sent.to_string())];
        key.post(&format!("/customers-corporate/{made}/edit"), form)
    };
    // One client writes the parameter in the plural; another sends what is read-only.
    let sent = json!({"nickName": "Acme & Co", "mainAddress": {"name": "x"}, "id": 5, "type": "customer"});
    assert_eq!(edit("customersCorporate", sent).ok(), json!({"success": true, "id": made}));
    edit("customerCorporate", json!({"companies": [{"externalId": "f-1", "brand": "B"}, {"name": "New"}], "managerId": null})).ok();
    let shown = read(&key, made);
    assert_eq!((&shown["nickName"], &shown["externalId"]), (&json!("Acme & Co"), &json!("c-1")));
    assert_within(&shown, &json!({"companies": [{"name": "A", "brand": "B", "isMain": true}, {"name": "New", "isMain": false}]}));
    for (sent, path) in [
        (json!({"managerId": 900}), "managerId"),
        (json!({"customFields": "x"}), "customFields"),
        (json!({"companies": [{"brand": "x"}]}), "companies[0].name"),
        (json!({"companies": [{"name": "x", "contragent": {"contragentType": "individual"}}]}), "companies[0].contragent.contragentType"),
        (json!({"companies": [{"name": "x", "address": {"id": 900}}]}), "companies[0].address.id"),
        (json!({"companies": [{"name": "x", "address": {"externalId": "no"}}]}), "companies[0].address.externalId"),
        (json!({"addresses": [{"countryIso": "XX"}]}), "addresses[0].countryIso"),
        (json!({"customerContacts": [{"isMain": true}]}), "customerContacts[0].customer"),
        (json!({"customerContacts": [{"customer": {"id": 900}}]}), "customerContacts[0].customer.id"),
        (json!({"customerContacts": [{"customer": {"externalId": "no"}}]}), "customerContacts[0].customer.externalId"),
        (json!({"customerContacts": [{"customer": {"id": made}}]}), "customerContacts[0].customer.id"),
    ] {
        let refused = edit("customerCorporate", sent).refused(400, "Errors in the entity format").json;
        assert!(refused["errors"].get(path).is_some(), "{path}: {refused}");
    }
    assert_eq!(read(&key, made), shown, "what was refused changed nothing");
    key.post("/customers-corporate/no/edit", form! { customerCorporate: {vip: true} }).refused(404, "Not found");
}

#[test]
fn many_are_uploaded_and_given_their_ids() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let rows = json!([{"externalId": "1", "nickName": "A"}, {"externalId": "1", "nickName": "B"}, {"externalId": "3", "addresses": [{"countryIso": "XX"}]}, {"nickName": "D"}]);
    let reply = key.post("/customers-corporate/upload", form! { customersCorporate: rows });
    let reply = reply.refused(460, "Customers are loaded with errors").json;
    assert_eq!(reply["failedCustomers"], json!([{"externalId": "1"}, {"externalId": "3"}]));
    assert_eq!(reply["uploadedCustomers"].as_array().map(Vec::len), Some(2));
    let (first, last) = (id(&reply["uploadedCustomers"][0]), id(&reply["uploadedCustomers"][1]));
    let fine = key.post("/customers-corporate/upload", form! { customersCorporate: [{externalId: "5", nickName: "E"}] }).ok();
    assert_eq!((&fine["uploadedCustomers"][0]["externalId"], &fine["failedCustomers"]), (&json!("5"), &json!([])));
    let person = key.customer(json!({"firstName": "Anna"}));
    let fix = json!([{"id": last, "externalId": "4"}, {"id": person, "externalId": "p"}, {"id": 900, "externalId": "q"}]);
    key.post("/customers-corporate/fix-external-ids", form! { customersCorporate: fix }).ok();
    assert_eq!(id(&key.get("/customers-corporate/4", form! {}).ok()["customerCorporate"]), last);
    assert!(key.read_customer(person).get("externalId").is_none());
    let taken = key.post("/customers-corporate/fix-external-ids", form! { customersCorporate: [{id: last, externalId: "1"}] });
    let taken = taken.refused(400, "Errors in the input parameters").json;
    assert!(taken["errors"].get("customersCorporate[0].externalId").is_some(), "{taken}");
    assert_eq!(read(&key, first)["externalId"], "1");
}

#[test]
fn what_is_merged_is_gone_and_says_what_it_became() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (anna, bob) = (key.customer(json!({"firstName": "Anna"})), key.customer(json!({"firstName": "Bob"})));
    let one = create(&key, json!({"nickName": "One", "customerContacts": [{"customer": {"id": anna}}], "companies": [{"name": "A"}]}));
    let two = create(
        &key,
        json!({"nickName": "Two", "externalId": "two", "discountCardNumber": "7", "addresses": [{"name": "Office"}],
               "customerContacts": [{"customer": {"id": anna}}, {"customer": {"id": bob}}], "companies": [{"name": "B"}]}),
    );
    let note = key.post("/customers-corporate/notes/create", form! { note: {text: "Hello", customer: {id: two}} });
    note.ok();
    key.post("/customers-corporate/combine", form! { customers: [{id: two}], resultCustomer: {id: one} }).ok();
    let gone = key.get(&format!("/customers-corporate/{two}"), form! { by: "id" }).refused(404, "Not found").json;
    assert_eq!(gone["combinedTo"], one);
    let shown = read(&key, one);
    assert_within(
        &shown,
        &json!({"nickName": "One", "discountCardNumber": "7", "mainAddress": {"name": "Office"}, "mainCompany": {"name": "A"}}),
    );
    assert!(shown.get("externalId").is_none());
    let names = |list: &str| parts(&key, one, list).len();
    assert_eq!([names("contacts"), names("companies"), names("addresses")], [2, 2, 1]);
    assert_eq!(key.found("customers-corporate/notes", form! { "filter[customerIds][]": one }).len(), 1);
    let rows = key.history("customers-corporate", form! { "filter[customerId]": two });
    assert_eq!(
        (&rows.last().expect("a row")["field"], &rows.last().expect("a row")["combinedTo"]["id"]),
        (&json!("combined_to"), &json!(one))
    );
    for (customers, result) in [(json!([{"id": two}]), one), (json!([{"id": anna}]), one), (json!([{"id": one}]), one)] {
        key.post("/customers-corporate/combine", form! { customers: customers, resultCustomer: {id: result} })
            .refused(400, "Errors in the entity format");
    }
}
