//! Groups of products.

use crate::condition::append_all;
use crate::{Condition, Result, Row, Scope, Sql, Tx};

/// A group as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Internal id.
    pub id: i64,
    /// The store.
    pub site: i64,
    /// The shop's own id.
    pub external_id: Option<String>,
    /// The group it is in, and the shop's own id of that.
    pub parent: Option<i64>,
    /// The shop's own id of the group it is in.
    pub parent_external_id: Option<String>,
    /// How deep it lies, from 1.
    pub level: i64,
    /// Name.
    pub name: String,
    /// Whether it is in use.
    pub active: bool,
    /// Description.
    pub description: String,
}

const SELECT: &str = "SELECT t.id, t.site_id, t.external_id, t.parent_id, u.external_id, t.level, t.name, t.active, t.description
    FROM product_groups t LEFT JOIN product_groups u ON u.id = t.parent_id WHERE 1 = 1";

fn read(row: &Row<'_>) -> Result<Group> {
    Ok(Group {
        id: row.int(0)?,
        site: row.int(1)?,
        external_id: row.maybe_text(2)?,
        parent: row.maybe_int(3)?,
        parent_external_id: row.maybe_text(4)?,
        level: row.int(5)?,
        name: row.text(6)?,
        active: row.flag(7)?,
        description: row.text(8)?,
    })
}

/// A page of the groups that the scope sees and of which all this holds, by id, and how many there are in all.
///
/// # Errors
/// The engine refused it.
pub fn list(tx: &mut Tx<'_>, scope: &Scope, conditions: &[Condition], limit: i64, offset: i64) -> Result<(Vec<Group>, i64)> {
    let narrow = |sql: Sql| append_all(conditions, sql.within_sites("t", &scope.sites), "t");
    let total = tx.number(narrow(Sql::new("SELECT count(*) FROM product_groups t WHERE 1 = 1")))?;
    let sql = narrow(Sql::new(SELECT)).push_with(" ORDER BY t.id LIMIT ? OFFSET ?", [limit.into(), offset.into()]);
    Ok((tx.all(sql, read)?, total))
}

/// A group by its internal id.
///
/// # Errors
/// The engine refused it.
pub fn of_id(tx: &mut Tx<'_>, scope: &Scope, id: i64) -> Result<Option<Group>> {
    tx.optional(Sql::new(SELECT).push_with(" AND t.id = ?", [id.into()]).within_sites("t", &scope.sites), read)
}

/// A group of a store by the shop's own id.
///
/// # Errors
/// The engine refused it.
pub fn of_external(tx: &mut Tx<'_>, site: i64, external_id: &str) -> Result<Option<Group>> {
    tx.optional(Sql::new(SELECT).push_with(" AND t.site_id = ? AND t.external_id = ?", [site.into(), external_id.into()]), read)
}

/// Adds a group to a store and returns its id; none when its external id is taken.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, site: i64, group: &Group) -> Result<Option<i64>> {
    let sql = Sql::new(
        "INSERT INTO product_groups (site_id, external_id, parent_id, level, name, active, from_feed, description)
         VALUES ($1, $2, $3, $4, $5, $6, 0, $7) ON CONFLICT (site_id, external_id) DO NOTHING RETURNING id",
    );
    let sql = sql.bind(site).bind(group.external_id.as_ref()).bind(group.parent).bind(group.level).bind(&group.name);
    tx.optional(sql.bind(group.active).bind(&group.description), |row| row.int(0))
}

/// Changes a group of a store, found by its id, and moves what is below it to its level.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, site: i64, group: &Group, moved_by: i64) -> Result<()> {
    let sql = Sql::new(
        "UPDATE product_groups SET external_id = $1, parent_id = $2, level = $3, name = $4, active = $5, description = $6
         WHERE id = $7 AND site_id = $8",
    );
    let sql = sql.bind(group.external_id.as_ref()).bind(group.parent).bind(group.level).bind(&group.name).bind(group.active);
    tx.execute(sql.bind(&group.description).bind(group.id).bind(site))?;
    if moved_by == 0 {
        return Ok(());
    }
    let below = below(tx, site, group.id)?;
    let sql = Sql::new("UPDATE product_groups SET level = level + $1 WHERE site_id = $2 AND ").bind(moved_by).bind(site);
    tx.execute(sql.push_in("id", below)).map(drop)
}

/// The ids of all groups below one of a store.
///
/// # Errors
/// The engine refused it.
pub fn below(tx: &mut Tx<'_>, site: i64, id: i64) -> Result<Vec<i64>> {
    let sql = "WITH RECURSIVE below(id) AS (
            SELECT id FROM product_groups WHERE parent_id = $1 AND site_id = $2
            UNION SELECT g.id FROM product_groups g JOIN below b ON g.parent_id = b.id
        ) SELECT id FROM below LIMIT 30000";
    tx.all(Sql::new(sql).bind(id).bind(site), |row| row.int(0))
}
