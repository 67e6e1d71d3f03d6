//! Registered integration modules.

use crate::{Result, Row, Sql, Tx};

/// A module as it is kept. `body` is the JSON object of its fields, as the API names them.
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// Internal id.
    pub id: i64,
    /// Code of the connection.
    pub code: String,
    /// Whether it works.
    pub active: bool,
    /// The key of its last registration.
    pub key: i64,
    /// Time of its first registration, in Unix seconds.
    pub created_at: i64,
    /// Time of its last registration, in Unix seconds.
    pub announced_at: i64,
    /// Its fields, as one JSON object.
    pub body: String,
}

const COLUMNS: &str = "id, code, active, key_id, created_at, announced_at, body";

/// The module of a code.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, code: &str) -> Result<Option<Module>> {
    tx.optional(Sql::new(format!("SELECT {COLUMNS} FROM integration_modules WHERE code = $1")).bind(code), read)
}

/// A module in a list, with its key.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The module.
    pub module: Module,
    /// Name of its key.
    pub key_name: String,
    /// Whether its key may be used.
    pub key_active: bool,
    /// Whether its key is deleted.
    pub key_deleted: bool,
    /// When its key was last used, in Unix seconds, if that has been counted.
    pub called_at: Option<i64>,
}

/// The most recently registered modules, newest first, and their total number.
///
/// # Errors
/// The engine refused it.
pub fn newest(tx: &mut Tx<'_>, most: i64) -> Result<(Vec<Line>, i64)> {
    let newest = "SELECT m.id, m.code, m.active, m.key_id, m.created_at, m.announced_at, m.body, k.name, k.active, k.deleted_at, u.at
                  FROM integration_modules m JOIN keys k ON k.id = m.key_id LEFT JOIN usage_last u ON u.key_id = m.key_id ORDER BY m.announced_at DESC, m.id DESC LIMIT $1";
    let modules = tx.all(Sql::new(newest).bind(most), |row| {
        let module = read(row)?;
        let key_deleted = row.maybe_int(9)?.is_some();
        Ok(Line { module, key_name: row.text(7)?, key_active: row.flag(8)?, key_deleted, called_at: row.maybe_int(10)? })
    })?;
    Ok((modules, tx.number("SELECT count(*) FROM integration_modules")?))
}

/// Adds a module or replaces the one of the same code; returns its id. `module.id` and, of a module that is there,
/// `module.created_at` are not read.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, module: &Module) -> Result<i64> {
    tx.number(
        Sql::new(
            "INSERT INTO integration_modules (code, active, key_id, created_at, announced_at, body) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (code) DO UPDATE SET active = excluded.active, key_id = excluded.key_id,
             announced_at = excluded.announced_at, body = excluded.body
             RETURNING id",
        )
        .bind(&module.code)
        .bind(module.active)
        .bind(module.key)
        .bind(module.created_at)
        .bind(module.announced_at)
        .bind(&module.body),
    )
}

/// Forgets a module; true when it was there.
///
/// # Errors
/// The engine refused it.
pub fn remove(tx: &mut Tx<'_>, code: &str) -> Result<bool> {
    Ok(tx.execute(Sql::new("DELETE FROM integration_modules WHERE code = $1").bind(code))? > 0)
}

fn read(row: &Row<'_>) -> Result<Module> {
    Ok(Module {
        id: row.int(0)?,
        code: row.text(1)?,
        active: row.flag(2)?,
        key: row.int(3)?,
        created_at: row.int(4)?,
        announced_at: row.int(5)?,
        body: row.text(6)?,
    })
}
