//! How people of the account are looked after by one another: invited, changed, shut out, let in again. Nobody gives
//! more than they hold, and an administrator always stays.

use database::Tx;
use database::users::User;
use wire::{Moment, Problem};

use crate::audit_log::{self, Action, By, details};
use crate::fault::Fault;
use crate::keys::contact;
use crate::users::{self, Role, can_sign_in};
use crate::{gather, refuse, second_step};

/// How long a link for choosing a password works, in seconds.
pub const INVITATION: i64 = 7 * 24 * 3600;

/// Who changes a user: how the audit log names them, and what they may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Administrator {
    /// Who it is.
    pub by: By,
    /// What they may do.
    pub role: Role,
}

/// What is to be set of a person; what is `None` stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// First name and, after a space, last name.
    pub name: Option<String>,
    /// E-mail, by which they sign in.
    pub email: Option<String>,
    /// What they may do.
    pub role: Option<Role>,
    /// Whether they may sign in.
    pub active: Option<bool>,
}

/// Adds a person who chooses their password themselves, by the link with this token.
///
/// # Errors
/// Refused: a role that is more than the keeper has; and as [`users::add`].
pub fn invite(
    tx: &mut Tx<'_>,
    keeper: &Administrator,
    email: &str,
    name: &str,
    role: Role,
    token: &str,
    now: Moment,
) -> Result<User, Fault> {
    allowed(keeper, role)?;
    let user = users::insert(tx, email, name, role, "", now)?;
    database::invitations::set(tx, user.id, &hash(token), now.0)?;
    users::added(tx, &user, &keeper.by, now)?;
    Ok(user)
}

/// Shuts a person out until they have chosen another password, by the link with this token: every session of theirs
/// ends, and their second step is turned off.
///
/// # Errors
/// Refused: no such person, one who may do more than the keeper, oneself, the last
/// administrator.
pub fn reset(tx: &mut Tx<'_>, keeper: &Administrator, id: i64, token: &str, now: Moment) -> Result<User, Fault> {
    let user = to_change(tx, keeper, id)?;
    if matches!(&keeper.by, By::Person(oneself, _) if *oneself == user.id) {
        return Err(refuse("self", "Change your own password on the page of your account."));
    }
    let stood = has_administrator(tx)?;
    users::reset_password(tx, id, "", &keeper.by, now)?;
    database::invitations::set(tx, id, &hash(token), now.0)?;
    somebody_stays(tx, stood)?;
    Ok(user)
}

/// Changes a person. Whoever is shut out or gets another role loses every session.
///
/// # Errors
/// Refused: no such person, one who may do more than the keeper, a role that is more than the keeper has, an e-mail
/// that is none or is taken, an empty name, a change that would leave no administrator.
pub fn edit(tx: &mut Tx<'_>, keeper: &Administrator, id: i64, changes: &Changes, now: Moment) -> Result<User, Fault> {
    let before = to_change(tx, keeper, id)?;
    let mut user = before.clone();
    if let Some(name) = &changes.name {
        (user.first_name, user.last_name) = users::names_of(name)?;
    }
    if let Some(email) = &changes.email {
        user.email = users::email_of(email)?;
    }
    if let Some(role) = changes.role {
        allowed(keeper, role)?;
        user.role = role.name().to_owned();
    }
    user.active = changes.active.unwrap_or(user.active);
    if user == before {
        return Ok(user);
    }
    let stood = has_administrator(tx)?;
    if !database::users::save(tx, &user)? {
        return Err(users::taken(&user.email));
    }
    somebody_stays(tx, stood)?;
    if !user.active || user.role != before.role {
        database::sessions::end_all(tx, id)?;
    }
    let action = match (before.active, user.active) {
        (true, false) => Action::UserDisabled,
        (false, true) => Action::UserEnabled,
        _ => Action::UserChanged,
    };
    if action == Action::UserDisabled {
        contact::left(tx, &user, &keeper.by, now)?;
    }
    let differences = details::differences(&details::of_user(&before), &details::of_user(&user));
    audit_log::note(tx, &keeper.by, action, &(&user).into(), &differences, now)?;
    Ok(user)
}

/// Everything that is wrong with the name and the e-mail of a person at once, for a form; `id` is 0 for a new one.
///
/// # Errors
/// The database failed.
pub fn faults(tx: &mut Tx<'_>, id: i64, name: &str, email: &str) -> Result<Option<Problem>, Fault> {
    let mut found = None;
    gather(&mut found, users::names_of(name))?;
    if let Some(email) = gather(&mut found, users::email_of(email))?
        && database::users::all(tx)?.iter().any(|user| user.id != id && user.email == email)
    {
        gather::<()>(&mut found, Err(users::taken(&email)))?;
    }
    Ok(found)
}

/// The person a link is for, as long as it works.
///
/// # Errors
/// Refused like an address where nothing is: the link is used up, replaced or too old, or the person is shut out.
pub fn invited(tx: &mut Tx<'_>, token: &str, now: Moment) -> Result<User, Fault> {
    let found = database::invitations::find(tx, &hash(token))?;
    let id = found.filter(|(_, since)| (0..=INVITATION).contains(&(now.0 - since))).map(|(id, _)| id);
    let user = database::users::find(tx, id.ok_or_else(Problem::not_found)?)?.filter(|user| user.active);
    Ok(user.ok_or_else(Problem::not_found)?)
}

/// Gives the person of a link the password they have chosen; the link works no more.
///
/// # Errors
/// As [`invited`].
pub fn accept(tx: &mut Tx<'_>, token: &str, password_hash: &str, now: Moment) -> Result<User, Fault> {
    tx.touch_house()?;
    let user = invited(tx, token, now)?;
    users::change_password(tx, user.id, password_hash, &By::from(&user), now)?;
    Ok(user)
}

/// Turns the second step of a person off.
///
/// # Errors
/// Refused: no such person, or one who may do more than the keeper.
pub fn turn_second_step_off(tx: &mut Tx<'_>, keeper: &Administrator, id: i64, now: Moment) -> Result<(), Fault> {
    to_change(tx, keeper, id)?;
    second_step::turn_off(tx, id, &keeper.by, now)
}

/// The user, locked until this transaction ends.
pub(super) fn to_change(tx: &mut Tx<'_>, keeper: &Administrator, id: i64) -> Result<User, Fault> {
    tx.touch_house()?;
    let user = database::users::find(tx, id)?.ok_or_else(Problem::not_found)?;
    allowed(keeper, Role::named(&user.role).unwrap_or(Role::Administrator))?;
    Ok(user)
}

fn allowed(keeper: &Administrator, role: Role) -> Result<(), Fault> {
    if keeper.role.covers(role) { Ok(()) } else { Err(refuse("role", "Nobody gives or changes a role that is more than their own.")) }
}

/// Refuses a change that took away the last one who may do everything.
fn somebody_stays(tx: &mut Tx<'_>, stood: bool) -> Result<(), Fault> {
    if !stood || has_administrator(tx)? {
        return Ok(());
    }
    Err(refuse("administrator", "Nobody could do everything any more: there must be an administrator who can sign in."))
}

fn has_administrator(tx: &mut Tx<'_>) -> Result<bool, Fault> {
    Ok(database::users::all(tx)?.iter().any(|user| can_sign_in(user) && user.role == Role::Administrator.name()))
}

/// A link's token has well over 128 random bits: a plain hash keeps it.
fn hash(token: &str) -> [u8; 32] {
    *blake3::hash(token.as_bytes()).as_bytes()
}
