//! People of the account.

use database::Tx;
use database::users::User;
use serde_json::json;
use wire::{Moment, Problem};

use crate::audit_log::{self, Action, By, details};
use crate::desk::DeskAccess;
use crate::fault::Fault;
use crate::{name_of, refuse, second_step, without_token};

/// What a person may do on the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Everything.
    Administrator,
    /// Everything but users, keys and settings.
    Manager,
    /// Looking.
    ReadOnly,
}

impl Role {
    /// Every role, the widest first.
    pub const ALL: [Self; 3] = [Self::Administrator, Self::Manager, Self::ReadOnly];

    /// The role of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The name of its text on the pages.
    pub fn label(self) -> &'static str {
        match self {
            Self::Administrator => "role-administrator",
            Self::Manager => "role-manager",
            Self::ReadOnly => "role-read-only",
        }
    }

    /// Whether this role includes what another role may do.
    pub fn covers(self, other: Self) -> bool {
        self.width() >= other.width()
    }

    fn width(self) -> u8 {
        match self {
            Self::Administrator => 2,
            Self::Manager => 1,
            Self::ReadOnly => 0,
        }
    }

    /// The name it is kept by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Manager => "manager",
            Self::ReadOnly => "read-only",
        }
    }
}

/// Makes the first person, who may do everything; there is only one first.
///
/// # Errors
/// Refused: there are people already; and as [`add`].
pub fn add_first(tx: &mut Tx<'_>, email: &str, name: &str, password_hash: &str, now: Moment) -> Result<User, Fault> {
    tx.touch_house()?;
    if !database::users::all(tx)?.is_empty() {
        return Err(Problem::not_found().into());
    }
    let user = insert(tx, email, name, Role::Administrator, password_hash, now)?;
    added(tx, &user, &By::from(&user), now)?;
    Ok(user)
}

/// Gives a user another password and ends all their sessions, so that the old one is of no use. A link by which
/// they could have chosen one works no more.
///
/// # Errors
/// There is no such person, or the database failed.
pub fn change_password(tx: &mut Tx<'_>, id: i64, password_hash: &str, by: &By, now: Moment) -> Result<(), Fault> {
    database::users::set_password(tx, id, password_hash)?;
    database::sessions::end_all(tx, id)?;
    database::invitations::remove(tx, id)?;
    database::password_links::remove(tx, id)?;
    let user = database::users::find(tx, id)?.ok_or_else(Problem::not_found)?;
    audit_log::note(tx, by, Action::UserPasswordChanged, &(&user).into(), &json!({}), now)
}

/// Lets a person who is locked out in again by another password: their second step is turned off too.
///
/// # Errors
/// There is no such person, or the database failed.
pub fn reset_password(tx: &mut Tx<'_>, id: i64, password_hash: &str, by: &By, now: Moment) -> Result<(), Fault> {
    change_password(tx, id, password_hash, by, now)?;
    second_step::turn_off(tx, id, by, now)
}

/// Somebody who has a password and may sign in.
pub fn can_sign_in(user: &User) -> bool {
    user.active && !user.password_hash.is_empty()
}

/// Adds a person who may sign in. `name` is the first name and, after a space, the last; `password_hash` comes from
/// [`crate::passwords::hash`].
///
/// # Errors
/// Refused: what is no e-mail address or is taken, an empty name.
pub fn add(tx: &mut Tx<'_>, email: &str, name: &str, role: Role, password_hash: &str, by: &By, now: Moment) -> Result<User, Fault> {
    let user = insert(tx, email, name, role, password_hash, now)?;
    added(tx, &user, by, now)?;
    Ok(user)
}

/// Notes that a person was added.
pub(super) fn added(tx: &mut Tx<'_>, user: &User, by: &By, now: Moment) -> Result<(), Fault> {
    audit_log::note(tx, by, Action::UserAdded, &user.into(), &details::added(&details::of_user(user)), now)
}

pub(super) fn insert(tx: &mut Tx<'_>, email: &str, name: &str, role: Role, password_hash: &str, now: Moment) -> Result<User, Fault> {
    let email = email_of(email)?;
    let (first_name, last_name) = names_of(name)?;
    let mut user = User {
        id: 0,
        email,
        first_name,
        last_name,
        role: role.name().to_owned(),
        status: "free".to_owned(),
        active: true,
        password_hash: password_hash.to_owned(),
        created_at: now.0,
        body: "{}".to_owned(),
        language: None,
        hides_checklist: false,
        desk: DeskAccess::of_role(role).stored(),
    };
    let id = database::users::add(tx, &user)?;
    user.id = id.ok_or_else(|| taken(&user.email))?;
    Ok(user)
}

/// An e-mail address, in lower case.
pub(super) fn email_of(email: &str) -> Result<String, Fault> {
    let email = email.trim().to_lowercase();
    without_token("email", &email)?;
    let fits = email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
    if !fits || email.contains(|letter: char| letter.is_whitespace() || letter.is_control()) || email.chars().count() > 255 {
        return Err(refuse("email", format!("\"{email}\" is not a valid email.")));
    }
    Ok(email)
}

/// The first name and, after a space, the last.
pub(super) fn names_of(name: &str) -> Result<(String, String), Fault> {
    let name = name_of(name, "user")?;
    let (first, last) = name.split_once(char::is_whitespace).unwrap_or((name, ""));
    Ok((first.to_owned(), last.trim().to_owned()))
}

pub(super) fn taken(email: &str) -> Fault {
    refuse("email", format!("There is already a user with the email {email}."))
}
