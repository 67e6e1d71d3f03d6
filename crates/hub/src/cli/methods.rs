//! `latchkey methods`: the methods of the API, as keys grant them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context;
use domain::access::calls::{self, Needed, Why};
use serde_json::json;
use wire::methods::{self, Entry};

use crate::book;
use crate::cli::{Stop, output};

/// List the methods of the API.
#[derive(clap::Args)]
pub struct Methods {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// List only the methods needed for the calls in this file: a list or log of calls, an OpenAPI document, a HAR file
    /// or a Postman collection; "-" reads standard input
    #[arg(long, value_name = "FILE", conflicts_with = "docs")]
    from: Option<PathBuf>,
    /// Count how many methods of a list there are, and name those that are missing: a line each, GET /api/v5/orders/{externalId}, or JSON
    /// of objects with verb and path; without FILE, the list of all methods that modules know
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with_all = ["docs", "from"])]
    against: Option<Option<PathBuf>>,
    /// Write the API reference and its OpenAPI document into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "json")]
    docs: Option<PathBuf>,
}

pub fn run(methods: &Methods) -> Result<(), Stop> {
    if let Some(folder) = &methods.docs {
        return write_book(folder);
    }
    if let Some(file) = &methods.against {
        return against(file.as_deref(), methods.json);
    }
    let needed = methods.from.as_deref().map(read_calls).transpose()?;
    let wanted: Vec<&Entry> = methods::all()
        .iter()
        .copied()
        .filter(|method| needed.as_ref().is_none_or(|needed| needed.methods.contains(method.name())))
        .collect();
    if methods.json {
        let shown: Vec<_> = wanted
            .iter()
            .map(|method| {
                json!({
                    "pattern": method.pattern(),
                    "group": method.group,
                    "verb": method.verb.name(),
                    "versions": method.versions.names(),
                    "scope": method.scope.name(),
                    "writes": method.writes,
                    "summary": method.summary,
                })
            })
            .collect();
        let Some(needed) = needed else { return output::json(&shown) };
        let unresolved: Vec<_> = needed.unresolved.iter().map(|one| json!({"call": one.call, "why": one.why.name()})).collect();
        return output::json(&json!({"methods": shown, "unresolved": unresolved}));
    }
    let rows: Vec<[String; 6]> = wanted
        .iter()
        .map(|method| {
            let versions = method.versions.names().join(" ");
            let scope = method.scope.name().unwrap_or("-").to_owned();
            [method.group.to_owned(), method.verb.name().to_owned(), method.pattern(), versions, scope, method.summary.to_owned()]
        })
        .collect();
    output::table(["GROUP", "VERB", "PATTERN", "VERSIONS", "SCOPE", "WHAT IT DOES"], &rows, "There are no methods.")?;
    match needed {
        Some(needed) => output::text(&advice(&needed, &wanted)),
        None => Ok(()),
    }
}

/// What to do with the methods of a list of calls, and what of the list leads to none.
fn advice(needed: &Needed, wanted: &[&Entry]) -> String {
    let mut lines = Vec::new();
    if !wanted.is_empty() {
        let patterns: Vec<String> = wanted.iter().map(|method| method.pattern()).collect();
        lines.push(format!("\nA key for these: latchkey key add --name NAME --sites SITES --methods '{}'", patterns.join(",")));
    }
    if !needed.unresolved.is_empty() {
        lines.push("\nNot recognised:".to_owned());
        lines.extend(needed.unresolved.iter().map(|one| match one.why {
            Why::NoMethod => format!("  {}", one.call),
            Why::OtherVerb => format!("  {} (this path has another HTTP method)", one.call),
        }));
    }
    lines.join("\n")
}

fn read_calls(path: &Path) -> Result<Needed, Stop> {
    let text = if path == Path::new("-") {
        std::io::read_to_string(std::io::stdin()).context("the standard input cannot be read")?
    } else {
        let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        String::from_utf8_lossy(&bytes).into_owned()
    };
    Ok(calls::needed(&text))
}

/// The methods that modules know.
const CONTRACT: &str = include_str!("../api/contract.txt");

/// Counts the methods of a list that are there.
fn against(file: Option<&Path>, json: bool) -> Result<(), Stop> {
    let text = match file {
        None => CONTRACT.to_owned(),
        Some(path) => std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?,
    };
    let listed = listed(&text);
    if listed.is_empty() {
        return Err(Stop::Refused("the list names no method; write a line each, such as GET /api/v5/orders".to_owned()));
    }
    let there: BTreeSet<(&str, String)> = methods::all().iter().map(|method| (method.verb.name(), plain(method.name()))).collect();
    let is_there = |(verb, path): &&(String, String)| there.contains(&(verb.as_str(), plain(path)));
    let (found, missing): (Vec<_>, Vec<_>) = listed.iter().partition(is_there);
    let missing: Vec<String> = missing.iter().map(|(verb, path)| format!("{verb} {path}")).collect();
    if json {
        return output::json(&json!({"there": found.len(), "of": listed.len(), "missing": missing}));
    }
    let mut lines = vec![format!("Methods that work: {} of {}", found.len(), listed.len())];
    lines.extend((!missing.is_empty()).then(|| format!("\nMissing:\n  {}", missing.join("\n  "))));
    output::text(&lines.join("\n"))
}

/// The verbs and paths of a list, each once.
fn listed(text: &str) -> Vec<(String, String)> {
    let of_json = serde_json::from_str::<Vec<serde_json::Value>>(text).ok().map(|entries| {
        let part = |entry: &serde_json::Value, name: &str| Some(entry[name].as_str()?.to_owned());
        entries.iter().filter_map(|entry| Some((part(entry, "verb")?.to_ascii_uppercase(), part(entry, "path")?))).collect::<Vec<_>>()
    });
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#')).filter_map(|line| {
        let mut words = line.split_whitespace();
        Some((words.next()?.to_ascii_uppercase(), words.next()?.to_owned()))
    });
    let mut seen = BTreeSet::new();
    of_json.unwrap_or_else(|| lines.collect()).into_iter().filter(|one| seen.insert(one.clone())).collect()
}

/// A path without what may differ: `/api`, the version, and the names of what stands for a value.
fn plain(path: &str) -> String {
    let parts = path.split(['?', '#']).next().unwrap_or_default().split('/').filter(|part| !part.is_empty());
    let parts = parts.enumerate().filter(|(place, part)| *place > 1 || !matches!(*part, "api" | "v3" | "v4" | "v5" | "v*"));
    parts.map(|(_, part)| if part.starts_with(['{', '(']) { "*" } else { part }).collect::<Vec<_>>().join("/")
}

fn write_book(folder: &Path) -> Result<(), Stop> {
    std::fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    let files = book::files();
    for (name, text) in &files {
        let path = folder.join(name);
        std::fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    output::text(&format!("{} files of the API reference are in {}", files.len(), folder.display()))
}
