//! A key is given another token: the form with a fresh one, and the page that ends what is left of the old one.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::token;
use domain::fault::Fault;
use domain::keys;
use domain::keys::rotation::{self, Overlap};
use wire::Problem;

use super::key_added;
use super::key_hits::{self, Hits};
use super::keys::{minutes, number};
use crate::admin::fields::Fields;
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};

/// Spans to choose from for the overlap.
const OVERLAPS: [&str; 6] = ["24h", "1h", "7d", "30d", "hold", "none"];

#[derive(Template)]
#[template(path = "key_rotate.html")]
struct Rotate {
    page: Page,
    id: i64,
    name: String,
    hint: String,
    token: String,
    /// Overlaps: value, text, whether it is chosen.
    overlaps: Vec<(&'static str, String, bool)>,
    /// Older tokens that still work: what is shown of them, and until when.
    old: Vec<(String, String)>,
    faults: Faults,
}

/// Shows the form with a fresh token.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let Ok(token) = token::generate() else { return page::failed(page, Problem::internal().into()) };
    form(&office, page, number(&id), token, OVERLAPS[0], Faults::default()).await
}

async fn form(office: &Office, page: Page, id: i64, token: String, chosen: &str, faults: Faults) -> Response {
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    match office.hub.db.read(move |tx| keys::find(tx, id)).await {
        Ok(key) => {
            let until = |end: Option<i64>| end.map_or_else(|| page.say("rotate-until-told"), |end| minutes(page.words, &account, end));
            let old = rotation::overlapping(&key, now).map(|former| (former.hint.clone(), until(former.ends_at))).collect();
            let overlaps = OVERLAPS.map(|value| (value, page.say(&format!("overlap-{value}")), value == chosen)).into();
            let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
            page::show(status, &Rotate { id, name: key.name.clone(), hint: key.hint.clone(), token, overlaps, old, faults, page })
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// Gives the key the token of the form.
pub async fn rotate(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let (id, token, chosen) = (number(&id), fields.text("token").to_owned(), fields.text("overlap").to_owned());
    let outcome = match Overlap::parse(&chosen) {
        Err(error) => Err(Problem::entity("overlap", error).into()),
        Ok(overlap) => {
            let (hub, given, by, now) = (&office.hub, token.clone(), visitor.by(), office.hub.clock.now());
            let (pepper, seal) = (hub.gate.pepper(), hub.seal.clone());
            let work = move |tx: &mut database::Tx<'_>| {
                let kept = keys::retrieval::is_kept(tx, id)?;
                let key = rotation::rotate(tx, &pepper, id, &given, overlap, &by, now)?;
                keys::retrieval::follow(tx, &seal, &key, &given, kept)?;
                Ok::<_, Fault>(key)
            };
            hub.db.write(work).await
        }
    };
    match outcome {
        Ok(key) => key_added::show(&office, page, &key, &token, "rotated").await,
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            // A form that is sent again would show the token that the key has got by it.
            let taken = faults.has("token") && token::is_well_formed(&token);
            let token = if taken { token::generate().unwrap_or_default() } else { token };
            form(&office, page, id, token, &chosen, faults).await
        }
        Err(fault) => page::failed(page, fault),
    }
}

#[derive(Template)]
#[template(path = "key_finish.html")]
struct Finish {
    page: Page,
    id: i64,
    name: String,
    /// Older tokens that still work: what is shown of them, and until when.
    old: Vec<(String, String)>,
    hits: Hits,
    /// Where one came from.
    back: String,
}

/// Asks whether what is left of older tokens is to end.
pub async fn ask_finish(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let (account, now, id) = (office.hub.account(), office.hub.clock.now(), number(&id));
    let zone = account.zone.clone();
    let read = office.hub.db.read(move |tx| Ok::<_, Fault>((keys::find(tx, id)?, key_hits::read(tx, id, &zone, now)?)));
    match read.await {
        Ok((key, report)) => {
            let until = |end: Option<i64>| end.map_or_else(|| page.say("rotate-until-told"), |end| minutes(page.words, &account, end));
            let old = rotation::overlapping(&key, now).map(|former| (former.hint.clone(), until(former.ends_at))).collect();
            page::ok(&Finish {
                id,
                old,
                back: format!("/integration/keys/{id}/rotate"),
                hits: Hits::of(&page, &account, &key, &report, now),
                name: key.name,
                page,
            })
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// Ends what is left of older tokens.
pub async fn finish(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    match office.hub.db.write(move |tx| rotation::finish(tx, id, &by, now)).await {
        Ok(_) => page::go(&format!("/integration/keys/{id}?done=key-finished")),
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "keys"), fault),
    }
}
