//! `latchkey keys export`: the file for the keys there are.

use std::collections::BTreeSet;

use database::keys::Key;
use domain::account::Account;
use domain::audit_log::By;
use domain::keys::view::described;
use domain::keys::{self, Changes};
use serde_json::Value;

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

pub fn run(common: &Common, name_them: bool) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    if name_them {
        let now = desk.now();
        desk.change(move |tx| {
            tx.touch_keys()?;
            let keys = live(database::keys::changed_since(tx, 0)?);
            let mut taken: BTreeSet<String> = keys.iter().filter_map(|key| key.external_id.clone()).collect();
            for key in keys.iter().filter(|key| key.external_id.is_none()) {
                let name = name_for(key, &taken);
                taken.insert(name.clone());
                keys::edit(tx, key.id, &Changes { external_id: Some(name), ..Changes::default() }, &By::CommandLine, now)?;
            }
            Ok(())
        })?;
    }
    let (account, keys) = desk.read(|tx| Ok((Account::load(tx)?, live(database::keys::changed_since(tx, 0)?))))?;
    let mut text = "# The keys of this account, for latchkey keys plan and apply. This file contains no tokens.\n".to_owned();
    for key in keys {
        text.push('\n');
        match &key.external_id {
            Some(name) => text.push_str(&table(name, &account, &key)?),
            None => text.push_str(&format!(
                "# Key {}, {}, has no external ID and is left out: latchkey key edit {} --external-id NAME\n",
                key.id,
                toml::Value::String(key.name.clone()),
                key.id
            )),
        }
    }
    output::text(&text)
}

fn live(mut keys: Vec<Key>) -> Vec<Key> {
    keys.retain(|key| key.deleted_at.is_none());
    // In the order of their names, so that files of one day and the next can be compared; those without one at the end.
    keys.sort_by(|one, other| {
        (one.external_id.is_none(), &one.external_id, one.id).cmp(&(other.external_id.is_none(), &other.external_id, other.id))
    });
    keys
}

/// An external id made from a key's name, or else from its number.
fn name_for(key: &Key, taken: &BTreeSet<String>) -> String {
    let dashed = key.name.to_lowercase().replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    let name: String = dashed.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-").chars().take(60).collect();
    if !name.is_empty() && !taken.contains(&name) {
        return name;
    }
    let numbered = if name.is_empty() { format!("key-{}", key.id) } else { format!("{name}-{}", key.id) };
    let more = (2..).map(|more| format!("{numbered}-{more}"));
    std::iter::once(numbered.clone()).chain(more).find(|name| !taken.contains(name)).unwrap_or_default()
}

/// The table of a key: plain fields first, then those that are tables themselves.
fn table(name: &str, account: &Account, key: &Key) -> Result<String, Stop> {
    let view = serde_json::to_value(described(account, key)).map_err(|error| Stop::Refused(error.to_string()))?;
    let fields = view.as_object().cloned().unwrap_or_default();
    let heading = heading(name);
    let mut text = format!("[keys.{heading}]\n");
    let said = |name: &str, value: &Value| name != "externalId" && !(name == "active" && *value == Value::Bool(true));
    for (field, value) in fields.iter().filter(|(name, value)| !value.is_object() && said(name, value)) {
        text.push_str(&format!("{field} = {}\n", plain(value, account)));
    }
    for (field, members) in fields.iter().filter_map(|(field, value)| Some((field, value.as_object()?))) {
        text.push_str(&format!("[keys.{heading}.{field}]\n"));
        for (member, value) in members {
            text.push_str(&format!("{member} = {}\n", plain(value, account)));
        }
    }
    Ok(text)
}

/// A part of a heading; one with a dot is quoted.
fn heading(name: &str) -> String {
    if name.contains('.') { format!("\"{name}\"") } else { name.to_owned() }
}

fn plain(value: &Value, account: &Account) -> String {
    match value {
        Value::Array(items) if items.len() > 1 => {
            let lines: Vec<String> = items.iter().map(|item| format!("    {},\n", plain(item, account))).collect();
            format!("[\n{}]", lines.concat())
        }
        Value::Array(items) => format!("[{}]", items.iter().map(|item| plain(item, account)).collect::<String>()),
        Value::String(text) => match text.strip_prefix(wire::moment::MARK).and_then(|seconds| seconds.parse().ok()) {
            Some(seconds) => toml::Value::String(account.zone.write(wire::Moment(seconds))).to_string(),
            None => toml::Value::String(text.clone()).to_string(),
        },
        other => other.to_string(),
    }
}
