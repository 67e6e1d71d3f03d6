//! The page that makes the first administrator, once, for the holder of the link.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use domain::audit_log::By;
use domain::fault::Fault;
use domain::{gather, people, settings, users};
use subtle::ConstantTimeEq;
use wire::Problem;

use super::settings::{Place, named};
use super::sign_in::hash_aside;
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::words::Words;
use crate::admin::{Office, session};

#[derive(Template)]
#[template(path = "setup.html")]
struct Setup {
    page: Page,
    email: String,
    name: String,
    /// The languages: code, own name, whether it is chosen.
    languages: Vec<(&'static str, String, bool)>,
    place: Place,
    faults: Faults,
}

/// Shows the form. The field `timezone` of the address is what a script says of the browser.
pub async fn show(State(office): State<Arc<Office>>, Path(code): Path<String>, headers: HeaderMap, Query(query): Query) -> Response {
    let page = Page::for_stranger(&office, &headers);
    if !is_right(&office, &code) {
        return page::message(page, StatusCode::NOT_FOUND, "setup-over");
    }
    let languages = headers.get(header::ACCEPT_LANGUAGE).and_then(|languages| languages.to_str().ok()).unwrap_or_default();
    let home = office.hub.account().home().or_of_browser(query.text("timezone"), languages);
    page::ok(&form(page, "", "", Place::of(home, query.has("timezone")), Faults::default()))
}

/// Makes the first administrator and signs them in.
pub async fn make(
    State(office): State<Arc<Office>>,
    Path(code): Path<String>,
    headers: HeaderMap,
    origin: session::Origin,
    fields: Fields,
) -> Response {
    let mut page = Page::for_stranger(&office, &headers);
    if !is_right(&office, &code) {
        return page::message(page, StatusCode::NOT_FOUND, "setup-over");
    }
    page.words = Words::of(fields.text("language"));
    let place = Place::sent(&fields);
    match first(&office, &fields, &place, page.words.language).await {
        Ok(user) => match session::begin(&office, user, origin).await {
            Ok(cookie) => {
                let mut answer = page::go("/start");
                answer.headers_mut().append(header::SET_COOKIE, cookie);
                answer
            }
            Err(fault) => page::failed(page, fault),
        },
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            page::show(StatusCode::BAD_REQUEST, &form(page, fields.text("email"), fields.text("name"), place, faults))
        }
        Err(fault) => page::failed(page, fault),
    }
}

async fn first(office: &Office, fields: &Fields, place: &Place, language: &'static str) -> Result<i64, Fault> {
    let home = [("country", place.country.clone()), ("currency", place.currency.clone()), ("timezone", place.timezone.clone())];
    let (email, name) = (fields.text("email").to_owned(), fields.text("name").to_owned());
    let mut wrong = None;
    let hash = gather(&mut wrong, hash_aside(office, fields.exact("password").to_owned()).await)?.unwrap_or_default();
    let now = office.hub.clock.now();
    office
        .hub
        .db
        .write(move |tx| {
            // Everything that is wrong is named at once; what was tried until then is undone.
            let mut found = wrong.clone().into_iter().chain(people::faults(tx, 0, &name, &email)?).reduce(Problem::and_all);
            let user = if found.is_none() { Some(users::add_first(tx, &email, &name, &hash, now)?) } else { None };
            let by = user.as_ref().map_or(By::CommandLine, By::from);
            let given = home.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (*name, value.as_str()));
            for (name, value) in std::iter::once(("language", language)).chain(given) {
                let outcome = settings::set(tx, name, value, &by, now).map_err(|fault| named(name, fault));
                gather(&mut found, outcome)?;
            }
            match (user, found) {
                (_, Some(problem)) => Err(problem.into()),
                (Some(user), None) => Ok(user.id),
                (None, None) => Err(internal()),
            }
        })
        .await
}

/// Whether the link is the one of this start, and still needed.
fn is_right(office: &Office, code: &str) -> bool {
    office.is_vacant() && bool::from(office.hub.setup_code.as_bytes().ct_eq(code.as_bytes()))
}

fn form(page: Page, email: &str, name: &str, place: Place, faults: Faults) -> Setup {
    let spoken = page.words.language;
    let languages = settings::LANGUAGES.map(|code| (code, Words::of(code).say("language-name"), code == spoken)).to_vec();
    Setup { page, email: email.to_owned(), name: name.to_owned(), languages, place, faults }
}

/// The refusal without details.
pub(super) fn internal() -> Fault {
    Problem::internal().into()
}
