//! External ids: the names by which files and programs know the keys they look after.

use database::Tx;
use database::keys::Key;

use crate::fault::Fault;
use crate::{refuse, without_token};

/// An external id as it is kept: of 1 to 100 letters, digits and `._-`, so that it can be a part of an address, a name of a
/// file and a heading of a TOML file as it is; `None` for an empty text.
///
/// # Errors
/// Refused: other characters, or too many.
pub fn read(text: &str) -> Result<Option<String>, Fault> {
    let text = text.trim();
    without_token("externalId", text)?;
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    match text.len() {
        0 => Ok(None),
        1..=100 if text.bytes().all(fits) && !text.starts_with('.') => Ok(Some(text.to_owned())),
        _ => Err(refuse(
            "externalId",
            format!(
                "\"{text}\" is not a valid external ID. Use at most 100 letters A to Z and a to z, digits, \".\", \"_\" and \"-\", not \
                 beginning with a dot."
            ),
        )),
    }
}

/// Refuses an external id that another key has; deleted keys have given theirs back.
///
/// # Errors
/// Refused: it is taken.
pub fn is_free(tx: &mut Tx<'_>, key: &Key) -> Result<(), Fault> {
    let Some(external_id) = &key.external_id else { return Ok(()) };
    match database::keys::find_external(tx, external_id)? {
        Some(other) if other.id != key.id => Err(refuse("externalId", format!("Another key has the external ID \"{external_id}\"."))),
        _ => Ok(()),
    }
}
