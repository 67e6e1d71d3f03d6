//! The door: in with e-mail and password, out again.

use std::sync::{Arc, LazyLock};

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::fault::Fault;
use domain::{passwords, second_step};

use super::setup::internal;
use super::sign_in_code;
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Page};
use crate::admin::{Office, Peer, Visitor, here, kept_form, pending_sign_in, session};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    page: Page,
    email: String,
    next: String,
    /// A form that waits, sealed; empty when there is none.
    kept: String,
    fault: String,
}

/// A hash that no password has: an unknown email must take as long as a known one.
static NOBODY: LazyLock<String> = LazyLock::new(|| passwords::random().and_then(|password| passwords::hash(&password)).unwrap_or_default());

/// Shows the form; those who are signed in need none.
pub async fn show(State(office): State<Arc<Office>>, Query(query): Query, headers: HeaderMap) -> Response {
    if office.is_vacant() {
        return page::go("/");
    }
    let next = here::onward(query.text("next"));
    match session::visitor(&office, &headers).await {
        Ok(Some(_)) => page::go(&next),
        Ok(None) => {
            let page = Page::new(&office, None, "").noticing(query.text("done"));
            page::ok(&SignIn { page, email: String::new(), next, kept: String::new(), fault: String::new() })
        }
        Err(fault) => page::failed(Page::new(&office, None, ""), fault),
    }
}

/// Shows the form to a user whose session has expired and whose form waits, sealed.
pub fn again(office: &Office, kept: String) -> Response {
    let page = Page::new(office, None, "");
    let page = Page { notice: page.say("kept-sign-in"), ..page };
    page::show(StatusCode::UNAUTHORIZED, &SignIn { page, email: String::new(), next: here::FIRST.to_owned(), kept, fault: String::new() })
}

/// Signs a user in.
pub async fn enter(State(office): State<Arc<Office>>, peer: Option<Extension<Peer>>, origin: session::Origin, fields: Fields) -> Response {
    let page = Page::new(&office, None, "");
    let address = peer.map(|peer| peer.0).unwrap_or_default().0.to_canonical().to_string();
    let (email, next) = (fields.text("email").to_lowercase(), here::onward(fields.text("next")));
    let kept = fields.text("kept").to_owned();
    let wait = office.throttle.attempt(&email, &address, office.hub.clock.now());
    if wait > 0 {
        let fault = page.count("sign-in-wait", &((wait + 59) / 60));
        return page::show(StatusCode::TOO_MANY_REQUESTS, &SignIn { page, email, next, kept, fault });
    }
    match check(&office, &email, fields.exact("password").to_owned()).await {
        Ok(Some(user)) => {
            office.throttle.right(&email, &address);
            match onward(&office, user, &next, kept, origin).await {
                Ok(answer) => answer,
                Err(fault) => page::failed(page, fault),
            }
        }
        Ok(None) => {
            let fault = page.say("sign-in-wrong");
            page::show(StatusCode::FORBIDDEN, &SignIn { page, email, next, kept, fault })
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// In, or to the second step where it is on.
async fn onward(office: &Office, id: i64, next: &str, kept: String, origin: session::Origin) -> Result<Response, Fault> {
    let user = office.hub.account().users.iter().find(|user| user.id == id).cloned();
    let (cookie, mut answer) = match user {
        Some(user) if office.hub.db.read(move |tx| second_step::is_on(tx, id)).await? => {
            let address = format!("/sign-in/code?{}", form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish());
            // A form that waits goes along in the page.
            let answer = if kept.is_empty() { page::go(&address) } else { sign_in_code::asked(office, next.to_owned(), kept) };
            (pending_sign_in::cookie(office, &user)?, answer)
        }
        _ => (session::begin(office, id, origin).await?, kept_form::way_back(office, id, &kept).unwrap_or_else(|| page::go(next))),
    };
    answer.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(answer)
}

/// Signs a user out.
pub async fn leave(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, headers: HeaderMap) -> Response {
    match session::end(&office, &headers).await {
        Ok(cookie) => {
            let mut answer = page::go("/sign-in?done=signed-out");
            answer.headers_mut().append(header::SET_COOKIE, cookie);
            answer
        }
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), ""), fault),
    }
}

/// Hashes a new password on a thread of its own.
///
/// # Errors
/// Refused: too short or too long.
pub async fn hash_aside(office: &Office, password: String) -> Result<String, Fault> {
    let _turn = office.hashing.acquire().await.map_err(|_| internal())?;
    let hashed = tokio::task::spawn_blocking(move || passwords::hash(&password)).await.map_err(|_| internal())?;
    hashed.map_err(|error| error.downcast().unwrap_or_else(|_| internal()))
}

/// The id of the person with this e-mail and password.
///
/// # Errors
/// No thread could do it.
pub async fn check(office: &Office, email: &str, password: String) -> Result<Option<i64>, Fault> {
    let account = office.hub.account();
    let user = account.users.iter().find(|user| user.email == email && user.active).cloned();
    let _turn = office.hashing.acquire().await.map_err(|_| internal())?;
    let checked = tokio::task::spawn_blocking(move || match user {
        Some(user) => passwords::fits(&password, &user.password_hash).then_some(user.id),
        None => passwords::fits(&password, &NOBODY).then_some(0).filter(|_| false),
    });
    checked.await.map_err(|_| internal())
}
