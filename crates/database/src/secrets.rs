//! The token hashes of keys: replaced by a rotation, rehashed with a new pepper, stored encrypted to be shown again.

use crate::keys::{Former, Key};
use crate::{Result, Sql, Tx};

/// Puts another secret in the place of a key's present one, which becomes a former one that ends as `former` says.
/// `key` is the key with its new secret, name and number. False when another key has or had the new token.
///
/// # Errors
/// The engine refused it.
pub fn replace(tx: &mut Tx<'_>, key: &Key, former: &Former) -> Result<bool> {
    tx.touch_keys()?;
    let taken = Sql::new("SELECT 1 FROM keys WHERE token_hash = $1").bind(key.token_hash.to_vec());
    if is_former(tx, &key.token_hash)? || tx.optional(taken, |row| row.int(0))?.is_some() {
        return Ok(false);
    }
    tx.execute(
        Sql::new(
            "INSERT INTO former_secrets (token_hash, key_id, number, pepper_version, hint, ends_at, yields)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(former.token_hash.to_vec())
        .bind(key.id)
        .bind(former.number)
        .bind(former.pepper_version)
        .bind(&former.hint)
        .bind(former.ends_at)
        .bind(former.yields),
    )?;
    tx.execute(
        Sql::new(
            "UPDATE keys SET token_hash = $1, pepper_version = $2, hint = $3, secret = $4, search = $5, sealed = NULL,
             generation = (SELECT value FROM generations) WHERE id = $6",
        )
        .bind(key.token_hash.to_vec())
        .bind(key.pepper_version)
        .bind(&key.hint)
        .bind(key.secret)
        .bind(crate::keys::search(&key.name, &key.hint))
        .bind(key.id),
    )?;
    Ok(true)
}

/// Sets the end of those former secrets of a key that would work longer: all of them, or those that yield to the
/// present one. True when there was one.
///
/// # Errors
/// The engine refused it.
pub fn end(tx: &mut Tx<'_>, key: i64, yielding_only: bool, at: i64) -> Result<bool> {
    tx.touch_keys()?;
    let which = if yielding_only { " AND yields = 1" } else { "" };
    let text = format!("UPDATE former_secrets SET ends_at = $1 WHERE key_id = $2{which} AND (ends_at IS NULL OR ends_at > $1)");
    let ended = tx.execute(Sql::new(text).bind(at).bind(key))? > 0;
    if ended {
        tx.execute(Sql::new("UPDATE keys SET generation = (SELECT value FROM generations) WHERE id = $1").bind(key))?;
    }
    Ok(ended)
}

/// Stores the current token hash of a key with a new pepper; does nothing if the token has been replaced in the meantime.
///
/// # Errors
/// The engine refused it.
pub fn rehash(tx: &mut Tx<'_>, key: i64, old: &[u8; 32], new: &[u8; 32], pepper_version: i64) -> Result<()> {
    tx.touch_keys()?;
    tx.execute(
        Sql::new(
            "UPDATE keys SET token_hash = $1, pepper_version = $2, generation = (SELECT value FROM generations)
             WHERE id = $3 AND token_hash = $4",
        )
        .bind(new.to_vec())
        .bind(pepper_version)
        .bind(key)
        .bind(old.to_vec()),
    )
    .map(drop)
}

/// The number of undeleted keys whose current token hash uses another pepper.
///
/// # Errors
/// The engine refused it.
pub fn under_other_peppers(tx: &mut Tx<'_>, version: i64) -> Result<i64> {
    tx.number(Sql::new("SELECT count(*) FROM keys WHERE deleted_at IS NULL AND pepper_version <> $1").bind(version))
}

/// The sealed token of a key, if it may be shown again.
///
/// # Errors
/// The engine refused it.
pub fn sealed(tx: &mut Tx<'_>, key: i64) -> Result<Option<Vec<u8>>> {
    tx.optional(Sql::new("SELECT sealed FROM keys WHERE id = $1 AND sealed IS NOT NULL").bind(key), |row| row.bytes(0))
}

/// Keeps the sealed token of a key, or takes it away for good.
///
/// # Errors
/// The engine refused it.
pub fn seal(tx: &mut Tx<'_>, key: i64, sealed: Option<Vec<u8>>) -> Result<()> {
    tx.execute(Sql::new("UPDATE keys SET sealed = $1 WHERE id = $2").bind(sealed).bind(key)).map(drop)
}

/// The key that has or had the token of this hash, also a deleted one.
///
/// # Errors
/// The engine refused it.
pub fn holder(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<Option<i64>> {
    let text = "SELECT id FROM keys WHERE token_hash = $1 UNION ALL SELECT key_id FROM former_secrets WHERE token_hash = $1";
    tx.optional(Sql::new(text).bind(hash.to_vec()), |row| row.int(0))
}

/// Whether a rotation has replaced this secret.
pub(crate) fn is_former(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<bool> {
    let sql = Sql::new("SELECT 1 FROM former_secrets WHERE token_hash = $1").bind(hash.to_vec());
    Ok(tx.optional(sql, |row| row.int(0))?.is_some())
}
