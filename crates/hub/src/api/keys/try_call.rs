//! GET /api/keys/{id}/try: whether a call would pass.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use domain::access::dry_run::{DryRun, Outcome};
use domain::access::gate;
use domain::access::limits::Transport;
use domain::fault::Fault;
use domain::keys::manager::Manager;
use domain::keys::when;
use wire::Problem;
use wire::key::{RuleOutcome, Trace, Transport as Way, TriedCall, TryKey};
use wire::methods::KeysTry;
use wire::methods::{self, routes};

use crate::api::keys::which;
use crate::api::{Answer, Call};

impl Answer for KeysTry {
    fn answer(call: Call<'_, '_, TryKey>) -> Result<TriedCall, Fault> {
        let asked = call.request;
        let stored = Manager::of(call.tx, call.caller.key.id)?.find(call.tx, &which(&asked.which), false)?;
        let found =
            routes::find(&asked.verb.to_ascii_uppercase(), &asked.path).map_err(|problem| Problem::input("path", problem.message))?;
        let now = match asked.at.as_ref() {
            None => call.now.0,
            Some(text) => when::parse(text, &call.account.zone, call.now).map_err(|error| Problem::input("at", error))?,
        };
        let address = match asked.ip.as_ref() {
            None => IpAddr::V4(Ipv4Addr::LOCALHOST),
            Some(text) => text.trim().parse().map_err(|_| Problem::input("ip", format!("\"{}\" is not a valid IP address.", text.0)))?,
        };
        let transport = match asked.transport {
            None | Some(Way::Header) => Transport::Header,
            Some(Way::Bearer) => Transport::Bearer,
            Some(Way::Query) => Transport::Query,
            Some(Way::Body) => Transport::Body,
        };
        let telephony = methods::all()[found.method].group == "telephony";
        let asking = gate::Call { method: found.method, telephony, transport, address, agent: "", now, uptime: Duration::ZERO };
        // A key whose hash is under no pepper in use, or whose limits cannot be read, admits no call.
        let key = gate::Key::of(&stored, &call.account.secrets()?.peppers).ok_or_else(|| {
            Problem::entity("id", format!("The limits of key {} cannot be read. Edit the key and save them again.", stored.id))
        })?;
        let site = asked.site.as_ref().map(|code| code.0.as_str());
        let dry_run = DryRun::of(&key, call.account, &asking, now, site);
        let outcome = |(rule, outcome): &(&str, Outcome)| RuleOutcome { rule: (*rule).to_owned(), outcome: outcome.name().to_owned() };
        Ok(TriedCall {
            trace: Trace {
                allowed: dry_run.passes(),
                reason: dry_run.refused.map(|reason| reason.name().to_owned()),
                rules: dry_run.steps.iter().map(outcome).collect(),
                method: dry_run.method,
            },
        })
    }
}
