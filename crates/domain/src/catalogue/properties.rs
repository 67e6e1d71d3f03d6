//! Properties of products and their values, as they are answered.

use database::catalogue::products;
use database::catalogue::properties::{self as kept, Order, Property};
use database::{Condition, On, Tx};
use serde_json::{Value, json};
use wire::page::{Page, Pagination};
use wire::store::{PropertyFilter, PropertySort, PropertyValueFilter};

use super::narrow::{Narrow, given};
use crate::act::Act;
use crate::draft::Body;
use crate::fault::Fault;

/// A page of properties as JSON texts.
///
/// # Errors
/// The database failed.
pub fn list(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    filter: &PropertyFilter,
    sort: PropertySort,
    page: Page,
) -> Result<(Vec<String>, Pagination), Fault> {
    let mut narrow = Narrow::default();
    narrow.text("code", given(&filter.code));
    narrow.flag("visible", &filter.visible);
    narrow.flag("variative", &filter.variative);
    narrow.stores(act, &filter.sites, &filter.catalogs);
    narrow.0.extend(given(&filter.name).map(named));
    if !filter.groups.is_empty() {
        narrow.0.push(kept::in_groups(act.scope, filter.groups.iter().map(|group| group.0.into()).collect()));
    }
    let order = match sort.offers_count {
        None => Order::Code,
        Some(true) => Order::Fewest,
        Some(false) => Order::Most,
    };
    let (rows, total) = kept::list(tx, act.scope, &narrow.0, order, page.limit, page.offset())?;
    let texts = bodies(tx, act, &rows)?.into_iter().map(|body| Value::Object(body).to_string());
    Ok((texts.collect(), page.of(total)))
}

/// A name is compared as it is written, and with another case of its letters.
fn named(text: &str) -> Condition {
    let mut capital = text.chars();
    let capital: String = capital.next().into_iter().flat_map(char::to_uppercase).chain(capital).collect();
    let one = |text: String| Condition::Contains(On::Column("name"), text);
    Condition::Any(vec![one(text.to_owned()), one(text.to_lowercase()), one(text.to_uppercase()), one(capital)])
}

fn bodies(tx: &mut Tx<'_>, act: &Act<'_>, rows: &[Property]) -> Result<Vec<Body>, Fault> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let codes: Vec<String> = rows.iter().map(|property| property.code.clone()).collect();
    let stores = kept::stores(tx, act.scope, &codes)?;
    let groups = kept::groups(tx, act.scope, &codes)?;
    let body = |property: &Property| {
        let sites = stores.iter().filter(|(code, _)| *code == property.code).map(|(_, site)| json!(act.account.site_code(*site)));
        let groups = groups.iter().filter(|(code, ..)| *code == property.code).map(|(_, id, name)| json!({"id": id, "name": name}));
        let mut body = Body::new();
        body.insert("sites".to_owned(), sites.collect());
        body.insert("groups".to_owned(), groups.collect());
        body.insert("code".to_owned(), json!(property.code));
        body.insert("name".to_owned(), json!(property.name));
        body.insert("isNumeric".to_owned(), json!(property.is_numeric));
        body.insert("visible".to_owned(), json!(property.visible));
        body.insert("variative".to_owned(), json!(property.variative));
        body
    };
    Ok(rows.iter().map(body).collect())
}

/// A page of values of properties as JSON texts.
///
/// # Errors
/// The database failed.
pub fn values(tx: &mut Tx<'_>, act: &Act<'_>, filter: &PropertyValueFilter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    let mut narrow = Narrow::default();
    narrow.text("code", given(&filter.property_code));
    narrow.0.extend(given(&filter.property_name).map(named));
    let mut of_offer = Vec::new();
    if !filter.groups.is_empty() {
        of_offer.push(products::in_groups(act.scope, "id", filter.groups.iter().map(|group| group.0.into()).collect(), "o.product_id"));
    }
    let (rows, total) = kept::values(tx, act.scope, (&narrow.0, &of_offer), page.limit, page.offset())?;
    let mut codes: Vec<String> = rows.iter().map(|(code, ..)| code.clone()).collect();
    codes.dedup();
    let properties = if codes.is_empty() { Vec::new() } else { kept::of_codes(tx, act.scope, &codes)? };
    let shown = bodies(tx, act, &properties)?;
    let text = |(code, value, count): &(String, String, i64)| {
        let property =
            properties.iter().position(|property| property.code == *code).and_then(|at| shown.get(at)).cloned().unwrap_or_default();
        json!({"property": property, "value": value, "offersCount": count}).to_string()
    };
    Ok((rows.iter().map(text).collect(), page.of(total)))
}
