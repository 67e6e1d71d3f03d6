//! Calls that name corporate customers, their parts, and orders of them.

use serde_json::{Value, json};

use super::Names;
use crate::support::Call;

/// Every way to name a corporate customer or a part of one.
pub(super) fn calls(own: &Names, it: &Names, calls: &mut Vec<(&'static str, Call)>) {
    let one = "/customers-corporate/{externalId}";
    for (by, key) in [("id", it.firm.to_string()), ("externalId", it.firm_external.clone())] {
        let at = |rest: &str| format!("/customers-corporate/{key}{rest}");
        calls.push((one, Call::get(&at("")).query(form! { by: by })));
        let edit = form! { by: by, customerCorporate: {vip: 1} };
        calls.push(("/customers-corporate/{externalId}/edit", Call::post(&at("/edit")).form(edit)));
        for (list, create, edit, name, id) in [
            (
                "/customers-corporate/{externalId}/addresses",
                "/customers-corporate/{externalId}/addresses/create",
                "/customers-corporate/{externalId}/addresses/{entityExternalId}/edit",
                "address",
                (own.parts[0], it.parts[0]),
            ),
            (
                "/customers-corporate/{externalId}/companies",
                "/customers-corporate/{externalId}/companies/create",
                "/customers-corporate/{externalId}/companies/{entityExternalId}/edit",
                "company",
                (own.parts[1], it.parts[1]),
            ),
            (
                "/customers-corporate/{externalId}/contacts",
                "/customers-corporate/{externalId}/contacts/create",
                "/customers-corporate/{externalId}/contacts/{entityExternalId}/edit",
                "contact",
                (own.customer, it.customer),
            ),
        ] {
            let rest = list.rsplit('/').next().unwrap_or_default();
            let part = |value: Value| {
                vec![("by".to_owned(), by.to_owned()), ("entityBy".to_owned(), "id".to_owned()), (name.to_owned(), value.to_string())]
            };
            let (owned, theirs) = id;
            calls.push((list, Call::get(&at(&format!("/{rest}"))).query(form! { by: by })));
            calls.push((
                create,
                Call::post(&at(&format!("/{rest}/create"))).form(part(json!({"name": "X", "customer": {"id": own.customer}}))),
            ));
            calls.push((edit, Call::post(&at(&format!("/{rest}/{owned}/edit"))).form(part(json!({"isMain": true})))));
            let of_own = format!("/customers-corporate/{}/{rest}/{theirs}/edit", own.firm);
            let form = vec![
                ("by".to_owned(), "id".to_owned()),
                ("entityBy".to_owned(), "id".to_owned()),
                (name.to_owned(), json!({"isMain": true}).to_string()),
            ];
            calls.push((edit, Call::post(&of_own).form(form)));
        }
    }
    for filter in [
        form! { "filter[ids][]": it.firm },
        form! { "filter[externalIds][]": it.firm_external },
        form! { "filter[contactIds][]": it.customer },
        form! { "filter[name]": it.customer_external },
        form! { "filter[sites][]": "south" },
    ] {
        calls.push(("/customers-corporate", Call::get("/customers-corporate").query(filter)));
    }
    for (list, filter) in [
        ("addresses", form! { "filter[ids][]": it.parts[0] }),
        ("companies", form! { "filter[ids][]": it.parts[1] }),
        ("companies", form! { "filter[externalIds][]": it.firm_external }),
        ("contacts", form! { "filter[ids][]": it.parts[2] }),
        ("contacts", form! { "filter[externalIds][]": it.firm_external }),
        ("contacts", form! { "filter[contactIds][]": it.customer }),
        ("contacts", form! { "filter[contactExternalIds][]": it.customer_external }),
    ] {
        let path = match list {
            "addresses" => "/customers-corporate/{externalId}/addresses",
            "companies" => "/customers-corporate/{externalId}/companies",
            _ => "/customers-corporate/{externalId}/contacts",
        };
        let query = [form! { by: "id" }, filter].concat();
        calls.push((path, Call::get(&format!("/customers-corporate/{}/{list}", own.firm)).query(query)));
    }
    let of_owner = form! { "filter[customerExternalIds][]": it.firm_external };
    calls.push(("/customers-corporate/notes", Call::get("/customers-corporate/notes").query(of_owner)));
    let contact = form! { by: "id", contact: {customer: {id: it.customer}} };
    let create = "/customers-corporate/{externalId}/contacts/create";
    calls.push((create, Call::post(&format!("/customers-corporate/{}/contacts/create", own.firm)).form(contact)));
    let company = form! { by: "id", company: {name: "X", address: {id: it.parts[0]}} };
    let create = "/customers-corporate/{externalId}/companies/create";
    calls.push((create, Call::post(&format!("/customers-corporate/{}/companies/create", own.firm)).form(company)));
    for sent in [
        json!({"externalId": it.firm_external, "managerId": 900_000}),
        json!({"customerContacts": [{"customer": {"id": it.customer}}]}),
        json!({"customerContacts": [{"customer": {"externalId": it.customer_external, "site": "south"}}]}),
    ] {
        calls.push(("/customers-corporate/create", Call::post("/customers-corporate/create").form(form! { customerCorporate: sent })));
        calls.push(("/customers-corporate/upload", Call::post("/customers-corporate/upload").form(form! { customersCorporate: [sent] })));
    }
    let fix = form! { customersCorporate: [{id: it.firm, externalId: "fixed"}] };
    calls.push(("/customers-corporate/fix-external-ids", Call::post("/customers-corporate/fix-external-ids").form(fix)));
    for (gone, stays) in [(it.firm, own.firm), (own.firm, it.firm)] {
        let form = form! { customers: [{id: gone}], resultCustomer: {id: stays} };
        calls.push(("/customers-corporate/combine", Call::post("/customers-corporate/combine").form(form)));
    }
    for filter in [
        form! { "filter[customerId]": it.firm },
        form! { "filter[customerExternalId]": it.firm_external },
        form! { "filter[contactIds][]": it.customer },
    ] {
        calls.push(("/customers-corporate/history", Call::get("/customers-corporate/history").query(filter)));
    }
    for filter in [form! { "filter[ids][]": it.firm_note }, form! { "filter[customerIds][]": it.firm }] {
        calls.push(("/customers-corporate/notes", Call::get("/customers-corporate/notes").query(filter)));
    }
    let delete = format!("/customers-corporate/notes/{}/delete", it.firm_note);
    calls.push(("/customers-corporate/notes/{id}/delete", Call::post(&delete).form(form! {})));
    for name in [json!({"id": it.firm}), json!({"externalId": it.firm_external, "site": "south"})] {
        let note = form! { note: {text: "x", customer: name} };
        calls.push(("/customers-corporate/notes/create", Call::post("/customers-corporate/notes/create").form(note)));
        let mut firm = name.clone();
        firm["type"] = json!("customer_corporate");
        calls.push(("/orders/create", Call::post("/orders/create").form(form! { order: {customer: firm} })));
        let edit = Call::post(&format!("/orders/{}/edit", own.order)).form(form! { by: "id", order: {customer: firm} });
        calls.push(("/orders/{externalId}/edit", edit));
    }
    let company = form! { order: {customer: {id: own.firm}, company: {id: it.parts[1]}} };
    calls.push(("/orders/create", Call::post("/orders/create").form(company)));
    let contact = form! { order: {customer: {id: own.firm}, contact: {id: it.customer}} };
    calls.push(("/orders/create", Call::post("/orders/create").form(contact)));
    for filter in [form! { "filter[customerId]": it.firm }, form! { "filter[customerExternalId]": it.firm_external }] {
        calls.push(("/orders", Call::get("/orders").query(filter)));
    }
}
