//! Sessions of people on the pages: begun, recognised, ended. A session ends by itself when it is not used, and in any
//! case after a while; the account sets both.

use database::Tx;
use database::sessions::Place;
use database::users::User;
use serde_json::json;
use wire::{Moment, Problem};

use crate::account::Account;
use crate::audit_log::{self, Action, By};
use crate::fault::Fault;
use crate::retention::{SESSION_IDLE, SESSION_LIFE};

/// How long sessions last, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lasting {
    /// Without use.
    pub idle: i64,
    /// At most.
    pub longest: i64,
}

impl Lasting {
    /// What is set in an account.
    pub fn of(account: &Account) -> Self {
        Self { idle: SESSION_IDLE.of(account) * 3600, longest: SESSION_LIFE.of(account) * 86_400 }
    }
}

/// How exactly it is noted when a user was last seen, in seconds: not every page is worth a write.
const EXACTNESS: i64 = 300;

/// What a session's token is kept as. The token has 256 random bits, so a plain hash is enough.
pub fn hash(token: &str) -> [u8; 32] {
    *blake3::hash(token.as_bytes()).as_bytes()
}

/// Begins a session of a person and clears away those that have ended.
///
/// # Errors
/// The database failed.
pub fn begin(tx: &mut Tx<'_>, token: &str, user: i64, place: &Place, lasting: Lasting, now: Moment) -> Result<(), Fault> {
    database::sessions::end_old(tx, now.0 - lasting.longest, now.0 - lasting.idle)?;
    Ok(database::sessions::add(tx, &hash(token), user, place, now.0)?)
}

/// A session of a person, as they see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// What it is called in forms: the beginning of the hash of its token, which opens nothing.
    pub code: String,
    /// When it began, in Unix seconds.
    pub created_at: i64,
    /// When it was last used, within a few minutes, in Unix seconds.
    pub seen_at: i64,
    /// Where it began.
    pub place: Place,
    /// Whether it is the one of this token.
    pub here: bool,
}

/// The sessions of a person that have not ended; `token` is that of the session they look from.
///
/// # Errors
/// The database failed.
pub fn of_person(tx: &mut Tx<'_>, user: i64, token: &str, lasting: Lasting, now: Moment) -> Result<Vec<Open>, Fault> {
    let lines = database::sessions::of_person(tx, user, now.0 - lasting.longest, now.0 - lasting.idle)?;
    let own = hash(token);
    let open = |line: database::sessions::Line| Open {
        code: code(&line.hash),
        here: line.hash == own,
        created_at: line.created_at,
        seen_at: line.seen_at,
        place: line.place,
    };
    Ok(lines.into_iter().map(open).collect())
}

/// Ends one session of a person, by its code; false when there is none of it.
///
/// # Errors
/// The database failed.
pub fn end_one(tx: &mut Tx<'_>, user: i64, wanted: &str, lasting: Lasting, by: &By, now: Moment) -> Result<bool, Fault> {
    let lines = database::sessions::of_person(tx, user, now.0 - lasting.longest, now.0 - lasting.idle)?;
    let Some(line) = lines.into_iter().find(|line| code(&line.hash) == wanted) else { return Ok(false) };
    database::sessions::end(tx, &line.hash)?;
    note(tx, user, 1, by, now)?;
    Ok(true)
}

/// Ends every session of a person but the one of this token, and returns how many ended.
///
/// # Errors
/// The database failed.
pub fn end_others(tx: &mut Tx<'_>, user: i64, token: &str, by: &By, now: Moment) -> Result<u64, Fault> {
    let ended = database::sessions::end_others(tx, user, &hash(token))?;
    if ended > 0 {
        note(tx, user, ended, by, now)?;
    }
    Ok(ended)
}

fn note(tx: &mut Tx<'_>, user: i64, ended: u64, by: &By, now: Moment) -> Result<(), Fault> {
    let user = database::users::find(tx, user)?.ok_or_else(Problem::not_found)?;
    audit_log::note(tx, by, Action::UserSessionsEnded, &(&user).into(), &json!({"sessions": {"before": ended}}), now)
}

fn code(hash: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&hash[..hash.len().min(8)])
}

/// The person a token stands for, if they may still sign in, and whether it is time to note that they were seen.
///
/// # Errors
/// The database failed.
pub fn find<'a>(tx: &mut Tx<'_>, account: &'a Account, token: &str, now: Moment) -> Result<Option<(&'a User, bool)>, Fault> {
    let Some(session) = database::sessions::find(tx, &hash(token))? else { return Ok(None) };
    let lasting = Lasting::of(account);
    if now.0 - session.seen_at > lasting.idle || now.0 - session.created_at > lasting.longest {
        return Ok(None);
    }
    let user = account.users.iter().find(|user| user.id == session.user && user.active);
    Ok(user.map(|user| (user, now.0 - session.seen_at >= EXACTNESS)))
}

/// Notes that the person was seen.
///
/// # Errors
/// The database failed.
pub fn seen(tx: &mut Tx<'_>, token: &str, now: Moment) -> Result<(), Fault> {
    Ok(database::sessions::seen(tx, &hash(token), now.0)?)
}

/// Ends a session.
///
/// # Errors
/// The database failed.
pub fn end(tx: &mut Tx<'_>, token: &str) -> Result<(), Fault> {
    Ok(database::sessions::end(tx, &hash(token))?)
}
