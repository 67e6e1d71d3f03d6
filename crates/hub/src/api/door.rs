//! The door: finds the method of an address, reads what the call brought, has it admitted and answered.
//!
//! Everything under `/api` is answered in JSON, whatever comes in.

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use futures_util::StreamExt;
use wire::form::{self, Tree};
use wire::{Arguments, Problem};

use crate::api::answer::{self, Answer, Turned};
use crate::api::caller::Caller;
use crate::api::method::{AnyRequest, Entry, Success, Verb, Weight};
use crate::api::rehearsal::Rehearsal;
use crate::api::veil::{self, Veil};
use crate::api::{self, routes};
use crate::app::Hub;
use crate::clock::Clock;
use crate::fault::Fault;
use crate::house::House;
use crate::keys::addresses;
use crate::keys::gate::Call;
use crate::keys::limits::Transport;
use crate::keys::token;
use crate::keys::usage::Visit;
use crate::lanes;
use crate::places::Owner;
use crate::server::body::has_stalled;

/// How long a client may take for the body of a request, once its head is there.
const BODY_TIMEOUT: Duration = Duration::from_secs(60);

static API_KEY: HeaderName = HeaderName::from_static("x-api-key");
static FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
static DRY_RUN: HeaderName = HeaderName::from_static("x-dry-run");

/// Answers one request under `/api`; `peer` is the other end of its connection.
pub async fn enter(hub: &Arc<Hub>, peer: IpAddr, request: Request) -> Response<Body> {
    let id = hub.request_ids.next();
    let (parts, body) = request.into_parts();
    let mut body = Some(body);
    let mut visit = hub.usage.visit(&hub.clock, peer, parts.headers.get(header::USER_AGENT).map_or(&[], HeaderValue::as_bytes));
    let outcome = serve(hub, peer, &parts, &mut body, &id, &mut visit).await;
    if let Some(unread) = body.take() {
        drain(unread, hub.settings.max_body).await;
    }
    match &outcome {
        Ok(answer) => visit.answered(answer.status, None),
        Err(turned) => visit.answered(turned.problem.status, turned.problem.rule),
    }
    answer::write(hub, &parts.headers, &id, outcome)
}

/// Reads past a body that nobody asked for: a connection on which it was left would be closed under the next call.
async fn drain(body: Body, most: usize) {
    let mut left = most;
    let mut chunks = body.into_data_stream();
    let read = async {
        while let Some(Ok(chunk)) = chunks.next().await {
            let Some(rest) = left.checked_sub(chunk.len()) else { break };
            left = rest;
        }
    };
    // Whoever sends it too slowly or without an end is hung up on.
    let _ = tokio::time::timeout(BODY_TIMEOUT, read).await;
}

/// A JSON answer.
pub fn respond(status: u16, kind: &'static str, json: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::from(json));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

async fn serve(
    hub: &Arc<Hub>,
    peer: IpAddr,
    parts: &Parts,
    body: &mut Option<Body>,
    id: &Arc<str>,
    visit: &mut Visit<'_>,
) -> Result<Answer, Turned> {
    let found = routes::find(parts.method.as_str(), parts.uri.path())?;
    let method = &api::methods()[found.method];
    let mut arguments = Arguments { tree: Tree::new(), path: found.variables, version: found.version };
    if let Some(query) = parts.uri.query() {
        form::read_urlencoded(&mut arguments.tree, query.as_bytes());
    }
    let credentials = Credentials::of(parts, &arguments.tree);
    if method.verb == Verb::Post
        && let Some(body) = body.take()
    {
        let body = tokio::time::timeout(BODY_TIMEOUT, axum::body::to_bytes(body, hub.settings.max_body)).await;
        let late = || Problem::new(408, "Request Timeout");
        let body = body.map_err(|_| late())?.map_err(|error| if has_stalled(&error) { late() } else { Problem::too_large() })?;
        read_body(parts, body, &mut arguments.tree).await?;
    }
    let (token, transport) = credentials.token(&arguments.tree)?;
    if !hub.trust().holds() {
        return Err(Problem::unavailable().into());
    }
    let now = hub.clock.now();
    let forwarded = parts.headers.get_all(&FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
    let call = Call {
        method: found.method,
        telephony: method.group == "telephony",
        transport,
        address: addresses::client(peer, forwarded, &hub.settings.trusted_proxies),
        agent: visit.agent(),
        now: now.0,
        uptime: Clock::uptime(),
    };
    let site = arguments.plain("site");
    let turned = |key: Option<i64>, problem: Problem, wait: Option<Duration>| Turned {
        problem,
        key,
        method: Some(found.method),
        address: Some(call.address),
        site: site.clone(),
        wait,
    };
    if parts.headers.contains_key(&DRY_RUN) {
        let key = hub.gate.recognise(&token, &call).map_err(|refusal| turned(None, refusal.problem(), refusal.wait))?;
        let rehearsal = Rehearsal::of(&key, &hub.house(), &call, hub.gate.moment(&key, &call), site.as_deref());
        return Ok(Answer::rehearsed(&rehearsal));
    }
    visit.comes(call.address, transport);
    let admitted = hub.gate.admit(&token, &call).map_err(|refusal| {
        visit.refused(refusal.key.as_ref().map(|key| key.id), found.method, refusal.reason);
        let problem = refusal.problem().because(refusal.reason.name());
        turned(refusal.key.as_ref().map(|key| key.id), problem, refusal.wait)
    })?;
    let (key, ends_at, left, unexpected) = (admitted.key.clone(), admitted.ends_at, admitted.left, admitted.unexpected);
    tracing::debug!(method = method.path, key = key.id, "let in");
    drop_credentials(&mut arguments.tree);
    let house = hub.house();
    visit.admitted(key.id, found.method, named_site(&house, &arguments.tree));
    let caller = Caller::of(admitted, found.version, id, &house, now);
    if let Some(masks) = &key.rules.masks {
        veil::let_in(masks, &mut arguments.tree).map_err(|problem| turned(Some(key.id), problem, None))?;
    }
    let request = house.zone.scope(|| -> Result<AnyRequest, Problem> {
        let mut request = (method.read)(&mut arguments)?;
        (method.prepare)(&mut request, &caller, &house)?;
        Ok(request)
    });
    let request = request.map_err(|problem| turned(Some(key.id), problem, None))?;
    let account = Arc::clone(&house);
    let success = run(hub, method, caller, request, house, now).await.map_err(|fault| turned(Some(key.id), fault.into_problem(), None))?;
    let json = match &key.rules.masks {
        None => success.json,
        Some(masks) => Veil { masks, seal: &hub.seal, key: key.id, country: account.country() }
            .cover(&success.json)
            .map_err(Fault::from)
            .map_err(|fault| turned(Some(key.id), fault.into_problem(), None))?,
    };
    Ok(Answer {
        status: success.status,
        json: wire::moment::render(json, &account.zone),
        pace: left.map(|left| (key.rules.rate(), left)),
        ends_at,
        now: now.0,
        private: method.manages_keys(),
        unexpected: unexpected.then_some((key.id, found.method, call.address)),
    })
}

async fn run(
    hub: &Arc<Hub>,
    method: &'static Entry,
    caller: Caller,
    request: AnyRequest,
    house: Arc<House>,
    now: wire::Moment,
) -> Result<Success, Fault> {
    let (answer, key) = (method.answer, caller.key.id);
    let work = move |tx: &mut database::Tx<'_>| answer(tx, &caller, &request, &house, now);
    if method.writes {
        return hub.db.write(work).await;
    }
    if method.weight == Weight::Long {
        return hub.slow.read(&hub.db, Owner::Key(key), work).await;
    }
    let success = hub.db.read(work).await;
    if hub.db.reads_here() {
        // Answers that are ready together go out together.
        lanes::others_first().await;
    }
    success
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

/// The token of a call, as far as it came outside its body.
struct Credentials<'a> {
    /// The token found so far and how it came.
    found: Option<(Cow<'a, str>, Transport)>,
}

impl<'a> Credentials<'a> {
    /// Stands for two different tokens (whose call is it? Nobody's) and for bytes that are no text: no token has this form.
    const QUARREL: &'static str = "?";

    fn of(parts: &'a Parts, query: &Tree) -> Self {
        let mut credentials = Self { found: None };
        for value in parts.headers.get_all(&API_KEY) {
            // What is no text is no token either.
            credentials.add(Cow::Borrowed(value.to_str().unwrap_or(Self::QUARREL)), Transport::Header);
        }
        for value in parts.headers.get_all(header::AUTHORIZATION) {
            if let Some((scheme, token)) = value.to_str().ok().and_then(|value| value.split_once(' '))
                && scheme.eq_ignore_ascii_case("bearer")
            {
                credentials.add(Cow::Borrowed(token.trim()), Transport::Bearer);
            }
        }
        if let Some(token) = parameter(query) {
            credentials.add(Cow::Owned(token), Transport::Query);
        }
        credentials
    }

    /// Adds a token. One that came in two ways came in the less safe of them.
    fn add(&mut self, token: Cow<'a, str>, transport: Transport) {
        let token = token::bare(token);
        match &mut self.found {
            _ if token.is_empty() => {}
            Some((found, _)) if *found != token => *found = Cow::Borrowed(Self::QUARREL),
            Some((_, known)) => *known = transport,
            None => self.found = Some((token, transport)),
        }
    }

    /// The one token of the call, and how it came. `tree` holds the query too: what comes on top of it is the body's.
    fn token(mut self, tree: &Tree) -> Result<(String, Transport), Problem> {
        let queried = self.found.as_ref().is_some_and(|(_, transport)| *transport == Transport::Query);
        if let Some(token) = parameter(tree) {
            self.add(Cow::Owned(token), if queried { Transport::Query } else { Transport::Body });
        }
        self.found.map(|(token, transport)| (token.into_owned(), transport)).ok_or_else(Problem::missing_key)
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

/// The store a call names; 0 for none. Rows asked for by the hub's own ids are looked for in every store of the key.
fn named_site(house: &House, tree: &Tree) -> i64 {
    let text = |name: &str| tree.get(name).and_then(serde_json::Value::as_str);
    let Some(code) = text("site").filter(|_| text("by") != Some("id")) else { return 0 };
    house.site(code).map_or(0, |site| site.id)
}

/// Takes the token out of what methods see, so that nothing later can write it down.
fn drop_credentials(tree: &mut Tree) {
    tree.shift_remove("apiKey");
}
