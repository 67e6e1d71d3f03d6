//! Properties of products and their values.

use crate::condition::{append_all, own_text};
use crate::{Condition, Result, Scope, Sql, Tx};

/// A property, of whichever stores of a scope have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Whether all of its values are numbers.
    pub is_numeric: bool,
    /// Whether it is shown.
    pub visible: bool,
    /// Whether offers of one product differ by it.
    pub variative: bool,
}

/// How properties are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By code.
    Code,
    /// By the number of offers, fewest first.
    Fewest,
    /// By the number of offers, most first.
    Most,
}

/// A page of the properties that the scope sees and of which all this holds, and how many there are in all.
///
/// # Errors
/// The engine refused it.
pub fn list(
    tx: &mut Tx<'_>,
    scope: &Scope,
    conditions: &[Condition],
    order: Order,
    limit: i64,
    offset: i64,
) -> Result<(Vec<Property>, i64)> {
    let narrow = |sql: Sql| append_all(conditions, sql.within_sites("t", &scope.sites), "t");
    let total = tx.number(narrow(Sql::new("SELECT count(DISTINCT t.code) FROM product_properties t WHERE 1 = 1")))?;
    let text = "SELECT t.code, min(t.name), min(t.is_numeric), max(t.visible), max(t.variative) FROM product_properties t WHERE 1 = 1";
    let order = match order {
        Order::Code => "t.code",
        Order::Fewest => "sum(t.offers), t.code",
        Order::Most => "sum(t.offers) DESC, t.code",
    };
    let sql = narrow(Sql::new(text)).push(&format!(" GROUP BY t.code ORDER BY {order}"));
    let read = |row: &crate::Row<'_>| {
        Ok(Property { code: row.text(0)?, name: row.text(1)?, is_numeric: row.flag(2)?, visible: row.flag(3)?, variative: row.flag(4)? })
    };
    Ok((tx.all(sql.push_with(" LIMIT ? OFFSET ?", [limit.into(), offset.into()]), read)?, total))
}

/// Properties by their codes.
///
/// # Errors
/// The engine refused it.
pub fn of_codes(tx: &mut Tx<'_>, scope: &Scope, codes: &[String]) -> Result<Vec<Property>> {
    let wanted = Condition::OneOf(crate::On::Column("code"), codes.iter().map(|code| code.into()).collect());
    list(tx, scope, &[wanted], Order::Code, i64::MAX, 0).map(|(found, _)| found)
}

/// The stores that have these properties, as pairs of code and store.
///
/// # Errors
/// The engine refused it.
pub fn stores(tx: &mut Tx<'_>, scope: &Scope, codes: &[String]) -> Result<Vec<(String, i64)>> {
    let sql = Sql::new("SELECT t.code, t.site_id FROM product_properties t WHERE ").push_in("t.code", codes.iter());
    let sql = sql.within_sites("t", &scope.sites).push(" ORDER BY t.code, t.site_id");
    tx.all(sql, |row| Ok((row.text(0)?, row.int(1)?)))
}

/// The groups whose products have these properties: code, and id and name of the group.
///
/// # Errors
/// The engine refused it.
pub fn groups(tx: &mut Tx<'_>, scope: &Scope, codes: &[String]) -> Result<Vec<(String, i64, String)>> {
    let sql = Sql::new(
        "SELECT t.code, g.id, g.name FROM product_property_groups t JOIN product_groups g ON g.id = t.group_id AND g.site_id = t.site_id WHERE ",
    );
    let sql = sql.push_in("t.code", codes.iter()).within_sites("t", &scope.sites).push(" ORDER BY t.code, g.id");
    tx.all(sql, |row| Ok((row.text(0)?, row.int(1)?, row.text(2)?)))
}

/// Properties, by the alias of their table, that products of these groups have, within a scope.
pub fn in_groups(scope: &Scope, groups: Vec<crate::Value>) -> Condition {
    let sql = Sql::new("EXISTS (SELECT 1 FROM product_property_groups l WHERE l.site_id = t.site_id AND l.code = t.code AND ");
    let (text, values) = own_text(sql.push_in("l.group_id", groups).within_sites("l", &scope.sites).push(")"));
    Condition::Own(text, values)
}

/// Values of properties, each with the property's code and its store, and how many there are in all.
pub type Values = (Vec<(String, String, i64)>, i64);

/// A page of the values of properties of active offers that the scope sees: code, value, and how many offers have it; and how
/// many values there are in all. The first conditions speak of the property, the second ones of the offer (`o`).
///
/// # Errors
/// The engine refused it.
pub fn values(
    tx: &mut Tx<'_>,
    scope: &Scope,
    (of_property, of_offer): (&[Condition], &[Condition]),
    limit: i64,
    offset: i64,
) -> Result<Values> {
    let narrow = |sql: Sql| {
        let sql = append_all(of_property, sql.within_sites("v", &scope.sites), "t");
        append_all(of_offer, sql, "o").push(" GROUP BY v.code, v.value")
    };
    let from = "FROM offer_properties v JOIN offers o ON o.id = v.offer_id AND o.active = 1
        JOIN product_properties t ON t.site_id = v.site_id AND t.code = v.code WHERE 1 = 1";
    let total = tx.number(narrow(Sql::new(format!("SELECT count(*) FROM (SELECT v.code {from}"))).push(") found"))?;
    let sql = narrow(Sql::new(format!("SELECT v.code, v.value, count(*) {from}"))).push(" ORDER BY v.code, v.value");
    let read = |row: &crate::Row<'_>| Ok((row.text(0)?, row.text(1)?, row.int(2)?));
    Ok((tx.all(sql.push_with(" LIMIT ? OFFSET ?", [limit.into(), offset.into()]), read)?, total))
}
