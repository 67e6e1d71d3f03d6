//! Offers: found by any of their ids, listed, with prices and stock.

use crate::condition::append_all;
use crate::{Condition, Result, Row, Scope, Sql, Tx, Value};

/// An offer as it is kept. Amounts and quantities are in ten-thousandths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Internal id.
    pub id: i64,
    /// The store.
    pub site: i64,
    /// Its product.
    pub product: i64,
    /// The shop's own id.
    pub external_id: Option<String>,
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
    /// What one unit costs the shop.
    pub purchase_price: Option<i64>,
    /// How many there are.
    pub quantity: Option<i64>,
    /// The other fields, as a JSON object.
    pub body: String,
}

const COLUMNS: &str = "o.id, o.site_id, o.product_id, o.external_id, o.xml_id, o.name, o.article, o.active, o.price, o.purchase_price, \
                       o.quantity, o.body";

fn read(row: &Row<'_>) -> Result<Offer> {
    Ok(Offer {
        id: row.int(0)?,
        site: row.int(1)?,
        product: row.int(2)?,
        external_id: row.maybe_text(3)?,
        xml_id: row.maybe_text(4)?,
        name: row.text(5)?,
        article: row.maybe_text(6)?,
        active: row.flag(7)?,
        price: row.maybe_int(8)?,
        purchase_price: row.maybe_int(9)?,
        quantity: row.maybe_int(10)?,
        body: row.text(11)?,
    })
}

/// A page of the offers that the scope sees and of which all this holds, by id, and how many there are in all. The conditions
/// may speak of the offer alone.
///
/// # Errors
/// The engine refused it.
pub fn list(tx: &mut Tx<'_>, scope: &Scope, conditions: &[Condition], limit: i64, offset: i64) -> Result<(Vec<Offer>, i64)> {
    let narrow = |sql: Sql| append_all(conditions, sql.within_sites("o", &scope.sites), "o");
    let total = tx.number(narrow(Sql::new("SELECT count(*) FROM offers o WHERE 1 = 1")))?;
    let sql = narrow(Sql::new(format!("SELECT {COLUMNS} FROM offers o WHERE 1 = 1")));
    let sql = sql.push_with(" ORDER BY o.id LIMIT ? OFFSET ?", [limit.into(), offset.into()]);
    Ok((tx.all(sql, read)?, total))
}

/// The offers of these products, by id.
///
/// # Errors
/// The engine refused it.
pub fn of_products(tx: &mut Tx<'_>, scope: &Scope, products: &[i64]) -> Result<Vec<Offer>> {
    let sql = Sql::new(format!("SELECT {COLUMNS} FROM offers o WHERE ")).push_in("o.product_id", products.iter().copied());
    tx.all(sql.within_sites("o", &scope.sites).push(" ORDER BY o.id"), read)
}

/// The offers with one of these values in a column (`id`, `external_id` or `xml_id`), by id.
///
/// # Errors
/// The engine refused it.
pub fn of(tx: &mut Tx<'_>, scope: &Scope, column: &str, values: Vec<Value>) -> Result<Vec<Offer>> {
    let sql = Sql::new(format!("SELECT {COLUMNS} FROM offers o WHERE ")).push_in(&format!("o.{column}"), values);
    tx.all(sql.within_sites("o", &scope.sites).push(" ORDER BY o.id"), read)
}

/// Whether a store has any.
///
/// # Errors
/// The engine refused it.
pub fn any(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(tx.optional("SELECT id FROM offers LIMIT 1", |row| row.int(0))?.is_some())
}

/// Comes before the first offers are added: every node is to know from then on that lines of orders may name some.
///
/// # Errors
/// The engine refused it.
pub fn before_first(tx: &mut Tx<'_>) -> Result<()> {
    if any(tx)? { Ok(()) } else { tx.touch_house() }
}

/// Adds an offer to a store and returns its id; none when its external id is taken. `search` and `codes` are what is searched.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, site: i64, offer: &Offer, search: &str, codes: &str) -> Result<Option<i64>> {
    let sql = Sql::new(
        "INSERT INTO offers (site_id, product_id, external_id, xml_id, name, article, active, price, purchase_price, quantity, stocked,
            from_feed, gone, hash, search, codes, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, 0, $11, $12, $13)
         ON CONFLICT (site_id, external_id) DO NOTHING RETURNING id",
    );
    let sql = sql.bind(site).bind(offer.product).bind(offer.external_id.as_ref()).bind(offer.xml_id.as_ref()).bind(&offer.name);
    let sql = sql.bind(offer.article.as_ref()).bind(offer.active).bind(offer.price).bind(offer.purchase_price).bind(offer.quantity);
    tx.optional(sql.bind(search).bind(codes).bind(&offer.body), |row| row.int(0))
}

/// Prices of offers by price type, without the base price: offer, price type, price.
///
/// # Errors
/// The engine refused it.
pub fn prices(tx: &mut Tx<'_>, scope: &Scope, offers: &[i64]) -> Result<Vec<(i64, String, i64)>> {
    let sql = Sql::new("SELECT p.offer_id, p.price_type, p.price FROM offer_prices p WHERE ").push_in("p.offer_id", offers.iter().copied());
    let sql = sql.within_sites("p", &scope.sites).push(" ORDER BY p.offer_id, p.price_type");
    tx.all(sql, |row| Ok((row.int(0)?, row.text(1)?, row.int(2)?)))
}

/// Sets a price of an offer of a store; `None` takes it away.
///
/// # Errors
/// The engine refused it.
pub fn set_price(tx: &mut Tx<'_>, site: i64, offer: i64, price_type: &str, price: Option<i64>) -> Result<()> {
    let Some(price) = price else {
        let sql = Sql::new("DELETE FROM offer_prices WHERE offer_id = $1 AND price_type = $2 AND site_id = $3");
        return tx.execute(sql.bind(offer).bind(price_type).bind(site)).map(drop);
    };
    let sql = Sql::new(
        "INSERT INTO offer_prices (site_id, offer_id, price_type, price) VALUES ($1, $2, $3, $4)
         ON CONFLICT (offer_id, price_type) DO UPDATE SET price = excluded.price",
    );
    tx.execute(sql.bind(site).bind(offer).bind(price_type).bind(price)).map(drop)
}

/// Sets the base price of an offer of a store.
///
/// # Errors
/// The engine refused it.
pub fn set_base_price(tx: &mut Tx<'_>, site: i64, offer: i64, price: Option<i64>) -> Result<()> {
    let sql = Sql::new("UPDATE offers SET price = $1 WHERE id = $2 AND site_id = $3");
    tx.execute(sql.bind(price).bind(offer).bind(site)).map(drop)
}

/// What a warehouse has of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stock {
    /// The offer.
    pub offer: i64,
    /// Code of the warehouse.
    pub warehouse: String,
    /// How many, in ten-thousandths.
    pub quantity: i64,
    /// What one unit of them costs the shop, in ten-thousandths.
    pub purchase_price: Option<i64>,
}

/// What the warehouses have of offers.
///
/// # Errors
/// The engine refused it.
pub fn stock(tx: &mut Tx<'_>, scope: &Scope, offers: &[i64]) -> Result<Vec<Stock>> {
    let sql = Sql::new("SELECT s.offer_id, s.warehouse, s.quantity, s.purchase_price FROM offer_stock s WHERE ");
    let sql = sql.push_in("s.offer_id", offers.iter().copied()).within_sites("s", &scope.sites).push(" ORDER BY s.offer_id, s.warehouse");
    tx.all(sql, |row| Ok(Stock { offer: row.int(0)?, warehouse: row.text(1)?, quantity: row.int(2)?, purchase_price: row.maybe_int(3)? }))
}

/// Sets what a warehouse has of an offer of a store; what is `None` stays as it is.
///
/// # Errors
/// The engine refused it.
pub fn set_stock(tx: &mut Tx<'_>, site: i64, stock: &Stock, quantity: Option<i64>) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO offer_stock (site_id, offer_id, warehouse, quantity, purchase_price) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (offer_id, warehouse) DO UPDATE SET quantity = coalesce($6, offer_stock.quantity),
            purchase_price = coalesce(excluded.purchase_price, offer_stock.purchase_price)",
    );
    let sql = sql.bind(site).bind(stock.offer).bind(&stock.warehouse).bind(quantity.unwrap_or(0)).bind(stock.purchase_price);
    tx.execute(sql.bind(quantity)).map(drop)
}

/// Adds up what the warehouses have of offers of a store.
///
/// # Errors
/// The engine refused it.
pub fn sum_up(tx: &mut Tx<'_>, site: i64, offers: &[i64]) -> Result<()> {
    let sql = Sql::new(
        "UPDATE offers SET stocked = 1, quantity = (SELECT coalesce(sum(s.quantity), 0) FROM offer_stock s WHERE s.offer_id = offers.id)
         WHERE site_id = $1 AND ",
    );
    tx.execute(sql.bind(site).push_in("id", offers.iter().copied())).map(drop)
}

/// Offers, by the alias of their table, whose product meets these conditions, within a scope.
pub fn of_product(scope: &Scope, conditions: &[Condition]) -> Condition {
    let sql = Sql::new("EXISTS (SELECT 1 FROM products p WHERE p.id = o.product_id").within_sites("p", &scope.sites);
    let (text, values) = crate::condition::own_text(append_all(conditions, sql, "p").push(")"));
    Condition::Own(text, values)
}

/// Offers with a price of this type, from one bound to another, within a scope.
pub fn priced(scope: &Scope, price_type: &str, least: Option<i64>, most: Option<i64>) -> Condition {
    let sql = Sql::new("EXISTS (SELECT 1 FROM offer_prices x WHERE x.offer_id = o.id").within_sites("x", &scope.sites);
    let mut sql = sql.push_with(" AND x.price_type = ?", [price_type.into()]);
    for (sign, bound) in [(">=", least), ("<=", most)] {
        if let Some(bound) = bound {
            sql = sql.push_with(&format!(" AND x.price {sign} ?"), [bound.into()]);
        }
    }
    let (text, values) = crate::condition::own_text(sql.push(")"));
    Condition::Own(text, values)
}

/// Offers with a property of one of these values, within a scope.
pub fn with_property(scope: &Scope, code: &str, values: Vec<Value>) -> Condition {
    let sql = Sql::new("EXISTS (SELECT 1 FROM offer_properties x WHERE x.offer_id = o.id").within_sites("x", &scope.sites);
    let sql = sql.push_with(" AND x.code = ?", [code.into()]).push(" AND ").push_in("x.value", values);
    let (text, values) = crate::condition::own_text(sql.push(")"));
    Condition::Own(text, values)
}

/// Sets what one unit of an offer of a store costs the shop.
///
/// # Errors
/// The engine refused it.
pub fn set_purchase_price(tx: &mut Tx<'_>, site: i64, offer: i64, price: i64) -> Result<()> {
    let sql = Sql::new("UPDATE offers SET purchase_price = $1 WHERE id = $2 AND site_id = $3");
    tx.execute(sql.bind(price).bind(offer).bind(site)).map(drop)
}
