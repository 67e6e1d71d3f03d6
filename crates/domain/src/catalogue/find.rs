//! Which offers are meant: by internal id, else the shop's own id, else that of the accounting system.

use std::collections::HashMap;

use database::catalogue::offers::{self as kept, Offer};
use database::{Scope, Tx, Value};
use wire::{Int, Patch, Text};

use crate::fault::Fault;

/// What an offer is named by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// Internal id.
    pub id: Option<i64>,
    /// The shop's own id.
    pub external_id: Option<String>,
    /// Id in the accounting system.
    pub xml_id: Option<String>,
    /// The store it must be of.
    pub site: Option<i64>,
}

impl Named {
    /// The ids of an entity that was sent. A blank one names nothing.
    pub fn of(id: &Patch<Int>, external_id: &Patch<Text>, xml_id: &Patch<Text>, site: Option<i64>) -> Self {
        let text = |text: &Patch<Text>| text.value().map(|text| text.0.clone()).filter(|text| !text.is_empty());
        Self { id: id.value().map(|id| id.0), external_id: text(external_id), xml_id: text(xml_id), site }
    }

    /// Whether it names anything.
    pub fn is_empty(&self) -> bool {
        self.id.is_none() && self.external_id.is_none() && self.xml_id.is_none()
    }
}

/// The offers that are meant, in the order of the names. One that no store has, or several, where none was named, is not found.
///
/// # Errors
/// The database failed.
pub fn find(tx: &mut Tx<'_>, scope: &Scope, named: &[Named]) -> Result<Vec<Option<Offer>>, Fault> {
    let mut by_id: HashMap<i64, Offer> = HashMap::new();
    let ids: Vec<Value> = named.iter().filter_map(|named| named.id.map(Value::from)).collect();
    if !ids.is_empty() {
        by_id.extend(kept::of(tx, scope, "id", ids)?.into_iter().map(|offer| (offer.id, offer)));
    }
    let mut texts = |column: &'static str, wanted: &dyn Fn(&Named) -> Option<&String>| -> Result<HashMap<String, Vec<Offer>>, Fault> {
        let values: Vec<Value> = named.iter().filter_map(|named| wanted(named).map(Value::from)).collect();
        let mut found: HashMap<String, Vec<Offer>> = HashMap::new();
        if !values.is_empty() {
            for offer in kept::of(tx, scope, column, values)? {
                let text = if column == "xml_id" { offer.xml_id.clone() } else { offer.external_id.clone() };
                found.entry(text.unwrap_or_default()).or_default().push(offer);
            }
        }
        Ok(found)
    };
    let by_external = texts("external_id", &|named| named.external_id.as_ref())?;
    let by_xml = texts("xml_id", &|named| named.xml_id.as_ref())?;
    let one = |named: &Named| {
        let fits = |offer: &&Offer| named.site.is_none_or(|site| site == offer.site);
        if let Some(offer) = named.id.and_then(|id| by_id.get(&id)).filter(fits) {
            return Some(offer.clone());
        }
        let ways = [(&by_external, &named.external_id), (&by_xml, &named.xml_id)];
        ways.into_iter().find_map(|(found, text)| {
            let mut fitting = found.get(text.as_ref()?)?.iter().filter(fits);
            // An id of the accounting system may stand at several offers of a store: which of them is meant is not known.
            fitting.next().filter(|_| fitting.next().is_none()).cloned()
        })
    };
    Ok(named.iter().map(one).collect())
}

/// What the catalogue knows of something that is sold. Amounts are in ten-thousandths.
#[derive(Debug, Clone)]
pub struct Goods {
    /// The offer.
    pub offer: Offer,
    /// Its prices by price type, without the base price.
    pub prices: Vec<(String, i64)>,
}

/// The offers that are meant with their prices, as [`find`].
///
/// # Errors
/// The database failed.
pub fn goods(tx: &mut Tx<'_>, scope: &Scope, named: &[Named]) -> Result<Vec<Option<Goods>>, Fault> {
    let found = find(tx, scope, named)?;
    let ids: Vec<i64> = found.iter().flatten().map(|offer| offer.id).collect();
    let mut prices: HashMap<i64, Vec<(String, i64)>> = HashMap::new();
    if !ids.is_empty() {
        for (offer, price_type, price) in kept::prices(tx, scope, &ids)? {
            prices.entry(offer).or_default().push((price_type, price));
        }
    }
    let one = |offer: Offer| Goods { prices: prices.get(&offer.id).cloned().unwrap_or_default(), offer };
    Ok(found.into_iter().map(|offer| offer.map(one)).collect())
}
