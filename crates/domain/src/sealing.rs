//! Sealing secrets into this account: what is sealed, and under which seal, which must be the same on every server.

use database::Tx;
use wire::Problem;

use crate::access::sealed::Seal;
use crate::fault::Fault;
use crate::refuse;

/// Seals a secret that is going to be kept in this database; see [`Seal::close`] for `about`.
///
/// # Errors
/// Refused: the seal at hand is not the one of this database; what was sealed under it could not be opened by other servers,
/// nor by this one once the right file is back. The database failed, or there is no randomness.
pub fn close(tx: &mut Tx<'_>, seal: &Seal, about: &str, secret: &[u8]) -> Result<Vec<u8>, Fault> {
    let fingerprint = seal.fingerprint();
    match database::seals::find(tx)? {
        None => database::seals::keep(tx, &fingerprint)?,
        Some(kept) if kept == fingerprint => {}
        Some(_) => return Err(refuse("seal", FOREIGN)),
    }
    seal.close(about, secret).map_err(|error| failed(about, &error))
}

/// Why nothing is sealed under a seal that is not the one of this database.
const FOREIGN: &str = "The file \"seal\" of the data folder is not the one that secrets in this database are encrypted under: put the right \
                       file in its place first.";

/// Opens what [`close`] made of a secret.
///
/// # Errors
/// It was sealed under another seal or about something else, or it is damaged: the log says so, the caller learns only
/// that something failed here.
pub fn reveal(seal: &Seal, about: &str, sealed: &[u8]) -> Result<Vec<u8>, Fault> {
    seal.reveal(about, sealed).map_err(|error| failed(about, &error))
}

/// Whether the seal at hand is another one than the secrets in this database are sealed under.
///
/// # Errors
/// The database failed.
pub fn is_foreign(tx: &mut Tx<'_>, seal: &Seal) -> Result<bool, Fault> {
    Ok(database::seals::find(tx)?.is_some_and(|kept| kept != seal.fingerprint()))
}

fn failed(about: &str, error: &anyhow::Error) -> Fault {
    tracing::error!(%error, about, "a secret cannot be sealed or opened");
    Problem::internal().into()
}
