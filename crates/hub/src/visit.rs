//! A call on its way through the hub: what is learnt of it there, and counted when it ends.

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use database::Sites;
use domain::access::limits::Transport;
use domain::access::masking::masked;
use domain::access::reason::Reason;
use domain::access::token;
use domain::access::usage::{Call, Outcome, Usage};
use domain::clock::Clock;

use crate::metrics::{self, Class, Metrics};
use crate::traces::{self, Phase, Trace};

/// A call on its way. It counts itself when it is dropped: answered, given up by its client, or fallen over.
pub struct Visit<'a> {
    usage: &'a Usage,
    metrics: &'a Metrics,
    clock: &'a Clock,
    begun: Duration,
    agent: Cow<'a, [u8]>,
    address: IpAddr,
    transport: Transport,
    key: i64,
    method: usize,
    site: i64,
    store: i64,
    refusal: Option<Reason>,
    outcome: Option<Outcome>,
    class: Class,
    /// Whether the address leads to a method.
    found: bool,
    /// How long it took until it was let in or refused.
    judged: Option<Duration>,
    /// The id of the call, where it has a line in the log.
    logged: Option<Arc<str>>,
    /// The hint of its token, where it has a line in the log.
    hint: String,
    /// Its trace, where it has one.
    trace: Option<Box<Trace>>,
    /// The status of its answer; 0 without one.
    status: u16,
}

impl<'a> Visit<'a> {
    /// Begins to watch a call; it is counted when the visit ends, whatever way it does.
    pub fn begin(usage: &'a Usage, metrics: &'a Metrics, clock: &'a Clock, address: IpAddr, agent: &'a [u8]) -> Self {
        let begun = Clock::uptime();
        let (transport, refusal, outcome) = (Transport::Header, None, None);
        Self {
            usage,
            metrics,
            clock,
            begun,
            agent: Cow::Borrowed(agent),
            address,
            transport,
            key: 0,
            method: 0,
            site: 0,
            store: 0,
            refusal,
            outcome,
            class: Class::Unknown,
            found: false,
            judged: None,
            logged: None,
            hint: String::new(),
            trace: None,
            status: 0,
        }
    }

    /// Has the call get a line in the log, under its id.
    pub fn log(&mut self, id: &Arc<str>) {
        self.logged = Some(Arc::clone(id));
    }

    /// Has the call traced.
    pub fn trace(&mut self, trace: Option<Box<Trace>>) {
        self.trace = trace;
    }

    /// Begins a phase of its trace.
    pub fn phase(&mut self, phase: Phase) {
        if let Some(trace) = &mut self.trace {
            trace.phase(phase);
        }
    }

    /// Notes the method that the address leads to.
    pub fn finds(&mut self, method: usize) {
        (self.method, self.found) = (method, true);
    }

    /// Notes the token of the call, of which the log shows the hint.
    pub fn brings(&mut self, token: &str) {
        if self.logged.is_some() {
            self.hint = token::hint(token);
        }
    }

    /// Notes that the call has been let in, by a key for every store or for some, or refused.
    pub fn judged(&mut self, class: Class) {
        (self.class, self.judged) = (class, Some(Clock::uptime().saturating_sub(self.begun)));
    }

    /// The program that calls, as it names itself, without this token or any other that is recognised in it: so it is kept.
    pub fn hide(&mut self, token: &str) -> Cow<'a, str> {
        let named = match std::mem::take(&mut self.agent) {
            Cow::Borrowed(agent) => String::from_utf8_lossy(agent),
            Cow::Owned(agent) => Cow::Owned(String::from_utf8_lossy(&agent).into_owned()),
        };
        let hidden = match masked(&named, token) {
            Cow::Borrowed(_) => named,
            Cow::Owned(masked) => Cow::Owned(masked),
        };
        self.agent = match &hidden {
            Cow::Borrowed(agent) => Cow::Borrowed(agent.as_bytes()),
            Cow::Owned(agent) => Cow::Owned(agent.clone().into_bytes()),
        };
        hidden
    }

    /// Notes where the call comes from, and how its token came.
    pub fn comes(&mut self, address: IpAddr, transport: Transport) {
        (self.address, self.transport) = (address, transport);
    }

    /// Notes that a key has been let in: the method's place in the list, the store the call names, 0 for none.
    pub fn admitted(&mut self, key: i64, method: usize, site: i64) {
        (self.key, self.method, self.site) = (key, method, site);
    }

    /// Notes the store the call is for: the one it names, or else the only one of its key; 0 where it could be several.
    pub fn concerns(&mut self, named: i64, sites: &Sites) {
        self.store = match sites {
            Sites::Some(ids) if named == 0 && ids.len() == 1 => ids[0],
            _ => named,
        };
    }

    /// Notes that a key has been refused. Calls without a key count as no key's use.
    pub fn refused(&mut self, key: Option<i64>, method: usize, reason: Reason) {
        (self.key, self.method, self.refusal) = (key.unwrap_or(0), method, Some(reason));
    }

    /// Notes the answer: its status, and the rule that denied the call, if one did.
    pub fn answered(&mut self, status: u16, rule: Option<&str>) {
        self.status = status;
        self.outcome = Some(self.refusal.map_or_else(|| Outcome::of_answer(status, rule), Outcome::Refused));
    }

    fn outcome(&self) -> Outcome {
        match self.outcome {
            Some(outcome) => outcome,
            None if std::thread::panicking() => Outcome::Failed,
            None => Outcome::Abandoned,
        }
    }
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        let (took, outcome) = (Clock::uptime().saturating_sub(self.begun), self.outcome());
        let method = self.found.then_some(self.method);
        let class = if self.refusal.is_some() && self.key != 0 { Class::Refused } else { self.class };
        self.metrics.note(&metrics::Call { method, outcome: outcome.code(), class, took, judged: self.judged });
        if let Some(id) = &self.logged {
            // Of a token that is no key's, nothing is shown.
            let hint = if self.key == 0 { "" } else { self.hint.as_str() };
            let milliseconds = took.as_micros() as f64 / 1000.0;
            tracing::info!(request = %id, method = metrics::name(method), key = self.key, hint, outcome = outcome.code(), milliseconds, "call");
        }
        if let Some(trace) = self.trace.take() {
            trace.end(&traces::End { method, status: self.status, outcome: outcome.code(), key: self.key, took });
        }
        if self.key == 0 {
            return;
        }
        self.usage.note(&Call {
            key: self.key,
            method: self.method,
            outcome,
            at: self.clock.now(),
            micros: took.as_micros().try_into().unwrap_or(i64::MAX),
            address: self.address,
            agent: &self.agent,
            transport: self.transport,
            site: self.site,
            store: self.store,
        });
    }
}
