//! What people change about themselves: name, email and language; and another password for those who forgot theirs.

use database::Tx;
use database::users::User;
use serde_json::json;
use wire::{Moment, Problem};

use crate::audit_log::{self, Action, By, details};
use crate::fault::Fault;
use crate::reauthentication::Reauthentication;
use crate::users::{self, can_sign_in};
use crate::{refuse, settings};

/// For how long a link to choose another password works, in seconds.
pub const LINK: i64 = 30 * 60;

/// What a person wants of themselves to be.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// First name and, after a space, last name.
    pub name: String,
    /// Email, by which they sign in.
    pub email: String,
    /// The language of their pages; empty for the account's.
    pub language: String,
}

/// Whether the email would be another one, for which the person must prove who they are.
pub fn changes_email(user: &User, wanted: &Wanted) -> bool {
    !wanted.email.trim().to_lowercase().eq(&user.email)
}

/// Changes what a person is called, their email and the language of their pages.
///
/// # Errors
/// Refused: an empty name, an email that is none or is taken, a language that there is not, and another email without a
/// fresh proof (`proof`) of the same person.
pub fn change(tx: &mut Tx<'_>, id: i64, wanted: &Wanted, proof: Option<&Reauthentication>, now: Moment) -> Result<User, Fault> {
    tx.touch_house()?;
    let before = database::users::find(tx, id)?.ok_or_else(Problem::not_found)?;
    let mut user = before.clone();
    (user.first_name, user.last_name) = users::names_of(&wanted.name)?;
    if changes_email(&before, wanted) {
        user.email = users::email_of(&wanted.email)?;
        if !proof.is_some_and(|proof| proof.user() == id && proof.is_fresh(now)) {
            return Err(refuse("proof", "Enter the password to change the email."));
        }
    }
    user.language = Some(wanted.language.clone()).filter(|language| !language.is_empty());
    if user.language.as_deref().is_some_and(|language| !settings::LANGUAGES.contains(&language)) {
        return Err(refuse("language", "Choose one of the languages."));
    }
    if user.language != before.language {
        database::users::set_language(tx, id, user.language.as_deref())?;
    }
    let differences = details::differences(&details::of_user(&before), &details::of_user(&user));
    if details::is_empty(&differences) {
        return Ok(user);
    }
    if !database::users::save(tx, &user)? {
        return Err(users::taken(&user.email));
    }
    audit_log::note(tx, &By::from(&user), Action::UserChanged, &(&user).into(), &differences, now)?;
    Ok(user)
}

/// Gives the user of an email a link to choose another password, by its token; `None` when no user who may sign in has
/// the email. `address` is where it was asked for.
///
/// # Errors
/// The database failed.
pub fn forget_password(tx: &mut Tx<'_>, email: &str, token: &str, address: &str, now: Moment) -> Result<Option<User>, Fault> {
    let email = email.trim().to_lowercase();
    let Some(user) = database::users::all(tx)?.into_iter().find(|user| user.email == email && can_sign_in(user)) else { return Ok(None) };
    database::password_links::set(tx, user.id, &hash(token), now.0)?;
    let details = json!({"address": {"after": address}});
    audit_log::note(tx, &By::Hub, Action::UserPasswordForgotten, &(&user).into(), &details, now)?;
    Ok(Some(user))
}

/// The person of a link, as long as it works.
///
/// # Errors
/// Refused like an address where nothing is: the link is used up, replaced or too old, or the person may not sign in.
pub fn of_link(tx: &mut Tx<'_>, token: &str, now: Moment) -> Result<User, Fault> {
    let found = database::password_links::find(tx, &hash(token))?;
    let id = found.filter(|(_, since)| (0..=LINK).contains(&(now.0 - since))).map(|(id, _)| id).ok_or_else(Problem::not_found)?;
    let user = database::users::find(tx, id)?.filter(can_sign_in);
    Ok(user.ok_or_else(Problem::not_found)?)
}

/// Gives the person of a link the password they have chosen, and ends every session of theirs; the link works no more. Their
/// second step stays as it is.
///
/// # Errors
/// As [`of_link`].
pub fn choose_password(tx: &mut Tx<'_>, token: &str, password_hash: &str, now: Moment) -> Result<User, Fault> {
    tx.touch_house()?;
    let user = of_link(tx, token, now)?;
    users::change_password(tx, user.id, password_hash, &By::from(&user), now)?;
    Ok(user)
}

/// A link's token has well over 128 random bits: a plain hash keeps it.
fn hash(token: &str) -> [u8; 32] {
    *blake3::hash(token.as_bytes()).as_bytes()
}
