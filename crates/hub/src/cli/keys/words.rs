//! A plan in words.

use std::collections::{BTreeMap, BTreeSet};

use domain::account::Account;
use domain::keys::plan::{BulkOperation, Plan, Step};
use serde_json::{Map, Value, json as value};
use wire::Moment;

/// What would be done.
pub fn plan(plan: &Plan, account: &Account) -> String {
    if plan.steps.is_empty() {
        return "Nothing to do: the keys are as described.".to_owned();
    }
    let mut lines: Vec<String> = plan.steps.iter().flat_map(|step| view(step, account)).collect();
    lines.push(String::new());
    let (make, change, disable) = counts(plan);
    lines.push(format!("Plan: {make} to add, {change} to change, {disable} to disable. Fingerprint {}", plan.fingerprint()));
    lines.join("\n")
}

/// What was done, with the tokens of new keys where they are to be shown.
pub fn done(plan: &Plan, account: &Account, tokens: Option<&BTreeMap<String, String>>) -> String {
    if plan.steps.is_empty() {
        return "Nothing to do: the keys are as described.".to_owned();
    }
    let mut lines: Vec<String> = plan.steps.iter().flat_map(|step| view(step, account)).collect();
    lines.push(String::new());
    let (made, changed, disabled) = counts(plan);
    lines.push(format!("Done: {made} added, {changed} changed, {disabled} disabled."));
    lines.extend(tokens.into_iter().flatten().map(|(name, token)| format!("{name} {token}")));
    lines.join("\n")
}

/// The plan for programs.
pub fn json(plan: &Plan) -> Value {
    let steps = plan.steps.iter().map(|step| {
        value!({"action": step.operation.name(), "externalId": step.external_id, "id": step.id, "name": step.name, "changes": step.details})
    });
    value!({"fingerprint": plan.fingerprint(), "steps": steps.collect::<Vec<_>>()})
}

/// What was done, for programs.
pub fn done_json(plan: &Plan, tokens: Option<&BTreeMap<String, String>>) -> Value {
    let mut done = json(plan);
    if let Some(tokens) = tokens {
        done["tokens"] = value!(tokens);
    }
    done
}

fn counts(plan: &Plan) -> (usize, usize, usize) {
    (plan.count(BulkOperation::Make), plan.count(BulkOperation::Change), plan.count(BulkOperation::Disable))
}

fn view(step: &Step, account: &Account) -> Vec<String> {
    let name = step.external_id.clone().unwrap_or_default();
    let id = step.id.map(|id| format!("key {id}, ")).unwrap_or_default();
    let head = match step.operation {
        BulkOperation::Make => format!("+ {name} ({}) is added", step.name),
        BulkOperation::Change => format!("~ {name} ({id}{}) is changed", step.name),
        BulkOperation::Disable if name.is_empty() => {
            format!("- key {} ({}) is disabled: it is not in the file", step.id.unwrap_or_default(), step.name)
        }
        BulkOperation::Disable => format!("- {name} ({id}{}) is disabled: it is not in the file", step.name),
    };
    let mut lines = vec![head];
    if step.operation == BulkOperation::Disable {
        return lines;
    }
    for (field, sides) in flat(&step.details) {
        if field == "externalId" || (field == "name" && step.operation == BulkOperation::Make) {
            continue;
        }
        lines.extend(change(&field, &sides, account));
    }
    lines
}

/// The fields that differ, those of an object one by one.
fn flat(details: &Value) -> Vec<(String, Map<String, Value>)> {
    let mut fields = Vec::new();
    for (name, sides) in details.as_object().into_iter().flatten() {
        let side = |side: &str| sides.get(side).and_then(Value::as_object);
        let (before, after) = (side("before"), side("after"));
        if before.is_none() && after.is_none() {
            fields.push((name.clone(), sides.as_object().cloned().unwrap_or_default()));
            continue;
        }
        let members: BTreeSet<&String> = before.into_iter().chain(after).flat_map(Map::keys).collect();
        for member in members {
            let both = [("before", before), ("after", after)];
            let both: Map<String, Value> =
                both.into_iter().filter_map(|(side, members)| Some((side.to_owned(), members?.get(member)?.clone()))).collect();
            if both.get("before") != both.get("after") {
                fields.push((format!("{name}.{member}"), both));
            }
        }
    }
    fields
}

fn change(field: &str, sides: &Map<String, Value>, account: &Account) -> Vec<String> {
    let (before, after) = (sides.get("before"), sides.get("after"));
    if let (Some(Value::Array(before)), Some(Value::Array(after))) = (before, after) {
        let without = |one: &[Value], other: &[Value], sign: &str| -> Vec<String> {
            let left = one.iter().filter(|item| !other.contains(item));
            left.map(|item| format!("    {field:<12} {sign} {}", text(field, item, account))).collect()
        };
        return [without(before, after, "-"), without(after, before, "+")].concat();
    }
    let shown = |side: Option<&Value>| side.map_or_else(|| "none".to_owned(), |side| text(field, side, account));
    match before {
        None => vec![format!("    {field:<12} {}", shown(after))],
        Some(_) => vec![format!("    {field:<12} {} → {}", shown(before), shown(after))],
    }
}

fn text(field: &str, side: &Value, account: &Account) -> String {
    match side {
        // A moment, kept as Unix seconds.
        Value::Number(number) if field.ends_with("At") => number.as_i64().map(|at| account.zone.write(Moment(at))).unwrap_or_default(),
        Value::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(|item| text(field, item, account)).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
