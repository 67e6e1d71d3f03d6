//! How a call is answered: the JSON that clients know, and beside it, in headers, what its caller may want to know.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, header};
use database::refusals::Refusal;
use domain::access::dry_run::DryRun;
use domain::access::gate::{self, Call};
use domain::access::news::News;
use domain::access::rate_limit::Allowance;
use domain::access::reason::Reason;
use domain::account::Account;
use domain::fault::AGAIN;
use wire::Problem;
use wire::methods::{self, routes};

use crate::api::dispatch;
use crate::app::Hub;
use crate::file_store::Outgoing;
use crate::visit::Visit;

static REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
static DENIED_REASON: HeaderName = HeaderName::from_static("x-denied-reason");
static REQUIRED_PERMISSION: HeaderName = HeaderName::from_static("x-required-permission");
static RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
static RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
static KEY_EXPIRES: HeaderName = HeaderName::from_static("x-api-key-expires");

/// Stands in place of a reason for a call from an unexpected address that was let in all the same.
pub const TRIAL: &str = "address-trial";

/// For how long before its end a key's calls are answered with it, in seconds.
const NOTICE: i64 = 30 * 86_400;

/// An answer, before it is written.
#[derive(Default)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The JSON.
    pub json: Vec<u8>,
    /// The file that is answered in place of it.
    pub file: Option<Outgoing>,
    /// Calls a second that the key may make, and how many are left at once; `None` where they are not counted.
    pub rate_limit: Option<(Allowance, u32)>,
    /// When the key ends, in Unix seconds.
    pub ends_at: Option<i64>,
    /// When the call was made, in Unix seconds.
    pub now: i64,
    /// Whether caches must not store it.
    pub private: bool,
    /// A call from an address the key is not expected at: the key, the method and the address.
    pub unexpected: Option<(i64, usize, IpAddr)>,
}

impl Answer {
    /// The answer to a dry run.
    pub fn rehearsed(dry_run: &DryRun) -> Self {
        Self { status: 200, json: dry_run.json(), ..Self::default() }
    }
}

/// A call that was refused away, and what is known of it.
pub struct Refused {
    /// The refusal.
    pub problem: Problem,
    /// The key, where it is known.
    pub key: Option<i64>,
    /// The method's place in the list.
    pub method: Option<usize>,
    /// Where the call came from.
    pub address: Option<IpAddr>,
    /// The store it named.
    pub site: Option<String>,
    /// After how long it may be tried again.
    pub wait: Option<Duration>,
    /// The verbs there are at its address, where its own is none of them.
    pub allow: Option<&'static str>,
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self { problem, key: None, method: None, address: None, site: None, wait: None, allow: None }
    }
}

impl Refused {
    /// A call that leads to no method.
    pub fn nowhere(problem: Problem, path: &str) -> Self {
        let allow = if problem.status == 405 { routes::verbs(path) } else { None };
        Self { allow, ..problem.into() }
    }

    /// A call of a method without a known key that named this store.
    pub fn at(problem: Problem, call: &Call<'_>, site: Option<&str>) -> Self {
        Self { method: Some(call.method), address: Some(call.address), site: site.map(str::to_owned), ..problem.into() }
    }

    /// A call that the gate refused.
    pub fn by_gate(refusal: &gate::Refusal, call: &Call<'_>, site: Option<&str>, account: &Account, visit: &mut Visit<'_>) -> Self {
        let key = refusal.key.as_ref().map(|key| key.id);
        visit.refused(key, call.method, refusal.reason);
        if let Some(key) = &refusal.key {
            visit.concerns(site.and_then(|code| account.site(code)).map_or(0, |site| site.id), &key.rules.sites);
        }
        Self { key, wait: refusal.wait, ..Self::at(refusal.problem().because(refusal.reason.name()), call, site) }
    }
}

/// Writes the answer to a call, whose headers and id these are.
pub fn write(hub: &Hub, asked: &HeaderMap, id: &Arc<str>, outcome: Result<Answer, Refused>) -> Response<Body> {
    let mut response = match outcome {
        Ok(answer) => succeeded(hub, id, answer),
        Err(refusal) => refuse(hub, asked, id, refusal),
    };
    set(response.headers_mut(), &REQUEST_ID, id);
    response
}

fn succeeded(hub: &Hub, id: &Arc<str>, answer: Answer) -> Response<Body> {
    let mut response = match answer.file {
        Some(file) => file.respond(),
        None => dispatch::respond(answer.status, "application/json", answer.json),
    };
    let headers = response.headers_mut();
    if let Some((rate_limit, left)) = answer.rate_limit {
        set(headers, &RATE_LIMIT_POLICY, &policy(rate_limit));
        set(headers, &RATE_LIMIT, &format!("\"default\";r={left};t={}", window(rate_limit)));
    }
    if let Some(end) = answer.ends_at.filter(|end| end - answer.now <= NOTICE)
        && let Ok(end) = jiff::Timestamp::from_second(end)
    {
        set(headers, &KEY_EXPIRES, &end.to_string());
    }
    if answer.private {
        set(headers, &header::CACHE_CONTROL, "no-store");
    }
    if let Some((key, method, address)) = answer.unexpected {
        note(hub, id, key, TRIAL, (Some(method), Some(address)), None);
    }
    response
}

fn refuse(hub: &Hub, asked: &HeaderMap, id: &Arc<str>, refused: Refused) -> Response<Body> {
    let problem = refused.problem;
    // Neither the address nor the text: what callers wrote may be in them, a token in the wrong place too.
    tracing::debug!(status = problem.status, "refused");
    let rule = problem.rule.and_then(Reason::named).filter(|_| refused.key.is_some());
    if let (Some(key), Some(reason)) = (refused.key, rule)
        && reason != Reason::Rate
    {
        note(hub, id, key, reason.name(), (refused.method, refused.address), refused.site);
    }
    let view = rule.filter(|reason| reason.is_told());
    let required = refused.method.map(|method| methods::all()[method].pattern());
    let required = required.filter(|_| matches!(view, Some(Reason::Method | Reason::Store))).as_deref().map(str::to_owned);
    let mut response = if wants_details(asked) {
        let reason = view.map(|reason| (reason.name(), reason.sentence()));
        dispatch::respond(problem.status, "application/problem+json", problem.details(id, reason, required.as_deref()))
    } else {
        dispatch::respond(problem.status, "application/json", problem.body())
    };
    let headers = response.headers_mut();
    if let Some(reason) = view {
        set(headers, &DENIED_REASON, reason.name());
    }
    if let Some(required) = required {
        set(headers, &REQUIRED_PERMISSION, &required);
    }
    if let Some(allow) = refused.allow {
        set(headers, &header::ALLOW, allow);
    }
    if let Some(wait) = refused.wait {
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        set(headers, &header::RETRY_AFTER, &seconds.to_string());
        let limited = refused.key.filter(|_| rule == Some(Reason::Rate)).and_then(|key| hub.gate.key(key));
        if let Some(rate_limit) = limited.map(|key| key.rules.rate_limit()).filter(|rate_limit| rate_limit.rate > 0) {
            set(headers, &RATE_LIMIT_POLICY, &policy(rate_limit));
            set(headers, &RATE_LIMIT, &format!("\"default\";r=0;t={seconds}"));
        }
        set(headers, &header::CACHE_CONTROL, "no-store");
    } else if problem.status == 503 {
        set(headers, &header::RETRY_AFTER, &problem.retry_after.unwrap_or(AGAIN).to_string());
        set(headers, &header::CACHE_CONTROL, "no-store");
    }
    response
}

/// The quota of a key: its burst, and the seconds in which that is filled again.
fn policy(rate_limit: Allowance) -> String {
    format!("\"default\";q={};w={}", rate_limit.burst(), window(rate_limit))
}

fn window(rate_limit: Allowance) -> u32 {
    rate_limit.burst().div_ceil(rate_limit.rate.max(1)).max(1)
}

/// Has a refusal written down, so that its id can be asked about, unless there were many of its kind within the hour.
fn note(hub: &Hub, id: &str, key: i64, reason: &'static str, at: (Option<usize>, Option<IpAddr>), site: Option<String>) {
    let (now, (method, address)) = (hub.clock.now().0, at);
    if !hub.gate.news.keeps(key, reason, now) {
        return;
    }
    hub.gate.news.add(News::Refused(Refusal {
        request_id: id.to_owned(),
        created_at: now,
        key_id: key,
        reason: reason.to_owned(),
        method: method.map(|method| methods::all()[method].pattern()).unwrap_or_default(),
        address: address.map(|address| address.to_string()).unwrap_or_default(),
        // It came from the caller, who may have written anything.
        site: site.map(|site| site.chars().take(100).collect()),
    }));
}

/// Whether a client asks for problem details (RFC 9457) in so many words.
fn wants_details(asked: &HeaderMap) -> bool {
    let texts = asked.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    texts.flat_map(|text| text.split(',')).any(|kind| {
        let mut parts = kind.split(';').map(str::trim);
        parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("application/problem+json")) && !parts.any(|part| part == "q=0")
    })
}

fn set(headers: &mut HeaderMap, name: &HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name.clone(), value);
    }
}
