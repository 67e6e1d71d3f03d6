//! `latchkey version`.

use serde_json::json;

use crate::cli::{Stop, output};

/// Print the version.
#[derive(clap::Args)]
pub struct Version {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub fn run(version: &Version) -> Result<(), Stop> {
    let number = env!("CARGO_PKG_VERSION");
    if version.json { output::json(&json!({"version": number})) } else { output::text(&format!("latchkey {number}")) }
}
