//! `latchkey key addresses`: the address list of a key, made from where it was used.

use domain::audit_log::By;
use domain::keys::origins::{self, MOST, Proposal};
use serde_json::json;

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

/// Shows which IP addresses of recent calls are not on a key's list; with --apply, adds them.
#[derive(Debug, clap::Args)]
pub struct Addresses {
    /// ID of the key
    id: i64,
    /// Number of days to look back
    #[arg(long, value_name = "NUMBER", default_value_t = origins::DAYS, value_parser = clap::value_parser!(i64).range(1..=origins::MOST_DAYS))]
    days: i64,
    /// Add the IP addresses to the list. Calls from others are then reported, or refused if they already were
    #[arg(long)]
    apply: bool,
    /// Refuse calls from other IP addresses from now on
    #[arg(long, requires = "apply")]
    enforce: bool,
    /// Also add IP addresses whose calls are refused now because they are not on the list
    #[arg(long, requires = "apply")]
    include_refused: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub fn run(common: &Common, asked: &Addresses) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let (id, days, now) = (asked.id, asked.days, desk.now());
    let (key, proposal) = desk.read(move |tx| Proposal::of(tx, id, days, now))?;
    if asked.apply {
        return apply(&desk, asked, proposal);
    }
    if asked.json {
        let present = proposal.present.iter().map(|(range, used)| json!({"range": range, "used": used}));
        let missing = proposal.missing.iter().map(|seen| {
            json!({"address": seen.address, "calls": seen.calls, "firstAt": output::moment(seen.first_at), "lastAt": output::moment(seen.last_at)})
        });
        return output::json(&json!({
            "id": id, "enforced": proposal.enforced, "present": present.collect::<Vec<_>>(), "missing": missing.collect::<Vec<_>>(),
        }));
    }
    let present = proposal.present.iter().map(|(range, used)| {
        let note = if *used { "" } else { "  (no calls)" };
        format!("  {range}{note}")
    });
    let missing = proposal.missing.iter().map(|seen| {
        let refused = if proposal.enforced { ", refused now" } else { "" };
        format!("+ {}  ({} calls, last {}{refused})", seen.address, seen.calls, output::moment(seen.last_at))
    });
    let mut lines = vec![format!("Key {id}, {}, IP addresses of the last {days} days:", key.name)];
    lines.extend(present.chain(missing));
    lines.push(match () {
        () if proposal.is_too_long() => {
            format!("It is used from more than {MOST} IP addresses; enter networks instead: latchkey key edit {id} --addresses …")
        }
        () if proposal.missing.is_empty() => "Nothing would be added.".to_owned(),
        () => format!("To add them: latchkey key addresses {id} --apply"),
    });
    output::text(&lines.join("\n"))
}

fn apply(desk: &Desk, asked: &Addresses, proposal: Proposal) -> Result<(), Stop> {
    if proposal.is_too_long() {
        return Err(Stop::Refused(format!("the key is used from more than {MOST} IP addresses; enter networks with --addresses instead")));
    }
    if proposal.enforced && !asked.include_refused && !proposal.missing.is_empty() {
        let refused: Vec<&str> = proposal.missing.iter().map(|seen| seen.address.as_str()).collect();
        return Err(Stop::Refused(format!(
            "calls from {} are refused now; to add these addresses, use --include-refused",
            refused.join(", ")
        )));
    }
    let (id, now, report_only) = (asked.id, desk.now(), !asked.enforce && !proposal.enforced);
    let present = proposal.present.into_iter().map(|(range, _)| range);
    let list: Vec<String> = present.chain(proposal.missing.into_iter().map(|seen| seen.address)).collect();
    if list.is_empty() {
        return Err(Stop::Refused(format!("the key was not used in the last {} days, so there is no IP address to add", asked.days)));
    }
    let kept = list.clone();
    desk.change(move |tx| origins::change(tx, id, &list, report_only, &By::CommandLine, now))?;
    if asked.json {
        return output::json(&json!({"id": id, "addresses": kept, "reportOnly": report_only}));
    }
    let elsewhere = if report_only { "reported, not refused" } else { "refused" };
    output::text(&format!("Key {id} works from {}. Calls from other IP addresses are {elsewhere}.", kept.join(", ")))
}
