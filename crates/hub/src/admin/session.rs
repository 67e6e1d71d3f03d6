//! The cookie of a signed-in user, and the session it stands for.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use database::care::Count;
use database::sessions::Place;
use domain::access::masking::masked;
use domain::access::{addresses, token};
use domain::desk::DeskAccess;
use domain::fault::Fault;
use domain::sessions::{self, Lasting};
use domain::users::Role;

use super::{Office, Peer, Visitor};
use crate::app::Hub;

/// Characters of a session's token: 43 of 62 kinds are 256 bits.
const LENGTH: usize = 43;
const SESSION: &str = "latchkey";

/// The most characters of a browser's name that are kept.
const AGENT: usize = 200;

/// Where a request comes from, as the list of sessions shows it.
#[derive(Debug, Clone, Default)]
pub struct Origin(pub Place);

impl FromRequestParts<Arc<Office>> for Origin {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, office: &Arc<Office>) -> Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<Peer>().copied().unwrap_or_default().0;
        let forwarded = parts.headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let address = addresses::client(peer, forwarded, &office.hub.settings.trusted_proxies).to_string();
        let agent = parts.headers.get(header::USER_AGENT).map_or(&[][..], HeaderValue::as_bytes);
        let agent = masked(&String::from_utf8_lossy(agent), "").chars().filter(|letter| !letter.is_control()).take(AGENT).collect();
        Ok(Self(Place { address, agent }))
    }
}

/// Begins a session and returns its cookie.
///
/// # Errors
/// The database failed, or there is no randomness.
pub async fn begin(office: &Office, user: i64, origin: Origin) -> Result<HeaderValue, Fault> {
    let token = token::random(LENGTH).map_err(|error| database::Error::Row(error.to_string()))?;
    let (given, now) = (token.clone(), office.hub.clock.now());
    let lasting = Lasting::of(&office.hub.account());
    office.hub.db.write(move |tx| sessions::begin(tx, &given, user, &origin.0, lasting, now)).await?;
    // The person is named beside the token, which is of no use by itself, so that a form that comes too late has an owner.
    Ok(cookie(&office.hub, SESSION, &format!("{token}.{user}"), lasting.longest))
}

/// Ends the session of a request and returns the cookie that takes the other one away.
///
/// # Errors
/// The database failed.
pub async fn end(office: &Office, headers: &HeaderMap) -> Result<HeaderValue, Fault> {
    if let Some(token) = token_of(&office.hub, headers) {
        office.hub.db.write(move |tx| sessions::end(tx, &token)).await?;
    }
    Ok(cookie(&office.hub, SESSION, "", 0))
}

/// Who sent a request, if they are signed in.
///
/// # Errors
/// The database failed.
pub async fn visitor(office: &Office, headers: &HeaderMap) -> Result<Option<Visitor>, Fault> {
    let hub = &office.hub;
    let Some(token) = token_of(hub, headers) else { return Ok(None) };
    let (account, now, asked) = (hub.account(), hub.clock.now(), token.clone());
    let found = hub
        .db
        .read(move |tx| {
            let found = sessions::find(tx, &account, &asked, now)?;
            Ok::<_, Fault>(found.map(|(user, due)| (user.clone(), due)))
        })
        .await?;
    let Some((user, due)) = found else { return Ok(None) };
    if due {
        hub.db.write(move |tx| sessions::seen(tx, &token, now)).await?;
    }
    let name = format!("{} {}", user.first_name, user.last_name).trim_end().to_owned();
    let role = Role::named(&user.role).unwrap_or(Role::ReadOnly);
    let (desk, care) = (DeskAccess::of(&user), Count::default());
    Ok(Some(Visitor { id: user.id, email: user.email, name, role, care, language: user.language, desk }))
}

/// A cookie that only the hub itself reads, for so many seconds; 0 takes it away.
pub fn cookie(hub: &Hub, name: &str, value: &str, seconds: i64) -> HeaderValue {
    let secure = if is_secure(hub) { "; Secure" } else { "" };
    let text = format!("{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", full(hub, name));
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The value of a cookie that a request brought.
pub fn cookie_of(hub: &Hub, headers: &HeaderMap, name: &str) -> Option<String> {
    let texts = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut cookies = texts.flat_map(|text| text.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    let wanted = full(hub, name);
    cookies.find(|(cookie, _)| *cookie == wanted).map(|(_, value)| value.to_owned())
}

/// With https the name itself keeps other hosts of the domain from setting the cookie.
fn full(hub: &Hub, name: &str) -> String {
    format!("{}{name}", if is_secure(hub) { "__Host-" } else { "" })
}

fn is_secure(hub: &Hub) -> bool {
    hub.settings.public_url.starts_with("https://")
}

pub(super) fn token_of(hub: &Hub, headers: &HeaderMap) -> Option<String> {
    let value = cookie_of(hub, headers, SESSION)?;
    let token = value.split_once('.').map_or(value.as_str(), |(token, _)| token);
    (token.len() == LENGTH).then(|| token.to_owned())
}

/// Whose session it was, also when it has expired. It proves nothing.
pub fn person_of(hub: &Hub, headers: &HeaderMap) -> Option<i64> {
    cookie_of(hub, headers, SESSION)?.split_once('.')?.1.parse().ok()
}
