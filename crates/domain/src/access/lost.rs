//! The secrets of the data folder as an account needs them: a lost one is never replaced by itself.

use std::path::Path;

use anyhow::{bail, ensure};
use database::{Database, Tx};

use super::pepper::{Pepper, Peppers};
use super::sealed::Seal;
use crate::fault::Fault;

/// What becomes of keys and sealed secrets, stated with each missing file.
const RENEW: &str = "if it is lost for good, create a new one with `latchkey secrets renew`";

/// The pepper and the seal of a data folder. They are made where nothing in the database was made under them yet.
///
/// # Errors
/// One of them is missing or cannot be read, or the pepper is not the one of the keys in the database.
pub fn secrets(db: &Database, data: &Path) -> anyhow::Result<(Peppers, Seal)> {
    let (keys, sealed) = db.read_now(|tx| Ok::<_, Fault>((database::keys::are_there(tx)?, database::seals::are_in_use(tx)?)))?;
    let path = |name: &str| data.join(name).display().to_string();
    // Before anything is made: of two missing files, both are named.
    let (pepper, seal) = (Peppers::find(data)?, Seal::find(data)?);
    ensure!(
        !keys || pepper.is_some(),
        "{} is missing, and without it no key in this database works: put the file back, from a backup or from another server of this \
         account; {RENEW}, and every key needs another token then",
        path("pepper")
    );
    ensure!(
        !sealed || seal.is_some(),
        "{} is missing, and without it the secrets in this database cannot be decrypted (one-time codes of people, secrets of webhooks, \
         tokens that are shown again): put the file back, from a backup or from another server of this account; {RENEW}",
        path("seal")
    );
    let peppers = match pepper {
        Some(peppers) => peppers,
        None => Peppers::make(data)?,
    };
    let found = peppers.clone();
    if db.read_now(move |tx| is_foreign(tx, &found))? {
        bail!("{} is not the pepper of the keys in this database; restore the right file; {RENEW}", path("pepper"));
    }
    let seal = match seal {
        Some(seal) => seal,
        None => Seal::make(data)?,
    };
    Ok((peppers, seal))
}

/// Whether these are not the peppers of the keys in this database: one of them is another than the one that had its version, or
/// none of them is known though others are.
///
/// # Errors
/// The database failed.
pub fn is_foreign(tx: &mut Tx<'_>, peppers: &Peppers) -> Result<bool, Fault> {
    let mut known = false;
    for pepper in peppers.all() {
        match database::keys::pepper(tx, pepper.version())? {
            Some(kept) if kept != pepper.fingerprint() => return Ok(true),
            Some(_) => known = true,
            None => {}
        }
    }
    Ok(!known && database::keys::is_any_pepper_known(tx)?)
}

/// The notice about a seal that is not the one of the database.
pub fn foreign_seal(data: &Path) -> String {
    format!(
        "{} is not the seal that secrets in this database are under: one-time codes of people are not recognised, tokens are not shown again \
         and webhooks are not signed until the right file is in its place; `latchkey user reset` lets a person in without a code; {RENEW}",
        data.join("seal").display()
    )
}

/// What `latchkey secrets renew` has replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewed {
    /// The new pepper, if the one of the database was lost.
    pub pepper: Option<Pepper>,
    /// The new seal's fingerprint, if the one of the database was lost.
    pub seal: Option<[u8; 32]>,
}

/// Starts anew where the pepper or the seal of the database is lost: makes what is missing, and puts another pepper in the place of a
/// foreign one. What is as it should be stays.
///
/// # Errors
/// A file cannot be read or written, or the database failed.
pub fn renew(db: &Database, data: &Path) -> anyhow::Result<Renewed> {
    let (keys, last, sealed) = db.read_now(|tx| {
        Ok::<_, Fault>((database::keys::are_there(tx)?, database::keys::last_pepper(tx)?, database::seals::are_in_use(tx)?))
    })?;
    let lost = match Peppers::find(data)? {
        None => keys,
        Some(found) => db.read_now(move |tx| is_foreign(tx, &found))?,
    };
    let pepper = if lost { Some(Peppers::renew(data, last + 1)?.present) } else { None };
    let seal = match Seal::find(data)? {
        None if sealed => Some(Seal::make(data)?.fingerprint()),
        None => None,
        Some(found) => {
            let fingerprint = found.fingerprint();
            db.read_now(move |tx| crate::sealing::is_foreign(tx, &found))?.then_some(fingerprint)
        }
    };
    Ok(Renewed { pepper, seal })
}
