//! Passwords of people: what is asked of them, and the slow hash they are kept as.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::access::token;
use crate::fault::Fault;
use crate::refuse;

/// Hashes a password with Argon2id, in PHC form (`$argon2id$v=19$…`). It takes a good part of a second on purpose, and
/// so does not belong inside a transaction.
///
/// # Errors
/// Refused: fewer than 10 or more than 1000 characters.
pub fn hash(password: &str) -> anyhow::Result<String> {
    check(password)?;
    let salt = token::random(22)?;
    let hash: PasswordHash = Argon2::default().hash_password_with_salt(password.as_bytes(), salt.as_bytes())?;
    Ok(hash.to_string())
}

/// Whether a password is the one of a hash. It takes as long as [`hash`].
pub fn fits(password: &str, hash: &str) -> bool {
    // The longest password there can be; more would only cost time.
    password.len() <= 4000 && Argon2::default().verify_password(password.as_bytes(), hash).is_ok()
}

/// A random password.
///
/// # Errors
/// The operating system gives no randomness.
pub fn random() -> anyhow::Result<String> {
    Ok(token::random(20)?)
}

fn check(password: &str) -> Result<(), Fault> {
    match password.chars().count() {
        count @ 0..10 => Err(refuse("password", format!("The password has {count} characters; it needs at least 10."))),
        10..=1000 => Ok(()),
        count => Err(refuse("password", format!("The password has {count} characters; it may have 1000 at most."))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_kept_as_argon2_and_fits_only_itself() -> anyhow::Result<()> {
        let kept = hash("correct horse")?;
        assert!(kept.starts_with("$argon2id$v=19$"), "{kept}");
        assert_ne!(kept, hash("correct horse")?);
        assert!(fits("correct horse", &kept));
        assert!(!fits("correct horsf", &kept));
        assert!(!fits("correct horse", "no hash at all"));
        Ok(())
    }

    #[test]
    fn short_passwords_are_refused_with_the_reason() {
        let view = hash("123456789").map_err(|error| error.to_string());
        assert!(view.is_err_and(|view| view.contains("9 characters; it needs at least 10")));
    }
}
