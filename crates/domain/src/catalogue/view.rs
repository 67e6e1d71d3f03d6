//! Goods as pages show them: products with their offers, groups, prices and stock by warehouse.

use std::collections::HashMap;

use database::catalogue::offers::{self as kept_offers, Offer};
use database::catalogue::products as kept;
use database::{Scope, Sites, Tx};

use super::narrow::holds;
use crate::fault::Fault;

/// A product of a page.
#[derive(Debug, Clone)]
pub struct Product {
    /// Name.
    pub name: String,
    /// Its page in the shop.
    pub url: Option<String>,
    /// Whether it is sold.
    pub active: bool,
    /// Names of its groups.
    pub groups: Vec<String>,
    /// Its offers.
    pub offers: Vec<Line>,
}

/// An offer of a page. Amounts and quantities are in ten-thousandths.
#[derive(Debug, Clone)]
pub struct Line {
    /// The offer.
    pub offer: Offer,
    /// Prices by price type, without the base price.
    pub prices: Vec<(String, i64)>,
    /// What each warehouse has of it, by code.
    pub stock: Vec<(String, i64)>,
}

/// So many offers of a product are shown.
const SHOWN: usize = 50;

/// A page of the products of a store, and how many there are in all; `text` is part of a name, an article number or a bar code.
///
/// # Errors
/// The database failed.
pub fn page(tx: &mut Tx<'_>, site: i64, text: &str, limit: i64, offset: i64) -> Result<(Vec<Product>, i64), Fault> {
    let scope = Scope::of(Sites::of([site]));
    let mut conditions = Vec::new();
    if !text.trim().is_empty() {
        let any = [holds("search", text), holds("codes", text)];
        let of_offer = kept::with_offer(&scope, &[database::Condition::Any(any.to_vec())]);
        conditions.push(database::Condition::Any(vec![holds("search", text), of_offer]));
    }
    let (rows, total) = kept::list(tx, &scope, &conditions, limit, offset)?;
    let ids: Vec<i64> = rows.iter().map(|product| product.id).collect();
    if ids.is_empty() {
        return Ok((Vec::new(), total));
    }
    let mut groups: HashMap<i64, Vec<String>> = HashMap::new();
    for (product, _, _, name) in kept::groups(tx, &scope, &ids)? {
        groups.entry(product).or_default().push(name);
    }
    let mut of_product: HashMap<i64, Vec<Offer>> = HashMap::new();
    for offer in kept_offers::of_products(tx, &scope, &ids)? {
        let some = of_product.entry(offer.product).or_default();
        if some.len() < SHOWN {
            some.push(offer);
        }
    }
    let offers: Vec<i64> = of_product.values().flatten().map(|offer| offer.id).collect();
    let (mut prices, mut stock): (HashMap<i64, Vec<_>>, HashMap<i64, Vec<_>>) = (HashMap::new(), HashMap::new());
    if !offers.is_empty() {
        for (offer, price_type, price) in kept_offers::prices(tx, &scope, &offers)? {
            prices.entry(offer).or_default().push((price_type, price));
        }
        for one in kept_offers::stock(tx, &scope, &offers)? {
            stock.entry(one.offer).or_default().push((one.warehouse, one.quantity));
        }
    }
    let mut line = |offer: Offer| Line {
        prices: prices.remove(&offer.id).unwrap_or_default(),
        stock: stock.remove(&offer.id).unwrap_or_default(),
        offer,
    };
    let products = rows.into_iter().map(|product| Product {
        offers: of_product.remove(&product.id).unwrap_or_default().into_iter().map(&mut line).collect(),
        groups: groups.remove(&product.id).unwrap_or_default(),
        name: product.name,
        url: product.url,
        active: product.active,
    });
    Ok((products.collect(), total))
}
