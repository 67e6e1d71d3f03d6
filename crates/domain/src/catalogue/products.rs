//! Products as they are answered, with their offers and groups.

use std::collections::{BTreeMap, HashMap};

use database::catalogue::offers::{self as kept_offers, Offer};
use database::catalogue::products::{self as kept, Product};
use database::{Condition, On, Tx};
use serde_json::{Value, json};
use wire::Moment;
use wire::page::{Page, Pagination};
use wire::store::ProductFilter;

use super::intake::amount;
use super::narrow::{Narrow, given, holds};
use super::offers;
use crate::act::Act;
use crate::draft::{self, Body};
use crate::fault::Fault;

/// A page of products as JSON texts, by id.
///
/// # Errors
/// The database failed.
pub fn list(tx: &mut Tx<'_>, act: &Act<'_>, filter: &ProductFilter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    let narrow = narrowed(act, filter);
    let (rows, total) = kept::list(tx, act.scope, &narrow, page.limit, page.offset())?;
    let texts = bodies(tx, act, &rows, true)?.into_iter().map(|(_, body)| Value::Object(body).to_string());
    Ok((texts.collect(), page.of(total)))
}

fn narrowed(act: &Act<'_>, filter: &ProductFilter) -> Vec<Condition> {
    let mut narrow = Narrow::default();
    narrow.numbers("id", &filter.ids);
    narrow.stores(act, &filter.sites, &filter.catalogs);
    let flags = [
        ("active", &filter.active),
        ("popular", &filter.popular),
        ("in_stock", &filter.stock),
        ("novelty", &filter.novelty),
        ("recommended", &filter.recommended),
        ("markable", &filter.markable),
    ];
    flags.into_iter().for_each(|(column, flag)| narrow.flag(column, flag));
    narrow.text("external_id", given(&filter.external_id));
    narrow.text("manufacturer", given(&filter.manufacturer));
    narrow.text("url", filter.url.value().map(|url| url.0.trim()));
    narrow.after("id", filter.since_id.value().map(|id| id.0));
    narrow.after("updated_at", filter.since_updated_at.value().map(|at| at.0));
    if let Some(part) = filter.url_like.value().filter(|part| !part.trim().is_empty()) {
        narrow.0.push(Condition::Contains(On::Column("url"), part.trim().to_owned()));
    }
    if given(&filter.class_segment).is_some() {
        narrow.0.push(Condition::OneOf(On::Column("id"), Vec::new()));
    }
    if let Some(text) = given(&filter.name) {
        narrow.0.push(Condition::Any(vec![holds("search", text), kept::with_offer(act.scope, &[holds("codes", text)])]));
    }
    let groups = filter.groups.iter().map(|group| group.0.into()).collect::<Vec<_>>();
    if !groups.is_empty() {
        narrow.0.push(kept::in_groups(act.scope, "id", groups, "t.id"));
    }
    if let Some(group) = given(&filter.group_external_id) {
        narrow.0.push(kept::in_groups(act.scope, "external_id", vec![group.into()], "t.id"));
    }
    for (bound, at_least) in [(&filter.min_quantity, true), (&filter.max_quantity, false)] {
        narrow.0.extend(bound.value().map(|bound| kept::of_quantity(act.scope, bound.stored(), at_least)));
    }
    // One offer must have all that is asked of an offer.
    let mut offer = Narrow::default();
    offer.numbers("id", &filter.offer_ids);
    offer.text("external_id", given(&filter.offer_external_id));
    offer.text("xml_id", given(&filter.offer_xml_id));
    offer.text("xml_id", given(&filter.xml_id));
    offer.between("purchase_price", &filter.min_purchase_price, &filter.max_purchase_price);
    offer.prices(act.scope, &filter.price_type, (&filter.min_price, &filter.max_price), offers::base_price_type(act.account));
    offer.properties(act.scope, filter.properties.value().map(|properties| &properties.0));
    narrow.0.extend(offers::with_offer(act, offer));
    narrow.0
}

/// Products as they are answered, by id; with their offers, where these are asked for.
///
/// # Errors
/// The database failed.
pub fn bodies(tx: &mut Tx<'_>, act: &Act<'_>, rows: &[Product], with_offers: bool) -> Result<Vec<(i64, Body)>, Fault> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids = offers::ids(rows);
    let mut groups: HashMap<i64, Vec<Value>> = HashMap::new();
    for (product, id, external_id, _) in kept::groups(tx, act.scope, &ids)? {
        let mut group = json!({"id": id});
        if let Some(external_id) = external_id {
            group["externalId"] = json!(external_id);
        }
        groups.entry(product).or_default().push(group);
    }
    let found = kept_offers::of_products(tx, act.scope, &ids)?;
    let shown = if with_offers { offers::bodies(tx, act, &found, false)? } else { Vec::new() };
    let mut of_product: HashMap<i64, (Vec<&Offer>, Vec<Value>)> = HashMap::new();
    for (at, offer) in found.iter().enumerate() {
        let entry = of_product.entry(offer.product).or_default();
        entry.0.push(offer);
        entry.1.extend(shown.get(at).map(|body| Value::Object(body.clone())));
    }
    let body = |product: &Product| {
        let (own, shown) = of_product.remove(&product.id).unwrap_or_default();
        let (least, most, quantity) = offers::sums(&own);
        let mut body = Body::new();
        for (name, price) in [("minPrice", least), ("maxPrice", most)] {
            body.extend(price.map(|price| (name.to_owned(), amount(price))));
        }
        body.insert("catalogId".to_owned(), json!(product.site));
        body.insert("id".to_owned(), json!(product.id));
        let texts = [("article", &product.article), ("url", &product.url)];
        body.extend(texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), json!(text.as_ref()?)))));
        body.insert("name".to_owned(), json!(product.name));
        body.extend(draft::read(&product.body)?);
        for (name, mark) in ["popular", "stock", "novelty", "recommended"].into_iter().zip(product.marks) {
            body.insert(name.to_owned(), json!(mark));
        }
        body.insert("properties".to_owned(), shared(&own)?);
        body.insert("groups".to_owned(), groups.remove(&product.id).unwrap_or_default().into());
        let texts = [("externalId", &product.external_id), ("manufacturer", &product.manufacturer)];
        body.extend(texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), json!(text.as_ref()?)))));
        if with_offers {
            body.insert("offers".to_owned(), shown.into());
        }
        body.insert("active".to_owned(), json!(product.active));
        body.insert("quantity".to_owned(), amount(quantity));
        body.insert("markable".to_owned(), json!(product.markable));
        body.insert("updatedAt".to_owned(), draft::stored(Moment(product.updated_at)));
        body.insert("type".to_owned(), json!(product.kind));
        Ok((product.id, body))
    };
    rows.iter().map(body).collect()
}

/// The properties that all offers share; none is an empty list, as PHP writes it.
fn shared(offers: &[&Offer]) -> Result<Value, Fault> {
    let mut shared: Option<BTreeMap<String, Value>> = None;
    for offer in offers {
        let mut body = draft::read(&offer.body)?;
        let own: BTreeMap<String, Value> = match body.shift_remove("properties") {
            Some(Value::Object(properties)) => properties.into_iter().collect(),
            _ => BTreeMap::new(),
        };
        shared = Some(match shared {
            None => own,
            Some(known) => known.into_iter().filter(|(code, value)| own.get(code) == Some(value)).collect(),
        });
    }
    let shared = shared.unwrap_or_default();
    Ok(if shared.is_empty() { json!([]) } else { shared.into_iter().collect() })
}
