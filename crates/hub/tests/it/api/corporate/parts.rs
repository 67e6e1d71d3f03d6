//! Addresses, companies and contact persons: listed, added and changed.

use serde_json::json;

use super::{add, create, parts, read};
use crate::support::TestHub;
use crate::support::steps::{assert_within, id};

#[test]
fn one_part_of_a_kind_is_the_main_one() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let made = create(&key, json!({"nickName": "Acme"}));
    let mains = |list: &str| parts(&key, made, list).iter().map(|part| part["isMain"] == true).collect::<Vec<_>>();
    let persons = [1, 2, 3].map(|number| key.customer(json!({"firstName": format!("P{number}")})));
    for list in ["addresses", "companies", "contacts"] {
        let part = |index: usize| match list {
            "contacts" => json!({"customer": {"id": persons[index]}}),
            _ => json!({"name": format!("N{index}")}),
        };
        let first = add(&key, made, list, part(0));
        assert_eq!(mains(list), [true], "the first becomes main without being asked");
        add(&key, made, list, part(1));
        let mut third = part(2);
        third["isMain"] = json!(true);
        add(&key, made, list, third);
        assert_eq!(mains(list), [false, false, true]);
        let (one, named) = match list {
            "addresses" => ("address", first),
            "companies" => ("company", first),
            // The address of a contact names the person.
            _ => ("contact", persons[0]),
        };
        let edit = |flag: bool| {
            let form = vec![
                ("by".to_owned(), "id".to_owned()),
                ("entityBy".to_owned(), "id".to_owned()),
                (one.to_owned(), json!({ "isMain": flag }).to_string()),
            ];
            id(&key.post(&format!("/customers-corporate/{made}/{list}/{named}/edit"), form).ok())
        };
        assert_eq!(edit(true), first);
        assert_eq!(mains(list), [true, false, false]);
        edit(false);
        assert_eq!(mains(list), [false, true, false], "there is always one");
    }
}

#[test]
fn parts_are_named_by_either_id_and_filtered() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let made = create(&key, json!({"externalId": "c-1", "nickName": "Acme"}));
    let office = add(&key, made, "addresses", json!({"name": "Office", "city": "Madrid", "region": "Comunidad", "externalId": "a-1"}));
    add(&key, made, "addresses", json!({"name": "Plant", "city": "Toledo"}));
    let edited =
        key.post("/customers-corporate/c-1/addresses/a-1/edit", form! { address: {city: "Getafe", street: "Mayor"}, site: "north" });
    assert_eq!(edited.ok(), json!({"success": true, "id": office}));
    let found = |list: &str, query| key.get(&format!("/customers-corporate/c-1/{list}"), query).ok()["pagination"]["totalCount"].take();
    assert_eq!(found("addresses", form! {}), 2);
    assert_eq!(found("addresses", form! { "filter[city]": "GETA" }), 1);
    assert_eq!(found("addresses", form! { "filter[name]": "plant", "filter[region]": "x" }), 0);
    assert_eq!(found("addresses", form! { "filter[ids][]": office }), 1);
    assert_eq!(found("addresses", form! { "filter": "None", limit: 20, page: 1 }), 2);
    let address = parts(&key, made, "addresses").remove(0);
    assert_eq!((&address["text"], &address["region"]), (&json!("Mayor"), &json!("Comunidad")));

    let company = add(&key, made, "companies", json!({"name": "A", "externalId": "f-1", "address": {"id": office}}));
    add(&key, made, "companies", json!({"name": "B", "address": {"city": "Burgos"}}));
    assert_eq!(parts(&key, made, "addresses").len(), 3, "a company may bring a new address");
    assert_within(
        &parts(&key, made, "companies")[0],
        &json!({"id": company, "address": {"id": office, "city": "Getafe"}, "ordersCount": 0}),
    );
    assert_eq!(found("companies", form! { "filter[externalIds][]": "f-1" }), 1);
    assert_eq!(found("companies", form! { "filter[ids][]": 900 }), 0);
    let taken = key.post("/customers-corporate/c-1/companies/create", form! { company: {name: "C", externalId: "f-1"} });
    let taken = taken.refused(400, "Errors in the entity format").json;
    assert_eq!(taken["errors"]["externalId"], "\"Company\" with \"externalId\"=\"f-1\" already exists.");

    let person = key.customer(json!({"externalId": "p-1", "firstName": "Anna"}));
    let contact = add(
        &key,
        made,
        "contacts",
        json!({"isMain": true, "customer": {"externalId": "p-1", "site": "north"}, "companies": [{"company": {"id": company}}]}),
    );
    assert_ne!(contact, person);
    assert_eq!(add(&key, made, "contacts", json!({"customer": {"id": person}})), contact, "a person is a contact once");
    assert_eq!(found("contacts", form! { "filter[contactIds][]": person }), 1);
    assert_eq!(found("contacts", form! { "filter[contactExternalIds][]": "p-1" }), 1);
    assert_eq!(found("contacts", form! { "filter[ids][]": person }), 0);
    let edit = form! { contact: {companies: [{company: {externalId: "f-1"}}, {id: company}]} };
    key.post("/customers-corporate/c-1/contacts/p-1/edit", edit).ok();
    assert_eq!(parts(&key, made, "contacts")[0]["companies"].as_array().map(Vec::len), Some(1));
    let unknown = key.post("/customers-corporate/c-1/contacts/p-1/edit", form! { contact: {companies: [{company: {id: 900}}]} });
    assert!(unknown.refused(400, "Errors in the entity format").json["errors"].get("companies[0].company.id").is_some());
    for (list, one) in [("addresses", "address"), ("companies", "company"), ("contacts", "contact")] {
        for (owner, part) in [("c-1", "no"), ("no", "a-1")] {
            let form = vec![(one.to_owned(), json!({"isMain": true}).to_string())];
            key.post(&format!("/customers-corporate/{owner}/{list}/{part}/edit"), form).refused(404, "Not found");
        }
        key.get(&format!("/customers-corporate/no/{list}"), form! {}).refused(404, "Not found");
        key.post(&format!("/customers-corporate/c-1/{list}/create"), form! {}).refused(400, &format!("Parameter '{one}' is missing"));
    }
    assert_eq!(read(&key, made)["mainCompany"]["name"], "A");
}

#[test]
fn custom_fields_of_corporate_customers_and_companies_are_typed() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for owner in ["customer_corporate", "company"] {
        let field = json!({"code": "size", "name": "Size", "type": "integer", "defaultTyped": 1});
        key.post(&format!("/custom-fields/{owner}/create"), form! { customField: field }).ok();
    }
    let made = create(
        &key,
        json!({"nickName": "Acme", "customFields": {"size": "50"}, "companies": [{"name": "A", "customFields": {"size": "7"}}]}),
    );
    let other = create(&key, json!({"nickName": "Other", "companies": [{"name": "B"}]}));
    let shown = [read(&key, made), read(&key, other)];
    let sizes = shown.map(|shown| (shown["customFields"]["size"].clone(), shown["companies"][0]["customFields"]["size"].clone()));
    assert_eq!(sizes, [(json!(50), json!(7)), (json!(1), json!(1))]);
    let wrong = key.post("/customers-corporate/create", form! { customerCorporate: {companies: [{name: "C", customFields: {size: "x"}}]} });
    let wrong = wrong.refused(400, "Errors in the entity format").json;
    assert!(wrong["errors"].get("companies[0].customFields.size").is_some(), "{wrong}");
    assert_eq!(key.found("customers-corporate", form! { "filter[customFields][size][min]": 2 }), [made]);
    assert_eq!(key.found("customers-corporate", form! { "filter[companyCustomFields][size][max]": 5 }), [other]);
}
