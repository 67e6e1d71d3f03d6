//! The page where an invited user chooses a password.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::fault::Fault;
use domain::people;

use super::sign_in::hash_aside;
use crate::admin::fields::Fields;
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, session};

#[derive(Template)]
#[template(path = "invitation.html")]
struct Invitation {
    page: Page,
    name: String,
    email: String,
    faults: Faults,
}

/// Shows the form.
pub async fn show(State(office): State<Arc<Office>>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    form(&office, Page::for_stranger(&office, &headers), token, StatusCode::OK, Faults::default()).await
}

/// Keeps the password and signs the person in.
pub async fn accept(
    State(office): State<Arc<Office>>,
    Path(token): Path<String>,
    headers: HeaderMap,
    origin: session::Origin,
    fields: Fields,
) -> Response {
    let page = Page::for_stranger(&office, &headers);
    match accepted(&office, &token, origin, fields.exact("password")).await {
        Ok(cookie) => {
            let mut answer = page::go("/start?done=invited");
            answer.headers_mut().append(header::SET_COOKIE, cookie);
            answer
        }
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            form(&office, page, token, StatusCode::BAD_REQUEST, faults).await
        }
        Err(fault) => over(page, fault),
    }
}

async fn accepted(office: &Office, token: &str, origin: session::Origin, password: &str) -> Result<axum::http::HeaderValue, Fault> {
    let now = office.hub.clock.now();
    // Whoever has no link must not make the hub hash.
    let (known, given) = (token.to_owned(), token.to_owned());
    office.hub.db.read(move |tx| people::invited(tx, &known, now)).await?;
    let hash = hash_aside(office, password.to_owned()).await?;
    let user = office.hub.db.write(move |tx| people::accept(tx, &given, &hash, now)).await?;
    session::begin(office, user.id, origin).await
}

async fn form(office: &Office, page: Page, token: String, status: StatusCode, faults: Faults) -> Response {
    let now = office.hub.clock.now();
    match office.hub.db.read(move |tx| people::invited(tx, &token, now)).await {
        Ok(user) => page::show(status, &Invitation { page, name: user.first_name, email: user.email, faults }),
        Err(fault) => over(page, fault),
    }
}

fn over(page: Page, fault: Fault) -> Response {
    match fault {
        Fault::Refused(problem) if problem.status == 404 => page::message(page, StatusCode::NOT_FOUND, "invitation-over"),
        fault => page::failed(page, fault),
    }
}
