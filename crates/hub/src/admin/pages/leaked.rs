//! The page for those who found a token: its holder may disable the key, and learns nothing about it.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::access::addresses;
use domain::access::guesses::network;
use domain::access::token;
use domain::audit_log::By;
use domain::fault::Fault;
use domain::keys::{self, Found};
use wire::Moment;

use crate::admin::fields::Fields;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Peer};

/// An answer takes at least so long.
const EARLIEST: Duration = Duration::from_millis(250);

#[derive(Template)]
#[template(path = "leaked.html")]
struct Leaked {
    page: Page,
    done: bool,
}

/// Shows the form to anybody.
pub async fn show(State(office): State<Arc<Office>>, request: Request) -> Response {
    page::ok(&Leaked { page: Page::for_stranger(&office, request.headers()), done: false })
}

/// Takes a token. The answer is the same whatever it is.
pub async fn report(State(office): State<Arc<Office>>, peer: Option<Extension<Peer>>, headers: HeaderMap, fields: Fields) -> Response {
    let page = Page::for_stranger(&office, &headers);
    let peer = peer.map(|peer| peer.0).unwrap_or_default().0;
    let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let address = addresses::client(peer, forwarded, &office.hub.settings.trusted_proxies);
    let now = office.hub.clock.now();
    let wait = office.throttle.report(&network(address).to_string(), now);
    if wait > 0 {
        let mut answer = page::message(page, StatusCode::TOO_MANY_REQUESTS, "leaked-wait");
        answer.headers_mut().insert(header::RETRY_AFTER, wait.into());
        return answer;
    }
    // The time of the answer reveals nothing: only for the token of a key is anything written.
    let earliest = tokio::time::sleep(EARLIEST);
    let outcome = switch_off(&office, token::bare(fields.text("token").into()).into_owned(), now).await;
    earliest.await;
    match outcome {
        Ok(()) => page::show(StatusCode::OK, &Leaked { page, done: true }),
        Err(fault) => page::failed(page, fault),
    }
}

async fn switch_off(office: &Office, given: String, now: Moment) -> Result<(), Fault> {
    if !token::is_well_formed(&given) {
        return Ok(());
    }
    // Any token of a key, also one that a rotation has replaced: it is the key's holder who was careless.
    let peppers = office.hub.gate.peppers();
    let holder = move |tx: &mut database::Tx<'_>| {
        let Some(id) = keys::holder(tx, &peppers, &given)? else { return Ok(None) };
        Ok::<_, Fault>(database::keys::find(tx, id)?.filter(|key| !keys::has_leaked(key)))
    };
    let Some(key) = office.hub.db.read(holder).await? else { return Ok(()) };
    office.hub.db.write(move |tx| keys::expose(tx, key.id, &Found::default(), &By::Hub, now).map(drop)).await
}
