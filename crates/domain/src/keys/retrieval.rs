//! Whether a token can be shown again: sealed beside its key, under a secret outside the database, or kept nowhere.

use database::Tx;
use database::keys::Key;
use wire::{Moment, Problem};

use super::find;
use crate::access::sealed::Seal;
use crate::audit_log::{self, Action, By};
use crate::fault::Fault;
use crate::reauthentication::Reauthentication;
use crate::{refuse, refuse_as, sealing};

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
    let closed = sealing::close(tx, seal, &about(key), token.as_bytes())?;
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

/// Shows a kept token to a user who has just reauthenticated.
///
/// # Errors
/// As [`reveal`], and refused when the proof is an old one.
pub fn reveal_to(
    tx: &mut Tx<'_>,
    seal: &Seal,
    id: i64,
    reason: &str,
    proof: &Reauthentication,
    by: &By,
    now: Moment,
) -> Result<String, Fault> {
    if !proof.is_fresh(now) {
        return Err(refuse("proof", "Prove anew who you are."));
    }
    reveal(tx, seal, id, reason, by, now)
}

/// Shows a kept token, for a reason that goes on record. Whoever asks works on the machine itself, or has proven who they are.
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
        return Err(refuse_as(
            "id",
            "token-not-kept",
            "The token of this key was shown once and is kept nowhere; rotate the key for a new one.",
        ));
    };
    // An account that has forbidden it since means the tokens of older keys too.
    if !allowed(tx)? {
        return Err(refuse("retrieval", "This account does not allow tokens to be shown again."));
    }
    let token = String::from_utf8(sealing::reveal(seal, &about(&key), &closed)?).map_err(|_| Problem::internal())?;
    let reason: String = reason.chars().take(500).collect();
    audit_log::note(tx, by, Action::KeyRevealed, &(&key).into(), &serde_json::json!({"reason": {"after": reason}}), now)?;
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
