//! The page of whoever is signed in: another password.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::Response;
use wire::Problem;

use super::sign_in::{check, hash_aside};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Peer, Visitor, reauthentication, session};
use crate::domain::users;
use crate::fault::Fault;

#[derive(Template)]
#[template(path = "account.html")]
struct Account {
    page: Page,
    email: String,
    /// Whether a code is asked for besides the password.
    second_step: bool,
    faults: Faults,
}

/// Shows the page.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "account").noticing(query.text("done"));
    match reauthentication::asks_code(&office, &visitor).await {
        Ok(second_step) => page::ok(&Account { page, email: visitor.email.clone(), second_step, faults: Faults::default() }),
        Err(fault) => page::failed(page, fault),
    }
}

/// Changes the password; the old one must be known, and guessing it is as slow as at the door.
pub async fn change(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    peer: Option<Extension<Peer>>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "account");
    let address = peer.map(|peer| peer.0).unwrap_or_default().0.to_canonical().to_string();
    let email = visitor.email.clone();
    let second_step = match reauthentication::asks_code(&office, &visitor).await {
        Ok(second_step) => second_step,
        Err(fault) => return page::failed(page, fault),
    };
    let wait = office.throttle.attempt(&email, &address, office.hub.clock.now());
    if wait > 0 {
        let faults = Faults(vec![("old".to_owned(), page.count("sign-in-wait", &((wait + 59) / 60)))]);
        return page::show(StatusCode::TOO_MANY_REQUESTS, &Account { page, email, second_step, faults });
    }
    let changed = match check(&office, &email, fields.exact("old").to_owned()).await {
        Ok(Some(_)) => {
            office.throttle.right(&email, &address);
            replace(&office, &visitor, fields.exact("password")).await
        }
        Ok(None) => Err(Problem::entity("old", "This is not the password.").into()),
        Err(fault) => Err(fault),
    };
    match changed {
        Ok(cookie) => {
            let mut answer = page::go("/account?done=password");
            answer.headers_mut().append(header::SET_COOKIE, cookie);
            answer
        }
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            page::show(StatusCode::BAD_REQUEST, &Account { page, email, second_step, faults })
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// Gives the new password and a session in place of all the others.
async fn replace(office: &Office, visitor: &Visitor, password: &str) -> Result<axum::http::HeaderValue, Fault> {
    let hash = hash_aside(office, password.to_owned()).await?;
    let (user, by, now) = (visitor.id, visitor.by(), office.hub.clock.now());
    office.hub.db.write(move |tx| users::change_password(tx, user, &hash, &by, now)).await?;
    session::begin(office, user).await
}
