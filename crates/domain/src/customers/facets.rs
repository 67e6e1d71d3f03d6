//! What lists of customers are filtered by, worked out when a customer is saved; and addresses put together.

use serde_json::{Value, json};

use crate::contact::{self, digits, folded};
use crate::custom_fields;
use crate::draft::{self, Body};
use crate::filters;
use crate::phone::Phones;

/// The facets of a customer. Texts are lower-cased, moments in Unix seconds, flags 0 or 1.
pub(super) fn of(body: &Body, phones: &Phones) -> Value {
    let mut facets = Body::new();
    let empty = Body::new();
    let inner = |name: &str| draft::object(body, name).unwrap_or(&empty);
    let mut put = |name: &str, value: Value| {
        if !value.is_null() && value != json!("") {
            facets.insert(name.to_owned(), value);
        }
    };
    put("name", json!(named(body, phones)));
    put("phoneCountry", json!(phones.country));
    for flag in ["vip", "bad", "isContact"] {
        put(flag, json!(i64::from(draft::flag(body, flag))));
    }
    put("unsubscribed", json!(i64::from(body.contains_key("emailMarketingUnsubscribedAt"))));
    put("sex", text(body, "sex"));
    put("manager", body.get("managerId").cloned().unwrap_or_default());
    put("email", json!(draft::text(body, "email").and_then(contact::email)));
    put("discountCardNumber", json!(body.get("discountCardNumber").map(|card| filters::text(card).trim().to_owned())));
    put("mgCustomerId", body.get("mgCustomerId").cloned().unwrap_or_default());
    let address = inner("address");
    put("country", address.get("countryIso").cloned().unwrap_or_default());
    for field in ["city", "region"] {
        put(field, text(address, field));
    }
    let contragent = inner("contragent");
    put("contragentType", contragent.get("contragentType").cloned().unwrap_or_default());
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
    let tags: Vec<String> = body
        .get("tags")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|tag| tag["name"].as_str())
        .map(|name| folded(name).into_owned())
        .collect();
    if !tags.is_empty() {
        put("tags", json!(format!("|{}|", tags.join("|"))));
    }
    custom_fields::facets(body, &mut facets);
    Value::Object(facets)
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

/// Name, phones as digits, as they were written and with the code of their country, and e-mail, in one lower-cased text.
fn named(body: &Body, phones: &Phones) -> String {
    let mut name = String::new();
    for field in ["lastName", "firstName", "patronymic", "email"] {
        if let Some(text) = draft::text(body, field) {
            name.push_str(&folded(text));
            name.push(' ');
        }
    }
    for phone in body.get("phones").and_then(Value::as_array).into_iter().flatten() {
        name.push_str(&digits(phone["number"].as_str().unwrap_or_default()));
        name.push(' ');
    }
    phones.push_digits(&mut name);
    name
}

/// Gives an address that has no text one, put together from its parts.
pub fn compose_address(address: &mut Body) {
    if draft::text(address, "text").is_none()
        && let Some(text) = composed(address)
    {
        address.insert("text".to_owned(), json!(text));
    }
}

/// Has the text of a changed address follow its parts, when the parts have changed and make a text at all.
pub fn recompose_address(before: Option<&Body>, address: &mut Body) {
    let text = composed(address);
    if text.is_some() && text != before.and_then(composed) {
        address.shift_remove("text");
    }
    compose_address(address);
}

/// Has what was sent of an address count as a statement about its text too, if the text follows from it.
pub fn state_text(sent: &mut Body) {
    if !sent.contains_key("text") && PARTS.iter().any(|(field, _)| sent.contains_key(*field)) {
        sent.insert("text".to_owned(), Value::Null);
    }
}

/// Parts of an address that its text is put together from, and what stands before each.
const PARTS: [(&str, &str); 8] = [
    ("street", ""),
    ("building", ""),
    ("house", "house "),
    ("housing", "housing "),
    ("block", "entrance "),
    ("floor", "floor "),
    ("flat", "flat "),
    ("metro", "metro "),
];

fn composed(address: &Body) -> Option<String> {
    let mut parts = Vec::new();
    for (field, label) in PARTS {
        match address.get(field) {
            Some(Value::String(text)) if !text.is_empty() => parts.push(format!("{label}{text}")),
            Some(Value::Number(number)) => parts.push(format!("{label}{number}")),
            _ => {}
        }
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}
