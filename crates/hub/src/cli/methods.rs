//! `latchkey methods`: the methods of the API, as keys grant them.

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::json;

use crate::api;
use crate::book;
use crate::cli::{Stop, output};

/// List the methods of the API.
#[derive(clap::Args)]
pub struct Methods {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Write the reference book and its OpenAPI document into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "json")]
    docs: Option<PathBuf>,
}

pub fn run(methods: &Methods) -> Result<(), Stop> {
    if let Some(folder) = &methods.docs {
        return write_book(folder);
    }
    if methods.json {
        let shown: Vec<_> = api::methods()
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
        return output::json(&shown);
    }
    let rows: Vec<[String; 6]> = api::methods()
        .iter()
        .map(|method| {
            let versions = method.versions.names().join(" ");
            let scope = method.scope.name().unwrap_or("-").to_owned();
            [method.group.to_owned(), method.verb.name().to_owned(), method.pattern(), versions, scope, method.summary.to_owned()]
        })
        .collect();
    output::table(["GROUP", "VERB", "PATTERN", "VERSIONS", "SCOPE", "WHAT IT DOES"], &rows, "There are no methods.")
}

fn write_book(folder: &Path) -> Result<(), Stop> {
    std::fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    let files = book::files();
    for (name, text) in &files {
        let path = folder.join(name);
        std::fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    output::text(&format!("{} files of the reference book are in {}", files.len(), folder.display()))
}
