//! The door: finds the method of an address, reads what the call brought, has it admitted and answered.
//!
//! Everything under `/api` is answered in JSON, whatever comes in.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use database::Sites;
use domain::TOKEN_IN_TEXT;
use domain::access::addresses;
use domain::access::dry_run::DryRun;
use domain::access::gate::{Admitted, Call, Key};
use domain::access::limits::Transport;
use domain::access::masking::masked;
use domain::access::masks::Masks;
use domain::access::reason::Reason;
use domain::account::Account;
use domain::catalogue::find;
use domain::clock::Clock;
use domain::fault::Fault;
use domain::masking::{self, Masking};
use wire::form::{Form, Tree};
use wire::methods::{self, Answers, Entry, Reads, Verb, Weight, routes};
use wire::{Arguments, Charset, Problem};

use crate::api::answer::{self, Answer, Refused};
use crate::api::body::{self, Arrival};
use crate::api::caller::Caller;
use crate::api::credentials::Credentials;
use crate::api::method::{AnyRequest, Handler, Success};
use crate::api::{self, content, pasted, turn};
use crate::app::Hub;
use crate::bodies::SMALL;
use crate::executor;
use crate::file_store;
use crate::metrics::Class;
use crate::read_slots::Owner;
use crate::traces::Phase;
use crate::visit::Visit;

static FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
static TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
static DRY_RUN: HeaderName = HeaderName::from_static("x-dry-run");

/// Answers one request under `/api`; `peer` is the other end of its connection.
pub async fn enter(hub: &Arc<Hub>, peer: IpAddr, request: Request) -> Response<Body> {
    let id = hub.request_ids.next();
    let (parts, body) = request.into_parts();
    let mut arrival = Arrival::new(body);
    let agent = parts.headers.get(header::USER_AGENT).map_or(&[][..], HeaderValue::as_bytes);
    let mut visit = Visit::begin(&hub.usage, &hub.metrics, &hub.clock, peer, agent);
    if hub.settings.log_calls {
        visit.log(&id);
    }
    if let Some(traces) = &hub.traces {
        visit.trace(traces.begin(&id, parts.headers.get(&TRACEPARENT).map(HeaderValue::as_bytes)));
    }
    let outcome = serve(hub, peer, &parts, &mut arrival, &id, &mut visit).await;
    match &outcome {
        Ok(answer) => visit.answered(answer.status, None),
        Err(refused) => visit.answered(refused.problem.status, refused.problem.rule),
    }
    let mut response = answer::write(hub, &parts.headers, &id, outcome);
    if arrival.leave(&parts) {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
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
    arrival: &mut Arrival,
    id: &Arc<str>,
    visit: &mut Visit<'_>,
) -> Result<Answer, Refused> {
    let found = routes::find(parts.method.as_str(), parts.uri.path()).map_err(|problem| Refused::nowhere(problem, parts.uri.path()))?;
    let method = methods::all()[found.method];
    let handler = api::handler(found.method);
    visit.finds(found.method);
    let mut form = Form::default();
    if let Some(query) = parts.uri.query() {
        form.query(query.as_bytes(), || Charset::of_type(content::kind(parts)))?;
    }
    let mut credentials = Credentials::of(parts, form.take_tokens());
    let forwarded = parts.headers.get_all(&FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok());
    // The token stands in nothing that is kept of the call, wherever the caller wrote it.
    let agent = visit.hide(credentials.known());
    let agent_of_body;
    let mut site = named(&form, &credentials);
    let mut call = Call {
        method: found.method,
        telephony: method.group == "telephony",
        transport: Transport::Header,
        address: addresses::client(peer, forwarded, &hub.settings.trusted_proxies),
        agent: &agent,
        now: hub.clock.now().0,
        uptime: Clock::uptime(),
    };
    let rehearses = parts.headers.contains_key(&DRY_RUN);
    // Looked at first: a change of a key that is made while the body is on its way must be felt.
    let changes = hub.gate.changes();
    // Whose token is known before the body is judged before it is read.
    let mut judged = None;
    if !credentials.is_empty() || method.verb == Verb::Get || method.reads == Reads::File {
        judged = Some(judge(hub, &credentials, &mut call, rehearses, site.as_deref(), visit).await?);
    }
    let mut is_large = false;
    let mut file = None;
    if method.verb == Verb::Post {
        visit.phase(Phase::Body);
        let known = judged.as_ref().map(Judged::key);
        let refused = |problem: Problem| Refused { key: known, ..Refused::at(problem, &call, site.as_deref()) };
        if method.reads == Reads::File {
            let whole = arrival.receive(&hub.file_bodies, hub.settings.max_file, true, body::FILE_TIMEOUT).await;
            file = Some(whole.map_err(refused)?);
        } else {
            let whole = arrival.receive(&hub.bodies, hub.settings.max_body, known.is_none(), body::BODY_TIMEOUT).await;
            let whole = whole.map_err(refused)?;
            is_large = whole.bytes.len() > SMALL;
            let read = read(hub, parts, whole.bytes.clone(), std::mem::take(&mut form), is_large).await;
            form = read.map_err(|problem| Refused { key: known, ..Refused::at(problem, &call, None) })?;
            credentials.add_body(form.take_tokens());
            site = named(&form, &credentials);
        }
        visit.phase(Phase::Check);
        judged = Some(match judged {
            None => {
                agent_of_body = visit.hide(credentials.known());
                call.agent = &agent_of_body;
                (call.now, call.uptime) = (hub.clock.now().0, Clock::uptime());
                judge(hub, &credentials, &mut call, rehearses, site.as_deref(), visit).await?
            }
            Some(early) => judge_again(hub, early, &credentials, &mut call, changes, site.as_deref(), visit).await?,
        });
    }
    let admitted = match judged {
        Some(Judged::Admitted(admitted)) => admitted,
        Some(Judged::Rehearses(key)) => {
            let dry_run = DryRun::of(&key, &hub.account(), &call, hub.gate.moment(&key, &call), site.as_deref());
            return Ok(Answer::rehearsed(&dry_run));
        }
        None => return Err(Problem::missing_key().into()),
    };
    visit.phase(Phase::Prepare);
    let now = wire::Moment(call.now);
    let (key, ends_at, left, unexpected) = (admitted.key.clone(), admitted.ends_at, admitted.left, admitted.unexpected);
    tracing::debug!(method = method.path, key = key.id, "let in");
    let account = hub.account();
    let tree = form.finish().map_err(|problem| Refused { key: Some(key.id), ..Refused::at(problem, &call, None) })?;
    let named = named_site(&account, &tree);
    visit.admitted(key.id, found.method, named);
    visit.concerns(named, &key.rules.sites);
    let mut arguments = Arguments { tree, path: found.variables, version: found.version, content: None };
    let refused = |problem: Problem| Refused { key: Some(key.id), ..Refused::at(problem, &call, site.as_deref()) };
    if method.answers == Answers::File && key.rules.masks.is_some() {
        return Err(refused(Problem::denied().because(Reason::Field.name())));
    }
    if let Some(file) = &mut file {
        arguments.content = Some(hub.files.take(hub, content::kind(parts), file.take()).await.map_err(refused)?);
    }
    if method.keeps_texts()
        && let Some(field) = pasted::field(&arguments, credentials.known())
    {
        return Err(refused(Problem::entity(field, TOKEN_IN_TEXT)));
    }
    let caller = Caller::of(admitted, found.version, id, &account, now);
    let (caller, request) = if is_large {
        let (rules, account) = (Arc::clone(&key.rules), Arc::clone(&account));
        let read = hub.bodies.apart(move || (caller, understand(handler, rules.masks.as_ref(), &mut arguments, &account)));
        read.await.map_err(refused)?
    } else {
        let request = understand(handler, key.rules.masks.as_ref(), &mut arguments, &account);
        (caller, request)
    };
    let mut request = request.map_err(refused)?;
    let named = (handler.offers)(&request, &caller, &account);
    if !named.is_empty() && account.has_offers {
        let scope = caller.scope.clone();
        let found = hub.db.read(move |tx| find::goods(tx, &scope, &named)).await;
        (handler.take_goods)(&mut request, found.map_err(|fault| refused(fault.into_problem()))?);
    }
    let (caller, request) = if is_large {
        let account = Arc::clone(&account);
        let prepared = hub.bodies.apart(move || {
            let prepared = prepare(handler, &mut request, &caller, &account);
            (caller, prepared.map(|()| request))
        });
        prepared.await.map_err(refused)?
    } else {
        let prepared = prepare(handler, &mut request, &caller, &account);
        (caller, prepared.map(|()| request))
    };
    let request = request.map_err(refused)?;
    let snapshot = Arc::clone(&account);
    visit.phase(Phase::Database);
    let success = run(hub, (method, handler), caller, request, snapshot, now).await.map_err(|fault| refused(fault.into_problem()))?;
    visit.phase(Phase::Respond);
    let file = match success.file {
        Some(download) => Some(file_store::open(hub, download).await.map_err(refused)?),
        None => None,
    };
    let json = match &key.rules.masks {
        None => success.json,
        Some(masks) => Masking { masks, seal: &hub.seal, key: key.id, country: account.country() }
            .cover(&success.json)
            .map_err(Fault::from)
            .map_err(|fault| refused(fault.into_problem()))?,
    };
    Ok(Answer {
        status: success.status,
        json: wire::moment::render(json, &account.zone),
        file,
        rate_limit: left.map(|left| (key.rules.rate_limit(), left)),
        ends_at,
        now: now.0,
        private: method.manages_keys(),
        unexpected: unexpected.then_some((key.id, found.method, call.address)),
    })
}

/// A call whose token works.
enum Judged {
    /// It was let in.
    Admitted(Admitted),
    /// It is only rehearsed.
    Rehearses(Box<Key>),
}

impl Judged {
    /// The id of the key.
    fn key(&self) -> i64 {
        match self {
            Self::Admitted(admitted) => admitted.key.id,
            Self::Rehearses(key) => key.id,
        }
    }
}

/// Lets a call in, once its turn has come, or refuses it. It is counted here, once.
async fn judge(
    hub: &Hub,
    credentials: &Credentials<'_>,
    call: &mut Call<'_>,
    rehearses: bool,
    site: Option<&str>,
    visit: &mut Visit<'_>,
) -> Result<Judged, Refused> {
    let (token, transport) = credentials.token()?;
    if !hub.lease().holds() {
        return Err(Problem::unavailable().into());
    }
    call.transport = transport;
    if rehearses {
        let key = hub.gate.recognise(token, call);
        let key = key.map_err(|refusal| Refused { wait: refusal.wait, ..Refused::at(refusal.problem(), call, site) })?;
        return Ok(Judged::Rehearses(Box::new(key)));
    }
    visit.comes(call.address, transport);
    visit.brings(token);
    let admitted = turn::admit(hub, token, call).await;
    visit.judged(admitted.as_ref().map_or(Class::Unknown, |admitted| match admitted.key.rules.sites {
        Sites::All => Class::Account,
        Sites::Some(_) => Class::Store,
    }));
    let admitted = admitted.map_err(|refusal| Refused::by_gate(&refusal, call, site, &hub.account(), visit))?;
    // Counted from here on, also when its body turns out to be none.
    visit.admitted(admitted.key.id, call.method, 0);
    visit.concerns(0, &admitted.key.rules.sites);
    Ok(Judged::Admitted(admitted))
}

/// Judges a call once more, now that its body is there: the body may bring a token, too, and the key may have changed.
async fn judge_again(
    hub: &Hub,
    early: Judged,
    credentials: &Credentials<'_>,
    call: &mut Call<'_>,
    changes: u64,
    site: Option<&str>,
    visit: &mut Visit<'_>,
) -> Result<Judged, Refused> {
    let (token, transport) = credentials.token()?;
    if !hub.lease().holds() {
        return Err(Problem::unavailable().into());
    }
    let now = hub.clock.now().0;
    if transport == call.transport && now == call.now && changes == hub.gate.changes() && !credentials.quarrel() {
        return Ok(early);
    }
    (call.transport, call.now, call.uptime) = (transport, now, Clock::uptime());
    let Judged::Admitted(early) = early else { return judge(hub, credentials, call, true, site, visit).await };
    visit.comes(call.address, transport);
    let again = hub.gate.confirm(token, call).map_err(|refusal| Refused::by_gate(&refusal, call, site, &hub.account(), visit))?;
    Ok(Judged::Admitted(Admitted { left: early.left, ..again }))
}

/// Reads the body into the form, a large one apart from the thread that serves others.
async fn read(hub: &Hub, parts: &Parts, bytes: Bytes, mut form: Form, is_large: bool) -> Result<Form, Problem> {
    if bytes.is_empty() {
        return Ok(form);
    }
    let kind = content::kind(parts);
    if !is_large {
        return content::read(&mut form, kind, bytes).map(|()| form);
    }
    let kind = kind.to_owned();
    hub.bodies.apart(move || content::read(&mut form, &kind, bytes).map(|()| form)).await?
}

/// Reads what a method is asked.
fn understand(handler: &Handler, masks: Option<&Masks>, arguments: &mut Arguments, account: &Account) -> Result<AnyRequest, Problem> {
    if let Some(masks) = masks {
        masking::let_in(masks, &mut arguments.tree)?;
    }
    account.zone.scope(|| (handler.read)(arguments))
}

/// Works out what needs no database.
fn prepare(handler: &Handler, request: &mut AnyRequest, caller: &Caller, account: &Account) -> Result<(), Problem> {
    account.zone.scope(|| (handler.prepare)(request, caller, account))
}

async fn run(
    hub: &Arc<Hub>,
    (method, handler): (&'static Entry, &'static Handler),
    caller: Caller,
    request: AnyRequest,
    account: Arc<Account>,
    now: wire::Moment,
) -> Result<Success, Fault> {
    let (answer, key) = (handler.answer, caller.key.id);
    let work = move |tx: &mut database::Tx<'_>| answer(tx, &caller, &request, &account, now);
    if method.writes {
        return hub.db.write(work).await;
    }
    if method.weight == Weight::Long {
        return hub.slow.read(&hub.db, Owner::Key(key), work).await;
    }
    let success = hub.db.read(work).await;
    if hub.db.reads_here() {
        // Answers that are ready together go out together.
        executor::others_first().await;
    }
    success
}

/// The store a call names, without a token that stands there by mistake.
fn named(form: &Form, credentials: &Credentials<'_>) -> Option<String> {
    form.plain("site").map(|site| masked(site, credentials.known()).into_owned())
}

/// The store a call names; 0 for none. Rows asked for by the hub's own ids are looked for in every store of the key.
fn named_site(account: &Account, tree: &Tree) -> i64 {
    let text = |name: &str| tree.get(name).and_then(serde_json::Value::as_str);
    let Some(code) = text("site").filter(|_| text("by") != Some("id")) else { return 0 };
    account.site(code).map_or(0, |site| site.id)
}
