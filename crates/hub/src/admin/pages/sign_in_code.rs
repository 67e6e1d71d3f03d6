//! The second step at the door: a code, for those whose password was right.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::fault::Fault;
use domain::second_step;

use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Page};
use crate::admin::{Office, Peer, here, kept_form, pending_sign_in, session};

#[derive(Template)]
#[template(path = "sign_in_code.html")]
struct SignInCode {
    page: Page,
    next: String,
    /// A form that waits, sealed; empty when there is none.
    kept: String,
    fault: String,
}

/// Shows the form, to those who come from the first step.
pub async fn show(State(office): State<Arc<Office>>, Query(query): Query, headers: HeaderMap) -> Response {
    if pending_sign_in::user(&office, &headers).is_none() {
        return page::go("/sign-in");
    }
    let page = Page::new(&office, None, "");
    page::ok(&SignInCode { page, next: here::onward(query.text("next")), kept: String::new(), fault: String::new() })
}

/// Shows the form to a user whose form waits, sealed.
pub fn asked(office: &Office, next: String, kept: String) -> Response {
    page::ok(&SignInCode { page: Page::new(office, None, ""), next, kept, fault: String::new() })
}

/// Signs a user in by a code of their app, or a recovery code.
pub async fn enter(
    State(office): State<Arc<Office>>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    origin: session::Origin,
    fields: Fields,
) -> Response {
    let Some(user) = pending_sign_in::user(&office, &headers) else { return page::go("/sign-in") };
    let page = Page::new(&office, None, "");
    let next = here::onward(fields.text("next"));
    let kept = fields.text("kept").to_owned();
    let address = peer.map(|peer| peer.0).unwrap_or_default().0.to_canonical().to_string();
    // Its own count: a right password must not forgive wrong codes.
    let name = format!("{} code", user.email);
    let now = office.hub.clock.now();
    let wait = office.throttle.attempt(&name, &address, now);
    if wait > 0 {
        let fault = page.count("sign-in-wait", &((wait + 59) / 60));
        return page::show(StatusCode::TOO_MANY_REQUESTS, &SignInCode { page, next, kept, fault });
    }
    let (hub, code) = (Arc::clone(&office.hub), fields.text("otp").to_owned());
    match office.hub.db.write(move |tx| second_step::check(tx, &hub.seal, user.id, &code, now)).await {
        Ok(()) => {
            office.throttle.right(&name, &address);
            match session::begin(&office, user.id, origin).await {
                Ok(cookie) => {
                    let mut answer = kept_form::way_back(&office, user.id, &kept).unwrap_or_else(|| page::go(&next));
                    answer.headers_mut().append(header::SET_COOKIE, cookie);
                    answer.headers_mut().append(header::SET_COOKIE, pending_sign_in::no_cookie(&office));
                    answer
                }
                Err(fault) => page::failed(page, fault),
            }
        }
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let fault = page.say("refused-otp");
            page::show(StatusCode::FORBIDDEN, &SignInCode { page, next, kept, fault })
        }
        Err(fault) => page::failed(page, fault),
    }
}
