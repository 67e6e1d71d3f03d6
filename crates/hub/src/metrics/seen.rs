//! What the hub sees of a call, answered only to `latchkey doctor`, which proves by a code that it runs on the same data folder.

use std::net::IpAddr;
use std::sync::Arc;

use axum::http::header;
use axum::http::request::Parts;
use domain::access::addresses;

use crate::app::Hub;

/// The address that answers it.
pub const PATH: &str = "/healthz/seen";
/// The header of the code.
pub const CODE: &str = "x-latchkey-doctor";

/// JSON of what was seen; none without the code of the moment.
pub fn answer(hub: &Arc<Hub>, parts: &Parts, peer: IpAddr) -> Option<String> {
    let code = parts.headers.get(CODE)?.to_str().ok()?;
    if !hub.seal.is_doctor_code(code, hub.clock.now()) {
        return None;
    }
    let all = |name: &str| parts.headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join(", ");
    let host = parts.uri.authority().map_or_else(|| all(header::HOST.as_str()), |authority| authority.as_str().to_owned());
    let forwarded = parts.headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let client = addresses::client(peer, forwarded, &hub.settings.trusted_proxies);
    let seen = serde_json::json!({
        "host": host, "origin": all("origin"), "peer": peer.to_canonical().to_string(), "client": client.to_canonical().to_string(),
        "forwarded": all("x-forwarded-for"),
    });
    Some(seen.to_string())
}
