//! Dictionaries of the account: statuses, order types, delivery types, couriers and the rest, by kind and code.

use crate::{Result, Sql, Tx};

/// One entry of a dictionary. `body` is the JSON object of its fields, as the API names them.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Internal id.
    pub id: i64,
    /// Which dictionary, such as `statuses`.
    pub kind: String,
    /// Code, unique in the dictionary.
    pub code: String,
    /// Whether it is in use.
    pub active: bool,
    /// Place in lists.
    pub ordering: i64,
    /// Its fields, as one JSON object.
    pub body: String,
}

/// Every entry of every dictionary, each dictionary in its order.
///
/// # Errors
/// The engine refused it.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Entry>> {
    tx.all("SELECT id, kind, code, active, ordering, body FROM reference ORDER BY kind, ordering, id", |row| {
        Ok(Entry {
            id: row.int(0)?,
            kind: row.text(1)?,
            code: row.text(2)?,
            active: row.flag(3)?,
            ordering: row.int(4)?,
            body: row.text(5)?,
        })
    })
}

/// Adds an entry or replaces the one of the same kind and code; returns its id. `entry.id` is not read.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, entry: &Entry) -> Result<i64> {
    tx.touch_house()?;
    tx.number(
        Sql::new(
            "INSERT INTO reference (kind, code, active, ordering, body) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (kind, code) DO UPDATE SET active = excluded.active, ordering = excluded.ordering, body = excluded.body
             RETURNING id",
        )
        .bind(&entry.kind)
        .bind(&entry.code)
        .bind(entry.active)
        .bind(entry.ordering)
        .bind(&entry.body),
    )
}

/// Removes an entry; true when it was there.
///
/// # Errors
/// The engine refused it.
pub fn remove(tx: &mut Tx<'_>, kind: &str, code: &str) -> Result<bool> {
    tx.touch_house()?;
    let removed = tx.execute(Sql::new("DELETE FROM reference WHERE kind = $1 AND code = $2").bind(kind).bind(code))?;
    Ok(removed > 0)
}
