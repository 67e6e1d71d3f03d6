//! What lists of orders are filtered by, worked out when an order is saved.

use serde_json::{Value, json};

use crate::account::Account;
use crate::contact::{self, digits, folded};
use crate::custom_fields;
use crate::draft::{self, Body};
use crate::filters;
use crate::orders::totals::{costs, stored};
use crate::phone::{self, Phones};

/// The facets of an order. Texts are lower-cased, sums are in ten-thousandths, moments in Unix seconds, flags 0 or 1.
pub(super) fn of(body: &Body, items: &[Body], payments: &[Body], phones: &Phones) -> Value {
    let mut facets = Body::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() && value != json!("") {
            facets.insert(name.to_owned(), value);
        }
    };
    let empty = Body::new();
    let inner = |name: &str| draft::object(body, name).unwrap_or(&empty);
    let delivery = inner("delivery");
    let address = draft::object(delivery, "address").unwrap_or(&empty);
    let data = draft::object(delivery, "data").unwrap_or(&empty);

    for (name, field) in [("type", "orderType"), ("method", "orderMethod"), ("country", "countryIso"), ("shipmentStore", "shipmentStore")] {
        put(name, exact(body, field));
    }
    put("manager", body.get("managerId").cloned().unwrap_or_default());
    put("buyer", json!(buyer(body, phones)));
    put("phones", phones.facet());
    put("phoneCountry", json!(phones.country));
    put("email", json!(draft::text(body, "email").and_then(contact::email)));
    for (name, field) in [("managerComment", "managerComment"), ("customerComment", "customerComment"), ("statusComment", "statusComment")]
    {
        put(name, text(body, field));
    }
    for flag in ["call", "expired", "shipped"] {
        put(flag, json!(i64::from(draft::flag(body, flag))));
    }
    for field in ["prepaySum", "purchaseSumm", "totalSumm"] {
        put(field, json!(stored(body, field)));
    }
    put("marginSumm", json!(stored(body, "totalSumm") - costs(body)));
    for field in ["statusUpdatedAt", "fullPaidAt"] {
        put(field, json!(draft::moment(body, field).map(|moment| moment.0)));
    }
    put("shipmentDate", exact(body, "shipmentDate"));
    put("deliveryType", exact(delivery, "code"));
    put("deliveryService", draft::object(delivery, "service").map_or(Value::Null, |service| exact(service, "code")));
    put("deliveryDate", exact(delivery, "date"));
    put("deliveryCost", json!(stored(delivery, "cost")));
    put("deliveryNetCost", json!(stored(delivery, "netCost")));
    if let Some(time) = draft::object(delivery, "time") {
        put("deliveryFrom", exact(time, "from"));
        put("deliveryTo", exact(time, "to"));
    }
    for field in ["city", "region", "index", "metro", "notes"] {
        put(field, text(address, field));
    }
    put("trackNumber", text(data, "trackNumber"));
    put("deliveryExternalId", exact(data, "externalId"));
    // Whatever else a client keeps there is no courier, and a filter by number could not read it.
    let courier = |field: &str| data.get(field).and_then(|value| value.as_i64().or_else(|| value.as_str()?.parse().ok()));
    put("courier", json!(courier("courierId").or_else(|| courier("id"))));
    let contragent = inner("contragent");
    put("contragentType", exact(contragent, "contragentType"));
    put("contragentName", text(contragent, "legalName"));
    for (name, field) in [
        ("contragentInn", "INN"),
        ("contragentKpp", "KPP"),
        ("contragentBik", "BIK"),
        ("contragentCorrAccount", "corrAccount"),
        ("contragentBankAccount", "bankAccount"),
    ] {
        put(name, contragent.get(field).map_or(Value::Null, number));
    }
    let source = inner("source");
    for field in ["source", "medium", "campaign", "keyword", "content"] {
        put(field, text(source, field));
    }
    put("products", json!(products(items)));
    put("paymentTypes", codes(payments, "type"));
    put("paymentStatuses", codes(payments, "status"));
    put("paidAt", json!(payments.iter().filter_map(|payment| draft::moment(payment, "paidAt")).map(|moment| moment.0).max()));
    custom_fields::facets(body, &mut facets);
    Value::Object(facets)
}

fn exact(body: &Body, field: &str) -> Value {
    body.get(field).filter(|value| !value.is_object() && !value.is_array()).cloned().unwrap_or_default()
}

/// A tax or bank number as filters compare it.
fn number(value: &Value) -> Value {
    json!(contact::plain_number(&filters::text(value)))
}

fn text(body: &Body, field: &str) -> Value {
    match body.get(field) {
        Some(Value::String(text)) => json!(folded(text)),
        Some(Value::Number(number)) => json!(number.to_string()),
        _ => Value::Null,
    }
}

/// The phones of an order. National numbers are those of the country it is delivered to, else of the one that was named
/// with it, `country`, else of its store, else of the account. The country that every order has comes last: it may be
/// no more than what the account was set to.
pub(super) fn phones(body: &Body, country: Option<&str>, site: i64, account: &Account) -> Phones {
    let address = draft::object(body, "delivery").and_then(|delivery| draft::object(delivery, "address"));
    let address = address.and_then(|address| draft::text(address, "countryIso"));
    let mut countries = phone::countries([address, country], site, account);
    countries.extend(draft::text(body, "countryIso").filter(|own| !countries.contains(own)));
    let mut phones = Phones { keys: Vec::new(), country: country.map(str::to_owned) };
    for field in ["phone", "additionalPhone"] {
        if let Some(text) = draft::text(body, field) {
            phones.add(text, &countries);
        }
    }
    phones
}

/// Name, phones as digits, as they were written and with the code of their country, and e-mail of the buyer, in one
/// lower-cased text.
fn buyer(body: &Body, phones: &Phones) -> String {
    let mut buyer = String::new();
    for field in ["lastName", "firstName", "patronymic", "email"] {
        if let Some(text) = draft::text(body, field) {
            buyer.push_str(&folded(text));
            buyer.push(' ');
        }
    }
    for field in ["phone", "additionalPhone"] {
        if let Some(text) = draft::text(body, field) {
            buyer.push_str(&digits(text));
            buyer.push(' ');
        }
    }
    phones.push_digits(&mut buyer);
    buyer
}

fn products(items: &[Body]) -> String {
    let mut products = String::new();
    for item in items {
        let offer = draft::object(item, "offer");
        let texts = [
            draft::text(item, "productName"),
            offer.and_then(|offer| draft::text(offer, "name")),
            offer.and_then(|offer| draft::text(offer, "article")),
        ];
        for text in texts.into_iter().flatten() {
            products.push_str(&folded(text));
            products.push('\n');
        }
    }
    products
}

/// Codes between bars, `|cash|bank-card|`, so that one is found by `|cash|`.
fn codes(payments: &[Body], field: &str) -> Value {
    let codes: Vec<&str> = payments.iter().filter_map(|payment| draft::text(payment, field)).collect();
    if codes.is_empty() { Value::Null } else { json!(format!("|{}|", codes.join("|"))) }
}
