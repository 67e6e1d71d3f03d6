//! Carts of customers in stores, and the offers they have put aside there.

use database::carts::{self as kept, Cart as Kept};
use database::catalogue::offers::{self as kept_offers, Offer};
use database::customers::Customer;
use database::{Tx, customers, rows};
use serde_json::{Value, json};
use wire::cart::{Cart, CartCustomer, CartOrder, FavoriteInput};
use wire::{Moment, Money, Patch, Problem, Reference, Text};

use crate::account::Site;
use crate::act::Act;
use crate::catalogue::find::{Named, find};
use crate::catalogue::offers;
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::noun::Target;
use crate::orders;

/// The most lines of a cart.
const MOST_ITEMS: usize = 1000;

/// The customer of an address.
///
/// # Errors
/// There is none that the actor may see.
pub fn customer(tx: &mut Tx<'_>, act: &Act<'_>, site: &Site, which: &Reference) -> Result<Customer, Fault> {
    let found = match which {
        Reference::Id(id) => customers::find(tx, act.scope, *id)?,
        Reference::External(id) => customers::find_external(tx, act.scope, site.id, id)?,
    };
    found.ok_or_else(|| Problem::not_found().into())
}

fn given(text: &Patch<Text>) -> Option<&str> {
    text.value().map(|text| text.0.as_str()).filter(|text| !text.is_empty())
}

/// The customer that a cart names.
fn customer_of(tx: &mut Tx<'_>, act: &Act<'_>, site: &Site, named: Option<&CartCustomer>) -> Result<Customer, Fault> {
    let missing = || Problem::entity("cart.customer", "Set one of the following fields: id, externalId");
    let named = named.ok_or_else(missing)?;
    let unknown = |way: &str, value: &str| {
        Problem::entity(format!("cart.customer.{way}"), format!("\"Customer\" with \"{way}\"=\"{value}\" does not exist."))
    };
    if let Some(id) = named.id.value() {
        return customers::find(tx, act.scope, id.0)?.ok_or_else(|| unknown("id", &id.0.to_string()).into());
    }
    if let Some(id) = given(&named.external_id) {
        return customers::find_external(tx, act.scope, site.id, id)?.ok_or_else(|| unknown("externalId", id).into());
    }
    let browser = given(&named.browser_id).ok_or_else(missing)?;
    let found = customers::by_browser(tx, act.scope, browser)?;
    let found = found.iter().find(|found| found.site == site.id).or(found.first()).map(|found| found.id);
    let found = found.map(|id| customers::find(tx, act.scope, id)).transpose()?.flatten();
    found.ok_or_else(|| unknown("browserId", browser).into())
}

/// The cart of a customer as JSON text; without an external id when there is none.
///
/// # Errors
/// There is no such customer that the actor may see.
pub fn get(tx: &mut Tx<'_>, act: &Act<'_>, site: &Site, which: &Reference) -> Result<String, Fault> {
    let customer = customer(tx, act, site, which)?;
    let mut shown = Body::new();
    let mut person = Body::from_iter([("id".to_owned(), json!(customer.id))]);
    person.extend(customer.external_id.as_ref().map(|id| ("externalId".to_owned(), json!(id))));
    person.insert("site".to_owned(), json!(act.account.site_code(customer.site)));
    let Some(cart) = kept::find(tx, site.id, customer.id)? else {
        shown.insert("customer".to_owned(), Value::Object(person));
        return Ok(Value::Object(shown).to_string());
    };
    let mut body = draft::read(&cart.body)?;
    let currency = site.text("currency").unwrap_or(act.account.currency());
    if !currency.is_empty() {
        shown.insert("currency".to_owned(), json!(currency));
    }
    shown.extend(cart.external_id.map(|id| ("externalId".to_owned(), json!(id))));
    for name in ["droppedAt", "clearedAt"] {
        let at = body.shift_remove(name).and_then(|at| at.as_i64());
        shown.extend(at.map(|at| (name.to_owned(), json!(act.account.zone.write_with_offset(Moment(at))))));
    }
    shown.extend(body.shift_remove("link").map(|link| ("link".to_owned(), link)));
    for name in ["browserId", "gaClientId"] {
        person.extend(body.shift_remove(name).map(|value| (name.to_owned(), value)));
    }
    shown.insert("customer".to_owned(), Value::Object(person));
    let items = items_of(tx, act, site, body.shift_remove("items"))?;
    shown.insert("items".to_owned(), items);
    if let Some(order) = cart.order
        && let Some(order) = rows::named(tx, act.scope, Target::Order, &[order])?.pop()
    {
        let mut named = Body::from_iter([("id".to_owned(), json!(order.id))]);
        named.extend(order.external_id.map(|id| ("externalId".to_owned(), json!(id))));
        named.extend(order.number.map(|number| ("number".to_owned(), json!(number))));
        shown.insert("order".to_owned(), Value::Object(named));
    }
    Ok(Value::Object(shown).to_string())
}

/// The lines of a cart with what is known of their offers; one that the catalogue does not have is shown as it was sent.
fn items_of(tx: &mut Tx<'_>, act: &Act<'_>, site: &Site, kept: Option<Value>) -> Result<Value, Fault> {
    let Some(Value::Array(mut items)) = kept else { return Ok(json!([])) };
    let named = |item: &Value| {
        let text = |name: &str| item["offer"][name].as_str().map(str::to_owned);
        Named { id: item["offer"]["id"].as_i64(), external_id: text("externalId"), xml_id: text("xmlId"), site: Some(site.id) }
    };
    let named: Vec<Named> = items.iter().map(named).collect();
    let found = find(tx, act.scope, &named)?;
    for (place, (item, found)) in items.iter_mut().zip(found).enumerate() {
        if let Some(offer) = found {
            item["offer"] = Value::Object(offer_of(&offer)?);
        }
        if let Some(item) = item.as_object_mut() {
            item.insert("id".to_owned(), json!(place + 1));
        }
    }
    Ok(items.into())
}

fn offer_of(offer: &Offer) -> Result<Body, Fault> {
    let mut body = Body::new();
    body.insert("displayName".to_owned(), json!(offer.name));
    body.insert("id".to_owned(), json!(offer.id));
    let texts = [("externalId", &offer.external_id), ("xmlId", &offer.xml_id), ("article", &offer.article)];
    body.extend(texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), json!(text.as_ref()?)))));
    body.insert("name".to_owned(), json!(offer.name));
    let more = draft::read(&offer.body)?;
    body.extend(more.into_iter().filter(|(name, _)| ["vatRate", "unit", "barcode", "properties"].contains(&name.as_str())));
    body.extend(offer.quantity.map(|quantity| ("quantity".to_owned(), crate::catalogue::intake::amount(quantity))));
    body.insert("active".to_owned(), json!(offer.active));
    Ok(body)
}

/// Sets the cart of a customer: what was in it before is not any more.
///
/// # Errors
/// There is no such customer, or a line is not what it should be.
pub fn set(tx: &mut Tx<'_>, act: &Act<'_>, site: &Site, sent: &Cart) -> Result<(), Fault> {
    let customer = customer_of(tx, act, site, sent.customer.value())?;
    let before = kept::find(tx, site.id, customer.id)?;
    let external_id = given(&sent.external_id).map(str::to_owned).or(before.and_then(|cart| cart.external_id));
    let mut body = Body::new();
    body.extend(sent.dropped_at.value().map(|at| ("droppedAt".to_owned(), json!(at.0))));
    let link = sent.link.value().filter(|link| !link.is_empty());
    body.extend(link.map(|link| ("link".to_owned(), json!(link.0))));
    if let Some(person) = sent.customer.value() {
        for (name, text) in [("browserId", &person.browser_id), ("gaClientId", &person.ga_client_id)] {
            body.extend(given(text).map(|text| (name.to_owned(), json!(text))));
        }
    }
    let mut items = Vec::new();
    let sent_items = sent.items.value().map(|items| items.as_slice()).unwrap_or_default();
    if sent_items.len() > MOST_ITEMS {
        return Err(Problem::entity("cart.items", format!("may hold {MOST_ITEMS} lines at most")).into());
    }
    for (place, item) in sent_items.iter().enumerate() {
        let path = |field: &str| format!("cart.items[{place}].{field}");
        let offer = item.offer.value().ok_or_else(|| Problem::entity(path("offer"), "This value should not be blank."))?;
        let named = Named::of(&offer.id, &offer.external_id, &offer.xml_id, None);
        if named.is_empty() {
            return Err(Problem::entity(path("offer"), "Set one of the following fields: id, externalId, xmlId").into());
        }
        for (field, amount) in [("quantity", &item.quantity), ("price", &item.price)] {
            if amount.value().is_some_and(|amount| amount.0.is_sign_negative() && !amount.0.is_zero()) {
                return Err(Problem::entity(path(field), "must not be negative").into());
            }
        }
        let mut offer = Body::new();
        offer.extend(named.id.map(|id| ("id".to_owned(), json!(id))));
        offer.extend(named.external_id.map(|id| ("externalId".to_owned(), json!(id))));
        offer.extend(named.xml_id.map(|id| ("xmlId".to_owned(), json!(id))));
        let mut kept = Body::from_iter([("offer".to_owned(), Value::Object(offer))]);
        kept.insert("quantity".to_owned(), item.quantity.value().map_or(json!(1), |quantity| quantity.json()));
        kept.extend(item.price.value().map(|price: &Money| ("price".to_owned(), price.json())));
        items.push(Value::Object(kept));
    }
    // An empty cart is not an abandoned one.
    let dropped_at = sent.dropped_at.value().filter(|_| !items.is_empty()).map(|at| at.0);
    body.insert("items".to_owned(), items.into());
    Ok(kept::save(tx, site.id, customer.id, &Kept { external_id, order: None, dropped_at, body: Value::Object(body).to_string() })?)
}

/// Empties the cart of a customer; one that is not there is empty already.
///
/// # Errors
/// There is no such customer.
pub fn clear(tx: &mut Tx<'_>, act: &Act<'_>, site: &Site, sent: &Cart) -> Result<(), Fault> {
    let customer = customer_of(tx, act, site, sent.customer.value())?;
    if kept::find(tx, site.id, customer.id)?.is_none() {
        return Ok(());
    }
    let at = sent.cleared_at.value().copied().unwrap_or(act.now);
    // Shops empty the cart before they send the order that it became.
    let order = sent.order.value().map(|order| order_of(tx, act, order, site)).transpose()?.flatten();
    let body = json!({"clearedAt": at.0, "items": []}).to_string();
    Ok(kept::save(tx, site.id, customer.id, &Kept { external_id: None, order, dropped_at: None, body })?)
}

fn order_of(tx: &mut Tx<'_>, act: &Act<'_>, named: &CartOrder, site: &Site) -> Result<Option<i64>, Fault> {
    let which = match (named.id.value(), given(&named.external_id), given(&named.number)) {
        (Some(id), ..) => Reference::Id(id.0),
        (None, Some(id), _) => Reference::External(id.to_owned()),
        (None, None, Some(number)) => {
            return Ok(database::orders::find_number(tx, act.scope, Some(site.id), number)?.map(|order| order.id));
        }
        (None, None, None) => return Ok(None),
    };
    match orders::locate(tx, act, &which, Some(site.id)) {
        Ok(order) => Ok(Some(order.id)),
        Err(Fault::Refused(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// What a customer has put aside in a store, as JSON texts, newest first.
///
/// # Errors
/// There is no such customer that the actor may see.
pub fn favorites(tx: &mut Tx<'_>, act: &Act<'_>, site: &Site, which: &Reference) -> Result<Vec<String>, Fault> {
    let customer = customer(tx, act, site, which)?;
    let aside = kept::favorites(tx, site.id, customer.id)?;
    if aside.is_empty() {
        return Ok(Vec::new());
    }
    let found = kept_offers::of(tx, act.scope, "id", aside.iter().map(|(offer, _)| (*offer).into()).collect())?;
    let bodies = offers::bodies(tx, act, &found, false)?;
    let text = |(id, since): &(i64, i64)| {
        let place = found.iter().position(|offer| offer.id == *id)?;
        let offer = Value::Object(bodies.get(place)?.clone());
        Some(json!({"offer": offer, "createdAt": draft::stored(Moment(*since))}).to_string())
    };
    Ok(aside.iter().filter_map(text).collect())
}

/// Puts an offer aside for a customer (`put`), or takes it back.
///
/// # Errors
/// There is no such customer, or no such offer to put aside.
pub fn set_favorite(tx: &mut Tx<'_>, act: &Act<'_>, site: &Site, which: &Reference, sent: &FavoriteInput, put: bool) -> Result<(), Fault> {
    let customer = customer(tx, act, site, which)?;
    let offer = sent.offer.value().ok_or_else(|| Problem::entity("favorite.offer", "This value should not be blank."))?;
    let named = Named::of(&offer.id, &offer.external_id, &offer.xml_id, Some(site.id));
    if named.is_empty() {
        return Err(Problem::entity("favorite.offer", "Set one of the following fields: id, externalId, xmlId").into());
    }
    match find(tx, act.scope, &[named])?.pop().flatten() {
        Some(offer) if put => Ok(kept::add_favorite(tx, site.id, customer.id, offer.id, act.now.0)?),
        Some(offer) => Ok(kept::remove_favorite(tx, site.id, customer.id, offer.id)?),
        None if put => Err(Problem::entity("favorite.offer", "there is no such offer in this store").into()),
        None => Ok(()),
    }
}
