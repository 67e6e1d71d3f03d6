//! Offers as they are answered, with prices, stock and product.

use std::collections::HashMap;

use database::catalogue::offers::{self as kept, Offer, Stock};
use database::catalogue::products::{self, Product};
use database::{Condition, On, Tx};
use serde_json::{Value, json};
use wire::page::{Page, Pagination};
use wire::store::{InventoryFilter, OfferFilter};

use super::intake::amount;
use super::narrow::{Narrow, given, holds};
use super::products as shown;
use crate::account::Account;
use crate::act::Act;
use crate::draft::{self, Body};
use crate::fault::Fault;

/// The code of the base price type: the one that is marked, else `base`.
pub fn base_price_type(account: &Account) -> &str {
    account.dictionary("price-types").iter().find(|entry| entry.flag("default")).map_or("base", |entry| entry.code.as_str())
}

/// A page of offers as JSON texts, by id.
///
/// # Errors
/// The database failed.
pub fn list(tx: &mut Tx<'_>, act: &Act<'_>, filter: &OfferFilter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    let mut narrow = Narrow::default();
    narrow.numbers("id", &filter.ids);
    narrow.texts("external_id", &filter.external_ids);
    narrow.texts("xml_id", &filter.xml_ids);
    narrow.flag("active", &filter.active);
    narrow.after("id", filter.since_id.value().map(|id| id.0));
    narrow.stores(act, &filter.sites, &filter.catalogs);
    if let Some(text) = given(&filter.name) {
        narrow.0.push(Condition::Any(vec![holds("search", text), holds("codes", text)]));
    }
    narrow.properties(act.scope, filter.properties.value().map(|properties| &properties.0));
    if !filter.groups.is_empty() {
        let groups = filter.groups.iter().map(|group| group.0.into()).collect();
        narrow.0.push(products::in_groups(act.scope, "id", groups, "o.product_id"));
    }
    narrow.prices(act.scope, &filter.price_type, (&filter.min_price, &filter.max_price), base_price_type(act.account));
    narrow.between("quantity", &filter.min_quantity, &filter.max_quantity);
    let (rows, total) = kept::list(tx, act.scope, &narrow.0, page.limit, page.offset())?;
    let bodies = bodies(tx, act, &rows, false)?;
    let mut ids: Vec<i64> = rows.iter().map(|offer| offer.product).collect();
    ids.sort_unstable();
    ids.dedup();
    let products = products::of_ids(tx, act.scope, &ids)?;
    let products: HashMap<i64, Body> = shown::bodies(tx, act, &products, false)?.into_iter().collect();
    let texts = rows.iter().zip(bodies).map(|(offer, mut body)| {
        if let Some(product) = products.get(&offer.product) {
            body.insert("product".to_owned(), Value::Object(product.clone()));
        }
        Value::Object(body).to_string()
    });
    Ok((texts.collect(), page.of(total)))
}

/// A page of what there is of offers, as JSON texts, by id.
///
/// # Errors
/// The database failed.
pub fn inventories(tx: &mut Tx<'_>, act: &Act<'_>, filter: &InventoryFilter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    let mut narrow = Narrow::default();
    narrow.numbers("id", &filter.ids);
    narrow.texts("external_id", &filter.offer_external_id);
    narrow.texts("xml_id", &filter.offer_xml_id);
    narrow.texts("article", &filter.offer_article);
    narrow.flag("active", &filter.offer_active);
    narrow.stores(act, &filter.sites, &filter.catalogs);
    let mut of_product = Narrow::default();
    of_product.text("external_id", given(&filter.product_external_id));
    of_product.texts("article", &filter.product_article);
    of_product.flag("active", &filter.product_active);
    if !of_product.0.is_empty() {
        narrow.0.push(kept::of_product(act.scope, &of_product.0));
    }
    let (rows, total) = kept::list(tx, act.scope, &narrow.0, page.limit, page.offset())?;
    let details = filter.details.value().is_some_and(|details| details.0);
    let stock = if details { stock_of(tx, act, &rows)? } else { HashMap::new() };
    let text = |offer: &Offer| {
        let mut body = Body::new();
        body.insert("id".to_owned(), json!(offer.id));
        let optional = [("externalId", &offer.external_id), ("xmlId", &offer.xml_id)];
        body.extend(optional.into_iter().filter_map(|(name, text)| Some((name.to_owned(), json!(text.as_ref()?)))));
        body.insert("site".to_owned(), json!(act.account.site_code(offer.site)));
        body.insert("name".to_owned(), json!(offer.name));
        body.insert("displayName".to_owned(), json!(offer.name));
        if let Some(article) = &offer.article {
            body.insert("article".to_owned(), json!(article));
        }
        body.insert("purchasePrice".to_owned(), amount(offer.purchase_price.unwrap_or(0)));
        body.insert("quantity".to_owned(), amount(offer.quantity.unwrap_or(0)));
        let more = draft::read(&offer.body)?;
        body.extend(more.into_iter().filter(|(name, _)| ["vatRate", "unit", "barcode", "properties"].contains(&name.as_str())));
        body.entry("properties").or_insert_with(|| json!([]));
        if details {
            body.insert("stores".to_owned(), stores(stock.get(&offer.id)));
        }
        Ok(Value::Object(body).to_string())
    };
    Ok((rows.iter().map(text).collect::<Result<_, Fault>>()?, page.of(total)))
}

fn stock_of(tx: &mut Tx<'_>, act: &Act<'_>, rows: &[Offer]) -> Result<HashMap<i64, Vec<Stock>>, Fault> {
    let mut stock: HashMap<i64, Vec<Stock>> = HashMap::new();
    if !rows.is_empty() {
        for one in kept::stock(tx, act.scope, &rows.iter().map(|offer| offer.id).collect::<Vec<_>>())? {
            stock.entry(one.offer).or_default().push(one);
        }
    }
    Ok(stock)
}

fn stores(stock: Option<&Vec<Stock>>) -> Value {
    let one = |stock: &Stock| {
        let mut body = Body::new();
        body.insert("quantity".to_owned(), amount(stock.quantity));
        body.insert("purchasePrice".to_owned(), amount(stock.purchase_price.unwrap_or(0)));
        body.insert("store".to_owned(), json!(stock.warehouse));
        Value::Object(body)
    };
    stock.into_iter().flatten().map(one).collect()
}

/// Offers as they are answered; with what each warehouse has, where that is asked for.
///
/// # Errors
/// The database failed.
pub fn bodies(tx: &mut Tx<'_>, act: &Act<'_>, rows: &[Offer], with_stores: bool) -> Result<Vec<Body>, Fault> {
    let mut prices: HashMap<i64, Vec<(String, i64)>> = HashMap::new();
    if !rows.is_empty() {
        for (offer, price_type, price) in kept::prices(tx, act.scope, &rows.iter().map(|offer| offer.id).collect::<Vec<_>>())? {
            prices.entry(offer).or_default().push((price_type, price));
        }
    }
    let stock = if with_stores { stock_of(tx, act, rows)? } else { HashMap::new() };
    let body = |offer: &Offer| {
        let mut body = Body::new();
        body.insert("name".to_owned(), json!(offer.name));
        if let Some(price) = offer.price {
            body.insert("price".to_owned(), amount(price));
        }
        let mut more = draft::read(&offer.body)?;
        body.insert("images".to_owned(), more.shift_remove("images").unwrap_or_else(|| json!([])));
        body.insert("id".to_owned(), json!(offer.id));
        body.insert("site".to_owned(), json!(act.account.site_code(offer.site)));
        let optional = [("externalId", &offer.external_id), ("xmlId", &offer.xml_id), ("article", &offer.article)];
        body.extend(optional.into_iter().filter_map(|(name, text)| Some((name.to_owned(), json!(text.as_ref()?)))));
        let none = Vec::new();
        body.insert("prices".to_owned(), all_prices(act.account, offer, prices.get(&offer.id).unwrap_or(&none)));
        if let Some(price) = offer.purchase_price {
            body.insert("purchasePrice".to_owned(), amount(price));
        }
        body.insert("properties".to_owned(), more.shift_remove("properties").unwrap_or_else(|| json!([])));
        body.insert("quantity".to_owned(), amount(offer.quantity.unwrap_or(0)));
        body.extend(more);
        body.insert("active".to_owned(), json!(offer.active));
        if with_stores {
            body.insert("stores".to_owned(), stores(stock.get(&offer.id)));
        }
        Ok(body)
    };
    rows.iter().map(body).collect()
}

fn all_prices(account: &Account, offer: &Offer, others: &[(String, i64)]) -> Value {
    let base = offer.price.map(|price| (base_price_type(account).to_owned(), price));
    let mut prices: Vec<(i64, Value)> = Vec::new();
    for (code, price) in base.iter().chain(others) {
        let entry = account.dictionary("price-types").get(code);
        let ordering = entry.map_or(990, |entry| entry.ordering);
        let currency = entry.and_then(|entry| entry.text("currency"));
        let currency = currency.or_else(|| account.site_by_id(offer.site)?.text("currency")).unwrap_or(account.currency());
        let mut shown = json!({"priceType": code, "price": amount(*price), "ordering": ordering});
        if !currency.is_empty() {
            shown["currency"] = json!(currency);
        }
        prices.push((ordering, shown));
    }
    // The base price comes first, the others by the place of their types.
    let first = usize::from(base.is_some()).min(prices.len());
    prices[first..].sort_by_key(|(ordering, _)| *ordering);
    prices.into_iter().map(|(_, price)| price).collect()
}

/// The lowest and the highest price of active offers, and how many there are of them.
pub fn sums(offers: &[&Offer]) -> (Option<i64>, Option<i64>, i64) {
    let active = || offers.iter().filter(|offer| offer.active);
    let prices = || active().filter_map(|offer| offer.price);
    (prices().min(), prices().max(), active().filter_map(|offer| offer.quantity).sum())
}

/// Offers of a product that its row is narrowed by.
pub fn with_offer(act: &Act<'_>, narrow: Narrow) -> Option<Condition> {
    (!narrow.0.is_empty()).then(|| products::with_offer(act.scope, &narrow.0))
}

/// The products of these rows, by id.
pub fn ids(rows: &[Product]) -> Vec<i64> {
    rows.iter().map(|product| product.id).collect()
}

/// The condition that a column is one of these texts.
pub fn is_text(column: &'static str, text: &str) -> Condition {
    Condition::is(On::Column(column), text)
}
