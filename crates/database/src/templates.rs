//! Templates that people make: starting points of keys.

use std::collections::HashMap;

use crate::{Result, Row, Sql, Tx};

/// A template as it is kept. Times are in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Internal id.
    pub id: i64,
    /// Its code, used in URLs and stored with the keys created from it.
    pub code: String,
    /// Name, as people call it.
    pub name: String,
    /// When it was made.
    pub created_at: i64,
    /// When it was changed last.
    pub changed_at: i64,
    /// What a key starts with, as one JSON object.
    pub body: String,
}

const COLUMNS: &str = "id, code, name, created_at, changed_at, body";

/// Every template, in the order in which they were made.
///
/// # Errors
/// The engine refused it.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Template>> {
    tx.all(Sql::new(format!("SELECT {COLUMNS} FROM key_templates ORDER BY id")), read)
}

/// The number of undeleted keys created from each template, including built-in ones: code, number.
///
/// # Errors
/// The engine refused it.
pub fn counts(tx: &mut Tx<'_>) -> Result<HashMap<String, i64>> {
    let text = "SELECT CAST(body ->> 'template' AS TEXT) AS code, count(*) FROM keys
                WHERE deleted_at IS NULL AND CAST(body ->> 'template' AS TEXT) IS NOT NULL GROUP BY CAST(body ->> 'template' AS TEXT)";
    Ok(tx.all(text, |row| Ok((row.text(0)?, row.int(1)?)))?.into_iter().collect())
}

/// The template of a code.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, code: &str) -> Result<Option<Template>> {
    tx.optional(Sql::new(format!("SELECT {COLUMNS} FROM key_templates WHERE code = $1")).bind(code), read)
}

/// Adds a template and returns its id; `None` when another one has its code. `template.id` is not read.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, template: &Template) -> Result<Option<i64>> {
    let sql = Sql::new(
        "INSERT INTO key_templates (code, name, created_at, changed_at, body) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (code) DO NOTHING RETURNING id",
    );
    let sql = sql.bind(&template.code).bind(&template.name).bind(template.created_at).bind(template.changed_at).bind(&template.body);
    tx.optional(sql, |row| row.int(0))
}

/// Changes a template, found by its id; its code stays.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, template: &Template) -> Result<()> {
    let sql = Sql::new("UPDATE key_templates SET name = $1, changed_at = $2, body = $3 WHERE id = $4");
    tx.execute(sql.bind(&template.name).bind(template.changed_at).bind(&template.body).bind(template.id)).map(drop)
}

/// Deletes a template.
///
/// # Errors
/// The engine refused it.
pub fn remove(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM key_templates WHERE id = $1").bind(id)).map(drop)
}

/// Whether a key remembers a template of this code, deleted keys too.
///
/// # Errors
/// The engine refused it.
pub fn is_remembered(tx: &mut Tx<'_>, code: &str) -> Result<bool> {
    let text = "SELECT 1 FROM keys WHERE CAST(body ->> 'template' AS TEXT) = $1 LIMIT 1";
    Ok(tx.optional(Sql::new(text).bind(code), |row| row.int(0))?.is_some())
}

fn read(row: &Row<'_>) -> Result<Template> {
    Ok(Template {
        id: row.int(0)?,
        code: row.text(1)?,
        name: row.text(2)?,
        created_at: row.int(3)?,
        changed_at: row.int(4)?,
        body: row.text(5)?,
    })
}
