//! Lines of an order: checked, completed, found again in an edit.

use serde_json::{Value, json};
use wire::order::Item;
use wire::{Moment, Money, Patch, Problem};

use crate::account::Account;
use crate::act::Act;
use crate::catalogue::find::Goods;
use crate::change::{self, Change, Shape, differences};
use crate::customers::check_length;
use crate::draft::{self, Body};
use crate::orders::intake::code;
use crate::orders::same_lines;

/// The most ids of a line in other systems.
const MOST_EXTERNAL_IDS: usize = 50;

/// Checks a sent line.
///
/// # Errors
/// What is wrong, by its path.
pub(super) fn check(index: usize, item: &Item, account: &Account) -> Result<(), Problem> {
    let path = |field: &str| format!("items[{index}].{field}");
    code(account, &path("status"), "OrderProductStatus", "product-statuses", &item.status)?;
    if let Some(price_type) = item.price_type.value() {
        code(account, &path("priceType.code"), "PriceType", "price-types", &price_type.code)?;
    }
    for (field, amount) in [
        ("quantity", &item.quantity),
        ("initialPrice", &item.initial_price),
        ("discountManualAmount", &item.discount_manual_amount),
        ("discountManualPercent", &item.discount_manual_percent),
    ] {
        refuse_negative(&path(field), amount)?;
    }
    check_length(&path("externalIds"), &item.external_ids, MOST_EXTERNAL_IDS)?;
    if let Some(properties) = item.properties.value() {
        check_properties(&path("properties"), &properties.0)?;
    }
    Ok(())
}

/// What is sold, and what is taken off, is not less than nothing: a line or a discount below zero would be shown and could
/// not count.
///
/// # Errors
/// It is less.
pub(super) fn refuse_negative(path: &str, amount: &Patch<Money>) -> Result<(), Problem> {
    let negative = amount.value().is_some_and(|amount| amount.0.is_sign_negative() && !amount.0.is_zero());
    if negative { Err(Problem::entity(path, "must not be negative")) } else { Ok(()) }
}

/// Codes of properties are limited in their letters; the list form names them in `code`.
fn check_properties(path: &str, properties: &Value) -> Result<(), Problem> {
    let good = |code: &str| {
        let mut letters = code.bytes();
        letters.next().is_some_and(|first| first.is_ascii_alphanumeric() || first == b'_')
            && letters.all(|letter| letter.is_ascii_alphanumeric() || b"_-:".contains(&letter))
    };
    let codes: Vec<&str> = match properties {
        Value::Object(members) => members.keys().map(String::as_str).collect(),
        Value::Array(list) => list.iter().filter_map(|property| property.get("code")?.as_str()).collect(),
        _ => return Err(Problem::entity(path, "must be an object or a list")),
    };
    match codes.into_iter().find(|code| !good(code)) {
        Some(code) => Err(Problem::entity(
            format!("{path}.{code}"),
            "the code may hold letters, digits, _, - and :, and begins with a letter, a digit or _",
        )),
        None => Ok(()),
    }
}

/// External ids of lines are unique inside the order.
///
/// # Errors
/// The path of the second line with an id.
pub(super) fn check_external_ids(items: &[Item]) -> Result<(), Problem> {
    let mut seen = std::collections::HashSet::new();
    for (index, item) in items.iter().enumerate() {
        for id in item.external_ids.value().into_iter().flat_map(|ids| ids.iter()) {
            let value = id.value.value().map(|value| value.0.as_str()).filter(|value| !value.is_empty());
            let named = (id.code.value().map(|code| code.0.as_str()), value);
            if named.1.is_some() && !seen.insert(named) {
                return Err(Problem::entity(format!("items[{index}].externalIds"), "values must be unique inside the order"));
            }
        }
    }
    Ok(())
}

/// Gives a new line its id, in front of everything else.
pub(super) fn identify(item: &mut Body, id: i64) {
    let mut fresh = Body::from_iter([("id".to_owned(), json!(id))]);
    fresh.append(item);
    *item = fresh;
}

/// Completes a new line, which has no id yet.
pub(super) fn complete(item: &mut Body, now: Moment) {
    settle_external_ids(item);
    item.shift_remove("id");
    let mut default = |field: &str, value: Value| {
        if !item.contains_key(field) {
            item.insert(field.to_owned(), value);
        }
    };
    default("initialPrice", json!(0));
    default("quantity", json!(1));
    default("status", json!("new"));
    default("createdAt", draft::stored(now));
    default("purchasePrice", json!(0));
    default("markingCodes", json!([]));
    for field in ["bonusesCreditTotal", "bonusesChargeTotal"] {
        default(field, json!(0));
    }
    properties_by_code(item);
    display_name(item);
}

/// What is shown of a free-form line is its product name.
fn display_name(item: &mut Body) {
    let Some(name) = item.get("productName").cloned() else { return };
    let offer = item.entry("offer").or_insert_with(|| json!({}));
    if let Some(offer) = offer.as_object_mut()
        && !offer.contains_key("displayName")
    {
        offer.insert("displayName".to_owned(), name);
    }
}

/// What is shown of a line.
fn display(item: &Body) -> Option<&str> {
    draft::object(item, "offer").and_then(|offer| draft::text(offer, "displayName"))
}

/// What was shown of a line as its product name follows the name.
fn rename(item: &mut Body, old: &Body) {
    if item.get("productName") == old.get("productName") || display(old) != draft::text(old, "productName") {
        return;
    }
    if let Some(offer) = item.get_mut("offer").and_then(Value::as_object_mut) {
        offer.shift_remove("displayName");
    }
    display_name(item);
}

/// Ids without a value are none, and a list of none says nothing; the single external id of older clients is the one with the code `default`.
fn settle_external_ids(item: &mut Body) {
    if let Some(ids) = item.get_mut("externalIds").and_then(Value::as_array_mut) {
        ids.retain(|id| id.get("value").is_some());
        if ids.is_empty() {
            item.shift_remove("externalIds");
        }
    }
    let Some(id) = item.shift_remove("externalId").filter(|id| !id.is_null()) else { return };
    let ids = item.entry("externalIds").or_insert_with(|| json!([]));
    if let Some(ids) = ids.as_array_mut() {
        ids.retain(|known| known["code"] != json!("default"));
        ids.push(json!({"code": "default", "value": id}));
    }
}

/// Properties are kept by code, whichever way they were sent.
fn properties_by_code(item: &mut Body) {
    let properties = by_code(item.shift_remove("properties"));
    item.insert("properties".to_owned(), properties);
}

/// Properties as they are kept.
pub(super) fn by_code(properties: Option<Value>) -> Value {
    let properties = match properties {
        Some(Value::Array(list)) => {
            let mut by_code = Body::new();
            for (index, property) in list.into_iter().enumerate() {
                let code = property.get("code").and_then(Value::as_str).map_or_else(|| index.to_string(), str::to_owned);
                by_code.insert(code, property);
            }
            Value::Object(by_code)
        }
        other => other.unwrap_or_default(),
    };
    draft::map_or_list(Some(&properties))
}

/// What an edit makes of the lines.
pub(super) struct Edited {
    /// The lines after it; a new one has no id yet.
    pub(super) items: Vec<Body>,
    /// For each line, the one it was.
    pub(super) before: Vec<Option<Body>>,
    /// The lines that are gone.
    pub(super) removed: Vec<Body>,
}

/// Finds the sent lines among the kept ones (see [`same_lines`]); what is not listed is removed.
pub(super) fn edit(act: &Act<'_>, kept: Vec<Body>, mut sent: Vec<Body>, goods: &[Option<Goods>]) -> Edited {
    sent.iter_mut().for_each(settle_external_ids);
    let places = same_lines::places(act, &kept, &sent);
    let mut kept: Vec<Option<Body>> = kept.into_iter().map(Some).collect();
    let mut edited = Edited { items: Vec::new(), before: Vec::new(), removed: Vec::new() };
    for (index, (mut item, place)) in sent.into_iter().zip(places).enumerate() {
        let old = place.and_then(|place| kept[place].take());
        keep_offer(&mut item, old.as_ref());
        if let (None, Some(Some(goods))) = (&old, goods.get(index)) {
            super::goods::price(&mut item, goods, act.account);
        }
        let mut merged = old.clone().unwrap_or_default();
        item.shift_remove("id");
        // What a line cannot be without stays when null is sent.
        item.retain(|field, value| !(value.is_null() && matches!(field.as_str(), "quantity" | "initialPrice" | "status" | "createdAt")));
        draft::merge(&mut merged, item);
        if let Some(old) = &old {
            properties_by_code(&mut merged);
            rename(&mut merged, old);
            merged.entry("purchasePrice").or_insert_with(|| json!(0));
        }
        edited.items.push(merged);
        edited.before.push(old);
    }
    edited.removed = kept.into_iter().flatten().collect();
    edited
}

/// A line that was made before lines took properties of their offers stays without them: an edit that changes nothing is no change.
fn keep_offer(item: &mut Body, old: Option<&Body>) {
    let Some(kept) = old.and_then(|old| draft::object(old, "offer")) else { return };
    let same = old.and_then(super::goods::offer_of) == super::goods::offer_of(item);
    if let Some(offer) = item.get_mut("offer").and_then(Value::as_object_mut).filter(|_| same) {
        match kept.get("properties") {
            Some(properties) => drop(offer.insert("properties".to_owned(), properties.clone())),
            None => drop(offer.shift_remove("properties")),
        }
    }
}

/// The history of the lines.
pub(super) fn changes(edited: &Edited) -> Vec<Change> {
    let mut changes = Vec::new();
    for item in &edited.removed {
        changes.push(Change::new("order_product", json!({"id": item["id"]}), Value::Null).of_part("item", Value::Object(item.clone())));
    }
    for (item, before) in edited.items.iter().zip(&edited.before) {
        let Some(before) = before else {
            changes.push(Change::new("order_product", Value::Null, json!({"id": item["id"]})).of_part("item", Value::Object(item.clone())));
            continue;
        };
        let part = Value::Object(stub(item));
        let view = differences(before, item, name, WHOLE);
        let sums = (sum(before), sum(item));
        let view = view.into_iter().chain((sums.0 != sums.1).then(|| Change::new("order_product.summ", sums.0.json(), sums.1.json())));
        changes.extend(view.map(|change| Change { part: Some(("item", part.clone())), ..change }));
    }
    changes
}

/// What was sent of lines as it was already, where the actor does not see that; see [`change::restated`].
pub(super) fn restated(act: &Act<'_>, sent: &[Body], before: &[Body], after: &[Body]) -> Vec<Change> {
    let id = |line: &Body| line.get("id").cloned();
    let mut changes = Vec::new();
    for (sent, place) in sent.iter().zip(same_lines::places(act, before, sent)) {
        let Some(old) = place.map(|place| &before[place]) else { continue };
        let Some(new) = after.iter().find(|line| id(line) == id(old)) else { continue };
        let part = Value::Object(stub(new));
        let mut sent = sent.clone();
        // What is shown of the line followed its name, see `rename`.
        if sent.contains_key("productName") && display(old) == draft::text(old, "productName") {
            sent.entry("offer").or_insert(Value::Null);
        }
        let view = change::restated(act, &sent, old, new, name, WHOLE);
        changes.extend(view.into_iter().map(|change| change.of_part("item", part.clone())));
    }
    changes
}

/// How a field of a line is named in histories.
fn name(path: &str) -> Option<(String, Shape)> {
    let view = TOLD.iter().find(|(field, _)| *field == path);
    Some(view.map_or((String::new(), super::history::SILENT), |(_, view)| ((*view).to_owned(), super::history::shape_of_item(path))))
}

/// Fields of a line that are shown as one.
const WHOLE: &[&str] = &["offer", "priceType", "properties"];

/// What a line comes to after every discount.
fn sum(item: &Body) -> Money {
    let prices = item.get("prices").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object);
    let sum = prices.map(|price| super::totals::amount(price, "price") * super::totals::amount(price, "quantity")).sum();
    Money(super::totals::cents(sum))
}

/// The fields of a line that histories show.
const TOLD: &[(&str, &str)] = &[
    ("quantity", "order_product.quantity"),
    ("initialPrice", "order_product.initial_price"),
    ("discountManualAmount", "order_product.discount_manual_amount"),
    ("discountManualPercent", "order_product.discount_manual_percent"),
    ("discountTotal", "order_product.discount_total"),
    ("vatRate", "order_product.vat_rate"),
    ("status", "order_product.status"),
    ("comment", "order_product.comment"),
    ("priceType", "order_product.price_type"),
    ("purchasePrice", "order_product.purchase_price"),
    ("productName", "order_product.product_name"),
    ("offer", "order_product.offer"),
    ("properties", "order_product.properties"),
    ("externalIds", "order_product.external_ids"),
    ("ordering", "order_product.ordering"),
];

fn stub(item: &Body) -> Body {
    item.iter()
        .filter(|(field, _)| matches!(field.as_str(), "id" | "offer" | "externalIds"))
        .map(|(field, value)| (field.clone(), value.clone()))
        .collect()
}
