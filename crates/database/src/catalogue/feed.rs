//! A feed on its way: what was read of it waits beside the catalogue, and becomes the catalogue in one transaction at the end.

use std::collections::HashMap;

use crate::{Result, Sql, Tx, Value};

/// A group of a feed.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its place in the feed.
    pub place: i64,
    /// The shop's own id, and that of the group it is in.
    pub external_id: String,
    /// The shop's own id of the group it is in.
    pub parent: Option<String>,
    /// How deep it lies, from 1.
    pub level: i64,
    /// Name.
    pub name: String,
}

/// A product of a feed.
#[derive(Debug, Clone)]
pub struct Product {
    /// The place in the feed of its first offer.
    pub place: i64,
    /// The shop's own id.
    pub external_id: String,
    /// Name.
    pub name: String,
    /// Article number.
    pub article: Option<String>,
    /// Manufacturer.
    pub manufacturer: Option<String>,
    /// Page in the shop.
    pub url: Option<String>,
    /// `product` or `service`.
    pub kind: &'static str,
    /// Whether it is sold.
    pub active: bool,
    /// Whether it is under mandatory marking.
    pub markable: bool,
    /// The shop's own ids of its groups.
    pub groups: Vec<String>,
    /// Changes with everything above.
    pub hash: i64,
    /// The text that is searched, lower-cased.
    pub search: String,
    /// The other fields, as a JSON object.
    pub body: String,
}

/// An offer of a feed. Amounts and quantities are in ten-thousandths.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Its place in the feed.
    pub place: i64,
    /// The shop's own id.
    pub external_id: String,
    /// The shop's own id of its product.
    pub product: String,
    /// Id in the accounting system.
    pub xml_id: Option<String>,
    /// Name.
    pub name: String,
    /// Article number.
    pub article: Option<String>,
    /// Whether it is sold.
    pub active: bool,
    /// Base price.
    pub price: Option<i64>,
    /// What it costs the shop.
    pub purchase_price: Option<i64>,
    /// How many there are.
    pub quantity: Option<i64>,
    /// Properties: codes and values.
    pub properties: Vec<(String, String)>,
    /// Changes with everything above.
    pub hash: i64,
    /// The name, lower-cased.
    pub search: String,
    /// Article number and bar codes, lower-cased.
    pub codes: String,
    /// The other fields, as a JSON object.
    pub body: String,
}

/// A property of the goods of a store, as a feed has it.
#[derive(Debug, Clone)]
pub struct Property {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Whether all of its values are numbers.
    pub is_numeric: bool,
    /// Whether the offers of one product differ by it.
    pub variative: bool,
    /// How many offers have it.
    pub offers: i64,
    /// The shop's own ids of the groups whose products have it.
    pub groups: Vec<String>,
}

/// So many rows are written by one statement.
const ROWS: usize = 100;

/// Writes rows, many by one statement; a row whose key is taken is passed over.
fn insert<const N: usize>(tx: &mut Tx<'_>, into: &str, rows: Vec<[Value; N]>) -> Result<()> {
    let mut rows = rows.into_iter().peekable();
    let marks = format!("({})", vec!["?"; N].join(", "));
    while rows.peek().is_some() {
        let some: Vec<[Value; N]> = rows.by_ref().take(ROWS).collect();
        let text = vec![marks.as_str(); some.len()].join(", ");
        let sql = Sql::new(format!("INSERT INTO {into} VALUES ")).push_with(&text, some.into_iter().flatten());
        tx.execute(sql.push(" ON CONFLICT DO NOTHING"))?;
    }
    Ok(())
}

/// What a table of a store has of these external ids: their hashes; what is gone counts as not there.
fn hashes(tx: &mut Tx<'_>, table: &str, site: i64, ids: &[&str]) -> Result<HashMap<String, i64>> {
    let mut found = HashMap::new();
    for some in ids.chunks(ROWS) {
        let sql = Sql::new(format!("SELECT external_id, hash FROM {table} WHERE site_id = $1 AND gone = 0 AND ")).bind(site);
        found.extend(tx.all(sql.push_in("external_id", some.iter().copied()), |row| Ok((row.text(0)?, row.int(1)?)))?);
    }
    Ok(found)
}

/// Puts groups beside the catalogue of the store that a load is of.
///
/// # Errors
/// The engine refused it.
pub fn stage_groups(tx: &mut Tx<'_>, load: i64, groups: &[Group]) -> Result<()> {
    let rows = groups.iter().map(|group| -> [Value; 6] {
        [
            load.into(),
            group.place.into(),
            (&group.external_id).into(),
            group.parent.as_ref().into(),
            group.level.into(),
            (&group.name).into(),
        ]
    });
    insert(tx, "staged_groups (load_id, place, external_id, parent_external_id, level, name)", rows.collect())
}

/// Puts products and offers beside the catalogue of a store, and returns how many of the offers are new or have changed.
///
/// # Errors
/// The engine refused it.
pub fn stage(tx: &mut Tx<'_>, site: i64, load: i64, products: &[Product], offers: &[Offer]) -> Result<usize> {
    let known = hashes(tx, "products", site, &products.iter().map(|product| product.external_id.as_str()).collect::<Vec<_>>())?;
    let mut in_groups: Vec<[Value; 3]> = Vec::new();
    let rows = products.iter().map(|product| -> [Value; 14] {
        let changed = known.get(&product.external_id) != Some(&product.hash);
        if changed {
            let links = product.groups.iter();
            in_groups.extend(links.map(|group| -> [Value; 3] { [load.into(), (&product.external_id).into(), group.into()] }));
        }
        [
            load.into(),
            product.place.into(),
            (&product.external_id).into(),
            changed.into(),
            (&product.name).into(),
            product.article.as_ref().into(),
            product.manufacturer.as_ref().into(),
            product.url.as_ref().into(),
            product.kind.into(),
            product.active.into(),
            product.markable.into(),
            product.hash.into(),
            (&product.search).into(),
            (&product.body).into(),
        ]
    });
    let rows = rows.collect();
    let into = "staged_products (load_id, place, external_id, changed, name, article, manufacturer, url, kind, active, markable, hash, search, body)";
    insert(tx, into, rows)?;
    insert(tx, "staged_in_groups (load_id, external_id, group_external_id)", in_groups)?;

    let known = hashes(tx, "offers", site, &offers.iter().map(|offer| offer.external_id.as_str()).collect::<Vec<_>>())?;
    let (mut properties, mut count): (Vec<[Value; 4]>, usize) = (Vec::new(), 0);
    let rows = offers.iter().map(|offer| -> [Value; 16] {
        let changed = known.get(&offer.external_id) != Some(&offer.hash);
        if changed {
            count += 1;
            let values = offer.properties.iter();
            properties.extend(
                values.map(|(code, value)| -> [Value; 4] { [load.into(), (&offer.external_id).into(), code.into(), value.into()] }),
            );
        }
        [
            load.into(),
            offer.place.into(),
            (&offer.external_id).into(),
            (&offer.product).into(),
            changed.into(),
            offer.xml_id.as_ref().into(),
            (&offer.name).into(),
            offer.article.as_ref().into(),
            offer.active.into(),
            offer.price.into(),
            offer.purchase_price.into(),
            offer.quantity.into(),
            offer.hash.into(),
            (&offer.search).into(),
            (&offer.codes).into(),
            (&offer.body).into(),
        ]
    });
    let rows = rows.collect();
    let into = "staged_offers (load_id, place, external_id, product_external_id, changed, xml_id, name, article, active, price, purchase_price, \
                quantity, hash, search, codes, body)";
    insert(tx, into, rows)?;
    insert(tx, "staged_properties (load_id, external_id, code, value)", properties)?;
    Ok(count)
}

/// Makes the catalogue of a store what was put beside it, and returns how many offers are gone. `now` is in Unix seconds.
///
/// # Errors
/// The engine refused it.
pub fn switch(tx: &mut Tx<'_>, site: i64, load: i64, properties: &[Property], now: i64) -> Result<i64> {
    switch_groups(tx, site, load)?;
    switch_products(tx, site, load, now)?;
    let gone = switch_offers(tx, site, load, now)?;
    switch_properties(tx, site, properties)?;
    Ok(gone)
}

fn switch_groups(tx: &mut Tx<'_>, site: i64, load: i64) -> Result<()> {
    let sql = "INSERT INTO product_groups (site_id, external_id, level, name, active, from_feed, description)
        SELECT CAST($1 AS BIGINT), s.external_id, s.level, s.name, 1, 1, '' FROM staged_groups s WHERE s.load_id = $2 ORDER BY s.place
        ON CONFLICT (site_id, external_id) DO UPDATE SET level = excluded.level, name = excluded.name, active = 1, from_feed = 1";
    tx.execute(Sql::new(sql).bind(site).bind(load))?;
    let sql = "UPDATE product_groups SET parent_id = (
            SELECT p.id FROM staged_groups s JOIN product_groups p ON p.site_id = $1 AND p.external_id = s.parent_external_id
            WHERE s.load_id = $2 AND s.external_id = product_groups.external_id
        ) WHERE site_id = $3 AND external_id IN (SELECT external_id FROM staged_groups WHERE load_id = $4)";
    tx.execute(Sql::new(sql).bind(site).bind(load).bind(site).bind(load))?;
    let sql = "UPDATE product_groups SET active = 0 WHERE site_id = $1 AND from_feed = 1 AND active = 1
        AND NOT EXISTS (SELECT 1 FROM staged_groups s WHERE s.load_id = $2 AND s.external_id = product_groups.external_id)";
    tx.execute(Sql::new(sql).bind(site).bind(load)).map(drop)
}

fn switch_products(tx: &mut Tx<'_>, site: i64, load: i64, now: i64) -> Result<()> {
    let sql = "INSERT INTO products (site_id, external_id, name, article, manufacturer, url, kind, active, markable, popular, in_stock, novelty,
            recommended, from_feed, gone, hash, updated_at, search, body)
        SELECT CAST($1 AS BIGINT), s.external_id, s.name, s.article, s.manufacturer, s.url, s.kind, s.active, s.markable, 0, 0, 0, 0, 1, 0,
            s.hash, CAST($2 AS BIGINT), s.search, s.body
        FROM staged_products s WHERE s.load_id = $3 AND s.changed = 1 ORDER BY s.place
        ON CONFLICT (site_id, external_id) DO UPDATE SET name = excluded.name, article = excluded.article, url = excluded.url,
            manufacturer = excluded.manufacturer, kind = excluded.kind, active = excluded.active, markable = excluded.markable, from_feed = 1,
            gone = 0, hash = excluded.hash, updated_at = excluded.updated_at, search = excluded.search, body = excluded.body";
    tx.execute(Sql::new(sql).bind(site).bind(now).bind(load))?;
    let changed = "SELECT p.id FROM staged_products s JOIN products p ON p.site_id = $1 AND p.external_id = s.external_id
        WHERE s.load_id = $2 AND s.changed = 1";
    let sql = format!("DELETE FROM products_in_groups WHERE product_id IN ({changed})");
    tx.execute(Sql::new(sql).bind(site).bind(load))?;
    let sql = "INSERT INTO products_in_groups (product_id, group_id)
        SELECT p.id, g.id FROM staged_in_groups s JOIN products p ON p.site_id = $1 AND p.external_id = s.external_id
        JOIN product_groups g ON g.site_id = $2 AND g.external_id = s.group_external_id WHERE s.load_id = $3";
    tx.execute(Sql::new(sql).bind(site).bind(site).bind(load))?;
    let sql = "UPDATE products SET active = 0, gone = 1, updated_at = $1 WHERE site_id = $2 AND from_feed = 1 AND gone = 0
        AND NOT EXISTS (SELECT 1 FROM staged_products s WHERE s.load_id = $3 AND s.external_id = products.external_id)";
    tx.execute(Sql::new(sql).bind(now).bind(site).bind(load)).map(drop)
}

fn switch_offers(tx: &mut Tx<'_>, site: i64, load: i64, now: i64) -> Result<i64> {
    // What the warehouses have was counted; the feed then only repeats it.
    let sql = "INSERT INTO offers (site_id, product_id, external_id, xml_id, name, article, active, price, purchase_price, quantity, stocked,
            from_feed, gone, hash, search, codes, body)
        SELECT CAST($1 AS BIGINT), p.id, s.external_id, s.xml_id, s.name, s.article, s.active, s.price, s.purchase_price, s.quantity, 0, 1, 0,
            s.hash, s.search, s.codes, s.body
        FROM staged_offers s JOIN products p ON p.site_id = $2 AND p.external_id = s.product_external_id WHERE s.load_id = $3 AND s.changed = 1
        ORDER BY s.place ON CONFLICT (site_id, external_id) DO UPDATE SET product_id = excluded.product_id, xml_id = excluded.xml_id, name = excluded.name,
            article = excluded.article, active = excluded.active, price = excluded.price, purchase_price = excluded.purchase_price,
            quantity = CASE WHEN offers.stocked = 1 THEN offers.quantity ELSE excluded.quantity END, from_feed = 1, gone = 0,
            hash = excluded.hash, search = excluded.search, codes = excluded.codes, body = excluded.body";
    tx.execute(Sql::new(sql).bind(site).bind(site).bind(load))?;
    let changed = "SELECT o.id FROM staged_offers s JOIN offers o ON o.site_id = $1 AND o.external_id = s.external_id
        WHERE s.load_id = $2 AND s.changed = 1";
    tx.execute(Sql::new(format!("DELETE FROM offer_properties WHERE offer_id IN ({changed})")).bind(site).bind(load))?;
    let sql = "INSERT INTO offer_properties (site_id, offer_id, code, value)
        SELECT o.site_id, o.id, s.code, s.value FROM staged_properties s JOIN offers o ON o.site_id = $1 AND o.external_id = s.external_id
        WHERE s.load_id = $2";
    tx.execute(Sql::new(sql).bind(site).bind(load))?;
    let sql = "UPDATE products SET updated_at = $1 WHERE site_id = $2 AND updated_at <> $3 AND id IN (
            SELECT o.product_id FROM staged_offers s JOIN offers o ON o.site_id = $4 AND o.external_id = s.external_id
            WHERE s.load_id = $5 AND s.changed = 1)";
    tx.execute(Sql::new(sql).bind(now).bind(site).bind(now).bind(site).bind(load))?;
    let absent = "site_id = $2 AND from_feed = 1 AND gone = 0
        AND NOT EXISTS (SELECT 1 FROM staged_offers s WHERE s.load_id = $3 AND s.external_id = offers.external_id)";
    let sql = format!("UPDATE products SET updated_at = $1 WHERE id IN (SELECT product_id FROM offers WHERE {absent})");
    tx.execute(Sql::new(sql).bind(now).bind(site).bind(load))?;
    let absent = absent.replace("$2", "$1").replace("$3", "$2");
    let gone = tx.execute(Sql::new(format!("UPDATE offers SET active = 0, gone = 1 WHERE {absent}")).bind(site).bind(load))?;
    Ok(i64::try_from(gone).unwrap_or(i64::MAX))
}

fn switch_properties(tx: &mut Tx<'_>, site: i64, properties: &[Property]) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM product_properties WHERE site_id = $1").bind(site))?;
    tx.execute(Sql::new("DELETE FROM product_property_groups WHERE site_id = $1").bind(site))?;
    let rows = properties.iter().map(|property| -> [Value; 7] {
        let (code, name) = (&property.code, &property.name);
        [site.into(), code.into(), name.into(), property.is_numeric.into(), true.into(), property.variative.into(), property.offers.into()]
    });
    insert(tx, "product_properties (site_id, code, name, is_numeric, visible, variative, offers)", rows.collect())?;
    for property in properties {
        for some in property.groups.chunks(ROWS) {
            let sql = "INSERT INTO product_property_groups (site_id, code, group_id)
                SELECT site_id, CAST($1 AS TEXT), id FROM product_groups WHERE site_id = $2 AND ";
            tx.execute(Sql::new(sql).bind(&property.code).bind(site).push_in("external_id", some.iter()))?;
        }
    }
    Ok(())
}

/// Takes away what was put beside the catalogue of a store by any load but `but`, some rows at a time; true when nothing is left.
///
/// # Errors
/// The engine refused it.
pub fn clear(tx: &mut Tx<'_>, site: i64, but: i64) -> Result<bool> {
    const SOME: i64 = 2000;
    let of_site = "SELECT id FROM catalogue_loads WHERE site_id = $1 AND id <> $2";
    for table in ["staged_properties", "staged_in_groups", "staged_offers", "staged_products", "staged_groups"] {
        // Both engines know their rows by a number of their own.
        let row = if tx.engine() == crate::Engine::Sqlite { "rowid" } else { "ctid" };
        let found = format!("SELECT {row} FROM {table} WHERE load_id IN ({of_site}) LIMIT $3");
        let found = if row == "ctid" { format!("ARRAY({found})") } else { found };
        let any = if row == "ctid" { "= ANY" } else { "IN" };
        let sql = Sql::new(format!("DELETE FROM {table} WHERE {row} {any} ({found})")).bind(site).bind(but).bind(SOME);
        if tx.execute(sql)? == SOME as u64 {
            return Ok(false);
        }
    }
    Ok(true)
}
