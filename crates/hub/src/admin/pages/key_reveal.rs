//! A kept token is shown again: to an administrator who has just proven who they are, for a reason that goes on record.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::fault::Fault;
use domain::keys::{self, retrieval};

use super::keys::number;
use crate::admin::fields::Fields;
use crate::admin::page::{self, Faults, Page};
use crate::admin::reauthentication::{self, Refusal};
use crate::admin::{Office, Peer, Visitor};

#[derive(Template)]
#[template(path = "key_reveal.html")]
struct Reveal {
    page: Page,
    id: i64,
    name: String,
    /// Whether there is a token to be shown.
    kept: bool,
    /// The token, on the one page that shows it.
    token: String,
    reason: String,
    asks_code: bool,
    faults: Faults,
}

/// Asks for the reason and a proof.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    form(&office, &visitor, number(&id), String::new(), StatusCode::OK, Faults::default()).await
}

async fn form(office: &Office, visitor: &Visitor, id: i64, reason: String, status: StatusCode, faults: Faults) -> Response {
    let page = Page::new(office, Some(visitor), "keys");
    let read = office.hub.db.read(move |tx| Ok::<_, Fault>((keys::find(tx, id)?, retrieval::is_kept(tx, id)? && retrieval::allowed(tx)?)));
    match (read.await, reauthentication::asks_code(office, visitor).await) {
        (Ok((key, kept)), Ok(asks_code)) => {
            page::show(status, &Reveal { page, id, name: key.name, kept, token: String::new(), reason, asks_code, faults })
        }
        (Err(fault), _) | (_, Err(fault)) => page::failed(page, fault),
    }
}

/// Shows the token.
pub async fn reveal(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    peer: Option<Extension<Peer>>,
    fields: Fields,
) -> Response {
    let (id, reason) = (number(&id), fields.text("reason").to_owned());
    let page = Page::new(&office, Some(&visitor), "keys");
    let shown = async {
        let proof = reauthentication::fresh(&office, &visitor, peer.map(|peer| peer.0).unwrap_or_default(), &fields).await?;
        let (seal, by, given, now) = (office.hub.seal.clone(), visitor.by(), reason.clone(), office.hub.clock.now());
        let work = move |tx: &mut database::Tx<'_>| {
            let token = retrieval::reveal_to(tx, &seal, id, &given, &proof, &by, now)?;
            Ok::<_, Fault>((keys::find(tx, id)?.name, token))
        };
        Ok::<_, Refusal>(office.hub.db.write(work).await?)
    };
    match shown.await {
        Ok((name, token)) => page::ok(&Reveal { page, id, name, kept: true, token, reason, asks_code: false, faults: Faults::default() }),
        Err(Refusal::Wait(minutes)) => {
            let faults = Faults(vec![("proof".to_owned(), page.count("sign-in-wait", &minutes))]);
            form(&office, &visitor, id, reason, StatusCode::TOO_MANY_REQUESTS, faults).await
        }
        Err(Refusal::Wrong(problem)) => {
            let faults = page.faults(&problem);
            form(&office, &visitor, id, reason, StatusCode::BAD_REQUEST, faults).await
        }
        Err(Refusal::Failed(fault)) => page::failed(page, *fault),
    }
}
