//! A scanner found tokens: it reports them in one signed message, in the shape of GitHub's secret scanning programme, and
//! learns nothing about them.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::token;
use domain::audit_log::By;
use domain::fault::Fault;
use domain::keys::{self, Found};
use serde::Deserialize;
use wire::Moment;

use crate::admin::Office;
use crate::admin::page::{self, Page};

/// The most bytes of a report.
const LONGEST: usize = 1024 * 1024;
const IDENTIFIER: &str = "github-public-key-identifier";
const SIGNATURE: &str = "github-public-key-signature";

/// A token, and where it was found.
#[derive(Debug, Deserialize)]
struct Finding {
    token: String,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    source: Option<String>,
}

/// Takes a report. Without the public key of a reporter there is no such address.
pub async fn take(State(office): State<Arc<Office>>, request: Request) -> Response {
    let reporters = &office.hub.reporters;
    let (parts, body) = request.into_parts();
    if reporters.is_empty() {
        return page::message(Page::for_stranger(&office, &parts.headers), StatusCode::NOT_FOUND, "not-found");
    }
    let Ok(body) = axum::body::to_bytes(body, LONGEST).await else { return answer(StatusCode::PAYLOAD_TOO_LARGE) };
    let (by, signature) = (text(&parts.headers, IDENTIFIER), text(&parts.headers, SIGNATURE));
    // An unknown reporter and a wrong signature get the same answer.
    if !reporters.have_signed(by, signature, &body) {
        office.unsigned.log(|| {
            let by: String = by.chars().take(100).collect();
            tracing::warn!(identifier = ?by, "a report of leaked tokens whose signature does not fit was refused");
        });
        return answer(StatusCode::FORBIDDEN);
    }
    let Ok(findings) = serde_json::from_slice::<Vec<Finding>>(&body) else { return answer(StatusCode::BAD_REQUEST) };
    match switch_off(&office, findings, by, office.hub.clock.now()).await {
        Ok(()) => answer(StatusCode::OK),
        Err(fault) => {
            tracing::error!(error = %fault, "a report of leaked tokens could not be followed");
            answer(StatusCode::from_u16(fault.into_problem().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
        }
    }
}

async fn switch_off(office: &Office, findings: Vec<Finding>, by: &str, now: Moment) -> Result<(), Fault> {
    let (peppers, by) = (office.hub.gate.peppers(), by.to_owned());
    let read = move |tx: &mut database::Tx<'_>| {
        let mut exposed: BTreeMap<i64, Found> = BTreeMap::new();
        for Finding { token, url, source } in &findings {
            let given = token::bare(token.trim().into());
            if let (true, Some(id)) = (token::is_well_formed(&given), keys::holder(tx, &peppers, &given)?) {
                let view = |text: &Option<String>| text.clone().unwrap_or_default();
                exposed.entry(id).or_insert_with(|| Found { url: view(url), source: view(source), by: by.clone() });
            }
        }
        Ok::<_, Fault>(exposed)
    };
    let exposed = office.hub.db.read(read).await?;
    // Unknown tokens take a transaction too, so that the time of the answer reveals nothing.
    let work = move |tx: &mut database::Tx<'_>| {
        tx.touch_keys()?;
        exposed.iter().try_for_each(|(id, found)| keys::expose(tx, *id, found, &By::Hub, now).map(drop))
    };
    office.hub.db.write(work).await
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn answer(status: StatusCode) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], "[]").into_response()
}
