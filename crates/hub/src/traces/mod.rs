//! Traces of calls for OpenTelemetry: one span a call with one below it for each of its phases, sent to a collector.
//!
//! A span names the method, the status, the outcome, the request id and the id of the key: no token, no path as the caller wrote it, no
//! text of a store.

mod context;
mod otlp;
mod sender;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::{HeaderName, HeaderValue};
use crossbeam_channel::{Receiver, Sender, TrySendError};

pub use context::Context;
pub use sender::TraceSender;

use domain::clock::Clock;
use domain::webhooks::Target;

/// So many calls wait for the collector at most; further ones are counted and dropped.
const WAITING: usize = 8192;

/// Where traces go.
#[derive(Clone, PartialEq, Eq)]
pub struct Collector {
    /// The URL that takes spans by OTLP over HTTP, as JSON.
    pub url: String,
    /// Headers of each request, such as the one that authenticates.
    pub headers: Vec<(String, String)>,
    /// How many of a hundred calls are traced, where the caller does not decide it.
    pub percent: u8,
}

impl std::fmt::Debug for Collector {
    /// Without the headers, which may hold a secret.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Collector({}, {}%)", self.url, self.percent)
    }
}

impl Collector {
    /// Reads the options `traces-endpoint`, `traces-headers` (`name=value,name=value`) and `traces-percent`.
    ///
    /// # Errors
    /// What is wrong with them. The text holds no value of a header.
    pub fn read(endpoint: &str, headers: Option<&str>, percent: Option<usize>) -> Result<Self, String> {
        if Target::read(endpoint, true).is_err() {
            return Err("the option traces-endpoint must be a URL, such as http://127.0.0.1:4318/v1/traces".to_owned());
        }
        let pairs = headers.unwrap_or_default().split(',').map(str::trim).filter(|pair| !pair.is_empty());
        let read = |pair: &str| {
            let (name, value) = pair.split_once('=')?;
            let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
            let is_valid = HeaderName::try_from(name.as_str()).is_ok() && HeaderValue::try_from(value).is_ok();
            is_valid.then(|| (name, value.to_owned()))
        };
        let headers = pairs.map(read).collect::<Option<Vec<_>>>();
        let headers = headers.ok_or("the option traces-headers must be a list such as authorization=Basic abc,x-tenant=shop")?;
        let percent = u8::try_from(percent.unwrap_or(100)).ok().filter(|percent| *percent <= 100);
        let percent = percent.ok_or("the option traces-percent must be 0 to 100")?;
        Ok(Self { url: endpoint.to_owned(), headers, percent })
    }
}

/// The spans of one call.
#[derive(Debug)]
pub struct Call {
    context: Context,
    request_id: Arc<str>,
    /// When it began, in nanoseconds since 1970.
    began: u64,
    method: Option<usize>,
    status: u16,
    outcome: &'static str,
    /// 0 where the call has no key.
    key: i64,
    took: Duration,
    phases: Vec<(Phase, Duration)>,
}

/// A part of the work on a call; each ends where the next one begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Find the method and check the key, with the wait for the key's turn.
    Check,
    /// Receive and parse the body.
    Body,
    /// Read the parameters and prepare the change.
    Prepare,
    /// Wait for the database and run the method in it.
    Database,
    /// Hide what the key must not see and write the response.
    Respond,
}

impl Phase {
    fn name(self) -> &'static str {
        match self {
            Self::Check => "check key",
            Self::Body => "read body",
            Self::Prepare => "prepare",
            Self::Database => "database",
            Self::Respond => "respond",
        }
    }
}

/// What a call has become when it ends.
pub struct End {
    /// The place of its method in the list.
    pub method: Option<usize>,
    /// The status of the response, 0 for a call without one.
    pub status: u16,
    /// The outcome, as usage names it.
    pub outcome: &'static str,
    /// The id of its key, 0 for none.
    pub key: i64,
    /// How long it took.
    pub took: Duration,
}

/// A call that is being traced.
pub struct Trace {
    traces: Arc<Traces>,
    call: Call,
    begun: Duration,
}

impl Trace {
    /// Begins a phase, which ends the one before.
    pub fn phase(&mut self, phase: Phase) {
        self.call.phases.push((phase, Clock::uptime().saturating_sub(self.begun)));
    }

    /// Hands the call to the sender.
    pub fn end(mut self, end: &End) {
        let call = &mut self.call;
        (call.method, call.status, call.outcome, call.key, call.took) = (end.method, end.status, end.outcome, end.key, end.took);
        self.traces.queue(self.call);
    }
}

/// The calls that wait for the collector.
pub struct Traces {
    collector: Collector,
    sender: Sender<Call>,
    receiver: Receiver<Call>,
    sent: AtomicU64,
    dropped: AtomicU64,
}

impl Traces {
    /// No calls yet.
    pub fn new(collector: Collector) -> Arc<Self> {
        let (sender, receiver) = crossbeam_channel::bounded(WAITING);
        Arc::new(Self { collector, sender, receiver, sent: AtomicU64::new(0), dropped: AtomicU64::new(0) })
    }

    /// Begins the trace of a call, unless it is not to be traced. `header` is the caller's `traceparent`.
    pub fn begin(self: &Arc<Self>, request_id: &Arc<str>, header: Option<&[u8]>) -> Option<Box<Trace>> {
        let context = Context::of_call(request_id, header, self.collector.percent)?;
        let call = Call {
            context,
            request_id: Arc::clone(request_id),
            began: Clock::unix_nanos(),
            method: None,
            status: 0,
            outcome: "",
            key: 0,
            took: Duration::ZERO,
            phases: vec![(Phase::Check, Duration::ZERO)],
        };
        Some(Box::new(Trace { traces: Arc::clone(self), call, begun: Clock::uptime() }))
    }

    /// How many calls were sent, and how many were dropped because the collector did not take them.
    pub fn counts(&self) -> (u64, u64) {
        (self.sent.load(Ordering::Relaxed), self.dropped.load(Ordering::Relaxed))
    }

    fn queue(&self, call: Call) {
        if let Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) = self.sender.try_send(call) {
            self.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }
}
