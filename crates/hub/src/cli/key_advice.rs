//! `latchkey key advice`: what a key could do without; a trial, the change, and the way back.

use std::collections::BTreeSet;

use domain::account::Account;
use domain::advice::{self, Advice as Found};
use domain::audit_log::By;
use serde_json::{Value, json};
use wire::methods;

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

/// What to show, and what to do.
#[derive(clap::Args)]
pub struct Advice {
    /// ID of the key
    id: i64,
    /// Number of days to look back
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(i64).range(1..=400))]
    days: i64,
    /// Try the change without enforcing it: calls that would be refused are counted
    #[arg(long, group = "act")]
    trial: bool,
    /// End the trial and leave the key unchanged
    #[arg(long, group = "act")]
    drop: bool,
    /// Remove the unused methods: as in the trial, or as proposed if there is none
    #[arg(long, group = "act")]
    apply: bool,
    /// Restore methods removed in the last 30 days
    #[arg(long, group = "act")]
    revert: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Carries it out.
pub fn run(common: &Common, asked: &Advice) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let (id, days, now) = (asked.id, asked.days, desk.now());
    let found = desk.read(move |tx| {
        let zone = Account::load(tx)?.zone;
        advice::advise(tx, id, days, &zone, now)
    })?;
    if asked.drop {
        desk.change(move |tx| advice::drop_trial(tx, id, &By::CommandLine, now))?;
        return output::text(&format!("Trial of key {id} ended; the key is unchanged."));
    }
    if asked.revert {
        desk.change(move |tx| advice::revert(tx, id, &By::CommandLine, now))?;
        return output::text(&format!("Methods of key {id} restored."));
    }
    if asked.trial {
        let methods = proposal(&found)?;
        let count = methods.len();
        desk.change(move |tx| advice::begin_trial(tx, id, &methods, &By::CommandLine, now))?;
        return output::text(&format!("Trial of key {id} with {count} methods started. Nothing is refused."));
    }
    if asked.apply {
        let methods = found.trial.as_ref().map_or_else(|| proposal(&found), |trial| Ok(trial.methods.clone()))?;
        let count = methods.len();
        desk.change(move |tx| advice::apply(tx, id, &methods, &By::CommandLine, now))?;
        return output::text(&format!("Key {id} now allows {count} methods. To undo this within 30 days, use --revert."));
    }
    if asked.json { output::json(&shown(&found, days)) } else { output::text(&view(&found)) }
}

fn proposal(found: &Found) -> Result<BTreeSet<String>, Stop> {
    let nothing = || Stop::Refused(format!("There is no advice for key {}; for the reason, run latchkey key advice.", found.key.id));
    found.proposal.clone().ok_or_else(nothing)
}

fn patterns<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let pattern =
        |name: &str| methods::all().iter().find(|entry| entry.name() == name).map_or_else(|| name.to_owned(), |entry| entry.pattern());
    names.map(pattern).collect()
}

fn view(found: &Found) -> String {
    let evidence = found.evidence;
    let month_end = if evidence.month_end { "with a month end" } else { "without a month end: jobs that run then may be missing" };
    let mut lines = vec![
        format!("Key {}: {}", found.key.id, found.key.name),
        format!(
            "Evidence  {}: {} days observed, {month_end}; calls on {} of them, {} in all",
            evidence.strength().code(),
            evidence.days,
            evidence.days_with_calls,
            evidence.calls
        ),
        format!("Used      {} methods", found.used.len()),
    ];
    lines.extend(found.used.iter().map(|(name, calls)| format!("          {} ({calls})", patterns([name.as_str()].into_iter()).concat())));
    lines.push(match &found.proposal {
        Some(methods) => format!("Proposal  keep {} methods, remove {}:", methods.len(), found.unused.len()),
        None if found.used.is_empty() => "Proposal  none: there were no allowed calls".to_owned(),
        None => "Proposal  none: all allowed methods were used".to_owned(),
    });
    if found.proposal.is_some() {
        lines.extend(patterns(found.unused.iter().copied()).into_iter().map(|pattern| format!("          - {pattern}")));
    }
    if let Some(trial) = &found.trial {
        lines.push(format!(
            "Trial     of {} methods since {}; calls that would have been refused:",
            trial.methods.len(),
            output::moment(trial.begun_at.0)
        ));
        let outside = trial.outside.iter();
        lines.extend(outside.map(|call| format!("          {} ({}, last {})", call.method, call.calls, output::moment(call.last_at))));
        if trial.outside.is_empty() {
            lines.push("          nothing".to_owned());
        }
    }
    if let Some(at) = found.applied_at {
        lines.push(format!("Applied   on {}; --revert undoes it", output::moment(at.0)));
    }
    lines.join("\n")
}

fn shown(found: &Found, days: i64) -> Value {
    let evidence = found.evidence;
    let trial = found.trial.as_ref().map(|trial| {
        let outside = trial.outside.iter();
        let outside: Vec<Value> =
            outside.map(|call| json!({"method": call.method, "calls": call.calls, "last": output::moment(call.last_at)})).collect();
        json!({"methods": patterns(trial.methods.iter().map(String::as_str)), "begunAt": output::moment(trial.begun_at.0), "wouldRefuse": outside})
    });
    let addresses: Vec<Value> = found
        .addresses
        .iter()
        .map(|seen| json!({"address": seen.address, "calls": seen.calls, "last": output::moment(seen.last_at)}))
        .collect();
    json!({
        "id": found.key.id,
        "name": found.key.name,
        "days": days,
        "evidence": {
            "strength": evidence.strength().code(), "daysObserved": evidence.days, "daysWithCalls": evidence.days_with_calls,
            "calls": evidence.calls, "monthEnd": evidence.month_end,
        },
        "used": found.used,
        "unused": patterns(found.unused.iter().copied()),
        "proposal": found.proposal.as_ref().map(|methods| patterns(methods.iter().map(String::as_str))),
        "addresses": addresses,
        "trial": trial,
        "appliedAt": found.applied_at.map(|at| output::moment(at.0)),
    })
}
