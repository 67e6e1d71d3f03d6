//! `latchkey key explain` and `latchkey key try`: why a call was refused, and whether one would pass.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use domain::access::dry_run::{DryRun, Outcome};
use domain::access::gate::{Call, Key};
use domain::access::limits::Transport;
use domain::access::news::KEPT_WHOLE;
use domain::access::reason::Reason;
use domain::account::Account;
use domain::keys::{self, when};
use serde_json::json;
use wire::methods::{self, routes};

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

pub fn explain(common: &Common, request_id: String, json: bool) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let asked = request_id.clone();
    let found = desk.read(move |tx| {
        let Some(refusal) = database::refusals::find(tx, &asked)? else { return Ok(None) };
        let key = database::keys::find(tx, refusal.key_id)?;
        let counted = database::refusals::counted(tx, refusal.key_id, &refusal.reason, refusal.created_at.div_euclid(3_600))?;
        Ok(Some((refusal, key, counted)))
    })?;
    let Some((refusal, key, counted)) = found else {
        return Err(Stop::Refused(format!(
            "no refused call has the request ID \"{request_id}\"; for each key, reason and hour, the first {KEPT_WHOLE} are kept for 30 days, \
             further ones are only counted, and calls without a valid key are not kept"
        )));
    };
    let name = key.map(|key| key.name).unwrap_or_default();
    let sentence = Reason::named(&refusal.reason).map_or("The IP address is not on the list; the call was allowed.", Reason::sentence);
    if json {
        return output::json(&json!({
            "requestId": refusal.request_id, "at": output::moment(refusal.created_at), "key": refusal.key_id, "name": name,
            "reason": refusal.reason, "text": sentence, "method": refusal.method, "address": refusal.address, "site": refusal.site, "sameHour": counted,
        }));
    }
    let mut lines = vec![
        format!("{} {sentence}", output::moment(refusal.created_at)),
        format!("Key      {}, {name}", refusal.key_id),
        format!("Method   {}", refusal.method),
        format!("Address  {}", refusal.address),
    ];
    lines.extend(refusal.site.map(|site| format!("Store    {site}")));
    if counted > 0 {
        lines.push(format!("Calls    {counted} refused for this reason in that hour"));
    }
    output::text(&lines.join("\n"))
}

/// A call that is not made.
#[derive(Debug, clap::Args)]
pub struct Try {
    /// ID of the key
    id: i64,
    /// GET or POST
    verb: String,
    /// Its URL or path, such as /api/v5/orders
    path: String,
    /// Store named in the call
    #[arg(long)]
    site: Option<String>,
    /// IP address of the caller
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// Time: 2027-01-31, "2027-01-31 09:00" or 24h; default: now
    #[arg(long, value_name = "WHEN")]
    at: Option<String>,
    /// How the token is sent: header, bearer, query or body
    #[arg(long, default_value = "header", value_parser = ["header", "bearer", "query", "body"])]
    transport: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub fn dry_run(common: &Common, asked: Try) -> Result<(), Stop> {
    let found = routes::find(&asked.verb.to_ascii_uppercase(), &asked.path);
    let found = found.map_err(|problem| Stop::Refused(format!("{} {}: {}", asked.verb, asked.path, problem.message)))?;
    let desk = Desk::open(common)?;
    let id = asked.id;
    let (stored, account) = desk.read(move |tx| Ok((keys::find(tx, id)?, Account::load(tx)?)))?;
    let key = Key::of(&stored, &desk.storage.peppers);
    let key =
        key.ok_or_else(|| Stop::Refused(format!("calls with key {id} are refused: its token is hashed with a pepper that is not in use")))?;
    let now = match asked.at.as_deref() {
        None => desk.now().0,
        Some(text) => when::parse(text, &account.zone, desk.now()).map_err(|error| Stop::Usage(format!("--at: {error}")))?,
    };
    let transport = match asked.transport.as_str() {
        "bearer" => Transport::Bearer,
        "query" => Transport::Query,
        "body" => Transport::Body,
        _ => Transport::Header,
    };
    let telephony = methods::all()[found.method].group == "telephony";
    let call = Call { method: found.method, telephony, transport, address: asked.address, agent: "", now, uptime: Duration::ZERO };
    let dry_run = DryRun::of(&key, &account, &call, now, asked.site.as_deref());
    if asked.json {
        let steps: Vec<_> = dry_run.steps.iter().map(|(rule, outcome)| json!({"rule": rule, "outcome": outcome.name()})).collect();
        let reason = dry_run.refused.map(Reason::name);
        return output::json(&json!({"allowed": dry_run.passes(), "method": dry_run.method, "reason": reason, "steps": steps}));
    }
    let verdict = match dry_run.refused {
        None => "The call would be allowed.",
        Some(reason) => reason.sentence(),
    };
    let steps = dry_run.steps.iter().map(|(rule, outcome)| {
        let mark = match outcome {
            Outcome::Passed => "yes",
            Outcome::Refused => "NO",
            Outcome::NotReached => "-",
        };
        format!("{rule:<10} {mark}")
    });
    output::text(&format!("{verdict}\n\n{}", steps.collect::<Vec<_>>().join("\n")))
}
