//! Moving the end of a key, for a reason that goes on record.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::fault::Fault;
use domain::keys;
use domain::keys::lifetime::{self, Longest};

use super::keys::{minutes, number};
use crate::admin::fields::Fields;
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};

/// The steps that are offered, in days.
const STEPS: [i64; 4] = [30, 90, 180, 365];
/// The step that is chosen at first, and the one where that would be too long.
const USUAL: [i64; 2] = [90, 30];

#[derive(Template)]
#[template(path = "key_extend.html")]
struct Extend {
    page: Page,
    id: i64,
    name: String,
    /// When it ends; empty when it has no end.
    ends: String,
    over: bool,
    /// Steps to choose: days, text, whether it is chosen.
    steps: Vec<(i64, String, bool)>,
    reason: String,
    /// The most days from now that the account allows; 0 for any.
    longest: i64,
    faults: Faults,
}

/// Shows the end and the steps.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    draw(&office, Page::new(&office, Some(&visitor), "keys"), number(&id), 0, String::new(), Faults::default()).await
}

/// Moves the end.
pub async fn extend(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    let (days, reason) = (fields.text("days").parse().unwrap_or(0), fields.text("reason").to_owned());
    let given = reason.clone();
    match office.hub.db.write(move |tx| lifetime::extend(tx, id, days, &given, &by, now)).await {
        Ok(_) => page::go(&format!("/integration/keys/{id}?done=key-extended")),
        Err(Fault::Refused(problem)) if problem.status == 400 && !problem.errors.contains_key("id") => {
            let faults = page.faults(&problem);
            draw(&office, page, id, days, reason, faults).await
        }
        Err(fault) => page::failed(page, fault),
    }
}

async fn draw(office: &Office, page: Page, id: i64, days: i64, reason: String, faults: Faults) -> Response {
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let key = match office.hub.db.read(move |tx| keys::find(tx, id)).await {
        Ok(key) => key,
        Err(fault) => return page::failed(page, fault),
    };
    let longest = Longest::of(&account).days(lifetime::is_broad(&key));
    let far = |step: i64| longest > 0 && key.ends_at.unwrap_or(0).max(now.0) + step * 86_400 > now.0 + longest * 86_400;
    let days = if days == 0 && far(USUAL[0]) {
        USUAL[1]
    } else if days == 0 {
        USUAL[0]
    } else {
        days
    };
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let shown = Extend {
        id,
        name: key.name,
        ends: key.ends_at.map(|end| minutes(page.words, &account, end)).unwrap_or_default(),
        over: key.ends_at.is_some_and(|end| end <= now.0),
        steps: STEPS.map(|step| (step, page.count("extend-days", &step), step == days)).into(),
        reason,
        longest,
        faults,
        page,
    };
    page::show(status, &shown)
}
