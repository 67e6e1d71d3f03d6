//! People of the account.

use crate::{Result, Sql, Tx};

/// A person as kept. Times are in Unix seconds.
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    /// Internal id.
    pub id: i64,
    /// Email, lower-cased, used to sign in.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name, possibly empty.
    pub last_name: String,
    /// `administrator`, `manager` or `read-only`.
    pub role: String,
    /// Work status: `free`, `busy`, `dinner`, `break`.
    pub status: String,
    /// Whether they may sign in.
    pub active: bool,
    /// Argon2 hash of the password, in PHC form.
    pub password_hash: String,
    /// When they were added.
    pub created_at: i64,
    /// Further fields as one JSON object: position, phone, groups.
    pub body: String,
    /// The language of their pages, such as `es`; `None` for the account's.
    pub language: Option<String>,
    /// Whether they have put the checklist of the start page away.
    pub hides_checklist: bool,
    /// What they see of orders and customers, as JSON; empty where it was never chosen.
    pub desk: String,
}

const COLUMNS: &str =
    "id, email, first_name, last_name, role, status, active, password_hash, created_at, body, language, hides_checklist, desk";

fn read(row: &crate::Row<'_>) -> Result<User> {
    Ok(User {
        id: row.int(0)?,
        email: row.text(1)?,
        first_name: row.text(2)?,
        last_name: row.text(3)?,
        role: row.text(4)?,
        status: row.text(5)?,
        active: row.flag(6)?,
        password_hash: row.text(7)?,
        created_at: row.int(8)?,
        body: row.text(9)?,
        language: row.maybe_text(10)?,
        hides_checklist: row.flag(11)?,
        desk: row.text(12)?,
    })
}

/// Everyone, oldest first.
///
/// # Errors
/// The engine refused it.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<User>> {
    tx.all(Sql::new(format!("SELECT {COLUMNS} FROM users ORDER BY id")), read)
}

/// One person by id.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, id: i64) -> Result<Option<User>> {
    tx.optional(Sql::new(format!("SELECT {COLUMNS} FROM users WHERE id = $1")).bind(id), read)
}

/// Adds a user and returns the ID; `None` if the email is taken. `user.id` is not read.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, user: &User) -> Result<Option<i64>> {
    tx.touch_house()?;
    tx.optional(
        Sql::new(
            "INSERT INTO users (email, first_name, last_name, role, status, active, password_hash, created_at, body, language, desk)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (email) DO NOTHING RETURNING id",
        )
        .bind(&user.email)
        .bind(&user.first_name)
        .bind(&user.last_name)
        .bind(&user.role)
        .bind(&user.status)
        .bind(user.active)
        .bind(&user.password_hash)
        .bind(user.created_at)
        .bind(&user.body)
        .bind(user.language.as_ref())
        .bind(&user.desk),
        |row| row.int(0),
    )
}

/// Changes the name, email, role and active state of a user; false if another user has
/// the email.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, user: &User) -> Result<bool> {
    tx.touch_house()?;
    let taken = Sql::new("SELECT count(*) FROM users WHERE email = $1 AND id <> $2").bind(&user.email).bind(user.id);
    if tx.number(taken)? > 0 {
        return Ok(false);
    }
    tx.execute(
        Sql::new("UPDATE users SET email = $1, first_name = $2, last_name = $3, role = $4, active = $5 WHERE id = $6")
            .bind(&user.email)
            .bind(&user.first_name)
            .bind(&user.last_name)
            .bind(&user.role)
            .bind(user.active)
            .bind(user.id),
    )?;
    Ok(true)
}

/// Sets a person's password, by its hash.
///
/// # Errors
/// The engine refused it.
pub fn set_password(tx: &mut Tx<'_>, id: i64, hash: &str) -> Result<()> {
    tx.touch_house()?;
    tx.execute(Sql::new("UPDATE users SET password_hash = $1 WHERE id = $2").bind(hash).bind(id)).map(drop)
}

/// Activates or deactivates a user; true if the user exists.
///
/// # Errors
/// The engine refused it.
pub fn set_active(tx: &mut Tx<'_>, id: i64, active: bool) -> Result<bool> {
    tx.touch_house()?;
    let changed = tx.execute(Sql::new("UPDATE users SET active = $1 WHERE id = $2").bind(active).bind(id))?;
    Ok(changed > 0)
}

/// Sets a person's work status; true when there is such a person.
///
/// # Errors
/// The engine refused it.
pub fn set_status(tx: &mut Tx<'_>, id: i64, status: &str) -> Result<bool> {
    tx.touch_house()?;
    let changed = tx.execute(Sql::new("UPDATE users SET status = $1 WHERE id = $2").bind(status).bind(id))?;
    Ok(changed > 0)
}

/// Sets what a person sees of orders and customers, as JSON.
///
/// # Errors
/// The engine refused it.
pub fn set_desk(tx: &mut Tx<'_>, id: i64, desk: &str) -> Result<()> {
    tx.touch_house()?;
    tx.execute(Sql::new("UPDATE users SET desk = $1 WHERE id = $2").bind(desk).bind(id)).map(drop)
}

/// Sets the language of a person's pages; `None` for the account's.
///
/// # Errors
/// The engine refused it.
pub fn set_language(tx: &mut Tx<'_>, id: i64, language: Option<&str>) -> Result<()> {
    tx.touch_house()?;
    tx.execute(Sql::new("UPDATE users SET language = $1 WHERE id = $2").bind(language.map(str::to_owned)).bind(id)).map(drop)
}

/// Puts the checklist of a person's start page away, or brings it back.
///
/// # Errors
/// The engine refused it.
pub fn hide_checklist(tx: &mut Tx<'_>, id: i64, hidden: bool) -> Result<()> {
    tx.touch_house()?;
    tx.execute(Sql::new("UPDATE users SET hides_checklist = $1 WHERE id = $2").bind(hidden).bind(id)).map(drop)
}
