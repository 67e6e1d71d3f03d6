//! `latchkey methods`: the methods of the API, as keys grant them.

use serde_json::json;

use crate::api;
use crate::cli::{Stop, output};

/// List the methods of the API.
#[derive(clap::Args)]
pub struct Methods {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub fn run(methods: &Methods) -> Result<(), Stop> {
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
