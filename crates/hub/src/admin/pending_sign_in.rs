//! Those who have shown their password and owe a code: a sealed cookie says who and since when. It opens nothing.

use axum::http::{HeaderMap, HeaderValue};
use data_encoding::BASE64URL_NOPAD;
use database::users::User;
use domain::fault::Fault;

use super::{Office, session};
use wire::Problem;

/// How long a user may take to look the code up, in seconds.
pub const PATIENCE: i64 = 600;

const NAME: &str = "latchkey-half";
const ABOUT: &str = "a sign-in that waits for its code";

/// The cookie of a user whose password was right.
///
/// # Errors
/// There is no randomness.
pub fn cookie(office: &Office, user: &User) -> Result<HeaderValue, Fault> {
    let says = format!("{} {} {}", user.id, office.hub.clock.now().0, fingerprint(user));
    let sealed = office.hub.seal.close(ABOUT, says.as_bytes()).map_err(|_| Problem::internal())?;
    Ok(session::cookie(&office.hub, NAME, &BASE64URL_NOPAD.encode(&sealed), PATIENCE))
}

/// What takes the cookie away.
pub fn no_cookie(office: &Office) -> HeaderValue {
    session::cookie(&office.hub, NAME, "", 0)
}

/// Who it is, as long as the cookie holds: not for long, and not past a change of the password.
pub fn user(office: &Office, headers: &HeaderMap) -> Option<User> {
    let sealed = BASE64URL_NOPAD.decode(session::cookie_of(&office.hub, headers, NAME)?.as_bytes()).ok()?;
    let says = String::from_utf8(office.hub.seal.reveal(ABOUT, &sealed).ok()?).ok()?;
    let mut parts = says.split(' ');
    let (id, since, password) = (parts.next()?.parse::<i64>().ok()?, parts.next()?.parse::<i64>().ok()?, parts.next()?);
    if !(0..=PATIENCE).contains(&(office.hub.clock.now().0 - since)) {
        return None;
    }
    let account = office.hub.account();
    account.users.iter().find(|user| user.id == id && user.active && fingerprint(user) == password).cloned()
}

fn fingerprint(user: &User) -> String {
    blake3::hash(user.password_hash.as_bytes()).to_hex()[..32].to_owned()
}
