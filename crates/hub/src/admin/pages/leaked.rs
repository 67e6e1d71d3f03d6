//! Somebody found a token: whoever has it may switch its key off, and learns nothing about it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use wire::Moment;

use crate::admin::Office;
use crate::admin::fields::Fields;
use crate::admin::page::{self, Page};
use crate::domain::keys::{self, Found};
use crate::domain::record::By;
use crate::fault::Fault;
use crate::keys::gate::Call;
use crate::keys::token;

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
pub async fn tell(State(office): State<Arc<Office>>, headers: HeaderMap, fields: Fields) -> Response {
    let page = Page::for_stranger(&office, &headers);
    let given = fields.text("token").trim_start_matches("secret-token:").to_owned();
    let now = office.hub.clock.now();
    match switch_off(&office, &given, now).await {
        Ok(()) => page::show(StatusCode::OK, &Leaked { page, done: true }),
        Err(fault) => page::failed(page, fault),
    }
}

async fn switch_off(office: &Office, given: &str, now: Moment) -> Result<(), Fault> {
    // Whoever tries many tokens here guesses.
    if token::is_well_formed(given) {
        office.hub.gate.holder(given, &Call::plain(0, now));
    }
    let (peppers, given) = (office.hub.gate.peppers(), given.to_owned());
    // Any token of a key, also one that a rotation has replaced: it is the key's holder who was careless. A transaction for
    // a token of nobody too: how long the answer takes tells nothing.
    let work = move |tx: &mut database::Tx<'_>| {
        tx.touch_keys()?;
        match keys::holder(tx, &peppers, &given)? {
            Some(id) => keys::expose(tx, id, &Found::default(), &By::Hub, now).map(drop),
            None => Ok(()),
        }
    };
    office.hub.db.write(work).await
}
