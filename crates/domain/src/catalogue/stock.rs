//! Stock and prices that are sent: which offers they are of, and what they become.

use std::collections::BTreeMap;

use database::Tx;
use database::catalogue::offers::{self as kept, Offer, Stock};
use database::catalogue::products;
use serde_json::json;
use wire::request::Bulk;
use wire::store::{OfferPrices, Processed, StockOfOffer};
use wire::{Patch, Problem, Text};

use super::find::{Named, find};
use super::offers::base_price_type;
use crate::account::Account;
use crate::act::Act;
use crate::draft::Body;
use crate::fault::Fault;

/// The store that an entity of a call names, else that of the call.
///
/// # Errors
/// The actor may not see the store.
pub fn site_of(act: &Act<'_>, named: &Patch<Text>, of_call: Option<i64>) -> Result<Option<i64>, Problem> {
    match named.value().filter(|code| !code.is_empty()) {
        None => Ok(of_call),
        Some(code) => {
            let site = act.account.site(code).filter(|site| act.scope.sites.contains(site.id));
            site.map(|site| Some(site.id)).ok_or_else(|| Problem::denied().because("store"))
        }
    }
}

/// The entities of a call, all of them readable.
///
/// # Errors
/// One is not; its place and its field are named.
pub fn readable<'a, T>(member: &str, sent: &'a Bulk<T>) -> Result<Vec<&'a T>, Problem> {
    let one = |(at, (_, read)): (usize, &'a (Option<String>, wire::request::Read<T>))| {
        read.as_ref().map_err(|(path, text)| {
            let dot = if path.is_empty() { "" } else { "." };
            Problem::entity(format!("{member}[{at}]{dot}{path}"), text)
        })
    };
    sent.iter().enumerate().map(one).collect()
}

/// Offers that were not found, by the ids that were sent.
fn unknown(named: &Named) -> Body {
    let mut body = Body::new();
    body.extend(named.id.map(|id| ("id".to_owned(), json!(id))));
    body.extend(named.external_id.as_ref().map(|id| ("externalId".to_owned(), json!(id))));
    body.extend(named.xml_id.as_ref().map(|id| ("xmlId".to_owned(), json!(id))));
    body
}

/// Refuses a code that its dictionary does not have.
fn known(account: &Account, dictionary: &str, kind: &str, path: &str, code: &Patch<Text>) -> Result<(), Problem> {
    let code = code.value().filter(|code| !code.is_empty()).ok_or_else(|| Problem::entity(path, "This value should not be blank."))?;
    let there = account.dictionary(dictionary).get(code).is_some();
    if there { Ok(()) } else { Err(Problem::entity(path, format!("\"{kind}\" with \"code\"=\"{}\" does not exist.", code.0))) }
}

/// Sets what the warehouses have. Offers that are not found are named in the answer.
///
/// # Errors
/// An offer comes without warehouses, or a warehouse is unknown; nothing is set then.
pub fn set_stock(tx: &mut Tx<'_>, act: &Act<'_>, sent: &Bulk<StockOfOffer>, site: Option<i64>) -> Result<Processed, Fault> {
    let sent = readable("offers", sent)?;
    let mut named = Vec::with_capacity(sent.len());
    for (at, offer) in sent.iter().enumerate() {
        let stores = offer.stores.value().filter(|stores| !stores.is_empty());
        let stores = stores.ok_or_else(|| Problem::entity(format!("offers[{at}].stores"), "This value should not be blank."))?;
        for (place, store) in stores.iter().enumerate() {
            known(act.account, "stores", "Store", &format!("offers[{at}].stores[{place}].code"), &store.code)?;
        }
        named.push(Named::of(&offer.id, &offer.external_id, &offer.xml_id, site_of(act, &offer.site, site)?));
    }
    let found = find(tx, act.scope, &named)?;
    let mut changed: BTreeMap<i64, Vec<Offer>> = BTreeMap::new();
    let mut reply = Processed { processed_offers_count: 0, not_found_offers: Vec::new() };
    for ((sent, named), found) in sent.iter().zip(&named).zip(found) {
        let Some(offer) = found else {
            reply.not_found_offers.push(unknown(named));
            continue;
        };
        reply.processed_offers_count += 1;
        for store in sent.stores.value().into_iter().flat_map(|stores| stores.iter()) {
            let purchase_price = store.purchase_price.value().map(|price| price.stored());
            let warehouse = store.code.value().map(|code| code.0.clone()).unwrap_or_default();
            let stock = Stock { offer: offer.id, warehouse, quantity: 0, purchase_price };
            kept::set_stock(tx, offer.site, &stock, store.available.value().map(|available| available.stored()))?;
            if let Some(price) = purchase_price {
                kept::set_purchase_price(tx, offer.site, offer.id, price)?;
            }
        }
        changed.entry(offer.site).or_default().push(offer);
    }
    for (site, offers) in &changed {
        kept::sum_up(tx, *site, &offers.iter().map(|offer| offer.id).collect::<Vec<_>>())?;
    }
    touch(tx, act, &changed)?;
    Ok(reply)
}

/// Sets prices. Offers that are not found are named in the answer.
///
/// # Errors
/// An offer comes without prices, or a price type is unknown; nothing is set then.
pub fn set_prices(tx: &mut Tx<'_>, act: &Act<'_>, sent: &Bulk<OfferPrices>, site: Option<i64>) -> Result<Processed, Fault> {
    let sent = readable("prices", sent)?;
    let base = base_price_type(act.account);
    let mut named = Vec::with_capacity(sent.len());
    for (at, offer) in sent.iter().enumerate() {
        let prices = offer.prices.value().filter(|prices| !prices.is_empty());
        let prices = prices.ok_or_else(|| Problem::entity(format!("prices[{at}].prices"), "This value should not be blank."))?;
        for (place, price) in prices.iter().enumerate() {
            let path = format!("prices[{at}].prices[{place}]");
            if price.code.value().is_none_or(|code| code.0 != base) {
                known(act.account, "price-types", "PriceType", &format!("{path}.code"), &price.code)?;
            }
            let removes = price.remove.value().is_some_and(|remove| remove.0);
            match price.price.value() {
                None if !removes => return Err(Problem::entity(format!("{path}.price"), "This value should not be blank.").into()),
                Some(price) if price.0.is_sign_negative() && !price.0.is_zero() => {
                    return Err(Problem::entity(format!("{path}.price"), "must not be negative").into());
                }
                _ => {}
            }
        }
        named.push(Named::of(&offer.id, &offer.external_id, &offer.xml_id, site_of(act, &offer.site, site)?));
    }
    let found = find(tx, act.scope, &named)?;
    let mut changed: BTreeMap<i64, Vec<Offer>> = BTreeMap::new();
    let mut reply = Processed { processed_offers_count: 0, not_found_offers: Vec::new() };
    for ((sent, named), found) in sent.iter().zip(&named).zip(found) {
        let Some(offer) = found else {
            reply.not_found_offers.push(unknown(named));
            continue;
        };
        reply.processed_offers_count += 1;
        for price in sent.prices.value().into_iter().flat_map(|prices| prices.iter()) {
            let code = price.code.value().map(|code| code.0.as_str()).unwrap_or_default();
            let removes = price.remove.value().is_some_and(|remove| remove.0);
            let amount = price.price.value().filter(|_| !removes).map(|price| price.stored());
            if code == base {
                kept::set_base_price(tx, offer.site, offer.id, amount)?;
            } else {
                kept::set_price(tx, offer.site, offer.id, code, amount)?;
            }
        }
        changed.entry(offer.site).or_default().push(offer);
    }
    touch(tx, act, &changed)?;
    Ok(reply)
}

/// Notes that the products of these offers have changed.
fn touch(tx: &mut Tx<'_>, act: &Act<'_>, changed: &BTreeMap<i64, Vec<Offer>>) -> Result<(), Fault> {
    for (site, offers) in changed {
        let mut ids: Vec<i64> = offers.iter().map(|offer| offer.product).collect();
        ids.sort_unstable();
        ids.dedup();
        products::touch(tx, *site, &ids, act.now.0)?;
    }
    Ok(())
}
