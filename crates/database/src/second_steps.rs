//! The second step of signing in: secrets behind one-time codes, sealed, and hashes of recovery codes.

use crate::{Result, Sql, Tx};

/// The second step of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct SecondStep {
    /// The secret behind the codes, sealed.
    pub secret: Vec<u8>,
    /// Whether a code has shown that the person has the secret; until then no code is asked for.
    pub confirmed: bool,
    /// The newest time step of which a code was taken.
    pub last_step: i64,
}

/// The second step of a person, confirmed or not.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, user: i64) -> Result<Option<SecondStep>> {
    tx.optional(Sql::new("SELECT secret, confirmed, last_step FROM second_steps WHERE user_id = $1").bind(user), |row| {
        Ok(SecondStep { secret: row.bytes(0)?, confirmed: row.flag(1)?, last_step: row.int(2)? })
    })
}

/// Everyone whose second step is confirmed.
///
/// # Errors
/// The engine refused it.
pub fn all_confirmed(tx: &mut Tx<'_>) -> Result<Vec<i64>> {
    tx.all("SELECT user_id FROM second_steps WHERE confirmed = 1 ORDER BY user_id", |row| row.int(0))
}

/// Keeps a person's secret, not yet confirmed, in place of one that is not either.
///
/// # Errors
/// The engine refused it.
pub fn begin(tx: &mut Tx<'_>, user: i64, secret: &[u8]) -> Result<()> {
    tx.execute(
        Sql::new(
            "INSERT INTO second_steps (user_id, secret, confirmed, last_step) VALUES ($1, $2, 0, 0)
             ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret WHERE second_steps.confirmed = 0",
        )
        .bind(user)
        .bind(secret),
    )
    .map(drop)
}

/// Notes that a code of a time step was taken, if no later or equal one was; true when it is so.
///
/// # Errors
/// The engine refused it.
pub fn take(tx: &mut Tx<'_>, user: i64, step: i64) -> Result<bool> {
    let taken = tx.execute(
        Sql::new("UPDATE second_steps SET confirmed = 1, last_step = $1 WHERE user_id = $2 AND last_step < $3")
            .bind(step)
            .bind(user)
            .bind(step),
    )?;
    Ok(taken > 0)
}

/// Takes a person's second step and recovery codes away.
///
/// # Errors
/// The engine refused it.
pub fn remove(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM recovery_codes WHERE user_id = $1").bind(user))?;
    tx.execute(Sql::new("DELETE FROM second_steps WHERE user_id = $1").bind(user)).map(drop)
}

/// Gives a person these recovery codes, by their hashes, in place of all others.
///
/// # Errors
/// The engine refused it.
pub fn set_recovery_codes(tx: &mut Tx<'_>, user: i64, hashes: &[[u8; 32]]) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM recovery_codes WHERE user_id = $1").bind(user))?;
    for hash in hashes {
        tx.execute(Sql::new("INSERT INTO recovery_codes (user_id, code_hash) VALUES ($1, $2)").bind(user).bind(&hash[..]))?;
    }
    Ok(())
}

/// Uses a recovery code up; true when the person had it.
///
/// # Errors
/// The engine refused it.
pub fn use_recovery_code(tx: &mut Tx<'_>, user: i64, hash: &[u8; 32]) -> Result<bool> {
    let used = tx.execute(Sql::new("DELETE FROM recovery_codes WHERE user_id = $1 AND code_hash = $2").bind(user).bind(&hash[..]))?;
    Ok(used > 0)
}

/// How many recovery codes a person has left.
///
/// # Errors
/// The engine refused it.
pub fn recovery_codes_left(tx: &mut Tx<'_>, user: i64) -> Result<i64> {
    tx.number(Sql::new("SELECT count(*) FROM recovery_codes WHERE user_id = $1").bind(user))
}
