//! Lines of orders and the catalogue: a line that names an offer of the store takes from it what it does not say itself.

use serde_json::{Value, json};
use wire::order::Order;

use crate::account::Account;
use crate::catalogue::find::{Goods, Named};
use crate::catalogue::{intake, offers};
use crate::draft::{self, Body};
use crate::fault::Fault;

/// The offers that the lines of a sent order name, one for each line; nothing when none does.
pub fn named(sent: &Order, site: i64) -> Vec<Named> {
    let items = sent.items.value().map(|items| items.as_slice()).unwrap_or_default();
    let of = |item: &wire::order::Item| match item.offer.value() {
        Some(offer) => Named::of(&offer.id, &offer.external_id, &offer.xml_id, Some(site)),
        None => Named::default(),
    };
    all_or_none(items.iter().map(of).collect())
}

/// The same of lines that are JSON objects.
pub(super) fn named_by(items: &[Body], site: i64) -> Vec<Named> {
    let of = |item: &Body| {
        let offer = draft::object(item, "offer");
        let text = |field: &str| offer.and_then(|offer| draft::text(offer, field)).filter(|text| !text.is_empty()).map(str::to_owned);
        Named { id: offer_of(item), external_id: text("externalId"), xml_id: text("xmlId"), site: Some(site) }
    };
    all_or_none(items.iter().map(of).collect())
}

fn all_or_none(named: Vec<Named>) -> Vec<Named> {
    if named.iter().all(Named::is_empty) { Vec::new() } else { named }
}

/// The internal id of the offer that a line names.
pub fn offer_of(item: &Body) -> Option<i64> {
    draft::object(item, "offer").and_then(|offer| offer.get("id")).and_then(Value::as_i64)
}

/// Writes into a line which offer it is of.
///
/// # Errors
/// What is kept of the offer is damaged.
pub(super) fn identify(item: &mut Body, goods: &Goods) -> Result<(), Fault> {
    let offer = &goods.offer;
    let more = draft::read(&offer.body)?;
    let has_name = item.get("productName").and_then(Value::as_str).is_some_and(|name| !name.is_empty());
    let entry = item.entry("offer").or_insert_with(|| json!({}));
    let Some(body) = entry.as_object_mut() else { return Ok(()) };
    body.insert("id".to_owned(), json!(offer.id));
    for (field, text) in [("externalId", &offer.external_id), ("xmlId", &offer.xml_id), ("article", &offer.article)] {
        body.extend(text.as_ref().map(|text| (field.to_owned(), json!(text))));
    }
    body.insert("name".to_owned(), json!(offer.name));
    body.extend(more.into_iter().filter(|(field, _)| ["vatRate", "unit", "barcode", "properties"].contains(&field.as_str())));
    if !has_name && !body.get("displayName").is_some_and(Value::is_string) {
        body.insert("displayName".to_owned(), json!(offer.name));
    }
    Ok(())
}

/// Writes into a new line what its offer costs and has cost, where the line does not say it.
pub(super) fn price(item: &mut Body, goods: &Goods, account: &Account) {
    let price_type = draft::object(item, "priceType").and_then(|price_type| draft::text(price_type, "code"));
    let price = match price_type.filter(|code| *code != offers::base_price_type(account)) {
        Some(code) => goods.prices.iter().find(|(known, _)| known == code).map(|(_, price)| *price),
        None => goods.offer.price,
    };
    for (field, amount) in [("initialPrice", price), ("purchasePrice", goods.offer.purchase_price)] {
        if item.get(field).is_none_or(Value::is_null)
            && let Some(amount) = amount
        {
            item.insert(field.to_owned(), intake::amount(amount));
        }
    }
}
