//! API access keys as they are kept: a keyed hash in place of the token, the stores and the methods.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::secrets::is_former;
use crate::{Result, Sql, Tx, Value};

/// A key. Times are in Unix seconds.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// Internal id: the handle every management call uses.
    pub id: i64,
    /// Its name elsewhere, by which a file or a program looks after it; one key at a time has it.
    pub external_id: Option<String>,
    /// Name, as people call it.
    pub name: String,
    /// Keyed hash of the token.
    pub token_hash: [u8; 32],
    /// The version of the pepper of the hash.
    pub pepper_version: i64,
    /// Prefix and last four characters of the token.
    pub hint: String,
    /// Whether it may be used.
    pub active: bool,
    /// When it was deleted; the row is kept.
    pub deleted_at: Option<i64>,
    /// Every store, also future ones.
    pub all_sites: bool,
    /// Every method, also future ones.
    pub all_methods: bool,
    /// When it was made.
    pub created_at: i64,
    /// From when on it does not work, whatever else is said of it; `None` for no end.
    pub ends_at: Option<i64>,
    /// Why it does not work any more, such as `leaked`, and since when; `None` while nothing ended it.
    pub cause: Option<(String, i64)>,
    /// The number of its present secret: 1, and one more with each rotation.
    pub secret: i64,
    /// Secrets that a rotation has replaced, oldest first.
    pub former: Vec<Former>,
    /// The stores, by id, when not all.
    pub sites: Vec<i64>,
    /// The methods, as paths without version; with access to all methods, only the key management methods.
    pub methods: Vec<String>,
    /// Further fields as one JSON object: comment, purpose.
    pub body: String,
}

/// A secret that a rotation has replaced.
#[derive(Debug, Clone, PartialEq)]
pub struct Former {
    /// Keyed hash of the token.
    pub token_hash: [u8; 32],
    /// The version of the pepper of the hash.
    pub pepper_version: i64,
    /// Its number.
    pub number: i64,
    /// Prefix and last four characters of the token.
    pub hint: String,
    /// When it stops working next to its successor; `None` until it is revoked.
    pub ends_at: Option<i64>,
    /// Whether the first use of its successor ends it.
    pub yields: bool,
}

/// Keys that changed after this generation, deleted ones too; 0 for all.
///
/// # Errors
/// The engine refused it.
pub fn changed_since(tx: &mut Tx<'_>, generation: i64) -> Result<Vec<Key>> {
    load(tx, "k.generation > $1", generation)
}

/// One key by id, also a deleted one.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, id: i64) -> Result<Option<Key>> {
    Ok(load(tx, "k.id = $1", id)?.pop())
}

/// The key of an external id, unless it has been deleted.
///
/// # Errors
/// The engine refused it.
pub fn find_external(tx: &mut Tx<'_>, external_id: &str) -> Result<Option<Key>> {
    Ok(load(tx, "k.external_id = $1 AND k.deleted_at IS NULL", external_id)?.pop())
}

fn load(tx: &mut Tx<'_>, condition: &str, value: impl Into<Value>) -> Result<Vec<Key>> {
    let value: Value = value.into();
    let mut sites: HashMap<i64, Vec<i64>> = HashMap::new();
    let text = format!("SELECT s.key_id, s.site_id FROM key_sites s JOIN keys k ON k.id = s.key_id WHERE {condition} ORDER BY s.site_id");
    for (key, site) in tx.all(Sql::new(text).bind(value.clone()), |row| Ok((row.int(0)?, row.int(1)?)))? {
        sites.entry(key).or_default().push(site);
    }
    let mut methods: HashMap<i64, Vec<String>> = HashMap::new();
    let text = format!("SELECT m.key_id, m.method FROM key_methods m JOIN keys k ON k.id = m.key_id WHERE {condition} ORDER BY m.method");
    for (key, method) in tx.all(Sql::new(text).bind(value.clone()), |row| Ok((row.int(0)?, row.text(1)?)))? {
        methods.entry(key).or_default().push(method);
    }
    let mut former: HashMap<i64, Vec<Former>> = HashMap::new();
    let text = format!(
        "SELECT f.key_id, f.token_hash, f.pepper_version, f.number, f.hint, f.ends_at, f.yields
         FROM former_secrets f JOIN keys k ON k.id = f.key_id WHERE {condition} ORDER BY f.number"
    );
    for (key, secret) in tx.all(Sql::new(text).bind(value.clone()), |row| {
        let id = row.int(0)?;
        let (token_hash, pepper_version, number) = (hash(id, row.bytes(1)?)?, row.int(2)?, row.int(3)?);
        Ok((id, Former { token_hash, pepper_version, number, hint: row.text(4)?, ends_at: row.maybe_int(5)?, yields: row.flag(6)? }))
    })? {
        former.entry(key).or_default().push(secret);
    }
    let text = format!(
        "SELECT k.id, k.name, k.token_hash, k.pepper_version, k.hint, k.active, k.deleted_at, k.all_sites, k.all_methods, k.created_at,
         k.body, k.ends_at, k.cause, k.caused_at, k.secret, k.external_id FROM keys k WHERE {condition} ORDER BY k.id"
    );
    tx.all(Sql::new(text).bind(value), |row| {
        let id = row.int(0)?;
        Ok(Key {
            id,
            name: row.text(1)?,
            token_hash: hash(id, row.bytes(2)?)?,
            pepper_version: row.int(3)?,
            hint: row.text(4)?,
            active: row.flag(5)?,
            deleted_at: row.maybe_int(6)?,
            all_sites: row.flag(7)?,
            all_methods: row.flag(8)?,
            created_at: row.int(9)?,
            sites: sites.remove(&id).unwrap_or_default(),
            methods: methods.remove(&id).unwrap_or_default(),
            body: row.text(10)?,
            ends_at: row.maybe_int(11)?,
            cause: row.maybe_text(12)?.map(|cause| Ok::<_, crate::Error>((cause, row.maybe_int(13)?.unwrap_or_default()))).transpose()?,
            secret: row.int(14)?,
            former: former.remove(&id).unwrap_or_default(),
            external_id: row.maybe_text(15)?,
        })
    })
}

fn hash(key: i64, bytes: Vec<u8>) -> Result<[u8; 32]> {
    bytes.try_into().map_err(|_| crate::Error::Row(format!("the hash of key {key} is damaged")))
}

/// The keys of these ids, deleted ones too, in the order in which they were made; an id that nothing has is passed over.
///
/// # Errors
/// The engine refused it.
pub fn several(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<Key>> {
    // Of a few each is looked up; many are found faster among all.
    if ids.len() > 20 {
        let wanted: HashSet<i64> = ids.iter().copied().collect();
        return Ok(changed_since(tx, 0)?.into_iter().filter(|key| wanted.contains(&key.id)).collect());
    }
    let mut keys = Vec::with_capacity(ids.len());
    for id in ids.iter().collect::<BTreeSet<_>>() {
        keys.extend(find(tx, *id)?);
    }
    Ok(keys)
}

/// Adds a key and returns its id; `None` when a key has or had this token. `key.id` is not read.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, key: &Key) -> Result<Option<i64>> {
    tx.touch_keys()?;
    if is_former(tx, &key.token_hash)? {
        return Ok(None);
    }
    let id = tx.optional(
        Sql::new(
            "INSERT INTO keys (name, token_hash, pepper_version, hint, active, all_sites, all_methods, created_at, body, search, ends_at, external_id,
             generation)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, (SELECT value FROM generations))
             ON CONFLICT (token_hash) DO NOTHING RETURNING id",
        )
        .bind(&key.name)
        .bind(key.token_hash.to_vec())
        .bind(key.pepper_version)
        .bind(&key.hint)
        .bind(key.active)
        .bind(key.all_sites)
        .bind(key.all_methods)
        .bind(key.created_at)
        .bind(&key.body)
        .bind(search(&key.name, &key.hint))
        .bind(key.ends_at)
        .bind(key.external_id.clone()),
        |row| row.int(0),
    )?;
    if let Some(id) = id {
        save_grants(tx, id, key)?;
    }
    Ok(id)
}

/// Whether a key has or had a token of this hash.
///
/// # Errors
/// The engine refused it.
pub fn is_taken(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<bool> {
    let found = tx.optional(Sql::new("SELECT id FROM keys WHERE token_hash = $1").bind(hash.to_vec()), |row| row.int(0))?;
    Ok(found.is_some() || is_former(tx, hash)?)
}

/// Changes a key, found by its id; its secrets and its creation stay.
///
/// # Errors
/// The engine refused it.
pub fn save(tx: &mut Tx<'_>, key: &Key) -> Result<()> {
    tx.touch_keys()?;
    tx.execute(
        Sql::new(
            "UPDATE keys SET name = $1, active = $2, deleted_at = $3, all_sites = $4, all_methods = $5, body = $6,
             search = $7, ends_at = $8, cause = $9, caused_at = $10, external_id = $11, generation = (SELECT value FROM generations)
             WHERE id = $12",
        )
        .bind(&key.name)
        .bind(key.active)
        .bind(key.deleted_at)
        .bind(key.all_sites)
        .bind(key.all_methods)
        .bind(&key.body)
        .bind(search(&key.name, &key.hint))
        .bind(key.ends_at)
        .bind(key.cause.as_ref().map(|(cause, _)| cause.clone()))
        .bind(key.cause.as_ref().map(|(_, since)| *since))
        .bind(key.external_id.clone())
        .bind(key.id),
    )?;
    tx.execute(Sql::new("DELETE FROM key_sites WHERE key_id = $1").bind(key.id))?;
    tx.execute(Sql::new("DELETE FROM key_methods WHERE key_id = $1").bind(key.id))?;
    save_grants(tx, key.id, key)
}

/// Keys that are on and end before a moment, or have ended: id, end and body.
///
/// # Errors
/// The engine refused it.
pub fn ending(tx: &mut Tx<'_>, before: i64) -> Result<Vec<(i64, i64, String)>> {
    let sql = Sql::new("SELECT id, ends_at, body FROM keys WHERE deleted_at IS NULL AND active = 1 AND ends_at <= $1 ORDER BY id");
    tx.all(sql.bind(before), |row| Ok((row.int(0)?, row.int(1)?, row.text(2)?)))
}

/// Whether there is any key, also a deleted one.
///
/// # Errors
/// The engine refused it.
pub fn are_there(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(tx.optional("SELECT 1 FROM keys LIMIT 1", |row| row.int(0))?.is_some())
}

/// Whether the fingerprint of any pepper is stored.
///
/// # Errors
/// The engine refused it.
pub fn is_any_pepper_known(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(tx.optional("SELECT 1 FROM peppers LIMIT 1", |row| row.int(0))?.is_some())
}

/// The latest pepper version used for keys; 0 for none.
///
/// # Errors
/// The engine refused it.
pub fn last_pepper(tx: &mut Tx<'_>) -> Result<i64> {
    tx.number(
        "SELECT max(version) FROM (SELECT coalesce(max(version), 0) AS version FROM peppers
         UNION ALL SELECT coalesce(max(pepper_version), 0) FROM keys) AS known",
    )
}

/// The fingerprint of a pepper version, if keys use it.
///
/// # Errors
/// The engine refused it.
pub fn pepper(tx: &mut Tx<'_>, version: i64) -> Result<Option<Vec<u8>>> {
    tx.optional(Sql::new("SELECT fingerprint FROM peppers WHERE version = $1").bind(version), |row| row.bytes(0))
}

/// Stores the fingerprint of a pepper; the first one of a version stays.
///
/// # Errors
/// The engine refused it.
pub fn keep_pepper(tx: &mut Tx<'_>, version: i64, fingerprint: &[u8]) -> Result<()> {
    tx.execute(
        Sql::new("INSERT INTO peppers (version, fingerprint) VALUES ($1, $2) ON CONFLICT (version) DO NOTHING")
            .bind(version)
            .bind(fingerprint),
    )
    .map(drop)
}

/// Whether there are keys that cannot be searched for yet: those of an older version.
///
/// # Errors
/// The engine refused it.
pub fn unsearchable(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(tx.optional("SELECT 1 FROM keys WHERE search IS NULL LIMIT 1", |row| row.int(0))?.is_some())
}

/// Makes keys of an older version searchable.
///
/// # Errors
/// The engine refused it.
pub fn make_searchable(tx: &mut Tx<'_>) -> Result<()> {
    let keys = tx.all("SELECT id, name, hint FROM keys WHERE search IS NULL", |row| Ok((row.int(0)?, row.text(1)?, row.text(2)?)))?;
    for (id, name, hint) in keys {
        tx.execute(Sql::new("UPDATE keys SET search = $1 WHERE id = $2").bind(search(&name, &hint)).bind(id))?;
    }
    Ok(())
}

/// What a key is searched and sorted by; lower-cased here, since SQLite folds ASCII only.
pub(crate) fn search(name: &str, hint: &str) -> String {
    format!("{name}\n{hint}").to_lowercase()
}

fn save_grants(tx: &mut Tx<'_>, id: i64, key: &Key) -> Result<()> {
    for site in &key.sites {
        tx.execute(Sql::new("INSERT INTO key_sites (key_id, site_id) VALUES ($1, $2)").bind(id).bind(*site))?;
    }
    for method in &key.methods {
        tx.execute(Sql::new("INSERT INTO key_methods (key_id, method) VALUES ($1, $2)").bind(id).bind(method))?;
    }
    Ok(())
}
