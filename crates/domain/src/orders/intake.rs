//! Taking an order in: everything about a sent order that can be checked and worked out before the database is held.

use serde_json::{Value, json};
use wire::order::{CustomerName, Order};
use wire::{Moment, Patch, Problem};

use crate::account::{Account, Dictionary, Site};
use crate::catalogue::find::Goods;
use crate::custom_fields::{self, Owner};
use crate::customers::NewCustomer;
use crate::draft::{self, Body};
use crate::matching::Clues;
use crate::orders::new::NewOrder;
use crate::orders::save::Draft;
use crate::orders::{facets, items, payment_ids, payments, totals};
use crate::{contact, customers};

/// Checks a sent order, completes it with what the account prescribes and sums it up: everything that needs no database,
/// so that the one thread that writes need not do it. `now` is when it is made.
///
/// # Errors
/// A code that does not exist or a value that cannot be, named by its path; a sum is larger than an amount may be.
pub fn take_in(sent: &Order, site: &Site, account: &Account, now: Moment, goods: &[Option<Goods>]) -> Result<NewOrder, Problem> {
    check(sent, account)?;
    let mut body = draft::of(sent).map_err(|_| Problem::internal())?;
    custom_fields::take(account, Owner::Order, "", &mut body, None)?;
    ["customer", "contact", "company"].into_iter().for_each(|field| drop(body.shift_remove(field)));
    let mut items = objects(body.shift_remove("items"));
    let mut payments = objects(body.shift_remove("payments"));
    [&mut body].into_iter().chain(&mut items).chain(&mut payments).for_each(draft::without_nulls);
    custom_fields::fill_in(account, Owner::Order, &mut body);
    for (item, goods) in items.iter_mut().zip(goods) {
        if let Some(goods) = goods {
            super::goods::identify(item, goods).map_err(|_| Problem::internal())?;
            super::goods::price(item, goods, account);
        }
    }
    for (index, payment) in payments.iter_mut().enumerate() {
        payments::complete(&format!("payments[{index}]."), payment, account)?;
        ["id", "order"].into_iter().for_each(|field| drop(payment.shift_remove(field)));
    }
    payment_ids::refuse_repeats(&payments)?;
    complete(&mut body, site, account);
    let country = named_country(sent);
    let phones = facets::phones(&body, country.as_deref(), site.id, account);
    let clues = Clues {
        phones: phones.keys.clone(),
        email: sent.email.value().and_then(|email| contact::email(email)),
        ..named(sent.customer.value())
    };
    let customer = NewCustomer::of_order(&body, sent.customer.value(), &clues, country.as_deref(), account, now);
    items.iter_mut().for_each(|item| items::complete(item, now));
    totals::sum_up(&mut body, &mut items, &mut payments, account, now)?;
    for field in ["createdAt", "statusUpdatedAt"] {
        if !body.contains_key(field) {
            body.insert(field.to_owned(), draft::stored(now));
        }
    }
    let draft = Draft { id: 0, site: site.id, customer: None, linked: false, merged_into: None, body, items, payments, phones };
    let mut new = NewOrder::of(&draft, clues, customer, account, now);
    new.contact = named(sent.contact.value());
    new.company = sent.company.value().cloned();
    Ok(new)
}

/// The objects of a list.
pub(super) fn objects(value: Option<Value>) -> Vec<Body> {
    match value {
        Some(Value::Array(items)) => {
            items.into_iter().filter_map(|item| if let Value::Object(body) = item { Some(body) } else { None }).collect()
        }
        _ => Vec::new(),
    }
}

/// Fills in what was not sent and every order has.
fn complete(body: &mut Body, site: &Site, account: &Account) {
    let mut default = |field: &str, value: Value| {
        if !body.contains_key(field) {
            body.insert(field.to_owned(), value);
        }
    };
    if let Some(code) = default_code(account.dictionary("order-types")) {
        default("orderType", json!(code));
    }
    if let Some(code) = default_code(account.dictionary("order-methods")) {
        default("orderMethod", json!(code));
    }
    default("status", json!(first_status(account)));
    let country = site.text("countryIso").unwrap_or(account.country());
    if !country.is_empty() {
        default("countryIso", json!(country));
    }
    body.insert("currency".to_owned(), json!(site.text("currency").unwrap_or(account.currency())));
    body.insert("fromApi".to_owned(), json!(true));
    settle(body);
}

/// Gives an order what it is never without, whether it was just sent or just changed.
pub(super) fn settle(body: &mut Body) {
    let mut default = |field: &str, value: Value| {
        if !body.contains_key(field) {
            body.insert(field.to_owned(), value);
        }
    };
    default("privilegeType", json!("none"));
    for flag in ["call", "expired", "shipped"] {
        default(flag, json!(false));
    }
    for field in ["discountManualAmount", "discountManualPercent", "bonusesCreditTotal", "bonusesChargeTotal"] {
        default(field, json!(0));
    }
    default("contragent", json!({}));
    default("delivery", json!({}));
    if let Some(delivery) = body.get_mut("delivery").and_then(Value::as_object_mut) {
        for field in ["cost", "netCost"] {
            delivery.entry(field).or_insert_with(|| json!(0));
        }
        delivery.get_mut("address").and_then(Value::as_object_mut).into_iter().for_each(customers::spell_country);
    }
    customers::spell_country(body);
    customers::default_contragent(body);
    let custom = draft::map_or_list(body.get("customFields"));
    body.insert("customFields".to_owned(), custom);
    address_text(body);
}

/// An address without text is put together from its parts.
fn address_text(body: &mut Body) {
    let Some(address) = body.get_mut("delivery").and_then(|delivery| delivery.get_mut("address")).and_then(Value::as_object_mut) else {
        return;
    };
    customers::compose_address(address);
}

fn default_code(dictionary: &Dictionary) -> Option<&str> {
    dictionary
        .iter()
        .find(|entry| entry.active && entry.flag("defaultForApi"))
        .or_else(|| dictionary.iter().find(|entry| entry.active))
        .map(|entry| entry.code.as_str())
}

/// The status of an order that names none: `new`, or the first there is.
fn first_status(account: &Account) -> &str {
    let statuses = account.dictionary("statuses");
    statuses.get("new").or_else(|| statuses.iter().find(|status| status.active)).map_or("new", |status| &status.code)
}

/// The most lines of an order.
const MOST_ITEMS: usize = 5000;
/// The most payments of an order.
const MOST_PAYMENTS: usize = 100;

/// Checks every code and closed set of values.
///
/// # Errors
/// The first that is wrong, by its path.
pub(super) fn check(sent: &Order, account: &Account) -> Result<(), Problem> {
    code(account, "orderType", "OrderType", "order-types", &sent.order_type)?;
    code(account, "orderMethod", "OrderMethod", "order-methods", &sent.order_method)?;
    code(account, "status", "Status", "statuses", &sent.status)?;
    code(account, "shipmentStore", "Store", "stores", &sent.shipment_store)?;
    customers::check_country("countryIso", &sent.country_iso)?;
    customers::check_custom_fields(&sent.custom_fields)?;
    customers::check_manager("managerId", &sent.manager_id, account)?;
    one_of("privilegeType", &sent.privilege_type, &["none", "personal_discount", "loyalty_level", "loyalty_event"])?;
    if let Some(contragent) = sent.contragent.value() {
        one_of("contragent.contragentType", &contragent.contragent_type, wire::contragent::CONTRAGENT_TYPES)?;
    }
    if let Some(delivery) = sent.delivery.value() {
        code(account, "delivery.code", "DeliveryType", "delivery-types", &delivery.code)?;
        if let Some(address) = delivery.address.value() {
            customers::check_country("delivery.address.countryIso", &address.country_iso)?;
        }
    }
    items::refuse_negative("discountManualAmount", &sent.discount_manual_amount)?;
    items::refuse_negative("discountManualPercent", &sent.discount_manual_percent)?;
    customers::check_length("items", &sent.items, MOST_ITEMS)?;
    customers::check_length("payments", &sent.payments, MOST_PAYMENTS)?;
    if let Some(items) = sent.items.value() {
        for (index, item) in items.iter().enumerate() {
            items::check(index, item, account)?;
        }
        items::check_external_ids(items)?;
    }
    if let Some(sent) = sent.payments.value() {
        for (index, payment) in sent.iter().enumerate() {
            payments::check(&format!("payments[{index}]."), payment, account)?;
        }
    }
    Ok(())
}

/// Checks a code against a dictionary.
pub(super) fn code(account: &Account, path: &str, kind: &str, dictionary: &str, sent: &Patch<wire::Text>) -> Result<(), Problem> {
    match sent.value() {
        Some(code) if !code.is_empty() && account.dictionary(dictionary).get(code).is_none() => {
            Err(Problem::no_such_code(path, kind, code))
        }
        _ => Ok(()),
    }
}

fn one_of(path: &str, sent: &Patch<wire::Text>, allowed: &[&str]) -> Result<(), Problem> {
    match sent.value() {
        Some(value) if !value.is_empty() && !allowed.contains(&&**value) => {
            Err(Problem::entity(path, format!("must be one of: {}", allowed.join(", "))))
        }
        _ => Ok(()),
    }
}

/// The country that was sent with an order: the one it is delivered to, else its own, in capitals.
pub(super) fn named_country(sent: &Order) -> Option<String> {
    let address = sent.delivery.value().and_then(|delivery| delivery.address.value()).and_then(|address| address.country_iso.value());
    let named = address.into_iter().chain(sent.country_iso.value()).find(|country| !country.is_empty());
    named.map(|country| country.to_ascii_uppercase())
}

/// The clues of a named customer.
pub(super) fn named(customer: Option<&CustomerName>) -> Clues {
    let Some(customer) = customer else { return Clues::default() };
    let text = |field: &Patch<wire::Text>| field.value().map(|text| text.0.clone()).filter(|text| !text.is_empty());
    Clues {
        id: customer.id.value().map(|id| id.0),
        external_id: text(&customer.external_id),
        site: text(&customer.site),
        browser_id: text(&customer.browser_id),
        kind: text(&customer.kind),
        phones: Vec::new(),
        email: None,
    }
}
