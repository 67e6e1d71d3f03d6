//! For those who forgot their password: a link by email where there is a mail server, the command to use where there is none.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::access::token;
use domain::fault::Fault;
use domain::own_account;

use super::sign_in::hash_aside;
use crate::admin::email::Email;
use crate::admin::fields::Fields;
use crate::admin::page::{self, Faults, Page};
use crate::admin::session::Origin;
use crate::admin::words::Words;
use crate::admin::{Office, here};

/// Characters of a link's token: 43 of 62 kinds are 256 bits.
const LENGTH: usize = 43;

#[derive(Template)]
#[template(path = "forgotten.html")]
struct Forgotten {
    page: Page,
    /// Whether emails can be sent.
    mails: bool,
    /// Whether a link was asked for just now.
    asked: bool,
    fault: String,
}

#[derive(Template)]
#[template(path = "new_password.html")]
struct NewPassword {
    page: Page,
    email: String,
    faults: Faults,
}

/// Shows how to get another password.
pub async fn show(State(office): State<Arc<Office>>, headers: HeaderMap) -> Response {
    if office.is_vacant() {
        return page::go(here::FIRST);
    }
    page::ok(&form(Page::for_stranger(&office, &headers), &office, false))
}

/// Sends a link to the person of the field `email`. The answer is the same, and as quick, for every email.
pub async fn ask(State(office): State<Arc<Office>>, headers: HeaderMap, origin: Origin, fields: Fields) -> Response {
    let page = Page::for_stranger(&office, &headers);
    let (email, address) = (fields.text("email").to_owned(), origin.0.address);
    let wait = office.throttle.forgotten(&email, &address, office.hub.clock.now());
    if wait > 0 {
        let fault = page.count("sign-in-wait", &((wait + 59) / 60));
        let mut answer = page::show(StatusCode::TOO_MANY_REQUESTS, &Forgotten { fault, ..form(page, &office, false) });
        answer.headers_mut().insert(header::RETRY_AFTER, wait.into());
        return answer;
    }
    let answer = page::ok(&form(page, &office, true));
    if office.hub.settings.outside.mail.is_some() {
        // Apart: the time must not reveal whether there is such a user.
        tokio::spawn(async move {
            if let Err(why) = send(&office, email, address).await {
                tracing::warn!(why, "a link to choose another password could not be sent");
            }
        });
    }
    answer
}

/// Makes the link and sends it.
async fn send(office: &Office, email: String, address: String) -> Result<(), String> {
    let failed = |fault: Fault| fault.into_problem().message;
    let token = token::random(LENGTH).map_err(|error| error.to_string())?;
    let (given, now, from) = (token.clone(), office.hub.clock.now(), address.clone());
    let user = office.hub.db.write(move |tx| own_account::forget_password(tx, &email, &given, &from, now)).await.map_err(failed)?;
    let (Some(user), Some(mail)) = (user, &office.hub.settings.outside.mail) else { return Ok(()) };
    let account = office.hub.account();
    let words = Words::of(user.language.as_deref().or(account.setting("system_language")).unwrap_or_default());
    let link = format!("{}/password/{token}", account.public_url);
    let minutes = own_account::LINK / 60;
    let text = words.fill("forgotten-email", &[("minutes", minutes)], &[("name", &user.first_name), ("address", &address)]);
    let text = format!("{text}\n\n{link}\n\n{}\n", words.say("forgotten-email-not-you"));
    let to = user.email.parse().map_err(|_| "the email of the person is none that a mail server takes".to_owned())?;
    let id = token::random(LENGTH).map_err(|error| error.to_string())?;
    mail.send(to, Email { subject: words.say("forgotten-email-subject"), text }, &id).await
}

/// Shows the form of the link.
pub async fn choose(State(office): State<Arc<Office>>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    chosen_form(&office, Page::for_stranger(&office, &headers), token, StatusCode::OK, Faults::default()).await
}

/// Keeps the new password; the person signs in with it, and with their second step where it is on.
pub async fn keep(State(office): State<Arc<Office>>, Path(token): Path<String>, headers: HeaderMap, fields: Fields) -> Response {
    let page = Page::for_stranger(&office, &headers);
    match kept(&office, &token, fields.exact("password")).await {
        Ok(()) => page::go("/sign-in?done=password-chosen"),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            chosen_form(&office, page, token, StatusCode::BAD_REQUEST, faults).await
        }
        Err(fault) => over(page, fault),
    }
}

async fn kept(office: &Office, token: &str, password: &str) -> Result<(), Fault> {
    let now = office.hub.clock.now();
    // Without a link nothing is hashed.
    let (known, given) = (token.to_owned(), token.to_owned());
    office.hub.db.read(move |tx| own_account::of_link(tx, &known, now)).await?;
    let hash = hash_aside(office, password.to_owned()).await?;
    office.hub.db.write(move |tx| own_account::choose_password(tx, &given, &hash, now)).await.map(drop)
}

async fn chosen_form(office: &Office, page: Page, token: String, status: StatusCode, faults: Faults) -> Response {
    let now = office.hub.clock.now();
    match office.hub.db.read(move |tx| own_account::of_link(tx, &token, now)).await {
        Ok(user) => page::show(status, &NewPassword { page, email: user.email, faults }),
        Err(fault) => over(page, fault),
    }
}

fn over(page: Page, fault: Fault) -> Response {
    match fault {
        Fault::Refused(problem) if problem.status == 404 => page::message(page, StatusCode::NOT_FOUND, "forgotten-over"),
        fault => page::failed(page, fault),
    }
}

fn form(page: Page, office: &Office, asked: bool) -> Forgotten {
    Forgotten { page, mails: office.hub.settings.outside.mail.is_some(), asked, fault: String::new() }
}
