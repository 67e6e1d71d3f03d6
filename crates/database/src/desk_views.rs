//! Saved views of the lists of orders and customers, and the columns that each user chose.

use crate::{Result, Row, Sql, Tx};

/// A saved view of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// Internal id.
    pub id: i64,
    /// `orders` or `customers`.
    pub list: String,
    /// The user who saved it.
    pub user: i64,
    /// Whether every user of the list sees it.
    pub shared: bool,
    /// What it is called.
    pub name: String,
    /// Filters and sorting, as in the address of the list: `status=new&sort=created`.
    pub query: String,
    /// Names of its columns, separated by commas; empty for those of the user.
    pub columns: String,
    /// When it was saved, in Unix seconds.
    pub created_at: i64,
}

const COLUMNS: &str = "v.id, v.list, v.user_id, v.shared, v.name, v.query, v.columns, v.created_at";

fn read(row: &Row<'_>) -> Result<View> {
    Ok(View {
        id: row.int(0)?,
        list: row.text(1)?,
        user: row.int(2)?,
        shared: row.flag(3)?,
        name: row.text(4)?,
        query: row.text(5)?,
        columns: row.text(6)?,
        created_at: row.int(7)?,
    })
}

/// The views of a list that a user sees: their own and the shared ones, in the order in which they were saved.
///
/// # Errors
/// The engine refused it.
pub fn list(tx: &mut Tx<'_>, list: &str, user: i64) -> Result<Vec<View>> {
    let text = format!("SELECT {COLUMNS} FROM desk_views v WHERE v.list = $1 AND (v.user_id = $2 OR v.shared <> 0) ORDER BY v.id");
    tx.all(Sql::new(text).bind(list).bind(user), read)
}

/// Adds a view and returns its id; `view.id` is not read.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, view: &View) -> Result<i64> {
    let sql = Sql::new(
        "INSERT INTO desk_views (list, user_id, shared, name, query, columns, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
    );
    let sql = sql.bind(&view.list).bind(view.user).bind(view.shared).bind(&view.name).bind(&view.query).bind(&view.columns);
    tx.number(sql.bind(view.created_at))
}

/// Saves a view: its name, what it shows, and whether it is shared.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, view: &View) -> Result<()> {
    let sql = Sql::new("UPDATE desk_views SET shared = $1, name = $2, query = $3, columns = $4 WHERE id = $5");
    tx.execute(sql.bind(view.shared).bind(&view.name).bind(&view.query).bind(&view.columns).bind(view.id)).map(drop)
}

/// Deletes a view.
///
/// # Errors
/// The engine refused it.
pub fn delete(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM desk_views WHERE id = $1").bind(id)).map(drop)
}

/// The columns that a user chose for a list, separated by commas; empty where none were chosen.
///
/// # Errors
/// The engine refused it.
pub fn columns(tx: &mut Tx<'_>, list: &str, user: i64) -> Result<String> {
    let sql = Sql::new("SELECT c.columns FROM desk_columns c WHERE c.user_id = $1 AND c.list = $2").bind(user).bind(list);
    Ok(tx.optional(sql, |row| row.text(0))?.unwrap_or_default())
}

/// Keeps the columns that a user chose for a list.
///
/// # Errors
/// The engine refused it.
pub fn choose_columns(tx: &mut Tx<'_>, list: &str, user: i64, columns: &str) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO desk_columns (user_id, list, columns) VALUES ($1, $2, $3)
         ON CONFLICT (user_id, list) DO UPDATE SET columns = excluded.columns",
    );
    tx.execute(sql.bind(user).bind(list).bind(columns)).map(drop)
}
