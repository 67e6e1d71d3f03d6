//! The second step of signing in: one-time codes (RFC 6238) of an app that shares a secret with the hub, and recovery
//! codes for who has lost the app. A code is taken once.

use data_encoding::BASE32_NOPAD;
use database::Tx;
use serde_json::json;
use totp_rs::{Algorithm, Builder, Totp};
use wire::{Moment, Problem};

use crate::access::sealed::Seal;
use crate::access::token;
use crate::audit_log::{self, Action, By};
use crate::fault::Fault;
use crate::{refuse, refuse_as, sealing};

/// How many recovery codes a person is given.
pub const RECOVERY_CODES: usize = 10;

/// The issuer that apps show beside the account.
const ISSUER: &str = "Latchkey";
const SECRET: usize = 20;
/// Codes of one step before and one after are taken too: clocks differ.
const SKEW: u16 = 1;
const STEP: u64 = 30;

/// What an app needs to make codes.
pub struct Enrolment {
    /// The secret in base 32, to be typed in.
    pub secret: String,
    /// The address that QR codes hold: `otpauth://totp/…`.
    pub address: String,
}

/// Makes a secret for a person who has no second step yet. Nothing is asked of them until [`confirm`].
///
/// # Errors
/// Refused: the second step is on already. There is no randomness.
pub fn begin(tx: &mut Tx<'_>, seal: &Seal, user: i64) -> Result<(), Fault> {
    if is_on(tx, user)? {
        return Err(refuse_as("otp", "second-step-on", "The second step is on already."));
    }
    let secret: [u8; SECRET] = token::random_bytes().map_err(|_| Problem::internal())?;
    let sealed = sealing::close(tx, seal, &about(user), &secret)?;
    Ok(database::second_steps::begin(tx, user, &sealed)?)
}

/// What the app of a person needs, between [`begin`] and [`confirm`]; `None` at any other time.
///
/// # Errors
/// The secret cannot be opened.
pub fn enrolment(tx: &mut Tx<'_>, seal: &Seal, user: i64, email: &str) -> Result<Option<Enrolment>, Fault> {
    let Some(found) = database::second_steps::find(tx, user)?.filter(|found| !found.confirmed) else { return Ok(None) };
    let codes = codes(sealing::reveal(seal, &about(user), &found.secret)?, email)?;
    let address = codes.to_url().map_err(|_| Problem::internal())?;
    Ok(Some(Enrolment { secret: codes.secret().to_base32(), address }))
}

/// Turns the second step on with the first code of the app, and gives the recovery codes. They are shown now and kept
/// as hashes only.
///
/// # Errors
/// Refused: a wrong code, or nothing to confirm.
pub fn confirm(tx: &mut Tx<'_>, seal: &Seal, user: i64, code: &str, by: &By, now: Moment) -> Result<Vec<String>, Fault> {
    let pending = database::second_steps::find(tx, user)?.filter(|found| !found.confirmed);
    if pending.is_none() {
        return Err(refuse_as("otp", "second-step-begin", "There is nothing to confirm: begin anew."));
    }
    if !take_code(tx, seal, user, code, now)? {
        return Err(wrong());
    }
    let codes = renew_recovery_codes(tx, user)?;
    note(tx, user, Action::UserSecondFactorOn, by, now)?;
    Ok(codes)
}

/// Gives a person recovery codes in place of all they had.
///
/// # Errors
/// There is no randomness.
pub fn renew_recovery_codes(tx: &mut Tx<'_>, user: i64) -> Result<Vec<String>, Fault> {
    let codes = (0..RECOVERY_CODES).map(|_| recovery_code()).collect::<Result<Vec<_>, _>>()?;
    let hashes: Vec<[u8; 32]> = codes.iter().map(|code| hash(code)).collect();
    database::second_steps::set_recovery_codes(tx, user, &hashes)?;
    Ok(codes)
}

/// Whether a person is asked for a code.
///
/// # Errors
/// The database failed.
pub fn is_on(tx: &mut Tx<'_>, user: i64) -> Result<bool, Fault> {
    Ok(database::second_steps::find(tx, user)?.is_some_and(|found| found.confirmed))
}

/// Takes a code of a person whose second step is on: one of the app, or a recovery code. Neither is taken twice.
///
/// # Errors
/// Refused: a wrong or used code. The secret cannot be opened.
pub fn check(tx: &mut Tx<'_>, seal: &Seal, user: i64, code: &str, now: Moment) -> Result<(), Fault> {
    let plain = plain(code);
    if plain.len() == recovery_length() {
        let used = database::second_steps::use_recovery_code(tx, user, &hash(code))?;
        return if used { Ok(()) } else { Err(wrong()) };
    }
    let on = database::second_steps::find(tx, user)?.is_some_and(|found| found.confirmed);
    if on && take_code(tx, seal, user, code, now)? { Ok(()) } else { Err(wrong()) }
}

/// Turns the second step off.
///
/// # Errors
/// The database failed.
pub fn turn_off(tx: &mut Tx<'_>, user: i64, by: &By, now: Moment) -> Result<(), Fault> {
    let on = is_on(tx, user)?;
    database::second_steps::remove(tx, user)?;
    if on { note(tx, user, Action::UserSecondFactorOff, by, now) } else { Ok(()) }
}

fn note(tx: &mut Tx<'_>, user: i64, action: Action, by: &By, now: Moment) -> Result<(), Fault> {
    let user = database::users::find(tx, user)?.ok_or_else(Problem::not_found)?;
    audit_log::note(tx, by, action, &(&user).into(), &json!({}), now)
}

fn take_code(tx: &mut Tx<'_>, seal: &Seal, user: i64, code: &str, now: Moment) -> Result<bool, Fault> {
    let Some(found) = database::second_steps::find(tx, user)? else { return Ok(false) };
    let codes = codes(sealing::reveal(seal, &about(user), &found.secret)?, "")?;
    let step = codes.check(&plain(code), now.0.try_into().unwrap_or_default());
    match step.and_then(|step| i64::try_from(step).ok()) {
        Some(step) => Ok(database::second_steps::take(tx, user, step)?),
        None => Ok(false),
    }
}

fn codes(secret: Vec<u8>, email: &str) -> Result<Totp, Fault> {
    // A colon would end the name of the issuer.
    let email = email.replace(':', "");
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_skew(SKEW).with_step_duration(STEP);
    let builder = builder.with_secret(secret).with_issuer(Some(ISSUER)).with_account_name(email);
    Ok(builder.build().map_err(|_| Problem::internal())?)
}

/// `abcd-efgh-ijkl-mnop`: 80 random bits, in letters and digits that are not easily confused.
fn recovery_code() -> Result<String, Fault> {
    let bytes: [u8; 10] = token::random_bytes().map_err(|_| Problem::internal())?;
    let letters = BASE32_NOPAD.encode(&bytes).to_lowercase();
    let groups: Vec<&str> = (0..4).map(|group| &letters[4 * group..4 * group + 4]).collect();
    Ok(groups.join("-"))
}

fn recovery_length() -> usize {
    BASE32_NOPAD.encode_len(10)
}

/// A recovery code has 80 random bits: a plain hash keeps it.
fn hash(code: &str) -> [u8; 32] {
    *blake3::hash(plain(code).as_bytes()).as_bytes()
}

/// A code without the spaces and dashes people write in it.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).take(64).collect()
}

fn about(user: i64) -> String {
    format!("one-time codes of user {user}")
}

fn wrong() -> Fault {
    refuse("otp", "This code is wrong, or it was used already.")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test vectors of RFC 6238, appendix B, for SHA-1; the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        for (time, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (2_000_000_000, "279037")] {
            let codes = codes(b"12345678901234567890".to_vec(), "a@b").unwrap_or_else(|fault| panic!("{fault}"));
            assert_eq!(codes.check(code, time), Some(time / 30));
            assert_eq!(codes.check(code, time + 30), Some(time / 30), "one step late");
            assert_eq!(codes.check(code, time + 90), None);
            assert_eq!(codes.check("000000", time), None);
        }
    }

    #[test]
    fn recovery_codes_are_read_however_they_are_written() -> Result<(), Fault> {
        let code = recovery_code()?;
        assert_eq!((code.len(), plain(&code).len()), (19, recovery_length()));
        assert_eq!(hash(&code), hash(&code.to_uppercase().replace('-', " ")));
        assert_ne!(hash(&code), hash(&recovery_code()?));
        Ok(())
    }

    #[test]
    fn the_address_for_apps_names_hub_and_person() -> Result<(), Fault> {
        let address = codes(vec![7; SECRET], "ada:x@hub.test")?.to_url().unwrap_or_default();
        assert!(address.starts_with("otpauth://totp/Latchkey:adax%40hub.test?secret="), "{address}");
        assert!(address.ends_with("&issuer=Latchkey"), "{address}");
        Ok(())
    }
}
