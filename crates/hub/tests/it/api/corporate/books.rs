//! GET /customers-corporate/history and the notes.

use serde_json::{Value, json};

use super::{add, create};
use crate::support::TestHub;
use crate::support::steps::{assert_within, fields, id, rows};

#[test]
fn every_change_is_told() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let manager = hub.person("mona@hub.test", &["manager"]);
    let person = key.customer(json!({"firstName": "Anna"}));
    let made = create(&key, json!({"externalId": "c-1", "nickName": "Acme"}));
    let address = add(&key, made, "addresses", json!({"name": "Office", "city": "Madrid"}));
    let company = add(&key, made, "companies", json!({"name": "A"}));
    let contact = add(&key, made, "contacts", json!({"customer": {"id": person}, "companies": [{"company": {"id": company}}]}));
    let edit = |path: &str, form| drop(key.post(&format!("/customers-corporate/{made}{path}/edit"), form).ok());
    edit("", form! { by: "id", customerCorporate: {nickName: "Acme & Co", managerId: manager, vip: true} });
    edit(&format!("/addresses/{address}"), form! { by: "id", entityBy: "id", address: {city: "Toledo"} });
    edit(&format!("/companies/{company}"), form! { by: "id", entityBy: "id", company: {contragent: {INN: "1"}, address: {id: address}} });
    edit(&format!("/contacts/{person}"), form! { by: "id", entityBy: "id", contact: {isMain: true} });
    let rows = key.history("customers-corporate", form! { "filter[customerExternalId]": "c-1" });
    assert_eq!(
        fields(&rows),
        [
            "id",
            "address",
            "main_address",
            "company",
            "main_company",
            "contact",
            "contact.contact_company",
            "main_contact",
            "nick_name",
            "vip",
            "manager",
            "address.city",
            "company.contragent.i_n_n",
            "company.address"
        ]
    );
    assert_within(
        &rows[0],
        &json!({"created": true, "newValue": made, "source": "api", "apiKey": {"current": true}, "customer": {"nickName": "Acme", "type": "customer_corporate"}}),
    );
    assert!(rows[0]["oldValue"].is_null());
    let stub = json!({"id": made, "externalId": "c-1", "site": "north"});
    assert_eq!(rows[1]["customer"], stub);
    assert_within(&rows[1], &json!({"newValue": {"id": address, "name": "Office"}, "address": {"id": address, "isMain": true}}));
    assert_within(&rows[3], &json!({"newValue": {"id": company, "name": "A"}, "company": {"id": company, "name": "A"}}));
    assert_within(&rows[5], &json!({"newValue": {"id": person}, "customerContact": {"id": contact, "customer": {"id": person}}}));
    assert_within(&rows[6], &json!({"newValue": {"customer_contact": {"id": contact}}}));
    assert_within(&rows[7], &json!({"oldValue": null, "newValue": {"id": person}}));
    assert_within(&rows[11], &json!({"oldValue": "Madrid", "newValue": "Toledo", "address": {"id": address}}));
    assert_eq!(rows[13]["newValue"], json!({"id": address}));
    // Read as modules read it: from the last row on, or by a contact person.
    let since = id(&rows[7]);
    assert_eq!(key.history("customers-corporate", form! { "filter[sinceId]": since }).len(), 6);
    assert_eq!(key.history("customers-corporate", form! { "filter[contactIds][]": person }).len(), rows.len());
    assert_eq!(key.history("customers-corporate", form! { "filter[contactIds][]": 900 }), Vec::<Value>::new());
    let page = key.get("/customers-corporate/history", form! { "filter[sinceId]": 1, page: 1, limit: 20 }).ok();
    assert!(page["generatedAt"].is_string() && page["pagination"]["totalCount"].is_number());
    key.get("/customers-corporate/history", form! { "filter[sinceId]": 1, page: 2 }).is(400);
    let of_persons = key.history("customers", form! {});
    assert!(!of_persons.is_empty() && of_persons.iter().all(|row| row["customer"]["id"] == person), "the other history knows persons only");
}

#[test]
fn notes_are_kept_apart_from_those_of_persons() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let person = key.customer(json!({"externalId": "x", "firstName": "Anna"}));
    let made = create(&key, json!({"externalId": "x", "nickName": "Acme"}));
    let note = |list: &str, text: &str| {
        id(&key.post(&format!("/{list}/notes/create"), form! { note: {text: text, customer: {externalId: "x"}} }).ok())
    };
    let (theirs, own) = (note("customers", "Person"), note("customers-corporate", "Firm"));
    let notes = rows(&key.get("/customers-corporate/notes", form! {}).ok(), "notes");
    assert_eq!(notes.len(), 1);
    assert_within(
        &notes[0],
        &json!({"id": own, "text": "Firm", "customer": {"id": made, "externalId": "x", "site": "north", "type": "customer_corporate"}}),
    );
    assert_eq!(key.found("customers/notes", form! {}), [theirs]);
    assert_eq!(key.found("customers-corporate/notes", form! { "filter[text]": "FIRM", "filter[customerExternalIds][]": "x" }), [own]);
    let wrong = key.post("/customers-corporate/notes/create", form! { note: {text: "x", customer: {id: person}} });
    wrong.refused(400, "Errors in the entity format");
    key.post(&format!("/customers-corporate/notes/{own}/delete"), form! {}).ok();
    key.post(&format!("/customers-corporate/notes/{own}/delete"), form! {}).refused(404, "Not found");
    assert_eq!(key.found("customers/notes", form! {}), [theirs]);
}

#[test]
fn a_contact_that_was_merged_is_the_person_it_became() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (gone, stays) = (key.customer(json!({"firstName": "Anna"})), key.customer(json!({"firstName": "Anya"})));
    let one = create(&key, json!({"nickName": "One", "customerContacts": [{"customer": {"id": gone}}]}));
    let both = create(&key, json!({"nickName": "Both", "customerContacts": [{"customer": {"id": gone}}, {"customer": {"id": stays}}]}));
    let order = id(&key.order(json!({"customer": {"id": one}})));
    key.post("/customers/combine", form! { customers: [{id: gone}], resultCustomer: {id: stays} }).ok();
    for firm in [one, both] {
        let contacts = super::parts(&key, firm, "contacts");
        assert_eq!(contacts.len(), 1);
        assert_eq!((&contacts[0]["customer"]["id"], &contacts[0]["isMain"]), (&json!(stays), &json!(true)));
    }
    let shown = key.read_order(order);
    assert_eq!((&shown["customer"]["id"], &shown["contact"]["id"]), (&json!(one), &json!(stays)));
    assert_eq!(key.found("customers-corporate", form! { "filter[contactIds][]": stays }), [one, both]);
    let rows = key.history("customers-corporate", form! { "filter[customerId]": one });
    assert_within(
        rows.last().expect("a row"),
        &json!({"field": "contact", "oldValue": {"id": gone}, "newValue": {"id": stays}, "source": "code"}),
    );
}
