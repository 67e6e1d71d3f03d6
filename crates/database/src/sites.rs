//! Stores (sites) of the account.

use crate::{Result, Sql, Tx};

/// A store as it is kept. `body` is the JSON object of its other fields, as the API names them.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Internal id.
    pub id: i64,
    /// Symbolic code; it never changes.
    pub code: String,
    /// Name.
    pub name: String,
    /// Whether it is in use.
    pub active: bool,
    /// Place in lists.
    pub ordering: i64,
    /// The other fields, as one JSON object.
    pub body: String,
}

/// Every store, in the account's order.
///
/// # Errors
/// The engine refused it.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Site>> {
    tx.all("SELECT id, code, name, active, ordering, body FROM sites ORDER BY ordering, id", |row| {
        Ok(Site {
            id: row.int(0)?,
            code: row.text(1)?,
            name: row.text(2)?,
            active: row.flag(3)?,
            ordering: row.int(4)?,
            body: row.text(5)?,
        })
    })
}

/// Adds a store and returns its id; `None` when the code is taken.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, site: &Site, now: i64) -> Result<Option<i64>> {
    tx.touch_house()?;
    let id = tx.optional(
        Sql::new(
            "INSERT INTO sites (code, name, active, ordering, created_at, body) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (code) DO NOTHING RETURNING id",
        )
        .bind(&site.code)
        .bind(&site.name)
        .bind(site.active)
        .bind(site.ordering)
        .bind(now)
        .bind(&site.body),
        |row| row.int(0),
    )?;
    Ok(id)
}

/// Changes a store, found by its id.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, site: &Site) -> Result<()> {
    tx.touch_house()?;
    tx.execute(
        Sql::new("UPDATE sites SET name = $1, active = $2, ordering = $3, body = $4 WHERE id = $5")
            .bind(&site.name)
            .bind(site.active)
            .bind(site.ordering)
            .bind(&site.body)
            .bind(site.id),
    )
    .map(drop)
}
