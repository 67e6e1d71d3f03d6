//! Sessions of people on the pages: begun, recognised, ended. A session ends by itself when nobody uses it, and in any
//! case after a week.

use database::Tx;
use database::users::User;
use wire::Moment;

use crate::account::Account;
use crate::fault::Fault;

/// How long a session lasts without use, in seconds.
pub const IDLE: i64 = 12 * 3600;
/// How long a session lasts at most, in seconds.
pub const LONGEST: i64 = 7 * 24 * 3600;
/// How exactly it is noted when somebody was last seen, in seconds: not every page is worth a write.
const EXACTNESS: i64 = 300;

/// What a session's token is kept as. The token has 256 random bits, so a plain hash is enough.
pub fn hash(token: &str) -> [u8; 32] {
    *blake3::hash(token.as_bytes()).as_bytes()
}

/// Begins a session of a person and clears away those that have ended.
///
/// # Errors
/// The database failed.
pub fn begin(tx: &mut Tx<'_>, token: &str, user: i64, now: Moment) -> Result<(), Fault> {
    database::sessions::end_old(tx, now.0 - LONGEST, now.0 - IDLE)?;
    Ok(database::sessions::add(tx, &hash(token), user, now.0)?)
}

/// The person a token stands for, if they may still sign in, and whether it is time to note that they were seen.
///
/// # Errors
/// The database failed.
pub fn find<'a>(tx: &mut Tx<'_>, account: &'a Account, token: &str, now: Moment) -> Result<Option<(&'a User, bool)>, Fault> {
    let Some(session) = database::sessions::find(tx, &hash(token))? else { return Ok(None) };
    if now.0 - session.seen_at > IDLE || now.0 - session.created_at > LONGEST {
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
