//! What a feed brings, turned into rows: batch by batch, with what is counted on the way.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use database::catalogue::feed as kept;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use wire::Money;

use super::feed::offer::Unit;
use super::feed::{Offer, Refusal};
use crate::contact::folded;

/// So many offers are written in one transaction.
pub const BATCH: usize = 250;
/// So many refused offers are kept with their reasons; the rest are only counted.
pub const KEPT_REFUSALS: usize = 500;
/// The most different properties and units of a feed.
const MOST_PROPERTIES: usize = 2000;
const MOST_UNITS: usize = 500;
/// The most groups that are noted for one property.
const MOST_GROUPS: usize = 500;

/// A property while its offers are read.
#[derive(Debug)]
struct Property {
    name: String,
    is_numeric: bool,
    variative: bool,
    offers: i64,
    groups: BTreeSet<String>,
}

/// What has been read of a feed and waits to be written.
#[derive(Debug, Default)]
pub struct Intake {
    products: Vec<kept::Product>,
    offers: Vec<kept::Offer>,
    /// Hashes of the ids that were seen, of products and offers: the ids themselves would take more memory.
    seen_products: HashSet<u64>,
    seen_offers: HashSet<u64>,
    properties: BTreeMap<String, Property>,
    /// The properties of the last offer, with its product.
    last: Option<(String, Vec<(String, String)>)>,
    units: BTreeMap<String, Unit>,
    /// The first of the refused offers.
    pub refusals: Vec<Refusal>,
    /// How many were refused.
    pub refused: i64,
    /// How many were good.
    pub good: i64,
}

impl Intake {
    /// Notes an offer that is refused.
    pub fn refuse(&mut self, refusal: Refusal) {
        self.refused += 1;
        if self.refusals.len() < KEPT_REFUSALS {
            self.refusals.push(refusal);
        }
    }

    /// Takes an offer.
    pub fn take(&mut self, line: u64, offer: Offer) {
        if !self.seen_offers.insert(hash_of(&offer.id)) {
            let refusal = Refusal { line, offer: offer.id, reason: "repeated".to_owned(), about: String::new() };
            return self.refuse(refusal);
        }
        self.good += 1;
        if self.seen_products.insert(hash_of(&offer.product_id)) {
            self.products.push(kept::Product { place: self.good, ..product_of(&offer) });
        }
        self.count_properties(&offer);
        if let Some(unit) = &offer.unit
            && self.units.len() < MOST_UNITS
        {
            self.units.entry(unit.code.clone()).or_insert_with(|| unit.clone());
        }
        self.offers.push(kept::Offer { place: self.good, ..offer_of(offer) });
    }

    /// Whether there is enough for a batch.
    pub fn is_full(&self) -> bool {
        self.offers.len() >= BATCH
    }

    /// What has been read since the last batch.
    pub fn batch(&mut self) -> (Vec<kept::Product>, Vec<kept::Offer>) {
        (std::mem::take(&mut self.products), std::mem::take(&mut self.offers))
    }

    fn count_properties(&mut self, offer: &Offer) {
        let own: Vec<(String, String)> = offer.properties.iter().map(|property| (property.code.clone(), property.value.clone())).collect();
        for property in &offer.properties {
            if self.properties.len() >= MOST_PROPERTIES && !self.properties.contains_key(&property.code) {
                continue;
            }
            let fresh = || Property { name: property.name.clone(), is_numeric: true, variative: false, offers: 0, groups: BTreeSet::new() };
            let known = self.properties.entry(property.code.clone()).or_insert_with(fresh);
            known.offers += 1;
            known.is_numeric &= Money::of(&Value::String(property.value.clone())).is_some();
            for group in &offer.groups {
                if known.groups.len() < MOST_GROUPS {
                    known.groups.insert(group.clone());
                }
            }
            // Shops write the offers of one product one after the other.
            let differs = |(product, values): &(String, Vec<(String, String)>)| {
                *product == offer.product_id && values.iter().any(|(code, value)| *code == property.code && *value != property.value)
            };
            known.variative |= self.last.as_ref().is_some_and(differs);
        }
        self.last = Some((offer.product_id.clone(), own));
    }

    /// The properties of all offers.
    pub fn properties(&self) -> Vec<kept::Property> {
        let one = |(code, property): (&String, &Property)| kept::Property {
            code: code.clone(),
            name: property.name.clone(),
            is_numeric: property.is_numeric,
            variative: property.variative,
            offers: property.offers,
            groups: property.groups.iter().cloned().collect(),
        };
        self.properties.iter().map(one).collect()
    }

    /// The units of all offers.
    pub fn units(&self) -> Vec<Unit> {
        self.units.values().cloned().collect()
    }
}

fn hash_of(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// A number that changes with a text; never zero.
fn content_hash(text: &str) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..8]);
    match i64::from_le_bytes(first) {
        0 => 1,
        hash => hash,
    }
}

fn product_of(offer: &Offer) -> kept::Product {
    let mut body = Map::new();
    if let Some(description) = &offer.description {
        body.insert("description".to_owned(), json!(description));
    }
    if let Some(picture) = offer.pictures.first() {
        body.insert("imageUrl".to_owned(), json!(picture));
    }
    let mut product = kept::Product {
        place: 0,
        external_id: offer.product_id.clone(),
        search: search(&[Some(&offer.product_name), offer.article.as_ref()]),
        name: offer.product_name.clone(),
        article: offer.article.clone(),
        manufacturer: offer.vendor.clone(),
        url: offer.url.clone(),
        kind: if offer.is_service { "service" } else { "product" },
        active: offer.product_active,
        markable: offer.markable,
        groups: offer.groups.clone(),
        hash: 0,
        body: Value::Object(body).to_string(),
    };
    product.hash = content_hash(&format!("{product:?}"));
    product
}

fn offer_of(offer: Offer) -> kept::Offer {
    let mut body = Map::new();
    if !offer.pictures.is_empty() {
        body.insert("images".to_owned(), json!(offer.pictures));
    }
    if let Some(weight) = offer.weight {
        body.insert("weight".to_owned(), weight.json());
    }
    for (side, name) in offer.dimensions.into_iter().flatten().zip(["length", "width", "height"]) {
        body.insert(name.to_owned(), side.json());
    }
    if let Some(rate) = &offer.vat_rate {
        body.insert("vatRate".to_owned(), json!(rate));
    }
    if let Some(barcode) = offer.barcodes.first() {
        body.insert("barcode".to_owned(), json!(barcode));
    }
    if let Some(unit) = &offer.unit {
        body.insert("unit".to_owned(), json!({"code": unit.code, "name": unit.name, "sym": unit.sym}));
    }
    let properties: Map<String, Value> = offer.properties.iter().map(|property| (property.code.clone(), json!(property.value))).collect();
    if !properties.is_empty() {
        body.insert("properties".to_owned(), Value::Object(properties));
    }
    let codes: Vec<Option<&String>> = std::iter::once(offer.article.as_ref()).chain(offer.barcodes.iter().map(Some)).collect();
    let mut row = kept::Offer {
        place: 0,
        search: folded(&offer.name).into_owned(),
        codes: search(&codes),
        external_id: offer.id,
        product: offer.product_id,
        xml_id: offer.xml_id,
        name: offer.name,
        article: offer.article,
        active: offer.active,
        price: offer.price.map(Money::stored),
        purchase_price: offer.purchase_price.map(Money::stored),
        quantity: offer.quantity.map(Money::stored),
        properties: offer.properties.into_iter().map(|property| (property.code, property.value)).collect(),
        hash: 0,
        body: Value::Object(body).to_string(),
    };
    row.hash = content_hash(&format!("{row:?}"));
    row
}

/// Texts as they are searched, a line for each.
pub fn search(texts: &[Option<&String>]) -> String {
    let texts: Vec<&str> = texts.iter().flatten().map(|text| text.as_str()).collect();
    folded(&texts.join("\n")).into_owned()
}

/// An amount that is kept in ten-thousandths.
pub fn amount(stored: i64) -> Value {
    Money((Decimal::from(stored) / Decimal::from(10_000)).normalize()).json()
}
