//! Changing a customer.

use database::customers::{self, Customer as Row};
use database::merged::{self, Gone};
use database::sent_contacts::Kind;
use database::{Sequence, Tx};
use serde_json::{Value, json};
use wire::customer::Customer;
use wire::{Problem, Reference};

use crate::access::masks::Class;
use crate::act::Act;
use crate::custom_fields::{self, Owner};
use crate::customers::save::{self, Draft};
use crate::customers::{checks, facets, history, make};
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::matching::{self, lock};
use crate::noun::Target;
use crate::{change, contact};

/// Finds the customer a call names, to change it. `site` is the store the call's external ids belong to.
///
/// # Errors
/// There is none that the actor may see: `Not found`, with `combinedTo` when it was merged into one it may see.
pub fn locate(tx: &mut Tx<'_>, act: &Act<'_>, which: &Reference, site: Option<i64>) -> Result<Row, Fault> {
    let row = match which {
        Reference::Id(id) => customers::find(tx, act.scope, *id)?,
        Reference::External(external_id) => match site {
            Some(site) => customers::find_external(tx, act.scope, site, external_id)?,
            None => None,
        },
    };
    let Some(row) = row else { return Err(absent(tx, act, which, site)?.into()) };
    tx.lock([lock("customer-row", &row.id.to_string())])?;
    if tx.engine() == database::Engine::Sqlite {
        return Ok(row);
    }
    customers::find(tx, act.scope, row.id)?.ok_or_else(|| Problem::not_found().into())
}

/// The answer for a customer that is not there; one that was merged says into which.
pub(super) fn absent(tx: &mut Tx<'_>, act: &Act<'_>, which: &Reference, site: Option<i64>) -> Result<Problem, Fault> {
    let problem = Problem::not_found();
    let gone = match (which, site) {
        (Reference::Id(id), _) => Gone::Id(*id),
        (Reference::External(external_id), Some(site)) => Gone::External(site, external_id),
        (Reference::External(_), None) => return Ok(problem),
    };
    Ok(match merged::customer(tx, Target::Customer, act.scope, act.scope, gone)? {
        Some(into) => problem.and("combinedTo", into.id),
        None => problem,
    })
}

/// Changes a customer and returns its id.
///
/// # Errors
/// The customer does not exist, something sent is wrong, or the database failed.
pub fn change(tx: &mut Tx<'_>, act: &Act<'_>, which: &Reference, site: Option<i64>, sent: &Customer) -> Result<i64, Fault> {
    checks::check(sent, act.account)?;
    let row = locate(tx, act, which, site)?;
    let before = Draft::of(&row, act)?;
    let mut after = before.clone();
    let mut body = draft::of(sent)?;
    custom_fields::take(act.account, Owner::Customer, "", &mut body, Some(&before.body))?;
    body.retain(|field, value| !(value.is_null() && field == "createdAt"));
    if let Some(browser_id) = body.shift_remove("browserId") {
        after.browser_id = browser_id.as_str().filter(|id| !id.is_empty()).map(str::to_owned);
    }
    for list in ["phones", "tags"] {
        if body.get(list).is_some_and(Value::is_null) {
            body.insert(list.to_owned(), json!([]));
        }
    }
    let added = if act.is_blind_to(Class::Phone) { add_phones(act, &before, &mut body) } else { Vec::new() };
    // Tags that are added or taken away start from those there are, unless a whole list was sent.
    if !body.contains_key("tags") && ["attachedTag", "addTags", "removeTags"].iter().any(|field| body.contains_key(*field)) {
        body.insert("tags".to_owned(), before.body.get("tags").cloned().unwrap_or_else(|| json!([])));
    }
    save::take_tags(&mut body);
    save::take_consent(&mut body, act.now);
    let stated = act.masks.is_some().then(|| stated(&body));
    draft::merge(&mut after.body, body);
    if sent.address.value().is_some_and(|address| address.text.is_absent())
        && let Some(address) = after.body.get_mut("address").and_then(Value::as_object_mut)
    {
        facets::recompose_address(draft::object(&before.body, "address"), address);
    }
    after.body = make::complete(after.body);
    if let Some(address) = after.body.get_mut("address").and_then(Value::as_object_mut)
        && !address.contains_key("id")
    {
        let id = tx.ids(&[(Sequence::Addresses, 1)])?[0][0];
        address.insert("id".to_owned(), json!(id));
    }
    after.phones = make::phones(&after.body, after.phones.country.as_deref(), after.site, act.account);
    let new_id = draft::text(&after.body, "externalId").filter(|id| draft::text(&before.body, "externalId") != Some(id));
    if let Some(id) = new_id {
        tx.lock([lock("customer", &format!("{}/{id}", after.site))])?;
        make::refuse_taken(tx, act, after.site, id, Some(row.id))?;
    }
    let mut view = history::differences(&before.body, &after.body);
    if let Some(stated) = stated {
        view.append(&mut history::restated(act, &stated, &before.body, &after.body));
        remember(tx, act, &added, &stated, &before)?;
        history::restate_phones(&mut view, added);
        change::arrange(act, &mut view);
    }
    if view.is_empty() && before.body == after.body && before.browser_id == after.browser_id {
        return Ok(row.id);
    }
    save::write_back(tx, act, &after, view, "customer.changed")?;
    Ok(row.id)
}

/// Has phones of an actor who does not see those there are come on top of them, and returns all that were sent: each leaves a
/// row, whether or not the customer has it already.
fn add_phones(act: &Act<'_>, before: &Draft, body: &mut Body) -> Vec<Value> {
    let Some(Value::Array(sent)) = body.get_mut("phones") else { return Vec::new() };
    let mut phones = before.body.get("phones").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut view = Vec::new();
    for phone in sent.drain(..) {
        let Some(number) = phone.get("number").cloned() else { continue };
        if !view.contains(&number) {
            let keys = keys(act, before, &phone);
            let known = !keys.is_empty() && keys.iter().all(|key| before.phones.keys.contains(key));
            if !phones.contains(&phone) && !known {
                phones.push(phone);
            }
            view.push(number);
        }
    }
    *sent = phones;
    view
}

/// A sent phone as it is compared among those of the customer.
fn keys(act: &Act<'_>, before: &Draft, phone: &Value) -> Vec<String> {
    let mut body = Body::from_iter([("phones".to_owned(), json!([phone]))]);
    if let Some(address) = before.body.get("address") {
        body.insert("address".to_owned(), address.clone());
    }
    make::phones(&body, before.phones.country.as_deref(), before.site, act.account).keys
}

/// What was sent, as far as a missing row could confirm it.
fn stated(body: &Body) -> Body {
    let mut stated = body.clone();
    if let Some(address) = stated.get_mut("address").and_then(Value::as_object_mut) {
        facets::state_text(address);
    }
    stated
}

/// Notes which contacts the actor has sent, if the actor does not see them.
fn remember(tx: &mut Tx<'_>, act: &Act<'_>, phones: &[Value], stated: &Body, before: &Draft) -> Result<(), Fault> {
    for phone in phones.iter().flat_map(|number| keys(act, before, &json!({ "number": number }))) {
        matching::remember(tx, act, Kind::Phone, &phone, before.id, !before.phones.keys.contains(&phone))?;
    }
    let email = |body: &Body| draft::text(body, "email").and_then(contact::email);
    match email(stated) {
        Some(sent) => matching::remember(tx, act, Kind::Email, &sent, before.id, email(&before.body).as_ref() != Some(&sent)),
        None => Ok(()),
    }
}
