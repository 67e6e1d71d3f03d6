//! Another signing secret for a webhook: shown once, the one before signs along for a day.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::webhooks::{self, Secret};

use super::keys::number;
use super::webhook_form::secret;
use super::webhooks::after;
use crate::admin::fields::Fields;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "webhook_secret.html")]
struct SecretPage {
    page: Page,
    id: i64,
    secret: String,
}

/// Shows a fresh secret, which nothing is signed with before it is saved.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "webhooks");
    let id = number(&id);
    if let Err(fault) = office.hub.db.read(move |tx| webhooks::find(tx, id)).await {
        return page::failed(page, fault);
    }
    match Secret::generate() {
        Ok(secret) => page::ok(&SecretPage { page, id, secret: secret.text() }),
        Err(error) => {
            tracing::error!(%error, "no secret can be made");
            page::message(page, StatusCode::INTERNAL_SERVER_ERROR, "failed")
        }
    }
}

/// Takes the secret into use.
pub async fn rotate(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let (id, by, now, seal) = (number(&id), visitor.by(), office.hub.clock.now(), office.hub.seal.clone());
    let done = match secret(&fields) {
        Ok(secret) => office.hub.db.write(move |tx| webhooks::rotate(tx, &seal, id, &secret, &by, now).map(drop)).await,
        Err(problem) => Err(problem.into()),
    };
    after(&office, &visitor, done, &format!("/integration/webhooks/{id}?done=webhook-rotated"))
}
