//! Keys as the search of the pages finds them: by name and hint, and by the texts in their bodies.

use crate::condition::like;
use crate::{Result, Row, Sql, Tx};

/// A key that may be shown as a result. Times are in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Internal id.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Prefix and last four characters of the token.
    pub hint: String,
    /// Whether it is switched on.
    pub active: bool,
    /// From when on it does not work.
    pub ends_at: Option<i64>,
    /// Why it works no more, such as `leaked`.
    pub cause: Option<String>,
    /// The name it has elsewhere.
    pub external_id: Option<String>,
    /// Its further fields, as one JSON object.
    pub body: String,
}

const COLUMNS: &str = "k.id, k.name, k.hint, k.active, k.ends_at, k.cause, k.external_id, k.body";

/// Keys whose name or hint holds a text, by name; the text is lower-cased by the caller.
///
/// # Errors
/// The engine refused it.
pub fn by_name(tx: &mut Tx<'_>, text: &str, most: i64) -> Result<Vec<Found>> {
    let sql = Sql::new(format!(
        "SELECT {COLUMNS} FROM keys k WHERE k.deleted_at IS NULL AND k.search LIKE $1 ESCAPE '\\' ORDER BY k.search, k.id LIMIT $2"
    ));
    tx.all(sql.bind(like(text)).bind(most), read)
}

/// One key that has not been deleted.
///
/// # Errors
/// The engine refused it.
pub fn by_id(tx: &mut Tx<'_>, id: i64) -> Result<Option<Found>> {
    tx.optional(Sql::new(format!("SELECT {COLUMNS} FROM keys k WHERE k.deleted_at IS NULL AND k.id = $1")).bind(id), read)
}

/// Keys that a condition holds for, in the order in which they were made. Every key with a body that says anything is
/// looked at: databases do not lower-case the letters of all alphabets alike.
///
/// # Errors
/// The engine refused it.
pub fn by_body(tx: &mut Tx<'_>, most: usize, wanted: impl Fn(&Found) -> bool) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    let text = format!("SELECT {COLUMNS} FROM keys k WHERE k.deleted_at IS NULL ORDER BY k.id");
    tx.all(Sql::new(text), |row| {
        if found.len() < most {
            found.extend(Some(read(row)?).filter(|key| wanted(key)));
        }
        Ok(())
    })?;
    Ok(found)
}

/// A key and its last call, if there was one: when, in Unix seconds, and how the caller named itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// The key.
    pub key: Found,
    /// Every store, also future ones.
    pub all_sites: bool,
    /// Its last call.
    pub last: Option<(i64, String)>,
}

/// Keys that a condition holds for, the one that called last first.
///
/// # Errors
/// The engine refused it.
pub fn used(tx: &mut Tx<'_>, wanted: impl Fn(&Used) -> bool) -> Result<Vec<Used>> {
    let text = format!(
        "SELECT {COLUMNS}, k.all_sites, u.at, u.agent FROM keys k LEFT JOIN usage_last u ON u.key_id = k.id
         WHERE k.deleted_at IS NULL ORDER BY coalesce(u.at, 0) DESC, k.id"
    );
    let mut found = Vec::new();
    tx.all(Sql::new(text), |row| {
        let last = row.maybe_int(9)?.zip(row.maybe_text(10)?);
        found.extend(Some(Used { key: read(row)?, all_sites: row.flag(8)?, last }).filter(|used| wanted(used)));
        Ok(())
    })?;
    Ok(found)
}

/// The stores of each key that is limited to some: key and store, in their order.
///
/// # Errors
/// The engine refused it.
pub fn stores(tx: &mut Tx<'_>) -> Result<Vec<(i64, i64)>> {
    tx.all("SELECT key_id, site_id FROM key_sites ORDER BY key_id, site_id", |row| Ok((row.int(0)?, row.int(1)?)))
}

fn read(row: &Row<'_>) -> Result<Found> {
    Ok(Found {
        id: row.int(0)?,
        name: row.text(1)?,
        hint: row.text(2)?,
        active: row.flag(3)?,
        ends_at: row.maybe_int(4)?,
        cause: row.maybe_text(5)?,
        external_id: row.maybe_text(6)?,
        body: row.text(7)?,
    })
}
