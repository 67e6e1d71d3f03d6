//! Making a corporate customer.

use database::{Sequence, Tx};
use serde_json::{Value, json};
use wire::Problem;
use wire::corporate::CustomerCorporate;

use super::draft::{Draft, refuse_taken};
use super::parts::{self, Part};
use crate::act::Act;
use crate::custom_fields::{self, Owner};
use crate::customers;
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::matching::lock;

/// Checks what has no part in it.
///
/// # Errors
/// The first field that is wrong, by its path.
pub(super) fn check(act: &Act<'_>, sent: &CustomerCorporate) -> Result<(), Problem> {
    customers::check_custom_fields(&sent.custom_fields)?;
    customers::check_manager("managerId", &sent.manager_id, act.account)?;
    customers::check_length("addresses", &sent.addresses, 1000)?;
    customers::check_length("companies", &sent.companies, 1000)?;
    customers::check_length("customerContacts", &sent.customer_contacts, 1000)?;
    if let Some(companies) = sent.companies.value() {
        for company in companies.iter() {
            customers::check_custom_fields(&company.custom_fields)?;
        }
    }
    Ok(())
}

/// Takes the parts out of what was sent, kind by kind in the order in which they may name each other.
pub(super) fn take_parts(sent: &mut Body) -> Vec<(Part, Vec<Body>)> {
    let objects = |value: Option<Value>| match value {
        Some(Value::Array(list)) => {
            list.into_iter().filter_map(|part| if let Value::Object(part) = part { Some(part) } else { None }).collect()
        }
        _ => Vec::new(),
    };
    Part::ALL.into_iter().map(|part| (part, objects(sent.shift_remove(part.list())))).collect()
}

/// Fills in what every corporate customer has.
pub(super) fn complete(body: &mut Body) {
    for flag in ["vip", "bad"] {
        body.entry(flag).or_insert_with(|| json!(false));
    }
    body.entry("tags").or_insert_with(|| json!([]));
    for discount in ["personalDiscount", "cumulativeDiscount"] {
        body.entry(discount).or_insert_with(|| json!(0));
    }
    let custom = draft::map_or_list(body.get("customFields"));
    body.insert("customFields".to_owned(), custom);
}

/// Makes a corporate customer of a store and returns its id.
///
/// # Errors
/// Something sent is wrong, or the external id is taken.
pub fn create(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, sent: &CustomerCorporate) -> Result<i64, Fault> {
    check(act, sent)?;
    let mut body = draft::of(sent)?;
    custom_fields::take(act.account, Owner::CustomerCorporate, "", &mut body, None)?;
    let kinds = take_parts(&mut body);
    draft::without_nulls(&mut body);
    custom_fields::fill_in(act.account, Owner::CustomerCorporate, &mut body);
    complete(&mut body);
    body.entry("createdAt").or_insert_with(|| draft::stored(act.now));
    if let Some(external_id) = draft::text(&body, "externalId") {
        tx.lock([lock("corporate", &format!("{site}/{external_id}"))])?;
        refuse_taken(tx, site, external_id, None)?;
    }
    let mut made = Draft { id: 0, site, merged_into: None, body };
    for (part, list) in kinds {
        for (index, sent) in list.into_iter().enumerate() {
            parts::put(tx, act, &mut made, part, None, sent, &format!("{}[{index}].", part.list()))?;
        }
    }
    made.id = tx.ids(&[(Sequence::Customers, 1)])?[0][0];
    made.add(tx, act)?;
    Ok(made.id)
}
