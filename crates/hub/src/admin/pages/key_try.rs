//! "Would this pass?": a call of a key is rehearsed, rule by rule, and nothing is done.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::access::dry_run::DryRun;
use domain::access::gate::{Call, Key};
use domain::access::limits::Transport;
use domain::keys::{self, when};
use wire::methods::{self, Entry};

use super::key_head;
use super::keys::number;
use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "key_try.html")]
struct Try {
    page: Page,
    id: i64,
    head: String,
    name: String,
    /// Methods: place, verb and address, whether it is chosen.
    methods: Vec<(usize, String, bool)>,
    /// Stores: code, name, whether it is chosen.
    stores: Vec<(String, String, bool)>,
    address: String,
    at: String,
    transports: Vec<(&'static str, String, bool)>,
    /// What is wrong with what was asked.
    fault: String,
    rehearsed: Option<TriedCall>,
}

struct TriedCall {
    passes: bool,
    sentence: String,
    /// Rules: name, word of what became of it, text of the same.
    steps: Vec<(String, &'static str, String)>,
}

const TRANSPORTS: [Transport; 4] = [Transport::Header, Transport::Bearer, Transport::Query, Transport::Body];

/// Shows the form and, when a method is asked for, the decision.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let (hub, account, id) = (&office.hub, office.hub.account(), number(&id));
    let stored = match hub.db.read(move |tx| keys::find(tx, id)).await {
        Ok(stored) => stored,
        Err(fault) => return page::failed(page, fault),
    };
    let asked = query.text("method").parse::<usize>().ok().filter(|place| *place < methods::all().len());
    let transport = TRANSPORTS.into_iter().find(|transport| transport.name() == query.text("transport")).unwrap_or(Transport::Header);
    let mut fault = String::new();
    let mut rehearsed = None;
    if let (Some(method), Some(key)) = (asked, Key::of(&stored, &hub.gate.peppers())) {
        let address = match query.text("address") {
            "" => Ok(IpAddr::V4(Ipv4Addr::LOCALHOST)),
            text => text.parse().map_err(|_| page.named("try-no-address", text)),
        };
        let now = match query.text("at") {
            "" => Ok(hub.clock.now().0),
            text => when::parse(text, &account.zone, hub.clock.now()),
        };
        match (address, now) {
            (Ok(address), Ok(now)) => {
                let telephony = methods::all()[method].group == "telephony";
                let call = Call { method, telephony, transport, address, agent: "", now, uptime: Duration::ZERO };
                let site = Some(query.text("site")).filter(|site| !site.is_empty());
                rehearsed = Some(outcome(&page, &DryRun::of(&key, &account, &call, now, site)));
            }
            (Err(error), _) | (_, Err(error)) => fault = error,
        }
    }
    let method = |(place, entry): (usize, &&Entry)| (place, format!("{} {}", entry.verb.name(), entry.pattern()), asked == Some(place));
    page::ok(&Try {
        id,
        head: key_head::draw(&page, &account, &stored, hub.clock.now(), "try"),
        name: stored.name,
        methods: methods::all().iter().enumerate().map(method).collect(),
        stores: account.sites.iter().map(|site| (site.code.clone(), site.name.clone(), site.code == query.text("site"))).collect(),
        address: query.text("address").to_owned(),
        at: query.text("at").to_owned(),
        transports: TRANSPORTS.map(|each| (each.name(), page.say(&format!("transport-{}", each.name())), each == transport)).into(),
        fault,
        rehearsed,
        page,
    })
}

fn outcome(page: &Page, dry_run: &DryRun) -> TriedCall {
    let sentence = match dry_run.refused {
        None => page.say("try-passes"),
        Some(reason) => page.say(&format!("reason-{}", reason.name())),
    };
    let step = |(rule, outcome): &(&'static str, domain::access::dry_run::Outcome)| {
        (page.say(&format!("rule-{rule}")), outcome.name(), page.say(&format!("rule-{}", outcome.name())))
    };
    TriedCall { passes: dry_run.passes(), sentence, steps: dry_run.steps.iter().map(step).collect() }
}
