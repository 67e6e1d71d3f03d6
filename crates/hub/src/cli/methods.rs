//! `latchkey methods`: the methods of the API, as keys grant them.

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::json;

use crate::api::{self, Entry};
use crate::book;
use crate::cli::{Stop, output};
use crate::keys::calls::{self, Needed, Why};

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
    /// Write the API reference and its OpenAPI document into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "json")]
    docs: Option<PathBuf>,
}

pub fn run(methods: &Methods) -> Result<(), Stop> {
    if let Some(folder) = &methods.docs {
        return write_book(folder);
    }
    let needed = methods.from.as_deref().map(read_calls).transpose()?;
    let wanted: Vec<&Entry> = api::methods()
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

fn write_book(folder: &Path) -> Result<(), Stop> {
    std::fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    let files = book::files();
    for (name, text) in &files {
        let path = folder.join(name);
        std::fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    output::text(&format!("{} files of the API reference are in {}", files.len(), folder.display()))
}
