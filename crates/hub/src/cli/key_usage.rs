//! `latchkey key usage`: how a key is used.

use domain::account::Account;
use domain::usage::{self, Report, Window};
use serde_json::{Map, Value, json};

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

/// Prints the usage of a key in a period.
pub fn run(common: &Common, id: i64, window: &str, as_json: bool) -> Result<(), Stop> {
    let window = Window::named(window).ok_or_else(|| Stop::Usage("the windows are hours, month, quarter and year".to_owned()))?;
    let desk = Desk::open(common)?;
    let now = desk.now();
    let (key, report) = desk.read(move |tx| {
        let zone = Account::load(tx)?.zone;
        let key = database::keys::find(tx, id)?;
        Ok((key, usage::report(tx, id, window, &zone, now)?))
    })?;
    let Some(key) = key else { return Err(Stop::Refused(format!("There is no key {id}."))) };
    if as_json {
        return output::json(&shown(id, &key.name, window, &report));
    }
    let mut lines = vec![format!("Key {id}: {}", key.name)];
    match &report.last {
        None => lines.push("Never used.".to_owned()),
        Some(last) => lines.push(format!(
            "Last used  {} from {} by {}, token in {} ({}: {})",
            output::moment(last.at),
            last.address,
            if last.agent.is_empty() { "an unknown client" } else { &last.agent },
            last.transport,
            last.method,
            last.outcome
        )),
    }
    lines.push(format!("Window     {}: {} allowed, {} refused", window.code(), report.admitted(), report.refused()));
    if report.total.in_url > 0 {
        lines.push(format!("In the URL {} % of calls send the token in the URL", report.in_url_percent()));
    }
    output::text(&lines.join("\n"))?;
    let rows: Vec<[String; 5]> = report
        .methods
        .iter()
        .map(|method| {
            let outcomes: Vec<String> = method.outcomes.iter().map(|(outcome, calls)| format!("{outcome} {calls}")).collect();
            let mean = format!("{}.{:03} ms", method.mean / 1000, method.mean % 1000);
            [method.name.clone(), method.admitted.to_string(), method.refused.to_string(), mean, outcomes.join(", ")]
        })
        .collect();
    output::table(["METHOD", "ALLOWED", "REFUSED", "MEAN", "OUTCOMES"], &rows, "No calls in this window.")
}

fn shown(id: i64, name: &str, window: Window, report: &Report) -> Value {
    let mut shown = Map::new();
    let mut set = |name: &str, value: Value| shown.insert(name.to_owned(), value);
    set("id", id.into());
    set("name", name.into());
    let last = report.last.as_ref().map(|last| {
        json!({
            "at": output::moment(last.at), "address": last.address, "agent": last.agent, "transport": last.transport,
            "method": last.method, "outcome": last.outcome,
        })
    });
    set("lastUsed", last.into());
    set("countedSince", report.since.map(output::moment).into());
    set("window", window.code().into());
    set("calls", report.total.calls.into());
    set("admitted", report.admitted().into());
    set("refused", report.refused().into());
    set("inUrl", report.total.in_url.into());
    set("outcomes", json!(report.outcomes));
    let methods = report.methods.iter().map(|method| {
        json!({
            "method": method.name, "calls": method.admitted + method.refused, "admitted": method.admitted, "refused": method.refused,
            "outcomes": method.outcomes, "meanMicros": method.mean, "slowestMicros": method.slowest,
        })
    });
    set("methods", methods.collect());
    let steps = report.steps.iter().filter(|step| step.admitted + step.refused > 0);
    set(
        "steps",
        steps.map(|step| json!({"begins": output::moment(step.begins.0), "admitted": step.admitted, "refused": step.refused})).collect(),
    );
    let addresses = report.addresses.iter().map(|seen| {
        json!({"address": seen.address, "first": output::moment(seen.first_at), "last": output::moment(seen.last_at), "calls": seen.calls})
    });
    set("addresses", addresses.collect());
    Value::Object(shown)
}
