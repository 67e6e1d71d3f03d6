//! The door: finds the method of an address, reads what the call brought, has it admitted and answered.
//!
//! Everything under `/api` is answered in JSON, whatever comes in.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Response, StatusCode, header};
use wire::form::{self, Tree};
use wire::{Arguments, Problem};

use crate::api::caller::Caller;
use crate::api::method::{AnyRequest, Entry, Success, Verb, Weight};
use crate::api::{self, routes};
use crate::app::Hub;
use crate::fault::Fault;

/// How long a client may take for the body of a request, once its head is there.
const BODY_TIMEOUT: Duration = Duration::from_secs(60);

/// Answers one request under `/api`.
pub async fn enter(State(hub): State<Arc<Hub>>, request: Request) -> Response<Body> {
    match serve(&hub, request).await {
        Ok(success) => respond(success.status, success.json),
        Err(problem) => {
            // Neither the address nor the text: what callers wrote may be in them, a token in the wrong place too.
            tracing::debug!(status = problem.status, "refused");
            respond(problem.status, problem.body())
        }
    }
}

/// A JSON answer.
pub fn respond(status: u16, json: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(json));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

async fn serve(hub: &Arc<Hub>, request: Request) -> Result<Success, Problem> {
    let (parts, body) = request.into_parts();
    let found = routes::find(parts.method.as_str(), parts.uri.path())?;
    let method = &api::methods()[found.method];
    let mut arguments = Arguments { tree: Tree::new(), path: found.variables, version: found.version };
    if let Some(query) = parts.uri.query() {
        form::read_urlencoded(&mut arguments.tree, query.as_bytes());
    }
    let credentials = Credentials::of(&parts, &arguments.tree);
    if method.verb == Verb::Post {
        let body = tokio::time::timeout(BODY_TIMEOUT, axum::body::to_bytes(body, hub.settings.max_body)).await;
        let body = body.map_err(|_| Problem::new(408, "Request Timeout"))?.map_err(|_| Problem::too_large())?;
        read_body(&parts, body, &mut arguments.tree).await?;
    }
    let token = credentials.token(&arguments.tree)?;
    if !hub.trust().holds() {
        return Err(Problem::internal());
    }
    let key = hub.gate.admit(&token, found.method)?;
    tracing::debug!(method = method.path, key = key.id, "let in");
    drop_credentials(&mut arguments.tree);
    let house = hub.house();
    let caller = Caller { key, version: found.version };
    let request = house.zone.scope(|| -> Result<AnyRequest, Problem> {
        let mut request = (method.read)(&mut arguments)?;
        (method.prepare)(&mut request, &caller, &house)?;
        Ok(request)
    })?;
    let now = hub.clock.now();
    let zone = house.zone.clone();
    let success = run(hub, method, caller, request, house, now).await.map_err(Fault::into_problem)?;
    Ok(Success { status: success.status, json: wire::moment::render(success.json, &zone) })
}

async fn run(
    hub: &Arc<Hub>,
    method: &'static Entry,
    caller: Caller,
    request: AnyRequest,
    house: Arc<crate::house::House>,
    now: wire::Moment,
) -> Result<Success, Fault> {
    let answer = method.answer;
    let work = move |tx: &mut database::Tx<'_>| answer(tx, &caller, &request, &house, now);
    if method.writes {
        return hub.db.write(work).await;
    }
    if method.weight == Weight::Long && hub.db.reads_here() {
        let db = hub.db.clone();
        let moved = tokio::task::spawn_blocking(move || db.read_now(work)).await;
        return moved.unwrap_or_else(|_| Err(Problem::internal().into()));
    }
    hub.db.read(work).await
}

/// Reads a POST body of any kind real clients send into the tree.
async fn read_body(parts: &Parts, body: Bytes, tree: &mut Tree) -> Result<(), Problem> {
    if body.is_empty() {
        return Ok(());
    }
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let media = kind.split(';').next().unwrap_or_default().trim();
    if media.eq_ignore_ascii_case("multipart/form-data") {
        return read_multipart(kind, body, tree).await;
    }
    if media.eq_ignore_ascii_case("application/json") {
        return form::read_json(tree, &body).map_err(|error| Problem::new(400, "Errors in the input parameters").with("body", error));
    }
    form::read_urlencoded(tree, &body);
    Ok(())
}

async fn read_multipart(kind: &str, body: Bytes, tree: &mut Tree) -> Result<(), Problem> {
    let broken = |error: multer::Error| {
        Problem::new(400, "Errors in the input parameters").with("body", format!("The multipart body cannot be read: {error}."))
    };
    let boundary = multer::parse_boundary(kind).map_err(broken)?;
    let stream = futures_util::stream::once(async move { Ok::<_, std::convert::Infallible>(body) });
    let mut parts = multer::Multipart::new(stream, boundary);
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let Some(name) = part.name().map(str::to_owned) else { continue };
        let text = part.bytes().await.map_err(broken)?;
        form::insert(tree, &name, serde_json::Value::String(String::from_utf8_lossy(&text).into_owned()));
    }
    Ok(())
}

/// The tokens a call brought outside its body.
struct Credentials {
    found: Vec<String>,
}

impl Credentials {
    fn of(parts: &Parts, query: &Tree) -> Self {
        let mut found = Vec::new();
        for value in parts.headers.get_all("x-api-key") {
            found.push(String::from_utf8_lossy(value.as_bytes()).into_owned());
        }
        for value in parts.headers.get_all(header::AUTHORIZATION) {
            if let Some((scheme, token)) = value.to_str().ok().and_then(|value| value.split_once(' '))
                && scheme.eq_ignore_ascii_case("bearer")
            {
                found.push(token.trim().to_owned());
            }
        }
        found.extend(parameter(query));
        Self { found }
    }

    /// The one token of the call.
    fn token(mut self, tree: &Tree) -> Result<String, Problem> {
        self.found.extend(parameter(tree));
        self.found.retain(|token| !token.is_empty());
        let Some(first) = self.found.pop() else { return Err(Problem::missing_key()) };
        // Two different keys at once: whose call is it? Nobody's.
        if self.found.iter().any(|other| *other != first) {
            return Err(Problem::wrong_key());
        }
        Ok(first)
    }
}

fn parameter(tree: &Tree) -> Option<String> {
    match tree.get("apiKey")? {
        serde_json::Value::String(token) => Some(token.clone()),
        serde_json::Value::Null => None,
        // apiKey[]=…: there, but no token.
        _ => Some("?".to_owned()),
    }
}

/// Takes the token out of what methods see, so that nothing later can write it down.
fn drop_credentials(tree: &mut Tree) {
    tree.shift_remove("apiKey");
}
