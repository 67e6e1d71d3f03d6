//! A form that was sent when the session had expired: what was typed waits, sealed, in the page of the sign-in, and is given
//! back to the same person only.

use askama::Template;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::Response;
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::page::{self, Page};
use super::pages::sign_in;
use super::{Office, session};

/// For so many seconds what was typed is kept.
const PATIENCE: i64 = 3600;
/// The most bytes of a form that is kept.
const LONGEST: usize = 120 * 1024;
const ABOUT: &str = "a form of an expired session";
/// Fields that are never kept.
const SECRET: [&str; 4] = ["password", "proof", "otp", "old"];

/// The forms that can be opened again with what was typed: where those of new things are sent, and where the others are.
const FORMS: [&str; 5] = ["/integration/keys/", "/integration/templates/", "/integration/webhooks/", "/stores/", "/people/"];

#[derive(Serialize, Deserialize)]
struct Kept {
    person: i64,
    at: i64,
    path: String,
    fields: Vec<(String, String)>,
}

/// The way back to the form.
#[derive(Template)]
#[template(path = "kept_form.html")]
struct WayBack {
    page: Page,
    path: String,
    fields: Vec<(String, String)>,
}

/// Whether a form is sent here that can be shown again.
fn is_form(path: &str) -> bool {
    path == "/settings"
        || FORMS.iter().filter_map(|form| path.strip_prefix(form)).any(|rest| {
            let rest = rest.strip_suffix("/edit").unwrap_or(rest);
            !rest.is_empty() && !["bulk", "panic", "unused", "care", "summary"].contains(&rest) && !rest.contains('/')
        })
}

/// The answer to a form that came without a session: the sign-in, with what was typed kept where it is known whose it is.
pub async fn ask(office: &Office, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let person = session::person_of(&office.hub, &parts.headers);
    let path = parts.uri.path().to_owned();
    let (Some(person), true) = (person, is_form(&path) && kind.starts_with("application/x-www-form-urlencoded")) else {
        return page::go("/sign-in");
    };
    let Ok(body) = axum::body::to_bytes(body, LONGEST).await else { return page::go("/sign-in") };
    let fields = Fields::read(&body);
    let fields = fields.iter().filter(|(name, _)| !SECRET.contains(&name.as_str())).cloned().collect();
    let kept = Kept { person, at: office.hub.clock.now().0, path, fields };
    let sealed = serde_json::to_vec(&kept).ok().and_then(|text| office.hub.seal.close(ABOUT, &text).ok());
    match sealed {
        Some(sealed) => sign_in::again(office, BASE64URL_NOPAD.encode(&sealed)),
        None => page::go("/sign-in"),
    }
}

/// The way back to the form, for the person who typed it and has just signed in; none for anybody else, and none when it has
/// waited too long.
pub fn way_back(office: &Office, person: i64, sealed: &str) -> Option<Response> {
    let sealed = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok().filter(|sealed| !sealed.is_empty())?;
    let kept: Kept = serde_json::from_slice(&office.hub.seal.reveal(ABOUT, &sealed).ok()?).ok()?;
    let age = office.hub.clock.now().0 - kept.at;
    if kept.person != person || !(0..=PATIENCE).contains(&age) || !is_form(&kept.path) {
        return None;
    }
    let page = Page::new(office, None, "");
    Some(page::show(StatusCode::OK, &WayBack { page, path: kept.path, fields: kept.fields }))
}

#[cfg(test)]
mod tests {
    use super::is_form;

    #[test]
    fn forms_are_kept_and_actions_are_not() {
        for path in ["/settings", "/integration/keys/add", "/integration/keys/5", "/integration/keys/5/edit", "/stores/add", "/people/7"] {
            assert!(is_form(path), "{path}");
        }
        for path in
            ["/account", "/integration/keys/5/delete", "/integration/keys/bulk", "/people/7/reset", "/sign-out", "/stores/", "/leaked"]
        {
            assert!(!is_form(path), "{path}");
        }
    }
}
