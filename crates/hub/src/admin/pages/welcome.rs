//! The first page: on to the work for those who are signed in, to the door for the others, to the beginning while there
//! is nobody.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;

use crate::admin::page::{self, Page};
use crate::admin::{Office, Peer, setup_address};

#[derive(Template)]
#[template(path = "welcome.html")]
struct Welcome {
    page: Page,
    /// The path of the link by which the first administrator is made; empty for those who may not see it.
    setup: String,
}

/// Shows the first page.
pub async fn show(State(office): State<Arc<Office>>, peer: Option<Extension<Peer>>, headers: HeaderMap) -> Response {
    if !office.is_vacant() {
        return page::go("/stores");
    }
    let local = is_local(peer.map(|peer| peer.0).unwrap_or_default(), &headers);
    let setup = if local && setup_address(&office.hub).is_some() { format!("/setup/{}", office.hub.setup_code) } else { String::new() };
    page::ok(&Welcome { page: Page::for_stranger(&office, &headers), setup })
}

/// Whether a request was made on this very machine: by its peer and by the name it uses for the machine, and through
/// no proxy, whose peers may be anywhere.
fn is_local(peer: Peer, headers: &HeaderMap) -> bool {
    let forwarded = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = if host.starts_with('[') { host.split_inclusive(']').next() } else { host.split(':').next() };
    peer.0.to_canonical().is_loopback()
        && name.is_some_and(|name| ["localhost", "127.0.0.1", "[::1]"].contains(&name))
        && !forwarded.iter().any(|name| headers.contains_key(*name))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    #[test]
    fn only_this_machine_is_local() -> Result<(), std::net::AddrParseError> {
        let asks = |peer: &str, headers: &[(&'static str, &'static str)]| {
            let headers = headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect();
            Ok::<_, std::net::AddrParseError>(is_local(Peer(peer.parse()?), &headers))
        };
        for (peer, host) in [("127.0.0.1", "localhost:8080"), ("::1", "[::1]:8080"), ("::ffff:127.0.0.1", "127.0.0.1")] {
            assert!(asks(peer, &[("host", host)])?, "{peer} {host}");
        }
        assert!(!asks("192.168.0.7", &[("host", "localhost")])?);
        assert!(!asks("127.0.0.1", &[("host", "hub.example.com")])?, "a proxy or a rebound name");
        assert!(!asks("127.0.0.1", &[("host", "localhost"), ("x-forwarded-for", "203.0.113.9")])?, "a proxy");
        Ok(())
    }
}
