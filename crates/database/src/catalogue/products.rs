//! Products: found, listed, made and changed one by one.

use crate::condition::append_all;
use crate::{Condition, On, Result, Row, Scope, Sql, Tx, Value};

/// A product as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Internal id.
    pub id: i64,
    /// The store.
    pub site: i64,
    /// The shop's own id.
    pub external_id: Option<String>,
    /// Name.
    pub name: String,
    /// Article number.
    pub article: Option<String>,
    /// Manufacturer.
    pub manufacturer: Option<String>,
    /// Page in the shop.
    pub url: Option<String>,
    /// `product` or `service`.
    pub kind: String,
    /// Whether it is sold.
    pub active: bool,
    /// Whether it is under mandatory marking.
    pub markable: bool,
    /// Marked as popular, on sale, new, recommended.
    pub marks: [bool; 4],
    /// When it last changed, in Unix seconds.
    pub updated_at: i64,
    /// The text that is searched, lower-cased.
    pub search: String,
    /// The other fields, as a JSON object.
    pub body: String,
}

const COLUMNS: &str = "t.id, t.site_id, t.external_id, t.name, t.article, t.manufacturer, t.url, t.kind, t.active, t.markable, t.popular, \
                       t.in_stock, t.novelty, t.recommended, t.updated_at, t.search, t.body";

fn read(row: &Row<'_>) -> Result<Product> {
    Ok(Product {
        id: row.int(0)?,
        site: row.int(1)?,
        external_id: row.maybe_text(2)?,
        name: row.text(3)?,
        article: row.maybe_text(4)?,
        manufacturer: row.maybe_text(5)?,
        url: row.maybe_text(6)?,
        kind: row.text(7)?,
        active: row.flag(8)?,
        markable: row.flag(9)?,
        marks: [row.flag(10)?, row.flag(11)?, row.flag(12)?, row.flag(13)?],
        updated_at: row.int(14)?,
        search: row.text(15)?,
        body: row.text(16)?,
    })
}

/// A page of the products that the scope sees and of which all this holds, by id, and how many there are in all.
///
/// # Errors
/// The engine refused it.
pub fn list(tx: &mut Tx<'_>, scope: &Scope, conditions: &[Condition], limit: i64, offset: i64) -> Result<(Vec<Product>, i64)> {
    let narrow = |sql: Sql| append_all(conditions, sql.within_sites("t", &scope.sites), "t");
    let total = tx.number(narrow(Sql::new("SELECT count(*) FROM products t WHERE 1 = 1")))?;
    let sql = narrow(Sql::new(format!("SELECT {COLUMNS} FROM products t WHERE 1 = 1")));
    let sql = sql.push_with(" ORDER BY t.id LIMIT ? OFFSET ?", [limit.into(), offset.into()]);
    Ok((tx.all(sql, read)?, total))
}

/// Products by their ids; those the scope does not see are left out.
///
/// # Errors
/// The engine refused it.
pub fn of_ids(tx: &mut Tx<'_>, scope: &Scope, ids: &[i64]) -> Result<Vec<Product>> {
    let sql = Sql::new(format!("SELECT {COLUMNS} FROM products t WHERE ")).push_in("t.id", ids.iter().copied());
    tx.all(sql.within_sites("t", &scope.sites), read)
}

/// A product of a store by the shop's own id.
///
/// # Errors
/// The engine refused it.
pub fn of_external(tx: &mut Tx<'_>, site: i64, external_id: &str) -> Result<Option<Product>> {
    let sql = Sql::new(format!("SELECT {COLUMNS} FROM products t WHERE t.site_id = $1 AND t.external_id = $2"));
    tx.optional(sql.bind(site).bind(external_id), read)
}

/// Adds a product to its store and returns its id; none when its external id is taken.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, site: i64, product: &Product) -> Result<Option<i64>> {
    let sql = Sql::new(
        "INSERT INTO products (site_id, external_id, name, article, manufacturer, url, kind, active, markable, popular, in_stock, novelty,
            recommended, from_feed, gone, hash, updated_at, search, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, 0, 0, $14, $15, $16)
         ON CONFLICT (site_id, external_id) DO NOTHING RETURNING id",
    );
    let sql = sql.bind(site).bind(product.external_id.as_ref()).bind(&product.name).bind(product.article.as_ref());
    let sql = sql.bind(product.manufacturer.as_ref()).bind(product.url.as_ref()).bind(&product.kind);
    let sql = sql.bind(product.active).bind(product.markable);
    let sql = product.marks.iter().fold(sql, |sql, mark| sql.bind(*mark));
    tx.optional(sql.bind(product.updated_at).bind(&product.search).bind(&product.body), |row| row.int(0))
}

/// Changes a product of a store, found by its id.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, site: i64, product: &Product) -> Result<()> {
    let sql = Sql::new(
        "UPDATE products SET external_id = $1, name = $2, article = $3, manufacturer = $4, url = $5, kind = $6, active = $7, markable = $8,
            popular = $9, in_stock = $10, novelty = $11, recommended = $12, updated_at = $13, search = $14, body = $15
         WHERE id = $16 AND site_id = $17",
    );
    let sql = sql.bind(product.external_id.as_ref()).bind(&product.name).bind(product.article.as_ref());
    let sql = sql.bind(product.manufacturer.as_ref()).bind(product.url.as_ref()).bind(&product.kind);
    let sql = sql.bind(product.active).bind(product.markable);
    let sql = product.marks.iter().fold(sql, |sql, mark| sql.bind(*mark));
    let sql = sql.bind(product.updated_at).bind(&product.search).bind(&product.body);
    tx.execute(sql.bind(product.id).bind(site)).map(drop)
}

/// Notes that products of a store have changed. `now` is in Unix seconds.
///
/// # Errors
/// The engine refused it.
pub fn touch(tx: &mut Tx<'_>, site: i64, ids: &[i64], now: i64) -> Result<()> {
    let sql = Sql::new("UPDATE products SET updated_at = $1 WHERE site_id = $2 AND ").bind(now).bind(site);
    tx.execute(sql.push_in("id", ids.iter().copied())).map(drop)
}

/// Replaces the groups of a product of a store.
///
/// # Errors
/// The engine refused it.
pub fn set_groups(tx: &mut Tx<'_>, site: i64, product: i64, groups: &[i64]) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM products_in_groups WHERE product_id = $1").bind(product))?;
    let sql = Sql::new(
        "INSERT INTO products_in_groups (product_id, group_id) SELECT CAST($1 AS BIGINT), id FROM product_groups WHERE site_id = $2 AND ",
    );
    tx.execute(sql.bind(product).bind(site).push_in("id", groups.iter().copied())).map(drop)
}

/// A group that a product is in: the product, the group, the client's own id of the group, its name.
pub type InGroup = (i64, i64, Option<String>, String);

/// The groups of products: product, internal id and external id of the group, and its name.
///
/// # Errors
/// The engine refused it.
pub fn groups(tx: &mut Tx<'_>, scope: &Scope, products: &[i64]) -> Result<Vec<InGroup>> {
    let sql = Sql::new(
        "SELECT l.product_id, g.id, g.external_id, g.name FROM products_in_groups l JOIN product_groups g ON g.id = l.group_id WHERE ",
    );
    let sql = sql.push_in("l.product_id", products.iter().copied()).within_sites("g", &scope.sites);
    tx.all(sql.push(" ORDER BY l.product_id, g.id"), |row| Ok((row.int(0)?, row.int(1)?, row.maybe_text(2)?, row.text(3)?)))
}

/// Products with an offer of which all this holds, within a scope.
pub fn with_offer(scope: &Scope, conditions: &[Condition]) -> Condition {
    let sql = Sql::new("EXISTS (SELECT 1 FROM offers o WHERE o.product_id = t.id").within_sites("o", &scope.sites);
    let (text, values) = crate::condition::own_text(append_all(conditions, sql, "o").push(")"));
    Condition::Own(text, values)
}

/// Products of which there are at least, or else at most, so many, of all active offers within a scope.
pub fn of_quantity(scope: &Scope, bound: i64, at_least: bool) -> Condition {
    let sum = Sql::new("(SELECT CAST(coalesce(sum(o.quantity), 0) AS BIGINT) FROM offers o WHERE o.product_id = t.id AND o.active = 1");
    let (text, mut values) = crate::condition::own_text(sum.within_sites("o", &scope.sites).push(")"));
    values.push(bound.into());
    Condition::Own(format!("{text} {} ?", if at_least { ">=" } else { "<=" }), values)
}

/// Products in one of these groups, within a scope; `column` is `id` or `external_id` of the group.
pub fn in_groups(scope: &Scope, column: &'static str, groups: Vec<Value>, product: &str) -> Condition {
    let sql = Sql::new(format!(
        "EXISTS (SELECT 1 FROM products_in_groups l JOIN product_groups g ON g.id = l.group_id WHERE l.product_id = {product}"
    ));
    let one_of = [Condition::OneOf(On::Column(column), groups)];
    let (text, values) = crate::condition::own_text(append_all(&one_of, sql.within_sites("g", &scope.sites), "g").push(")"));
    Condition::Own(text, values)
}
