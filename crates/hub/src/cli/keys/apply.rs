//! `latchkey keys apply`: what a plan says is done, in one transaction.

use std::collections::BTreeMap;

use domain::access::token;
use domain::audit_log::By;
use domain::keys::plan;

use super::{Described, sink, words};
use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

pub fn run(common: &Common, described: &Described, tokens: &sink::Options, agreed: Option<&str>, json: bool) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let (plan, account, wanted) = described.plan(&desk)?;
    let fingerprint = plan.fingerprint();
    if agreed.is_some_and(|agreed| agreed != fingerprint) {
        return Err(Stop::Refused("the plan has changed; nothing was done: see latchkey keys plan".to_owned()));
    }
    let made = plan.count(plan::BulkOperation::Make);
    if made > 0 && !tokens.are_named() {
        return Err(Stop::Refused(format!(
            "keys would be added ({made}); choose where their tokens go with --tokens-to DIR, --tokens-command COMMAND or --show-tokens"
        )));
    }
    let fresh: BTreeMap<String, String> = plan
        .made()
        .map(|name| Ok((name.to_owned(), token::generate().map_err(|error| Stop::Refused(format!("no token can be generated: {error}")))?)))
        .collect::<Result<_, Stop>>()?;
    if !plan.steps.is_empty() {
        // A token that is nowhere would be lost; one of a key that was not made is worth nothing.
        let delivery = tokens.deliver(&fresh)?;
        let (others, zone, pepper, now) = (described.others(), account.zone.clone(), desk.storage.peppers.present.clone(), desk.now());
        let given = fresh.clone();
        let done = desk.change(move |tx| {
            tx.touch_keys()?;
            let plan = plan::plan(tx, &wanted, others, &zone, now)?;
            // Somebody has changed a key meanwhile: what was planned is not what would be done.
            if plan.fingerprint() != fingerprint {
                return Ok(false);
            }
            plan::carry_out(tx, &plan, &pepper, |name| given.get(name).cloned(), &By::CommandLine, now)?;
            Ok(true)
        })?;
        if !done {
            return Err(Stop::Refused("keys have changed in the meantime; nothing was done: try again".to_owned()));
        }
        delivery.complete()?;
    }
    let shown = tokens.are_shown().then_some(&fresh);
    if json { output::json(&words::done_json(&plan, shown)) } else { output::text(&words::done(&plan, &account, shown)) }
}
