//! Dictionaries of the account: statuses, order types, delivery types, couriers and the rest, by kind and code.

use crate::{Result, Sql, Tx, Value};

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

/// Adds many entries in one statement, in their order. Their ids are not read; their codes must be new.
///
/// # Errors
/// The engine refused it, also when a code is taken.
pub fn add_all(tx: &mut Tx<'_>, entries: &[Entry]) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    tx.touch_house()?;
    let rows = vec!["(?, ?, ?, ?, ?)"; entries.len()].join(", ");
    let values = entries.iter().flat_map(|entry| -> [Value; 5] {
        [(&entry.kind).into(), (&entry.code).into(), entry.active.into(), entry.ordering.into(), (&entry.body).into()]
    });
    tx.execute(Sql::new("INSERT INTO reference (kind, code, active, ordering, body) VALUES ").push_with(&rows, values)).map(drop)
}

/// Adds an entry to a dictionary without codes; its ID becomes its code. Returns the ID.
///
/// # Errors
/// The engine refused it.
pub fn add_numbered(tx: &mut Tx<'_>, entry: &Entry) -> Result<i64> {
    let id = save(tx, &Entry { code: String::new(), ..entry.clone() })?;
    tx.execute(Sql::new("UPDATE reference SET code = CAST(id AS TEXT) WHERE id = $1").bind(id))?;
    Ok(id)
}

/// Changes an entry, found by its id; its code too.
///
/// # Errors
/// The engine refused it, also when the code is taken.
pub fn update(tx: &mut Tx<'_>, entry: &Entry) -> Result<()> {
    tx.touch_house()?;
    tx.execute(
        Sql::new("UPDATE reference SET code = $1, active = $2, ordering = $3, body = $4 WHERE id = $5")
            .bind(&entry.code)
            .bind(entry.active)
            .bind(entry.ordering)
            .bind(&entry.body)
            .bind(entry.id),
    )
    .map(drop)
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
