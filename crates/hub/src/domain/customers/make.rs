//! Making a customer: sent by itself, or from the buyer of an order.

use database::{Sequence, Tx, customers};
use serde_json::{Value, json};
use wire::Problem;
use wire::customer::Customer;
use wire::order::CustomerName;

use crate::domain::act::Act;
use crate::domain::change::Change;
use crate::domain::contact;
use crate::domain::customers::save::{self, Draft};
use crate::domain::customers::{checks, facets};
use crate::domain::draft::{self, Body};
use crate::domain::matching::{Clues, lock};
use crate::fault::Fault;
use crate::house::House;

/// A customer that waits for its id.
#[derive(Debug, Clone, Default)]
pub struct NewCustomer {
    /// The body, without ids.
    pub body: Body,
    /// Phones in E.164.
    pub phones: Vec<String>,
    /// Id of the visitor's browser.
    pub browser_id: Option<String>,
}

impl NewCustomer {
    /// The customer that an order's buyer becomes when nobody is found.
    pub fn of_order(order: &Body, named: Option<&CustomerName>, clues: &Clues) -> Self {
        let mut body = Body::new();
        for field in ["firstName", "lastName", "patronymic", "email", "source"] {
            if let Some(value) = order.get(field) {
                body.insert(field.to_owned(), value.clone());
            }
        }
        let nick_name = named.and_then(|named| named.nick_name.value()).filter(|_| !body.contains_key("firstName"));
        if let Some(name) = nick_name {
            body.insert("firstName".to_owned(), json!(name));
        }
        let phones: Vec<Value> = ["phone", "additionalPhone"]
            .iter()
            .filter_map(|field| draft::text(order, field))
            .map(|number| json!({ "number": number }))
            .collect();
        body.insert("phones".to_owned(), Value::Array(phones));
        if let Some(address) = draft::object(order, "delivery").and_then(|delivery| draft::object(delivery, "address")) {
            body.insert("address".to_owned(), Value::Object(address.clone()));
        }
        Self { body: complete(body), phones: clues.phones.clone(), browser_id: clues.browser_id.clone() }
    }
}

/// Checks a sent customer and completes it.
///
/// # Errors
/// What is wrong, by its path.
pub fn take_in(sent: &Customer, house: &House) -> Result<NewCustomer, Problem> {
    checks::check(sent, house)?;
    let mut body = draft::of(sent).map_err(|_| Problem::internal())?;
    draft::without_nulls(&mut body);
    let browser_id = save::take_text(&mut body, "browserId");
    save::take_tags(&mut body);
    let phones = phones(&body, house);
    Ok(NewCustomer { body: complete(body), phones, browser_id })
}

/// Phones of a body in E.164.
pub(super) fn phones(body: &Body, house: &House) -> Vec<String> {
    let numbers = body.get("phones").and_then(Value::as_array).into_iter().flatten();
    let mut phones: Vec<String> = numbers.filter_map(|phone| contact::phone(phone["number"].as_str()?, house.country())).collect();
    phones.sort();
    phones.dedup();
    phones
}

/// Fills in what was not sent and every customer has.
pub(super) fn complete(mut body: Body) -> Body {
    let mut default = |field: &str, value: Value| {
        if !body.contains_key(field) {
            body.insert(field.to_owned(), value);
        }
    };
    for flag in ["isContact", "vip", "bad"] {
        default(flag, json!(false));
    }
    default("contragent", json!({}));
    for list in ["tags", "phones"] {
        default(list, json!([]));
    }
    default("personalDiscount", json!(0));
    default("cumulativeDiscount", json!(0));
    default_contragent(&mut body);
    let custom = draft::map_or_list(body.get("customFields"));
    body.insert("customFields".to_owned(), custom);
    if let Some(address) = body.get_mut("address").and_then(Value::as_object_mut) {
        facets::compose_address(address);
        checks::spell_country(address);
    }
    body
}

/// Whoever says nothing else is a private person.
pub fn default_contragent(body: &mut Body) {
    if let Some(contragent) = body.get_mut("contragent").and_then(Value::as_object_mut) {
        contragent.entry("contragentType").or_insert_with(|| json!("individual"));
    }
}

/// The locks of making a customer: two with the same external id take turns.
pub fn locks(site: i64, new: &NewCustomer) -> Vec<i64> {
    draft::text(&new.body, "externalId").map(|id| lock("customer", &format!("{site}/{id}"))).into_iter().collect()
}

/// Makes a sent customer and returns its id. The caller holds its [`locks`].
///
/// # Errors
/// The external id is taken in the store, or the database failed.
pub fn create(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, new: &NewCustomer) -> Result<i64, Fault> {
    if let Some(external_id) = draft::text(&new.body, "externalId") {
        refuse_taken(tx, act, site, external_id)?;
    }
    Ok(make(tx, act, site, new)?.id)
}

/// An external id names one customer of a store.
pub(super) fn refuse_taken(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, external_id: &str) -> Result<(), Fault> {
    match customers::find_external(tx, &act.scope.whole(), site, external_id)? {
        Some(_) => Err(Problem::entity("externalId", format!("\"Customer\" with \"externalId\"=\"{external_id}\" already exists.")).into()),
        None => Ok(()),
    }
}

/// Makes a customer of a store and returns its row.
///
/// # Errors
/// The database failed.
pub fn make(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, new: &NewCustomer) -> Result<customers::Customer, Fault> {
    let has_address = new.body.contains_key("address");
    let ids = tx.ids(&[(Sequence::Customers, 1), (Sequence::Addresses, usize::from(has_address))])?;
    let id = ids[0][0];
    let mut draft =
        Draft { id, site, merged_into: None, body: new.body.clone(), browser_id: new.browser_id.clone(), phones: new.phones.clone() };
    save::take_consent(&mut draft.body, act.now);
    draft::without_nulls(&mut draft.body);
    if !draft.body.contains_key("createdAt") {
        draft.body.insert("createdAt".to_owned(), draft::stored(act.now));
    }
    if let (Some(address), Some(address_id)) = (draft.body.get_mut("address").and_then(Value::as_object_mut), ids[1].first()) {
        address.insert("id".to_owned(), json!(address_id));
    }
    let row = draft.row(act);
    customers::add(tx, &row, &draft.phones)?;
    let whole = draft.snapshot(act);
    save::record_shown(
        tx,
        act,
        &draft,
        &whole,
        vec![Change::new("id", Value::Null, json!(id)).marked("created", true)],
        "customer.created",
    )?;
    Ok(row)
}
