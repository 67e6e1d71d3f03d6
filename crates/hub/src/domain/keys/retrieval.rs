//! Whether a token can be shown again: sealed beside its key, under a secret outside the database, or kept nowhere.

use anyhow::Context;
use database::Tx;
use database::keys::Key;
use wire::Moment;

use super::find;
use crate::domain::record::{self, Action, By};
use crate::domain::refuse;
use crate::fault::Fault;
use crate::keys::sealed::Seal;

/// The setting by which an account forbids tokens to be shown again: `no`.
pub const SETTING: &str = "tokens_shown_again";

/// Keeps a key's present token, so that it can be shown again.
///
/// # Errors
/// Refused: the account does not allow it.
pub fn keep(tx: &mut Tx<'_>, seal: &Seal, key: &Key, token: &str) -> Result<(), Fault> {
    if !allowed(tx)? {
        return Err(refuse("retrieval", "This account does not allow tokens to be shown again."));
    }
    let closed = seal.close(&about(key), token.as_bytes()).map_err(broken)?;
    Ok(database::secrets::seal(tx, key.id, Some(closed))?)
}

/// Whether the account allows it.
///
/// # Errors
/// The database failed.
pub fn allowed(tx: &mut Tx<'_>) -> Result<bool, Fault> {
    Ok(!database::settings::all(tx)?.iter().any(|(name, value, _)| name == SETTING && value == "no"))
}

/// Takes the kept token away for good: from now on it is shown once only.
///
/// # Errors
/// Refused: no such key.
pub fn forget(tx: &mut Tx<'_>, id: i64) -> Result<(), Fault> {
    let key = find(tx, id)?;
    Ok(database::secrets::seal(tx, key.id, None)?)
}

/// Whether a key's token is kept.
///
/// # Errors
/// The database failed.
pub fn is_kept(tx: &mut Tx<'_>, id: i64) -> Result<bool, Fault> {
    Ok(database::secrets::sealed(tx, id)?.is_some())
}

/// Shows a kept token, for a reason that goes on record. Whoever asks has proven who they are a moment ago.
///
/// # Errors
/// Refused: no such key, none kept, no reason given.
pub fn reveal(tx: &mut Tx<'_>, seal: &Seal, id: i64, reason: &str, by: &By, now: Moment) -> Result<String, Fault> {
    let key = find(tx, id)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(refuse("reason", "Say what the token is needed for."));
    }
    let Some(closed) = database::secrets::sealed(tx, id)? else {
        return Err(refuse("id", "The token of this key was shown once and is kept nowhere; rotate the key for a new one."));
    };
    // An account that has forbidden it since means the tokens of older keys too.
    if !allowed(tx)? {
        return Err(refuse("retrieval", "This account does not allow tokens to be shown again."));
    }
    let token = String::from_utf8(seal.reveal(&about(&key), &closed).map_err(broken)?).context("the token is no text").map_err(broken)?;
    let reason: String = reason.chars().take(500).collect();
    record::note(tx, by, Action::KeyRevealed, &(&key).into(), &serde_json::json!({"reason": {"after": reason}}), now)?;
    Ok(token)
}

/// After a rotation: a token that could be shown again is followed by one that can.
///
/// # Errors
/// The database failed.
pub fn follow(tx: &mut Tx<'_>, seal: &Seal, key: &Key, token: &str, was_kept: bool) -> Result<(), Fault> {
    if was_kept && allowed(tx)? { keep(tx, seal, key, token) } else { Ok(()) }
}

/// What is sealed belongs to one secret of one key.
fn about(key: &Key) -> String {
    format!("token {} of key {}", key.secret, key.id)
}

fn broken(error: anyhow::Error) -> Fault {
    database::Error::Row(format!("{error:#}")).into()
}
